/* SPDX-License-Identifier: MIT */
/* The I2C block as a controller: RP2040 data sheet, 4.3.4, 4.3.14. */
#include "dw-peer.h"

#include "twowire/observer.h"

static void a_command_with_stop_is_a_whole_transfer(void **state)
{
	struct bench *b = *state;

	add_peer(b, at_29);
	be_master(b, 0);
	assert_true(raw(b) & TX_EMPTY);
	command(b, 0x11);
	command(b, 0x22 | CMD_STOP);
	run_us(b, 10);
	assert_int_equal(rd(b, IC_STATUS) & 0x21, 0x21); /* MST_ACTIVITY */
	run_us(b, 200);
	assert_int_equal(peer.n_rx, 2);
	assert_memory_equal(peer.rx, "\x11\x22", 2);
	assert_int_equal(peer.n_stops, 1);
	assert_true(raw(b) & STOP_DET);
	assert_true(raw(b) & START_DET);
	assert_int_equal(rd(b, IC_STATUS) & 0x21, 0);
	assert_false(tw_bus_busy(b->bus));
}

/* SCL low for LCNT + 1, high for HCNT + SPKLEN + 7 cycles (4.3.14): here 192
 * and 118 cycles of 8 ns. */
struct pulses {
	uint64_t low_from;
	uint64_t high_from;
	uint64_t low;
	uint64_t high;
	unsigned n;
};

static void watch(void *user, const struct tw_record *r)
{
	struct pulses *p = user;

	if (r->kind == TW_RECORD_PULL && r->line == TW_SCL) {
		if (r->drive == TW_LOW) {
			p->high = r->tick - p->high_from;
			p->low_from = r->tick;
		} else if (p->n++) {
			p->low = r->tick - p->low_from;
		}
	} else if (r->kind == TW_RECORD_EDGE && r->line == TW_SCL && r->level) {
		p->high_from = r->tick;
	}
}

static void scl_periods_follow_from_the_counts(void **state)
{
	struct bench *b = *state;
	struct pulses p = {0};

	be_master(b, 0);
	add_peer(b, at_29);
	tw_sim_observe(b->sim, TW_TRACE_ALL, watch, &p);
	command(b, 0x00);
	run_us(b, 30);
	assert_true(p.n > 5);
	assert_int_equal(p.low, 192 * 8);
	assert_int_equal(p.high, 118 * 8);
	tw_sim_unobserve(b->sim, watch, &p);
}

/* SDA changes IC_SDA_TX_HOLD cycles after SCL was seen low: 38 of 8 ns. */
struct holds {
	uint64_t fell;
	uint64_t shortest;
};

static void watch_sda(void *user, const struct tw_record *r)
{
	struct holds *h = user;

	if (r->kind == TW_RECORD_EDGE && r->line == TW_SCL)
		h->fell = r->level ? 0 : r->tick;
	else if (r->kind == TW_RECORD_PULL && r->line == TW_SDA && h->fell)
		h->shortest = MIN(h->shortest, r->tick - h->fell);
}

static void expect_hold(void **state, uint32_t hold, uint32_t cycles)
{
	struct bench *b = *state;
	struct holds h = {.shortest = UINT64_MAX};

	be_master(b, 0);
	wr(b, IC_ENABLE, 0);
	wr(b, IC_SDA_HOLD, hold);
	wr(b, IC_ENABLE, 1);
	tw_sim_observe(b->sim, TW_TRACE_ALL, watch_sda, &h);
	command(b, 0x55);
	run_us(b, 25);
	assert_int_equal(h.shortest, cycles * 8);
	tw_sim_unobserve(b->sim, watch_sda, &h);
}

/* As the data sheet has it of masters, one cycle at least. */
static void sda_changes_after_its_hold_time(void **state)
{
	static const uint32_t holds[] = {38, 1, 0}, cycles[] = {38, 1, 1};

	for (size_t i = 0; i < G_N_ELEMENTS(holds); i++) {
		expect_hold(state, holds[i], cycles[i]);
		bench_down(state);
		bench_up(state);
	}
}

