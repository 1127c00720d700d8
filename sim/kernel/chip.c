/* SPDX-License-Identifier: MIT */
/* Chips, as far as the engine knows them: a name, a queue, and how it ended. */
#include "kernel/sim.h"
#include "twowire/point.h"

#include <string.h>

struct tw_chip {
	tw_sim *sim;
	char *name;
	const struct tw_platform *platform;
	tw_queue *queue;
	uint32_t source;
	enum tw_chip_state state;
	char *failure;
	const struct tw_chip_ops *ops;
	void *user;
	const struct tw_chip_code *code; /* or NULL */
	void *code_user;
};

static void chip_free(void *user)
{
	tw_chip *chip = user;

	if (chip->ops && chip->ops->free)
		chip->ops->free(chip->user);
	g_free(chip->failure);
	g_free(chip->name);
	g_free(chip);
}

static bool check(tw_sim *sim, const struct tw_chip_config *config,
		  GError **error)
{
	const char *what = NULL;

	if (!config->name || !config->name[0]) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "chip: needs a name");
		return false;
	}
	if (tw_sim_chip(sim, config->name))
		what = "name: another chip of this sim has it";
	else if (!config->object)
		what = "object: needs the path of a firmware object";
	else if (config->start_ns < tw_sim_now_ns(sim))
		what = "start_ns: has passed";
	if (what)
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG, "%s: %s",
			    config->name, what);
	return !what;
}

static void join_pins(tw_chip *chip, const struct tw_chip_config *config)
{
	for (size_t i = 0; i < config->n_pins; i++)
		if (config->pins[i].bus)
			tw_queue_join(chip->queue,
				      tw_bus_queue(config->pins[i].bus));
}

static void act_reset(void *user, uint64_t on)
{
	if (on)
		tw_chip_reset(user);
}

static void act_power(void *user, uint64_t on)
{
	tw_chip *chip = user;

	if (on)
		tw_chip_reset(chip);
	else if (chip->state == TW_CHIP_RUNNING && chip->ops && chip->ops->halt)
		chip->ops->halt(chip, chip->user);
}

static void make_points(tw_chip *chip)
{
	g_autofree char *reset = g_strconcat(chip->name, ".reset", NULL);
	g_autofree char *power = g_strconcat(chip->name, ".power", NULL);

	tw_point_new(chip->sim, reset, TW_POINT_RESET, chip->queue, act_reset,
		     chip);
	tw_point_new(chip->sim, power, TW_POINT_POWER, chip->queue, act_power,
		     chip);
}

tw_chip *tw_chip_new(tw_sim *sim, const struct tw_platform *platform,
		     const struct tw_chip_config *config, GError **error)
{
	tw_chip *chip;

	if (!check(sim, config, error))
		return NULL;
	chip = g_new0(tw_chip, 1);
	chip->sim = sim;
	chip->name = g_strdup(config->name);
	chip->platform = platform;
	tw_sim_own(sim, chip_free, chip);
	chip->queue = tw_queue_new(sim, config->name);
	chip->source = tw_sim_source(sim, TW_SOURCE_CHIP, config->name);
	join_pins(chip, config);
	if (!platform->build(chip, config, error))
		return NULL; /* goes with the sim, which it is not listed in */
	g_ptr_array_add(sim->chips, chip);
	make_points(chip);
	return chip;
}

const char *tw_chip_name(const tw_chip *chip)
{
	return chip->name;
}

tw_sim *tw_chip_sim(const tw_chip *chip)
{
	return chip->sim;
}

const struct tw_platform *tw_chip_platform(const tw_chip *chip)
{
	return chip->platform;
}

tw_queue *tw_chip_queue(const tw_chip *chip)
{
	return chip->queue;
}

uint32_t tw_chip_source(const tw_chip *chip)
{
	return chip->source;
}

enum tw_chip_state tw_chip_state(const tw_chip *chip)
{
	return chip->state;
}

const char *tw_chip_failure(const tw_chip *chip)
{
	return chip->failure;
}

void tw_chip_reset(tw_chip *chip)
{
	if (chip->state == TW_CHIP_CRASHED || chip->state == TW_CHIP_HUNG)
		return;
	chip->state = TW_CHIP_RUNNING;
	if (chip->ops && chip->ops->reset)
		chip->ops->reset(chip, chip->user);
}

tw_chip *tw_sim_chip(const tw_sim *sim, const char *name)
{
	for (guint i = 0; i < sim->chips->len; i++) {
		tw_chip *chip = sim->chips->pdata[i];

		if (!strcmp(chip->name, name))
			return chip;
	}
	return NULL;
}

tw_chip *tw_sim_failed_chip(const tw_sim *sim)
{
	for (guint i = 0; i < sim->chips->len; i++) {
		tw_chip *chip = sim->chips->pdata[i];

		if (chip->state == TW_CHIP_CRASHED ||
		    chip->state == TW_CHIP_HUNG)
			return chip;
	}
	return NULL;
}

void tw_chip_attach(tw_chip *chip, const struct tw_chip_ops *ops, void *user)
{
	chip->ops = ops;
	chip->user = user;
}

void *tw_chip_user(const tw_chip *chip)
{
	return chip->user;
}

void tw_chip_fail(tw_chip *chip, enum tw_chip_state state, const char *what)
{
	chip->state = state;
	g_free(chip->failure);
	chip->failure = g_strdup(what);
	tw_sim_note(chip->sim, chip->source, TW_NOTE_FIRMWARE, state,
		    what ? what : "ended");
	if (state == TW_CHIP_CRASHED || state == TW_CHIP_HUNG)
		tw_sim_fail(chip->sim);
}

void tw_chip_attach_code(tw_chip *chip, const struct tw_chip_code *code,
			 void *user)
{
	chip->code = code;
	chip->code_user = user;
}

size_t tw_chip_symbol(const tw_chip *chip, enum tw_symbol_kind kind,
		      const char *name, struct tw_symbol *out)
{
	return chip->code ? chip->code->find(chip->code_user, kind, name, out)
			  : 0;
}

char **tw_chip_symbols(const tw_chip *chip, enum tw_symbol_kind kind)
{
	return chip->code ? chip->code->list(chip->code_user, kind)
			  : g_new0(char *, 1);
}

void tw_chip_watch_calls(tw_chip *chip, const char *name,
			 struct tw_symbol function)
{
	if (chip->code)
		chip->code->watch_calls(chip->code_user, name, function);
}

unsigned tw_chip_first_irq(const tw_chip *chip)
{
	return chip->code ? chip->code->first_irq(chip->code_user) : 0;
}
