/* SPDX-License-Identifier: MIT */
/*
 * DS3231 real-time clock with alarms and a thermometer.
 *
 * From:     Maxim data sheet DS3231 (19-5170, rev. 10), "Clock and calendar",
 *           "Alarms" with table 2, "Control register (0Eh)", "Status register
 *           (0Fh)", "Aging offset", "Temperature registers", "TCXO", figure 1.
 * Modelled: time in BCD with 24 or 12 hours, leap years, century bit, the
 *           countdown chain that a write of the seconds resets, user buffers
 *           that a START and the pointer's wrap bring up to date; both alarms
 *           with all their masks; INT/SQW as interrupt or square wave; 32kHz;
 *           OSF; a conversion of the temperature at power-on, every 64 s and
 *           on CONV, with BSY; the pointer that wraps from 0x12 to 0x00.
 * Left out: the battery and what depends on it (EOSC, BBSQW: without supply
 *           time is lost); the RST pin; what aging does to the rate.
 * Approx.:  the time that is read is that of the acknowledge of the chip's
 *           address, some bits after the START. A conversion takes 125 ms
 *           (tCONV's typical value) and begins, as the time does, on a grid of
 *           1/64 s: BSY follows CONV that much later at most. CONV during a
 *           conversion ends with that one. Pointers behind 0x12 read 0xff.
 *           Mask bits that table 2 does not list mask their own field. Square
 *           waves of some kHz begin when they are switched on or the chain is
 *           reset; at 1 Hz the pin falls with the second.
 */
#include "twowire/model.h"

#include "calendar.h"

#include <stdio.h>
#include <string.h>

#define CONTROL_CONV  0x20u
#define CONTROL_RS    0x18u
#define CONTROL_INTCN 0x04u

#define STATUS_OSF     0x80u
#define STATUS_EN32KHZ 0x08u
#define STATUS_BSY     0x04u
#define STATUS_ALARMS  0x03u /* A2F and A1F, as A2IE and A1IE in CONTROL */
#define STATUS_A2F     0x02u
#define STATUS_A1F     0x01u

#define ALARM_MASK 0x80u
#define ALARM_DAY  0x40u /* DY/DT: day of the week, not the date */

#define TICKS_PER_S  64u
#define TICK	     (1000u * TW_NS_PER_MS / TICKS_PER_S)
#define CONV_TICKS   8u /* 125 ms */
#define CONV_EVERY_S 64u

enum {
	A1_SECONDS = CALENDAR_REGS,
	A1_MINUTES,
	A1_HOURS,
	A1_DAY,
	A2_MINUTES,
	A2_HOURS,
	A2_DAY,
	CONTROL,
	STATUS,
	AGING,
	TEMP_HIGH,
	TEMP_LOW,
	N_REGS
};
enum { CONTROL_AT_FIRST = CALENDAR_PARAMS, STATUS_AT_FIRST, POINTER };
enum { INT_SQW, OUT_32KHZ };

#define STATUS_OF_CHIP (-1) /* the parameter: as the data sheet has it */

static const struct tw_reg regs[] = {
	[CALENDAR_SECONDS] = {"SECONDS", 1, 0x00, 0x7f},
	[CALENDAR_MINUTES] = {"MINUTES", 1, 0x00, 0x7f},
	[CALENDAR_HOURS] = {"HOURS", 1, 0x00, 0x7f},
	[CALENDAR_DAY] = {"DAY", 1, 0x01, 0x07},
	[CALENDAR_DATE] = {"DATE", 1, 0x01, 0x3f},
	[CALENDAR_MONTH] = {"MONTH", 1, 0x01, 0x9f},
	[CALENDAR_YEAR] = {"YEAR", 1, 0x00, 0xff},
	[A1_SECONDS] = {"A1 SECONDS", 1, 0x00, 0xff},
	[A1_MINUTES] = {"A1 MINUTES", 1, 0x00, 0xff},
	[A1_HOURS] = {"A1 HOURS", 1, 0x00, 0xff},
	[A1_DAY] = {"A1 DAY/DATE", 1, 0x00, 0xff},
	[A2_MINUTES] = {"A2 MINUTES", 1, 0x00, 0xff},
	[A2_HOURS] = {"A2 HOURS", 1, 0x00, 0xff},
	[A2_DAY] = {"A2 DAY/DATE", 1, 0x00, 0xff},
	[CONTROL] = {"CONTROL", 1, 0x1c, 0xff},
	[STATUS] = {"STATUS", 1, 0x88, 0x8b},
	[AGING] = {"AGING OFFSET", 1, 0x00, 0xff},
	[TEMP_HIGH] = {"TEMP MSB", 1, 0x00, 0x00},
	[TEMP_LOW] = {"TEMP LSB", 1, 0x00, 0x00},
};

