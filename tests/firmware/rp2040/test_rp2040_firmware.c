/* SPDX-License-Identifier: MIT */
/*
 * Firmware on the rp2040 platform: the HAL it is compiled with, its I2C blocks
 * and pins on real wires. Each firmware prints what it saw.
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
#include "twowire/target.h"

static const char *folder;

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	tw_net *net;
	GString *log;
	GString *edges;
};

static void observed(void *user, const struct tw_record *r)
{
	struct bench *b = user;

	if (r->kind == TW_RECORD_EDGE)
		g_string_append_printf(b->edges, "%" G_GUINT64_FORMAT " %u%u\n",
				       r->tick, r->line, r->level);
	if (r->kind != TW_RECORD_NOTE || r->note != TW_NOTE_OUTPUT)
		return;
	g_string_append_len(b->log, r->text, (gssize)r->text_len);
	g_string_append_c(b->log, '\n');
}

static int up(void **state)
{
	struct bench *b = g_new0(struct bench, 1);

	b->sim = tw_sim_new(1);
	b->bus = tw_bus_new(b->sim, NULL, NULL);
	b->net = tw_net_new(b->sim, "wire", false);
	b->log = g_string_new(NULL);
	b->edges = g_string_new(NULL);
	tw_sim_observe(b->sim, TW_TRACE_ALL, observed, b);
	*state = b;
	return 0;
}

static int down(void **state)
{
	struct bench *b = *state;

	tw_sim_free(b->sim);
	g_string_free(b->log, TRUE);
	g_string_free(b->edges, TRUE);
	g_free(b);
	return 0;
}

/* GPIO2 to 7 on the bus, as the I2C blocks have them; 10 and 11 on the net. */
static struct tw_chip_config wired(struct bench *b, struct tw_chip_pin pins[8])
{
	static const char *const names[] = {"GPIO2",  "GPIO3", "GPIO4",
					    "GPIO5",  "GPIO6", "GPIO7",
					    "GPIO10", "GPIO11"};

	for (unsigned i = 0; i < 8; i++)
		pins[i] = (struct tw_chip_pin){
			.pin = names[i],
			.bus = i < 6 ? b->bus : NULL,
			.line = i % 2 ? TW_SCL : TW_SDA,
			.net = i < 6 ? NULL : b->net,
		};
	return (struct tw_chip_config){.pins = pins, .n_pins = 8};
}

static tw_chip *add_chip(struct bench *b, const char *name, bool yield_always)
{
	g_autofree char *file = g_strconcat(name, ".so", NULL);
	g_autofree char *path = g_build_filename(folder, file, NULL);
	struct tw_chip_pin pins[8];
	struct tw_chip_config config = wired(b, pins);
	GError *error = NULL;
	tw_chip *chip;

	config.name = name;
	config.object = path;
	config.yield_always = yield_always;
	chip = tw_chip_new(b->sim, tw_parts_platform(&tw_parts, "rp2040"),
			   &config, &error);
	if (!chip)
		fail_msg("%s", error->message);
	return chip;
}

static void run(struct bench *b, tw_chip *chip)
{
	tw_sim_run(b->sim, TW_MS(100));
	if (tw_chip_state(chip) != TW_CHIP_ENDED)
		fail_msg("%s: %s", b->log->str,
			 tw_chip_failure(chip) ? tw_chip_failure(chip)
					       : "still running");
}

/* --- the HAL ------------------------------------------------------------- */

static void the_hal_keeps_its_promises(void **state)
{
	struct bench *b = *state;

	run(b, add_chip(b, "hal", false));
	if (strstr(b->log->str, "NO"))
		fail_msg("%s", b->log->str);
	assert_non_null(strstr(b->log->str, "sleep_ms yes\n"));
	assert_non_null(strstr(b->log->str, "chip yes\n"));
}

/* Eight words of room, VLD and RDY clear, WOF and ROE set: RP2040 data sheet,
 * 2.3.1.4. The launch's nine words are all sent back. */
