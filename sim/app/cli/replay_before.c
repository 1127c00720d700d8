/* SPDX-License-Identifier: MIT */
#include "replay_before.h"
#include "command.h"

#include "twowire/scenario.h"

int replay_before(tw_bus *bus, char *const *texts, uint64_t lead_ns)
{
	struct tw_controller_config config = {.name = "before"};
	tw_sim *sim = tw_bus_sim(bus);
	GError *error = NULL;
	tw_controller *host;

	if (!texts)
		return CLI_OK;
	host = tw_controller_new(bus, &config, NULL);
	tw_sim_run(sim, tw_sim_now_ns(sim) + lead_ns);
	for (; *texts; texts++)
		if (!tw_scenario_transfer(host, *texts, &error)) {
			g_prefix_error(&error, "--before: ");
			return command_gerror(&command_replay, error);
		}
	return CLI_OK;
}
