/* SPDX-License-Identifier: MIT */
/* The registers of the system control space: how the CPU sees its nvic. */
#include "runtime/nvic_lines.h"

#define SCS_BASE 0xe000e000u

enum { SCS_SIZE = 0x1000 };

/* Offsets in the system control space. */
enum {
	ACTLR = 0x008,
	SYST_CALIB = 0x01c,
	ISER = 0x100,
	ICER = 0x180,
	ISPR = 0x200,
	ICPR = 0x280,
	IABR = 0x300,
	IPR = 0x400,
	IPR_END = 0x4f0,
	CPUID = 0xd00,
	ICSR = 0xd04,
	VTOR = 0xd08,
	AIRCR = 0xd0c,
	SCR = 0xd10,
	CCR = 0xd14,
	SHPR1 = 0xd18,
	SHPR3 = 0xd20,
	SHCSR = 0xd24,
	CPACR = 0xd88,
	DEMCR = 0xdfc,
	STIR = 0xf00,
	FPCCR = 0xf34,
	FPCAR = 0xf38,
	FPDSCR = 0xf3c,
};

enum {
	ICSR_PENDSTCLR = 1 << 25,
	ICSR_PENDSTSET = 1 << 26,
	ICSR_PENDSVCLR = 1 << 27,
	ICSR_PENDSVSET = 1 << 28,
	SYSRESETREQ = 4,
	/* CCR: STKALIGN and, on Armv6-M, UNALIGN_TRP. */
	CCR_V7M = 0x200,
	CCR_V6M = 0x208,
};

#define AIRCR_KEY 0x05fau

/* One of those that only store, or NULL. */
static uint32_t *stored(struct nvic *n, uint32_t offset)
{
	static const uint16_t offsets[] = {ACTLR, SHCSR, CPACR, DEMCR,
					   FPCCR, FPCAR, FPDSCR};

	for (unsigned i = 0; i < G_N_ELEMENTS(offsets); i++)
		if (offsets[i] == offset)
			return &n->stored[i];
	return NULL;
}

static uint32_t read_priorities(const struct nvic *n, unsigned line)
{
	uint32_t value = 0;

	for (unsigned i = 0; i < 4; i++)
		value |= (uint32_t)n->priority[line + i] << 8 * i;
	return value;
}

static uint32_t read_icsr(const struct nvic *n)
{
	uint32_t value = 0;

	if (nvic_bit(n->pending, NVIC_EXC_SYSTICK))
		value |= ICSR_PENDSTSET;
	if (nvic_bit(n->pending, NVIC_EXC_PENDSV))
		value |= ICSR_PENDSVSET;
	return value;
}

static uint32_t read_system(struct nvic *n, uint32_t offset)
{
	const uint32_t *store = stored(n, offset);

	switch (offset) {
	case CPUID:
		return n->config.cpuid;
	case ICSR:
		return read_icsr(n);
	case VTOR:
		return n->vtor;
	case AIRCR:
		return 0xfa050000u | n->prigroup << 8;
	case SCR:
		return n->scr;
	case CCR:
		return n->config.armv7m ? CCR_V7M : CCR_V6M;
	default:
		if (offset >= SHPR1 && offset <= SHPR3)
			return read_priorities(n, 4 + (offset - SHPR1));
		return store ? *store : 0;
	}
}

/* Words of 32 lines that begin with interrupt 0, which is line 16. */
static uint32_t word_of(const uint32_t *words, unsigned index)
{
	uint32_t low = words[index] >> NVIC_FIRST_IRQ;

	return index + 1 < NVIC_WORDS
		       ? low | words[index + 1] << (32 - NVIC_FIRST_IRQ)
		       : low;
}

static uint32_t read_lines(const struct nvic *n, uint32_t offset)
{
	unsigned index = offset % 0x80 / 4;

	if (index >= NVIC_WORDS)
		return 0;
	switch (offset & ~0x7fu) {
	case ISER:
	case ICER:
		return word_of(n->enabled, index);
	case ISPR:
	case ICPR:
		return word_of(n->pending, index) | word_of(n->level, index);
	default:
		return 0;
	}
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	struct nvic *n = nvic_core(user, who == REG_CPU1);

	switch (offset) {
	case SYST_CSR:
	case SYST_RVR:
	case SYST_CVR:
		return systick_read(&n->systick, offset, peek);
	default:
		if (offset >= ISER && offset < IPR)
			return read_lines(n, offset);
		if (offset >= IPR && offset < IPR_END)
			return read_priorities(n,
					       NVIC_FIRST_IRQ + offset - IPR);
		return read_system(n, offset);
	}
}

