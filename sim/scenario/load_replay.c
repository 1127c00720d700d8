/* SPDX-License-Identifier: MIT */
/* The step that replays a capture: its keys. */
#include "scenario/case.h"

#include <string.h>

#define MAX_TOLERANCE_NS 1000000000u
#define MAX_LEAD_US	 60000000u
#define MAX_RATE_HZ	 INT64_C(100000000000)
#define MAX_WINDOWS	 1000

const char *const tw_case_replay_keys[] = {
	"bus",	  "raw",   "stretch", "tolerance_ns", "timing_tolerance_ns",
	"scl",	  "sda",   "rate_hz", "lead_us",      "addresses",
	"ignore", "learn", "set",     "power_off",    NULL};

void tw_case_replay_free(struct tw_case_replay *replay)
{
	g_byte_array_unref(replay->addresses);
	g_array_unref(replay->ignores);
	g_array_unref(replay->learn);
	g_array_unref(replay->sets);
	g_array_unref(replay->offs);
	g_free(replay);
}

static struct tw_case_replay *replay_new(void)
{
	struct tw_case_replay *r = g_new0(struct tw_case_replay, 1);

	r->addresses = g_byte_array_new();
	r->ignores = g_array_new(FALSE, FALSE, sizeof(struct tw_replay_ignore));
	r->learn = g_array_new(FALSE, FALSE, sizeof(struct tw_case_learn));
	r->sets = g_array_new(FALSE, FALSE, sizeof(struct tw_case_set));
	r->offs = g_array_new(FALSE, FALSE, sizeof(struct tw_case_off));
	return r;
}

static bool load_time(const struct tw_cursor *obj, const char *key,
		      uint64_t unit_ns, uint64_t max, uint64_t *ns,
		      GError **error)
{
	struct tw_cursor cur;
	int64_t n;

	if (!tw_cursor_get(obj, key, &cur))
		return true;
	if (!tw_cursor_integer(&cur, 1, (int64_t)max, &n, error))
		return false;
	*ns = (uint64_t)n * unit_ns;
	return true;
}

static bool load_words(const struct tw_cursor *step, struct tw_case_replay *r,
		       GError **error)
{
	static const char *const whose[] = {"host", "target", NULL};
	struct tw_replay_config *c = &r->config;
	struct tw_cursor cur;
	unsigned word = 0;
	uint64_t rate = 0;

	if ((tw_cursor_get(step, "raw", &cur) &&
	     !tw_cursor_boolean(&cur, &c->raw, error)) ||
	    (tw_cursor_get(step, "stretch", &cur) &&
	     !tw_cursor_word(&cur, whose, &word, error)) ||
	    (tw_cursor_get(step, "scl", &cur) &&
	     !tw_cursor_string(&cur, &c->capture.scl, error)) ||
	    (tw_cursor_get(step, "sda", &cur) &&
	     !tw_cursor_string(&cur, &c->capture.sda, error)))
		return false;
	c->stretch_is_target = word;
	if (!load_time(step, "tolerance_ns", 1, MAX_TOLERANCE_NS,
		       &c->tolerance_ns, error) ||
	    !load_time(step, "timing_tolerance_ns", 1, MAX_TOLERANCE_NS,
		       &c->timing_tolerance_ns, error) ||
	    !load_time(step, "lead_us", 1000, MAX_LEAD_US, &c->lead_ns,
		       error) ||
	    !load_time(step, "rate_hz", 1, MAX_RATE_HZ, &rate, error))
		return false;
	c->rate_hz = rate;
	return true;
}

static bool load_addresses(const struct tw_cursor *step,
			   struct tw_case_replay *r, GError **error)
{
	struct tw_cursor array, cur;
	uint16_t addr;

	if (!tw_cursor_get(step, "addresses", &array))
		return true;
	if (!tw_cursor_expect(&array, TW_SHAPE_ARRAY, error))
		return false;
	for (bool more = tw_cursor_first(&array, &cur); more;
	     more = tw_cursor_next(&array, &cur)) {
		uint8_t byte;

		if (!tw_cursor_addr(&cur, 0, 0x7f, &addr, error))
			return false;
		byte = (uint8_t)addr;
		g_byte_array_append(r->addresses, &byte, 1);
	}
	return true;
}

static bool load_ignores(const struct tw_cursor *step, struct tw_case_replay *r,
			 GError **error)
{
	struct tw_cursor array, cur;
	const char *text;

	if (!tw_cursor_get(step, "ignore", &array))
		return true;
	if (!tw_cursor_expect(&array, TW_SHAPE_ARRAY, error))
		return false;
	for (bool more = tw_cursor_first(&array, &cur); more;
	     more = tw_cursor_next(&array, &cur)) {
		struct tw_replay_ignore ignore;
		g_autoptr(GError) why = NULL;

		if (!tw_cursor_string(&cur, &text, error))
			return false;
		if (!tw_replay_ignore_parse(text, &ignore, &why))
			return tw_json_error(cur.index, cur.at, error, "%s",
					     why->message);
		g_array_append_val(r->ignores, ignore);
	}
	return true;
}

/* "therm.temp_mC". */
static bool load_learn(const tw_scenario *s, const struct tw_cursor *step,
		       struct tw_case_replay *r, GError **error)
{
	struct tw_cursor array, cur;
	const char *text;

