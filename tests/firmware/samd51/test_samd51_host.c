/* SPDX-License-Identifier: MIT */
/* A SERCOM as a host: what firmware sees after each step, and what the wires
 * show. */
#include "bench.h"
#include "twowire/actor.h"
#include "twowire/device.h"
#include "twowire/port.h"

/* --- who is on the bus ---------------------------------------------------- */

struct taker {
	tw_target *target;
	unsigned n;
	uint16_t addr;
};

static enum tw_answer welcome(void *user, const struct tw_address *addr)
{
	struct taker *t = user;

	t->n = 0;
	t->addr = addr->addr;
	return TW_ACK;
}

static enum tw_answer take_two(void *user, uint8_t byte)
{
	struct taker *t = user;

	return ++t->n <= 2 ? TW_ACK : TW_NACK;
}

static bool give(void *user, uint8_t *byte)
{
	*byte = 0xa5;
	return true;
}

static void add_taker(struct bench *b, struct taker *t, struct tw_match match)
{
	static const struct tw_target_ops ops = {
		.address = welcome, .write = take_two, .read = give};
	struct tw_target_config config = {
		.name = "taker", .ops = &ops, .user = t};

	t->target = tw_target_new(b->bus, &config);
	tw_target_listen(t->target, &match, 1);
}

static struct bench *furnish(void **state, const char *firmware)
{
	static struct taker taker;
	struct tw_device_config rom = {.name = "rom", .addr = 0x50};
	struct bench *b = *state;

	taker = (struct taker){0};
	add_taker(b, &taker, (struct tw_match){.addr = 0x30});
	assert_non_null(tw_bus_attach(b->bus, tw_parts_model(&tw_parts, "24xx"),
				      &rom, NULL));
	b->chip = add_on(b, firmware, "PA12", "PA13");
	return b;
}

static struct bench *run_to_end(void **state, const char *firmware)
{
	struct bench *b = furnish(state, firmware);

	pass(b, TW_MS(100));
	assert_int_equal(tw_chip_state(b->chip), TW_CHIP_ENDED);
	return b;
}

/* --- by polling ------------------------------------------------------------
 */

static const char *const both_directions =
	"address: MB owner held\nwritten: MB owner held\nstop: idle\n"
	"restart: SB owner held\n11\nnext: SB owner held\n12\n13\nend: idle\n";

static void bytes_pass_in_both_directions(void **state)
{
	struct bench *b = run_to_end(state, "host-both");

	expect_log(b, both_directions);
}

static void with_sclsm_they_pass_as_well(void **state)
{
	struct bench *b = run_to_end(state, "host-sclsm");

	expect_log(b, both_directions);
}

static void a_cleared_flag_is_no_answer(void **state)
{
	struct bench *b = run_to_end(state, "host-cleared");
	unsigned rises = 0;

	expect_log(b, "MB cleared: owner held\nSB cleared: owner held\n"
		      "end: idle\n");
	for (guint i = 0; i < b->edges->len; i++) {
		const struct edge *e = &g_array_index(b->edges, struct edge, i);

		rises += e->line == TW_SCL && e->level;
	}
	/* Two addresses, a byte, and one each before Sr and STOP. */
	assert_int_equal(rises, 29);
}

/* MB, not SB, also where a read's address is refused; the bus stays ours. */
static void a_refusal_is_mb_with_rxnack(void **state)
{
	struct bench *b = run_to_end(state, "host-refusals");

	expect_log(b, "nobody: MB owner rxnack held\n"
		      "nobody to read: MB owner rxnack held\n"
		      "byte: MB owner held\nbyte: MB owner held\n"
		      "byte: MB owner rxnack held\nend: idle rxnack\n");
}

static void in_smart_mode_reading_data_goes_on(void **state)
{
	struct bench *b = run_to_end(state, "host-smart");

	expect_log(b, "ff\nff\nff\nff\nend: idle\n");
}

static void in_smart_mode_and_with_sclsm_it_does_as_well(void **state)
{
	struct bench *b = run_to_end(state, "host-smart-sclsm");

	expect_log(b, "ff\nff\nff\nff\nend: idle\n");
}

static void in_smart_mode_it_needs_no_flag(void **state)
{
	struct bench *b = run_to_end(state, "host-smart-cleared");

	expect_log(b, "ff\nff\nff\nend: idle\n");
}

/* Reading DATA asks for a byte, whatever ACKACT says: address, the byte, one
 * that nobody wanted, and the rise before the STOP. */
static void in_smart_mode_a_late_stop_costs_a_byte(void **state)
{
	struct bench *b = run_to_end(state, "host-smart-late");
	unsigned rises = 0;

	expect_log(b, "ff\none more: SB owner held\n");
	for (guint i = 0; i < b->edges->len; i++) {
		const struct edge *e = &g_array_index(b->edges, struct edge, i);

		rises += e->line == TW_SCL && e->level;
	}
	assert_int_equal(rises, 28);
}

