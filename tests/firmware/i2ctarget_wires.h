/* SPDX-License-Identifier: MIT */
/*
 * A bench for the target stack as firmware, on the rp2040 platform unless told
 * otherwise before: requests.so at 0x40, an EEPROM at 0x50, a host, and what
 * the firmware prints.
 */
#ifndef I2CTARGET_WIRES_H
#define I2CTARGET_WIRES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <glib.h>

#include "twowire/bus.h"
#include "twowire/chip.h"
#include "twowire/controller.h"
#include "twowire/device.h"
#include "twowire/observer.h"
#include "twowire/parts.h"
#include "twowire/sim.h"

#define ADDRESS 0x40
#define OTHER	0x50

#ifndef WIRES_PLATFORM
#define WIRES_PLATFORM "rp2040"
#define WIRES_SDA      "GPIO4"
#define WIRES_SCL      "GPIO5"
#define WIRES_GREETING "two addresses -1; wrong pin -2; init 0; again -3; "
/* A host that is wrong within a window of SCL's period meets it at the pace of
 * this chip. */
#define WIRES_MEETS_WINDOW
#endif

/* A handler that comes so many cycles late still keeps writes apart. */
#ifndef WIRES_LATEST
#define WIRES_LATEST 2500
#endif

static const char *object; /* the path of requests.so */

static struct {
	tw_sim *sim;
	tw_bus *bus;
	tw_chip *chip;
	tw_controller *host;
	GString *log; /* of the firmware, since the last look */
	bool done;
	enum tw_result result;
} b;

static inline void observed(void *user, const struct tw_record *r)
{
	if (r->kind != TW_RECORD_NOTE || r->note != TW_NOTE_OUTPUT)
		return;
	g_string_append_len(b.log, r->text, (gssize)r->text_len);
	g_string_append(b.log, "; ");
}

static inline void run(uint64_t ns)
{
	if (tw_sim_run(b.sim, tw_sim_now_ns(b.sim) + ns) != TW_RUN_DONE)
		fail_msg("%s", tw_chip_failure(b.chip));
}

/* What the firmware printed must be this; lines end in "; ". */
static inline void expect(const char *log)
{
	run(TW_MS(5));
	assert_string_equal(b.log->str, log);
	g_string_truncate(b.log, 0);
}

/* The bench, before the firmware has run. */
static inline void power_up(uint32_t scl_hz, uint32_t irq_latency_cycles)
{
	struct tw_device_config rom = {.addr = OTHER};
	struct tw_controller_config host = {.scl_hz = scl_hz};
	struct tw_bus_config bus = {.pullup_ohm = 1000};
	struct tw_chip_pin pins[] = {
		{.pin = WIRES_SDA, .line = TW_SDA},
		{.pin = WIRES_SCL, .line = TW_SCL},
	};
	struct tw_chip_config chip = {
		.name = "dut",
		.object = object,
		.pins = pins,
		.n_pins = 2,
		.irq_latency_cycles = irq_latency_cycles,
	};
	GError *error = NULL;

	tw_sim_free(b.sim);
	b.sim = tw_sim_new(1);
	b.bus = tw_bus_new(b.sim, &bus, NULL);
	b.host = tw_controller_new(b.bus, &host, NULL);
	assert_non_null(tw_bus_attach(b.bus, tw_parts_model(&tw_parts, "24xx"),
				      &rom, NULL));
	pins[0].bus = pins[1].bus = b.bus;
	b.chip =
		tw_chip_new(b.sim, tw_parts_platform(&tw_parts, WIRES_PLATFORM),
			    &chip, &error);
	if (!b.chip)
		fail_msg("%s", error->message);
	g_string_truncate(b.log, 0);
	tw_sim_observe(b.sim, TW_TRACE_NOTES, observed, NULL);
}

static inline void begin(uint32_t scl_hz, uint32_t irq_latency_cycles)
{
	power_up(scl_hz, irq_latency_cycles);
	expect(WIRES_GREETING);
}

static inline int setup(void **state)
{
	b.log = g_string_new(NULL);
	begin(400000, 0);
	return 0;
}

/* Whatever a test did, both wires are free again. */
static inline int teardown(void **state)
{
	run(TW_MS(20));
	assert_true(tw_bus_level(b.bus, TW_SCL));
	assert_true(tw_bus_level(b.bus, TW_SDA));
	assert_null(tw_chip_failure(b.chip));
	tw_sim_free(b.sim);
	b.sim = NULL;
	g_string_free(b.log, TRUE);
	return 0;
}

/* --- Hosts ------------------------------------------------------------- */

static inline void transfer(struct tw_msg *msgs, size_t n)
{
	assert_int_equal(tw_controller_transfer(b.host, msgs, n, TW_S(1)),
			 TW_OK);
}

static inline void write_bytes(size_t n, const uint8_t *bytes)
{
	struct tw_msg msg = {ADDRESS, 0, n, (uint8_t *)bytes, 0};

	transfer(&msg, 1);
}

#define WRITE(...)                                                             \
	write_bytes(sizeof((uint8_t[]){__VA_ARGS__}), (uint8_t[]){__VA_ARGS__})

/* Reads n bytes, which must count up from first. */
static inline void read_counting(size_t n, uint8_t first)
{
	uint8_t rx[256] = {0};
	struct tw_msg msg = {ADDRESS, TW_MSG_READ, n, rx, 0};

	transfer(&msg, 1);
	for (size_t i = 0; i < n; i++)
		if (rx[i] != (uint8_t)(first + i))
			fail_msg("byte %zu of a read is %02x, not %02x", i,
				 rx[i], (uint8_t)(first + i));
}

static inline void completed(void *user, enum tw_result result, uint8_t byte)
{
	b.done = true;
	b.result = result;
	tw_sim_stop(b.sim);
}

static inline void finish(void)
{
	while (!b.done)
		assert_int_not_equal(
			tw_sim_run(b.sim, tw_sim_now_ns(b.sim) + TW_S(1)),
			TW_RUN_DONE);
	assert_int_equal(b.result, TW_OK);
	b.done = false;
}

/* Bytes with the host's own pauses between them. */
static inline void write_with_gaps(const uint8_t *bytes, size_t n,
				   uint64_t gap_ns)
{
	tw_controller_on_completion(b.host, completed, NULL);
	tw_controller_start(b.host);
	finish();
	tw_controller_write(b.host, ADDRESS << 1);
	finish();
	for (size_t i = 0; i < n; i++) {
		run(gap_ns);
		tw_controller_write(b.host, bytes[i]);
		finish();
	}
	run(gap_ns);
	tw_controller_stop(b.host);
	finish();
}

#endif /* I2CTARGET_WIRES_H */
