/* SPDX-License-Identifier: MIT */
/*
 * sigrok-cli reads what we write, and on legal traffic its decoder says what
 * ours says, message for message and sample for sample. Without sigrok-cli
 * this skips.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wires.h"

static void line(GString *out, uint64_t tick, const char *what)
{
	g_string_append_printf(out, "%" G_GUINT64_FORMAT " %s\n", tick, what);
}

static const char *ack(uint8_t seen)
{
	return seen == TW_SEEN_ACK ? "ACK" : "NACK";
}

/* A message as sigrok's i2c decoder annotates it, with begins alone. */
static void annotate(void *user, const struct tw_message *m)
{
	char what[32];

	line(user, m->start, m->restart ? "Start repeat" : "Start");
	line(user, m->rw_at, m->read ? "Read" : "Write");
	g_snprintf(what, sizeof(what), "Address %s: %02X",
		   m->read ? "read" : "write", m->addr);
	line(user, m->addr_at, what);
	line(user, m->ack_at, ack(m->ack));
	for (size_t i = 0; i < m->n_bytes; i++) {
		g_snprintf(what, sizeof(what), "Data %s: %02X",
			   m->read ? "read" : "write", m->bytes[i].value);
		line(user, m->bytes[i].first, what);
		line(user, m->bytes[i].ack_at, ack(m->bytes[i].ack));
	}
	if (m->end == TW_END_STOP)
		line(user, m->end_at, "Stop");
}

/* "35-40 i2c-1: Start" becomes "35 Start". */
static char *sigrok(const char *path, const char *decoder)
{
	g_autofree char *command =
		g_strdup_printf("sigrok-cli -i %s -P %s -A i2c=addr-data "
				"--protocol-decoder-samplenum",
				path, decoder);
	g_autoptr(GRegex) span = g_regex_new(
		"^(\\d+)-\\d+ i2c-\\d+: ", G_REGEX_MULTILINE, 0, NULL);
	g_autofree char *out = NULL;
	int status;

	assert_true(
		g_spawn_command_line_sync(command, &out, NULL, &status, NULL));
	assert_int_equal(status, 0);
	return g_regex_replace(span, out, -1, 0, "\\1 ", 0, NULL);
}

static void assert_agreement(const tw_trace *trace, const char *file,
			     const char *decoder)
{
	char *path = wires_path(file);
	g_autoptr(GString) ours = g_string_new(NULL);
	g_autofree char *theirs = NULL;
	g_autoptr(tw_trace) back = NULL;

	assert_true(tw_trace_write(trace, path, NULL));
	theirs = sigrok(path, decoder);
	if (g_str_has_suffix(file, ".sr"))
		back = tw_capture_read(path, NULL, NULL);
	tw_trace_decode(back ? back : trace, 0, annotate, ours);
	assert_string_equal(ours->str, theirs);
	wires_remove(path);
}

static void skip_without_sigrok(void)
{
	g_autofree char *program = g_find_program_in_path("sigrok-cli");

	if (!program)
		skip();
}

static void sigrok_reads_our_sessions_as_we_do(void **state)
{
	static const uint64_t steps[] = {2500, 625, 250, 7};

	skip_without_sigrok();
	for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
		struct wires w = wires_new("bus", steps[i]);

		for (unsigned n = 0; n < 20; n++)
			wires_traffic(&w);
		assert_agreement(w.trace, "x.sr", "i2c:scl=SCL:sda=SDA");
		tw_trace_free(w.trace);
	}
}

/* Its importer begins with the first tick, so ticks are its samples: the
 * NACK's SDA edge asks for a timescale of 1 ns. */
static void sigrok_reads_our_vcd_as_we_do(void **state)
{
	struct wires w = wires_new("bus", 625);

	skip_without_sigrok();
	wires_traffic(&w);
	assert_agreement(w.trace, "x.vcd", "i2c:scl=SCL:sda=SDA");
	tw_trace_free(w.trace);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sigrok_reads_our_sessions_as_we_do),
		cmocka_unit_test(sigrok_reads_our_vcd_as_we_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
