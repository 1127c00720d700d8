/* SPDX-License-Identifier: MIT */
/*
 * AFL's side of a target that it starts: shared memory for the map, and two
 * pipes through which it asks for one fork after another (AFL++,
 * docs: afl-fuzz's fork server). Ours forks where the target has booted.
 */
#include "app/fuzz/fuzz.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FROM_AFL = 198, TO_AFL = 199, INPUT_BYTES = 4096 };

uint8_t *fuzz_afl_map(void)
{
	const char *id = g_getenv("__AFL_SHM_ID");
	void *map = id ? shmat(atoi(id), NULL, 0) : NULL;

	return map == (void *)-1 ? NULL : map;
}

/* A finding is to AFL what an abort is. */
G_NORETURN static void one(struct fuzz *f)
{
	uint8_t bytes[INPUT_BYTES];
	ssize_t n;

	close(FROM_AFL);
	close(TO_AFL);
	lseek(STDIN_FILENO, 0, SEEK_SET);
	n = read(STDIN_FILENO, bytes, sizeof(bytes));
	if (n < 0 || !fuzz_judge(f, bytes, (size_t)n))
		_exit(0);
	signal(SIGABRT, SIG_DFL);
	abort();
}

bool fuzz_afl_serve(struct fuzz *f)
{
	uint32_t word = 0;
	int status;
	pid_t pid;

	if (write(TO_AFL, &word, sizeof(word)) != sizeof(word))
		return false;
	while (read(FROM_AFL, &word, sizeof(word)) == sizeof(word)) {
		pid = fork();
		if (!pid)
			one(f);
		if (pid < 0 || write(TO_AFL, &pid, sizeof(pid)) < 0 ||
		    waitpid(pid, &status, 0) < 0 ||
		    write(TO_AFL, &status, sizeof(status)) < 0)
			break;
	}
	return true;
}
