/* SPDX-License-Identifier: MIT */
/*
 * Twenty defects, one at a time, and libFuzzer to look for them through the
 * wires: each is found, in less than so many runs, and what is found is a case
 * of at most five transfers and one fault, which fails again. Nine are in
 * firmware on the RP2040's I2C block (fw/block.c), eleven in a target in
 * software (fw/soft.c).
 *
 * usage: test_search TWOWIRE SOFT.so BLOCK.so...   (in the order of rows)
 */
#include "soft_target.h"

#include "fw/defects.h"

#include <stdio.h>

static char *soft;
static char **blocks;

/* Of the block those without a strap. */
static const struct row {
	const char *name;
	int strap;
	unsigned runs;
	bool crashes;
} rows[] = {
	{"CONTINUES", -1, 1000, false},
	{"OVERFLOWS", -1, 2000, true},
	{"OFF_BY_ONE", -1, 1000, false},
	{"SHORT", -1, 1000, false},
	{"ABORT_STAYS", -1, 500, false},
	{"CLEARS_ALL", -1, 3000, false},
	{"DIVIDES", -1, 5000, true},
	{"LEAVES", -1, 5000, false},
	{"ASSERTS", -1, 1000, true},
	{"POINTER_RESET", POINTER_RESET, 1000, false},
	{"NO_WRAP", NO_WRAP, 2000, false},
	{"PREFETCH", PREFETCH, 1000, false},
	{"FIRST_POINTER", FIRST_POINTER, 1000, false},
	{"LEFTOVER", LEFTOVER, 1000, false},
	{"NACK_LOCK", NACK_LOCK, 500, false},
	{"RESTART_UNSEEN", RESTART_UNSEEN, 1000, false},
	{"ONE_OVER", ONE_OVER, 1000, false},
	{"STOP_IN_BYTE", STOP_IN_BYTE, 2000, false},
	{"COUNT_STAYS", COUNT_STAYS, 500, false},
	{"QUICK_BUSY", QUICK_BUSY, 3000, false},
};

static void write_block(const struct ran *r, const char *object)
{
	g_autofree char *text = g_strdup_printf(
		"{\"format\": \"twowire-scenario/1\", \"title\": \"a "
		"target\",\n\"firmware\": [{\"id\": \"dut\", \"platform\": "
		"\"rp2040\", \"object\": \"%s\", \"pins\": {\"GPIO4\": "
		"\"bus.sda\", \"GPIO5\": \"bus.scl\"}}]}\n",
		object);

	write_file(r, "case.json", text);
}

/* The first finding, which is a line "FILE: how (N transfers, M faults)". */
static void is_short(const struct row *row, const char *out)
{
	const char *line = strstr(out, "case-fuzz-1.json: ");
	const char *end = line ? strchr(line, '\n') : NULL;
	const char *count = end ? g_strrstr_len(line, end - line, " (") : NULL;
	unsigned transfers = 0, faults = 0;

	if (!count || sscanf(count, " (%u transfers, %u faults)", &transfers,
			     &faults) != 2)
		fail_msg("%s: %s", row->name, out);
	if (transfers > 5 || faults > 1)
		fail_msg("%s: %s", row->name, out);
	print_message("# %s: %.*s %s", row->name, (int)(end - line), line,
		      end + 1);
}

/* What was found is the defect's doing: without it the case holds. */
static void holds_without(struct ran *r, const struct row *row,
			  const char *object)
{
	g_autofree char *path =
		g_build_filename(r->folder, "case-fuzz-1.json", NULL);
	g_autofree char *text = NULL;
	g_autoptr(GString) sound = NULL;

	assert_true(g_file_get_contents(path, &text, NULL, NULL));
	sound = g_string_new(text);
	if (object)
		g_string_replace(sound, object, blocks[0], 0);
	else
		g_string_replace(sound, "\"rest\": \"high\"",
				 "\"rest\": \"low\"", 0);
	write_file(r, "sound.json", sound->str);
	if (twowire(r, "run sound.json"))
		fail_msg("%s: %s\n%s", row->name, text, r->out);
}

static void is_found(struct ran *r, const struct row *row, const char *object)
{
	int status = row->crashes ? 3 : 1;
	g_autofree char *line = g_strdup_printf(
		"fuzz case.json --first --runs %u --profile "
		"register-file,addr=0x40,size=16,wrap=1,max_hz=%u",
		row->runs, row->strap < 0 ? 400000 : 100000);

	if (row->strap < 0)
		write_block(r, object);
	else
		write_soft(r, soft, (unsigned)row->strap);
	if (twowire(r, line) != status)
		fail_msg("%s: %d:\n%s%s", row->name, r->status, r->out, r->err);
	is_short(row, r->out);
	assert_int_equal(twowire(r, "run case-fuzz-1.json"), status);
	holds_without(r, row, object);
}

static void each_defect_is_found_and_short(void **state)
{
	for (size_t i = 0, block = 0; i < G_N_ELEMENTS(rows); i++)
		is_found(*state, &rows[i],
			 rows[i].strap < 0 ? blocks[1 + block++] : NULL);
}

static void sound_firmware_has_none(void **state)
{
	struct ran *r = *state;

	write_block(r, blocks[0]);
	assert_int_equal(twowire(r, "fuzz case.json --runs 300 --profile "
				    "register-file,addr=0x40,size=16,wrap=1"),
			 0);
	write_soft(r, soft, (unsigned)SOUND);
	assert_int_equal(twowire(r, "fuzz case.json --runs 100 --profile "
				    "register-file,addr=0x40,size=16,wrap=1,"
				    "max_hz=100000"),
			 0);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(sound_firmware_has_none, setup,
						teardown),
		cmocka_unit_test_setup_teardown(each_defect_is_found_and_short,
						setup, teardown),
	};
	int failed;

	g_assert(argc > 3);
	program = g_canonicalize_filename(argv[1], NULL);
	soft = g_canonicalize_filename(argv[2], NULL);
	for (int i = 3; i < argc; i++)
		argv[i] = g_canonicalize_filename(argv[i], NULL);
	blocks = argv + 3;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	for (int i = 3; i < argc; i++)
		g_free(argv[i]);
	g_free(soft);
	g_free(program);
	return failed;
}
