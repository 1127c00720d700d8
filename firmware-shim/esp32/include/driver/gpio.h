/* SPDX-License-Identifier: MIT */
/* Pins, and their interrupts. */
#ifndef DRIVER_GPIO_H
#define DRIVER_GPIO_H

#include <stdbool.h>
#include <stdint.h>

#include <esp_err.h>
#include <esp_intr_alloc.h>
#include <esp_rom_gpio.h>
#include <hal/gpio_types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define GPIO_PIN_COUNT		SOC_GPIO_PIN_COUNT
#define GPIO_IS_VALID_GPIO(num) ((num) >= 0 && (num) < GPIO_PIN_COUNT)
#if CONFIG_IDF_TARGET_ESP32
#define GPIO_IS_VALID_OUTPUT_GPIO(num) ((num) >= 0 && (num) < 34)
#else
#define GPIO_IS_VALID_OUTPUT_GPIO(num) GPIO_IS_VALID_GPIO(num)
#endif

typedef void (*gpio_isr_t)(void *arg);
typedef intr_handle_t gpio_isr_handle_t;

typedef struct {
	uint64_t pin_bit_mask;
	gpio_mode_t mode;
	gpio_pullup_t pull_up_en;
	gpio_pulldown_t pull_down_en;
	gpio_int_type_t intr_type;
} gpio_config_t;

esp_err_t gpio_config(const gpio_config_t *config);
/* Input off, pull-up on, as after power-on. */
esp_err_t gpio_reset_pin(gpio_num_t num);
esp_err_t gpio_set_direction(gpio_num_t num, gpio_mode_t mode);
esp_err_t gpio_input_enable(gpio_num_t num);
esp_err_t gpio_set_level(gpio_num_t num, uint32_t level);
int gpio_get_level(gpio_num_t num);
esp_err_t gpio_set_pull_mode(gpio_num_t num, gpio_pull_mode_t pull);
esp_err_t gpio_pullup_en(gpio_num_t num);
esp_err_t gpio_pullup_dis(gpio_num_t num);
esp_err_t gpio_pulldown_en(gpio_num_t num);
esp_err_t gpio_pulldown_dis(gpio_num_t num);

esp_err_t gpio_set_intr_type(gpio_num_t num, gpio_int_type_t type);
esp_err_t gpio_intr_enable(gpio_num_t num);
esp_err_t gpio_intr_disable(gpio_num_t num);
esp_err_t gpio_install_isr_service(int intr_alloc_flags);
void gpio_uninstall_isr_service(void);
esp_err_t gpio_isr_handler_add(gpio_num_t num, gpio_isr_t handler, void *arg);
esp_err_t gpio_isr_handler_remove(gpio_num_t num);

#ifdef __cplusplus
}
#endif

#endif /* DRIVER_GPIO_H */
