/* SPDX-License-Identifier: MIT */
/* Times for people. */
#include "monitor/ticks.h"

void tw_ns_text(GString *out, uint64_t ns)
{
	static const struct {
		uint64_t below; /* ns */
		uint64_t ns;
		const char *name;
	} units[] = {
		{10000, 1, "ns"},
		{10000000, 1000, "us"},
		{10000000000, 1000000, "ms"},
		{UINT64_MAX, 1000000000, "s"},
	};
	size_t i = 0;
	uint64_t thousandths;

	while (ns >= units[i].below && i + 1 < G_N_ELEMENTS(units))
		i++;
	g_string_append_printf(out, "%" G_GUINT64_FORMAT, ns / units[i].ns);
	thousandths = ns % units[i].ns * 1000 / units[i].ns;
	if (thousandths) {
		g_string_append_printf(out, ".%03u", (unsigned)thousandths);
		while (out->str[out->len - 1] == '0')
			g_string_truncate(out, out->len - 1);
	}
	g_string_append_printf(out, " %s", units[i].name);
}
