/* SPDX-License-Identifier: MIT */
/* What tests have in common that are Linux programs on the buses of
 * served.json. They know nothing of twowire. */
#ifndef TW_LINUX_PROGRAM_H
#define TW_LINUX_PROGRAM_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/i2c-dev.h>
#include <linux/i2c.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#define FIRST	  "/dev/i2c-1"
#define HELD	  "/dev/i2c-2" /* SDA is low for ever */
#define PULLED	  "/dev/i2c-3" /* the address's last bit is pulled low */
#define STRETCHED "/dev/i2c-4" /* SCL is held from the first address on */
#define SECOND	  "/dev/i2c-5" /* the first's bus */

enum { ROM = 0x50, TEMP = 0x18, SMB = 0x20, NOBODY = 0x51 };

static inline int open_at(const char *path, unsigned long addr)
{
	int fd = open(path, O_RDWR);

	assert_true(fd >= 0);
	assert_int_equal(ioctl(fd, I2C_SLAVE, addr), 0);
	return fd;
}

#define assert_fails(call, error)                                              \
	do {                                                                   \
		errno = 0;                                                     \
		assert_int_equal((call), -1);                                  \
		assert_int_equal(errno, (error));                              \
	} while (0)

/* An address that is nobody's. */
static inline void *nowhere(void)
{
	static void *page;

	if (!page)
		page = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS,
			    -1, 0);
	assert_true(page != MAP_FAILED);
	return page;
}

static inline int smbus(int fd, int reads, uint8_t command, unsigned size,
			union i2c_smbus_data *data)
{
	struct i2c_smbus_ioctl_data arg = {.read_write = (uint8_t)reads,
					   .command = command,
					   .size = size,
					   .data = data};

	return ioctl(fd, I2C_SMBUS, &arg);
}

static inline int rdwr(int fd, struct i2c_msg *msgs, unsigned n)
{
	struct i2c_rdwr_ioctl_data arg = {.msgs = msgs, .nmsgs = n};

	return ioctl(fd, I2C_RDWR, &arg);
}

/* Its write cycle takes 5 ms at most: a sleep. */
static inline void program(int fd, uint8_t at, const void *bytes, size_t n)
{
	uint8_t out[33] = {at};

	memcpy(out + 1, bytes, n);
	assert_int_equal(write(fd, out, n + 1), n + 1);
	usleep(10000);
}

#endif /* TW_LINUX_PROGRAM_H */
