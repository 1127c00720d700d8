/* SPDX-License-Identifier: MIT */
/* A chip's registers and interrupts in the files of a trace. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wires.h"

struct chips {
	tw_trace *trace;
	uint32_t bus;
	uint32_t chip;
};

static void note(struct chips *c, uint64_t ns, enum tw_note what,
		 uint64_t value, const char *text)
{
	struct tw_record r = {.tick = ns,
			      .source = c->chip,
			      .kind = TW_RECORD_NOTE,
			      .note = what,
			      .value = value,
			      .text = text,
			      .text_len = text ? strlen(text) : 0};

	tw_trace_append(c->trace, &r);
}

static void edge(struct chips *c, uint64_t ns, enum tw_line line, bool level)
{
	struct tw_record r = {.tick = ns,
			      .source = c->bus,
			      .kind = TW_RECORD_EDGE,
			      .line = (uint8_t)line,
			      .level = level};

	tw_trace_append(c->trace, &r);
}

/* A START that the chip's handler 39 hears of; it reads, then writes. */
static struct chips chips_new(void)
{
	struct chips c = {.trace = tw_trace_new(1, 1000000000)};
	const struct tw_source bus = {.name = "bus", .kind = TW_SOURCE_BUS};
	const struct tw_source chip = {.name = "my dut",
				       .kind = TW_SOURCE_CHIP};

	c.bus = tw_trace_add_source(c.trace, &bus);
	c.chip = tw_trace_add_source(c.trace, &chip);
	edge(&c, 10, TW_SDA, false);
	note(&c, 20, TW_NOTE_IRQ_ENTER, 39, NULL);
	note(&c, 30, TW_NOTE_REG_READ, 0x4004407000000006, "I2C0.STATUS");
	note(&c, 40, TW_NOTE_REG_WRITE, 0x4004403800000001, "I2C0.INTR");
	note(&c, 50, TW_NOTE_REG_WRITE, 0x40014004ffffffff, "IO+0x04");
	edge(&c, 60, TW_SCL, false);
	note(&c, 70, TW_NOTE_IRQ_EXIT, 39, NULL);
	tw_trace_set_end(c.trace, 100);
	return c;
}

static char *text_of(struct chips *c, const char *file)
{
	g_autoptr(GError) error = NULL;
	char *path = wires_path(file), *text = NULL;

	if (!tw_trace_write(c->trace, path, &error))
		fail_msg("%s", error->message);
	assert_true(g_file_get_contents(path, &text, NULL, NULL));
	wires_remove(path);
	return text;
}

static void a_vcd_has_strings_in_scopes(void **state)
{
	struct chips c = chips_new();
	g_autofree char *text = text_of(&c, "x.vcd");

	assert_string_equal(text, "$version twowire $end\n"
				  "$timescale 10 ns $end\n"
				  "$var wire 1 ! SCL $end\n"
				  "$var wire 1 \" SDA $end\n"
				  "$var wire 1 # my_dut.handler39 $end\n"
				  "$scope module my_dut $end\n"
				  "$var string 1 vr0 access $end\n"
				  "$scope module I2C0 $end\n"
				  "$var string 1 vr1 INTR $end\n"
				  "$var string 1 vr2 STATUS $end\n"
				  "$upscope $end\n"
				  "$scope module IO $end\n"
				  "$var string 1 vr3 0x04 $end\n"
				  "$upscope $end\n"
				  "$upscope $end\n"
				  "$enddefinitions $end\n"
				  "#0\n$dumpvars\n1!\n1\"\n0#\n"
				  "s- vr0\ns- vr1\ns- vr2\ns- vr3\n$end\n"
				  "#1\n0\"\n"
				  "#2\n1#\n"
				  "#3\nsI2C0.STATUS->0x6 vr0\ns0x6 vr2\n"
				  "#4\nsI2C0.INTR<-0x1 vr0\ns0x1 vr1\n"
				  "#5\nsIO+0x04<-0xffffffff vr0\n"
				  "s0xffffffff vr3\n"
				  "#6\n0!\n"
				  "#7\n0#\n"
				  "#10\n");
	tw_trace_free(c.trace);
}

