/* SPDX-License-Identifier: MIT */
/* The boards that requests.c and picky.c run on. */
#ifndef REQUESTS_BOARD_H
#define REQUESTS_BOARD_H

#if __has_include("stm32f4xx_hal.h")

#include "stm32f4xx_hal.h"

/* PB6 and PB7, at 168 MHz from a crystal of 8 MHz. */
#define SDA_PIN	      23
#define SCL_PIN	      22
#define WRONG_SCL_PIN 23

void SysTick_Handler(void);

void SysTick_Handler(void)
{
	HAL_IncTick();
}

static inline void board_init(void)
{
	RCC_OscInitTypeDef osc = {
		.OscillatorType = RCC_OSCILLATORTYPE_HSE,
		.HSEState = RCC_HSE_ON,
		.PLL = {.PLLState = RCC_PLL_ON,
			.PLLSource = RCC_PLLSOURCE_HSE,
			.PLLM = 8,
			.PLLN = 336,
			.PLLP = RCC_PLLP_DIV2,
			.PLLQ = 7},
	};
	RCC_ClkInitTypeDef clk = {
		.ClockType = RCC_CLOCKTYPE_SYSCLK | RCC_CLOCKTYPE_HCLK |
			     RCC_CLOCKTYPE_PCLK1 | RCC_CLOCKTYPE_PCLK2,
		.SYSCLKSource = RCC_SYSCLKSOURCE_PLLCLK,
		.AHBCLKDivider = RCC_SYSCLK_DIV1,
		.APB1CLKDivider = RCC_HCLK_DIV4,
		.APB2CLKDivider = RCC_HCLK_DIV2,
	};

	HAL_Init();
	HAL_RCC_OscConfig(&osc);
	HAL_RCC_ClockConfig(&clk, FLASH_LATENCY_5);
}

static inline void board_sleep_ms(unsigned ms)
{
	HAL_Delay(ms);
}

#elif __has_include("stm32g0xx_hal.h")

#include "stm32g0xx_hal.h"

/* PB6 and PB7, at 64 MHz. */
#define SDA_PIN	      23
#define SCL_PIN	      22
#define WRONG_SCL_PIN 23

void SysTick_Handler(void);

void SysTick_Handler(void)
{
	HAL_IncTick();
}

static inline void board_init(void)
{
	RCC_OscInitTypeDef osc = {
		.OscillatorType = RCC_OSCILLATORTYPE_HSI,
		.HSIState = RCC_HSI_ON,
		.PLL = {.PLLState = RCC_PLL_ON,
			.PLLSource = RCC_PLLSOURCE_HSI,
			.PLLN = 8,
			.PLLR = RCC_PLLR_DIV2},
	};
	RCC_ClkInitTypeDef clk = {
		.ClockType = RCC_CLOCKTYPE_SYSCLK | RCC_CLOCKTYPE_HCLK |
			     RCC_CLOCKTYPE_PCLK1,
		.SYSCLKSource = RCC_SYSCLKSOURCE_PLLCLK,
	};

	HAL_Init();
	HAL_RCC_OscConfig(&osc);
	HAL_RCC_ClockConfig(&clk, FLASH_LATENCY_2);
}

static inline void board_sleep_ms(unsigned ms)
{
	HAL_Delay(ms);
}

#elif __has_include("avr/io.h")

#include "Arduino.h"

#define SDA_PIN	      SDA
#define SCL_PIN	      SCL
#define WRONG_SCL_PIN SDA

static inline void board_init(void)
{
	init();
}

static inline void board_sleep_ms(unsigned ms)
{
	delay(ms);
}

#elif __has_include("esp_timer.h")

#include "freertos/FreeRTOS.h"
#include "freertos/task.h"

#define SDA_PIN	      4
#define SCL_PIN	      5
#define WRONG_SCL_PIN 99
#define main	      app_main /* called by a task */

static inline void board_init(void)
{
}

static inline void board_sleep_ms(unsigned ms)
{
	vTaskDelay(pdMS_TO_TICKS(ms));
}

#else

#include "pico/stdlib.h"
#include "pico/time.h"

#define SDA_PIN	      4
#define SCL_PIN	      5
#define WRONG_SCL_PIN 7 /* of the other block */

static inline void board_init(void)
{
}

static inline void board_sleep_ms(unsigned ms)
{
	sleep_ms(ms);
}

#endif

#endif /* REQUESTS_BOARD_H */
