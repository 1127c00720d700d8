/* SPDX-License-Identifier: MIT */
/* What transfers put on the wires and what targets are told of them. */
#include "party.h"

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	tw_controller *c;
	struct party p, q;
};

static int setup(void **state)
{
	struct bench *b = g_new0(struct bench, 1);

	b->sim = tw_sim_new(0);
	b->bus = tw_bus_new(b->sim, NULL, NULL);
	b->c = tw_controller_new(b->bus, NULL, NULL);
	party_at(&b->p, b->bus, "p", 0x48);
	party_at(&b->q, b->bus, "q", 0x23);
	b->p.next = 0x55;
	*state = b;
	return 0;
}

static int teardown(void **state)
{
	struct bench *b = *state;

	assert_true(tw_bus_level(b->bus, TW_SCL));
	assert_true(tw_bus_level(b->bus, TW_SDA));
	assert_false(tw_bus_busy(b->bus));
	assert_false(tw_controller_active(b->c));
	assert_false(tw_target_selected(b->p.target));
	tw_sim_free(b->sim);
	party_leave(&b->p);
	party_leave(&b->q);
	g_free(b);
	return 0;
}

static enum tw_result transfer(struct bench *b, struct tw_msg *msgs, size_t n)
{
	for (size_t i = 0; i < n; i++)
		msgs[i].n_done = 99;
	return tw_controller_transfer(b->c, msgs, n, 0);
}

static void a_zero_length_write_is_address_and_stop(void **state)
{
	struct bench *b = *state;
	struct tw_msg m = {.addr = 0x48};

	assert_int_equal(transfer(b, &m, 1), TW_OK);
	assert_int_equal(m.n_done, 0);
	EXPECT_WIRES(b->sim, 0, "S 90+ P");
	EXPECT_TOLD(&b->p, "A48w P");
	EXPECT_TOLD(&b->q, "");
}

static void nobody_at_an_address_is_a_nack_and_a_stop(void **state)
{
	struct bench *b = *state;
	uint8_t data[2] = {1, 2};
	struct tw_msg m[2] = {{.addr = 0x49, .len = 2, .data = data},
			      {.addr = 0x48, .len = 2, .data = data}};

	assert_int_equal(transfer(b, m, 2), TW_NO_TARGET);
	assert_int_equal(m[0].n_done, 0);
	assert_int_equal(m[1].n_done, 0);
	EXPECT_WIRES(b->sim, 0, "S 92- P");
	EXPECT_TOLD(&b->p, "");
}

static void a_target_that_refuses_its_address_is_no_target(void **state)
{
	struct bench *b = *state;
	struct tw_msg m = {.addr = 0x48};

	b->p.refuse = true;
	assert_int_equal(transfer(b, &m, 1), TW_NO_TARGET);
	EXPECT_WIRES(b->sim, 0, "S 90- P");
	EXPECT_TOLD(&b->p, "A48w");
}

static void a_write_is_refused_at_any_byte(void **state)
{
	static const char *const wires[] = {"S 90+ 01- P", "S 90+ 01+ 02- P",
					    "S 90+ 01+ 02+ 03- P",
					    "S 90+ 01+ 02+ 03+ 04- P"};
	struct bench *b = *state;

	for (int k = 0; k < 4; k++) {
		uint8_t data[] = {1, 2, 3, 4};
		struct tw_msg m = {.addr = 0x48, .len = 4, .data = data};
		uint64_t from = tw_sim_now_ns(b->sim) + 1;

		b->p.nack_at = k;
		assert_int_equal(transfer(b, &m, 1), TW_NACKED);
		assert_int_equal(m.n_done, k);
		EXPECT_WIRES(b->sim, from, wires[k]);
		g_string_truncate(b->p.log, 0);
	}
}

static void a_refused_target_hears_no_more_of_the_message(void **state)
{
	struct bench *b = *state;
	struct hand h;

	/* A host that goes on after a NACK. */
	hand_new(&h, b->bus, "hand");
	b->p.nack_at = 0;
	hand_start(&h);
	assert_int_equal(hand_byte(&h, 0x90, true), 0x90 << 1);
	assert_int_equal(hand_byte(&h, 0x12, true), 0x12 << 1 | 1);
	assert_int_equal(hand_byte(&h, 0x34, true), 0x34 << 1 | 1);
	hand_stop(&h);
	EXPECT_TOLD(&b->p, "A48w W12 P");
}

