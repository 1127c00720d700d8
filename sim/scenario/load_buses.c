/* SPDX-License-Identifier: MIT */
/* The buses, controllers and nets of a case. */
#include "scenario/case.h"
#include "scenario/nearest.h"
#include "twowire/host.h"

/* A number in a config struct, by its key. */
struct field {
	const char *key;
	size_t offset;
	bool wide; /* uint64_t, else uint32_t */
	uint64_t min, max;
};

#define BUS(key, min, max)                                                     \
	{                                                                      \
#key, offsetof(struct tw_bus_config, key), false, min, max     \
	}
#define HOST(key, wide, min, max)                                              \
	{                                                                      \
#key, offsetof(struct tw_controller_config, key), wide, min,   \
			max                                                    \
	}

/* The ranges of bus.h and controller.h. */
static const struct field bus_fields[] = {
	BUS(vdd_mV, 1000, 5500), BUS(pullup_ohm, 100, 100000),
	BUS(cap_pF, 1, 2000),	 BUS(fall_ns, 1, 1000),
	BUS(sink_mA, 1, 100),	 {NULL},
};

#define SECOND_NS 1000000000u

static const struct field controller_fields[] = {
	HOST(scl_hz, false, 1, 5000000),
	HOST(low_ns, false, 1, SECOND_NS),
	HOST(high_ns, false, 1, SECOND_NS),
	HOST(hd_sta_ns, false, 1, SECOND_NS),
	HOST(su_sta_ns, false, 1, SECOND_NS),
	HOST(su_sto_ns, false, 1, SECOND_NS),
	HOST(buf_ns, false, 1, SECOND_NS),
	HOST(hd_dat_ns, false, 1, SECOND_NS),
	HOST(start_latency_ns, false, 0, SECOND_NS),
	HOST(stretch_timeout_ns, true, 0, 60ull * SECOND_NS),
	HOST(busy_timeout_ns, true, 0, 60ull * SECOND_NS),
	HOST(idle_ns, false, 0, SECOND_NS),
	HOST(hs_hz, false, 100000, 3400000),
	HOST(hs_code, false, 1, 7),
	/* What these may be depends on whom it is like: the controller says. */
	HOST(op_ns, false, 1, SECOND_NS),
	HOST(sample_ns, false, 1, SECOND_NS),
	HOST(tries, false, 1, 65535),
	HOST(chunk_bytes, false, 1, 65535),
	{NULL},
};

/* Fields' keys and @others, which end with NULL; free with g_free(). */
static const char **known(const struct field *fields, const char *const *others)
{
	size_t n = 0, n_others = 0;
	const char **keys;

	while (fields[n].key)
		n++;
	while (others[n_others])
		n_others++;
	keys = g_new0(const char *, n + n_others + 1);
	keys[0] = others[0];
	for (size_t i = 0; i < n; i++)
		keys[i + 1] = fields[i].key;
	for (size_t i = 1; i < n_others; i++)
		keys[n + i] = others[i];
	return keys;
}

static bool load_fields(const struct tw_cursor *obj, const struct field *fields,
			void *config, GError **error)
{
	for (; fields->key; fields++) {
		void *out = (char *)config + fields->offset;
		bool ok = fields->wide
				  ? tw_cursor_u64(obj, fields->key, fields->min,
						  fields->max, out, error)
				  : tw_cursor_u32(obj, fields->key,
						  (uint32_t)fields->min,
						  (uint32_t)fields->max, out,
						  error);

		if (!ok)
			return false;
	}
	return true;
}

static bool load_bus(tw_scenario *s, const struct tw_cursor *cur,
		     GError **error)
{
	static const char *const others[] = {"id", "ultra_fast", NULL};
	g_autofree const char **keys = known(bus_fields, others);
	struct tw_case_bus bus = {.at = cur->at};
	struct tw_cursor push_pull;

	if (!tw_cursor_keys(cur, keys, error) ||
	    !tw_case_new_id(s, cur, &bus.id, error) ||
	    !load_fields(cur, bus_fields, &bus.config, error))
		return false;
	if (tw_cursor_get(cur, "ultra_fast", &push_pull) &&
	    !tw_cursor_boolean(&push_pull, &bus.config.ultra_fast, error))
		return false;
	bus.config.name = bus.id;
	g_array_append_val(s->things[TW_CASE_BUS], bus);
	return true;
}

