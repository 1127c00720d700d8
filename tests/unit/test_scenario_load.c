/* SPDX-License-Identifier: MIT */
/* What a case may say, and what it is told where it says something else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "scenario/case.h"

static const struct tw_model probe = {
	.name = "probe",
	.inputs = (const struct tw_input[]){{"temp_mC", -55, 125, NULL}, {0}},
	.outputs = (const struct tw_output[]){{"ALERT", true}, {0}},
	.params =
		(const struct tw_param_spec[]){
			{.key = "write_us", .kind = TW_PARAM_INT, .max = 9},
			{0}},
};
static const struct tw_model *const models[] = {&probe, NULL};
static const struct tw_platform chip = {.name = "chip"};
static const struct tw_platform *const platforms[] = {&chip, NULL};
static const struct tw_parts parts = {models, platforms};

#define HEAD "{\"format\": \"twowire-scenario/1\", \"title\": \"t\","
#define DEVICE                                                                 \
	"\"devices\": [{\"id\": \"p\", \"model\": \"probe\", \"addr\": "       \
	"\"0x48\"}],"

static tw_scenario *load(const char *text, GError **error)
{
	return tw_scenario_parse(text, strlen(text), "c.json", NULL, &parts,
				 error);
}

static void expect_error(const char *text, const char *message)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(tw_scenario) s = load(text, &error);

	if (s)
		fail_msg("loaded, though %s", message);
	assert_true(error->domain == TW_ERROR);
	if (!g_str_has_suffix(error->message, message) ||
	    !g_str_has_prefix(error->message, "c.json:"))
		fail_msg("got %s, not %s", error->message, message);
}

static void the_format_and_title_are_needed(void **state)
{
	expect_error("[]", "c.json:1:1: expected an object, got an array");
	expect_error("{}", "c.json:1:1: the key \"format\" is missing");
	expect_error("{\"format\": \"twowire-scenario/2\"}",
		     "c.json:1:12: format: expected \"twowire-scenario/1\", "
		     "got \"twowire-scenario/2\"");
	expect_error("{\"format\": \"twowire-scenario/1\"}",
		     "the key \"title\" is missing");
}

static void an_unknown_key_is_an_error_that_names_the_nearest(void **state)
{
	expect_error(HEAD "\"step\": []}", "c.json:1:47: step: no such key "
					   "(did you mean \"steps\"?)");
	expect_error(HEAD "\"buses\": [{\"id\": \"b\", \"cap_pf\": 1}]}",
		     "buses[0].cap_pf: no such key (did you mean "
		     "\"cap_pF\"?)");
	expect_error(HEAD DEVICE "\"steps\": [{\"set\": {\"temp_mc\": 1}}]}",
		     "steps[0].set.temp_mc: no such key (did you mean "
		     "\"temp_mC\"?)");
	expect_error(HEAD DEVICE "\"steps\": [{\"transfr\": \"w0@1\"}]}",
		     "steps[0].transfr: no such key (did you mean "
		     "\"transfer\"?)");
}

static void a_shifted_address_is_told_so(void **state)
{
	expect_error(HEAD "\"devices\": [{\"id\": \"p\", \"model\": \"probe\", "
			  "\"addr\": \"0x90\"}]}",
		     "devices[0].addr: expected \"0x08\" to \"0x77\", got "
		     "\"0x90\" (8-bit address? 7 bits, unshifted)");
	expect_error(HEAD "\"devices\": [{\"id\": \"p\", \"model\": \"probe\", "
			  "\"addr\": 80}]}",
		     "devices[0].addr: expected \"0x08\" to \"0x77\", got 80 "
		     "(a hexadecimal string)");
}

static void names_must_be_known_and_their_own(void **state)
{
	expect_error(HEAD "\"devices\": [{\"id\": \"p\", \"model\": \"prob\", "
			  "\"addr\": \"0x48\"}]}",
		     "devices[0].model: no such model (did you mean "
		     "\"probe\"?)");
	expect_error(HEAD "\"controllers\": [{\"id\": \"h\", "
			  "\"like\": \"bcm2853\"}]}",
		     "controllers[0].like: no such host (did you mean "
		     "\"bcm2835\"?)");
	expect_error(HEAD "\"nets\": [{\"id\": \"host\"}]}",
		     "nets[0].id: expected a name of its own, got \"host\", "
		     "which a controller has");
	expect_error(HEAD
		     "\"controllers\": [{\"id\": \"a\", \"bus\": \"bux\"}]}",
		     "controllers[0].bus: no such bus (did you mean "
		     "\"bus\"?)");
	expect_error(HEAD "\"nets\": [{\"id\": \"a.b\"}]}",
		     "nets[0].id: expected at most 32 of A-Z a-z 0-9 _ - #, "
		     "the first a letter or digit");
}

#define FAULT HEAD "\"faults\": [{\"id\": \"f\", \"kind\": "

static void a_fault_is_checked_against_its_kind(void **state)
{
	expect_error(FAULT "\"glich\"}]}",
		     "faults[0].kind: no such kind of fault (did you mean "
		     "\"glitch\"?)");
	expect_error(FAULT "\"hold-low\"}]}",
		     "faults[0]: the key \"line\" is missing");
	expect_error(FAULT "\"flip-bit\", \"at\": {\"bit\": 9}}]}",
		     "faults[0].at.bit: expected an integer from 0 to 8, got "
		     "9");
	expect_error(FAULT "\"flip-bit\", \"at\": {\"bits\": 1}}]}",
		     "faults[0].at.bits: no such key (did you mean \"bit\"?)");
	expect_error(FAULT "\"vanish\", \"part\": \"a b\"}]}",
		     "faults[0].part: expected a name");
	expect_error(FAULT "\"twin\", \"addr\": \"0x80\"}]}",
		     "faults[0].addr: expected \"0x00\" to \"0x7f\", got "
		     "\"0x80\" (8-bit address? 7 bits, unshifted)");
}

static void numbers_out_of_range_are_refused(void **state)
{
	expect_error(HEAD "\"buses\": [{\"id\": \"b\", \"fall_ns\": 1001}]}",
		     "buses[0].fall_ns: expected an integer from 1 to 1000, "
		     "got 1001");
	expect_error(HEAD "\"buses\": [{\"id\": \"b\", \"fall_ns\": 1.5}]}",
		     "buses[0].fall_ns: expected an integer from 1 to 1000, "
		     "got 1.5");
	expect_error(HEAD "\"seed\": -1}",
		     "seed: expected an integer from 0 to "
		     "18446744073709551615, got -1");
	expect_error(HEAD DEVICE "\"steps\": [{\"set\": {\"temp_mC\": 126}}]}",
		     "steps[0].set.temp_mC: expected an integer from -55 to "
		     "125, got 126");
	expect_error(HEAD "\"steps\": [{\"run_ms\": 600000}, "
			  "{\"run_ns\": 1}]}",
		     "steps[1].run_ns: expected at most 600 s of simulated "
		     "time in a case, got more up to here");
}

static void a_session_is_the_last_step(void **state)
{
	expect_error(HEAD "\"steps\": [{\"session\": \"a.session\"}, "
			  "{\"run_ms\": 1}]}",
		     "steps[0].session: expected it to be the last step");
	expect_error(HEAD "\"steps\": [{\"session\": 1}]}",
		     "steps[0].session: expected a string, got 1");
}

static void a_step_has_one_key_that_says_what_to_do(void **state)
{
	expect_error(HEAD "\"steps\": [{}]}",
		     "steps[0]: expected one key that says what to do, got 0");
	expect_error(HEAD "\"steps\": [{\"run_ms\": 1, \"run_us\": 1}]}",
		     "steps[0]: expected one key that says what to do, got 2");
	expect_error(HEAD "\"steps\": [7]}",
		     "steps[0]: expected an object, got 7");
}

static void firmware_pins_name_a_wire_or_a_net(void **state)
{
#define FIRMWARE(wire)                                                         \
	HEAD "\"firmware\": [{\"id\": \"f\", \"platform\": \"chip\", "         \
	     "\"object\": \"f.so\", \"pins\": {\"GPIO4\": \"" wire "\"}}]}"
	expect_error(FIRMWARE("bus"),
		     "firmware[0].pins.GPIO4: expected a bus's wire "
		     "(\"bus.sda\") or a net (\"net ALERT\"), got \"bus\"");
	expect_error(FIRMWARE("bux.sda"),
		     "firmware[0].pins.GPIO4: no such bus in the case");
	expect_error(FIRMWARE("net X"),
		     "firmware[0].pins.GPIO4: no such net in the case");
	g_autoptr(tw_scenario) s = load(FIRMWARE("bus.scl"), NULL);
	assert_non_null(s);
}

/* --- Transfers --------------------------------------------------------- */