static void a_read_ends_in_a_nack_of_its_last_byte(void **state)
{
	struct bench *b = *state;
	uint8_t rx[3] = {0};
	struct tw_msg m = {
		.addr = 0x48, .flags = TW_MSG_READ, .len = 3, .data = rx};

	assert_int_equal(transfer(b, &m, 1), TW_OK);
	assert_int_equal(m.n_done, 3);
	EXPECT_WIRES(b->sim, 0, "S 91+ 55+ 56+ 57- P");
	EXPECT_TOLD(&b->p, "A48r R+ R+ R- P");
	assert_memory_equal(rx, "\x55\x56\x57", 3);
}

static void every_byte_value_goes_both_ways(void **state)
{
	struct bench *b = *state;
	uint8_t tx[256], rx[256];

	for (int i = 0; i < 256; i++)
		tx[i] = (uint8_t)i;
	assert_int_equal(tw_controller_write_to(b->c, 0x23, tx, 256), TW_OK);
	for (int i = 0; i < 256; i++) {
		char want[8];

		g_snprintf(want, sizeof(want), " W%02x", i);
		assert_memory_equal(b->q.log->str + 5 + i * 4, want, 4);
	}
	b->p.next = 0;
	assert_int_equal(tw_controller_read_from(b->c, 0x48, rx, 256), TW_OK);
	assert_memory_equal(tx, rx, 256);
}

static void acknowledging_the_last_byte_asks_for_one_more(void **state)
{
	struct bench *b = *state;
	uint8_t rx[2] = {0};
	struct tw_msg m = {.addr = 0x48,
			   .flags = TW_MSG_READ | TW_MSG_ACK_LAST,
			   .len = 2,
			   .data = rx};

	/* The byte after it begins with a 1, or the bus could not stop: for
	 * the STOP the controller pulls that 1 low. */
	b->p.next = 0x81;
	assert_int_equal(transfer(b, &m, 1), TW_OK);
	EXPECT_WIRES(b->sim, 0, "S 91+ 81+ 82+ P");
	EXPECT_TOLD(&b->p, "A48r R+ R+ lost P");
	assert_int_equal(b->p.next, 0x84);
}

static void write_and_read_are_joined_by_a_repeated_start(void **state)
{
	struct bench *b = *state;
	uint8_t tx[] = {0x07}, rx[2] = {0};

	assert_int_equal(tw_controller_write_read(b->c, 0x48, tx, 1, rx, 2),
			 TW_OK);
	EXPECT_WIRES(b->sim, 0, "S 90+ 07+ Sr 91+ 55+ 56- P");
	EXPECT_TOLD(&b->p, "A48w W07 S A48rs R+ R- P");
	assert_int_equal(b->p.n_starts, 1);
	assert_int_equal(b->p.n_stops, 1);
}

static void a_repeated_start_may_go_to_another_target(void **state)
{
	struct bench *b = *state;
	uint8_t tx[] = {0x07}, rx[1] = {0}, more[] = {9};
	struct tw_msg m[] = {
		{.addr = 0x48, .flags = TW_MSG_READ, .len = 1, .data = rx},
		{.addr = 0x23, .len = 1, .data = tx},
		{.addr = 0x48, .len = 1, .data = more},
	};

	assert_int_equal(transfer(b, m, 3), TW_OK);
	EXPECT_WIRES(b->sim, 0, "S 91+ 55- Sr 46+ 07+ Sr 90+ 09+ P");
	EXPECT_TOLD(&b->p, "A48r R- S A48ws W09 P");
	EXPECT_TOLD(&b->q, "A23ws W07 S");
	for (int i = 0; i < 3; i++)
		assert_int_equal(m[i].n_done, 1);
}

static void a_nack_ends_a_chain_of_messages(void **state)
{
	struct bench *b = *state;
	uint8_t tx[] = {1, 2, 3};
	struct tw_msg m[] = {
		{.addr = 0x48, .len = 1, .data = tx},
		{.addr = 0x23, .len = 3, .data = tx},
		{.addr = 0x48, .len = 2, .data = tx},
	};

	b->q.nack_at = 1;
	assert_int_equal(transfer(b, m, 3), TW_NACKED);
	EXPECT_WIRES(b->sim, 0, "S 90+ 01+ Sr 46+ 01+ 02- P");
	assert_int_equal(m[0].n_done, 1);
	assert_int_equal(m[1].n_done, 1);
	assert_int_equal(m[2].n_done, 0);
}

