/* SPDX-License-Identifier: MIT */
/* PCA9546A and PCA9548A as their data sheets have them, with two buses that
 * each have a target at 0x50 behind the switch. */
#include "tw-test.h"

#include <string.h>

#include "models.h"
#include "twowire/point.h"
#include "twowire/port.h"
#include "twowire/target.h"

enum { MUX = 0x70, ROM = 0x50 };

struct mux {
	tw_sim *sim;
	tw_bus *trunk, *far[2];
	tw_controller *host;
	tw_device *dut, *rom[2];
	tw_net *reset;
};

static struct mux *mux_new(const char *part)
{
	struct tw_param param = {"part", part};
	struct tw_device_config config = {
		.addr = MUX, .params = &param, .n_params = 1};
	struct mux *m = g_new0(struct mux, 1);
	GError *error = NULL;

	m->sim = tw_sim_new(1);
	m->trunk = tw_bus_new(m->sim, NULL, NULL);
	m->host = tw_controller_new(m->trunk, NULL, NULL);
	m->dut = tw_bus_attach(m->trunk, &tw_model_pca954x, &config, &error);
	assert_null(error);
	m->reset = tw_net_new(m->sim, "RESET#", true);
	assert_true(tw_device_wire_pin(m->dut, "RESET", m->reset));
	for (unsigned i = 0; i < 2; i++) {
		struct tw_bus_config far = {.name = i ? "three" : "zero"};
		struct tw_device_config at = {.addr = ROM};

		m->far[i] = tw_bus_new(m->sim, &far, NULL);
		assert_true(tw_device_wire_channel(m->dut, i ? 3 : 0, m->far[i],
						   &error));
		m->rom[i] =
			tw_bus_attach(m->far[i], &tw_model_24xx, &at, &error);
		assert_null(error);
	}
	return m;
}

static void mux_free(struct mux *m)
{
	tw_sim_free(m->sim);
	g_free(m);
}

static void settle(struct mux *m)
{
	tw_sim_run(m->sim, tw_sim_now_ns(m->sim) + TW_MS(10));
}

static enum tw_result control(struct mux *m, uint8_t value)
{
	return tw_controller_write_to(m->host, MUX, &value, 1);
}

static uint8_t read_control(struct mux *m)
{
	uint8_t value = 0x5a;

	assert_int_equal(tw_controller_read_from(m->host, MUX, &value, 1),
			 TW_OK);
	return value;
}

static bool rom_answers(struct mux *m)
{
	return tw_controller_write_to(m->host, ROM, NULL, 0) == TW_OK;
}

static void at_power_on_no_channel_is_selected(void **state)
{
	struct mux *m = mux_new("PCA9548A");

	assert_int_equal(read_control(m), 0x00);
	assert_false(rom_answers(m));
	mux_free(m);
}

static void a_selected_channel_is_reached_and_no_other(void **state)
{
	struct mux *m = mux_new("PCA9548A");
	const uint8_t tx[2] = {0x10, 0xab};

	assert_int_equal(control(m, 1u << 3), TW_OK);
	assert_int_equal(tw_controller_write_to(m->host, ROM, tx, 2), TW_OK);
	settle(m);
	assert_int_equal(tw_device_memory(m->rom[1], NULL)[0x10], 0xab);
	assert_int_equal(tw_device_memory(m->rom[0], NULL)[0x10], 0xff);
	assert_int_equal(read_control(m), 0x08);
	assert_int_equal(control(m, 0), TW_OK);
	assert_false(rom_answers(m));
	mux_free(m);
}

/* Two parts with one address behind two selected channels are twins. */
static void with_two_channels_selected_two_parts_answer(void **state)
{
	struct mux *m = mux_new("PCA9548A");
	const uint8_t tx[2] = {0x10, 0xab};

	assert_int_equal(control(m, 0x09), TW_OK);
	assert_int_equal(tw_controller_write_to(m->host, ROM, tx, 2), TW_OK);
	settle(m);
	assert_int_equal(tw_device_memory(m->rom[0], NULL)[0x10], 0xab);
	assert_int_equal(tw_device_memory(m->rom[1], NULL)[0x10], 0xab);
	mux_free(m);
}

/* "If multiple bytes are received, it saves the last." */
static void the_last_byte_written_counts(void **state)
{
	struct mux *m = mux_new("PCA9548A");
	const uint8_t tx[3] = {0xff, 0x00, 0x81};

	assert_int_equal(tw_controller_write_to(m->host, MUX, tx, 3), TW_OK);
	assert_int_equal(read_control(m), 0x81);
	mux_free(m);
}

/* Not with the acknowledge, and not with a repeated START: with the STOP, be it
 * of a message to somebody else. */
static void a_channel_becomes_active_with_the_stop(void **state)
{
	struct mux *m = mux_new("PCA9548A");
	uint8_t one = 0x01;
	struct tw_msg msgs[2] = {
		{.addr = MUX, .len = 1, .data = &one},
		{.addr = ROM},
	};

	assert_int_equal(tw_controller_transfer(m->host, msgs, 2, TW_MS(10)),
			 TW_NO_TARGET);
	settle(m);
	assert_true(rom_answers(m));
	mux_free(m);
}

