/* SPDX-License-Identifier: MIT */
/* Firmware's sources into objects, and what is said of those that are not. */
#include "app/cc/blocks.h"
#include "app/cc/cc.h"
#include "app/cc/filter.h"
#include "app/cc/libc.h"
#include "twowire/sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

static char *source(const char *name)
{
	return g_build_filename(TINY, "..", "fw", name, NULL);
}

static char *output(void)
{
	return g_strdup_printf("%s/cc-output.so", g_getenv("TW_FIRMWARE"));
}

static bool build(const char *platform, const char *file,
		  const char *const *options, GError **error)
{
	static const char *const none[] = {NULL};
	g_autofree char *path = source(file);
	g_autofree char *object = output();
	const char *const sources[] = {path, NULL};
	const struct cc_job job = {.platform = platform,
				   .output = object,
				   .options = options ? options : none,
				   .sources = sources};

	return cc_build(&job, error);
}

static void missing_functions_are_named_with_who_wants_them(void **state)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *object = output();

	g_unlink(object); /* of an earlier run */
	assert_false(build(TINY, "forbidden.c", NULL, &error));
	assert_true(g_error_matches(error, TW_ERROR, TW_ERROR_FIRMWARE));
	assert_non_null(strstr(error->message,
			       "forbidden.c: needs fopen, which the host's C "
			       "library has and firmware's has not"));
	assert_non_null(strstr(error->message,
			       "forbidden.c: needs no_such_driver, which "
			       "neither the sources nor platform tiny define"));
	assert_false(g_file_test(object, G_FILE_TEST_EXISTS));
}

static void a_source_that_does_not_compile_is_named(void **state)
{
	static const char *const options[] = {"-Dmain=1", NULL};
	g_autoptr(GError) error = NULL;

	assert_false(build(TINY, "other.c", options, &error));
	assert_non_null(strstr(error->message, "other.c: does not compile"));
}

static bool build_with_sdk(const char *platform, const char *sdk,
			   GError **error)
{
	static const char *const none[] = {NULL};
	g_autofree char *path = source("vendor.c");
	g_autofree char *object = output();
	const char *const sources[] = {path, NULL};
	const struct cc_job job = {.platform = platform,
				   .output = object,
				   .sdk = sdk,
				   .options = none,
				   .sources = sources};

	return cc_build(&job, error);
}

static void a_checkouts_headers_take_the_place_of_the_platforms(void **state)
{
	g_autofree char *sdk = source("../checkout");
	g_autoptr(GError) error = NULL;

	assert_true(build_with_sdk(TINY, sdk, &error));
	assert_null(error);
}

static void what_a_platform_has_not_its_family_has(void **state)
{
	g_autofree char *kin = source("../kin");
	g_autoptr(GError) error = NULL;

	assert_true(build(kin, "family.c", NULL, &error));
	assert_null(error);
}

static void a_folder_that_is_no_checkout_is_refused(void **state)
{
	g_autofree char *wrong = source("");
	g_autoptr(GError) error = NULL;

	assert_false(build_with_sdk(TINY, wrong, &error));
	assert_non_null(strstr(error->message, "/inc, which"));
	g_clear_error(&error);
	assert_false(build_with_sdk(TINY, "no such folder", &error));
	assert_string_equal(error->message,
			    "--sdk: expected a folder, got no such folder");
}

static void an_unknown_platform_is_told_the_known_ones(void **state)
{
	g_autoptr(GError) error = NULL;

	assert_false(build("rp2", "other.c", NULL, &error));
	assert_true(g_error_matches(error, TW_ERROR, TW_ERROR_CONFIG));
	assert_non_null(strstr(error->message, "rp2040"));
	assert_non_null(strstr(error->message, "got rp2"));
}

static void a_compiler_that_is_none_is_refused(void **state)
{
	const char *const none[] = {NULL};
	const char *const sources[] = {"x.c", NULL};
	const struct cc_job job = {.platform = TINY,
				   .output = "/nonexistent/x.so",
				   .compiler = "true",
				   .options = none,
				   .sources = sources};
	g_autoptr(GError) error = NULL;

	assert_false(cc_build(&job, &error));
	assert_string_equal(error->message,
			    "--cc: must be gcc or clang, got true");
}

