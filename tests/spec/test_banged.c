/* SPDX-License-Identifier: MIT */
/*
 * Hosts that work the wires by code: what they do, in which order and when, and
 * what they leave behind. At 100 kHz a half period is 5 us. Pulls are compared,
 * not edges: when a host let go is what its code says.
 */
#include "hosts.h"

/* What a port did, in words: "SDA- 5000 SCL- ..." with the time between. */
static char *pulls(struct scene *x, uint64_t from_ns, unsigned most)
{
	uint32_t source = wires_source(x->sim, "controller");
	GString *text = g_string_new(NULL);
	struct tw_trace_iter iter = {0};
	struct tw_record r;
	uint64_t last = from_ns;

	while (most && tw_trace_next(tw_sim_trace(x->sim), &iter, &r)) {
		if (r.kind != TW_RECORD_PULL || r.source != source ||
		    r.tick < from_ns)
			continue;
		g_string_append_printf(text, "%s%u %s%s", text->len ? " " : "",
				       (unsigned)(r.tick - last),
				       r.line == TW_SCL ? "SCL" : "SDA",
				       r.drive == TW_LOW ? "-" : "+");
		last = r.tick;
		most--;
	}
	return g_string_free(text, FALSE);
}

static void expect_pulls(struct scene *x, uint64_t from_ns, unsigned n,
			 const char *want)
{
	g_autofree char *got = pulls(x, from_ns, n);

	if (strcmp(got, want))
		fail_msg("did '%s', not '%s'", got, want);
}

/* With accesses that take 1 ns, so that they hardly show. */
static void scene_quick(struct scene *x, const char *like)
{
	struct tw_controller_config config = {.like = like, .op_ns = 1};

	scene_with(x, &config, false);
}

/* Address 0x48 is 1001 0000 with its W: SDA goes up for the first bit.
 * udelay 5 us: START 5, low 3 (after SDA) and 2 (after the pull), high 5. SCL
 * rises in 265 ns, and only after the look that sees it is the high half
 * counted. */
static void i2c_gpio_keeps_the_delays_of_algo_bit(void **state)
{
	struct scene x;

	scene_quick(&x, "i2c-gpio");
	assert_int_equal(tw_controller_write_to(x.c, 0x48, NULL, 0), TW_OK);
	expect_pulls(&x, 0, 8,
		     "0 SDA- 5001 SCL- 2001 SDA+ 3001 SCL+ 5266 SCL- "
		     "2001 SDA- 3001 SCL+ 5266 SCL-");
	EXPECT_WIRES(x.sim, 0, "S 90+ P");
	scene_free(&x);
}

/* SDA, then SCL up, 5 us, a look at it, and down at once; SCL stays high after
 * a START until the byte, 10 us later. */
static void bitbangio_keeps_the_delays_of_circuitpython(void **state)
{
	struct scene x;

	scene_quick(&x, "bitbangio");
	assert_int_equal(tw_controller_write_to(x.c, 0x48, NULL, 0), TW_OK);
	/* START: SDA and SCL are high already: two accesses, two pauses, a
	 * look. */
	expect_pulls(&x, 0, 7,
		     "10003 SDA- 10001 SCL- 1 SDA+ 5001 SCL+ 5002 SCL- "
		     "1 SDA- 5001 SCL+");
	EXPECT_WIRES(x.sim, 0, "S 90+ P");
	scene_free(&x);
}

static void every_access_costs_what_it_is_said_to(void **state)
{
	struct tw_controller_config config = {.like = "bitbangio",
					      .op_ns = 700};
	struct scene x;

	scene_with(&x, &config, false);
	assert_int_equal(tw_controller_write_to(x.c, 0x48, NULL, 0), TW_OK);
	expect_pulls(&x, 0, 5,
		     "12100 SDA- 10700 SCL- 700 SDA+ 5700 SCL+ 6400 SCL-");
	scene_free(&x);
}

/* --- waiting for SCL ----------------------------------------------------- */

/* The target holds its ninth bit, 0, for @hold_ns. */
static enum tw_result held(struct scene *x, const char *like, uint64_t hold_ns)
{
	uint8_t byte = 0x12;

	scene_quick(x, like);
	x->p.hold_at = AT_PROCEED;
	x->p.hold_ns = hold_ns;
	return tw_controller_write_to(x->c, 0x48, &byte, 1);
}

