/* SPDX-License-Identifier: MIT */
/* What a step expects of a register of a device. */
#include "judged.h"

#define LM75                                                                   \
	"\"devices\": [{\"id\": \"probe\", \"model\": \"lm75\", \"addr\": "    \
	"\"0x48\"}, {\"id\": \"rom\", \"model\": \"24xx\", \"addr\": "         \
	"\"0x50\"}],"

/* LM75B data sheet: T(OS) is 80 degrees after power-on, T(HYST) 75, and the
 * pointers are 3 and 2. */
static void registers_are_looked_at_by_name_and_by_pointer(void **state)
{
	struct judged j = judge(
		HEAD LM75 "\"steps\": [{\"expect_register\": {\"register\": "
			  "\"0x03\", \"bytes\": \"50 00\"}},"
			  "{\"transfer\": \"w3@0x48 2 0x4a 0x80\"},"
			  "{\"expect_register\": {\"register\": \"0x02\", "
			  "\"bytes\": \"4a ??\"}},"
			  "{\"expect_register\": {\"register\": \"0x02\", "
			  "\"bytes\": \"4b 00\"}}]}",
		NULL);
	g_autofree char *tos = g_strdup(tw_trial_check(j.trial, 0)->what);

	said(&j, 0, true, tos, "50 00", "50 00");
	assert_true(g_str_has_prefix(tos, "register T"));
	assert_true(g_str_has_suffix(tos, " of probe"));
	assert_true(tw_trial_check(j.trial, 2)->held);
	assert_string_equal(tw_trial_check(j.trial, 3)->expected, "4b 00");
	assert_string_equal(tw_trial_check(j.trial, 3)->got, "4a 80");
	assert_false(tw_trial_check(j.trial, 3)->held);
	judged_clear(&j);
}

static void a_register_that_is_none_is_refused(void **state)
{
#define REG(keys) HEAD LM75 "\n\"steps\": [{\"expect_register\": {" keys "}}]}"
	refused(REG("\"register\": \"CONF1\", \"bytes\": \"00\""),
		"c.json:2:44: steps[0].expect_register.register: a lm75 has no "
		"such register (did you mean \"CONF\"?)");
	refused(REG("\"register\": \"0x01\", \"bytes\": \"00 00\""),
		"c.json:2:61: steps[0].expect_register.bytes: expected 1 byte, "
		"got 2");
	refused(REG("\"device\": \"rom\", \"register\": \"0x01\", "
		    "\"bytes\": \"00\""),
		"c.json:2:31: steps[0].expect_register: a 24xx has no table of "
		"registers; a transfer reads what it holds");
}

int main(void)
{
	const struct CMUnitTest expect_register[] = {
		cmocka_unit_test(
			registers_are_looked_at_by_name_and_by_pointer),
		cmocka_unit_test(a_register_that_is_none_is_refused),
	};

	return cmocka_run_group_tests(expect_register, NULL, NULL);
}
