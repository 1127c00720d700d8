/* SPDX-License-Identifier: MIT */
#include "tw-test.h"

#include "models.h"
#include "twowire/point.h"
#include "twowire/smbus.h"

static int setup(void **state)
{
	*state = bench_new(&tw_model_smbus_device, 0x2c);
	return 0;
}

static enum tw_smbus_result word(struct bench *b, bool write, uint8_t command,
				 uint8_t data[2])
{
	struct tw_smbus_call call = {
		.protocol = write ? TW_SMBUS_WRITE_WORD : TW_SMBUS_READ_WORD,
		.addr = 0x2c,
		.command = command,
		.pec = true,
	};

	if (write) {
		call.tx = data;
		call.tx_len = 2;
	} else {
		call.rx = data;
		call.rx_size = 2;
	}
	return tw_smbus_transfer(b->host, &call, 0);
}

static void words_are_kept_with_and_without_pec(void **state)
{
	uint8_t bytes[] = {0x03, 0x34, 0x12}, rx[2];
	struct bench *b = *state;

	assert_int_equal(word(b, true, 0x0f, (uint8_t[]){0xcd, 0xab}),
			 TW_SMBUS_OK);
	assert_int_equal(tw_controller_write_to(b->host, 0x2c, bytes, 3),
			 TW_OK);
	assert_int_equal(word(b, false, 0x0f, rx), TW_SMBUS_OK);
	assert_memory_equal(rx, "\xcd\xab", 2);
	assert_int_equal(word(b, false, 0x03, rx), TW_SMBUS_OK);
	assert_memory_equal(rx, "\x34\x12", 2);
	assert_int_equal(word(b, false, 0x10, rx), TW_SMBUS_NACKED);
}

static void a_wrong_pec_changes_nothing(void **state)
{
	uint8_t bytes[] = {0x03, 0x34, 0x12, 0x00}, rx[2];
	struct bench *b = *state;

	assert_int_equal(tw_controller_write_to(b->host, 0x2c, bytes, 4),
			 TW_NACKED);
	assert_int_equal(word(b, false, 0x03, rx), TW_SMBUS_OK);
	assert_memory_equal(rx, "\x00\x00", 2);
}

static void the_alert_input_pulls_the_pin_until_it_is_served(void **state)
{
	struct bench *b = *state;
	uint8_t addr;

	bench_set(b, "alert", 1);
	assert_false(bench_pin(b, "ALERT"));
	assert_int_equal(tw_smbus_alert_response(b->host, true, &addr),
			 TW_SMBUS_OK);
	assert_int_equal(addr, 0x2c);
	assert_true(bench_pin(b, "ALERT"));
	assert_int_equal(tw_smbus_alert_response(b->host, true, &addr),
			 TW_SMBUS_NO_TARGET);
}

static void heard(void *user, uint8_t addr, uint16_t data)
{
	uint32_t *got = user;

	*got = (uint32_t)addr << 16 | data;
}

static void the_notify_input_tells_the_host(void **state)
{
	struct bench *b = *state;
	uint32_t got = 0;

	tw_smbus_host_new(b->bus, "notify", heard, &got);
	bench_set(b, "notify", 0xbeef);
	bench_run(b, TW_MS(1));
	assert_int_equal(got, 0x2cbeef);
}

/* 10 in the top bits: dynamic and volatile; bit 0: PEC. */
static void a_volatile_device_gets_its_address_by_its_udid(void **state)
{
	struct bench *b = bench_new_with(&tw_model_smbus_device, 0x2c,
					 "address_type=volatile,"
					 "udid_id=0xcafe0001");
	uint8_t udid[TW_SMBUS_UDID], has;

	assert_int_equal(tw_controller_write_to(b->host, 0x2c, NULL, 0),
			 TW_NO_TARGET);
	assert_int_equal(tw_smbus_arp_get_udid(b->host, 0, udid, &has),
			 TW_SMBUS_OK);
	assert_int_equal(udid[0], 0x81);
	assert_memory_equal(udid + 12, "\xca\xfe\x00\x01", 4);
	assert_int_equal(tw_smbus_arp_assign(b->host, udid, 0x40), TW_SMBUS_OK);
	assert_int_equal(tw_controller_write_to(b->host, 0x40, NULL, 0), TW_OK);
	bench_free((void **)&b);
}

