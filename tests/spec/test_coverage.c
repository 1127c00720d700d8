/* SPDX-License-Identifier: MIT */
/*
 * The bins of protocol coverage, on waveforms drawn edge by edge: each is hit
 * where docs/coverage.md says so, and nothing else of its group is.
 */
#include "drawn.h"

static void two_messages_hit_what_they_show_and_no_more(void **state)
{
	/* S 0xa4 A 0x5a A Sr 0xa5 A 0x33 N P, and a START. */
	g_autoptr(tw_coverage) c = cover(two_messages(&slow));

	EXPECT_COVERED(c, "condition", "start:2");
	EXPECT_COVERED(c, "restart", "write.next:1");
	EXPECT_COVERED(c, "stop", "read.next:1");
	EXPECT_COVERED(c, "acknowledge",
		       "address-read.ack.byte:1 address-write.ack.byte:1 "
		       "read.nack.stop:1 write.ack.restart:1");
	EXPECT_COVERED(c, "address", "7-bit:2");
	EXPECT_COVERED(c, "back-to-back-restart", "write-read.same:1");
	EXPECT_COVERED(c, "back-to-back-stop", "");
	EXPECT_COVERED(c, "length", "read.1:1 write.1:1");
	EXPECT_COVERED(c, "bus-free", "longer:1");
	/* 2 x 18 whole periods, none of them with a condition in it. */
	EXPECT_COVERED(c, "clock", "standard:36");
	/* SDA changes in 6 + 6 lows of SCL, 1 before Sr, 8 + 3, 1 before P. */
	EXPECT_COVERED(c, "data-hold", "longer:25");
	EXPECT_COVERED(c, "stretch-target", "");
	EXPECT_COVERED(c, "stretch-controller", "");
	EXPECT_COVERED(c, "arbitration", "");
	EXPECT_COVERED(c, "hs", "");
	EXPECT_COVERED(c, "stuck", "");
	EXPECT_COVERED(c, "wires", "");
}

/* --- START and STOP at every bit --------------------------------------- */

static void a_stop_counts_at_the_bit_where_it_comes(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
		g_autofree char *want = g_strdup_printf("%s:1", places[i].name);
		g_autoptr(tw_coverage) c = NULL;
		struct pen p;

		pen_new(&p, &slow);
		begin(&p, places[i].bits, places[i].read);
		stop(&p);
		c = cover(p.trace);
		EXPECT_COVERED(c, "stop", want);
		EXPECT_COVERED(c, "restart", "");
		EXPECT_COVERED(c, "condition", "start:1");
	}
}

static void a_repeated_start_counts_at_the_bit_where_it_comes(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
		g_autofree char *want = g_strdup_printf("%s:1", places[i].name);
		g_autoptr(tw_coverage) c = NULL;
		struct pen p;

		pen_new(&p, &slow);
		begin(&p, places[i].bits, places[i].read);
		repeated_start(&p);
		c = cover(p.trace);
		EXPECT_COVERED(c, "restart", want);
		EXPECT_COVERED(c, "stop", "");
		EXPECT_COVERED(c, "condition", "start:1");
	}
}

static void
a_stop_without_start_and_a_void_message_are_no_messages(void **state)
{
	g_autoptr(tw_coverage) c = NULL;
	struct pen p;

	pen_new(&p, &slow);
	/* A clock and a STOP on a free bus. */
	scl_fall(&p, 10000);
	p.now = stop(&p);
	/* START and STOP in one high of SCL. */
	edge(&p, p.now + 10000, TW_SDA, false);
	edge(&p, p.now + 20000, TW_SDA, true);
	c = cover(p.trace);
	EXPECT_COVERED(c, "condition", "start:1 stop-alone:1 void-message:1");
	EXPECT_COVERED(c, "stop", "");
	EXPECT_COVERED(c, "length", "");
	EXPECT_COVERED(c, "acknowledge", "");
}

/* --- acknowledges and what follows ------------------------------------- */

static const char *const follows[] = {"byte", "restart", "stop"};

static void follow(struct pen *p, unsigned how)
{
	if (how == 0)
		byte(p, 0x55, true);
	else if (how == 1)
		repeated_start(p);
	else
		stop(p);
}

