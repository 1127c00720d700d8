/* SPDX-License-Identifier: MIT */
#include "replay_words.h"
#include "command.h"
#include "units.h"

#include "twowire/controller.h"
#include "twowire/point.h"

#include <string.h>

static int refuse_time(const char *option, const char *text)
{
	return command_error(&command_replay,
			     "%s: expected a time as in 20us, got %s", option,
			     text);
}

int words_tolerance(const char *text, struct tw_replay_config *config)
{
	g_auto(GStrv) words = g_strsplit(text ? text : "", ",", -1);

	for (char **w = words; *w; w++) {
		bool stretch = g_str_has_prefix(*w, "stretch=");
		bool timing = g_str_has_prefix(*w, "timing=");
		const char *time = stretch || timing ? strchr(*w, '=') + 1 : *w;
		uint64_t ns;

		if (!units_ns(time, &ns) || !ns)
			return refuse_time("--tolerance", time);
		if (!timing)
			config->tolerance_ns = ns;
		if (!stretch)
			config->timing_tolerance_ns = ns;
	}
	return CLI_OK;
}

int words_ignore(tw_replay *r, char *const *texts)
{
	for (; texts && *texts; texts++) {
		struct tw_replay_ignore ignore;
		GError *error = NULL;

		if (!tw_replay_ignore_parse(*texts, &ignore, &error)) {
			g_prefix_error(&error, "--ignore: ");
			return command_gerror(&command_replay, error);
		}
		tw_replay_add_ignore(r, &ignore);
	}
	return CLI_OK;
}

static int one_input(tw_replay *r, tw_bus *bus, GPtrArray *names,
		     const char *text)
{
	g_auto(GStrv) halves = g_strsplit(text, "=", 2);
	char *at = halves[0] ? strchr(halves[0], '@') : NULL, *dot, *end;
	const char *name = halves[0];
	tw_device *dev;
	uint64_t ns;
	gint64 value;

	if (!at || !halves[1])
		return command_error(&command_replay,
				     "--input: expected "
				     "[DEVICE.]NAME@TIME=VALUE, got %s",
				     text);
	*at = '\0';
	if (!units_ns(at + 1, &ns))
		return refuse_time("--input", at + 1);
	dot = strchr(halves[0], '.');
	if (dot) {
		*dot = '\0';
		name = dot + 1;
	}
	dev = dot	   ? tw_bus_device(bus, halves[0])
	      : names->len ? tw_bus_device(bus, names->pdata[0])
			   : NULL;
	if (!dev)
		return command_error(&command_replay,
				     "--input: no device %s among the targets",
				     dot ? halves[0] : "");
	value = g_ascii_strtoll(halves[1], &end, 10);
	if (end == halves[1] || *end || value != (int32_t)value ||
	    !tw_replay_set_input(r, ns, dev, name, (int32_t)value))
		return command_error(&command_replay,
				     "--input: %s of %s: no such input, or out "
				     "of range, got %s; `twowire list models` "
				     "shows them",
				     name, tw_device_name(dev), halves[1]);
	return CLI_OK;
}

int words_input(tw_replay *r, tw_bus *bus, GPtrArray *names, char *const *texts)
{
	int status = CLI_OK;

	for (; texts && *texts && !status; texts++)
		status = one_input(r, bus, names, *texts);
	return status;
}

static int one_power_off(tw_replay *r, tw_sim *sim, GPtrArray *names,
			 char *text)
{
	char *colon = strchr(text, ':'), *from = colon ? colon + 1 : text;
	char *to = strstr(from, "..");
	const char *part = names->len ? names->pdata[0] : "";
	g_autofree char *whole = g_strdup(text), *point = NULL;
	uint64_t from_ns, to_ns;

	if (to)
		*to = '\0';
	if (!to || !units_ns(from, &from_ns) || !units_ns(to + 2, &to_ns) ||
	    from_ns >= to_ns)
		return command_error(&command_replay,
				     "--power-off: expected [PART:]FROM..TO as "
				     "in 0ms..5ms, got %s",
				     whole);
	if (colon) {
		*colon = '\0';
		part = text;
	}
	point = g_strconcat(part, ".power", NULL);
	if (!tw_sim_point(sim, point))
		return command_error(&command_replay,
				     "--power-off: no part %s among the "
				     "targets",
				     part);
	tw_replay_power_off(r, part, from_ns, to_ns);
	return CLI_OK;
}

int words_power_off(tw_replay *r, tw_sim *sim, GPtrArray *names,
		    char *const *texts)
{
	int status = CLI_OK;

	for (; texts && *texts && !status; texts++) {
		g_autofree char *text = g_strdup(*texts);

		status = one_power_off(r, sim, names, text);
	}
	return status;
}

int words_address(tw_replay *r, char *const *texts)
{
	uint8_t addrs[128];
	size_t n = 0;

	for (; texts && *texts && n < G_N_ELEMENTS(addrs); texts++) {
		char *end;
		guint64 addr = g_ascii_strtoull(*texts, &end, 16);

		if (!g_str_has_prefix(*texts, "0x") || *end || addr > 0x7f)
			return command_error(&command_replay,
					     "--address: expected 7 bits as in "
					     "0x50, got %s",
					     *texts);
		addrs[n++] = (uint8_t)addr;
	}
	if (n)
		tw_replay_restrict(r, addrs, n);
	return CLI_OK;
}
