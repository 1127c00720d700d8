/* SPDX-License-Identifier: MIT */
/*
 * Streams of randomness by name, so that one user's draws shift no other's.
 * SplitMix64 (Steele, Lea and Flood, 2014), started from seed and name.
 */
#include "kernel/sim.h"

static uint64_t mix(uint64_t z)
{
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

/* FNV-1a. */
static uint64_t name_hash(const char *name)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (; *name; name++)
		h = (h ^ (uint8_t)*name) * 0x100000001b3u;
	return h;
}

uint64_t tw_sim_random(tw_sim *sim, const char *name)
{
	uint64_t *state = g_hash_table_lookup(sim->random, name);

	if (!state) {
		state = g_new(uint64_t, 1);
		*state = mix(sim->seed + mix(name_hash(name)));
		g_hash_table_insert(sim->random, g_strdup(name), state);
	}
	*state += 0x9e3779b97f4a7c15u;
	return mix(*state);
}
