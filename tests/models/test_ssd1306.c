/* SPDX-License-Identifier: MIT */
/* Values: SSD1306 data sheet, tables 9-1, 10-1 and 10-2, sections 8.3 and 10.2.
 */
#include "tw-test.h"

#include <string.h>

#include "twowire/picture.h"

#include "models.h"

static struct bench *panel(const char *params)
{
	struct bench *b = bench_new_with(&tw_model_ssd1306, 0x3c, params);

	/* On, with the RAM from outside the tests' way: all 0. */
	WRITE(b, 0x00, 0x20, 0x00, 0xaf);
	for (unsigned i = 0; i < 32; i++) {
		uint8_t tx[33] = {0x40};

		tw_controller_write_to(b->host, 0x3c, tx, 33);
	}
	return b;
}

static int setup(void **state)
{
	*state = panel("mount=plain,supply=external");
	return 0;
}

static unsigned level(struct bench *b, unsigned x, unsigned y)
{
	g_autoptr(tw_picture) p = tw_device_picture(b->dut);

	return tw_picture_level(p, x, y);
}

/* The only lit pixel, or a failure. */
static void lit_alone(struct bench *b, unsigned x, unsigned y, int line)
{
	g_autoptr(tw_picture) p = tw_device_picture(b->dut);

	for (unsigned v = 0; v < p->screen.height; v++)
		for (unsigned u = 0; u < p->screen.width; u++)
			if (!!tw_picture_level(p, u, v) != (u == x && v == y))
				fail_msg("line %d: %u, %u", line, u, v);
}
#define LIT_ALONE(b, x, y) lit_alone(b, x, y, __LINE__)

static void bit_0_of_a_byte_is_the_top_row_of_its_page(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0x00, 0x21, 5, 127, 0x22, 2, 7);
	WRITE(b, 0x40, 0x01);
	LIT_ALONE(b, 5, 16);
}

static void commands_and_data_can_share_a_message(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0x80, 0x22, 0x80, 3, 0x80, 7, 0xc0, 0x00, 0x40, 0x80);
	LIT_ALONE(b, 1, 31);
}

static void a_command_can_come_in_several_messages(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0x00, 0x22);
	WRITE(b, 0x00, 1);
	WRITE(b, 0x80, 7);
	WRITE(b, 0x40, 0x80);
	LIT_ALONE(b, 0, 15);
}

/* Writes the bytes 1, 2, 4, ... of a window of 3 by 2 and gives back columns
 * and pages in the order in which they were filled. */
static void filled(struct bench *b, uint8_t mode, uint8_t order[7])
{
	const uint8_t *memory = tw_device_memory(b->dut, NULL);

	WRITE(b, 0x00, 0x20, mode, 0x21, 10, 12, 0x22, 4, 5);
	WRITE(b, 0x40, 1, 2, 3, 4, 5, 6, 7);
	for (unsigned page = 0; page < 2; page++)
		for (unsigned column = 0; column < 3; column++)
			order[page * 3 + column] =
				memory[(4 + page) * 128 + 10 + column];
}

static void horizontal_mode_fills_rows_of_the_window(void **state)
{
	uint8_t order[7];

	filled(*state, 0, order);
	assert_memory_equal(order, ((uint8_t[]){7, 2, 3, 4, 5, 6}), 6);
}

static void vertical_mode_fills_columns_of_the_window(void **state)
{
	uint8_t order[7];

	filled(*state, 1, order);
	assert_memory_equal(order, ((uint8_t[]){7, 3, 5, 2, 4, 6}), 6);
}

static void page_mode_stays_in_its_page(void **state)
{
	struct bench *b = *state;
	const uint8_t *memory = tw_device_memory(b->dut, NULL);

	WRITE(b, 0x00, 0x20, 0x02, 0xb6, 0x0e, 0x17);
	WRITE(b, 0x40, 0x11, 0x22, 0x33);
	assert_int_equal(memory[6 * 128 + 126], 0x11);
	assert_int_equal(memory[6 * 128 + 127], 0x22);
	assert_int_equal(memory[6 * 128], 0x33);
}