static void two_cores_share_a_chip(void **state)
{
	static const char *said = "core 1 wrote 3 bytes\n"
				  "and read abcd\n"
				  "on core 1, this is 0\n"
				  "counted 2000\n"
				  "interrupts on core 0 0, core 1 3\n"
				  "mail 42\n"
				  "room for 8, status 0, then c, cleared 0\n"
				  "sent back 1 1 1 1 1 1 1 1 1, then 1a\n";

	for (int always = 0; always < 2; always++) {
		struct bench *b = *state;

		run(b, add_chip(b, "cores", always));
		assert_string_equal(b->log->str, said);
		if (!always) {
			down(state);
			up(state);
		}
	}
}

/* RP2040 data sheet, 2.5: a trigger loads the count again, a ring's address
 * goes on in it, BSWAP turns the word round, and a channel that nobody asks
 * waits. */
static void dma_serves_the_i2c_block_and_moves_memory(void **state)
{
	static const char *said = "read a1 a2 a3 a4 a5 a6 a7 a8, 1 interrupt\n"
				  "chained 1020304 1000000 4030201\n"
				  "ring 5 6 3 4, then 3 4 5 6\n"
				  "waits 1, aborted 0, left 1\n";
	const struct tw_param part = {"part", "24C02"};
	const struct tw_device_config rom = {
		.addr = 0x50, .params = &part, .n_params = 1};
	struct bench *b = *state;

	assert_non_null(tw_bus_attach(b->bus, tw_parts_model(&tw_parts, "24xx"),
				      &rom, NULL));
	run(b, add_chip(b, "dma", false));
	assert_string_equal(b->log->str, said);
}

static void handlers_by_name_need_no_hal(void **state)
{
	struct bench *b = *state;

	run(b, add_chip(b, "named", false));
	assert_string_equal(b->log->str, "1\n");
}

static void an_interrupt_without_handler_is_a_crash(void **state)
{
	struct bench *b = *state;
	tw_chip *chip = add_chip(b, "unhandled", false);

	assert_int_equal(tw_sim_run(b->sim, TW_MS(1)), TW_RUN_FAILED);
	assert_non_null(
		strstr(tw_chip_failure(chip), "unhandled interrupt 26"));
}

static void a_block_that_is_not_simulated_is_a_crash(void **state)
{
	struct bench *b = *state;
	tw_chip *chip = add_chip(b, "absent", false);

	assert_int_equal(tw_sim_run(b->sim, TW_MS(1)), TW_RUN_FAILED);
	assert_non_null(strstr(tw_chip_failure(chip), "40034000"));
	assert_non_null(strstr(tw_chip_failure(chip), "absent.c:"));
}

/* --- I2C ----------------------------------------------------------------- */

static const char master_log[] =
	"baud 399361\n" /* 125 MHz / 313, 313 being 312.5 rounded */
	"write 9\nseek 1\npart 3\nrest 5\nsame 1\n"
	"nobody -1\nnobody -1\nagain 1\n"
	"bursts 1\n";

static void two_chips_write_and_read_on_one_bus(void **state)
{
	struct bench *b = *state;

	add_chip(b, "memory", false);
	run(b, add_chip(b, "master", false));
	assert_string_equal(b->log->str, master_log);
	assert_false(tw_bus_busy(b->bus));
}

static void a_turn_at_every_hook_changes_no_edge(void **state)
{
	struct bench *b = *state;
	g_autofree char *edges = NULL;

	add_chip(b, "memory", false);
	run(b, add_chip(b, "master", false));
	edges = g_strdup(b->edges->str);
	down(state);
	up(state);
	b = *state;
	add_chip(b, "memory", true);
	run(b, add_chip(b, "master", true));
	assert_string_equal(b->edges->str, edges);
}

static void a_simulated_host_reads_what_it_wrote(void **state)
{
	struct bench *b = *state;
	tw_controller *host = tw_controller_new(b->bus, NULL, NULL);
	uint8_t rx[4] = {0};

	add_chip(b, "memory", false);
	tw_sim_run(b->sim, TW_MS(1));
	assert_int_equal(tw_controller_write_to(host, 0x17,
						(const uint8_t *)"\x80ping", 5),
			 TW_OK);
	assert_int_equal(tw_controller_write_read(
				 host, 0x17, (const uint8_t *)"\x80", 1, rx, 4),
			 TW_OK);
	assert_memory_equal(rx, "ping", 4);
	assert_int_equal(tw_controller_write_to(host, 0x18, NULL, 0),
			 TW_NO_TARGET);
}

