/* SPDX-License-Identifier: MIT */
/* The timing of real captures, against what others measured and judged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <json-c/json.h>
#include <string.h>

#include "reals.h"
#include "twowire/capture.h"
#include "twowire/timing.h"

static const struct {
	const char *key; /* in the index */
	enum tw_timing_param param;
} params[] = {
	{"low", TW_TLOW},	{"high", TW_THIGH},	{"su_dat", TW_TSU_DAT},
	{"hd_dat", TW_THD_DAT}, {"su_sta", TW_TSU_STA}, {"hd_sta", TW_THD_STA},
	{"su_sto", TW_TSU_STO}, {"buf", TW_TBUF},
};

static struct json_object *get(struct json_object *o, const char *key)
{
	return json_object_object_get(o, key);
}

static const char *string(struct json_object *o, const char *key)
{
	return json_object_get_string(get(o, key));
}

static tw_timing_report *judge(struct json_object *row, const tw_trace *trace)
{
	struct tw_timing_config config = {
		.mode = !strcmp(string(row, "mode"), "Sm") ? TW_TIMING_STANDARD
							   : TW_TIMING_FAST,
	};

	return tw_trace_timing(trace, 0, &config);
}

/* Where both wires change in one sample tSU;DAT is 0 samples; the index leaves
 * some of these out. */
static bool is_same(enum tw_timing_param param, int64_t ns, int64_t want)
{
	return ns == want || (param == TW_TSU_DAT && !ns);
}

static void compare(struct json_object *row, const tw_timing_report *r)
{
	struct json_object *minima = get(row, "timing_min_ns");
	struct json_object *violations = get(row, "certain_violations");

	for (size_t i = 0; i < G_N_ELEMENTS(params); i++) {
		const struct tw_timing_row *t =
			tw_timing_report_find(r, params[i].param, false);
		struct json_object *min = get(minima, params[i].key);
		struct json_object *v = get(violations, params[i].key);
		int64_t ns = (t->min + 500) / 1000;
		uint64_t certain =
			v ? (uint64_t)json_object_get_int64(get(v, "count"))
			  : 0;

		if (!min != !t->count ||
		    (min &&
		     !is_same(params[i].param, ns, json_object_get_int64(min))))
			fail_msg("%s %s: at least %d ns, not %s",
				 string(row, "file"), params[i].key, (int)ns,
				 json_object_get_string(min));
		if (t->n_certain != certain)
			fail_msg("%s %s: %u certain violations, not %s",
				 string(row, "file"), params[i].key,
				 (unsigned)t->n_certain,
				 json_object_get_string(v));
	}
}

static void one(struct json_object *row)
{
	struct tw_capture_config config = {string(row, "scl"),
					   string(row, "sda")};
	g_autofree char *name = g_strdup(string(row, "file"));
	g_autofree char *path = NULL;
	g_autoptr(tw_trace) trace = NULL;
	g_autoptr(tw_timing_report) r = NULL;

	*strrchr(name, '.') = '\0';
	path = reals_path(name, ".sr");
	trace = tw_capture_read(path, &config, NULL);
	assert_non_null(trace);
	r = judge(row, trace);
	compare(row, r);
	assert_int_equal(tw_timing_report_doubt(r),
			 1000000000000 /
				 json_object_get_int64(get(row, "samplerate")));
}

static void real_captures_are_judged_as_the_index_has_them(void **state)
{
	g_autofree char *path = NULL;
	struct json_object *index;

	if (!reals_are_there())
		skip();
	path = reals_path("index", ".json");
	index = json_object_from_file(path);
	assert_non_null(index);
	assert_int_equal(json_object_array_length(index), G_N_ELEMENTS(reals));
	for (size_t i = 0; i < json_object_array_length(index); i++)
		one(json_object_array_get_idx(index, i));
	json_object_put(index);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			real_captures_are_judged_as_the_index_has_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
