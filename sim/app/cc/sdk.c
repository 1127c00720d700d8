/* SPDX-License-Identifier: MIT */
#include "app/cc/sdk.h"

#include <string.h>

#include "twowire/sim.h"

static char *overlay(const struct layout *l)
{
	return g_build_filename(l->platform, "sdk", "include", NULL);
}

void sdk_add_overlay(GPtrArray *argv, const struct layout *l)
{
	g_autofree char *folder = overlay(l);

	if (g_file_test(folder, G_FILE_TEST_IS_DIR))
		g_ptr_array_add(argv, g_strconcat("-I", folder, NULL));
}

static char *replace(const char *line, const char *name, const char *path)
{
	g_auto(GStrv) parts = g_strsplit(line, name, -1);

	return g_strjoinv(path, parts);
}

/* "-I@SDK@/src" with the checkout's path in it. */
static char *fill_in(const char *line, const struct layout *l, const char *sdk)
{
	g_autofree char *half = replace(line, "@SDK@", sdk);

	return replace(half, "@PLATFORM@", l->platform);
}

static bool has_folder(const char *flag)
{
	return strncmp(flag, "-I", 2) ||
	       g_file_test(flag + 2, G_FILE_TEST_IS_DIR);
}

static bool is_there(const char *flag, const char *platform, const char *sdk,
		     GError **error)
{
	if (has_folder(flag))
		return true;
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
		    "--sdk: %s needs the folder %s, which %s has not: is it a "
		    "checkout with its submodules?",
		    platform, flag + 2, sdk);
	return false;
}

bool sdk_flags(const struct layout *l, const char *sdk, char ***flags,
	       GError **error)
{
	g_autofree char *path =
		g_build_filename(l->platform, "sdk", "cflags", NULL);
	g_autofree char *dir = g_canonicalize_filename(sdk, NULL);
	g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;

	if (!g_file_get_contents(path, &text, NULL, NULL)) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "--sdk: %s does not know its vendor's checkout; "
			    "name its folders with -I",
			    l->name);
		return false;
	}
	if (!g_file_test(dir, G_FILE_TEST_IS_DIR)) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "--sdk: expected a folder, got %s", sdk);
		return false;
	}
	lines = g_strsplit(text, "\n", -1);
	for (char **line = lines; *line; line++) {
		bool optional = **line == '?';
		char *flag;

		if (!**line || **line == '#')
			continue;
		flag = fill_in(*line + optional, l, dir);
		if (optional && !has_folder(flag)) {
			g_free(flag);
			continue;
		}
		g_ptr_array_add(all, flag);
		if (!is_there(flag, l->name, sdk, error))
			return false;
	}
	g_ptr_array_add(all, NULL);
	*flags = g_strdupv((char **)all->pdata);
	return true;
}
