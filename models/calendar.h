/* SPDX-License-Identifier: MIT */
/*
 * The seven registers of time that Maxim's clocks share, in BCD: seconds,
 * minutes, hours (of 24, or of 12 with bit 6), day of the week, date, month,
 * year of a century.
 */
#ifndef CALENDAR_H
#define CALENDAR_H

#include "twowire/model.h"

enum calendar_reg {
	CALENDAR_SECONDS,
	CALENDAR_MINUTES,
	CALENDAR_HOURS,
	CALENDAR_DAY,
	CALENDAR_DATE,
	CALENDAR_MONTH,
	CALENDAR_YEAR,
	CALENDAR_REGS
};

#define CALENDAR_12H	 0x40u /* of hours */
#define CALENDAR_PM	 0x20u
#define CALENDAR_CENTURY 0x80u /* of month */

/* One second on. @century: the year's overflow toggles CALENDAR_CENTURY. Bits
 * that are no part of a value stay. */
void calendar_tick(uint8_t *regs, bool century);

/* The first parameters of a clock: what time it is at power-on. */
enum {
	CALENDAR_AT_DATE,
	CALENDAR_AT_TIME,
	CALENDAR_AT_MS,
	CALENDAR_AT_DAY,
	CALENDAR_PARAMS
};
#define CALENDAR_PARAM_SPECS                                                   \
	{.key = "date",                                                        \
	 .summary = "YYYYMMDD at power-on, kept since by a battery; 0: a "     \
		    "first power-on",                                          \
	 .kind = TW_PARAM_INT,                                                 \
	 .max = 20991231},                                                     \
		{.key = "time",                                                \
		 .summary = "HHMMSS of that date",                             \
		 .kind = TW_PARAM_INT,                                         \
		 .max = 235959},                                               \
		{.key = "ms",                                                  \
		 .summary = "milliseconds of that second that have gone",      \
		 .kind = TW_PARAM_INT,                                         \
		 .max = 999},                                                  \
	{                                                                      \
		.key = "day",                                                  \
		.summary = "day of the week; 0: that of the date, 1 is "       \
			   "Monday",                                           \
		.kind = TW_PARAM_INT, .max = 7                                 \
	}

/* For configure(): is there such a moment? */
bool calendar_configure(tw_device *dev, char *why, size_t why_size);
/* Sets what the parameters give. Returns whether the clock has been set. */
bool calendar_power_on(tw_device *dev, uint8_t *regs);

/* For describe(): a message to a chip whose pointer goes on from register to
 * register, and from @last to 0. With the year comes the whole moment, if the
 * message has it. What lies behind @file's table is RAM. */
void calendar_describe(const struct tw_reg_file *file, uint8_t last,
		       const struct tw_seen *seen, char *text, size_t size);

#endif /* CALENDAR_H */
