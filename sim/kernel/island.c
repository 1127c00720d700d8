/* SPDX-License-Identifier: MIT */
/*
 * Islands: actors that can affect each other, run in the order of time.
 *
 * In an island the actor with the earliest next instant runs until the second
 * earliest's; scheduling lowers that bound at once. Islands never touch each
 * other, so they take turns in slices: a thousand separate buses cost per edge
 * what one costs.
 */
#include "kernel/sim.h"

enum { SLICE_NS = 1000000 };

void sim_add_actor(tw_sim *sim, struct tw_actor *actor, const char *name)
{
	actor->sim = sim;
	actor->name = g_strdup(name);
	actor->next_ns = TW_NEVER;
	actor->island = &sim->setup;
	/* Until the next run it records to the trace itself. */
	sim_merge_streams(sim);
	sim->setup.now_ns = sim->now_ns;
	g_ptr_array_add(sim->actors, actor);
	sim->sealed = false;
}

static struct tw_actor *root_of(struct tw_actor *a)
{
	while (a->joined)
		a = a->joined;
	return a;
}

void sim_join(struct tw_actor *a, struct tw_actor *b)
{
	a = root_of(a);
	b = root_of(b);
	if (a != b) {
		g_assert(!a->sim->running);
		b->joined = a;
		a->sim->sealed = false;
	}
}

static void free_islands(tw_sim *sim)
{
	for (uint32_t i = 0; i < sim->n_islands; i++) {
		stream_clear(&sim->islands[i]->own);
		g_free(sim->islands[i]->actors);
		g_free(sim->islands[i]);
	}
	g_free(sim->islands);
	sim->islands = NULL;
	sim->n_islands = 0;
}

static void add_to(struct island *island, struct tw_actor *a)
{
	a->island = island;
	a->order = island->n_actors;
	island->actors = g_renew(struct tw_actor *, island->actors,
				 island->n_actors + 1);
	island->actors[island->n_actors++] = a;
}

/* Islands are numbered in the order of the first actor in each. */
static void find_islands(tw_sim *sim)
{
	g_autoptr(GPtrArray) found = g_ptr_array_new();
	g_autoptr(GHashTable) by_root = g_hash_table_new(NULL, NULL);

	for (int cpus = 0; cpus < 2; cpus++) {
		for (guint i = 0; i < sim->actors->len; i++) {
			struct tw_actor *a = sim->actors->pdata[i];
			struct island *island;

			if (a->is_queue == (bool)cpus)
				continue;
			island = g_hash_table_lookup(by_root, root_of(a));
			if (!island) {
				island = g_new0(struct island, 1);
				island->sim = sim;
				island->now_ns = sim->now_ns;
				stream_init(&island->own);
				island->own.state.tick = 0;
				g_hash_table_insert(by_root, root_of(a),
						    island);
				g_ptr_array_add(found, island);
			}
			add_to(island, a);
			if (a->is_queue)
				queue_not_before((tw_queue *)a, sim->now_ns);
		}
	}
	sim->n_islands = found->len;
	sim->islands = (struct island **)g_ptr_array_free(
		g_steal_pointer(&found), FALSE);
}

void sim_lower_bound(struct tw_actor *actor, uint64_t when_ns)
{
	struct island *island = actor->island;

	if (!island->running)
		return;
	if (when_ns != TW_NEVER && actor->order > island->running->order)
		when_ns++;
	if (when_ns < island->bound_ns)
		island->bound_ns = when_ns;
}

/* The first actor due, and how far it may go. */
static struct tw_actor *earliest(const struct island *island, uint64_t *next_ns,
				 uint64_t *bound_ns)
{
	struct tw_actor *first = NULL;
	uint64_t first_ns = TW_NEVER;
	uint64_t bound = TW_NEVER;

	for (uint32_t i = 0; i < island->n_actors; i++) {
		struct tw_actor *a = island->actors[i];
		uint64_t t = actor_next(a);

		if (t < first_ns) {
			/* The one before comes earlier in order: it goes
			 * first at its own instant. */
			if (first_ns < bound)
				bound = first_ns;
			first = a;
			first_ns = t;
		} else if (t != TW_NEVER && t + 1 < bound) {
			bound = t + 1;
		}
	}
	*next_ns = first_ns;
	*bound_ns = bound;
	return first;
}

