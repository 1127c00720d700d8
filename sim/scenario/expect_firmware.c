/* SPDX-License-Identifier: MIT */
/* What firmware did and what is in its memory, against what steps expect. */
#include "scenario/trial.h"

#include <string.h>

static void expect_value(struct tw_trial *t, const struct tw_case_step *step,
			 const char *what, const struct tw_symbol *found)
{
	size_t size = step->mode ? step->mode : found->size;
	g_autofree char *expected = g_strdup_printf("%" PRId64, step->count);
	g_autofree char *shown = NULL;
	uint64_t got = 0;

	memcpy(&got, (const uint8_t *)found->at + step->offset, size);
	/* As signed as what is expected. */
	if (step->count < 0 && size < 8 && got >> (8 * size - 1))
		got |= UINT64_MAX << 8 * size;
	shown = g_strdup_printf("%" PRId64, (int64_t)got);
	tw_trial_note(t, tw_trial_at(t, step, "value"),
		      (int64_t)got == step->count, what, expected, shown);
}

static void expect_variable(struct tw_trial *t, const struct tw_case_step *step)
{
	const tw_chip *chip = t->chips[step->number];
	GString *what = g_string_new(NULL);
	struct tw_symbol found = {0};

	tw_chip_symbol(chip, TW_SYMBOL_VARIABLE, step->text, &found);
	g_string_append_printf(what, "%s of %s", step->text,
			       tw_chip_name(chip));
	if (step->offset)
		g_string_append_printf(what, " at %" PRIu64, step->offset);
	if (step->bytes) {
		tw_trial_compare(t, tw_trial_at(t, step, "bytes"), what->str,
				 step->bytes, step->mask,
				 (const uint8_t *)found.at + step->offset,
				 step->bytes->len);
	} else {
		expect_value(t, step, what->str, &found);
	}
	g_string_free(what, TRUE);
}

static bool same_word(const char *expected, const char *got)
{
	return g_ascii_strtoull(expected, NULL, 16) ==
	       g_ascii_strtoull(got, NULL, 16);
}

static void expect_list(struct tw_trial *t, const struct tw_case_step *step,
			const char *key, const char *noun, const char *whose,
			const struct tw_came *came)
{
	struct tw_trial_list list = {
		.noun = noun,
		.whose = whose,
		.items = step->items,
		.got = came->texts,
		.ticks = came->ticks,
		.same = step->kind == TW_STEP_EXPECT_WRITES ? same_word : NULL,
		.quote = step->kind == TW_STEP_EXPECT_OUTPUT};

	tw_trial_compare_list(t, tw_trial_at(t, step, key), &list);
}

static void expect_counts(struct tw_trial *t, const struct tw_case_step *step)
{
	for (guint i = 0; step->others && i < step->others->len; i++) {
		const struct tw_case_item *item =
			&g_array_index(step->others, struct tw_case_item, i);
		g_autofree char *what =
			g_strdup_printf("calls of %s in %s", item->text,
					tw_chip_name(t->chips[step->number]));
		int64_t n = tw_trial_count_calls(t, step, item->text);

		tw_trial_compare_count(t, item->at, what, item->count, n);
	}
}

static void expect_interrupts(struct tw_trial *t,
			      const struct tw_case_step *step, int64_t n)
{
	const struct tw_case_item *limits =
		&g_array_index(step->items, struct tw_case_item, 0);
	g_autofree char *what =
		g_strdup_printf("interrupts %" PRIu64 " of %s", step->offset,
				tw_chip_name(t->chips[step->number]));
	g_autofree char *got = g_strdup_printf("%" PRId64, n);
	g_autofree char *expected = NULL;

	if (step->count >= 0) {
		tw_trial_compare_count(t, tw_trial_at(t, step, "count"), what,
				       step->count, n);
		return;
	}
	expected = limits->max == UINT32_MAX
			   ? g_strdup_printf("at least %" PRIu64, limits->min)
			   : g_strdup_printf("%" PRIu64 " to %" PRIu64,
					     limits->min, limits->max);
	tw_trial_note(t, step->at,
		      (uint64_t)n >= limits->min && (uint64_t)n <= limits->max,
		      what, expected, got);
}

void tw_trial_expect_of_firmware(struct tw_trial *t,
				 const struct tw_case_step *step)
{
	const char *name = tw_chip_name(t->chips[step->number]);
	g_autofree char *whose = NULL, *what = NULL;
	struct tw_came came;

	if (step->kind == TW_STEP_EXPECT_VARIABLE) {
		expect_variable(t, step);
		return;
	}
	tw_trial_came(t, step, &came);
	if (step->kind == TW_STEP_EXPECT_INTERRUPTS) {
		expect_interrupts(t, step, came.texts->len);
	} else if (step->kind == TW_STEP_EXPECT_WRITES) {
		whose = g_strdup_printf("to %s of %s", step->text, name);
		what = g_strdup_printf("writes %s", whose);
		if (step->items)
			expect_list(t, step, "values", "write", whose, &came);
		tw_trial_compare_count(t, tw_trial_at(t, step, "count"), what,
				       step->count, came.texts->len);
	} else {
		whose = g_strdup_printf("of %s", name);
		if (step->items)
			expect_list(t, step, "calls", "call", whose, &came);
		expect_counts(t, step);
	}
	tw_came_clear(&came);
}

/* The last line of firmware's output, for the report. */
static char *last_line(const GString *output)
{
	g_autofree char *text =
		g_strndup(output->str, output->len ? output->len - 1 : 0);
	const char *line = strrchr(text, '\n');

	if (!output->len)
		return g_strdup("no output");
	return g_strdup_printf("%s\"%s\"", line ? "... " : "",
			       line ? line + 1 : text);
}

static int64_t count_lines(const GString *output, const char *part)
{
	g_auto(GStrv) lines = g_strsplit(output->str, "\n", -1);
	int64_t n = 0;

	for (size_t i = 0; lines[i]; i++)
		n += strstr(lines[i], part) != NULL;
	return n;
}

static void expect_text(struct tw_trial *t, const struct tw_case_step *step,
			const char *what)
{
	const GString *output = t->outputs[step->number];
	bool held = strstr(output->str, step->text);
	g_autofree char *expected = g_strdup_printf("\"%s\"", step->text);
	g_autofree char *got = held ? g_strdup(expected) : last_line(output);
	g_autofree char *lines =
		g_strdup_printf("lines with %s, %s", expected, what);

	if (step->count < 0)
		tw_trial_note(t, tw_trial_at(t, step, "contains"), held, what,
			      expected, got);
	else
		tw_trial_compare_count(t, tw_trial_at(t, step, "count"), lines,
				       step->count,
				       count_lines(output, step->text));
}

void tw_trial_expect_output(struct tw_trial *t, const struct tw_case_step *step)
{
	const char *name = tw_chip_name(t->chips[step->number]);
	g_autofree char *what = g_strdup_printf("output of %s", name);
	g_autofree char *whose = g_strdup_printf("of %s's output", name);
	struct tw_came came;

	if (step->text)
		expect_text(t, step, what);
	if (!step->items)
		return;
	tw_trial_came(t, step, &came);
	expect_list(t, step, "lines", "line", whose, &came);
	tw_came_clear(&came);
}
