/* SPDX-License-Identifier: MIT */
/* The root of everything: making and freeing a sim, and what it owns. */
#include "kernel/sim.h"

G_DEFINE_QUARK(tw - error - quark, tw_error)

tw_sim *tw_sim_new(uint64_t seed)
{
	tw_sim *sim = g_new0(tw_sim, 1);

	sim->seed = seed;
	sim->actors = g_ptr_array_new();
	sim->buses = g_ptr_array_new();
	sim->nets = g_ptr_array_new();
	sim->chips = g_ptr_array_new();
	sim->points = g_ptr_array_new();
	sim->observers = g_array_new(FALSE, FALSE, sizeof(struct observer));
	sim->owned = g_array_new(FALSE, FALSE, sizeof(struct owned));
	sim->on_return = g_array_new(FALSE, FALSE, sizeof(struct owned));
	sim->random =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	sim->trace = tw_trace_new(1, 1000000000);
	sim->trace->sim = sim;
	sim->setup.sim = sim;
	sim->beat.due_ns = TW_NEVER;
	sim->setup.beat_ns = TW_NEVER;
	sim->setup.stream = &sim->trace->stream;
	tw_sim_trace_mask(sim, TW_TRACE_ALL & ~TW_TRACE_REGISTERS);
	return sim;
}

void tw_sim_free(tw_sim *sim)
{
	if (!sim)
		return;
	while (sim->owned->len) {
		struct owned o = g_array_index(sim->owned, struct owned,
					       sim->owned->len - 1);

		g_array_set_size(sim->owned, sim->owned->len - 1);
		o.free(o.user);
	}
	for (uint32_t i = 0; i < sim->n_islands; i++) {
		stream_clear(&sim->islands[i]->own);
		g_free(sim->islands[i]->actors);
		g_free(sim->islands[i]);
	}
	g_free(sim->islands);
	sim->trace->sim = NULL;
	tw_trace_free(sim->trace);
	g_hash_table_unref(sim->random);
	g_array_unref(sim->owned);
	g_array_unref(sim->on_return);
	g_array_unref(sim->observers);
	g_ptr_array_unref(sim->points);
	g_ptr_array_unref(sim->chips);
	g_ptr_array_unref(sim->nets);
	g_ptr_array_unref(sim->buses);
	g_ptr_array_unref(sim->actors);
	g_free(sim);
}

void tw_sim_own(tw_sim *sim, void (*free)(void *user), void *user)
{
	struct owned o = {free, user};

	g_array_append_val(sim->owned, o);
}

void tw_sim_on_return(tw_sim *sim, void (*fn)(void *user), void *user)
{
	struct owned o = {fn, user};

	g_array_append_val(sim->on_return, o);
}

void sim_returns(tw_sim *sim)
{
	for (guint i = 0; i < sim->on_return->len; i++) {
		struct owned o = g_array_index(sim->on_return, struct owned, i);

		o.free(o.user);
	}
}

uint64_t tw_sim_seed(const tw_sim *sim)
{
	return sim->seed;
}

void tw_sim_fail(tw_sim *sim)
{
	sim->failed = true;
	tw_sim_stop(sim);
}
