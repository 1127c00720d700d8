/* SPDX-License-Identifier: MIT */
#include "app/torture/draft.h"

#include "twowire/chip.h"
#include "twowire/trace_file.h"

#include <string.h>

static void element(GString *out, const char *format, va_list args)
	G_GNUC_PRINTF(2, 0);
static void element(GString *out, const char *format, va_list args)
{
	g_string_append(out, out->len ? ",\n    " : "    ");
	g_string_append_vprintf(out, format, args);
}

#define APPENDS(what)                                                          \
	void draft_##what(struct draft *d, const char *format, ...)            \
	{                                                                      \
		va_list args;                                                  \
                                                                               \
		va_start(args, format);                                        \
		element(d->what##s, format, args);                             \
		va_end(args);                                                  \
	}
APPENDS(device)
APPENDS(host)
APPENDS(fault)
APPENDS(step)

void draft_begin(struct draft *d, struct torture *t, const char *format, ...)
{
	va_list args;

	*d = (struct draft){.t = t, .by = "host"};
	va_start(args, format);
	d->name = g_strdup_vprintf(format, args);
	va_end(args);
	d->devices = g_string_new(NULL);
	d->hosts = g_string_new(NULL);
	d->faults = g_string_new(NULL);
	d->steps = g_string_new(NULL);
	draft_step(d, "{ \"run_us\": %u }", MAX(t->profile->boot_us, 1));
}

void draft_transfer(struct draft *d, uint32_t addr, const char *tx,
		    const char *rx, const char *more)
{
	g_autoptr(GString) s = g_string_new(NULL);

	g_string_append_printf(s, "{ \"transfer\": { \"addr\": \"0x%02x\"",
			       addr);
	if (tx)
		g_string_append_printf(s, ", \"tx\": \"%s\"", tx);
	if (rx)
		g_string_append_printf(s, ", \"rx\": \"%s\"", rx);
	g_string_append_printf(s, ", \"by\": \"%s\"%s } }", d->by,
			       more ? more : "");
	draft_step(d, "%s", s->str);
}

uint32_t draft_address(const struct draft *d, uint32_t cell)
{
	const struct torture_profile *p = d->t->profile;

	return p->pointer ? p->addr + (cell >> 8 * p->pointer) : p->addr;
}

char *draft_bytes(const struct draft *d, uint32_t cell, const char *data)
{
	GString *s = g_string_new(NULL);

	for (uint32_t n = d->t->profile->pointer; n--;)
		g_string_append_printf(s, "%s%02x", s->len ? " " : "",
				       cell >> 8 * n & 0xff);
	if (data)
		g_string_append_printf(s, "%s%s", s->len ? " " : "", data);
	return g_string_free(s, FALSE);
}

void draft_wait(struct draft *d)
{
	if (d->t->profile->write_us)
		draft_step(d, "{ \"run_us\": %u }", d->t->profile->write_us);
}

void draft_put(struct draft *d, uint32_t cell, const char *data,
	       const char *more)
{
	g_autofree char *tx = draft_bytes(d, cell, data);

	if (d->t->profile->kind == TORTURE_STREAM)
		return;
	draft_transfer(d, draft_address(d, cell), tx, NULL, more);
	draft_wait(d);
}

void draft_get(struct draft *d, uint32_t cell, const char *data,
	       const char *more)
{
	g_autofree char *tx = draft_bytes(d, cell, NULL);
	bool stream = d->t->profile->kind == TORTURE_STREAM;

	draft_transfer(d, draft_address(d, cell), stream || !*tx ? NULL : tx,
		       stream ? d->t->profile->gives : data, more);
}

char *draft_words(const char *bytes)
{
	g_auto(GStrv) each = g_strsplit(bytes, " ", -1);
	g_autofree char *words = g_strjoinv(" 0x", each);

	return g_strconcat("0x", words, NULL);
}

void draft_ask(struct draft *d, uint32_t addr, uint32_t cell, uint32_t n,
	       const char *more)
{
	const struct torture_profile *p = d->t->profile;
	g_autofree char *bytes = draft_bytes(d, cell, NULL);
	g_autofree char *words = draft_words(bytes);

	if (cell == G_MAXUINT32 || !*bytes || p->kind == TORTURE_STREAM)
		draft_step(d,
			   "{ \"transfer\": \"r%u@0x%02x\", \"by\": \"%s\"%s }",
			   n, addr, d->by, more ? more : "");
	else
		draft_step(d,
			   "{ \"transfer\": \"w%u@0x%02x %s r%u\", \"by\": "
			   "\"%s\"%s }",
			   p->pointer, addr, words, n, d->by, more ? more : "");
}

void draft_clean(struct draft *d)
{
	const struct torture_profile *p = d->t->profile;

	draft_put(d, p->first, p->value, NULL);
	draft_get(d, p->first, p->value, NULL);
	draft_put(d, p->first, p->other, NULL);
	draft_get(d, p->first, p->other, NULL);
}

void draft_victim(struct draft *d, bool read)
{
	const struct torture_profile *p = d->t->profile;

	if (read)
		draft_ask(d, draft_address(d, p->first), p->first, 2,
			  DRAFT_ANY);
	else
		draft_put(d, p->first, p->value, DRAFT_ANY);
}

char *draft_value(const struct torture_profile *p, uint32_t n)
{
	size_t len = strlen(p->value) - 2;
	guint64 last = g_ascii_strtoull(p->value + len, NULL, 16);

	return g_strdup_printf("%.*s%02x", (int)len, p->value,
			       (unsigned)(last + n) & 0xff);
}

static void array(GString *out, const char *key, const char *elements)
{
	if (*elements)
		g_string_append_printf(out, "  \"%s\": [\n%s\n  ],\n", key,
				       elements);
}

/* What the base has under @key, and the draft's own. */
static void parts(const struct draft *d, GString *out, const char *key,
		  const char *own)
{
	g_autoptr(GHashTable) more = NULL;
	g_autofree char *json = NULL;

	if (d->irq_latency_cycles && !strcmp(key, "firmware")) {
		more = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
					     g_free);
		for (size_t n = 0; n < tw_scenario_n_firmware(d->t->base); n++)
			g_hash_table_insert(
				more,
				(void *)(uintptr_t)tw_scenario_firmware(
					d->t->base, n),
				g_strdup_printf("\"irq_latency_cycles\": %u, ",
						d->irq_latency_cycles));
	}
	json = tw_scenario_json(d->t->base, key, more);
	if (json && *own) /* before the array's last bracket */
		g_string_append_printf(out, "  \"%s\": %.*s,\n%s\n  ],\n", key,
				       (int)strlen(json) - 4, json, own);
	else if (json)
		g_string_append_printf(out, "  \"%s\": %s,\n", key, json);
	else
		array(out, key, own);
}

