/* SPDX-License-Identifier: MIT */
/* What messages mean to the devices that models know. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "twowire/parts.h"
#include "twowire/reading.h"

struct bench {
	tw_reading *reading;
	uint64_t n_messages;
	uint64_t n_transfers;
	GString *said; /* a phrase a line; "-": none */
};

static int setup(void **state)
{
	struct bench *b = g_new0(struct bench, 1);

	b->reading = tw_reading_new();
	b->said = g_string_new(NULL);
	*state = b;
	return 0;
}

static int teardown(void **state)
{
	struct bench *b = *state;

	tw_reading_free(b->reading);
	g_string_free(b->said, TRUE);
	g_free(b);
	return 0;
}

static void add(struct bench *b, const char *model, uint8_t addr,
		const char *part)
{
	struct tw_param param = {"part", part};
	struct tw_device_config config = {
		.addr = addr, .params = &param, .n_params = !!part};

	assert_true(tw_reading_add(b->reading, tw_parts_model(&tw_parts, model),
				   &config, NULL));
}

/* All bytes are acknowledged but the last of a read and @refused, from 1. */
static void message(struct bench *b, uint8_t addr, bool read, bool restart,
		    const uint8_t *bytes, size_t n, size_t refused)
{
	struct tw_message_byte seen[32] = {0};
	struct tw_message m = {.number = b->n_messages++,
			       .transfer = b->n_transfers,
			       .restart = restart,
			       .addressed = true,
			       .read = read,
			       .addr = addr,
			       .ack = TW_SEEN_ACK,
			       .bytes = seen,
			       .n_bytes = n};

	for (size_t i = 0; i < n; i++) {
		bool last = read && i == n - 1;

		seen[i].value = bytes[i];
		seen[i].ack =
			last || i + 1 == refused ? TW_SEEN_NACK : TW_SEEN_ACK;
	}
	for (size_t i = 0; i < n; i++) {
		const char *text = tw_reading_byte(b->reading, &m, i);

		g_string_append_printf(b->said, "%s\n", text ? text : "-");
	}
}

#define BYTES(...)                                                             \
	(const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__})
#define WRITE(b, addr, ...)                                                    \
	do {                                                                   \
		(b)->n_transfers++;                                            \
		message(b, addr, false, false, BYTES(__VA_ARGS__), 0);         \
	} while (0)
#define READ(b, addr, ...)                                                     \
	do {                                                                   \
		(b)->n_transfers++;                                            \
		message(b, addr, true, false, BYTES(__VA_ARGS__), 0);          \
	} while (0)
#define THEN_READ(b, addr, ...)                                                \
	message(b, addr, true, true, BYTES(__VA_ARGS__), 0)

/* DS25095A, 5.1.3: 0x0194 is 25.25 C, 0x1fff -0.0625 C; bits 15 to 13 are the
 * comparisons with the limits. */
static void a_register_is_named_and_its_value_put_in_words(void **state)
{
	struct bench *b = *state;

	add(b, "mcp9808", 0x18, NULL);
	WRITE(b, 0x18, 0x05);
	THEN_READ(b, 0x18, 0x01, 0x94);
	READ(b, 0x18, 0xdf, 0xff);
	WRITE(b, 0x18, 0x08, 0x01);
	WRITE(b, 0x18, 0x02, 0x1f, 0x00);
	assert_string_equal(
		b->said->str,
		"pointer TA\n"
		"-\nTA 0x0194 = 25.2500 C\n"
		"-\nTA 0xdfff = -0.0625 C, TA >= TCRIT, TA > TUPPER\n"
		"pointer RESOLUTION\nRESOLUTION 0x01 = 0.25 C steps\n"
		"pointer TUPPER\n-\nTUPPER 0x1f00 = -16.00 C\n");
}

static void a_pointer_that_was_not_seen_is_not_made_up(void **state)
{
	struct bench *b = *state;

	add(b, "mcp9808", 0x18, NULL);
	add(b, "24xx", 0x50, NULL);
	READ(b, 0x18, 0x01, 0x94);
	READ(b, 0x50, 0x01);
	assert_string_equal(b->said->str, "pointer not seen\n-\n"
					  "word address not seen\n");
}