/* Memory is all registers; time goes on there. */
struct ds3231 {
	uint8_t shown[CALENDAR_REGS]; /* the user buffers, for reading */
	uint8_t pointer;
	bool pointer_is_next;
	uint8_t tick;	    /* of the second: 0 to 63 */
	uint8_t converting; /* ticks that the conversion still takes, or 0 */
	uint8_t next_conv_s;
	bool has_measured; /* before power-on; nothing has run since */
	int32_t temp_mC;   /* around the chip */
};

static uint8_t *now(tw_device *dev)
{
	return tw_memory(dev, NULL);
}

static uint32_t get(tw_device *dev, uint8_t reg)
{
	return tw_memory(dev, NULL)[reg];
}

static void put(tw_device *dev, uint8_t reg, uint32_t value)
{
	tw_memory(dev, NULL)[reg] = (uint8_t)value;
}

static bool is_1_hz(uint32_t control)
{
	return !(control & (CONTROL_INTCN | CONTROL_RS));
}

static void drive_int(tw_device *dev)
{
	static const uint16_t hz[] = {1, 1024, 4096, 8192};
	const struct ds3231 *s = tw_state(dev);
	uint32_t control = get(dev, CONTROL);
	uint32_t due = get(dev, STATUS) & control & STATUS_ALARMS;

	if (control & CONTROL_INTCN)
		tw_output_set(dev, INT_SQW, !due);
	else if (is_1_hz(control))
		tw_output_set(dev, INT_SQW, s->tick >= TICKS_PER_S / 2);
	else
		tw_output_wave(dev, INT_SQW, hz[(control & CONTROL_RS) >> 3]);
}

static void drive_32khz(tw_device *dev)
{
	if (get(dev, STATUS) & STATUS_EN32KHZ)
		tw_output_wave(dev, OUT_32KHZ, 32768);
	else
		tw_output_set(dev, OUT_32KHZ, true);
}

static void set_bits(tw_device *dev, uint8_t reg, uint32_t bits, bool on)
{
	uint32_t value = get(dev, reg);

	put(dev, reg, on ? value | bits : value & ~bits);
}

static void show_now(tw_device *dev)
{
	struct ds3231 *s = tw_state(dev);

	memcpy(s->shown, now(dev), sizeof(s->shown));
}

/* --- the thermometer --------------------------------------------------- */

/* Ten bits, quarters of a degree, in the upper ones of two registers. */
static void measure(tw_device *dev)
{
	const struct ds3231 *s = tw_state(dev);
	int32_t quarters = s->temp_mC / 250 - (s->temp_mC % 250 < 0);

	put(dev, TEMP_HIGH, (uint32_t)(quarters >> 2) & 0xff);
	put(dev, TEMP_LOW, (uint32_t)quarters << 6 & 0xc0);
}

static void begin_conversion(tw_device *dev)
{
	struct ds3231 *s = tw_state(dev);

	s->converting = CONV_TICKS;
	set_bits(dev, STATUS, STATUS_BSY, true);
}

static void convert(tw_device *dev)
{
	struct ds3231 *s = tw_state(dev);

	if (!s->converting) {
		if (get(dev, CONTROL) & CONTROL_CONV)
			begin_conversion(dev);
		return;
	}
	if (--s->converting)
		return;
	measure(dev);
	set_bits(dev, STATUS, STATUS_BSY, false);
	set_bits(dev, CONTROL, CONTROL_CONV, false);
}

/* --- time and alarms --------------------------------------------------- */

/* Table 2: a field that is masked matches. */
static bool matches(tw_device *dev, uint8_t alarm, uint8_t field)
{
	uint32_t value = get(dev, alarm);

	return value & ALARM_MASK || value == field;
}

static bool day_matches(tw_device *dev, uint8_t alarm)
{
	uint32_t value = get(dev, alarm);
	bool by_day = value & ALARM_DAY;

	return value & ALARM_MASK ||
	       (value & 0x3f) ==
		       get(dev, by_day ? CALENDAR_DAY : CALENDAR_DATE);
}