static bool load_like(const struct tw_cursor *obj, const char **like,
		      GError **error)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autofree char *all = NULL;
	struct tw_cursor cur;
	const char *near;

	if (!tw_cursor_get(obj, "like", &cur))
		return true;
	if (!tw_cursor_string(&cur, like, error))
		return false;
	if (tw_host_find(*like))
		return true;
	for (size_t i = 0; tw_hosts[i]; i++)
		g_ptr_array_add(names, (char *)tw_hosts[i]->name);
	g_ptr_array_add(names, NULL);
	near = tw_nearest(*like, (const char *const *)names->pdata);
	if (near)
		return tw_json_error(cur.index, cur.at, error,
				     "no such host (did you mean \"%s\"?)",
				     near);
	all = g_strjoinv(", ", (char **)names->pdata);
	return tw_json_error(cur.index, cur.at, error,
			     "no such host; there are %s", all);
}

static bool load_controller(tw_scenario *s, const struct tw_cursor *cur,
			    GError **error)
{
	static const char *const others[] = {"id", "bus", "like", "sense",
					     NULL};
	g_autofree const char **keys = known(controller_fields, others);
	struct tw_case_controller c = {.at = cur->at};

	if (!tw_cursor_keys(cur, keys, error) ||
	    !tw_case_new_id(s, cur, &c.id, error) ||
	    !tw_case_ref(s, cur, "bus", TW_CASE_BUS, &c.bus, error) ||
	    !load_like(cur, &c.config.like, error) ||
	    !tw_case_load_sense(cur, &c.sense, error) ||
	    !load_fields(cur, controller_fields, &c.config, error))
		return false;
	c.config.name = c.id;
	g_array_append_val(s->things[TW_CASE_CONTROLLER], c);
	return true;
}

static bool load_net(tw_scenario *s, const struct tw_cursor *cur,
		     GError **error)
{
	static const char *const keys[] = {"id", "rest", NULL};
	static const char *const levels[] = {"low", "high", NULL};
	struct tw_case_net net = {.rest_high = true};
	struct tw_cursor rest;
	unsigned level = 1;

	if (!tw_cursor_keys(cur, keys, error) ||
	    !tw_case_new_id(s, cur, &net.id, error))
		return false;
	if (tw_cursor_get(cur, "rest", &rest) &&
	    !tw_cursor_word(&rest, levels, &level, error))
		return false;
	net.rest_high = level;
	g_array_append_val(s->things[TW_CASE_NET], net);
	return true;
}

bool tw_case_load_buses(tw_scenario *s, const struct tw_cursor *root,
			GError **error)
{
	struct tw_case_bus bus = {
		.id = "bus", .config = {.name = "bus"}, .at = TW_JSON_NONE};
	struct tw_case_controller host = {
		.id = "host",
		.config = {.name = "host"},
		.at = TW_JSON_NONE,
	};
	struct tw_cursor cur;

	if (!tw_case_each(s, root, "buses", TW_CASE_MAX_BUSES, load_bus, error))
		return false;
	if (!tw_cursor_get(root, "buses", &cur))
		g_array_append_val(s->things[TW_CASE_BUS], bus);
	if (!tw_case_each(s, root, "controllers", TW_CASE_MAX_CONTROLLERS,
			  load_controller, error))
		return false;
	/* A host needs a bus to be on. */
	if (!tw_cursor_get(root, "controllers", &cur) &&
	    tw_case_count(s, TW_CASE_BUS))
		g_array_append_val(s->things[TW_CASE_CONTROLLER], host);
	return tw_case_each(s, root, "nets", TW_CASE_MAX_NETS, load_net, error);
}
