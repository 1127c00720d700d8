/* SPDX-License-Identifier: MIT */
/*
 * Ultra Fast-mode: UM10204 3.2. The timing checker, which has the limits of
 * table 14 from elsewhere than the controller, judges.
 */
#include "twowire/timing.h"

#include "party.h"

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	tw_controller *c;
	struct party p;
};

/* A pull-up that alone would need 0.8 x 10 k x 100 p = 0.8 us. */
static void bench_new(struct bench *b)
{
	static const struct tw_bus_config bus = {.pullup_ohm = 10000,
						 .cap_pF = 100,
						 .fall_ns = 10,
						 .ultra_fast = true};

	b->sim = tw_sim_new(0);
	b->bus = tw_bus_new(b->sim, &bus, NULL);
	b->c = tw_controller_new(b->bus, NULL, NULL);
	party_at(&b->p, b->bus, "target", 0x50);
}

static void bench_free(struct bench *b)
{
	assert_true(tw_bus_level(b->bus, TW_SCL));
	assert_true(tw_bus_level(b->bus, TW_SDA));
	tw_sim_free(b->sim);
	party_leave(&b->p);
}

static enum tw_result send(struct bench *b, unsigned flags, uint8_t *data,
			   size_t len)
{
	struct tw_msg m = {.addr = 0x50,
			   .flags = (uint16_t)flags,
			   .len = len,
			   .data = data};
	enum tw_result result = tw_controller_transfer(b->c, &m, 1, TW_MS(5));

	tw_sim_run(b->sim, tw_sim_now_ns(b->sim) + TW_US(1));
	return result;
}

/* 3.2.6: the ninth bit is high, and says nothing. */
static void bytes_go_out_and_nobody_acknowledges(void **state)
{
	uint8_t tx[] = {0x12, 0x00, 0xff};
	struct bench b;

	bench_new(&b);
	assert_int_equal(send(&b, 0, tx, 3), TW_OK);
	EXPECT_WIRES(b.sim, 0, "S a0- 12- 00- ff- P");
	EXPECT_TOLD(&b.p, "A50w W12 W00 Wff P");
	bench_free(&b);
}

static void all_times_are_within_table_14(void **state)
{
	struct tw_timing_config config = {
		.mode = TW_TIMING_ULTRA_FAST, .cb_pF = 100, .vdd_mV = 3300};
	uint8_t tx[] = {0x00, 0xff, 0xa5, 0x5a};
	struct tw_msg m[] = {{.addr = 0x50, .len = 4, .data = tx},
			     {.addr = 0x50, .len = 2, .data = tx}};
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(tw_timing_report) r = NULL;
	struct bench b;

	bench_new(&b);
	assert_int_equal(tw_controller_transfer(b.c, m, 2, TW_MS(5)), TW_OK);
	assert_int_equal(send(&b, 0, tx, 4), TW_OK);
	r = tw_trace_timing(tw_sim_trace(b.sim), 0, &config);
	tw_timing_report_to_text(r, true, text);
	if (tw_timing_report_violations(r, NULL))
		fail_msg("%s", text->str);
	bench_free(&b);
}

/* 200 ns for each of the bits, to the controller's whole nanoseconds. */
static void scl_runs_at_five_megahertz(void **state)
{
	uint8_t tx[] = {0x0f, 0x0f};
	g_autoptr(GArray) edges = NULL;
	struct timing t;
	struct bench b;

	bench_new(&b);
	send(&b, 0, tx, 2);
	edges = wires_since(b.sim, 0);
	t = wires_timing(edges);
	assert_in_range(t.period_min, 200, 201);
	assert_in_range(t.period_max, 200, 201);
	bench_free(&b);
}

