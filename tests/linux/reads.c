/* SPDX-License-Identifier: MIT */
/*
 * A program that reads a register of a byte over and over, as i2cget does, and
 * says how long one read took: a line of nanoseconds for each line it is given.
 *
 * usage: linux_reads N
 */
#include <fcntl.h>
#include <linux/i2c-dev.h>
#include <linux/i2c.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>

static double wall_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* What a new 24xx has everywhere is 0xff. */
static bool read_register(int fd)
{
	union i2c_smbus_data data = {0};
	struct i2c_smbus_ioctl_data arg = {
		.read_write = I2C_SMBUS_READ,
		.command = 0x10,
		.size = I2C_SMBUS_BYTE_DATA,
		.data = &data,
	};

	return !ioctl(fd, I2C_SMBUS, &arg) && data.byte == 0xff;
}

int main(int argc, char **argv)
{
	int n = argc > 1 ? atoi(argv[1]) : 1, fd = open("/dev/i2c-1", O_RDWR);
	char line[8];

	if (fd < 0 || ioctl(fd, I2C_SLAVE, 0x50))
		return 1;
	while (fgets(line, sizeof(line), stdin)) {
		double start = wall_ns();

		for (int i = 0; i < n; i++)
			if (!read_register(fd))
				return 1;
		printf("%.0f\n", (wall_ns() - start) / n);
		fflush(stdout);
	}
	return 0;
}
