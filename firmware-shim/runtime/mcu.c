/* SPDX-License-Identifier: MIT */
/* One instance of firmware in a chip: what mcu.h promises. */
#include "runtime/calls.h"
#include "runtime/symbols.h"

#include <string.h>

#define DEFAULT_WATCHDOG_NS	TW_S(10)
#define DEFAULT_WATCHDOG_CPU_NS TW_S(2)

static void destroy(void *user)
{
	mcu *m = user;

	guard_lock();
	image_free(m->image);
	for (unsigned i = 0; i < MAX_CPUS; i++)
		g_free(m->cpus[i].tasks);
	guard_unlock();
	for (guint i = 0; i < m->memories->len; i++)
		g_free(g_array_index(m->memories, struct window_memory, i)
			       .bytes);
	g_array_unref(m->memories);
	g_array_unref(m->devices);
	g_free(m->irq_stream);
	calls_free(m->calls);
	g_free(m);
}

static void add_cpu(mcu *m, unsigned index)
{
	tw_chip *chip = m->chip;
	struct cpu *c = &m->cpus[index];
	g_autofree char *name =
		g_strdup_printf("%s cpu%u", tw_chip_name(chip), index);

	c->mcu = m;
	c->index = index;
	c->cost_block = m->config.costs.block;
	c->cost_access = m->config.costs.access;
	for (uint32_t n = 1; n < BLOCK_LENGTHS; n++)
		c->cost_of[n] =
			(n * c->cost_block + USUAL_LENGTH - 1) / USUAL_LENGTH;
	c->windows = m->windows;
	c->stack = image_stack(m->image, index);
	task_setup(c);
	c->actor = tw_actor_new(tw_chip_sim(chip), name, cpu_ops(), c);
	tw_actor_join_queue(c->actor, tw_chip_queue(chip));
}

static size_t find(void *user, enum tw_symbol_kind kind, const char *name,
		   struct tw_symbol *out)
{
	const mcu *m = user;

	return image_find(m->image, kind, name, out);
}

static char **list(void *user, enum tw_symbol_kind kind)
{
	const mcu *m = user;

	return image_names(m->image, kind);
}

static void watch_calls(void *user, const char *name, struct tw_symbol function)
{
	calls_add(user, name, function.at, function.at + function.size);
}

static unsigned first_irq(void *user)
{
	const mcu *m = user;

	return m->config.first_irq;
}

static const struct tw_chip_code code = {
	.find = find,
	.list = list,
	.watch_calls = watch_calls,
	.first_irq = first_irq,
};

static bool check(const struct mcu_config *config, GError **error)
{
	const char *what = NULL;

	if (!config->clock_hz || config->clock_hz > 10000000000u)
		what = "clock_hz: must be from 1 to 10000000000";
	else if (config->n_cpus > MAX_CPUS)
		what = "n_cpus: must be 1 or 2";
	else if (config->n_lines > MAX_LINES)
		what = "n_lines: must be at most 256";
	else if (!config->costs.block)
		what = "costs: code must take time";
	if (what)
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG, "%s: %s",
			    config->chip->name, what);
	return !what;
}

static tw_point *handler_point(tw_chip *chip)
{
	g_autofree char *name =
		g_strconcat(tw_chip_name(chip), ".handler", NULL);

	return tw_point_new(tw_chip_sim(chip), name, TW_POINT_EVENT,
			    tw_chip_queue(chip), NULL, NULL);
}

mcu *mcu_new(tw_chip *chip, const struct mcu_config *config, GError **error)
{
	const struct tw_chip_config *cc = config->chip;
	mcu *m;

	if (!check(config, error))
		return NULL;
	m = g_new0(mcu, 1);
	m->chip = chip;
	m->config = *config;
	m->config.chip = NULL; /* the caller's */
	if (!m->config.n_cpus)
		m->config.n_cpus = 1;
	m->irq_latency = cc->irq_latency_cycles;
	m->irq_jitter = cc->irq_jitter_cycles;
	if (m->irq_jitter)
		m->irq_stream = g_strconcat(tw_chip_name(chip), ".irq", NULL);
	m->handler_point = handler_point(chip);
	m->yield_always = cc->yield_always;
	m->start_ns = cc->start_ns;
	m->progress_ns = cc->start_ns;
	clock_init(&m->clock, cc->start_ns, config->clock_hz);
	m->watchdog_ns =
		cc->watchdog_ns ? cc->watchdog_ns : DEFAULT_WATCHDOG_NS;
	m->watchdog_cpu_ns = cc->watchdog_cpu_ns ? cc->watchdog_cpu_ns
						 : DEFAULT_WATCHDOG_CPU_NS;
	m->devices = g_array_new(FALSE, FALSE, sizeof(struct reg_device));
	m->memories = g_array_new(FALSE, FALSE, sizeof(struct window_memory));
	guard_lock();
	m->image = image_load(cc->object, tw_chip_platform(chip)->name,
			      m->config.n_cpus + m->config.n_tasks, error);
	guard_unlock();
	if (!m->image) {
		destroy(m);
		return NULL;
	}
	check_attach(m);
	tw_sim_own(tw_chip_sim(chip), destroy, m);
	guard_attach(m);
	for (unsigned i = 0; i < m->config.n_cpus; i++)
		add_cpu(m, i);
	tw_chip_attach_code(chip, &code, m);
	return m;
}

tw_chip *mcu_chip(const mcu *m)
{
	return m->chip;
}

