/* SPDX-License-Identifier: MIT */
/* twowire list: the parts a case can name. */
#include "command.h"

#include "twowire/parts.h"

#include <stdio.h>
#include <string.h>

static int list(int argc, char **argv);

const struct command command_list = {
	.name = "list",
	.usage = "models|platforms",
	.summary = "List what a case can name",
	.description =
		"Device models with the settings a case or --model can give "
		"them, or the platforms\nfirmware can be built for.",
	.run = list,
};

static void models(void)
{
	for (size_t i = 0; tw_parts.models[i]; i++)
		printf("%-12s %s\n", tw_parts.models[i]->name,
		       tw_parts.models[i]->summary);
}

static void platforms(void)
{
	for (size_t i = 0; tw_parts.platforms[i]; i++) {
		const struct tw_platform *p = tw_parts.platforms[i];

		printf("%-12s %s\n", p->name, p->summary);
		printf("%-12s   clock_hz: %" G_GUINT64_FORMAT "\n", "",
		       p->clock_hz);
	}
}

static int list(int argc, char **argv)
{
	if (!command_parse(&command_list, &argc, &argv))
		return CLI_USAGE;
	if (argc != 2)
		return command_error(&command_list,
				     "expected one word, \"models\" or "
				     "\"platforms\", got %d",
				     argc - 1);
	if (!strcmp(argv[1], "models"))
		models();
	else if (!strcmp(argv[1], "platforms"))
		platforms();
	else
		return command_error(&command_list,
				     "expected \"models\" or \"platforms\", "
				     "got \"%s\"",
				     argv[1]);
	return CLI_OK;
}
