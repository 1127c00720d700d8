/* SPDX-License-Identifier: MIT */
#include "tw-test.h"

#include <glib/gstdio.h>

#include <string.h>

#include "twowire/point.h"

#include "models.h"

static struct bench *eeprom(const char *params)
{
	return bench_new_with(&tw_model_24xx, 0x50, params);
}

static enum tw_result poll(struct bench *b)
{
	return tw_controller_write_to(b->host, b->addr, NULL, 0);
}

static uint8_t current(struct bench *b, uint8_t addr)
{
	uint8_t rx = 0;

	assert_int_equal(tw_controller_read_from(b->host, addr, &rx, 1), TW_OK);
	return rx;
}

static void let_write(struct bench *b)
{
	bench_run(b, TW_MS(5));
}

static void close_bench(struct bench *b)
{
	void *state = b;

	bench_free(&state);
}

/* Size and page size, first pages of the data sheets named in 24xx.c. */
static const struct {
	const char *part;
	uint32_t size;
	unsigned page;
	unsigned pointer_bytes;
} rows[] = {
	{"24C01", 128, 8, 1},	    {"24C02", 256, 8, 1},
	{"24C04", 512, 16, 1},	    {"24C08", 1024, 16, 1},
	{"24C16", 2048, 16, 1},	    {"24C32", 4096, 32, 2},
	{"24C64", 8192, 32, 2},	    {"24C128", 16384, 64, 2},
	{"24C256", 32768, 64, 2},   {"24C512", 65536, 128, 2},
	{"24AA025UID", 256, 16, 1},
};

static struct bench *row(size_t i)
{
	g_autofree char *params = g_strconcat("part=", rows[i].part, NULL);

	return eeprom(params);
}

static void every_part_has_the_size_of_its_data_sheet(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct bench *b = row(i);
		size_t len = 0;

		tw_device_memory(b->dut, &len);
		if (len != rows[i].size)
			fail_msg("%s: %zu bytes", rows[i].part, len);
		close_bench(b);
	}
}

/* A page of 0, 1, 2, ... and one byte more, from the page's start. */
static void a_write_wraps_at_the_page_size_of_the_data_sheet(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct bench *b = row(i);
		unsigned page = rows[i].page, head = rows[i].pointer_bytes;
		uint8_t tx[2 + 128 + 1] = {0};
		const uint8_t *memory = tw_device_memory(b->dut, NULL);

		for (unsigned n = 0; n <= page; n++)
			tx[head + n] = (uint8_t)(n + 1);
		tw_controller_write_to(b->host, 0x50, tx, head + page + 1);
		if (memory[0] != (uint8_t)(page + 1) || memory[1] != 2 ||
		    memory[page - 1] != (uint8_t)page || memory[page] != 0xff)
			fail_msg("%s does not wrap at %u bytes", rows[i].part,
				 page);
		close_bench(b);
	}
}

static void a_new_part_reads_ff(void **state)
{
	struct bench *b = eeprom("part=24C256");

	READ(b, (0x00, 0x00), 0xff, 0xff);
	READ(b, (0x7f, 0xff), 0xff, 0xff);
	close_bench(b);
}

static void what_was_written_is_read_back(void **state)
{
	struct bench *b = eeprom("part=24C32");

	WRITE(b, 0x0a, 0xbc, 0x12, 0x34);
	let_write(b);
	READ(b, (0x0a, 0xbb), 0xff, 0x12, 0x34, 0xff);
	close_bench(b);
}

static void a_sequential_read_wraps_at_the_end_of_the_array(void **state)
{
	struct bench *b = eeprom("part=24C01");

	WRITE(b, 0x00, 0xa0);
	let_write(b);
	WRITE(b, 0x7f, 0xaf);
	let_write(b);
	READ(b, (0x7f), 0xaf, 0xa0, 0xff);
	close_bench(b);
}

static void a_current_address_read_follows_the_last_byte_read(void **state)
{
	struct bench *b = eeprom("part=24C02");

	WRITE(b, 0x10, 1, 2, 3, 4);
	let_write(b);
	READ(b, (0x10), 1, 2);
	assert_int_equal(current(b, 0x50), 3);
	assert_int_equal(current(b, 0x50), 4);
	close_bench(b);
}

