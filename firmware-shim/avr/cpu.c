/* SPDX-License-Identifier: MIT */
#include "avr/cpu.h"

#include <string.h>

enum {
	GPIOR0 = 0x3e,
	GPIOR1 = 0x4a,
	GPIOR2 = 0x4b,
	SMCR = 0x53,
	MCUSR = 0x54,
	MCUCR = 0x55,
	SREG = 0x5f,
	WDTCSR = 0x60,
	CLKPR = 0x61,
	PRR = 0x64,
};

enum {
	SREG_I = 1 << 7,
	SMCR_SE = 1 << 0,
	PRR_TWI = 1 << 7,
	WDTCSR_WDE = 1 << 3,
	WDTCSR_WDCE = 1 << 4,
	WDTCSR_WDIE = 1 << 6,
};

static uint8_t read_reg(void *user, uint8_t addr, bool peek)
{
	const struct cpu_regs *c = user;

	switch (addr) {
	case GPIOR0:
		return c->gpior[0];
	case GPIOR1:
	case GPIOR2:
		return c->gpior[addr - GPIOR1 + 1];
	case SMCR:
		return c->smcr;
	case MCUSR:
		return c->mcusr;
	case MCUCR:
		return c->mcucr;
	case SREG:
		return c->interrupts ? SREG_I : 0;
	case WDTCSR:
		return c->wdtcsr;
	case CLKPR:
		return c->clkpr;
	case PRR:
		return c->prr;
	default:
		return 0;
	}
}

static void write_wdtcsr(struct cpu_regs *c, uint8_t value)
{
	bool opens = value & WDTCSR_WDCE; /* first half of a change */

	if (!opens && value & (WDTCSR_WDE | WDTCSR_WDIE))
		mcu_crash(c->mcu, 0,
			  "write to WDTCSR: the watchdog is not simulated, and "
			  "was needed");
	c->wdtcsr = value & (WDTCSR_WDE | 0x27);
}

static void write_reg(void *user, uint8_t addr, uint8_t value)
{
	struct cpu_regs *c = user;

	switch (addr) {
	case GPIOR0:
		c->gpior[0] = value;
		return;
	case GPIOR1:
	case GPIOR2:
		c->gpior[addr - GPIOR1 + 1] = value;
		return;
	case SMCR:
		c->smcr = value & 0x0f;
		return;
	case MCUSR:
		c->mcusr &= value;
		return;
	case MCUCR:
		c->mcucr = value & 0x73;
		c->changed(c->user);
		return;
	case SREG:
		c->interrupts = value & SREG_I;
		mcu_irq_update(c->mcu);
		return;
	case WDTCSR:
		write_wdtcsr(c, value);
		return;
	case CLKPR:
		c->clkpr = value & 0x0f;
		return;
	case PRR:
		c->prr = value & 0xef;
		c->changed(c->user);
		return;
	default:
		return;
	}
}

void cpu_regs_map(struct cpu_regs *c, struct sfr *s)
{
	static const uint8_t addresses[] = {GPIOR0, GPIOR1, GPIOR2, SMCR,
					    MCUSR,  MCUCR,  SREG,   WDTCSR,
					    CLKPR,  PRR};
	struct sfr_block block = {read_reg, write_reg, c};

	for (size_t i = 0; i < sizeof(addresses); i++)
		sfr_map(s, addresses[i], addresses[i], block);
}

void cpu_regs_reset(struct cpu_regs *c, uint8_t mcusr)
{
	c->interrupts = false;
	c->depth = 0;
	c->mcusr = mcusr;
	c->smcr = c->mcucr = c->wdtcsr = c->clkpr = c->prr = 0;
	memset(c->gpior, 0, sizeof(c->gpior));
}

bool cpu_pullups_off(const struct cpu_regs *c)
{
	return c->mcucr & MCUCR_PUD;
}

bool cpu_twi_off(const struct cpu_regs *c)
{
	return c->prr & PRR_TWI;
}

/* Whoever comes while a handler has set the I flag nests. */
bool cpu_takes(const struct cpu_regs *c, unsigned line, unsigned *priority)
{
	*priority = (64 - c->depth) * 256 + line;
	return c->interrupts;
}

void cpu_entered(struct cpu_regs *c)
{
	c->interrupts = false;
	c->depth++;
}

void cpu_returned(struct cpu_regs *c)
{
	c->interrupts = true;
	c->depth--;
}

bool cpu_may_sleep(const struct cpu_regs *c)
{
	return c->smcr & SMCR_SE;
}
