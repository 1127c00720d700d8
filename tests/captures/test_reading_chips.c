/* SPDX-License-Identifier: MIT */
/* What messages to chips of bytes mean, each by its data sheet (named in its
 * model's file). */
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
	uint8_t addr;
	uint64_t n_messages;
	GString *said; /* a phrase a line; nothing of bytes without one */
};

static struct bench begin(const char *model, uint8_t addr)
{
	struct tw_device_config config = {.addr = addr};
	struct bench b = {.reading = tw_reading_new(),
			  .addr = addr,
			  .said = g_string_new(NULL)};

	assert_true(tw_reading_add(b.reading, tw_parts_model(&tw_parts, model),
				   &config, NULL));
	return b;
}

/* "w 00 12": a message, all of whose bytes are acknowledged but the last of a
 * read. */
static void message(struct bench *b, const char *text)
{
	g_auto(GStrv) words = g_strsplit(text, " ", -1);
	struct tw_message_byte seen[160] = {0};
	struct tw_message m = {.number = b->n_messages,
			       .transfer = b->n_messages++,
			       .addressed = true,
			       .read = text[0] == 'r',
			       .addr = b->addr,
			       .ack = TW_SEEN_ACK,
			       .bytes = seen,
			       .n_bytes = g_strv_length(words) - 1};

	for (size_t i = 0; i < m.n_bytes; i++) {
		seen[i].value =
			(uint8_t)g_ascii_strtoull(words[i + 1], NULL, 16);
		seen[i].ack = m.read && i + 1 == m.n_bytes ? TW_SEEN_NACK
							   : TW_SEEN_ACK;
	}
	for (size_t i = 0; i < m.n_bytes; i++) {
		const char *phrase = tw_reading_byte(b->reading, &m, i);

		if (phrase)
			g_string_append_printf(b->said, "%s\n", phrase);
	}
}

static void end(struct bench *b, const char *expected)
{
	assert_string_equal(b->said->str, expected);
	tw_reading_free(b->reading);
	g_string_free(b->said, TRUE);
}

static void a_potentiometer_tells_its_instructions(void **state)
{
	struct bench b = begin("ad5258", 0x1a);

	message(&b, "r 20");
	message(&b, "w 20");
	message(&b, "r 20");
	message(&b, "w 00 3f");
	message(&b, "w c0");
	message(&b, "w 3e");
	message(&b, "r 1c 0f");
	end(&b, "instruction not seen\n"
		"EEPROM 0x20\nEEPROM 0x20 is 0x20\n"
		"RDAC\nRDAC = 0x3f\n"
		"store RDAC to EEPROM\n"
		"EEPROM 0x3e\nEEPROM 0x3e is 0x1c\n"
		"EEPROM 0x3f is 0x0f: tolerance 28.05 %\n");
}

static void a_displays_data_are_told_field_by_field(void **state)
{
	struct bench b = begin("edid", 0x50);

	message(&b, "w 00");
	message(&b, "r 00 ff ff ff ff ff ff 00 52 f7 01 00 01 00 00 00 01 22 "
		    "01 03 80 35 1e 78 0e ee 91 a3 54 4c 99 26 0f 50 54 21 08 "
		    "00 01 01 01 01 01 01 01 01 01 01 01 01 01 01 01 01 02 3a "
		    "80 18 71 38 2d 40 58 2c 45 00 13 2b 21 00 00 1e 00 00 00 "
		    "fd 00 32 4b 1e 53 11 00 0a 20 20 20 20 20 20 00 00 00 ff "
		    "00 74 77 30 30 30 30 31 0a 20 20 20 20 20 00 00 00 fc 00 "
		    "74 77 6f 77 69 72 65 0a 20 20 20 20 20 00 9c");
	end(&b, "offset 0x00\nheader right\nmaker TWW\nmade in 2024\nEDID 1.3\n"
		"1920x1080, pixel clock 148.50 MHz\n50 to 75 Hz, 30 to 83 kHz\n"
		"serial number \"tw00001\"\nname \"twowire\"\n0 extensions\n"
		"checksum right\n");
}

