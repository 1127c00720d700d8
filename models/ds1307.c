/* SPDX-License-Identifier: MIT */
/*
 * DS1307 real-time clock with 56 bytes of RAM.
 *
 * From:     Maxim data sheet DS1307 (100101), "Clock and calendar" with table
 *           2, "Control register", "RTC and RAM address map", "I2C data bus".
 * Modelled: time in BCD with 24 or 12 hours, leap years, CH, the divider chain
 *           that a write of the seconds resets, second registers for reading
 *           that a START brings up to date, RAM, the pointer that wraps from
 *           0x3f to 0x00, SQW/OUT with its four frequencies, power-on state.
 * Left out: the battery: without supply time is lost, RAM is kept. Accuracy of
 *           the crystal; its start-up time.
 * Approx.:  the time that is read is that of the acknowledge of the chip's
 *           address, some bits after the START. The pointer's upper two bits
 *           do not count. Illogical times count on digit by digit. SQW/OUT is
 *           high while CH stops a square wave. Square waves of some kHz begin
 *           when they are switched on or the chain is reset; at 1 Hz the pin
 *           falls with the second.
 */
#include "twowire/model.h"

#include "calendar.h"

#include <stdio.h>
#include <string.h>

#define SECONDS_CH 0x80u

#define CONTROL_OUT  0x80u
#define CONTROL_SQWE 0x10u
#define CONTROL_RS   0x03u

#define CONTROL	    CALENDAR_REGS
#define RAM_AT	    8
#define LAST	    0x3fu
#define HALF_SECOND (500u * (uint64_t)TW_NS_PER_MS)

enum { CONTROL_AT_FIRST = CALENDAR_PARAMS, POINTER, IMAGE };
enum { SQW };

static const struct tw_reg regs[] = {
	[CALENDAR_SECONDS] = {"SECONDS", 1, 0x80, 0xff},
	[CALENDAR_MINUTES] = {"MINUTES", 1, 0x00, 0x7f},
	[CALENDAR_HOURS] = {"HOURS", 1, 0x00, 0x7f},
	[CALENDAR_DAY] = {"DAY", 1, 0x01, 0x07},
	[CALENDAR_DATE] = {"DATE", 1, 0x01, 0x3f},
	[CALENDAR_MONTH] = {"MONTH", 1, 0x01, 0x1f},
	[CALENDAR_YEAR] = {"YEAR", 1, 0x00, 0xff},
	[CONTROL] = {"CONTROL", 1, 0x03, 0x93},
};

/* Memory is all that the chip holds, by address; time goes on there. */
struct ds1307 {
	uint8_t shown[CALENDAR_REGS]; /* the second registers, for reading */
	uint8_t pointer;
	bool pointer_is_next;
	bool second_half; /* of the second */
};

static uint8_t *memory(tw_device *dev)
{
	return tw_memory(dev, NULL);
}

static bool is_halted(tw_device *dev)
{
	return memory(dev)[CALENDAR_SECONDS] & SECONDS_CH;
}

static bool is_1_hz(uint32_t control)
{
	return control & CONTROL_SQWE && !(control & CONTROL_RS);
}

static void drive_sqw(tw_device *dev)
{
	static const uint16_t hz[] = {1, 4096, 8192, 32768};
	const struct ds1307 *s = tw_state(dev);
	uint32_t control = memory(dev)[CONTROL];

	if (!(control & CONTROL_SQWE))
		tw_output_set(dev, SQW, control & CONTROL_OUT);
	else if (is_halted(dev))
		tw_output_set(dev, SQW, true);
	else if (is_1_hz(control))
		tw_output_set(dev, SQW, s->second_half);
	else
		tw_output_wave(dev, SQW, hz[control & CONTROL_RS]);
}

static void show_now(tw_device *dev)
{
	struct ds1307 *s = tw_state(dev);

	memcpy(s->shown, memory(dev), sizeof(s->shown));
}

/* The rest of a second of which @gone_ms have gone. */
static void begin_second(tw_device *dev, unsigned gone_ms)
{
	struct ds1307 *s = tw_state(dev);

	s->second_half = gone_ms >= 500;
	tw_wake_after(dev, (500 - gone_ms % 500) * (uint64_t)TW_NS_PER_MS);
	drive_sqw(dev);
}

static void half_second(tw_device *dev)
{
	struct ds1307 *s = tw_state(dev);

	s->second_half = !s->second_half;
	if (!s->second_half && !is_halted(dev))
		calendar_tick(memory(dev), false);
	if (is_1_hz(memory(dev)[CONTROL]))
		drive_sqw(dev);
	tw_wake_after(dev, HALF_SECOND);
}

