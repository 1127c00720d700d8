/* SPDX-License-Identifier: MIT */
/*
 * Boot: the chip's devices, then what SYS_INIT and the drivers have asked for,
 * in the order of levels and priorities, then the threads that K_THREAD_DEFINE
 * made and main(). When that has returned, the others go on.
 */
#include <zephyr/kernel.h>

#include "tw_kernel.h"
#include "twowire/firmware.h"

extern const struct tw_init_entry __start_tw_init_entries[]
	__attribute__((weak));
extern const struct tw_init_entry __stop_tw_init_entries[]
	__attribute__((weak));
extern int main(void) __attribute__((weak));

void tw_start(void);

static void run(const struct tw_init_entry *e)
{
	int error = e->init ? e->init(e->dev) : 0;

	if (e->function)
		error = e->function();
	if (!e->dev)
		return;
	e->dev->state->init_res = error < 0 ? -error : error;
	e->dev->state->initialized = true;
}

/* Those of one priority in the order of the sources; -1: there are no more. */
static int next_priority(unsigned level, int after)
{
	int best = -1;

	for (const struct tw_init_entry *e = __start_tw_init_entries;
	     e < __stop_tw_init_entries; e++)
		if (e->level == level && e->priority > after &&
		    (best < 0 || e->priority < best))
			best = e->priority;
	return best;
}

static void run_level(unsigned level)
{
	for (int p = next_priority(level, -1); p >= 0;
	     p = next_priority(level, p))
		for (const struct tw_init_entry *e = __start_tw_init_entries;
		     e < __stop_tw_init_entries; e++)
			if (e->level == level && e->priority == p)
				run(e);
}

void tw_start(void)
{
	tw_uptime_start();
	tw_threads_start();
	for (unsigned level = 0; level < TW_INIT_LEVELS; level++)
		run_level(level);
	tw_threads_start_static();
	if (main)
		main();
	k_thread_abort(k_current_get());
}