/* --- general call and reserved addresses (UM10204 3.1.12, 3.1.13) -------- */

static void a_general_call_reaches_who_listens_for_it(void **state)
{
	struct bench *b = *state;
	struct tw_match both[] = {{.addr = 0x48}, {.general_call = true}};
	uint8_t tx[] = {0x06};

	tw_target_listen(b->p.target, both, 2);
	assert_int_equal(tw_controller_write_to(b->c, 0, tx, 1), TW_OK);
	EXPECT_WIRES(b->sim, 0, "S 00+ 06+ P");
	EXPECT_TOLD(&b->p, "Gw W06 P");
	EXPECT_TOLD(&b->q, "");
	tw_controller_write_to(b->c, 0x48, tx, 1);
	EXPECT_TOLD(&b->p, "A48w W06 P");
}

/* 0000 000 with R is the START byte: no device may acknowledge it. */
static void the_start_byte_is_no_general_call(void **state)
{
	struct bench *b = *state;
	struct tw_match call = {.general_call = true};
	uint8_t rx[1];

	tw_target_listen(b->p.target, &call, 1);
	assert_int_equal(tw_controller_read_from(b->c, 0, rx, 1), TW_NO_TARGET);
	EXPECT_WIRES(b->sim, 0, "S 01- P");
	EXPECT_TOLD(&b->p, "");
}

static void nobody_answers_to_reserved_addresses_unasked(void **state)
{
	struct bench *b = *state;

	for (uint16_t addr = 0; addr < 128; addr++) {
		enum tw_result want =
			addr == 0x48 || addr == 0x23 ? TW_OK : TW_NO_TARGET;

		assert_int_equal(tw_controller_write_to(b->c, addr, NULL, 0),
				 want);
	}
}

/* A target may be asked to stand for a reserved code (Hs, device ID). */
static void a_target_may_listen_to_a_reserved_address(void **state)
{
	struct bench *b = *state;
	struct tw_match id = {.addr = 0x7c};

	tw_target_listen(b->p.target, &id, 1);
	assert_int_equal(tw_controller_write_to(b->c, 0x7c, NULL, 0), TW_OK);
	EXPECT_WIRES(b->sim, 0, "S f8+ P");
}

static void a_masked_match_answers_to_its_whole_range(void **state)
{
	struct bench *b = *state;
	struct tw_match range = {.addr = 0x50, .ignore = 0x07};

	tw_target_listen(b->p.target, &range, 1);
	for (uint16_t addr = 0x4f; addr <= 0x58; addr++) {
		char want[16];

		assert_int_equal(tw_controller_write_to(b->c, addr, NULL, 0),
				 addr >= 0x50 && addr <= 0x57 ? TW_OK
							      : TW_NO_TARGET);
		g_snprintf(want, sizeof(want), "A%02xw P", addr);
		EXPECT_TOLD(&b->p, addr >= 0x50 && addr <= 0x57 ? want : "");
	}
}

/* --- requests ------------------------------------------------------------ */

struct steps {
	tw_controller *c;
	unsigned n;
	GString *log;
};

/* S 90 07 Sr 91 and one byte read with ACK, one with NACK, P. */
static void next_step(void *user, enum tw_result result, uint8_t byte)
{
	struct steps *s = user;

	g_string_append_printf(s->log, " %s:%02x", tw_result_name(result),
			       byte);
	switch (s->n++) {
	case 0:
		tw_controller_write(s->c, 0x90);
		return;
	case 1:
		tw_controller_write(s->c, 0x07);
		return;
	case 2:
		tw_controller_start(s->c);
		return;
	case 3:
		tw_controller_write(s->c, 0x91);
		return;
	case 4:
		tw_controller_read(s->c, true);
		return;
	case 5:
		tw_controller_read(s->c, false);
		return;
	case 6:
		tw_controller_stop(s->c);
		return;
	default:
		return;
	}
}

