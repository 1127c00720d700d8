/* SPDX-License-Identifier: MIT */
/*
 * Captures replayed to firmware: the two EEPROM look-alikes of docs/examples,
 * as they are, with a write time of 6 ms, and with one wrong byte.
 * usage: replay_firmware FOLDER (of the objects)
 */
#include "reals.h"
#include "tw-test.h"

#include <string.h>

#include "twowire/chip.h"
#include "twowire/parts.h"
#include "twowire/replay.h"

#define TOLERANCE_NS TW_US(10)

static const char *folder;
static const char *const firmwares[] = {"eeprom", "eeprom_sdk"};

/* One of the real captures, or NULL. */
static char *real(const char *name)
{
	return reals_are_there() ? reals_path(name, ".sr") : NULL;
}

struct result {
	struct tw_replay_summary sum;
	GPtrArray *lines;
};

static void add_line(void *user, const struct tw_difference *d)
{
	GString *line = g_string_new(NULL);

	tw_difference_text(d, line);
	g_ptr_array_add(user, g_string_free(line, FALSE));
}

static void solder(tw_bus *bus, const char *object)
{
	struct tw_chip_pin pins[] = {
		{.pin = "GPIO5", .bus = bus, .line = TW_SCL},
		{.pin = "GPIO4", .bus = bus, .line = TW_SDA},
	};
	struct tw_chip_config config = {.name = "firmware",
					.object = object,
					.pins = pins,
					.n_pins = G_N_ELEMENTS(pins)};
	GError *error = NULL;

	tw_chip_new(tw_bus_sim(bus), tw_parts_platform(&tw_parts, "rp2040"),
		    &config, &error);
	if (error)
		fail_msg("%s", error->message);
}

static struct result run_as(const char *capture, const char *firmware,
			    const char *variant, bool raw)
{
	g_autofree char *file = g_strconcat(firmware, variant, ".so", NULL);
	g_autofree char *object = g_build_filename(folder, file, NULL);
	struct tw_replay_config config = {.raw = raw,
					  .tolerance_ns = TOLERANCE_NS,
					  .lead_ns = TW_MS(100)};
	GError *error = NULL;
	g_autoptr(tw_replay) r = tw_replay_open(capture, &config, &error);
	g_autoptr(tw_sim) sim = tw_sim_new(1);
	tw_bus *bus = tw_bus_new(sim, tw_replay_bus_config(), NULL);
	struct result out = {.lines = g_ptr_array_new_with_free_func(g_free)};

	if (error)
		fail_msg("%s", error->message);
	solder(bus, object);
	tw_replay_add_target(r, 0x50, 0);
	assert_int_equal(tw_replay_run(r, bus), TW_RUN_DONE);
	tw_replay_compare(r, add_line, out.lines, &out.sum);
	return out;
}

static struct result run(const char *capture, const char *firmware,
			 const char *variant)
{
	return run_as(capture, firmware, variant, false);
}

static void assert_line(const struct result *out, guint n, const char *line)
{
	assert_true(n < out->lines->len);
	assert_string_equal(g_ptr_array_index(out->lines, n), line);
}

/* Returns how often the host was held up. */
static uint64_t assert_same(const char *capture, const char *firmware,
			    unsigned messages)
{
	struct result out = run(capture, firmware, "");

	if (out.lines->len)
		fail_msg("%s: %s", firmware,
			 (char *)g_ptr_array_index(out.lines, 0));
	assert_int_equal(tw_replay_n_differences(&out.sum), 0);
	assert_int_equal(out.sum.messages, messages);
	assert_in_range(out.sum.longest_ns, 0, TOLERANCE_NS);
	g_ptr_array_unref(out.lines);
	return out.sum.held;
}

static void firmware_does_what_a_model_did_in_our_own_capture(void **state)
{
	g_autofree char *capture = g_build_filename(
		g_getenv("SOURCE_ROOT"), "traces", "24aa025uid.sr", NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(firmwares); i++)
		assert_same(capture, firmwares[i], 13);
}

