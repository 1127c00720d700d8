/* SPDX-License-Identifier: MIT */
/* Rules that every host keeps, present and future; and their settings. */
#include "hosts.h"

static void every_host_is_well_formed(void **state)
{
	const char *last = "";

	assert_string_equal(tw_hosts[0]->name, "ideal");
	for (size_t i = 0; tw_hosts[i]; i++) {
		const struct tw_host *h = tw_hosts[i];

		if (i && strcmp(last, h->name) >= 0)
			fail_msg("%s: not in order", h->name);
		if (!h->summary || strlen(h->summary) > 110 || !h->source)
			fail_msg("%s: not described in a line", h->name);
		for (const struct tw_host_setting *s = h->settings; s->key; s++)
			if (!s->summary || s->preset < s->min ||
			    s->preset > s->max)
				fail_msg("%s.%s: malformed", h->name, s->key);
		assert_ptr_equal(tw_host_find(h->name), h);
		last = i ? h->name : "";
	}
	assert_ptr_equal(tw_host_find(NULL), tw_hosts[0]);
	assert_null(tw_host_find("bcm2711"));
}

/* A target that does not stretch, transfers that no quirk is about. */
static void every_host_writes_and_reads(void **state)
{
	for (size_t i = 0; tw_hosts[i]; i++) {
		static const uint8_t tx[] = {0x12, 0x34};
		struct scene x;
		uint8_t rx[3];

		scene_new(&x, tw_hosts[i]->name);
		x.p.next = 0xa5;
		assert_int_equal(tw_controller_write_to(x.c, 0x48, tx, 2),
				 TW_OK);
		if (!strcmp(tw_hosts[i]->name, "npcx"))
			goto done; /* the bus is not free after it */
		EXPECT_TOLD(&x.p, "A48w W12 W34 P");
		assert_int_equal(tw_controller_read_from(x.c, 0x48, rx, 3),
				 TW_OK);
		if (memcmp(rx, "\xa5\xa6\xa7", 3))
			fail_msg("%s read %02x %02x %02x", tw_hosts[i]->name,
				 rx[0], rx[1], rx[2]);
		assert_int_equal(tw_controller_write_to(x.c, 0x23, tx, 2),
				 TW_NO_TARGET);
		tw_sim_run(x.sim, tw_sim_now_ns(x.sim) + TW_US(10));
		assert_true(tw_bus_level(x.bus, TW_SCL));
		assert_true(tw_bus_level(x.bus, TW_SDA));
		assert_false(tw_bus_busy(x.bus));
		assert_false(tw_controller_active(x.c));
	done:
		scene_free(&x);
	}
}

static void expect_refused(struct tw_controller_config config, const char *why)
{
	g_autoptr(tw_sim) sim = tw_sim_new(0);
	tw_bus *bus = tw_bus_new(sim, NULL, NULL);
	g_autoptr(GError) error = NULL;

	config.name = "host";
	assert_null(tw_controller_new(bus, &config, &error));
	assert_int_equal(error->code, TW_ERROR_CONFIG);
	assert_string_equal(error->message, why);
}

static void a_setting_that_a_host_does_not_have_is_refused(void **state)
{
	expect_refused((struct tw_controller_config){.like = "bcm2711"},
		       "host.like: no host is called \"bcm2711\"; `twowire "
		       "list controllers` shows them");
	expect_refused((struct tw_controller_config){.op_ns = 100},
		       "host.op_ns: no setting of a controller like "
		       "\"ideal\"; `twowire list controllers` shows which "
		       "there are");
	expect_refused((struct tw_controller_config){.like = "i2c-gpio",
						     .low_ns = 5000},
		       "host.low_ns: no setting of a controller like "
		       "\"i2c-gpio\"; `twowire list controllers` shows which "
		       "there are");
	expect_refused((struct tw_controller_config){.like = "bitbangio",
						     .busy_timeout_ns = 1},
		       "host.busy_timeout_ns: no setting of a controller like "
		       "\"bitbangio\"; `twowire list controllers` shows which "
		       "there are");
	expect_refused((struct tw_controller_config){.like = "i2c-gpio",
						     .tries = 1001},
		       "host.tries: expected 1 to 1000, got 1001");
	expect_refused((struct tw_controller_config){.like = "bcm2835",
						     .sample_ns = 5001},
		       "host.sample_ns: expected at most half a period of SCL, "
		       "5000, got 5001");
}

static void settings_in_force_can_be_given_again(void **state)
{
	for (size_t i = 0; tw_hosts[i]; i++) {
		struct tw_controller_config config;
		struct scene x;

		scene_new(&x, tw_hosts[i]->name);
		config = *tw_controller_config(x.c);
		assert_string_equal(config.like, tw_hosts[i]->name);
		for (const struct tw_host_setting *s = tw_hosts[i]->settings;
		     s->key; s++)
			if (!strcmp(s->key, "tries"))
				assert_int_equal(config.tries, s->preset);
		assert_true(tw_controller_configure(x.c, &config, NULL));
		assert_memory_equal(&config, tw_controller_config(x.c),
				    sizeof(config));
		scene_free(&x);
	}
}

static void a_host_can_become_another_between_transfers(void **state)
{
	struct tw_controller_config config = {.like = "i2c-gpio"};
	g_autoptr(GError) error = NULL;
	struct scene x;

	scene_new(&x, NULL);
	assert_int_equal(tw_controller_write_to(x.c, 0x48, NULL, 0), TW_OK);
	assert_true(tw_controller_configure(x.c, &config, NULL));
	assert_int_equal(tw_controller_write_to(x.c, 0x48, NULL, 0), TW_OK);
	config.like = NULL;
	assert_true(tw_controller_configure(x.c, &config, NULL));
	tw_controller_start(x.c);
	tw_sim_run(x.sim, tw_sim_now_ns(x.sim) + TW_US(50));
	config.like = "i2c-gpio";
	assert_false(tw_controller_configure(x.c, &config, &error));
	assert_string_equal(error->message, "controller.like: cannot change "
					    "inside a transfer");
	tw_controller_reset(x.c);
	scene_free(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_host_is_well_formed),
		cmocka_unit_test(every_host_writes_and_reads),
		cmocka_unit_test(
			a_setting_that_a_host_does_not_have_is_refused),
		cmocka_unit_test(settings_in_force_can_be_given_again),
		cmocka_unit_test(a_host_can_become_another_between_transfers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
