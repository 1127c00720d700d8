/* SPDX-License-Identifier: MIT */
/*
 * AHT20 humidity and temperature sensor.
 *
 * From:     Aosong AHT20 product manual, sections 5.3 (commands), 5.4 (status,
 *           reading process, checksum), 6 (formulas), 5.5 (soft reset); DHT20
 *           data sheet 7.4 for the checksum's initial value.
 * Modelled: status with busy and calibrated, initialization (0xbe), a triggered
 *           measurement (0xac 0x33 0x00), its result with CRC-8, soft reset.
 * Left out: the 40 ms after power-on, calibration registers, accuracy.
 * Approx.:  a measurement takes 80 ms, a soft reset 20 ms in which no address
 *           is acknowledged. Inputs are sampled at the measurement's end; a
 *           read meanwhile shows the last result with busy set. Other commands
 *           and parameters are not acknowledged. Bit 4 of the status is set,
 *           as in parts seen. What is read past the checksum is 0xff.
 */
#include "twowire/model.h"

#include <stdio.h>

enum { CALIBRATED };

enum {
	STATUS = 0x71,
	MEASURE = 0xac, /* 0x33 0x00 */
	RESET = 0xba,
	INITIALIZE = 0xbe, /* 0x08 0x00 */
};

#define BUSY	   0x80u
#define CAL	   0x08u
#define ALWAYS	   0x10u
#define MEASURE_MS 80u
#define RESET_MS   20u
#define RESULT_LEN 5u /* two numbers of 20 bits */
#define FULL_SCALE (1 << 20)

struct state {
	int32_t temp_mC, humidity_mpct;
	bool calibrated, measuring, resetting;
	uint8_t command;
	unsigned n_written, n_sent;
	uint8_t out[1 + RESULT_LEN];
};

static uint8_t crc8(const uint8_t *bytes, unsigned n)
{
	uint8_t crc = 0xff;

	for (unsigned i = 0; i < n; i++) {
		crc ^= bytes[i];
		for (unsigned bit = 0; bit < 8; bit++)
			crc = (uint8_t)(crc & 0x80 ? crc << 1 ^ 0x31
						   : crc << 1);
	}
	return crc;
}

static bool address(tw_device *dev, uint8_t addr, bool read)
{
	struct state *s = tw_state(dev);

	(void)addr;
	s->n_written = s->n_sent = 0;
	if (read)
		s->out[0] = (uint8_t)(ALWAYS | (s->measuring ? BUSY : 0) |
				      (s->calibrated ? CAL : 0));
	return !s->resetting;
}

static bool begin(tw_device *dev, uint8_t command)
{
	struct state *s = tw_state(dev);

	s->command = command;
	if (command == RESET) {
		s->measuring = false;
		s->resetting = true;
		tw_wake_after(dev, (uint64_t)RESET_MS * TW_NS_PER_MS);
		return true;
	}
	return command == STATUS || command == MEASURE || command == INITIALIZE;
}

static bool write(tw_device *dev, uint8_t byte)
{
	struct state *s = tw_state(dev);
	uint8_t first = s->command == MEASURE ? 0x33 : 0x08;

	switch (s->n_written++) {
	case 0:
		return begin(dev, byte);
	case 1:
		return s->command != STATUS && s->command != RESET &&
		       byte == first;
	case 2:
		if (byte)
			return false;
		if (s->command == INITIALIZE) {
			s->calibrated = true;
		} else if (!s->measuring) {
			s->measuring = true;
			tw_wake_after(dev, (uint64_t)MEASURE_MS * TW_NS_PER_MS);
		}
		return true;
	default:
		return false;
	}
}

static uint8_t read(tw_device *dev)
{
	const struct state *s = tw_state(dev);

	if (s->n_sent <= RESULT_LEN)
		return s->out[s->n_sent];
	return s->n_sent == RESULT_LEN + 1 ? crc8(s->out, RESULT_LEN + 1)
					   : 0xff;
}

static void sent(tw_device *dev, bool acked)
{
	struct state *s = tw_state(dev);

	(void)acked;
	s->n_sent++;
}

