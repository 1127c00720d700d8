/* SPDX-License-Identifier: MIT */
/*
 * Chips of several platforms on the same wires: hosts and targets are both
 * firmware, on their own registers, pins and clocks.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <glib.h>

#include "twowire/bus.h"
#include "twowire/chip.h"
#include "twowire/controller.h"
#include "twowire/device.h"
#include "twowire/observer.h"
#include "twowire/parts.h"
#include "twowire/sim.h"
#include "twowire/trace.h"

static const char *folder;

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	tw_bus *up;   /* the bridge's other side */
	GString *log; /* what chips print */
	uint64_t scl_fell;
	uint64_t longest_low; /* of SCL, on up */
};

static void saw_edge(struct bench *b, const struct tw_record *r)
{
	const tw_trace *trace = tw_sim_trace(b->sim);

	if (r->line != TW_SCL ||
	    strcmp(tw_trace_source(trace, r->source)->name, "up") != 0)
		return;
	if (!r->level)
		b->scl_fell = r->tick;
	else
		b->longest_low = MAX(b->longest_low, r->tick - b->scl_fell);
}

static void observed(void *user, const struct tw_record *r)
{
	struct bench *b = user;

	if (r->kind == TW_RECORD_EDGE)
		saw_edge(b, r);
	if (r->kind != TW_RECORD_NOTE || r->note != TW_NOTE_OUTPUT)
		return;
	g_string_append_len(b->log, r->text, (gssize)r->text_len);
	g_string_append_c(b->log, '\n');
}

static int up(void **state)
{
	struct bench *b = g_new0(struct bench, 1);
	struct tw_bus_config config = {.name = "up"};

	b->sim = tw_sim_new(1);
	b->bus = tw_bus_new(b->sim, NULL, NULL);
	b->up = tw_bus_new(b->sim, &config, NULL);
	b->log = g_string_new(NULL);
	tw_sim_observe(b->sim, TW_TRACE_ALL, observed, b);
	*state = b;
	return 0;
}

static int down(void **state)
{
	struct bench *b = *state;

	tw_sim_free(b->sim);
	g_string_free(b->log, TRUE);
	g_free(b);
	return 0;
}

/* On the bus with two pins; @also: P0.02 and P0.03 on that bus, or NULL. */
static tw_chip *add(struct bench *b, const char *platform, const char *object,
		    const char *sda, const char *scl, tw_bus *also)
{
	g_autofree char *path = g_build_filename(folder, object, NULL);
	const struct tw_chip_pin pins[] = {
		{sda, .bus = b->bus, .line = TW_SDA},
		{scl, .bus = b->bus, .line = TW_SCL},
		{"P0.02", .bus = also, .line = TW_SDA},
		{"P0.03", .bus = also, .line = TW_SCL},
	};
	struct tw_chip_config config = {.name = platform,
					.object = path,
					.pins = pins,
					.n_pins = also ? 4 : 2};
	GError *error = NULL;
	tw_chip *chip;

	chip = tw_chip_new(b->sim, tw_parts_platform(&tw_parts, platform),
			   &config, &error);
	if (!chip)
		fail_msg("%s", error->message);
	return chip;
}

static tw_chip *add_nrf52(struct bench *b, const char *object, tw_bus *also)
{
	return add(b, "nrf52", object, "P0.26", "P1.08", also);
}

static void run_until_it_ends(struct bench *b, const tw_chip *chip)
{
	tw_sim_run(b->sim, TW_MS(100));
	if (tw_chip_state(chip) != TW_CHIP_ENDED)
		fail_msg("%s: %s", b->log->str,
			 tw_chip_failure(chip) ? tw_chip_failure(chip)
					       : "still running");
}

/* --- pins moved by software ---------------------------------------------- */

static void bit_bang(struct bench *b, const char *host)
{
	add(b, "samd51", "samd51/samd51-slow.so", "PA12", "PA13", NULL);
	run_until_it_ends(b, add_nrf52(b, host, NULL));
}

/* The counter holds SCL for 20 us and more before each answer. */
static void a_bit_banged_host_waits_for_who_stretches(void **state)
{
	struct bench *b = *state;

	bit_bang(b, "nrf52/bitbang.so");
	assert_non_null(strstr(b->log->str, "byte 20\n"));
	assert_non_null(strstr(b->log->str, "host: 1 10111213\n"));
	assert_non_null(strstr(b->log->str, "host: nobody 0\n"));
	assert_false(tw_bus_busy(b->bus));
}

