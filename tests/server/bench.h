/* SPDX-License-Identifier: MIT */
/* A server of its own for each test, its clients, and bare sockets to it. */
#ifndef TW_SERVER_BENCH_H
#define TW_SERVER_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "twowire/client.h"
#include "twowire/frame.h"

/* Two controllers of 400 kHz, a memory at 0x50, a thermometer at 0x18; 0.3 s
 * have passed. */
extern const char bench_case[];
extern const char *bench_program; /* twowire */

struct bench {
	char *folder; /* XDG_RUNTIME_DIR */
	char *path;   /* of the socket */
	GPid pid;
	int out, err;
};

/* Writes @text into the folder. Returns the path; free with g_free(). */
char *bench_file(const struct bench *b, const char *name, const char *text);
/* What is in that file of the folder. Free with g_free(). */
char *bench_contents(const struct bench *b, const char *name);
/* Starts `twowire serve` of bench_case, or c.json if there is one, with what
 * else is in @options, and waits until it serves; false: it ended. */
bool bench_start(struct bench *b, const char *options);
/* What it says as error, until it ends. Free with g_free(). */
char *bench_errors(const struct bench *b);
/* Sends it @signal. Returns its exit status. */
int bench_stop(struct bench *b, int signal);
/* Bytes of memory that it has. */
size_t bench_memory(const struct bench *b);

int bench_setup(void **state); /* without a server */
int bench_teardown(void **state);

/* A client; fails the test where there is none. */
tw_client *bench_client(const struct bench *b);
/* Reads a 16-bit register: 0 or a negative errno. */
int bench_read(tw_client *c, uint32_t adapter, uint8_t addr, uint8_t reg,
	       uint16_t *value);

/* --- bare sockets --------------------------------------------------------- */

int bare_open(const struct bench *b); /* connected */
void bare_send(int fd, const void *bytes, size_t n);
/* Takes what has come. */
void bare_drain(int fd);
/* A frame of 32-bit numbers. */
void bare_numbers(int fd, uint16_t kind, uint16_t tag, const uint32_t *values,
		  size_t n);
#define BARE(fd, kind, tag, ...)                                               \
	bare_numbers(fd, kind, tag, (const uint32_t[]){__VA_ARGS__},           \
		     sizeof((const uint32_t[]){__VA_ARGS__}) / 4)
/* A frame read; its kind, or 0: the connection has ended. */
struct bare_frame {
	uint32_t len;
	uint16_t kind, tag;
	uint8_t payload[65536];
};
uint16_t bare_read(int fd, struct bare_frame *f);
/* Says HELLO and reads the answer. */
int bare_greeted(const struct bench *b);
/* Of a RESULT. */
int32_t bare_error(const struct bare_frame *f);
uint32_t bare_value(const struct bare_frame *f);
uint64_t bare_now(const struct bare_frame *f);

#endif /* TW_SERVER_BENCH_H */
