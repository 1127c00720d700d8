/* SPDX-License-Identifier: MIT */
/*
 * The host-side calls as firmware on a platform's own I2C block: what
 * fw/host_calls.c prints must be what the devices' data sheets and the wires
 * say, and the same on every platform but for what silicon cannot see.
 *
 * usage: test_i2chost PLATFORM OBJECT SCL_PIN SDA_PIN
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <glib.h>

#include "twowire/actor.h"
#include "twowire/bus.h"
#include "twowire/chip.h"
#include "twowire/device.h"
#include "twowire/fault.h"
#include "twowire/observer.h"
#include "twowire/parts.h"
#include "twowire/sim.h"
#include "twowire/target.h"

static char **args;

static struct {
	tw_sim *sim;
	tw_bus *bus;
	tw_chip *chip;
	tw_target *slow;
	struct tw_timer timer;
	unsigned n_bytes; /* of a write to the picky target */
	unsigned n_restarts;
	GString *log;
} b;

static void observed(void *user, const struct tw_record *r)
{
	if (r->kind != TW_RECORD_NOTE || r->note != TW_NOTE_OUTPUT)
		return;
	g_string_append_len(b.log, r->text, (gssize)r->text_len);
	g_string_append_c(b.log, '\n');
}

static enum tw_answer addressed(void *user, const struct tw_address *a)
{
	b.n_bytes = 0;
	return TW_ACK;
}

static enum tw_answer picky_written(void *user, uint8_t byte)
{
	return ++b.n_bytes % 3 ? TW_ACK : TW_NACK;
}

static enum tw_answer slow_written(void *user, uint8_t byte)
{
	tw_timer_after(tw_bus_queue(b.bus), &b.timer, TW_MS(80));
	return TW_HOLD;
}

static void slow_gives_up(void *user)
{
	tw_target_abandon(b.slow);
}

static tw_target *add(const char *name, uint16_t addr,
		      const struct tw_target_ops *ops)
{
	struct tw_target_config config = {.name = name, .ops = ops};
	struct tw_match match = {.addr = addr};
	tw_target *t = tw_target_new(b.bus, &config);

	tw_target_listen(t, &match, 1);
	return t;
}

static void add_model(const char *model, uint8_t addr, const char *part)
{
	struct tw_param param = {"part", part};
	struct tw_device_config config = {
		.addr = addr, .params = &param, .n_params = part ? 1 : 0};
	GError *error = NULL;

	if (!tw_bus_attach(b.bus, tw_parts_model(&tw_parts, model), &config,
			   &error))
		fail_msg("%s", error->message);
}

static int up(void **state)
{
	static const struct tw_target_ops picky = {.address = addressed,
						   .write = picky_written};
	static const struct tw_target_ops plain = {.address = addressed};
	static const struct tw_target_ops slow = {.address = addressed,
						  .write = slow_written};
	struct tw_chip_pin pins[] = {
		{.pin = args[3], .line = TW_SCL},
		{.pin = args[4], .line = TW_SDA},
	};
	struct tw_chip_config chip = {
		.name = "host", .object = args[2], .pins = pins, .n_pins = 2};
	GError *error = NULL;

	b.sim = tw_sim_new(1);
	b.bus = tw_bus_new(b.sim, NULL, NULL);
	b.log = g_string_new(NULL);
	b.timer = (struct tw_timer){.fire = slow_gives_up};
	add_model("mcp9808", 0x18, NULL);
	add_model("24xx", 0x50, "24C02");
	add_model("24xx", 0x51, "24C256");
	add("picky", 0x41, &picky);
	add("disturbed", 0x55, &plain);
	b.slow = add("slow", 0x42, &slow);
	pins[0].bus = pins[1].bus = b.bus;
	b.chip = tw_chip_new(b.sim, tw_parts_platform(&tw_parts, args[1]),
			     &chip, &error);
	if (!b.chip)
		fail_msg("%s", error->message);
	/* Pulls where the host sends a one. */
	if (!tw_fault_new(b.bus, "rival",
			  "hold-low line=sda for_ns=60000 at byte=1 bit=1 "
			  "addr=0x55",
			  &error))
		fail_msg("%s", error->message);
	tw_sim_observe(b.sim, TW_TRACE_NOTES, observed, NULL);
	return 0;
}

static int down(void **state)
{
	tw_sim_free(b.sim);
	g_string_free(b.log, TRUE);
	memset(&b, 0, sizeof b);
	return 0;
}

static void every_call_does_what_its_header_says(void **state)
{
	static const char *said = "init 0\n"
				  "scan 18 41 42 50 51 55\n"
				  "first of 6: 6 18\n"
				  "manufacturer 0 00 54\n"
				  "device 0 04 00\n"
				  "again 0 04 00\n"
				  "writeto_mem 8 0\n"
				  "was writing\n"
				  "readfrom_mem 8 0 77 6f 77 69 72 65\n"
				  "writeto_mem 16 0\n"
				  "was writing\n"
				  "writeto without stop 2\n"
				  "readfrom 0 74 77 6f 77 69 72 65\n"
				  "readfrom_mem 16 0 69 72 65\n"
				  "writeto nobody -4\n"
				  "readfrom nobody -4\n"
				  "writeto picky 2\n"
				  "two to picky 2\n"
				  "writeto_mem picky -5\n"
				  "readfrom_mem picky -5\n"
				  "disturbed -7\n"
				  "slow -6\n"
				  "well again 0 04 00\n"
				  "address 0x80 -2\n"
				  "read nothing -2\n"
				  "addrsize 12 -2\n"
				  "addrsize 40 -2\n"
				  "in use -3\n"
				  "one pin -2\n"
				  "closed -2\n"
				  "reopened 0\n"
				  "manufacturer 0 00 54\n";

	tw_sim_run(b.sim, TW_S(2));
	if (tw_chip_failure(b.chip))
		fail_msg("%s, after\n%s", tw_chip_failure(b.chip), b.log->str);
	/* An nRF52's TWIM knows of no other host. */
	if (!strcmp(args[1], "nrf52"))
		g_string_replace(b.log, "disturbed 1\n", "disturbed -7\n", 1);
	assert_string_equal(b.log->str, said);
	if (!g_str_has_prefix(args[1], "esp32")) /* where only a task ends */
		assert_int_equal(tw_chip_state(b.chip), TW_CHIP_ENDED);
	assert_true(tw_bus_level(b.bus, TW_SCL));
	assert_true(tw_bus_level(b.bus, TW_SDA));
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			every_call_does_what_its_header_says, up, down),
	};

	args = argv;
	return argc == 5 ? cmocka_run_group_tests(tests, NULL, NULL) : 2;
}
