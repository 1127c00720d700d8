/* SPDX-License-Identifier: MIT */
/*
 * Runs that are killed leave their record stream. What it holds is the
 * beginning of what an undisturbed run records, and lacks at most the last
 * 100 ms of simulated time. The moment is one of simulated time, drawn at
 * random; an argument says how many.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "twowire/controller.h"
#include "twowire/device.h"
#include "twowire/observer.h"
#include "twowire/parts.h"
#include "twowire/trace_file.h"
#include "wires.h"

#define LOST_NS TW_MS(100)
#define END_NS	TW_MS(5000)

static int n_kills = 6; /* of each kind of run */

struct run {
	const char *name;
	bool observed; /* the general way; else the shorter one */
	bool two_buses;
};

/* How far the run has come: shared with the process that kills it. */
static volatile uint64_t *progress;

static void watch(void *user, const struct tw_record *r)
{
	*progress = r->tick;
}

static tw_controller *host_with_rom(tw_sim *sim, const char *name)
{
	const struct tw_bus_config config = {.name = name};
	tw_bus *bus = tw_bus_new(sim, &config, NULL);

	tw_bus_attach(bus, tw_parts_model(&tw_parts, "24xx"),
		      &(struct tw_device_config){.addr = 0x50}, NULL);
	return tw_controller_new(bus, NULL, NULL);
}

/* Traffic and silence in turn. Frees nothing if it is killed. */
static tw_sim *simulate(const struct run *run, const char *path)
{
	tw_sim *sim = tw_sim_new(1);
	tw_controller *hosts[2] = {host_with_rom(sim, "one"), NULL};
	uint8_t at[] = {0}, data[200];

	if (run->two_buses)
		hosts[1] = host_with_rom(sim, "two");
	if (run->observed)
		tw_sim_observe(sim, TW_TRACE_ALL, watch, NULL);
	if (path)
		assert_true(tw_sim_trace_to_file(sim, path, NULL));
	for (unsigned i = 0; tw_sim_now_ns(sim) < END_NS; i++) {
		tw_controller_write_read(hosts[i & run->two_buses], 0x50, at, 1,
					 data, 1 + i % sizeof(data));
		*progress = tw_sim_now_ns(sim);
		if (i % 7 == 3)
			tw_sim_run(sim,
				   tw_sim_now_ns(sim) + TW_MS(13 * (i % 32)));
		*progress = tw_sim_now_ns(sim);
	}
	return sim;
}

/* Returns how far it had come. */
static uint64_t kill_at(const struct run *run, const char *path, uint64_t ns)
{
	uint64_t came;
	pid_t pid;

	*progress = 0;
	pid = fork();
	assert_true(pid >= 0);
	if (!pid) {
		simulate(run, path);
		_exit(0);
	}
	while (*progress < ns && !waitpid(pid, NULL, WNOHANG))
		sched_yield();
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	came = *progress;
	return came;
}

static void assert_beginning(const tw_trace *part, const tw_trace *whole)
{
	struct tw_trace_iter i = {0}, k = {0};
	struct tw_record a, b;

	while (tw_trace_next(part, &i, &a)) {
		assert_true(tw_trace_next(whole, &k, &b));
		assert_int_equal(a.tick, b.tick);
		assert_int_equal(a.source, b.source);
		assert_int_equal(
			a.kind << 24 | a.line << 16 | a.level << 8 | a.drive,
			b.kind << 24 | b.line << 16 | b.level << 8 | b.drive);
		assert_int_equal(a.slew, b.slew);
		assert_int_equal(a.value, b.value);
	}
	/* Nothing is left out up to where it says that it is whole. */
	if (tw_trace_next(whole, &k, &b))
		assert_true(b.tick >= tw_trace_end(part));
}

static void a_killed_run_leaves_its_beginning(void **state)
{
	static const struct run runs[] = {
		{"one bus"},
		{"one bus, observed", .observed = true},
		{"two buses", .two_buses = true},
	};
	g_autoptr(GRand) rand = g_rand_new_with_seed(1);
	int killed = 0;

	for (int n = 0; n < n_kills * (int)G_N_ELEMENTS(runs); n++) {
		const struct run *run = &runs[n % G_N_ELEMENTS(runs)];
		char *path = wires_path("x.twt");
		uint64_t ns = (uint64_t)g_rand_double_range(rand, 0, END_NS);
		g_autoptr(tw_sim) whole = NULL;
		g_autoptr(tw_trace) part = NULL;
		uint64_t came = kill_at(run, path, ns);
		uint64_t has;

		killed += came < END_NS;
		assert_true(tw_trace_read(path, NULL, &part, NULL));
		has = tw_trace_end(part);
		if (has + LOST_NS < came)
			fail_msg("%s: killed at %g ms, %g ms are left",
				 run->name, (double)came / 1e6,
				 (double)has / 1e6);
		whole = simulate(run, NULL);
		assert_beginning(part, tw_sim_trace(whole));
		wires_remove(path);
	}
	print_message("# %d were killed before they had ended\n", killed);
}

/* The file changes nothing, and at the end it is the trace. */
static void what_is_recorded_is_the_same_with_the_file(void **state)
{
	static const struct run runs[] = {
		{.observed = false}, {.observed = true}, {.two_buses = true}};

	for (size_t i = 0; i < G_N_ELEMENTS(runs); i++) {
		char *path = wires_path("x.twt");
		g_autoptr(tw_sim) with = simulate(&runs[i], path);
		g_autoptr(tw_sim) without = simulate(&runs[i], NULL);
		g_autoptr(tw_trace) read = NULL;

		assert_true(tw_sim_trace_to_file_end(with, NULL));
		assert_true(tw_trace_read(path, NULL, &read, NULL));
		assert_beginning(tw_sim_trace(with), tw_sim_trace(without));
		assert_beginning(tw_sim_trace(without), tw_sim_trace(with));
		assert_beginning(tw_sim_trace(without), read);
		assert_beginning(read, tw_sim_trace(without));
		assert_int_equal(tw_trace_end(read), tw_sim_now_ns(without));
		wires_remove(path);
	}
}

static void a_second_file_is_refused(void **state)
{
	g_autoptr(tw_sim) sim = tw_sim_new(1);
	g_autoptr(GError) error = NULL;
	char *path = wires_path("x.twt");

	assert_true(tw_sim_trace_to_file(sim, path, NULL));
	assert_false(tw_sim_trace_to_file(sim, path, &error));
	assert_int_equal(error->code, TW_ERROR_CONFIG);
	wires_remove(path);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_recorded_is_the_same_with_the_file),
		cmocka_unit_test(a_killed_run_leaves_its_beginning),
		cmocka_unit_test(a_second_file_is_refused),
	};

	if (argc > 1)
		n_kills = atoi(argv[1]);
	progress = mmap(NULL, sizeof(*progress), PROT_READ | PROT_WRITE,
			MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (progress == MAP_FAILED)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