/* QCEN: no byte follows the address of a read. */
static void a_quick_command_is_only_an_address(void **state)
{
	struct bench *b = run_to_end(state, "host-quick");

	expect_log(b, "read: SB owner held\nwrite: MB owner held\n"
		      "end: idle\n");
	assert_true(low_before(b, 9) < TW_US(7));
}

static void a_length_stops_by_itself(void **state)
{
	struct bench *b = run_to_end(state, "host-counted");

	expect_log(b, "two: idle\n"
		      "refused: MB ERROR owner rxnack held lenerr\n");
}

static void ten_bits_are_two_bytes_and_a_read_repeats_the_first(void **state)
{
	struct bench *b = *state;
	struct taker taker = {0};

	add_taker(b, &taker, (struct tw_match){.addr = 0x234, .ten_bit = true});
	b->chip = add_on(b, "host-ten", "PA12", "PA13");
	pass(b, TW_MS(5));
	expect_log(b, "address: MB owner held\nread: SB owner held\na5\n"
		      "end: idle\n");
	assert_int_equal(taker.addr, 0x234);
}

/* --- interrupts ------------------------------------------------------------
 */

/* MB: the address and a byte of the write; SB: each byte read. */
static void a_host_can_live_on_interrupts(void **state)
{
	struct bench *b = run_to_end(state, "host_irq");

	expect_log(b, "write 1\nbusy 1\nread 1: 01 02 03\nMB 2 SB 3\n"
		      "nobody -1\nerrors 0\n");
}

/* --- the clock -------------------------------------------------------------
 */

/* From one fall of SCL to the next, in the middle of the first byte. */
static uint64_t period(const struct bench *b, uint64_t *low_ns)
{
	uint64_t falls[6] = {0};
	unsigned n = 0;

	for (guint i = 0; i < b->edges->len && n < 6; i++) {
		const struct edge *e = &g_array_index(b->edges, struct edge, i);

		if (e->line == TW_SCL && !e->level)
			falls[n++] = e->ns;
		else if (e->line == TW_SCL && n == 4)
			*low_ns = e->ns - falls[3];
	}
	assert_int_equal(n, 6);
	return falls[4] - falls[3];
}

/* fGCLK / (10 + 2 BAUD + fGCLK tRISE): 474 clocks of 48 MHz, 9875 ns, and the
 * rise of the wire, which its RC makes less than 1 us. */
static void baud_sets_the_period_of_scl(void **state)
{
	struct bench *b = run_to_end(state, "host-quick");
	uint64_t low_ns = 0;

	assert_in_range(period(b, &low_ns), 9875, 10875);
	assert_in_range(low_ns, 4937, 5937);
}

/* 10 + 20 + 60 clocks, 1875 ns, of which SCL is low for 65, 1354 ns. */
static void baudlow_makes_scl_low_for_longer(void **state)
{
	struct bench *b = run_to_end(state, "host-fast");
	uint64_t low_ns = 0;

	assert_in_range(period(b, &low_ns), 1875, 2875);
	assert_in_range(low_ns, 1354, 2354);
}

/* --- whose the bus is ------------------------------------------------------
 */

static void an_unknown_bus_is_an_error(void **state)
{
	struct bench *b = run_to_end(state, "host-unknown");

	expect_log(b, "enabled: unknown\n"
		      "address: MB ERROR unknown buserr\n");
	assert_int_equal(b->edges->len, 0);
}

/* INACTOUT 1: 5 to 6 periods at 100 kHz. */
static void an_inactive_bus_becomes_idle(void **state)
{
	struct bench *b = furnish(state, "host-inactive");

	pass(b, TW_US(50));
	expect_log(b, "");
	pass(b, TW_US(50));
	expect_log(b, "inactive: idle\n");
}

static void completed(void *user, enum tw_result result, uint8_t byte)
{
	tw_sim_stop(user);
}

/* ADDR written while another host has the bus waits for its STOP. */
static void a_busy_bus_is_waited_for(void **state)
{
	struct bench *b = *state;

	tw_controller_on_completion(b->host, completed, b->sim);
	furnish(state, "host-late");
	pass(b, TW_US(20));
	tw_controller_start(b->host);
	tw_sim_run(b->sim, TW_S(1));
	tw_controller_write(b->host, 0x60);
	tw_sim_run(b->sim, TW_S(1));
	pass(b, TW_MS(2));
	expect_log(b, "before: busy\n");
	tw_controller_stop(b->host);
	tw_sim_run(b->sim, TW_S(1));
	pass(b, TW_MS(2));
	expect_log(b, "address: MB owner held\naddress: MB owner held\n"
		      "address: MB owner held\n");
}

/* Pulls SDA low in the third bit of an address: 0x50 has a 1 there. */
struct thief {
	tw_port *port;
	unsigned falls;
};

static void steal(void *user, enum tw_line line, bool level)
{
	struct thief *t = user;

	if (line == TW_SCL && !level && ++t->falls == 3)
		tw_port_drive(t->port, TW_SDA, TW_LOW);
}

