/* SPDX-License-Identifier: MIT */
#include "rp2040/nvic.h"

#include "rp2040/apb.h"
#include "rp2040/include/hardware/regs/m0plus.h"

#define PPB_BASE 0xe0000000u

enum { WINDOW = 0xe000, WINDOW_SIZE = 0x1000 };

#define SYST_KEPT                                                              \
	(M0PLUS_SYST_CSR_ENABLE_BITS | M0PLUS_SYST_CSR_TICKINT_BITS |          \
	 M0PLUS_SYST_CSR_CLKSOURCE_BITS)
#define AIRCR_KEY 0x05fau

static void tell(struct nvic *n, uint32_t irqs)
{
	for (unsigned irq = 0; irq < N_IRQS; irq++)
		if (irqs & 1u << irq && n->line)
			n->line(n->user, irq,
				((n->level | n->pending) & 1u << irq) != 0);
}

static void changed(struct nvic *n)
{
	if (n->changed)
		n->changed(n->user);
}

void nvic_line(struct nvic *n, unsigned irq, bool level)
{
	uint32_t bit = 1u << irq;

	if (level == ((n->level & bit) != 0))
		return;
	if (level) {
		n->level |= bit;
		n->pending |= bit;
	} else {
		n->level &= ~bit;
	}
	tell(n, bit);
}

void nvic_set(struct nvic *n, unsigned irq, bool level)
{
	uint32_t bit = 1u << irq;

	if (level == ((n->raw & bit) != 0))
		return;
	n->raw ^= bit;
	if (!n->point || tw_point_pass(n->point, (uint64_t)irq << 1 | level))
		nvic_line(n, irq, level);
}

bool nvic_enabled(const struct nvic *n, unsigned irq, unsigned *priority)
{
	*priority = n->ipr[irq / 4] >> (irq % 4 * 8 + 6) & 3;
	return (n->enabled & 1u << irq) != 0;
}

void nvic_taken(struct nvic *n, unsigned irq)
{
	n->pending &= ~(1u << irq);
	tell(n, 1u << irq);
}

void nvic_reset(struct nvic *n)
{
	n->enabled = 0;
	n->pending = n->level;
	for (unsigned i = 0; i < G_N_ELEMENTS(n->ipr); i++)
		n->ipr[i] = 0;
	n->vtor = n->scr = 0;
	n->shpr[0] = n->shpr[1] = 0;
	n->syst_csr = n->syst_rvr = n->syst_from = 0;
	n->syst_flag = false;
	tell(n, UINT32_MAX);
	changed(n);
}

/* --- SysTick ----------------------------------------------------------- */

static uint64_t cycles(const struct nvic *n)
{
	uint64_t now = tw_queue_now_ns(n->queue);

	return now / 1000000000u * n->clock_hz +
	       now % 1000000000u * n->clock_hz / 1000000000u;
}

/* Counts down to 0, then from the reload value on; COUNTFLAG tells that it
 * went from 1 to 0. */
static uint32_t syst_count(struct nvic *n)
{
	uint64_t passed = cycles(n) - n->syst_start;
	uint64_t lap = (uint64_t)n->syst_rvr + 1;

	if (!(n->syst_csr & M0PLUS_SYST_CSR_ENABLE_BITS))
		return n->syst_from;
	if (passed < n->syst_from)
		return (uint32_t)(n->syst_from - passed);
	if (n->syst_from || passed >= lap)
		n->syst_flag = true;
	passed = (passed - n->syst_from) % lap;
	return passed ? (uint32_t)(lap - passed) : 0;
}

static void syst_hold(struct nvic *n)
{
	n->syst_from = syst_count(n);
	n->syst_start = cycles(n);
}

static uint32_t read_csr(struct nvic *n, bool peek)
{
	bool flag;

	if (!peek)
		syst_hold(n);
	flag = n->syst_flag;
	if (!peek)
		n->syst_flag = false;
	return n->syst_csr | (flag ? M0PLUS_SYST_CSR_COUNTFLAG_BITS : 0);
}

static void write_csr(struct nvic *n, uint32_t value)
{
	syst_hold(n);
	n->syst_csr = value & SYST_KEPT;
	if ((value & M0PLUS_SYST_CSR_ENABLE_BITS) &&
	    (value & M0PLUS_SYST_CSR_TICKINT_BITS) && n->crash)
		n->crash(n->user,
			 "the SysTick interrupt is not simulated; use an "
			 "alarm of the timer");
}

/* --- registers --------------------------------------------------------- */

