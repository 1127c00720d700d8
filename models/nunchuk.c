/* SPDX-License-Identifier: MIT */
/*
 * Nunchuk: the Wii Remote's extension with a stick, an accelerometer and two
 * buttons.
 *
 * From:     no data sheet exists; WiiBrew, "Wiimote/Extension Controllers" and
 *           its page on the Nunchuk: registers, initialization, encryption
 *           with a key of zeros, data format, calibration with checksums.
 * Modelled: the 256 registers behind a pointer; 0x55 to 0xf0 and 0x00 to 0xfb
 *           for plain data; the old way, 0x00 to 0x40, for encrypted data; six
 *           bytes of data at 0x00; calibration at 0x20 and 0x30; the
 *           identification at 0xfa.
 * Left out: keys other than zeros (registers then read 0xff), the pause that
 *           some makes need between setting the pointer and reading.
 * Approx.:  before an initialization everything reads 0xff, unless told by
 *           init. Data are those of the instant in which the read begins. The
 *           pointer moves with each byte and wraps at the end.
 */
#include "twowire/model.h"

#include <stdio.h>
#include <string.h>

enum { INIT };

enum {
	DATA = 0x00,
	CALIBRATION = 0x20,
	CALIBRATION_COPY = 0x30,
	KEY = 0x40,
	CIPHER = 0xf0, /* 0x55: none, 0xaa: with the key */
	START = 0xfb,  /* 0x00 */
	IDENTITY = 0xfa,
};
#define KEY_BYTES 16u
#define PLAIN	  0x55u

enum mode { SILENT, CLEAR, ENCRYPTED };

struct state {
	uint8_t regs[256];
	uint8_t pointer;
	bool has_pointer; /* in this message */
	enum mode mode;
	int32_t stick_x, stick_y, accel_x, accel_y, accel_z;
	bool c, z;
};

/* As a Nunchuk that lies flat and whose stick is centred would have it. */
static void calibrate(uint8_t *regs)
{
	static const uint8_t values[] = {
		0x80, 0x80, 0x80, 0x00, /* X, Y, Z at 0 g, and low bits */
		0xb3, 0xb3, 0xb3, 0x00, /* at 1 g */
		0xe0, 0x20, 0x80,	/* stick: X most, least, centre */
		0xe0, 0x20, 0x80,	/* Y */
	};
	uint8_t sum = 0x55;

	for (unsigned i = 0; i < sizeof(values); i++)
		sum += values[i];
	memcpy(regs, values, sizeof(values));
	regs[14] = sum;
	regs[15] = (uint8_t)(sum + 0x55);
}

static void sample(struct state *s)
{
	uint8_t *data = s->regs + DATA;

	data[0] = (uint8_t)s->stick_x;
	data[1] = (uint8_t)s->stick_y;
	data[2] = (uint8_t)(s->accel_x >> 2);
	data[3] = (uint8_t)(s->accel_y >> 2);
	data[4] = (uint8_t)(s->accel_z >> 2);
	data[5] = (uint8_t)((s->accel_z & 3) << 6 | (s->accel_y & 3) << 4 |
			    (s->accel_x & 3) << 2 | !s->c << 1 | !s->z);
}

static bool address(tw_device *dev, uint8_t addr, bool read)
{
	struct state *s = tw_state(dev);

	(void)addr;
	s->has_pointer = false;
	if (read)
		sample(s);
	return true;
}

static void choose_mode(struct state *s, uint8_t written)
{
	static const uint8_t zeros[KEY_BYTES];

	if (written >= KEY && written < KEY + KEY_BYTES &&
	    s->regs[CIPHER] == PLAIN)
		return;
	if (written == START && s->regs[CIPHER] == PLAIN)
		s->mode = CLEAR;
	else if (written < CIPHER || s->regs[CIPHER] == 0xaa)
		s->mode = memcmp(s->regs + KEY, zeros, KEY_BYTES) ? SILENT
								  : ENCRYPTED;
}

static bool write(tw_device *dev, uint8_t byte)
{
	struct state *s = tw_state(dev);
	uint8_t at = s->pointer;

	if (!s->has_pointer) {
		s->has_pointer = true;
		s->pointer = byte;
		return true;
	}
	s->pointer++;
	if (at == CIPHER || at == START ||
	    (at >= KEY && at < KEY + KEY_BYTES)) {
		if (at != START)
			s->regs[at] = byte;
		choose_mode(s, at);
	}
	return true;
}

/* @d: the six bytes, plain. */
static void describe_data(const uint8_t *d, char *text, size_t size)
{
	snprintf(text, size, "stick %u %u, acceleration %u %u %u%s%s", d[0],
		 d[1], (unsigned)d[2] << 2 | (d[5] >> 2 & 3),
		 (unsigned)d[3] << 2 | (d[5] >> 4 & 3),
		 (unsigned)d[4] << 2 | d[5] >> 6, d[5] & 2 ? "" : ", C",
		 d[5] & 1 ? "" : ", Z");
}