static void ring(tw_device *dev)
{
	const uint8_t *t = now(dev);
	uint32_t flags = 0;

	if (matches(dev, A1_SECONDS, t[CALENDAR_SECONDS]) &&
	    matches(dev, A1_MINUTES, t[CALENDAR_MINUTES]) &&
	    matches(dev, A1_HOURS, t[CALENDAR_HOURS]) &&
	    day_matches(dev, A1_DAY))
		flags |= STATUS_A1F;
	if (!t[CALENDAR_SECONDS] &&
	    matches(dev, A2_MINUTES, t[CALENDAR_MINUTES]) &&
	    matches(dev, A2_HOURS, t[CALENDAR_HOURS]) &&
	    day_matches(dev, A2_DAY))
		flags |= STATUS_A2F;
	if (!(flags & ~get(dev, STATUS)))
		return;
	set_bits(dev, STATUS, flags, true);
	if (get(dev, CONTROL) & CONTROL_INTCN)
		drive_int(dev);
}

static void next_second(tw_device *dev)
{
	struct ds3231 *s = tw_state(dev);

	calendar_tick(now(dev), true);
	ring(dev);
	if (--s->next_conv_s)
		return;
	s->next_conv_s = CONV_EVERY_S;
	if (!s->converting)
		begin_conversion(dev);
}

static void on_tick(tw_device *dev)
{
	struct ds3231 *s = tw_state(dev);

	s->has_measured = false;
	s->tick = (s->tick + 1) % TICKS_PER_S;
	convert(dev);
	if (!s->tick)
		next_second(dev);
	if (s->tick % (TICKS_PER_S / 2) == 0 && is_1_hz(get(dev, CONTROL)))
		drive_int(dev);
	tw_wake_after(dev, TICK);
}

/* The rest of a second of which @gone_ms have gone. */
static void begin_second(tw_device *dev, unsigned gone_ms)
{
	struct ds3231 *s = tw_state(dev);
	uint64_t gone_ns = (uint64_t)gone_ms * TW_NS_PER_MS;

	s->tick = (uint8_t)(gone_ns / TICK);
	tw_wake_after(dev, TICK - gone_ns % TICK);
	drive_int(dev);
	drive_32khz(dev);
}

/* --- the bus ----------------------------------------------------------- */

/* OSF and the alarms' flags can be cleared and not set. */
static void store_status(tw_device *dev, uint8_t byte)
{
	uint32_t old = get(dev, STATUS);
	uint32_t flags = STATUS_OSF | STATUS_ALARMS;

	put(dev, STATUS,
	    (old & STATUS_BSY) | (old & byte & flags) |
		    (byte & STATUS_EN32KHZ));
	drive_int(dev);
	if ((old ^ byte) & STATUS_EN32KHZ)
		drive_32khz(dev);
}

static void store(tw_device *dev, uint8_t at, uint8_t byte)
{
	uint32_t mask = regs[at].writable;

	if (at == STATUS) {
		store_status(dev, byte);
		return;
	}
	/* CONV stays until its conversion is done. */
	if (at == CONTROL)
		byte |= get(dev, CONTROL) & CONTROL_CONV;
	put(dev, at, (get(dev, at) & ~mask) | (byte & mask));
	if (at == CALENDAR_SECONDS)
		begin_second(dev, 0);
	if (at == CONTROL)
		drive_int(dev);
}

static void go_on(tw_device *dev)
{
	struct ds3231 *s = tw_state(dev);

	s->pointer = s->pointer >= N_REGS - 1 ? 0 : s->pointer + 1;
	if (!s->pointer)
		show_now(dev);
}

static bool address(tw_device *dev, uint8_t addr, bool read)
{
	struct ds3231 *s = tw_state(dev);

	(void)addr;
	s->pointer_is_next = !read;
	show_now(dev);
	return true;
}

static bool write(tw_device *dev, uint8_t byte)
{
	struct ds3231 *s = tw_state(dev);

	if (s->pointer_is_next) {
		s->pointer = byte;
		s->pointer_is_next = false;
		return true;
	}
	if (s->pointer < N_REGS)
		store(dev, s->pointer, byte);
	go_on(dev);
	return true;
}

static uint8_t read(tw_device *dev)
{
	const struct ds3231 *s = tw_state(dev);

	if (s->pointer >= N_REGS)
		return 0xff;
	return s->pointer < CALENDAR_REGS ? s->shown[s->pointer]
					  : (uint8_t)get(dev, s->pointer);
}

static void sent(tw_device *dev, bool acked)
{
	(void)acked;
	go_on(dev);
}

/* --- power, parameters, words ------------------------------------------ */

static void set_temp(tw_device *dev, int32_t value_mC)
{
	struct ds3231 *s = tw_state(dev);

	s->temp_mC = value_mC;
	if (s->has_measured)
		measure(dev);
}

static size_t memory_size(tw_device *dev)
{
	(void)dev;
	return N_REGS;
}

