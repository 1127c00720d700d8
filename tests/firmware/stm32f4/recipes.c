/* SPDX-License-Identifier: MIT */
/*
 * A controller on I2C1's registers alone, PB6 and PB7, 16 MHz, that fills a
 * 24C02 at 0x50 with 0x20, 0x21, ... and reads it from where the last read
 * ended, one byte, two, and more: RM0090, 27.3.3. What it prints shows a byte
 * too many that was clocked in.
 *
 * LATE refuses a single byte after it has come. NO_POS refuses the second of
 * two bytes without POS. RXNE refuses the last of many when the one before has
 * come, instead of waiting until both hold SCL (BTF). An interrupt every ms
 * that takes ever longer gets between. TRUST takes a bus error for one.
 */
#include <stdio.h>

#include "stm32f4xx.h"

enum { ROM = 0x50, NOBODY = 0x33, RIVAL = 0x55, PAGE = 8 };

static volatile uint32_t busy_cycles, ticks;
static uint8_t in[16];

void SysTick_Handler(void)
{
	uint32_t start = DWT->CYCCNT;

	ticks++;
	while (DWT->CYCCNT - start < busy_cycles)
		;
}

static void sleep_ms(uint32_t ms)
{
	uint32_t start = ticks;

	while (ticks - start <= ms)
		;
}

/* --- steps --------------------------------------------------------------- */

static const char *failure; /* of this transfer, or NULL */

static int fail(const char *what, uint32_t flag)
{
	I2C1->SR1 = ~flag;
	failure = what;
	return 0;
}

static int await(uint32_t flags)
{
	uint32_t start = ticks;

	while (!failure) {
		uint32_t sr1 = I2C1->SR1;

		if (sr1 & I2C_SR1_ARLO)
			return fail("lost", I2C_SR1_ARLO);
		if (sr1 & I2C_SR1_AF) {
			I2C1->CR1 |= I2C_CR1_STOP;
			return fail("refused", I2C_SR1_AF);
		}
#ifdef TRUST
		if (sr1 & I2C_SR1_BERR)
			return fail("bus error", I2C_SR1_BERR);
#endif
		if (sr1 & flags)
			return 1;
		if (ticks - start > 20)
			return fail("stuck", 0);
	}
	return 0;
}

static void call(uint8_t address)
{
	if (failure)
		return;
	I2C1->CR1 |= I2C_CR1_START;
	if (await(I2C_SR1_SB))
		I2C1->DR = address;
	await(I2C_SR1_ADDR);
}

static void clear_addr(void)
{
	(void)I2C1->SR1;
	(void)I2C1->SR2;
}

static void begin(void)
{
	uint32_t start = ticks;

	failure = NULL;
	while (I2C1->CR1 & I2C_CR1_STOP)
		if (ticks - start > 20) {
			failure = "stuck";
			return;
		}
	(void)I2C1->DR; /* what nobody has taken */
	I2C1->CR1 = (I2C1->CR1 & ~I2C_CR1_POS) | I2C_CR1_ACK;
}

static void take(unsigned i)
{
	in[i] = (uint8_t)I2C1->DR;
}

/* --- transfers ----------------------------------------------------------- */

static void send(uint8_t address, const uint8_t *bytes, unsigned n)
{
	begin();
	call((uint8_t)(address << 1));
	if (!failure)
		clear_addr();
	for (unsigned i = 0; i < n && !failure; i++) {
		I2C1->DR = bytes[i];
		await(I2C_SR1_BTF);
	}
	if (!failure)
		I2C1->CR1 |= I2C_CR1_STOP;
}

static void read_one(void)
{
#ifdef LATE
	clear_addr();
	await(I2C_SR1_RXNE);
	I2C1->CR1 &= ~I2C_CR1_ACK;
	I2C1->CR1 |= I2C_CR1_STOP;
#else
	I2C1->CR1 &= ~I2C_CR1_ACK;
	__disable_irq();
	clear_addr();
	I2C1->CR1 |= I2C_CR1_STOP;
	__enable_irq();
	await(I2C_SR1_RXNE);
#endif
	take(0);
}