static void run_actor(struct island *island, struct tw_actor *a,
		      uint64_t next_ns)
{
	island->running = a;
	if (a->is_queue) {
		queue_run((tw_queue *)a);
	} else {
		if (next_ns > island->now_ns)
			island->now_ns = next_ns;
		sim_beat(island);
		island->bound_ns = MIN(island->bound_ns, island->beat_ns);
		a->next_ns = TW_NEVER;
		next_ns = a->ops->run(a->user);
		if (next_ns < a->next_ns)
			a->next_ns = next_ns;
	}
	island->running = NULL;
}

enum tw_run sim_run_island(tw_sim *sim, struct island *island,
			   uint64_t until_ns)
{
	uint64_t end = until_ns == TW_NEVER ? TW_NEVER : until_ns + 1;

	island->stop = false;
	sim->active = island;
	while (!sim->failed && !island->stop) {
		uint64_t next_ns, bound_ns;
		struct tw_actor *a = earliest(island, &next_ns, &bound_ns);

		if (!a || next_ns >= end)
			break;
		island->bound_ns = bound_ns < end ? bound_ns : end;
		run_actor(island, a, next_ns);
	}
	sim->active = NULL;
	if (sim->failed)
		return TW_RUN_FAILED;
	if (island->stop)
		return TW_RUN_STOPPED;
	if (until_ns != TW_NEVER && island->now_ns < until_ns)
		island->now_ns = until_ns;
	return TW_RUN_DONE;
}

static uint64_t slice_end(const tw_sim *sim, uint64_t until_ns)
{
	uint64_t next = TW_NEVER;

	if (sim->n_islands == 1)
		return until_ns;
	for (uint32_t i = 0; i < sim->n_islands; i++)
		for (uint32_t k = 0; k < sim->islands[i]->n_actors; k++) {
			uint64_t t = actor_next(sim->islands[i]->actors[k]);

			if (t < next)
				next = t;
		}
	if (next >= until_ns || until_ns - next <= SLICE_NS)
		return until_ns;
	return next + SLICE_NS;
}

/* Once one island has failed or stopped the others catch up with it, so that
 * all share one present. */
static void catch_up(tw_sim *sim, uint64_t until_ns, enum tw_run *result)
{
	for (uint32_t i = 0; i < sim->n_islands; i++) {
		if (sim->failed) {
			*result = TW_RUN_FAILED;
			return;
		}
		/* They may want to stop, too: that is what happens. */
		while (sim->islands[i]->now_ns < until_ns && !sim->failed)
			sim_run_island(sim, sim->islands[i], until_ns);
	}
	if (sim->failed)
		*result = TW_RUN_FAILED;
}

/* A stop may have left islands ahead of the one that stopped. Before they are
 * made anew all must have got to the same instant. */
static void level_up(tw_sim *sim)
{
	enum tw_run result = TW_RUN_DONE;

	for (uint32_t i = 0; i < sim->n_islands; i++)
		sim->now_ns = MAX(sim->now_ns, sim->islands[i]->now_ns);
	sim->running = true;
	catch_up(sim, sim->now_ns, &result);
	sim->running = false;
}

/* The one island there is beats as it goes; several when all have come to the
 * same instant, before which none will record anything. */
static void beat_islands(tw_sim *sim)
{
	for (uint32_t i = 0; i < sim->n_islands; i++)
		sim->islands[i]->beat_ns =
			sim->n_islands == 1 ? sim->beat.due_ns : TW_NEVER;
}