/* Through its supply's point: what persists is the address alone. */
static void a_power_cycle_takes_volatile_addresses_and_alerts(void **state)
{
	static const struct {
		const char *params;
		enum tw_result after;
	} rows[] = {
		{"address_type=volatile", TW_NO_TARGET},
		{"address_type=persistent", TW_OK},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct bench *b = bench_new_with(&tw_model_smbus_device, 0x2c,
						 rows[i].params);
		tw_point *power = tw_sim_point(b->sim, "smbus-device.power");
		uint8_t udid[TW_SMBUS_UDID], addr;

		tw_smbus_arp_get_udid(b->host, 0, udid, &addr);
		tw_smbus_arp_assign(b->host, udid, 0x40);
		bench_set(b, "alert", 1);
		tw_point_act(power, 0);
		bench_run(b, TW_MS(1));
		assert_int_equal(tw_smbus_alert_response(b->host, false, &addr),
				 TW_SMBUS_NO_TARGET);
		assert_int_equal(tw_smbus_arp_prepare(b->host),
				 TW_SMBUS_NO_TARGET);
		bench_set(b, "alert", 0);
		tw_point_act(power, 1);
		bench_run(b, TW_MS(1));
		assert_int_equal(tw_controller_write_to(b->host, 0x40, NULL, 0),
				 rows[i].after);
		assert_int_equal(tw_smbus_arp_prepare(b->host), TW_SMBUS_OK);
		bench_free((void **)&b);
	}
}

/* 4 mA through 1000 ohm from 5 V: a low wire is at 1 V, which is below 0.3 VDD
 * and above SMBus's 0.8 V. */
static void a_weak_low_is_none_to_smbus_thresholds(void **state)
{
	static const struct tw_sense *const senses[] = {NULL, &tw_sense_smbus};
	static const enum tw_result results[] = {TW_OK, TW_NO_TARGET};

	for (int i = 0; i < 2; i++) {
		struct tw_bus_config weak = {
			.vdd_mV = 5000, .pullup_ohm = 1000, .sink_mA = 4};
		struct tw_device_config config = {.addr = 0x2c,
						  .sense = senses[i]};
		tw_sim *sim = tw_sim_new(0);
		tw_bus *bus = tw_bus_new(sim, &weak, NULL);
		tw_controller *host = tw_controller_new(bus, NULL, NULL);

		assert_non_null(tw_bus_attach(bus, &tw_model_smbus_device,
					      &config, NULL));
		assert_int_equal(tw_controller_write_to(host, 0x2c, NULL, 0),
				 results[i]);
		tw_sim_free(sim);
	}
}

static void without_arp_the_default_address_is_not_answered(void **state)
{
	struct bench *b = bench_new_with(&tw_model_smbus_device, 0x2c,
					 "address_type=no-arp");

	assert_int_equal(tw_smbus_arp_prepare(b->host), TW_SMBUS_NO_TARGET);
	bench_free((void **)&b);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, bench_free)
	const struct CMUnitTest tests[] = {
		T(words_are_kept_with_and_without_pec),
		T(a_wrong_pec_changes_nothing),
		T(the_alert_input_pulls_the_pin_until_it_is_served),
		T(the_notify_input_tells_the_host),
		cmocka_unit_test(
			a_volatile_device_gets_its_address_by_its_udid),
		cmocka_unit_test(
			a_power_cycle_takes_volatile_addresses_and_alerts),
		cmocka_unit_test(a_weak_low_is_none_to_smbus_thresholds),
		cmocka_unit_test(
			without_arp_the_default_address_is_not_answered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
