/* SPDX-License-Identifier: MIT */
/* Values: VESA E-DDC 1.2 (offset, sequential reads), E-EDID A2 (the block). */
#include "tw-test.h"

#include <glib/gstdio.h>

#include <string.h>

#include "models.h"

static int setup(void **state)
{
	*state = bench_new(&tw_model_edid, 0x50);
	return 0;
}

static void read_all(struct bench *b, uint8_t *rx, size_t len)
{
	uint8_t offset = 0;

	assert_int_equal(
		tw_controller_write_read(b->host, 0x50, &offset, 1, rx, len),
		TW_OK);
}

static void the_block_begins_with_the_header(void **state)
{
	READ(*state, (0x00), 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00);
}

static void all_bytes_of_the_block_sum_up_to_0(void **state)
{
	uint8_t rx[128], sum = 0;

	read_all(*state, rx, 128);
	for (size_t i = 0; i < 128; i++)
		sum += rx[i];
	assert_int_equal(sum, 0);
	assert_int_not_equal(rx[127], 0);
}

/* Section 3.10.2: pixel clock in 10 kHz, then active and blanking. */
static void the_first_timing_is_1920x1080_at_60_Hz(void **state)
{
	uint8_t rx[128];
	unsigned clock, h, hb, v, vb;

	read_all(*state, rx, 128);
	clock = rx[54] | (unsigned)rx[55] << 8;
	h = rx[56] | (rx[58] & 0xf0u) << 4;
	hb = rx[57] | (rx[58] & 0x0fu) << 8;
	v = rx[59] | (rx[61] & 0xf0u) << 4;
	vb = rx[60] | (rx[61] & 0x0fu) << 8;
	assert_int_equal(h, 1920);
	assert_int_equal(v, 1080);
	assert_int_equal(clock * 10000u / ((h + hb) * (v + vb)), 60);
}

static void the_name_is_text_that_a_line_feed_ends(void **state)
{
	uint8_t rx[128];

	read_all(*state, rx, 128);
	assert_memory_equal(rx + 108, "\0\0\0\xfc\0twowire\n     ", 18);
}

static void a_read_goes_on_where_the_last_one_ended(void **state)
{
	struct bench *b = *state;
	uint8_t rx = 0;

	READ(b, (0x08), 0x52);
	assert_int_equal(tw_controller_read_from(b->host, 0x50, &rx, 1), TW_OK);
	assert_int_equal(rx, 0xf7);
}

static void a_read_wraps_at_the_end_of_the_memory(void **state)
{
	struct bench *b = bench_new_with(&tw_model_edid, 0x50, "size=128");
	uint8_t rx[130];

	read_all(b, rx, 130);
	assert_int_equal(rx[128], 0x00);
	assert_int_equal(rx[129], 0xff);
	bench_free((void **)&b);
}

static void nothing_can_be_written(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0x00, 0x12, 0x34);
	READ(b, (0x00), 0x00, 0xff);
}

static void an_image_can_have_two_blocks(void **state)
{
	g_autofree char *name = NULL, *params = NULL;
	char bytes[256];
	struct bench *b;

	for (unsigned i = 0; i < 256; i++)
		bytes[i] = (char)(255 - i);
	g_close(g_file_open_tmp("tw-edid-XXXXXX", &name, NULL), NULL);
	assert_true(g_file_set_contents(name, bytes, 256, NULL));
	params = g_strconcat("image=", name, NULL);
	b = bench_new_with(&tw_model_edid, 0x50, params);
	READ(b, (0x7f), 0x80, 0x7f, 0x7e);
	READ(b, (0xff), 0x00, 0xff);
	bench_free((void **)&b);
	g_remove(name);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, bench_free)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_block_begins_with_the_header),
		TEST(all_bytes_of_the_block_sum_up_to_0),
		TEST(the_first_timing_is_1920x1080_at_60_Hz),
		TEST(the_name_is_text_that_a_line_feed_ends),
		TEST(a_read_goes_on_where_the_last_one_ended),
		cmocka_unit_test(a_read_wraps_at_the_end_of_the_memory),
		TEST(nothing_can_be_written),
		cmocka_unit_test(an_image_can_have_two_blocks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
