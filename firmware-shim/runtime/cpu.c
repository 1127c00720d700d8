/* SPDX-License-Identifier: MIT */
/*
 * A CPU: an actor of the engine, whose turns go to a firmware stack.
 *
 * The actor's run() owns the order of things: nothing is done for the firmware
 * at a local time that the island has not reached, and whoever else is due
 * first goes first. Then, in this order: an interrupt that can be taken is
 * taken; else the firmware's request is served; and the firmware goes on until
 * it asks for something or its count of cycles meets the bound.
 */
#include "runtime/runtime.h"

#include "runtime/asan.h"

#define FOR_EVER UINT64_MAX

/* ---- on the firmware's stack ---- */

static void run_handler(struct cpu *c)
{
	struct request done = {.kind = REQUEST_RETURN};
	void (*handler)(void) = c->handler;

	c->handler = NULL;
	handler();
	cpu_ask(c, &done);
}

void cpu_interrupted(struct cpu *c, struct request *request)
{
	do {
		run_handler(c);
		if (c->irq_exit && !c->n_active)
			c->irq_exit();
		c->request = request;
		fiber_switch(&c->fiber, &c->engine);
	} while (c->handler);
}

void cpu_ask(struct cpu *c, struct request *request)
{
	if (c != &nobody)
		cpu_switch(c, request);
}

static void fiber_main(void *user)
{
	struct cpu *c = user;
	struct request end = {.kind = REQUEST_EXIT};

	if (c->entry_is_main) {
		end.addr = (uintptr_t)((int (*)(void))c->entry)();
	} else {
		c->entry();
		end.size = 1;
	}
	cpu_ask(c, &end);
}

/* ---- on the engine's stack ---- */

static uint64_t bound_cycles(struct cpu *c)
{
	mcu *m = c->mcu;
	uint64_t bound_ns = c->bound_ns = tw_actor_bound_ns(c->actor);
	uint32_t priority;

	if (c->pending || m->yield_always ||
	    (m->irq_words && irq_find(c, false, &priority) >= 0))
		return 0;
	if (bound_ns > m->progress_ns + m->watchdog_ns)
		bound_ns = m->progress_ns + m->watchdog_ns;
	if (bound_ns != c->known_bound_ns) {
		c->known_bound_ns = bound_ns;
		c->known_bound = clock_cycles(&m->clock, bound_ns);
	}
	return c->known_bound;
}

static void resume(struct cpu *c)
{
	c->due = bound_cycles(c);
	c->bound = c->mcu->calls ? 0 : c->due;
	current = c;
	fiber_switch(&c->engine, &c->fiber);
	current = &nobody;
	if (c->fault.signal)
		crash_fault(c);
	else if (c->pending) {
		mailbox_commit(c);
		c->bound_ns = tw_actor_bound_ns(c->actor);
	}
}

static void sleep_until(struct cpu *c, uint64_t deadline)
{
	c->asleep = true;
	c->deadline = deadline;
}

/* With interrupts off nothing but a reset ends an empty loop: a hang, once it
 * has lasted for the watchdog's time. */
static void idle(struct cpu *c, struct request *r)
{
	mcu *m = c->mcu;

	if (!c->primask) {
		sleep_until(c, FOR_EVER);
		return;
	}
	if (!r->until)
		r->until = clock_cycles(&m->clock,
					m->progress_ns + m->watchdog_ns);
	if (c->cycles >= r->until)
		crash_report(c, TW_CHIP_HUNG, "empty loop with interrupts off");
	else
		sleep_until(c, r->until);
}

/* An exit by the function a CPU was started in stops that CPU alone, unless it
 * is main(). */
static void end(struct cpu *c, const struct request *r)
{
	char what[64];
	mcu *m = c->mcu;

	if (r->size) {
		c->on = false;
		return;
	}
	if ((int)r->addr) {
		g_snprintf(what, sizeof(what), "exit with status %d",
			   (int)r->addr);
		crash_report(c, TW_CHIP_CRASHED, what);
	} else {
		for (unsigned i = 0; i < m->config.n_cpus; i++)
			cpu_halt(&m->cpus[i]);
		tw_chip_fail(m->chip, TW_CHIP_ENDED, NULL);
	}
}

static bool may_sleep(const struct cpu *c)
{
	const struct mcu_config *config = &c->mcu->config;

	return !config->may_sleep || config->may_sleep(config->user, c->index);
}