static char *text(const struct draft *d)
{
	GString *s = g_string_new("{\n  \"format\": \"twowire-scenario/1\",\n");
	const struct torture_check *c = d->t->now ? d->t->now->check : NULL;

	g_string_append_printf(s, "  \"title\": \"%s: %s\",\n",
			       c ? c->id : "margin", d->name);
	if (c)
		g_string_append_printf(s, "  \"why\": \"%s (%s)\",\n",
				       c->purpose, c->source);
	parts(d, s, "buses", "");
	parts(d, s, "nets", "");
	parts(d, s, "devices", d->devices->str);
	parts(d, s, "firmware", "");
	array(s, "controllers",
	      d->hosts->len ? d->hosts->str : "    { \"id\": \"host\" }");
	array(s, "faults", d->faults->str);
	g_string_append_printf(s, "  \"steps\": [\n%s\n  ]\n}\n",
			       d->steps->str);
	return g_string_free(s, FALSE);
}

/* The first expectation that failed. */
static char *reason(const tw_trial *trial)
{
	tw_chip *chip = tw_sim_failed_chip(tw_trial_sim(trial));

	if (tw_trial_verdict(trial) == TW_VERDICT_FIRMWARE)
		return g_strdup(chip ? tw_chip_failure(chip) : "it left");
	for (size_t n = 0; n < tw_trial_n_checks(trial); n++) {
		const struct tw_check *c = tw_trial_check(trial, n);

		if (!c->held)
			return g_strdup_printf(
				"steps[%zu], %s: expected %s, got %s", c->step,
				c->what, c->expected, c->got);
	}
	return g_strdup("no expectation failed");
}

static void save(const struct draft *d, const tw_trial *trial, const char *json)
{
	static const struct tw_write_config look = {.drivers = true,
						    .faults = true};
	const struct torture *t = d->t;
	g_autofree char *base = NULL, *file = NULL, *sr = NULL;

	if (!t->out)
		return;
	base = g_build_filename(t->out, t->now->check->id, NULL);
	file = g_strconcat(base, ".json", NULL);
	sr = g_strconcat(base, ".sr", NULL);
	if (g_file_set_contents(file, json, -1, &d->t->error))
		tw_trace_write_as(tw_sim_trace(tw_trial_sim(trial)), sr, &look,
				  &d->t->error);
}

static void count(const struct draft *d, tw_trial *trial, char *json)
{
	struct torture_result *r = d->t->now;
	enum tw_verdict verdict = tw_trial_verdict(trial);
	enum torture_verdict mine = verdict == TW_VERDICT_HELD ? TORTURE_PASS
				    : verdict == TW_VERDICT_FAILED
					    ? TORTURE_FAIL
					    : TORTURE_FIRMWARE;
	g_autofree char *why = NULL;

	r->n_cases++;
	r->n_failed += mine != TORTURE_PASS;
	/* The first of the worst is what is told and kept. */
	if (mine <= r->verdict)
		return;
	r->verdict = mine;
	why = reason(trial);
	g_free(r->why);
	r->why = g_strdup_printf("%s: %s", d->name, why);
	g_free(r->json);
	r->json = g_strdup(json);
	save(d, trial, json);
}

static void clear(struct draft *d)
{
	g_free(d->name);
	g_string_free(d->devices, TRUE);
	g_string_free(d->hosts, TRUE);
	g_string_free(d->faults, TRUE);
	g_string_free(d->steps, TRUE);
}

bool draft_try(struct draft *d)
{
	g_autofree char *json = text(d);
	g_autoptr(tw_scenario) scenario = NULL;
	g_autoptr(tw_trial) trial = NULL;
	bool held = false;

	if (!d->t->error)
		scenario = tw_scenario_parse(json, strlen(json), d->name,
					     d->t->folder, &tw_parts,
					     &d->t->error);
	if (scenario)
		trial = tw_trial_new(scenario, &d->t->options, &d->t->error);
	if (trial) {
		held = tw_trial_run(trial) == TW_VERDICT_HELD;
		if (d->t->now)
			count(d, trial, json);
	}
	clear(d);
	return held;
}
