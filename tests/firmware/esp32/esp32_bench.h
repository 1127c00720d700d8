/* SPDX-License-Identifier: MIT */
/* A bench for firmware of the ESP32 family: one bus, a net, a host, and what
 * the firmware prints. */
#ifndef ESP32_BENCH_H
#define ESP32_BENCH_H

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
#include "twowire/target.h"

#define ADDRESS 0x17

static const char *folder;

static struct {
	tw_sim *sim;
	tw_bus *bus;
	tw_net *net;
	tw_controller *host;
	GString *log;
} b;

static inline void observed(void *user, const struct tw_record *r)
{
	if (r->kind != TW_RECORD_NOTE || r->note != TW_NOTE_OUTPUT)
		return;
	g_string_append_len(b.log, r->text, (gssize)r->text_len);
	g_string_append_c(b.log, '\n');
}

static inline int setup(void **state)
{
	struct tw_bus_config bus = {.pullup_ohm = 1000};
	struct tw_controller_config host = {.scl_hz = 400000};

	b.sim = tw_sim_new(1);
	b.bus = tw_bus_new(b.sim, &bus, NULL);
	b.net = tw_net_new(b.sim, "wire", false);
	b.host = tw_controller_new(b.bus, &host, NULL);
	b.log = g_string_new(NULL);
	tw_sim_observe(b.sim, TW_TRACE_NOTES, observed, NULL);
	return 0;
}

static inline int teardown(void **state)
{
	tw_sim_free(b.sim);
	g_string_free(b.log, TRUE);
	return 0;
}

/* A chip with GPIO4 (SDA) and GPIO5 (SCL) on the bus, GPIO18 and GPIO19 on the
 * net. @object: "esp32s3-memory", which names the platform. */
static inline tw_chip *add_late_chip(const char *object,
				     uint32_t irq_latency_cycles)
{
	g_autofree char *platform = g_strndup(object, strcspn(object, "-"));
	g_autofree char *file = g_strconcat(object, ".so", NULL);
	g_autofree char *path = g_build_filename(folder, file, NULL);
	struct tw_chip_pin pins[] = {
		{.pin = "GPIO4", .bus = b.bus, .line = TW_SDA},
		{.pin = "GPIO5", .bus = b.bus, .line = TW_SCL},
		{.pin = "GPIO18", .net = b.net},
		{.pin = "GPIO19", .net = b.net},
	};
	struct tw_chip_config config = {
		.name = object,
		.object = path,
		.pins = pins,
		.n_pins = 4,
		.irq_latency_cycles = irq_latency_cycles,
	};
	GError *error = NULL;
	tw_chip *chip = tw_chip_new(
		b.sim, tw_parts_platform(&tw_parts, platform), &config, &error);

	if (!chip)
		fail_msg("%s", error->message);
	return chip;
}

static inline tw_chip *add_chip(const char *object)
{
	return add_late_chip(object, 0);
}

static inline void run(uint64_t ns)
{
	if (tw_sim_run(b.sim, tw_sim_now_ns(b.sim) + ns) != TW_RUN_DONE)
		fail_msg("%s", tw_chip_failure(tw_sim_failed_chip(b.sim)));
}

/* The chip has had time to set itself up. */
static inline tw_chip *begin(const char *object)
{
	tw_chip *chip = add_chip(object);

	run(TW_MS(1));
	return chip;
}

static inline enum tw_result write_bytes(const uint8_t *bytes, size_t n)
{
	return tw_controller_write_to(b.host, ADDRESS, bytes, n);
}

#define WRITE(...)                                                             \
	assert_int_equal(write_bytes((const uint8_t[]){__VA_ARGS__},           \
				     sizeof((uint8_t[]){__VA_ARGS__})),        \
			 TW_OK)

/* A read of n bytes has to bring these. */
#define READ(...)                                                              \
	read_expecting((const uint8_t[]){__VA_ARGS__},                         \
		       sizeof((uint8_t[]){__VA_ARGS__}))

static inline void read_expecting(const uint8_t *bytes, size_t n)
{
	uint8_t rx[256] = {0};

	assert_int_equal(tw_controller_read_from(b.host, ADDRESS, rx, n),
			 TW_OK);
	for (size_t i = 0; i < n; i++)
		if (rx[i] != bytes[i])
			fail_msg("byte %zu is %02x, not %02x", i, rx[i],
				 bytes[i]);
}

#endif /* ESP32_BENCH_H */
