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
#define HALF_SECOND (500u * TW_NS_PER_MS)

enum { DATE, TIME, DAY, CONTROL_AT_FIRST, POINTER, IMAGE };
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

/* The registers are what is read; time goes on in now. */
struct ds1307 {
	uint8_t now[CALENDAR_REGS];
	uint8_t pointer;
	bool pointer_is_next;
	bool second_half; /* of the second */
};

static bool is_halted(const struct ds1307 *s)
{
	return s->now[CALENDAR_SECONDS] & SECONDS_CH;
}

static bool is_1_hz(uint32_t control)
{
	return control & CONTROL_SQWE && !(control & CONTROL_RS);
}

static void drive_sqw(tw_device *dev)
{
	static const uint16_t hz[] = {1, 4096, 8192, 32768};
	const struct ds1307 *s = tw_state(dev);
	uint32_t control = tw_reg_get(dev, CONTROL);

	if (!(control & CONTROL_SQWE))
		tw_output_set(dev, SQW, control & CONTROL_OUT);
	else if (is_halted(s))
		tw_output_set(dev, SQW, true);
	else if (is_1_hz(control))
		tw_output_set(dev, SQW, s->second_half);
	else
		tw_output_wave(dev, SQW, hz[control & CONTROL_RS]);
}

static void show_now(tw_device *dev)
{
	const struct ds1307 *s = tw_state(dev);

	for (uint8_t i = 0; i < CALENDAR_REGS; i++)
		tw_reg_set(dev, i, s->now[i]);
}

static void reset_chain(tw_device *dev)
{
	struct ds1307 *s = tw_state(dev);

	s->second_half = false;
	if (is_halted(s))
		tw_wake_never(dev);
	else
		tw_wake_after(dev, HALF_SECOND);
	drive_sqw(dev);
}

static void half_second(tw_device *dev)
{
	struct ds1307 *s = tw_state(dev);

	s->second_half = !s->second_half;
	if (!s->second_half)
		calendar_tick(s->now, false);
	if (is_1_hz(tw_reg_get(dev, CONTROL)))
		drive_sqw(dev);
	tw_wake_after(dev, HALF_SECOND);
}

static void store(tw_device *dev, uint8_t at, uint8_t byte)
{
	struct ds1307 *s = tw_state(dev);

	if (at >= RAM_AT) {
		tw_memory(dev, NULL)[at - RAM_AT] = byte;
		return;
	}
	byte &= (uint8_t)regs[at].writable;
	tw_reg_set(dev, at, byte);
	if (at == CONTROL)
		drive_sqw(dev);
	else
		s->now[at] = byte;
	if (at == CALENDAR_SECONDS)
		reset_chain(dev);
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

	if (s->pointer >= RAM_AT)
		return tw_memory(dev, NULL)[s->pointer - RAM_AT];
	return (uint8_t)tw_reg_get(dev, s->pointer);
}

static void sent(tw_device *dev, bool acked)
{
	(void)acked;
	go_on(tw_state(dev));
}

static size_t memory_size(tw_device *dev)
{
	(void)dev;
	return LAST + 1 - RAM_AT;
}

static bool configure(tw_device *dev, char *why, size_t why_size)
{
	int64_t date = tw_param_int(dev, DATE);
	size_t len = 0;

	tw_param_bytes(dev, IMAGE, &len);
	if (len > memory_size(dev)) {
		snprintf(why, why_size,
			 "image: expected at most 56 bytes, got %zu", len);
		return false;
	}
	return !date ||
	       calendar_check(date, tw_param_int(dev, TIME), why, why_size);
}

static void power_on(tw_device *dev)
{
	int64_t date = tw_param_int(dev, DATE), day = tw_param_int(dev, DAY);
	struct ds1307 *s = tw_state(dev);
	size_t len = 0;
	const uint8_t *image = tw_param_bytes(dev, IMAGE, &len);

	for (uint8_t i = 0; i < CALENDAR_REGS; i++)
		s->now[i] = (uint8_t)regs[i].reset;
	if (date)
		calendar_set(s->now, date, tw_param_int(dev, TIME));
	if (day)
		s->now[CALENDAR_DAY] = (uint8_t)day;
	tw_reg_set(dev, CONTROL,
		   tw_param_int(dev, CONTROL_AT_FIRST) &
			   regs[CONTROL].writable);
	s->pointer = (uint8_t)tw_param_int(dev, POINTER);
	if (image)
		memcpy(tw_memory(dev, NULL), image, len);
	show_now(dev);
	reset_chain(dev);
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
	[DATE] = {.key = "date",
		  .summary = "YYYYMMDD at power-on, kept since by a battery; "
			     "0: a first power-on, halted",
		  .kind = TW_PARAM_INT,
		  .max = 20991231},
	[TIME] = {.key = "time",
		  .summary = "HHMMSS of that date",
		  .kind = TW_PARAM_INT,
		  .max = 235959},
	[DAY] = {.key = "day",
		 .summary = "day of the week; 0: that of the date, 1 is Monday",
		 .kind = TW_PARAM_INT,
		 .max = 7},
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
		   .summary = "contents of the RAM; the rest is 0xff",
		   .kind = TW_PARAM_FILE},
	{0},
};

const struct tw_model tw_model_ds1307 = {
	.name = "ds1307",
	.summary = "real-time clock with 56 bytes of RAM and a square wave",
	.state_size = sizeof(struct ds1307),
	.first_addr = 0x68,
	.last_addr = 0x68,
	.regs = &reg_file,
	.bytes = &byte_ops,
	.outputs = (const struct tw_output[]){{"SQW/OUT", true}, {0}},
	.params = params,
	.configure = configure,
	.memory_size = memory_size,
	.power_on = power_on,
	.wake = half_second,
	.describe = describe,
};
