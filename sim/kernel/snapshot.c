/* SPDX-License-Identifier: MIT */
/*
 * Three processes: the one that took the snapshot, the one that waits, which
 * is the snapshot, and one a run. Two pipes lead there and back; a third, from
 * a run to the one that waits, ends with the run, however that ends.
 */
#include "kernel/sim.h"
#include "twowire/snapshot.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_BYTES (1u << 30)

struct tw_snapshot {
	pid_t pid;
	int to, from;
};

struct request {
	tw_snapshot_fn fn; /* the same in both: one is the other's fork */
	size_t len;
	unsigned limit_ms;
};

struct answer {
	int wait_status;
	size_t len;
};

static bool read_all(int fd, void *bytes, size_t len)
{
	uint8_t *at = bytes;

	while (len) {
		ssize_t n = read(fd, at, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += n;
		len -= (size_t)n;
	}
	return true;
}

/* Where nobody reads any more it fails, and no signal comes. */
static bool write_all(int fd, const void *bytes, size_t len)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
	const uint8_t *at = bytes;

	sigaction(SIGPIPE, &ignore, &before);
	while (len) {
		ssize_t n = write(fd, at, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			break;
		at += n;
		len -= (size_t)n;
	}
	sigaction(SIGPIPE, &before, NULL);
	return !len;
}

/* What dies with its parent would outlive one that died before this. */
static void die_with(pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
}

G_NORETURN static void work(const struct request *r, void *user,
			    const void *data, int fd)
{
	g_autoptr(GByteArray) result = g_byte_array_new();
	struct itimerval limit = {
		.it_value = {r->limit_ms / 1000,
			     (suseconds_t)(r->limit_ms % 1000 * 1000)}};

	signal(SIGPROF, SIG_DFL);
	setitimer(ITIMER_PROF, &limit, NULL);
	r->fn(user, data, r->len, result);
	_exit(write_all(fd, result->data, result->len) ? 0 : 1);
}

/* One run, from beginning to end. */
static struct answer serve(const struct request *r, void *user,
			   const void *data, GByteArray *result)
{
	struct answer answer = {.wait_status = -1};
	pid_t parent = getpid(), pid;
	uint8_t part[4096];
	int pair[2];
	ssize_t n;

	g_byte_array_set_size(result, 0);
	if (pipe(pair))
		return answer;
	pid = fork();
	if (!pid) {
		die_with(parent);
		close(pair[0]);
		work(r, user, data, pair[1]);
	}
	close(pair[1]);
	while ((n = read(pair[0], part, sizeof(part))) > 0 ||
	       (n < 0 && errno == EINTR))
		if (n > 0)
			g_byte_array_append(result, part, (guint)n);
	close(pair[0]);
	while (pid > 0 && waitpid(pid, &answer.wait_status, 0) < 0)
		;
	answer.len = result->len;
	return answer;
}

G_NORETURN static void wait_for_requests(void *user, int in, int out)
{
	g_autoptr(GByteArray) result = g_byte_array_new();
	struct request r;

	/* A parent that waits otherwise would take our runs for its own. */
	signal(SIGCHLD, SIG_DFL);
	while (read_all(in, &r, sizeof(r))) {
		g_autofree uint8_t *data = g_malloc(r.len + 1);
		struct answer answer;

		if (!read_all(in, data, r.len))
			break;
		answer = serve(&r, user, data, result);
		if (!write_all(out, &answer, sizeof(answer)) ||
		    !write_all(out, result->data, answer.len))
			break;
	}
	_exit(0);
}

static bool refuse(GError **error, const char *what)
{
	g_set_error(error, TW_ERROR, TW_ERROR_FILE, "snapshot: %s: %s", what,
		    g_strerror(errno));
	return false;
}

tw_snapshot *tw_snapshot_take(tw_sim *sim, void *user, GError **error)
{
	pid_t parent = getpid();
	tw_snapshot *s;
	int to[2], from[2];

	g_return_val_if_fail(!sim || !sim->running, NULL);
	if (pipe(to)) {
		refuse(error, "no pipe");
		return NULL;
	}
	if (pipe(from)) {
		refuse(error, "no pipe");
		close(to[0]);
		close(to[1]);
		return NULL;
	}
	s = g_new0(tw_snapshot, 1);
	s->pid = fork();
	if (!s->pid) {
		die_with(parent);
		close(to[1]);
		close(from[0]);
		wait_for_requests(user, to[0], from[1]);
	}
	close(to[0]);
	close(from[1]);
	s->to = to[1];
	s->from = from[0];
	if (s->pid > 0)
		return s;
	refuse(error, "no process");
	tw_snapshot_free(s);
	return NULL;
}

void tw_snapshot_free(tw_snapshot *snapshot)
{
	if (!snapshot)
		return;
	close(snapshot->to);
	close(snapshot->from);
	/* Snapshots taken later hold its pipes open, too. */
	if (snapshot->pid > 0) {
		kill(snapshot->pid, SIGKILL);
		while (waitpid(snapshot->pid, NULL, 0) < 0 && errno == EINTR)
			;
	}
	g_free(snapshot);
}

static enum tw_snapshot_end end_of(int wait_status)
{
	if (WIFEXITED(wait_status) && !WEXITSTATUS(wait_status))
		return TW_SNAPSHOT_DONE;
	return WIFSIGNALED(wait_status) && WTERMSIG(wait_status) == SIGPROF
		       ? TW_SNAPSHOT_LATE
		       : TW_SNAPSHOT_DIED;
}

bool tw_snapshot_run(tw_snapshot *snapshot, tw_snapshot_fn fn, const void *data,
		     size_t len, unsigned limit_ms, GByteArray *result,
		     enum tw_snapshot_end *end, GError **error)
{
	struct request r = {.fn = fn, .len = len, .limit_ms = limit_ms};
	struct answer answer;

	g_return_val_if_fail(len <= MAX_BYTES, false);
	g_byte_array_set_size(result, 0);
	if (!write_all(snapshot->to, &r, sizeof(r)) ||
	    !write_all(snapshot->to, data, len) ||
	    !read_all(snapshot->from, &answer, sizeof(answer)))
		return refuse(error, "it has gone");
	g_byte_array_set_size(result, (guint)answer.len);
	if (!read_all(snapshot->from, result->data, answer.len))
		return refuse(error, "it has gone");
	if (answer.wait_status == -1)
		return refuse(error, "no process");
	*end = end_of(answer.wait_status);
	if (*end != TW_SNAPSHOT_DONE)
		g_byte_array_set_size(result, 0);
	return true;
}