static void firmware_does_what_the_chip_did_in_real_captures(void **state)
{
	g_autofree char *polled = real(POLLED);
	g_autofree char *paged = real(PAGED);

	if (!polled || !paged)
		skip();
	for (size_t i = 0; i < G_N_ELEMENTS(firmwares); i++) {
		/* The chip had no need to hold SCL; firmware has. */
		assert_true(assert_same(polled, firmwares[i], 132) > 0);
		assert_true(assert_same(paged, firmwares[i], 5) > 0);
	}
}

/* As with the model: see test_real.c. */
static void a_write_time_of_6_ms_is_named_where_it_shows(void **state)
{
	g_autofree char *polled = real(POLLED);

	if (!polled)
		skip();
	for (size_t i = 0; i < G_N_ELEMENTS(firmwares); i++) {
		struct result out = run(polled, firmwares[i], "-slow");

		assert_int_equal(out.sum.differences[TW_DIFFERENCE_ACK], 64);
		assert_int_equal(out.sum.differences[TW_DIFFERENCE_DATA], 32);
		assert_int_equal(tw_replay_n_differences(&out.sum), 96);
		assert_line(&out, 0,
			    "ack: message 4 (0x50 write) at 659.595500 ms, "
			    "address: expected ACK, got NACK\n");
		assert_line(&out, 64,
			    "data: message 131 (0x50 read) at 938.829500 ms, "
			    "byte 2: expected 0x02, got 0xff\n");
		g_ptr_array_unref(out.lines);
	}
}

static void one_wrong_byte_is_named(void **state)
{
	g_autofree char *polled = real(POLLED);
	g_autofree char *paged = real(PAGED);

	if (!polled || !paged)
		skip();
	for (size_t i = 0; i < G_N_ELEMENTS(firmwares); i++) {
		struct result out = run(polled, firmwares[i], "-wrong");

		assert_int_equal(out.lines->len, 2);
		assert_line(&out, 0,
			    "data: message 1 (0x50 read) at 632.666250 ms, "
			    "byte 5: expected 0xff, got 0xfe\n");
		assert_line(&out, 1,
			    "data: message 131 (0x50 read) at 938.897000 ms, "
			    "byte 5: expected 0xff, got 0xfe\n");
		g_ptr_array_unref(out.lines);
		out = run(paged, firmwares[i], "-wrong");
		assert_int_equal(out.lines->len, 1);
		assert_line(&out, 0,
			    "data: message 1 (0x50 read) at 320.595250 ms, "
			    "byte 5: expected 0xff, got 0xfe\n");
		g_ptr_array_unref(out.lines);
	}
}

/* Its silicon holds SCL until firmware has brought the byte, which takes
 * longer than a host of 400 kHz waits if it does not look: that host loses the
 * clock, and reads another byte. */
static void a_host_that_ignores_stretching_reads_wrong_from_it(void **state)
{
	g_autofree char *capture = g_build_filename(
		g_getenv("SOURCE_ROOT"), "traces", "24aa025uid.sr", NULL);
	struct result out = run_as(capture, "eeprom", "", true);

	assert_true(out.sum.lost > 0);
	assert_int_equal(out.sum.differences[TW_DIFFERENCE_STRETCH],
			 out.sum.lost);
	assert_true(out.sum.differences[TW_DIFFERENCE_DATA] > 0);
	assert_int_equal(out.sum.differences[TW_DIFFERENCE_ACK], 0);
	g_ptr_array_unref(out.lines);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest replays[] = {
		cmocka_unit_test(
			firmware_does_what_a_model_did_in_our_own_capture),
		cmocka_unit_test(
			firmware_does_what_the_chip_did_in_real_captures),
		cmocka_unit_test(a_write_time_of_6_ms_is_named_where_it_shows),
		cmocka_unit_test(one_wrong_byte_is_named),
		cmocka_unit_test(
			a_host_that_ignores_stretching_reads_wrong_from_it),
	};

	folder = argv[argc - 1];
	return cmocka_run_group_tests(replays, NULL, NULL);
}