static void one_that_does_not_look_at_scl_reads_wrong(void **state)
{
	struct bench *b = *state;

	bit_bang(b, "nrf52/blind.so");
	assert_non_null(strstr(b->log->str, "host: "));
	assert_null(strstr(b->log->str, "host: 1 10111213\n"));
}

/* --- several platforms --------------------------------------------------- */

static void three_platforms_share_a_bus(void **state)
{
	struct bench *b = *state;

	add(b, "rp2040", "rp2040/memory.so", "GPIO4", "GPIO5", NULL);
	add(b, "samd51", "samd51/samd51-plain.so", "PA12", "PA13", NULL);
	run_until_it_ends(b, add_nrf52(b, "nrf52/host.so", NULL));
	assert_string_equal(b->log->str,
			    "write 1\n"
			    "17: 78 79 7a\n"
			    /* the counter's own words */
			    "match 80 held\nbyte 80\n"
			    "match 81 dir sr held\n"
			    "send 10\nsend 11\nsend 12\nrefused\nstop\n"
			    "40: 10 11 12\n"
			    "17: 78 79 7a\n");
}

/* --- two peripherals ----------------------------------------------------- */

static void a_chip_speaks_to_itself(void **state)
{
	struct bench *b = *state;

	run_until_it_ends(b, add_nrf52(b, "nrf52/loop.so", b->bus));
	assert_string_equal(b->log->str,
			    "write 0\nread 0\nsame 1\ngone 10001\n");
}

static void add_thermometer(struct bench *b)
{
	struct tw_device_config config = {.name = "temp", .addr = 0x18};

	assert_non_null(tw_bus_attach(
		b->bus, tw_parts_model(&tw_parts, "mcp9808"), &config, NULL));
}

/* A transfer on the other side at 100 kHz: five bytes of nine bits, 450 us. */
static void a_bridge_fetches_while_its_host_waits(void **state)
{
	struct bench *b = *state;
	tw_controller *host = tw_controller_new(b->up, NULL, NULL);
	uint8_t rx[2] = {0};

	add_thermometer(b);
	add_nrf52(b, "nrf52/bridge.so", b->up);
	tw_sim_run(b->sim, TW_MS(1));
	assert_int_equal(tw_controller_write_read(
				 host, 0x42, (const uint8_t *)"\x06", 1, rx, 2),
			 TW_OK);
	assert_memory_equal(rx, "\x00\x54", 2); /* Microchip's id */
	assert_in_range(b->longest_low, 450000, 600000);
}

static void a_bridge_passes_on_what_is_written(void **state)
{
	struct bench *b = *state;
	tw_controller *host = tw_controller_new(b->up, NULL, NULL);
	tw_controller *other = tw_controller_new(b->bus, NULL, NULL);
	uint8_t rx[2] = {0};

	add_thermometer(b);
	add_nrf52(b, "nrf52/bridge.so", b->up);
	tw_sim_run(b->sim, TW_MS(1));
	/* T_UPPER becomes 80 degrees. */
	assert_int_equal(tw_controller_write_to(host, 0x42,
						(const uint8_t *)"\x02\x05\x00",
						3),
			 TW_OK);
	tw_sim_run(b->sim, TW_MS(3));
	assert_int_equal(tw_controller_write_read(other, 0x18,
						  (const uint8_t *)"\x02", 1,
						  rx, 2),
			 TW_OK);
	assert_memory_equal(rx, "\x05\x00", 2);
	assert_string_equal(b->log->str, "");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, up, down)

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		CASE(a_bit_banged_host_waits_for_who_stretches),
		CASE(one_that_does_not_look_at_scl_reads_wrong),
		CASE(three_platforms_share_a_bus),
		CASE(a_chip_speaks_to_itself),
		CASE(a_bridge_fetches_while_its_host_waits),
		CASE(a_bridge_passes_on_what_is_written),
	};

	folder = argc > 1 ? argv[1] : ".";
	return cmocka_run_group_tests(tests, NULL, NULL);
}
