/* SPDX-License-Identifier: MIT */
/*
 * Sixteen registers at 0x40, one after another and round, on the RP2040's I2C
 * block and its interrupt: sound, or with the defect that -DDEFECT names.
 */
#include "hardware/gpio.h"
#include "hardware/i2c.h"
#include "hardware/irq.h"
#include "hardware/sync.h"
#include "pico/stdlib.h"

#include <stdlib.h>

enum defect {
	SOUND,
	CONTINUES,   /* a repeated START does not begin a message anew */
	OVERFLOWS,   /* the 17th byte lands behind the buffer */
	OFF_BY_ONE,  /* the registers go round one too late */
	SHORT,	     /* a read with no pointer before it is not answered */
	ABORT_STAYS, /* what flushes the FIFO is not acknowledged */
	CLEARS_ALL,  /* what came during the handler is cleared with the rest */
	DIVIDES,     /* by the number of bytes after the pointer */
	LEAVES,	     /* a byte that the host did not fetch, for the next read */
	ASSERTS,     /* that no message has more than eight bytes */
};
#ifndef DEFECT
#define DEFECT SOUND
#endif

#define HW		  i2c0_hw
#define IS_SET(stat, bit) ((stat)&I2C_IC_INTR_STAT_R_##bit##_BITS)
#define INTERRUPT(bit)	  I2C_IC_INTR_MASK_M_##bit##_BITS
#define CLEAR(reg)	  ((void)HW->reg)

enum { N_REGS = 16 };

static void nothing(void)
{
}

static struct {
	uint8_t bytes[N_REGS];
	void (*done)(void); /* when a message has been taken over */
} buffer = {.done = nothing};
static unsigned n_bytes;

static uint8_t regs[N_REGS + 1];
static unsigned pointer;
static volatile unsigned load;
static bool reading;

/* The first byte is the pointer, the others are kept. */
static void take_over(void)
{
	unsigned n = n_bytes;

	n_bytes = 0;
	if (!n)
		return;
	if (DEFECT == ASSERTS && n > 8)
		abort();
	pointer = buffer.bytes[0] % N_REGS;
	for (unsigned i = 1; i < n && i < N_REGS; i++) {
		regs[pointer] = buffer.bytes[i];
		pointer = (pointer + 1) % N_REGS;
	}
	if (DEFECT == DIVIDES && buffer.bytes[0] == 7)
		load = 100 / (n - 1);
	buffer.done();
}

/* Longer messages are taken over in pieces, as if they had a pointer. */
static void add(uint32_t entry)
{
	bool first = entry & I2C_IC_DATA_CMD_FIRST_DATA_BYTE_BITS;
	unsigned next;

	if (first && n_bytes && DEFECT != CONTINUES)
		take_over();
	if (n_bytes == N_REGS && DEFECT != OVERFLOWS) {
		take_over();
		next = pointer;
		buffer.bytes[n_bytes++] = (uint8_t)next;
	}
	((volatile uint8_t *)&buffer)[n_bytes++ % sizeof(buffer)] =
		(uint8_t)entry;
}

static void answer(void)
{
	unsigned end = DEFECT == OFF_BY_ONE ? N_REGS + 1 : N_REGS;

	HW->data_cmd = regs[pointer];
	pointer = (pointer + 1) % end;
	if (DEFECT == LEAVES || DEFECT == ABORT_STAYS) {
		HW->data_cmd = regs[pointer];
		pointer = (pointer + 1) % end;
	}
}

static void stopped(void)
{
	CLEAR(clr_stop_det);
	take_over();
	reading = false;
}

static void isr(void)
{
	uint32_t stat = HW->intr_stat;
	bool had = n_bytes;

	while (HW->status & I2C_IC_STATUS_RFNE_BITS)
		add(HW->data_cmd);
	if (IS_SET(stat, TX_ABRT) && DEFECT != ABORT_STAYS) {
		uint32_t n = HW->tx_abrt_source >>
			     I2C_IC_TX_ABRT_SOURCE_TX_FLUSH_CNT_LSB;

		if (DEFECT != LEAVES)
			pointer = (pointer + N_REGS - n % N_REGS) % N_REGS;
		CLEAR(clr_tx_abrt);
	}
	if (IS_SET(stat, STOP_DET))
		stopped();
	if (IS_SET(stat, RD_REQ)) {
		had = had || n_bytes;
		if (DEFECT != CONTINUES || !IS_SET(stat, RESTART_DET))
			take_over();
		CLEAR(clr_rd_req);
		reading = reading || had;
		if (DEFECT != SHORT || reading)
			answer();
	}
	if (DEFECT == CLEARS_ALL) {
		for (volatile int i = 0; i < 20; i++)
			;
		CLEAR(clr_intr);
	}
}

int main(void)
{
	i2c_init(i2c0, 400000);
	gpio_set_function(4, GPIO_FUNC_I2C);
	gpio_set_function(5, GPIO_FUNC_I2C);
	HW->enable = 0;
	HW->con = I2C_IC_CON_SPEED_VALUE_FAST << I2C_IC_CON_SPEED_LSB |
		  I2C_IC_CON_IC_RESTART_EN_BITS |
		  I2C_IC_CON_RX_FIFO_FULL_HLD_CTRL_BITS;
	HW->sar = 0x40;
	HW->rx_tl = 0;
	HW->intr_mask = INTERRUPT(STOP_DET) | INTERRUPT(RX_FULL) |
			INTERRUPT(RD_REQ) | INTERRUPT(TX_ABRT);
	CLEAR(clr_intr);
	irq_set_exclusive_handler(I2C0_IRQ, isr);
	irq_set_enabled(I2C0_IRQ, true);
	HW->enable = 1;
	for (;;)
		__wfi();
}