static void power_on(tw_device *dev)
{
	int64_t status = tw_param_int(dev, STATUS_AT_FIRST);
	struct ds3231 *s = tw_state(dev);

	for (uint8_t i = 0; i < N_REGS; i++)
		put(dev, i, regs[i].reset);
	s->has_measured = calendar_power_on(dev, now(dev));
	if (status == STATUS_OF_CHIP)
		status = s->has_measured ? STATUS_EN32KHZ
					 : STATUS_OSF | STATUS_EN32KHZ;
	put(dev, CONTROL, (uint32_t)tw_param_int(dev, CONTROL_AT_FIRST));
	put(dev, STATUS, (uint32_t)status & regs[STATUS].writable);
	s->pointer = (uint8_t)tw_param_int(dev, POINTER);
	s->next_conv_s = CONV_EVERY_S;
	set_temp(dev, 25000);
	show_now(dev);
	if (!s->has_measured)
		begin_conversion(dev);
	begin_second(dev, (unsigned)tw_param_int(dev, CALENDAR_AT_MS));
}

static void recalled(tw_device *dev)
{
	drive_int(dev);
	drive_32khz(dev);
}

static void say_flags(uint32_t value, char *text, size_t size)
{
	snprintf(text, size, "%s%s%s%s%s", value & STATUS_OSF ? ", OSF" : "",
		 value & STATUS_EN32KHZ ? ", 32kHz on" : "",
		 value & STATUS_BSY ? ", BSY" : "",
		 value & STATUS_A2F ? ", A2F" : "",
		 value & STATUS_A1F ? ", A1F" : "");
}

static void in_words(uint8_t reg, uint32_t value, char *text, size_t size)
{
	static const char *const waves[] = {"1 Hz", "1024 Hz", "4096 Hz",
					    "8192 Hz"};

	if (reg == STATUS)
		say_flags(value, text, size);
	else if (reg == CONTROL)
		snprintf(text, size, ", %s%s%s%s",
			 value & CONTROL_INTCN ? "INT" : waves[value >> 3 & 3],
			 value & STATUS_A2F ? ", A2IE" : "",
			 value & STATUS_A1F ? ", A1IE" : "",
			 value & CONTROL_CONV ? ", CONV" : "");
	else if (reg == TEMP_HIGH)
		snprintf(text, size, " = %d C", (int8_t)value);
	else if (reg == TEMP_LOW)
		snprintf(text, size, " = + 0.%02u C",
			 (unsigned)(value >> 6) * 25);
	else if (reg >= A1_SECONDS && reg <= A2_DAY && value & ALARM_MASK)
		snprintf(text, size, ", any");
}

static const struct tw_byte_ops byte_ops = {
	.address = address,
	.write = write,
	.read = read,
	.sent = sent,
};

static const struct tw_reg_file reg_file = {
	.regs = regs,
	.n_regs = N_REGS,
	.in_words = in_words,
};

static void describe(const struct tw_seen *seen, char *text, size_t size)
{
	calendar_describe(&reg_file, N_REGS - 1, seen, text, size);
}

static const struct tw_param_spec params[] = {
	CALENDAR_PARAM_SPECS,
	[CONTROL_AT_FIRST] = {.key = "control",
			      .summary = "register 0x0e at power-on",
			      .kind = TW_PARAM_INT,
			      .max = 0xff,
			      .preset = 0x1c},
	[STATUS_AT_FIRST] = {.key = "status",
			     .summary = "register 0x0f at power-on; -1: 0x88, "
					"or with a date 0x08",
			     .kind = TW_PARAM_INT,
			     .min = STATUS_OF_CHIP,
			     .max = 0xff,
			     .preset = STATUS_OF_CHIP},
	[POINTER] = {.key = "pointer",
		     .summary = "register pointer at power-on",
		     .kind = TW_PARAM_INT,
		     .max = N_REGS - 1},
	{0},
};

const struct tw_model tw_model_ds3231 = {
	.name = "ds3231",
	.summary = "real-time clock with two alarms and a thermometer",
	.state_size = sizeof(struct ds3231),
	.first_addr = 0x68,
	.last_addr = 0x68,
	.bytes = &byte_ops,
	.inputs =
		(const struct tw_input[]){
			{"temp_mC", -128000, 127999, set_temp}, {0}},
	.outputs = (const struct tw_output[]){{"INT/SQW", true},
					      {"32kHz", true},
					      {0}},
	.params = params,
	.configure = calendar_configure,
	.memory_size = memory_size,
	.power_on = power_on,
	.recalled = recalled,
	.wake = on_tick,
	.describe = describe,
};
