/* SPDX-License-Identifier: MIT */
#include "firmware_bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "fw/bench.h"
#include "runtime/fiber.h"
#include "runtime/mcu.h"
#include "twowire/trace.h"

static double stops_ns[4];

static double cpu_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static uint32_t read_register(void *user, uint32_t offset, bool peek,
			      enum reg_who who)
{
	return 0;
}

static void write_register(void *user, uint32_t offset, uint32_t value,
			   uint32_t lanes, enum reg_who who)
{
	stops_ns[value % 4] = cpu_ns();
}

static bool build(tw_chip *chip, const struct tw_chip_config *config,
		  GError **error)
{
	const struct mcu_config mc = {
		.chip = config,
		.clock_hz = 1000000000,
		.costs = {.block = 6, .access = 2},
	};
	const struct reg_device device = {.name = "REGS",
					  .base = 0x40000000,
					  .size = 0x40,
					  .read = read_register,
					  .write = write_register};
	mcu *m = mcu_new(chip, &mc, error);

	if (!m)
		return false;
	mcu_add_device(m, &device);
	return mcu_start(m, 0, "main", 0, error);
}

static void run_firmware(const char *object)
{
	const struct tw_platform platform = {"tiny", "", 0, build};
	const struct tw_chip_config config = {.name = "bench",
					      .object = object};
	g_autoptr(GError) error = NULL;
	tw_sim *sim = tw_sim_new(0);

	if (!tw_chip_new(sim, &platform, &config, &error)) {
		fprintf(stderr, "%s\n", error->message);
		exit(1);
	}
	tw_sim_run(sim, TW_S(10));
	tw_sim_free(sim);
}

static struct fiber here, there;

static void bounce(void *user)
{
	for (;;)
		fiber_switch(&there, &here);
}

static double measure_switch(void)
{
	static _Alignas(16) unsigned char stack[16384];
	double start;

	fiber_init(&there, stack + sizeof(stack), bounce, NULL);
	start = cpu_ns();
	for (int i = 0; i < BENCH_LOOPS; i++)
		fiber_switch(&here, &there);
	return (cpu_ns() - start) / BENCH_LOOPS / 2;
}

void bench_firmware(void (*report)(const char *name, double value))
{
	double block, memory, access;

	run_firmware(BENCH_OBJECT);
	block = (stops_ns[1] - stops_ns[0]) / BENCH_LOOPS;
	memory = (stops_ns[2] - stops_ns[1]) / BENCH_LOOPS;
	access = (stops_ns[3] - stops_ns[2]) / BENCH_LOOPS;
	report("ns_per_block_hook", block);
	report("ns_per_volatile_hook", memory - block);
	report("ns_per_register_access", access - block);
	report("ns_per_fiber_switch", measure_switch());
}
