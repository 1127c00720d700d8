/* SPDX-License-Identifier: MIT */
/*
 * tw-bench-chips: what many chips with firmware cost. 200 RP2040 on 50 buses,
 * all talking, for a simulated second; one that calculates, one that polls a
 * register; and what a chip costs that sleeps, in instructions, where there is
 * callgrind. CPU time where nothing else is said. With --json one object of
 * named figures.
 */
#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "fw/turns.h"
#include "twowire/bus.h"
#include "twowire/chip.h"
#include "twowire/observer.h"
#include "twowire/parts.h"
#include "twowire/sim.h"
#include "twowire/trace.h"

enum { N_BUSES = 50, MEMORIES = 3, SLEEPERS = 100 };

static gint64 ms;
static gint64 sleepers;
static gboolean json;
static gboolean no_instructions;

static const GOptionEntry options[] = {
	{"ms", 0, 0, G_OPTION_ARG_INT64, &ms,
	 "Only run one bus for N simulated ms", "N"},
	{"sleepers", 0, 0, G_OPTION_ARG_INT64, &sleepers,
	 "... with N chips that sleep", "N"},
	{"json", 0, 0, G_OPTION_ARG_NONE, &json,
	 "Print one object of named figures", NULL},
	{"no-instructions", 0, 0, G_OPTION_ARG_NONE, &no_instructions,
	 "Do not count instructions (takes a minute)", NULL},
	{0}};

struct crowd {
	tw_sim *sim;
	unsigned n_chips;
	uint64_t rounds;
	uint64_t wrong;
};

