/* SPDX-License-Identifier: MIT */
/*
 * twowire-supervise CMD [ARGUMENT...]: runs a program, and all that it runs, so
 * that /dev/i2c-N is a connection to the server (TWOWIRE_SOCKET), though they
 * load no library of ours: the kernel asks us about their system calls
 * (seccomp's user notification, seccomp(2) and seccomp_unotify(2)).
 *
 * From:     Linux 5.14 or later, for SECCOMP_ADDFD_FLAG_SEND.
 * Modelled: open, openat, read, write, readv, writev, ioctl, the stat and
 * access families, nanosleep and clock_nanosleep; all that the kernel does with
 * descriptors itself. Left out: openat2, io_uring, mmap; names relative to a
 * folder; listings of /dev; programs for another CPU than this one's, 32-bit
 * ones too. Approx.:  it serves one call after the other; what programs are set
 * to by setuid bits they do not get.
 */
#include "supervise.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/audit.h>
#include <linux/filter.h>

#if defined(__x86_64__)
#define OUR_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OUR_ARCH AUDIT_ARCH_AARCH64
#else
#define OUR_ARCH 0
#endif

enum { MAX_FILTER = 64, MAX_POLLED = 514 };

bool call_is_valid(const struct call *call)
{
	return !ioctl(call->listener, SECCOMP_IOCTL_NOTIF_ID_VALID, &call->id);
}

/* Every call that is watched waits for us, all others go on. */
static int install_filter(void)
{
	struct sock_filter code[MAX_FILTER] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
			 offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCH, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
			 offsetof(struct seccomp_data, nr)),
	};
	struct sock_fprog program = {.filter = code};
	unsigned n = 4;
	long fd;

	if (!OUR_ARCH) {
		errno = ENOSYS; /* its calls are not known here */
		return -1;
	}
	for (const int *nr = calls_watched; *nr >= 0; nr++) {
		code[n++] = (struct sock_filter)BPF_JUMP(
			BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)*nr, 0, 1);
		code[n++] = (struct sock_filter)BPF_STMT(
			BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
	}
	code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K,
						 SECCOMP_RET_ALLOW);
	program.len = (unsigned short)n;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		return -1;
	/* Signals wait for a transfer that is under way, where the kernel can
	 * have them wait. */
	fd = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
		     SECCOMP_FILTER_FLAG_NEW_LISTENER |
			     SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV,
		     &program);
	if (fd < 0)
		fd = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
			     SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
	return (int)fd;
}

union control {
	char bytes[CMSG_SPACE(sizeof(int))];
	struct cmsghdr align;
};

/* Over @sock: a descriptor, or, for -1, the errno that is why not. */
static bool send_fd(int sock, int fd)
{
	int error = fd < 0 ? errno : 0;
	struct iovec v = {.iov_base = &error, .iov_len = sizeof(error)};
	union control control = {0};
	struct msghdr m = {.msg_iov = &v, .msg_iovlen = 1};
	struct cmsghdr *c;

	if (fd >= 0) {
		m.msg_control = control.bytes;
		m.msg_controllen = sizeof(control.bytes);
		c = CMSG_FIRSTHDR(&m);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(sizeof(int));
		memcpy(CMSG_DATA(c), &fd, sizeof(int));
	}
	return sendmsg(sock, &m, 0) == (ssize_t)sizeof(error);
}

static int receive_fd(int sock)
{
	int fd = -1, error = 0;
	struct iovec v = {.iov_base = &error, .iov_len = sizeof(error)};
	union control control;
	struct msghdr m = {.msg_iov = &v,
			   .msg_iovlen = 1,
			   .msg_control = control.bytes,
			   .msg_controllen = sizeof(control.bytes)};
	struct cmsghdr *c;

	if (recvmsg(sock, &m, MSG_CMSG_CLOEXEC) != (ssize_t)sizeof(error))
		return -1;
	c = CMSG_FIRSTHDR(&m);
	if (c && c->cmsg_type == SCM_RIGHTS)
		memcpy(&fd, CMSG_DATA(c), sizeof(int));
	errno = error;
	return fd;
}

