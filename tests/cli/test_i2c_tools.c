/* SPDX-License-Identifier: MIT */
/* Debian's i2c-tools in every mode that their manuals name, and Python's smbus
 * and smbus2: what comes of a memory is what was written, of the MCP9808 what
 * its data sheet says. */
#include "ran.h"

static const char *case_file, *python_script;

static void expect(struct ran *r, const char *script, const char *out)
{
	g_autofree char *line =
		g_strdup_printf("exec %s -- sh s.sh", case_file);

	write_file(r, "s.sh", script);
	twowire(r, line);
	assert_string_equal(r->out, out);
}

static void i2cget_and_i2cset_know_bytes_and_words(void **state)
{
	expect(*state,
	       "i2cset -y 1 0x50 0x20 0x11 b; sleep 1\n"
	       "i2cset -y 1 0x50 0x21 0x3322 w; sleep 1\n"
	       "i2cget -y 1 0x50 0x20; i2cget -y 1 0x50 0x20 b\n"
	       "i2cget -y 1 0x50 0x20 w; i2cget -y 1 0x50 0x21 c\n"
	       "i2cset -y 1 0x50 0x22 c; i2cget -y 1 0x50\n"
	       "i2cget -y -f -a 1 0x50 0x20\n",
	       "0x11\n0x11\n0x2211\n0x22\n0x33\n0x11\n");
}

static void i2cget_and_i2cset_know_blocks(void **state)
{
	expect(*state,
	       "i2cset -y 1 0x50 0x30 0x61 0x62 0x63 s; sleep 1\n"
	       "i2cget -y 1 0x50 0x30 s; i2cget -y 1 0x50 0x30 i 4\n"
	       "i2cset -y 1 0x50 0x38 1 2 3 i; sleep 1\n"
	       "i2cget -y 1 0x50 0x38 i 3\n",
	       "0x61 0x62 0x63\n0x03 0x61 0x62 0x63\n0x01 0x02 0x03\n");
}

static void i2cset_masks_and_reads_back(void **state)
{
	/* Its resolution is two bits, its manufacturer ID cannot be written. */
	expect(*state,
	       "i2cset -y 1 0x50 0x20 0x11; sleep 1\n"
	       "i2cset -y -m 0x0f 1 0x50 0x20 0xfe; sleep 1\n"
	       "i2cget -y 1 0x50 0x20\n"
	       "i2cset -y -r 1 0x18 0x08 0x01\n"
	       "i2cset -y -r 1 0x18 0x06 0x01\n",
	       "0x1e\nValue 0x01 written, readback matched\n"
	       "Warning - data mismatch - wrote 0x01, read back 0x00\n");
}

static void a_pec_is_appended_and_checked(void **state)
{
	struct ran *r = *state;

	expect(r,
	       "i2cset -y 1 0x20 0x03 0xbeef wp; i2cget -y 1 0x20 0x03 wp\n"
	       "i2cget -y 1 0x20 0x03 w; i2cget -y 1 0x50 0x20 bp\n"
	       "i2cdump -y 1 0x20 wp | sed -n 2p\n",
	       "0xbeef\n0xbeef\n"
	       "00: 0000 0000 0000 beef 0000 0000 0000 0000 \n");
	/* A memory that is all 1s has no PEC to give. */
	expect_in(r->err, "Error: Read failed");
}

#define COLUMNS                                                                \
	"     0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f    "              \
	"0123456789abcdef\n"
#define ROW                                                                    \
	"20: 21 22 33 ff ff ff ff ff ff ff ff ff ff ff ff ff    "              \
	"!\"3.............\n"

static void i2cdump_shows_a_memory_in_all_modes(void **state)
{
	struct ran *r = *state;

	expect(r,
	       "i2cset -y 1 0x50 0x20 0x21 0x22 0x33 i; sleep 1\n"
	       "for m in b W c i; do i2cdump -y -r 0x20-0x2f 1 0x50 $m; done\n"
	       "i2cdump -y -r 0x20-0x23 1 0x50 w | tail -n 1\n",
	       COLUMNS ROW COLUMNS ROW COLUMNS ROW COLUMNS ROW
	       "20: 2221 3322 ff33 ffff                     \n");
	/* A heading and sixteen rows. */
	expect(r,
	       "for m in b c i; do i2cdump -y 1 0x50 $m | wc -l; done\n"
	       "i2cset -y 1 0x50 0 2 0x41 0x42 i; sleep 1\n"
	       "i2cdump -y 1 0x50 s 0 2>/dev/null | cut -c 1-10 | sed -n 2p\n",
	       "17\n17\n17\n00: 41 42 \n");
}

