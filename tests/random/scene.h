/* SPDX-License-Identifier: MIT */
/*
 * A random scene: a bus of any legal build, targets that answer as they like,
 * hosts that send what they like, all of it within the specification. Drawn
 * from one seed; scene.c says what may come.
 */
#ifndef TW_RANDOM_SCENE_H
#define TW_RANDOM_SCENE_H

#include <glib.h>

#include "twowire/trace.h"

/* What a scene was asked to do and what it saw, in the words of scene_decoded()
 * below, for scenes with one host; else empty. */
struct scene {
	tw_sim *sim;
	GString *told;	 /* by the host, from its results */
	unsigned n_hung; /* transfers that never ended: none should */
};

/* Plays the scene of @seed to its end. Edges lie at least @grain_ns apart where
 * their order matters, so that a coarse logic analyzer tells them apart. */
void scene_play(struct scene *scene, uint64_t seed, uint32_t grain_ns);
void scene_clear(struct scene *scene);

/* The messages on the wires: "S 50W+ 12+ 34-", a line for each, "P" at the end
 * of the last. */
void scene_decoded(const tw_trace *trace, GString *out);

#endif /* TW_RANDOM_SCENE_H */
