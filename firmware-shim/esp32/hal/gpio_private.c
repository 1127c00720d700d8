/* SPDX-License-Identifier: MIT */
/* What ESP-IDF's own drivers call of GPIO: a pin's parts one by one, and which
 * pins are taken. */
#include "esp_private/gpio.h"

#include "esp_rom_gpio.h"
#include "freertos/FreeRTOS.h"
#include "soc/gpio_reg.h"
#include "soc/soc.h"

static portMUX_TYPE lock = portMUX_INITIALIZER_UNLOCKED;

static esp_err_t write_enable(gpio_num_t num, uint32_t which)
{
	uint32_t reg = num < 32 ? GPIO_ENABLE : GPIO_ENABLE1;

	if (!GPIO_IS_VALID_OUTPUT_GPIO(num))
		return ESP_ERR_INVALID_ARG;
	REG_WRITE(DR_REG_GPIO_BASE + reg + which, 1u << num % 32);
	return ESP_OK;
}

static esp_err_t set_open_drain(gpio_num_t num, bool on)
{
	uint32_t pin = DR_REG_GPIO_BASE + GPIO_PIN((uint32_t)num);

	if (!GPIO_IS_VALID_GPIO(num))
		return ESP_ERR_INVALID_ARG;
	portENTER_CRITICAL(&lock);
	if (on)
		REG_SET_BIT(pin, GPIO_PIN_PAD_DRIVER_M);
	else
		REG_CLR_BIT(pin, GPIO_PIN_PAD_DRIVER_M);
	portEXIT_CRITICAL(&lock);
	return ESP_OK;
}

esp_err_t gpio_func_sel(gpio_num_t gpio_num, uint32_t func)
{
	if (!GPIO_IS_VALID_GPIO(gpio_num) || func != PIN_FUNC_GPIO)
		return ESP_ERR_INVALID_ARG;
	esp_rom_gpio_pad_select_gpio((uint32_t)gpio_num);
	return ESP_OK;
}

esp_err_t gpio_output_enable(gpio_num_t gpio_num)
{
	return write_enable(gpio_num, GPIO_W1TS);
}

esp_err_t gpio_output_disable(gpio_num_t gpio_num)
{
	return write_enable(gpio_num, GPIO_W1TC);
}

esp_err_t gpio_od_enable(gpio_num_t gpio_num)
{
	return set_open_drain(gpio_num, true);
}

esp_err_t gpio_od_disable(gpio_num_t gpio_num)
{
	return set_open_drain(gpio_num, false);
}

/* --- reservation -------------------------------------------------------- */

static uint64_t reserved;

/* Return which were reserved before. */
uint64_t esp_gpio_reserve(uint64_t gpio_mask);
uint64_t esp_gpio_revoke(uint64_t gpio_mask);
bool esp_gpio_is_reserved(uint64_t gpio_mask);

uint64_t esp_gpio_reserve(uint64_t gpio_mask)
{
	uint64_t before = reserved;

	reserved |= gpio_mask;
	return before;
}

uint64_t esp_gpio_revoke(uint64_t gpio_mask)
{
	uint64_t before = reserved;

	reserved &= ~gpio_mask;
	return before;
}

bool esp_gpio_is_reserved(uint64_t gpio_mask)
{
	return reserved & gpio_mask;
}
