/* SPDX-License-Identifier: MIT */
/* The command twowire decode. The program's path is the first argument. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "wires.h"

#include <sys/wait.h>

static char *program;

struct result {
	int status;
	char *out;
	char *err;
};

static struct result run(const char *args)
{
	g_autofree char *command =
		g_strdup_printf("%s decode %s", program, args);
	struct result r = {0};
	int status;

	assert_true(g_spawn_command_line_sync(command, &r.out, &r.err, &status,
					      NULL));
	assert_true(WIFEXITED(status));
	r.status = WEXITSTATUS(status);
	return r;
}

/* What sed makes of @path, as standard input. */
static struct result run_piped(const char *path, const char *script,
			       const char *args)
{
	g_autofree char *shell = g_strdup_printf("sed '%s' %s | %s decode %s",
						 script, path, program, args);
	char *argv[] = {(char *)"/bin/sh", (char *)"-c", shell, NULL};
	struct result r = {0};
	int status;

	assert_true(g_spawn_sync(NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL,
				 &r.out, &r.err, &status, NULL));
	assert_true(WIFEXITED(status));
	r.status = WEXITSTATUS(status);
	return r;
}

static void free_result(struct result *r)
{
	g_free(r->out);
	g_free(r->err);
}

/* A write of 0x01 0xaa, told as text. */
static const char log_text[] = "# start ns  event\n"
			       "11000       START\n"
			       "14000       ADDR  40 W  ACK\n"
			       "50000       DATA  01    ACK\n"
			       "86000       DATA  aa    NACK\n"
			       "123001      STOP\n";

static char *capture(const char *file)
{
	struct wires w = wires_new("bus", 1000);
	char *path = wires_path(file);

	wires_start(&w, false);
	wires_byte(&w, 0x80, true);
	wires_byte(&w, 0x01, true);
	wires_byte(&w, 0xaa, false);
	wires_stop(&w);
	assert_true(tw_trace_write(w.trace, path, NULL));
	tw_trace_free(w.trace);
	return path;
}

static void text_is_an_event_a_line_in_ns(void **state)
{
	static const char *const files[] = {"x.sr", "x.vcd"};

	for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
		char *path = capture(files[i]);
		struct result r = run(path);

		assert_int_equal(r.status, 0);
		assert_string_equal(r.err, "");
		assert_string_equal(r.out, log_text);
		free_result(&r);
		wires_remove(path);
	}
}

static void jsonl_is_a_message_a_line(void **state)
{
	char *path = capture("x.sr");
	g_autofree char *args = g_strconcat(path, " --format jsonl", NULL);
	struct result r = run(args);

	assert_int_equal(r.status, 0);
	assert_string_equal(
		r.out,
		"{\"m\":0,\"x\":0,\"start\":\"S\",\"ss\":11000,\"addr\":64,"
		"\"rw\":\"w\",\"ack\":1,\"a\":[14000,42000,46000],"
		"\"data\":[1,170],\"acks\":[1,0],"
		"\"d\":[[50000,82000],[86000,118000]],"
		"\"end\":\"P\",\"es\":123001}\n");
	free_result(&r);
	wires_remove(path);
}

static void the_wires_can_be_named(void **state)
{
	char *path = capture("x.sr");
	g_autofree char *good = g_strconcat(path, " --scl SCL --sda SDA", NULL);
	g_autofree char *bad = g_strconcat(path, " --scl CLK", NULL);
	struct result r = run(good);

	assert_int_equal(r.status, 0);
	assert_string_equal(r.out, log_text);
	free_result(&r);
	r = run(bad);
	assert_int_equal(r.status, 2);
	assert_string_equal(r.out, "");
	assert_non_null(strstr(r.err, "no channel CLK (channels: SCL, SDA)"));
	free_result(&r);
	wires_remove(path);
}

/* Channels called A and B, through a pipe. */
static void wires_without_names_are_guessed_and_said(void **state)
{
	static const char want[] = "twowire decode: wires guessed: SCL=A, "
				   "SDA=B (4 messages, 3 acknowledged); --scl "
				   "and --sda say otherwise\n";
	struct wires w = wires_new("bus", 1000);
	char *path = wires_path("x.vcd");
	g_autofree char *args = NULL;
	struct result named, piped;

	wires_traffic(&w);
	assert_true(tw_trace_write(w.trace, path, NULL));
	tw_trace_free(w.trace);
	args = g_strdup_printf("%s --format jsonl", path);
	named = run(args);
	piped = run_piped(path, "s/ SCL / A /; s/ SDA / B /",
			  "- --format jsonl");
	assert_int_equal(named.status, 0);
	assert_string_equal(named.err, "");
	assert_int_equal(piped.status, 0);
	assert_string_equal(piped.err, want);
	assert_string_equal(piped.out, named.out);
	free_result(&named);
	free_result(&piped);
	wires_remove(path);
}

