/* SPDX-License-Identifier: MIT */
/* Sigrok sessions from strangers: each flaw is one clear error. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "files.h"

#define HEAD   "[global]\nsigrok version=0.5.2\n\n[device 1]\n"
#define FILE_1 "capturefile=logic-1\n"
#define PROBES "total probes=2\nprobe1=SCL\nprobe2=SDA\n"
#define UNIT_1 "unitsize=1\n"
#define RATE   "samplerate=1 MHz\n"
#define GOOD   HEAD FILE_1 PROBES UNIT_1

/* START at sample 1, STOP at sample 3. */
static const char samples[] = {3, 1, 1, 3, 3};

static char *make_meta(const char *meta)
{
	struct member members[] = {
		{"version", "2", 1},
		{"metadata", meta, strlen(meta)},
		{"logic-1-1", samples, sizeof(samples)},
	};

	return files_zip(members, G_N_ELEMENTS(members));
}

static void note(void *user, uint64_t tick, bool scl, bool sda)
{
	g_string_append_printf(user, "%u:%d%d ", (unsigned)tick, scl, sda);
}

/* What streaming the file hands over; deletes it. */
static void assert_levels(char *path, const char *want)
{
	g_autoptr(tw_capture) c = tw_capture_open(path, NULL, NULL);
	g_autoptr(GString) got = g_string_new(NULL);

	assert_non_null(c);
	assert_true(tw_capture_stream(c, note, got, NULL, NULL));
	assert_string_equal(got->str, want);
	wires_remove(path);
}

struct row {
	const char *meta;
	const char *why; /* part of the message */
};

static const struct row rows[] = {
	{"", "no device"},
	{"\n\n====\n[", "no device"},
	{HEAD PROBES UNIT_1, "no channels"},
	{HEAD "capturefile=\n" PROBES UNIT_1, "no channels"},
	{HEAD FILE_1 PROBES "unitsize=0\n", "unitsize must be"},
	{HEAD FILE_1 PROBES "unitsize=9\n", "unitsize must be"},
	{HEAD FILE_1 PROBES "unitsize=65536\n", "unitsize must be"},
	{HEAD FILE_1 PROBES "unitsize=-1\n", "unitsize must be"},
	{HEAD FILE_1 PROBES "unitsize=1x\n", "unitsize must be"},
	{HEAD FILE_1 PROBES "unitsize=18446744073709551617\n",
	 "unitsize must be"},
	{HEAD FILE_1 "total probes=65\n", "total probes must be"},
	{HEAD FILE_1 "total probes=2147483648\n", "total probes must be"},
	{GOOD "total analog=17\n", "total analog must be"},
	{GOOD "total analog=4294967296\n", "total analog must be"},
	{GOOD "probe0=X\n", "probe number must be"},
	{GOOD "probe65=X\n", "probe number must be"},
	{GOOD "probe99999999999=X\n", "probe number must be"},
	{HEAD "capturefile=other\n" PROBES UNIT_1, "samples are missing"},
	{HEAD FILE_1 "total probes=1\nprobe1=SCL\n" UNIT_1, "no channel SDA"},
	{HEAD FILE_1 "probe1=SCL\nprobe9=SDA\n" UNIT_1, "no channel SDA"},
};

static void hostile_metadata_is_one_clear_error(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		char *path = make_meta(rows[i].meta);
		g_autoptr(GError) error = NULL;

		assert_null(tw_capture_open(path, NULL, &error));
		assert_non_null(error);
		if (!strstr(error->message, rows[i].why))
			fail_msg("row %zu: %s", i, error->message);
		assert_non_null(strstr(error->message, path));
		assert_null(strchr(error->message, '\n'));
		wires_remove(path);
	}
}

static void a_samplerate_may_be_missing_or_absurd(void **state)
{
	static const struct {
		const char *line;
		uint64_t num, den;
	} rates[] = {
		{"", 0, 1},
		{"samplerate=0 Hz\n", 0, 1},
		{"samplerate=lots\n", 0, 1},
		{"samplerate=-4 MHz\n", 0, 1},
		{"samplerate=99999999999999999999 GHz\n", 0, 1},
		{"samplerate=1.2.3 MHz\n", 0, 1},
		{"samplerate=200000\n", 1, 200000},
		{"samplerate = 200 kHz\n", 1, 200000},
		{"samplerate=12.5 MHz\n", 1, 12500000},
		{"samplerate=1 GHz\n", 1, 1000000000},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rates); i++) {
		g_autofree char *meta = g_strconcat(GOOD, rates[i].line, NULL);
		char *path = make_meta(meta);
		g_autoptr(tw_capture) c = tw_capture_open(path, NULL, NULL);
		uint64_t num, den;

		assert_non_null(c);
		tw_capture_tick(c, &num, &den);
		assert_int_equal(num, rates[i].num);
		assert_int_equal(den, rates[i].den);
		assert_levels(path, "1:10 3:11 ");
	}
}

