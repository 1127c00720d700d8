/* SPDX-License-Identifier: MIT */
/* The buses behind a mux of a case. */
#include "scenario/case.h"

#include <string.h>

static bool load_channel(const tw_scenario *s, const struct tw_cursor *member,
			 struct tw_case_device *d, GError **error)
{
	g_autofree char *key = tw_cursor_key(member);
	struct tw_case_channel channel = {.at = member->at};

	if (strlen(key) != 1 || key[0] < '0' || key[0] > '7')
		return tw_json_key_error(member->index, member->at, error,
					 "expected a channel, \"0\" to \"7\"");
	channel.n = (unsigned)(key[0] - '0');
	if (!tw_case_resolve(s, member, TW_CASE_BUS, &channel.bus, error))
		return false;
	g_array_append_val(d->channels, channel);
	return true;
}

bool tw_case_load_channels(const tw_scenario *s, const struct tw_cursor *obj,
			   struct tw_case_device *d, GError **error)
{
	struct tw_cursor channels, member;

	if (!tw_cursor_get(obj, "channels", &channels))
		return true;
	if (!d->model->channels)
		return tw_json_key_error(channels.index, channels.at, error,
					 "a %s has no channels",
					 d->model->name);
	if (!tw_cursor_expect(&channels, TW_SHAPE_OBJECT, error))
		return false;
	for (bool more = tw_cursor_first(&channels, &member); more;
	     more = tw_cursor_next(&channels, &member))
		if (!load_channel(s, &member, d, error))
			return false;
	return true;
}
