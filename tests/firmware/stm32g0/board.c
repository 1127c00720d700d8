/* SPDX-License-Identifier: MIT */
#include "board.h"

I2C_HandleTypeDef hi2c1;
static DMA_HandleTypeDef hdma_tx, hdma_rx;

static void stop_if(int failed)
{
	while (failed)
		;
}

/* 16 MHz x 8 / 2. */
void board_init(void)
{
	RCC_OscInitTypeDef osc = {0};
	RCC_ClkInitTypeDef clk = {0};

	HAL_Init();
	HAL_PWREx_ControlVoltageScaling(PWR_REGULATOR_VOLTAGE_SCALE1);
	osc.OscillatorType = RCC_OSCILLATORTYPE_HSI;
	osc.HSIState = RCC_HSI_ON;
	osc.HSIDiv = RCC_HSI_DIV1;
	osc.HSICalibrationValue = RCC_HSICALIBRATION_DEFAULT;
	osc.PLL.PLLState = RCC_PLL_ON;
	osc.PLL.PLLSource = RCC_PLLSOURCE_HSI;
	osc.PLL.PLLM = RCC_PLLM_DIV1;
	osc.PLL.PLLN = 8;
	osc.PLL.PLLP = RCC_PLLP_DIV2;
	osc.PLL.PLLQ = RCC_PLLQ_DIV2;
	osc.PLL.PLLR = RCC_PLLR_DIV2;
	stop_if(HAL_RCC_OscConfig(&osc) != HAL_OK);
	clk.ClockType =
		RCC_CLOCKTYPE_HCLK | RCC_CLOCKTYPE_SYSCLK | RCC_CLOCKTYPE_PCLK1;
	clk.SYSCLKSource = RCC_SYSCLKSOURCE_PLLCLK;
	clk.AHBCLKDivider = RCC_SYSCLK_DIV1;
	clk.APB1CLKDivider = RCC_HCLK_DIV1;
	stop_if(HAL_RCC_ClockConfig(&clk, FLASH_LATENCY_2) != HAL_OK);
}

void board_i2c(uint32_t timing, uint8_t address)
{
	hi2c1.Instance = I2C1;
	hi2c1.Init.Timing = timing;
	hi2c1.Init.OwnAddress1 = (uint32_t)address << 1;
	hi2c1.Init.AddressingMode = I2C_ADDRESSINGMODE_7BIT;
	hi2c1.Init.DualAddressMode = I2C_DUALADDRESS_DISABLE;
	hi2c1.Init.OwnAddress2 = 0;
	hi2c1.Init.OwnAddress2Masks = I2C_OA2_NOMASK;
	hi2c1.Init.GeneralCallMode = I2C_GENERALCALL_DISABLE;
	hi2c1.Init.NoStretchMode = I2C_NOSTRETCH_DISABLE;
	stop_if(HAL_I2C_Init(&hi2c1) != HAL_OK);
	stop_if(HAL_I2CEx_ConfigAnalogFilter(&hi2c1, I2C_ANALOGFILTER_ENABLE) !=
		HAL_OK);
	stop_if(HAL_I2CEx_ConfigDigitalFilter(&hi2c1, 0) != HAL_OK);
}

static void dma_init(DMA_HandleTypeDef *hdma, DMA_Channel_TypeDef *channel,
		     uint32_t request, uint32_t direction)
{
	hdma->Instance = channel;
	hdma->Init.Request = request;
	hdma->Init.Direction = direction;
	hdma->Init.PeriphInc = DMA_PINC_DISABLE;
	hdma->Init.MemInc = DMA_MINC_ENABLE;
	hdma->Init.PeriphDataAlignment = DMA_PDATAALIGN_BYTE;
	hdma->Init.MemDataAlignment = DMA_MDATAALIGN_BYTE;
	hdma->Init.Mode = DMA_NORMAL;
	hdma->Init.Priority = DMA_PRIORITY_LOW;
	stop_if(HAL_DMA_Init(hdma) != HAL_OK);
}

void HAL_I2C_MspInit(I2C_HandleTypeDef *hi2c)
{
	RCC_PeriphCLKInitTypeDef clk = {0};
	GPIO_InitTypeDef gpio = {0};

	clk.PeriphClockSelection = RCC_PERIPHCLK_I2C1;
	clk.I2c1ClockSelection = RCC_I2C1CLKSOURCE_PCLK1;
	stop_if(HAL_RCCEx_PeriphCLKConfig(&clk) != HAL_OK);
	__HAL_RCC_GPIOB_CLK_ENABLE();
	gpio.Pin = GPIO_PIN_6 | GPIO_PIN_7;
	gpio.Mode = GPIO_MODE_AF_OD;
	gpio.Pull = GPIO_NOPULL;
	gpio.Speed = GPIO_SPEED_FREQ_LOW;
	gpio.Alternate = GPIO_AF6_I2C1;
	HAL_GPIO_Init(GPIOB, &gpio);
	__HAL_RCC_I2C1_CLK_ENABLE();
	__HAL_RCC_DMA1_CLK_ENABLE();
	dma_init(&hdma_tx, DMA1_Channel2, DMA_REQUEST_I2C1_TX,
		 DMA_MEMORY_TO_PERIPH);
	dma_init(&hdma_rx, DMA1_Channel3, DMA_REQUEST_I2C1_RX,
		 DMA_PERIPH_TO_MEMORY);
	__HAL_LINKDMA(hi2c, hdmatx, hdma_tx);
	__HAL_LINKDMA(hi2c, hdmarx, hdma_rx);
	HAL_NVIC_SetPriority(DMA1_Channel2_3_IRQn, 0, 0);
	HAL_NVIC_EnableIRQ(DMA1_Channel2_3_IRQn);
	HAL_NVIC_SetPriority(I2C1_IRQn, 0, 0);
	HAL_NVIC_EnableIRQ(I2C1_IRQn);
}

void SysTick_Handler(void)
{
	HAL_IncTick();
}

__attribute__((weak)) void I2C1_IRQHandler(void)
{
	if (hi2c1.Instance->ISR &
	    (I2C_FLAG_BERR | I2C_FLAG_ARLO | I2C_FLAG_OVR))
		HAL_I2C_ER_IRQHandler(&hi2c1);
	else
		HAL_I2C_EV_IRQHandler(&hi2c1);
}

void DMA1_Channel2_3_IRQHandler(void)
{
	HAL_DMA_IRQHandler(&hdma_tx);
	HAL_DMA_IRQHandler(&hdma_rx);
}
