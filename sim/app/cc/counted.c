/* SPDX-License-Identifier: MIT */
#include "app/cc/counted.h"

#include <string.h>

bool counted_asked(const char *const *options)
{
	for (; *options; options++)
		if (!strcmp(*options, "--coverage") ||
		    !strcmp(*options, "-coverage") ||
		    !strcmp(*options, "-fprofile-arcs"))
			return true;
	return false;
}

/* "main" of "src/main.c". */
static char *stem_of(const char *source)
{
	char *stem = g_path_get_basename(source);

	stem[strlen(stem) - strlen(".c")] = 0;
	return stem;
}

/* "/home/me/fw-": of two sources of one name, "/home/me/fw-2-" the second. */
static char *prefix_of(const struct unit *u, const char *stem)
{
	const char *output = u->build->job->output;
	g_autofree char *path = g_canonicalize_filename(output, NULL);
	const GPtrArray *units = u->build->units;
	unsigned nth = 1;

	if (g_str_has_suffix(path, ".so"))
		path[strlen(path) - strlen(".so")] = 0;
	for (guint i = 0; i < units->len && units->pdata[i] != u; i++) {
		const struct unit *other = units->pdata[i];
		g_autofree char *its = stem_of(other->source);

		nth += !strcmp(its, stem);
	}
	return nth == 1 ? g_strdup_printf("%s-", path)
			: g_strdup_printf("%s-%u-", path, nth);
}

/* Counters in memory at every instant, not in a register while a loop lasts: a
 * crash or a reset may end it. Nor are they accesses that firmware made. */
void counted_add_options(GPtrArray *argv, const struct unit *u)
{
	g_autofree char *stem = stem_of(u->source);
	g_autofree char *prefix = prefix_of(u, stem);

	build_add(argv, "-fprofile-update=atomic");
	if (u->build->compiler == COMPILER_CLANG) {
		build_add(argv, "-Xclang");
		g_ptr_array_add(
			argv, g_strdup_printf("-coverage-notes-file=%s%s.gcno",
					      prefix, stem));
		build_add(argv, "-Xclang");
		g_ptr_array_add(argv,
				g_strdup_printf("-coverage-data-file=%s%s.gcda",
						prefix, stem));
		return;
	}
#if defined(__aarch64__)
	build_add(argv, "-mno-outline-atomics");
#endif
	build_add(argv, "-dumpdir");
	build_add(argv, prefix);
	build_add(argv, "-dumpbase");
	g_ptr_array_add(argv, g_strdup_printf("%s.c", stem));
	build_add(argv, "-dumpbase-ext");
	build_add(argv, ".c");
}
