/* SPDX-License-Identifier: MIT */
/* A program that is linked statically: it reads the MCP9808's IDs, in a child,
 * too, and says what it sees. */
#include <errno.h>
#include <fcntl.h>
#include <linux/i2c-dev.h>
#include <linux/i2c.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static void say_id(int fd, const char *who, unsigned char reg)
{
	unsigned char in[2] = {0};

	if (write(fd, &reg, 1) != 1 || read(fd, in, 2) != 2)
		printf("%s: %s\n", who, strerror(errno));
	else
		printf("%s: %02x%02x\n", who, in[0], in[1]);
	fflush(stdout);
}

int main(void)
{
	int fd = open("/dev/i2c-1", O_RDWR), copy = dup(fd);
	unsigned char reg = 7, a[1], b[1];
	struct iovec out = {&reg, 1}, in[2] = {{a, 1}, {b, 1}};
	void *volatile nowhere = (void *)8;
	struct stat st;

	if (fstat(copy, &st) || !S_ISCHR(st.st_mode))
		return 1;
	ioctl(fd, I2C_SLAVE, 0x18);
	say_id(copy, "copy", 6);
	if (!fork()) {
		say_id(fd, "child", 7);
		_exit(0);
	}
	wait(NULL);
	/* Each part of a vector is a message of its own. */
	if (writev(fd, &out, 1) == 1 && readv(fd, in, 2) == 2)
		printf("vector: %02x %02x\n", a[0], b[0]);
	if (read(fd, nowhere, 1) < 0)
		printf("pointer: %s\n", strerror(errno));
	if (lseek(fd, 0, SEEK_SET) < 0 && pread(fd, a, 1, 0) < 0)
		printf("place: %s\n", strerror(errno));
	ioctl(fd, I2C_SLAVE, 0x19);
	say_id(fd, "nobody", 6);
	close(fd);
	close(copy);
	if (read(fd, a, 1) < 0)
		printf("closed: %s\n", strerror(errno));
	return 0;
}
