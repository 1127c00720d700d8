/* SPDX-License-Identifier: MIT */
/* Settings that only some hosts know. */
#include "protocol/controller.h"

struct knob {
	const char *key;
	size_t offset;
	bool of_ideal; /* of every host that is not banged */
};

#define KNOB(key, ideal)                                                       \
	{                                                                      \
#key, offsetof(struct tw_controller_config, key), ideal        \
	}

/* All uint32_t but busy_timeout_ns, of which 0 or not is all that counts. */
static const struct knob knobs[] = {
	KNOB(low_ns, true),	  KNOB(high_ns, true),
	KNOB(hd_sta_ns, true),	  KNOB(su_sta_ns, true),
	KNOB(su_sto_ns, true),	  KNOB(buf_ns, true),
	KNOB(hd_dat_ns, true),	  KNOB(start_latency_ns, true),
	KNOB(idle_ns, true),	  KNOB(op_ns, false),
	KNOB(sample_ns, false),	  KNOB(tries, false),
	KNOB(chunk_bytes, false),
};

static const struct tw_host_setting *setting_of(const struct tw_host *host,
						const char *key)
{
	for (const struct tw_host_setting *s = host->settings; s->key; s++)
		if (g_str_equal(s->key, key))
			return s;
	return NULL;
}

static bool refuse(const tw_controller *c, const char *key,
		   const struct tw_host *host, GError **error)
{
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
		    "%s.%s: no setting of a controller like \"%s\"; `twowire "
		    "list controllers` shows which there are",
		    c->name, key, host->name);
	return false;
}

static bool settle_knob(const tw_controller *c, const struct tw_host *host,
			const struct knob *knob, uint32_t *value,
			GError **error)
{
	const struct tw_host_setting *s = setting_of(host, knob->key);

	if (!s)
		return !*value || (knob->of_ideal && !host->banged) ||
		       refuse(c, knob->key, host, error);
	if (!*value)
		*value = (uint32_t)s->preset;
	if (*value >= s->min && *value <= s->max)
		return true;
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
		    "%s.%s: expected %" G_GUINT64_FORMAT
		    " to %" G_GUINT64_FORMAT ", got %u",
		    c->name, knob->key, s->min, s->max, *value);
	return false;
}

bool host_settle(const tw_controller *c, const struct tw_host *host,
		 struct tw_controller_config *s, GError **error)
{
	uint64_t period = 1000000000u / s->scl_hz;

	for (size_t i = 0; i < G_N_ELEMENTS(knobs); i++) {
		void *value = (char *)s + knobs[i].offset;

		if (!settle_knob(c, host, &knobs[i], value, error))
			return false;
	}
	if (s->sample_ns > period / 2) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s.sample_ns: expected at most half a period of "
			    "SCL, %" G_GUINT64_FORMAT ", got %u",
			    c->name, period / 2, s->sample_ns);
		return false;
	}
	if (host->banged && s->busy_timeout_ns)
		return refuse(c, "busy_timeout_ns", host, error);
	if (!s->stretch_timeout_ns)
		s->stretch_timeout_ns =
			host->stretch_timeout_ns
				? host->stretch_timeout_ns
				: host->stretch_periods * period;
	s->like = host->name;
	return true;
}
