/* SPDX-License-Identifier: MIT */
/*
 * A simulation from a case. Parts refuse what only they can judge; their
 * messages get the place in the file in front.
 */
#include "scenario/trial.h"

#include "twowire/fault.h"

#include <string.h>

/* The first of a kind of thing; the others follow it. */
#define THINGS(trial, kind, type)                                              \
	((const type *)(const void *)(trial)->scenario->things[kind]->data)

static bool error_at(const struct tw_trial *trial, uint32_t at, GError *why,
		     const char *what, GError **error)
{
	g_autofree char *place =
		at == TW_JSON_NONE
			? g_strdup(trial->scenario->name)
			: tw_json_place(trial->scenario->index, at, false);

	g_set_error(error, why->domain, why->code, "%s: %s", place, what);
	/* A part quotes values as they are; messages are one line. */
	if (error)
		g_strdelimit((*error)->message, "\r\n\t", ' ');
	g_error_free(why);
	return false;
}

/* Parts begin their messages with "id.key: " or "id: "; the place says that
 * better. */
static bool part_error(const struct tw_trial *trial, uint32_t at,
		       const char *id, GError *why, GError **error)
{
	const char *what = why->message, *colon;
	g_autofree char *key = NULL;
	uint32_t member = TW_JSON_NONE;

	if (g_str_has_prefix(what, id) && strchr(".:", what[strlen(id)]) &&
	    (colon = strstr(what, ": "))) {
		const char *after = what + strlen(id);

		key = colon > after ? g_strndup(after + 1,
						(size_t)(colon - after - 1))
				    : NULL;
		if (key && at != TW_JSON_NONE)
			member =
				tw_json_member(trial->scenario->index, at, key);
		if (!key || member != TW_JSON_NONE)
			what = colon + 2;
	}
	return error_at(trial, member != TW_JSON_NONE ? member : at, why, what,
			error);
}

/* The bus on which tw_trial_options has a capture replayed. */
static bool is_replayed(const struct tw_trial *t, const struct tw_case_bus *bus)
{
	const struct tw_trial_options *o = &t->options;

	return o->replay && (o->replay_bus ? !strcmp(bus->id, o->replay_bus)
					   : bus == THINGS(t, TW_CASE_BUS,
							   struct tw_case_bus));
}

/* A capture's edges are those of real wires already. */
static void make_fast(struct tw_bus_config *config)
{
	const struct tw_bus_config *fast = tw_replay_bus_config();

	config->pullup_ohm = fast->pullup_ohm;
	config->cap_pF = fast->cap_pF;
	config->fall_ns = fast->fall_ns;
}

static bool build_buses(struct tw_trial *t, GError **error)
{
	GError *why = NULL;
	size_t n = 0;

	for (const struct tw_case_bus *
		     bus = THINGS(t, TW_CASE_BUS, struct tw_case_bus),
		    *end = bus + tw_case_count(t->scenario, TW_CASE_BUS);
	     bus < end; bus++) {
		struct tw_bus_config config = bus->config;

		if (bus->replayed || is_replayed(t, bus))
			make_fast(&config);
		t->buses[n] = tw_bus_new(t->sim, &config, &why);
		if (!t->buses[n++])
			return part_error(t, bus->at, bus->id, why, error);
	}
	return true;
}

static void build_nets(struct tw_trial *t)
{
	tw_queue *queue = NULL;
	size_t n = 0;

	for (const struct tw_case_net *
		     net = THINGS(t, TW_CASE_NET, struct tw_case_net),
		    *end = net + tw_case_count(t->scenario, TW_CASE_NET);
	     net < end; net++) {
		t->nets[n] = tw_net_new(t->sim, net->id, net->rest_high);
		if (net->driven && !queue)
			queue = tw_queue_new(t->sim, "case");
		if (net->driven)
			t->drivers[n] = tw_pin_new(t->nets[n], queue, "case",
						   NULL, NULL);
		n++;
	}
}

static bool build_controllers(struct tw_trial *t, GError **error)
{
	GError *why = NULL;
	size_t n = 0;

	for (const struct tw_case_controller *
		     c = THINGS(t, TW_CASE_CONTROLLER,
				struct tw_case_controller),
		    *end = c + tw_case_count(t->scenario, TW_CASE_CONTROLLER);
	     c < end; c++) {
		struct tw_controller_config config = c->config;

		config.sense = &c->sense;
		t->controllers[n] =
			tw_controller_new(t->buses[c->bus], &config, &why);
		if (!t->controllers[n++])
			return part_error(t, c->at, c->id, why, error);
	}
	return true;
}

struct tw_device_config tw_trial_device_config(const struct tw_trial *t,
					       const struct tw_case_device *d)
{
	return (struct tw_device_config){
		.name = d->id,
		.addr = (uint8_t)d->addr,
		.params = (const struct tw_param *)d->params->data,
		.n_params = d->params->len,
		.sense = &d->sense,
		.folder = t->scenario->folder,
	};
}

