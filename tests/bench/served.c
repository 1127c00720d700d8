/* SPDX-License-Identifier: MIT */
#include "served.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "twowire/controller.h"
#include "twowire/device.h"
#include "twowire/parts.h"

/* A request and its answer, with what twowire/frame.h puts around them. */
enum { ASKED = 41, ANSWERED = 33 };
/* Short ones: on a busy machine few are left alone. */
enum { ROUNDS = 200, READS = 100 };

static const char text[] =
	"{\"format\": \"twowire-scenario/1\", \"title\": \"served\",\n"
	"\"controllers\": [{\"id\": \"a\", \"scl_hz\": 400000}],\n"
	"\"devices\": [{\"id\": \"rom\", \"model\": \"24xx\", "
	"\"addr\": \"0x50\"}], \"steps\": []}\n";

static double wall_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static bool keep_least(double *least, double ns)
{
	if (ns > 0 && (!*least || ns < *least))
		*least = ns;
	return ns > 0;
}

/* --- a bare socket -------------------------------------------------------- */

static G_GNUC_NORETURN void echo(int fd)
{
	uint8_t bytes[ASKED] = {0};

	while (recv(fd, bytes, ASKED, 0) == ASKED &&
	       send(fd, bytes, ANSWERED, MSG_NOSIGNAL) == ANSWERED)
		;
	_exit(0);
}

/* Another process at the other end of a socket; -1: there is none. */
static int start_echo(pid_t *child)
{
	int fds[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds))
		return -1;
	*child = fork();
	if (!*child) {
		close(fds[0]);
		echo(fds[1]);
	}
	close(fds[1]);
	return fds[0];
}

static double ask_echo(int fd)
{
	uint8_t bytes[ASKED] = {0};
	double start = wall_ns();

	for (unsigned i = 0; i < READS; i++)
		if (send(fd, bytes, ASKED, MSG_NOSIGNAL) != ASKED ||
		    recv(fd, bytes, ASKED, 0) != ANSWERED)
			return 0;
	return (wall_ns() - start) / READS;
}

/* --- the same transfer in this process ------------------------------------ */

static double read_inside(tw_controller *c)
{
	uint8_t reg = 0x10, byte;
	double start = wall_ns();

	for (unsigned i = 0; i < READS; i++)
		if (tw_controller_write_read(c, 0x50, &reg, 1, &byte, 1) ||
		    byte != 0xff)
			return 0;
	return (wall_ns() - start) / READS;
}

/* --- a program ------------------------------------------------------------ */

struct program {
	GPid pid;
	FILE *in, *out;
};

static bool start_program(struct program *p, const char *file)
{
	g_autofree char *reads = g_strdup_printf("%d", READS);
	const char *const argv[] = {TWOWIRE, "exec", file, "--",
				    PROGRAM, reads,  NULL};
	int in, out;

	if (!g_spawn_async_with_pipes(NULL, (char **)argv, NULL,
				      G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
				      &p->pid, &in, &out, NULL, NULL))
		return false;
	p->in = fdopen(in, "w");
	p->out = fdopen(out, "r");
	return true;
}

static double ask_program(struct program *p)
{
	char line[64];

	fputs("\n", p->in);
	fflush(p->in);
	return fgets(line, sizeof(line), p->out) ? g_ascii_strtod(line, NULL)
						 : 0;
}

static void end_program(struct program *p)
{
	fclose(p->in);
	fclose(p->out);
	waitpid(p->pid, NULL, 0);
}

static bool measure(struct served_cost *cost, tw_controller *c, int fd,
		    struct program *p)
{
	bool ok = true;

	for (unsigned i = 0; ok && i < ROUNDS; i++)
		ok = keep_least(&cost->socket_ns, ask_echo(fd)) &&
		     keep_least(&cost->inside_ns, read_inside(c)) &&
		     keep_least(&cost->whole_ns, ask_program(p));
	return ok;
}

static bool measure_with(struct served_cost *cost, const char *file)
{
	g_autoptr(tw_sim) sim = tw_sim_new(1);
	tw_bus *bus = tw_bus_new(sim, NULL, NULL);
	tw_controller *c = tw_controller_new(
		bus, &(struct tw_controller_config){.scl_hz = 400000}, NULL);
	struct program p;
	pid_t child;
	bool ok = false;
	int fd = start_echo(&child);

	tw_bus_attach(bus, tw_parts_model(&tw_parts, "24xx"),
		      &(struct tw_device_config){.addr = 0x50}, NULL);
	if (fd < 0)
		return false;
	if (start_program(&p, file)) {
		ok = measure(cost, c, fd, &p);
		end_program(&p);
	}
	close(fd);
	waitpid(child, NULL, 0);
	return ok;
}

/* All on one CPU, for what is compared has to be alike: how quickly another one
 * wakes is the kernel's and the machine's. */
bool bench_served(struct served_cost *cost)
{
	cpu_set_t all, one;
	g_autofree char *folder = g_dir_make_tmp("tw-bench-XXXXXX", NULL);
	g_autofree char *file = g_build_filename(folder, "c.json", NULL);
	bool ok;

	sched_getaffinity(0, sizeof(all), &all);
	CPU_ZERO(&one);
	CPU_SET(sched_getcpu(), &one);
	sched_setaffinity(0, sizeof(one), &one);
	ok = g_file_set_contents(file, text, -1, NULL) &&
	     measure_with(cost, file);
	sched_setaffinity(0, sizeof(all), &all);
	g_unlink(file);
	g_rmdir(folder);
	return ok;
}