static const struct tw_case_transfer *transfer(const tw_scenario *s, size_t n)
{
	const struct tw_case_step *step =
		&g_array_index(s->steps, struct tw_case_step, n);

	return step->transfers->pdata[0];
}

static tw_scenario *with_transfer(const char *notation, GError **error)
{
	g_autofree char *text = g_strdup_printf(
		HEAD "\"steps\": [{\"transfer\": \"%s\"}]}", notation);

	return load(text, error);
}

static void expect_notation(const char *notation, const char *tx, size_t n_msgs,
			    size_t rx_len)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(tw_scenario) s = with_transfer(notation, &error);
	g_autoptr(GString) hex = g_string_new(NULL);
	const struct tw_case_transfer *t;

	if (error)
		fail_msg("%s: %s", notation, error->message);
	t = transfer(s, 0);
	for (size_t i = 0; i < t->tx->len; i++)
		g_string_append_printf(hex, "%02x", t->tx->data[i]);
	assert_string_equal(hex->str, tx);
	assert_int_equal(t->msgs->len, n_msgs);
	assert_int_equal(t->rx_len, rx_len);
}

/* The examples of i2ctransfer(8), and its rules. */
static void transfers_are_written_as_for_i2ctransfer(void **state)
{
	expect_notation("w1@0x50 0x64 r8", "64", 2, 8);
	expect_notation("w17@0x50 0x42 0xff-",
			"42fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0", 1, 0);
	expect_notation("w4@80 1 0xfe+", "01feff00", 1, 0);
	expect_notation("w4@0120 0=", "00000000", 1, 0);
	expect_notation("w0@0x50", "", 1, 0);
	expect_notation("w1@0x50 1 w1@0x51 2 r1@0x52", "0102", 3, 1);
}

