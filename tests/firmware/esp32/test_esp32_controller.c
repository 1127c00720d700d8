/* SPDX-License-Identifier: MIT */
/* driver/i2c_master.h on wires, against models and against an ESP32-S3. */
#include "esp32_bench.h"

static const char *const platforms[] = {"esp32", "esp32s3"};

static void attach(const char *model, uint8_t addr)
{
	struct tw_param part = {"part", "24C256"};
	struct tw_device_config config = {.addr = addr};

	if (!strcmp(model, "24xx")) {
		config.params = &part;
		config.n_params = 1;
	}
	assert_non_null(tw_bus_attach(b.bus, tw_parts_model(&tw_parts, model),
				      &config, NULL));
}

static void add_named(const char *platform, const char *object)
{
	g_autofree char *name = g_strconcat(platform, "-", object, NULL);

	add_chip(name);
}

static void expect(const char *line)
{
	if (!strstr(b.log->str, line))
		fail_msg("no \"%s\" in:\n%s", line, b.log->str);
}

static void models_and_a_target_are_written_and_read(void **state)
{
	for (unsigned i = 0; i < 2; i++) {
		attach("24xx", 0x50);
		attach("mcp9808", 0x18);
		add_chip("esp32s3-memory");
		add_named(platforms[i], "controller");
		run(TW_MS(100));
		expect("probe(bus, 0x50, WAIT_MS): ESP_OK\n");
		expect("probe(bus, 0x55, WAIT_MS): ESP_ERR_NOT_FOUND\n");
		expect("probe(bus, 0x18, WAIT_MS): ESP_OK\n");
		expect("multi_buffer_transmit(rom, parts, 2, WAIT_MS): "
		       "ESP_OK\npolled well\n");
		expect("transmit_receive(rom, at, 2, back, 100, WAIT_MS): "
		       "ESP_OK\npage same\nafter it ff ff\n");
		expect("transmit(rom, at, 2, WAIT_MS): ESP_OK\n");
		expect("receive(rom, back, 1, WAIT_MS): ESP_OK\none 1f\n");
		expect("maker 0054\n");
		expect("said ping\n");
		expect("transmit(nobody, &byte, 1, WAIT_MS): "
		       "ESP_ERR_INVALID_RESPONSE\n");
		expect("receive(nobody, &byte, 1, WAIT_MS): "
		       "ESP_ERR_INVALID_RESPONSE\n");
		expect("transmit(nobody, NULL, 1, WAIT_MS): "
		       "ESP_ERR_INVALID_ARG\n");
		expect("i2c_del_master_bus(bus): ESP_ERR_INVALID_STATE\n"
		       "i2c_master_probe(bus, 0x50, WAIT_MS): ESP_OK\n");
		expect("(any, ops, 7, WAIT_MS): ESP_OK\ngot 0d 10 13\n");
		expect("(any, ops, 9, WAIT_MS): ESP_ERR_INVALID_ARG\n");
		expect("end\n");
		teardown(state);
		setup(state);
	}
}

static struct {
	uint64_t last_fall_ns;
	uint64_t shortest_ns;
} scl;

static void edge(void *user, const struct tw_record *r)
{
	if (r->kind != TW_RECORD_EDGE || r->line != TW_SCL || r->level)
		return;
	if (scl.last_fall_ns)
		scl.shortest_ns =
			MIN(scl.shortest_ns, r->tick - scl.last_fall_ns);
	scl.last_fall_ns = r->tick;
}

/* Up to what the wires' rise adds, and one cycle of the clock. */
static void scl_runs_at_the_rate_of_the_device(void **state)
{
	for (unsigned i = 0; i < 2; i++) {
		scl.last_fall_ns = 0;
		scl.shortest_ns = UINT64_MAX;
		attach("24xx", 0x50);
		add_named(platforms[i], "queued");
		tw_sim_observe(b.sim, TW_TRACE_EDGES, edge, NULL);
		run(TW_MS(20));
		assert_in_range(scl.shortest_ns, 2475, 2900);
		teardown(state);
		setup(state);
	}
}

