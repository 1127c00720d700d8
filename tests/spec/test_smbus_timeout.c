/* SPDX-License-Identifier: MIT */
/* How long a clock may stay low on an SMBus (specification 3.x, 4.2.7: tTIMEOUT
 * and the sums of stretching). */
#include "party.h"
#include "smbus.h"

#include "twowire/port.h"

/* When the port of that name let a wire go for the last time. */
static uint64_t released_ns(tw_sim *sim, const char *port, enum tw_line line)
{
	uint32_t source = wires_source(sim, port);
	struct tw_trace_iter iter = {0};
	struct tw_record r;
	uint64_t ns = TW_NEVER;

	while (tw_trace_next(tw_sim_trace(sim), &iter, &r))
		if (r.kind == TW_RECORD_PULL && r.source == source &&
		    r.line == line && r.drive == TW_RELEASE)
			ns = r.tick;
	return ns;
}

static uint64_t last_fall_ns(tw_sim *sim)
{
	g_autoptr(GArray) edges = wires_since(sim, 0);
	uint64_t ns = 0;

	for (guint i = 0; i < edges->len; i++) {
		struct edge e = g_array_index(edges, struct edge, i);

		if (e.line == TW_SCL && !e.level)
			ns = e.ns;
	}
	return ns;
}

/* Begins a write to the device and leaves SCL low behind its acknowledge. */
static void stay_low_after_an_address(struct smbus_bench *b, uint8_t addr)
{
	tw_controller_start(b->host);
	smbus_run(b, TW_US(50));
	tw_controller_write(b->host, (uint8_t)(addr << 1));
	smbus_run(b, TW_US(200));
	assert_false(tw_bus_level(b->bus, TW_SCL));
}

/* A target that sends a 0 keeps SDA low; it lets go at the time-out. */
static void a_device_lets_go_when_scl_has_been_low_for_its_timeout(void **state)
{
	static const uint64_t timeouts[] = {TW_MS(25), TW_MS(30), TW_MS(35)};

	for (size_t i = 0; i < G_N_ELEMENTS(timeouts); i++) {
		struct smbus_bench b;

		smbus_make_with(
			&b, (struct tw_smbus_target_config){
				    .addr = 0x2c, .timeout_ns = timeouts[i]});
		smbus_will_answer(&b, "\x00", 1);
		tw_controller_start(b.host);
		smbus_run(&b, TW_US(50));
		tw_controller_write(b.host, 0x59);
		smbus_run(&b, TW_MS(40));
		assert_int_equal(released_ns(b.sim, "device", TW_SDA) -
					 last_fall_ns(b.sim),
				 timeouts[i]);
		assert_int_equal(wires_notes(b.sim, TW_NOTE_DEVICE, "device"),
				 1);
		smbus_said(&b, "ff? !1");
		assert_true(tw_bus_level(b.bus, TW_SDA));
		tw_controller_stop(b.host);
		smbus_run(&b, TW_MS(1));
		smbus_drop(&b);
	}
}

static void a_low_one_nanosecond_shorter_is_borne(void **state)
{
	struct tw_controller_config slow = {.name = "slow", .scl_hz = 20};
	uint8_t bytes[] = {0x12, 0x34};
	struct smbus_bench b;
	tw_controller *c;
	uint64_t fall, low;

	/* The low period from 30 % to 30 %, with the fall before it. */
	smbus_make(&b);
	c = tw_controller_new(b.bus, &slow, NULL);
	assert_int_equal(tw_controller_write_to(c, 0x2c, bytes, 2), TW_OK);
	g_autoptr(GArray) edges = wires_since(b.sim, 0);
	fall = low = 0;
	for (guint i = 0; i < edges->len; i++) {
		struct edge e = g_array_index(edges, struct edge, i);

		if (e.line == TW_SCL && !e.level)
			fall = e.ns;
		else if (e.line == TW_SCL && fall)
			low = MAX(low, e.ns - fall);
	}
	smbus_said(&b, "12=34");
	for (int more = -1; more <= 1; more++) {
		uint64_t timeout = low + (uint64_t)(int64_t)more;
		enum tw_result result;

		tw_smbus_target_set_timeout(b.device, timeout);
		result = tw_controller_write_to(c, 0x2c, bytes, 2);
		/* The level is seen to rise before the time-out is looked at
		 * only if it comes first. */
		if (more < 0 && result != TW_NO_TARGET)
			fail_msg("timeout of low - 1 ns: %s",
				 tw_result_name(result));
		if (more > 0 && result != TW_OK)
			fail_msg("timeout of low + 1 ns: %s",
				 tw_result_name(result));
	}
	smbus_drop(&b);
}

