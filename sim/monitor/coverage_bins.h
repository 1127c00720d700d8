/* SPDX-License-Identifier: MIT */
/*
 * The bins of protocol coverage and their numbers. Groups and the bins in each
 * are in the order of their names, so numbers follow the alphabet.
 */
#ifndef TW_MONITOR_COVERAGE_BINS_H
#define TW_MONITOR_COVERAGE_BINS_H

#include "twowire/coverage.h"

/* A bit of a message: its SCL pulse, or the low before it. Bit 1 of a data
 * byte is two places: behind the address's acknowledge, and NEXT, behind that
 * of a data byte. */
enum coverage_place {
	PLACE_ADDRESS, /* 1 to 7 */
	PLACE_ADDRESS_ACK = 7,
	PLACE_ADDRESS_RW,
	PLACE_READ, /* 1 to 8 */
	PLACE_READ_ACK = PLACE_READ + 8,
	PLACE_READ_NEXT,
	PLACE_WRITE,
	PLACE_WRITE_ACK = PLACE_WRITE + 8,
	PLACE_WRITE_NEXT,
	COVERAGE_PLACES,
};

/* The acknowledge group: (path * 2 + NACK) * 3 + what follows. */
enum { PATH_ADDRESS_READ, PATH_ADDRESS_WRITE, PATH_READ, PATH_WRITE };
enum { FOLLOW_BYTE, FOLLOW_RESTART, FOLLOW_STOP, COVERAGE_FOLLOWS };

enum {
	ADDRESS_TEN_BIT_READ,
	ADDRESS_TEN_BIT_WRITE_ACK,
	ADDRESS_TEN_BIT_WRITE_NACK,
	ADDRESS_SEVEN_BIT,
	ADDRESS_CBUS,
	ADDRESS_DEVICE_ID,
	ADDRESS_GENERAL_CALL_ACK,
	ADDRESS_GENERAL_CALL_NACK,
	ADDRESS_HS_CODE,
	ADDRESS_RESERVED,
	ADDRESS_START_BYTE,
	COVERAGE_ADDRESSES,
};

enum {
	ARBITRATION_LOST_ACK,
	ARBITRATION_LOST_ADDRESS,
	ARBITRATION_LOST_DATA,
	ARBITRATION_LOST_RW,
	ARBITRATION_SAME_HOSTS,
	ARBITRATION_SAME_TARGETS,
	ARBITRATION_SEVERAL,
	ARBITRATION_CLOCK,
	ARBITRATION_TARGET_LOST,
	UNDEFINED_RESTART_DATA,
	UNDEFINED_RESTART_STOP,
	UNDEFINED_STOP_DATA,
	COVERAGE_ARBITRATIONS,
};

enum { FREE_1300, FREE_4700, FREE_500, FREE_LONGER, COVERAGE_FREES };
enum {
	CLOCK_FAST,
	CLOCK_FAST_PLUS,
	CLOCK_FASTER,
	CLOCK_SLOWER,
	CLOCK_STANDARD,
	COVERAGE_CLOCKS
};
enum { CONDITION_START, CONDITION_STOP_ALONE, CONDITION_VOID, CONDITIONS };
enum { HOLD_AT_ONCE, HOLD_LONGER, HOLD_300, COVERAGE_HOLDS };
enum { HS_READ, HS_RESTART, HS_STOP, HS_WRITE, COVERAGE_HS };
enum { STUCK_SCL, STUCK_SCL_25_MS, STUCK_SCL_35_MS, STUCK_SDA, STUCKS };
enum {
	WIRES_BOTH,
	WIRES_CONFLICT,	 /* SCL, SDA */
	WIRES_RUNT = 3,	 /* SCL, SDA */
	WIRES_SPIKE = 5, /* SCL high, low, SDA high, low */
	COVERAGE_WIRES = WIRES_SPIKE + 4,
};

/* Nothing but counts, so that all of them are one array, too. */
struct coverage_hits {
	uint64_t acknowledge[4 * 2 * COVERAGE_FOLLOWS];
	uint64_t address[COVERAGE_ADDRESSES];
	uint64_t arbitration[COVERAGE_ARBITRATIONS];
	uint64_t back_to_back_restart[8]; /* first write, then write, same */
	uint64_t back_to_back_stop[8];
	uint64_t bus_free[COVERAGE_FREES];
	uint64_t clock[COVERAGE_CLOCKS];
	uint64_t condition[CONDITIONS];
	uint64_t data_hold[COVERAGE_HOLDS];
	uint64_t hs[COVERAGE_HS];
	uint64_t length[2 * 6]; /* write, length */
	uint64_t restart[COVERAGE_PLACES];
	uint64_t stop[COVERAGE_PLACES];
	uint64_t stretch_acknowledge[4]; /* write data, NACK */
	uint64_t stretch_controller[COVERAGE_PLACES];
	uint64_t stretch_target[COVERAGE_PLACES];
	uint64_t stuck[STUCKS];
	uint64_t wires[COVERAGE_WIRES];
};
#define COVERAGE_BINS (sizeof(struct coverage_hits) / sizeof(uint64_t))

struct coverage_watch;

struct tw_coverage {
	union {
		struct coverage_hits hits;
		uint64_t all[COVERAGE_BINS];
	};
	struct coverage_watch *watch; /* what is being watched, or NULL */
};

struct coverage_group {
	const char *name;
	const char *const *bins;
	size_t n;
	size_t first; /* of its bins among all */
};
/* Ends with a NULL name. */
extern const struct coverage_group tw_coverage_groups[];

#endif /* TW_MONITOR_COVERAGE_BINS_H */
