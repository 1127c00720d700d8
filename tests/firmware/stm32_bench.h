/* SPDX-License-Identifier: MIT */
/* An STM32 (STM32_PLATFORM, named before this is included) with one of the
 * programs of its folder, a host, and a 24C02 at 0x50: PB6 and PB8 are SCL, PB7
 * and PB9 SDA. */
#ifndef STM32_BENCH_H
#define STM32_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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

static const char *folder; /* where the programs are */

static struct {
	tw_sim *sim;
	tw_bus *bus;
	tw_chip *chip;
	tw_controller *host;
	GString *log; /* what it printed */
} b;

static inline void observed(void *user, const struct tw_record *r)
{
	if (r->kind != TW_RECORD_NOTE || r->note != TW_NOTE_OUTPUT)
		return;
	g_string_append_len(b.log, r->text, (gssize)r->text_len);
	g_string_append_c(b.log, '\n');
}

static inline int down(void **state)
{
	tw_sim_free(b.sim);
	if (b.log)
		g_string_free(b.log, TRUE);
	memset(&b, 0, sizeof(b));
	return 0;
}

static inline void run_ms(unsigned ms)
{
	if (tw_sim_run(b.sim, tw_sim_now_ns(b.sim) + TW_MS(ms)) != TW_RUN_DONE)
		fail_msg("%s", tw_chip_failure(b.chip));
}

/* Powers the chip, and gives it time to set itself up. */
static inline void begin(const char *name, uint32_t scl_hz,
			 uint32_t irq_latency_cycles)
{
	g_autofree char *file = g_strconcat(name, ".so", NULL);
	g_autofree char *path = g_build_filename(folder, file, NULL);
	struct tw_device_config rom = {.name = "rom", .addr = 0x50};
	struct tw_controller_config host = {.scl_hz = scl_hz};
	struct tw_chip_pin pins[] = {{.pin = "PB6", .line = TW_SCL},
				     {.pin = "PB7", .line = TW_SDA},
				     {.pin = "PB8", .line = TW_SCL},
				     {.pin = "PB9", .line = TW_SDA}};
	struct tw_chip_config chip = {
		.name = "dut",
		.object = path,
		.pins = pins,
		.n_pins = 4,
		.irq_latency_cycles = irq_latency_cycles,
	};
	GError *error = NULL;

	down(NULL);
	b.log = g_string_new(NULL);
	b.sim = tw_sim_new(1);
	b.bus = tw_bus_new(b.sim, NULL, NULL);
	b.host = tw_controller_new(b.bus, &host, NULL);
	assert_non_null(tw_bus_attach(b.bus, tw_parts_model(&tw_parts, "24xx"),
				      &rom, NULL));
	for (unsigned i = 0; i < 4; i++)
		pins[i].bus = b.bus;
	b.chip =
		tw_chip_new(b.sim, tw_parts_platform(&tw_parts, STM32_PLATFORM),
			    &chip, &error);
	if (!b.chip)
		fail_msg("%s", error->message);
	tw_sim_observe(b.sim, TW_TRACE_NOTES, observed, NULL);
	run_ms(5);
}

static inline void write_bytes(uint16_t addr, size_t n, const uint8_t *bytes)
{
	struct tw_msg msg = {addr, 0, n, (uint8_t *)bytes, 0};

	assert_int_equal(tw_controller_transfer(b.host, &msg, 1, TW_MS(50)),
			 TW_OK);
}

#define WRITE(addr, ...)                                                       \
	write_bytes(addr, sizeof((uint8_t[]){__VA_ARGS__}),                    \
		    (uint8_t[]){__VA_ARGS__})

static inline void read_bytes(uint16_t addr, size_t n, uint8_t *bytes)
{
	struct tw_msg msg = {addr, TW_MSG_READ, n, bytes, 0};

	assert_int_equal(tw_controller_transfer(b.host, &msg, 1, TW_MS(50)),
			 TW_OK);
}

#define EXPECT_READ(addr, ...)                                                 \
	do {                                                                   \
		const uint8_t want_[] = {__VA_ARGS__};                         \
		uint8_t got_[sizeof(want_)];                                   \
                                                                               \
		read_bytes(addr, sizeof(want_), got_);                         \
		assert_memory_equal(got_, want_, sizeof(want_));               \
	} while (0)

/* Write one byte, repeated START, read. */
static inline void read_at(uint16_t addr, uint8_t at, size_t n, uint8_t *bytes)
{
	struct tw_msg msgs[] = {{addr, 0, 1, &at, 0},
				{addr, TW_MSG_READ, n, bytes, 0}};

	assert_int_equal(tw_controller_transfer(b.host, msgs, 2, TW_MS(50)),
			 TW_OK);
}

#endif /* STM32_BENCH_H */
