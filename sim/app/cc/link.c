/* SPDX-License-Identifier: MIT */
/*
 * The compiled sources made one object: the user's in full, of the archive what
 * they ask for.
 */
#include <glib/gstdio.h>

#include "app/cc/build.h"
#include "app/cc/symbols.h"
#include "twowire/sim.h"

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
	build_add(argv, "as");
	build_add(argv, "-o");
	build_add(argv, *object);
	build_add(argv, path);
	if (build_spawn(b, argv, &said))
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

	build_add(argv, "ar");
	build_add(argv, "rcs");
	build_add(argv, archive);
	for (guint i = 0; i < b->units->len; i++) {
		const struct unit *u = b->units->pdata[i];

		if (u->archived && u->needed)
			build_add(argv, u->object);
	}
	if (build_spawn(b, argv, &said))
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
	build_add(argv, b->command);
	build_add_all(argv, flags);
	build_add(argv, "-o");
	build_add(argv, output);
	for (guint i = 0; i < b->units->len; i++) {
		const struct unit *u = b->units->pdata[i];

		if (!u->archived)
			build_add(argv, u->object);
	}
	build_add(argv, info);
	build_add(argv, archive);
	build_add(argv, "-Wl,--no-as-needed");
	build_add(argv, b->layout.library);
	build_add(argv, "-lm");
	if (build_spawn(b, argv, &said))
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

bool link_output(const struct build *b, GError **error)
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