void sim_set_beat(tw_sim *sim, uint64_t period_ns, void (*fn)(void *user),
		  void *user)
{
	sim->beat = (struct beat){.period_ns = period_ns,
				  .due_ns = TW_NEVER,
				  .fn = fn,
				  .user = user};
	if (period_ns)
		sim->beat.due_ns = sim->now_ns + period_ns;
	beat_islands(sim);
}

void sim_beat_now(tw_sim *sim, uint64_t now_ns)
{
	sim->beat.due_ns = now_ns + sim->beat.period_ns;
	beat_islands(sim);
	sim->beat.beats = true;
	sim->beat.fn(sim->beat.user);
	sim->beat.beats = false;
}

static void beat_between(tw_sim *sim)
{
	if (sim->now_ns >= sim->beat.due_ns && !sim->failed)
		sim_beat_now(sim, sim->now_ns);
}

void sim_seal(tw_sim *sim)
{
	if (sim->sealed)
		return;
	level_up(sim);
	sim_merge_streams(sim);
	free_islands(sim);
	find_islands(sim);
	for (uint32_t i = 0; i < sim->n_islands; i++)
		sim->islands[i]->stream = sim->n_islands == 1
						  ? &sim->trace->stream
						  : &sim->islands[i]->own;
	sim->sealed = true;
	beat_islands(sim);
}

static enum tw_run run_slice(tw_sim *sim, uint64_t until_ns)
{
	for (uint32_t i = 0; i < sim->n_islands; i++) {
		enum tw_run result =
			sim_run_island(sim, sim->islands[i], until_ns);

		if (result != TW_RUN_DONE) {
			sim->now_ns = sim->islands[i]->now_ns;
			if (result == TW_RUN_STOPPED)
				catch_up(sim, sim->now_ns, &result);
			return result;
		}
	}
	if (until_ns != TW_NEVER) {
		sim->now_ns = until_ns;
	} else {
		for (uint32_t i = 0; i < sim->n_islands; i++)
			if (sim->islands[i]->now_ns > sim->now_ns)
				sim->now_ns = sim->islands[i]->now_ns;
		for (uint32_t i = 0; i < sim->n_islands; i++)
			sim->islands[i]->now_ns = sim->now_ns;
	}
	return TW_RUN_DONE;
}

enum tw_run tw_sim_run(tw_sim *sim, uint64_t until_ns)
{
	enum tw_run result = TW_RUN_DONE;

	g_return_val_if_fail(!sim->running, TW_RUN_FAILED);
	if (sim->failed)
		return TW_RUN_FAILED;
	sim_seal(sim);
	sim->running = true;
	if (!sim->n_islands && until_ns != TW_NEVER && sim->now_ns < until_ns)
		sim->now_ns = until_ns;
	while (result == TW_RUN_DONE && sim->n_islands &&
	       sim->now_ns <= until_ns) {
		uint64_t end = slice_end(sim, until_ns);

		result = run_slice(sim, end);
		beat_between(sim);
		if (end == until_ns)
			break;
	}
	sim->running = false;
	sim_returns(sim);
	return result;
}

enum tw_run tw_bus_run(tw_bus *bus, uint64_t until_ns)
{
	tw_sim *sim = tw_bus_sim(bus);
	struct island *island;
	enum tw_run result;

	g_return_val_if_fail(!sim->running, TW_RUN_FAILED);
	if (sim->failed)
		return TW_RUN_FAILED;
	sim_seal(sim);
	sim->running = true;
	island = tw_bus_queue(bus)->actor.island;
	result = sim_run_island(sim, island, until_ns);
	if (island->now_ns > sim->now_ns)
		sim->now_ns = island->now_ns;
	catch_up(sim, sim->now_ns, &result);
	beat_between(sim);
	sim->running = false;
	sim_returns(sim);
	return result;
}

void tw_sim_stop(tw_sim *sim)
{
	if (sim->active)
		sim->active->stop = true;
}

unsigned tw_sim_n_islands(const tw_sim *sim)
{
	return sim->n_islands;
}

uint64_t tw_sim_now_ns(const tw_sim *sim)
{
	return sim->active ? sim->active->now_ns : sim->now_ns;
}
