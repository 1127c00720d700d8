/* SPDX-License-Identifier: MIT */
/*
 * Real captures against the models of the chips that are in them: no difference
 * but what no model can know, which is what the chip held and what was around
 * it. That is given here. The captures lie outside the repository; without them
 * this skips.
 */
#include "tw-test.h"

#include <string.h>

#include "twowire/parts.h"
#include "twowire/replay.h"

struct chip {
	const char *capture;
	const char *model;
	uint8_t addr;
	const char *params; /* "date=20200907,time=135600" */
	const char *input;  /* one, or NULL */
	int32_t value;
	unsigned messages;
};

static const struct chip chips[] = {
	{"ds3231_ex2", "ds3231", 0x68, "date=20200907,time=135600,status=0x0a",
	 "temp_mC", 24000, 7},
	/* 30.5 C; its host acknowledges the last byte of every read. */
	{"rding_temper_i2c_usb_led_eeprom_and_sensor_snippet", "lm75", 0x4f,
	 "part=FM75,settled=yes", "temp_mC", 30500, 32},
	/* All that it reads was written before. */
	{"rtc_ds1307_200khz", "ds1307", 0x68, "", NULL, 0, 15},
};

static char *path_of(const char *name)
{
	const char *shared = g_getenv("TWOWIRE_SHARED");
	g_autofree char *file = g_strconcat(name, ".sr", NULL);

	if (shared)
		return g_build_filename(shared, "captures", file, NULL);
	return g_build_filename(g_getenv("SOURCE_ROOT"), "..", "shared",
				"captures", file, NULL);
}

static bool there; /* The captures are. */

static size_t split(char **words, struct tw_param *params)
{
	size_t n = 0;

	for (; words[n]; n++) {
		char *value = strchr(words[n], '=');

		assert_non_null(value);
		*value = '\0';
		params[n] = (struct tw_param){words[n], value + 1};
	}
	return n;
}

struct replayed {
	struct tw_replay_summary sum;
	GString *lines;
};

static void add_line(void *user, const struct tw_difference *d)
{
	tw_difference_text(d, user);
}

static struct replayed replay(const struct chip *chip, const char *changed)
{
	g_autofree char *path = path_of(chip->capture);
	struct tw_replay_config config = {.tolerance_ns = TW_US(10)};
	g_autoptr(tw_replay) r = tw_replay_open(path, &config, NULL);
	g_autoptr(tw_sim) sim = tw_sim_new(1);
	tw_bus *bus = tw_bus_new(sim, tw_replay_bus_config(), NULL);
	g_auto(GStrv) words =
		g_strsplit(changed ? changed : chip->params, ",", -1);
	struct tw_param params[8];
	struct tw_device_config device = {.addr = chip->addr, .params = params};
	struct replayed out = {.lines = g_string_new(NULL)};
	GError *error = NULL;
	tw_device *dev;

	assert_non_null(r);
	device.n_params = split(words, params);
	dev = tw_replay_attach(r, bus, tw_parts_model(&tw_parts, chip->model),
			       &device, &error);
	if (error)
		fail_msg("%s", error->message);
	if (chip->input)
		assert_true(tw_device_set_input(dev, chip->input, chip->value));
	assert_int_equal(tw_replay_run(r, bus), TW_RUN_DONE);
	tw_replay_compare(r, add_line, out.lines, &out.sum);
	return out;
}

static void every_chip_does_what_the_real_one_did(void **state)
{
	if (!there)
		skip();
	for (size_t i = 0; i < G_N_ELEMENTS(chips); i++) {
		struct replayed out = replay(&chips[i], NULL);

		if (tw_replay_n_differences(&out.sum))
			fail_msg("%s: %s", chips[i].capture, out.lines->str);
		assert_int_equal(out.sum.messages, chips[i].messages);
		g_string_free(out.lines, TRUE);
	}
}

static int look(void **state)
{
	g_autofree char *path = path_of(chips[0].capture);

	there = g_file_test(path, G_FILE_TEST_EXISTS);
	return 0;
}

int main(void)
{
	const struct CMUnitTest replays[] = {
		cmocka_unit_test(every_chip_does_what_the_real_one_did),
	};

	return cmocka_run_group_tests(replays, look, NULL);
}
