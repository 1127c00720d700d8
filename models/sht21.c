/* SPDX-License-Identifier: MIT */
/*
 * SHT21: a sensor of humidity and temperature that can hold SCL.
 *
 * From:     Sensirion data sheet SHT21, sections 5.3 (commands), 5.4 (hold and
 *           no hold master), 5.5 (soft reset), 5.6 (user register), 6
 *           (formulas), table 7 (measurement times); "Electronic
 *           Identification Code SHT2x"; "CRC Checksum Calculation" for SHT2x.
 * Modelled: measurements in both modes: SCL is held, or the address is not
 *           acknowledged, until the result is there; the four resolutions with
 *           their times; user register with end of battery; soft reset (15
 *           ms); CRC-8; both halves of the serial number.
 * Left out: OTP reload, what the heater does, the 15 ms after power-on, the
 *           sensor's response time and tolerances.
 * Approx.:  in hold mode the measuring time begins where SCL is held, in
 *           front of the first byte; it takes the table's typical time
 *           unless told. Inputs are sampled where it begins. A result has its
 *           14 bits at every resolution, as seen in real parts. An unknown
 *           command is not acknowledged. What is read without a command, or
 *           past the last byte, is 0xff.
 */
#include "twowire/model.h"

#include <stdio.h>
#include <string.h>

enum { TIMES, T_US, RH_US, RESET_US, SNA, SNB, SNC };
enum { TIMES_TYPICAL, TIMES_MAXIMUM };

enum {
	HOLD_T = 0xe3,
	HOLD_RH = 0xe5,
	NO_HOLD_T = 0xf3,
	NO_HOLD_RH = 0xf5,
	WRITE_USER = 0xe6,
	READ_USER = 0xe7,
	SOFT_RESET = 0xfe,
	SERIAL_1 = 0xfa, /* with a second byte, 0x0f */
	SERIAL_2 = 0xfc, /* 0xc9 */
};

#define USER_DEFAULT  0x3au
#define USER_WRITABLE 0x87u
#define USER_BATTERY  0x40u /* VDD is below 2.25 V */
#define USER_HEATER   0x04u
#define END_mV	      2250

/* In ms, by bits 7 and 0 of the user register: RH 12, 8, 10, 11 bits with T 14,
 * 12, 13, 11 bits. Typical, maximum. */
static const uint8_t rh_ms[][2] = {{22, 29}, {3, 4}, {7, 9}, {12, 15}};
static const uint8_t t_ms[][2] = {{66, 85}, {17, 22}, {33, 43}, {9, 11}};

struct state {
	int32_t temp_mC, humidity_mpct, vdd_mV;
	uint8_t user;
	uint8_t command; /* 0: none */
	unsigned n_written;
	bool measuring; /* in no hold mode */
	bool must_hold; /* before the first byte */
	uint8_t out[8];
	unsigned n_out, n_sent;
};

static uint8_t crc8(const uint8_t *bytes, unsigned n)
{
	uint8_t crc = 0;

	for (unsigned i = 0; i < n; i++) {
		crc ^= bytes[i];
		for (unsigned bit = 0; bit < 8; bit++)
			crc = (uint8_t)(crc & 0x80 ? crc << 1 ^ 0x31
						   : crc << 1);
	}
	return crc;
}

static void put(struct state *s, const uint8_t *bytes, unsigned n)
{
	memcpy(s->out + s->n_out, bytes, n);
	s->out[s->n_out + n] = crc8(bytes, n);
	s->n_out += n + 1;
}

/* The code of 14 bits nearest to value = offset + span * code / 2^14. */
static uint16_t code(int32_t value, int32_t offset, int32_t span)
{
	int64_t n = ((int64_t)(value - offset) * 16384 + span / 2) / span;

	return (uint16_t)(n < 0 ? 0 : n > 16383 ? 16383 : n);
}

static bool of_humidity(uint8_t command)
{
	return command == HOLD_RH || command == NO_HOLD_RH;
}

static void measure(struct state *s)
{
	uint16_t result = of_humidity(s->command)
				  ? code(s->humidity_mpct, -6000, 125000)
				  : code(s->temp_mC, -46850, 175720);
	uint16_t word =
		(uint16_t)(result << 2 | (of_humidity(s->command) ? 2 : 0));
	uint8_t bytes[] = {(uint8_t)(word >> 8), (uint8_t)word};

	put(s, bytes, 2);
	s->user &= (uint8_t)~USER_BATTERY;
	if (s->vdd_mV < END_mV)
		s->user |= USER_BATTERY;
}

