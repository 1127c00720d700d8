/* SPDX-License-Identifier: MIT */
/*
 * The hosts there are. Each is what was reported of one chip, driver or piece
 * of code, reduced to what the wires show of it; where a report does not say,
 * its summary or the note at it does.
 */
#include "protocol/host.h"

#include <string.h>

#define US 1000u
#define MS 1000000u

static const struct tw_host_setting no_settings[] = {{.key = NULL}};

#define OP_NS                                                                  \
	{                                                                      \
		"op_ns", "what each access to a wire takes", 100, 1, MS        \
	}

static const struct host ideal = {
	.about = {.name = "ideal",
		  .summary = "Keeps UM10204 in all: synchronises clocks, "
			     "arbitrates, waits for the bus",
		  .source = "UM10204 rev. 7",
		  .settings = no_settings},
};

static const struct tw_host_setting bcm2835_settings[] = {
	/* DEL's REDL after reset: 48 cycles at 250 MHz. Linux has set a
	 * quarter of SCL's period since 4.17. */
	{"sample_ns", "release of SCL until SDA is read, at most half a period",
	 192, 1, 500 * MS},
	{.key = NULL},
};
static const struct host bcm2835 = {
	.about = {.name = "bcm2835",
		  .summary =
			  "Raspberry Pi: a stretch masks the clock; one that "
			  "ends within half a period corrupts",
		  .source = "G. J. van Loo, BCM2835 I2C interface bug (2013); "
			    "advamation.com rpi-i2c-bug (2013); "
			    "raspberrypi/linux#254, #4884",
		  .banged = true,
		  .stretch_periods = 64, /* CLKT after reset */
		  .settings = bcm2835_settings},
	.program = &bang_bcm2835,
};

static const struct tw_host_setting op_settings[] = {OP_NS, {.key = NULL}};
static const struct host bitbangio = {
	.about = {.name = "bitbangio",
		  .summary = "CircuitPython's bit-banged I2C: waits 255 us for "
			     "SCL, then leaves the bus mid-byte",
		  .source = "adafruit/circuitpython "
			    "shared-module/bitbangio/I2C.c",
		  .banged = true,
		  .stretch_timeout_ns = 255 * US,
		  .settings = op_settings},
	.program = &bang_bitbangio,
};

/* Approx.: the period at which SCL is looked at is 0.1 us. */
static const struct host brzo = {
	.about = {.name = "brzo",
		  .summary = "ESP8266 brzo_i2c: a stretch under half a period "
			     "shortens the pulse, a long one leaves SDA low",
		  .source = "pasko-zh/brzo_i2c#24, #43",
		  .banged = true,
		  .stretch_timeout_ns = 5 * MS,
		  .settings = op_settings},
	.program = &bang_brzo,
};

static const struct host bus_pirate = {
	.about = {.name = "bus-pirate",
		  .summary = "Acknowledges the last byte of a read, then STOP",
		  .source = "DangerousPrototypes/BusPirate5-firmware#12",
		  .settings = no_settings},
	.quirks = HOST_ACKS_LAST,
};

static const struct host dw_apb = {
	.about = {.name = "dw-apb",
		  .summary =
			  "DesignWare: cannot write nothing, so a probe reads "
			  "one byte",
		  .source = "raspberrypi/pico-feedback#120; arduino-pico#38; "
			    "zephyr#42602",
		  .settings = no_settings},
	.quirks = HOST_NO_EMPTY_WRITE,
};

static const struct host esp32 = {
	.about = {.name = "esp32",
		  .summary =
			  "Waits 13.1 ms for SCL, then is reset in the middle "
			  "of the transfer: no STOP",
		  .source = "espressif/esp-idf#2551 (2^20 cycles of 80 MHz)",
		  .stretch_timeout_ns = 13107200,
		  .settings = no_settings},
};

static const struct host esp8266 = {
	.about = {.name = "esp8266",
		  .summary = "Arduino core 2.4: no pulse of its own for a "
			     "repeated START; waits 230 us for SCL and goes on "
			     "regardless",
		  .source = "esp8266/Arduino#5528, #5340, #5718",
		  .banged = true,
		  .stretch_timeout_ns = 230 * US,
		  .settings = op_settings},
	.program = &bang_esp8266,
};