/* DS20001203, 6.1: after a byte write the counter points to the next. */
static void a_current_address_read_follows_the_last_byte_written(void **state)
{
	struct bench *b = eeprom("part=24C256");

	WRITE(b, 0x01, 0x00, 0x77, 0x78);
	let_write(b);
	WRITE(b, 0x01, 0x00, 0x66);
	let_write(b);
	assert_int_equal(current(b, 0x50), 0x78);
	close_bench(b);
}

static void the_block_select_bits_are_the_upper_word_address(void **state)
{
	struct bench *b = eeprom("part=24C16");
	const uint8_t *memory = tw_device_memory(b->dut, NULL);
	const uint8_t tx[] = {0x34, 0xab};

	assert_int_equal(tw_controller_write_to(b->host, 0x55, tx, 2), TW_OK);
	assert_int_equal(memory[0x534], 0xab);
	let_write(b);
	READ(b, (0x34), 0xff);
	b->addr = 0x55;
	READ(b, (0x34), 0xab);
	close_bench(b);
}

/* DS20001703, 3.6: the block-select bits of a read, too, are the upper bits of
 * the word address. */
static void
a_current_address_read_takes_its_block_from_the_address(void **state)
{
	struct bench *b = eeprom("part=24C16");
	const uint8_t tx[] = {0x41, 0xcd};

	assert_int_equal(tw_controller_write_to(b->host, 0x53, tx, 2), TW_OK);
	let_write(b);
	READ(b, (0x40), 0xff);
	assert_int_equal(current(b, 0x53), 0xcd);
	assert_int_equal(current(b, 0x50), 0xff);
	close_bench(b);
}

static void a_sequential_read_goes_on_in_the_next_block(void **state)
{
	struct bench *b = eeprom("part=24C04");
	const uint8_t tx[] = {0x00, 0x5a};

	assert_int_equal(tw_controller_write_to(b->host, 0x51, tx, 2), TW_OK);
	let_write(b);
	READ(b, (0xff), 0xff, 0x5a);
	close_bench(b);
}

static void only_block_select_addresses_answer(void **state)
{
	static const struct {
		const char *params;
		uint8_t addr;
		uint8_t last;
	} part[] = {
		{"part=24C02", 0x50, 0x50},
		{"part=24C04", 0x52, 0x53},
		{"part=24C08", 0x54, 0x57},
		{"part=24C16", 0x50, 0x57},
		{"part=24C256", 0x53, 0x53},
		{"part=24AA025UID", 0x50, 0x50},
		{"part=24C02,straps=none", 0x50, 0x57},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(part); i++) {
		struct bench *b = bench_new_with(&tw_model_24xx, part[i].addr,
						 part[i].params);

		for (uint8_t a = 0x4f; a <= 0x58; a++) {
			bool ours = a >= part[i].addr && a <= part[i].last;

			b->addr = a;
			if ((poll(b) == TW_OK) != ours)
				fail_msg("%s: 0x%02x", part[i].params, a);
		}
		close_bench(b);
	}
}

static void no_address_is_acknowledged_during_a_write_cycle(void **state)
{
	struct bench *b = eeprom("part=24AA025UID,write_us=3500");
	uint8_t rx;

	WRITE(b, 0x00, 0x01);
	assert_int_equal(poll(b), TW_NO_TARGET);
	assert_int_equal(tw_controller_read_from(b->host, 0x50, &rx, 1),
			 TW_NO_TARGET);
	bench_run(b, TW_US(3400));
	assert_int_equal(poll(b), TW_NO_TARGET);
	bench_run(b, TW_US(100));
	assert_int_equal(poll(b), TW_OK);
	close_bench(b);
}

static void a_write_cycle_takes_5_ms_unless_told(void **state)
{
	struct bench *b = eeprom("part=24C64");

	WRITE(b, 0x00, 0x00, 0x01);
	bench_run(b, TW_US(4900));
	assert_int_equal(poll(b), TW_NO_TARGET);
	bench_run(b, TW_US(100));
	assert_int_equal(poll(b), TW_OK);
	close_bench(b);
}

/* Setting the pointer alone writes nothing. */
static void a_stop_without_data_begins_no_write_cycle(void **state)
{
	struct bench *b = eeprom("part=24C02");

	WRITE(b, 0x20);
	assert_int_equal(poll(b), TW_OK);
	close_bench(b);
}