static void the_address_holds_until_the_next(void **state)
{
	g_autoptr(tw_scenario) s =
		with_transfer("w1@0x50 1 r1 r2@0x51 r3", NULL);
	static const uint16_t addrs[] = {0x50, 0x50, 0x51, 0x51};

	for (size_t i = 0; i < 4; i++)
		assert_int_equal(g_array_index(transfer(s, 0)->msgs,
					       struct tw_case_msg, i)
					 .addr,
				 addrs[i]);
}

static void bad_transfers_name_the_word(void **state)
{
	static const char *const rows[][2] = {
		{"r1", "expected an address in the first message, as in "
		       "w2@0x40, got \"r1\" (word 1)"},
		{"w2@0x40 1", "expected a byte from 0 to 0xff, the last one "
			      "perhaps with =, + or - (1 still to write), got "
			      "the end of the transfer"},
		{"w1@0x40 256", "expected a byte from 0 to 0xff, the last one "
				"perhaps with =, + or - (1 still to write), "
				"got \"256\" (word 2)"},
		{"w1@0x80 1", "expected an address from 0x00 to 0x7f after "
			      "the @ (7 bits, unshifted), got \"w1@0x80\" "
			      "(word 1)"},
		{"w1@0x40 1 2", "expected a message such as w2@0x40 or r1, "
				"got \"2\" (word 3)"},
		{"r65536@0x40", "expected a length from 0 to 65535 after the "
				"r, got \"r65536@0x40\" (word 1)"},
		{"r?@0x40", "expected a length from 0 to 65535 after the r, "
			    "got \"r?@0x40\" (word 1)"},
		{"w1@0x40  1", "expected words with one blank between them"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(tw_scenario) s = with_transfer(rows[i][0], &error);

		assert_null(s);
		if (!g_str_has_suffix(error->message, rows[i][1]))
			fail_msg("%s: %s", rows[i][0], error->message);
	}
}

static void the_object_form_writes_then_reads(void **state)
{
	g_autoptr(tw_scenario) s = load(
		HEAD "\"steps\": [{\"transfer\": {\"addr\": \"0x48\", \"tx\": "
		     "\"00 aa\", \"rx\": \"19 ??\"}, \"by\": \"host\"}]}",
		NULL);
	const struct tw_case_transfer *t;

	assert_non_null(s);
	t = transfer(s, 0);
	assert_int_equal(t->msgs->len, 2);
	assert_memory_equal(t->tx->data, "\x00\xaa", 2);
	assert_int_equal(t->rx_len, 2);
	assert_memory_equal(t->rx_mask->data, "\xff\x00", 2);
	assert_int_equal(t->result, TW_OK);
}

static void what_is_expected_of_a_transfer_must_fit_it(void **state)
{
	expect_error(HEAD "\"steps\": [{\"transfer\": \"r2@0x40\", \"rx\": "
			  "\"00\"}]}",
		     "steps[0].rx: expected as many bytes as are read, 2, got "
		     "1");
	expect_error(HEAD "\"steps\": [{\"transfer\": {\"addr\": \"0x40\", "
			  "\"rx\": \"00\"}, \"rx\": \"00\"}]}",
		     "steps[0].transfer.rx: also given beside the transfer");
	expect_error(
		HEAD "\"steps\": [{\"transfer\": \"w0@0x40\", "
		     "\"result\": \"nack\"}]}",
		"steps[0].result: expected one of \"ok\", \"no-target\", "
		"\"nacked\", \"arbitration-lost\", \"stuck\", \"any\", got "
		"\"nack\"");
	expect_error(HEAD "\"steps\": [{\"transfer\": \"w0@0x40\", "
			  "\"delay_ns\": 1}]}",
		     "steps[0].delay_ns: only has a meaning in \"parallel\"");
	expect_error(HEAD "\"steps\": [{\"parallel\": ["
			  "{\"transfer\": \"w0@0x40\"}, "
			  "{\"transfer\": \"w0@0x41\"}]}]}",
		     "steps[0].parallel[1]: expected a controller of its own "
		     "for each transfer (\"by\")");
	expect_error(HEAD "\"steps\": [{\"transfer\": {\"addr\": \"0x40\", "
			  "\"tx\": \"0\"}}]}",
		     "steps[0].transfer.tx: expected bytes of two hexadecimal "
		     "digits with a blank between them, got \"0\"");
}

static void transfers_together_have_a_limit(void **state)
{
	expect_error(HEAD "\"steps\": [{\"transfer\": \"r65535@0x40 r65535 "
			  "r65535 r65535 r4\"}, {\"transfer\": \"r1@0x40\"}]}",
		     "steps[1].transfer: expected transfers of at most 262144 "
		     "bytes in a case, got 262145 up to here");
}

int main(void)
{
	const struct CMUnitTest scenario_load[] = {
		cmocka_unit_test(the_format_and_title_are_needed),
		cmocka_unit_test(
			an_unknown_key_is_an_error_that_names_the_nearest),
		cmocka_unit_test(a_shifted_address_is_told_so),
		cmocka_unit_test(names_must_be_known_and_their_own),
		cmocka_unit_test(a_fault_is_checked_against_its_kind),
		cmocka_unit_test(numbers_out_of_range_are_refused),
		cmocka_unit_test(a_session_is_the_last_step),
		cmocka_unit_test(a_step_has_one_key_that_says_what_to_do),
		cmocka_unit_test(firmware_pins_name_a_wire_or_a_net),
		cmocka_unit_test(transfers_are_written_as_for_i2ctransfer),
		cmocka_unit_test(the_address_holds_until_the_next),
		cmocka_unit_test(bad_transfers_name_the_word),
		cmocka_unit_test(the_object_form_writes_then_reads),
		cmocka_unit_test(what_is_expected_of_a_transfer_must_fit_it),
		cmocka_unit_test(transfers_together_have_a_limit),
	};

	return cmocka_run_group_tests(scenario_load, NULL, NULL);
}
