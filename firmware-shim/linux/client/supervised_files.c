/* SPDX-License-Identifier: MIT */
#include "supervise.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_FILES = 512 };
static struct file *files[MAX_FILES];
static unsigned n_files;

/* A connection that is no program's: it knows what there is, and sleeps. */
static tw_client *server(void)
{
	static tw_client *client;

	if (!client)
		client = tw_client_open(NULL);
	return client;
}

bool files_has_adapter(unsigned number)
{
	const struct tw_client_adapter *a;
	tw_client *c = server();

	for (size_t i = 0; c && (a = tw_client_adapter(c, i)); i++)
		if (a->number == number)
			return true;
	return false;
}

int files_give(const struct call *call, int fd, bool cloexec)
{
	struct seccomp_notif_addfd give = {
		.id = call->id,
		.flags = SECCOMP_ADDFD_FLAG_SEND,
		.srcfd = (uint32_t)fd,
		.newfd_flags = cloexec ? O_CLOEXEC : 0,
	};
	int got = ioctl(call->listener, SECCOMP_IOCTL_NOTIF_ADDFD, &give);
	int error = errno;

	close(fd);
	return got < 0 ? -error : 0;
}

static void forget(unsigned at)
{
	tw_client_close(files[at]->dev.client);
	close(files[at]->end);
	free(files[at]);
	files[at] = files[--n_files];
}

int files_open(const struct call *call, unsigned number, int flags)
{
	struct file *f;
	struct stat st;
	int ends[2], bad;

	if (n_files == MAX_FILES)
		return -EMFILE;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends))
		return -errno;
	f = calloc(1, sizeof(*f));
	if (f)
		f->dev.client = tw_client_open(NULL);
	if (!f || !f->dev.client || fstat(ends[0], &st)) {
		close(ends[0]);
		close(ends[1]);
		if (f)
			tw_client_close(f->dev.client);
		free(f);
		return -ENODEV;
	}
	f->dev.adapter = number;
	f->dev.flags = flags;
	f->end = ends[1];
	f->ino = st.st_ino;
	files[n_files++] = f;
	bad = files_give(call, ends[0], flags & O_CLOEXEC);
	if (bad)
		forget(n_files - 1);
	return bad;
}

struct file *files_of(pid_t pid, int fd)
{
	char link[64], name[64];
	unsigned long ino;
	ssize_t n;

	if (!n_files || fd < 0)
		return NULL;
	snprintf(link, sizeof(link), "/proc/%d/fd/%d", (int)pid, fd);
	n = readlink(link, name, sizeof(name) - 1);
	if (n < 0)
		return NULL;
	name[n] = '\0';
	if (sscanf(name, "socket:[%lu]", &ino) != 1)
		return NULL;
	for (unsigned i = 0; i < n_files; i++)
		if (files[i]->ino == ino) {
			files[i]->dev.pid = pid;
			return files[i];
		}
	return NULL;
}

unsigned files_ends(int *ends, unsigned max)
{
	unsigned n = n_files < max ? n_files : max;

	for (unsigned i = 0; i < n; i++)
		ends[i] = files[i]->end;
	return n;
}

void files_close(int end)
{
	for (unsigned i = 0; i < n_files; i++)
		if (files[i]->end == end) {
			forget(i);
			return;
		}
}

bool files_sleep(uint64_t ns)
{
	tw_client *c = n_files ? server() : NULL;

	return c && !tw_client_realtime(c) && !tw_client_advance(c, ns);
}