static bool build_device(struct tw_trial *t, const struct tw_case_device *d,
			 tw_device **out, GError **error)
{
	struct tw_device_config config = tw_trial_device_config(t, d);
	GError *why = NULL;

	*out = tw_bus_attach(t->buses[d->bus], d->model, &config, &why);
	if (!*out)
		return part_error(t, d->at, d->id, why, error);
	for (size_t i = 0; i < d->inputs->len; i++) {
		const struct tw_case_input *input =
			&g_array_index(d->inputs, struct tw_case_input, i);

		if (!tw_device_set_input(*out, input->name, input->value))
			return tw_json_error(t->scenario->index, input->at,
					     error, "refused by the model");
	}
	for (size_t i = 0; i < d->wires->len; i++) {
		const struct tw_case_wire *wire =
			&g_array_index(d->wires, struct tw_case_wire, i);

		if (!tw_device_wire_pin(*out, wire->pin, t->nets[wire->net]))
			return tw_json_error(t->scenario->index, wire->at,
					     error, "the pin cannot be wired");
	}
	return true;
}

static bool wire_channels(struct tw_trial *t, const struct tw_case_device *d,
			  tw_device *device, GError **error)
{
	for (size_t i = 0; i < d->channels->len; i++) {
		const struct tw_case_channel *c =
			&g_array_index(d->channels, struct tw_case_channel, i);
		GError *why = NULL;

		if (!tw_device_wire_channel(device, c->n, t->buses[c->bus],
					    &why))
			return part_error(t, c->at, d->id, why, error);
	}
	return true;
}

static bool build_devices(struct tw_trial *t, GError **error)
{
	size_t n = 0;

	for (const struct tw_case_device *
		     d = THINGS(t, TW_CASE_DEVICE, struct tw_case_device),
		    *end = d + tw_case_count(t->scenario, TW_CASE_DEVICE);
	     d < end; d++)
		if (!build_device(t, d, &t->devices[n], error) ||
		    !wire_channels(t, d, t->devices[n++], error))
			return false;
	return true;
}

/* Beside the case, then in the folders given. Free with g_free(). */
static char *find_object(const struct tw_trial *t, const char *object)
{
	const char *const *dirs = t->options.firmware_dirs;
	char *path;

	if (g_path_is_absolute(object))
		return g_strdup(object);
	path = g_build_filename(t->scenario->folder ? t->scenario->folder : ".",
				object, NULL);
	for (; !g_file_test(path, G_FILE_TEST_EXISTS) && dirs && *dirs;
	     dirs++) {
		g_free(path);
		path = g_build_filename(*dirs, object, NULL);
	}
	return path;
}

static bool object_missing(const struct tw_trial *t,
			   const struct tw_case_firmware *f, GError **error)
{
	return tw_json_error(t->scenario->index, f->object_at, error,
			     "no such file beside the case%s; twowire cc "
			     "makes it",
			     t->options.firmware_dirs
				     ? " or in the firmware folders"
				     : ", and no --firmware-dir is given");
}

static bool is_swapped(const struct tw_trial *t,
		       const struct tw_case_firmware *f)
{
	const struct tw_trial_swap *swap = &t->options.swap;

	return swap->platform && (!swap->id || !strcmp(swap->id, f->id));
}

/* Solders the pins that the case names. */
static void solder(const struct tw_trial *t, const struct tw_case_firmware *f,
		   struct tw_chip_pin *pins)
{
	for (size_t i = 0; i < f->wires->len; i++) {
		const struct tw_case_wire *wire =
			&g_array_index(f->wires, struct tw_case_wire, i);

		pins[i].pin = wire->pin;
		pins[i].line = wire->line;
		if (wire->net != TW_CASE_NO_NUMBER)
			pins[i].net = t->nets[wire->net];
		else
			pins[i].bus = t->buses[wire->bus];
	}
}

/* Solders the other chip's pins to the same wires. */
static bool solder_usual(const struct tw_trial *t,
			 const struct tw_case_firmware *f,
			 struct tw_chip_pin *pins, GError **error)
{
	const struct tw_platform *platform = t->options.swap.platform;
	bool taken[2] = {false, false};

	for (size_t i = 0; i < f->wires->len; i++) {
		const struct tw_case_wire *wire =
			&g_array_index(f->wires, struct tw_case_wire, i);

		if (wire->net != TW_CASE_NO_NUMBER || taken[wire->line])
			return tw_json_error(
				t->scenario->index, wire->at, error,
				"another chip can take the firmware's place "
				"only where it has one SCL, one SDA and no "
				"other pin");
		taken[wire->line] = true;
		pins[i].pin = platform->i2c_pins[wire->line].name;
		pins[i].line = wire->line;
		pins[i].bus = t->buses[wire->bus];
	}
	return true;
}

