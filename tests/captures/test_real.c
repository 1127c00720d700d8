/* SPDX-License-Identifier: MIT */
/*
 * Real captures decode to what another decoder made of them.
 *
 * The captures and their expected messages lie outside the repository, beside
 * it in shared/captures or where TWOWIRE_SHARED says; without them this skips.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "twowire/capture.h"

#include "expected.h"

static void collect(void *user, const struct tw_message *message)
{
	tw_message_to_json(message, user);
}

static void every_capture_decodes_to_its_normal_form(void **state)
{
	skip_without_captures();
	for (size_t i = 0; i < G_N_ELEMENTS(reals); i++) {
		const struct real *r = &reals[i];
		struct tw_capture_config config = {r->scl, r->sda};
		g_autofree char *path = reals_path(r->name, ".sr");
		g_autofree char *want = expected_messages(r->name);
		g_autoptr(tw_capture) capture =
			tw_capture_open(path, &config, NULL);
		g_autoptr(GString) got = g_string_new(NULL);

		assert_non_null(capture);
		assert_true(tw_capture_decode(capture, collect, got, NULL));
		assert_string_equal(got->str, want);
	}
}

static void a_capture_read_into_a_trace_decodes_the_same(void **state)
{
	skip_without_captures();
	for (size_t i = 0; i < G_N_ELEMENTS(reals); i++) {
		const struct real *r = &reals[i];
		struct tw_capture_config config = {r->scl, r->sda};
		g_autofree char *path = reals_path(r->name, ".sr");
		g_autofree char *want = expected_messages(r->name);
		g_autoptr(tw_trace) trace =
			tw_capture_read(path, &config, NULL);
		g_autoptr(GString) got = g_string_new(NULL);
		uint32_t bus;

		assert_non_null(trace);
		assert_true(tw_trace_find_bus(trace, NULL, &bus));
		tw_trace_decode(trace, bus, collect, got);
		assert_string_equal(got->str, want);
	}
}

/* Its channels are called 0 to 7. */
static void a_wire_that_is_not_there_is_an_error_that_lists_them(void **state)
{
	struct tw_capture_config config = {.sda = "SDA"};
	g_autofree char *path = NULL;
	g_autoptr(GError) error = NULL;

	skip_without_captures();
	path = reals_path("microsoft-wireless-optical-mouse-init", ".sr");
	assert_null(tw_capture_open(path, &config, &error));
	assert_true(g_error_matches(error, TW_ERROR, TW_ERROR_CONFIG));
	assert_non_null(strstr(error->message, "0, 1, 2, 3, 4, 5, 6, 7"));
	assert_non_null(strstr(error->message, "--scl"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_capture_decodes_to_its_normal_form),
		cmocka_unit_test(a_capture_read_into_a_trace_decodes_the_same),
		cmocka_unit_test(
			a_wire_that_is_not_there_is_an_error_that_lists_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
