/* SPDX-License-Identifier: MIT */
/* A capture replayed to the devices and firmware of a trial: what of them is
 * on its bus, and what came of it. */
#include "scenario/trial.h"

#include "replay/replay.h"

#include <string.h>

/* Of a replay's differences; all are counted. */
#define MAX_NOTED 100

#define THINGS(trial, kind, type)                                              \
	((const type *)(const void *)(trial)->scenario->things[kind]->data)

/* Is @bus the one, or behind a mux on it? Muxes come before what is behind
 * them or after: so often it is asked until nothing is new. */
static void find_reachable(const struct tw_trial *t, bool *reached)
{
	size_t n = tw_case_count(t->scenario, TW_CASE_DEVICE);
	const struct tw_case_device *d =
		THINGS(t, TW_CASE_DEVICE, struct tw_case_device);

	for (bool more = true; more;) {
		more = false;
		for (size_t i = 0; i < n; i++)
			for (guint c = 0;
			     reached[d[i].bus] && c < d[i].channels->len; c++) {
				uint32_t bus =
					g_array_index(d[i].channels,
						      struct tw_case_channel, c)
						.bus;

				more |= !reached[bus];
				reached[bus] = true;
			}
	}
}

static bool is_learned(const struct tw_case_replay *replay, uint32_t device,
		       const char *input)
{
	for (guint i = 0; replay && i < replay->learn->len; i++) {
		const struct tw_case_learn *l =
			&g_array_index(replay->learn, struct tw_case_learn, i);

		if (l->device == device && !strcmp(l->input, input))
			return true;
	}
	return false;
}

static void add_inputs(const struct tw_case_device *d, uint32_t number,
		       const struct tw_case_replay *replay, GArray *inputs)
{
	for (guint i = 0; i < d->inputs->len; i++) {
		const struct tw_case_input *in =
			&g_array_index(d->inputs, struct tw_case_input, i);
		struct tw_replay_input out = {in->name, in->value, false};

		if (!is_learned(replay, number, in->name))
			g_array_append_val(inputs, out);
	}
	for (guint i = 0; replay && i < replay->learn->len; i++) {
		const struct tw_case_learn *l =
			&g_array_index(replay->learn, struct tw_case_learn, i);
		struct tw_replay_input out = {l->input, 0, true};

		if (l->device == number)
			g_array_append_val(inputs, out);
	}
}

static void add_device(struct tw_trial *t, tw_replay *r, uint32_t number,
		       const struct tw_case_replay *replay)
{
	const struct tw_case_device *d =
		THINGS(t, TW_CASE_DEVICE, struct tw_case_device) + number;
	g_autoptr(GArray) inputs =
		g_array_new(FALSE, FALSE, sizeof(struct tw_replay_input));
	struct tw_device_config config = tw_trial_device_config(t, d);

	/* What memory held before the first capture is learned, not what it
	 * holds between two. */
	if (t->replays && t->replays->len > 1 && !replay->learn->len) {
		tw_replay_add_target(
			r, (uint8_t)d->addr,
			d->model->ignored_bits
				? d->model->ignored_bits(t->devices[number])
				: 0);
		return;
	}
	add_inputs(d, number, replay, inputs);
	tw_replay_add_device(
		r, t->devices[number], &config,
		(const struct tw_replay_input *)(void *)inputs->data,
		inputs->len);
}

static bool has_firmware(const struct tw_trial *t, const bool *reached)
{
	size_t n = tw_case_count(t->scenario, TW_CASE_FIRMWARE);
	const struct tw_case_firmware *f =
		THINGS(t, TW_CASE_FIRMWARE, struct tw_case_firmware);

	for (size_t i = 0; i < n; i++)
		for (guint w = 0; w < f[i].wires->len; w++) {
			const struct tw_case_wire *wire = &g_array_index(
				f[i].wires, struct tw_case_wire, w);

			if (wire->net == TW_CASE_NO_NUMBER &&
			    reached[wire->bus])
				return true;
		}
	return false;
}

void tw_trial_join_replay(struct tw_trial *t, tw_replay *r, uint32_t bus,
			  const struct tw_case_replay *replay)
{
	size_t n_buses = tw_case_count(t->scenario, TW_CASE_BUS);
	size_t n = tw_case_count(t->scenario, TW_CASE_DEVICE);
	g_autofree bool *reached = g_new0(bool, n_buses);
	const struct tw_case_device *d =
		THINGS(t, TW_CASE_DEVICE, struct tw_case_device);

	reached[bus] = true;
	find_reachable(t, reached);
	tw_replay_join(r, t->buses[bus]);
	for (uint32_t i = 0; i < n; i++)
		if (reached[d[i].bus])
			add_device(t, r, i, replay);
	if (has_firmware(t, reached))
		tw_replay_add_any_target(r);
}

