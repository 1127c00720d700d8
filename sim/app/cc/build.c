/* SPDX-License-Identifier: MIT */
/*
 * From sources to an object: each is compiled to assembly, filtered and
 * assembled; the platform's HAL and firmware's C library go into an archive, so
 * that a part of them is in the object only if firmware asks for it and has
 * none of its own. Only hal/startup.c is in every object: the vector table.
 */
#include "app/cc/build.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "app/cc/blocks.h"
#include "app/cc/counted.h"
#include "app/cc/filter.h"
#include "app/cc/sdk.h"
#include "app/cc/symbols.h"
#include "app/cc/widths.h"
#include "twowire/sim.h"

void build_add(GPtrArray *argv, const char *arg)
{
	g_ptr_array_add(argv, g_strdup(arg));
}

void build_add_all(GPtrArray *argv, const char *const *args)
{
	for (; args && *args; args++)
		build_add(argv, *args);
}

bool build_spawn(const struct build *b, GPtrArray *argv, char **said)
{
	g_autofree char *text = NULL;
	g_autofree char *line = NULL;
	g_autoptr(GError) error = NULL;
	int status = -1;
	bool ok;

	g_ptr_array_add(argv, NULL);
	if (b->job->verbose) {
		line = g_strjoinv(" ", (char **)argv->pdata);
		fprintf(stderr, "%s\n", line);
	}
	ok = g_spawn_sync(NULL, (char **)argv->pdata, NULL, G_SPAWN_SEARCH_PATH,
			  NULL, NULL, NULL, &text, &status, &error);
	if (!ok)
		*said = g_strdup_printf("%s\n", error->message);
	else
		*said = g_steal_pointer(&text);
	g_ptr_array_unref(argv);
	return ok && g_spawn_check_wait_status(status, NULL);
}

/* Options that mean the same to the HAL's sources: never the user's folders. */
static void add_shared_options(GPtrArray *argv, const char *const *options)
{
	for (; *options; options++)
		if (g_str_has_prefix(*options, "-D") ||
		    g_str_has_prefix(*options, "-U") ||
		    g_str_has_prefix(*options, "-O")) {
			build_add(argv, *options);
			if (!(*options)[2] && (*options)[1] != 'O' &&
			    options[1])
				build_add(argv, *++options);
		}
}

static void add_platform_headers(GPtrArray *argv, const struct layout *l)
{
	g_ptr_array_add(argv, g_strdup_printf("-I%s/include", l->platform));
	if (l->family)
		g_ptr_array_add(argv,
				g_strdup_printf("-I%s/include", l->family));
}

void build_add_headers(GPtrArray *argv, const struct unit *u)
{
	const struct build *b = u->build;

	build_add_all(argv, (const char *const *)b->platform_flags);
	g_ptr_array_add(
		argv, g_strdup_printf("-include%s/cdefs.h", b->layout.runtime));
	if (u->library) {
		add_shared_options(argv, b->job->options);
		if (b->checks.memory)
			build_add(argv, "-DTW_CHECK_MEMORY");
		g_ptr_array_add(argv,
				g_strdup_printf("-I%s", b->layout.include));
	} else {
		if (b->sdk_flags)
			sdk_add_overlay(argv, &b->layout);
		build_add_all(argv, (const char *const *)b->checks.rest);
		build_add_all(argv, (const char *const *)b->sdk_flags);
		build_add_all(argv, checks_flags(&b->checks, b->compiler));
		if (b->counted)
			counted_add_options(argv, u);
	}
	if (u->library || !b->sdk_flags)
		add_platform_headers(argv, &b->layout);
}

/* The HAL's sources are the same for every firmware: where there is ccache, it
 * is used. It would not keep what a count of branches leaves beside. */
static GPtrArray *compile_command(const struct unit *u)
{
	GPtrArray *argv = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *ccache = g_find_program_in_path("ccache");

	if (ccache && !u->build->counted)
		build_add(argv, ccache);
	build_add(argv, u->build->command);
	build_add_all(argv, flags_of(u->build->compiler));
	build_add_headers(argv, u);
	build_add(argv, "-S");
	build_add(argv, "-o");
	build_add(argv, u->assembly);
	build_add(argv, u->source);
	return argv;
}

