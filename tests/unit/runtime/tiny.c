/* SPDX-License-Identifier: MIT */
#include "tiny.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CLOCK_HZ = 100000000, FIRST_IRQ = 16, N_IRQS = 4 };

static uint32_t regs_read(void *user, uint32_t offset, bool peek,
			  enum reg_who who)
{
	struct tiny *t = user;

	if (!peek)
		g_string_append_printf(t->log, "r %02x\n", offset);
	switch (offset) {
	case 0x20:
		return peek ? t->count : ++t->count;
	case 0x24:
		return t->flags;
	case 0x2c:
		return (uint32_t)mcu_cycles(t->mcu, who);
	case 0x3c:
		return who;
	}
	return offset < 0x20 ? t->scratch[offset / 4] : 0;
}

static void start_cpu1(struct tiny *t)
{
	g_autoptr(GError) error = NULL;

	if (!mcu_start(t->mcu, 1, "cpu1_main", mcu_now_ns(t->mcu, 0), &error))
		mcu_crash(t->mcu, 0, error->message);
}

static void regs_write(void *user, uint32_t offset, uint32_t value,
		       uint32_t lanes, enum reg_who who)
{
	struct tiny *t = user;

	g_string_append_printf(t->log, "w %02x %08x/%08x\n", offset, value,
			       lanes);
	switch (offset) {
	case 0x24:
		t->flags &= ~value;
		return;
	case 0x28:
		t->flags |= value;
		return;
	case 0x30:
		start_cpu1(t);
		return;
	case 0x34:
		tw_chip_reset(mcu_chip(t->mcu));
		return;
	case 0x38:
		mcu_set_clock(t->mcu, value);
		return;
	}
	if (offset < 0x20)
		t->scratch[offset / 4] =
			(t->scratch[offset / 4] & ~lanes) | value;
}

static void fire(void *user)
{
	struct tiny *t = *(struct tiny **)user;

	for (unsigned i = 0; i < 4; i++)
		if ((void *)&t->timers[i] == user)
			mcu_irq_set(t->mcu, FIRST_IRQ + i, true);
}

static uint32_t timer_read(void *user, uint32_t offset, bool peek,
			   enum reg_who who)
{
	struct tiny *t = user;
	uint32_t lines = 0;

	for (unsigned i = 0; i < 4; i++)
		lines |= (uint32_t)mcu_irq_level(t->mcu, FIRST_IRQ + i) << i;
	if (offset % 16 == 12 && !peek)
		mcu_irq_set(t->mcu, FIRST_IRQ + offset / 16, true);
	return offset % 16 == 8 ? lines : 0;
}

static void timer_write(void *user, uint32_t offset, uint32_t value,
			uint32_t lanes, enum reg_who who)
{
	struct tiny *t = user;
	tw_queue *queue = tw_chip_queue(mcu_chip(t->mcu));
	unsigned n = offset / 16;

	if (offset % 16 == 0)
		tw_timer_after(queue, &t->timers[n].timer, value);
	else if (offset % 16 == 4)
		mcu_irq_set(t->mcu, FIRST_IRQ + n, false);
	else if (offset % 16 == 12)
		mcu_irq_set(t->mcu, FIRST_IRQ + n, true);
}

static uint32_t irq_read(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	struct tiny *t = user;

	return offset ? t->priority[offset / 4 % 4] : t->enable;
}

static void irq_write(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	struct tiny *t = user;

	if (offset)
		t->priority[offset / 4 % 4] = value;
	else
		t->enable = value;
	mcu_irq_update(t->mcu);
}

static const char *regs_name(void *user, uint32_t offset)
{
	static const char *const names[] = {
		"S0", "S1",    "S2",	"S3",	 "S4",	"S5",
		"S6", "S7",    "COUNT", "FLAGS", "SET", "CYCLES",
		"GO", "RESET", "CLOCK", "CPU",
	};

	return names[offset / 4];
}

static void (*vector(void *user, unsigned cpu, unsigned line))(void)
{
	const struct tiny *t = user;
	void (*handler)(void);

	memcpy(&handler, &t->vectors[line - FIRST_IRQ], sizeof(handler));
	return handler;
}

static bool irq_enabled(void *user, unsigned cpu, unsigned line,
			unsigned *priority)
{
	const struct tiny *t = user;

	if (line < FIRST_IRQ)
		return false;
	*priority = t->priority[line - FIRST_IRQ] << MCU_PREEMPTS;
	return cpu == 0 && t->enable >> (line - FIRST_IRQ) & 1;
}

static void reset(tw_chip *chip, void *user)
{
	struct tiny *t = user;
	tw_queue *queue = tw_chip_queue(chip);

	memset(t->scratch, 0, sizeof(t->scratch));
	t->flags = 0;
	t->enable = 0;
	for (unsigned i = 0; i < 4; i++)
		tw_timer_cancel(queue, &t->timers[i].timer);
	mcu_reset(t->mcu);
}

