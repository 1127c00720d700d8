/* SPDX-License-Identifier: MIT */
/* What ESP-IDF's own drivers call of GPIO. */
#ifndef ESP_PRIVATE_GPIO_H
#define ESP_PRIVATE_GPIO_H

#include <driver/gpio.h>

#define PIN_FUNC_GPIO 1

esp_err_t gpio_func_sel(gpio_num_t gpio_num, uint32_t func);
esp_err_t gpio_output_enable(gpio_num_t gpio_num);
esp_err_t gpio_output_disable(gpio_num_t gpio_num);
esp_err_t gpio_od_enable(gpio_num_t gpio_num);
esp_err_t gpio_od_disable(gpio_num_t gpio_num);

#endif /* ESP_PRIVATE_GPIO_H */
