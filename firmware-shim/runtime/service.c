/* SPDX-License-Identifier: MIT */
/* What firmware.h promises: calls from code on a firmware stack. */
#include "runtime/runtime.h"

#include <stdlib.h>
#include <string.h>

#include "twowire/firmware.h"

enum { LINE_BYTES = 512 };

#define FRAME ((uintptr_t)__builtin_frame_address(0))

static void ask(enum request_kind kind)
{
	struct request r = {.kind = kind, .sp = FRAME};

	cpu_ask(current, &r);
}

void tw_fw_wfi(void)
{
	ask(REQUEST_WFI);
}

void tw_fw_wfe(void)
{
	ask(REQUEST_WFE);
}

static void set_events(struct cpu *c, const struct request *r)
{
	for (unsigned i = 0; i < c->mcu->config.n_cpus; i++) {
		struct cpu *other = &c->mcu->cpus[i];

		other->event = true;
		if (other->request && other->request->kind == REQUEST_WFE)
			cpu_wake(other);
	}
}

void tw_fw_sev(void)
{
	struct request r = {.kind = REQUEST_CALL, .fn = set_events};

	cpu_ask(current, &r);
}

void tw_fw_wait_cycles(uint64_t cycles)
{
	struct request r = {.kind = REQUEST_WAIT};

	r.until = current->cycles + cycles;
	cpu_ask(current, &r);
}

uint32_t tw_fw_primask(void)
{
	return current->primask;
}

void tw_fw_set_primask(uint32_t primask)
{
	struct cpu *c = current;

	if (c == &nobody)
		return;
	/* A write before it may raise an interrupt, which then comes first. */
	if (c->pending)
		ask(REQUEST_TURN);
	c->primask = primask & 1;
	if (!c->primask)
		ask(REQUEST_TURN);
}

uint32_t tw_fw_basepri(void)
{
	return current->basepri;
}

void tw_fw_set_basepri(uint32_t basepri)
{
	struct cpu *c = current;

	if (c == &nobody)
		return;
	if (c->pending)
		ask(REQUEST_TURN);
	c->basepri = (uint8_t)basepri;
	ask(REQUEST_TURN);
}

int tw_fw_in_ram(const void *at, size_t len)
{
	return current == &nobody || mcu_in_ram(current->mcu, at, len);
}

void tw_fw_check(const void *at, size_t len, int writes, const void *caller)
{
	struct request r = {.pc = (uintptr_t)caller};
	struct cpu *c = current;

	if (c->mcu && c->mcu->heap.size)
		check_heap(c, writes ? REQUEST_WRITE : REQUEST_READ,
			   (uintptr_t)at, len, &r);
}

unsigned tw_fw_exception(void)
{
	const struct cpu *c = current;

	return c->n_active ? c->active_line[c->n_active - 1] : 0;
}

unsigned tw_fw_cpu(void)
{
	return current->index;
}

uint64_t tw_fw_cycles(void)
{
	return current->cycles;
}

uint64_t tw_fw_time_ns(void)
{
	const struct cpu *c = current;

	return c->mcu ? clock_ns(&c->mcu->clock, c->cycles) - c->mcu->start_ns
		      : 0;
}

static void note_output(struct cpu *c, const struct request *r)
{
	tw_chip *chip = c->mcu->chip;

	tw_sim_note(tw_chip_sim(chip), tw_chip_source(chip), TW_NOTE_OUTPUT, 0,
		    r->what);
}

/* Firmware's pointers are followed on its own stack: a wild one is its crash.
 */
void tw_fw_output(const char *text, size_t len)
{
	char line[LINE_BYTES];
	struct request r = {
		.kind = REQUEST_CALL, .fn = note_output, .what = line};

	if (len >= sizeof(line))
		len = sizeof(line) - 1;
	memcpy(line, text, len);
	line[len] = 0;
	cpu_ask(current, &r);
}

/* A constructor runs before there is a chip that could end. */
static void need_cpu(void)
{
	if (current == &nobody)
		abort();
}

void tw_fw_exit(int status)
{
	struct request r = {.kind = REQUEST_EXIT,
			    .addr = (uintptr_t)(unsigned)status,
			    .sp = FRAME};

	need_cpu();
	for (;;)
		cpu_ask(current, &r);
}

void tw_fw_fail(const char *what, const char *place)
{
	char text[LINE_BYTES], where[LINE_BYTES];
	struct request r = {.kind = REQUEST_FAIL, .what = text, .sp = FRAME};

	need_cpu();
	g_strlcpy(text, what, sizeof(text));
	if (place) {
		g_strlcpy(where, place, sizeof(where));
		r.place = where;
	}
	for (;;)
		cpu_ask(current, &r);
}
