/* SPDX-License-Identifier: MIT */
#include "window.h"

#include "twowire/scenario.h"

/* A number of ns at *@at, up to the end of all time. */
static bool number(const char **at, uint64_t *ns)
{
	*ns = 0;
	if (!g_ascii_isdigit(**at))
		return false;
	for (; g_ascii_isdigit(**at) && *ns <= TW_SCENARIO_MAX_NS; (*at)++)
		*ns = *ns * 10 + (uint64_t)(**at - '0');
	return *ns <= TW_SCENARIO_MAX_NS;
}

bool window_parse(const struct command *command, const char *text,
		  struct tw_analog_window *window)
{
	g_autoptr(GError) why = NULL;
	const char *at = text;
	bool ok = number(&at, &window->from_ns);

	ok = ok && *at++ == '.' && *at++ == '.' && number(&at, &window->to_ns);
	window->step_ns = 0;
	if (ok && *at == '/')
		ok = at++ && number(&at, &window->step_ns) && window->step_ns;
	if (!ok || *at) {
		command_error(command,
			      "--analog: expected FROM..TO or FROM..TO/STEP, "
			      "ns of up to %" G_GUINT64_FORMAT ", got \"%s\"",
			      TW_SCENARIO_MAX_NS, text);
		return false;
	}
	if (tw_analog_check(window, 1, &why))
		return true;
	command_error(command, "--analog: %s", why->message);
	return false;
}
