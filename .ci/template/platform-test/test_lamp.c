/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "twowire/bus.h"
#include "twowire/chip.h"
#include "twowire/controller.h"
#include "twowire/parts.h"
#include "twowire/sim.h"

static const char *object;

static tw_chip *add(tw_sim *sim, tw_bus *bus, const char *sda, GError **error)
{
	const struct tw_chip_pin pins[] = {
		{"SCL", .bus = bus, .line = TW_SCL},
		{sda, .bus = bus, .line = TW_SDA},
	};
	const struct tw_chip_config config = {
		.name = "dut", .object = object, .pins = pins, .n_pins = 2};

	return tw_chip_new(sim, tw_parts_platform(&tw_parts, "lamp"), &config,
			   error);
}

static void firmware_answers_with_the_inverse(void **state)
{
	tw_sim *sim = tw_sim_new(1);
	tw_bus *bus = tw_bus_new(sim, NULL, NULL);
	tw_controller *host = tw_controller_new(bus, NULL, NULL);
	const uint8_t byte = 0x5a;
	uint8_t answer = 0;

	assert_non_null(add(sim, bus, "SDA", NULL));
	tw_sim_run(sim, TW_MS(1));
	assert_int_equal(tw_controller_write_to(host, 0x33, &byte, 1), TW_OK);
	assert_int_equal(tw_controller_read_from(host, 0x33, &answer, 1),
			 TW_OK);
	assert_int_equal(answer, 0xa5);
	tw_sim_free(sim);
}

static void a_pin_it_has_not_is_an_error(void **state)
{
	tw_sim *sim = tw_sim_new(1);
	g_autoptr(GError) error = NULL;

	assert_null(add(sim, tw_bus_new(sim, NULL, NULL), "SDX", &error));
	assert_non_null(strstr(error->message, "SCL or SDA"));
	tw_sim_free(sim);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest lamp[] = {
		cmocka_unit_test(firmware_answers_with_the_inverse),
		cmocka_unit_test(a_pin_it_has_not_is_an_error),
	};

	object = argc > 1 ? argv[1] : "inverse.so";
	return cmocka_run_group_tests(lamp, NULL, NULL);
}
