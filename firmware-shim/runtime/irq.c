/* SPDX-License-Identifier: MIT */
/*
 * Interrupts: which is taken, when, and who interrupts whom.
 *
 * Modelled: level lines; priorities and nesting; PRIMASK; entry and exit costs;
 *           a line still high when its handler returns is taken again.
 * Approx.:  from one handler to the next costs a full exit and entry.
 */
#include "runtime/runtime.h"

static uint32_t running_priority(const struct cpu *c)
{
	return c->n_active ? c->active_priority[c->n_active - 1] : NO_PRIORITY;
}

static bool enabled(const struct cpu *c, unsigned irq, uint32_t *priority)
{
	const struct mcu_config *config = &c->mcu->config;
	unsigned p = 0;

	if (config->irq_enabled &&
	    !config->irq_enabled(config->user, c->index, irq, &p))
		return false;
	*priority = p;
	return true;
}

int irq_find(const struct cpu *c, bool masked_too, uint32_t *priority)
{
	uint64_t lines = c->mcu->irq_levels;
	int found = -1;

	*priority = running_priority(c);
	if (c->primask && !masked_too)
		return -1;
	while (lines) {
		unsigned irq = (unsigned)__builtin_ctzll(lines);
		uint32_t p;

		lines &= lines - 1;
		if (enabled(c, irq, &p) && p < *priority) {
			*priority = p;
			found = (int)irq;
		}
	}
	return found;
}

bool irq_reachable(const struct cpu *c)
{
	uint32_t priority = running_priority(c);

	if (c->primask)
		return false;
	for (unsigned irq = 0; irq < c->mcu->config.n_irqs; irq++) {
		uint32_t p;

		if (enabled(c, irq, &p) && p < priority)
			return true;
	}
	return false;
}

static void note(const struct cpu *c, enum tw_note kind, unsigned irq)
{
	tw_chip *chip = c->mcu->chip;
	tw_sim *sim = tw_chip_sim(chip);

	if (c->mcu->traced)
		tw_sim_note(sim, tw_chip_source(chip), kind, 16 + irq, NULL);
}

bool irq_take(struct cpu *c)
{
	mcu *m = c->mcu;
	uint32_t priority;
	int irq = irq_find(c, false, &priority);
	char what[64];

	if (irq < 0)
		return false;
	if (m->config.vector)
		c->handler = m->config.vector(m->config.user, c->index,
					      (unsigned)irq);
	if (!c->handler || c->n_active == MAX_NESTED) {
		g_snprintf(what, sizeof(what),
			   c->handler ? "interrupt %d nests too deep"
				      : "unhandled interrupt %d",
			   irq);
		mcu_crash(m, c->index, what);
		return false;
	}
	c->active_irq[c->n_active] = (unsigned)irq;
	c->active_priority[c->n_active++] = priority;
	note(c, TW_NOTE_IRQ_ENTER, (unsigned)irq);
	tw_point_pass(m->handler_point, (uint64_t)irq);
	c->cycles += m->config.costs.irq_entry + m->irq_latency;
	return true;
}

void irq_return(struct cpu *c)
{
	c->n_active--;
	note(c, TW_NOTE_IRQ_EXIT, c->active_irq[c->n_active]);
	c->cycles += c->mcu->config.costs.irq_exit;
	c->event = true;
}

void mcu_irq_set(mcu *m, unsigned irq, bool level)
{
	uint64_t bit = 1ull << irq;

	g_return_if_fail(irq < m->config.n_irqs);
	if (!!(m->irq_levels & bit) == level)
		return;
	m->irq_levels ^= bit;
	if (level)
		mcu_irq_update(m);
}

bool mcu_irq_level(const mcu *m, unsigned irq)
{
	return irq < MAX_IRQS && m->irq_levels >> irq & 1;
}

void mcu_irq_update(mcu *m)
{
	for (unsigned i = 0; i < m->config.n_cpus; i++) {
		struct cpu *c = &m->cpus[i];
		bool wfi = c->request && c->request->kind == REQUEST_WFI;
		uint32_t priority;

		if (c->on && c->asleep && c->request &&
		    irq_find(c, wfi, &priority) >= 0)
			cpu_wake(c);
	}
}
