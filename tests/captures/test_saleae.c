/* SPDX-License-Identifier: MIT */
/* Saleae Logic 2's binary exports, made by their specification. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "files.h"

static void put_u32(GString *s, uint32_t v)
{
	v = GUINT32_TO_LE(v);
	g_string_append_len(s, (char *)&v, sizeof(v));
}

static void put_u64(GString *s, uint64_t v)
{
	v = GUINT64_TO_LE(v);
	g_string_append_len(s, (char *)&v, sizeof(v));
}

static void put_double(GString *s, double v)
{
	uint64_t bits;

	memcpy(&bits, &v, sizeof(bits));
	put_u64(s, bits);
}

static GString *head(uint32_t version, uint32_t type)
{
	GString *s = g_string_new("<SALEAE>");

	put_u32(s, version);
	put_u32(s, type);
	return s;
}

/* @rate: of version 1 */
static void put_chunk(GString *s, double rate, bool initial, double begin,
		      double end, size_t n, const double *times)
{
	put_u32(s, initial);
	if (rate)
		put_double(s, rate);
	put_double(s, begin);
	put_double(s, end);
	put_u64(s, n);
	for (size_t i = 0; i < n; i++)
		put_double(s, times[i]);
}

static void save(const char *dir, const char *name, GString *s)
{
	g_autofree char *path = g_build_filename(dir, name, NULL);

	assert_true(g_file_set_contents(path, s->str, (gssize)s->len, NULL));
	g_string_free(s, TRUE);
}

/* Channels 0, 2 and 10, from 1 us before the trigger. */
static char *export_folder(uint32_t version)
{
	static const double t0[] = {-0.5e-6, 0, 2.5e-6};
	static const double t2[] = {0, 1.25e-6};
	char *dir = g_dir_make_tmp("twowire-XXXXXX", NULL);
	double rate = version ? 20e6 : 0;
	GString *s;

	s = head(version, 0);
	if (version)
		put_u64(s, 1);
	put_chunk(s, rate, 1, -1e-6, 3e-6, G_N_ELEMENTS(t0), t0);
	save(dir, "digital_0.bin", s);
	s = head(version, 0);
	if (version)
		put_u64(s, 1);
	put_chunk(s, rate, 0, -1e-6, 3e-6, G_N_ELEMENTS(t2), t2);
	save(dir, "digital_2.bin", s);
	s = head(version, 0);
	if (version)
		put_u64(s, 1);
	put_chunk(s, rate, 1, -1e-6, 4e-6, 0, NULL);
	save(dir, "digital_10.bin", s);
	save(dir, "digital.csv", g_string_new("no export"));
	return dir;
}

static void remove_folder(char *dir)
{
	wires_remove(g_build_filename(dir, "x", NULL));
	g_free(dir);
}

/* "TICKS-A-SECOND NAMES | levels", or the error */
static char *read_export(const char *path)
{
	struct tw_capture_config config = {.channels_only = true};
	g_autoptr(GError) error = NULL;
	tw_capture *c = tw_capture_open(path, &config, &error);
	g_autofree char *stream = NULL;
	GString *got = g_string_new(NULL);
	uint64_t num, den;
	size_t n = 0;

	if (!c) {
		g_string_append(got, error->message);
		return g_string_free(got, FALSE);
	}
	tw_capture_tick(c, &num, &den);
	g_string_append_printf(got, "%u", (unsigned)(den / num));
	for (; tw_capture_channel(c, n); n++)
		g_string_append_printf(got, " %s", tw_capture_channel(c, n));
	stream = files_stream(c, NULL, n);
	g_string_append_printf(got, " | %s", stream);
	tw_capture_free(c);
	return g_string_free(got, FALSE);
}

