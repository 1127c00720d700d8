/* SPDX-License-Identifier: MIT */
/*
 * BH1750FVI ambient light sensor.
 *
 * From:     ROHM BH1750FVI technical note 2009.04 rev. B: electrical
 *           characteristics, "Measurement Procedure", "Instruction Set
 *           Architecture", "I2C Bus Access", "Measurement result adjustment".
 * Modelled: power down and on, reset, continuous and one-time measurements in
 *           H, H2 and L resolution with their times, the measurement time
 *           register, the DVI pin.
 * Left out: the spectrum, accuracy, dark counts, power consumption.
 * Approx.:  a measurement takes its typical time (120 ms, L 16 ms), or the
 *           maximum (180, 24), times MTreg / 69, and samples the light at its
 *           end. L resolution counts in steps of 4. Of several bytes in a
 *           message, which the note forbids, the first counts. What is read
 *           past the second byte is 0xff.
 */
#include "twowire/model.h"

#include <stdio.h>

enum { TIMES };
enum { TIMES_TYPICAL, TIMES_MAXIMUM };

enum {
	POWER_DOWN = 0x00,
	POWER_ON = 0x01,
	RESET = 0x07,
	CONTINUOUS = 0x10, /* with one of the resolutions */
	ONE_TIME = 0x20,
	MT_HIGH = 0x40, /* 01000, bits 7 to 5 */
	MT_LOW = 0x60,	/* 011, bits 4 to 0 */
};
enum { H_RESOLUTION = 0, H_RESOLUTION_2 = 1, L_RESOLUTION = 3 };

#define MTREG_DEFAULT 69u
#define MTREG_LEAST   31u
#define MTREG_MOST    254u

static const uint8_t h_ms[] = {120, 180};
static const uint8_t l_ms[] = {16, 24};

struct state {
	int32_t light_mlx;
	uint16_t result;
	uint8_t mtreg;
	uint8_t resolution;
	bool on;
	bool continuous;
	bool off_by_dvi;
	bool has_opcode; /* in this message */
	unsigned n_sent;
};

/* The register takes any value; the note allows a range. */
static unsigned mtreg(const struct state *s)
{
	return s->mtreg < MTREG_LEAST  ? MTREG_LEAST
	       : s->mtreg > MTREG_MOST ? MTREG_MOST
				       : s->mtreg;
}

static void begin(tw_device *dev)
{
	const struct state *s = tw_state(dev);
	unsigned column = (unsigned)tw_param_int(dev, TIMES);
	uint64_t ms =
		s->resolution == L_RESOLUTION ? l_ms[column] : h_ms[column];

	tw_wake_after(dev, ms * TW_NS_PER_MS * mtreg(s) / MTREG_DEFAULT);
}

/* 1.2 counts a lux at the default MTreg, twice as many in H2. */
static uint16_t counts(const struct state *s)
{
	uint64_t scale =
		12u * mtreg(s) * (s->resolution == H_RESOLUTION_2 ? 2 : 1);
	uint64_t unit = 10000u * MTREG_DEFAULT;
	uint64_t n = ((uint64_t)s->light_mlx * scale + unit / 2) / unit;

	if (s->resolution == L_RESOLUTION)
		n &= ~3ull;
	return (uint16_t)(n > 0xffff ? 0xffff : n);
}

static void end(tw_device *dev)
{
	struct state *s = tw_state(dev);

	s->result = counts(s);
	if (s->continuous)
		begin(dev);
	else
		s->on = false;
}

static void measure(tw_device *dev, uint8_t opcode)
{
	struct state *s = tw_state(dev);

	s->on = true;
	s->continuous = (opcode & 0xf0) == CONTINUOUS;
	s->resolution = opcode & 0x03;
	begin(dev);
}

static void power_down(tw_device *dev)
{
	struct state *s = tw_state(dev);

	s->on = false;
	tw_wake_never(dev);
}

static void obey(tw_device *dev, uint8_t opcode)
{
	struct state *s = tw_state(dev);

	switch (opcode) {
	case POWER_DOWN:
		power_down(dev);
		return;
	case POWER_ON:
		s->on = true;
		return;
	case RESET:
		if (s->on)
			s->result = 0;
		return;
	case CONTINUOUS | H_RESOLUTION:
	case CONTINUOUS | H_RESOLUTION_2:
	case CONTINUOUS | L_RESOLUTION:
	case ONE_TIME | H_RESOLUTION:
	case ONE_TIME | H_RESOLUTION_2:
	case ONE_TIME | L_RESOLUTION:
		measure(dev, opcode);
		return;
	}
	if ((opcode & 0xf8) == MT_HIGH)
		s->mtreg = (uint8_t)(opcode << 5 | (s->mtreg & 0x1f));
	else if ((opcode & 0xe0) == MT_LOW)
		s->mtreg = (uint8_t)((s->mtreg & 0xe0) | (opcode & 0x1f));
}

