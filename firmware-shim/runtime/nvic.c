/* SPDX-License-Identifier: MIT */
#include "runtime/nvic_lines.h"

#include <string.h>

static void set_bit(uint32_t *words, unsigned line, bool on)
{
	if (on)
		words[line / 32] |= 1u << line % 32;
	else
		words[line / 32] &= ~(1u << line % 32);
}

static bool waits(const struct nvic *n, unsigned line)
{
	return (line < NVIC_FIRST_IRQ || nvic_bit(n->enabled, line)) &&
	       (nvic_bit(n->level, line) || nvic_bit(n->pending, line));
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

void nvic_changed(struct nvic *n)
{
	if (n->mcu)
		mcu_irq_update(n->mcu);
}

/* A line past the point where faults take hold. */
static void arrive(struct nvic *n, unsigned line, bool level)
{
	if (level == nvic_bit(n->level, line))
		return;
	set_bit(n->level, line, level);
	if (level)
		set_bit(n->pending, line, true);
	tell(n, line);
}

void nvic_pend(struct nvic *n, unsigned line, bool pending)
{
	set_bit(n->pending, line, pending);
	tell(n, line);
}

void nvic_enable(struct nvic *n, unsigned line, bool enabled)
{
	set_bit(n->enabled, line, enabled);
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
	if (level == nvic_bit(n->raw, line))
		return;
	set_bit(n->raw, line, level);
	if (!n->point || tw_point_pass(n->point, (uint64_t)irq << 1 | level))
		arrive_at_all(n, line, level);
}

bool nvic_level(const struct nvic *n, unsigned irq)
{
	return nvic_bit(n->level, NVIC_FIRST_IRQ + irq);
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
	const struct nvic *n = nvic_core(user, cpu);
	unsigned base = n->mcu ? mcu_basepri(n->mcu, cpu) : 0;

	*priority = priority_of(n, line);
	if (n->other && !waits(n, line))
		return false;
	if (base && n->priority[line] >= base)
		return false;
	return line < NVIC_FIRST_IRQ || nvic_bit(n->enabled, line);
}

void nvic_taken(struct nvic *n, unsigned cpu, unsigned line)
{
	nvic_pend(nvic_core(n, cpu), line, false);
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
	struct nvic *n = nvic_core(user, cpu);
	const char *name = handler_name(n, line);
	void *symbol;

	nvic_pend(n, line, false);
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
	nvic_pend(user, NVIC_EXC_SYSTICK, true);
}

/* --- set-up ------------------------------------------------------------ */

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
	for (unsigned line = 0; line < nvic_n_lines(n); line++)
		tell(n, line);
	nvic_changed(n);
}