/* 255 looks, 1 us apart, after the 5 us low and the 5 us before the first. */
static void bitbangio_waits_255_us_and_leaves_the_bus_mid_byte(void **state)
{
	struct scene x;

	assert_int_equal(held(&x, "bitbangio", TW_US(260)), TW_OK);
	scene_free(&x);
	assert_int_equal(held(&x, "bitbangio", TW_US(275)), TW_STUCK);
	assert_int_equal(wires_notes(x.sim, TW_NOTE_STUCK, "controller"), 1);
	tw_sim_run(x.sim, tw_sim_now_ns(x.sim) + TW_MS(1));
	/* 0x12 begins with a 0: SDA is left low, and no STOP comes. */
	assert_int_equal(
		tw_port_driving(tw_bus_port(x.bus, "controller"), TW_SDA),
		TW_LOW);
	assert_true(tw_bus_busy(x.bus));
	assert_true(tw_bus_level(x.bus, TW_SCL));
	assert_false(tw_controller_active(x.c));
	/* The next START lets go of SDA with SCL high: a STOP first. */
	g_string_truncate(x.p.log, 0);
	x.p.hold_at = AT_NEVER;
	assert_int_equal(tw_controller_write_to(x.c, 0x48, NULL, 0), TW_OK);
	EXPECT_TOLD(&x.p, "P A48w P");
	scene_free(&x);
}

static void bitbangio_waits_as_long_as_told(void **state)
{
	struct tw_controller_config config = {.like = "bitbangio",
					      .op_ns = 1,
					      .stretch_timeout_ns = TW_MS(2)};

	for (int late = 0; late < 2; late++) {
		struct scene x;
		uint8_t byte = 0x12;

		scene_with(&x, &config, false);
		x.p.hold_at = AT_PROCEED;
		x.p.hold_ns = TW_US(late ? 2020 : 2000);
		assert_int_equal(tw_controller_write_to(x.c, 0x48, &byte, 1),
				 late ? TW_STUCK : TW_OK);
		scene_free(&x);
	}
}

/* 100 ms are ten jiffies, and the one under way does not count: it gives up
 * between 100 and 110 ms, at a multiple of 10 ms; then it tries a STOP. */
static void i2c_gpio_gives_up_with_a_jiffy_and_tries_a_stop(void **state)
{
	struct scene x;
	uint64_t from;

	assert_int_equal(held(&x, "i2c-gpio", TW_MS(99)), TW_OK);
	scene_free(&x);
	assert_int_equal(held(&x, "i2c-gpio", TW_MS(115)), TW_STUCK);
	assert_int_equal(wires_notes(x.sim, TW_NOTE_STUCK, "controller"), 1);
	/* SDA low already (0x12), SCL let go already: it waits once more, and
	 * the target lets go meanwhile. */
	assert_in_range(tw_sim_now_ns(x.sim), TW_MS(115), TW_MS(116));
	EXPECT_TOLD(&x.p, "A48w P");
	assert_false(tw_bus_busy(x.bus));
	from = tw_sim_now_ns(x.sim);
	x.p.hold_at = AT_NEVER;
	assert_int_equal(tw_controller_write_to(x.c, 0x48, NULL, 0), TW_OK);
	EXPECT_WIRES(x.sim, from, "S 90+ P");
	scene_free(&x);
	/* Held for ever: it ends all the same, after the second wait. */
	assert_int_equal(held(&x, "i2c-gpio", TW_NEVER), TW_STUCK);
	assert_in_range(tw_sim_now_ns(x.sim), TW_MS(220), TW_MS(221));
	scene_free(&x);
}

/* It goes on clocking while the wire is held, and is out of step. */
static void esp8266_goes_on_after_230_us_as_if_nothing_were(void **state)
{
	struct scene x;

	assert_int_equal(held(&x, "esp8266", TW_US(200)), TW_OK);
	EXPECT_TOLD(&x.p, "A48w W12 P");
	scene_free(&x);
	assert_int_not_equal(held(&x, "esp8266", TW_US(250)), TW_STUCK);
	assert_null(strstr(x.p.log->str, "W12"));
	assert_int_equal(wires_notes(x.sim, TW_NOTE_STUCK, NULL), 0);
	scene_free(&x);
}

