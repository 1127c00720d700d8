/* SPDX-License-Identifier: MIT */
/* Sigrok sessions whose wires are analog channels. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "expected.h"
#include "files.h"

#define HEAD  "[global]\nsigrok version=0.5.2\n\n[device 1]\n"
#define RATE  "samplerate=1 MHz\n"
#define PAIR  "total analog=2\nanalog1=CH1\nanalog2=CH2\n"
#define MIXED "capturefile=logic-1\ntotal probes=1\nprobe1=D0\nunitsize=1\n"

static void put_float(GString *s, float v)
{
	uint32_t bits;

	memcpy(&bits, &v, sizeof(bits));
	bits = GUINT32_TO_LE(bits);
	g_string_append_len(s, (char *)&bits, sizeof(bits));
}

static GString *floats(const float *v, size_t n)
{
	GString *s = g_string_new(NULL);

	for (size_t i = 0; i < n; i++)
		put_float(s, v[i]);
	return s;
}

static char *levels_of(char *path, const struct tw_capture_config *config,
		       size_t n)
{
	g_autoptr(GError) error = NULL;
	tw_capture *c = tw_capture_open(path, config, &error);
	char *got;

	if (c)
		got = files_stream(c, NULL, n);
	else
		got = g_strdup(error->message);
	tw_capture_free(c);
	wires_remove(path);
	return got;
}

/* 0.3 and 0.7 of 4 V are 1.2 and 2.8 V; between them a wire stays. */
static const float ramp[] = {4,	    2.5f, 1.3f, 1.1f,
			     1.3f,  2.7f, 2.9f, __builtin_nanf(""),
			     1.25f, -1,	  1.5f, 9e30f};

static char *ramp_file(const char *meta, size_t n_logic)
{
	static const char logic[] = {1, 0, 1};
	GString *volts = floats(ramp, G_N_ELEMENTS(ramp));
	struct member members[] = {
		{"version", "2", 1},
		{"metadata", meta, strlen(meta)},
		{"analog-1-2-2", volts->str + 9, volts->len - 9},
		{"analog-1-2-1", volts->str, 9},
		{"logic-1-1", logic, n_logic},
	};
	char *path = files_zip(members, n_logic ? 5 : 4);

	g_string_free(volts, TRUE);
	return path;
}

static void voltages_have_levels_with_hysteresis(void **state)
{
	struct tw_capture_config config = {.channels_only = true};
	g_autofree char *usual =
		levels_of(ramp_file(HEAD RATE "analog2=CH2\n", 0), &config, 1);
	g_autofree char *one = NULL, *two = NULL;

	assert_string_equal(usual, "0:1 3:0 6:1 9:0 end 12");
	config.low_uV = config.high_uV = 1300000;
	one = levels_of(ramp_file(HEAD RATE "analog2=CH2\n", 0), &config, 1);
	assert_string_equal(one, "0:1 2:0 5:1 8:0 10:1 end 12");
	config.low_uV = 500000;
	config.high_uV = 1400000;
	two = levels_of(ramp_file(HEAD RATE "analog2=CH2\n", 0), &config, 1);
	assert_string_equal(two, "0:1 9:0 10:1 end 12");
}

/* What ends first keeps its level. */
static void logic_and_analog_channels_go_together(void **state)
{
	struct tw_capture_config config = {.channels_only = true};
	g_autofree char *got = levels_of(
		ramp_file(HEAD RATE MIXED "analog2=CH2\n", 3), &config, 2);

	assert_string_equal(got, "0:3 1:2 2:3 3:1 6:3 9:1 end 12");
}

static void analog_samples_that_are_missing_are_an_error(void **state)
{
	struct tw_capture_config config = {.channels_only = true};
	g_autofree char *got =
		levels_of(ramp_file(HEAD RATE "analog3=CH3\n", 0), &config, 1);

	assert_non_null(strstr(got, "analog-1-3: the samples are missing"));
}

