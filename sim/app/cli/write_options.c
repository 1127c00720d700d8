/* SPDX-License-Identifier: MIT */
#include "write_options.h"

#include <string.h>

#define PS_PER_NS   1000.0
#define MAX_RATE_HZ 1000000000u

struct write_options write_options;

bool write_options_time(const char *text, double *ns)
{
	static const struct {
		const char *unit;
		double ns;
	} units[] = {{"", 1},	  {"ps", 1e-3}, {"ns", 1},
		     {"us", 1e3}, {"ms", 1e6},	{"s", 1e9}};
	char *end;
	double value = g_ascii_strtod(text, &end);

	if (end == text || !(value >= 0))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
		if (strcmp(end, units[i].unit))
			continue;
		*ns = value * units[i].ns;
		return *ns < 1e18;
	}
	return false;
}

/* "24MHz", "500k", "1000000". */
static bool parse_rate(const char *text, uint64_t *hz)
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
		if (!(rate >= 1 && rate <= MAX_RATE_HZ))
			return false;
		*hz = (uint64_t)(rate + 0.5);
		return true;
	}
	return false;
}

bool write_options_get(const struct command *command,
		       struct tw_write_config *config)
{
	const struct write_options *o = &write_options;
	double ns;

	*config = (struct tw_write_config){
		.drivers = o->drivers,
		.faults = o->faults,
	};
	if (o->samplerate && !parse_rate(o->samplerate, &config->rate_hz)) {
		command_error(command,
			      "--samplerate: expected 1 Hz to 1 GHz as in "
			      "24MHz or 500k, got \"%s\"",
			      o->samplerate);
		return false;
	}
	if (!o->timescale)
		return true;
	if (write_options_time(o->timescale, &ns) && ns * PS_PER_NS >= 1)
		config->tick_ps = (uint64_t)(ns * PS_PER_NS + 0.5);
	for (uint64_t ps = 1; ps <= 1000000000000; ps *= 10)
		if (config->tick_ps == ps)
			return true;
	command_error(command,
		      "--timescale: expected a power of ten from 1ps to 1s, as "
		      "in 10ns, got \"%s\"",
		      o->timescale);
	return false;
}