static void what_was_refused_moves_nothing(void **state)
{
	struct bench *b = *state;

	add(b, "mcp9808", 0x18, NULL);
	WRITE(b, 0x18, 0x06);
	message(b, 0x18, false, false, BYTES(0x07), 1);
	READ(b, 0x18, 0x00, 0x54);
	assert_string_equal(b->said->str, "pointer MANUFACTURER ID\n-\n"
					  "-\nMANUFACTURER ID 0x0054\n");
}

static void others_messages_are_left_alone(void **state)
{
	struct bench *b = *state;

	add(b, "mcp9808", 0x18, NULL);
	WRITE(b, 0x19, 0x05);
	READ(b, 0x18, 0x01, 0x94);
	assert_string_equal(b->said->str, "-\npointer not seen\n-\n");
}

/* x8 + x2 + x + 1: of 98 03 99 40 it is 0xc0, of 98 09 40 it is 0x82. */
static void a_packet_error_code_is_told_right_or_wrong(void **state)
{
	struct bench *b = *state;

	add(b, "adt7461", 0x4c, NULL);
	WRITE(b, 0x4c, 0x03);
	THEN_READ(b, 0x4c, 0x40, 0xc0);
	WRITE(b, 0x4c, 0x09, 0x40, 0x00);
	assert_string_equal(b->said->str,
			    "pointer CONFIG\n"
			    "CONFIG 0x40 = standby, ALERT on, standard range\n"
			    "PEC, right\n"
			    "pointer WRITE CONFIG\n"
			    "WRITE CONFIG 0x40 = standby, ALERT on, standard "
			    "range\n"
			    "no PEC, that would be 0x82\n");
}

/* DS20001709: writes wrap in their page of eight, reads run on. */
static void an_eeprom_shows_where_each_byte_goes(void **state)
{
	struct bench *b = *state;

	add(b, "24xx", 0x50, "24C02");
	WRITE(b, 0x50, 0x07, 0xaa, 0xbb);
	WRITE(b, 0x50, 0xff);
	THEN_READ(b, 0x50, 0x01, 0x02);
	READ(b, 0x50, 0x03);
	assert_string_equal(b->said->str, "word address 0x0007\n"
					  "[0x0007] = 0xaa\n[0x0000] = 0xbb\n"
					  "word address 0x00ff\n"
					  "[0x00ff] is 0x01\n[0x0000] is 0x02\n"
					  "[0x0001] is 0x03\n");
}

/* DS20001708: bit 0 of a 24C04's address is bit 8 of the word address.
 * DS20001189: a 24C64 has two bytes of it. */
static void settings_say_which_part_it_is(void **state)
{
	struct bench *b = *state;

	add(b, "24xx", 0x50, "24C04");
	add(b, "24xx", 0x52, "24C64");
	WRITE(b, 0x51, 0x10, 0x77);
	WRITE(b, 0x52, 0x1f, 0xff);
	THEN_READ(b, 0x52, 0x01, 0x02);
	assert_string_equal(b->said->str,
			    "word address 0x0110\n[0x0110] = 0x77\n"
			    "-\nword address 0x1fff\n"
			    "[0x1fff] is 0x01\n[0x0000] is 0x02\n");
}

static void a_mux_names_its_channels(void **state)
{
	struct bench *b = *state;

	add(b, "pca954x", 0x70, "PCA9548A");
	add(b, "pca954x", 0x71, "PCA9546A");
	WRITE(b, 0x70, 0x81);
	WRITE(b, 0x71, 0x12);
	WRITE(b, 0x70, 0x00);
	assert_string_equal(b->said->str,
			    "channel 0 7\nchannel 1\nno channel\n");
}

static void a_port_shows_its_pins(void **state)
{
	struct bench *b = *state;

	add(b, "pca9670", 0x20, NULL);
	WRITE(b, 0x20, 0xf0);
	READ(b, 0x20, 0x81);
	assert_string_equal(b->said->str, "P7 to P0 = 11110000\n"
					  "P7 to P0 are 10000001\n");
}

