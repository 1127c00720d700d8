/* SPDX-License-Identifier: MIT */
/* For what reason a trial failed. */
#include "app/shrink/book.h"
#include "app/shrink/inside.h"

#include "scenario/trial.h"
#include "twowire/trace.h"

#include <stdio.h>
#include <string.h>

void outcome_clear(struct outcome *o)
{
	g_free(o->mark);
	g_free(o->exact);
	g_free(o->told);
	g_clear_pointer(&o->begins, g_array_unref);
	*o = (struct outcome){0};
}

static char *without(const char *text, const char *pattern, const char *instead)
{
	g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);

	return g_regex_replace(regex, text, -1, 0, instead, 0, NULL);
}

/* A crash is its place; of a hang the line is wherever the loop was. */
static void of_firmware(struct outcome *o, const tw_chip *chip)
{
	const char *failure = chip ? tw_chip_failure(chip) : "it left";
	g_autofree char *words =
		without(failure, "0x[0-9a-f]+|\\b[0-9]+ (ms|bytes)", "N");

	o->told = g_strdup(failure);
	o->mark = chip && tw_chip_state(chip) == TW_CHIP_HUNG
			  ? without(words, ":[0-9]+( \\(|$)", "\\1")
			  : g_strdup(words);
	o->exact = g_strdup(o->mark);
}

/* The first bytes that differ: "a6 for a5", or what else is the matter. Where
 * the case is right to expect it if it talks to a register file, "as kept". */
static char *bytes_differ(struct outcome *o, const tw_scenario *s,
			  const struct tw_check *c)
{
	g_autofree char *want = without(c->expected, "^from byte [0-9]+: ", "");
	g_autofree char *have = without(c->got, "^from byte [0-9]+: ", "");
	g_auto(GStrv) w = g_strsplit(want, " ", -1);
	g_auto(GStrv) h = g_strsplit(have, " ", -1);
	const char *at = strstr(c->what, "@0x");
	uint16_t addr = at ? (uint16_t)g_ascii_strtoull(at + 1, NULL, 16) : 0;
	size_t first = 0, i = 0;

	sscanf(c->expected, "from byte %zu:", &first);
	while (w[i] && h[i] && (!strcmp(w[i], "??") || !strcmp(w[i], h[i])))
		i++;
	if (!w[i] || !h[i] || strlen(h[i]) != 2 || strlen(w[i]) != 2)
		return g_strdup("fewer");
	if (o->book == BOOK_NONE)
		o->book = book_find(s, c->step, addr, first + i);
	return g_strdup_printf("%s for %s%s", h[i], w[i],
			       o->book != BOOK_NONE &&
					       book_agrees(o->book, s, c->step,
							   addr, first + i)
				       ? ", as kept"
				       : "");
}

/* As `w1@0x40 0x01 r1` is told, "w1@0x40 r1 by host": who is asked. */
static char *whom(const char *what)
{
	g_autofree char *one = without(what, " by [^ ]+$", "");
	g_autofree char *two = without(one, "\\b[rw][0-9]+(?=@| |$)", "");

	return g_strstrip(without(two, " +", " "));
}

uint64_t outcome_last_fault(const tw_trial *trial)
{
	struct tw_trace_iter iter = {0};
	struct tw_record r;
	uint64_t last = 0;

	while (tw_trace_next(tw_sim_trace(trial->sim), &iter, &r))
		if (r.kind == TW_RECORD_NOTE && r.note == TW_NOTE_FAULT)
			last = r.tick;
	return last;
}

enum { LONG_AGO = 2 };

/* So many steps before the one that failed, a fault struck last: a target
 * that is disturbed fails for another reason than one that was. */
static unsigned since_fault(const tw_trial *trial, size_t step)
{
	uint64_t last = outcome_last_fault(trial);
	unsigned n = 0;

	while (n < LONG_AGO && n < step &&
	       last <= trial->taken_ns[step - n - 1])
		n++;
	return last ? n : LONG_AGO;
}

static void of_check(struct outcome *o, const tw_trial *trial,
		     const struct tw_check *c)
{
	g_autofree char *who = whom(c->what);
	g_autofree char *how = NULL;

	o->step = c->step;
	o->since = since_fault(trial, c->step);
	o->told = g_strdup_printf("%s: expected %s, got %s", c->what,
				  c->expected, c->got);
	if (g_str_has_prefix(c->what, "bytes read") ||
	    g_str_has_prefix(c->what, "memory of")) {
		how = bytes_differ(o, trial->scenario, c);
		o->mark = g_strdup_printf("%s: %s", who,
					  strstr(how, "for") ? "others" : how);
	} else {
		g_autofree char *plain =
			g_strdup_printf("%s for %s", c->got, c->expected);

		how = without(plain, "[0-9]+", "N");
		o->mark = g_strdup_printf("%s: %s", who, how);
	}
	o->exact = g_strdup_printf("%s: %s", who, how);
}

void outcome_of(struct outcome *o, const tw_trial *trial)
{
	o->verdict = tw_trial_verdict(trial);
	if (o->verdict == TW_VERDICT_FIRMWARE) {
		o->step = trial->n_taken ? trial->n_taken - 1 : 0;
		of_firmware(o, tw_sim_failed_chip(trial->sim));
	}
	for (size_t n = 0;
	     o->verdict == TW_VERDICT_FAILED && n < tw_trial_n_checks(trial);
	     n++)
		if (!tw_trial_check(trial, n)->held &&
		    !tw_trial_check(trial, n)->known) {
			of_check(o, trial, tw_trial_check(trial, n));
			return;
		}
	if (!o->mark) {
		o->mark = g_strdup("");
		o->exact = g_strdup("");
		o->told = g_strdup("");
	}
}