static void standard_speed_has_counts_of_its_own(void **state)
{
	struct bench *b = *state;
	struct pulses p = {0};

	be_master(b, 0);
	wr(b, IC_ENABLE, 0);
	wr(b, IC_CON,
	   CON_MASTER | CON_SLAVE_DISABLE | CON_STANDARD | CON_RESTART_EN);
	wr(b, IC_SS_SCL_LCNT, 749);
	wr(b, IC_SS_SCL_HCNT, 500);
	wr(b, IC_ENABLE, 1);
	add_peer(b, at_29);
	tw_sim_observe(b->sim, TW_TRACE_ALL, watch, &p);
	command(b, 0x00);
	run_us(b, 60);
	assert_int_equal(p.low, 750 * 8);
	assert_int_equal(p.high, (500 + 11 + 7) * 8);
	tw_sim_unobserve(b->sim, watch, &p);
}

static void without_stop_it_holds_scl_for_the_next_command(void **state)
{
	struct bench *b = *state;

	add_peer(b, at_29);
	be_master(b, 0);
	command(b, 0x11);
	run_us(b, 500);
	assert_int_equal(peer.n_rx, 1);
	assert_false(scl(b));
	assert_true(tw_bus_busy(b->bus));
	command(b, 0x22);
	run_us(b, 500);
	assert_int_equal(peer.n_rx, 2);
	assert_int_equal(peer.n_starts, 1);
	command(b, 0x33 | CMD_STOP);
	run_us(b, 500);
	assert_int_equal(peer.n_rx, 3);
	assert_false(tw_bus_busy(b->bus));
}

static void tx_empty_can_wait_for_the_shift_register(void **state)
{
	struct bench *b = *state;

	add_peer(b, at_29);
	be_master(b, 0);
	command(b, 0x11);
	run_us(b, 1);
	assert_true(raw(b) & TX_EMPTY); /* the FIFO is empty: that is all */
	run_us(b, 500);
	be_master(b, CON_TX_EMPTY_CTRL);
	command(b, 0x22);
	run_us(b, 15); /* of some 23 */
	assert_int_equal(rd(b, IC_TXFLR), 0);
	assert_false(raw(b) & TX_EMPTY);
	run_us(b, 30);
	assert_true(raw(b) & TX_EMPTY);
}

static void tx_empty_means_at_or_below_the_threshold(void **state)
{
	struct bench *b = *state;

	add_peer(b, at_29);
	be_master(b, 0);
	wr(b, IC_ENABLE, 5); /* TX_CMD_BLOCK */
	wr(b, IC_TX_TL, 2);
	command(b, 1);
	command(b, 2);
	assert_true(raw(b) & TX_EMPTY);
	command(b, 3);
	assert_false(raw(b) & TX_EMPTY);
}

static void tx_cmd_block_keeps_commands_in_the_fifo(void **state)
{
	struct bench *b = *state;

	add_peer(b, at_29);
	be_master(b, 0);
	wr(b, IC_ENABLE, 5);
	command(b, 0x11 | CMD_STOP);
	run_us(b, 300);
	assert_int_equal(rd(b, IC_TXFLR), 1);
	assert_int_equal(peer.n_starts, 0);
	wr(b, IC_ENABLE, 1);
	run_us(b, 300);
	assert_int_equal(peer.n_rx, 1);
}

static void every_byte_but_the_last_is_acknowledged(void **state)
{
	struct bench *b = *state;

	add_peer(b, at_29);
	be_master(b, 0);
	command(b, CMD_READ);
	command(b, CMD_READ);
	command(b, CMD_READ | CMD_STOP);
	run_us(b, 300);
	assert_int_equal(rd(b, IC_RXFLR), 3);
	assert_int_equal(rd(b, IC_DATA_CMD), 0xc0 | FIRST_DATA_BYTE);
	assert_int_equal(rd(b, IC_DATA_CMD), 0xc1);
	assert_int_equal(rd(b, IC_DATA_CMD), 0xc2);
	assert_int_equal(peer.n_nacks, 1);
	assert_int_equal(peer.n_tx, 3);
	assert_false(tw_bus_busy(b->bus));
}

/* The byte is there before it is acknowledged: whether another is wanted only
 * the next command tells. */
