/* SPDX-License-Identifier: MIT */
/* A candidate's run, in a process of its own, and what it sends home. */
#include "app/shrink/inside.h"

#include "scenario/case.h"
#include "scenario/json_write.h"

#include <string.h>

enum { LIMIT_MS = 10000 };

struct head {
	uint64_t max_ns;
	bool good;
	unsigned book; /* found in the first run */
};

static void put(GByteArray *out, const void *bytes, size_t len)
{
	g_byte_array_append(out, bytes, (guint)len);
}

static void send(GByteArray *out, const struct outcome *o)
{
	uint64_t words[] = {
		(uint64_t)o->verdict, o->step, o->end_ns, o->book, o->since,
		o->begins->len};

	put(out, words, sizeof(words));
	put(out, o->begins->data, o->begins->len * sizeof(uint64_t));
	put(out, o->mark, strlen(o->mark) + 1);
	put(out, o->exact, strlen(o->exact) + 1);
	put(out, o->told, strlen(o->told) + 1);
}

static void receive(const GByteArray *in, struct outcome *o)
{
	const uint8_t *at = in->data;
	uint64_t words[6];
	const char *text;

	memcpy(words, at, sizeof(words));
	o->verdict = (enum tw_verdict)words[0];
	o->step = words[1];
	o->end_ns = words[2];
	o->book = (unsigned)words[3];
	o->since = (unsigned)words[4];
	o->begins = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	g_array_append_vals(o->begins, at + sizeof(words), (guint)words[5]);
	text = (const char *)at + sizeof(words) + words[5] * sizeof(uint64_t);
	o->mark = g_strdup(text);
	text += strlen(text) + 1;
	o->exact = g_strdup(text);
	o->told = g_strdup(text + strlen(text) + 1);
}

static bool swap(const struct shrink_options *options, const tw_scenario *s,
		 struct tw_trial_options *trial)
{
	const GArray *all = s->things[TW_CASE_FIRMWARE];

	trial->swap.object = options->good;
	if (all->len != 1)
		return false;
	trial->swap.platform =
		g_array_index(all, struct tw_case_firmware, 0).platform;
	return true;
}

/* In the new process. Nothing is sent of what is no case. */
static void work(void *user, const void *data, size_t len, GByteArray *result)
{
	const struct shrink_options *options = user;
	struct tw_trial_options trial_options = {
		.firmware_dirs = options->firmware_dirs};
	g_autoptr(tw_scenario) scenario = NULL;
	g_autoptr(tw_trial) trial = NULL;
	struct outcome o = {0};
	struct head head;

	memcpy(&head, data, sizeof(head));
	scenario = tw_scenario_parse((const char *)data + sizeof(head),
				     len - sizeof(head), options->name,
				     options->folder, &tw_parts, NULL);
	trial_options.max_ns = head.max_ns;
	if (!scenario ||
	    (head.good && !swap(options, scenario, &trial_options)))
		return;
	trial = tw_trial_new(scenario, &trial_options, NULL);
	if (!trial)
		return;
	o.book = head.book;
	o.begins = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	do {
		o.end_ns = tw_sim_now_ns(tw_trial_sim(trial));
		g_array_append_val(o.begins, o.end_ns);
	} while (tw_trial_step(trial));
	outcome_of(&o, trial);
	send(result, &o);
	outcome_clear(&o);
}

bool shrink_run(struct shrink *s, struct json_object *root, bool good,
		struct outcome *o)
{
	g_autoptr(GByteArray) result = g_byte_array_new();
	g_autoptr(GString) text = g_string_new(NULL);
	struct head head = {
		.max_ns = s->max_ns, .good = good, .book = s->now.book};
	enum tw_snapshot_end end;

	*o = (struct outcome){0};
	g_string_append_len(text, (const char *)&head, sizeof(head));
	tw_json_put_case(text, root);
	s->n_runs++;
	if (!tw_snapshot_run(s->clean, work, text->str, text->len, LIMIT_MS,
			     result, &end, NULL) ||
	    end != TW_SNAPSHOT_DONE || !result->len)
		return false;
	receive(result, o);
	return true;
}