static void an_acknowledge_counts_with_what_follows_it(void **state)
{
	for (unsigned i = 0; i < 24; i++) {
		bool read = i & 1, data = i & 2, ack = i & 4;
		unsigned how = i / 8;
		g_autofree char *name =
			g_strdup_printf("%s%s.%s.%s", data ? "" : "address-",
					read ? "read" : "write",
					ack ? "ack" : "nack", follows[how]);
		g_autoptr(tw_coverage) c = NULL;
		struct pen p;

		pen_new(&p, &slow);
		start(&p, 100000);
		byte(&p, (uint8_t)(0x50 | read), data || ack);
		if (data)
			byte(&p, 0x12, ack);
		follow(&p, how);
		c = cover(p.trace);
		assert_int_equal(tw_coverage_hits(c, "acknowledge", name), 1);
		if (how) {
			g_autofree char *all = g_strdup_printf(
				"%s:1%s", name,
				!data  ? ""
				: read ? " address-read.ack.byte:1"
				       : " address-write.ack.byte:1");
			g_autofree char *got = covered_group(c, "acknowledge");

			assert_int_equal(strlen(got), strlen(all));
		}
	}
}

static void a_condition_in_the_acknowledge_is_none_after_it(void **state)
{
	g_autoptr(tw_coverage) c = NULL;
	struct pen p;

	pen_new(&p, &slow);
	begin(&p, 17, false);
	stop(&p);
	c = cover(p.trace);
	EXPECT_COVERED(c, "acknowledge", "address-write.ack.byte:1");
	EXPECT_COVERED(c, "length", "write.0:1");
}

/* --- pairs, addresses, lengths ----------------------------------------- */

static void pairs_count_by_direction_and_address(void **state)
{
	for (unsigned i = 0; i < 16; i++) {
		bool first = i & 1, second = i & 2, same = i & 4;
		bool restart = i & 8;
		g_autofree char *want = g_strdup_printf(
			"%s-%s.%s:1", first ? "read" : "write",
			second ? "read" : "write", same ? "same" : "other");
		g_autoptr(tw_coverage) c = NULL;
		struct pen p;

		pen_new(&p, &slow);
		start(&p, 100000);
		byte(&p, (uint8_t)(0x50 | first), true);
		if (restart)
			repeated_start(&p);
		else
			start(&p, stop(&p) + slow.buf);
		byte(&p, (uint8_t)((same ? 0x50 : 0x52) | second), true);
		c = cover(p.trace);
		EXPECT_COVERED(c, "back-to-back-restart", restart ? want : "");
		EXPECT_COVERED(c, "back-to-back-stop", restart ? "" : want);
	}
}

