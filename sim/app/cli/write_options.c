/* SPDX-License-Identifier: MIT */
#include "write_options.h"
#include "units.h"

#include <string.h>

#define MAX_RATE_HZ 1000000000u

struct write_options write_options;

bool write_options_get(const struct command *command,
		       struct tw_write_config *config)
{
	const struct write_options *o = &write_options;

	*config = (struct tw_write_config){
		.drivers = o->drivers,
		.faults = o->faults,
	};
	if (o->samplerate &&
	    !units_hz(o->samplerate, MAX_RATE_HZ, &config->rate_hz)) {
		command_error(command,
			      "--samplerate: expected 1 Hz to 1 GHz as in "
			      "24MHz or 500k, got \"%s\"",
			      o->samplerate);
		return false;
	}
	if (!o->timescale)
		return true;
	if (!units_ps(o->timescale, &config->tick_ps))
		config->tick_ps = 0;
	for (uint64_t ps = 1; ps <= 1000000000000; ps *= 10)
		if (config->tick_ps == ps)
			return true;
	command_error(command,
		      "--timescale: expected a power of ten from 1ps to 1s, as "
		      "in 10ns, got \"%s\"",
		      o->timescale);
	return false;
}
