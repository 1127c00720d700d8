/* SPDX-License-Identifier: MIT */
/*
 * Which channels are SCL and SDA: by name, or by what is on them.
 *
 * Real captures lie in shared/captures; see reals.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "expected.h"
#include "files.h"

static void keep_remark(void *user, const char *text)
{
	g_string_append(user, text);
}

/* --- By name -------------------------------------------------------------- */

/* Opens a VCD in which these wires never change: "SCL SDA" or the error. */
static char *found_by_name(const char *names)
{
	g_auto(GStrv) words = g_strsplit(names, " ", -1);
	g_autoptr(GString) text = g_string_new("$timescale 1 us $end\n");
	g_autoptr(GError) error = NULL;
	tw_trace *trace;
	char *path, *got;

	for (unsigned i = 0; words[i]; i++)
		g_string_append_printf(text, "$var wire 1 %c %s $end\n",
				       '!' + i, words[i]);
	g_string_append(text, "$enddefinitions $end\n#0\n#9\n");
	path = files_text("x.vcd", text->str);
	trace = tw_capture_read(path, NULL, &error);
	if (trace) {
		const struct tw_source *bus = tw_trace_source(trace, 0);

		got = g_strdup_printf("%s %s", bus->scl, bus->sda);
		tw_trace_free(trace);
	} else {
		got = g_strdup(error->message);
	}
	wires_remove(path);
	return got;
}

