/* SPDX-License-Identifier: MIT */
/* What a step expects of a bus, and what is said where it is not so. */
#include "judged.h"

#include "twowire/bus.h"
#include "twowire/port.h"

#define ROM                                                                    \
	"\"devices\": [{\"id\": \"rom\", \"model\": \"24xx\", \"addr\": "      \
	"\"0x50\"}],"
#define WRITE "{\"transfer\": \"w2@0x50 0x10 0xca\"},"
#define READ                                                                   \
	"{\"run_ms\": 5}, {\"transfer\": \"w1@0x50 0x10 r2\", \"rx\": "        \
	"\"ca ff\"},"

static void transfers_are_written_as_um10204_draws_them(void **state)
{
	struct judged j =
		judge(HEAD ROM
		      "\"steps\": [" WRITE
		      "{\"transfer\": \"w0@0x51\", \"result\": \"no-target\"},"
		      "{\"expect_bus\": {\"transfers\": ["
		      "\"S 50 W A 10 A ca A P\", \"S 51 W N P\"]}}," READ
		      "{\"expect_bus\": {\"transfers\": ["
		      "\"S 50 W A 10 A Sr 50 R A ca A ff N P\"]}},"
		      "{\"expect_bus\": {\"from\": \"begin\", \"starts\": 3, "
		      "\"restarts\": 1, \"stops\": 3, \"free\": true}},"
		      "{\"expect_bus\": {\"starts\": 0, \"transfers\": []}}"
		      "]}",
		      NULL);

	said(&j, 2, true, "transfers on bus", "2 as listed", "2 as listed");
	said(&j, 5, true, "transfers on bus", "1 as listed", "1 as listed");
	said(&j, 6, true, "starts on bus", "3", "3");
	said(&j, 7, true, "restarts on bus", "1", "1");
	said(&j, 8, true, "stops on bus", "3", "3");
	said(&j, 9, true, "bus", "free", "free");
	assert_int_equal(tw_trial_verdict(j.trial), TW_VERDICT_HELD);
	judged_clear(&j);
}

static void question_marks_stand_for_any(void **state)
{
	struct judged j =
		judge(HEAD ROM "\"steps\": [" WRITE
			       "{\"expect_bus\": {\"transfers\": "
			       "[\"S ?? ? ? 10 A ?? A P\"]}},"
			       "{\"expect_bus\": {\"from\": \"begin\", "
			       "\"transfers\": [\"S 50 W A ?? A ?? A\"]}}]}",
		      NULL);

	said(&j, 1, true, "transfers on bus", "1 as listed", "1 as listed");
	said(&j, 2, false, "transfer 0 on bus", "S 50 W A ?? A ?? A",
	     "S 50 W A 10 A ca A P at 35 ns");
	judged_clear(&j);
}

static void the_first_transfer_that_differs_is_told_with_its_time(void **state)
{
	struct judged j = judge(
		HEAD ROM
		"\n\"steps\": [{\"run_ms\": 1}," WRITE
		"\n{\"expect_bus\": {\"from\": \"begin\", \"transfers\": ["
		"\"S 50 W A 10 A ca N P\"]}},"
		"\n{\"expect_bus\": {\"from\": \"begin\", \"transfers\": "
		"[]}},"
		"\n{\"expect_bus\": {\"from\": \"begin\", \"transfers\": ["
		"\"S 50 W A 10 A ca A P\", \"S 50 W N P\"]}},"
		"\n{\"expect_bus\": {\"from\": \"begin\", \"starts\": 2}}]}",
		NULL);

	said(&j, 1, false, "transfer 0 on bus", "S 50 W A 10 A ca N P",
	     "S 50 W A 10 A ca A P at 1000035 ns");
	assert_string_equal(tw_trial_check(j.trial, 1)->place,
			    "c.json:3:48: steps[2].expect_bus.transfers[0]");
	said(&j, 2, false, "transfer 0 on bus", "none",
	     "S 50 W A 10 A ca A P at 1000035 ns");
	said(&j, 3, false, "transfer 1 on bus", "S 50 W N P", "none");
	said(&j, 4, false, "starts on bus", "2", "1");
	judged_clear(&j);
}

