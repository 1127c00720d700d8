/* SPDX-License-Identifier: MIT */
/* Which chips a summary guesses behind the addresses of a capture. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "summed.h"

/* DS25095A, 5.1.5: MANUFACTURER ID, at 6, reads 0x0054. An AD5258 has the same
 * address. */
static void an_identity_register_decides_a_guess(void **state)
{
	static const uint8_t ids[] = {0x54, 0x55};

	for (unsigned i = 0; i < 2; i++) {
		struct wires w = wires_new("bus", 2500);
		g_autofree char *text = NULL;

		wires_start(&w, false);
		wires_byte(&w, 0x18 << 1, true);
		wires_byte(&w, 0x06, true);
		wires_start(&w, true);
		wires_byte(&w, 0x18 << 1 | 1, true);
		wires_byte(&w, 0x00, true);
		wires_byte(&w, ids[i], false);
		wires_stop(&w);
		text = text_of(&w, PER_S);
		assert_int_equal(!strstr(text, "  mcp9808"), i);
		tw_trace_free(w.trace);
	}
}

/* E-EDID release A, 3.3: the header of every EDID. A memory at the same address
 * can hold anything. */
static void a_header_decides_a_guess(void **state)
{
	static const uint8_t header[] = {0x00, 0xff, 0xff, 0xff,
					 0xff, 0xff, 0xff, 0x00};

	for (unsigned i = 0; i < 2; i++) {
		struct wires w = wires_new("bus", 2500);
		g_autofree char *text = NULL;

		wires_start(&w, false);
		wires_byte(&w, 0xa0, true);
		wires_byte(&w, 0x00, true);
		wires_start(&w, true);
		wires_byte(&w, 0xa1, true);
		for (unsigned n = 0; n < 8; n++)
			wires_byte(&w, header[n] ^ (i && n == 3), n < 7);
		wires_stop(&w);
		text = text_of(&w, PER_S);
		assert_int_equal(!strstr(text, "  edid or 24xx?"), i);
		assert_int_equal(!strstr(text, "edid"), i);
		tw_trace_free(w.trace);
	}
}

/* Data sheet of the MCP23017, table 1-2: there are 22 registers. A PCA9571 at
 * the same address takes every byte. */
static void a_chip_without_such_a_register_is_not_guessed(void **state)
{
	static const uint8_t pointers[] = {0x12, 0xd0};

	for (unsigned i = 0; i < 2; i++) {
		struct wires w = wires_new("bus", 2500);
		g_autofree char *text = NULL;

		WRITE(&w, 0x25 << 1, pointers[i]);
		text = text_of(&w, PER_S);
		assert_int_equal(!strstr(text, "mcp23017"), i);
		assert_non_null(strstr(text, "pca9571"));
		tw_trace_free(w.trace);
	}
}

static void who_never_answered_is_not_guessed(void **state)
{
	struct wires w = wires_new("bus", 2500);

	wires_start(&w, false);
	wires_byte(&w, 0xa0, false);
	wires_stop(&w);
	expect_none(&w, "24xx");
	tw_trace_free(w.trace);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_identity_register_decides_a_guess),
		cmocka_unit_test(a_header_decides_a_guess),
		cmocka_unit_test(a_chip_without_such_a_register_is_not_guessed),
		cmocka_unit_test(who_never_answered_is_not_guessed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
