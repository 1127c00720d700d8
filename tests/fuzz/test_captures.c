/* SPDX-License-Identifier: MIT */
/*
 * Spoilt captures of every format: whatever is done to a file, reading,
 * decoding and checking it ends, within memory, in results or in one error that
 * names the file and what is wrong with it.
 *
 * usage: test_captures COUNT [--only SEED] CAPTURE.sr [FILE...]
 *
 * The capture is also written in every other format that is read; what cannot
 * be written is given as FILE. What kills or hangs the program is named by its
 * seed, with which --only runs it alone and keeps the file as "spoilt". A long
 * run is a COUNT of 100000: minutes, a quarter of an hour with sanitizers.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include "mutate.h"
#include "spoil.h"
#include "spoilt_formats.h"

#include "twowire/capture.h"
#include "twowire/timing.h"

#define PATIENCE_S 2 /* of CPU time, each */
#define MEMORY	   (256u << 20)

static GPtrArray *samples; /* struct sample */
static char *folder;
static char *plain, *export, *halves[2]; /* what files are called */
static char *path;			 /* what is opened: one of these */
static uint64_t first_seed, n_seeds;
static volatile uint64_t current;
static const char *current_name = "?"; /* of the sample it is made of */
static size_t n_errors, n_messages;

static void name_it(int number)
{
	char text[64];
	int len = snprintf(text, sizeof(text), "# signal %d at seed %llu, %s\n",
			   number, (unsigned long long)current, current_name);

	if (write(STDERR_FILENO, text, (size_t)len) == len)
		signal(number, SIG_DFL);
	raise(number);
}

/* Prints where it failed: the file can be made again from its seed. */
#define FAIL(...)                                                              \
	do {                                                                   \
		print_message("# seed %llu, %s\n",                             \
			      (unsigned long long)current, current_name);      \
		fail_msg(__VA_ARGS__);                                         \
	} while (0)

/* Neither lines nor escape sequences get to a terminal. */
static bool is_plain(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < ' ' || *text == 0x7f)
			return false;
	return true;
}

/* "PATH: what is wrong", or "PATH:LINE: ...", in one line; of an export each of
 * its files may be named. What an importer says may have been spoilt, too. */
static void check_error(GError *error)
{
	const char *message = error->message;
	size_t len = strcspn(message, ":");
	g_autofree char *name = g_strndup(message, len);
	bool half = path != plain &&
		    (!strcmp(name, halves[0]) || !strcmp(name, halves[1]));

	if (error->domain != TW_ERROR)
		FAIL("a foreign error: %s", message);
	if ((strcmp(name, path) && !half) || strlen(message + len) < 4 ||
	    !is_plain(message) || strlen(message) > 6000 ||
	    !g_utf8_validate(message, -1, NULL))
		FAIL("a malformed message: %s", message);
	if (n_seeds == 1)
		fprintf(stderr, "# %s\n", message);
	g_error_free(error);
	n_errors++;
}

static void count_message(void *user, const struct tw_message *message)
{
	n_messages++;
}

struct order {
	uint64_t tick;
	bool any;
};

static void in_order(void *user, uint64_t tick, uint64_t levels)
{
	struct order *o = user;

	if (o->any && tick <= o->tick)
		FAIL("tick %llu after %llu", (unsigned long long)tick,
		     (unsigned long long)o->tick);
	*o = (struct order){tick, true};
}

static void read_channels(const struct tw_capture_config *config)
{
	struct tw_capture_config all = *config;
	GError *error = NULL;
	g_autoptr(tw_capture) c = NULL;
	struct order order = {0};
	struct tw_capture_channels what = {.fn = in_order, .user = &order};
	uint64_t end = 0;

	all.channels_only = true;
	c = tw_capture_open(path, &all, &error);
	if (!c) {
		check_error(error);
		return;
	}
	while (what.n < TW_CAPTURE_CHANNELS && tw_capture_channel(c, what.n))
		what.n++;
	if (!what.n)
		return;
	if (!tw_capture_stream_channels(c, &what, &end, &error))
		check_error(error);
	else if (order.any && end < order.tick)
		FAIL("ends at %llu, before %llu", (unsigned long long)end,
		     (unsigned long long)order.tick);
}

