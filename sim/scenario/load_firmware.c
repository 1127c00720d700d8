/* SPDX-License-Identifier: MIT */
/* The firmware of a case. */
#include "scenario/case.h"

#include <string.h>

static bool load_platform(const tw_scenario *s, const struct tw_cursor *cur,
			  struct tw_case_firmware *f, GError **error)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autofree char *all = NULL;
	struct tw_cursor platform;
	const char *name;

	if (!tw_cursor_need(cur, "platform", &platform, error) ||
	    !tw_cursor_string(&platform, &name, error))
		return false;
	for (size_t i = 0; s->parts->platforms[i]; i++) {
		g_ptr_array_add(names, (char *)s->parts->platforms[i]->name);
		if (!strcmp(s->parts->platforms[i]->name, name))
			f->platform = s->parts->platforms[i];
	}
	if (f->platform)
		return true;
	g_ptr_array_add(names, NULL);
	all = g_strjoinv(", ", (char **)names->pdata);
	return tw_json_error(platform.index, platform.at, error,
			     "no such platform; there are %s", all);
}

static bool wire_error(const struct tw_cursor *cur, GError **error)
{
	g_autofree char *source = tw_json_source(cur->index, cur->at);

	return tw_json_error(cur->index, cur->at, error,
			     "expected a bus's wire (\"bus.sda\") or a net "
			     "(\"net ALERT\"), got %s",
			     source);
}

/* The thing of that kind called by the first @len characters of @id. */
static bool named(const tw_scenario *s, enum tw_case_kind kind, const char *id,
		  size_t len, uint32_t *number)
{
	for (uint32_t i = 0; i < tw_case_count(s, kind); i++) {
		const char *other = tw_case_id(s, kind, i);

		if (strlen(other) != len || strncmp(other, id, len))
			continue;
		*number = i;
		return true;
	}
	return false;
}

static bool load_wire(const tw_scenario *s, const struct tw_cursor *cur,
		      struct tw_case_wire *wire, GError **error)
{
	const char *text, *dot;

	if (!tw_cursor_string(cur, &text, error))
		return false;
	wire->net = wire->bus = TW_CASE_NO_NUMBER;
	if (g_str_has_prefix(text, "net ")) {
		if (named(s, TW_CASE_NET, text + 4, strlen(text + 4),
			  &wire->net))
			return true;
		return tw_json_error(cur->index, cur->at, error,
				     "no such net in the case");
	}
	dot = strrchr(text, '.');
	if (!dot || (strcmp(dot, ".sda") && strcmp(dot, ".scl")))
		return wire_error(cur, error);
	wire->line = strcmp(dot, ".sda") ? TW_SCL : TW_SDA;
	if (named(s, TW_CASE_BUS, text, (size_t)(dot - text), &wire->bus))
		return true;
	return tw_json_error(cur->index, cur->at, error,
			     "no such bus in the case");
}

static bool load_pins(tw_scenario *s, const struct tw_cursor *obj,
		      struct tw_case_firmware *f, GError **error)
{
	struct tw_cursor pins, member;

	if (!tw_cursor_get(obj, "pins", &pins))
		return true;
	if (!tw_cursor_expect(&pins, TW_SHAPE_OBJECT, error))
		return false;
	for (bool more = tw_cursor_first(&pins, &member); more;
	     more = tw_cursor_next(&pins, &member)) {
		struct tw_case_wire wire = {.at = member.at};
		g_autofree char *pin = tw_cursor_key(&member);

		if (!load_wire(s, &member, &wire, error))
			return false;
		wire.pin = g_string_chunk_insert(s->strings, pin);
		g_array_append_val(f->wires, wire);
	}
	return true;
}

static bool load_numbers(const struct tw_cursor *cur,
			 struct tw_case_firmware *f, GError **error)
{
	uint64_t start_us = 0, watchdog_ms = 0;

	if (!tw_cursor_u64(cur, "clock_hz", 1000, 1000000000, &f->clock_hz,
			   error) ||
	    !tw_cursor_u64(cur, "start_us", 0, TW_SCENARIO_MAX_NS / 1000,
			   &start_us, error) ||
	    !tw_cursor_u64(cur, "watchdog_ms", 1, TW_SCENARIO_MAX_NS / 1000000,
			   &watchdog_ms, error) ||
	    !tw_cursor_u32(cur, "irq_latency_cycles", 0, 1000000,
			   &f->irq_latency_cycles, error) ||
	    !tw_cursor_u32(cur, "irq_jitter_cycles", 0, 1000000,
			   &f->irq_jitter_cycles, error))
		return false;
	f->start_ns = TW_US(start_us);
	f->watchdog_ns = TW_MS(watchdog_ms);
	return true;
}

static bool load_firmware(tw_scenario *s, const struct tw_cursor *cur,
			  GError **error)
{
	static const char *const keys[] = {
		"id",	       "platform",	     "object",
		"clock_hz",    "start_us",	     "pins",
		"watchdog_ms", "irq_latency_cycles", "irq_jitter_cycles",
		NULL};
	struct tw_case_firmware f = {.at = cur->at};
	struct tw_cursor object;

	if (!tw_cursor_keys(cur, keys, error) ||
	    !tw_case_new_id(s, cur, &f.id, error) ||
	    !load_platform(s, cur, &f, error) ||
	    !tw_cursor_need(cur, "object", &object, error) ||
	    !tw_cursor_string(&object, &f.object, error) ||
	    !load_numbers(cur, &f, error))
		return false;
	f.object_at = object.at;
	f.wires = g_array_new(FALSE, FALSE, sizeof(struct tw_case_wire));
	g_array_append_val(s->things[TW_CASE_FIRMWARE], f);
	return load_pins(s, cur, &f, error);
}

bool tw_case_load_firmware(tw_scenario *s, const struct tw_cursor *root,
			   GError **error)
{
	return tw_case_each(s, root, "firmware", TW_CASE_MAX_FIRMWARE,
			    load_firmware, error);
}