/* 0xa1 acts on what is written from then on. */
static void the_segments_are_mirrored_on_the_way_in(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0x00, 0xa1);
	WRITE(b, 0x40, 0x01);
	LIT_ALONE(b, 127, 0);
	WRITE(b, 0x00, 0xa0);
	LIT_ALONE(b, 127, 0);
}

/* A dot in row 8 of the RAM, seen at COM... */
static void dot_in_row_8(struct bench *b)
{
	WRITE(b, 0x00, 0x22, 1, 7);
	WRITE(b, 0x40, 0x01);
}

/* Tables 10-1 and 10-2. */
static void lines_go_to_com_outputs_as_the_tables_say(void **state)
{
	struct bench *b = *state;

	dot_in_row_8(b);
	LIT_ALONE(b, 0, 8);
	WRITE(b, 0x00, 0xd3, 8);
	LIT_ALONE(b, 0, 0);
	WRITE(b, 0x00, 0xd3, 0, 0x48);
	LIT_ALONE(b, 0, 0);
	WRITE(b, 0x00, 0x40, 0xc8);
	LIT_ALONE(b, 0, 55);
	WRITE(b, 0x00, 0xa8, 47);
	LIT_ALONE(b, 0, 39);
}

static void lines_past_the_multiplex_ratio_are_dark(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0x00, 0xa5, 0xa8, 47);
	assert_int_not_equal(level(b, 0, 47), 0);
	assert_int_equal(level(b, 0, 48), 0);
}

static void inverse_all_on_and_off_change_the_picture_alone(void **state)
{
	struct bench *b = *state;

	dot_in_row_8(b);
	WRITE(b, 0x00, 0xa7);
	assert_int_equal(level(b, 0, 8), 0);
	assert_int_not_equal(level(b, 0, 9), 0);
	WRITE(b, 0x00, 0xa6, 0xa5);
	assert_int_not_equal(level(b, 0, 9), 0);
	WRITE(b, 0x00, 0xa4, 0xae);
	assert_int_equal(level(b, 0, 8), 0);
	WRITE(b, 0x00, 0xaf);
	LIT_ALONE(b, 0, 8);
}

static void contrast_is_seen(void **state)
{
	struct bench *b = *state;

	dot_in_row_8(b);
	WRITE(b, 0x00, 0x81, 0x00);
	assert_int_equal(level(b, 0, 8), 128);
	WRITE(b, 0x00, 0x81, 0xff);
	assert_int_equal(level(b, 0, 8), 255);
}

static void the_status_says_whether_it_is_off(void **state)
{
	struct bench *b = *state;
	uint8_t rx = 0;

	tw_controller_read_from(b->host, 0x3c, &rx, 1);
	assert_int_equal(rx & 0x40, 0);
	WRITE(b, 0x00, 0xae);
	tw_controller_read_from(b->host, 0x3c, &rx, 1);
	assert_int_equal(rx & 0x40, 0x40);
}

static void a_module_is_upright_with_a1_and_c8(void **state)
{
	struct bench *b = panel("supply=external");

	WRITE(b, 0x00, 0xa1, 0xc8);
	WRITE(b, 0x40, 0x01);
	LIT_ALONE(b, 0, 0);
	bench_free((void **)&b);
	b = panel("supply=external,panel=128x32");
	WRITE(b, 0x00, 0xa1, 0xc8, 0xa8, 31);
	WRITE(b, 0x40, 0x02);
	LIT_ALONE(b, 0, 1);
	bench_free((void **)&b);
	/* Columns 0 to 95. */
	b = panel("supply=external,panel=96x16");
	WRITE(b, 0x00, 0xa1, 0xc8, 0xa8, 15);
	WRITE(b, 0x40, 0x01);
	LIT_ALONE(b, 0, 0);
	bench_free((void **)&b);
	/* Its first column is number 28. */
	b = panel("supply=external,panel=72x40");
	WRITE(b, 0x00, 0xa1, 0xc8, 0xa8, 39, 0x21, 28, 99);
	WRITE(b, 0x40, 0x01);
	LIT_ALONE(b, 0, 0);
	bench_free((void **)&b);
}