static bool decode(const struct tw_capture_config *config)
{
	GError *error = NULL;
	g_autoptr(tw_capture) c = tw_capture_open(path, config, &error);

	if (!c || !tw_capture_decode(c, count_message, NULL, &error)) {
		check_error(error);
		return false;
	}
	return true;
}

/* Measured while it is read, it is what is measured in memory. */
static void check_timing(const struct tw_capture_config *config,
			 const tw_timing_report *report)
{
	GError *error = NULL;
	g_autoptr(tw_capture) c = tw_capture_open(path, config, &error);
	g_autoptr(tw_timing_report) streamed =
		c ? tw_capture_timing(c, NULL, &error) : NULL;
	g_autoptr(GString) ours = g_string_new(NULL);
	g_autoptr(GString) theirs = g_string_new(NULL);

	if (!streamed)
		check_error(error);
	if (!streamed != !report)
		FAIL("timing is measured %s alone",
		     report ? "in memory" : "while it is read");
	if (!report)
		return;
	tw_timing_report_to_text(streamed, true, ours);
	tw_timing_report_to_text(report, true, theirs);
	if (strcmp(ours->str, theirs->str))
		FAIL("measured while it is read:\n%sand in memory:\n%s",
		     ours->str, theirs->str);
}

static void check(const struct tw_capture_config *config)
{
	GError *error = NULL;
	g_autoptr(tw_trace) trace = tw_capture_read(path, config, &error);
	g_autoptr(tw_timing_report) report = NULL;
	g_autoptr(GString) text = g_string_new(NULL);

	if (!trace) {
		check_error(error);
		return;
	}
	report = tw_trace_timing(trace, 0, NULL);
	check_timing(config, report);
	tw_trace_to_text(trace, text);
}

/* Not g_file_set_contents(), which waits for the disk. */
static void write_file(const char *name, const char *bytes, size_t len)
{
	FILE *f = fopen(name, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
}

/* Both files of an export, which is opened by its folder or by one of them. */
static void write_export(const struct sample *sample)
{
	gsize len;
	const char *second = g_bytes_get_data(sample->beside, &len);

	write_file(halves[0], sample->bytes, sample->len);
	write_file(halves[1], second, len);
	path = export;
}

static void spoil_export(const struct sample *sample)
{
	uint64_t turn = current / 3 / samples->len;
	gsize len = sample->len;
	const char *first = sample->bytes;
	g_autoptr(GString) bytes = NULL;

	write_export(sample);
	if (turn % 2)
		first = g_bytes_get_data(sample->beside, &len);
	bytes = g_string_new_len(first, (gssize)len);
	spoil_bytes(bytes, current);
	write_file(halves[turn % 2], bytes->str, bytes->len);
	if (turn / 2 % 2)
		path = halves[turn / 4 % 2];
}

static void spoil(const struct sample *sample)
{
	g_autoptr(GString) bytes =
		g_string_new_len(sample->bytes, (gssize)sample->len);

	path = plain;
	if (sample->beside) {
		spoil_export(sample);
		return;
	}

	/* Every other one as text or members, if it is made of them. */
	if (sample->zip && current % 3 && spoil_zip(bytes, current, path))
		return;
	if (sample->text && current % 3)
		mutate(bytes, current);
	else
		spoil_bytes(bytes, current);
	write_file(path, bytes->str, bytes->len);
}

static void run(struct sample *sample)
{
	const struct itimerval patience = {.it_value.tv_sec = PATIENCE_S};

	spoil(sample);
	if (n_seeds == 1) {
		g_autofree char *name =
			g_strdup_printf("cp -r %s spoilt", path);

		fprintf(stderr, "# %s\n", sample->name);
		assert_int_equal(system(name), 0);
	}
	setitimer(ITIMER_VIRTUAL, &patience, NULL);
	read_channels(&sample->config);
	sample->n_run++;
	if (decode(&sample->config)) {
		sample->n_read++;
		check(&sample->config);
	}
}

static void a_spoilt_capture_gives_results_or_an_error(void **state)
{
	for (uint64_t i = 0; i < n_seeds; i++) {
		struct sample *sample;

		current = first_seed + i;
		sample = samples->pdata[current / 3 % samples->len];
		current_name = sample->name;
		run(sample);
	}
	setitimer(ITIMER_VIRTUAL, &(struct itimerval){0}, NULL);
	print_message("# %zu errors, %zu messages\n", n_errors, n_messages);
}

/* Else it would test the first look at a file alone. */
static void many_of_each_format_are_still_read(void **state)
{
	for (guint i = 0; i < samples->len; i++) {
		const struct sample *s = samples->pdata[i];

		print_message("# %s: %zu of %zu read\n", s->name, s->n_read,
			      s->n_run);
		if (s->n_read < s->n_run / 25)
			fail_msg("%s: few are read", s->name);
	}
}

static void an_unspoilt_capture_of_each_format_is_read(void **state)
{
	for (guint i = 0; i < samples->len; i++) {
		const struct sample *s = samples->pdata[i];
		size_t before = n_messages;

		path = plain;
		if (s->beside)
			write_export(s);
		else
			write_file(path, s->bytes, s->len);
		if (!decode(&s->config) || n_messages - before < 10)
			fail_msg("%s is not read", s->name);
	}
}

static void memory_stays_below_its_limit(void **state)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	print_message("# at most %ld MB\n", usage.ru_maxrss >> 10);
#ifndef __SANITIZE_ADDRESS__ /* it keeps what was freed */
	assert_true((unsigned long)usage.ru_maxrss << 10 < MEMORY);
#endif
}

