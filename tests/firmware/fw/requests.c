/* SPDX-License-Identifier: MIT */
/*
 * A target at 0x40 that prints every request it gets: "w 01 02" or "r 3" (the
 * number of bytes the host took), with "wr" and "rr" after a repeated START,
 * and of more than 16 bytes their number and a hash. Reads are answered with
 * bytes that count up through all reads.
 *
 * Some writes change that: 01 n counts on from n; 02 n answers a read with n
 * bytes at most and then closes it; 03 n sleeps for n ms after each request;
 * 04 prints further writes unread, as "w closed"; 05 prints what an ACK is
 * worth. Bytes after those are only printed.
 */
#include <stdio.h>

#include "i2ctarget.h"
#include "requests_board.h"

#define ADDRESS 0x40

static uint8_t next;
static unsigned answer_max = 256;
static unsigned sleep_between_ms;
static bool unread;

static void obey(struct i2ctarget_request *req, const uint8_t *cmd, int n)
{
	if (n < 1)
		return;
	if (cmd[0] == 0x04)
		unread = true;
	if (cmd[0] == 0x05)
		printf("ack %d\n", i2ctarget_ack(req, true));
	if (n < 2)
		return;
	if (cmd[0] == 0x01)
		next = cmd[1];
	if (cmd[0] == 0x02)
		answer_max = cmd[1];
	if (cmd[0] == 0x03)
		sleep_between_ms = cmd[1];
}

static void written(struct i2ctarget_request *req)
{
	char line[128];
	uint8_t buf[2];
	char *end = line;
	uint32_t hash = 0;
	int n, got = 0;
	uint8_t cmd[2] = {0};

	end += sprintf(end, req->is_restart ? "wr" : "w");
	if (unread) {
		puts("w closed");
		return;
	}
	while ((n = i2ctarget_read(req, buf, 1, true)) == 1) {
		if (got < 2)
			cmd[got] = buf[0];
		if (got < 16)
			end += sprintf(end, " %02x", buf[0]);
		hash = hash * 31 + buf[0];
		got++;
	}
	if (got > 16)
		end += sprintf(end, " (%d, hash %08lx)", got,
			       (unsigned long)hash);
	if (n < 0)
		sprintf(end, " error %d", n);
	puts(line);
	obey(req, cmd, got);
}

static void wanted(struct i2ctarget_request *req)
{
	uint8_t bytes[256];
	int n = 0;

	for (unsigned i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)(next + i);
	if (answer_max)
		n = i2ctarget_write(req, bytes, answer_max);
	if (n > 0)
		next = (uint8_t)(next + n);
	i2ctarget_close(req);
	printf("%s %d\n", req->is_restart ? "rr" : "r", n);
}

int main(void)
{
	static const uint8_t addresses[] = {ADDRESS, ADDRESS + 1};
	struct i2ctarget_config config = {.scl = SCL_PIN,
					  .sda = SDA_PIN,
					  .addresses = addresses,
					  .n_addresses = 2};
	struct i2ctarget target, other;
	struct i2ctarget_request req;

	board_init();
	printf("two addresses %d\n", i2ctarget_init(&target, &config));
	i2ctarget_deinit(&target);
	config.n_addresses = 1;
	config.scl = WRONG_SCL_PIN;
	printf("wrong pin %d\n", i2ctarget_init(&target, &config));
	config.scl = SCL_PIN;
	printf("init %d\n", i2ctarget_init(&target, &config));
	printf("again %d\n", i2ctarget_init(&other, &config));
	while (i2ctarget_request(&target, 0, &req) == 1) {
		if (req.is_read)
			wanted(&req);
		else
			written(&req);
		i2ctarget_close(&req);
		if (sleep_between_ms)
			board_sleep_ms(sleep_between_ms);
	}
	return 1;
}
