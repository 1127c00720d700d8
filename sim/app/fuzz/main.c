/* SPDX-License-Identifier: MIT */
/*
 * twowire-fuzz: the program that engines run, or are linked to. `twowire fuzz`
 * starts it and says what came of it; its arguments are between the two:
 *
 *     twowire-fuzz ENGINE CASE PROFILE FINDINGS [FOLDER...] [-- ...]
 *
 * ENGINE is afl, libfuzzer, or libfuzzer-first: which ends with a finding.
 * PROFILE may be empty; FINDINGS is a folder, where each new finding's bytes
 * become a file, and "runs" says how many there were; FOLDERs hold firmware;
 * libFuzzer's own arguments follow.
 */
#include "app/fuzz/fuzz.h"

#include "twowire/blocks.h"
#include "twowire/snapshot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static struct fuzz fuzz;
static const char *findings;

#ifdef HAVE_LIBFUZZER

int LLVMFuzzerRunDriver(int *argc, char ***argv,
			int (*one)(const uint8_t *bytes, size_t len));

/* What libFuzzer looks at after each input. */
static uint8_t counters[FUZZ_MAP] __attribute__((
	used, aligned(4096), section("__libfuzzer_extra_counters")));

static tw_snapshot *booted;
static GHashTable *known; /* findings */
static bool only_one;
static unsigned n_runs;

static void judge(void *user, const void *data, size_t len, GByteArray *result)
{
	char *why = fuzz_judge(user, data, len);

	if (why)
		g_byte_array_append(result, (uint8_t *)why, (guint)strlen(why));
}

static void count(void)
{
	g_autofree char *path = g_build_filename(findings, "runs", NULL);
	g_autofree char *text = g_strdup_printf("%u\n", n_runs);

	g_file_set_contents(path, text, -1, NULL);
}

static void keep(const char *why, const uint8_t *bytes, size_t len)
{
	g_autofree char *name = NULL, *path = NULL;

	if (!g_hash_table_add(known, g_strdup(why)))
		return;
	name = g_strdup_printf("%04u.raw", g_hash_table_size(known));
	path = g_build_filename(findings, name, NULL);
	g_file_set_contents(path, (const char *)bytes, (gssize)len, NULL);
	if (only_one) {
		count();
		_exit(0); /* exit() is to libFuzzer what a crash is */
	}
}

static int one(const uint8_t *bytes, size_t len)
{
	g_autoptr(GByteArray) why = g_byte_array_new();
	enum tw_snapshot_end end;

	n_runs++;
	if (!tw_snapshot_run(booted, judge, bytes, len, 5000, why, &end, NULL))
		return -1;
	if (end == TW_SNAPSHOT_DIED)
		keep("the simulator died", bytes, len);
	if (!why->len)
		return 0;
	g_byte_array_append(why, (const uint8_t *)"", 1);
	keep((const char *)why->data, bytes, len);
	return 0;
}

/* Forks write where this process reads. */
static bool share(void)
{
	void *p = mmap(counters, sizeof(counters), PROT_READ | PROT_WRITE,
		       MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED, -1, 0);

	return p == counters;
}

static int libfuzzer(int argc, char **argv, bool first)
{
	only_one = first;
	if (!share())
		return 4;
	tw_blocks_count(counters, sizeof(counters));
	known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	booted = tw_snapshot_take(NULL, &fuzz, NULL);
	if (!booted)
		return 4;
	atexit(count);
	return LLVMFuzzerRunDriver(&argc, &argv, one);
}

#else

static int libfuzzer(int argc, char **argv, bool first)
{
	fprintf(stderr, "twowire-fuzz: built without libFuzzer\n");
	return 2;
}

#endif

static int afl(void)
{
	uint8_t *map = fuzz_afl_map();

	tw_blocks_count(map, map ? FUZZ_MAP : 0);
	if (fuzz_afl_serve(&fuzz))
		return 0;
	fprintf(stderr, "twowire-fuzz: not started by AFL\n");
	return 2;
}

int main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	int rest = 5, status;

	if (argc < 5) {
		fprintf(stderr, "twowire-fuzz: see `twowire fuzz`\n");
		return 2;
	}
	findings = argv[4];
	while (rest < argc && strcmp(argv[rest], "--"))
		rest++;
	argv[rest] = NULL; /* the folders end here */
	if (!fuzz_open(&fuzz, argv[2], *argv[3] ? argv[3] : NULL,
		       (const char *const *)argv + 5, &error)) {
		fprintf(stderr, "twowire-fuzz: %s\n", error->message);
		return 2;
	}
	if (!strcmp(argv[1], "afl")) {
		status = afl();
	} else {
		argv[rest] = argv[0];
		status = libfuzzer(MAX(argc - rest, 1), argv + rest,
				   g_str_has_suffix(argv[1], "-first"));
	}
	fuzz_close(&fuzz);
	return status;
}