static void read_two(void)
{
#ifndef NO_POS
	I2C1->CR1 |= I2C_CR1_POS;
#endif
	__disable_irq();
	clear_addr();
	I2C1->CR1 &= ~I2C_CR1_ACK;
	__enable_irq();
	await(I2C_SR1_BTF);
	I2C1->CR1 |= I2C_CR1_STOP;
	take(0);
	take(1);
}

#ifdef RXNE
static void read_many(unsigned n)
{
	clear_addr();
	for (unsigned i = 0; i < n && await(I2C_SR1_RXNE); i++) {
		if (i == n - 2) {
			I2C1->CR1 &= ~I2C_CR1_ACK;
			I2C1->CR1 |= I2C_CR1_STOP;
		}
		take(i);
	}
}
#else
static void read_many(unsigned n)
{
	clear_addr();
	for (unsigned i = 0; i < n - 2 && await(I2C_SR1_BTF); i++) {
		if (i == n - 3)
			I2C1->CR1 &= ~I2C_CR1_ACK;
		take(i);
	}
	await(I2C_SR1_BTF);
	I2C1->CR1 |= I2C_CR1_STOP;
	take(n - 2);
	take(n - 1);
}
#endif

static void receive(unsigned n)
{
	begin();
	call(ROM << 1 | 1);
	if (failure)
		return;
	if (n == 1)
		read_one();
	else if (n == 2)
		read_two();
	else
		read_many(n);
}

/* --- what it does -------------------------------------------------------- */

static void reset(void)
{
	I2C1->CR1 = I2C_CR1_SWRST;
	I2C1->CR1 = 0;
	I2C1->CR2 = 16;
	I2C1->CCR = 80;
	I2C1->TRISE = 17;
	I2C1->CR1 = I2C_CR1_PE;
}

static void init(void)
{
	RCC->AHB1ENR |= RCC_AHB1ENR_GPIOBEN;
	GPIOB->OTYPER |= 3U << 6;
	GPIOB->AFR[0] |= 0x44U << 24;
	GPIOB->MODER |= 2U << 12 | 2U << 14;
	RCC->APB1ENR |= RCC_APB1ENR_I2C1EN;
	reset();
	CoreDebug->DEMCR |= CoreDebug_DEMCR_TRCENA_Msk;
	DWT->CTRL |= DWT_CTRL_CYCCNTENA_Msk;
	SysTick_Config(16000);
}

static void fill(void)
{
	for (unsigned at = 0; at < 256; at += PAGE) {
		uint8_t page[1 + PAGE] = {(uint8_t)at};

		for (unsigned i = 0; i < PAGE; i++)
			page[1 + i] = (uint8_t)(0x20 + at + i);
		do
			send(ROM, page, sizeof(page));
		while (failure); /* it writes the page before */
	}
	do
		send(ROM, (uint8_t[]){0}, 1);
	while (failure);
}

static void show(unsigned n)
{
	receive(n);
	printf("%u:", n);
	for (unsigned i = 0; i < n && !failure; i++)
		printf(" %02x", in[i]);
	printf("%s%s\n", failure ? " " : "", failure ? failure : "");
}

/* Reads until one is wrong, while interrupts take up to 300 us. */
static void read_disturbed(void)
{
	unsigned right = 0;
	uint8_t next = 0x20;

	send(ROM, (uint8_t[]){0}, 1);
	for (unsigned n = 0; n < 200 && right == n; n++) {
		unsigned same = 0;

		busy_cycles = n * 25;
		receive(4);
		for (unsigned i = 0; i < 4; i++)
			same += in[i] == next++;
		right += same == 4 && !failure;
	}
	busy_cycles = 0;
	printf("%u of 200 right\n", right);
}

int main(void)
{
	init();
	fill();
	puts("filled");
	for (unsigned n = 1; n <= 5; n++)
		show(n);
	read_disturbed();
	sleep_ms(300 - ticks);
	send(NOBODY, in, 1);
	printf("nobody %s\n", failure);
	send(RIVAL, (uint8_t[]){0xff}, 1);
	printf("rival %s\n", failure);
	sleep_ms(1);
#ifndef STAY
	if (I2C1->SR1 & I2C_SR1_BERR)
		reset();
#endif
	send(RIVAL, (uint8_t[]){0xff}, 1);
	printf("again %s\n", failure ? failure : "well");
	return 0;
}