static bool build_chip(struct tw_trial *t, const struct tw_case_firmware *f,
		       tw_chip **out, GError **error)
{
	bool swapped = is_swapped(t, f);
	g_autofree char *object =
		find_object(t, swapped ? t->options.swap.object : f->object);
	g_autofree struct tw_chip_pin *pins =
		g_new0(struct tw_chip_pin, f->wires->len + 1);
	struct tw_chip_config config = {
		.name = f->id,
		.object = object,
		.clock_hz = swapped ? 0 : f->clock_hz,
		.start_ns = f->start_ns,
		.pins = pins,
		.n_pins = f->wires->len,
		.irq_latency_cycles = f->irq_latency_cycles,
		.irq_jitter_cycles = f->irq_jitter_cycles,
		.watchdog_ns = f->watchdog_ns,
	};
	GError *why = NULL;

	if (!g_file_test(object, G_FILE_TEST_IS_REGULAR))
		return object_missing(t, f, error);
	if (!swapped)
		solder(t, f, pins);
	else if (!solder_usual(t, f, pins, error))
		return false;
	*out = tw_chip_new(t->sim,
			   swapped ? t->options.swap.platform : f->platform,
			   &config, &why);
	return *out || part_error(t, f->at, f->id, why, error);
}

/* A swap must have one firmware to take the place of. */
static bool check_swap(const struct tw_trial *t, GError **error)
{
	const struct tw_trial_swap *swap = &t->options.swap;
	size_t n = tw_case_count(t->scenario, TW_CASE_FIRMWARE);

	for (size_t i = 0; swap->platform && swap->id && i < n; i++)
		if (!strcmp(tw_case_id(t->scenario, TW_CASE_FIRMWARE, i),
			    swap->id))
			return true;
	if (!swap->platform || (!swap->id && n == 1))
		return true;
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
		    "%s: expected one firmware%s%s, whose place another chip "
		    "takes; it has %zu",
		    tw_scenario_name(t->scenario), swap->id ? " called " : "",
		    swap->id ? swap->id : "", n);
	return false;
}

static bool build_chips(struct tw_trial *t, GError **error)
{
	size_t n = 0;

	if (!check_swap(t, error))
		return false;
	for (const struct tw_case_firmware *
		     f = THINGS(t, TW_CASE_FIRMWARE, struct tw_case_firmware),
		    *end = f + tw_case_count(t->scenario, TW_CASE_FIRMWARE);
	     f < end; f++) {
		t->outputs[n] = g_string_new(NULL);
		if (!build_chip(t, f, &t->chips[n++], error))
			return false;
	}
	return true;
}

/* Last: they name what is there. Their messages begin with the key. */
bool tw_trial_build_faults(struct tw_trial *t, size_t from, GError **error)
{
	GError *why = NULL;

	for (const struct tw_case_fault *
		     f = THINGS(t, TW_CASE_FAULT, struct tw_case_fault) + from,
		    *end = f + tw_case_count(t->scenario, TW_CASE_FAULT) - from;
	     f < end; f++)
		if (!tw_fault_new(t->buses[f->bus], f->id, f->what, &why))
			return error_at(t, f->at, why, why->message, error);
	return true;
}

/* The capture of tw_trial_options. */
static bool join_replay(struct tw_trial *t, GError **error)
{
	const struct tw_trial_options *o = &t->options;
	uint32_t n = 0;

	if (!o->replay)
		return true;
	while (o->replay_bus && n < tw_case_count(t->scenario, TW_CASE_BUS) &&
	       strcmp(tw_case_id(t->scenario, TW_CASE_BUS, n), o->replay_bus))
		n++;
	if (n < tw_case_count(t->scenario, TW_CASE_BUS)) {
		tw_trial_join_replay(t, o->replay, n, NULL);
		return true;
	}
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG, "%s: has no bus %s",
		    t->scenario->name, o->replay_bus);
	return false;
}

bool tw_trial_build(struct tw_trial *t, GError **error)
{
	const tw_scenario *s = t->scenario;

	t->buses = g_new0(tw_bus *, tw_case_count(s, TW_CASE_BUS) + 1);
	t->controllers = g_new0(tw_controller *,
				tw_case_count(s, TW_CASE_CONTROLLER) + 1);
	t->nets = g_new0(tw_net *, tw_case_count(s, TW_CASE_NET) + 1);
	t->drivers = g_new0(tw_pin *, tw_case_count(s, TW_CASE_NET) + 1);
	t->devices = g_new0(tw_device *, tw_case_count(s, TW_CASE_DEVICE) + 1);
	t->chips = g_new0(tw_chip *, tw_case_count(s, TW_CASE_FIRMWARE) + 1);
	t->outputs = g_new0(GString *, tw_case_count(s, TW_CASE_FIRMWARE) + 1);
	t->seen = g_new0(struct tw_trial_seen,
			 tw_case_count(s, TW_CASE_FIRMWARE) + 1);
	t->looked_at =
		g_new0(struct tw_trace_iter, tw_case_count(s, TW_CASE_BUS) + 1);
	t->taken_ns = g_new0(uint64_t, s->steps->len + 1);
	if (!build_buses(t, error))
		return false;
	build_nets(t);
	if (!build_controllers(t, error))
		return false;
	tw_trial_build_smbus(t);
	return build_devices(t, error) && build_chips(t, error) &&
	       tw_trial_build_faults(t, 0, error) &&
	       tw_trial_build_replays(t, error) && join_replay(t, error) &&
	       tw_trial_build_expectations(t, error);
}
