/* SPDX-License-Identifier: MIT */
/* DEFLATE for runs: zlib inflates it to the samples meant. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "trace/runs.h"

static uint64_t random_state;

static uint32_t draw(uint32_t below)
{
	random_state =
		random_state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(random_state >> 33) % below;
}

static void expand(GByteArray *out, uint64_t unit, unsigned unitsize,
		   uint32_t n)
{
	guint at = out->len;

	g_byte_array_set_size(out, at + n * unitsize);
	for (size_t i = 0; i < (size_t)n * unitsize; i++)
		out->data[at + i] = (uint8_t)(unit >> 8 * (i % unitsize));
}

static void assert_inflates(const uint8_t *packed, size_t len,
			    const GByteArray *want)
{
	z_stream z = {.next_in = (Bytef *)packed, .avail_in = (uInt)len};
	g_autofree uint8_t *got = g_malloc(want->len + 1);

	z.next_out = got;
	z.avail_out = want->len + 1;
	assert_int_equal(inflateInit2(&z, -MAX_WBITS), Z_OK);
	assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
	assert_int_equal(z.avail_in, 0);
	assert_int_equal(z.total_out, want->len);
	assert_memory_equal(got, want->data, want->len);
	inflateEnd(&z);
}

/* Through a file, as it is meant. */
static void check(unsigned unitsize, unsigned n_runs, uint32_t longest)
{
	g_autofree char *path = NULL;
	g_autofree char *packed = NULL;
	g_autoptr(GByteArray) want = g_byte_array_new();
	struct out *out;
	struct runs *runs;
	uint32_t crc;
	gsize len;

	close(g_file_open_tmp("twowire-XXXXXX", &path, NULL));
	out = tw_out_open(path, NULL);
	runs = tw_runs_new(out, unitsize);
	for (unsigned i = 0; i < n_runs; i++) {
		uint64_t unit = (uint64_t)draw(5) << 8 * draw(unitsize);
		uint32_t n = draw(4) ? 1 + draw(12) : 1 + draw(longest);

		tw_runs_add(runs, unit, n);
		expand(want, unit, unitsize, n);
	}
	crc = tw_runs_end(runs);
	g_free(runs);
	assert_true(tw_out_close(out, NULL));
	assert_true(g_file_get_contents(path, &packed, &len, NULL));
	assert_inflates((const uint8_t *)packed, len, want);
	assert_int_equal(crc, crc32(0, want->data, want->len));
	g_unlink(path);
}

static void runs_of_every_unit_inflate_to_their_samples(void **state)
{
	random_state = 1;
	for (unsigned unitsize = 1; unitsize <= 8; unitsize++) {
		check(unitsize, 0, 1);
		check(unitsize, 1, 1);
		check(unitsize, 300, 1200);
		check(unitsize, 40000, 300); /* more than one block */
	}
}

/* Where matches have to be split: around 3 and 258 bytes, and twice that. */
static void runs_of_every_length_inflate_to_their_samples(void **state)
{
	g_autofree char *path = NULL;
	g_autofree char *packed = NULL;
	g_autoptr(GByteArray) want = g_byte_array_new();
	struct out *out;
	struct runs *runs;
	gsize len;

	close(g_file_open_tmp("twowire-XXXXXX", &path, NULL));
	out = tw_out_open(path, NULL);
	runs = tw_runs_new(out, 1);
	for (uint32_t n = 1; n < 1000; n++) {
		tw_runs_add(runs, n & 3, n);
		expand(want, n & 3, 1, n);
	}
	tw_runs_add(runs, 3, 5000000);
	expand(want, 3, 1, 5000000);
	assert_int_equal(tw_runs_end(runs), crc32(0, want->data, want->len));
	g_free(runs);
	assert_true(tw_out_close(out, NULL));
	assert_true(g_file_get_contents(path, &packed, &len, NULL));
	assert_inflates((const uint8_t *)packed, len, want);
	g_unlink(path);
}

/* As the members of a session are written, one after the other. */
static void each_stream_has_a_checksum_of_its_own(void **state)
{
	g_autofree char *path = NULL;
	struct out *out;
	struct runs *runs;

	close(g_file_open_tmp("twowire-XXXXXX", &path, NULL));
	out = tw_out_open(path, NULL);
	runs = tw_runs_new(out, 1);
	for (unsigned i = 1; i < 4; i++) {
		g_autoptr(GByteArray) want = g_byte_array_new();

		tw_runs_add(runs, i, 100 * i);
		expand(want, i, 1, 100 * i);
		assert_int_equal(tw_runs_end(runs),
				 crc32(0, want->data, want->len));
	}
	g_free(runs);
	assert_true(tw_out_close(out, NULL));
	g_unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(runs_of_every_unit_inflate_to_their_samples),
		cmocka_unit_test(runs_of_every_length_inflate_to_their_samples),
		cmocka_unit_test(each_stream_has_a_checksum_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
