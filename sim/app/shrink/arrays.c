/* SPDX-License-Identifier: MIT */
/* The passes that leave out elements of the case's arrays: ever smaller
 * groups of them, from the end on. */
#include "app/shrink/inside.h"

#include "scenario/case.h"
#include "scenario/json_write.h"

#include <string.h>

typedef bool (*without_fn)(struct shrink *s, const char *key, size_t from,
			   size_t n);

static bool leave_out(struct shrink *s, const char *key, size_t first,
		      without_fn without)
{
	size_t n = shrink_length(s, key);
	bool any = false;

	if (n <= first)
		return false;
	for (size_t group = MAX((n - first) / 2, 1); group; group /= 2)
		for (size_t end = shrink_length(s, key); end > first;) {
			size_t from = end > first + group ? end - group : first;

			if (without(s, key, from, end - from))
				any = true;
			end = MIN(from, shrink_length(s, key));
		}
	return any;
}

/* An array of which nothing is left goes, too. */
static struct json_object *copy_without(struct shrink *s, const char *key,
					size_t from, size_t n)
{
	struct json_object *copy = shrink_copy(s);
	struct json_object *array = shrink_array(copy, key);

	json_object_array_del_idx(array, from, n);
	if (!json_object_array_length(array))
		json_object_object_del(copy, key);
	return copy;
}

static bool plainly(struct shrink *s, const char *key, size_t from, size_t n)
{
	return shrink_try(s, copy_without(s, key, from, n));
}

/* --- steps ------------------------------------------------------------- */

static size_t messages_of(const struct tw_case_step *step)
{
	size_t n = 0;

	for (guint i = 0; step->transfers && i < step->transfers->len; i++) {
		const struct tw_case_transfer *t = step->transfers->pdata[i];

		n += t->msgs->len;
	}
	return n;
}

/* How many STARTs steps make. */
static int64_t messages(struct shrink *s, size_t from, size_t n)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(tw_scenario) scenario = NULL;
	size_t sum = 0;

	tw_json_put_case(text, s->best);
	scenario = tw_scenario_parse(text->str, text->len, "", NULL, &tw_parts,
				     NULL);
	for (size_t i = from; scenario && i < from + n; i++)
		sum += messages_of(&g_array_index(scenario->steps,
						  struct tw_case_step, i));
	return (int64_t)sum;
}

static int64_t duration(const struct shrink *s, size_t from, size_t n)
{
	const GArray *begins = s->now.begins;

	return from + n < begins->len
		       ? (int64_t)(g_array_index(begins, uint64_t, from + n) -
				   g_array_index(begins, uint64_t, from))
		       : 0;
}

static bool earlier(struct json_object *at, const char *key, int64_t by)
{
	struct json_object *value;
	int64_t now;

	if (!json_object_object_get_ex(at, key, &value))
		return false;
	now = json_object_get_int64(value);
	if (by <= 0 || now <= by)
		return false;
	json_object_set_int64(value, now - by);
	return true;
}

/* Faults strike so many messages, or so much time, earlier. */
static bool shift(struct json_object *root, int64_t n_messages, int64_t ns)
{
	struct json_object *faults = shrink_array(root, "faults"), *at;
	size_t n = faults ? json_object_array_length(faults) : 0;
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		if (!json_object_object_get_ex(
			    json_object_array_get_idx(faults, i), "at", &at))
			continue;
		any |= earlier(at, "message", n_messages);
		any |= earlier(at, "time_ns", ns);
	}
	return any;
}

/* What a host does so that a target can go on again is no part of what is
 * wrong with it. */
static bool frees_bus(struct shrink *s, size_t from, size_t n)
{
	struct json_object *steps = shrink_array(s->best, "steps");

	for (size_t i = from; i < from + n && i < s->now.step; i++)
		if (shrink_step_is(json_object_array_get_idx(steps, i),
				   "clear_bus"))
			return s->now.verdict == TW_VERDICT_FAILED;
	return false;
}

