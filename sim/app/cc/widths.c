/* SPDX-License-Identifier: MIT */
#include "app/cc/widths.h"

#include <string.h>

#include "twowire/sim.h"

/* The rest is style, or the host's compiler says it too. */
static const char *const wanted[] = {
	"-Wconstant-conversion",
	"-Winteger-overflow",
	"-Wshift-count-overflow",
	"-Wshift-overflow",
	"-Wshift-sign-overflow",
	"-Wtautological-constant-out-of-range-compare",
};

/* Of the host's C library, which has no headers for chips. */
static const char *const folders[] = {
	"/usr/include/x86_64-linux-gnu",
	"/usr/include/aarch64-linux-gnu",
	"/usr/include",
};

bool widths_options(const char *const *options, GError **error)
{
	static const char *const others[] = {"-m32", "-mx32", "-m16"};

	for (; *options; options++)
		for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
			if (strcmp(*options, others[i]))
				continue;
			g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
				    "%s: firmware runs in twowire's own "
				    "process, which has 64 bits: leave it out. "
				    "What is narrower on the chip is in "
				    "docs/fidelity.md",
				    *options);
			return false;
		}
	return true;
}

static char **chip_options(const struct build *b)
{
	g_autofree char *path =
		g_build_filename(b->layout.platform, "widths", NULL);
	char *text = NULL;
	char **lines;

	if (!g_file_get_contents(path, &text, NULL, NULL))
		return NULL;
	lines = g_strsplit(g_strstrip(text), "\n", -1);
	g_free(text);
	return lines;
}

static GPtrArray *command(const struct unit *u, char **chip)
{
	GPtrArray *argv = g_ptr_array_new_with_free_func(g_free);
	const struct layout *l = &u->build->layout;

	build_add(argv, "clang");
	build_add_all(argv, (const char *const *)chip);
	build_add(argv, "-fsyntax-only");
	build_add(argv, "-ffreestanding");
	build_add(argv, "-include");
	build_add(argv, "stdint.h");
	/* stdint.h's types are the chip's, not the C library's. */
	build_add(argv, "-D_BITS_STDINT_INTN_H");
	build_add(argv, "-D_BITS_STDINT_UINTN_H");
	build_add_headers(argv, u);
	g_ptr_array_add(argv, g_strdup_printf("-I%s/widths", l->runtime));
	for (size_t i = 0; i < G_N_ELEMENTS(folders); i++)
		g_ptr_array_add(argv,
				g_strdup_printf("-idirafter%s", folders[i]));
	build_add(argv, "-Qunused-arguments");
	build_add(argv, "-fno-caret-diagnostics");
	build_add(argv, "-Wno-error");
	build_add(argv, u->source);
	return argv;
}

static bool is_wanted(const char *line)
{
	for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
		g_autofree char *tag = g_strdup_printf("[%s]", wanted[i]);

		if (strstr(line, ": warning: ") && g_str_has_suffix(line, tag))
			return true;
	}
	return false;
}

/* Errors mean that a header is not for this reader: nothing is known then. */
void widths_check(struct unit *u)
{
	g_auto(GStrv) chip = chip_options(u->build);
	g_autofree char *clang = g_find_program_in_path("clang");
	g_autofree char *said = NULL;
	g_auto(GStrv) lines = NULL;
	g_autoptr(GString) all = g_string_new(u->output);

	if (!chip || !clang || !build_spawn(u->build, command(u, chip), &said))
		return;
	lines = g_strsplit(said, "\n", -1);
	for (char **line = lines; *line; line++)
		if (is_wanted(*line))
			g_string_append_printf(all, "%s (on %s)\n", *line,
					       u->build->layout.name);
	g_free(u->output);
	u->output = g_string_free(g_steal_pointer(&all), FALSE);
}
