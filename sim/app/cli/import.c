/* SPDX-License-Identifier: MIT */
/*
 * Starts twowire-import and waits for it. It writes to a file without a name,
 * which is read when all of it is there: what libsigrok does to it, a crash or
 * an endless loop, is then known before anything of the capture is.
 */
#include "import.h"

#include "beside.h"

#include "trace/import_stream.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAM	   "twowire-import"
#define PATIENCE_S 300 /* on a machine that has other things to do, too */

extern char **environ;

char *import_format;

static bool fail(const char *path, GError **error, const char *what)
{
	g_set_error(error, TW_ERROR, TW_ERROR_FILE, "%s: %s", path, what);
	return false;
}

static int start(const char *program, int in, int out, pid_t *pid)
{
	/* What posix_spawn() is given stays as it is. */
	char *argv[] = {(char *)program, (char *)"/dev/stdin", NULL, NULL};
	g_autofree char *option = NULL;
	posix_spawn_file_actions_t files;
	int code;

	if (import_format) {
		option = g_strconcat("--input-format=", import_format, NULL);
		argv[2] = option;
	}
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null",
					 O_WRONLY, 0);
	code = posix_spawn(pid, program, &files, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&files);
	return code;
}

/* Its wait status; it has no more time than there is. */
static int await(pid_t pid, bool *late)
{
	struct pollfd ends = {.fd = pidfd_open(pid, 0), .events = POLLIN};
	int status = 0;
	int n;

	*late = false;
	if (ends.fd >= 0) {
		do
			n = poll(&ends, 1, PATIENCE_S * 1000);
		while (n < 0 && errno == EINTR);
		*late = n == 0;
		close(ends.fd);
	}
	if (*late)
		kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

static bool judge(int status, bool late, const char *path, GError **error)
{
	g_autofree char *what = NULL;
	int number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;

	if (late || number == SIGXCPU)
		what = g_strdup_printf("libsigrok was still reading it after "
				       "%d s",
				       late ? PATIENCE_S : (int)IMPORT_CPU_S);
	else if (number == SIGXFSZ)
		what = g_strdup_printf("changes too often: more than %u GB",
				       (unsigned)(IMPORT_OUTPUT >> 30));
	else if (number || WEXITSTATUS(status) == 1)
		what = g_strdup_printf(
			"libsigrok crashed on it, or asked for more than "
			"%u MB (%s)",
			(unsigned)(IMPORT_MEMORY >> 20),
			number ? strsignal(number) : "error");
	return !what || fail(path, error, what);
}

static int run(void *user, const char *path, int fd, GError **error)
{
	g_autofree char *program = find_beside(PROGRAM, "import");
	FILE *out;
	pid_t pid;
	bool late, ok;
	int status, code;
	int result = -1;

	if (!program) {
		fail(path, error,
		     "of no format that twowire reads itself, and " PROGRAM
		     ", which reads other formats, is not there: build "
		     "twowire where libsigrok is (libsigrok-dev)");
		return -1;
	}
	out = tmpfile();
	code = out ? start(program, fd, fileno(out), &pid) : errno;
	if (code) {
		fail(path, error, g_strerror(code));
	} else {
		status = await(pid, &late);
		ok = judge(status, late, path, error);
		result = ok ? dup(fileno(out)) : -1;
	}
	if (out)
		fclose(out);
	if (result >= 0)
		lseek(result, 0, SEEK_SET);
	return result;
}

void import_into(struct tw_capture_config *config)
{
	config->import = run;
	config->import_always = import_format;
}