static void a_folder_or_one_of_its_files_is_the_export(void **state)
{
	static const char *const names[] = {"", "digital_0.bin",
					    "digital_10.bin"};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		char *dir = export_folder(0);
		g_autofree char *path = g_build_filename(dir, names[i], NULL);
		g_autofree char *got = read_export(path);

		assert_string_equal(got, "1000000000 0 2 10 | 0:5 500:4 "
					 "1000:7 2250:5 3500:4 end 5000");
		remove_folder(dir);
	}
}

static void version_1_tells_its_samplerate(void **state)
{
	char *dir = export_folder(1);
	g_autofree char *got = read_export(dir);

	assert_string_equal(got, "20000000 0 2 10 | 0:5 10:4 20:7 45:5 70:4 "
				 "end 100");
	remove_folder(dir);
}

/* A chunk ends at 2 us, the next begins at 5 us with another level. */
static void over_a_gap_a_channel_keeps_its_level(void **state)
{
	static const double first[] = {1e-6};
	static const double second[] = {6e-6, 7e-6};
	char *dir = g_dir_make_tmp("twowire-XXXXXX", NULL);
	GString *s = head(1, 0);
	g_autofree char *got = NULL;

	put_u64(s, 2);
	put_chunk(s, 1e6, 1, 0, 2e-6, 1, first);
	put_chunk(s, 1e6, 1, 5e-6, 8e-6, 2, second);
	save(dir, "digital_7.bin", s);
	got = read_export(dir);
	assert_string_equal(got, "1000000 7 | 0:1 1:0 5:1 6:0 7:1 end 8");
	remove_folder(dir);
}

static void a_capture_ends_no_sooner_than_its_last_change(void **state)
{
	static const double times[] = {2e-6, 3e-6};
	char *dir = g_dir_make_tmp("twowire-XXXXXX", NULL);
	GString *s = head(0, 0);
	g_autofree char *got = NULL;

	put_chunk(s, 0, 1, 0, 1e-6, 2, times);
	save(dir, "digital_0.bin", s);
	got = read_export(dir);
	assert_string_equal(got, "1000000000 0 | 0:1 2000:0 3000:1 end 3000");
	remove_folder(dir);
}

static void a_flawed_export_is_an_error_that_names_the_place(void **state)
{
	static const double back[] = {2e-6, 1e-6};
	static const double nan_time[] = {__builtin_nan("")};
	char *dir = g_dir_make_tmp("twowire-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(dir, "digital_0.bin", NULL);

	for (unsigned i = 0; i < 7; i++) {
		static const char *const why[] = {
			"at byte 60: a time goes back",
			"at byte 52: a time goes back",
			"ends before all its changes",
			"only versions 0 and 1",
			"holds no digital channel",
			"an initial state must be 0 or 1",
			"holds no chunk",
		};
		GString *s = head(i == 3 ? 2 : i == 6, i == 4);
		g_autofree char *got = NULL;

		if (i == 6)
			put_u64(s, 0);
		put_chunk(s, 0, 1, 0, 3e-6, i == 1 ? 1 : 2,
			  i == 1 ? nan_time : back);
		if (i == 2)
			g_string_truncate(s, s->len - 9);
		if (i == 5)
			s->str[16] = 2;
		save(dir, "digital_0.bin", s);
		got = read_export(path);
		if (!strstr(got, why[i]) || !strstr(got, "digital_0.bin"))
			fail_msg("row %u: %s", i, got);
	}
	remove_folder(dir);
}

static void an_empty_folder_is_an_error(void **state)
{
	char *dir = g_dir_make_tmp("twowire-XXXXXX", NULL);
	g_autofree char *got = read_export(dir);

	assert_non_null(strstr(got, "without the digital_N.bin"));
	remove_folder(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_folder_or_one_of_its_files_is_the_export),
		cmocka_unit_test(version_1_tells_its_samplerate),
		cmocka_unit_test(over_a_gap_a_channel_keeps_its_level),
		cmocka_unit_test(a_capture_ends_no_sooner_than_its_last_change),
		cmocka_unit_test(
			a_flawed_export_is_an_error_that_names_the_place),
		cmocka_unit_test(an_empty_folder_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
