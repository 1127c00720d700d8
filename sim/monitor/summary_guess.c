/* SPDX-License-Identifier: MIT */
/*
 * Which models may have answered: those that can have the address and whose
 * registers or memory fit what was written and read. Two wires do not name a
 * chip, so this is never more than a guess.
 */
#include "monitor/reading.h"
#include "monitor/summary.h"
#include "protocol/device.h"

#include <string.h>

enum {
	MANY_ADDRESSES = 32,  /* fits anything: says nothing */
	READ_AT_MOST = 10000, /* bytes of an address */
};

static bool is_telling(const struct tw_model *model)
{
	return model->addrs ||
	       (model->last_addr &&
		model->last_addr - model->first_addr < MANY_ADDRESSES);
}

/* With the settings that it has if none are given. */
static tw_reading *read_as(const struct tw_model *model, uint8_t addr)
{
	struct tw_device_config config = {.addr = addr};
	tw_reading *r = tw_reading_new();

	if (tw_reading_add(r, model, &config, NULL))
		return r;
	tw_reading_free(r);
	return NULL;
}

static struct summary_guess *begin(const tw_summary *s, uint8_t addr)
{
	struct summary_guess *g = g_new0(struct summary_guess, SUMMARY_GUESSES);
	unsigned n = 0;

	for (size_t i = 0; s->models && s->models[i]; i++)
		if (n < SUMMARY_GUESSES && is_telling(s->models[i]) &&
		    device_can_have(s->models[i], addr)) {
			g[n].model = s->models[i];
			g[n++].reading = read_as(s->models[i], addr);
		}
	return g;
}

/* A register that says who the chip is reads what it always does. */
static bool is_identity(const struct tw_reg *reg)
{
	return !reg->writable && reg->reset &&
	       (g_str_has_suffix(reg->name, " ID") ||
		g_str_has_suffix(reg->name, "_ID"));
}

static const struct tw_reg *selected(const struct summary_guess *g)
{
	const struct tw_reg_file *file = g->model->regs;

	return g->pointed && g->pointer < file->n_regs &&
			       file->regs[g->pointer].name
		       ? &file->regs[g->pointer]
		       : NULL;
}

/* A message is no longer than a register and its PEC, and whole registers are
 * read and written. */
static void weigh_length(struct summary_guess *g, const struct tw_reg *reg,
			 size_t n)
{
	bool same = g->model->regs->after == TW_SAME_REG;

	if (n && (n < reg->bytes || (same && n > reg->bytes + 1u)))
		g->misfits++;
	else
		g->fits++;
}

static void weigh_write(struct summary_guess *g, const struct tw_message *m)
{
	const struct tw_reg_file *file = g->model->regs;

	if (!m->n_bytes || m->bytes[0].ack != TW_SEEN_ACK)
		return;
	g->pointer = m->bytes[0].value;
	if (file->pointer_mask)
		g->pointer &= file->pointer_mask;
	g->pointed = true;
	if (selected(g))
		weigh_length(g, selected(g), m->n_bytes - 1);
}

static void weigh_read(struct summary_guess *g, const struct tw_message *m)
{
	const struct tw_reg *reg = selected(g);
	uint32_t value = 0;

	if (!reg || !m->n_bytes)
		return;
	weigh_length(g, reg, m->n_bytes);
	if (!is_identity(reg) || m->n_bytes < reg->bytes)
		return;
	for (unsigned i = 0; i < reg->bytes; i++)
		value = value << 8 | m->bytes[i].value;
	if (value == reg->reset)
		g->proofs++;
	else
		g->misfits += 1000; /* another chip's */
}

/* What makes no sense to the chip was meant for another. */
static void weigh_bytes(struct summary_guess *g, const struct tw_message *m)
{
	bool strange = false;

	if (!g->reading || !m->n_bytes || g->n_read > READ_AT_MOST)
		return;
	g->n_read += m->n_bytes;
	for (size_t i = 0; i < m->n_bytes; i++) {
		tw_reading_byte(g->reading, m, i);
		strange |= reading_was_strange(g->reading);
		g->proofs += reading_was_proof(g->reading);
	}
	*(strange ? &g->misfits : &g->fits) += 1;
}

static void weigh(struct summary_guess *g, const struct tw_message *m)
{
	bool memory = g->model->memory_size && !g->model->regs;

	if (m->ack == TW_SEEN_NACK) {
		g->busy += memory && g->wrote;
		return;
	}
	weigh_bytes(g, m);
	if (g->model->regs && !g->model->bytes && m->read)
		weigh_read(g, m);
	else if (g->model->regs && !g->model->bytes)
		weigh_write(g, m);
	g->wrote = !m->read && m->n_bytes > 1;
}

void summary_guess_message(tw_summary *s, const struct tw_message *m)
{
	if (!m->addressed)
		return;
	if (!s->guesses[m->addr])
		s->guesses[m->addr] = begin(s, m->addr);
	for (unsigned i = 0; i < SUMMARY_GUESSES; i++)
		if (s->guesses[m->addr][i].model)
			weigh(&s->guesses[m->addr][i], m);
}

void summary_guesses_free(struct summary_guess *all)
{
	for (unsigned i = 0; all && i < SUMMARY_GUESSES; i++)
		tw_reading_free(all[i].reading);
	g_free(all);
}

/* A misfit in eight is still let pass: captures have errors. */
static bool is_out(const struct summary_guess *g)
{
	return !g->model || g->misfits > (g->fits + g->misfits) / 8;
}

static bool is_likelier(const struct summary_guess *a,
			const struct summary_guess *b)
{
	if (!a->proofs != !b->proofs)
		return a->proofs;
	if (!a->busy != !b->busy)
		return a->busy;
	return a->misfits < b->misfits;
}

/* How many stand before it: the likelier, and equals before it in the list. */
static size_t rank(const struct summary_guess *all, unsigned n)
{
	size_t before = 0;

	for (unsigned i = 0; i < SUMMARY_GUESSES; i++)
		before += i != n && !is_out(&all[i]) &&
			  (is_likelier(&all[i], &all[n]) ||
			   (i < n && !is_likelier(&all[n], &all[i])));
	return before;
}

static bool any_answer(const struct summary_addr *a)
{
	return a->writes > a->write_nacks || a->reads > a->read_nacks;
}

const struct tw_model *tw_summary_guess(const tw_summary *s, uint8_t addr,
					size_t n)
{
	const struct summary_guess *all =
		addr < SUMMARY_ADDRS ? s->guesses[addr] : NULL;

	if (!all || !any_answer(&s->addrs[addr]))
		return NULL;
	for (unsigned i = 0; i < SUMMARY_GUESSES; i++)
		if (!is_out(&all[i]) && rank(all, i) == n)
			return all[i].model;
	return NULL;
}
