/* SPDX-License-Identifier: MIT */
#include "runtime/nvic.h"

#include <string.h>

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

static unsigned n_lines(const struct nvic *n)
{
	return NVIC_FIRST_IRQ + n->config.n_irqs;
}

static bool bit(const uint32_t *words, unsigned line)
{
	return words[line / 32] >> line % 32 & 1;
}

static void set_bit(uint32_t *words, unsigned line, bool on)
{
	if (on)
		words[line / 32] |= 1u << line % 32;
	else
		words[line / 32] &= ~(1u << line % 32);
}

static bool waits(const struct nvic *n, unsigned line)
{
	return (line < NVIC_FIRST_IRQ || bit(n->enabled, line)) &&
	       (bit(n->level, line) || bit(n->pending, line));
}

/* Of lines that are not enabled the CPU need not know: it would ask about them
 * at each of its steps. The runtime has one line for both cores; nvic_enabled()
 * says whose. */
static void tell(struct nvic *n, unsigned line)
{
	if (n->mcu)
		mcu_irq_set(n->mcu, line,
			    waits(n, line) ||
				    (n->other && waits(n->other, line)));
}

static struct nvic *core(struct nvic *first, unsigned cpu)
{
	return cpu && first->other ? first->other : first;
}

static void changed(struct nvic *n)
{
	if (n->mcu)
		mcu_irq_update(n->mcu);
}

/* A line past the point where faults take hold. */
static void arrive(struct nvic *n, unsigned line, bool level)
{
	if (level == bit(n->level, line))
		return;
	set_bit(n->level, line, level);
	if (level)
		set_bit(n->pending, line, true);
	tell(n, line);
}

static void pend(struct nvic *n, unsigned line, bool pending)
{
	set_bit(n->pending, line, pending);
	tell(n, line);
}

/* A line that both cores have. */
static void arrive_at_all(struct nvic *n, unsigned line, bool level)
{
	arrive(n, line, level);
	if (n->other)
		arrive(n->other, line, level);
}

void nvic_set_own(struct nvic *n, unsigned irq, bool level)
{
	g_return_if_fail(irq < n->config.n_irqs);
	arrive(n, NVIC_FIRST_IRQ + irq, level);
}

void nvic_set(struct nvic *n, unsigned irq, bool level)
{
	unsigned line = NVIC_FIRST_IRQ + irq;

	g_return_if_fail(irq < n->config.n_irqs);
	if (level == bit(n->raw, line))
		return;
	set_bit(n->raw, line, level);
	if (!n->point || tw_point_pass(n->point, (uint64_t)irq << 1 | level))
		arrive_at_all(n, line, level);
}

bool nvic_level(const struct nvic *n, unsigned irq)
{
	return bit(n->level, NVIC_FIRST_IRQ + irq);
}

static void act_irq(void *user, uint64_t value)
{
	struct nvic *n = user;

	if (value >> 1 < n->config.n_irqs)
		arrive_at_all(n, NVIC_FIRST_IRQ + (unsigned)(value >> 1),
			      value & 1);
}

/* Armv7-M B1.5.4: bits of a priority above PRIGROUP decide who interrupts. */
static unsigned priority_of(const struct nvic *n, unsigned line)
{
	unsigned priority = n->priority[line];
	unsigned below = (2u << n->prigroup) - 1;

	return (priority & ~below) << MCU_PREEMPTS | (priority & below);
}

bool nvic_enabled(void *user, unsigned cpu, unsigned line, unsigned *priority)
{
	const struct nvic *n = core(user, cpu);
	unsigned base = n->mcu ? mcu_basepri(n->mcu, cpu) : 0;

	*priority = priority_of(n, line);
	if (n->other && !waits(n, line))
		return false;
	if (base && n->priority[line] >= base)
		return false;
	return line < NVIC_FIRST_IRQ || bit(n->enabled, line);
}

void nvic_taken(struct nvic *n, unsigned cpu, unsigned line)
{
	pend(core(n, cpu), line, false);
}

static const char *handler_name(const struct nvic *n, unsigned line)
{
	switch (line) {
	case NVIC_EXC_PENDSV:
		return "PendSV_Handler";
	case NVIC_EXC_SYSTICK:
		return "SysTick_Handler";
	default:
		return n->config.handlers[line - NVIC_FIRST_IRQ];
	}
}