static int make_folder(void **state)
{
	folder = g_dir_make_tmp("twowire-XXXXXX", NULL);
	if (!folder)
		return -1;
	plain = g_build_filename(folder, "spoilt", NULL);
	export = g_build_filename(folder, "export", NULL);
	for (int i = 0; i < 2; i++)
		halves[i] = g_strdup_printf("%s/digital_%d.bin", export, i);
	return g_mkdir(export, 0700);
}

static int remove_folder(void **state)
{
	g_unlink(plain);
	for (int i = 0; i < 2; i++) {
		g_unlink(halves[i]);
		g_free(halves[i]);
	}
	g_rmdir(export);
	g_rmdir(folder);
	g_free(export);
	g_free(plain);
	g_free(folder);
	g_ptr_array_unref(samples);
	return 0;
}

int main(int argc, char **argv)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(an_unspoilt_capture_of_each_format_is_read),
		cmocka_unit_test(a_spoilt_capture_gives_results_or_an_error),
		cmocka_unit_test(many_of_each_format_are_still_read),
		cmocka_unit_test(memory_stays_below_its_limit),
	};
	int at = 2;

	if (argc < 3)
		return 1;
	n_seeds = g_ascii_strtoull(argv[1], NULL, 10);
	if (argc > 4 &&
	    (!strcmp(argv[2], "--only") || !strcmp(argv[2], "--from"))) {
		first_seed = g_ascii_strtoull(argv[3], NULL, 10);
		if (!strcmp(argv[2], "--only"))
			n_seeds = 1;
		at = 4;
	}
	samples = spoilt_formats(argv + at);
	if (!samples)
		return 1;
#ifndef __SANITIZE_ADDRESS__ /* its shadow is larger */
	setrlimit(RLIMIT_DATA, &(struct rlimit){MEMORY, MEMORY});
#endif
	signal(SIGVTALRM, name_it);
	signal(SIGSEGV, name_it);
	signal(SIGABRT, name_it);
	signal(SIGTRAP, name_it);
	signal(SIGFPE, name_it);
	return cmocka_run_group_tests(cases, make_folder, remove_folder);
}