static void a_9546_has_four_channels(void **state)
{
	struct mux *m = mux_new("PCA9546A");
	g_autoptr(GError) error = NULL;

	assert_int_equal(control(m, 0xf8), TW_OK);
	assert_int_equal(read_control(m), 0x08);
	assert_true(rom_answers(m));
	assert_false(tw_device_wire_channel(m->dut, 4, m->far[0], &error));
	assert_string_equal(
		error->message,
		"pca954x: it has 4 channels, there is no channel 4");
	mux_free(m);
}

static void drive_reset(struct mux *m, tw_pin *pin, bool low)
{
	tw_pin_drive(pin, low ? TW_LOW : TW_RELEASE);
	tw_sim_run(m->sim, tw_sim_now_ns(m->sim) + TW_US(1));
}

/* A channel whose SDA somebody holds takes the trunk with it; RESET is the way
 * out. */
static void reset_frees_a_trunk_from_a_stuck_channel(void **state)
{
	struct mux *m = mux_new("PCA9548A");
	tw_port *stuck =
		tw_port_new(m->far[0], "stuck", TW_ROLE_OTHER, NULL, NULL);
	tw_pin *pin =
		tw_pin_new(m->reset, tw_bus_queue(m->trunk), "cpu", NULL, NULL);

	tw_port_drive(stuck, TW_SDA, TW_LOW);
	assert_int_equal(control(m, 0x08), TW_OK);
	assert_true(rom_answers(m));
	assert_int_equal(control(m, 0x01), TW_OK);
	settle(m);
	assert_false(tw_bus_level(m->trunk, TW_SDA));
	drive_reset(m, pin, true);
	assert_true(tw_bus_level(m->trunk, TW_SDA));
	assert_false(tw_bus_level(m->far[0], TW_SDA));
	assert_int_equal(tw_controller_write_to(m->host, MUX, NULL, 0),
			 TW_NO_TARGET);
	drive_reset(m, pin, false);
	assert_int_equal(read_control(m), 0x00);
	assert_int_equal(control(m, 0x08), TW_OK);
	assert_true(rom_answers(m));
	mux_free(m);
}

/* In the middle of a byte that it sends, RESET lets go of SDA at once. */
static void reset_ends_a_read_at_any_bit(void **state)
{
	for (uint64_t at = TW_US(100); at < TW_US(200); at += 1777) {
		struct mux *m = mux_new("PCA9548A");
		tw_pin *pin = tw_pin_new(m->reset, tw_bus_queue(m->trunk),
					 "cpu", NULL, NULL);
		uint8_t rx[4];
		struct tw_msg msg = {.addr = MUX,
				     .flags = TW_MSG_READ,
				     .len = 4,
				     .data = rx};

		tw_controller_begin(m->host, &msg, 1, NULL, NULL);
		tw_sim_run(m->sim, at);
		drive_reset(m, pin, true);
		assert_int_equal(
			tw_port_driving(tw_bus_port(m->trunk, "pca954x"),
					TW_SDA),
			TW_RELEASE);
		drive_reset(m, pin, false);
		settle(m);
		assert_int_equal(read_control(m), 0x00);
		mux_free(m);
	}
}

/* A switch that sticks closed: deselecting does not help. */
static void a_stuck_switch_ignores_the_register(void **state)
{
	struct mux *m = mux_new("PCA9548A");

	tw_point_act(tw_sim_point(m->sim, "pca954x.3"), 1);
	assert_true(rom_answers(m));
	assert_int_equal(read_control(m), 0x00);
	mux_free(m);
}

static void without_supply_all_channels_are_open(void **state)
{
	struct mux *m = mux_new("PCA9548A");

	assert_int_equal(control(m, 0x08), TW_OK);
	assert_true(rom_answers(m));
	tw_point_act(tw_sim_point(m->sim, "pca954x.power"), 0);
	assert_false(rom_answers(m));
	tw_point_act(tw_sim_point(m->sim, "pca954x.power"), 1);
	assert_int_equal(read_control(m), 0x00);
	mux_free(m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(at_power_on_no_channel_is_selected),
		cmocka_unit_test(a_selected_channel_is_reached_and_no_other),
		cmocka_unit_test(with_two_channels_selected_two_parts_answer),
		cmocka_unit_test(the_last_byte_written_counts),
		cmocka_unit_test(a_channel_becomes_active_with_the_stop),
		cmocka_unit_test(a_9546_has_four_channels),
		cmocka_unit_test(reset_frees_a_trunk_from_a_stuck_channel),
		cmocka_unit_test(reset_ends_a_read_at_any_bit),
		cmocka_unit_test(a_stuck_switch_ignores_the_register),
		cmocka_unit_test(without_supply_all_channels_are_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
