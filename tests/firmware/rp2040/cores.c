/* SPDX-License-Identifier: MIT */
/* Both cores: core 1 is a host on I2C1 (GPIO6, 7), core 0 a target at 0x17 on
 * I2C0 (GPIO4, 5), on one bus. Then what each core has of its own. */
#include <stdio.h>

#include "hardware/gpio.h"
#include "hardware/irq.h"
#include "pico/i2c_slave.h"
#include "pico/multicore.h"
#include "pico/stdlib.h"

enum { ADDRESS = 0x17, PIN = 20, N_COUNTS = 1000 };

static volatile uint8_t memory[4], at;
static volatile bool addressed;
static volatile uint32_t counter;
static volatile uint irqs[2];

static uint pop(void)
{
	return (uint)multicore_fifo_pop_blocking();
}

static void served(i2c_inst_t *i2c, i2c_slave_event_t event)
{
	switch (event) {
	case I2C_SLAVE_RECEIVE:
		if (addressed)
			memory[at++ % 4] = i2c_read_byte_raw(i2c);
		else
			at = i2c_read_byte_raw(i2c);
		addressed = true;
		break;
	case I2C_SLAVE_REQUEST:
		i2c_write_byte_raw(i2c, memory[at++ % 4]);
		break;
	default:
		addressed = false;
		break;
	}
}

static void be_host(void)
{
	const uint8_t bytes[] = {1, 0xab, 0xcd};
	uint8_t in[2];

	i2c_init(i2c1, 400000);
	gpio_set_function(6, GPIO_FUNC_I2C);
	gpio_set_function(7, GPIO_FUNC_I2C);
	multicore_fifo_push_blocking(
		(uint32_t)i2c_write_blocking(i2c1, ADDRESS, bytes, 3, false));
	i2c_write_blocking(i2c1, ADDRESS, bytes, 1, true);
	i2c_read_blocking(i2c1, ADDRESS, in, 2, false);
	multicore_fifo_push_blocking((uint32_t)in[0] << 8 | in[1]);
	multicore_fifo_push_blocking(get_core_num());
}

static void serve_host(void)
{
	i2c_init(i2c0, 400000);
	gpio_set_function(4, GPIO_FUNC_I2C);
	gpio_set_function(5, GPIO_FUNC_I2C);
	i2c_slave_init(i2c0, ADDRESS, served);
	multicore_launch_core1(be_host);
	printf("core 1 wrote %u bytes\n", pop());
	printf("and read %x\n", pop());
	printf("on core %u, this is %u\n", pop(), get_core_num());
}

/* One by one with a lock; without it, counts would be lost. */
static void count(void)
{
	spin_lock_t *lock = spin_lock_instance(PICO_SPINLOCK_ID_OS1);

	for (int i = 0; i < N_COUNTS; i++) {
		uint32_t saved = spin_lock_blocking(lock);

		counter++;
		spin_unlock(lock, saved);
	}
}

static void count_and_say(void)
{
	count();
	multicore_fifo_push_blocking(counter);
}

static void count_together(void)
{
	spin_lock_init(PICO_SPINLOCK_ID_OS1);
	multicore_reset_core1();
	multicore_launch_core1(count_and_say);
	count();
	(void)multicore_fifo_pop_blocking();
	printf("counted %u\n", (uint)counter);
}

static void pin_rose(uint gpio, uint32_t events)
{
	(void)gpio;
	(void)events;
	irqs[get_core_num()]++;
}

static void wait_for_pin(void)
{
	gpio_set_irq_enabled_with_callback(PIN, GPIO_IRQ_EDGE_RISE, true,
					   pin_rose);
	multicore_fifo_push_blocking(1);
	while (true)
		__wfi();
}

static void interrupt_core_1_alone(void)
{
	gpio_init(PIN);
	multicore_reset_core1();
	multicore_launch_core1(wait_for_pin);
	(void)multicore_fifo_pop_blocking();
	gpio_set_dir(PIN, GPIO_OUT);
	for (int i = 0; i < 3; i++) {
		gpio_put(PIN, true);
		busy_wait_us_32(10);
		gpio_put(PIN, false);
		busy_wait_us_32(10);
	}
	printf("interrupts on core 0 %u, core 1 %u\n", irqs[0], irqs[1]);
}

static volatile uint mail;

static void mail_came(void)
{
	while (multicore_fifo_rvalid())
		mail += sio_hw->fifo_rd;
	multicore_fifo_clear_irq();
}

static void send_mail(void)
{
	multicore_fifo_push_blocking(40);
	multicore_fifo_push_blocking(2);
	while (true)
		__wfi();
}

static void get_mail_by_interrupt(void)
{
	multicore_reset_core1();
	multicore_launch_core1(send_mail);
	irq_set_exclusive_handler(SIO_IRQ_PROC0, mail_came);
	irq_set_enabled(SIO_IRQ_PROC0, true);
	sleep_ms(1);
	irq_set_enabled(SIO_IRQ_PROC0, false);
	printf("mail %u\n", mail);
}

/* Core 1 is off: nobody empties its mailbox. */
static void overflow_and_underflow(void)
{
	int n = 0;

	*(volatile uint32_t *)(PSM_BASE + 4) = 0x10000;
	multicore_fifo_drain();
	multicore_fifo_clear_irq();
	while (multicore_fifo_wready()) {
		sio_hw->fifo_wr = 7;
		n++;
	}
	printf("room for %d, status %x", n, (uint)multicore_fifo_get_status());
	sio_hw->fifo_wr = 7;
	(void)sio_hw->fifo_rd;
	printf(", then %x", (uint)multicore_fifo_get_status());
	multicore_fifo_clear_irq();
	printf(", cleared %x\n", (uint)multicore_fifo_get_status());
}

static void launched(void)
{
	multicore_fifo_push_blocking(0x1a);
}

/* A word out of order begins the launch anew; all are sent back. */
static void launch_with_a_mistake(void)
{
	const uint32_t words[] = {0, 0, 2, 0, 0, 1, 0x10000100, 0x20000, 0};

	*(volatile uint32_t *)(PSM_BASE + 4) = 0;
	(void)multicore_fifo_pop_blocking();
	printf("sent back");
	for (uint i = 0; i < count_of(words); i++) {
		uint32_t word = i + 1 < count_of(words)
					? words[i]
					: (uint32_t)(uintptr_t)launched;

		multicore_fifo_push_blocking(word);
		printf(" %d", multicore_fifo_pop_blocking() == word);
	}
	printf(", then %x\n", pop());
}

int main(void)
{
	serve_host();
	count_together();
	interrupt_core_1_alone();
	get_mail_by_interrupt();
	overflow_and_underflow();
	launch_with_a_mistake();
	return 0;
}
