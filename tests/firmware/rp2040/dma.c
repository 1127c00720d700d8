/* SPDX-License-Identifier: MIT */
/* I2C by DMA on GPIO2 (SDA) and GPIO3 (SCL), against an EEPROM (24C02) at
 * 0x50; then what else a channel does. */
#include <stdio.h>

#include "hardware/dma.h"
#include "hardware/i2c.h"
#include "hardware/irq.h"
#include "hardware/sync.h"
#include "pico/stdlib.h"

enum { EEPROM = 0x50, N = 12 };

static volatile uint irqs;
static int tx, rx;

static void done(void)
{
	irqs++;
	dma_channel_acknowledge_irq0((uint)rx);
}

static dma_channel_config config_for(int channel, bool transmit)
{
	dma_channel_config c = dma_channel_get_default_config((uint)channel);

	channel_config_set_dreq(&c, I2C_DREQ_NUM(i2c1, transmit));
	if (transmit) {
		channel_config_set_transfer_data_size(&c, DMA_SIZE_16);
	} else {
		channel_config_set_transfer_data_size(&c, DMA_SIZE_8);
		channel_config_set_read_increment(&c, false);
		channel_config_set_write_increment(&c, true);
	}
	return c;
}

static void send(const uint16_t *commands, uint n)
{
	dma_channel_config c = config_for(tx, true);

	dma_channel_configure((uint)tx, &c, &i2c1->hw->data_cmd, commands, n,
			      true);
}

/* STOP on the last. */
static void write_eeprom(void)
{
	uint16_t commands[N + 1] = {0x10};

	for (uint i = 1; i <= N; i++)
		commands[i] = (uint16_t)(0xa0 + i);
	commands[8] |= I2C_IC_DATA_CMD_STOP_BITS;
	send(commands, 9);
	dma_channel_wait_for_finish_blocking((uint)tx);
	sleep_ms(6);
}

static void read_eeprom(void)
{
	dma_channel_config c = config_for(rx, false);
	uint16_t commands[9] = {0x10};
	uint8_t in[8] = {0};

	for (uint i = 1; i < 9; i++)
		commands[i] = I2C_IC_DATA_CMD_CMD_BITS;
	commands[8] |= I2C_IC_DATA_CMD_STOP_BITS;
	dma_channel_set_irq0_enabled((uint)rx, true);
	irq_set_exclusive_handler(DMA_IRQ_0, done);
	irq_set_enabled(DMA_IRQ_0, true);
	dma_channel_configure((uint)rx, &c, in, &i2c1->hw->data_cmd, 8, true);
	send(commands, 9);
	while (!irqs)
		__wfi();
	printf("read");
	for (uint i = 0; i < 8; i++)
		printf(" %02x", in[i]);
	printf(", %u interrupt\n", irqs);
	dma_channel_set_irq0_enabled((uint)rx, false);
}

/* One channel's end starts the other. */
static void copy_in_a_chain(void)
{
	static const uint32_t from[4] = {1, 2, 3, 0x01020304};
	static uint32_t half[4], to[4];
	dma_channel_config c = dma_channel_get_default_config((uint)tx);
	dma_channel_config d = dma_channel_get_default_config((uint)rx);

	channel_config_set_write_increment(&c, true);
	channel_config_set_write_increment(&d, true);
	channel_config_set_chain_to(&c, (uint)rx);
	channel_config_set_bswap(&d, true);
	dma_channel_configure((uint)rx, &d, to, half, 4, false);
	dma_channel_configure((uint)tx, &c, half, from, 4, true);
	dma_channel_wait_for_finish_blocking((uint)tx);
	dma_channel_wait_for_finish_blocking((uint)rx);
	printf("chained %lx %lx %lx\n", (unsigned long)half[3],
	       (unsigned long)to[0], (unsigned long)to[3]);
}

/* Eight bytes into a ring of four; the count is loaded again by a trigger. */
static void go_round_in_a_ring(void)
{
	static uint8_t ring[4] __attribute__((aligned(4)));
	static const uint8_t from[8] = {1, 2, 3, 4, 5, 6, 7, 8};
	dma_channel_config c = dma_channel_get_default_config((uint)tx);

	channel_config_set_write_increment(&c, true);
	channel_config_set_ring(&c, true, 2);
	channel_config_set_transfer_data_size(&c, DMA_SIZE_8);
	dma_channel_configure((uint)tx, &c, ring, from, 6, true);
	dma_channel_wait_for_finish_blocking((uint)tx);
	printf("ring %u %u %u %u", ring[0], ring[1], ring[2], ring[3]);
	dma_channel_set_read_addr((uint)tx, from, true);
	dma_channel_wait_for_finish_blocking((uint)tx);
	printf(", then %u %u %u %u\n", ring[0], ring[1], ring[2], ring[3]);
}

/* A channel that nobody asks waits until it is told to leave. */
static void abort_what_waits(void)
{
	dma_channel_config c = config_for(rx, false);
	uint8_t in[1];

	dma_channel_configure((uint)rx, &c, in, &i2c1->hw->data_cmd, 1, true);
	busy_wait_us_32(100);
	printf("waits %d", dma_channel_is_busy((uint)rx));
	dma_channel_abort((uint)rx);
	printf(", aborted %d, left %lu\n", dma_channel_is_busy((uint)rx),
	       (unsigned long)dma_hw->ch[rx].transfer_count);
}

int main(void)
{
	i2c_init(i2c1, 400000);
	gpio_set_function(2, GPIO_FUNC_I2C);
	gpio_set_function(3, GPIO_FUNC_I2C);
	i2c1->hw->enable = 0;
	i2c1->hw->tar = EEPROM;
	i2c1->hw->enable = 1;
	tx = dma_claim_unused_channel(true);
	rx = dma_claim_unused_channel(true);
	write_eeprom();
	read_eeprom();
	copy_in_a_chain();
	go_round_in_a_ring();
	abort_what_waits();
	return 0;
}