static void each_address_has_its_kind(void **state)
{
	/* UM10204 table 4. */
	static const struct {
		uint8_t byte;
		bool ack;
		const char *want;
	} rows[] = {
		{0x00, true, "general-call.ack:1"},
		{0x00, false, "general-call.nack:1"},
		{0x01, false, "start-byte:1"},
		{0x02, false, "cbus:1"},
		{0x03, false, "cbus:1"},
		{0x04, false, "reserved:1"},
		{0x07, false, "reserved:1"},
		{0x08, false, "hs-code:1"},
		{0x0f, false, "hs-code:1"},
		{0x10, true, "7-bit:1"},
		{0xef, true, "7-bit:1"},
		{0xf1, true, "10-bit.read:1"},
		{0xf0, false, "10-bit.write.nack:1"},
		{0xf7, true, "10-bit.read:1"},
		{0xf8, true, "device-id:1"},
		{0xf9, true, "device-id:1"},
		{0xfa, true, "reserved:1"},
		{0xff, false, "reserved:1"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(tw_coverage) c = NULL;
		struct pen p;

		pen_new(&p, &slow);
		start(&p, 100000);
		byte(&p, rows[i].byte, rows[i].ack);
		stop(&p);
		c = cover(p.trace);
		EXPECT_COVERED(c, "address", rows[i].want);
	}
}

static void a_ten_bit_write_counts_at_its_second_byte(void **state)
{
	for (unsigned ack = 0; ack < 2; ack++) {
		g_autoptr(tw_coverage) c = NULL;
		struct pen p;

		pen_new(&p, &slow);
		start(&p, 100000);
		byte(&p, 0xf2, true);
		byte(&p, 0x34, ack);
		if (ack)
			byte(&p, 0x56, true);
		stop(&p);
		c = cover(p.trace);
		EXPECT_COVERED(c, "address",
			       ack ? "10-bit.write.ack:1"
				   : "10-bit.write.nack:1");
	}
}

static void lengths_count_data_bytes(void **state)
{
	static const struct {
		unsigned n;
		const char *name;
	} rows[] = {{0, "0"},	   {1, "1"},	  {2, "2-21"},	 {21, "2-21"},
		    {22, "22-43"}, {43, "22-43"}, {44, "44-63"}, {63, "44-63"},
		    {64, "64+"},   {99, "64+"}};

	for (size_t i = 0; i < 2 * G_N_ELEMENTS(rows); i++) {
		bool read = i & 1;
		unsigned n = rows[i / 2].n;
		g_autofree char *want = g_strdup_printf(
			"%s.%s:1", read ? "read" : "write", rows[i / 2].name);
		g_autoptr(tw_coverage) c = NULL;
		struct pen p;

		pen_new(&p, &slow);
		start(&p, 100000);
		byte(&p, (uint8_t)(0x50 | read), true);
		for (unsigned k = 0; k < n; k++)
			byte(&p, (uint8_t)k, !read || k + 1 < n);
		stop(&p);
		c = cover(p.trace);
		EXPECT_COVERED(c, "length", want);
	}
}

/* S 0x09 N Sr 0x50 A 0x12 A Sr 0x51 A 0x33 N P, S 0x01 N Sr 0x50 A P. */
static void prefixes_stand_for_the_message_behind_them(void **state)
{
	g_autoptr(tw_coverage) c = NULL;
	struct pen p;

	pen_new(&p, &slow);
	start(&p, 100000);
	byte(&p, 0x09, false);
	repeated_start(&p);
	byte(&p, 0x50, true);
	byte(&p, 0x12, true);
	repeated_start(&p);
	byte(&p, 0x51, true);
	byte(&p, 0x33, false);
	start(&p, stop(&p) + slow.buf);
	byte(&p, 0x01, false);
	repeated_start(&p);
	byte(&p, 0x50, true);
	stop(&p);
	c = cover(p.trace);
	EXPECT_COVERED(c, "address", "7-bit:3 hs-code:1 start-byte:1");
	EXPECT_COVERED(c, "hs", "read:1 restart:1 stop:1 write:1");
	EXPECT_COVERED(c, "length", "read.1:1 write.0:1 write.1:1");
	EXPECT_COVERED(c, "back-to-back-restart", "write-read.same:1");
	EXPECT_COVERED(c, "back-to-back-stop", "read-write.same:1");
	EXPECT_COVERED(c, "acknowledge",
		       "address-read.ack.byte:1 address-write.ack.byte:1 "
		       "address-write.ack.stop:1 read.nack.stop:1 "
		       "write.ack.restart:1");
}

int main(void)
{
	const struct CMUnitTest coverage[] = {
		cmocka_unit_test(two_messages_hit_what_they_show_and_no_more),
		cmocka_unit_test(a_stop_counts_at_the_bit_where_it_comes),
		cmocka_unit_test(
			a_repeated_start_counts_at_the_bit_where_it_comes),
		cmocka_unit_test(
			a_stop_without_start_and_a_void_message_are_no_messages),
		cmocka_unit_test(an_acknowledge_counts_with_what_follows_it),
		cmocka_unit_test(
			a_condition_in_the_acknowledge_is_none_after_it),
		cmocka_unit_test(pairs_count_by_direction_and_address),
		cmocka_unit_test(each_address_has_its_kind),
		cmocka_unit_test(a_ten_bit_write_counts_at_its_second_byte),
		cmocka_unit_test(lengths_count_data_bytes),
		cmocka_unit_test(prefixes_stand_for_the_message_behind_them),
	};

	return cmocka_run_group_tests(coverage, NULL, NULL);
}
