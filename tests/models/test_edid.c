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

static struct bench *with_image(const char *bytes, gssize len, const char *more)
{
	g_autofree char *name = NULL, *params = NULL;
	struct bench *b;

	g_close(g_file_open_tmp("tw-edid-XXXXXX", &name, NULL), NULL);
	assert_true(g_file_set_contents(name, bytes, len, NULL));
	params = g_strconcat("image=", name, more, NULL);
	b = bench_new_with(&tw_model_edid, 0x50, params);
	g_remove(name);
	return b;
}

static void an_image_can_have_two_blocks(void **state)
{
	char bytes[256];
	struct bench *b;

	for (unsigned i = 0; i < 256; i++)
		bytes[i] = (char)(255 - i);
	b = with_image(bytes, 256, "");
	READ(b, (0x7f), 0x80, 0x7f, 0x7e);
	READ(b, (0xff), 0x00, 0xff);
	bench_free((void **)&b);
}

/* A segment, an offset in it and what is read there, in one transfer as E-DDC
 * has it; the result of the transfer. */
static enum tw_result read_segment(struct bench *b, uint8_t segment,
				   uint8_t offset, uint8_t *rx, size_t len)
{
	struct tw_msg m[] = {
		{.addr = 0x30, .len = 1, .data = &segment},
		{.addr = 0x50, .len = 1, .data = &offset},
		{.addr = 0x50, .flags = TW_MSG_READ, .len = len, .data = rx},
	};

	return tw_controller_transfer(b->host, m, 3, 0);
}

/* Block 0 is all 0, block 1 all 1, ... */
static struct bench *of_four_blocks(void)
{
	char bytes[512];

	for (unsigned i = 0; i < 512; i++)
		bytes[i] = (char)(i / 128);
	return with_image(bytes, 512, ",size=512");
}

static void a_segment_pointer_reaches_blocks_past_the_second(void **state)
{
	struct bench *b = of_four_blocks();
	uint8_t rx[130];

	assert_int_equal(read_segment(b, 1, 0x00, rx, 130), TW_OK);
	assert_int_equal(rx[0], 2);
	assert_int_equal(rx[127], 2);
	assert_int_equal(rx[128], 3);
	assert_int_equal(read_segment(b, 0, 0x80, rx, 1), TW_OK);
	assert_int_equal(rx[0], 1);
	bench_free((void **)&b);
}

static void a_stop_forgets_the_segment(void **state)
{
	struct bench *b = of_four_blocks();
	uint8_t rx[1], one = 1;

	assert_int_equal(read_segment(b, 1, 0x00, rx, 1), TW_OK);
	assert_int_equal(rx[0], 2);
	READ(b, (0x00), 0);
	assert_int_equal(tw_controller_write_to(b->host, 0x30, &one, 1), TW_OK);
	READ(b, (0x80), 1);
	bench_free((void **)&b);
}

static void a_segment_that_is_not_there_is_refused(void **state)
{
	struct bench *b = of_four_blocks();
	uint8_t rx[1];

	assert_int_equal(read_segment(b, 2, 0, rx, 1), TW_NACKED);
	assert_int_equal(tw_controller_read_from(b->host, 0x30, rx, 1),
			 TW_NO_TARGET);
	bench_free((void **)&b);
	/* A display of DDC2B has no segment pointer. */
	assert_int_equal(read_segment(*state, 0, 0, rx, 1), TW_NO_TARGET);
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
		cmocka_unit_test(
			a_segment_pointer_reaches_blocks_past_the_second),
		cmocka_unit_test(a_stop_forgets_the_segment),
		TEST(a_segment_that_is_not_there_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