/* "SDA remains low even after the timeout": the target's release shows a
 * rising SCL, the next START first a STOP. */
static void brzo_leaves_sda_low_and_a_phantom_stop_follows(void **state)
{
	struct scene x;

	assert_int_equal(held(&x, "brzo", TW_MS(4)), TW_OK);
	scene_free(&x);
	assert_int_equal(held(&x, "brzo", TW_MS(6)), TW_STUCK);
	EXPECT_TOLD(&x.p, "A48w");
	tw_sim_run(x.sim, tw_sim_now_ns(x.sim) + TW_MS(2));
	assert_false(tw_bus_level(x.bus, TW_SDA));
	assert_true(tw_bus_level(x.bus, TW_SCL));
	x.p.hold_at = AT_NEVER;
	assert_int_equal(tw_controller_write_to(x.c, 0x48, NULL, 0), TW_OK);
	EXPECT_TOLD(&x.p, "P A48w P");
	scene_free(&x);
}

/* SCL is read once, half a period after its release: if it is high by then,
 * down it goes. The hold ends 5 us after the pull plus 4 us of stretch. */
static void
brzo_cuts_the_pulse_after_a_stretch_under_half_a_period(void **state)
{
	struct scene x;
	uint64_t shortest = UINT64_MAX;

	/* Let go 4000 ns after the host: 5000 - 4000 - 265 are left. */
	held(&x, "brzo", 5000 - 35 + 4000);
	g_autoptr(GArray) edges = wires_since(x.sim, 0);
	for (guint i = 1; i < edges->len; i++) {
		struct edge e = g_array_index(edges, struct edge, i);
		struct edge before = g_array_index(edges, struct edge, i - 1);

		if (e.line == TW_SCL && !e.level && before.line == TW_SCL)
			shortest = MIN(shortest, e.ns - before.ns);
	}
	/* Two accesses of 1 ns, and the fall until it is seen. */
	assert_in_range(shortest, 737, 737 + 37);
	scene_free(&x);
}

/* --- what is particular to each ------------------------------------------ */

/* Arduino core 2.4: the ninth pulse is the repeated START's, too: of 18 bits
 * only 17 fall before it. */
static void esp8266_has_no_pulse_of_its_own_for_a_repeated_start(void **state)
{
	struct scene x;
	uint8_t rx[2][2];
	struct tw_msg m[2] = {
		{.addr = 0x48, .flags = TW_MSG_READ, .len = 2, .data = rx[0]},
		{.addr = 0x48, .flags = TW_MSG_READ, .len = 2, .data = rx[1]},
	};

	scene_quick(&x, "esp8266");
	x.p.next = 0x55;
	assert_int_equal(tw_controller_transfer(x.c, m, 2, 0), TW_OK);
	/* The byte before Sr is cut at eight bits; the ideal host's is not. */
	EXPECT_WIRES(x.sim, 0, "S 91+ 55+ (01010110) Sr 91+ 57+ 58- P");
	scene_free(&x);
	scene_new(&x, "ideal");
	x.p.next = 0x55;
	assert_int_equal(tw_controller_transfer(x.c, m, 2, 0), TW_OK);
	EXPECT_WIRES(x.sim, 0, "S 91+ 55+ 56- Sr 91+ 57+ 58- P");
	scene_free(&x);
}

/* After a write the target holds SDA for its acknowledge until SCL falls, so
 * SCL is pulsed until SDA is high: one bit of a byte that never comes. */
static void esp8266_pulses_scl_until_the_acknowledge_is_gone(void **state)
{
	struct scene x;
	uint8_t tx = 0x12, rx;

	scene_quick(&x, "esp8266");
	assert_int_equal(tw_controller_write_read(x.c, 0x48, &tx, 1, &rx, 1),
			 TW_OK);
	EXPECT_WIRES(x.sim, 0, "S 90+ 12+ Sr 91+ 00- P");
	EXPECT_TOLD(&x.p, "A48w W12 S A48rs R- P");
	scene_free(&x);
}