/* Table 14: tr at most 50 ns, though the pull-up would take 0.8 us. */
static void the_wires_are_driven_up(void **state)
{
	uint8_t tx[] = {0x55};
	g_autoptr(GArray) edges = NULL;
	struct bench b;

	bench_new(&b);
	send(&b, 0, tx, 1);
	edges = wires_since(b.sim, 0);
	for (guint i = 0; i < edges->len; i++) {
		struct edge e = g_array_index(edges, struct edge, i);

		assert_in_range(e.ns - e.first, 1, 50);
	}
	bench_free(&b);
}

/* 3.2.1: clock stretching is not possible. */
static void a_target_cannot_hold_the_clock(void **state)
{
	uint8_t tx[] = {0x12, 0x34};
	struct bench b;

	bench_new(&b);
	b.p.hold_at = AT_WRITE;
	b.p.hold_ns = TW_NEVER;
	assert_int_equal(send(&b, 0, tx, 2), TW_OK);
	EXPECT_WIRES(b.sim, 0, "S a0- 12- 34- P");
	bench_free(&b);
}

/* Targets have no output: a controller that tries to read gets 1s. */
static void nothing_can_be_read(void **state)
{
	uint8_t rx[2] = {0};
	struct bench b;

	bench_new(&b);
	assert_int_equal(send(&b, TW_MSG_READ, rx, 2), TW_OK);
	assert_int_equal(rx[0], 0xff);
	assert_int_equal(rx[1], 0xff);
	EXPECT_TOLD(&b.p, "");
	bench_free(&b);
}

static void ten_bit_addresses_and_the_start_byte_are_there(void **state)
{
	struct tw_match match = {.addr = 0x2c5, .ten_bit = true};
	uint8_t tx[] = {0x77};
	struct tw_msg m = {.addr = 0x2c5,
			   .flags = TW_MSG_TEN_BIT | TW_MSG_START_BYTE,
			   .len = 1,
			   .data = tx};
	struct bench b;

	bench_new(&b);
	tw_target_listen(b.p.target, &match, 1);
	assert_int_equal(tw_controller_transfer(b.c, &m, 1, TW_MS(5)), TW_OK);
	tw_sim_run(b.sim, tw_sim_now_ns(b.sim) + TW_US(1));
	EXPECT_WIRES(b.sim, 0, "S 01- Sr f4- c5- 77- P");
	EXPECT_TOLD(&b.p, "A2c5tws W77 P");
	bench_free(&b);
}

static void another_driver_on_the_wire_is_a_conflict(void **state)
{
	uint8_t tx[] = {0xff};
	struct bench b;
	tw_port *other;

	bench_new(&b);
	other = tw_port_new(b.bus, "other", TW_ROLE_OTHER, NULL, NULL);
	tw_port_drive(other, TW_SDA, TW_LOW);
	assert_int_equal(wires_notes(b.sim, TW_NOTE_CONFLICT, "other"), 1);
	tw_port_drive(other, TW_SDA, TW_RELEASE);
	tw_sim_run(b.sim, TW_US(1));
	assert_int_equal(send(&b, 0, tx, 1), TW_OK);
	bench_free(&b);
}

/* 5 MHz is this mode's alone. */
static void other_buses_refuse_its_speed(void **state)
{
	struct tw_controller_config fast = {.scl_hz = 1000001};
	g_autoptr(GError) error = NULL;
	tw_sim *sim = tw_sim_new(0);
	tw_bus *bus = tw_bus_new(sim, NULL, NULL);

	assert_null(tw_controller_new(bus, &fast, &error));
	assert_non_null(strstr(error->message, "1 to 1000000"));
	tw_sim_free(sim);
}

#define T(name) cmocka_unit_test(name)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(bytes_go_out_and_nobody_acknowledges),
		T(all_times_are_within_table_14),
		T(scl_runs_at_five_megahertz),
		T(the_wires_are_driven_up),
		T(a_target_cannot_hold_the_clock),
		T(nothing_can_be_read),
		T(ten_bit_addresses_and_the_start_byte_are_there),
		T(another_driver_on_the_wire_is_a_conflict),
		T(other_buses_refuse_its_speed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
