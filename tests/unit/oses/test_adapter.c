/* SPDX-License-Identifier: MIT */
/* The adapter's controller: what twowire/adapter.h says of commands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib.h>

#include "oses/adapter.h"

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	struct adapter a;
	bool irq;
	const char *crash;
};

static void irq(void *user, unsigned n, bool level)
{
	((struct bench *)user)->irq = level;
}

static void crash(void *user, const char *what)
{
	((struct bench *)user)->crash = what;
}

static int up(void **state)
{
	struct bench *b = g_new0(struct bench, 1);

	b->sim = tw_sim_new(1);
	b->bus = tw_bus_new(b->sim, NULL, NULL);
	b->a.irq = irq;
	b->a.crash = crash;
	b->a.user = b;
	assert_true(adapter_init(&b->a, "chip", b->sim, tw_bus_queue(b->bus),
				 b->bus, NULL));
	adapter_reset(&b->a);
	b->a.scl_hz = 100000;
	b->a.irqs = TW_IRQ_RESULT;
	*state = b;
	return 0;
}

static int down(void **state)
{
	struct bench *b = *state;

	tw_sim_free(b->sim);
	g_free(b);
	return 0;
}

/* Gives a command, and a byte's time. */
static void give(struct bench *b, uint32_t command)
{
	adapter_command(&b->a, command);
	tw_sim_run(b->sim, tw_sim_now_ns(b->sim) + TW_US(100));
}

static void a_command_has_its_result_and_an_interrupt(void **state)
{
	struct bench *b = *state;

	adapter_command(&b->a, TW_COMMAND_START);
	assert_int_equal(b->a.result, TW_RESULT_NONE);
	assert_false(b->irq);
	tw_sim_run(b->sim, TW_US(100));
	assert_int_equal(b->a.result, TW_RESULT_OK);
	assert_true(b->irq);
	give(b, TW_COMMAND_WRITE | 0xa0 << 8);
	assert_int_equal(b->a.result & TW_RESULT_KIND, TW_RESULT_NACKED);
	give(b, TW_COMMAND_STOP);
	assert_int_equal(b->a.result, TW_RESULT_OK);
	assert_false(tw_bus_busy(b->bus));
	assert_null(b->crash);
}

static void a_command_while_one_is_under_way_is_a_crash(void **state)
{
	struct bench *b = *state;

	adapter_command(&b->a, TW_COMMAND_START);
	assert_null(b->crash);
	adapter_command(&b->a, TW_COMMAND_START);
	assert_string_equal(b->crash,
			    "adapter: a command while one is under way");
}

static void all_but_a_start_need_one_before(void **state)
{
	static const uint32_t commands[] = {TW_COMMAND_WRITE, TW_COMMAND_READ,
					    TW_COMMAND_STOP};
	struct bench *b = *state;

	for (unsigned i = 0; i < G_N_ELEMENTS(commands); i++) {
		b->crash = NULL;
		give(b, commands[i]);
		assert_string_equal(b->crash,
				    "adapter: a command without START");
	}
	b->crash = NULL;
	give(b, TW_COMMAND_RESET + 1);
	assert_string_equal(b->crash, "adapter: no such command");
}

static void a_reset_lets_go_of_both_wires(void **state)
{
	struct bench *b = *state;

	give(b, TW_COMMAND_START);
	assert_false(tw_bus_level(b->bus, TW_SCL));
	give(b, TW_COMMAND_RESET);
	assert_true(tw_bus_level(b->bus, TW_SCL));
	assert_true(tw_bus_level(b->bus, TW_SDA));
	assert_int_equal(b->a.result, TW_RESULT_NONE);
	assert_false(b->irq);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, up, down)
	const struct CMUnitTest tests[] = {
		T(a_command_has_its_result_and_an_interrupt),
		T(a_command_while_one_is_under_way_is_a_crash),
		T(all_but_a_start_need_one_before),
		T(a_reset_lets_go_of_both_wires),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
