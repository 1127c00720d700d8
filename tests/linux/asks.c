/* SPDX-License-Identifier: MIT */
/*
 * Does what a file asks for on /dev/i2c-1, a line each, and prints what came of
 * it: the result, or the error's name, and the bytes that were read.
 *
 * usage: linux_asks FILE
 *   rdwr ADDR:FLAGS:BYTES ...    FLAGS without I2C_M_, joined by |, or none; of
 *                                a read BYTES is how many, in decimal
 *   smbus ADDR r|w SIZE COMMAND PEC [BYTES]     PEC is 0 or 1
 *   retries N, timeout N         a child of its own sets them, and ends
 *   mark                         10 ms later an empty write to 0x7e, which
 *                                nobody acknowledges; prints nothing
 *
 * Numbers are hexadecimal without 0x, and those of retries and timeout decimal.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/i2c-dev.h>
#include <linux/i2c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MESSAGES = 8, ROOM = 64, MARK = 0x7e };

static const struct {
	const char *name;
	unsigned value;
} names[] = {
	{"RD", I2C_M_RD},
	{"TEN", I2C_M_TEN},
	{"RECV_LEN", I2C_M_RECV_LEN},
	{"NO_RD_ACK", I2C_M_NO_RD_ACK},
	{"IGNORE_NAK", I2C_M_IGNORE_NAK},
	{"REV_DIR_ADDR", I2C_M_REV_DIR_ADDR},
	{"NOSTART", I2C_M_NOSTART},
	{"STOP", I2C_M_STOP},
	{"QUICK", I2C_SMBUS_QUICK},
	{"BYTE", I2C_SMBUS_BYTE},
	{"BYTE_DATA", I2C_SMBUS_BYTE_DATA},
	{"WORD_DATA", I2C_SMBUS_WORD_DATA},
	{"PROC_CALL", I2C_SMBUS_PROC_CALL},
	{"BLOCK_DATA", I2C_SMBUS_BLOCK_DATA},
	{"I2C_BLOCK_BROKEN", I2C_SMBUS_I2C_BLOCK_BROKEN},
	{"BLOCK_PROC_CALL", I2C_SMBUS_BLOCK_PROC_CALL},
	{"I2C_BLOCK_DATA", I2C_SMBUS_I2C_BLOCK_DATA},
};

static unsigned value_of(const char *name)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!strcmp(names[i].name, name))
			return names[i].value;
	fprintf(stderr, "no such name: %s\n", name);
	exit(2);
}

static size_t bytes_of(const char *hex, unsigned char *bytes)
{
	size_t n = 0;

	for (; sscanf(hex, "%2hhx", bytes + n) == 1; n++)
		hex += 2;
	return n;
}

static void say(int got)
{
	if (got < 0)
		printf("%s", strerrorname_np(errno));
	else
		printf("%d", got);
}

static void say_bytes(const unsigned char *bytes, size_t n)
{
	printf(" ");
	for (size_t i = 0; i < n; i++)
		printf("%02x", bytes[i]);
}

/* ADDR:FLAGS:BYTES */
static struct i2c_msg message(char *text, unsigned char *room)
{
	struct i2c_msg m = {.buf = room};
	char *flags, *bytes, *name;

	m.addr = (unsigned short)strtoul(strsep(&text, ":"), NULL, 16);
	flags = strsep(&text, ":");
	bytes = text;
	while ((name = strsep(&flags, "|")))
		if (*name)
			m.flags |= (unsigned short)value_of(name);
	m.len = (unsigned short)(m.flags & I2C_M_RD ? strtoul(bytes, NULL, 10)
						    : bytes_of(bytes, room));
	/* The room says how many bytes come beside the block. */
	if (m.flags & I2C_M_RD && m.flags & I2C_M_RECV_LEN) {
		room[0] = (unsigned char)m.len;
		m.len = ROOM;
	}
	return m;
}

static void rdwr(int fd, char *text)
{
	static unsigned char room[MESSAGES][ROOM];
	struct i2c_msg msgs[MESSAGES];
	struct i2c_rdwr_ioctl_data data = {.msgs = msgs};
	char *word;
	int got;

	while ((word = strsep(&text, " ")))
		if (*word) {
			msgs[data.nmsgs] = message(word, room[data.nmsgs]);
			data.nmsgs++;
		}
	got = ioctl(fd, I2C_RDWR, &data);
	say(got);
	for (unsigned i = 0; got > 0 && i < data.nmsgs; i++) {
		size_t n = msgs[i].len;

		if (msgs[i].flags & I2C_M_RECV_LEN)
			n = msgs[i].buf[0] + 1u;
		if (msgs[i].flags & I2C_M_RD)
			say_bytes(msgs[i].buf, n);
	}
	printf("\n");
}

static void smbus(int fd, const char *text)
{
	char direction, size[32], hex[80] = "";
	unsigned addr, command, pec;
	union i2c_smbus_data data = {.block = {0}};
	struct i2c_smbus_ioctl_data arg = {.data = &data};
	int got;

	sscanf(text, "%x %c %31s %x %u %79s", &addr, &direction, size, &command,
	       &pec, hex);
	bytes_of(hex, data.block);
	arg.read_write = direction == 'r';
	arg.command = (unsigned char)command;
	arg.size = value_of(size);
	ioctl(fd, I2C_SLAVE, addr);
	ioctl(fd, I2C_PEC, pec);
	got = ioctl(fd, I2C_SMBUS, &arg);
	say(got);
	if (got || arg.size == I2C_SMBUS_QUICK ||
	    (direction == 'w' && !strstr(size, "CALL")))
		;
	else if (strstr(size, "BLOCK"))
		say_bytes(data.block, data.block[0] + 1u);
	else if (arg.size <= I2C_SMBUS_BYTE_DATA)
		say_bytes(&data.byte, 1);
	else
		printf(" %04x", data.word);
	printf("\n");
}

static void mark(int fd)
{
	struct i2c_msg m = {.addr = MARK};
	struct i2c_rdwr_ioctl_data data = {.msgs = &m, .nmsgs = 1};

	usleep(10000);
	ioctl(fd, I2C_RDWR, &data);
}

static void set(unsigned long request, const char *value)
{
	pid_t child = fork();
	int status;

	if (!child) {
		int fd = open("/dev/i2c-1", O_RDWR);

		_exit(ioctl(fd, request, atol(value)) ? errno : 0);
	}
	waitpid(child, &status, 0);
	printf("%d\n", status);
}

int main(int argc, char **argv)
{
	FILE *file = fopen(argv[1], "r");
	int fd = open("/dev/i2c-1", O_RDWR);
	char line[512];

	if (argc != 2 || !file || fd < 0)
		return 2;
	while (fgets(line, sizeof(line), file)) {
		char *text = line;
		const char *what;

		line[strcspn(line, "\n")] = '\0';
		what = strsep(&text, " ");
		fflush(stdout);
		if (!strcmp(what, "rdwr"))
			rdwr(fd, text);
		else if (!strcmp(what, "smbus"))
			smbus(fd, text);
		else if (!strcmp(what, "retries"))
			set(I2C_RETRIES, text);
		else if (!strcmp(what, "timeout"))
			set(I2C_TIMEOUT, text);
		else
			mark(fd);
	}
	fclose(file);
	close(fd);
	return 0;
}