static uint8_t decrypt(uint8_t byte)
{
	return (uint8_t)((byte ^ 0x17) + 0x17);
}

/* What was written to @at. */
static void describe_write(uint32_t *mode, uint8_t at, uint8_t byte, char *text,
			   size_t size)
{
	if (at == CIPHER)
		snprintf(text, size, "encryption %s",
			 byte == PLAIN ? "off" : "on");
	else if (at == KEY)
		snprintf(text, size, "key from 0x%02x on", byte);
	else if (at == START)
		snprintf(text, size, "start");
	if (at == CIPHER || at == KEY)
		*mode = byte == PLAIN ? CLEAR : ENCRYPTED;
}

/* The pointer, and above it the mode. A read whose pointer was not seen is
 * taken for one of the data. */
static void describe(const struct tw_seen *seen, char *text, size_t size)
{
	bool unseen = *seen->pointer == TW_UNSEEN;
	uint32_t mode = unseen ? CLEAR : *seen->pointer >> 8;
	uint8_t at = unseen ? DATA : (uint8_t)*seen->pointer;
	uint8_t byte = seen->bytes[seen->n_bytes - 1], plain[6];

	if (!seen->read && seen->n_bytes == 1) {
		at = byte;
		snprintf(text, size, "pointer 0x%02x", at);
	} else if (!seen->read) {
		describe_write(&mode, at++, byte, text, size);
	} else {
		at++;
		for (unsigned i = 0; seen->n_bytes == 6 && i < 6; i++)
			plain[i] = mode == ENCRYPTED ? decrypt(seen->bytes[i])
						     : seen->bytes[i];
		if (seen->n_bytes == 6 && at == DATA + 6)
			describe_data(plain, text, size);
		else if (seen->n_bytes == 6 && !at) {
			*seen->proof = !memcmp(plain + 2, "\xa4\x20\0\0", 4);
			snprintf(text, size, "%s Nunchuk",
				 *seen->proof ? "a" : "no");
		}
	}
	*seen->pointer = mode << 8 | at;
}

/* With a key of zeros the host gets back what was meant as (x ^ 0x17) + 0x17.
 */
static uint8_t read(tw_device *dev)
{
	const struct state *s = tw_state(dev);
	uint8_t value = s->regs[s->pointer];

	switch (s->mode) {
	case CLEAR:
		return value;
	case ENCRYPTED:
		return (uint8_t)((value - 0x17) ^ 0x17);
	default:
		return 0xff;
	}
}

static void sent(tw_device *dev, bool acked)
{
	struct state *s = tw_state(dev);

	(void)acked;
	s->pointer++;
}

#define INPUT(name)                                                            \
	static void set_##name(tw_device *dev, int32_t value)                  \
	{                                                                      \
		struct state *s = tw_state(dev);                               \
                                                                               \
		s->name = value;                                               \
	}
INPUT(stick_x)
INPUT(stick_y)
INPUT(accel_x)
INPUT(accel_y)
INPUT(accel_z)
INPUT(c)
INPUT(z)

static void power_on(tw_device *dev)
{
	static const uint8_t identity[] = {0x00, 0x00, 0xa4, 0x20, 0x00, 0x00};
	struct state *s = tw_state(dev);

	s->mode = (enum mode)tw_param_int(dev, INIT);
	calibrate(s->regs + CALIBRATION);
	calibrate(s->regs + CALIBRATION_COPY);
	memcpy(s->regs + IDENTITY, identity, sizeof(identity));
	s->stick_x = s->stick_y = 0x80;
	s->accel_x = s->accel_y = 0x80 << 2;
	s->accel_z = 0xb3 << 2;
}

static const struct tw_byte_ops byte_ops = {
	.address = address,
	.write = write,
	.read = read,
	.sent = sent,
};

static const struct tw_param_spec params[] = {
	[INIT] = {.key = "init",
		  .summary = "how it is already initialized",
		  .kind = TW_PARAM_CHOICE,
		  .choices = (const char *const[]){"no", "plain", "encrypted",
						   NULL}},
	{0},
};

static const struct tw_input inputs[] = {
	{"stick_x", 0, 255, set_stick_x}, /* counts; so are all but buttons */
	{"stick_y", 0, 255, set_stick_y},  {"accel_x", 0, 1023, set_accel_x},
	{"accel_y", 0, 1023, set_accel_y}, {"accel_z", 0, 1023, set_accel_z},
	{"button_c", 0, 1, set_c}, /* 1: pressed */
	{"button_z", 0, 1, set_z},	   {0},
};

const struct tw_model tw_model_nunchuk = {
	.name = "nunchuk",
	.summary = "Wii extension: stick, accelerometer, two buttons",
	.state_size = sizeof(struct state),
	.first_addr = 0x52,
	.last_addr = 0x52,
	.bytes = &byte_ops,
	.inputs = inputs,
	.params = params,
	.power_on = power_on,
	.describe = describe,
};