/* A copy, lest it be lost where this fails. */
static void neither_a_source_nor_a_device_is_overwritten(void **state)
{
	g_autofree char *text = NULL, *after = NULL,
			*original = source("idle.c");
	g_autofree char *copy =
		g_strdup_printf("%s/cc-source.c", g_getenv("TW_FIRMWARE"));
	const char *const none[] = {NULL};
	const char *const sources[] = {copy, NULL};
	struct cc_job job = {.platform = TINY,
			     .output = copy,
			     .options = none,
			     .sources = sources};
	g_autoptr(GError) same = NULL, folder = NULL;

	assert_true(g_file_get_contents(original, &text, NULL, NULL));
	assert_true(g_file_set_contents(copy, text, -1, NULL));
	assert_false(cc_build(&job, &same));
	assert_non_null(strstr(same->message, "-o: expected another file"));
	assert_true(g_file_get_contents(copy, &after, NULL, NULL));
	assert_string_equal(after, text);
	job.output = g_getenv("TW_FIRMWARE");
	assert_false(cc_build(&job, &folder));
	assert_non_null(strstr(folder->message, "-o: expected the name of a "
						"plain file, got "));
}

static void types_are_as_the_chips_compiler_has_them(void **state)
{
	static const char *const platforms[] = {
		"avr", "nrf52", "rp2040", "samd21", "samd51", "stm32f4",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(platforms); i++) {
		g_autoptr(GError) error = NULL;

		if (!build(platforms[i], "model.c", NULL, &error))
			fail_msg("%s: %s", platforms[i], error->message);
	}
}

static void objects_of_another_width_are_refused(void **state)
{
	static const char *const options[] = {"-m32", NULL};
	g_autoptr(GError) error = NULL;

	assert_false(build(TINY, "idle.c", options, &error));
	assert_non_null(strstr(error->message, "-m32: firmware runs in "));
}

/* What the compilers say on stderr. */
static char *said_of(const char *platform, const char *file)
{
	g_autofree char *path =
		g_build_filename(g_getenv("TW_FIRMWARE"), "cc-said", NULL);
	int kept = dup(STDERR_FILENO);
	int into = g_open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	char *text = NULL;
	bool ok;

	dup2(into, STDERR_FILENO);
	ok = build(platform, file, NULL, NULL);
	dup2(kept, STDERR_FILENO);
	close(into);
	close(kept);
	g_file_get_contents(path, &text, NULL, NULL);
	g_unlink(path);
	assert_true(ok);
	return text;
}

static void constants_that_the_chip_cannot_hold_are_told(void **state)
{
	g_autofree char *clang = g_find_program_in_path("clang");
	g_autofree char *avr = NULL, *arm = NULL;

	if (!clang)
		skip();
	avr = said_of("avr", "narrow.c");
	assert_non_null(strstr(avr, "narrow.c:10:"));
	assert_non_null(strstr(avr, "narrow.c:12:"));
	assert_non_null(strstr(avr, "narrow.c:13:"));
	assert_null(strstr(avr, "narrow.c:14:"));
	assert_null(strstr(avr, "narrow.c:15:"));
	arm = said_of("rp2040", "narrow.c");
	assert_string_equal(arm, "");
}

static void empty_loops_get_a_hook_and_others_do_not(void **state)
{
	static const struct filter filter = {0};
	g_autofree char *empty =
		filter_assembly(&filter, ".L2:\n\t.loc 1 2 3\n\tjmp\t.L2\n");
	g_autofree char *two = filter_assembly(
		&filter, ".L3:\n.L2:\n\t.loc 1 2 3\n\tjmp\t.L3\n");
	g_autofree char *clang = filter_assembly(
		&filter, ".LBB0_1:  # Depth=1\n\t.loc 1 2 3  # x.c:2:3\n"
#if defined(__x86_64__)
			 "\tcallq\t__sanitizer_cov_trace_pc@PLT\n.Ltmp3:\n"
			 "\tjmp\t.LBB0_1\n");
#else
			 "\tbl\t__sanitizer_cov_trace_pc\n.Ltmp3:\n"
			 "\tb\t.LBB0_1\n");
