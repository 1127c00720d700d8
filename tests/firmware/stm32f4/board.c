/* SPDX-License-Identifier: MIT */
#include "board.h"

I2C_HandleTypeDef hi2c1, hi2c2;

/* 8 MHz / 8 x 336 / 2; APB1 a quarter of it. */
static void clock_init(void)
{
	RCC_OscInitTypeDef osc = {0};
	RCC_ClkInitTypeDef clk = {0};

	__HAL_RCC_PWR_CLK_ENABLE();
	__HAL_PWR_VOLTAGESCALING_CONFIG(PWR_REGULATOR_VOLTAGE_SCALE1);
	osc.OscillatorType = RCC_OSCILLATORTYPE_HSE;
	osc.HSEState = RCC_HSE_ON;
	osc.PLL.PLLState = RCC_PLL_ON;
	osc.PLL.PLLSource = RCC_PLLSOURCE_HSE;
	osc.PLL.PLLM = 8;
	osc.PLL.PLLN = 336;
	osc.PLL.PLLP = RCC_PLLP_DIV2;
	osc.PLL.PLLQ = 7;
	if (HAL_RCC_OscConfig(&osc) != HAL_OK)
		for (;;)
			;
	clk.ClockType = RCC_CLOCKTYPE_HCLK | RCC_CLOCKTYPE_SYSCLK |
			RCC_CLOCKTYPE_PCLK1 | RCC_CLOCKTYPE_PCLK2;
	clk.SYSCLKSource = RCC_SYSCLKSOURCE_PLLCLK;
	clk.AHBCLKDivider = RCC_SYSCLK_DIV1;
	clk.APB1CLKDivider = RCC_HCLK_DIV4;
	clk.APB2CLKDivider = RCC_HCLK_DIV2;
	if (HAL_RCC_ClockConfig(&clk, FLASH_LATENCY_5) != HAL_OK)
		for (;;)
			;
}

void board_init(void)
{
	HAL_Init();
	clock_init();
}

void board_i2c(I2C_HandleTypeDef *hi2c, uint32_t hz, uint8_t address)
{
	hi2c->Instance = hi2c == &hi2c1 ? I2C1 : I2C2;
	hi2c->Init.ClockSpeed = hz;
	hi2c->Init.DutyCycle = I2C_DUTYCYCLE_2;
	hi2c->Init.OwnAddress1 = (uint32_t)address << 1;
	hi2c->Init.AddressingMode = I2C_ADDRESSINGMODE_7BIT;
	hi2c->Init.DualAddressMode = I2C_DUALADDRESS_DISABLE;
	hi2c->Init.OwnAddress2 = 0;
	hi2c->Init.GeneralCallMode = I2C_GENERALCALL_DISABLE;
	hi2c->Init.NoStretchMode = I2C_NOSTRETCH_DISABLE;
	if (HAL_I2C_Init(hi2c) != HAL_OK)
		for (;;)
			;
}

void HAL_I2C_MspInit(I2C_HandleTypeDef *hi2c)
{
	int first = hi2c->Instance == I2C1;
	GPIO_InitTypeDef gpio = {0};

	__HAL_RCC_GPIOB_CLK_ENABLE();
	gpio.Pin = first ? GPIO_PIN_6 | GPIO_PIN_7 : GPIO_PIN_10 | GPIO_PIN_11;
	gpio.Mode = GPIO_MODE_AF_OD;
	gpio.Pull = GPIO_PULLUP;
	gpio.Speed = GPIO_SPEED_FREQ_VERY_HIGH;
	gpio.Alternate = GPIO_AF4_I2C1;
	HAL_GPIO_Init(GPIOB, &gpio);
	if (first)
		__HAL_RCC_I2C1_CLK_ENABLE();
	else
		__HAL_RCC_I2C2_CLK_ENABLE();
	HAL_NVIC_SetPriority(first ? I2C1_EV_IRQn : I2C2_EV_IRQn, 1, 0);
	HAL_NVIC_EnableIRQ(first ? I2C1_EV_IRQn : I2C2_EV_IRQn);
	HAL_NVIC_SetPriority(first ? I2C1_ER_IRQn : I2C2_ER_IRQn, 1, 0);
	HAL_NVIC_EnableIRQ(first ? I2C1_ER_IRQn : I2C2_ER_IRQn);
}

void SysTick_Handler(void)
{
	HAL_IncTick();
}

void I2C1_EV_IRQHandler(void)
{
	HAL_I2C_EV_IRQHandler(&hi2c1);
}

void I2C1_ER_IRQHandler(void)
{
	HAL_I2C_ER_IRQHandler(&hi2c1);
}

void I2C2_EV_IRQHandler(void)
{
	HAL_I2C_EV_IRQHandler(&hi2c2);
}

void I2C2_ER_IRQHandler(void)
{
	HAL_I2C_ER_IRQHandler(&hi2c2);
}