static __attribute__((noreturn)) void become(int sock, char **argv)
{
	int fd;

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	signal(SIGINT, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
	fd = install_filter();
	if (!send_fd(sock, fd) || fd < 0)
		_exit(126);
	close(fd);
	close(sock);
	execvp(argv[0], argv);
	fprintf(stderr, "twowire exec: %s: %s\n", argv[0], strerror(errno));
	_exit(errno == ENOENT ? 127 : 126);
}

/* Answers one call. */
static void serve(int listener, struct seccomp_notif *in,
		  struct seccomp_notif_resp *out, size_t in_size)
{
	struct call call;
	int64_t result = 0;
	enum outcome outcome;

	memset(in, 0, in_size);
	if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, in))
		return; /* who asked has gone */
	call = (struct call){.listener = listener,
			     .id = in->id,
			     .pid = (pid_t)in->pid,
			     .nr = in->data.nr,
			     .args = (const uint64_t *)in->data.args};
	outcome = calls_answer(&call, &result);
	if (outcome == GIVEN)
		return;
	memset(out, 0, sizeof(*out));
	out->id = in->id;
	if (outcome == GO_ON)
		out->flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
	else if (result < 0)
		out->error = (int32_t)result;
	else
		out->val = result;
	ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, out);
}

/* 128 and the signal, as shells have it. */
static int status_of(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return 4;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Until nobody is left who might call; the status of @child. */
static int supervise(int listener, pid_t child)
{
	int ended = (int)syscall(SYS_pidfd_open, child, 0), status = 4;
	struct seccomp_notif_sizes sizes = {0};
	struct seccomp_notif *in;
	struct seccomp_notif_resp *out;
	struct pollfd fds[MAX_POLLED];
	int ends[MAX_POLLED];
	unsigned n;

	if (syscall(SYS_seccomp, SECCOMP_GET_NOTIF_SIZES, 0, &sizes))
		return status;
	in = calloc(1, sizes.seccomp_notif + sizeof(*in));
	out = calloc(1, sizes.seccomp_notif_resp + sizeof(*out));
	while (in && out) {
		n = files_ends(ends, MAX_POLLED - 2);
		fds[0] = (struct pollfd){.fd = listener, .events = POLLIN};
		fds[1] = (struct pollfd){.fd = ended, .events = POLLIN};
		for (unsigned i = 0; i < n; i++)
			fds[i + 2] = (struct pollfd){.fd = ends[i]};
		if (poll(fds, n + 2, -1) < 0 && errno != EINTR)
			break;
		for (unsigned i = 0; i < n; i++)
			if (fds[i + 2].revents)
				files_close(ends[i]);
		if (fds[1].revents) {
			status = status_of(child);
			close(ended);
			ended = -1;
		}
		if (fds[0].revents & POLLIN)
			serve(listener, in, out, sizes.seccomp_notif);
		else if (fds[0].revents)
			break;
	}
	free(in);
	free(out);
	return ended < 0 ? status : status_of(child);
}

static pid_t watched;

/* What is sent to us is meant for the program. */
static void hand_on(int number)
{
	int error = errno;

	kill(watched, number);
	errno = error;
}

int main(int argc, char **argv)
{
	int pair[2], listener;
	pid_t child;

	if (argc < 2) {
		fprintf(stderr, "usage: %s CMD [ARGUMENT...]\n", argv[0]);
		return 2;
	}
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair))
		return 4;
	child = fork();
	if (!child)
		become(pair[1], argv + 1);
	close(pair[1]);
	listener = child < 0 ? -1 : receive_fd(pair[0]);
	if (listener < 0) {
		fprintf(stderr,
			"twowire exec: --static: the kernel lets nobody watch "
			"system calls here (seccomp: %s): run it where it "
			"does, or link the program dynamically\n",
			strerror(errno));
		return 2;
	}
	watched = child;
	signal(SIGTERM, hand_on);
	signal(SIGHUP, hand_on);
	return supervise(listener, child);
}