static void without_its_charge_pump_a_module_stays_dark(void **state)
{
	struct bench *b = panel("");

	WRITE(b, 0x00, 0xa5);
	assert_int_equal(level(b, 0, 0), 0);
	WRITE(b, 0x00, 0x8d, 0x14);
	assert_int_not_equal(level(b, 0, 0), 0);
	bench_free((void **)&b);
}

static void a_reset_keeps_the_ram_and_turns_it_off(void **state)
{
	struct bench *b = *state;

	dot_in_row_8(b);
	bench_set(b, "RES", 0);
	assert_int_equal(tw_controller_write_to(b->host, 0x3c, NULL, 0),
			 TW_NO_TARGET);
	bench_set(b, "RES", 1);
	assert_int_equal(level(b, 0, 8), 0);
	WRITE(b, 0x00, 0xaf);
	LIT_ALONE(b, 0, 8);
}

/* A frame at reset takes (2 + 2 + 50) * 64 clocks of 370 kHz (8.3). */
#define FRAMES(n) ((n)*54ull * 64 * 1000000000 / 370000)

static void frames(struct bench *b, unsigned n)
{
	bench_run(b, FRAMES(n));
}

static void each_interval_has_its_number_of_frames(void **state)
{
	static const uint16_t numbers[] = {5, 64, 128, 256, 3, 4, 25, 2};
	struct bench *b = *state;

	WRITE(b, 0x40, 0x01);
	for (uint8_t i = 0; i < 8; i++) {
		unsigned x = i;

		WRITE(b, 0x00, 0x26, 0, 0, i, 7, 0, 0xff, 0x2f);
		frames(b, numbers[i] - 1);
		LIT_ALONE(b, x, 0);
		frames(b, 1);
		LIT_ALONE(b, x + 1, 0);
		WRITE(b, 0x00, 0x2e);
		frames(b, 300);
		LIT_ALONE(b, x + 1, 0);
	}
}

static void columns_go_round_in_the_pages_of_the_scroll(void **state)
{
	struct bench *b = *state;
	const uint8_t *memory = tw_device_memory(b->dut, NULL);

	/* A dot in each page's first column. */
	for (uint8_t page = 0; page < 8; page++) {
		WRITE(b, 0x00, 0x20, 2, (uint8_t)(0xb0 | page), 0x00, 0x10);
		WRITE(b, 0x40, 0x01);
	}
	/* To the left in pages 2 to 4. */
	WRITE(b, 0x00, 0x27, 0, 2, 7, 4, 0, 0xff, 0x2f);
	frames(b, 2);
	for (unsigned page = 0; page < 8; page++) {
		bool moved = page >= 2 && page <= 4;

		assert_int_equal(memory[page * 128 + 127], moved);
		assert_int_equal(memory[page * 128], !moved);
	}
	/* And back. */
	WRITE(b, 0x00, 0x2e, 0x26, 0, 2, 7, 4, 0, 0xff, 0x2f);
	frames(b, 2);
	for (unsigned page = 0; page < 8; page++)
		assert_int_equal(memory[page * 128], 1);
}

static void the_last_set_up_is_what_2f_begins(void **state)
{
	struct bench *b = *state;

	dot_in_row_8(b);
	WRITE(b, 0x00, 0x2f);
	frames(b, 600);
	LIT_ALONE(b, 0, 8);
	WRITE(b, 0x00, 0x26, 0, 0, 7, 7, 0, 0xff, 0x2a, 0, 0, 7, 7, 1, 0x2f);
	frames(b, 2);
	LIT_ALONE(b, 127, 7);
}

