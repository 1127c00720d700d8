/* SPDX-License-Identifier: MIT */
/* What calendar.h says; leap years as the clocks have them, every fourth. */
#include "calendar.h"

#include <stdio.h>

static uint8_t to_bcd(int64_t value)
{
	return (uint8_t)(value / 10 << 4 | value % 10);
}

static unsigned from_bcd(uint8_t value)
{
	return (value >> 4) * 10u + (value & 0x0f);
}

static unsigned days_in(unsigned month, unsigned year)
{
	static const uint8_t days[] = {31, 28, 31, 30, 31, 30,
				       31, 31, 30, 31, 30, 31};

	if (month < 1 || month > 12)
		return 31;
	return days[month - 1] + (month == 2 && year % 4 == 0);
}

/* Counts the bits of @mask on, from @last to @first. true: that was it. */
static bool count(uint8_t *reg, uint8_t mask, uint8_t last, uint8_t first)
{
	uint8_t value = *reg & mask;
	bool over = value >= last;

	if (over)
		value = first;
	else if ((value & 0x0f) >= 9)
		value = (uint8_t)((value & 0xf0) + 0x10);
	else
		value++;
	*reg = (uint8_t)((*reg & ~mask) | (value & mask));
	return over;
}

static bool count_hours(uint8_t *reg)
{
	bool was_pm = *reg & CALENDAR_PM;

	if (!(*reg & CALENDAR_12H))
		return count(reg, 0x3f, 0x23, 0x00);
	count(reg, 0x1f, 0x12, 0x01);
	if ((*reg & 0x1f) != 0x12)
		return false;
	*reg ^= CALENDAR_PM;
	return was_pm;
}

void calendar_tick(uint8_t *regs, bool century)
{
	uint8_t *month = &regs[CALENDAR_MONTH];
	unsigned days;

	if (!count(&regs[CALENDAR_SECONDS], 0x7f, 0x59, 0x00) ||
	    !count(&regs[CALENDAR_MINUTES], 0x7f, 0x59, 0x00) ||
	    !count_hours(&regs[CALENDAR_HOURS]))
		return;
	count(&regs[CALENDAR_DAY], 0x07, 7, 1);
	days = days_in(from_bcd(*month & 0x1f), from_bcd(regs[CALENDAR_YEAR]));
	if (!count(&regs[CALENDAR_DATE], 0x3f, to_bcd(days), 0x01) ||
	    !count(month, 0x1f, 0x12, 0x01))
		return;
	if (count(&regs[CALENDAR_YEAR], 0xff, 0x99, 0x00) && century)
		*month ^= CALENDAR_CENTURY;
}

/* 1 January 2000 was a Saturday. */
static uint8_t day_of_week(unsigned year, unsigned month, unsigned date)
{
	unsigned days = year * 365 + (year + 3) / 4 + date - 1;

	for (unsigned m = 1; m < month; m++)
		days += days_in(m, year);
	return (uint8_t)((days + 5) % 7 + 1);
}

static void set(uint8_t *regs, int64_t date, int64_t time)
{
	unsigned year = (unsigned)(date / 10000 - 2000);
	unsigned month = (unsigned)(date / 100 % 100);

	regs[CALENDAR_SECONDS] = to_bcd(time % 100);
	regs[CALENDAR_MINUTES] = to_bcd(time / 100 % 100);
	regs[CALENDAR_HOURS] = to_bcd(time / 10000);
	regs[CALENDAR_DAY] = day_of_week(year, month, (unsigned)(date % 100));
	regs[CALENDAR_DATE] = to_bcd(date % 100);
	regs[CALENDAR_MONTH] = to_bcd(month);
	regs[CALENDAR_YEAR] = to_bcd(year);
}

bool calendar_power_on(tw_device *dev, uint8_t *regs)
{
	int64_t date = tw_param_int(dev, CALENDAR_AT_DATE);
	int64_t day = tw_param_int(dev, CALENDAR_AT_DAY);

	if (date)
		set(regs, date, tw_param_int(dev, CALENDAR_AT_TIME));
	if (day)
		regs[CALENDAR_DAY] = (uint8_t)day;
	return date;
}

static bool is_date(int64_t date)
{
	int64_t year = date / 10000, month = date / 100 % 100;
	int64_t day = date % 100;

	return year >= 2000 && year <= 2099 && month >= 1 && month <= 12 &&
	       day >= 1 &&
	       day <= days_in((unsigned)month, (unsigned)year % 100);
}

bool calendar_configure(tw_device *dev, char *why, size_t why_size)
{
	int64_t date = tw_param_int(dev, CALENDAR_AT_DATE);
	int64_t time = tw_param_int(dev, CALENDAR_AT_TIME);

	if (date && !is_date(date))
		snprintf(why, why_size,
			 "date: expected YYYYMMDD from 20000101 to 20991231, "
			 "got %lld",
			 (long long)date);
	else if (time / 100 % 100 > 59 || time % 100 > 59)
		snprintf(why, why_size,
			 "time: expected HHMMSS from 000000 to 235959, "
			 "got %06lld",
			 (long long)time);
	else
		return true;
	return false;
}

/* "2013-03-10 23:35:30", or with "11:35:30 PM". */
static void say_moment(const uint8_t *regs, char *text, size_t size)
{
	uint8_t hours = regs[CALENDAR_HOURS];
	bool twelve = hours & CALENDAR_12H;

	snprintf(text, size, " = 20%02x-%02x-%02x %02x:%02x:%02x%s",
		 regs[CALENDAR_YEAR], regs[CALENDAR_MONTH] & 0x1fu,
		 regs[CALENDAR_DATE], hours & (twelve ? 0x1fu : 0x3fu),
		 regs[CALENDAR_MINUTES], regs[CALENDAR_SECONDS] & 0x7fu,
		 !twelve	       ? ""
		 : hours & CALENDAR_PM ? " PM"
				       : " AM");
}

static void say_pointer(const struct tw_reg_file *file, uint32_t at, char *text,
			size_t size)
{
	if (at < file->n_regs)
		snprintf(text, size, "pointer %s", file->regs[at].name);
	else
		snprintf(text, size, "pointer 0x%02x", (unsigned)at);
}

static void say_register(const struct tw_reg_file *file, uint8_t at,
			 const struct tw_seen *seen, char *text, size_t size)
{
	const uint8_t *end = seen->bytes + seen->n_bytes;
	size_t n = seen->n_bytes - !seen->read;
	char words[TW_WORDS_SIZE / 2] = "";

	if (at == CALENDAR_YEAR && n >= CALENDAR_REGS)
		say_moment(end - CALENDAR_REGS, words, sizeof(words));
	else if (file->in_words)
		file->in_words(at, end[-1], words, sizeof(words));
	snprintf(text, size, "%s 0x%02x%s", file->regs[at].name, end[-1],
		 words);
}

void calendar_describe(const struct tw_reg_file *file, uint8_t last,
		       const struct tw_seen *seen, char *text, size_t size)
{
	uint8_t byte = seen->bytes[seen->n_bytes - 1];
	uint32_t at = *seen->pointer;

	if (!seen->read && seen->n_bytes == 1) {
		*seen->pointer = byte;
		say_pointer(file, byte, text, size);
		return;
	}
	if (at == TW_UNSEEN) {
		snprintf(text, size, "pointer not seen");
		return;
	}
	if (at < file->n_regs)
		say_register(file, (uint8_t)at, seen, text, size);
	else
		snprintf(text, size, "[0x%02x]%s0x%02x", (unsigned)at,
			 seen->read ? " is " : " = ", byte);
	*seen->pointer = at >= last ? 0 : at + 1;
}
