/* SPDX-License-Identifier: MIT */
/*
 * A program's side of `twowire serve`: transfers as Linux's I2C adapters make
 * them, and targets whose answers come from the program. All calls wait for
 * their answer. A client belongs to one thread at a time.
 *
 * In libtwowire-client, which needs nothing but the C library; Linux programs
 * that open /dev/i2c-N need no call of it (`twowire exec`).
 */
#ifndef TW_CLIENT_H
#define TW_CLIENT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tw_client tw_client;

struct tw_client_adapter {
	uint32_t number; /* of /dev/i2c-N */
	uint32_t bus;	 /* from 0 */
	char name[64];	 /* the controller's */
	char bus_name[64];
};

/* From a START to the next. flags are those of Linux's struct i2c_msg. */
struct tw_client_message {
	uint16_t addr; /* 7 or 10 bits, not shifted */
	uint16_t flags;
	uint32_t len;  /* at most 8192 */
	uint8_t *data; /* with I2C_M_RECV_LEN: room for len + 32 */
	uint32_t done; /* out: bytes acknowledged, or read */
};

/* As it comes to a target; see enum tw_told in twowire/frame.h. */
struct tw_client_event {
	uint32_t serial;
	uint32_t event;
	uint32_t value;
	uint64_t now_ns;
};

/**
 * tw_client_open:
 * @path: the server's socket; NULL: what TWOWIRE_SOCKET in the environment
 *   says, or else the server called "default"
 *
 * Returns: a connection; or NULL with errno set, ENODEV where nobody serves.
 */
tw_client *tw_client_open(const char *path);
/* NULL is allowed. */
void tw_client_close(tw_client *client);
/* To poll for events; nothing else may be done with it. */
int tw_client_fd(const tw_client *client);
/* What the server said of a request that it refused, or "". */
const char *tw_client_why(const tw_client *client);
/* 1: the server keeps to the wall clock. */
int tw_client_realtime(const tw_client *client);

/* The @n'th, from 0, or NULL. */
const struct tw_client_adapter *tw_client_adapter(const tw_client *client,
						  size_t n);

/**
 * tw_client_transfer:
 * @timeout_ms: of simulated time; 0: 1000
 * @retries: after lost arbitration
 * @n: 1 to 42
 *
 * The messages, joined by repeated STARTs.
 *
 * Returns: 0 or a negative errno: -ENXIO nobody acknowledged an address, -EIO
 * a byte got a NACK, -EAGAIN arbitration lost, -ETIMEDOUT a wire was held,
 * -EBUSY the bus did not become free, -EPROTO impossible count of a
 * block, -EINVAL what no adapter takes, -ENODEV no such adapter, -ECONNRESET
 * the server has gone.
 */
int tw_client_transfer(tw_client *client, uint32_t adapter, uint32_t timeout_ms,
		       uint32_t retries, struct tw_client_message *messages,
		       size_t n);

/* One step of a transfer (enum tw_operation in twowire/frame.h): SCL is held
 * low until the next one, and from a START to its STOP others wait for the
 * adapter. The byte read, or 1 ACK, 0 NACK; or a negative errno, after which
 * nothing is held. -EINVAL: there was no START. */
int tw_client_operate(tw_client *client, uint32_t adapter, uint32_t operation,
		      uint32_t value);

/* Another pace of SCL, and for how long it may be held; 0: as the case says.
 * -EBUSY while somebody uses the adapter. */
int tw_client_configure(tw_client *client, uint32_t adapter, uint32_t scl_hz,
			uint32_t stretch_us);

/* Lets simulated time pass; at most a day. */
int tw_client_advance(tw_client *client, uint64_t ns);

/* Becomes a target on @bus with those 7-bit addresses, 16 at most; @n 0 ends
 * that. */
int tw_client_listen(tw_client *client, uint32_t bus, const uint16_t *addrs,
		     size_t n);
/* Waits for the next event, wall-clock; negative @timeout_ms: for ever. 1:
 * there is one; 0: none came; or a negative errno. */
int tw_client_wait(tw_client *client, int timeout_ms,
		   struct tw_client_event *event);
int tw_client_answer(tw_client *client, uint32_t serial, uint32_t answer);

/* A device's input; the level of its output. -EINVAL: there is none. */
int tw_client_set_input(tw_client *client, const char *device,
			const char *input, int32_t value);
int tw_client_get_output(tw_client *client, const char *device,
			 const char *output, int *high);

#ifdef __cplusplus
}
#endif

#endif /* TW_CLIENT_H */