static bool assemble(struct unit *u)
{
	GPtrArray *argv = g_ptr_array_new_with_free_func(g_free);
	const struct build *b = u->build;
	const struct filter filter = {
		.prelude = b->prelude,
		.library = u->library,
		.counted = b->counted && !u->library,
	};
	g_autofree char *text = NULL, *filtered = NULL, *said = NULL;
	gsize len;
	bool ok;

	if (!g_file_get_contents(u->assembly, &text, &len, NULL))
		return false;
	filter_zeros(text, len);
	filtered = filter_assembly(&filter, text);
	if (b->job->priced) {
		char *priced = blocks_price(filtered);

		g_free(filtered);
		filtered = priced;
	}
	if (!g_file_set_contents(u->assembly, filtered, -1, NULL))
		return false;
	build_add(argv, b->command);
	if (b->compiler == COMPILER_CLANG)
		build_add(argv, "-fno-integrated-as");
	build_add(argv, "-c");
	build_add(argv, "-o");
	build_add(argv, u->object);
	build_add(argv, u->assembly);
	ok = build_spawn(b, argv, &said);
	if (!ok) {
		char *both = g_strdup_printf(
			"%s%s%s: an instruction in its inline assembly is not "
			"known here\n",
			u->output, said, u->source);

		g_free(u->output);
		u->output = both;
	}
	return ok;
}

static void compile(void *data, void *user)
{
	struct unit *u = data;

	u->ok = build_spawn(u->build, compile_command(u), &u->output) &&
		assemble(u);
	if (u->ok && !u->library)
		widths_check(u);
}

static void add_unit(struct build *b, const char *source, bool library)
{
	struct unit *u = g_new0(struct unit, 1);

	u->build = b;
	u->library = library;
	u->archived = library && !g_str_has_suffix(source, "/startup.c");
	u->needed = !u->archived;
	if (u->archived)
		g_file_get_contents(source, &u->text, NULL, NULL);
	u->source = g_strdup(source);
	u->assembly = g_strdup_printf("%s/%u.s", b->folder, b->units->len);
	u->object = g_strdup_printf("%s/%u.o", b->folder, b->units->len);
	g_ptr_array_add(b->units, u);
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_folder(struct build *b, const char *folder)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir)))
		if (g_str_has_suffix(name, ".c"))
			g_ptr_array_add(names,
					g_build_filename(folder, name, NULL));
	g_ptr_array_sort(names, compare);
	for (guint i = 0; i < names->len; i++)
		add_unit(b, names->pdata[i], true);
}

static void add_hal(struct build *b, const char *platform)
{
	g_autofree char *folder = g_build_filename(platform, "hal", NULL);

	add_folder(b, folder);
}

/* The functions that stand for the host's where memory is checked. */
static void add_checked(struct build *b)
{
	g_autofree char *folder =
		g_build_filename(b->layout.runtime, "checked", NULL);

	add_folder(b, folder);
}

/* Compiles what is needed and is not yet compiled. */
static bool compile_needed(struct build *b, GError **error)
{
	GThreadPool *pool = g_thread_pool_new(
		compile, NULL, (int)g_get_num_processors(), FALSE, NULL);
	bool ok = true;

	for (guint i = 0; i < b->units->len; i++) {
		struct unit *u = b->units->pdata[i];

		if (u->needed && !u->output)
			g_thread_pool_push(pool, u, NULL);
	}
	g_thread_pool_free(pool, FALSE, TRUE);
	for (guint i = 0; i < b->units->len; i++) {
		struct unit *u = b->units->pdata[i];

		if (!u->needed || u->told)
			continue;
		u->told = true;
		fputs(u->output, stderr);
		if (u->ok || !ok)
			continue;
		ok = false;
		g_set_error(error, TW_ERROR, TW_ERROR_FIRMWARE,
			    "%s: does not compile: see above", u->source);
	}
	return ok;
}

static bool has_word(const char *text, const char *word)
{
	size_t n = strlen(word);

	for (const char *s = strstr(text, word); s; s = strstr(s + n, word))
		if (!(s > text && (g_ascii_isalnum(s[-1]) || s[-1] == '_')) &&
		    !g_ascii_isalnum(s[n]) && s[n] != '_')
			return true;
	return false;
}

