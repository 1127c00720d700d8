/* SPDX-License-Identifier: MIT */
#include "runtime/calls.h"

void calls_add(mcu *m, const char *name, uintptr_t from, uintptr_t to)
{
	struct called f = {from, to, 0, g_strdup(name)};

	if (!m->calls) {
		m->calls = g_new0(struct calls, 1);
		m->calls->functions =
			g_array_new(FALSE, FALSE, sizeof(struct called));
	}
	g_array_append_val(m->calls->functions, f);
}

void calls_free(struct calls *calls)
{
	if (!calls)
		return;
	for (guint i = 0; i < calls->functions->len; i++)
		g_free(g_array_index(calls->functions, struct called, i).name);
	g_array_unref(calls->functions);
	g_free(calls);
}

/* On the engine's stack, at the call's own time. */
static void note(struct cpu *c, const struct request *r)
{
	const struct called *f = (const struct called *)r->addr;
	tw_chip *chip = c->mcu->chip;

	tw_sim_note(tw_chip_sim(chip), tw_chip_source(chip), TW_NOTE_CALL, 0,
		    f->name);
}

/* There is no other way into a function than its first block, so the first that
 * is ever seen of it is that. */
bool calls_pass(struct cpu *c, uintptr_t pc, struct request *request)
{
	const GArray *functions = c->mcu->calls->functions;

	for (guint i = 0; i < functions->len; i++) {
		struct called *f = &g_array_index(functions, struct called, i);

		if (pc <= f->from || pc > f->to)
			continue;
		if (!f->entry)
			f->entry = pc;
		if (f->entry != pc)
			return false;
		request->fn = note;
		request->addr = (uintptr_t)f;
		return true;
	}
	return false;
}
