/* SPDX-License-Identifier: MIT */
/* The steps of a case. */
#include "scenario/case.h"

#include "twowire/port.h"

#include <string.h>

/* Loads what stands under the step's main key, @cur. */
typedef bool (*load_fn)(tw_scenario *s, const struct tw_cursor *step,
			const struct tw_cursor *cur, struct tw_case_step *out,
			GError **error);

static bool load_run(tw_scenario *s, const struct tw_cursor *cur,
		     uint64_t unit_ns, struct tw_case_step *out, GError **error)
{
	int64_t n;

	if (!tw_cursor_integer(cur, 0, (int64_t)(TW_SCENARIO_MAX_NS / unit_ns),
			       &n, error))
		return false;
	out->kind = TW_STEP_RUN;
	out->run_ns = (uint64_t)n * unit_ns;
	s->run_ns += out->run_ns;
	if (s->run_ns <= TW_SCENARIO_MAX_NS)
		return true;
	return tw_json_error(cur->index, cur->at, error,
			     "expected at most %u s of simulated time in a "
			     "case, got more up to here",
			     (unsigned)(TW_SCENARIO_MAX_NS / TW_S(1)));
}

static bool load_run_ms(tw_scenario *s, const struct tw_cursor *step,
			const struct tw_cursor *cur, struct tw_case_step *out,
			GError **error)
{
	return load_run(s, cur, TW_MS(1), out, error);
}

static bool load_run_us(tw_scenario *s, const struct tw_cursor *step,
			const struct tw_cursor *cur, struct tw_case_step *out,
			GError **error)
{
	return load_run(s, cur, TW_US(1), out, error);
}

static bool load_run_ns(tw_scenario *s, const struct tw_cursor *step,
			const struct tw_cursor *cur, struct tw_case_step *out,
			GError **error)
{
	return load_run(s, cur, 1, out, error);
}

static void transfer_free(void *transfer)
{
	tw_case_transfer_free(transfer);
}

static bool load_transfer(tw_scenario *s, const struct tw_cursor *step,
			  const struct tw_cursor *cur, struct tw_case_step *out,
			  GError **error)
{
	struct tw_case_transfer *t;

	out->kind = TW_STEP_TRANSFER;
	if (!tw_case_load_transfer(s, step, false, &t, error))
		return false;
	out->transfers = g_ptr_array_new_with_free_func(transfer_free);
	g_ptr_array_add(out->transfers, t);
	return true;
}

/* A controller does one thing at a time. */
static bool by_another(const struct tw_cursor *cur, const GPtrArray *others,
		       const struct tw_case_transfer *t, GError **error)
{
	for (size_t i = 0; i < others->len; i++) {
		const struct tw_case_transfer *other = others->pdata[i];

		if (other->controller == t->controller)
			return tw_json_error(cur->index, cur->at, error,
					     "expected a controller of its own "
					     "for each transfer (\"by\")");
	}
	return true;
}

static bool load_parallel(tw_scenario *s, const struct tw_cursor *step,
			  const struct tw_cursor *cur, struct tw_case_step *out,
			  GError **error)
{
	static const char *const keys[] = {
		"transfer", "by", "rx",		"result",   "timeout_us",
		"delay_ns", "hs", "start_byte", "ack_last", NULL};
	struct tw_cursor item;
	size_t n;

	if (!tw_cursor_expect(cur, TW_SHAPE_ARRAY, error))
		return false;
	n = json_object_array_length(cur->json);
	if (n < 1 || n > TW_CASE_MAX_PARALLEL)
		return tw_json_error(cur->index, cur->at, error,
				     "expected 1 to %u transfers, got %zu",
				     (unsigned)TW_CASE_MAX_PARALLEL, n);
	out->kind = TW_STEP_TRANSFER;
	out->transfers = g_ptr_array_new_with_free_func(transfer_free);
	for (bool more = tw_cursor_first(cur, &item); more;
	     more = tw_cursor_next(cur, &item)) {
		struct tw_case_transfer *t;
		bool alone;

		if (!tw_cursor_keys(&item, keys, error) ||
		    !tw_case_load_transfer(s, &item, true, &t, error))
			return false;
		alone = by_another(&item, out->transfers, t, error);
		g_ptr_array_add(out->transfers, t);
		if (!alone)
			return false;
	}
	return true;
}