/* Marks the archive's sources that speak of anything still undefined. */
static bool find_needed(struct build *b)
{
	g_autoptr(GHashTable) wanted =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) defined =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	GHashTableIter iter;
	bool found = false;
	void *name;

	for (guint i = 0; i < b->units->len; i++) {
		const struct unit *u = b->units->pdata[i];

		if (u->needed)
			symbols_collect(u->object, wanted, defined);
	}
	g_hash_table_iter_init(&iter, wanted);
	while (g_hash_table_iter_next(&iter, &name, NULL)) {
		if (g_hash_table_contains(defined, name))
			continue;
		for (guint i = 0; i < b->units->len; i++) {
			struct unit *u = b->units->pdata[i];

			if (!u->needed && u->text && has_word(u->text, name))
				found = u->needed = true;
		}
	}
	return found;
}

/* The archive's sources name what they define in full, so that only those have
 * to be compiled that firmware can want. */
static bool compile_all(struct build *b, GError **error)
{
	do {
		if (!compile_needed(b, error))
			return false;
	} while (find_needed(b));
	return true;
}

/* The object takes the place of what is there, which must not be a source, nor
 * /dev/null. */
static bool check_output(const struct cc_job *job, GError **error)
{
	struct stat there, source;

	if (stat(job->output, &there))
		return true;
	if (!S_ISREG(there.st_mode)) {
		g_set_error(error, TW_ERROR, TW_ERROR_FILE,
			    "-o: expected the name of a plain file, got %s",
			    job->output);
		return false;
	}
	for (size_t i = 0; job->sources[i]; i++) {
		if (stat(job->sources[i], &source) ||
		    source.st_dev != there.st_dev ||
		    source.st_ino != there.st_ino)
			continue;
		g_set_error(error, TW_ERROR, TW_ERROR_FILE,
			    "-o: expected another file than the source, got %s",
			    job->output);
		return false;
	}
	return true;
}

static bool begin(struct build *b, GError **error)
{
	g_autofree char *flags = NULL, *text = NULL;

	if (!check_output(b->job, error) ||
	    !widths_options(b->job->options, error) ||
	    !layout_find(&b->layout, b->job->platform, error) ||
	    !flags_compiler(b->command, &b->compiler, error))
		return false;
	if (!checks_read(&b->checks, b->job->options, error))
		return false;
	b->counted = counted_asked(b->job->options);
	b->folder = g_dir_make_tmp("twowire-cc-XXXXXX", error);
	if (!b->folder)
		return false;
#if defined(__x86_64__)
	b->prelude = g_build_filename(b->layout.runtime, "arm.s", NULL);
#endif
	flags = g_build_filename(b->layout.platform, "cflags", NULL);
	if (g_file_get_contents(flags, &text, NULL, NULL))
		b->platform_flags = g_strsplit(g_strchomp(text), "\n", -1);
	if (b->job->sdk &&
	    !sdk_flags(&b->layout, b->job->sdk, &b->sdk_flags, error))
		return false;
	for (const char *const *s = b->job->sources; *s; s++)
		add_unit(b, *s, false);
	add_hal(b, b->layout.platform);
	if (b->layout.family)
		add_hal(b, b->layout.family);
	add_folder(b, b->layout.runtime);
	if (b->checks.memory)
		add_checked(b);
	return true;
}

static void end(struct build *b)
{
	for (guint i = 0; i < b->units->len; i++) {
		struct unit *u = b->units->pdata[i];

		g_free(u->source);
		g_free(u->assembly);
		g_free(u->object);
		g_free(u->output);
		g_free(u->text);
		g_free(u);
	}
	g_ptr_array_unref(b->units);
	if (b->folder) {
		g_autoptr(GDir) dir = g_dir_open(b->folder, 0, NULL);
		const char *name;

		while (dir && (name = g_dir_read_name(dir))) {
			g_autofree char *path =
				g_build_filename(b->folder, name, NULL);

			g_unlink(path);
		}
		g_rmdir(b->folder);
	}
	checks_clear(&b->checks);
	g_strfreev(b->platform_flags);
	g_strfreev(b->sdk_flags);
	g_free(b->folder);
	g_free(b->prelude);
	layout_clear(&b->layout);
}

bool cc_build(const struct cc_job *job, GError **error)
{
	struct build b = {.job = job,
			  .command = job->compiler ? job->compiler : "gcc",
			  .units = g_ptr_array_new()};
	bool ok = begin(&b, error) && compile_all(&b, error) &&
		  link_output(&b, error);

	end(&b);
	return ok;
}
