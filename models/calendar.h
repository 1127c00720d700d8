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

/* A moment as two decimal numbers, YYYYMMDD from 20000101 to 20991231 and
 * HHMMSS, of 24 hours. 1 is Monday. */
void calendar_set(uint8_t *regs, int64_t date, int64_t time);
/* false if there is no such moment: one phrase in @why. */
bool calendar_check(int64_t date, int64_t time, char *why, size_t why_size);

/* For describe(): a message to a chip whose pointer goes on from register to
 * register, and from @last to 0. With the year comes the whole moment, if the
 * message has it. What lies behind @file's table is RAM. */
void calendar_describe(const struct tw_reg_file *file, uint8_t last,
		       const struct tw_seen *seen, char *text, size_t size);

#endif /* CALENDAR_H */
