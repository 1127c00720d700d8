/* SPDX-License-Identifier: MIT */
/*
 * The right to run firmware, and the signals that go with it.
 *
 * Registers are at their silicon addresses, once in a process: one thread at a
 * time runs sims with firmware. From the first turn of a CPU in a run until the
 * run returns, faults are caught on a stack of their own. A fault on a firmware
 * stack ends that firmware: the handler sends the thread to where the engine
 * waits for the CPU. A fault elsewhere goes to whoever handled it before.
 *
 * A timer of CPU time watches firmware that counts no cycles. An empty loop
 * that the compiler gave no hook is sent to sleep until an interrupt; it has no
 * state, so it does not matter when it is found. Any other loop hangs.
 */
#include "runtime/runtime.h"

#include <pthread.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <ucontext.h>

enum { TICK_US = 4000, ALT_BYTES = 65536 };

static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
enum { N_FAULTS = G_N_ELEMENTS(faults) };

static GRecMutex right;
static pthread_t owner;
static unsigned depth; /* chips that hold the right, all in one thread */
static struct sigaction saved[N_FAULTS];
static struct sigaction saved_tick;
static struct itimerval saved_timer;
static stack_t saved_stack;
static uint8_t alt[ALT_BYTES];

/* The watch. */
static const struct cpu *watched;
static uint64_t watched_cycles;
static uint64_t watched_since; /* ns of CPU time */

void __tw_selfloop(void);

void guard_lock(void)
{
	g_rec_mutex_lock(&right);
}

void guard_unlock(void)
{
	g_rec_mutex_unlock(&right);
}

#if defined(__x86_64__)

static uintptr_t *pc_of(ucontext_t *uc)
{
	return (uintptr_t *)&uc->uc_mcontext.gregs[REG_RIP];
}

static uintptr_t *sp_of(ucontext_t *uc)
{
	return (uintptr_t *)&uc->uc_mcontext.gregs[REG_RSP];
}

/* jmp to itself: as if the instruction called __tw_selfloop(). */
static bool divert_empty_loop(const struct cpu *c, ucontext_t *uc)
{
	uintptr_t *pc = pc_of(uc), *sp = sp_of(uc);
	const uint8_t *code = (const uint8_t *)*pc;

	if (code[0] != 0xeb || code[1] != 0xfe ||
	    *sp - 8 < (uintptr_t)c->stack.low)
		return false;
	*sp -= 8;
	*(uintptr_t *)*sp = *pc;
	*pc = (uintptr_t)__tw_selfloop;
	return true;
}

#elif defined(__aarch64__)

static uintptr_t *pc_of(ucontext_t *uc)
{
	return (uintptr_t *)&uc->uc_mcontext.pc;
}

static uintptr_t *sp_of(ucontext_t *uc)
{
	return (uintptr_t *)&uc->uc_mcontext.sp;
}

static bool divert_empty_loop(const struct cpu *c, ucontext_t *uc)
{
	uintptr_t *pc = pc_of(uc);

	if (*(const uint32_t *)*pc != 0x14000000)
		return false;
	uc->uc_mcontext.regs[30] = *pc;
	*pc = (uintptr_t)__tw_selfloop;
	return true;
}

#endif

/* After the handler the engine goes on, as if the firmware had switched. */
static void leave_firmware(struct cpu *c, int signal, const siginfo_t *info,
			   ucontext_t *uc)
{
	c->fault.signal = signal;
	c->fault.code = info->si_code;
	c->fault.addr = (uintptr_t)info->si_addr;
	c->fault.pc = *pc_of(uc);
	c->fault.sp = *sp_of(uc);
	*pc_of(uc) = (uintptr_t)fiber_land;
	*sp_of(uc) = (uintptr_t)c->engine.sp;
}

static void on_fault(int signal, siginfo_t *info, void *context)
{
	if (current != &nobody && pthread_equal(pthread_self(), owner)) {
		leave_firmware(current, signal, info, context);
		return;
	}
	for (unsigned i = 0; i < N_FAULTS; i++)
		if (faults[i] == signal)
			sigaction(signal, &saved[i], NULL);
	/* What faulted does so again; what was sent is sent again. */
	if (info->si_code <= 0)
		raise(signal);
}

/* A tick is no measure: a kernel's are longer than what was asked for. */
static uint64_t cpu_ns(void)
{
	struct rusage used;

	getrusage(RUSAGE_THREAD, &used);
	return (uint64_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) *
		       1000000000u +
	       (uint64_t)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) *
		       1000u;
}

static void on_tick(int signal, siginfo_t *info, void *context)
{
	struct cpu *c = current;
	uint64_t in_file;

	if (!pthread_equal(pthread_self(), owner)) {
		pthread_kill(owner, signal);
		return;
	}
	if (c == &nobody || c != watched || c->cycles != watched_cycles) {
		watched = c;
		watched_cycles = c->cycles;
		watched_since = cpu_ns();
		return;
	}
	if (image_code(c->mcu->image, *pc_of(context), &in_file) &&
	    divert_empty_loop(c, context))
		return;
	if (cpu_ns() - watched_since >= c->mcu->watchdog_cpu_ns)
		leave_firmware(c, signal, info, context);
}

static void install(void)
{
	stack_t stack = {.ss_sp = alt, .ss_size = sizeof(alt)};
	struct sigaction action = {.sa_sigaction = on_fault,
				   .sa_flags = SA_SIGINFO | SA_ONSTACK};
	struct itimerval timer = {{0, TICK_US}, {0, TICK_US}};

	owner = pthread_self();
	watched = NULL;
	sigaltstack(&stack, &saved_stack);
	for (unsigned i = 0; i < N_FAULTS; i++)
		sigaction(faults[i], &action, &saved[i]);
	action.sa_sigaction = on_tick;
	action.sa_flags |= SA_RESTART;
	sigaction(SIGVTALRM, &action, &saved_tick);
	setitimer(ITIMER_VIRTUAL, &timer, &saved_timer);
}

static void uninstall(void)
{
	/* Ignoring it drops a tick under way: valgrind delivers late. */
	setitimer(ITIMER_VIRTUAL, &saved_timer, NULL);
	signal(SIGVTALRM, SIG_IGN);
	sigaction(SIGVTALRM, &saved_tick, NULL);
	for (unsigned i = 0; i < N_FAULTS; i++)
		sigaction(faults[i], &saved[i], NULL);
	sigaltstack(&saved_stack, NULL);
}

void guard_enter(mcu *m)
{
	if (m->guarded)
		return;
	guard_lock();
	m->guarded = true;
	if (!depth++)
		install();
}

static void leave(void *user)
{
	mcu *m = user;

	if (!m->guarded)
		return;
	m->guarded = false;
	if (!--depth)
		uninstall();
	guard_unlock();
}

void guard_attach(mcu *m)
{
	tw_sim_on_return(tw_chip_sim(m->chip), leave, m);
}