/* true: the firmware goes on; false: it waits, or is no more. */
static bool serve(struct cpu *c, struct request *r)
{
	uint32_t priority;

	switch (r->kind) {
	case REQUEST_TURN:
		if (r->fn)
			r->fn(c, r);
		return c->on;
	case REQUEST_READ:
		mailbox_read(c, r);
		return c->on;
	case REQUEST_WRITE:
		mailbox_write(c, r);
		return c->on;
	case REQUEST_RETURN:
		irq_return(c);
		return true;
	case REQUEST_CALL:
		r->fn(c, r);
		return c->on;
	case REQUEST_WFI:
		if (r->woken || !may_sleep(c) ||
		    irq_find(c, true, &priority) >= 0)
			return true;
		sleep_until(c, FOR_EVER);
		return false;
	case REQUEST_WFE:
		if (c->event) {
			c->event = false;
			return true;
		}
		sleep_until(c, FOR_EVER);
		return false;
	case REQUEST_WAIT:
		if (c->cycles >= r->until)
			return true;
		sleep_until(c, r->until);
		return false;
	case REQUEST_IDLE:
		idle(c, r);
		return false;
	case REQUEST_EXIT:
		end(c, r);
		return false;
	case REQUEST_FAIL:
		crash_report(c, TW_CHIP_CRASHED, r->what);
		return false;
	}
	g_assert_not_reached();
}

/* Awake, its chip has touched nothing for the watchdog's time. */
static bool hung(struct cpu *c, uint64_t now_ns)
{
	mcu *m = c->mcu;

	if (now_ns < m->progress_ns + m->watchdog_ns)
		return false;
	if (irq_reachable(c)) {
		m->progress_ns = now_ns;
		return false;
	}
	crash_report(c, TW_CHIP_HUNG, "makes no progress");
	return true;
}

static void step(struct cpu *c, uint64_t now_ns)
{
	struct request *r = c->request;
	mcu *m = c->mcu;
	bool taken;

	if (r && r->kind == REQUEST_TURN && hung(c, now_ns))
		return;
	if (!r || r->kind != REQUEST_TURN)
		m->progress_ns = now_ns;
	taken = m->irq_words && r && irq_take(c);
	if (taken) {
		m->progress_ns = now_ns;
		r->woken = true;
		c->event = true;
	}
	/* A request that resets the chip or ends it has nobody to go back to.
	 */
	if (taken || !r || (c->on && serve(c, r) && c->request == r))
		resume(c);
}

static uint64_t run(void *user)
{
	struct cpu *c = user;
	mcu *m = c->mcu;
	uint64_t now_ns = tw_queue_now_ns(tw_chip_queue(m->chip));
	bool first = true;

	m->traced = tw_sim_traces(tw_chip_sim(m->chip)) & TW_TRACE_REGISTERS;
	c->bound_ns = tw_actor_bound_ns(c->actor);
	while (c->on) {
		uint64_t cycles = c->asleep ? c->deadline : c->cycles;
		uint64_t when = clock_ns(&m->clock, cycles);

		if (cycles == FOR_EVER)
			break;
		if (when < now_ns)
			when = now_ns;
		/* Called for this instant, it may act in it; after that, it is
		 * again the turn of whoever is first. */
		if (!(first && when == now_ns) &&
		    (when >= c->bound_ns || (m->yield_always && !first)))
			return when;
		first = false;
		now_ns = when;
		tw_actor_now(c->actor, when);
		c->cycles = cycles;
		c->asleep = false;
		if (!m->guarded)
			guard_enter(m);
		step(c, when);
	}
	return TW_NEVER;
}

const struct tw_actor_ops *cpu_ops(void)
{
	static const struct tw_actor_ops ops = {.run = run};

	return &ops;
}

void cpu_start(struct cpu *c, void (*entry)(void), uint64_t when_ns)
{
	mcu *m = c->mcu;

	cpu_halt(c);
	task_reset(c);
	forget_frames(c->stack.low, (size_t)(c->stack.top - c->stack.low));
	fiber_init(&c->fiber, c->stack.top, fiber_main, c);
	c->entry = entry;
	c->on = true;
	c->asleep = true;
	c->deadline = clock_cycles(&m->clock, when_ns);
	c->primask = false;
	c->basepri = 0;
	c->event = false;
	c->n_active = 0;
	tw_actor_wake(c->actor, clock_ns(&m->clock, c->deadline));
}

void cpu_halt(struct cpu *c)
{
	c->on = false;
	c->request = NULL;
	c->handler = NULL;
	c->pending = 0;
	c->fault.signal = 0;
}

void cpu_wake(struct cpu *c)
{
	mcu *m = c->mcu;
	uint64_t now = tw_queue_now_ns(tw_chip_queue(m->chip));
	uint64_t cycles = clock_cycles(&m->clock, now);

	if (!c->on || !c->asleep)
		return;
	if (cycles > c->cycles)
		c->cycles = cycles;
	c->asleep = false;
	tw_actor_wake(c->actor, clock_ns(&m->clock, c->cycles));
}
