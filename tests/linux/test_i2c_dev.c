/* SPDX-License-Identifier: MIT */
/* /dev/i2c-N: reads, writes, I2C_RDWR and settings, by Linux's
 * Documentation/i2c/dev-interface; what chips answer is of their data sheets.
 */
#include "program.h"

#include <stdio.h>
#include <sys/wait.h>

static void read_and_write_are_one_message_each(void **state)
{
	int fd = open_at(FIRST, ROM);
	uint8_t in[4];

	program(fd, 0x10, "abc", 3);
	assert_int_equal(write(fd, "\x10", 1), 1);
	assert_int_equal(read(fd, in, 4), 4);
	assert_memory_equal(in, "abc\xff", 4);
	close(fd);
}

static void a_read_of_more_than_8192_bytes_is_cut_there(void **state)
{
	static uint8_t many[10000];
	int fd = open_at(FIRST, TEMP);

	assert_int_equal(read(fd, many, sizeof(many)), 8192);
	close(fd);
}

static void what_it_can_is_told(void **state)
{
	int fd = open(FIRST, O_RDWR);
	unsigned long all = 0;

	assert_int_equal(ioctl(fd, I2C_FUNCS, &all), 0);
	assert_true(all & I2C_FUNC_I2C);
	assert_true(all & I2C_FUNC_10BIT_ADDR);
	assert_true(all & I2C_FUNC_PROTOCOL_MANGLING);
	assert_true(all & I2C_FUNC_NOSTART);
	assert_true(all & I2C_FUNC_SMBUS_PEC);
	assert_true((all & I2C_FUNC_SMBUS_EMUL) == I2C_FUNC_SMBUS_EMUL);
	assert_fails(ioctl(fd, I2C_FUNCS, nowhere()), EFAULT);
	close(fd);
}

static void settings_out_of_range_are_einval(void **state)
{
	int fd = open(FIRST, O_RDWR);

	assert_fails(ioctl(fd, I2C_SLAVE, 0x80), EINVAL);
	assert_fails(ioctl(fd, I2C_SLAVE_FORCE, 0x80), EINVAL);
	assert_int_equal(ioctl(fd, I2C_SLAVE_FORCE, 0x7f), 0);
	assert_int_equal(ioctl(fd, I2C_TENBIT, 1), 0);
	assert_int_equal(ioctl(fd, I2C_SLAVE, 0x3ff), 0);
	assert_fails(ioctl(fd, I2C_SLAVE, 0x400), EINVAL);
	assert_int_equal(ioctl(fd, I2C_RETRIES, 3), 0);
	assert_fails(ioctl(fd, I2C_RETRIES, 1UL << 31), EINVAL);
	assert_fails(ioctl(fd, I2C_TIMEOUT, 1UL << 31), EINVAL);
	assert_fails(ioctl(fd, 0x7ff, 0), ENOTTY);
	close(fd);
}

static void bad_pointers_are_efault(void **state)
{
	int fd = open_at(FIRST, ROM);
	struct i2c_msg m = {.addr = ROM, .len = 1, .buf = nowhere()};
	struct i2c_msg reads = {
		.addr = ROM, .flags = I2C_M_RD, .len = 1, .buf = nowhere()};

	assert_fails(write(fd, nowhere(), 1), EFAULT);
	assert_fails(read(fd, nowhere(), 1), EFAULT);
	assert_fails(ioctl(fd, I2C_RDWR, NULL), EFAULT);
	assert_fails(ioctl(fd, I2C_RDWR, nowhere()), EFAULT);
	assert_fails(ioctl(fd, I2C_SMBUS, NULL), EFAULT);
	assert_fails(ioctl(fd, I2C_SMBUS, nowhere()), EFAULT);
	assert_fails(rdwr(fd, nowhere(), 1), EFAULT);
	assert_fails(rdwr(fd, &m, 1), EFAULT);
	assert_fails(rdwr(fd, &reads, 1), EFAULT);
	assert_fails(smbus(fd, 0, 0, I2C_SMBUS_BYTE_DATA, nowhere()), EFAULT);
	assert_fails(smbus(fd, 1, 0, I2C_SMBUS_BYTE_DATA, nowhere()), EFAULT);
	assert_fails(smbus(fd, 1, 0, I2C_SMBUS_BYTE_DATA, NULL), EINVAL);
	close(fd);
}

