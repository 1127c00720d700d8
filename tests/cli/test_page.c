/* SPDX-License-Identifier: MIT */
/* The page of `twowire plot`, opened by a browser that runs page_checks.js in
 * it. */
#include "ran.h"

static char *browser, *checks;

#define TALK                                                                   \
	"{\"format\": \"twowire-scenario/1\", \"title\": \"A talk\",\n"        \
	"\"devices\": [" ROM "],\n"                                            \
	"\"steps\": [{\"transfer\": \"w1@0x50 0x12 r2\"}, {\"run_ms\": 2},\n"  \
	"{\"transfer\": \"w1@0x51 0x34\", \"result\": \"no-target\"}]}\n"

/* r->out: the document as it is after its scripts have run. */
static void opened(struct ran *r, const char *name)
{
	g_autofree char *url = g_strdup_printf("file://%s/%s", r->folder, name);
	g_autofree char *profile =
		g_strdup_printf("--user-data-dir=%s/profile", r->folder);
	char *argv[] = {browser,
			(char *)"--headless=new",
			(char *)"--no-sandbox",
			(char *)"--disable-gpu",
			profile,
			(char *)"--window-size=1000,700",
			(char *)"--dump-dom",
			url,
			NULL};
	g_autoptr(GError) error = NULL;

	g_clear_pointer(&r->out, g_free);
	if (!g_spawn_sync(NULL, argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL,
			  NULL, &r->out, NULL, NULL, &error))
		fail_msg("%s", error->message);
}

static void a_browser_shows_the_page(void **state)
{
	struct ran *r = *state;
	g_autofree char *path = g_build_filename(r->folder, "t.html", NULL);
	g_autofree char *page = NULL, *script = NULL, *with = NULL;
	const char *verdict;

	write_file(r, "t.json", TALK);
	assert_int_equal(twowire(r, "plot t.json -o t.html"), 0);
	assert_true(g_file_get_contents(path, &page, NULL, NULL));
	assert_true(g_file_get_contents(checks, &script, NULL, NULL));
	with = g_strdup_printf("%s<script>\n%s</script>\n", page, script);
	write_file(r, "c.html", with);
	opened(r, "c.html");
	verdict = strstr(r->out, "<pre>PAGE ");
	if (!verdict)
		fail_msg("the page's script did not end");
	if (!g_str_has_prefix(verdict, "<pre>PAGE HELD"))
		fail_msg("%.1000s", verdict);
}

/* The browser leaves a profile behind. */
static int clear(void **state)
{
	struct ran *r = *state;
	g_autofree char *profile = g_build_filename(r->folder, "profile", NULL);
	char *argv[] = {(char *)"rm", (char *)"-rf", profile, NULL};

	g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
		     NULL, NULL, NULL);
	return teardown(state);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_browser_shows_the_page, setup,
						clear),
	};

	program = g_canonicalize_filename(argv[1], NULL);
	browser = argv[2];
	checks = argv[3];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