static uint64_t measuring_ns(const tw_device *dev, const struct state *s)
{
	unsigned resolution = (s->user >> 6 & 2) | (s->user & 1);
	bool rh = of_humidity(s->command);
	uint64_t us = (uint64_t)tw_param_int(dev, rh ? RH_US : T_US);
	unsigned column = (unsigned)tw_param_int(dev, TIMES);

	if (!us)
		us = 1000u * (rh ? rh_ms : t_ms)[resolution][column];
	return us * TW_NS_PER_US;
}

static void put_serial_1(const tw_device *dev, struct state *s)
{
	uint32_t snb = (uint32_t)tw_param_int(dev, SNB);

	for (unsigned i = 0; i < 4; i++) {
		uint8_t byte = (uint8_t)(snb >> (24 - 8 * i));

		put(s, &byte, 1);
	}
}

static void put_serial_2(const tw_device *dev, struct state *s)
{
	static const unsigned words[] = {SNC, SNA};

	for (unsigned i = 0; i < 2; i++) {
		uint32_t word = (uint32_t)tw_param_int(dev, words[i]);
		uint8_t bytes[] = {(uint8_t)(word >> 8), (uint8_t)word};

		put(s, bytes, 2);
	}
}

static void reset(tw_device *dev)
{
	struct state *s = tw_state(dev);

	s->user = USER_DEFAULT | (s->user & USER_HEATER);
	s->command = 0;
	s->measuring = true;
	tw_wake_after(dev,
		      (uint64_t)tw_param_int(dev, RESET_US) * TW_NS_PER_US);
}

static bool begin(tw_device *dev, uint8_t command)
{
	struct state *s = tw_state(dev);

	s->command = command;
	s->n_out = s->n_sent = 0;
	s->must_hold = false;
	switch (command) {
	case HOLD_T:
	case HOLD_RH:
		s->must_hold = true;
		return true;
	case NO_HOLD_T:
	case NO_HOLD_RH:
		s->measuring = true;
		measure(s);
		tw_wake_after(dev, measuring_ns(dev, s));
		return true;
	case READ_USER:
		s->out[0] = s->user;
		s->n_out = 1;
		return true;
	case SOFT_RESET:
		reset(dev);
		return true;
	case WRITE_USER:
	case SERIAL_1:
	case SERIAL_2:
		return true;
	default:
		s->command = 0;
		return false;
	}
}

static bool address(tw_device *dev, uint8_t addr, bool read)
{
	struct state *s = tw_state(dev);

	(void)addr;
	(void)read;
	s->n_written = 0;
	return !s->measuring;
}

static bool write(tw_device *dev, uint8_t byte)
{
	struct state *s = tw_state(dev);

	if (!s->n_written++)
		return begin(dev, byte);
	if (s->n_written > 2)
		return false;
	if (s->command == WRITE_USER)
		s->user = (uint8_t)((s->user & ~USER_WRITABLE) |
				    (byte & USER_WRITABLE));
	else if (s->command == SERIAL_1 && byte == 0x0f)
		put_serial_1(dev, s);
	else if (s->command == SERIAL_2 && byte == 0xc9)
		put_serial_2(dev, s);
	else
		return false;
	return true;
}

static uint8_t read(tw_device *dev)
{
	struct state *s = tw_state(dev);

	if (s->must_hold) {
		tw_stretch(dev, measuring_ns(dev, s));
		measure(s);
		s->must_hold = false;
	}
	return s->n_sent < s->n_out ? s->out[s->n_sent] : 0xff;
}

static void sent(tw_device *dev, bool acked)
{
	struct state *s = tw_state(dev);

	(void)acked;
	s->n_sent++;
}

static void wake(tw_device *dev)
{
	struct state *s = tw_state(dev);

	s->measuring = false;
}

static const char *command_name(uint8_t command)
{
	switch (command) {
	case HOLD_T:
		return "measure T, hold";
	case HOLD_RH:
		return "measure RH, hold";
	case NO_HOLD_T:
		return "measure T, no hold";
	case NO_HOLD_RH:
		return "measure RH, no hold";
	case WRITE_USER:
		return "write user register";
	case READ_USER:
		return "read user register";
	case SOFT_RESET:
		return "soft reset";
	case SERIAL_1:
	case SERIAL_2:
		return "read serial number";
	default:
		return NULL;
	}
}

static void describe_user(uint8_t user, char *text, size_t size)
{
	static const uint8_t rh_bits[] = {12, 8, 10, 11};
	static const uint8_t t_bits[] = {14, 12, 13, 11};
	unsigned i = (user >> 6 & 2) | (user & 1);

	snprintf(text, size, "RH %u bits, T %u bits%s%s", rh_bits[i], t_bits[i],
		 user & USER_HEATER ? ", heater on" : "",
		 user & USER_BATTERY ? ", end of battery" : "");
}