static bool add_window(mcu *m, uint32_t base, uint32_t size)
{
	g_autoptr(GError) error = NULL;
	bool ok;

	guard_lock();
	ok = mailbox_map(base, size, &error);
	guard_unlock();
	for (uint64_t a = base; a < (uint64_t)base + size; a += 1u << 24)
		m->windows[a >> 24] = WINDOW_REGISTERS;
	m->windows[((uint64_t)base + size - 1) >> 24] = WINDOW_REGISTERS;
	if (!ok && !m->map_error)
		m->map_error = g_steal_pointer(&error);
	return ok;
}

void mcu_add_device(mcu *m, const struct reg_device *device)
{
	g_return_if_fail(device->base % 4 == 0 && device->size);
	g_array_append_val(m->devices, *device);
	m->last_device = NULL;
	add_window(m, device->base, device->size);
}

void mcu_add_memory(mcu *m, uint32_t base, uint32_t size)
{
	struct window_memory w = {base, (size + 3) & ~3u, NULL};

	g_return_if_fail(base % 4 == 0 && size);
	w.bytes = g_malloc0(w.size);
	g_array_append_val(m->memories, w);
	add_window(m, base, w.size);
}

void *mcu_symbol(const mcu *m, const char *name)
{
	return image_symbol(m->image, name);
}

bool mcu_in_ram(const mcu *m, const void *at, size_t len)
{
	for (unsigned i = 0; i < m->config.n_cpus; i++) {
		const struct stack *s = &m->cpus[i].stack;
		size_t size = (size_t)(s->top - s->low);
		size_t offset = (uintptr_t)at - (uintptr_t)s->low;

		if (offset <= size && len <= size - offset)
			return true;
	}
	return image_in_data(m->image, (uintptr_t)at, len);
}

bool mcu_in_memory(const mcu *m, const void *at, size_t len)
{
	return mcu_in_ram(m, at, len) ||
	       image_in_object(m->image, (uintptr_t)at, len);
}

void mcu_start_at(mcu *m, unsigned cpu, void (*entry)(void), uint64_t when_ns)
{
	g_return_if_fail(cpu < m->config.n_cpus && entry);
	cpu_start(&m->cpus[cpu], entry, when_ns);
}

bool mcu_start(mcu *m, unsigned cpu, const char *entry, uint64_t when_ns,
	       GError **error)
{
	void *symbol = mcu_symbol(m, entry);
	void (*fn)(void);

	g_return_val_if_fail(cpu < m->config.n_cpus, false);
	if (m->map_error) {
		g_propagate_error(error, g_steal_pointer(&m->map_error));
		return false;
	}
	if (!symbol) {
		g_set_error(error, TW_ERROR, TW_ERROR_FIRMWARE,
			    "%s: no function %s() to start in",
			    image_path(m->image), entry);
		return false;
	}
	memcpy(&fn, &symbol, sizeof(fn));
	m->cpus[cpu].entry_is_main = !strcmp(entry, "main");
	cpu_start(&m->cpus[cpu], fn, when_ns);
	return true;
}

void mcu_stop(mcu *m, unsigned cpu)
{
	g_return_if_fail(cpu < m->config.n_cpus);
	cpu_halt(&m->cpus[cpu]);
}

void mcu_reset(mcu *m)
{
	m->reset_generation++;
	for (unsigned i = 0; i < m->config.n_cpus; i++)
		cpu_halt(&m->cpus[i]);
	memset(m->irq_levels, 0, sizeof(m->irq_levels));
	m->irq_words = 0;
	image_reset(m->image);
	for (guint i = 0; i < m->memories->len; i++) {
		struct window_memory *w =
			&g_array_index(m->memories, struct window_memory, i);

		memset(w->bytes, 0, w->size);
	}
	m->progress_ns = tw_queue_now_ns(tw_chip_queue(m->chip));
	if (m->cpus[0].entry)
		cpu_start(&m->cpus[0], m->cpus[0].entry, m->progress_ns);
}

uint64_t mcu_cycles(const mcu *m, unsigned cpu)
{
	return m->cpus[cpu].cycles;
}

uint64_t mcu_now_ns(const mcu *m, unsigned cpu)
{
	return clock_ns(&m->clock, m->cpus[cpu].cycles);
}

uint64_t mcu_cycles_at(const mcu *m, uint64_t ns)
{
	return clock_cycles(&m->clock, ns);
}

uint64_t mcu_ns_at(const mcu *m, uint64_t cycles)
{
	return clock_ns(&m->clock, cycles);
}

uint8_t mcu_basepri(const mcu *m, unsigned cpu)
{
	return m->cpus[cpu].basepri;
}

uint64_t mcu_clock_hz(const mcu *m)
{
	return m->clock.hz;
}

/* The epoch is the present; who sleeps until a cycle count sleeps on to it, and
 * that is at another instant now. */
void mcu_set_clock(mcu *m, uint64_t clock_hz)
{
	uint64_t now = tw_queue_now_ns(tw_chip_queue(m->chip));

	g_return_if_fail(clock_hz);
	clock_change(&m->clock, now, clock_hz);
	for (unsigned i = 0; i < m->config.n_cpus; i++) {
		struct cpu *c = &m->cpus[i];

		c->known_bound_ns = 0;
		if (c->on && c->asleep && c->deadline != UINT64_MAX)
			tw_actor_wake(c->actor,
				      clock_ns(&m->clock, c->deadline));
	}
}

void mcu_crash(mcu *m, unsigned cpu, const char *what)
{
	crash_report(&m->cpus[cpu], TW_CHIP_CRASHED, what);
}