static void transfers_to_others_need_not_be_listed(void **state)
{
	struct judged j = judge(
		HEAD ROM
		"\"steps\": [{\"transfer\": \"w0@0x51\", \"result\": "
		"\"no-target\"}," WRITE
		"{\"expect_bus\": {\"addr\": \"0x50\", \"transfers\": ["
		"\"S 50 W A 10 A ca A P\"]}},"
		"{\"expect_bus\": {\"from\": \"begin\", \"addr\": \"0x51\", "
		"\"transfers\": []}}]}",
		NULL);

	said(&j, 2, true, "transfers with 0x50 on bus", "1 as listed",
	     "1 as listed");
	said(&j, 3, false, "transfer 0 with 0x51 on bus", "none",
	     "S 51 W N P at 35 ns");
	judged_clear(&j);
}

/* A STOP behind two bits of the second byte. */
static void a_byte_cut_short_shows_its_bits(void **state)
{
	struct judged j = judge(
		HEAD ROM "\"faults\": [{\"id\": \"cut\", \"kind\": "
			 "\"insert-stop\", \"at\": {\"byte\": 1, \"bit\": "
			 "2}}],\"steps\": [{\"transfer\": \"w2@0x50 0x10 "
			 "0xca\", \"result\": \"any\"},"
			 "{\"expect_bus\": {\"transfers\": [\"S "
			 "50 W A +2 P\"]}},{\"expect_bus\": "
			 "{\"from\": \"begin\", \"transfers\": "
			 "[\"S 50 W A +3 P\"]}}]}",
		NULL);

	said(&j, 0, true, "transfers on bus", "1 as listed", "1 as listed");
	said(&j, 1, false, "transfer 0 on bus", "S 50 W A +3 P",
	     "S 50 W A +2 P at 35 ns");
	judged_clear(&j);
}

/* A host that leaves its STOP out. */
static void a_message_without_a_stop_is_open(void **state)
{
	struct judged j = judge(
		HEAD ROM "\"faults\": [{\"id\": \"f\", \"kind\": "
			 "\"omit-stop\"}],\"steps\": [" WRITE
			 "{\"run_ms\": 1}, {\"expect_bus\": {\"free\": true, "
			 "\"stops\": 0, \"transfers\": [\"S 50 W A 10 A ca "
			 "A\"]}}]}",
		NULL);

	said(&j, 1, true, "transfers on bus", "1 as listed", "1 as listed");
	said(&j, 2, true, "stops on bus", "0", "0");
	said(&j, 3, false, "bus", "free", "no STOP since the last START");
	judged_clear(&j);
}

static void a_wire_that_is_held_is_not_free(void **state)
{
	static const char text[] =
		HEAD "\"steps\": [{\"expect_bus\": {\"free\": true}},"
		     "{\"expect_bus\": {\"free\": false}}]}";
	g_autoptr(tw_scenario) s = tw_scenario_parse(
		text, strlen(text), "c.json", NULL, &tw_parts, NULL);
	struct judged j = {NULL, tw_trial_new(s, NULL, NULL)};
	tw_sim *sim = tw_trial_sim(j.trial);
	tw_port *vice = tw_port_new(tw_sim_bus(sim, "bus"), "vice",
				    TW_ROLE_OTHER, NULL, NULL);

	tw_port_drive(vice, TW_SCL, TW_LOW);
	tw_sim_run(sim, TW_US(1));
	tw_trial_run(j.trial);
	said(&j, 0, false, "bus", "free", "SCL low");
	said(&j, 1, true, "bus", "not free", "SCL low");
	judged_clear(&j);
}

