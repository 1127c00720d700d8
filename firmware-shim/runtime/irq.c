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

static bool enabled(const struct cpu *c, unsigned line, uint32_t *priority)
{
	const struct mcu_config *config = &c->mcu->config;
	unsigned p = 0;

	if (config->irq_enabled &&
	    !config->irq_enabled(config->user, c->index, line, &p))
		return false;
	*priority = p;
	return true;
}

static bool preempts(uint32_t priority, uint32_t running)
{
	return priority >> MCU_PREEMPTS < running >> MCU_PREEMPTS;
}

int irq_find(const struct cpu *c, bool masked_too, uint32_t *priority)
{
	const mcu *m = c->mcu;
	uint32_t running = running_priority(c);
	int found = -1;

	*priority = NO_PRIORITY;
	if (c->primask && !masked_too)
		return -1;
	for (unsigned words = m->irq_words; words; words &= words - 1) {
		unsigned word = (unsigned)__builtin_ctz(words);
		uint64_t lines = m->irq_levels[word];

		for (; lines; lines &= lines - 1) {
			unsigned line =
				word * 64 + (unsigned)__builtin_ctzll(lines);
			uint32_t p;

			if (enabled(c, line, &p) && preempts(p, running) &&
			    p < *priority) {
				*priority = p;
				found = (int)line;
			}
		}
	}
	return found;
}

bool irq_reachable(const struct cpu *c)
{
	uint32_t priority = running_priority(c);

	if (c->primask)
		return false;
	for (unsigned line = 0; line < c->mcu->config.n_lines; line++) {
		uint32_t p;

		if (enabled(c, line, &p) && preempts(p, priority))
			return true;
	}
	return false;
}

static void note(const struct cpu *c, enum tw_note kind, unsigned line)
{
	tw_chip *chip = c->mcu->chip;
	tw_sim *sim = tw_chip_sim(chip);

	if (c->mcu->traced)
		tw_sim_note(sim, tw_chip_source(chip), kind, line, NULL);
}

/* "unhandled interrupt 23", as the manuals count; "exception 15". */
static void refuse(struct cpu *c, unsigned line)
{
	unsigned first = c->mcu->config.first_irq;
	char what[64];

	g_snprintf(what, sizeof(what),
		   c->handler	   ? "interrupt %u nests too deep"
		   : line >= first ? "unhandled interrupt %u"
				   : "unhandled exception %u",
		   line >= first ? line - first : line);
	mcu_crash(c->mcu, c->index, what);
}

/* Until the handler's first instruction. */
static uint64_t entry_cycles(const mcu *m)
{
	uint64_t cycles = m->config.costs.irq_entry + m->irq_latency;

	if (m->irq_jitter)
		cycles += tw_sim_random(tw_chip_sim(m->chip), m->irq_stream) %
			  ((uint64_t)m->irq_jitter + 1);
	return cycles;
}

bool irq_take(struct cpu *c)
{
	mcu *m = c->mcu;
	uint32_t priority;
	int line = irq_find(c, false, &priority);

	if (line < 0)
		return false;
	if (m->config.vector)
		c->handler = m->config.vector(m->config.user, c->index,
					      (unsigned)line);
	if (!c->handler || c->n_active == MAX_NESTED) {
		refuse(c, (unsigned)line);
		return false;
	}
	c->active_line[c->n_active] = (unsigned)line;
	c->active_priority[c->n_active++] = priority;
	note(c, TW_NOTE_IRQ_ENTER, (unsigned)line);
	if ((unsigned)line >= m->config.first_irq)
		tw_point_pass(m->handler_point,
			      (uint64_t)line - m->config.first_irq);
	c->cycles += entry_cycles(m);
	return true;
}

void irq_return(struct cpu *c)
{
	const struct mcu_config *config = &c->mcu->config;
	unsigned line = c->active_line[--c->n_active];

	note(c, TW_NOTE_IRQ_EXIT, line);
	c->cycles += config->costs.irq_exit;
	c->event = true;
	if (config->irq_returned)
		config->irq_returned(config->user, c->index, line);
}

void mcu_irq_set(mcu *m, unsigned line, bool level)
{
	uint64_t *word = &m->irq_levels[line / 64];
	uint64_t bit = 1ull << line % 64;

	g_return_if_fail(line < m->config.n_lines);
	if (!!(*word & bit) == level)
		return;
	*word ^= bit;
	m->irq_words &= ~(1u << line / 64);
	m->irq_words |= (unsigned)(*word != 0) << line / 64;
	if (level)
		mcu_irq_update(m);
}

bool mcu_irq_level(const mcu *m, unsigned line)
{
	return line < MAX_LINES && m->irq_levels[line / 64] >> line % 64 & 1;
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