static void bad_usage_and_bad_input_are_status_2(void **state)
{
	static const struct {
		const char *args;
		const char *why;
	} rows[] = {
		{"", "expected one capture, got 0"},
		{"a.sr b.sr", "expected one capture, got 2"},
		{"--format xml a.sr", "--format must be text, jsonl, summary"},
		{"--device pca9670 a.sr", "expected NAME@ADDR, of 7 bits, "},
		{"--device pca9670@0x80 a.sr",
		 "expected NAME@ADDR, of 7 bits, "},
		{"--device none@0x20 a.sr", "no model none"},
		{"--device 24xx@0x50,part a.sr", "expected KEY=VALUE"},
		{"--device 24xx@0x50,part=1 a.sr", "24xx.part: expected"},
		{"--device 24xx@0x20 a.sr", "24xx.addr: expected 0x50 to"},
		{"--threshold much a.sr", "--threshold: expected volts"},
		{"--threshold 2,1 a.sr", "--threshold: expected volts"},
		{"--rate -1 a.sr", "--rate: expected 1 Hz to 100 GHz"},
		{"--nonsense a.sr", "--nonsense"},
		{"/nonexistent.sr", "/nonexistent.sr: No such file"},
		{"/dev/null", "/dev/null: is empty"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct result r = run(rows[i].args);

		assert_int_equal(r.status, 2);
		assert_string_equal(r.out, "");
		assert_non_null(strstr(r.err, rows[i].why));
		free_result(&r);
	}
}

static void files_of_ours_that_are_no_captures_say_what_to_do(void **state)
{
	char *paths[] = {capture("x.jsonl"), wires_path("x.json")};
	static const char *const why[] = {
		"is a trace for programs to read, not read back: write a .twt",
		"is a case: `twowire run` runs it, `twowire plot` draws it",
	};

	g_file_set_contents(paths[1], "{\"format\": \"twowire-scenario/1\"}",
			    -1, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
		struct result r = run(paths[i]);

		assert_int_equal(r.status, 2);
		assert_string_equal(r.out, "");
		assert_non_null(strstr(r.err, why[i]));
		free_result(&r);
		wires_remove(paths[i]);
	}
}

/* The last byte was refused: the pins did not take it. */
static void a_device_says_what_its_bytes_mean(void **state)
{
	char *path = capture("x.sr");
	g_autofree char *args =
		g_strconcat(path, " --device pca9670@0x40", NULL);
	struct result r = run(args);

	assert_int_equal(r.status, 0);
	assert_string_equal(r.out, "# start ns  event\n"
				   "11000       START\n"
				   "14000       ADDR  40 W  ACK   pca9670\n"
				   "50000       DATA  01    ACK   P7 to P0 = "
				   "00000001\n"
				   "86000       DATA  aa    NACK\n"
				   "123001      STOP\n");
	free_result(&r);
	wires_remove(path);
}

/* A guess reads the capture twice, wherever it comes from. */
static void a_device_can_be_guessed(void **state)
{
	char *path = capture("x.sr");
	struct wires w = wires_new("bus", 1000);
	g_autofree char *args = g_strconcat(path, " --device guess", NULL);
	struct result r;

	wires_start(&w, false);
	wires_byte(&w, 0xa0, true);
	wires_byte(&w, 0x10, true);
	wires_stop(&w);
	assert_true(tw_trace_write(w.trace, path, NULL));
	tw_trace_free(w.trace);
	r = run(args);
	assert_int_equal(r.status, 0);
	assert_non_null(strstr(r.out, "ADDR  50 W  ACK   24xx\n"));
	assert_non_null(strstr(r.out, "ACK   word address 0x0010\n"));
	free_result(&r);
	wires_remove(path);
}

static void a_summary_is_one_screen(void **state)
{
	char *path = capture("x.sr");
	g_autofree char *args = g_strconcat(path, " --format summary", NULL);
	g_autofree char *json =
		g_strconcat(path, " --format summary-json", NULL);
	struct result r = run(args);

	assert_int_equal(r.status, 0);
	assert_non_null(strstr(r.out, "1 transfer, 1 message (0 after a "
				      "repeated START), 2 data bytes\n"));
	free_result(&r);
	r = run(json);
	assert_int_equal(r.status, 0);
	assert_non_null(strstr(r.out, "\"transfers\":1,\"messages\":1,"));
	free_result(&r);
	wires_remove(path);
}

static void what_comes_before_the_damage_is_printed(void **state)
{
	char *path = capture("x.vcd");
	g_autofree char *text = NULL;
	struct result r;
	gsize len;

	assert_true(g_file_get_contents(path, &text, &len, NULL));
	memcpy(strstr(text, "#86000"), "#oops!", 6);
	assert_true(g_file_set_contents(path, text, (gssize)len, NULL));
	r = run(path);
	assert_int_equal(r.status, 2);
	assert_true(g_str_has_suffix(r.out, "50000       DATA  01    ACK\n"));
	assert_non_null(
		strstr(r.err, "a time must be a number, got \"oops!\""));
	free_result(&r);
	wires_remove(path);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_an_event_a_line_in_ns),
		cmocka_unit_test(jsonl_is_a_message_a_line),
		cmocka_unit_test(the_wires_can_be_named),
		cmocka_unit_test(wires_without_names_are_guessed_and_said),
		cmocka_unit_test(bad_usage_and_bad_input_are_status_2),
		cmocka_unit_test(
			files_of_ours_that_are_no_captures_say_what_to_do),
		cmocka_unit_test(a_device_says_what_its_bytes_mean),
		cmocka_unit_test(a_device_can_be_guessed),
		cmocka_unit_test(a_summary_is_one_screen),
		cmocka_unit_test(what_comes_before_the_damage_is_printed),
	};

	program = argc > 1 ? argv[1] : "twowire";
	return cmocka_run_group_tests(tests, NULL, NULL);
}