/* What was to strike in the steps that are left still does. */
static bool steps_without(struct shrink *s, const char *key, size_t from,
			  size_t n)
{
	int64_t n_messages, ns = duration(s, from, n);
	struct json_object *copy;

	if (frees_bus(s, from, n))
		return false;
	if (shrink_length(s, "faults")) {
		n_messages = messages(s, from, n);
		copy = copy_without(s, key, from, n);
		if (!shift(copy, n_messages, ns))
			json_object_put(copy);
		else if (shrink_try(s, copy))
			return true;
	}
	return plainly(s, key, from, n);
}

/* Steps in which the target boots, which would fail otherwise if cut short. */
static size_t booting(const struct shrink *s)
{
	struct json_object *steps = shrink_array(s->best, "steps");
	size_t n = shrink_length(s, "steps"), i = 0;

	if (!shrink_unsure(s))
		return 0;
	for (; i < n; i++) {
		struct json_object *step = json_object_array_get_idx(steps, i);

		if (!shrink_step_is(step, "run_ms") &&
		    !shrink_step_is(step, "run_us") &&
		    !shrink_step_is(step, "run_ns"))
			break;
	}
	return i;
}

/* Of steps in parallel, fewer; one is a step of its own. */
static bool parallel(struct shrink *s, size_t step)
{
	bool any = false;
	size_t n;

	for (size_t i = 0;; i++) {
		struct json_object *copy = shrink_copy(s), *steps, *inner;

		steps = shrink_array(copy, "steps");
		inner = shrink_array(json_object_array_get_idx(steps, step),
				     "parallel");
		n = inner ? json_object_array_length(inner) : 0;
		if (i >= n) {
			json_object_put(copy);
			return any;
		}
		if (n == 2) {
			struct json_object *other = json_object_get(
				json_object_array_get_idx(inner, 1 - i));

			json_object_object_del(other, "delay_ns");
			json_object_array_put_idx(steps, step, other);
		} else {
			json_object_array_del_idx(inner, i, 1);
		}
		if (shrink_try(s, copy)) {
			any = true;
			i--;
		}
	}
}

bool shrink_steps(struct shrink *s)
{
	size_t n = shrink_length(s, "steps");
	bool any = false;

	/* What comes after the failure first, and at once. */
	if (s->now.step + 1 < n)
		any |= plainly(s, "steps", s->now.step + 1,
			       n - s->now.step - 1);
	any |= leave_out(s, "steps", booting(s), steps_without);
	for (size_t i = 0; i < shrink_length(s, "steps"); i++)
		any |= parallel(s, i);
	return any;
}

/* --- parts ------------------------------------------------------------- */

/* Without a control, nobody at the address where somebody failed would be
 * taken for the same failure. */
static bool devices_without(struct shrink *s, const char *key, size_t from,
			    size_t n)
{
	bool unsure =
		s->now.verdict == TW_VERDICT_FAILED && !shrink_controlled(s);
	struct json_object *devices = shrink_array(s->best, "devices");
	struct json_object *addr;
	size_t n_devices = shrink_length(s, "devices");
	bool one_is_asked = false;

	for (size_t i = 0; i < n_devices; i++) {
		bool asked = json_object_object_get_ex(
				     json_object_array_get_idx(devices, i),
				     "addr", &addr) &&
			     strstr(s->now.mark, json_object_get_string(addr));

		one_is_asked |= asked;
		if (unsure && asked && !strcmp(key, "devices") && i >= from &&
		    i < from + n)
			return false;
	}
	if (unsure && !one_is_asked && !strcmp(key, "firmware"))
		return false;
	return plainly(s, key, from, n);
}

bool shrink_parts(struct shrink *s)
{
	bool any = leave_out(s, "faults", 0, plainly);

	any |= leave_out(s, "devices", 0, devices_without);
	any |= leave_out(s, "firmware", 0, devices_without);
	any |= leave_out(s, "controllers", 0, plainly);
	any |= leave_out(s, "nets", 0, plainly);
	any |= leave_out(s, "buses", 0, plainly);
	return any;
}
