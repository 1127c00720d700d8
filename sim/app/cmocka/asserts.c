/* SPDX-License-Identifier: MIT */
/* What a test asserts of a fixture, and what it says when that does not hold.
 */
#include "app/cmocka/fixture.h"

#include <string.h>

#include "twowire/trace_file.h"

/* As much of the traffic as one reads. */
#define MAX_LINES 40

void fixture_fail(const char *file, int line, const char *format, ...)
{
	/* Its messages are the framework's to keep, this one is ours: _fail()
	 * does not return. */
	static char message[8192];
	va_list args;

	va_start(args, format);
	g_vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	_assert_true(0, message, file, line);
}

static const char *failure(const struct tw_fixture *f)
{
	const tw_chip *chip = tw_sim_failed_chip(f->sim);

	return chip ? tw_chip_failure(chip) : NULL;
}

void fixture_look_at_firmware(const struct tw_fixture *f, const char *file,
			      int line)
{
	const char *why = failure(f);

	if (why && !f->failure_wanted)
		fixture_fail(file, line, "firmware failed: %s", why);
}

/* What the wires showed from @from_ns on, each line set in. */
static char *traffic(const struct tw_fixture *f, uint64_t from_ns)
{
	g_autoptr(tw_trace) part = tw_trace_cut(tw_sim_trace(f->sim), from_ns,
						tw_sim_now_ns(f->sim));
	g_autoptr(GString) text = g_string_new(NULL);
	GString *out = g_string_new(NULL);
	g_auto(GStrv) lines = NULL;

	tw_trace_to_text(part, text);
	lines = g_strsplit(text->str, "\n", -1);
	for (size_t i = 0, n = 0; lines[i] && n < MAX_LINES; i++)
		if (*lines[i] && *lines[i] != '#') {
			g_string_append_printf(out, "\n  %s", lines[i]);
			n++;
		}
	return g_string_free(out, FALSE);
}

static bool digit(char have, char want)
{
	return want == '?' ||
	       g_ascii_xdigit_value(have) == g_ascii_xdigit_value(want);
}

/* Two strings of digits, blanks left aside. */
static bool alike(const char *got, const char *want)
{
	for (;;) {
		got += strspn(got, " ");
		want += strspn(want, " ");
		if (!*got || !*want)
			return *got == *want;
		if (!digit(*got++, *want++))
			return false;
	}
}

/* Pairs of digits, each of them hexadecimal or "?". */
static bool is_bytes(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		if (g_ascii_isxdigit(*text) || *text == '?')
			n++;
		else if (*text != ' ' || n % 2)
			return false;
	return n % 2 == 0;
}

static char *to_hex(const GByteArray *bytes)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < bytes->len; i++)
		g_string_append_printf(out, "%s%02x", i ? " " : "",
				       bytes->data[i]);
	return g_string_free(out, FALSE);
}

static void differs(const struct tw_fixture *f, const char *text,
		    const char *expected, const char *got, uint64_t from_ns,
		    const char *file, int line)
{
	g_autofree char *wires = traffic(f, from_ns);
	const char *why = failure(f);

	fixture_fail(file, line,
		     "%s\n  expected  %s\n  got       %s%s%s\n"
		     "on the wires, in ns from %" G_GUINT64_FORMAT ":%s",
		     text, expected, got, why ? "\nfirmware failed: " : "",
		     why ? why : "", from_ns, wires);
}

void tw_fixture_transfer(struct tw_fixture *fixture, const char *text,
			 enum tw_result result, const char *rx,
			 const char *file, int line)
{
	uint64_t from_ns = tw_sim_now_ns(fixture->sim);
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	g_autoptr(GError) error = NULL;
	g_autofree char *got = NULL;
	enum tw_result ended;

	if (rx && !is_bytes(rx))
		fixture_fail(file, line, "\"%s\": no hexadecimal bytes", rx);
	if (!tw_scenario_exchange(fixture->host, text, bytes, &ended, &error))
		fixture_fail(file, line, "%s", error->message);
	got = to_hex(bytes);
	if (ended != result)
		differs(fixture, text, tw_result_name(result),
			tw_result_name(ended), from_ns, file, line);
	if (rx && !alike(got, rx))
		differs(fixture, text, rx, got, from_ns, file, line);
	fixture_look_at_firmware(fixture, file, line);
}

void tw_fixture_run(struct tw_fixture *fixture, uint64_t duration_ns,
		    const char *file, int line)
{
	uint64_t until_ns = tw_sim_now_ns(fixture->sim) + duration_ns;

	while (tw_sim_run(fixture->sim, until_ns) == TW_RUN_STOPPED)
		;
	fixture_look_at_firmware(fixture, file, line);
}

tw_fault *tw_fixture_fault(struct tw_fixture *fixture, const char *text,
			   const char *file, int line)
{
	g_autofree char *name = g_strdup_printf("fault%u", ++fixture->n_faults);
	g_autoptr(GError) error = NULL;
	tw_fault *fault = tw_fault_new(fixture->bus, name, text, &error);

	if (!fault)
		fixture_fail(file, line, "%s: %s", text, error->message);
	return fault;
}

void tw_fixture_bus_free(struct tw_fixture *fixture, const char *file, int line)
{
	const tw_bus *bus = fixture->bus;

	if (!tw_bus_level(bus, TW_SCL))
		fixture_fail(file, line, "%s: SCL is low", tw_bus_name(bus));
	if (!tw_bus_level(bus, TW_SDA))
		fixture_fail(file, line, "%s: SDA is low", tw_bus_name(bus));
	if (tw_bus_busy(bus))
		fixture_fail(file, line, "%s: there was no STOP",
			     tw_bus_name(bus));
}

void tw_fixture_failure(struct tw_fixture *fixture, const char *text,
			const char *file, int line)
{
	const char *why = failure(fixture);

	if (!why)
		fixture_fail(file, line, "firmware runs; expected: %s", text);
	if (!strstr(why, text))
		fixture_fail(file, line,
			     "firmware failed otherwise: %s\n"
			     "  expected: %s",
			     why, text);
	fixture->failure_wanted = true;
}

/* Else the test has skipped, or failed on its own. */
static bool anything_happened(const struct tw_fixture *f)
{
	struct tw_trace_iter iter = {{0}};
	struct tw_record r;

	while (tw_trace_next(tw_sim_trace(f->sim), &iter, &r))
		if (r.kind == TW_RECORD_EDGE)
			return true;
	return false;
}

void fixture_keep_trace(const struct tw_fixture *f)
{
	static const struct tw_write_config all = {.drivers = true,
						   .faults = true};
	const char *from = f->board->trace_dir ? f->board->trace_dir
					       : g_getenv("TWOWIRE_TRACES");
	const char *dir = from && *from ? from : ".";
	g_autofree char *file = g_strconcat(f->test->name, ".sr", NULL);
	g_autofree char *path = g_build_filename(dir, file, NULL);
	g_autoptr(GError) error = NULL;

	if (!failure(f) && !anything_happened(f))
		return;
	g_mkdir_with_parents(dir, 0777);
	if (tw_trace_write_as(tw_sim_trace(f->sim), path, &all, &error))
		print_error("%s: its trace is %s\n", f->test->name, path);
	else
		print_error("%s: no trace: %s\n", f->test->name,
			    error->message);
}
