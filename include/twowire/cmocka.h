/* SPDX-License-Identifier: MIT */
/*
 * Fixtures for a firmware team's own cmocka tests, from libtwowire-cmocka
 * (pkg-config: twowire-cmocka). docs/cmocka.md shows a test.
 *
 * A board says what is there: a case, or a bus, a chip and what else a function
 * of yours solders on. Each test gets a fixture of its own: the board powered
 * anew at time 0, and a host beside it. A test that fails leaves its trace in a
 * file that PulseView and `twowire decode` open. Whatever a firmware crash
 * leaves, it ends the one test and says where the firmware was.
 */
#ifndef TW_CMOCKA_H
#define TW_CMOCKA_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "twowire/bus.h"
#include "twowire/chip.h"
#include "twowire/controller.h"
#include "twowire/device.h"
#include "twowire/fault.h"
#include "twowire/scenario.h"

G_BEGIN_DECLS

struct tw_fixture;

/* What is powered before each test. Zero in any field means its default. Must
 * live as long as the tests do. */
struct tw_board {
	/* A case: its parts are there, and its steps are taken before the test
	 * and must hold. NULL: a bus and, with @object, a chip. */
	const char *scenario;	  /* path */
	const char *bus;	  /* the one that the host is on; "bus" */
	const char *firmware_dir; /* for the case's objects; beside the case */

	struct tw_bus_config wires;
	const char *platform;  /* "rp2040" */
	const char *object;    /* path of what `twowire cc` made */
	const char *sda, *scl; /* its pins; the platform's usual ones */

	/* Of the host; its name's default is "test". */
	struct tw_controller_config host;
	/* Solders on what is missing; may be NULL. Asserts may fail in it. */
	void (*build)(struct tw_fixture *fixture);
	uint64_t boot_ns; /* of simulated time before the test; 1 ms */
	uint64_t seed;	  /* 1, or the case's own */
	/* Where traces go; $TWOWIRE_TRACES, or else here. Made if missing. */
	const char *trace_dir;
};

/* What a test finds in *state. The parts are the sim's own. */
struct tw_fixture {
	tw_sim *sim;
	tw_bus *bus;
	tw_controller *host;
	tw_chip *chip;	 /* the board's @object, or NULL */
	tw_trial *trial; /* the board's @scenario, or NULL */
	const struct tw_board *board;
	/* private */
	const struct tw_fixture_test *test;
	tw_scenario *scenario;
	unsigned n_faults;
	bool passed;
	bool failure_wanted;
};

/* A row for cmocka_run_group_tests(). Inside a function: its array must not
 * outlive the block it stands in. */
#define tw_fixture_test(function, board)                                       \
	{                                                                      \
#function, tw_fixture_run_test, tw_fixture_setup,              \
			tw_fixture_teardown, &(struct tw_fixture_test)         \
		{                                                              \
#function, function, board                             \
		}                                                              \
	}

/**
 * tw_assert_transfer:
 * @fixture: a struct tw_fixture *
 * @text: in the notation of cases: "w1@0x40 0x01 r2"
 * @rx: (nullable): what is read, as hexadecimal bytes: "aa 5?"; a digit "?" is
 *   any. NULL: not looked at
 *
 * The host carries it out, for at most 1 s. Fails the test if it does not end
 * well, other bytes come, or firmware has failed by then.
 */
#define tw_assert_transfer(fixture, text, rx)                                  \
	tw_fixture_transfer(fixture, text, TW_OK, rx, __FILE__, __LINE__)
/* The same, and it must end with @result: TW_NO_TARGET, TW_NACKED, ... */
#define tw_assert_result(fixture, text, result)                                \
	tw_fixture_transfer(fixture, text, result, NULL, __FILE__, __LINE__)
/* Lets so much simulated time pass. */
#define tw_assert_runs(fixture, duration_ns)                                   \
	tw_fixture_run(fixture, duration_ns, __FILE__, __LINE__)
/* Puts a fault (fault.h: "drop-clock at byte=1 bit=3") onto the host's bus.
 * Returns the tw_fault. */
#define tw_assert_fault(fixture, text)                                         \
	tw_fixture_fault(fixture, text, __FILE__, __LINE__)
/* Both wires are high, and after the last START there was a STOP. */
#define tw_assert_bus_free(fixture)                                            \
	tw_fixture_bus_free(fixture, __FILE__, __LINE__)
/* Firmware has crashed or hung, and the reason has @text in it. Only then may a
 * test end with failed firmware. Transfers that firmware's end cuts short are
 * made with tw_controller_transfer() and the like. */
#define tw_assert_failure(fixture, text)                                       \
	tw_fixture_failure(fixture, text, __FILE__, __LINE__)

/* --- What the above are made of ---------------------------------------- */

struct tw_fixture_test {
	const char *name;
	CMUnitTestFunction function;
	const struct tw_board *board;
};

int tw_fixture_setup(void **state);
int tw_fixture_teardown(void **state);
void tw_fixture_run_test(void **state);

void tw_fixture_transfer(struct tw_fixture *fixture, const char *text,
			 enum tw_result result, const char *rx,
			 const char *file, int line);
void tw_fixture_run(struct tw_fixture *fixture, uint64_t duration_ns,
		    const char *file, int line);
tw_fault *tw_fixture_fault(struct tw_fixture *fixture, const char *text,
			   const char *file, int line);
void tw_fixture_bus_free(struct tw_fixture *fixture, const char *file,
			 int line);
void tw_fixture_failure(struct tw_fixture *fixture, const char *text,
			const char *file, int line);

G_END_DECLS

#endif /* TW_CMOCKA_H */
