/* SPDX-License-Identifier: MIT */
/* The messages of a scene, and the pieces they are made of. */
#ifndef TW_MONITOR_SCENE_ITEMS_H
#define TW_MONITOR_SCENE_ITEMS_H

#include "monitor/scene.h"
#include "monitor/ticks.h"

/* Fills items and messages; the edges are there. */
void tw_scene_items(struct scene *s);

#endif /* TW_MONITOR_SCENE_ITEMS_H */
