/* SPDX-License-Identifier: MIT */
/* What a checkout's esp_private/periph_ctrl.h declares: blocks' clocks and
 * resets are changed by one at a time, and how many use a block is counted. */
#include "freertos/FreeRTOS.h"

enum { BLOCKS = 128 };

static portMUX_TYPE lock = portMUX_INITIALIZER_UNLOCKED;
static uint8_t users[BLOCKS];

/* Blocks are an enumeration there. */
uint8_t periph_rcc_acquire_enter(unsigned periph);
void periph_rcc_acquire_exit(unsigned periph, uint8_t before);
uint8_t periph_rcc_release_enter(unsigned periph);
void periph_rcc_release_exit(unsigned periph, uint8_t after);
void periph_rcc_enter(void);
void periph_rcc_exit(void);

void periph_rcc_enter(void)
{
	portENTER_CRITICAL(&lock);
}

void periph_rcc_exit(void)
{
	portEXIT_CRITICAL(&lock);
}

uint8_t periph_rcc_acquire_enter(unsigned periph)
{
	periph_rcc_enter();
	return users[periph % BLOCKS];
}

void periph_rcc_acquire_exit(unsigned periph, uint8_t before)
{
	users[periph % BLOCKS] = (uint8_t)(before + 1);
	periph_rcc_exit();
}

uint8_t periph_rcc_release_enter(unsigned periph)
{
	periph_rcc_enter();
	return (uint8_t)(users[periph % BLOCKS] - 1);
}

void periph_rcc_release_exit(unsigned periph, uint8_t after)
{
	users[periph % BLOCKS] = after;
	periph_rcc_exit();
}
