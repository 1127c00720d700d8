/* SPDX-License-Identifier: MIT */
/* After 20 ms, and what then happens with a bus that somebody holds: RESET,
 * PULSES of the silicon's, or nothing before a transfer. GPIO4 is SDA, GPIO5 is
 * SCL; a 24C256 at 0x50. */
#include <stdio.h>

#include "driver/gpio.h"
#include "driver/i2c_master.h"
#include "freertos/FreeRTOS.h"
#include "freertos/task.h"

#ifdef PULSES
#include "esp_rom_sys.h"
#include "soc/i2c_reg.h"
#include "soc/soc.h"

static int clearing(void)
{
	return REG_READ(DR_REG_I2C_EXT_BASE + I2C_SCL_SP_CONF) &
	       I2C_SCL_RST_SLV_EN_M;
}
#endif

void app_main(void)
{
	i2c_master_bus_config_t bus_config = {
		.i2c_port = -1,
		.sda_io_num = GPIO_NUM_4,
		.scl_io_num = GPIO_NUM_5,
		.clk_source = I2C_CLK_SRC_DEFAULT,
	};
	i2c_device_config_t config = {.device_address = 0x50,
				      .scl_speed_hz = 100000};
	i2c_master_bus_handle_t bus;
	i2c_master_dev_handle_t dev;
	uint8_t at[] = {0, 0};

	ESP_ERROR_CHECK(i2c_new_master_bus(&bus_config, &bus));
	ESP_ERROR_CHECK(i2c_master_bus_add_device(bus, &config, &dev));
	vTaskDelay(2);
#ifdef PULSES
	REG_WRITE(DR_REG_I2C_EXT_BASE + I2C_SCL_SP_CONF,
		  I2C_SCL_RST_SLV_EN_M | 9 << I2C_SCL_RST_SLV_NUM_S);
	esp_rom_delay_us(80);
	printf("clearing %d\n", clearing());
	esp_rom_delay_us(20);
	printf("clearing %d\n", clearing());
#endif
#ifdef RESET
	printf("reset: %d\n", i2c_master_bus_reset(bus));
#endif
	printf("levels %d %d\n", gpio_get_level(GPIO_NUM_4),
	       gpio_get_level(GPIO_NUM_5));
	printf("%s\n", esp_err_to_name(i2c_master_transmit(dev, at, 2, 100)));
	printf("%s\n", esp_err_to_name(i2c_master_transmit(dev, at, 2, 100)));
}