/* Clocks the byte to its end and stops. */
static void make_off(struct bench *b, tw_port *port)
{
	for (unsigned rises = 3; rises < 10; rises++) {
		tw_port_drive(port, TW_SCL, TW_LOW);
		pass(b, TW_US(5));
		tw_port_drive(port, TW_SCL, TW_RELEASE);
		pass(b, TW_US(5));
	}
	tw_port_drive(port, TW_SDA, TW_RELEASE);
}

static void lost_arbitration_is_mb_without_the_bus(void **state)
{
	struct bench *b = *state;
	struct thief thief = {0};

	thief.port =
		tw_port_new(b->bus, "thief", TW_ROLE_CONTROLLER, steal, &thief);
	furnish(state, "host-waiting");
	pass(b, TW_MS(1));
	assert_true(tw_bus_level(b->bus, TW_SCL));
	expect_log(b, "before: idle\naddress: MB ERROR busy arblost\n");
	make_off(b, thief.port);
	pass(b, TW_MS(2));
	expect_log(b, "address: MB owner held\naddress: MB owner held\n");
}

/* --- SMBus -----------------------------------------------------------------
 */

/* tLOW:MEXT: 10 ms of ours in one byte; then a STOP by itself. */
static void a_host_that_holds_scl_too_long_stops(void **state)
{
	struct bench *b = furnish(state, "host-mext");

	pass(b, TW_MS(9));
	expect_log(b, "");
	pass(b, TW_MS(3));
	expect_log(b, "error: MB ERROR owner buserr mext\n"
		      "end: MB ERROR idle buserr mext\n");
}

static void let_go(void *user)
{
	tw_port_drive(user, TW_SCL, TW_RELEASE);
}

struct dawdler {
	tw_port *port;
	tw_bus *bus;
	uint64_t hold_ns;
	struct tw_timer timer;
	unsigned falls;
};

/* Holds SCL after each ninth fall. */
static void dawdle(void *user, enum tw_line line, bool level)
{
	struct dawdler *d = user;

	if (line != TW_SCL || level || ++d->falls % 9 != 1 || d->falls == 1)
		return;
	tw_port_drive(d->port, TW_SCL, TW_LOW);
	tw_timer_after(tw_bus_queue(d->bus), &d->timer, d->hold_ns);
}

static struct bench *add_dawdler(void **state, struct dawdler *d, uint64_t ns)
{
	struct bench *b = *state;

	d->bus = b->bus;
	d->hold_ns = ns;
	d->port = tw_port_new(b->bus, "dawdler", TW_ROLE_TARGET, dawdle, d);
	d->timer = (struct tw_timer){.fire = let_go, .user = d->port};
	return b;
}

/* TTIMEOUT: one low period of 25 to 35 ms. */
static void scl_low_for_too_long_is_a_time_out(void **state)
{
	struct dawdler d = {0};
	struct bench *b = add_dawdler(state, &d, TW_MS(60));

	furnish(state, "host-low");
	pass(b, TW_MS(25));
	expect_log(b, "");
	pass(b, TW_MS(11));
	assert_non_null(strstr(b->log->str, "error: MB ERROR"));
	assert_non_null(strstr(b->log->str, "lowtout"));
}

/* tLOW:SEXT: 25 ms in a message, here 10 ms after each byte. */
static void targets_may_stretch_25_ms_in_a_message(void **state)
{
	struct dawdler d = {0};
	struct bench *b = add_dawdler(state, &d, TW_MS(10));

	furnish(state, "host-sext");
	pass(b, TW_MS(25));
	expect_log(b, "");
	pass(b, TW_MS(10));
	assert_non_null(strstr(b->log->str, "error: MB ERROR"));
	assert_non_null(strstr(b->log->str, "sext"));
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		CASE(bytes_pass_in_both_directions),
		CASE(with_sclsm_they_pass_as_well),
		CASE(a_cleared_flag_is_no_answer),
		CASE(a_refusal_is_mb_with_rxnack),
		CASE(in_smart_mode_reading_data_goes_on),
		CASE(in_smart_mode_and_with_sclsm_it_does_as_well),
		CASE(in_smart_mode_it_needs_no_flag),
		CASE(in_smart_mode_a_late_stop_costs_a_byte),
		CASE(a_quick_command_is_only_an_address),
		CASE(a_length_stops_by_itself),
		CASE(ten_bits_are_two_bytes_and_a_read_repeats_the_first),
		CASE(a_host_can_live_on_interrupts),
		CASE(baud_sets_the_period_of_scl),
		CASE(baudlow_makes_scl_low_for_longer),
		CASE(an_unknown_bus_is_an_error),
		CASE(an_inactive_bus_becomes_idle),
		CASE(a_busy_bus_is_waited_for),
		CASE(lost_arbitration_is_mb_without_the_bus),
		CASE(a_host_that_holds_scl_too_long_stops),
		CASE(scl_low_for_too_long_is_a_time_out),
		CASE(targets_may_stretch_25_ms_in_a_message),
	};

	choose(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
