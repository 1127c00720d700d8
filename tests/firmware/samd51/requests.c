/* SPDX-License-Identifier: MIT */
/*
 * A target at 0x40, 0x41 and 0x43 that prints every request it gets: "40 w 01
 * 02" or "41 r 3" (the number of bytes the host took), with "wr" and "rr" after
 * a repeated START. Reads are answered with bytes that count up through all
 * reads; at 0x41 with two at most. At 0x41 byte 77 gets a NACK.
 *
 * Some writes change that: 02 leaves further writes unread, and prints
 * "closed"; 03 n sleeps for n ms before each answer. SMBUS asks for SMBus
 * timing, ADDRESSES are others.
 */
#include <stdio.h>

#include "i2ctarget.h"
#include "i2ctarget_port.h"
#include "sam.h"

#ifndef ADDRESSES
#define ADDRESSES 0x40, 0x41, 0x43
#endif
#ifndef SMBUS
#define SMBUS false
#endif

static struct i2ctarget target;
static uint8_t next;
static unsigned sleep_ms;
static bool unread;

static void sleep(void)
{
	uint64_t until = i2ctarget_port_now_us(target.port) + sleep_ms * 1000;

	while (sleep_ms && i2ctarget_port_now_us(target.port) < until)
		i2ctarget_port_wait(target.port, until);
}

/* A byte at a time at 0x41, where some are refused. */
static int take(struct i2ctarget_request *req, uint8_t *byte)
{
	int n = i2ctarget_read(req, byte, 1, req->address != 0x41);

	if (n == 1 && req->address == 0x41)
		i2ctarget_ack(req, *byte != 0x77);
	return n;
}

static void written(struct i2ctarget_request *req)
{
	uint8_t first[2] = {0};
	unsigned got = 0;
	char line[200];
	char *end = line;
	uint8_t byte;
	int n;

	end += sprintf(end, "%02x w%s", req->address,
		       req->is_restart ? "r" : "");
	if (unread) {
		i2ctarget_close(req);
		printf("%s closed\n", line);
		return;
	}
	sleep();
	while ((n = take(req, &byte)) == 1) {
		if (got < 2)
			first[got] = byte;
		if (got++ < 16)
			end += sprintf(end, " %02x", byte);
	}
	if (got > 16)
		end += sprintf(end, " (%u)", got);
	if (n < 0)
		sprintf(end, " error %d", n);
	puts(line);
	if (first[0] == 0x02)
		unread = true;
	if (first[0] == 0x03)
		sleep_ms = first[1];
}

static void wanted(struct i2ctarget_request *req)
{
	uint8_t bytes[256];
	int n;

	for (unsigned i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)(next + i);
	sleep();
	n = i2ctarget_write(req, bytes,
			    req->address == 0x41 ? 2 : sizeof(bytes));
	if (n > 0)
		next = (uint8_t)(next + n);
	i2ctarget_close(req);
	printf("%02x r%s %d\n", req->address, req->is_restart ? "r" : "", n);
}

int main(void)
{
	static const uint8_t addresses[] = {ADDRESSES};
	struct i2ctarget_config config = {.scl = PIN_PA14,
					  .sda = PIN_PA12,
					  .addresses = addresses,
					  .n_addresses = sizeof(addresses),
					  .smbus = SMBUS};
	struct i2ctarget other;
	struct i2ctarget_request req;

	printf("wrong pin %d\n", i2ctarget_init(&target, &config));
	config.scl = PIN_PA13;
	printf("init %d\n", i2ctarget_init(&target, &config));
	printf("again %d\n", i2ctarget_init(&other, &config));
	while (i2ctarget_request(&target, 0, &req) == 1) {
		if (req.is_read)
			wanted(&req);
		else
			written(&req);
		i2ctarget_close(&req);
	}
	return 1;
}