/* The nearest of 2^20 steps of @span. */
static uint32_t scaled(int32_t value, int32_t span)
{
	int64_t n = ((int64_t)value * FULL_SCALE + span / 2) / span;

	return (uint32_t)(n < 0 ? 0 : n >= FULL_SCALE ? FULL_SCALE - 1 : n);
}

static void wake(tw_device *dev)
{
	struct state *s = tw_state(dev);
	uint32_t rh = scaled(s->humidity_mpct, 100000);
	uint32_t t = scaled(s->temp_mC + 50000, 200000);

	if (s->measuring) {
		s->out[1] = (uint8_t)(rh >> 12);
		s->out[2] = (uint8_t)(rh >> 4);
		s->out[3] = (uint8_t)(rh << 4 | t >> 16);
		s->out[4] = (uint8_t)(t >> 8);
		s->out[5] = (uint8_t)t;
	}
	s->measuring = s->resetting = false;
}

static void describe_result(const struct tw_seen *seen, char *text, size_t size)
{
	const uint8_t *b = seen->bytes;
	uint32_t rh, t;

	if (seen->n_bytes == RESULT_LEN + 2) {
		snprintf(text, size, "checksum %s",
			 crc8(b, RESULT_LEN + 1) == b[RESULT_LEN + 1]
				 ? "right"
				 : "wrong");
	} else if (seen->n_bytes == 4) {
		rh = (uint32_t)b[1] << 12 | (uint32_t)b[2] << 4 | b[3] >> 4;
		tw_decimal(text, size, (int64_t)rh * 10000 / FULL_SCALE, 2,
			   " %RH");
	} else if (seen->n_bytes == 6) {
		t = (b[3] & 0x0fu) << 16 | (uint32_t)b[4] << 8 | b[5];
		tw_decimal(text, size, (int64_t)t * 20000 / FULL_SCALE - 5000,
			   2, " C");
	}
}

/* false: there is none so. */
static bool describe_command(uint8_t byte, char *text, size_t size)
{
	const char *name = byte == MEASURE	? "measure"
			   : byte == RESET	? "soft reset"
			   : byte == INITIALIZE ? "initialize"
			   : byte == STATUS	? "get status"
						: NULL;

	snprintf(text, size, "%s", name ? name : "unknown command");
	return name;
}

static void describe(const struct tw_seen *seen, char *text, size_t size)
{
	uint8_t byte = seen->bytes[0];

	if (seen->n_bytes > 1 && seen->read)
		describe_result(seen, text, size);
	else if (seen->read)
		snprintf(text, size, "status: %s, %scalibrated",
			 byte & BUSY ? "busy" : "idle", byte & CAL ? "" : "un");
	else if (seen->n_bytes == 1)
		*seen->strange = !describe_command(byte, text, size);
}

static void set_temp(tw_device *dev, int32_t value_mC)
{
	struct state *s = tw_state(dev);

	s->temp_mC = value_mC;
}

static void set_humidity(tw_device *dev, int32_t value_mpct)
{
	struct state *s = tw_state(dev);

	s->humidity_mpct = value_mpct;
}

static void power_on(tw_device *dev)
{
	struct state *s = tw_state(dev);

	s->calibrated = !tw_param_int(dev, CALIBRATED);
	set_temp(dev, 25000);
	set_humidity(dev, 50000);
}

static const struct tw_byte_ops byte_ops = {
	.address = address,
	.write = write,
	.read = read,
	.sent = sent,
};

static const struct tw_param_spec params[] = {
	[CALIBRATED] = {.key = "calibrated",
			.summary = "whether it is so from power-on; else from "
				   "its initialization on",
			.kind = TW_PARAM_CHOICE,
			.choices = (const char *const[]){"yes", "no", NULL}},
	{0},
};

static const struct tw_input inputs[] = {
	{"temp_mC", -40000, 85000, set_temp},
	/* Relative humidity, thousandths of a percent. */
	{"humidity_mpct", 0, 100000, set_humidity},
	{0},
};

const struct tw_model tw_model_aht20 = {
	.name = "aht20",
	.summary = "humidity and temperature sensor",
	.state_size = sizeof(struct state),
	.first_addr = 0x38,
	.last_addr = 0x38,
	.bytes = &byte_ops,
	.inputs = inputs,
	.params = params,
	.power_on = power_on,
	.wake = wake,
	.describe = describe,
};
