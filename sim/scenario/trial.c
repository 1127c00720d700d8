/* SPDX-License-Identifier: MIT */
/* A trial: the steps of a case, one after the other. */
#include "scenario/trial.h"

#include "twowire/observer.h"

/* Of firmware's output kept for expectations. */
#define MAX_OUTPUT_BYTES (1 << 20)

static void observe(void *user, const struct tw_record *record)
{
	struct tw_trial *t = user;

	for (size_t i = 0; t->chips[i]; i++) {
		GString *output = t->outputs[i];

		if (tw_chip_source(t->chips[i]) != record->source)
			continue;
		if (t->seen[i].events)
			tw_trial_see(t, i, record);
		if (record->note != TW_NOTE_OUTPUT ||
		    output->len + record->text_len >= MAX_OUTPUT_BYTES)
			continue;
		g_string_append_len(output, record->text,
				    (gssize)record->text_len);
		g_string_append_c(output, '\n');
	}
}

/* Registers and interrupts cost time where somebody wants to know. */
static unsigned observed(const tw_scenario *s)
{
	for (guint i = 0; i < s->steps->len; i++) {
		enum tw_step_kind kind =
			g_array_index(s->steps, struct tw_case_step, i).kind;

		if (kind == TW_STEP_EXPECT_WRITES ||
		    kind == TW_STEP_EXPECT_INTERRUPTS)
			return TW_TRACE_NOTES | TW_TRACE_REGISTERS;
	}
	return TW_TRACE_NOTES;
}

static bool sample(const struct tw_trial *t, GError **error)
{
	const struct tw_analog_window *w = t->options.analog.to_ns
						   ? &t->options.analog
						   : &t->scenario->analog;

	return !w->to_ns || tw_sim_analog(t->sim, w, error);
}

static char *session_path(const struct tw_trial *t,
			  const struct tw_case_step *step)
{
	return g_path_is_absolute(step->text) || !t->scenario->folder
		       ? g_strdup(step->text)
		       : g_build_filename(t->scenario->folder, step->text,
					  NULL);
}

/* A session is the last step, and somebody has to play it. */
static bool admit_session(const struct tw_trial *t, GError **error)
{
	const GArray *steps = t->scenario->steps;
	const struct tw_case_step *last =
		steps->len ? &g_array_index(steps, struct tw_case_step,
					    steps->len - 1)
			   : NULL;
	g_autoptr(GError) bad = NULL;
	g_autofree char *path = NULL;

	if (!last || last->kind != TW_STEP_SESSION)
		return true;
	if (!t->options.session)
		return tw_json_error(t->scenario->index, last->at, error,
				     "only `twowire run` plays a session");
	path = session_path(t, last);
	if (!t->options.session_check || t->options.session_check(path, &bad))
		return true;
	return tw_json_error(t->scenario->index, last->at, error, "%s",
			     bad->message);
}

tw_trial *tw_trial_new(const tw_scenario *scenario,
		       const struct tw_trial_options *options, GError **error)
{
	tw_trial *t = g_new0(tw_trial, 1);

	t->scenario = scenario;
	if (options)
		t->options = *options;
	if (!t->options.max_ns || t->options.max_ns > TW_SCENARIO_MAX_NS)
		t->options.max_ns = TW_SCENARIO_MAX_NS;
	t->crash = UINT_MAX;
	t->checks = g_array_new(FALSE, FALSE, sizeof(struct tw_check));
	t->strings = g_string_chunk_new(1024);
	t->sim = tw_sim_new(t->options.has_seed ? t->options.seed
						: scenario->seed);
	if (t->options.trace_mask)
		tw_sim_trace_mask(t->sim, t->options.trace_mask);
	if (!admit_session(t, error) || !tw_trial_build(t, error) ||
	    !sample(t, error)) {
		tw_trial_free(t);
		return NULL;
	}
	t->source = tw_sim_source(t->sim, TW_SOURCE_OTHER, "case");
	tw_sim_observe(t->sim, observed(scenario), observe, t);
	return t;
}

void tw_trial_free(tw_trial *trial)
{
	size_t n_chips;

	if (!trial)
		return;
	n_chips = tw_case_count(trial->scenario, TW_CASE_FIRMWARE);
	tw_sim_free(trial->sim);
	for (size_t i = 0; trial->outputs && trial->outputs[i]; i++)
		g_string_free(trial->outputs[i], TRUE);
	g_free(trial->buses);
	g_free(trial->controllers);
	for (size_t i = 0; trial->heard && trial->heard[i]; i++)
		g_array_unref(trial->heard[i]);
	g_free(trial->heard);
	g_free(trial->nets);
	g_free(trial->drivers);
	g_free(trial->devices);
	g_free(trial->chips);
	for (size_t i = 0; trial->seen && i < n_chips; i++)
		tw_trial_seen_clear(&trial->seen[i]);
	g_free(trial->seen);
	g_free(trial->looked_at);
	g_free(trial->taken_ns);
	g_free(trial->outputs);
	g_clear_pointer(&trial->replays, g_ptr_array_unref);
	g_array_unref(trial->checks);
	g_string_chunk_free(trial->strings);
	g_free(trial);
}