/* 50 us are 2000 cycles of the ESP32-S3's crystal, more than twice the nine
 * bits that low and high have: the module's clock is divided. */
static void a_slow_scl_has_its_clock_divided(void **state)
{
	scl.last_fall_ns = 0;
	scl.shortest_ns = UINT64_MAX;
	attach("24xx", 0x50);
	add_named("esp32s3", "queued-20k");
	tw_sim_observe(b.sim, TW_TRACE_EDGES, edge, NULL);
	run(TW_MS(20));
	assert_in_range(scl.shortest_ns, 49500, 51000);
}

static void queued_transfers_end_in_order(void **state)
{
	for (unsigned i = 0; i < 2; i++) {
		attach("24xx", 0x50);
		add_named(platforms[i], "queued");
		run(TW_MS(20));
		expect("ops list is full");
		expect(" ESP_ERR_INVALID_STATE\nso far \"\"\n"
		       "0 \"dnd\" ff ff\n");
		teardown(state);
		setup(state);
	}
}

/* A host was reset in the middle of a read of zeros. */
static void hold_sda(void)
{
	static const uint8_t zeros[3];

	assert_int_equal(tw_controller_write_to(b.host, 0x50, zeros, 3), TW_OK);
	run(TW_MS(6));
	assert_int_equal(tw_controller_write_to(b.host, 0x50, zeros, 2), TW_OK);
	tw_controller_start(b.host);
	run(TW_US(20));
	tw_controller_write(b.host, 0xa1);
	run(TW_US(40));
	tw_controller_read_bits(b.host);
	run(TW_US(10));
	tw_controller_reset(b.host);
	run(TW_US(2));
	assert_false(tw_bus_level(b.bus, TW_SDA));
	assert_true(tw_bus_level(b.bus, TW_SCL));
}

static void bus_reset_frees_sda(void **state)
{
	for (unsigned i = 0; i < 2; i++) {
		attach("24xx", 0x50);
		add_named(platforms[i], "reset");
		run(TW_MS(1));
		hold_sda();
		run(TW_MS(50));
		expect("reset: 0\nlevels 1 1\nESP_OK\nESP_OK\n");
		teardown(state);
		setup(state);
	}
}

/* Nine of 10 us, as long as no device's rate is set. */
static void pulses_of_the_silicon_free_sda(void **state)
{
	attach("24xx", 0x50);
	add_chip("esp32s3-pulses");
	run(TW_MS(1));
	hold_sda();
	run(TW_MS(50));
	expect("clearing 1\nclearing 0\nlevels 1 1\nESP_OK\nESP_OK\n");
}

/* The bus is busy: the driver clears it before the transfer. */
static void a_transfer_on_a_busy_bus_clears_it_first(void **state)
{
	attach("24xx", 0x50);
	add_chip("esp32s3-stuck");
	run(TW_MS(1));
	hold_sda();
	run(TW_MS(50));
	expect("levels 0 1\nESP_OK\nESP_OK\n");
}

/* Nobody answers a read: 2^18 cycles of 25 ns are the next power of two above
 * the 5 ms of scl_wait_us. Then START finds no free bus, for ten ticks. */
static void who_holds_scl_makes_a_transfer_time_out(void **state)
{
	add_chip("esp32s3-silent");
	add_chip("esp32s3-impatient");
	run(TW_MS(300));
	expect("timeout detected\nESP_ERR_INVALID_RESPONSE after 6 ms\n");
	expect("I2C software timeout\n");
	expect("ESP_ERR_INVALID_RESPONSE after 9");
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest esp32_controller[] = {
		T(models_and_a_target_are_written_and_read),
		T(scl_runs_at_the_rate_of_the_device),
		T(a_slow_scl_has_its_clock_divided),
		T(queued_transfers_end_in_order),
		T(bus_reset_frees_sda),
		T(pulses_of_the_silicon_free_sda),
		T(a_transfer_on_a_busy_bus_clears_it_first),
		T(who_holds_scl_makes_a_transfer_time_out),
	};

	folder = argc > 1 ? argv[1] : ".";
	return cmocka_run_group_tests(esp32_controller, NULL, NULL);
}
