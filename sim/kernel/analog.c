/* SPDX-License-Identifier: MIT */
#include "kernel/analog.h"

#include "kernel/sim.h"

#define NS_PER_S 1000000000u

static bool fail(GError **error, const char *what)
{
	g_set_error_literal(error, TW_ERROR, TW_ERROR_CONFIG, what);
	return false;
}

bool tw_analog_check(const struct tw_analog_window *w, size_t n_buses,
		     GError **error)
{
	uint64_t step = w->step_ns ? w->step_ns : TW_ANALOG_STEP_NS;
	g_autofree char *many = NULL;
	uint64_t n;

	if (w->to_ns <= w->from_ns)
		return fail(error, "the window ends before it begins");
	if (NS_PER_S % step)
		return fail(error, "a step must go into 1 s without a rest "
				   "(1, 2, 4, 5, 8, 10, 16, 20, 25 ns, ...)");
	n = (w->to_ns - w->from_ns) / step + 1;
	if (n <= TW_ANALOG_MAX / (2 * MAX(n_buses, 1)))
		return true;
	many = g_strdup_printf(
		"the window has %" G_GUINT64_FORMAT
		" instants, but %u samples are the most, of two wires of %u "
		"bus%s: shorten it or take a longer step",
		n, TW_ANALOG_MAX, (unsigned)n_buses, n_buses == 1 ? "" : "es");
	return fail(error, many);
}

static void clear_wire(gpointer wire)
{
	g_array_unref(((struct analog_wire *)wire)->uV);
}

struct analog *analog_new(const struct tw_analog_window *window)
{
	struct analog *a = g_new0(struct analog, 1);

	a->window = *window;
	if (!a->window.step_ns)
		a->window.step_ns = TW_ANALOG_STEP_NS;
	a->wires = g_array_new(FALSE, FALSE, sizeof(struct analog_wire));
	g_array_set_clear_func(a->wires, clear_wire);
	return a;
}

void analog_free(struct analog *a)
{
	if (!a)
		return;
	g_array_unref(a->wires);
	g_free(a);
}

GArray *analog_add(struct analog *a, uint32_t bus, enum tw_line line)
{
	struct analog_wire wire = {
		.bus = bus,
		.line = (uint8_t)line,
		/* Room for one: nothing yet is no null pointer. */
		.uV = g_array_sized_new(FALSE, FALSE, sizeof(uint32_t), 1),
	};

	g_array_append_val(a->wires, wire);
	return wire.uV;
}

bool tw_trace_analog(const tw_trace *trace, struct tw_analog_window *window)
{
	if (!trace->analog)
		return false;
	*window = trace->analog->window;
	return true;
}

const uint32_t *tw_trace_analog_uV(const tw_trace *trace, uint32_t bus,
				   enum tw_line line, size_t *n)
{
	const struct analog *a = trace->analog;

	for (guint i = 0; a && i < a->wires->len; i++) {
		const struct analog_wire *wire =
			&g_array_index(a->wires, struct analog_wire, i);

		if (wire->bus != bus || wire->line != line)
			continue;
		*n = wire->uV->len;
		return (const uint32_t *)(void *)wire->uV->data;
	}
	*n = 0;
	return NULL;
}