/* From 0.8 V on SCL is low to it, not from 0.3 VDD (0.99 V) on: later. */
static void a_timeout_counts_from_the_devices_own_threshold(void **state)
{
	static const struct tw_sense *const senses[] = {NULL, &tw_sense_smbus};
	uint64_t released[2];

	for (int i = 0; i < 2; i++) {
		struct smbus_bench b;

		smbus_make_with(&b, (struct tw_smbus_target_config){
					    .addr = 0x2c, .sense = senses[i]});
		smbus_will_answer(&b, "\x00", 1);
		tw_controller_start(b.host);
		smbus_run(&b, TW_US(50));
		tw_controller_write(b.host, 0x59);
		smbus_run(&b, TW_MS(40));
		released[i] = released_ns(b.sim, "device", TW_SDA);
		tw_controller_stop(b.host);
		smbus_run(&b, TW_MS(1));
		smbus_drop(&b);
	}
	/* The ramp takes 20 ns from 70 % to 30 %: 50 ns for all of 3.3 V, and
	 * 0.19 V of it lie between. */
	assert_int_equal(released[1] - released[0], 3);
}

static void after_its_timeout_a_device_hears_the_next_start(void **state)
{
	uint8_t bytes[] = {0x12, 0x34};
	struct smbus_bench b;

	smbus_make(&b);
	stay_low_after_an_address(&b, 0x2c);
	tw_controller_write(b.host, 0x12);
	smbus_run(&b, TW_MS(40));
	/* What follows is not for it any more. */
	tw_controller_write(b.host, 0x34);
	smbus_run(&b, TW_MS(1));
	smbus_said(&b, "!1");
	tw_controller_start(b.host);
	smbus_run(&b, TW_MS(1));
	tw_controller_write(b.host, 0x58);
	smbus_run(&b, TW_MS(1));
	tw_controller_stop(b.host);
	smbus_run(&b, TW_MS(1));
	assert_int_equal(tw_controller_write_to(b.host, 0x2c, bytes, 2), TW_OK);
	smbus_said(&b, "12=34");
	smbus_drop(&b);
}

static void a_device_without_a_timeout_waits_for_ever(void **state)
{
	struct smbus_bench b;

	smbus_make_with(&b, (struct tw_smbus_target_config){
				    .addr = 0x2c, .timeout_ns = TW_NEVER});
	stay_low_after_an_address(&b, 0x2c);
	smbus_run(&b, TW_S(10));
	tw_controller_write(b.host, 0x11);
	smbus_run(&b, TW_MS(1));
	tw_controller_stop(b.host);
	smbus_run(&b, TW_MS(1));
	smbus_said(&b, "11=");
	smbus_drop(&b);
}

