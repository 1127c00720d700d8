/* SPDX-License-Identifier: MIT */
#include "beside.h"

#include <glib.h>

char *find_beside(const char *name, const char *folder)
{
	g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
	g_autofree char *here = g_path_get_dirname(self ? self : ".");
	char *program = g_build_filename(here, name, NULL);

	if (g_file_test(program, G_FILE_TEST_IS_EXECUTABLE))
		return program;
	g_free(program);
	program = g_build_filename(here, "..", folder, name, NULL);
	if (g_file_test(program, G_FILE_TEST_IS_EXECUTABLE))
		return program;
	g_free(program);
	return NULL;
}