/* SHT21: 0x6350 is 42.5 %RH; checksums of Sensirion's examples. */
static void a_humidity_sensor_tells_values_and_checksums(void **state)
{
	struct bench b = begin("sht21", 0x40);

	message(&b, "w e5");
	message(&b, "r 63 52 64");
	message(&b, "w f3");
	message(&b, "r 68 3a 7c");
	message(&b, "w e6 bb");
	message(&b, "w fc c9");
	message(&b, "r 68 3a 7c 4e 85 6c");
	message(&b, "w e7");
	message(&b, "r 3b");
	end(&b, "measure RH, hold\n42.49 %RH\nchecksum right\n"
		"measure T, no hold\n24.68 C\nchecksum right\n"
		"write user register\nRH 11 bits, T 11 bits\n"
		"read serial number\nchecksum right\nchecksum wrong\n"
		"read user register\nRH 8 bits, T 12 bits\n");
}

/* The note's example: 0x8390 is 28067 lx. MTreg 138 halves a count. */
static void a_light_sensor_tells_lux_by_its_measurement_time(void **state)
{
	struct bench b = begin("bh1750", 0x23);

	message(&b, "w 20");
	message(&b, "r 83 90");
	message(&b, "w 44");
	message(&b, "w 6a");
	message(&b, "r 00 f0");
	message(&b, "w 11");
	message(&b, "r 00 f0");
	end(&b, "one time, H-resolution\n28066.66 lx\nMTreg 133\nMTreg 138\n"
		"100.00 lx\ncontinuously, H-resolution 2\n50.00 lx\n");
}

static void a_nunchuk_tells_what_is_done_with_it(void **state)
{
	struct bench b = begin("nunchuk", 0x52);

	message(&b, "r 75 7f 70 56 9f ed");
	message(&b, "w f0 55");
	message(&b, "w fb 00");
	message(&b, "w fa");
	message(&b, "r 00 00 a4 20 00 00");
	message(&b, "w 40 00");
	message(&b, "w 00");
	/* 0x17 less, then turned over with 0x17: 0x75 is 0x49, 0xed 0xc1. */
	message(&b, "r 49 7f 4e 28 9f c1");
	end(&b, "stick 117 127, acceleration 451 346 639, C\n"
		"pointer 0xf0\nencryption off\npointer 0xfb\nstart\n"
		"pointer 0xfa\na Nunchuk\npointer 0x40\nkey from 0x00 on\n"
		"pointer 0x00\nstick 117 127, acceleration 451 346 639, C\n");
}

static void an_aht20_tells_status_and_values(void **state)
{
	struct bench b = begin("aht20", 0x38);

	message(&b, "w ac 33 00");
	message(&b, "r 98");
	message(&b, "r 1c 26 9a 76 42 e7 76");
	end(&b, "measure\nstatus: busy, calibrated\n"
		"status: idle, calibrated\n15.07 %RH\n28.26 C\n"
		"checksum right\n");
}

static void a_led_driver_follows_its_pages(void **state)
{
	struct bench b = begin("is31fl3741", 0x30);

	message(&b, "w fe c5");
	message(&b, "w fd 04");
	message(&b, "w 00 01 ff");
	message(&b, "w fe c5");
	message(&b, "w fd 01");
	message(&b, "w 00 80");
	end(&b, "pointer COMMAND LOCK\nunlock COMMAND\n"
		"pointer COMMAND\npage 4\n"
		"pointer CONFIGURATION\nCONFIGURATION 0x01\n"
		"GLOBAL CURRENT 0xff\n"
		"pointer COMMAND LOCK\nunlock COMMAND\npointer COMMAND\n"
		"page 1\npointer PWM 180\nPWM 180 0x80\n");
}

static void a_display_tells_commands_and_parameters(void **state)
{
	struct bench b = begin("ssd1306", 0x3c);

	message(&b, "w 80 af 00 21 05");
	message(&b, "w 80 0a 80 b3 c0 11 40 22 33");
	message(&b, "r 00");
	end(&b, "a command byte follows\ndisplay on\ncommands follow\ncolumns\n"
		"columns, parameter 1\n"
		"a command byte follows\ncolumns, parameter 2\n"
		"a command byte follows\npage 3\ndata follow\ndata follow\n"
		"display on\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_potentiometer_tells_its_instructions),
		cmocka_unit_test(a_displays_data_are_told_field_by_field),
		cmocka_unit_test(a_humidity_sensor_tells_values_and_checksums),
		cmocka_unit_test(
			a_light_sensor_tells_lux_by_its_measurement_time),
		cmocka_unit_test(a_nunchuk_tells_what_is_done_with_it),
		cmocka_unit_test(an_aht20_tells_status_and_values),
		cmocka_unit_test(a_led_driver_follows_its_pages),
		cmocka_unit_test(a_display_tells_commands_and_parameters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
