/* SPDX-License-Identifier: MIT */
/* A plan of sixteen cells, swept in a folder of its own. */
#ifndef TW_CLI_SWEPT_PLAN_H
#define TW_CLI_SWEPT_PLAN_H

#include "ran.h"

/* An EEPROM answers nobody while its write cycle lasts (24C02 data sheet,
 * "Acknowledge polling"): what is read after a wait shorter than that fails. */
#define SLOW                                                                   \
	"{\"format\": \"twowire-scenario/1\", \"title\": \"wait\",\n"          \
	"\"axes\": [ {\"axis\": \"write\", \"key\": "                          \
	"\"devices[rom].write_us\", \"from\": 1000, \"to\": 4000, \"count\": " \
	"4},\n"                                                                \
	"{\"axis\": \"wait\", \"title\": \"waited\", \"key\": "                \
	"\"steps[1].run_us\", \"from\": 500, \"to\": 3500, \"count\": 4} ],\n" \
	"\"devices\": [{\"id\": \"rom\", \"model\": \"24xx\", \"addr\": "      \
	"\"0x50\", \"part\": \"24C02\"}],\n"                                   \
	"\"steps\": [{\"transfer\": \"w2@0x50 0x00 0x11\"}, {\"run_us\": "     \
	"9000}, {\"transfer\": \"w1@0x50 0x00 r1\", \"rx\": \"11\"}]}\n"
#define PLAN(more)                                                             \
	"{\"format\": \"twowire-plan/1\", \"case\": \"slow.json\"" more "}\n"

/* Two processes at work, whatever the machine has. */
#define SWEEP "sweep -j 2 plan.json"

static inline int begin(void **state)
{
	int status = setup(state);

	write_file(*state, "slow.json", SLOW);
	write_file(*state, "plan.json", PLAN(""));
	return status;
}

static inline int end(void **state)
{
	struct ran *r = *state;
	char *argv[] = {"rm", "-rf", r->folder, NULL};

	g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
		     NULL, NULL, NULL);
	g_free(r->folder);
	g_free(r->out);
	g_free(r->err);
	g_free(r);
	return 0;
}

static inline char *content(const struct ran *r, const char *name)
{
	g_autofree char *path = g_build_filename(r->folder, name, NULL);
	g_autoptr(GError) error = NULL;
	char *text = NULL;

	if (!g_file_get_contents(path, &text, NULL, &error))
		fail_msg("%s", error->message);
	return text;
}

/* Calls @each for the path of every result in a folder. */
static inline unsigned for_results(const struct ran *r, const char *folder,
				   void (*each)(const char *path))
{
	g_autofree char *top = g_build_filename(r->folder, folder, NULL);
	GDir *subs = g_dir_open(top, 0, NULL);
	const char *sub, *name;
	unsigned n = 0;

	while (subs && (sub = g_dir_read_name(subs))) {
		g_autofree char *path = g_build_filename(top, sub, NULL);
		GDir *files = g_dir_open(path, 0, NULL);

		while (files && (name = g_dir_read_name(files))) {
			g_autofree char *file =
				g_build_filename(path, name, NULL);

			n++;
			if (each)
				each(file);
		}
		g_clear_pointer(&files, g_dir_close);
	}
	g_clear_pointer(&subs, g_dir_close);
	return n;
}

/* The merged text of a sweep with these words more. */
static inline char *merged(struct ran *r, const char *words)
{
	g_autofree char *line = g_strconcat("merge -o m.json ", words, NULL);

	twowire(r, line);
	return content(r, "m.json");
}

#endif /* TW_CLI_SWEPT_PLAN_H */
