/* SPDX-License-Identifier: MIT */
/*
 * From sources to an object: each is compiled to assembly, filtered and
 * assembled; the platform's HAL and firmware's C library go into an archive, so
 * that a part of them is in the object only if firmware asks for it and has
 * none of its own. Only hal/startup.c is in every object: the vector table.
 */
#include "app/cc/cc.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "app/cc/filter.h"
#include "app/cc/flags.h"
#include "app/cc/layout.h"
#include "app/cc/symbols.h"
#include "twowire/sim.h"

struct unit {
	const struct build *build;
	char *source;
	char *assembly;
	char *object;
	bool library;
	bool archived; /* in the object only if asked for */
	bool needed;   /* compiled, or about to be */
	char *text;    /* of the archived */
	char *output;  /* what the compiler said */
	bool ok;
	bool told; /* to the user */
};

struct build {
	const struct cc_job *job;
	struct layout layout;
	enum compiler compiler;
	const char *command;
	char *folder; /* for what is in between */
	char *prelude;
	char **platform_flags;
	GPtrArray *units;
};

static void add(GPtrArray *argv, const char *arg)
{
	g_ptr_array_add(argv, g_strdup(arg));
}

static void add_all(GPtrArray *argv, const char *const *args)
{
	for (; args && *args; args++)
		add(argv, *args);
}

static bool spawn(const struct build *b, GPtrArray *argv, char **said)
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
			add(argv, *options);
			if (!(*options)[2] && (*options)[1] != 'O' &&
			    options[1])
				add(argv, *++options);
		}
}

static GPtrArray *compile_command(const struct unit *u)
{
	GPtrArray *argv = g_ptr_array_new_with_free_func(g_free);
	const struct build *b = u->build;

	add(argv, b->command);
	add_all(argv, flags_of(b->compiler));
	add_all(argv, (const char *const *)b->platform_flags);
	g_ptr_array_add(
		argv, g_strdup_printf("-include%s/cdefs.h", b->layout.runtime));
	if (u->library) {
		add_shared_options(argv, b->job->options);
		g_ptr_array_add(argv,
				g_strdup_printf("-I%s", b->layout.include));
	} else {
		add_all(argv, b->job->options);
	}
	g_ptr_array_add(argv,
			g_strdup_printf("-I%s/include", b->layout.platform));
	add(argv, "-S");
	add(argv, "-o");
	add(argv, u->assembly);
	add(argv, u->source);
	return argv;
}

static bool assemble(struct unit *u)
{
	GPtrArray *argv = g_ptr_array_new_with_free_func(g_free);
	const struct build *b = u->build;
	const struct filter filter = {
		.prelude = b->prelude,
		.library = u->library,
	};
	g_autofree char *text = NULL, *filtered = NULL, *said = NULL;
	bool ok;

	if (!g_file_get_contents(u->assembly, &text, NULL, NULL))
		return false;
	filtered = filter_assembly(&filter, text);
	if (!g_file_set_contents(u->assembly, filtered, -1, NULL))
		return false;
	add(argv, b->command);
	if (b->compiler == COMPILER_CLANG)
		add(argv, "-fno-integrated-as");
	add(argv, "-c");
	add(argv, "-o");
	add(argv, u->object);
	add(argv, u->assembly);
	ok = spawn(b, argv, &said);
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

	u->ok = spawn(u->build, compile_command(u), &u->output) && assemble(u);
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

/* What the loader knows the object by. */
static bool make_info(const struct build *b, char **object, GError **error)
{
	g_autofree char *path = g_build_filename(b->folder, "info.s", NULL);
	g_autofree char *said = NULL;
	g_autofree char *text =
		g_strdup_printf("\t.section .rodata\n\t.globl tw_fw_info\n"
				"\t.type tw_fw_info, %%object\ntw_fw_info:\n"
				"\t.asciz \"twowire-firmware/1 %s\"\n"
				"\t.size tw_fw_info, .-tw_fw_info\n"
				"\t.section .note.GNU-stack,\"\",%%progbits\n",
				b->layout.name);
	GPtrArray *argv = g_ptr_array_new_with_free_func(g_free);

	*object = g_build_filename(b->folder, "info.o", NULL);
	g_file_set_contents(path, text, -1, NULL);
	add(argv, "as");
	add(argv, "-o");
	add(argv, *object);
	add(argv, path);
	if (spawn(b, argv, &said))
		return true;
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
		    "the assembler of binutils cannot be run: %s", said);
	return false;
}

