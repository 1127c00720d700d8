/* SPDX-License-Identifier: MIT */
/* driver/gpio.h, and the GPIO matrix: pins. */
#include "driver/gpio.h"

#include "freertos/FreeRTOS.h"
#include "soc/gpio_reg.h"
#include "soc/gpio_sig_map.h"
#include "soc/soc.h"

#define REG(offset) (DR_REG_GPIO_BASE + (uint32_t)(offset))
#define PAD(num)    (DR_REG_IO_MUX_BASE + IO_MUX_PIN((uint32_t)(num)))

static portMUX_TYPE lock = portMUX_INITIALIZER_UNLOCKED;

static void set_bits(uint32_t addr, uint32_t bits, bool on)
{
	portENTER_CRITICAL(&lock);
	if (on)
		REG_SET_BIT(addr, bits);
	else
		REG_CLR_BIT(addr, bits);
	portEXIT_CRITICAL(&lock);
}

/* Writes 1 for the pin to a register of a pair for 32 pins each. */
static void write_one(gpio_num_t num, uint32_t low, uint32_t high)
{
	REG_WRITE(REG(num < 32 ? low : high), 1u << num % 32);
}

/* --- the matrix -------------------------------------------------------- */

void esp_rom_gpio_pad_select_gpio(uint32_t iopad_num)
{
	portENTER_CRITICAL(&lock);
	REG_WRITE(PAD(iopad_num),
		  (REG_READ(PAD(iopad_num)) & ~(7u << IO_MUX_MCU_SEL_S)) |
			  IO_MUX_FUNC_GPIO << IO_MUX_MCU_SEL_S);
	portEXIT_CRITICAL(&lock);
}

void esp_rom_gpio_connect_in_signal(uint32_t gpio_num, uint32_t signal_idx,
				    bool inv)
{
	(void)inv;
	REG_WRITE(REG(GPIO_FUNC_IN_SEL(signal_idx)),
		  GPIO_SIG_IN_SEL_M | (gpio_num & GPIO_IN_SEL_M));
}

void esp_rom_gpio_connect_out_signal(uint32_t gpio_num, uint32_t signal_idx,
				     bool out_inv, bool oen_inv)
{
	(void)out_inv;
	(void)oen_inv;
	REG_WRITE(REG(GPIO_FUNC_OUT_SEL(gpio_num)), signal_idx);
}

/* --- levels and directions --------------------------------------------- */

static bool valid(gpio_num_t num)
{
	return GPIO_IS_VALID_GPIO(num);
}

esp_err_t gpio_set_level(gpio_num_t num, uint32_t level)
{
	if (!valid(num))
		return ESP_ERR_INVALID_ARG;
	if (level)
		write_one(num, GPIO_OUT + GPIO_W1TS, GPIO_OUT1 + GPIO_W1TS);
	else
		write_one(num, GPIO_OUT + GPIO_W1TC, GPIO_OUT1 + GPIO_W1TC);
	return ESP_OK;
}

int gpio_get_level(gpio_num_t num)
{
	if (!valid(num))
		return 0;
	return REG_READ(REG(num < 32 ? GPIO_IN : GPIO_IN1)) >> num % 32 & 1;
}

esp_err_t gpio_input_enable(gpio_num_t num)
{
	if (!valid(num))
		return ESP_ERR_INVALID_ARG;
	set_bits(PAD(num), IO_MUX_FUN_IE_M, true);
	return ESP_OK;
}

esp_err_t gpio_set_direction(gpio_num_t num, gpio_mode_t mode)
{
	if (!valid(num) ||
	    (mode & GPIO_MODE_DEF_OUTPUT && !GPIO_IS_VALID_OUTPUT_GPIO(num)))
		return ESP_ERR_INVALID_ARG;
	set_bits(PAD(num), IO_MUX_FUN_IE_M, mode & GPIO_MODE_DEF_INPUT);
	set_bits(REG(GPIO_PIN((uint32_t)num)), GPIO_PIN_PAD_DRIVER_M,
		 mode & GPIO_MODE_DEF_OD);
	if (mode & GPIO_MODE_DEF_OUTPUT) {
		write_one(num, GPIO_ENABLE + GPIO_W1TS,
			  GPIO_ENABLE1 + GPIO_W1TS);
		esp_rom_gpio_connect_out_signal((uint32_t)num, SIG_GPIO_OUT_IDX,
						false, false);
	} else {
		write_one(num, GPIO_ENABLE + GPIO_W1TC,
			  GPIO_ENABLE1 + GPIO_W1TC);
	}
	return ESP_OK;
}

