/* SPDX-License-Identifier: MIT */
/*
 * Installed, everything lies at fixed places from the library's folder's
 * prefix; in a build tree, in the source tree that it was configured for.
 */
#include "app/cc/layout.h"

#include <dlfcn.h>
#include <string.h>

#include "app/cc/cc.h"
#include "twowire/sim.h"

static char *library_path(void)
{
	Dl_info info;

	if (!dladdr((void *)(uintptr_t)tw_sim_new, &info) || !info.dli_fname)
		return NULL;
	return g_canonicalize_filename(info.dli_fname, NULL);
}

/* The folder above lib/ or lib/<triplet>/ that has share/twowire. */
static char *find_prefix(const char *library)
{
	char *dir = g_path_get_dirname(library);

	for (int up = 0; up < 3; up++) {
		g_autofree char *old = dir;
		g_autofree char *data =
			g_build_filename(dir, "share", "twowire", NULL);

		if (g_file_test(data, G_FILE_TEST_IS_DIR))
			return g_steal_pointer(&old);
		dir = g_path_get_dirname(dir);
	}
	g_free(dir);
	return NULL;
}

static bool find_base(struct layout *l)
{
	g_autofree char *prefix = NULL;
	bool in_build_tree;

	l->library = library_path();
	if (!l->library)
		return false;
	in_build_tree = g_str_has_prefix(l->library, TW_BUILD_ROOT "/");
	if (!in_build_tree)
		prefix = find_prefix(l->library);
	if (prefix) {
		l->data = g_build_filename(prefix, "share", "twowire", NULL);
		l->include = g_build_filename(prefix, "include", NULL);
	} else {
		l->data =
			g_build_filename(TW_SOURCE_ROOT, "firmware-shim", NULL);
		l->include = g_build_filename(TW_SOURCE_ROOT, "include", NULL);
	}
	l->runtime = g_build_filename(l->data, "runtime", "fw", NULL);
	return g_file_test(l->runtime, G_FILE_TEST_IS_DIR);
}

static bool is_platform(const char *dir)
{
	g_autofree char *include = g_build_filename(dir, "include", NULL);
	g_autofree char *hal = g_build_filename(dir, "hal", NULL);
	g_autofree char *family = g_build_filename(dir, "family", NULL);

	return g_file_test(include, G_FILE_TEST_IS_DIR) &&
	       (g_file_test(hal, G_FILE_TEST_IS_DIR) ||
		g_file_test(family, G_FILE_TEST_IS_REGULAR));
}

/* The one that the file `family` names; or a folder beside it whose name begins
 * the platform's and which has headers but no HAL: "sam" of "samd51". */
static char *find_family(const char *platform, const char *name)
{
	g_autofree char *data = g_path_get_dirname(platform);
	g_autofree char *file = g_build_filename(platform, "family", NULL);
	g_autofree char *named = NULL;

	if (g_file_get_contents(file, &named, NULL, NULL))
		return g_build_filename(data, g_strstrip(named), NULL);
	for (size_t len = strlen(name); len-- > 1;) {
		g_autofree char *prefix = g_strndup(name, len);
		g_autofree char *dir = g_build_filename(data, prefix, NULL);
		g_autofree char *include =
			g_build_filename(dir, "include", NULL);

		if (g_file_test(include, G_FILE_TEST_IS_DIR) &&
		    !is_platform(dir))
			return g_steal_pointer(&dir);
	}
	return NULL;
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

char **cc_platforms(void)
{
	GPtrArray *names = g_ptr_array_new();
	struct layout l = {0};
	const char *name;

	if (find_base(&l)) {
		g_autoptr(GDir) dir = g_dir_open(l.data, 0, NULL);

		while (dir && (name = g_dir_read_name(dir))) {
			g_autofree char *path =
				g_build_filename(l.data, name, NULL);

			if (is_platform(path))
				g_ptr_array_add(names, g_strdup(name));
		}
	}
	layout_clear(&l);
	g_ptr_array_sort(names, compare);
	g_ptr_array_add(names, NULL);
	return (char **)g_ptr_array_free(names, FALSE);
}

bool layout_find(struct layout *l, const char *platform, GError **error)
{
	g_auto(GStrv) names = NULL;
	g_autofree char *list = NULL;

	*l = (struct layout){0};
	if (!find_base(l)) {
		g_set_error(
			error, TW_ERROR, TW_ERROR_CONFIG,
			"twowire's own files are not found from %s: install "
			"it whole, with `meson install`",
			l->library ? l->library : "the program");
		return false;
	}
	l->platform = strchr(platform, '/')
			      ? g_canonicalize_filename(platform, NULL)
			      : g_build_filename(l->data, platform, NULL);
	l->name = g_path_get_basename(l->platform);
	l->family = find_family(l->platform, l->name);
	if (is_platform(l->platform))
		return true;
	names = cc_platforms();
	list = g_strjoinv(", ", names);
	if (strchr(platform, '/'))
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "--platform: needs a folder with include/ and "
			    "hal/, got %s",
			    platform);
	else
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "--platform: there are %s; got %s", list, platform);
	return false;
}

void layout_clear(struct layout *l)
{
	g_free(l->data);
	g_free(l->runtime);
	g_free(l->include);
	g_free(l->library);
	g_free(l->platform);
	g_free(l->name);
	g_free(l->family);
	*l = (struct layout){0};
}