static bool make_archive(const struct build *b, const char *archive,
			 GError **error)
{
	GPtrArray *argv = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *said = NULL;

	add(argv, "ar");
	add(argv, "rcs");
	add(argv, archive);
	for (guint i = 0; i < b->units->len; i++) {
		const struct unit *u = b->units->pdata[i];

		if (u->archived && u->needed)
			add(argv, u->object);
	}
	if (spawn(b, argv, &said))
		return true;
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
		    "`ar` of binutils cannot be run: %s", said);
	return false;
}

/* Never linked to the sanitizer's own library, whose hooks ours stand for. */
static bool link_all(const struct build *b, const char *output, GError **error)
{
	static const char *const flags[] = {
		"-shared",
		"-Wl,-Bsymbolic",
		"-Wl,-z,now",
		"-Wl,-z,noexecstack",
		"-Wl,--build-id=none",
		NULL,
	};
	GPtrArray *argv = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *archive = g_build_filename(b->folder, "hal.a", NULL);
	g_autofree char *info = NULL, *said = NULL;

	if (!make_info(b, &info, error) || !make_archive(b, archive, error)) {
		g_ptr_array_unref(argv);
		return false;
	}
	add(argv, b->command);
	add_all(argv, flags);
	add(argv, "-o");
	add(argv, output);
	for (guint i = 0; i < b->units->len; i++) {
		const struct unit *u = b->units->pdata[i];

		if (!u->archived)
			add(argv, u->object);
	}
	add(argv, info);
	add(argv, archive);
	add(argv, "-Wl,--no-as-needed");
	add(argv, b->layout.library);
	add(argv, "-lm");
	if (spawn(b, argv, &said))
		return true;
	g_set_error(error, TW_ERROR, TW_ERROR_FIRMWARE, "does not link:\n%s",
		    g_strchomp(said));
	return false;
}

static bool check_symbols(const struct build *b, const char *linked,
			  GError **error)
{
	GArray *objects = g_array_new(FALSE, FALSE, sizeof(struct compiled));
	bool ok;

	for (guint i = 0; i < b->units->len; i++) {
		const struct unit *u = b->units->pdata[i];
		struct compiled c = {u->source, u->object};

		if (u->needed)
			g_array_append_val(objects, c);
	}
	ok = symbols_check(linked, objects, b->layout.name, error);
	g_array_unref(objects);
	return ok;
}

static bool link_output(const struct build *b, GError **error)
{
	const char *output = b->job->output;
	g_autofree char *part = g_strconcat(output, ".part", NULL);
	bool ok = link_all(b, part, error) && check_symbols(b, part, error);

	if (ok && g_rename(part, output)) {
		g_set_error(error, TW_ERROR, TW_ERROR_FILE,
			    "%s: cannot be written", output);
		ok = false;
	}
	if (!ok)
		g_unlink(part);
	return ok;
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
	    !layout_find(&b->layout, b->job->platform, error) ||
	    !flags_compiler(b->command, &b->compiler, error))
		return false;
	b->folder = g_dir_make_tmp("twowire-cc-XXXXXX", error);
	if (!b->folder)
		return false;
#if defined(__x86_64__)
	b->prelude = g_build_filename(b->layout.runtime, "arm.s", NULL);
#endif
	flags = g_build_filename(b->layout.platform, "cflags", NULL);
	if (g_file_get_contents(flags, &text, NULL, NULL))
		b->platform_flags = g_strsplit(g_strchomp(text), "\n", -1);
	for (const char *const *s = b->job->sources; *s; s++)
		add_unit(b, *s, false);
	flags = (g_free(flags),
		 g_build_filename(b->layout.platform, "hal", NULL));
	add_folder(b, flags);
	add_folder(b, b->layout.runtime);
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
	g_strfreev(b->platform_flags);
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
