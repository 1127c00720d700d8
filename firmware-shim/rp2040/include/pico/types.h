/* SPDX-License-Identifier: MIT */
/* The types that every header of the HAL speaks in. */
#ifndef PICO_TYPES_H
#define PICO_TYPES_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef unsigned int uint;

/* Microseconds since power-on. */
typedef uint64_t absolute_time_t;

static inline uint64_t to_us_since_boot(absolute_time_t t)
{
	return t;
}

static inline void update_us_since_boot(absolute_time_t *t,
					uint64_t us_since_boot)
{
	*t = us_since_boot;
}

static inline absolute_time_t from_us_since_boot(uint64_t us_since_boot)
{
	return us_since_boot;
}

#define ABSOLUTE_TIME_INITIALIZED_VAR(name, value) name = value

typedef struct {
	int16_t year;
	int8_t month;
	int8_t day;
	int8_t dotw;
	int8_t hour;
	int8_t min;
	int8_t sec;
} datetime_t;

#define bool_to_bit(x) ((uint) !!(x))

#endif
