/* SPDX-License-Identifier: MIT */
/* A fixture's life: the board is powered, the test runs, all is freed. */
#include "app/cmocka/fixture.h"

#include <string.h>

#include "twowire/parts.h"

#define BOOT_NS	  TW_MS(1)
#define HOST_NAME "test"

static void fixture_free(struct tw_fixture *f)
{
	if (f->trial)
		tw_trial_free(f->trial);
	else
		tw_sim_free(f->sim);
	tw_scenario_free(f->scenario);
	g_free(f);
}

/* "steps[0].rx: expected 00, got ff" for each check that did not hold. */
static char *broken_steps(const tw_trial *trial)
{
	GString *out = g_string_new(NULL);

	for (size_t i = 0; i < tw_trial_n_checks(trial); i++) {
		const struct tw_check *c = tw_trial_check(trial, i);

		if (!c->held && !c->known)
			g_string_append_printf(out,
					       "%s%s: %s: expected %s, got %s",
					       out->len ? "\n" : "", c->place,
					       c->what, c->expected, c->got);
	}
	return g_string_free(out, FALSE);
}

static bool build_scenario(struct tw_fixture *f, GError **error)
{
	const struct tw_board *board = f->board;
	const char *dirs[] = {board->firmware_dir, NULL};
	struct tw_trial_options options = {
		.has_seed = board->seed != 0,
		.seed = board->seed,
		.firmware_dirs = board->firmware_dir ? dirs : NULL,
	};
	g_autofree char *broken = NULL;

	f->scenario = tw_scenario_load(board->scenario, &tw_parts, error);
	if (!f->scenario)
		return false;
	f->trial = tw_trial_new(f->scenario, &options, error);
	if (!f->trial)
		return false;
	f->sim = tw_trial_sim(f->trial);
	f->bus = tw_sim_bus(f->sim, board->bus ? board->bus : "bus");
	if (!f->bus) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s has no bus \"%s\": name one in tw_board.bus",
			    board->scenario, board->bus ? board->bus : "bus");
		return false;
	}
	if (tw_trial_run(f->trial) <= TW_VERDICT_KNOWN)
		return true;
	broken = broken_steps(f->trial);
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG, "%s", broken);
	return false;
}

static bool build_chip(struct tw_fixture *f, GError **error)
{
	const struct tw_board *b = f->board;
	const struct tw_platform *platform =
		b->platform ? tw_parts_platform(&tw_parts, b->platform) : NULL;
	struct tw_chip_pin pins[2];
	struct tw_chip_config config = {
		.name = "dut", .object = b->object, .pins = pins, .n_pins = 2};

	if (!platform) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "tw_board.platform: no platform \"%s\"; see "
			    "`twowire list platforms`",
			    b->platform ? b->platform : "");
		return false;
	}
	pins[0] = (struct tw_chip_pin){
		.pin = b->sda ? b->sda : platform->i2c_pins[TW_SDA].name,
		.bus = f->bus,
		.line = TW_SDA};
	pins[1] = (struct tw_chip_pin){
		.pin = b->scl ? b->scl : platform->i2c_pins[TW_SCL].name,
		.bus = f->bus,
		.line = TW_SCL};
	f->chip = tw_chip_new(f->sim, platform, &config, error);
	return f->chip != NULL;
}

static bool build_bus(struct tw_fixture *f, GError **error)
{
	f->sim = tw_sim_new(f->board->seed ? f->board->seed : 1);
	f->bus = tw_bus_new(f->sim, &f->board->wires, error);
	return f->bus && (!f->board->object || build_chip(f, error));
}

static bool build(struct tw_fixture *f, GError **error)
{
	struct tw_controller_config host = f->board->host;

	if (!host.name)
		host.name = HOST_NAME;
	if (!(f->board->scenario ? build_scenario(f, error)
				 : build_bus(f, error)))
		return false;
	f->host = tw_controller_new(f->bus, &host, error);
	return f->host != NULL;
}

int tw_fixture_setup(void **state)
{
	const struct tw_fixture_test *test = *state;
	struct tw_fixture *f = g_new0(struct tw_fixture, 1);
	g_autoptr(GError) error = NULL;

	f->test = test;
	f->board = test->board;
	if (!build(f, &error)) {
		print_error("%s: %s\n", test->name, error->message);
		fixture_free(f);
		return -1;
	}
	if (f->board->build)
		f->board->build(f);
	*state = f;
	tw_sim_run(f->sim,
		   tw_sim_now_ns(f->sim) +
			   (f->board->boot_ns ? f->board->boot_ns : BOOT_NS));
	return 0;
}

/* A failed assertion leaves by longjmp(), and so not by the last line. */
void tw_fixture_run_test(void **state)
{
	struct tw_fixture *f = *state;

	fixture_look_at_firmware(f, "before the test", 0);
	f->test->function(state);
	fixture_look_at_firmware(f, f->test->name, 0);
	f->passed = true;
}

int tw_fixture_teardown(void **state)
{
	struct tw_fixture *f = *state;

	if (!f->passed)
		fixture_keep_trace(f);
	fixture_free(f);
	return 0;
}