void tw_trial_note_at(struct tw_trial *trial, const char *place, bool held,
		      const char *what, const char *expected, const char *got)
{
	/* Firmware prints what it likes. */
	g_autofree char *valid = g_utf8_make_valid(got, -1);
	struct tw_check check = {
		.place = g_string_chunk_insert(trial->strings, place),
		.step = trial->n_taken,
		.at_ns = tw_sim_now_ns(trial->sim),
		.what = g_string_chunk_insert(trial->strings, what),
		.expected = g_string_chunk_insert(trial->strings, expected),
		.got = g_string_chunk_insert(trial->strings, valid),
		.held = held,
	};

	g_array_append_val(trial->checks, check);
}

void tw_trial_note(struct tw_trial *trial, uint32_t at, bool held,
		   const char *what, const char *expected, const char *got)
{
	g_autofree char *place =
		tw_json_place(trial->scenario->index, at, false);

	tw_trial_note_at(trial, place, held, what, expected, got);
}

void tw_trial_run_until(struct tw_trial *trial, uint64_t until_ns)
{
	uint64_t until = MIN(until_ns, trial->options.max_ns);

	while (tw_sim_run(trial->sim, until) == TW_RUN_STOPPED)
		;
	if (until_ns > trial->options.max_ns)
		trial->over = true;
}

static void take_set(struct tw_trial *t, const struct tw_case_step *step)
{
	for (size_t i = 0; i < step->inputs->len; i++) {
		const struct tw_case_input *input =
			&g_array_index(step->inputs, struct tw_case_input, i);

		if (!tw_device_set_input(t->devices[step->number], input->name,
					 input->value))
			tw_trial_note(t, input->at, false, "input",
				      "taken by the model", "refused");
	}
}

static void take_session(struct tw_trial *t, const struct tw_case_step *step)
{
	g_autofree char *path = session_path(t, step);

	t->options.session(t, path);
}

static void take(struct tw_trial *t, const struct tw_case_step *step)
{
	switch (step->kind) {
	case TW_STEP_RUN:
		tw_trial_run_until(t, tw_sim_now_ns(t->sim) + step->run_ns);
		return;
	case TW_STEP_TRANSFER:
		tw_trial_take_transfers(t, step);
		return;
	case TW_STEP_CLEAR_BUS:
		tw_trial_clear_bus(t, step);
		return;
	case TW_STEP_EXPECT_PICTURE:
		tw_trial_expect_picture(t, step);
		return;
	case TW_STEP_EXPECT_TIMING:
		tw_trial_expect_timing(t, step);
		return;
	case TW_STEP_EXPECT_BUS:
		tw_trial_expect_bus(t, step);
		return;
	case TW_STEP_EXPECT_OUTPUT:
		tw_trial_expect_output(t, step);
		return;
	case TW_STEP_EXPECT_REGISTER:
		tw_trial_expect_register(t, step);
		return;
	case TW_STEP_EXPECT_VARIABLE:
	case TW_STEP_EXPECT_CALLS:
	case TW_STEP_EXPECT_WRITES:
	case TW_STEP_EXPECT_INTERRUPTS:
		tw_trial_expect_of_firmware(t, step);
		return;
	case TW_STEP_SMBUS:
		tw_trial_take_smbus(t, step);
		return;
	case TW_STEP_REPLAY:
		tw_trial_take_replay(t, step);
		return;
	case TW_STEP_SESSION:
		take_session(t, step);
		return;
	case TW_STEP_SET:
		take_set(t, step);
		return;
	case TW_STEP_DRIVE:
		tw_pin_drive(t->drivers[step->number],
			     (enum tw_drive)step->drive);
		return;
	case TW_STEP_RESET:
		tw_chip_reset(t->chips[step->number]);
		return;
	case TW_STEP_EXPECT_PIN:
	case TW_STEP_EXPECT_NET:
	case TW_STEP_EXPECT_MEMORY:
		tw_trial_take_expectation(t, step);
		return;
	}
}