static bool load_set(tw_scenario *s, const struct tw_cursor *step,
		     const struct tw_cursor *cur, struct tw_case_step *out,
		     GError **error)
{
	const struct tw_model *model;
	struct tw_cursor member;

	out->kind = TW_STEP_SET;
	if (!tw_cursor_expect(cur, TW_SHAPE_OBJECT, error) ||
	    !tw_case_ref(s, cur, "device", TW_CASE_DEVICE, &out->number, error))
		return false;
	model = g_array_index(s->things[TW_CASE_DEVICE], struct tw_case_device,
			      out->number)
			.model;
	out->inputs = g_array_new(FALSE, FALSE, sizeof(struct tw_case_input));
	for (bool more = tw_cursor_first(cur, &member); more;
	     more = tw_cursor_next(cur, &member)) {
		g_autofree char *key = tw_cursor_key(&member);

		if (strcmp(key, "device") &&
		    !tw_case_load_input(model, &member, out->inputs, error))
			return false;
	}
	return true;
}

static bool load_drive(tw_scenario *s, const struct tw_cursor *step,
		       const struct tw_cursor *cur, struct tw_case_step *out,
		       GError **error)
{
	static const char *const keys[] = {"net", "to", NULL};
	static const char *const drives[] = {[TW_RELEASE] = "released",
					     [TW_LOW] = "low",
					     [TW_HIGH] = "high",
					     NULL};
	struct tw_cursor to;

	out->kind = TW_STEP_DRIVE;
	if (!tw_cursor_keys(cur, keys, error) ||
	    !tw_case_ref(s, cur, "net", TW_CASE_NET, &out->number, error) ||
	    !tw_cursor_need(cur, "to", &to, error) ||
	    !tw_cursor_word(&to, drives, &out->drive, error))
		return false;
	g_array_index(s->things[TW_CASE_NET], struct tw_case_net, out->number)
		.driven = true;
	return true;
}

static bool load_reset(tw_scenario *s, const struct tw_cursor *step,
		       const struct tw_cursor *cur, struct tw_case_step *out,
		       GError **error)
{
	out->kind = TW_STEP_RESET;
	return tw_case_resolve(s, cur, TW_CASE_FIRMWARE, &out->number, error);
}

static bool load_high(const struct tw_cursor *cur, struct tw_case_step *out,
		      GError **error)
{
	struct tw_cursor high;

	return tw_cursor_need(cur, "high", &high, error) &&
	       tw_cursor_boolean(&high, &out->high, error);
}

static bool load_expect_net(tw_scenario *s, const struct tw_cursor *step,
			    const struct tw_cursor *cur,
			    struct tw_case_step *out, GError **error)
{
	static const char *const keys[] = {"net", "high", NULL};

	out->kind = TW_STEP_EXPECT_NET;
	return tw_cursor_keys(cur, keys, error) &&
	       tw_case_ref(s, cur, "net", TW_CASE_NET, &out->number, error) &&
	       load_high(cur, out, error);
}

static bool load_expect_pin(tw_scenario *s, const struct tw_cursor *step,
			    const struct tw_cursor *cur,
			    struct tw_case_step *out, GError **error)
{
	static const char *const keys[] = {"device", "pin", "high", NULL};
	const struct tw_output *o;
	struct tw_cursor pin;

	out->kind = TW_STEP_EXPECT_PIN;
	if (!tw_cursor_keys(cur, keys, error) ||
	    !tw_case_ref(s, cur, "device", TW_CASE_DEVICE, &out->number,
			 error) ||
	    !tw_cursor_need(cur, "pin", &pin, error) ||
	    !tw_cursor_string(&pin, &out->pin, error))
		return false;
	o = g_array_index(s->things[TW_CASE_DEVICE], struct tw_case_device,
			  out->number)
		    .model->outputs;
	while (o && o->name && strcmp(o->name, out->pin))
		o++;
	if (o && o->name)
		return load_high(cur, out, error);
	return tw_json_error(pin.index, pin.at, error, "no such pin");
}

static bool load_expect_memory(tw_scenario *s, const struct tw_cursor *step,
			       const struct tw_cursor *cur,
			       struct tw_case_step *out, GError **error)
{
	static const char *const keys[] = {"device", "at", "bytes", NULL};
	struct tw_cursor bytes;

	out->kind = TW_STEP_EXPECT_MEMORY;
	out->bytes = g_byte_array_new();
	out->mask = g_byte_array_new();
	return tw_cursor_keys(cur, keys, error) &&
	       tw_case_ref(s, cur, "device", TW_CASE_DEVICE, &out->number,
			   error) &&
	       tw_cursor_u64(cur, "at", 0, UINT32_MAX, &out->offset, error) &&
	       tw_cursor_need(cur, "bytes", &bytes, error) &&
	       tw_cursor_bytes(&bytes, out->bytes, out->mask, error);
}

static bool load_session(tw_scenario *s, const struct tw_cursor *step,
			 const struct tw_cursor *cur, struct tw_case_step *out,
			 GError **error)
{
	(void)s;
	(void)step;
	out->kind = TW_STEP_SESSION;
	return tw_cursor_string(cur, &out->text, error);
}