static const struct tw_host_setting i2c_gpio_settings[] = {
	OP_NS,
	{"tries", "how often an address is sent until it is acknowledged", 4, 1,
	 1000},
	{.key = NULL},
};
static const struct host i2c_gpio = {
	.about = {.name = "i2c-gpio",
		  .summary = "Linux bit-banging: honours stretching, up to 100 "
			     "ms and a jiffy; no arbitration",
		  .source = "Linux drivers/i2c/algos/i2c-algo-bit.c, "
			    "busses/i2c-gpio.c",
		  .banged = true,
		  .stretch_timeout_ns = 100 * MS,
		  .settings = i2c_gpio_settings},
	.program = &bang_i2c_gpio,
};

/* Approx.: the report does not show the wires. Here SDA is let go before SCL,
 * so that the bus stays busy; and it happens at every STOP after an
 * acknowledge, not only where firmware asks for it half a clock later. */
static const struct host npcx = {
	.about = {.name = "npcx",
		  .summary =
			  "A STOP that follows an acknowledge is none: SDA is "
			  "let go before SCL",
		  .source = "zephyr PR #98374",
		  .settings = no_settings},
	.quirks = HOST_LOSES_STOP,
};

static const struct tw_host_setting nrf_settings[] = {
	{"chunk_bytes", "bytes written between two addresses", 16, 1, 65535},
	{.key = NULL},
};
static const struct host nrf_twim = {
	.about = {.name = "nrf-twim",
		  .summary = "Repeats START and address inside a write, where "
			     "its buffer ends",
		  .source = "zephyr#15116, PR #27686",
		  .settings = nrf_settings},
};

static const struct host rp2 = {
	.about = {.name = "rp2",
		  .summary = "MicroPython: software gives up (EIO) when SCL is "
			     "held for 500 us",
		  .source = "micropython#8167",
		  .stretch_timeout_ns = 500 * US,
		  .settings = no_settings},
};

static const struct host sam_smart = {
	.about = {.name = "sam-smart",
		  .summary =
			  "SERCOM in smart mode reads one more byte after the "
			  "NACK, and acknowledges it",
		  .source = "zephyr#38878, PR #38801",
		  .settings = no_settings},
	.quirks = HOST_EXTRA_BYTE | HOST_EXTRA_IS_ACKED,
};

static const struct host samc21 = {
	.about = {.name = "samc21",
		  .summary = "Nine clocks more between the NACK of a read and "
			     "its STOP",
		  .source = "zephyr#50256, PR #50933",
		  .settings = no_settings},
	.quirks = HOST_EXTRA_BYTE,
};

static const struct host samd = {
	.about = {.name = "samd",
		  .summary = "Reports a lost arbitration as if nobody had "
			     "acknowledged",
		  .source = "arduino/ArduinoCore-samd#284",
		  .settings = no_settings},
	.quirks = HOST_LOSS_IS_NACK,
};

static const struct host stm32f1 = {
	.about = {.name = "stm32f1",
		  .summary = "Refuses the first of two bytes read, so that the "
			     "second is 0xff",
		  .source = "roboterclubaachen/xpcc#127; mynewt-core PR #2331; "
			    "Arduino_STM32 PR #706",
		  .settings = no_settings},
	.quirks = HOST_NACKS_FIRST_OF_TWO,
};

const struct tw_host *const tw_hosts[] = {
	&ideal.about,
	&bcm2835.about,
	&bitbangio.about,
	&brzo.about,
	&bus_pirate.about,
	&dw_apb.about,
	&esp32.about,
	&esp8266.about,
	&i2c_gpio.about,
	&npcx.about,
	&nrf_twim.about,
	&rp2.about,
	&sam_smart.about,
	&samc21.about,
	&samd.about,
	&stm32f1.about,
	NULL,
};

const struct tw_host *tw_host_find(const char *name)
{
	if (!name)
		return &ideal.about;
	for (size_t i = 0; tw_hosts[i]; i++)
		if (!strcmp(tw_hosts[i]->name, name))
			return tw_hosts[i];
	return NULL;
}