/* 10.2.2, 10.2.5: the last line of the area goes where its first one is. */
static void lines_scroll_in_an_area_below_fixed_ones(void **state)
{
	struct bench *b = *state;

	dot_in_row_8(b);
	WRITE(b, 0x00, 0xa3, 7, 16, 0x29, 0, 0, 7, 0, 3, 0x2f);
	/* Page 0 alone is moved sideways. */
	frames(b, 2);
	LIT_ALONE(b, 0, 21);
	frames(b, 2);
	LIT_ALONE(b, 0, 18);
	WRITE(b, 0x00, 0x2e, 0xa3, 9, 16, 0x29, 0, 0, 7, 0, 3, 0x2f);
	frames(b, 2);
	LIT_ALONE(b, 0, 8);
	WRITE(b, 0x00, 0x2e, 0xa3, 0, 64, 0x29, 0, 1, 7, 1, 1, 0x2f);
	frames(b, 2);
	LIT_ALONE(b, 1, 7);
}

static void frames_follow_divider_precharge_and_multiplex_ratio(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0x40, 0x01);
	/* 2 * (15 + 1 + 50) * 32 clocks, twice. */
	WRITE(b, 0x00, 0xd5, 0x81, 0xd9, 0xf1, 0xa8, 31);
	WRITE(b, 0x00, 0x26, 0, 0, 7, 0, 0, 0xff, 0x2f);
	bench_run(b, 2ull * 2 * 66 * 32 * 1000000000 / 370000 - 1000000);
	LIT_ALONE(b, 0, 0);
	bench_run(b, 1000000);
	LIT_ALONE(b, 1, 0);
}

static void on_an_upright_module_right_is_right(void **state)
{
	struct bench *b = panel("supply=external");

	WRITE(b, 0x00, 0xa1, 0xc8);
	WRITE(b, 0x40, 0x01);
	WRITE(b, 0x00, 0x26, 0, 0, 7, 7, 0, 0xff, 0x2f);
	frames(b, 2);
	LIT_ALONE(b, 1, 0);
	bench_free((void **)&b);
}

static void a_reset_stops_scrolling(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0x40, 0x01);
	WRITE(b, 0x00, 0x29, 0, 0, 7, 7, 1, 0x2f);
	bench_set(b, "RES", 0);
	bench_set(b, "RES", 1);
	WRITE(b, 0x00, 0xaf, 0x2f);
	frames(b, 10);
	LIT_ALONE(b, 0, 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, bench_free)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(bit_0_of_a_byte_is_the_top_row_of_its_page),
		TEST(commands_and_data_can_share_a_message),
		TEST(a_command_can_come_in_several_messages),
		TEST(horizontal_mode_fills_rows_of_the_window),
		TEST(vertical_mode_fills_columns_of_the_window),
		TEST(page_mode_stays_in_its_page),
		TEST(the_segments_are_mirrored_on_the_way_in),
		TEST(lines_go_to_com_outputs_as_the_tables_say),
		TEST(lines_past_the_multiplex_ratio_are_dark),
		TEST(inverse_all_on_and_off_change_the_picture_alone),
		TEST(contrast_is_seen),
		TEST(the_status_says_whether_it_is_off),
		cmocka_unit_test(a_module_is_upright_with_a1_and_c8),
		cmocka_unit_test(without_its_charge_pump_a_module_stays_dark),
		TEST(each_interval_has_its_number_of_frames),
		TEST(columns_go_round_in_the_pages_of_the_scroll),
		TEST(the_last_set_up_is_what_2f_begins),
		TEST(lines_scroll_in_an_area_below_fixed_ones),
		TEST(frames_follow_divider_precharge_and_multiplex_ratio),
		cmocka_unit_test(on_an_upright_module_right_is_right),
		TEST(a_reset_stops_scrolling),
		TEST(a_reset_keeps_the_ram_and_turns_it_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