static bool load_smbus(tw_scenario *s, const struct tw_cursor *step,
		       const struct tw_cursor *cur, struct tw_case_step *out,
		       GError **error)
{
	out->kind = TW_STEP_SMBUS;
	return tw_case_load_smbus(s, step, cur, &out->smbus, error);
}

static const struct {
	const char *key;
	load_fn load;
} kinds[] = {
	{"clear_bus", tw_case_load_clear_bus},
	{"drive", load_drive},
	{"expect_bus", tw_case_load_expect_bus},
	{"expect_calls", tw_case_load_expect_calls},
	{"expect_interrupts", tw_case_load_expect_interrupts},
	{"expect_memory", load_expect_memory},
	{"expect_net", load_expect_net},
	{"expect_output", tw_case_load_expect_output},
	{"expect_pin", load_expect_pin},
	{"expect_picture", tw_case_load_expect_picture},
	{"expect_register", tw_case_load_expect_register},
	{"expect_timing", tw_case_load_expect_timing},
	{"expect_variable", tw_case_load_expect_variable},
	{"expect_writes", tw_case_load_expect_writes},
	{"parallel", load_parallel},
	{"replay", tw_case_load_replay},
	{"reset", load_reset},
	{"run_ms", load_run_ms},
	{"run_ns", load_run_ns},
	{"run_us", load_run_us},
	{"session", load_session},
	{"set", load_set},
	{"smbus", load_smbus},
	{"transfer", load_transfer},
};

/* The one key that says what the step is, and beside a transfer its others. */
static bool load_kind(const struct tw_cursor *step, size_t *kind,
		      GError **error)
{
	static const char *const beside[] = {"by",	   "rx",       "result",
					     "timeout_us", "delay_ns", "hs",
					     "start_byte", "ack_last", NULL};
	const char *keys[G_N_ELEMENTS(kinds) + 20];
	struct tw_cursor cur;
	size_t n = 0, found = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
		/* "set" also stands beside "replay". */
		if (found && !strcmp(kinds[*kind].key, "replay") &&
		    !strcmp(kinds[i].key, "set"))
			continue;
		keys[n++] = kinds[i].key;
		if (!tw_cursor_is(step, TW_SHAPE_OBJECT) ||
		    !tw_cursor_get(step, kinds[i].key, &cur))
			continue;
		*kind = i;
		found++;
	}
	if (found == 1 && !strcmp(kinds[*kind].key, "transfer"))
		for (size_t i = 0; beside[i]; i++)
			keys[n++] = beside[i];
	if (found == 1 && !strcmp(kinds[*kind].key, "smbus"))
		for (size_t i = 0; tw_case_smbus_keys[i]; i++)
			keys[n++] = tw_case_smbus_keys[i];
	if (found == 1 && !strcmp(kinds[*kind].key, "replay"))
		for (size_t i = 0; tw_case_replay_keys[i]; i++)
			keys[n++] = tw_case_replay_keys[i];
	keys[n++] = "known_failure";
	keys[n] = NULL;
	/* With one that is known, others are misplaced, not misspelt. */
	if (!tw_cursor_keys(step, keys, error))
		return false;
	if (found == 1)
		return true;
	return tw_json_error(step->index, step->at, error,
			     "expected one key that says what to do, got %zu",
			     found);
}

static bool load_step(tw_scenario *s, const struct tw_cursor *step,
		      GError **error)
{
	struct tw_case_step out = {.count = -1};
	struct tw_cursor cur, known;
	size_t kind = 0;

	if (!load_kind(step, &kind, error))
		return false;
	tw_cursor_get(step, kinds[kind].key, &cur);
	out.at = cur.at;
	if (tw_cursor_get(step, "known_failure", &known))
		out.known_at = known.at;
	if (!tw_case_load_known(step, &out.known, error) ||
	    !kinds[kind].load(s, step, &cur, &out, error)) {
		tw_case_step_clear(&out);
		return false;
	}
	g_array_append_val(s->steps, out);
	return true;
}

/* Whoever plays a session leaves the case when it is over. */
static bool ends_with_session(const tw_scenario *s, GError **error)
{
	for (guint i = 0; i + 1 < s->steps->len; i++) {
		const struct tw_case_step *step =
			&g_array_index(s->steps, struct tw_case_step, i);

		if (step->kind == TW_STEP_SESSION)
			return tw_json_error(s->index, step->at, error,
					     "expected it to be the last step");
	}
	return true;
}

bool tw_case_load_steps(tw_scenario *s, const struct tw_cursor *root,
			GError **error)
{
	return tw_case_each(s, root, "steps", TW_CASE_MAX_STEPS, load_step,
			    error) &&
	       ends_with_session(s, error);
}
