/* SPDX-License-Identifier: MIT */
/* Debian's i2c-tools on a simulated bus: what they print is what they print of
 * a real one, by their manuals and by the devices' data sheets. */
#include "ran.h"

#define CONTROLLERS                                                            \
	"\"controllers\": [{\"id\": \"a\", \"scl_hz\": 400000}, "              \
	"{\"id\": \"b\", \"scl_hz\": 400000}],\n"
#define SERVED                                                                 \
	"{\"format\": \"twowire-scenario/1\", \"title\": "                     \
	"\"served\",\n" CONTROLLERS                                            \
	"\"devices\": [{\"id\": \"rom\", \"model\": \"24xx\", "                \
	"\"addr\": \"0x50\"},\n"                                               \
	"{\"id\": \"temp\", \"model\": \"mcp9808\", \"addr\": \"0x18\"}],\n"   \
	"\"steps\": [{\"set\": {\"device\": \"temp\", \"temp_mC\": 25500}}, "  \
	"{\"run_ms\": 300}]}\n"

static int setup_case(void **state)
{
	if (setup(state))
		return -1;
	write_file(*state, "c.json", SERVED);
	return 0;
}

/* A line for the shell, which sees the case's adapters. */
static void under(struct ran *r, const char *script)
{
	write_file(r, "s.sh", script);
	twowire(r, "exec c.json -- sh s.sh");
}

static void a_scan_finds_what_is_there(void **state)
{
	struct ran *r = *state;

	under(r, "i2cdetect -y 1 0x10 0x5f");
	assert_int_equal(r->status, 0);
	expect_in(r->out, "10: -- -- -- -- -- -- -- -- 18 -- --");
	expect_in(r->out, "50: 50 -- -- -- -- --");
	under(r, "i2cdetect -y -r 2 0x18 0x18; i2cdetect -y -q 2 0x19 0x19");
	expect_in(r->out, "18 ");
	expect_in(r->out, "-- ");
	under(r, "i2cdetect -y -a 1 0x00 0x7f");
	expect_in(r->out, "00: -- -- --");
}

static void adapters_have_names_and_abilities(void **state)
{
	struct ran *r = *state;

	under(r, "i2cdetect -l");
	expect_in(r->out, "i2c-1\ti2c       \ttwowire a ");
	expect_in(r->out, "i2c-2\ti2c       \ttwowire b ");
	under(r, "i2cdetect -F 1");
	expect_in(r->out, "I2C                              yes");
	expect_in(r->out, "SMBus Block Process Call         yes");
	expect_in(r->out, "SMBus PEC                        yes");
	under(r, "cat /sys/class/i2c-dev/i2c-2/name; ls /dev | grep i2c-1; "
		 "stat -c '%F %t %T' /dev/i2c-2; test -c /dev/i2c-1 && "
		 "echo there; test -e /dev/i2c-3 || echo none");
	expect_in(r->out, "twowire b\ni2c-1\ncharacter special file 59 2\n"
			  "there\nnone\n");
}

static void the_shell_and_its_tools_find_adapters(void **state)
{
	struct ran *r = *state;

	under(r, "echo /dev/i2c-*; cd /dev; echo i2c-[0-9]; ls i2c-2; "
		 "ls -l /dev/i2c-1 | cut -c 1-10; realpath i2c-1; "
		 "find /dev -maxdepth 1 -name 'i2c-*' -type c | sort; "
		 "ls /sys/bus/i2c/devices; cat /sys/class/i2c-dev/i2c-1/dev");
	assert_string_equal(r->err, "");
	assert_string_equal(r->out, "/dev/i2c-1 /dev/i2c-2\ni2c-1 i2c-2\n"
				    "i2c-2\ncrw-------\n/dev/i2c-1\n"
				    "/dev/i2c-1\n/dev/i2c-2\n"
				    "i2c-1\ni2c-2\n89:1\n");
}

static void registers_are_read_and_written(void **state)
{
	struct ran *r = *state;

	/* MCP9808: manufacturer 0x0054, device 0x0400; 25.5 C is 0xc198, the
	 * flags in its top bits against alarms of 0 C; words come low byte
	 * first. */
	under(r, "i2cget -y 1 0x18 0x06 w; i2cget -y 1 0x18 0x07 w; "
		 "i2cget -y 1 0x18 0x05 w; i2cset -y 1 0x18 0x02 0x9001 w; "
		 "i2cget -y 1 0x18 0x02 w; i2cget -y 1 0x18; "
		 "i2cset -y 1 0x18 0x05; i2cget -y 1 0x18");
	assert_string_equal(r->out, "0x5400\n0x0004\n0x98c1\n0x9001\n0x01\n"
				    "0xc1\n");
}

