/* SPDX-License-Identifier: MIT */
/* What leaves the engine: records to the trace and to observers. */
#include "kernel/sim.h"

static unsigned kind_mask(const struct tw_record *r)
{
	switch ((enum tw_record_kind)r->kind) {
	case TW_RECORD_EDGE:
		return TW_TRACE_EDGES;
	case TW_RECORD_PULL:
		return TW_TRACE_PULLS;
	case TW_RECORD_NET:
		return TW_TRACE_NETS;
	case TW_RECORD_NOTE:
		if (r->note >= TW_NOTE_REG_READ && r->note <= TW_NOTE_IRQ_EXIT)
			return TW_TRACE_REGISTERS;
		return TW_TRACE_NOTES;
	}
	g_assert_not_reached();
}

static void update_mask(tw_sim *sim)
{
	unsigned observed = 0;

	for (guint i = 0; i < sim->observers->len; i++)
		observed |=
			g_array_index(sim->observers, struct observer, i).mask;
	sim->record_mask = sim->trace_mask | observed;
	sim->quick_mask = sim->trace_mask & ~observed;
}

void tw_sim_trace_mask(tw_sim *sim, unsigned mask)
{
	sim->trace_mask = mask & TW_TRACE_ALL;
	update_mask(sim);
}

unsigned tw_sim_traces(const tw_sim *sim)
{
	return sim->record_mask;
}

tw_trace *tw_sim_trace(const tw_sim *sim)
{
	return sim->trace;
}

void tw_sim_observe(tw_sim *sim, unsigned mask, tw_observer_fn fn, void *user)
{
	struct observer o = {mask, fn, user};

	g_array_append_val(sim->observers, o);
	update_mask(sim);
}

void tw_sim_unobserve(tw_sim *sim, tw_observer_fn fn, void *user)
{
	for (guint i = 0; i < sim->observers->len; i++) {
		struct observer *o =
			&g_array_index(sim->observers, struct observer, i);

		if (o->fn == fn && o->user == user) {
			g_array_remove_index(sim->observers, i);
			break;
		}
	}
	update_mask(sim);
}

void sim_record(struct island *island, struct tw_record *r)
{
	tw_sim *sim = island->sim;
	unsigned kind = kind_mask(r);

	if (!(sim->record_mask & kind))
		return;
	r->tick = island->now_ns;
	if (sim->trace_mask & kind)
		stream_append(island->stream, r);
	for (guint i = 0; i < sim->observers->len; i++) {
		struct observer *o =
			&g_array_index(sim->observers, struct observer, i);

		if (o->mask & kind)
			o->fn(o->user, r);
	}
}

void sim_note(struct island *island, uint32_t source, enum tw_note note,
	      uint64_t value, const char *text)
{
	struct tw_record r = {.kind = TW_RECORD_NOTE,
			      .source = source,
			      .note = note,
			      .value = value,
			      .text = text,
			      .text_len = text ? strlen(text) : 0};

	sim_record(island, &r);
}

/* Between runs a note goes to the setup island, whose present is the sim's. */
void tw_sim_note(tw_sim *sim, uint32_t source, enum tw_note note,
		 uint64_t value, const char *text)
{
	if (!sim->active) {
		sim_merge_streams(sim);
		sim->setup.now_ns = sim->now_ns;
	}
	sim_note(sim->active ? sim->active : &sim->setup, source, note, value,
		 text);
}

uint32_t tw_sim_source(tw_sim *sim, enum tw_source_kind kind, const char *name)
{
	struct tw_source s = {.name = name, .kind = (uint8_t)kind};

	return tw_trace_add_source(sim->trace, &s);
}
