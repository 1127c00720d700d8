/* SPDX-License-Identifier: MIT */
#include "runtime/fiber.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef WITHOUT_CMOCKA
#include <assert.h>
#define assert_int_equal(a, b)	  assert((a) == (b))
#define assert_string_equal(a, b) assert(!strcmp(a, b))
#else
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#endif

static struct fiber engine, fiber;
static _Alignas(16) unsigned char stack[65536];
static char said[200];
static int handed;

/* Arguments in registers of each kind, and a call that needs an aligned
 * stack. */
static void body(void *user)
{
	double kept = 1.5;
	int turns = 0;

	for (;;) {
		snprintf(said, sizeof(said), "%s %d %.2f %d", (char *)user,
			 ++turns, kept, handed);
		kept *= 2;
		fiber_switch(&fiber, &engine);
	}
}

static void keeps_its_place_and_values_between_turns(void **state)
{
	double mine = 0.25;

	fiber_init(&fiber, stack + sizeof(stack), body, "fiber");
	handed = 7;
	fiber_switch(&engine, &fiber);
	assert_string_equal(said, "fiber 1 1.50 7");
	handed = 8;
	mine += 1;
	fiber_switch(&engine, &fiber);
	assert_string_equal(said, "fiber 2 3.00 8");
	assert_int_equal((int)(mine * 100), 125);
}

static void begins_anew_after_init(void **state)
{
	fiber_init(&fiber, stack + sizeof(stack), body, "again");
	fiber_switch(&engine, &fiber);
	assert_string_equal(said, "again 1 1.50 8");
}

int main(void)
{
#ifdef WITHOUT_CMOCKA
	keeps_its_place_and_values_between_turns(NULL);
	begins_anew_after_init(NULL);
	return 0;
#else
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_its_place_and_values_between_turns),
		cmocka_unit_test(begins_anew_after_init),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
#endif
}