static void the_log_has_them_between_the_wires(void **state)
{
	struct chips c = chips_new();
	g_autofree char *text = text_of(&c, "x.txt");
	g_autoptr(GString) report = g_string_new(NULL);

	assert_string_equal(text, "# start ns  event\n"
				  "10          START\n"
				  "20          ENTER my dut handler39\n"
				  "30          READ  my dut I2C0.STATUS 0x6\n"
				  "40          WRITE my dut I2C0.INTR 0x1\n"
				  "50          WRITE my dut IO+0x04 "
				  "0xffffffff\n"
				  "70          LEAVE my dut handler39\n");
	/* Of a report they are no part. */
	tw_trace_to_text(c.trace, report);
	assert_string_equal(report->str, "# start ns  event\n"
					 "10          START\n");
	tw_trace_free(c.trace);
}

static void json_has_address_and_value(void **state)
{
	struct chips c = chips_new();
	g_autofree char *text = text_of(&c, "x.jsonl");

	assert_non_null(strstr(text, "{\"t\":30,\"source\":\"my dut\",\"kind\":"
				     "\"note\",\"note\":\"reg-read\",\"addr\":"
				     "1074020464,\"value\":6,\"text\":"
				     "\"I2C0.STATUS\"}\n"));
	assert_non_null(strstr(text,
			       "\"note\":\"reg-write\",\"addr\":1073823748,"
			       "\"value\":4294967295,\"text\":\"IO+0x04\"}\n"));
	assert_non_null(strstr(text, "\"note\":\"irq-enter\",\"value\":39"));
	tw_trace_free(c.trace);
}

/* The samples that sigrok-cli prints of a file, as "110 100 ...". */
static char *samples(const char *path, const char *options)
{
	g_autofree char *command =
		g_strdup_printf("sigrok-cli %s -i %s -O csv", options, path);
	g_autofree char *out = NULL;
	g_auto(GStrv) lines = NULL;
	GString *text = g_string_new(NULL);

	assert_true(g_spawn_command_line_sync(command, &out, NULL, NULL, NULL));
	lines = g_strsplit(out, "\n", -1);
	for (size_t i = 0; lines[i]; i++)
		if (g_ascii_isdigit(lines[i][0]))
			g_string_append_printf(text, "%c%c%c ", lines[i][0],
					       lines[i][2], lines[i][4]);
	return g_string_free(text, FALSE);
}

/* SCL, SDA, the handler: every 10 ns; in the session, whose samples are as long
 * as its shortest level, every 50. */
static void sigrok_cli_shows_the_handler(void **state)
{
	static const char want[] = "110 100 101 101 101 101 001 000 000 000 ";
	g_autofree char *program = g_find_program_in_path("sigrok-cli");
	struct chips c = chips_new();
	g_autofree char *sr = NULL, *vcd = NULL;
	char *path;

	if (!program) {
		tw_trace_free(c.trace);
		skip();
	}
	path = wires_path("x.sr");
	assert_true(tw_trace_write(c.trace, path, NULL));
	sr = samples(path, "");
	assert_string_equal(sr, "110 101 000 ");
	wires_remove(path);
	path = wires_path("x.vcd");
	assert_true(tw_trace_write(c.trace, path, NULL));
	vcd = samples(path, "-I vcd");
	assert_string_equal(vcd, want);
	wires_remove(path);
	tw_trace_free(c.trace);
}

static void our_reader_passes_over_them(void **state)
{
	struct chips c = chips_new();
	char *path = wires_path("x.vcd");
	g_autoptr(GError) error = NULL;
	g_autoptr(tw_trace) back = NULL;
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	assert_true(tw_trace_write(c.trace, path, NULL));
	back = tw_capture_read(path, NULL, &error);
	if (!back)
		fail_msg("%s", error->message);
	assert_true(tw_trace_next(back, &iter, &r));
	assert_int_equal(r.tick, 1);
	assert_int_equal(r.line, TW_SDA);
	assert_true(tw_trace_next(back, &iter, &r));
	assert_int_equal(r.tick, 6);
	assert_int_equal(r.line, TW_SCL);
	assert_false(tw_trace_next(back, &iter, &r));
	wires_remove(path);
	tw_trace_free(c.trace);
}

int main(void)
{
	const struct CMUnitTest registers[] = {
		cmocka_unit_test(a_vcd_has_strings_in_scopes),
		cmocka_unit_test(the_log_has_them_between_the_wires),
		cmocka_unit_test(json_has_address_and_value),
		cmocka_unit_test(sigrok_cli_shows_the_handler),
		cmocka_unit_test(our_reader_passes_over_them),
	};

	return cmocka_run_group_tests(registers, NULL, NULL);
}