/* @n bytes and the checksum behind them end the message. */
static void describe_checksum(const struct tw_seen *seen, unsigned n,
			      char *text, size_t size)
{
	const uint8_t *bytes = seen->bytes + seen->n_bytes - 1 - n;

	snprintf(text, size, "checksum %s",
		 crc8(bytes, n) == bytes[n] ? "right" : "wrong");
}

static void describe_read(const struct tw_seen *seen, char *text, size_t size)
{
	const uint8_t *b = seen->bytes;
	uint8_t command = (uint8_t)*seen->pointer;
	int64_t word = seen->n_bytes > 1 ? b[0] << 8 | (b[1] & 0xfc) : 0;

	if (command == READ_USER && seen->n_bytes == 1)
		describe_user(b[0], text, size);
	else if (command == SERIAL_1 && !(seen->n_bytes % 2))
		describe_checksum(seen, 1, text, size);
	else if (command == SERIAL_2 && !(seen->n_bytes % 3))
		describe_checksum(seen, 2, text, size);
	else if (command == READ_USER || command == SERIAL_1 ||
		 command == SERIAL_2)
		return;
	else if (seen->n_bytes == 3)
		describe_checksum(seen, 2, text, size);
	else if (seen->n_bytes == 2 && of_humidity(command))
		tw_decimal(text, size, word * 12500 / 65536 - 600, 2, " %RH");
	else if (seen->n_bytes == 2)
		tw_decimal(text, size, word * 17572 / 65536 - 4685, 2, " C");
}

static void describe(const struct tw_seen *seen, char *text, size_t size)
{
	uint8_t byte = seen->bytes[seen->n_bytes - 1];

	if (!seen->read && seen->n_bytes == 1) {
		*seen->pointer = byte;
		*seen->strange = !command_name(byte);
		snprintf(text, size, "%s",
			 *seen->strange ? "unknown command"
					: command_name(byte));
	} else if (!seen->read && *seen->pointer == WRITE_USER) {
		describe_user(byte, text, size);
	} else if (seen->read && *seen->pointer == TW_UNSEEN) {
		snprintf(text, size, "command not seen");
	} else if (seen->read) {
		describe_read(seen, text, size);
	}
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

static void set_vdd(tw_device *dev, int32_t value_mV)
{
	struct state *s = tw_state(dev);

	s->vdd_mV = value_mV;
}

static void power_on(tw_device *dev)
{
	struct state *s = tw_state(dev);

	s->user = USER_DEFAULT;
	set_temp(dev, 25000);
	set_humidity(dev, 50000);
	set_vdd(dev, 3000);
}

static const struct tw_byte_ops byte_ops = {
	.address = address,
	.write = write,
	.read = read,
	.sent = sent,
};

static const struct tw_param_spec params[] = {
	[TIMES] = {.key = "times",
		   .summary = "which column of measurement times",
		   .kind = TW_PARAM_CHOICE,
		   .choices =
			   (const char *const[]){"typical", "maximum", NULL}},
	[T_US] = {.key = "t_us",
		  .summary = "measuring temperature; 0: by resolution",
		  .max = 1000000},
	[RH_US] = {.key = "rh_us",
		   .summary = "measuring humidity; 0: by resolution",
		   .max = 1000000},
	[RESET_US] = {.key = "reset_us",
		      .summary = "a soft reset",
		      .max = 1000000,
		      .preset = 15000},
	[SNA] = {.key = "sna",
		 .summary = "serial number, SNA_1 and SNA_0",
		 .max = 0xffff,
		 .preset = 0x4854},
	[SNB] = {.key = "snb",
		 .summary = "serial number, SNB_3 to SNB_0",
		 .max = UINT32_MAX,
		 .preset = 0x00010203},
	[SNC] = {.key = "snc",
		 .summary = "serial number, SNC_1 and SNC_0",
		 .max = 0xffff,
		 .preset = 0x3132},
	{0},
};

static const struct tw_input inputs[] = {
	{"temp_mC", -40000, 125000, set_temp},
	/* Relative humidity, thousandths of a percent. */
	{"humidity_mpct", 0, 100000, set_humidity},
	{"vdd_mV", 2100, 3600, set_vdd},
	{0},
};

const struct tw_model tw_model_sht21 = {
	.name = "sht21",
	.summary = "humidity and temperature sensor that holds SCL",
	.state_size = sizeof(struct state),
	.first_addr = 0x40,
	.last_addr = 0x40,
	.bytes = &byte_ops,
	.inputs = inputs,
	.params = params,
	.power_on = power_on,
	.wake = wake,
	.describe = describe,
};
