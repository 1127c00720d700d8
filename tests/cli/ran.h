/* SPDX-License-Identifier: MIT */
/* The program run in a folder of its own, and what came of it. */
#ifndef TW_CLI_RAN_H
#define TW_CLI_RAN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <stdbool.h>
#include <string.h>
#include <sys/wait.h>

static char *program;

struct ran {
	char *folder;
	char *out;
	char *err;
	int status;
};

#define CASE(devices, steps)                                                   \
	"{\"format\": \"twowire-scenario/1\", \"title\": \"a case\",\n"        \
	"\"devices\": [" devices "],\n\"steps\": [" steps "]}\n"
#define ROM "{\"id\": \"rom\", \"model\": \"24xx\", \"addr\": \"0x50\"}"

static inline int setup(void **state)
{
	struct ran *r = g_new0(struct ran, 1);

	r->folder = g_dir_make_tmp("twowire-XXXXXX", NULL);
	*state = r;
	return r->folder ? 0 : -1;
}

static inline int teardown(void **state)
{
	struct ran *r = *state;
	GDir *dir = g_dir_open(r->folder, 0, NULL);
	const char *name;

	while ((name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(r->folder, name, NULL);

		g_unlink(path);
	}
	g_dir_close(dir);
	g_rmdir(r->folder);
	g_free(r->folder);
	g_free(r->out);
	g_free(r->err);
	g_free(r);
	return 0;
}

static inline void write_file(const struct ran *r, const char *name,
			      const char *text)
{
	g_autofree char *path = g_build_filename(r->folder, name, NULL);

	assert_true(g_file_set_contents(path, text, -1, NULL));
}

/* Runs it in the folder; @line is split at blanks. */
static inline int twowire(struct ran *r, const char *line)
{
	g_autofree char *all = g_strconcat("twowire ", line, NULL);
	g_auto(GStrv) argv = g_strsplit(g_strchomp(all), " ", -1);
	g_autoptr(GError) error = NULL;
	int wait_status;

	g_free(argv[0]);
	argv[0] = g_strdup(program);
	g_clear_pointer(&r->out, g_free);
	g_clear_pointer(&r->err, g_free);
	if (!g_spawn_sync(r->folder, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL,
			  &r->out, &r->err, &wait_status, &error))
		fail_msg("%s", error->message);
	assert_true(WIFEXITED(wait_status));
	r->status = WEXITSTATUS(wait_status);
	return r->status;
}

static inline void expect_in(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("no \"%s\" in \"%s\"", part, text);
}

/* A command line that is bad input, and what is said then. */
struct refusal {
	const char *line, *says;
};

static inline void expect_refusals(struct ran *r, const struct refusal *rows,
				   size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (twowire(r, rows[i].line) != 2 ||
		    !strstr(r->err, rows[i].says))
			fail_msg("%s: %d: %s", rows[i].line, r->status, r->err);
}

#endif /* TW_CLI_RAN_H */