static uint32_t read_system(struct nvic *n, uint32_t offset)
{
	switch (offset) {
	case M0PLUS_CPUID_OFFSET:
		return M0PLUS_CPUID_RESET;
	case M0PLUS_VTOR_OFFSET:
		return n->vtor;
	case M0PLUS_AIRCR_OFFSET:
		return 0xfa050000u;
	case M0PLUS_SCR_OFFSET:
		return n->scr;
	case M0PLUS_CCR_OFFSET:
		return M0PLUS_CCR_UNALIGN_TRP_BITS | M0PLUS_CCR_STKALIGN_BITS;
	case M0PLUS_SHPR2_OFFSET:
		return n->shpr[0];
	case M0PLUS_SHPR3_OFFSET:
		return n->shpr[1];
	default:
		return 0;
	}
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	struct nvic *n = user;

	offset += WINDOW;
	if (offset >= M0PLUS_NVIC_IPR0_OFFSET &&
	    offset <= M0PLUS_NVIC_IPR7_OFFSET)
		return n->ipr[(offset - M0PLUS_NVIC_IPR0_OFFSET) / 4];
	switch (offset) {
	case M0PLUS_SYST_CSR_OFFSET:
		return read_csr(n, peek);
	case M0PLUS_SYST_RVR_OFFSET:
		return n->syst_rvr;
	case M0PLUS_SYST_CVR_OFFSET:
		return syst_count(n);
	case M0PLUS_NVIC_ISER_OFFSET:
	case M0PLUS_NVIC_ICER_OFFSET:
		return n->enabled;
	case M0PLUS_NVIC_ISPR_OFFSET:
	case M0PLUS_NVIC_ICPR_OFFSET:
		return n->pending | n->level;
	default:
		return read_system(n, offset);
	}
}

static void write_system(struct nvic *n, uint32_t offset, uint32_t value)
{
	switch (offset) {
	case M0PLUS_VTOR_OFFSET:
		n->vtor = value & M0PLUS_VTOR_BITS;
		return;
	case M0PLUS_AIRCR_OFFSET:
		if (value >> M0PLUS_AIRCR_VECTKEY_LSB == AIRCR_KEY &&
		    value & M0PLUS_AIRCR_SYSRESETREQ_BITS && n->reset)
			n->reset(n->user);
		return;
	case M0PLUS_SCR_OFFSET:
		n->scr = value & M0PLUS_SCR_BITS;
		return;
	case M0PLUS_SHPR2_OFFSET:
		n->shpr[0] = value & M0PLUS_SHPR2_BITS;
		return;
	case M0PLUS_SHPR3_OFFSET:
		n->shpr[1] = value & M0PLUS_SHPR3_BITS;
		return;
	default:
		return;
	}
}

static void write_pending(struct nvic *n, uint32_t set, uint32_t clear)
{
	n->pending = (n->pending & ~clear) | set;
	tell(n, set | clear);
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	struct nvic *n = user;

	offset += WINDOW;
	value = apb_widen(value, lanes);
	switch (offset) {
	case M0PLUS_SYST_CSR_OFFSET:
		write_csr(n, value);
		return;
	case M0PLUS_SYST_RVR_OFFSET:
		syst_hold(n);
		n->syst_rvr = value & M0PLUS_SYST_RVR_BITS;
		return;
	case M0PLUS_SYST_CVR_OFFSET:
		n->syst_from = 0;
		n->syst_start = cycles(n);
		n->syst_flag = false;
		return;
	case M0PLUS_NVIC_ISER_OFFSET:
		n->enabled |= value;
		break;
	case M0PLUS_NVIC_ICER_OFFSET:
		n->enabled &= ~value;
		break;
	case M0PLUS_NVIC_ISPR_OFFSET:
		write_pending(n, value, 0);
		return;
	case M0PLUS_NVIC_ICPR_OFFSET:
		write_pending(n, 0, value);
		return;
	default:
		if (offset < M0PLUS_NVIC_IPR0_OFFSET ||
		    offset > M0PLUS_NVIC_IPR7_OFFSET) {
			write_system(n, offset, value);
			return;
		}
		n->ipr[(offset - M0PLUS_NVIC_IPR0_OFFSET) / 4] =
			value & M0PLUS_NVIC_IPR0_BITS;
		break;
	}
	changed(n);
}

struct reg_device nvic_device(struct nvic *n)
{
	return (struct reg_device){.name = "PPB",
				   .base = PPB_BASE + WINDOW,
				   .size = WINDOW_SIZE,
				   .read = read_reg,
				   .write = write_reg,
				   .user = n};
}