static void wires_are_found_by_their_names(void **state)
{
	static const struct {
		const char *names;
		const char *want; /* or a part of the error */
	} rows[] = {
		{"SDA SCL", "SCL SDA"},
		{"reset Scl sda", "Scl sda"},
		{"sda0 scl0 int", "scl0 sda0"},
		{"I2C_SDA I2C_SCL", "I2C_SCL I2C_SDA"},
		{"SCL SDA SCL1 SDA1", "SCL SDA"},
		{"m.scl_pad m.sda_pad x", "m.scl_pad m.sda_pad"},
		{"DATA CLK", "CLK DATA"},
		{"i2c_clock i2c_data", "i2c_clock i2c_data"},
		{"SCL0 SDA0 SCL1 SDA1", "no two carry I2C messages"},
		{"a b", "no channel SCL (channels: a, b)"},
		{"SCL", "no channel SDA (channels: SCL)"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *got = found_by_name(rows[i].names);

		if (!strstr(got, rows[i].want))
			fail_msg("%s: %s", rows[i].names, got);
	}
}

/* --- By traffic ----------------------------------------------------------- */

struct channel_text {
	GString *text;
	size_t n;
	bool any;
	uint64_t levels;
};

/* As a VCD whose wires have no names: 1 MHz, so that a tick is a sample. */
static void to_vcd(void *user, uint64_t tick, uint64_t levels)
{
	struct channel_text *c = user;

	g_string_append_printf(c->text, "#%" G_GUINT64_FORMAT "\n", tick);
	for (size_t i = 0; i < c->n; i++)
		if (!c->any || (levels ^ c->levels) >> i & 1)
			g_string_append_printf(c->text, "%d%c\n",
					       (int)(levels >> i & 1),
					       '!' + (int)i);
	c->levels = levels;
	c->any = true;
}

/* The capture with its channels rotated by @turn and called c0, c1, ... */
static char *nameless(const char *path, unsigned turn)
{
	struct tw_capture_config all = {.channels_only = true};
	g_autoptr(tw_capture) c = tw_capture_open(path, &all, NULL);
	struct channel_text out = {.text = g_string_new(NULL)};
	unsigned channels[64];
	struct tw_capture_channels what = {channels, 0, to_vcd, &out};
	char *copy;

	assert_non_null(c);
	while (tw_capture_channel(c, out.n))
		out.n++;
	what.n = out.n;
	g_string_append(out.text, "$timescale 1 us $end\n");
	for (unsigned i = 0; i < out.n; i++) {
		channels[i] = (i + turn) % (unsigned)out.n;
		g_string_append_printf(out.text, "$var wire 1 %c c%u $end\n",
				       '!' + (int)i, i);
	}
	g_string_append(out.text, "$enddefinitions $end\n");
	assert_true(tw_capture_stream_channels(c, &what, NULL, NULL));
	copy = files_text("x.vcd", out.text->str);
	g_string_free(out.text, TRUE);
	return copy;
}

/* Messages start where they start in the original, wherever its wires went. */
static void every_real_capture_tells_its_wires_without_their_names(void **state)
{
	skip_without_captures();
	for (size_t i = 0; i < G_N_ELEMENTS(reals); i++) {
		g_autofree char *path = reals_path(reals[i].name, ".sr");
		g_autofree char *want = expected_messages(reals[i].name);

		for (unsigned turn = 0; turn < 2; turn++) {
			char *copy = nameless(path, turn);
			g_autoptr(GString) said = g_string_new(NULL);
			struct tw_capture_config config = {
				.remark = keep_remark, .remark_user = said};
			g_autoptr(GError) error = NULL;
			g_autoptr(tw_trace) trace =
				tw_capture_read(copy, &config, &error);
			g_autofree char *got = NULL;

			if (!trace)
				fail_msg("%s", error->message);
			got = wires_messages(trace);
			assert_string_equal(got, want);
			assert_non_null(strstr(said->str, "wires guessed: "));
			assert_non_null(strstr(said->str, "--scl"));
			wires_remove(copy);
		}
	}
}

/* --- Traffic made by hand ------------------------------------------------- */

/* A VCD of SCL and SDA as the wires, with a line before and after each edge. */
static char *bus_text(const char *head, const char *const ids[2],
		      const struct wires *w)
{
	GString *text = g_string_new(head);
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	while (tw_trace_next(w->trace, &iter, &r)) {
		g_string_append_printf(text, "#%u\n", (unsigned)r.tick);
		for (const char *p = ids[r.line]; *p; p++)
			g_string_append_printf(text, "%d%c\n", r.level, *p);
	}
	return g_string_free(text, FALSE);
}

#define HEAD                                                                   \
	"$timescale 1 us $end\n$var wire 1 ! c0 $end $var wire 1 \" c1 $end\n" \
	"$var wire 1 # c2 $end $var wire 1 $ c3 $end\n$enddefinitions $end\n"

/* @ids: of each wire its copies */
static char *guessed(const char *const ids[2], struct tw_capture_config config)
{
	struct wires w = wires_new("bus", 5);
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(tw_trace) trace = NULL;
	char *path, *got;

	wires_traffic(&w);
	text = bus_text(HEAD, ids, &w);
	tw_trace_free(w.trace);
	path = files_text("x.vcd", text);
	trace = tw_capture_read(path, &config, &error);
	wires_remove(path);
	if (!trace)
		return g_strdup(error->message);
	got = g_strdup_printf("%s %s", tw_trace_source(trace, 0)->scl,
			      tw_trace_source(trace, 0)->sda);
	return got;
}

static void an_unclear_guess_lists_the_candidates(void **state)
{
	static const char *const once[] = {"#", "!"};
	static const char *const twice[] = {"#$", "!"};
	struct tw_capture_config any = {0}, told = {.scl = "c3"};
	g_autofree char *clear = guessed(once, any);
	g_autofree char *unclear = guessed(twice, any);
	g_autofree char *half = guessed(twice, told);

	assert_string_equal(clear, "c2 c0");
	assert_string_equal(half, "c3 c0");
	assert_non_null(strstr(unclear, "SCL=c2, SDA=c0 (4 messages, 3 "
					"acknowledged)"));
	assert_non_null(strstr(unclear, "SCL=c3, SDA=c0 (4 messages"));
	assert_non_null(strstr(unclear, "--scl and --sda"));
}

/* CLK, MOSI and CS of SPI mode 3, eight bytes a transaction: framed by CS they
 * are 64 clocks, as seven bytes of I2C and a STOP are. */
static void another_bus_is_not_taken_for_one(void **state)
{
	g_autoptr(GString) text = g_string_new(HEAD);
	unsigned now = 0;
	g_autoptr(GError) error = NULL;
	char *path;

	for (unsigned k = 0; k < 20; k++) {
		g_string_append_printf(text, "#%u\n0#\n", now += 5);
		for (unsigned i = 0; i < 64; i++) {
			g_string_append_printf(text, "#%u\n0!\n", now += 5);
			g_string_append_printf(text, "%u\"\n",
					       (i * 7 + k * 3) % 5 > 2);
			g_string_append_printf(text, "#%u\n1!\n", now += 5);
		}
		g_string_append_printf(text, "#%u\n1#\n", now += 5);
	}
	path = files_text("x.vcd", text->str);
	assert_null(tw_capture_read(path, NULL, &error));
	assert_true(g_error_matches(error, TW_ERROR, TW_ERROR_CONFIG));
	wires_remove(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wires_are_found_by_their_names),
		cmocka_unit_test(
			every_real_capture_tells_its_wires_without_their_names),
		cmocka_unit_test(an_unclear_guess_lists_the_candidates),
		cmocka_unit_test(another_bus_is_not_taken_for_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
