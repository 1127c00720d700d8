/* SPDX-License-Identifier: MIT */
/* The target in software of fw/soft.c, and which defect its straps choose. */
#ifndef TW_TORTURE_SOFT_TARGET_H
#define TW_TORTURE_SOFT_TARGET_H

#include "ran.h"

/* As "case.json". WP is the net that locks a register. */
static inline void write_soft(const struct ran *r, const char *object,
			      unsigned strap)
{
	g_autoptr(GString) nets = g_string_new(NULL);
	g_autoptr(GString) pins = g_string_new(NULL);
	g_autofree char *text = NULL;

	for (unsigned i = 0; i < 8; i++) {
		g_string_append_printf(
			nets, "%s{\"id\": \"S%u\", \"rest\": \"%s\"}",
			i ? ", " : "", i, strap >> i & 1 ? "high" : "low");
		g_string_append_printf(pins, ", \"GPIO%u\": \"net S%u\"", 8 + i,
				       i);
	}
	text = g_strdup_printf(
		"{\"format\": \"twowire-scenario/1\", \"title\": \"a "
		"target\",\n"
		"\"nets\": [%s, {\"id\": \"WP\", \"rest\": \"low\"}],\n"
		"\"firmware\": [{\"id\": \"dut\", \"platform\": \"rp2040\", "
		"\"object\": \"%s\",\n\"pins\": {\"GPIO4\": \"bus.sda\", "
		"\"GPIO5\": \"bus.scl\", "
		"\"GPIO16\": \"net WP\"%s}}]}\n",
		nets->str, object, pins->str);
	write_file(r, "case.json", text);
}

#endif /* TW_TORTURE_SOFT_TARGET_H */
