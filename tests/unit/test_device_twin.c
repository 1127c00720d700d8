/* SPDX-License-Identifier: MIT */
/* A model and a twin on its address, which sends 0x00. */
#include "tw-test.h"

#include "twowire/actor.h"
#include "twowire/target.h"

static unsigned n_restarts;

static void restarted(tw_device *dev)
{
	n_restarts++;
}

static const struct tw_model model = {
	.name = "ones",
	.summary = "sends 0xff",
	.bytes = &(const struct tw_byte_ops){.restart = restarted},
};

static enum tw_answer twin_address(void *user, const struct tw_address *addr)
{
	return TW_ACK;
}

static bool twin_read(void *user, uint8_t *byte)
{
	*byte = 0x00;
	return true;
}

static void who_loses_a_byte_to_it_is_told_with_restart(void **state)
{
	static const struct tw_target_ops ops = {.address = twin_address,
						 .read = twin_read};
	const struct tw_target_config twin = {.name = "twin", .ops = &ops};
	struct tw_match match = {.addr = 0x30};
	struct bench *b = bench_new(&model, 0x30);
	uint8_t rx;

	n_restarts = 0;
	assert_int_equal(tw_controller_read_from(b->host, 0x30, &rx, 1), TW_OK);
	assert_int_equal(rx, 0xff);
	assert_int_equal(n_restarts, 0);
	tw_target_listen(tw_target_new(b->bus, &twin), &match, 1);
	assert_int_equal(tw_controller_read_from(b->host, 0x30, &rx, 1), TW_OK);
	assert_int_equal(rx, 0x00);
	assert_int_equal(n_restarts, 1);
	*state = b;
	bench_free(state);
}

int main(void)
{
	const struct CMUnitTest twins[] = {
		cmocka_unit_test(who_loses_a_byte_to_it_is_told_with_restart),
	};

	return cmocka_run_group_tests(twins, NULL, NULL);
}