/* What ends a trial before its last step. */
static void note_end(struct tw_trial *t, const struct tw_case_step *step)
{
	const tw_chip *failed = tw_sim_failed_chip(t->sim);
	g_autofree char *limit = NULL;

	if (failed) {
		g_autofree char *what =
			g_strdup_printf("firmware %s", tw_chip_name(failed));

		t->crash = t->checks->len;
		tw_trial_note(t, step->at, false, what, "runs",
			      tw_chip_failure(failed));
	} else if (t->over) {
		limit = g_strdup_printf("at most %" G_GUINT64_FORMAT " ms",
					t->options.max_ns / TW_MS(1));
		tw_trial_note(t, step->at, false, "simulated time", limit,
			      "more");
	}
}

/* "run_ms 5": what the trace shows of a step. */
static void note_step(struct tw_trial *t, const struct tw_case_step *step)
{
	const tw_json_index *index = t->scenario->index;
	g_autofree char *key = tw_json_key(index, step->at);
	g_autofree char *value = tw_json_source(index, step->at);
	g_autofree char *text = tw_json_first(index, step->at) == TW_JSON_NONE
					? g_strdup_printf("%s %s", key, value)
					: g_strdup(key);

	tw_sim_note(t->sim, t->source, TW_NOTE_STEP, t->n_taken, text);
}

/* What fails from the check @from on is known to, and @why; if nothing does,
 * that is what fails. @at: of the key that says so. */
static void excuse(struct tw_trial *t, guint from, const char *why, uint32_t at)
{
	g_autofree char *expected = g_strdup_printf("to fail: %s", why);
	bool failed = false;

	for (guint i = from; i < t->checks->len; i++) {
		struct tw_check *c =
			&g_array_index(t->checks, struct tw_check, i);

		failed |= !c->held;
		if (!c->held && !c->known)
			c->known = why;
	}
	if (!failed)
		tw_trial_note(t, at, false, "known failure", expected,
			      "held; take the key away");
}

static void judge_case(struct tw_trial *t)
{
	const tw_scenario *s = t->scenario;

	if (!t->judged && s->known)
		excuse(t, 0, s->known,
		       tw_json_member(s->index, 0, "known_failure"));
	t->judged = true;
}

bool tw_trial_step(tw_trial *trial)
{
	const tw_scenario *s = trial->scenario;
	const struct tw_case_step *step;
	guint first = trial->checks->len;

	if (trial->n_taken == s->steps->len || trial->over ||
	    tw_sim_failed_chip(trial->sim)) {
		judge_case(trial);
		return false;
	}
	step = &g_array_index(s->steps, struct tw_case_step, trial->n_taken);
	note_step(trial, step);
	take(trial, step);
	trial->taken_ns[trial->n_taken] = tw_sim_now_ns(trial->sim);
	note_end(trial, step);
	if (step->known)
		excuse(trial, first, step->known, step->known_at);
	trial->n_taken++;
	return true;
}

enum tw_verdict tw_trial_run(tw_trial *trial)
{
	while (tw_trial_step(trial))
		;
	return tw_trial_verdict(trial);
}

enum tw_verdict tw_trial_verdict(const tw_trial *trial)
{
	enum tw_verdict worst = TW_VERDICT_HELD, mine;

	if (tw_sim_failed_chip(trial->sim) && trial->crash == UINT_MAX)
		return TW_VERDICT_FIRMWARE;
	for (guint i = 0; i < trial->checks->len; i++) {
		const struct tw_check *c = tw_trial_check(trial, i);

		if (c->held)
			continue;
		mine = c->known		   ? TW_VERDICT_KNOWN
		       : i == trial->crash ? TW_VERDICT_FIRMWARE
					   : TW_VERDICT_FAILED;
		worst = MAX(worst, mine);
	}
	return worst;
}

size_t tw_trial_n_checks(const tw_trial *trial)
{
	return trial->checks->len;
}

const struct tw_check *tw_trial_check(const tw_trial *trial, size_t n)
{
	g_return_val_if_fail(n < trial->checks->len, NULL);
	return &g_array_index(trial->checks, struct tw_check, n);
}

tw_sim *tw_trial_sim(const tw_trial *trial)
{
	return trial->sim;
}

tw_device *tw_trial_device(const tw_trial *trial, const char *id)
{
	const tw_scenario *s = trial->scenario;

	for (uint32_t i = 0; i < tw_case_count(s, TW_CASE_DEVICE); i++)
		if (!strcmp(tw_case_id(s, TW_CASE_DEVICE, i), id))
			return trial->devices[i];
	return NULL;
}

tw_bus *tw_trial_replay_bus(const tw_trial *trial)
{
	const struct tw_trial_options *o = &trial->options;

	if (!o->replay)
		return NULL;
	return o->replay_bus ? tw_sim_bus(trial->sim, o->replay_bus)
			     : trial->buses[0];
}

const tw_scenario *tw_trial_scenario(const tw_trial *trial)
{
	return trial->scenario;
}