/* Linux asks three more times, each after a STOP and a START. */
static void i2c_gpio_tries_an_address_four_times(void **state)
{
	struct tw_controller_config once = {.like = "i2c-gpio", .tries = 1};
	uint8_t byte = 0x12;
	struct scene x;

	scene_quick(&x, "i2c-gpio");
	assert_int_equal(tw_controller_write_to(x.c, 0x23, &byte, 1),
			 TW_NO_TARGET);
	EXPECT_WIRES(x.sim, 0, "S 46- P S 46- P S 46- P S 46- P");
	scene_free(&x);
	scene_with(&x, &once, false);
	assert_int_equal(tw_controller_write_to(x.c, 0x23, &byte, 1),
			 TW_NO_TARGET);
	EXPECT_WIRES(x.sim, 0, "S 46- P");
	scene_free(&x);
}

static enum tw_answer busy_twice(void *user, const struct tw_address *a)
{
	unsigned *asked = user;

	return ++*asked > 2 ? TW_ACK : TW_NACK;
}

/* A target that is busy for a while answers the third; data that is refused is
 * not sent again. */
static void a_try_that_is_acknowledged_goes_on_with_the_data(void **state)
{
	static const struct tw_target_ops ops = {.address = busy_twice};
	unsigned asked = 0;
	struct tw_target_config config = {
		.name = "rom", .ops = &ops, .user = &asked};
	struct tw_match match = {.addr = 0x50};
	uint8_t tx[] = {0x12, 0x34};
	struct scene x;

	scene_quick(&x, "i2c-gpio");
	tw_target_listen(tw_target_new(x.bus, &config), &match, 1);
	assert_int_equal(tw_controller_write_to(x.c, 0x50, tx, 2), TW_OK);
	EXPECT_WIRES(x.sim, 0, "S a0- P S a0- P S a0+ 12+ 34+ P");
	scene_free(&x);
	scene_quick(&x, "i2c-gpio");
	x.p.nack_at = 0;
	assert_int_equal(tw_controller_write_to(x.c, 0x48, tx, 2), TW_NACKED);
	EXPECT_WIRES(x.sim, 0, "S 90+ 12- P");
	scene_free(&x);
}

/* The acknowledge by itself, as silicon's drivers ask for it. */
static void a_banged_read_can_be_acknowledged_late(void **state)
{
	for (size_t i = 0; tw_hosts[i]; i++) {
		struct scene x;

		if (!tw_hosts[i]->banged)
			continue;
		scene_new(&x, tw_hosts[i]->name);
		x.p.next = 0xa5;
		tw_controller_start(x.c);
		tw_sim_run(x.sim, TW_MS(1));
		tw_controller_write(x.c, 0x91);
		tw_sim_run(x.sim, TW_MS(2));
		tw_controller_read_bits(x.c);
		tw_sim_run(x.sim, TW_MS(3));
		tw_controller_acknowledge(x.c, false);
		tw_sim_run(x.sim, TW_MS(4));
		tw_controller_stop(x.c);
		tw_sim_run(x.sim, TW_MS(5));
		EXPECT_TOLD(&x.p, "A48r R- P");
		scene_free(&x);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(i2c_gpio_keeps_the_delays_of_algo_bit),
		cmocka_unit_test(bitbangio_keeps_the_delays_of_circuitpython),
		cmocka_unit_test(every_access_costs_what_it_is_said_to),
		cmocka_unit_test(
			bitbangio_waits_255_us_and_leaves_the_bus_mid_byte),
		cmocka_unit_test(bitbangio_waits_as_long_as_told),
		cmocka_unit_test(
			i2c_gpio_gives_up_with_a_jiffy_and_tries_a_stop),
		cmocka_unit_test(
			esp8266_goes_on_after_230_us_as_if_nothing_were),
		cmocka_unit_test(
			brzo_leaves_sda_low_and_a_phantom_stop_follows),
		cmocka_unit_test(
			brzo_cuts_the_pulse_after_a_stretch_under_half_a_period),
		cmocka_unit_test(
			esp8266_has_no_pulse_of_its_own_for_a_repeated_start),
		cmocka_unit_test(
			esp8266_pulses_scl_until_the_acknowledge_is_gone),
		cmocka_unit_test(i2c_gpio_tries_an_address_four_times),
		cmocka_unit_test(
			a_try_that_is_acknowledged_goes_on_with_the_data),
		cmocka_unit_test(a_banged_read_can_be_acknowledged_late),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