	if (!tw_cursor_get(step, "learn", &array))
		return true;
	if (!tw_cursor_expect(&array, TW_SHAPE_ARRAY, error))
		return false;
	for (bool more = tw_cursor_first(&array, &cur); more;
	     more = tw_cursor_next(&array, &cur)) {
		struct tw_case_learn learn = {0};

		if (!tw_cursor_string(&cur, &text, error))
			return false;
		for (uint32_t d = 0; d < tw_case_count(s, TW_CASE_DEVICE);
		     d++) {
			const struct tw_case_device *dev =
				&g_array_index(s->things[TW_CASE_DEVICE],
					       struct tw_case_device, d);
			const struct tw_input *i = dev->model->inputs;
			size_t len = strlen(dev->id);

			if (strncmp(text, dev->id, len) || text[len] != '.')
				continue;
			for (; i && i->name; i++)
				if (!strcmp(i->name, text + len + 1))
					learn = (struct tw_case_learn){d,
								       i->name};
		}
		if (!learn.input)
			return tw_json_error(cur.index, cur.at, error,
					     "expected DEVICE.INPUT of a "
					     "device of the case");
		g_array_append_val(r->learn, learn);
	}
	return true;
}

static bool load_instant(const struct tw_cursor *obj, const char *key,
			 uint64_t *ns, GError **error)
{
	struct tw_cursor cur;
	int64_t n;

	if (!tw_cursor_need(obj, key, &cur, error) ||
	    !tw_cursor_integer(&cur, 0, (int64_t)TW_SCENARIO_MAX_NS, &n, error))
		return false;
	*ns = (uint64_t)n;
	return true;
}

/* { "at_ns": 1000, "device": "t", "temp_mC": 25000 } */
static bool load_set(tw_scenario *s, const struct tw_cursor *cur,
		     struct tw_case_replay *r, GError **error)
{
	g_autoptr(GArray) inputs =
		g_array_new(FALSE, FALSE, sizeof(struct tw_case_input));
	struct tw_case_set set = {0};
	struct tw_cursor member;

	if (!tw_cursor_expect(cur, TW_SHAPE_OBJECT, error) ||
	    !load_instant(cur, "at_ns", &set.at_ns, error) ||
	    !tw_case_ref(s, cur, "device", TW_CASE_DEVICE, &set.device, error))
		return false;
	for (bool more = tw_cursor_first(cur, &member); more;
	     more = tw_cursor_next(cur, &member)) {
		g_autofree char *key = tw_cursor_key(&member);

		if (strcmp(key, "device") && strcmp(key, "at_ns") &&
		    !tw_case_load_input(g_array_index(s->things[TW_CASE_DEVICE],
						      struct tw_case_device,
						      set.device)
						.model,
					&member, inputs, error))
			return false;
	}
	for (guint i = 0; i < inputs->len; i++) {
		set.input = g_array_index(inputs, struct tw_case_input, i);
		g_array_append_val(r->sets, set);
	}
	return true;
}

/* { "part": "rom", "from_ns": 0, "to_ns": 5000 } */
static bool load_off(tw_scenario *s, const struct tw_cursor *cur,
		     struct tw_case_replay *r, GError **error)
{
	static const char *const keys[] = {"part", "from_ns", "to_ns", NULL};
	struct tw_case_off off = {0};
	struct tw_cursor part;
	uint32_t number;

	if (!tw_cursor_keys(cur, keys, error) ||
	    !tw_cursor_need(cur, "part", &part, error) ||
	    !tw_cursor_string(&part, &off.part, error) ||
	    !load_instant(cur, "from_ns", &off.from_ns, error) ||
	    !load_instant(cur, "to_ns", &off.to_ns, error))
		return false;
	if (off.from_ns >= off.to_ns)
		return tw_json_error(cur->index, cur->at, error,
				     "expected \"from_ns\" before \"to_ns\"");
	if (!tw_case_resolve(s, &part, TW_CASE_DEVICE, &number, NULL) &&
	    !tw_case_resolve(s, &part, TW_CASE_FIRMWARE, &number, NULL))
		return tw_json_error(part.index, part.at, error,
				     "no such device or firmware");
	g_array_append_val(r->offs, off);
	return true;
}

static bool load_list(tw_scenario *s, const struct tw_cursor *step,
		      const char *key,
		      bool (*load)(tw_scenario *s, const struct tw_cursor *cur,
				   struct tw_case_replay *r, GError **error),
		      struct tw_case_replay *r, GError **error)
{
	struct tw_cursor array, cur;

	if (!tw_cursor_get(step, key, &array))
		return true;
	if (!tw_cursor_expect(&array, TW_SHAPE_ARRAY, error))
		return false;
	for (bool more = tw_cursor_first(&array, &cur); more;
	     more = tw_cursor_next(&array, &cur))
		if (!load(s, &cur, r, error))
			return false;
	return true;
}

bool tw_case_load_replay(tw_scenario *s, const struct tw_cursor *step,
			 const struct tw_cursor *cur, struct tw_case_step *out,
			 GError **error)
{
	struct tw_case_replay *r = replay_new();

	out->kind = TW_STEP_REPLAY;
	out->replay = r;
	r->at = cur->at;
	if (!tw_cursor_string(cur, &r->file, error) ||
	    !tw_case_ref(s, step, "bus", TW_CASE_BUS, &r->bus, error) ||
	    !load_words(step, r, error) || !load_addresses(step, r, error) ||
	    !load_ignores(step, r, error) || !load_learn(s, step, r, error) ||
	    !load_list(s, step, "set", load_set, r, error) ||
	    !load_list(s, step, "power_off", load_off, r, error))
		return false;
	g_array_index(s->things[TW_CASE_BUS], struct tw_case_bus, r->bus)
		.replayed = true;
	return true;
}
