/* SPDX-License-Identifier: MIT */
/* Firmware that came to an end it did not want, in words. */
#include "runtime/runtime.h"

#define NULL_PAGE 0x1000u

static void report(struct cpu *c, enum tw_chip_state state, const char *what,
		   const char *place)
{
	mcu *m = c->mcu;
	g_autofree char *text =
		g_strdup_printf("%s: %s%s%s", tw_chip_name(m->chip), what,
				place ? " at " : "", place ? place : "");

	for (unsigned i = 0; i < m->config.n_cpus; i++)
		cpu_halt(&m->cpus[i]);
	tw_chip_fail(m->chip, state, text);
}

void crash_report(struct cpu *c, enum tw_chip_state state, const char *what)
{
	const struct request *r = c->request;
	g_autofree char *found = NULL;

	if (r && !r->place) /* A hook's caller is the instruction before. */
		found = place_find(c, r->pc ? r->pc - 1 : 0, r->sp);
	report(c, state, what, r && r->place ? r->place : found);
}

static char *describe_access(const struct cpu *c)
{
	const struct fault *f = &c->fault;
	uintptr_t low = (uintptr_t)c->stack.low;

	if (f->addr - (low - c->stack.guard) < c->stack.guard ||
	    f->sp - (low - c->stack.guard) < c->stack.guard)
		return g_strdup("stack overflow");
	if (f->pc == f->addr && f->addr < NULL_PAGE)
		return g_strdup("call of a null pointer");
	if (f->pc == f->addr)
		return g_strdup_printf(
			"jump to 0x%" PRIxPTR ", which is no code,", f->addr);
	if (f->code == SI_KERNEL)
		return g_strdup("access by a wild pointer");
	if (f->addr < NULL_PAGE)
		return g_strdup_printf(
			"access by a null pointer (0x%" PRIxPTR ")", f->addr);
	return g_strdup_printf("access to 0x%08" PRIxPTR ", where nothing is,",
			       f->addr);
}

static char *describe(const struct cpu *c)
{
	switch (c->fault.signal) {
	case SIGSEGV:
	case SIGBUS:
		return describe_access(c);
	case SIGFPE:
		return g_strdup("division by zero");
	case SIGILL:
		return g_strdup("trap or illegal instruction");
	case SIGABRT:
		return g_strdup("abort");
	default:
		return g_strdup("loops without letting time pass");
	}
}

void crash_fault(struct cpu *c)
{
	mcu *m = c->mcu;
	const struct fault f = c->fault;
	g_autofree char *what = describe(c);
	g_autofree char *place = place_find(c, f.pc, f.sp);
	uint64_t now = clock_ns(&m->clock, c->cycles);

	if (now > tw_queue_now_ns(tw_chip_queue(m->chip)))
		tw_actor_now(c->actor, now);
	report(c, f.signal == SIGVTALRM ? TW_CHIP_HUNG : TW_CHIP_CRASHED, what,
	       place);
}