static void a_repeated_start_discards_the_data(void **state)
{
	struct bench *b = eeprom("part=24C02");
	uint8_t tx[] = {0x20, 0x99}, rx = 0;

	assert_int_equal(tw_controller_write_read(b->host, 0x50, tx, 2, &rx, 1),
			 TW_OK);
	assert_int_equal(poll(b), TW_OK);
	READ(b, (0x20), 0xff);
	close_bench(b);
}

static void assert_write_is_refused_silently(struct bench *b, uint8_t at)
{
	const uint8_t *memory = tw_device_memory(b->dut, NULL);
	uint8_t before = memory[at];

	WRITE(b, at, (uint8_t)~before);
	assert_int_equal(memory[at], before);
	assert_int_equal(poll(b), TW_OK);
}

/* DS20001203, 6.1: with WP high the device acknowledges, writes nothing and
 * takes a new command at once. */
static void a_protected_write_is_acknowledged_and_does_nothing(void **state)
{
	struct bench *b = eeprom("part=24C02,protect=all");

	assert_write_is_refused_silently(b, 0x00);
	close_bench(b);
	b = eeprom("part=24C02,protect=upper");
	assert_write_is_refused_silently(b, 0x80);
	WRITE(b, 0x7f, 0x01);
	assert_int_equal(poll(b), TW_NO_TARGET);
	close_bench(b);
}

static void the_wp_pin_protects_all(void **state)
{
	struct bench *b = eeprom("part=24C02");

	bench_set(b, "WP", 1);
	assert_write_is_refused_silently(b, 0x00);
	bench_set(b, "WP", 0);
	WRITE(b, 0x00, 0x42);
	let_write(b);
	READ(b, (0x00), 0x42);
	close_bench(b);
}

/* DS20005202, section 9 and figure 9-2. */
static void a_24aa025uid_holds_its_codes_and_serial_number(void **state)
{
	struct bench *b = eeprom("part=24AA025UID,uid=0xcafe0123");

	READ(b, (0xfa), 0x29, 0x41, 0xca, 0xfe, 0x01, 0x23);
	assert_write_is_refused_silently(b, 0x80);
	assert_write_is_refused_silently(b, 0xfc);
	WRITE(b, 0x7f, 0x55);
	let_write(b);
	READ(b, (0x7f), 0x55, 0xff);
	close_bench(b);
}

static char *image_file(const char *bytes, size_t len)
{
	char *name = NULL;
	int fd = g_file_open_tmp("tw-image-XXXXXX", &name, NULL);

	assert_true(fd >= 0);
	g_close(fd, NULL);
	assert_true(g_file_set_contents(name, bytes, (gssize)len, NULL));
	return name;
}

static void an_image_fills_the_memory_and_the_rest_is_ff(void **state)
{
	g_autofree char *file = image_file("\x11\x22\x33", 3);
	g_autofree char *params = g_strconcat("image=", file, NULL);
	struct bench *b = eeprom(params);

	READ(b, (0x00), 0x11, 0x22, 0x33, 0xff);
	close_bench(b);
	g_remove(file);
}

/* An EEPROM is delivered with its image once. */
static void what_was_written_over_an_image_outlives_the_supply(void **state)
{
	g_autofree char *file = image_file("\x11\x22", 2);
	g_autofree char *params = g_strconcat("image=", file, NULL);
	struct bench *b = eeprom(params);
	tw_point *point = tw_sim_point(b->sim, "24xx.power");

	WRITE(b, 0x00, 0x99);
	let_write(b);
	tw_point_act(point, 0);
	bench_run(b, TW_MS(1));
	tw_point_act(point, 1);
	READ(b, (0x00), 0x99, 0x22);
	close_bench(b);
	g_remove(file);
}

static void assert_refused(const char *key, const char *value,
			   const char *message)
{
	g_autoptr(tw_sim) sim = tw_sim_new(1);
	g_autoptr(GError) error = NULL;
	struct tw_param param = {key, value};
	struct tw_device_config config = {
		.name = "rom", .addr = 0x50, .params = &param, .n_params = 1};
	tw_bus *bus = tw_bus_new(sim, NULL, NULL);

	assert_null(tw_bus_attach(bus, &tw_model_24xx, &config, &error));
	assert_non_null(error);
	assert_string_equal(error->message, message);
}