static void i2ctransfer_fills_messages_in(void **state)
{
	expect(*state,
	       "i2ctransfer -y 1 w5@0x50 0x40 0x10+; sleep 1\n"
	       "i2ctransfer -y 1 w4@0x50 0x48 0x09-; sleep 1\n"
	       "i2ctransfer -y 1 w4@0x50 0x50 0x77=; sleep 1\n"
	       "i2ctransfer -y 1 w1@0x50 0x40 r1 w1 0x48 r4 w1 0x50 r4\n",
	       /* One byte from the first; then 0xff, which nobody wrote. */
	       "0x10\n0x09 0x08 0x07 0xff\n0x77 0x77 0x77 0xff\n");
}

static void i2ctransfer_makes_many_and_long_messages(void **state)
{
	struct ran *r = *state;

	expect(r,
	       "i2ctransfer -y -v 1 w1@0x18 6 r2 w1@0x18 7 r2@0x18\n"
	       "i2ctransfer -y 1 w1@0x50 0 r8192 | wc -w\n"
	       "i2cset -y 1 0x50 0x30 0x61 0x62 s; sleep 1\n"
	       "i2ctransfer -y 1 w1@0x50 0x30 'r?'\n"
	       "i2ctransfer -y 1 r8193@0x50\n",
	       "msg 0: addr 0x18, write, len 1, buf 0x06\n"
	       "msg 1: addr 0x18, read, len 2, buf 0x00 0x54\n"
	       "msg 2: addr 0x18, write, len 1, buf 0x07\n"
	       "msg 3: addr 0x18, read, len 2, buf 0x04 0x00\n"
	       "8192\n0x02 0x61 0x62\n");
	expect_in(r->err, "Sending messages failed: Invalid argument");
}

static void i2cdetect_asks_in_all_its_ways(void **state)
{
	struct ran *r = *state;

	expect(r,
	       "for o in '' -q -r; do i2cdetect -y $o 1 0x18 0x19 | sed -n 3p\n"
	       "done; i2cdetect -y -a 1 0x50 0x51 | sed -n 7p\n"
	       "i2cdetect -y 'twowire first' 0x50 0x50 | sed -n 7p\n"
	       "i2cdetect -l | sort | cut -f 1,3 | head -n 2\n"
	       "i2cdetect -F 5 | grep -c yes\n",
	       "10:                         18 --                   \n"
	       "10:                         18 --                   \n"
	       "10:                         18 --                   \n"
	       "50: 50 --                                           \n"
	       "50: 50                                              \n"
	       "i2c-1\ttwowire first                   \n"
	       "i2c-2\ttwowire h                       \n"
	       "15\n");
}

static void python_has_smbus_and_smbus2(void **state)
{
	struct ran *r = *state;
	g_autofree char *line =
		g_strdup_printf("exec %s -- %s %s", case_file,
				"/usr/bin/python3", python_script);

	if (!g_file_test("/usr/lib/python3/dist-packages/smbus2",
			 G_FILE_TEST_IS_DIR)) {
		print_message("# no smbus2 here\n");
		return;
	}
	twowire(r, line);
	assert_string_equal(r->err, "");
	assert_string_equal(r->out, "all held\n");
}

int main(int argc, char **argv)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(i2cget_and_i2cset_know_bytes_and_words),
		TEST(i2cget_and_i2cset_know_blocks),
		TEST(i2cset_masks_and_reads_back),
		TEST(a_pec_is_appended_and_checked),
		TEST(i2cdump_shows_a_memory_in_all_modes),
		TEST(i2ctransfer_fills_messages_in),
		TEST(i2ctransfer_makes_many_and_long_messages),
		TEST(i2cdetect_asks_in_all_its_ways),
		TEST(python_has_smbus_and_smbus2),
	};
	g_autofree char *tool = g_find_program_in_path("i2ctransfer");

	program = g_canonicalize_filename(argv[1], NULL);
	case_file = g_canonicalize_filename(argv[2], NULL);
	python_script = g_canonicalize_filename(argv[3], NULL);
	if (!tool)
		return 77;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
