/* SPDX-License-Identifier: MIT */
#include "units.h"

#include <string.h>

#define MAX_PS	  UINT64_C(10000000000000000000)
#define MAX_NS	  UINT64_C(1000000000000)
#define PS_PER_NS 1000
#define PS_PER_S  1e12

/* Digits behind the point, in @unit ps; false: finer than 1 ps. */
static bool parse_fraction(const char **text, uint64_t unit, uint64_t *ps)
{
	for (++*text; g_ascii_isdigit(**text); ++*text) {
		if (unit % 10 && **text != '0')
			return false;
		unit /= 10;
		*ps += unit * (uint64_t)g_ascii_digit_value(**text);
	}
	return true;
}

/* Behind a number. 0: none such. */
static uint64_t unit_ps(const char *name)
{
	static const struct {
		const char *name;
		uint64_t ps;
	} units[] = {
		{"", 1000},	 {"ps", 1},	     {"ns", 1000},
		{"us", 1000000}, {"ms", 1000000000}, {"s", 1000000000000},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
		if (!strcmp(name, units[i].name))
			return units[i].ps;
	return 0;
}

static bool is_bare(const char *text)
{
	return g_ascii_isdigit(text[strlen(text) - 1]);
}

bool units_ps(const char *text, uint64_t *ps)
{
	char *end;
	guint64 n = g_ascii_strtoull(text, &end, 10);
	const char *rest = end;
	uint64_t unit;

	if (!g_ascii_isdigit(*text))
		return false;
	unit = unit_ps(end + strspn(end, ".0123456789"));
	if (!unit || n >= MAX_PS / unit)
		return false;
	*ps = n * unit;
	if (*rest == '.' && !parse_fraction(&rest, unit, ps))
		return false;
	return rest == end + strspn(end, ".0123456789");
}

bool units_ns(const char *text, uint64_t *ns)
{
	uint64_t ps;

	if (!units_ps(text, &ps) || is_bare(text) || ps % PS_PER_NS ||
	    ps / PS_PER_NS > MAX_NS)
		return false;
	*ns = ps / PS_PER_NS;
	return true;
}

bool units_tick(const struct command *command, const char *option,
		const char *text, const tw_trace *trace, uint64_t *tick)
{
	uint64_t num, den, ps;

	if (!text)
		return true;
	tw_trace_tick(trace, &num, &den);
	if (units_ps(text, &ps) && (num || is_bare(text))) {
		double ticks =
			num ? (double)ps / PS_PER_S * (double)den / (double)num
			    : (double)ps / PS_PER_NS;

		if (ticks < 1e18) {
			*tick = (uint64_t)(ticks + 0.5);
			return true;
		}
	}
	command_error(command,
		      "%s: expected a time such as 1.5ms, 200us or 40ns%s, got "
		      "\"%s\"",
		      option,
		      num ? "" : " (without a samplerate: a sample's number)",
		      text);
	return false;
}

bool units_hz(const char *text, uint64_t max_hz, uint64_t *hz)
{
	static const struct {
		const char *unit;
		double hz;
	} units[] = {{"", 1}, {"k", 1e3}, {"m", 1e6}, {"g", 1e9}};
	char *end;
	double value = g_ascii_strtod(text, &end);
	g_autofree char *unit = g_ascii_strdown(end, -1);

	if (end == text)
		return false;
	if (g_str_has_suffix(unit, "hz"))
		unit[strlen(unit) - 2] = '\0';
	for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
		double rate = value * units[i].hz;

		if (strcmp(unit, units[i].unit))
			continue;
		if (!(rate >= 1 && rate <= (double)max_hz))
			return false;
		*hz = (uint64_t)(rate + 0.5);
		return true;
	}
	return false;
}
