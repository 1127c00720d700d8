/* SPDX-License-Identifier: MIT */
/* What tests of hosts share: one host and one target that tells. */
#ifndef TW_HOSTS_H
#define TW_HOSTS_H

#include "party.h"
#include "twowire/host.h"

struct scene {
	tw_sim *sim;
	tw_bus *bus;
	tw_controller *c;
	struct party p;
};

/* A target at 0x48, at the wires' bits if @bits. */
static inline void scene_with(struct scene *x,
			      const struct tw_controller_config *config,
			      bool bits)
{
	GError *error = NULL;

	x->sim = tw_sim_new(0);
	x->bus = tw_bus_new(x->sim, NULL, NULL);
	x->c = tw_controller_new(x->bus, config, &error);
	if (!x->c)
		fail_msg("%s", error->message);
	(bits ? party_bits_at : party_at)(&x->p, x->bus, "target", 0x48);
}

static inline void scene_new(struct scene *x, const char *like)
{
	struct tw_controller_config config = {.like = like};

	scene_with(x, &config, false);
}

static inline void scene_free(struct scene *x)
{
	tw_sim_free(x->sim);
	party_leave(&x->p);
}

/* The instants at which a wire is seen to go to @level, since @from_ns. */
static inline GArray *scene_edges(struct scene *x, enum tw_line line,
				  bool level, uint64_t from_ns)
{
	g_autoptr(GArray) edges = wires_since(x->sim, from_ns);
	GArray *out = g_array_new(FALSE, FALSE, sizeof(uint64_t));

	for (guint i = 0; i < edges->len; i++) {
		struct edge e = g_array_index(edges, struct edge, i);

		if (e.line == line && e.level == level)
			g_array_append_val(out, e.ns);
	}
	return out;
}

#endif /* TW_HOSTS_H */
