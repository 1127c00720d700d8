/* SPDX-License-Identifier: MIT */
/* What a step in the words of SMBus may say, and what it becomes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "scenario/case.h"

static const struct tw_model *const models[] = {NULL};
static const struct tw_platform *const platforms[] = {NULL};
static const struct tw_parts parts = {models, platforms};

static tw_scenario *load(const char *step, GError **error)
{
	g_autofree char *text = g_strdup_printf(
		"{\"format\": \"twowire-scenario/1\", \"title\": \"t\", "
		"\"steps\": [%s]}",
		step);

	return tw_scenario_parse(text, strlen(text), "c.json", NULL, &parts,
				 error);
}

static void expect_error(const char *step, const char *message)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(tw_scenario) s = load(step, &error);

	if (s)
		fail_msg("loaded, though %s", message);
	if (!g_str_has_suffix(error->message, message))
		fail_msg("got %s, not %s", error->message, message);
}

static const struct tw_case_smbus *first(const tw_scenario *s)
{
	const struct tw_case_step *step =
		&g_array_index(s->steps, struct tw_case_step, 0);

	assert_int_equal(step->kind, TW_STEP_SMBUS);
	return step->smbus;
}

static void every_word_of_the_specification_is_known(void **state)
{
	static const struct {
		enum tw_smbus_protocol protocol;
		const char *step;
	} rows[] = {
		{TW_SMBUS_QUICK_WRITE,
		 "{\"smbus\": \"quick-write\", \"addr\": \"0x48\"}"},
		{TW_SMBUS_QUICK_READ,
		 "{\"smbus\": \"quick-read\", \"addr\": \"0x48\"}"},
		{TW_SMBUS_SEND_BYTE,
		 "{\"smbus\": \"send-byte\", \"addr\": \"0x48\", "
		 "\"command\": \"0x05\", \"pec\": true}"},
		{TW_SMBUS_RECEIVE_BYTE,
		 "{\"smbus\": \"receive-byte\", \"addr\": \"0x48\", "
		 "\"rx\": \"??\"}"},
		{TW_SMBUS_PROCESS_CALL,
		 "{\"smbus\": \"process-call\", \"addr\": \"0x48\", "
		 "\"command\": \"0x05\", \"tx\": \"01 02\", \"rx\": \"03 "
		 "04\"}"},
		{TW_SMBUS_BLOCK_WRITE,
		 "{\"smbus\": \"block-write\", \"addr\": \"0x48\", "
		 "\"command\": \"0xff\", \"tx\": \"01 02 03\"}"},
		{TW_SMBUS_READ_64,
		 "{\"smbus\": \"read-64\", \"addr\": \"0x48\", "
		 "\"command\": \"0x05\", \"rx\": \"01 02 03 04 05 06 07 08\"}"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(tw_scenario) s = load(rows[i].step, &error);

		if (error)
			fail_msg("%s", error->message);
		assert_int_equal(first(s)->protocol, rows[i].protocol);
		assert_int_equal(first(s)->addr, 0x48);
	}
}

/* SMBus 3.x, 6.6.3: the default address, its commands, always a PEC. */
static void address_resolution_becomes_messages_to_0x61(void **state)
{
	static const struct {
		const char *step;
		enum tw_smbus_protocol protocol;
		uint8_t command;
		size_t tx_len;
	} rows[] = {
		{"{\"smbus\": \"arp-prepare\"}", TW_SMBUS_SEND_BYTE, 0x01, 0},
		{"{\"smbus\": \"arp-reset\"}", TW_SMBUS_SEND_BYTE, 0x02, 0},
		{"{\"smbus\": \"arp-reset\", \"addr\": \"0x2c\"}",
		 TW_SMBUS_SEND_BYTE, 0x58, 0},
		{"{\"smbus\": \"arp-get-udid\"}", TW_SMBUS_BLOCK_READ, 0x03, 0},
		{"{\"smbus\": \"arp-get-udid\", \"addr\": \"0x2c\"}",
		 TW_SMBUS_BLOCK_READ, 0x59, 0},
		{"{\"smbus\": \"arp-assign\", \"addr\": \"0x2c\", \"udid\": "
		 "\"00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f\"}",
		 TW_SMBUS_BLOCK_WRITE, 0x04, 17},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(tw_scenario) s = load(rows[i].step, NULL);
		const struct tw_case_smbus *m = first(s);

		assert_int_equal(m->protocol, rows[i].protocol);
		assert_int_equal(m->addr, 0x61);
		assert_int_equal(m->command, rows[i].command);
		assert_true(m->pec);
		assert_int_equal(m->tx->len, rows[i].tx_len);
		if (m->tx->len)
			assert_int_equal(m->tx->data[16], 0x58);
	}
}

static void keys_without_a_meaning_are_refused(void **state)
{
	expect_error("{\"smbus\": \"quick-write\", \"addr\": \"0x48\", "
		     "\"pec\": true}",
		     "steps[0].pec: has no meaning in \"quick-write\"");
	expect_error("{\"smbus\": \"arp-prepare\", \"addr\": \"0x48\"}",
		     "steps[0].addr: has no meaning in \"arp-prepare\"");
	expect_error("{\"smbus\": \"read-byte\", \"addr\": \"0x48\", "
		     "\"command\": \"0x01\", \"tx\": \"00\"}",
		     "steps[0].tx: has no meaning in \"read-byte\"");
}

static void what_a_word_needs_is_asked_for(void **state)
{
	expect_error("{\"smbus\": \"read-wrod\", \"addr\": \"0x48\"}",
		     "got \"read-wrod\"");
	expect_error("{\"smbus\": \"read-word\", \"addr\": \"0x48\"}",
		     "steps[0]: the key \"command\" is missing");
	expect_error("{\"smbus\": \"read-word\", \"command\": \"0x01\"}",
		     "steps[0]: the key \"addr\" is missing");
	expect_error("{\"smbus\": \"write-word\", \"addr\": \"0x48\", "
		     "\"command\": \"0x01\", \"tx\": \"01\"}",
		     "steps[0].tx: expected 2 bytes, got 1");
	expect_error("{\"smbus\": \"read-word\", \"addr\": \"0x48\", "
		     "\"command\": \"0x01\", \"rx\": \"01\"}",
		     "steps[0].rx: expected 2 bytes, got 1");
	expect_error("{\"smbus\": \"arp-assign\", \"addr\": \"0x48\", "
		     "\"udid\": \"01 02\"}",
		     "steps[0].udid: expected 16 bytes, got 2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_word_of_the_specification_is_known),
		cmocka_unit_test(address_resolution_becomes_messages_to_0x61),
		cmocka_unit_test(keys_without_a_meaning_are_refused),
		cmocka_unit_test(what_a_word_needs_is_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
