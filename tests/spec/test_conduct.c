/* SPDX-License-Identifier: MIT */
/* Where in a message a target held SCL, told from the wires of a target that
 * holds where it is asked to. */
#include "party.h"

#include "twowire/conduct.h"

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	tw_controller *c;
	struct party p;
	GString *log; /* a line a message */
	uint64_t longest;
};

static void made(struct bench *b, enum hold_at at, unsigned bit, uint64_t ns)
{
	b->sim = tw_sim_new(0);
	b->bus = tw_bus_new(b->sim, NULL, NULL);
	b->c = tw_controller_new(b->bus, NULL, NULL);
	party_bits_at(&b->p, b->bus, "target", 0x48);
	b->p.hold_at = at;
	b->p.hold_bit = bit;
	b->p.hold_ns = ns;
	b->p.next = 0x5a;
	b->log = g_string_new(NULL);
	b->longest = 0;
}

static void gone(struct bench *b)
{
	tw_sim_free(b->sim);
	party_leave(&b->p);
	g_string_free(b->log, TRUE);
}

static void told(void *user, const struct tw_conduct *conduct)
{
	struct bench *b = user;

	tw_conduct_message_text(conduct->message, b->log);
	g_string_append(b->log, ": ");
	tw_conduct_holds_text(conduct, b->log);
	g_string_append_c(b->log, '\n');
	for (size_t i = 0; i < conduct->n_holds; i++)
		b->longest = MAX(b->longest, conduct->holds[i].ticks);
}

static void a_hold_is_told_by_the_bit_that_waits_for_it(void **state)
{
	static const struct {
		enum hold_at at;
		unsigned bit;
		const char *write, *read;
	} rows[] = {
		{AT_NEVER, 0, "", ""},
		{AT_ADDRESS, 0, "before the ACK of the address",
		 "before the ACK of the address"},
		{AT_WRITE, 0, "before the ACK of byte 1 to 2", ""},
		{AT_READ, 0, "", "before byte 1 to 2"},
		{AT_PROCEED, 0, "before byte 1 to 2, before the end", ""},
		{AT_BIT, 3, "in byte 1 to 2", "in byte 1 to 2"},
		{AT_BIT, 7, "in byte 1 to 2", "in byte 1 to 2"},
		{AT_BIT, 8, "before the ACK of byte 1 to 2",
		 "before the ACK of byte 1 to 2"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		uint8_t tx[] = {0x12, 0xed}, rx[2];
		g_autofree char *expected = g_strdup_printf(
			"START 48 W ACK  12 ACK  ed ACK: %s\n"
			"repeated START 48 R ACK  5a ACK  5b NACK  STOP: %s\n",
			rows[i].write, rows[i].read);
		struct bench b;

		made(&b, rows[i].at, rows[i].bit, 30000);
		assert_int_equal(
			tw_controller_write_read(b.c, 0x48, tx, 2, rx, 2),
			TW_OK);
		tw_trace_conduct(tw_sim_trace(b.sim), 0, told, &b);
		assert_string_equal(b.log->str, expected);
		/* Of 30 us the host's own low period, 5 us, is hidden. */
		if (rows[i].at != AT_NEVER)
			assert_in_range(b.longest, 24000, 30000);
		gone(&b);
	}
}

static void bytes_apart_are_told_apart(void **state)
{
	const struct tw_hold holds[] = {
		{.byte = 0, .place = TW_HOLD_ACK},
		{.byte = 2, .place = TW_HOLD_ACK},
		{.byte = 2, .place = TW_HOLD_BYTE},
		{.byte = 3, .place = TW_HOLD_ACK},
		{.byte = 3, .place = TW_HOLD_ACK},
		{.byte = 7, .place = TW_HOLD_ACK},
	};
	const struct tw_conduct conduct = {.holds = holds, .n_holds = 6};
	g_autoptr(GString) text = g_string_new(NULL);

	tw_conduct_holds_text(&conduct, text);
	assert_string_equal(text->str,
			    "before the ACK of the address and byte 2 to 3, 7, "
			    "before byte 2");
}

static void a_hold_without_end_is_told_by_the_bits_before_it(void **state)
{
	static const struct {
		enum hold_at at;
		unsigned bit;
		const char *told;
	} rows[] = {
		{AT_ADDRESS, 0,
		 "START 48 W  and no end: "
		 "before the ACK of the address\n"},
		{AT_PROCEED, 0, "START 48 W ACK  and no end: before byte 1\n"},
		{AT_BIT, 4, "START 48 W ACK  and no end: in byte 1\n"},
		{AT_WRITE, 0,
		 "START 48 W ACK  12  and no end: "
		 "before the ACK of byte 1\n"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		uint8_t tx[] = {0x12, 0xed};
		struct tw_msg msg = {0x48, 0, 2, tx, 0};
		struct bench b;

		made(&b, rows[i].at, rows[i].bit, TW_NEVER);
		assert_int_equal(tw_controller_transfer(b.c, &msg, 1, TW_MS(2)),
				 TW_STUCK);
		tw_trace_conduct(tw_sim_trace(b.sim), 0, told, &b);
		assert_string_equal(b.log->str, rows[i].told);
		gone(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hold_is_told_by_the_bit_that_waits_for_it),
		cmocka_unit_test(bytes_apart_are_told_apart),
		cmocka_unit_test(
			a_hold_without_end_is_told_by_the_bits_before_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