void (*nvic_vector(void *user, unsigned cpu, unsigned line))(void)
{
	struct nvic *n = core(user, cpu);
	const char *name = handler_name(n, line);
	void *symbol;

	pend(n, line, false);
	if (!n->handler[line] && name) {
		symbol = mcu_symbol(n->mcu, name);
		memcpy(&n->handler[line], &symbol, sizeof(symbol));
	}
	return n->handler[line];
}

void nvic_clock_changed(struct nvic *n)
{
	systick_clock_changed(&n->systick);
}

static void ticked(void *user)
{
	pend(user, NVIC_EXC_SYSTICK, true);
}

/* --- registers --------------------------------------------------------- */

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

	if (bit(n->pending, NVIC_EXC_SYSTICK))
		value |= ICSR_PENDSTSET;
	if (bit(n->pending, NVIC_EXC_PENDSV))
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
	struct nvic *n = core(user, who == REG_CPU1);

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
		pend(n, NVIC_EXC_SYSTICK, true);
	else if (value & ICSR_PENDSTCLR)
		pend(n, NVIC_EXC_SYSTICK, false);
	if (value & ICSR_PENDSVSET)
		pend(n, NVIC_EXC_PENDSV, true);
	else if (value & ICSR_PENDSVCLR)
		pend(n, NVIC_EXC_PENDSV, false);
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
	changed(n);
}

static void write_lines(struct nvic *n, uint32_t offset, uint32_t value)
{
	unsigned first = NVIC_FIRST_IRQ + offset % 0x80 / 4 * 32;

	for (; value; value &= value - 1) {
		unsigned line = first + (unsigned)__builtin_ctz(value);

		if (line >= n_lines(n))
			break;
		switch (offset & ~0x7fu) {
		case ISER:
		case ICER:
			set_bit(n->enabled, line, (offset & ~0x7fu) == ISER);
			tell(n, line);
			break;
		case ISPR:
		case ICPR:
			pend(n, line, (offset & ~0x7fu) == ISPR);
			break;
		default:
			break;
		}
	}
	changed(n);
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
			pend(n, NVIC_FIRST_IRQ + (value & 0x1ff), true);
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
	struct nvic *n = core(user, who == REG_CPU1);

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

/* --- set-up ------------------------------------------------------------ */

struct reg_device nvic_scs(struct nvic *n)
{
	return (struct reg_device){.name = "PPB",
				   .base = SCS_BASE,
				   .size = SCS_SIZE,
				   .read = read_reg,
				   .write = write_reg,
				   .user = n};
}

void nvic_init(struct nvic *n, tw_queue *queue, uint64_t clock_hz,
	       const struct nvic_config *config)
{
	g_return_if_fail(config->n_irqs <= NVIC_MAX_IRQS);
	n->config = *config;
	n->queue = queue;
	n->clock_hz = clock_hz;
	systick_init(&n->systick, queue, clock_hz, ticked, n);
}

void nvic_attach(struct nvic *n, mcu *m)
{
	tw_chip *chip = mcu_chip(m);
	g_autofree char *name = g_strconcat(tw_chip_name(chip), ".irq", NULL);
	const struct reg_device scs = nvic_scs(n);
	const struct reg_device dwt = systick_dwt(&n->systick);

	n->mcu = n->systick.mcu = m;
	n->point = tw_point_new(tw_chip_sim(chip), name, TW_POINT_IRQ, n->queue,
				act_irq, n);
	mcu_add_device(m, &scs);
	if (n->config.armv7m)
		mcu_add_device(m, &dwt);
}

void nvic_attach_second(struct nvic *n, struct nvic *first)
{
	n->mcu = n->systick.mcu = first->mcu;
	n->other = first;
	first->other = n;
}

void nvic_reset(struct nvic *n)
{
	memset(n->enabled, 0, sizeof(n->enabled));
	memcpy(n->pending, n->level, sizeof(n->pending));
	memset(n->priority, 0, sizeof(n->priority));
	memset(n->stored, 0, sizeof(n->stored));
	n->prigroup = n->vtor = n->scr = 0;
	systick_reset(&n->systick);
	for (unsigned line = 0; line < n_lines(n); line++)
		tell(n, line);
	changed(n);
}