static void a_wrong_setting_is_named_with_what_is_allowed(void **state)
{
	g_autofree char *file = image_file("", 0);
	g_autofree char *big = g_malloc0(257);

	assert_refused("size", "2",
		       "rom.size: no such key; expected part, image, write_us, "
		       "protect, straps or uid");
	assert_refused("part", "24C03",
		       "rom.part: expected 24C01, 24C02, 24C04, 24C08, 24C16, "
		       "24C32, 24C64, 24C128, 24C256, 24C512 or 24AA025UID, "
		       "got 24C03");
	assert_refused("write_us", "-1",
		       "rom.write_us: expected an integer from 0 to 1000000, "
		       "got -1");
	assert_refused("write_us", "5ms",
		       "rom.write_us: expected an integer from 0 to 1000000, "
		       "got 5ms");
	assert_refused("uid", "99999999999999999999",
		       "rom.uid: expected an integer from 0 to 4294967295, "
		       "got 99999999999999999999");
	assert_true(g_file_set_contents(file, big, 257, NULL));
	assert_refused("image", file,
		       "rom.image: expected at most the 256 bytes of a 24C02, "
		       "got 257");
	g_remove(file);
	assert_refused("image", "/dev/zero",
		       "rom.image: expected a file of at most 1048576 bytes, "
		       "got no plain file");
}

static void an_impossible_address_is_refused(void **state)
{
	static const struct {
		uint8_t addr;
		const char *part;
	} bad[] = {{0x4f, "24C02"}, {0x58, "24C02"}, {0x51, "24C16"}};

	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(tw_sim) sim = tw_sim_new(1);
		g_autoptr(GError) error = NULL;
		struct tw_param param = {"part", bad[i].part};
		struct tw_device_config config = {
			.addr = bad[i].addr, .params = &param, .n_params = 1};
		tw_bus *bus = tw_bus_new(sim, NULL, NULL);

		if (tw_bus_attach(bus, &tw_model_24xx, &config, &error) ||
		    !g_error_matches(error, TW_ERROR, TW_ERROR_ADDRESS))
			fail_msg("%s at 0x%02x", bad[i].part, bad[i].addr);
	}
}

int main(void)
{
	const struct CMUnitTest eeproms[] = {
		cmocka_unit_test(every_part_has_the_size_of_its_data_sheet),
		cmocka_unit_test(
			a_write_wraps_at_the_page_size_of_the_data_sheet),
		cmocka_unit_test(a_new_part_reads_ff),
		cmocka_unit_test(what_was_written_is_read_back),
		cmocka_unit_test(
			a_sequential_read_wraps_at_the_end_of_the_array),
		cmocka_unit_test(
			a_current_address_read_follows_the_last_byte_read),
		cmocka_unit_test(
			a_current_address_read_follows_the_last_byte_written),
		cmocka_unit_test(
			the_block_select_bits_are_the_upper_word_address),
		cmocka_unit_test(
			a_current_address_read_takes_its_block_from_the_address),
		cmocka_unit_test(a_sequential_read_goes_on_in_the_next_block),
		cmocka_unit_test(only_block_select_addresses_answer),
		cmocka_unit_test(
			no_address_is_acknowledged_during_a_write_cycle),
		cmocka_unit_test(a_write_cycle_takes_5_ms_unless_told),
		cmocka_unit_test(a_stop_without_data_begins_no_write_cycle),
		cmocka_unit_test(a_repeated_start_discards_the_data),
		cmocka_unit_test(
			a_protected_write_is_acknowledged_and_does_nothing),
		cmocka_unit_test(the_wp_pin_protects_all),
		cmocka_unit_test(
			a_24aa025uid_holds_its_codes_and_serial_number),
		cmocka_unit_test(an_image_fills_the_memory_and_the_rest_is_ff),
		cmocka_unit_test(
			what_was_written_over_an_image_outlives_the_supply),
		cmocka_unit_test(a_wrong_setting_is_named_with_what_is_allowed),
		cmocka_unit_test(an_impossible_address_is_refused),
	};

	return cmocka_run_group_tests(eeproms, NULL, NULL);
}