static void a_byte_is_received_before_its_acknowledge_is_known(void **state)
{
	struct bench *b = *state;

	add_peer(b, at_29);
	be_master(b, 0);
	command(b, CMD_READ);
	run_us(b, 300);
	assert_int_equal(rd(b, IC_RXFLR), 1);
	assert_int_equal(peer.n_tx, 0);
	assert_false(scl(b));
	command(b, CMD_READ | CMD_STOP);
	run_us(b, 300);
	assert_int_equal(peer.n_tx, 2);
	assert_int_equal(peer.n_nacks, 1);
}

static void a_restart_after_a_read_refuses_its_last_byte(void **state)
{
	struct bench *b = *state;

	add_peer(b, at_29);
	be_master(b, 0);
	command(b, CMD_READ);
	run_us(b, 300);
	command(b, CMD_READ | CMD_RESTART | CMD_STOP);
	run_us(b, 300);
	assert_int_equal(peer.n_nacks, 2);
	assert_int_equal(peer.n_starts, 2);
	assert_int_equal(peer.n_stops, 1);
	assert_int_equal(rd(b, IC_DATA_CMD), 0xc0 | FIRST_DATA_BYTE);
	assert_int_equal(rd(b, IC_DATA_CMD), 0xc1 | FIRST_DATA_BYTE);
}

static void a_new_direction_is_a_repeated_start(void **state)
{
	struct bench *b = *state;

	add_peer(b, at_29);
	be_master(b, 0);
	command(b, 0x77);
	command(b, CMD_READ | CMD_STOP);
	run_us(b, 300);
	assert_int_equal(peer.n_starts, 2);
	assert_int_equal(peer.n_stops, 1);
	assert_int_equal(rd(b, IC_DATA_CMD) & 0xff, 0xc0);
}

static void without_restart_it_is_a_stop_and_a_start(void **state)
{
	struct bench *b = *state;

	add_peer(b, at_29);
	be_master(b, 0);
	wr(b, IC_ENABLE, 0);
	wr(b, IC_CON, CON_MASTER | CON_SLAVE_DISABLE | CON_FAST);
	wr(b, IC_ENABLE, 1);
	command(b, 0x77);
	command(b, CMD_READ | CMD_STOP);
	run_us(b, 300);
	assert_int_equal(peer.n_starts, 2);
	assert_int_equal(peer.n_stops, 2);
	assert_int_equal(rd(b, IC_DATA_CMD) & 0xff, 0xc0);
}

static void read_bytes(struct bench *b, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		command(b, CMD_READ | (i == n - 1 ? CMD_STOP : 0));
		run_us(b, 60);
	}
}

static void a_full_receive_fifo_holds_the_bus_or_loses_a_byte(void **state)
{
	struct bench *b = *state;

	add_peer(b, at_29);
	be_master(b, CON_RX_HOLD);
	read_bytes(b, 17);
	run_us(b, 300);
	assert_int_equal(rd(b, IC_RXFLR), 16);
	assert_false(raw(b) & RX_OVER);
	assert_true(tw_bus_busy(b->bus));
	rd(b, IC_DATA_CMD);
	run_us(b, 300);
	assert_int_equal(rd(b, IC_RXFLR), 16);
	assert_false(tw_bus_busy(b->bus));
	be_master(b, 0);
	read_bytes(b, 17);
	run_us(b, 300);
	assert_int_equal(rd(b, IC_RXFLR), 16);
	assert_true(raw(b) & RX_OVER);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, bench_up, bench_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_command_with_stop_is_a_whole_transfer),
		CASE(scl_periods_follow_from_the_counts),
		CASE(sda_changes_after_its_hold_time),
		CASE(standard_speed_has_counts_of_its_own),
		CASE(without_stop_it_holds_scl_for_the_next_command),
		CASE(tx_empty_can_wait_for_the_shift_register),
		CASE(tx_empty_means_at_or_below_the_threshold),
		CASE(tx_cmd_block_keeps_commands_in_the_fifo),
		CASE(every_byte_but_the_last_is_acknowledged),
		CASE(a_byte_is_received_before_its_acknowledge_is_known),
		CASE(a_restart_after_a_read_refuses_its_last_byte),
		CASE(a_new_direction_is_a_repeated_start),
		CASE(without_restart_it_is_a_stop_and_a_start),
		CASE(a_full_receive_fifo_holds_the_bus_or_loses_a_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