static esp_err_t set_pull(gpio_num_t num, uint32_t bit, bool on)
{
	if (!valid(num))
		return ESP_ERR_INVALID_ARG;
	set_bits(PAD(num), bit, on);
	return ESP_OK;
}

esp_err_t gpio_pullup_en(gpio_num_t num)
{
	return set_pull(num, IO_MUX_FUN_WPU_M, true);
}

esp_err_t gpio_pullup_dis(gpio_num_t num)
{
	return set_pull(num, IO_MUX_FUN_WPU_M, false);
}

esp_err_t gpio_pulldown_en(gpio_num_t num)
{
	return set_pull(num, IO_MUX_FUN_WPD_M, true);
}

esp_err_t gpio_pulldown_dis(gpio_num_t num)
{
	return set_pull(num, IO_MUX_FUN_WPD_M, false);
}

esp_err_t gpio_set_pull_mode(gpio_num_t num, gpio_pull_mode_t pull)
{
	set_pull(num, IO_MUX_FUN_WPU_M,
		 pull == GPIO_PULLUP_ONLY || pull == GPIO_PULLUP_PULLDOWN);
	return set_pull(num, IO_MUX_FUN_WPD_M,
			pull == GPIO_PULLDOWN_ONLY ||
				pull == GPIO_PULLUP_PULLDOWN);
}

/* --- interrupts' conditions -------------------------------------------- */

esp_err_t gpio_set_intr_type(gpio_num_t num, gpio_int_type_t type)
{
	uint32_t addr = REG(GPIO_PIN((uint32_t)num));

	if (!valid(num) || type >= GPIO_INTR_MAX)
		return ESP_ERR_INVALID_ARG;
	portENTER_CRITICAL(&lock);
	REG_WRITE(addr, (REG_READ(addr) & ~GPIO_PIN_INT_TYPE_M) |
				(uint32_t)type << GPIO_PIN_INT_TYPE_S);
	portEXIT_CRITICAL(&lock);
	return ESP_OK;
}

/* What happened before is not what was asked for. */
esp_err_t gpio_intr_enable(gpio_num_t num)
{
	if (!valid(num))
		return ESP_ERR_INVALID_ARG;
	write_one(num, GPIO_STATUS + GPIO_W1TC, GPIO_STATUS1 + GPIO_W1TC);
	set_bits(REG(GPIO_PIN((uint32_t)num)), GPIO_PIN_INT_ENA_CPU, true);
	return ESP_OK;
}

esp_err_t gpio_intr_disable(gpio_num_t num)
{
	if (!valid(num))
		return ESP_ERR_INVALID_ARG;
	set_bits(REG(GPIO_PIN((uint32_t)num)), GPIO_PIN_INT_ENA_M, false);
	return ESP_OK;
}

/* --- all at once ------------------------------------------------------- */

esp_err_t gpio_config(const gpio_config_t *config)
{
	if (!config || !config->pin_bit_mask ||
	    config->pin_bit_mask >> GPIO_PIN_COUNT)
		return ESP_ERR_INVALID_ARG;
	for (int i = 0; i < GPIO_PIN_COUNT; i++) {
		gpio_num_t num = (gpio_num_t)i;
		esp_err_t err;

		if (!(config->pin_bit_mask >> i & 1))
			continue;
		esp_rom_gpio_pad_select_gpio((uint32_t)i);
		err = gpio_set_direction(num, config->mode);
		if (err != ESP_OK)
			return err;
		set_pull(num, IO_MUX_FUN_WPU_M, config->pull_up_en);
		set_pull(num, IO_MUX_FUN_WPD_M, config->pull_down_en);
		gpio_set_intr_type(num, config->intr_type);
		if (config->intr_type)
			gpio_intr_enable(num);
		else
			gpio_intr_disable(num);
	}
	return ESP_OK;
}

esp_err_t gpio_reset_pin(gpio_num_t num)
{
	gpio_config_t config = {
		.pin_bit_mask = 1ull << num,
		.mode = GPIO_MODE_DISABLE,
		.pull_up_en = GPIO_PULLUP_ENABLE,
	};

	if (!valid(num))
		return ESP_ERR_INVALID_ARG;
	esp_rom_gpio_connect_out_signal((uint32_t)num, SIG_GPIO_OUT_IDX, false,
					false);
	return gpio_config(&config);
}