static void requests_make_a_transfer_one_by_one(void **state)
{
	struct bench *b = *state;
	struct steps s = {.c = b->c, .log = g_string_new(NULL)};

	tw_controller_on_completion(b->c, next_step, &s);
	tw_controller_start(b->c);
	tw_sim_run(b->sim, TW_MS(2));
	EXPECT_WIRES(b->sim, 0, "S 90+ 07+ Sr 91+ 55+ 56- P");
	assert_string_equal(s.log->str, " ok:00 ok:00 ok:00 ok:00 ok:00 ok:55 "
					"ok:56 ok:00");
	g_string_free(s.log, TRUE);
}

static void note_result(void *user, enum tw_result result, uint8_t byte)
{
	*(int *)user = (int)result;
}

static void between_requests_scl_is_held_low(void **state)
{
	struct bench *b = *state;
	int result = -1;

	tw_controller_on_completion(b->c, note_result, &result);
	tw_controller_start(b->c);
	tw_sim_run(b->sim, TW_US(50));
	assert_int_equal(result, TW_OK);
	assert_true(tw_controller_active(b->c));
	assert_false(tw_bus_level(b->bus, TW_SCL));
	tw_controller_write(b->c, 0x90);
	tw_sim_run(b->sim, TW_MS(2));
	assert_false(tw_bus_level(b->bus, TW_SCL));
	tw_controller_write(b->c, 0xf0);
	tw_sim_run(b->sim, TW_MS(4));
	assert_false(tw_bus_level(b->bus, TW_SCL));
	tw_controller_stop(b->c);
	tw_sim_run(b->sim, TW_MS(5));
	EXPECT_WIRES(b->sim, 0, "S 90+ f0+ P");
	g_autoptr(GArray) edges = wires_since(b->sim, 0);
	assert_true(wires_timing(edges).su_dat >= 250);
}

static void reset_lets_go_of_both_wires_at_once(void **state)
{
	struct bench *b = *state;
	int result = -1;

	for (uint64_t ns = 4100; ns < 130000; ns += 3700) {
		uint64_t from = tw_sim_now_ns(b->sim);
		struct hand h;
		char name[16];

		result = -1;
		tw_controller_on_completion(b->c, note_result, &result);
		tw_controller_start(b->c);
		tw_sim_run(b->sim, from + 30000);
		tw_controller_write(b->c, 0x90);
		tw_sim_run(b->sim, from + 30000 + ns);
		result = -1;
		tw_controller_reset(b->c);
		tw_sim_run(b->sim, from + TW_MS(1));
		assert_int_equal(result, -1);
		assert_true(tw_bus_level(b->bus, TW_SCL));
		assert_false(tw_controller_active(b->c));
		/* A target may be left in the middle: bus clear, 3.1.16, with
		 * a STOP tried at every pulse. */
		g_snprintf(name, sizeof(name), "h%d", (int)ns);
		hand_new(&h, b->bus, name);
		for (int i = 0; i < 9 && tw_bus_busy(b->bus); i++) {
			hand_set(&h, TW_SCL, false);
			hand_stop(&h);
		}
		assert_false(tw_bus_busy(b->bus));
		g_string_truncate(b->p.log, 0);
		tw_controller_on_completion(b->c, NULL, NULL);
		assert_int_equal(tw_controller_write_to(b->c, 0x48, NULL, 0),
				 TW_OK);
		EXPECT_TOLD(&b->p, "A48w P");
	}
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_zero_length_write_is_address_and_stop),
		T(nobody_at_an_address_is_a_nack_and_a_stop),
		T(a_target_that_refuses_its_address_is_no_target),
		T(a_write_is_refused_at_any_byte),
		T(a_refused_target_hears_no_more_of_the_message),
		T(a_read_ends_in_a_nack_of_its_last_byte),
		T(every_byte_value_goes_both_ways),
		T(acknowledging_the_last_byte_asks_for_one_more),
		T(write_and_read_are_joined_by_a_repeated_start),
		T(a_repeated_start_may_go_to_another_target),
		T(a_nack_ends_a_chain_of_messages),
		T(a_general_call_reaches_who_listens_for_it),
		T(the_start_byte_is_no_general_call),
		T(nobody_answers_to_reserved_addresses_unasked),
		T(a_target_may_listen_to_a_reserved_address),
		T(a_masked_match_answers_to_its_whole_range),
		T(requests_make_a_transfer_one_by_one),
		T(between_requests_scl_is_held_low),
		T(reset_lets_go_of_both_wires_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