static void store(tw_device *dev, uint8_t at, uint8_t byte)
{
	if (at < RAM_AT)
		byte &= (uint8_t)regs[at].writable;
	memory(dev)[at] = byte;
	if (at == CONTROL)
		drive_sqw(dev);
	else if (at == CALENDAR_SECONDS)
		begin_second(dev, 0);
}

static void go_on(struct ds1307 *s)
{
	s->pointer = (s->pointer + 1) & LAST;
}

static bool address(tw_device *dev, uint8_t addr, bool read)
{
	struct ds1307 *s = tw_state(dev);

	(void)addr;
	s->pointer_is_next = !read;
	show_now(dev);
	return true;
}

static bool write(tw_device *dev, uint8_t byte)
{
	struct ds1307 *s = tw_state(dev);

	if (s->pointer_is_next) {
		s->pointer = byte & LAST;
		s->pointer_is_next = false;
		return true;
	}
	store(dev, s->pointer, byte);
	go_on(s);
	return true;
}

static uint8_t read(tw_device *dev)
{
	const struct ds1307 *s = tw_state(dev);

	return s->pointer < CALENDAR_REGS ? s->shown[s->pointer]
					  : memory(dev)[s->pointer];
}

static void sent(tw_device *dev, bool acked)
{
	(void)acked;
	go_on(tw_state(dev));
}

static size_t memory_size(tw_device *dev)
{
	(void)dev;
	return LAST + 1;
}

static bool configure(tw_device *dev, char *why, size_t why_size)
{
	size_t len = 0;

	tw_param_bytes(dev, IMAGE, &len);
	if (len > memory_size(dev)) {
		snprintf(why, why_size,
			 "image: expected at most 64 bytes, got %zu", len);
		return false;
	}
	return calendar_configure(dev, why, why_size);
}

static void power_on(tw_device *dev)
{
	struct ds1307 *s = tw_state(dev);
	size_t len = 0;
	const uint8_t *image = tw_param_bytes(dev, IMAGE, &len);

	for (uint8_t i = 0; i < CALENDAR_REGS; i++)
		memory(dev)[i] = (uint8_t)regs[i].reset;
	memory(dev)[CONTROL] = (uint8_t)(tw_param_int(dev, CONTROL_AT_FIRST) &
					 regs[CONTROL].writable);
	if (image)
		memcpy(memory(dev), image, len);
	calendar_power_on(dev, memory(dev));
	s->pointer = (uint8_t)tw_param_int(dev, POINTER);
	show_now(dev);
	begin_second(dev, (unsigned)tw_param_int(dev, CALENDAR_AT_MS));
}

static const struct tw_byte_ops byte_ops = {
	.address = address,
	.write = write,
	.read = read,
	.sent = sent,
};

static void in_words(uint8_t reg, uint32_t value, char *text, size_t size)
{
	static const char *const waves[] = {"1 Hz", "4096 Hz", "8192 Hz",
					    "32768 Hz"};

	if (reg == CALENDAR_SECONDS && value & SECONDS_CH)
		snprintf(text, size, ", halted");
	else if (reg == CONTROL && value & CONTROL_SQWE)
		snprintf(text, size, ", %s", waves[value & CONTROL_RS]);
	else if (reg == CONTROL)
		snprintf(text, size, ", SQW/OUT %s",
			 value & CONTROL_OUT ? "high" : "low");
}

static const struct tw_reg_file reg_file = {
	.regs = regs,
	.n_regs = sizeof(regs) / sizeof(regs[0]),
	.in_words = in_words,
};

static void describe(const struct tw_seen *seen, char *text, size_t size)
{
	calendar_describe(&reg_file, LAST, seen, text, size);
}

static const struct tw_param_spec params[] = {
	CALENDAR_PARAM_SPECS,
	[CONTROL_AT_FIRST] = {.key = "control",
			      .summary = "register 0x07 at power-on",
			      .kind = TW_PARAM_INT,
			      .max = 0xff,
			      .preset = 0x03},
	[POINTER] = {.key = "pointer",
		     .summary = "register pointer at power-on",
		     .kind = TW_PARAM_INT,
		     .max = LAST},
	[IMAGE] = {.key = "image",
		   .summary =
			   "registers and RAM from 0x00 on; other RAM is 0xff",
		   .kind = TW_PARAM_FILE},
	{0},
};

const struct tw_model tw_model_ds1307 = {
	.name = "ds1307",
	.summary = "real-time clock with 56 bytes of RAM and a square wave",
	.state_size = sizeof(struct ds1307),
	.first_addr = 0x68,
	.last_addr = 0x68,
	.bytes = &byte_ops,
	.outputs = (const struct tw_output[]){{"SQW/OUT", true}, {0}},
	.params = params,
	.configure = configure,
	.memory_size = memory_size,
	.power_on = power_on,
	.recalled = drive_sqw,
	.wake = half_second,
	.describe = describe,
};