static void messages_that_nobody_takes_are_einval(void **state)
{
	int fd = open(FIRST, O_RDWR);
	static uint8_t bytes[9000];
	struct i2c_msg m[43];

	for (int i = 0; i < 43; i++)
		m[i] = (struct i2c_msg){.addr = ROM, .len = 1, .buf = bytes};
	assert_fails(rdwr(fd, m, 0), EINVAL);
	assert_fails(rdwr(fd, NULL, 1), EINVAL);
	assert_fails(rdwr(fd, m, 43), EINVAL);
	m[1].len = 8193;
	assert_fails(rdwr(fd, m, 2), EINVAL);
	/* Room for 32 bytes has to be behind what the first byte says. */
	m[0] = (struct i2c_msg){.addr = ROM,
				.flags = I2C_M_RD | I2C_M_RECV_LEN,
				.len = 32,
				.buf = bytes};
	bytes[0] = 1;
	assert_fails(rdwr(fd, m, 1), EINVAL);
	m[0].len = 33;
	bytes[0] = 0;
	assert_fails(rdwr(fd, m, 1), EINVAL);
	bytes[0] = 1;
	m[0].flags = I2C_M_RECV_LEN;
	assert_fails(rdwr(fd, m, 1), EINVAL);
	close(fd);
}

static void a_transfer_has_up_to_42_messages(void **state)
{
	int fd = open(FIRST, O_RDWR);
	uint8_t pointer = 6, in[41] = {0};
	struct i2c_msg m[42];

	for (int i = 0; i < 42; i++)
		m[i] = (struct i2c_msg){.addr = TEMP,
					.flags = i ? I2C_M_RD : 0,
					.len = 1,
					.buf = i ? in + i - 1 : &pointer};
	in[40] = 0xee;
	assert_int_equal(rdwr(fd, m, 42), 42);
	/* Manufacturer ID, 0x0054: its upper byte. */
	assert_int_equal(in[40], 0x00);
	close(fd);
}

static void a_block_tells_its_length(void **state)
{
	int fd = open_at(FIRST, ROM);
	uint8_t in[40] = {0}, at = 0x80;
	struct i2c_msg m[] = {
		{.addr = ROM, .len = 1, .buf = &at},
		{.addr = ROM,
		 .flags = I2C_M_RD | I2C_M_RECV_LEN,
		 .len = 34,
		 .buf = in},
	};

	program(fd, 0x80, "\x03xyz!", 5);
	in[0] = 1; /* the count beside the block */
	assert_int_equal(rdwr(fd, m, 2), 2);
	assert_memory_equal(in, "\x03xyz\0", 5);
	in[0] = 2; /* and one byte behind it */
	assert_int_equal(rdwr(fd, m, 2), 2);
	assert_memory_equal(in, "\x03xyz!", 5);
	close(fd);
}

static void a_descriptor_does_what_it_was_opened_for(void **state)
{
	uint8_t byte = 0;
	int fd = open(FIRST, O_RDONLY);

	assert_int_equal(ioctl(fd, I2C_SLAVE, ROM), 0);
	assert_fails(write(fd, &byte, 1), EBADF);
	assert_int_equal(read(fd, &byte, 1), 1);
	close(fd);
	fd = open(FIRST, O_WRONLY);
	assert_int_equal(ioctl(fd, I2C_SLAVE, ROM), 0);
	assert_fails(read(fd, &byte, 1), EBADF);
	assert_int_equal(write(fd, &byte, 1), 1);
	close(fd);
	assert_fails(write(fd, &byte, 1), EBADF);
	assert_fails(ioctl(fd, I2C_SLAVE, ROM), EBADF);
	assert_fails(open("/dev/i2c-6", O_RDWR), ENOENT);
}

static void duplicates_share_an_address(void **state)
{
	int fd = open_at(FIRST, TEMP), copy = dup(fd), third;
	uint8_t in[2];

	assert_true(copy >= 0 && copy != fd);
	third = fcntl(copy, F_DUPFD, 100);
	assert_true(third >= 100);
	assert_int_equal(close(fd), 0);
	assert_int_equal(write(copy, "\x06", 1), 1);
	assert_int_equal(close(copy), 0);
	assert_int_equal(read(third, in, 2), 2);
	assert_memory_equal(in, "\x00\x54", 2);
	assert_int_equal(dup2(third, 99), 99);
	assert_int_equal(ioctl(99, I2C_SLAVE, NOBODY), 0);
	assert_fails(read(third, in, 2), ENXIO);
	close(third);
	close(99);
	assert_fails(read(99, in, 2), EBADF);
}

