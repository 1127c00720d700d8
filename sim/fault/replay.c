/* SPDX-License-Identifier: MIT */
/* The faults that a trace notes, once more. */
#include "fault/fault.h"

#include <string.h>

static tw_bus *bus_of(tw_sim *sim, const tw_trace *trace,
		      const struct tw_source *source)
{
	const char *name = NULL;

	if (source->kind == TW_SOURCE_PORT)
		name = tw_trace_source(trace, source->bus)->name;
	return name ? tw_sim_bus(sim, name)
		    : (sim->buses->len ? sim->buses->pdata[0] : NULL);
}

/* NAME, NAME~2, ...: free on the bus. Free with g_free(). */
static char *spare_name(tw_bus *bus, GHashTable *used, const char *name)
{
	uintptr_t n = GPOINTER_TO_SIZE(g_hash_table_lookup(used, name)) + 1;
	char *spare = n == 1 ? g_strdup(name)
			     : g_strdup_printf("%s~%zu", name, (size_t)n);

	g_hash_table_insert(used, g_strdup(name), GSIZE_TO_POINTER(n));
	return spare;
}

bool tw_faults_replay(tw_sim *sim, const tw_trace *trace, GError **error)
{
	g_autoptr(GHashTable) used =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	while (tw_trace_next(trace, &iter, &r)) {
		const struct tw_source *source;
		g_autofree char *what = NULL, *name = NULL;
		tw_bus *bus;

		if (r.kind != TW_RECORD_NOTE || r.note != TW_NOTE_FAULT)
			continue;
		source = tw_trace_source(trace, r.source);
		bus = bus_of(sim, trace, source);
		if (!bus) {
			g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
				    "%s: its bus is not there", source->name);
			return false;
		}
		what = g_strndup(r.text, r.text_len);
		name = spare_name(bus, used, source->name);
		if (!tw_fault_new(bus, name, what, error))
			return false;
	}
	return true;
}