static void tiny_free(void *user)
{
	struct tiny *t = user;

	g_string_free(t->log, TRUE);
	g_free(t);
}

static const struct tw_chip_ops ops = {.reset = reset, .free = tiny_free};

static bool build_with(tw_chip *chip, const struct tw_chip_config *config,
		       unsigned n_cpus, GError **error)
{
	struct tiny *t = g_new0(struct tiny, 1);
	const struct mcu_config mc = {
		.chip = config,
		.clock_hz = config->clock_hz ? config->clock_hz : CLOCK_HZ,
		.costs = {.block = 6,
			  .access = 2,
			  .irq_entry = 16,
			  .irq_exit = 12},
		.n_cpus = n_cpus,
		.n_tasks = 3,
		.n_lines = FIRST_IRQ + N_IRQS,
		.first_irq = FIRST_IRQ,
		.vector = vector,
		.irq_enabled = irq_enabled,
		.user = t,
	};
	const struct reg_device devices[] = {
		{.name = "REGS",
		 .base = 0x40000000,
		 .size = 0x40,
		 .read = regs_read,
		 .write = regs_write,
		 .reg_name = regs_name,
		 .user = t},
		{.name = "TIMER",
		 .base = 0x40010000,
		 .size = 0x40,
		 .read = timer_read,
		 .write = timer_write,
		 .user = t},
		{.name = "IRQ",
		 .base = 0x40020000,
		 .size = 0x20,
		 .read = irq_read,
		 .write = irq_write,
		 .user = t},
	};

	t->log = g_string_new(NULL);
	for (unsigned i = 0; i < 4; i++) {
		t->timers[i].tiny = t;
		t->timers[i].line = i;
		t->timers[i].timer.fire = fire;
		t->timers[i].timer.user = &t->timers[i];
	}
	tw_chip_attach(chip, &ops, t);
	t->mcu = mcu_new(chip, &mc, error);
	if (!t->mcu)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(devices); i++)
		mcu_add_device(t->mcu, &devices[i]);
	mcu_add_memory(t->mcu, 0x40030000, 0x100);
	t->vectors = mcu_symbol(t->mcu, "tiny_vectors");
	return mcu_start(t->mcu, 0, "main", config->start_ns, error);
}

static bool build(tw_chip *chip, const struct tw_chip_config *config,
		  GError **error)
{
	return build_with(chip, config, 1, error);
}

static bool build2(tw_chip *chip, const struct tw_chip_config *config,
		   GError **error)
{
	return build_with(chip, config, 2, error);
}

const struct tw_platform tiny_platform = {"tiny", "for tests", CLOCK_HZ, build};
const struct tw_platform tiny2_platform = {"tiny", "for tests", CLOCK_HZ,
					   build2};

char *tiny_object(const char *object)
{
	return g_strdup_printf("%s/%s.so", g_getenv("TW_FIRMWARE"), object);
}

tw_chip *tiny_chip_with(tw_sim *sim, const struct tw_platform *platform,
			const char *object, struct tw_chip_config config)
{
	g_autofree char *path = tiny_object(object);
	g_autoptr(GError) error = NULL;
	tw_chip *chip;

	config.object = path;
	if (!config.name)
		config.name = object;
	chip = tw_chip_new(sim, platform, &config, &error);
	if (!chip) {
		fprintf(stderr, "%s\n", error->message);
		abort();
	}
	return chip;
}

tw_chip *tiny_chip(tw_sim *sim, const char *object)
{
	return tiny_chip_with(sim, &tiny_platform, object,
			      (struct tw_chip_config){0});
}

struct tiny *tiny_of(const tw_chip *chip)
{
	return tw_chip_user(chip);
}

char *tiny_notes(tw_sim *sim, enum tw_note note)
{
	GString *out = g_string_new(NULL);
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	while (tw_trace_next(tw_sim_trace(sim), &iter, &r))
		if (r.kind == TW_RECORD_NOTE && r.note == note)
			g_string_append_printf(out, "%.*s\n", (int)r.text_len,
					       r.text ? r.text : "");
	return g_string_free(out, FALSE);
}

char *tiny_trace(tw_sim *sim)
{
	GString *out = g_string_new(NULL);
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	while (tw_trace_next(tw_sim_trace(sim), &iter, &r))
		g_string_append_printf(
			out, "%" PRIu64 " %u %u %u %" PRIx64 " %.*s\n", r.tick,
			r.source, r.kind, r.note, r.value, (int)r.text_len,
			r.text ? r.text : "");
	return g_string_free(out, FALSE);
}
