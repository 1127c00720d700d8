/* SPDX-License-Identifier: MIT */
/* What the files of twowire-supervise share. */
#ifndef TW_SUPERVISE_H
#define TW_SUPERVISE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include <linux/seccomp.h>

#include "i2c_dev.h"

/* A call that waits for its answer. */
struct call {
	int listener;
	uint64_t id;
	pid_t pid;
	int nr;
	const uint64_t *args;
};

enum outcome {
	GO_ON,	  /* it is the kernel's: nothing of ours is meant */
	ANSWERED, /* with the result */
	GIVEN,	  /* with a descriptor, which has answered it already */
};

/* supervise.c: is the caller still there? What is read of its memory counts
 * only then. */
bool call_is_valid(const struct call *call);

/* supervised_files.c: open adapters. What the program has of one is an end of
 * a pair of sockets: duplicates, children and other programs inherit it as the
 * kernel has it, and once the last is closed ours hangs up. */
struct file {
	struct i2c_dev dev;
	int end;
	ino_t ino; /* of the program's end */
};

bool files_has_adapter(unsigned number);
/* Hands a new one over; 0, or a negative errno. */
int files_open(const struct call *call, unsigned number, int flags);
/* What @fd of @pid is, or NULL. */
struct file *files_of(pid_t pid, int fd);
/* To poll: at most @max; how many. */
unsigned files_ends(int *ends, unsigned max);
void files_close(int end);
/* Lets simulated time pass; false: real time has to. */
bool files_sleep(uint64_t ns);
/* Gives @fd, which is closed, as the answer; 0, or a negative errno. */
int files_give(const struct call *call, int fd, bool cloexec);

/* supervised_calls.c: those that are ours, ended with -1; and what comes of
 * one, with its result or negative errno. */
extern const int calls_watched[];
enum outcome calls_answer(const struct call *call, int64_t *result);

#endif /* TW_SUPERVISE_H */
