/* SPDX-License-Identifier: MIT */
/* What a checkout's esp_clk_tree.h declares. Whatever source the I2C blocks are
 * told to take, they run at one frequency. */
#include "esp_err.h"
#include "sdkconfig.h"
#include "soc/soc.h"

#include <stdbool.h>

esp_err_t esp_clk_tree_src_get_freq_hz(int source, int precision, uint32_t *hz);
esp_err_t esp_clk_tree_enable_src(int source, bool enable);
bool periph_rtc_dig_clk8m_enable(void);
void periph_rtc_dig_clk8m_disable(void);

esp_err_t esp_clk_tree_src_get_freq_hz(int source, int precision, uint32_t *hz)
{
	(void)source;
	(void)precision;
#if CONFIG_IDF_TARGET_ESP32
	*hz = APB_CLK_FREQ;
#else
	*hz = XTAL_CLK_FREQ;
#endif
	return ESP_OK;
}

esp_err_t esp_clk_tree_enable_src(int source, bool enable)
{
	(void)source;
	(void)enable;
	return ESP_OK;
}

bool periph_rtc_dig_clk8m_enable(void)
{
	return true;
}

void periph_rtc_dig_clk8m_disable(void)
{
}
