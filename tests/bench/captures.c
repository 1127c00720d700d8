/* SPDX-License-Identifier: MIT */
/*
 * tw-bench-captures: what reading and writing captures costs, against sigrok
 * and against what cannot be done without. All in one run, interleaved, because
 * machines are noisy; CPU time of the processes (user and system), the least of
 * the rounds.
 *
 * usage: tw-bench-captures [ROUNDS]
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "capture_files.h"

static const struct capture_file files[] = {
	{"dense-4.sr", "400 kHz back to back, 4 MHz, 4 s", 4000000, 4, 0},
	{"dense-24.sr", "400 kHz back to back, 24 MHz, 2 s", 24000000, 2, 0},
	{"idle-4.sr", "1 % traffic, 4 MHz, 10 min", 4000000, 600, 990},
	{"idle-12.sr", "1 % traffic, 12 MHz, 2 min", 12000000, 120, 990},
	{"write-24.sr", "1 % traffic, 24 MHz, 60 s", 24000000, 60, 990},
};
enum { WRITTEN = 4 };

struct cost {
	double seconds;
	long rss_kb;
};

static char *folder;
static const char *twowire, *floor_program;
static bool failed;

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

/* Adds the costs of a program, its output thrown away. */
static void run(struct cost *least, char *const *argv)
{
	struct rusage usage;
	int status;
	pid_t pid = fork();

	if (!pid) {
		if (!freopen("/dev/null", "w", stdout))
			_exit(126);
		execvp(argv[0], argv);
		_exit(127);
	}
	if (wait4(pid, &status, 0, &usage) < 0 || !WIFEXITED(status) ||
	    WEXITSTATUS(status) > 1) {
		fprintf(stderr, "tw-bench-captures: %s failed\n", argv[0]);
		failed = true;
		return;
	}
	usage.ru_utime.tv_sec += usage.ru_stime.tv_sec;
	usage.ru_utime.tv_usec += usage.ru_stime.tv_usec;
	if (!least->seconds || seconds(usage.ru_utime) < least->seconds)
		least->seconds = seconds(usage.ru_utime);
	least->rss_kb = MAX(least->rss_kb, usage.ru_maxrss);
}

#define RUN(least, ...) run(least, (char *[]){__VA_ARGS__, NULL})

static double cpu(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Makes the file in a process of its own, whose memory is not ours. Returns
 * what writing it cost. */
static double make(const struct capture_file *f, const char *path)
{
	double cost = 0;
	int ends[2];
	pid_t pid;

	if (pipe(ends))
		return 0;
	pid = fork();
	if (!pid) {
		g_autoptr(tw_trace) trace = capture_file_trace(f);
		double start = cpu();
		bool ok = tw_trace_write(trace, path, NULL);

		cost = cpu() - start;
		ok = ok && write(ends[1], &cost, sizeof(cost)) == sizeof(cost);
		_exit(!ok);
	}
	close(ends[1]);
	if (read(ends[0], &cost, sizeof(cost)) != sizeof(cost))
		failed = true;
	close(ends[0]);
	waitpid(pid, NULL, 0);
	return cost;
}

static void print_cost(const char *what, const struct cost *c, double ratio)
{
	printf("  %-34s %9.3f s %7.1f MB", what, c->seconds,
	       (double)c->rss_kb / 1024);
	if (ratio)
		printf("   %.2f", ratio);
	printf("\n");
}

static void measure_reading(const struct capture_file *f, unsigned rounds)
{
	g_autofree char *path = g_build_filename(folder, f->name, NULL);
	struct cost text = {0}, jsonl = {0}, check = {0}, sigrok = {0};
	struct cost bottom = {0};
	char *ours = (char *)twowire;

	make(f, path);
	for (unsigned i = 0; i < rounds; i++) {
		RUN(&text, ours, "decode", path);
		RUN(&bottom, (char *)floor_program, path);
		RUN(&jsonl, ours, "decode", "--format", "jsonl", path);
		RUN(&check, ours, "check", path);
		if (!i)
			RUN(&sigrok, "sigrok-cli", "-i", path, "-P",
			    "i2c:scl=SCL:sda=SDA", "-A", "i2c=addr-data");
	}
	printf("%s\n", f->what);
	printf("  %-34s %11s %10s   %s\n", "", "CPU", "memory",
	       "times twowire decode");
	print_cost("twowire decode", &text, 1);
	print_cost("twowire decode --format jsonl", &jsonl,
		   jsonl.seconds / text.seconds);
	print_cost("twowire check", &check, check.seconds / text.seconds);
	print_cost("inflating and one scan", &bottom,
		   bottom.seconds / text.seconds);
	print_cost("sigrok-cli -P i2c", &sigrok, sigrok.seconds / text.seconds);
	printf("  twowire decode costs %.2f times inflating and one scan\n",
	       text.seconds / bottom.seconds);
	g_unlink(path);
}

static void measure_writing(const struct capture_file *f, unsigned rounds)
{
	g_autofree char *path = g_build_filename(folder, f->name, NULL);
	g_autofree char *copy = g_build_filename(folder, "copy.sr", NULL);
	struct cost ours = {0}, load = {0}, both = {0}, theirs;

	for (unsigned i = 0; i < rounds; i++) {
		double cost = make(f, path);

		if (!ours.seconds || cost < ours.seconds)
			ours.seconds = cost;
	}
	RUN(&load, "sigrok-cli", "-i", path, "-O", "null");
	RUN(&both, "sigrok-cli", "-i", path, "-o", copy);
	theirs = (struct cost){both.seconds - load.seconds, both.rss_kb};
	printf("%s, written\n", f->what);
	print_cost("tw_trace_write()", &ours, 0);
	print_cost("sigrok-cli -o, without reading", &theirs,
		   theirs.seconds / ours.seconds);
	g_unlink(path);
	g_unlink(copy);
}

static void remove_pvs(void)
{
	GDir *dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(folder, name, NULL);

		g_unlink(path);
	}
	if (dir)
		g_dir_close(dir);
	g_rmdir(folder);
}

int main(int argc, char **argv)
{
	g_autofree char *here = g_path_get_dirname(argv[0]);
	g_autofree char *program = g_build_filename(
		here, "..", "..", "sim", "app", "cli", "twowire", NULL);
	g_autofree char *bottom =
		g_build_filename(here, "tw-bench-floor", NULL);
	unsigned rounds = argc > 1 ? (unsigned)atoi(argv[1]) : 3;

	folder = g_dir_make_tmp("twowire-XXXXXX", NULL);
	if (!folder || !rounds)
		return 2;
	twowire = program;
	floor_program = bottom;
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (unsigned i = 0; i < WRITTEN; i++)
		measure_reading(&files[i], rounds);
	measure_writing(&files[WRITTEN], rounds);
	remove_pvs();
	g_free(folder);
	return failed;
}