/* SMBus 6.5.5: low byte first. */
static void a_clock_tells_the_moment_with_the_year(void **state)
{
	struct bench *b = *state;

	add(b, "ds3231", 0x68, NULL);
	WRITE(b, 0x68, 0x11);
	THEN_READ(b, 0x68, 0xff, 0xc0, 0x30);
	WRITE(b, 0x68, 0x00, 0x30, 0x35, 0x71, 0x01, 0x10, 0x83, 0x13);
	READ(b, 0x68, 0x80, 0x34);
	WRITE(b, 0x68, 0x0e, 0x05, 0x89);
	assert_string_equal(b->said->str, "pointer TEMP MSB\n"
					  "TEMP MSB 0xff = -1 C\n"
					  "TEMP LSB 0xc0 = + 0.75 C\n"
					  "SECONDS 0x30\n"
					  "pointer SECONDS\n"
					  "SECONDS 0x30\n"
					  "MINUTES 0x35\n"
					  "HOURS 0x71\n"
					  "DAY 0x01\n"
					  "DATE 0x10\n"
					  "MONTH 0x83\n"
					  "YEAR 0x13 = 2013-03-10 11:35:30 PM\n"
					  "A1 SECONDS 0x80, any\n"
					  "A1 MINUTES 0x34\n"
					  "pointer CONTROL\n"
					  "CONTROL 0x05, INT, A1IE\n"
					  "STATUS 0x89, OSF, 32kHz on, A1F\n");
}

static void ram_follows_a_clocks_registers(void **state)
{
	struct bench *b = *state;

	add(b, "ds1307", 0x68, NULL);
	WRITE(b, 0x68, 0x07, 0x10, 0xca);
	WRITE(b, 0x68, 0x3f);
	THEN_READ(b, 0x68, 0xfe, 0x80);
	assert_string_equal(b->said->str, "pointer CONTROL\n"
					  "CONTROL 0x10, 1 Hz\n"
					  "[0x08] = 0xca\n"
					  "pointer 0x3f\n"
					  "[0x3f] is 0xfe\n"
					  "SECONDS 0x80, halted\n");
}

/* 1e 80: 30.5 C. What comes behind a register is nothing. */
static void nothing_is_behind_a_thermometers_register(void **state)
{
	struct bench *b = *state;

	add(b, "lm75", 0x4f, "FM75");
	WRITE(b, 0x4f, 0x00);
	READ(b, 0x4f, 0x1e, 0x80, 0xff);
	READ(b, 0x4f, 0xff, 0xf0);
	WRITE(b, 0x4f, 0x01, 0x7a);
	assert_string_equal(
		b->said->str,
		"pointer TEMP\n"
		"-\n"
		"TEMP 0x1e80 = 30.5 C\n"
		"behind the register\n"
		"-\n"
		"TEMP 0xfff0 = -0.0625 C\n"
		"pointer CONF\n"
		"CONF 0x7a = running, interrupt, O.S. low, 6 in a row, 12 "
		"bits\n");
}

/* The addresses are others from the byte behind IOCON's on. */
static void an_expanders_registers_follow_its_banks(void **state)
{
	struct bench *b = *state;

	add(b, "mcp23017", 0x20, NULL);
	WRITE(b, 0x20, 0x0a, 0xa2);
	WRITE(b, 0x20, 0x1a, 0x81, 0x7e);
	WRITE(b, 0x20, 0x05, 0x00);
	WRITE(b, 0x20, 0x12, 0x01, 0x02, 0x03);
	assert_string_equal(b->said->str,
			    "pointer IOCON\n"
			    "IOCON 0xa2, BANK, byte mode, INT high\n"
			    "pointer OLATB\n"
			    "OLATB 0x81 = 10000001\n"
			    "OLATB 0x7e = 01111110\n"
			    "pointer IOCON\n"
			    "IOCON 0x00, INT low\n"
			    "pointer GPIOA\n"
			    "GPIOA 0x01 = 00000001\n"
			    "GPIOB 0x02 = 00000010\n"
			    "OLATA 0x03 = 00000011\n");
}

static void a_word_on_smbus_is_put_together(void **state)
{
	struct bench *b = *state;

	add(b, "smbus-device", 0x20, NULL);
	WRITE(b, 0x20, 0x03, 0x34, 0x12);
	WRITE(b, 0x20, 0x03);
	THEN_READ(b, 0x20, 0x78, 0x56, 0xee);
	assert_string_equal(b->said->str,
			    "command 0x03\n-\nword 0x03 = 0x1234\n"
			    "command 0x03\n"
			    "-\nword 0x03 = 0x5678\nPEC\n");
}

