/* SPDX-License-Identifier: MIT */
/* What happens in firmware, as far as steps ask about it. */
#include "scenario/trial.h"

#include <string.h>

/* Of a chip; what comes after is not kept, and is said to be too much. */
#define MAX_EVENTS (1 << 20)

static void ask_about(struct tw_trial_seen *seen, enum tw_note note)
{
	if (!seen->events)
		seen->events =
			g_array_new(FALSE, FALSE, sizeof(struct tw_seen_event));
	seen->notes |= 1u << note;
}

static bool is_register(const struct tw_case_step *step, const char *name,
			uint64_t value)
{
	return step->offset ? step->offset == value >> 32
			    : name && !strcmp(step->text, name);
}

static void ask_about_register(struct tw_trial_seen *seen,
			       const struct tw_case_step *step)
{
	if (!seen->registers)
		seen->registers = g_ptr_array_new();
	for (guint i = 0; i < seen->registers->len; i++) {
		const struct tw_case_step *other = seen->registers->pdata[i];

		if (!strcmp(other->text, step->text))
			return;
	}
	g_ptr_array_add(seen->registers, (void *)step);
}

void tw_trial_ask(struct tw_trial *t, const struct tw_case_step *step)
{
	struct tw_trial_seen *seen = &t->seen[step->number];

	switch (step->kind) {
	case TW_STEP_EXPECT_CALLS:
		ask_about(seen, TW_NOTE_CALL);
		return;
	case TW_STEP_EXPECT_WRITES:
		ask_about(seen, TW_NOTE_REG_WRITE);
		ask_about_register(seen, step);
		return;
	case TW_STEP_EXPECT_INTERRUPTS:
		ask_about(seen, TW_NOTE_IRQ_ENTER);
		return;
	case TW_STEP_EXPECT_OUTPUT:
		if (step->items)
			ask_about(seen, TW_NOTE_OUTPUT);
		return;
	default:
		return;
	}
}

void tw_trial_seen_clear(struct tw_trial_seen *seen)
{
	g_clear_pointer(&seen->events, g_array_unref);
	g_clear_pointer(&seen->registers, g_ptr_array_unref);
}

static bool is_wanted(const struct tw_trial_seen *seen,
		      const struct tw_record *r)
{
	if (!(seen->notes >> r->note & 1))
		return false;
	if (r->note != TW_NOTE_REG_WRITE)
		return true;
	for (guint i = 0; i < seen->registers->len; i++)
		if (is_register(seen->registers->pdata[i], r->text, r->value))
			return true;
	return false;
}

void tw_trial_see(struct tw_trial *t, size_t chip, const struct tw_record *r)
{
	struct tw_seen_event event = {r->tick, r->value, NULL, r->note};
	struct tw_trial_seen *seen = &t->seen[chip];
	g_autofree char *text = NULL;

	if (!is_wanted(seen, r))
		return;
	seen->too_many |= seen->events->len == MAX_EVENTS;
	if (seen->too_many)
		return;
	text = g_strndup(r->text ? r->text : "", r->text_len);
	event.text = g_string_chunk_insert_const(t->strings, text);
	g_array_append_val(seen->events, event);
}

static bool is_listed(const GArray *items, const char *text)
{
	for (guint i = 0; items && i < items->len; i++)
		if (!strcmp(g_array_index(items, struct tw_case_item, i).text,
			    text))
			return true;
	return false;
}

static bool is_meant(const struct tw_trial *t, const struct tw_case_step *step,
		     const struct tw_seen_event *e)
{
	unsigned first_irq = tw_chip_first_irq(t->chips[step->number]);

	switch (step->kind) {
	case TW_STEP_EXPECT_CALLS:
		return e->note == TW_NOTE_CALL &&
		       (is_listed(step->items, e->text) ||
			is_listed(step->watched, e->text));
	case TW_STEP_EXPECT_WRITES:
		return e->note == TW_NOTE_REG_WRITE &&
		       is_register(step, e->text, e->value);
	case TW_STEP_EXPECT_INTERRUPTS:
		return e->note == TW_NOTE_IRQ_ENTER &&
		       e->value == step->offset + first_irq;
	default:
		return e->note == TW_NOTE_OUTPUT;
	}
}

void tw_trial_came(struct tw_trial *t, const struct tw_case_step *step,
		   struct tw_came *came)
{
	const struct tw_trial_seen *seen = &t->seen[step->number];
	uint64_t since = tw_trial_since(t, step);

	came->texts = g_ptr_array_new_with_free_func(g_free);
	came->ticks = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	for (guint i = 0; i < seen->events->len; i++) {
		const struct tw_seen_event *e =
			&g_array_index(seen->events, struct tw_seen_event, i);
		bool is_write = e->note == TW_NOTE_REG_WRITE;

		if (e->tick < since || !is_meant(t, step, e))
			continue;
		g_array_append_val(came->ticks, e->tick);
		g_ptr_array_add(
			came->texts,
			is_write ? g_strdup_printf("0x%x", (uint32_t)e->value)
				 : g_strdup(e->text));
	}
	if (seen->too_many)
		tw_trial_note(t, step->at, false, "events that are asked about",
			      "at most 1048576", "more");
}

void tw_came_clear(struct tw_came *came)
{
	g_ptr_array_unref(came->texts);
	g_array_unref(came->ticks);
}

int64_t tw_trial_count_calls(const struct tw_trial *t,
			     const struct tw_case_step *step, const char *name)
{
	const GArray *events = t->seen[step->number].events;
	uint64_t since = tw_trial_since(t, step);
	int64_t n = 0;

	for (guint i = 0; i < events->len; i++) {
		const struct tw_seen_event *e =
			&g_array_index(events, struct tw_seen_event, i);

		n += e->tick >= since && e->note == TW_NOTE_CALL &&
		     !strcmp(e->text, name);
	}
	return n;
}