static void write_icsr(struct nvic *n, uint32_t value)
{
	if (value & ICSR_PENDSTSET)
		nvic_pend(n, NVIC_EXC_SYSTICK, true);
	else if (value & ICSR_PENDSTCLR)
		nvic_pend(n, NVIC_EXC_SYSTICK, false);
	if (value & ICSR_PENDSVSET)
		nvic_pend(n, NVIC_EXC_PENDSV, true);
	else if (value & ICSR_PENDSVCLR)
		nvic_pend(n, NVIC_EXC_PENDSV, false);
}

static void write_aircr(struct nvic *n, uint32_t value)
{
	if (value >> 16 != AIRCR_KEY)
		return;
	if (n->config.armv7m)
		n->prigroup = value >> 8 & 7;
	if (value & SYSRESETREQ && n->mcu)
		tw_chip_reset(mcu_chip(n->mcu));
}

static void write_priorities(struct nvic *n, unsigned line, uint32_t value,
			     uint32_t lanes)
{
	uint8_t kept = (uint8_t)(0xff00u >> n->config.priority_bits);

	/* Armv6-M has no narrower access (B3.1.1). */
	if (!n->config.armv7m)
		lanes = UINT32_MAX;
	for (unsigned i = 0; i < 4; i++)
		if (lanes >> 8 * i & 0xff)
			n->priority[line + i] = value >> 8 * i & kept;
	nvic_changed(n);
}

static void write_lines(struct nvic *n, uint32_t offset, uint32_t value)
{
	unsigned first = NVIC_FIRST_IRQ + offset % 0x80 / 4 * 32;

	for (; value; value &= value - 1) {
		unsigned line = first + (unsigned)__builtin_ctz(value);

		if (line >= nvic_n_lines(n))
			break;
		switch (offset & ~0x7fu) {
		case ISER:
		case ICER:
			nvic_enable(n, line, (offset & ~0x7fu) == ISER);
			break;
		case ISPR:
		case ICPR:
			nvic_pend(n, line, (offset & ~0x7fu) == ISPR);
			break;
		default:
			break;
		}
	}
	nvic_changed(n);
}

static void write_system(struct nvic *n, uint32_t offset, uint32_t value,
			 uint32_t lanes)
{
	uint32_t *store = stored(n, offset);

	switch (offset) {
	case ICSR:
		write_icsr(n, value);
		break;
	case VTOR:
		n->vtor = value & ~0x7fu;
		break;
	case AIRCR:
		write_aircr(n, value);
		break;
	case SCR:
		n->scr = value & 0x16;
		break;
	case STIR:
		if (n->config.armv7m && (value & 0x1ff) < n->config.n_irqs)
			nvic_pend(n, NVIC_FIRST_IRQ + (value & 0x1ff), true);
		break;
	default:
		if (offset >= SHPR1 && offset <= SHPR3)
			write_priorities(n, 4 + (offset - SHPR1), value, lanes);
		else if (store)
			*store = (*store & ~lanes) | value;
		break;
	}
}

/* On Armv6-M a narrow store reaches all lanes. */
static uint32_t widen(uint32_t value, uint32_t lanes)
{
	switch (lanes) {
	case 0xff:
	case 0xff00:
	case 0xff0000:
	case 0xff000000:
		return (value / (lanes & -lanes) & 0xff) * 0x01010101u;
	case 0xffff:
	case 0xffff0000:
		return (value / (lanes & -lanes) & 0xffff) * 0x00010001u;
	default:
		return value;
	}
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	struct nvic *n = nvic_core(user, who == REG_CPU1);

	if (!n->config.armv7m)
		value = widen(value, lanes);
	if (offset >= SYST_CSR && offset <= SYST_CVR)
		systick_write(&n->systick, offset, value);
	else if (offset >= ISER && offset < IPR)
		write_lines(n, offset, value);
	else if (offset >= IPR && offset < IPR_END)
		write_priorities(n, NVIC_FIRST_IRQ + offset - IPR, value,
				 lanes);
	else
		write_system(n, offset, value, lanes);
}

struct reg_device nvic_scs(struct nvic *n)
{
	return (struct reg_device){.name = "PPB",
				   .base = SCS_BASE,
				   .size = SCS_SIZE,
				   .read = read_reg,
				   .write = write_reg,
				   .user = n};
}
