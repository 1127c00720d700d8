/* SPDX-License-Identifier: MIT */
/* I2C_SMBUS of /dev/i2c-N: Linux's Documentation/i2c/smbus-protocol; what chips
 * answer is of their data sheets. */
#include "program.h"

static void every_size_of_smbus_has_its_messages(void **state)
{
	int fd = open_at(FIRST, ROM);
	union i2c_smbus_data data = {0};

	assert_int_equal(smbus(fd, 0, 0, I2C_SMBUS_QUICK, NULL), 0);
	data.byte = 0x5a;
	assert_int_equal(smbus(fd, 0, 0xa0, I2C_SMBUS_BYTE_DATA, &data), 0);
	usleep(10000);
	data.word = 0x1234;
	assert_int_equal(smbus(fd, 0, 0xa1, I2C_SMBUS_WORD_DATA, &data), 0);
	usleep(10000);
	/* A byte alone is the memory's address. */
	assert_int_equal(smbus(fd, 0, 0xa0, I2C_SMBUS_BYTE, NULL), 0);
	assert_int_equal(smbus(fd, 1, 0, I2C_SMBUS_BYTE, &data), 0);
	assert_int_equal(data.byte, 0x5a);
	assert_int_equal(smbus(fd, 1, 0xa1, I2C_SMBUS_BYTE_DATA, &data), 0);
	assert_int_equal(data.byte, 0x34);
	assert_int_equal(smbus(fd, 1, 0xa0, I2C_SMBUS_WORD_DATA, &data), 0);
	assert_int_equal(data.word, 0x345a);
	close(fd);
}

static void blocks_go_with_their_count_or_without(void **state)
{
	int fd = open_at(FIRST, ROM);
	union i2c_smbus_data data = {.block = {3, 'a', 'b', 'c'}};

	assert_int_equal(smbus(fd, 0, 0xb0, I2C_SMBUS_BLOCK_DATA, &data), 0);
	usleep(10000);
	memset(&data, 0, sizeof(data));
	assert_int_equal(smbus(fd, 1, 0xb0, I2C_SMBUS_BLOCK_DATA, &data), 0);
	assert_memory_equal(data.block,
			    "\x03"
			    "abc",
			    4);
	data.block[0] = 4;
	assert_int_equal(smbus(fd, 1, 0xb0, I2C_SMBUS_I2C_BLOCK_DATA, &data),
			 0);
	assert_memory_equal(data.block,
			    "\x04\x03"
			    "abc",
			    5);
	data = (union i2c_smbus_data){.block = {2, 'y', 'z'}};
	assert_int_equal(smbus(fd, 0, 0xb1, I2C_SMBUS_I2C_BLOCK_DATA, &data),
			 0);
	usleep(10000);
	/* What old programs ask for is always 32 bytes. */
	assert_int_equal(smbus(fd, 1, 0xb0, I2C_SMBUS_I2C_BLOCK_BROKEN, &data),
			 0);
	assert_memory_equal(data.block, "\x20\x03yzc\xff", 6);
	data = (union i2c_smbus_data){.block = {1, 'n'}};
	assert_int_equal(smbus(fd, 0, 0xb3, I2C_SMBUS_I2C_BLOCK_BROKEN, &data),
			 0);
	usleep(10000);
	data.block[0] = 3;
	assert_int_equal(smbus(fd, 1, 0xb1, I2C_SMBUS_I2C_BLOCK_DATA, &data),
			 0);
	assert_memory_equal(data.block, "\x03yzn", 4);
	close(fd);
}

static void blocks_of_more_than_32_bytes_are_einval(void **state)
{
	int fd = open_at(FIRST, ROM);
	union i2c_smbus_data data = {.block = {33}};

	assert_fails(smbus(fd, 0, 0, I2C_SMBUS_BLOCK_DATA, &data), EINVAL);
	assert_fails(smbus(fd, 0, 0, I2C_SMBUS_I2C_BLOCK_DATA, &data), EINVAL);
	assert_fails(smbus(fd, 1, 0, I2C_SMBUS_I2C_BLOCK_DATA, &data), EINVAL);
	assert_fails(smbus(fd, 1, 0, I2C_SMBUS_BLOCK_PROC_CALL, &data), EINVAL);
	assert_fails(smbus(fd, 1, 0, 9, &data), EINVAL);
	assert_fails(smbus(fd, 2, 0, I2C_SMBUS_BYTE_DATA, &data), EINVAL);
	close(fd);
}