static void reset_begins_firmware_and_blocks_anew(void **state)
{
	struct bench *b = *state;
	tw_controller *host = tw_controller_new(b->bus, NULL, NULL);
	tw_chip *chip = add_chip(b, "memory", false);
	uint8_t rx = 0xff;

	tw_sim_run(b->sim, TW_MS(1));
	tw_controller_write_to(host, 0x17, (const uint8_t *)"\x80ping", 5);
	tw_chip_reset(chip);
	tw_sim_run(b->sim, tw_sim_now_ns(b->sim) + TW_MS(1));
	assert_int_equal(tw_controller_write_read(host, 0x17,
						  (const uint8_t *)"\x80", 1,
						  &rx, 1),
			 TW_OK);
	assert_int_equal(rx, 0);
}

/* Accepts one byte at 0x30; never answers at 0x31. */
static enum tw_answer awkward_address(void *user, const struct tw_address *addr)
{
	return addr->addr == 0x31 ? TW_HOLD : TW_ACK;
}

static enum tw_answer awkward_write(void *user, uint8_t byte)
{
	return byte == 1 ? TW_ACK : TW_NACK;
}

static const struct tw_target_ops awkward_ops = {.address = awkward_address,
						 .write = awkward_write};

static void failures_come_back_as_the_hal_says(void **state)
{
	struct bench *b = *state;
	struct tw_target_config config = {.name = "awkward",
					  .ops = &awkward_ops};
	struct tw_match matches[] = {{.addr = 0x30}, {.addr = 0x31}};

	tw_target_listen(tw_target_new(b->bus, &config), matches, 2);
	run(b, add_chip(b, "impatient", false));
	assert_string_equal(b->log->str,
			    "refused 1\ntimeout -2 1\nper char -2\n");
}

static void a_bit_banged_host_reads_a_model(void **state)
{
	struct bench *b = *state;
	struct tw_device_config config = {.name = "temp", .addr = 0x18};

	assert_non_null(tw_bus_attach(
		b->bus, tw_parts_model(&tw_parts, "mcp9808"), &config, NULL));
	run(b, add_chip(b, "bitbang", false));
	assert_string_equal(b->log->str, "1 0054\n0\n"); /* Microchip's id */
}

/* --- pins ---------------------------------------------------------------- */

static void expect_refusal(struct bench *b, const struct tw_chip_pin *pins,
			   size_t n, const char *message)
{
	g_autofree char *path = g_build_filename(folder, "named.so", NULL);
	struct tw_chip_config config = {
		.name = "pico", .object = path, .pins = pins, .n_pins = n};
	g_autoptr(GError) error = NULL;

	assert_null(tw_chip_new(b->sim, tw_parts_platform(&tw_parts, "rp2040"),
				&config, &error));
	assert_string_equal(error->message, message);
}

static void pins_that_are_not_there_are_refused(void **state)
{
	struct bench *b = *state;

	expect_refusal(b, &(struct tw_chip_pin){"GPIO30", .bus = b->bus}, 1,
		       "pico.pins: expected GPIO0 to GPIO29, got GPIO30");
}

static void a_pin_goes_to_one_wire_only(void **state)
{
	struct bench *b = *state;
	const struct tw_chip_pin twice[] = {{"GPIO4", .bus = b->bus},
					    {"GPIO4", .net = b->net}};

	expect_refusal(b, twice, 2,
		       "pico.pins.GPIO4: expected one wire, got two");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, up, down)

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		CASE(the_hal_keeps_its_promises),
		CASE(dma_serves_the_i2c_block_and_moves_memory),
		CASE(two_cores_share_a_chip),
		CASE(handlers_by_name_need_no_hal),
		CASE(an_interrupt_without_handler_is_a_crash),
		CASE(a_block_that_is_not_simulated_is_a_crash),
		CASE(two_chips_write_and_read_on_one_bus),
		CASE(a_turn_at_every_hook_changes_no_edge),
		CASE(a_simulated_host_reads_what_it_wrote),
		CASE(reset_begins_firmware_and_blocks_anew),
		CASE(failures_come_back_as_the_hal_says),
		CASE(a_bit_banged_host_reads_a_model),
		CASE(pins_that_are_not_there_are_refused),
		CASE(a_pin_goes_to_one_wire_only),
	};

	folder = argc > 1 ? argv[1] : ".";
	return cmocka_run_group_tests(tests, NULL, NULL);
}