#endif
	g_autofree char *busy =
		filter_assembly(&filter, ".L2:\n\tnop\n\tjmp\t.L2\n");
	g_autofree char *other =
		filter_assembly(&filter, ".L2:\n\tjmp\t.L22\n");

	assert_non_null(strstr(empty, "__tw_selfloop"));
	assert_non_null(strstr(two, "__tw_selfloop"));
	assert_non_null(strstr(clang, "__tw_selfloop"));
	assert_null(strstr(busy, "__tw_selfloop"));
	assert_null(strstr(other, "__tw_selfloop"));
}

static void a_zero_in_a_comment_does_not_end_the_assembly(void **state)
{
	char text[] = "\t.byte\t0  # \0\n\tret\n";

	filter_zeros(text, sizeof(text) - 1);
	assert_string_equal(text, "\t.byte\t0  #  \n\tret\n");
}

#define HOOK	"\tcall\t__sanitizer_cov_trace_pc@PLT\n"
#define COUNTER "\tlock addq\t$1, 8+__gcov0.main(%rip)\n"

static void a_block_made_for_a_counter_has_no_hook(void **state)
{
	static const char *const rows[][2] = {
		{HOOK COUNTER ".L3:\n", COUNTER ".L3:\n"},
		{HOOK COUNTER "\t.loc 1 2 3\n\tjmp\t.L3\n",
		 COUNTER "\t.loc 1 2 3\n\tjmp\t.L3\n"},
		{HOOK COUNTER HOOK "\tret\n", COUNTER HOOK "\tret\n"},
		/* Blocks with work of their own, or without a counter. */
		{HOOK COUNTER "\tnop\n.L3:\n", HOOK COUNTER "\tnop\n.L3:\n"},
		{HOOK ".L3:\n", HOOK ".L3:\n"},
	};
	static const struct filter filter = {.counted = true}, plain = {0};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *text = filter_assembly(&filter, rows[i][0]);
		g_autofree char *same = filter_assembly(&plain, rows[i][0]);

		assert_string_equal(text, rows[i][1]);
		assert_string_equal(same, rows[i][0]);
	}
}

static void what_counts_calls_is_the_runtimes(void **state)
{
	static const struct filter filter = {.counted = true};
	g_autofree char *text =
		filter_assembly(&filter, "\tcall\t__gcov_init@PLT\n");

	assert_string_equal(text, "\t.set\t__gcov_init, tw_fw_gcov_init\n"
				  "\tcall\t__gcov_init@PLT\n");
}

#if defined(__x86_64__)
#define PRICE(n) "\tcall\t__tw_block_" #n "@PLT\n"

