/* SPDX-License-Identifier: MIT */
/* All channels of a capture, wherever it comes from. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <unistd.h>

#include "files.h"

static const struct tw_capture_config all = {.channels_only = true};

/* Runs of random length of random samples, told by hand. */
static char *told_by_hand(uint8_t *data, size_t n, unsigned unit,
			  const unsigned *channels, size_t n_channels)
{
	GString *want = g_string_new(NULL);
	uint64_t last = 0;

	for (size_t i = 0; i < n; i++) {
		uint64_t levels = 0;

		for (size_t k = 0; k < n_channels; k++)
			if (data[i * unit + channels[k] / 8] >>
				    channels[k] % 8 &
			    1)
				levels |= 1ull << k;
		if (!i || levels != last)
			files_note(want, i, levels);
		last = levels;
	}
	g_string_append_printf(want, "end %zu", n);
	return g_string_free(want, FALSE);
}

static void every_bit_of_a_sample_can_be_read(void **state)
{
	enum { N = 3000 };
	g_autoptr(GRand) rand = g_rand_new_with_seed(7);

	for (unsigned unit = 1; unit <= 8; unit++) {
		g_autofree uint8_t *data = g_malloc(N * unit);
		g_autoptr(GString) meta = g_string_new("[device 1]\n"
						       "capturefile=logic-1\n");
		unsigned channels[64], n = 8 * unit;
		struct member members[] = {
			{"version", "2", 1},
			{"logic-1-1", data, 17},
			{"logic-1-2", data + 17, N * unit - 17},
			{"metadata", NULL, 0},
		};
		g_autofree char *want = NULL, *got = NULL, *few = NULL;
		tw_capture *c;
		char *path;

		for (unsigned i = 0; i < n; i++) {
			channels[i] = i;
			g_string_append_printf(meta, "probe%u=D%u\n", i + 1, i);
		}
		for (size_t i = 0; i < N; i++)
			for (unsigned k = 0; k < unit; k++)
				data[i * unit + k] =
					i && g_rand_int_range(rand, 0, 20)
						? data[(i - 1) * unit + k]
						: (uint8_t)g_rand_int(rand);
		members[3].data = meta->str;
		members[3].len = meta->len;
		path = files_zip(members, 4);
		c = tw_capture_open(path, &all, NULL);
		assert_non_null(c);
		want = told_by_hand(data, N, unit, channels, n);
		got = files_stream(c, NULL, n);
		assert_string_equal(got, want);
		channels[0] = n - 1;
		channels[1] = 2;
		g_free(want);
		want = told_by_hand(data, N, unit, channels, 2);
		few = files_stream(c, channels, 2);
		assert_string_equal(few, want);
		tw_capture_free(c);
		wires_remove(path);
	}
}

#define VCD                                                                    \
	"$timescale 1 us $end\n"                                               \
	"$var wire 1 a0 A $end $var wire 1 a1 B $end $var wire 1 ! C $end\n"   \
	"$var real 1 r volts $end\n"                                           \
	"$enddefinitions $end\n"

static const char vcd[] = VCD "0a0\n#3\n1a0 0a1\n#3 1a1 0a1\n#5\n0!\n#6 0!\n#9";

static void the_channels_of_a_vcd_can_be_read(void **state)
{
	static const unsigned turned[] = {2, 1};
	char *path = files_text("x.vcd", vcd);
	g_autoptr(tw_capture) c = tw_capture_open(path, &all, NULL);
	g_autofree char *got = files_stream(c, NULL, 3);
	g_autofree char *two = files_stream(c, turned, 2);

	assert_string_equal(got, "0:6 3:5 5:1 end 9");
	assert_string_equal(two, "0:3 3:1 5:0 end 9");
	wires_remove(path);
}