static void members_are_taken_in_the_order_of_their_numbers(void **state)
{
	static const char meta[] = GOOD RATE;
	static const char low[] = {0, 0};
	static const char high[] = {3};
	struct member members[] = {
		{"logic-1-10", low, sizeof(low)},
		{"metadata", meta, sizeof(meta) - 1},
		{"logic-1-9", high, sizeof(high)},
		{"logic-1-2x", low, sizeof(low)},
		{"version", "2", 1},
		{"logic-1-1", low, sizeof(low)},
		{"logic-10-1", low, sizeof(low)},
		{"README", low, sizeof(low)},
	};

	assert_levels(files_zip(members, G_N_ELEMENTS(members)),
		      "0:00 2:11 3:00 ");
}

/* SCL in the last bit of a sample, SDA in its first; a sample may be cut by a
 * member's end. */
static void samples_may_be_one_to_eight_bytes(void **state)
{
	for (unsigned unit = 1; unit <= 8; unit++) {
		g_autofree char *meta = g_strdup_printf(
			HEAD FILE_1 "probe1=SDA\nprobe%u=SCL\nunitsize=%u\n",
			8 * unit, unit);
		uint8_t data[40 * 8] = {0};
		struct member members[] = {
			{"version", "2", 1},
			{"metadata", meta, strlen(meta)},
			{"logic-1-1", data, 20 * unit - 1},
			{"logic-1-2", data + 20 * unit - 1, 20 * unit + 1},
		};

		for (unsigned i = 0; i < 40; i++) {
			uint8_t *sample = data + i * unit;

			memset(sample, i & 1 ? 0x7e : 0x00, unit);
			sample[0] &= 0xfe;
			sample[unit - 1] &= unit == 1 ? 0xfe : 0x7f;
			if (i != 19 && i != 39)
				sample[unit - 1] |= 0x80;
			if (i < 3 || i > 37)
				sample[0] |= 0x01;
		}
		assert_levels(files_zip(members, G_N_ELEMENTS(members)),
			      "3:10 19:00 20:10 38:11 39:01 ");
	}
}

static void damaged_files_are_errors(void **state)
{
	char *path = make_meta(GOOD RATE);
	g_autofree char *bytes = NULL;
	gsize len;

	assert_true(g_file_get_contents(path, &bytes, &len, NULL));
	for (gsize n = 0; n < len; n += 7) {
		g_autoptr(GError) error = NULL;

		assert_true(g_file_set_contents(path, bytes, (gssize)n, NULL));
		assert_null(tw_capture_open(path, NULL, &error));
		assert_true(g_error_matches(error, TW_ERROR, TW_ERROR_FILE));
	}
	wires_remove(path);
}

static void a_file_that_is_not_there_is_an_error(void **state)
{
	g_autoptr(GError) error = NULL;

	assert_null(tw_capture_open("/nonexistent.sr", NULL, &error));
	assert_true(g_error_matches(error, TW_ERROR, TW_ERROR_FILE));
	assert_non_null(strstr(error->message, "/nonexistent.sr"));
}

static void one_channel_cannot_be_both_wires(void **state)
{
	struct tw_capture_config config = {"SCL", "SCL"};
	char *path = make_meta(GOOD);
	g_autoptr(GError) error = NULL;

	assert_null(tw_capture_open(path, &config, &error));
	assert_true(g_error_matches(error, TW_ERROR, TW_ERROR_CONFIG));
	wires_remove(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hostile_metadata_is_one_clear_error),
		cmocka_unit_test(a_samplerate_may_be_missing_or_absurd),
		cmocka_unit_test(
			members_are_taken_in_the_order_of_their_numbers),
		cmocka_unit_test(samples_may_be_one_to_eight_bytes),
		cmocka_unit_test(damaged_files_are_errors),
		cmocka_unit_test(a_file_that_is_not_there_is_an_error),
		cmocka_unit_test(one_channel_cannot_be_both_wires),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
