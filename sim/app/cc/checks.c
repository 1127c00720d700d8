/* SPDX-License-Identifier: MIT */
#include "app/cc/checks.h"

#include <string.h>

#include "twowire/sim.h"

#define OPTION "-fsanitize="

/* These replace what firmware's hooks are made of, or need threads. */
static bool is_impossible(const char *kind)
{
	static const char *const kinds[] = {
		"thread",    "memory",	   "leak",
		"hwaddress", "fuzzer",	   "kernel-address",
		"dataflow",  "safe-stack", "shadow-call-stack",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (!strcmp(kind, kinds[i]))
			return true;
	return false;
}

static bool read_kinds(struct checks *c, const char *option, GPtrArray *rest,
		       GError **error)
{
	g_auto(GStrv) kinds = g_strsplit(option + strlen(OPTION), ",", -1);

	for (size_t i = 0; kinds[i]; i++) {
		if (is_impossible(kinds[i])) {
			g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
				    "-fsanitize=%s: firmware has no such "
				    "thing: there are address, undefined and "
				    "the kinds that undefined stands for",
				    kinds[i]);
			return false;
		}
		if (!strcmp(kinds[i], "address")) {
			c->memory = true;
			continue;
		}
		c->traps = true;
		g_ptr_array_add(rest, g_strconcat(OPTION, kinds[i], NULL));
	}
	return true;
}

bool checks_read(struct checks *c, const char *const *options, GError **error)
{
	GPtrArray *rest = g_ptr_array_new();
	bool ok = true;

	*c = (struct checks){0};
	for (; *options && ok; options++)
		if (g_str_has_prefix(*options, OPTION))
			ok = read_kinds(c, *options, rest, error);
		else
			g_ptr_array_add(rest, g_strdup(*options));
	g_ptr_array_add(rest, NULL);
	c->rest = (char **)g_ptr_array_free(rest, FALSE);
	return ok;
}

void checks_clear(struct checks *c)
{
	g_strfreev(c->rest);
}

const char *const *checks_flags(const struct checks *c, enum compiler compiler)
{
	static const char *const none[] = {NULL};
	/* From the third word on: what traps alone need. */
	static const char *const gcc[] = {
		"-fstack-protector-all", "-fsanitize=bounds,object-size",
		"-fsanitize-undefined-trap-on-error", NULL};
	static const char *const clang[] = {
		"-fstack-protector-all", "-fsanitize=array-bounds,object-size",
		"-fsanitize-trap=undefined", NULL};
	const char *const *all = compiler == COMPILER_CLANG ? clang : gcc;

	if (c->memory)
		return all;
	return c->traps ? all + 2 : none;
}