/* A host's own time-out: the byte ends when the wire is let go, then STOP. */
static void
a_host_sends_stop_after_the_byte_that_was_held_too_long(void **state)
{
	static const struct {
		uint64_t held_ns;
		enum tw_smbus_result result;
		const char *wires;
	} rows[] = {
		{TW_MS(24), TW_SMBUS_OK, "S 58+ 11+ P"},
		{TW_MS(26), TW_SMBUS_TIMEOUT, "S 58+ P"},
		{TW_MS(34), TW_SMBUS_TIMEOUT, "S 58+ P"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct tw_smbus_call call = {.protocol = TW_SMBUS_SEND_BYTE,
					     .addr = 0x2c,
					     .command = 0x11};
		enum tw_smbus_result result = TW_SMBUS_OK;
		struct smbus_bench b;
		tw_port *hand;

		smbus_make_with(&b,
				(struct tw_smbus_target_config){
					.addr = 0x2c, .timeout_ns = TW_NEVER});
		hand = tw_port_new(b.bus, "hand", TW_ROLE_OTHER, NULL, NULL);
		tw_smbus_begin(b.host, &call, NULL, NULL);
		/* Within the address byte. */
		smbus_run(&b, TW_US(42));
		while (tw_bus_level(b.bus, TW_SCL))
			smbus_run(&b, 100);
		tw_port_drive(hand, TW_SCL, TW_LOW);
		smbus_run(&b, rows[i].held_ns);
		tw_port_drive(hand, TW_SCL, TW_RELEASE);
		smbus_run(&b, TW_MS(1));
		EXPECT_WIRES(b.sim, 0, rows[i].wires);
		assert_false(tw_controller_active(b.host));
		assert_int_equal(result, TW_SMBUS_OK);
		smbus_drop(&b);
	}
}

/* Three holds of 10 ms: before the command, the byte, and the STOP. */
static void a_host_may_end_what_was_stretched_too_long_in_all(void **state)
{
	static const struct {
		uint64_t stretch_ns;
		enum tw_smbus_result result;
		const char *wires;
	} rows[] = {
		{0, TW_SMBUS_OK, "S 90+ 11+ 34+ P"},
		{TW_MS(31), TW_SMBUS_OK, "S 90+ 11+ 34+ P"},
		{TW_MS(25), TW_SMBUS_TIMEOUT, "S 90+ 11+ 34+ P"},
		{TW_MS(15), TW_SMBUS_TIMEOUT, "S 90+ 11+ 34+ P"},
		{TW_MS(5), TW_SMBUS_TIMEOUT, "S 90+ 11+ P"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		uint8_t byte = 0x34;
		struct tw_smbus_call call = {
			.protocol = TW_SMBUS_WRITE_BYTE,
			.addr = 0x48,
			.command = 0x11,
			.tx = &byte,
			.tx_len = 1,
			.stretch_ns = rows[i].stretch_ns,
		};
		struct smbus_bench b;
		struct party p;

		smbus_make(&b);
		party_at(&p, b.bus, "slow", 0x48);
		p.hold_at = AT_PROCEED;
		p.hold_ns = TW_MS(10);
		assert_int_equal(tw_smbus_transfer(b.host, &call, 0),
				 rows[i].result);
		EXPECT_WIRES(b.sim, 0, rows[i].wires);
		smbus_drop(&b);
		party_leave(&p);
	}
}

static void a_host_lets_go_of_a_bus_that_stays_low(void **state)
{
	struct tw_smbus_call call = {
		.protocol = TW_SMBUS_SEND_BYTE, .addr = 0x2c, .command = 0x11};
	struct smbus_bench b;
	uint64_t from, start;
	tw_port *hand;

	smbus_make(&b);
	hand = tw_port_new(b.bus, "hand", TW_ROLE_OTHER, NULL, NULL);
	tw_smbus_begin(b.host, &call, NULL, NULL);
	smbus_run(&b, TW_US(42));
	while (tw_bus_level(b.bus, TW_SCL))
		smbus_run(&b, 100);
	tw_port_drive(hand, TW_SCL, TW_LOW);
	smbus_run(&b, TW_MS(34));
	assert_true(tw_controller_active(b.host));
	smbus_run(&b, TW_MS(2));
	assert_false(tw_controller_active(b.host));
	/* No STOP has come; 50 us with both wires high do as well. */
	tw_port_drive(hand, TW_SCL, TW_RELEASE);
	smbus_run(&b, 1000);
	assert_true(tw_bus_busy(b.bus));
	from = tw_sim_now_ns(b.sim);
	assert_int_equal(tw_smbus_transfer(b.host, &call, TW_S(1)),
			 TW_SMBUS_OK);
	smbus_said(&b, "!1 11=");
	g_autoptr(GArray) edges = wires_since(b.sim, from);
	start = g_array_index(edges, struct edge, 0).first;
	assert_in_range(start - from, TW_US(50), TW_US(50) + 20);
	smbus_drop(&b);
}

int main(void)
{
#define T(f) cmocka_unit_test(f)
	const struct CMUnitTest tests[] = {
		T(a_device_lets_go_when_scl_has_been_low_for_its_timeout),
		T(a_low_one_nanosecond_shorter_is_borne),
		T(a_timeout_counts_from_the_devices_own_threshold),
		T(after_its_timeout_a_device_hears_the_next_start),
		T(a_device_without_a_timeout_waits_for_ever),
		T(a_host_sends_stop_after_the_byte_that_was_held_too_long),
		T(a_host_may_end_what_was_stretched_too_long_in_all),
		T(a_host_lets_go_of_a_bus_that_stays_low),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
