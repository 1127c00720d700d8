/* SPDX-License-Identifier: MIT */
/* Linux's Documentation/i2c/fault-codes, code by code in its order: what brings
 * each about. ENODEV and ESHUTDOWN are of drivers and of adapters that sleep.
 */
#include "program.h"

struct fault {
	int code;
	const char *what;
	const char *adapter;
	unsigned addr;
	int (*ask)(int fd); /* -1 with errno */
};

static int write_one(int fd)
{
	return (int)write(fd, "", 1);
}

static int read_one(int fd)
{
	uint8_t byte;

	return (int)read(fd, &byte, 1);
}

static int quick(int fd)
{
	return smbus(fd, 0, 0, I2C_SMBUS_QUICK, NULL);
}

static int receive_byte(int fd)
{
	union i2c_smbus_data data;

	return smbus(fd, 1, 0, I2C_SMBUS_BYTE, &data);
}

static int second_message_to_nobody(int fd)
{
	uint8_t bytes[2] = {0};
	struct i2c_msg m[] = {
		{.addr = ROM, .len = 1, .buf = bytes},
		{.addr = NOBODY, .flags = I2C_M_RD, .len = 1, .buf = bytes},
	};

	return rdwr(fd, m, 2);
}

static int ten_bits_to_nobody(int fd)
{
	uint8_t byte = 0;
	struct i2c_msg m = {
		.addr = 0x123, .flags = I2C_M_TEN, .len = 1, .buf = &byte};

	return rdwr(fd, &m, 1);
}

/* Its commands are 0x00 to 0x0f. */
static int no_such_command(int fd)
{
	return (int)write(fd, "\x44", 1);
}

/* Of all 1s no byte is the PEC. */
static int checked_byte(int fd)
{
	union i2c_smbus_data data;
	int got;

	assert_int_equal(ioctl(fd, I2C_PEC, 1), 0);
	got = smbus(fd, 1, 0x40, I2C_SMBUS_BYTE_DATA, &data);
	assert_int_equal(ioctl(fd, I2C_PEC, 0), 0);
	return got;
}

static int block_of(int fd, uint8_t at, uint8_t count, unsigned size)
{
	union i2c_smbus_data data = {.block = {1, 0}};

	program(fd, at, &count, 1);
	/* A call's write goes on the pointer by two. */
	return smbus(fd, size == I2C_SMBUS_BLOCK_DATA,
		     size == I2C_SMBUS_BLOCK_DATA ? at : at - 2u, size, &data);
}

static int block_of_none(int fd)
{
	return block_of(fd, 0x88, 0, I2C_SMBUS_BLOCK_DATA);
}

static int block_of_33(int fd)
{
	return block_of(fd, 0x89, 33, I2C_SMBUS_BLOCK_DATA);
}

static int call_that_answers_with_none(int fd)
{
	return block_of(fd, 0x8a, 0, I2C_SMBUS_BLOCK_PROC_CALL);
}

static int messages(int fd, unsigned n, uint16_t len, uint16_t flags)
{
	static uint8_t bytes[9000];
	struct i2c_msg m[43];

	for (unsigned i = 0; i < 43; i++)
		m[i] = (struct i2c_msg){.addr = ROM,
					.flags = i ? flags : 0,
					.len = len,
					.buf = bytes};
	if (n > 1)
		m[0].flags = I2C_M_STOP;
	return rdwr(fd, m, n);
}

static int no_message(int fd)
{
	return messages(fd, 0, 1, 0);
}

static int messages_43(int fd)
{
	return messages(fd, 43, 1, 0);
}

static int bytes_8193(int fd)
{
	return messages(fd, 1, 8193, 0);
}

static int nothing_starts_behind_a_stop(int fd)
{
	return messages(fd, 2, 1, I2C_M_NOSTART);
}

static int block_to_write_of_33(int fd)
{
	union i2c_smbus_data data = {.block = {33}};

	return smbus(fd, 0, 0, I2C_SMBUS_BLOCK_DATA, &data);
}

static int no_such_size(int fd)
{
	union i2c_smbus_data data;

	return smbus(fd, 1, 0, 9, &data);
}

static int eleven_bits(int fd)
{
	return ioctl(fd, I2C_SLAVE, 0x400);
}

/* In their order: what is held stays so. */
static const struct fault faults[] = {
	{EAGAIN, "arbitration lost", PULLED, NOBODY, write_one},
	{EBADMSG, "a wrong PEC", FIRST, ROM, checked_byte},
	{EBUSY, "a wire that is low for ever", HELD, ROM, write_one},
	{EINVAL, "no message", FIRST, ROM, no_message},
	{EINVAL, "43 messages", FIRST, ROM, messages_43},
	{EINVAL, "8193 bytes", FIRST, ROM, bytes_8193},
	{EINVAL, "33 bytes of a block", FIRST, ROM, block_to_write_of_33},
	{EINVAL, "an SMBus size that there is not", FIRST, ROM, no_such_size},
	{EINVAL, "an address of 11 bits", FIRST, ROM, eleven_bits},
	{EIO, "a byte refused", FIRST, SMB, no_such_command},
	{ENXIO, "a write to nobody", FIRST, NOBODY, write_one},
	{ENXIO, "a read of nobody", FIRST, NOBODY, read_one},
	{ENXIO, "a quick command to nobody", FIRST, NOBODY, quick},
	{ENXIO, "a byte of nobody", FIRST, NOBODY, receive_byte},
	{ENXIO, "a message to nobody", FIRST, ROM, second_message_to_nobody},
	{ENXIO, "ten bits of nobody's", FIRST, ROM, ten_bits_to_nobody},
	{EOPNOTSUPP, "bytes between STOP and START", FIRST, ROM,
	 nothing_starts_behind_a_stop},
	{EPROTO, "a block of no byte", FIRST, ROM, block_of_none},
	{EPROTO, "a block of 33 bytes", FIRST, ROM, block_of_33},
	{EPROTO, "an answer of no byte", FIRST, ROM,
	 call_that_answers_with_none},
	{ETIMEDOUT, "a clock that is held", STRETCHED, ROM, write_one},
	{EBUSY, "a clock that is still held", STRETCHED, ROM, write_one},
};

static void each_outcome_has_the_code_that_linux_documents(void **state)
{
	unsigned n_bad = 0;

	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
		const struct fault *f = &faults[i];
		int fd = open_at(f->adapter, f->addr), got;

		assert_int_equal(ioctl(fd, I2C_TIMEOUT, 5), 0);
		errno = 0;
		got = f->ask(fd);
		if (got != -1 || errno != f->code) {
			print_message("# %s: %d, %s, not %s\n", f->what, got,
				      strerrorname_np(errno),
				      strerrorname_np(f->code));
			n_bad++;
		}
		close(fd);
	}
	assert_int_equal(n_bad, 0);
}

/* Nobody else sees anything of it. */
static void what_failed_leaves_a_bus_that_works(void **state)
{
	int fd = open_at(FIRST, TEMP);
	union i2c_smbus_data data;

	assert_int_equal(smbus(fd, 1, 6, I2C_SMBUS_WORD_DATA, &data), 0);
	assert_int_equal(data.word, 0x5400);
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			each_outcome_has_the_code_that_linux_documents),
		cmocka_unit_test(what_failed_leaves_a_bus_that_works),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