static void a_memory_is_written_dumped_and_transferred(void **state)
{
	struct ran *r = *state;

	under(r, "i2cset -y 1 0x50 0x10 0xde 0xad 0xbe 0xef i; "
		 "i2ctransfer -y 1 w1@0x50 0x10 r4; "
		 "i2ctransfer -y 1 w3@0x50 0x20 0x01 0x02; sleep 0.01; "
		 "i2ctransfer -y 2 w1@0x50 0x20 r3; "
		 "i2cdump -y -r 0x10-0x13 1 0x50 b | tail -n 1; "
		 "i2cdump -y 1 0x50 i | sed -n 3p; "
		 "i2cdump -y 1 0x50 w | sed -n 4p");
	expect_in(r->out, "0xde 0xad 0xbe 0xef\n0x01 0x02 0xff\n");
	expect_in(r->out, "10: de ad be ef");
	expect_in(r->out, "10: adde bead efbe ffef ffff");
}

static void errors_are_those_that_linux_documents(void **state)
{
	struct ran *r = *state;

	under(r, "i2cget -y 1 0x19 0");
	assert_int_equal(r->status, 2);
	expect_in(r->err, "Error: Read failed");
	under(r, "i2ctransfer -y 1 r1@0x19");
	expect_in(r->err, "No such device or address"); /* ENXIO */
	under(r, "i2ctransfer -y 3 r1@0x19");
	expect_in(r->err, "No such file or directory");
	/* Its write cycle, 5 ms, has not passed. */
	under(r, "i2ctransfer -y 1 w2@0x50 0 1 w1@0x50 0");
	assert_int_equal(r->status, 0);
}

static void its_status_is_the_programs(void **state)
{
	struct ran *r = *state;

	under(r, "exit 7");
	assert_int_equal(r->status, 7);
	under(r, "kill -TERM $$");
	assert_int_equal(r->status, 128 + 15);
	assert_int_equal(twowire(r, "exec c.json -- no-such-program"), 127);
	assert_int_equal(twowire(r, "exec c.json"), 2);
	expect_in(r->err, "expected -- and a command behind it");
	assert_int_equal(twowire(r, "exec none.json -- true"), 2);
	expect_in(r->err, "none.json");
	assert_int_equal(twowire(r, "exec --name nobody -- true"), 2);
	expect_in(r->err, "nobody serves a bus at ");
}

static void two_adapters_of_a_bus_contend_and_nobody_starves(void **state)
{
	struct ran *r = *state;

	write_file(r, "s.sh",
		   "i=0; while [ $i -lt 100 ]; do i2cget -y 1 0x18 6 w; "
		   "i=$((i + 1)); done >1 &\n"
		   "i=0; while [ $i -lt 100 ]; do i2cget -y 2 0x18 7 w; "
		   "i=$((i + 1)); done >2; wait; sort -u 1; sort -u 2; "
		   "cat 1 2 | wc -l\n");
	twowire(r, "exec c.json -- sh s.sh");
	assert_string_equal(r->out, "0x5400\n0x0004\n200\n");
}

static void sleeping_takes_simulated_time_alone(void **state)
{
	struct ran *r = *state;
	g_autofree char *log = NULL;

	/* Nobody sleeps who has no adapter open: python3 has. */
	write_file(r, "s.py",
		   "import os, fcntl, time\n"
		   "f = os.open('/dev/i2c-1', os.O_RDWR)\n"
		   "fcntl.ioctl(f, 0x0703, 0x50)\n"
		   "os.write(f, b'\\0')\n"
		   "time.sleep(3600)\n"
		   "os.write(f, b'\\0')\n");
	twowire(r, "exec c.json --trace t.txt -- python3 s.py");
	assert_int_equal(r->status, 0);
	{
		g_autofree char *path =
			g_build_filename(r->folder, "t.txt", NULL);

		assert_true(g_file_get_contents(path, &log, NULL, NULL));
	}
	/* The second START is an hour after the first. */
	expect_in(log, "\n3600");
}

int main(int argc, char **argv)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup_case, teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_scan_finds_what_is_there),
		TEST(adapters_have_names_and_abilities),
		TEST(the_shell_and_its_tools_find_adapters),
		TEST(registers_are_read_and_written),
		TEST(a_memory_is_written_dumped_and_transferred),
		TEST(errors_are_those_that_linux_documents),
		TEST(its_status_is_the_programs),
		TEST(two_adapters_of_a_bus_contend_and_nobody_starves),
		TEST(sleeping_takes_simulated_time_alone),
	};
	g_autofree char *tool = g_find_program_in_path("i2cdetect");

	program = g_canonicalize_filename(argv[1], NULL);
	if (!tool)
		return 77;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