/* Between the thresholds a wire keeps its level, and all begin high. */
static void the_wires_of_the_widest_csv_begin_high(void **state)
{
	static const struct tw_capture_config volts = {
		.channels_only = true, .low_uV = 990000, .high_uV = 2310000};
	g_autoptr(GString) text = g_string_new("Time [s]");
	g_autoptr(tw_capture) c = NULL;
	g_autofree char *got = NULL;
	char *path;

	for (unsigned i = 0; i < 64; i++)
		g_string_append_printf(text, ",A%u", i);
	g_string_append(text, "\n0.000000");
	for (unsigned i = 0; i < 64; i++)
		g_string_append(text, i ? ",0.0" : ",1.65");
	g_string_append(text, "\n0.000001");
	for (unsigned i = 0; i < 64; i++)
		g_string_append(text, ",0.0");
	g_string_append(text, "\n");
	path = files_text("x.csv", text->str);
	c = tw_capture_open(path, &volts, NULL);
	assert_non_null(c);
	got = files_stream(c, NULL, 64);
	if (!g_str_has_prefix(got, "0:1 ") || !strstr(got, ":0 "))
		fail_msg("%s", got);
	wires_remove(path);
}

static void channels_that_are_not_there_are_an_error(void **state)
{
	static const unsigned none[] = {3};
	char *path = files_text("x.vcd", vcd);
	g_autoptr(tw_capture) c = tw_capture_open(path, &all, NULL);
	g_autofree char *missing = files_stream(c, none, 1);
	g_autofree char *many = files_stream(c, NULL, 65);
	g_autofree char *few = files_stream(c, NULL, 0);

	assert_non_null(strstr(missing, "no channel number 3; it has 3"));
	assert_non_null(strstr(many, "1 to 64 channels"));
	assert_non_null(strstr(few, "1 to 64 channels"));
	wires_remove(path);
}

/* --- Where a capture comes from ------------------------------------------ */

static int pipe_of(const char *text)
{
	int fds[2];

	assert_int_equal(pipe(fds), 0);
	assert_int_equal(write(fds[1], text, strlen(text)), strlen(text));
	close(fds[1]);
	return fds[0];
}

static void a_capture_may_come_through_a_pipe(void **state)
{
	int saved = dup(STDIN_FILENO);
	int fd = pipe_of(vcd);
	g_autoptr(tw_capture) c = NULL;
	g_autofree char *got = NULL;

	dup2(fd, STDIN_FILENO);
	close(fd);
	c = tw_capture_open("-", &all, NULL);
	dup2(saved, STDIN_FILENO);
	close(saved);
	assert_non_null(c);
	got = files_stream(c, NULL, 3);
	assert_string_equal(got, "0:6 3:5 5:1 end 9");
}

static int import(void *user, const char *path, int fd, GError **error)
{
	char head[16] = "";
	int *calls = user;

	(*calls)++;
	assert_true(g_str_has_suffix(path, "x.raw"));
	assert_int_equal(read(fd, head, sizeof(head)), 3);
	if (!strcmp(head, "bad")) {
		g_set_error(error, TW_ERROR, TW_ERROR_FILE, "not today");
		return -1;
	}
	return pipe_of(vcd);
}

static void what_no_reader_understands_is_imported(void **state)
{
	char *path = files_text("x.raw", "raw");
	int calls = 0;
	struct tw_capture_config config = {
		.channels_only = true,
		.import = import,
		.import_user = &calls,
	};
	g_autoptr(tw_capture) c = tw_capture_open(path, &config, NULL);
	g_autoptr(GError) error = NULL;
	g_autofree char *got = NULL;

	assert_non_null(c);
	assert_int_equal(calls, 1);
	got = files_stream(c, NULL, 3);
	assert_string_equal(got, "0:6 3:5 5:1 end 9");
	assert_true(g_file_set_contents(path, "bad", -1, NULL));
	assert_null(tw_capture_open(path, &config, &error));
	assert_string_equal(error->message, "not today");
	wires_remove(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_bit_of_a_sample_can_be_read),
		cmocka_unit_test(the_channels_of_a_vcd_can_be_read),
		cmocka_unit_test(the_wires_of_the_widest_csv_begin_high),
		cmocka_unit_test(channels_that_are_not_there_are_an_error),
		cmocka_unit_test(a_capture_may_come_through_a_pipe),
		cmocka_unit_test(what_no_reader_understands_is_imported),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