static void who_stretches_and_for_how_long_is_judged(void **state)
{
	struct judged j = judge(
		HEAD
		"\"devices\": [{\"id\": \"rh\", \"model\": \"sht21\", "
		"\"addr\": \"0x40\"}],"
		"\"steps\": [{\"run_ms\": 20}, {\"transfer\": \"w1@0x40 0xe3 "
		"r3\", \"timeout_us\": 200000},"
		"{\"expect_bus\": {\"stretches\": [{\"by\": \"rh\", "
		"\"min_ns\": 60000000, \"max_ns\": 85000000, \"count\": 1}]}},"
		"{\"expect_bus\": {\"from\": \"begin\", \"stretches\": "
		"[{\"by\": \"rh\", \"max_ns\": 5000}]}},"
		"{\"expect_bus\": {\"from\": \"begin\", \"stretches\": "
		"[{\"by\": \"rh\", \"count\": 2}]}},"
		"{\"expect_bus\": {\"from\": \"begin\", \"stretches\": []}},"
		"{\"expect_bus\": {\"stretches\": [{\"by\": \"rh\", "
		"\"min_ns\": 1}]}}]}",
		NULL);
	const struct tw_check *c = tw_trial_check(j.trial, 1);

	assert_string_equal(c->what, "stretching by rh");
	assert_string_equal(c->expected,
			    "1 time, longest 60000000 to 85000000 ns");
	assert_true(c->held);
	c = tw_trial_check(j.trial, 2);
	assert_string_equal(c->what, "stretching on bus by others");
	assert_true(c->held);
	c = tw_trial_check(j.trial, 3);
	assert_string_equal(c->expected, "longest at most 5000 ns");
	assert_true(g_str_has_prefix(c->got, "1 time, longest "));
	assert_false(c->held);
	c = tw_trial_check(j.trial, 5);
	assert_string_equal(c->expected, "2 times, longest any");
	assert_false(c->held);
	c = tw_trial_check(j.trial, 7);
	assert_string_equal(c->what, "stretching on bus");
	assert_string_equal(c->expected, "none");
	assert_true(g_str_has_prefix(c->got, "by rh, 1 time, longest "));
	assert_false(c->held);
	said(&j, 8, false, "stretching by rh", "longest at least 1 ns", "none");
	judged_clear(&j);
}

static void what_cannot_be_seen_is_refused_with_its_place(void **state)
{
#define BUS(keys) HEAD ROM "\n\"steps\": [{\"expect_bus\": {" keys "}}]}"
	refused(BUS(""), "c.json:2:26: steps[0].expect_bus: expected something "
			 "of the bus: \"transfers\", \"stretches\", "
			 "\"starts\", \"restarts\", \"stops\" or \"free\"");
	refused(BUS("\"transfers\": [\"50 W A P\"]"),
		"c.json:2:41: steps[0].expect_bus.transfers[0]: expected "
		"\"S\" first, got \"50\"");
	refused(BUS("\"transfers\": [\"S 50 A P\"]"),
		"c.json:2:41: steps[0].expect_bus.transfers[0]: expected "
		"\"W\" or \"R\" behind an address, got \"A\"");
	refused(BUS("\"transfers\": [\"S 0x50 W A P\"]"),
		"c.json:2:41: steps[0].expect_bus.transfers[0]: expected "
		"an address as \"50\", got \"0x50\"");
	refused(BUS("\"transfers\": [\"S 50 W A 0a 0b A P\"]"),
		"c.json:2:41: steps[0].expect_bus.transfers[0]: expected "
		"\"A\" or \"N\" behind a byte, got \"0b\"");
	refused(BUS("\"transfers\": [\"S 50 W A P S\"]"),
		"c.json:2:41: steps[0].expect_bus.transfers[0]: expected "
		"nothing behind \"P\", got \"S\"");
	refused(BUS("\"stretches\": [{\"by\": \"ron\"}]"),
		"c.json:2:48: steps[0].expect_bus.stretches[0].by: no such "
		"part (did you mean \"rom\"?)");
	refused(BUS("\"transfers\": [\"\\n\"]"),
		"c.json:2:41: steps[0].expect_bus.transfers[0]: expected "
		"\"S\" first, got \"\\n\"");
	refused(BUS("\"free\": true, \"from\": \"now\""),
		"c.json:2:49: steps[0].expect_bus.from: expected one of "
		"\"last\", "
		"\"begin\", got \"now\"");
}

int main(void)
{
	const struct CMUnitTest expect_bus[] = {
		cmocka_unit_test(transfers_are_written_as_um10204_draws_them),
		cmocka_unit_test(question_marks_stand_for_any),
		cmocka_unit_test(
			the_first_transfer_that_differs_is_told_with_its_time),
		cmocka_unit_test(transfers_to_others_need_not_be_listed),
		cmocka_unit_test(a_byte_cut_short_shows_its_bits),
		cmocka_unit_test(a_message_without_a_stop_is_open),
		cmocka_unit_test(a_wire_that_is_held_is_not_free),
		cmocka_unit_test(who_stretches_and_for_how_long_is_judged),
		cmocka_unit_test(what_cannot_be_seen_is_refused_with_its_place),
	};

	return cmocka_run_group_tests(expect_bus, NULL, NULL);
}
