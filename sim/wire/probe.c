/* SPDX-License-Identifier: MIT */
#include "wire/probe.h"

#include "kernel/analog.h"
#include "wire/node.h"

/* The samples before @end_ns. */
static void take(struct probe *p, unsigned n, uint64_t end_ns)
{
	const struct line *line = &p->bus->line[n];
	uint64_t *next = &p->next_ns[n];

	for (; *next < end_ns && *next <= p->window.to_ns;
	     *next += p->window.step_ns) {
		uint64_t v = node_voltage_at(line, *next);
		uint32_t uV =
			(uint32_t)(v * p->bus->config.vdd_mV * 1000 >> 16);

		g_array_append_val(p->uV[n], uV);
	}
}

void probe_before_change(const struct line *line)
{
	if (G_UNLIKELY(line->bus->probe))
		take(line->bus->probe, line->index,
		     queue_now(line->bus->queue));
}

/* Up to the present, itself included. */
static void run_returns(void *user)
{
	struct probe *p = user;

	for (unsigned n = 0; n < 2; n++)
		take(p, n, p->bus->sim->now_ns + 1);
}

static void probe_bus(tw_bus *bus, struct analog *analog)
{
	struct probe *p = g_new0(struct probe, 1);

	p->window = analog->window;
	p->bus = bus;
	for (unsigned n = 0; n < 2; n++) {
		p->next_ns[n] = p->window.from_ns;
		p->uV[n] = analog_add(analog, bus->source, n);
	}
	bus->probe = p;
	tw_sim_on_return(bus->sim, run_returns, p);
	node_refresh(&bus->line[TW_SCL]);
	node_refresh(&bus->line[TW_SDA]);
}

bool tw_sim_analog(tw_sim *sim, const struct tw_analog_window *window,
		   GError **error)
{
	if (!tw_analog_check(window, sim->buses->len, error)) {
		g_prefix_error(error, "analog: ");
		return false;
	}
	if (sim->now_ns || sim->trace->analog) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG, "analog: %s",
			    sim->now_ns ? "time has passed already"
					: "there is a window already");
		return false;
	}
	sim->trace->analog = analog_new(window);
	for (guint i = 0; i < sim->buses->len; i++)
		probe_bus(sim->buses->pdata[i], sim->trace->analog);
	return true;
}