/* Calls write, and read behind a repeated START; what a memory is written does
 * not count without a STOP, and its pointer goes on. */
static void calls_write_and_read(void **state)
{
	int fd = open_at(FIRST, ROM);
	union i2c_smbus_data data = {.word = 0x0101};

	program(fd, 0xc2, "\x78\x56", 2);
	assert_int_equal(smbus(fd, 1, 0xc0, I2C_SMBUS_PROC_CALL, &data), 0);
	assert_int_equal(data.word, 0x5678);
	program(fd, 0xca, "\x02hi", 3);
	data = (union i2c_smbus_data){.block = {1, 'q'}};
	assert_int_equal(smbus(fd, 1, 0xc8, I2C_SMBUS_BLOCK_PROC_CALL, &data),
			 0);
	assert_memory_equal(data.block, "\x02hi", 3);
	close(fd);
}

static void a_right_pec_is_taken_and_given(void **state)
{
	int fd = open_at(FIRST, SMB);
	union i2c_smbus_data data = {.word = 0xbeef};

	assert_int_equal(ioctl(fd, I2C_PEC, 1), 0);
	assert_int_equal(smbus(fd, 0, 3, I2C_SMBUS_WORD_DATA, &data), 0);
	data.word = 0;
	assert_int_equal(smbus(fd, 1, 3, I2C_SMBUS_WORD_DATA, &data), 0);
	assert_int_equal(data.word, 0xbeef);
	/* A quick command has none. */
	assert_int_equal(smbus(fd, 0, 0, I2C_SMBUS_QUICK, NULL), 0);
	close(fd);
}

static void a_wrong_pec_is_ebadmsg(void **state)
{
	int fd = open_at(FIRST, ROM);
	union i2c_smbus_data data;

	/* CRC-8, x^8 + x^2 + x + 1, of a0 d0 a1 31 is 0x4a, of
	 * a0 d0 a1 02 31 32 is 0xf7. */
	program(fd, 0xd0, "1\x4a", 2);
	assert_int_equal(ioctl(fd, I2C_PEC, 1), 0);
	assert_int_equal(smbus(fd, 1, 0xd0, I2C_SMBUS_BYTE_DATA, &data), 0);
	assert_int_equal(data.byte, '1');
	program(fd, 0xd0, "2", 1);
	assert_fails(smbus(fd, 1, 0xd0, I2C_SMBUS_BYTE_DATA, &data), EBADMSG);
	program(fd, 0xd0,
		"\x02"
		"12\xf7",
		4);
	assert_int_equal(smbus(fd, 1, 0xd0, I2C_SMBUS_BLOCK_DATA, &data), 0);
	assert_memory_equal(data.block,
			    "\x02"
			    "12",
			    3);
	program(fd, 0xd2, "3", 1);
	assert_fails(smbus(fd, 1, 0xd0, I2C_SMBUS_BLOCK_DATA, &data), EBADMSG);
	/* Blocks of I2C have none. */
	data.block[0] = 2;
	assert_int_equal(smbus(fd, 1, 0xd0, I2C_SMBUS_I2C_BLOCK_DATA, &data),
			 0);
	assert_int_equal(ioctl(fd, I2C_PEC, 0), 0);
	assert_int_equal(smbus(fd, 1, 0xd0, I2C_SMBUS_BLOCK_DATA, &data), 0);
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_size_of_smbus_has_its_messages),
		cmocka_unit_test(blocks_go_with_their_count_or_without),
		cmocka_unit_test(blocks_of_more_than_32_bytes_are_einval),
		cmocka_unit_test(calls_write_and_read),
		cmocka_unit_test(a_right_pec_is_taken_and_given),
		cmocka_unit_test(a_wrong_pec_is_ebadmsg),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