/* Whoever closed it: fclose() and close_range() do so inside the C library. */
static void a_number_is_what_was_opened_last(void **state)
{
	char text[2];

	for (int i = 0; i < 2; i++) {
		int fd = open_at(FIRST, TEMP), other;
		FILE *stream = i ? NULL : fdopen(fd, "r+");

		if (stream)
			assert_int_equal(fclose(stream), 0);
		else
			assert_int_equal(
				close_range((unsigned)fd, (unsigned)fd, 0), 0);
		assert_fails(write(fd, "\x06", 1), EBADF);
		other = open("/proc/self/comm", O_RDONLY);
		assert_int_equal(other, fd);
		assert_int_equal(read(other, text, 2), 2);
		assert_memory_equal(text, "li", 2);
		assert_int_equal(close(other), 0);
	}
}

static void a_duplicate_that_is_not_made_closes_nothing(void **state)
{
	int fd = open_at(FIRST, TEMP);
	uint8_t in[2];

	assert_fails(dup2(-1, fd), EBADF);
	assert_int_equal(write(fd, "\x06", 1), 1);
	assert_int_equal(dup2(fd, fd), fd);
	assert_int_equal(read(fd, in, 2), 2);
	assert_memory_equal(in, "\x00\x54", 2);
	close(fd);
}

static void a_transfer_waits_also_where_nothing_else_does(void **state)
{
	int fd = open_at(FIRST, TEMP);
	uint8_t in[2];

	assert_int_equal(fcntl(fd, F_SETFL, O_RDWR | O_NONBLOCK), 0);
	for (int i = 0; i < 100; i++) {
		assert_int_equal(write(fd, "\x06", 1), 1);
		assert_int_equal(read(fd, in, 2), 2);
	}
	close(fd);
}

static void a_name_is_opened_as_a_device_is(void **state)
{
	assert_fails(open(FIRST, O_RDWR | O_DIRECTORY), ENOTDIR);
	assert_fails(open(FIRST, O_RDWR | O_CREAT | O_EXCL, 0600), EEXIST);
	assert_fails(open("/dev/i2c-01", O_RDWR), ENOENT);
	assert_fails(open("/dev/i2c-6", O_RDWR), ENOENT);
	close(open_at(FIRST, TEMP));
}

static void a_child_goes_on_with_what_it_inherits(void **state)
{
	int fd = open_at(FIRST, TEMP), copy = dup(fd), status;
	uint8_t in[2] = {0};
	pid_t child;

	assert_int_equal(write(fd, "\x06", 1), 1);
	child = fork();
	/* By either descriptor; the chip's pointer stays where it is put. */
	if (!child)
		_exit(read(fd, in, 2) == 2 && in[1] == 0x54 &&
				      write(copy, "\x07", 1) == 1 &&
				      read(fd, in, 2) == 2 && in[0] == 0x04
			      ? 0
			      : 1);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(read(fd, in, 2), 2);
	assert_memory_equal(in, "\x04\x00", 2);
	close(copy);
	close(fd);
}

static void two_adapters_reach_the_same_chips(void **state)
{
	int a = open_at(FIRST, TEMP), b = open_at(SECOND, TEMP);
	uint8_t in[2];

	assert_int_equal(write(a, "\x07", 1), 1);
	assert_int_equal(read(b, in, 2), 2);
	assert_int_equal(in[0], 0x04); /* device ID */
	close(a);
	close(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(read_and_write_are_one_message_each),
		cmocka_unit_test(a_read_of_more_than_8192_bytes_is_cut_there),
		cmocka_unit_test(what_it_can_is_told),
		cmocka_unit_test(settings_out_of_range_are_einval),
		cmocka_unit_test(bad_pointers_are_efault),
		cmocka_unit_test(messages_that_nobody_takes_are_einval),
		cmocka_unit_test(a_transfer_has_up_to_42_messages),
		cmocka_unit_test(a_block_tells_its_length),
		cmocka_unit_test(a_descriptor_does_what_it_was_opened_for),
		cmocka_unit_test(duplicates_share_an_address),
		cmocka_unit_test(a_number_is_what_was_opened_last),
		cmocka_unit_test(a_duplicate_that_is_not_made_closes_nothing),
		cmocka_unit_test(a_transfer_waits_also_where_nothing_else_does),
		cmocka_unit_test(a_name_is_opened_as_a_device_is),
		cmocka_unit_test(a_child_goes_on_with_what_it_inherits),
		cmocka_unit_test(two_adapters_reach_the_same_chips),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