static void an_address_can_be_one_model_only(void **state)
{
	struct tw_device_config config = {.addr = 0x50};
	g_autoptr(GError) error = NULL;
	struct bench *b = *state;

	add(b, "24xx", 0x50, NULL);
	assert_false(tw_reading_add(b->reading,
				    tw_parts_model(&tw_parts, "pca9670"),
				    &config, &error));
	assert_true(g_error_matches(error, TW_ERROR, TW_ERROR_ADDRESS));
	assert_non_null(strstr(error->message, "0x50 is a 24xx already"));
}

static void the_normal_form_gains_one_key(void **state)
{
	static const struct tw_message_byte bytes[] = {
		{.first = 3, .ack_at = 4, .value = 5, .ack = TW_SEEN_ACK},
	};
	struct tw_message m = {.addressed = true,
			       .addr = 0x18,
			       .ack = TW_SEEN_ACK,
			       .bytes = bytes,
			       .n_bytes = 1,
			       .end = TW_END_STOP};
	g_autoptr(GString) plain = g_string_new(NULL);
	g_autoptr(GString) read = g_string_new(NULL);
	struct bench *b = *state;

	tw_message_to_json(&m, plain);
	tw_reading_to_json(b->reading, &m, read);
	assert_string_equal(read->str, plain->str);
	add(b, "mcp9808", 0x18, NULL);
	g_string_truncate(read, 0);
	tw_reading_to_json(b->reading, &m, read);
	g_string_truncate(plain, plain->len - 2);
	g_string_append(plain, ",\"means\":{\"device\":\"mcp9808\",\"bytes\":["
			       "\"pointer TA\"]}}\n");
	assert_string_equal(read->str, plain->str);
}

/* Whatever the bytes: no model says more than fits, or breaks a line. */
static void every_model_keeps_to_its_phrase(void **state)
{
	uint32_t noise = 1;

	for (size_t i = 0; tw_parts.models[i]; i++) {
		const struct tw_model *model = tw_parts.models[i];
		uint8_t addr = model->addrs	   ? model->addrs[0]
			       : model->first_addr ? model->first_addr
						   : 0x20;
		struct bench b = {.reading = tw_reading_new(),
				  .said = g_string_new(NULL)};

		add(&b, model->name, addr, NULL);
		for (unsigned n = 0; n < 2000; n++) {
			uint8_t bytes[32];

			for (size_t j = 0; j < sizeof(bytes); j++) {
				noise = noise * 1664525 + 1013904223;
				bytes[j] = (uint8_t)(noise >> 24);
			}
			message(&b, addr, noise >> 20 & 1, noise >> 19 & 1,
				bytes, 1 + (noise >> 8) % sizeof(bytes), 0);
			for (const char *p = b.said->str; *p; p++)
				if ((unsigned char)*p < ' ' && *p != '\n')
					fail_msg("%s: %s", model->name,
						 b.said->str);
			g_string_truncate(b.said, 0);
		}
		tw_reading_free(b.reading);
		g_string_free(b.said, TRUE);
	}
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(a_register_is_named_and_its_value_put_in_words),
		T(a_pointer_that_was_not_seen_is_not_made_up),
		T(what_was_refused_moves_nothing),
		T(others_messages_are_left_alone),
		T(a_packet_error_code_is_told_right_or_wrong),
		T(an_eeprom_shows_where_each_byte_goes),
		T(settings_say_which_part_it_is),
		T(a_mux_names_its_channels),
		T(a_port_shows_its_pins),
		T(a_clock_tells_the_moment_with_the_year),
		T(ram_follows_a_clocks_registers),
		T(nothing_is_behind_a_thermometers_register),
		T(an_expanders_registers_follow_its_banks),
		T(a_word_on_smbus_is_put_together),
		T(an_address_can_be_one_model_only),
		T(the_normal_form_gains_one_key),
		cmocka_unit_test(every_model_keeps_to_its_phrase),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