static double time_s(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double cpu_s(void)
{
	return time_s(CLOCK_PROCESS_CPUTIME_ID);
}

/* --- chips --------------------------------------------------------------- */

static void add(struct crowd *c, const char *firmware, tw_bus *bus)
{
	g_autofree char *object =
		g_strdup_printf(BENCH_FOLDER "/%s.so", firmware);
	g_autofree char *name = g_strdup_printf("chip%u", c->n_chips++);
	const struct tw_chip_pin pins[] = {
		{"GPIO4", .bus = bus, .line = TW_SDA},
		{"GPIO5", .bus = bus, .line = TW_SCL},
	};
	struct tw_chip_config config = {.name = name,
					.object = object,
					.pins = pins,
					.n_pins = bus ? 2 : 0};
	g_autoptr(GError) error = NULL;

	if (!tw_chip_new(c->sim, tw_parts_platform(&tw_parts, "rp2040"),
			 &config, &error))
		g_error("%s", error->message);
}

static void add_bus(struct crowd *c, unsigned n)
{
	g_autofree char *name = g_strdup_printf("bus%u", n);
	struct tw_bus_config config = {.name = name};
	tw_bus *bus = tw_bus_new(c->sim, &config, NULL);

	for (unsigned i = 0; i < MEMORIES; i++) {
		g_autofree char *memory = g_strdup_printf("memory%u", i);

		add(c, memory, bus);
	}
	add(c, "host", bus);
}

static void observed(void *user, const struct tw_record *r)
{
	struct crowd *c = user;

	if (r->kind != TW_RECORD_NOTE || r->note != TW_NOTE_OUTPUT)
		return;
	if (r->text_len == 2 && !memcmp(r->text, "ok", 2))
		c->rounds += 16;
	else
		c->wrong++;
}

static struct crowd *crowd_new(void)
{
	struct crowd *c = g_new0(struct crowd, 1);

	c->sim = tw_sim_new(1);
	tw_sim_trace_mask(c->sim, 0);
	tw_sim_observe(c->sim, TW_TRACE_NOTES, observed, c);
	return c;
}

static void crowd_free(struct crowd *c)
{
	tw_sim_free(c->sim);
	g_free(c);
}

static void run(struct crowd *c, uint64_t until_ns)
{
	if (tw_sim_run(c->sim, until_ns) == TW_RUN_FAILED)
		g_error("%s", tw_chip_failure(tw_sim_failed_chip(c->sim)));
}

/* --- figures ------------------------------------------------------------- */

static bool first = true;

static void print_figure(const char *name, double value, const char *what)
{
	if (json)
		printf("%s\n \"%s\": %.4g", first ? "{" : ",", name, value);
	else
		printf("%12.2f  %-32s %s\n", value, name, what);
	first = false;
}

static bool measure_crowd(void)
{
	struct crowd *c = crowd_new();
	double loaded = cpu_s(), start, wall;
	uint64_t wrong;

	for (unsigned i = 0; i < N_BUSES; i++)
		add_bus(c, i);
	wall = time_s(CLOCK_MONOTONIC);
	start = cpu_s();
	run(c, TW_S(1));
	wall = time_s(CLOCK_MONOTONIC) - wall;
	loaded = start - loaded;
	start = cpu_s() - start;
	print_figure("chips", c->n_chips, "on 50 buses of 400 kHz, all busy");
	print_figure("chips_load_s", loaded, "of CPU time, to load them");
	print_figure("chips_cpu_s", start, "a simulated second");
	print_figure("chips_wall_s", wall, "the same by the clock on the wall");
	print_figure("chips_round_trips", (double)c->rounds * MEMORIES,
		     "of 16 bytes there and back, at least");
	print_figure("chips_wrong", (double)c->wrong, "of them");
	wrong = c->wrong;
	crowd_free(c);
	return !wrong;
}

/* One chip alone until it ends. @turns: of its loop. */
static void measure_alone(const char *firmware, double turns, const char *name,
			  const char *what)
{
	struct crowd *c = crowd_new();
	g_autofree char *ratio =
		g_strdup_printf("%s_times_real_time", firmware);
	double start;
	const tw_chip *chip;

	add(c, firmware, NULL);
	chip = tw_sim_chip(c->sim, "chip0");
	start = cpu_s();
	while (tw_chip_state(chip) == TW_CHIP_RUNNING)
		run(c, tw_sim_now_ns(c->sim) + TW_MS(1));
	start = cpu_s() - start;
	print_figure(name, start * 1e9 / turns, what);
	print_figure(ratio, (double)tw_sim_now_ns(c->sim) / 1e9 / start,
		     "as fast as at 125 MHz");
	crowd_free(c);
}

/* --- what sleeps --------------------------------------------------------- */

static bool run_one_bus(void)
{
	struct crowd *c = crowd_new();
	uint64_t wrong;

	add_bus(c, 0);
	for (gint64 i = 0; i < sleepers; i++)
		add(c, "asleep", NULL);
	run(c, (uint64_t)ms * 1000000);
	wrong = c->wrong;
	crowd_free(c);
	return !wrong;
}

/* Instructions of `self --ms MS --sleepers N`, or 0. */
static double count(const char *self, unsigned n_ms, unsigned n)
{
	g_autofree char *ms_arg = g_strdup_printf("%u", n_ms);
	g_autofree char *n_arg = g_strdup_printf("%u", n);
	const char *argv[] = {"valgrind",
			      "--tool=callgrind",
			      "--callgrind-out-file=/dev/null",
			      self,
			      "--ms",
			      ms_arg,
			      "--sleepers",
			      n_arg,
			      NULL};
	g_autofree char *err = NULL;
	const char *found;
	int status;

	if (!g_spawn_sync(NULL, (char **)argv, NULL,
			  G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL,
			  NULL, NULL, NULL, &err, &status, NULL) ||
	    !g_spawn_check_wait_status(status, NULL))
		return 0;
	found = strstr(err, "Collected : ");
	return found ? g_ascii_strtod(found + strlen("Collected : "), NULL) : 0;
}

static void measure_sleep(const char *self)
{
	enum { FEW_MS = 10, MANY_MS = 60 };
	double alone = count(self, MANY_MS, 0) - count(self, FEW_MS, 0);
	double crowded =
		count(self, MANY_MS, SLEEPERS) - count(self, FEW_MS, SLEEPERS);

	if (!alone)
		return;
	print_figure("instructions_busy_per_ms", alone / (MANY_MS - FEW_MS),
		     "four chips and their bus, under callgrind");
	print_figure("instructions_asleep_per_ms",
		     (crowded - alone) / SLEEPERS / (MANY_MS - FEW_MS),
		     "more for each chip that sleeps");
}

int main(int argc, char **argv)
{
	g_autoptr(GOptionContext) context = g_option_context_new(NULL);
	g_autoptr(GError) error = NULL;
	bool right;

	g_option_context_add_main_entries(context, options, NULL);
	g_option_context_set_summary(context, "Measures what chips cost.");
	if (!g_option_context_parse(context, &argc, &argv, &error)) {
		fprintf(stderr, "tw-bench-chips: %s\n", error->message);
		return 2;
	}
	if (ms)
		return run_one_bus() ? 0 : 1;
	right = measure_crowd();
	measure_alone("busy", BUSY_TURNS, "busy_ns_per_turn",
		      "a byte of CRC-32, bit by bit");
	measure_alone("poll", POLL_TURNS, "poll_ns_per_read",
		      "a register read in a loop: there and back");
	if (!no_instructions)
		measure_sleep(argv[0]);
	if (json)
		printf("\n}\n");
	return right ? 0 : 1;
}