static bool address(tw_device *dev, uint8_t addr, bool read)
{
	struct state *s = tw_state(dev);

	(void)addr;
	(void)read;
	s->has_opcode = false;
	s->n_sent = 0;
	return !s->off_by_dvi;
}

static bool write(tw_device *dev, uint8_t byte)
{
	struct state *s = tw_state(dev);

	if (!s->has_opcode)
		obey(dev, byte);
	s->has_opcode = true;
	return true;
}

static uint8_t read(tw_device *dev)
{
	const struct state *s = tw_state(dev);

	if (s->n_sent == 0)
		return (uint8_t)(s->result >> 8);
	return s->n_sent == 1 ? (uint8_t)s->result : 0xff;
}

static void sent(tw_device *dev, bool acked)
{
	struct state *s = tw_state(dev);

	(void)acked;
	s->n_sent++;
}

static const char *opcode_name(uint8_t opcode)
{
	switch (opcode) {
	case POWER_DOWN:
		return "power down";
	case POWER_ON:
		return "power on";
	case RESET:
		return "reset";
	case CONTINUOUS | H_RESOLUTION:
		return "continuously, H-resolution";
	case CONTINUOUS | H_RESOLUTION_2:
		return "continuously, H-resolution 2";
	case CONTINUOUS | L_RESOLUTION:
		return "continuously, L-resolution";
	case ONE_TIME | H_RESOLUTION:
		return "one time, H-resolution";
	case ONE_TIME | H_RESOLUTION_2:
		return "one time, H-resolution 2";
	case ONE_TIME | L_RESOLUTION:
		return "one time, L-resolution";
	default:
		return NULL;
	}
}

/* The pointer is MTreg and, above it, the resolution. */
static void describe(const struct tw_seen *seen, char *text, size_t size)
{
	uint8_t byte = seen->bytes[seen->n_bytes - 1];
	uint32_t now =
		*seen->pointer == TW_UNSEEN ? MTREG_DEFAULT : *seen->pointer;
	struct state s = {.mtreg = (uint8_t)now};
	uint64_t cents;

	if (seen->read) {
		cents = (seen->bytes[0] * 256u + byte) * 25000ull *
			MTREG_DEFAULT / (300 * mtreg(&s));
		if (now >> 8 == H_RESOLUTION_2)
			cents /= 2;
		if (seen->n_bytes == 2)
			tw_decimal(text, size, (int64_t)cents, 2, " lx");
		return;
	}
	if (seen->n_bytes > 1)
		return;
	if ((byte & 0xf8) == MT_HIGH || (byte & 0xe0) == MT_LOW) {
		now = (now & 0xff00) |
		      ((byte & 0xe0) == MT_LOW
			       ? (now & 0xe0) | (byte & 0x1f)
			       : (byte & 7u) << 5 | (now & 0x1f));
		snprintf(text, size, "MTreg %u", (unsigned)(now & 0xff));
	} else {
		if (byte & (CONTINUOUS | ONE_TIME))
			now = (now & 0xff) | (byte & 3u) << 8;
		*seen->strange = !opcode_name(byte);
		snprintf(text, size, "%s",
			 *seen->strange ? "unknown opcode" : opcode_name(byte));
	}
	*seen->pointer = now;
}

static void set_light(tw_device *dev, int32_t value_mlx)
{
	struct state *s = tw_state(dev);

	s->light_mlx = value_mlx;
}

static void power_on(tw_device *dev)
{
	struct state *s = tw_state(dev);

	s->mtreg = MTREG_DEFAULT;
	set_light(dev, 100000);
}

/* Low resets the registers and powers down. */
static void set_dvi(tw_device *dev, int32_t level)
{
	struct state *s = tw_state(dev);

	s->off_by_dvi = !level;
	if (level)
		return;
	s->result = 0;
	s->mtreg = MTREG_DEFAULT;
	power_down(dev);
	tw_abandon(dev);
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
	{0},
};

static const struct tw_input inputs[] = {
	{"light_mlx", 0, 200000000, set_light}, /* thousandths of a lux */
	{"DVI", 0, 1, set_dvi},
	{0},
};

const struct tw_model tw_model_bh1750 = {
	.name = "bh1750",
	.summary = "ambient light sensor",
	.state_size = sizeof(struct state),
	.addrs = (const uint8_t[]){0x23, 0x5c, 0},
	.bytes = &byte_ops,
	.inputs = inputs,
	.params = params,
	.power_on = power_on,
	.wake = end,
	.describe = describe,
};
