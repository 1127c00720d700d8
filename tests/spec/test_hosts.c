/* SPDX-License-Identifier: MIT */
/* Rules that every host keeps, present and future; and their settings. */
#include "hosts.h"

#include <stdlib.h>

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_host_is_well_formed),
		cmocka_unit_test(every_host_writes_and_reads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