static bool set_up(struct tw_trial *t, const struct tw_case_replay *replay,
		   tw_replay *r, GError **error)
{
	tw_trial_join_replay(t, r, replay->bus, replay);
	if (replay->addresses->len)
		tw_replay_restrict(r, replay->addresses->data,
				   replay->addresses->len);
	for (guint i = 0; i < replay->ignores->len; i++)
		tw_replay_add_ignore(r, &g_array_index(replay->ignores,
						       struct tw_replay_ignore,
						       i));
	for (guint i = 0; i < replay->sets->len; i++) {
		const struct tw_case_set *set =
			&g_array_index(replay->sets, struct tw_case_set, i);

		tw_replay_set_input(r, set->at_ns, t->devices[set->device],
				    set->input.name, set->input.value);
	}
	for (guint i = 0; i < replay->offs->len; i++) {
		const struct tw_case_off *off =
			&g_array_index(replay->offs, struct tw_case_off, i);

		tw_replay_power_off(r, off->part, off->from_ns, off->to_ns);
	}
	if (tw_replay_n_messages(r))
		return true;
	return tw_json_error(t->scenario->index, replay->at, error,
			     "no message in the capture is for a device or "
			     "firmware of the case");
}

static char *path_of(const tw_scenario *s, const char *file)
{
	if (g_path_is_absolute(file))
		return g_strdup(file);
	return g_build_filename(s->folder ? s->folder : ".", file, NULL);
}

bool tw_trial_build_replays(struct tw_trial *t, GError **error)
{
	const tw_scenario *s = t->scenario;

	t->replays =
		g_ptr_array_new_with_free_func((GDestroyNotify)tw_replay_free);
	for (guint i = 0; i < s->steps->len; i++) {
		const struct tw_case_replay *replay =
			g_array_index(s->steps, struct tw_case_step, i).replay;
		g_autofree char *path = NULL;
		GError *why = NULL;
		tw_replay *r;

		if (!replay)
			continue;
		path = path_of(s, replay->file);
		r = tw_replay_open(path, &replay->config, &why);
		if (!r) {
			tw_json_error(s->index, replay->at, error, "%s",
				      why->message);
			g_error_free(why);
			return false;
		}
		g_ptr_array_add(t->replays, r);
		if (!set_up(t, replay, r, error))
			return false;
	}
	return true;
}

struct noting {
	struct tw_trial *trial;
	uint32_t at;
	size_t n;
};

static void note(void *user, const struct tw_difference *d)
{
	struct noting *n = user;
	g_autoptr(GString) what = g_string_new(NULL);
	g_autoptr(GString) expected = g_string_new(NULL);
	g_autoptr(GString) got = g_string_new(NULL);

	if (n->n++ >= MAX_NOTED)
		return;
	replay_difference_place(d, what);
	replay_difference_value(d, d->expected, expected);
	replay_difference_value(d, d->got, got);
	tw_trial_note(n->trial, n->at, false, what->str, expected->str,
		      got->str);
}

void tw_trial_take_replay(struct tw_trial *t, const struct tw_case_step *step)
{
	tw_replay *r = NULL;
	struct tw_replay_summary sum;
	struct noting noting = {t, step->at, 0};
	g_autofree char *what = NULL, *got = NULL;
	guint number = 0;

	for (const struct tw_case_step *s =
		     (const void *)t->scenario->steps->data;
	     s < step; s++)
		number += s->replay != NULL;
	r = t->replays->pdata[number];
	if (tw_replay_length_ns(r) >
	    t->options.max_ns - tw_sim_now_ns(t->sim)) {
		t->over = true;
		return;
	}
	tw_replay_run(r, t->buses[step->replay->bus]);
	if (tw_sim_failed_chip(t->sim))
		return;
	tw_replay_compare(r, note, &noting, &sum);
	what = g_strdup_printf("replay of %s: %" G_GUINT64_FORMAT
			       " messages, %" G_GUINT64_FORMAT " data bytes",
			       step->replay->file, sum.messages, sum.bytes);
	got = g_strdup_printf("%" G_GUINT64_FORMAT " differences",
			      tw_replay_n_differences(&sum));
	tw_trial_note(t, step->at, !tw_replay_n_differences(&sum), what,
		      "0 differences", got);
}
