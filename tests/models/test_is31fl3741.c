/* SPDX-License-Identifier: MIT */
/* Values: IS31FL3741 data sheet, tables 2 to 14; places of LEDs on the 13 by 9
 * board: the maker's drivers. */
#include "tw-test.h"

#include "twowire/picture.h"

#include "models.h"

static void page(struct bench *b, uint8_t page)
{
	WRITE(b, 0xfe, 0xc5);
	WRITE(b, 0xfd, page);
}

/* On, with all scaling and the global current at most. */
static struct bench *matrix(const char *params)
{
	struct bench *b = bench_new_with(&tw_model_is31fl3741, 0x30, params);

	for (uint8_t p = 2; p <= 3; p++) {
		page(b, p);
		for (unsigned i = 0; i < (p == 2 ? 180 : 171); i++)
			WRITE(b, (uint8_t)i, 0xff);
	}
	page(b, 4);
	WRITE(b, 0x00, 0x01, 0xff);
	return b;
}

static int setup(void **state)
{
	*state = matrix("board=plain");
	return 0;
}

static uint8_t pixel(struct bench *b, unsigned x, unsigned y, unsigned channel)
{
	g_autoptr(tw_picture) p = tw_device_picture(b->dut);

	return p->pixels[(y * p->screen.width + x) * p->screen.channels +
			 channel];
}

static unsigned n_lit(struct bench *b)
{
	g_autoptr(tw_picture) p = tw_device_picture(b->dut);
	unsigned n = 0;

	for (unsigned y = 0; y < p->screen.height; y++)
		for (unsigned x = 0; x < p->screen.width; x++)
			n += tw_picture_level(p, x, y) > 0;
	return n;
}

static void the_id_is_the_address_as_it_is_written(void **state)
{
	for (uint8_t addr = 0x30; addr <= 0x33; addr++) {
		struct bench *b = bench_new(&tw_model_is31fl3741, addr);

		READ(b, (0xfc), (uint8_t)(addr << 1));
		bench_free((void **)&b);
	}
}

static void a_page_is_chosen_only_once_after_an_unlock(void **state)
{
	struct bench *b = *state;

	page(b, 0);
	WRITE(b, 0x10, 0x11);
	WRITE(b, 0xfd, 0x04);
	READ(b, (0x10), 0x11);
	WRITE(b, 0xfe, 0xc4);
	WRITE(b, 0xfd, 0x04);
	READ(b, (0x10), 0x11);
	page(b, 4);
	READ(b, (0x00), 0x01, 0xff, 0x33);
}

static void the_pointer_counts_up(void **state)
{
	struct bench *b = *state;

	page(b, 1);
	WRITE(b, 0x20, 1, 2, 3);
	READ(b, (0x21), 2, 3, 0);
}

/* Pages 0 and 1: SW1 to SW9 of CS1 to CS30, then of CS31 to CS39. */
static void each_led_has_its_place(void **state)
{
	static const struct {
		uint8_t page, at, sw, cs;
	} rows[] = {
		{0, 0x00, 1, 1},  {0, 0x1d, 1, 30}, {0, 0x1e, 2, 1},
		{0, 0xb3, 6, 30}, {1, 0x00, 7, 1},  {1, 0x59, 9, 30},
		{1, 0x5a, 1, 31}, {1, 0xaa, 9, 39},
	};
	struct bench *b = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		page(b, rows[i].page);
		WRITE(b, rows[i].at, 0x80);
		if (n_lit(b) != 1 ||
		    pixel(b, rows[i].cs - 1, rows[i].sw - 1, 0) != 0x80)
			fail_msg("page %u, 0x%02x", rows[i].page, rows[i].at);
		WRITE(b, rows[i].at, 0x00);
	}
}

static void a_led_is_pwm_times_scaling_times_global_current(void **state)
{
	struct bench *b = *state;

	page(b, 0);
	WRITE(b, 0x00, 0xff);
	page(b, 2);
	WRITE(b, 0x00, 0x80);
	assert_int_equal(pixel(b, 0, 0, 0), 0x80);
	page(b, 4);
	WRITE(b, 0x01, 0x40);
	assert_int_equal(pixel(b, 0, 0, 0), 0x20);
}

static void shutdown_by_bit_and_by_pin_is_dark(void **state)
{
	struct bench *b = *state;

	page(b, 0);
	WRITE(b, 0x00, 0xff);
	page(b, 4);
	WRITE(b, 0x00, 0x00);
	assert_int_equal(n_lit(b), 0);
	WRITE(b, 0x00, 0x01);
	assert_int_equal(n_lit(b), 1);
	bench_set(b, "SDB", 0);
	assert_int_equal(n_lit(b), 0);
	bench_set(b, "SDB", 1);
	assert_int_equal(n_lit(b), 1);
}

/* SWS: 0010 is SW1 to SW7. */
static void fewer_sw_lines_can_be_scanned(void **state)
{
	struct bench *b = *state;

	page(b, 1);
	WRITE(b, 0x00, 0xff); /* SW7 */
	WRITE(b, 0x1e, 0xff); /* SW8 */
	page(b, 4);
	WRITE(b, 0x00, 0x21);
	assert_int_equal(n_lit(b), 1);
	assert_int_equal(pixel(b, 0, 6, 0), 0xff);
}

static void a_reset_needs_its_word_and_clears_all(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0x3f, 0xad);
	READ(b, (0x00), 0x01, 0xff);
	WRITE(b, 0x3f, 0xae);
	page(b, 4);
	READ(b, (0x00), 0x00, 0x00, 0x33);
}

/* Column 0: blue, green, red; column 1: green, red, blue. The first row is
 * SW9. */
static void the_board_is_a_picture_in_colours(void **state)
{
	struct bench *b = matrix("");

	page(b, 1);
	WRITE(b, 0x3c, 10, 20, 30, 40, 50, 60);
	assert_int_equal(pixel(b, 0, 0, 0), 30);
	assert_int_equal(pixel(b, 0, 0, 1), 20);
	assert_int_equal(pixel(b, 0, 0, 2), 10);
	assert_int_equal(pixel(b, 1, 0, 0), 50);
	assert_int_equal(pixel(b, 1, 0, 1), 40);
	assert_int_equal(pixel(b, 1, 0, 2), 60);
	assert_int_equal(n_lit(b), 2);
	bench_free((void **)&b);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, bench_free)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_id_is_the_address_as_it_is_written),
		TEST(a_page_is_chosen_only_once_after_an_unlock),
		TEST(the_pointer_counts_up),
		TEST(each_led_has_its_place),
		TEST(a_led_is_pwm_times_scaling_times_global_current),
		TEST(shutdown_by_bit_and_by_pin_is_dark),
		TEST(fewer_sw_lines_can_be_scanned),
		TEST(a_reset_needs_its_word_and_clears_all),
		cmocka_unit_test(the_board_is_a_picture_in_colours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
