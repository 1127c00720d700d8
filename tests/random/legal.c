/* SPDX-License-Identifier: MIT */
/*
 * Random legal traffic: for each scene the wires' decode says what the host
 * was told. With --write all scenes' wires go, one after the other, into a .sr
 * for sigrok to decode (sigrok-agrees).
 */
#include <stdio.h>
#include <string.h>

#include "scene.h"
#include "twowire/capture.h"

static gint64 first_seed = 1, n_scenes = 100, grain_ns = 1;
static char *path;

static const GOptionEntry options[] = {
	{"seed", 0, 0, G_OPTION_ARG_INT64, &first_seed, "The first seed", "N"},
	{"scenes", 0, 0, G_OPTION_ARG_INT64, &n_scenes, "How many", "N"},
	{"grain-ns", 0, 0, G_OPTION_ARG_INT64, &grain_ns,
	 "How far edges lie apart at least", "N"},
	{"write", 0, 0, G_OPTION_ARG_FILENAME, &path, "A .sr for all", "FILE"},
	{0}};

/* The wires of @from, after what @all has already. */
static void append(tw_trace *all, uint32_t bus, const tw_trace *from)
{
	uint64_t offset = tw_trace_end(all);
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	while (tw_trace_next(from, &iter, &r)) {
		if (r.kind != TW_RECORD_EDGE)
			continue;
		r.tick += offset;
		r.source = bus;
		tw_trace_append(all, &r);
	}
	tw_trace_set_end(all, offset + tw_trace_end(from));
}

/* false: the scene of @seed says one thing and its wires another. */
static bool play(uint64_t seed, tw_trace *all, uint32_t bus)
{
	struct scene scene;
	g_autoptr(GString) seen = g_string_new(NULL);
	bool agrees;

	scene_play(&scene, seed, (uint32_t)grain_ns);
	scene_decoded(tw_sim_trace(scene.sim), seen);
	agrees = !scene.n_hung &&
		 (!scene.told->len || !strcmp(seen->str, scene.told->str));
	if (!agrees)
		printf("seed %" G_GUINT64_FORMAT ": %s\nhost was told:\n%s\n"
		       "wires say:\n%s",
		       seed, scene.n_hung ? "hangs" : "differs",
		       scene.told->str, seen->str);
	append(all, bus, tw_sim_trace(scene.sim));
	scene_clear(&scene);
	return agrees;
}

int main(int argc, char **argv)
{
	g_autoptr(GOptionContext) context = g_option_context_new(NULL);
	g_autoptr(GError) error = NULL;
	g_autoptr(tw_trace) all = tw_trace_new(1, 1000000000);
	struct tw_source source = {.kind = TW_SOURCE_BUS, .name = "bus"};
	uint32_t bus = tw_trace_add_source(all, &source);
	gint64 n_wrong = 0;

	g_option_context_add_main_entries(context, options, NULL);
	if (!g_option_context_parse(context, &argc, &argv, &error)) {
		fprintf(stderr, "legal: %s\n", error->message);
		return 2;
	}
	for (gint64 i = 0; i < n_scenes; i++)
		n_wrong += !play((uint64_t)(first_seed + i), all, bus);
	if (path && !tw_trace_write(all, path, &error)) {
		fprintf(stderr, "legal: %s\n", error->message);
		return 2;
	}
	printf("%" G_GINT64_FORMAT " scenes, %" G_GINT64_FORMAT " wrong\n",
	       n_scenes, n_wrong);
	return n_wrong ? 1 : 0;
}