/* --- Real captures -------------------------------------------------------- */

struct levels {
	GString *volts[2];
	uint64_t tick;
	bool level[2];
};

/* Low is not 0. */
static void put_until(struct levels *l, uint64_t tick)
{
	for (; l->tick < tick; l->tick++)
		for (unsigned i = 0; i < 2; i++)
			put_float(l->volts[i], l->level[i] ? 3.2f : 0.25f);
}

static void to_volts(void *user, uint64_t tick, bool scl, bool sda)
{
	struct levels *l = user;

	put_until(l, tick);
	l->level[0] = scl;
	l->level[1] = sda;
}

/* Neither are its channels named after the wires. */
static void a_real_capture_as_voltages_has_the_same_messages(void **state)
{
	static const char meta[] = HEAD "samplerate=500 kHz\n" PAIR;
	static const char name[] = "bh1750_hresolutionmode";
	struct levels l = {.level = {true, true}};
	g_autofree char *path = NULL, *want = NULL, *got = NULL;
	g_autoptr(tw_trace) back = NULL;
	tw_capture *c;
	struct member members[] = {
		{"version", "2", 1},
		{"metadata", meta, sizeof(meta) - 1},
		{"analog-1-1-1"},
		{"analog-1-2-1"},
	};
	uint64_t end;
	char *copy;

	skip_without_captures();
	path = reals_path(name, ".sr");
	want = expected_messages(name);
	c = tw_capture_open(path, NULL, NULL);
	for (unsigned i = 0; i < 2; i++)
		l.volts[i] = g_string_new(NULL);
	assert_true(tw_capture_stream(c, to_volts, &l, &end, NULL));
	put_until(&l, end);
	for (unsigned i = 0; i < 2; i++) {
		members[2 + i].data = l.volts[i]->str;
		members[2 + i].len = l.volts[i]->len;
	}
	copy = files_zip(members, 4);
	back = tw_capture_read(copy, NULL, NULL);
	assert_non_null(back);
	assert_int_equal(tw_trace_end(back), end);
	got = wires_messages(back);
	assert_string_equal(got, want);
	for (unsigned i = 0; i < 2; i++)
		g_string_free(l.volts[i], TRUE);
	tw_capture_free(c);
	wires_remove(copy);
}

/* --- Remarks -------------------------------------------------------------- */

static void keep_remark(void *user, const char *text)
{
	g_string_append(user, text);
}

static void a_samplerate_that_is_none_is_remarked(void **state)
{
	static const char *const rates[] = {"0 Hz", "lots", "5000 GHz"};

	for (size_t i = 0; i < G_N_ELEMENTS(rates); i++) {
		g_autoptr(GString) said = g_string_new(NULL);
		struct tw_capture_config config = {.channels_only = true,
						   .rate_hz = 1000,
						   .remark = keep_remark,
						   .remark_user = said};
		g_autofree char *meta =
			g_strconcat(HEAD "samplerate=", rates[i],
				    "\nanalog2=CH2\n[device 2]\n", NULL);
		char *path = ramp_file(meta, 0);
		g_autoptr(tw_capture) c = tw_capture_open(path, &config, NULL);
		uint64_t num, den;

		assert_non_null(strstr(said->str, rates[i]));
		assert_non_null(strstr(said->str, "--rate"));
		assert_non_null(strstr(said->str, "holds 2 devices"));
		tw_capture_tick(c, &num, &den);
		assert_int_equal(den, 1000);
		wires_remove(path);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(voltages_have_levels_with_hysteresis),
		cmocka_unit_test(logic_and_analog_channels_go_together),
		cmocka_unit_test(analog_samples_that_are_missing_are_an_error),
		cmocka_unit_test(
			a_real_capture_as_voltages_has_the_same_messages),
		cmocka_unit_test(a_samplerate_that_is_none_is_remarked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