static void a_block_is_priced_by_what_it_does(void **state)
{
	static const char *const rows[][2] = {
		/* Memory, a call there and back, a division. */
		{HOOK "\tincl\t%eax\n\tmovl\t(%rdi), %eax\n",
		 PRICE(3) "\tincl\t%eax\n\tmovl\t(%rdi), %eax\n"},
		{HOOK "\tcall\tf@PLT\n", PRICE(3) "\tcall\tf@PLT\n"},
		{HOOK "\tdivl\t%ecx\n", PRICE(11) "\tdivl\t%ecx\n"},
		/* A hook's address is no work; nor is what it pays for. */
		{HOOK "\tleaq\tx(%rip), %rdi\n\tcall\t__tsan_read4@PLT\n"
		      "\tmovl\tx(%rip), %eax\n",
		 PRICE(2) "\tleaq\tx(%rip), %rdi\n"
			  "\tcall\t__tsan_read4@PLT\n"
			  "\tmovl\tx(%rip), %eax\n"},
		{HOOK "\tleaq\tx(%rip), %rdi\n"
		      "\tcall\t__tsan_volatile_read4@PLT\n"
		      "\tmovl\tx(%rip), %eax\n\tincl\t%eax\n",
		 PRICE(1) "\tleaq\tx(%rip), %rdi\n"
			  "\tcall\t__tsan_volatile_read4@PLT\n"
			  "\tmovl\tx(%rip), %eax\n\tincl\t%eax\n"},
		/* What stands before a function's first hook is its. */
		{"\t.type\tf, @function\nf:\n\tpushq\t%rbx\n" HOOK "\tret\n",
		 "\t.type\tf, @function\nf:\n\tpushq\t%rbx\n" PRICE(
			 4) "\tret\n"},
		/* A loop has neither what is before it nor what follows. */
		{"\tpushq\t%rbx\n.L2:\n" HOOK "\tjne\t.L2\n\tpopq\t%rbx\n"
		 "\tjmp\t__sanitizer_cov_trace_pc@PLT\n",
		 "\tpushq\t%rbx\n.L2:\n" PRICE(2) "\tjne\t.L2\n"
						  "\tpopq\t%rbx\n"
						  "\tjmp\t__tw_block_1@PLT\n"},
		/* Never nothing, and as much as it takes. */
		{HOOK HOOK "\tret\n", PRICE(1) PRICE(3) "\tret\n"},
		{HOOK "\tdivl\t%ecx\n\tdivl\t%ecx\n\tdivl\t%ecx\n",
		 PRICE(32) PRICE(1) "\tdivl\t%ecx\n\tdivl\t%ecx\n"
				    "\tdivl\t%ecx\n"},
		/* A count of branches takes no time. */
		{HOOK COUNTER "\tnop\n", PRICE(1) COUNTER "\tnop\n"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *text = blocks_price(rows[i][0]);

		assert_string_equal(text, rows[i][1]);
	}
}
#endif

static void library_code_is_weak_and_apart(void **state)
{
	static const struct filter filter = {.library = true};
	g_autofree char *text = filter_assembly(
		&filter, "\t.text\n\t.globl\tprintf\n"
			 "\t.section\t.text.unlikely,\"ax\",@progbits\n");

	assert_string_equal(text, "\t.section\ttw_library,\"ax\",@progbits\n"
				  "\t.weak\tprintf\n"
				  "\t.section\ttw_library,\"ax\",@progbits\n");
}

static void only_pure_functions_come_from_the_host(void **state)
{
	assert_true(libc_allows("memcpy"));
	assert_true(libc_allows("vsnprintf"));
	assert_true(libc_allows("__ctype_b_loc"));
	assert_true(libc_allows("truncf"));
	assert_false(libc_allows("malloc"));
	assert_false(libc_allows("fopen"));
	assert_false(libc_allows("strtok"));
	assert_false(libc_allows("time"));
}

int main(void)
{
	const struct CMUnitTest tests[] =
	{ cmocka_unit_test(missing_functions_are_named_with_who_wants_them),
	  cmocka_unit_test(a_source_that_does_not_compile_is_named),
	  cmocka_unit_test(a_checkouts_headers_take_the_place_of_the_platforms),
	  cmocka_unit_test(what_a_platform_has_not_its_family_has),
	  cmocka_unit_test(a_folder_that_is_no_checkout_is_refused),
	  cmocka_unit_test(an_unknown_platform_is_told_the_known_ones),
	  cmocka_unit_test(a_compiler_that_is_none_is_refused),
	  cmocka_unit_test(neither_a_source_nor_a_device_is_overwritten),
	  cmocka_unit_test(types_are_as_the_chips_compiler_has_them),
	  cmocka_unit_test(objects_of_another_width_are_refused),
	  cmocka_unit_test(constants_that_the_chip_cannot_hold_are_told),
	  cmocka_unit_test(empty_loops_get_a_hook_and_others_do_not),
	  cmocka_unit_test(a_zero_in_a_comment_does_not_end_the_assembly),
	  cmocka_unit_test(a_block_made_for_a_counter_has_no_hook),
	  cmocka_unit_test(what_counts_calls_is_the_runtimes),
#if defined(__x86_64__)
	  cmocka_unit_test(a_block_is_priced_by_what_it_does),
#endif
	  cmocka_unit_test(library_code_is_weak_and_apart),
	  cmocka_unit_test(only_pure_functions_come_from_the_host),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
