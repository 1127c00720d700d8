/* SPDX-License-Identifier: MIT */
/* Named points: where parts can be watched and disturbed. */
#include "kernel/sim.h"
#include "twowire/point.h"

#include <string.h>

static void point_free(void *user)
{
	tw_point *point = user;

	g_free(point->name);
	g_free(point);
}

tw_point *tw_point_new(tw_sim *sim, const char *name, enum tw_point_kind kind,
		       tw_queue *queue, tw_point_act_fn act, void *user)
{
	tw_point *point = g_new0(tw_point, 1);

	point->kind = kind;
	point->name = g_strdup(name);
	point->queue = queue;
	point->act = act;
	point->user = user;
	g_ptr_array_add(sim->points, point);
	tw_sim_own(sim, point_free, point);
	return point;
}

tw_point *tw_sim_nth_point(const tw_sim *sim, size_t n)
{
	return n < sim->points->len ? sim->points->pdata[n] : NULL;
}

tw_point *tw_sim_point(const tw_sim *sim, const char *name)
{
	for (guint i = 0; i < sim->points->len; i++) {
		tw_point *point = sim->points->pdata[i];

		if (!strcmp(point->name, name))
			return point;
	}
	return NULL;
}

void tw_point_watch(tw_point *point, tw_point_watch_fn watch, void *user)
{
	point->watch = watch;
	point->watch_user = user;
}

void tw_point_act(tw_point *point, uint64_t value)
{
	if (point->act)
		point->act(point->user, value);
}
