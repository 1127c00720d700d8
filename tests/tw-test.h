/* SPDX-License-Identifier: MIT */
/*
 * What tests of models share: a bench with a bus, a host and the device under
 * test on it. Tearing it down asserts that the bus is idle, both wires high.
 */
#ifndef TW_TEST_H
#define TW_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "twowire/bus.h"
#include "twowire/controller.h"
#include "twowire/device.h"
#include "twowire/sim.h"

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	tw_controller *host;
	tw_device *dut;
	uint8_t addr;
};

/* Parameters of the device as one string: "part=24C16,write_us=100". */
static inline struct bench *bench_new_with(const struct tw_model *model,
					   uint8_t addr, const char *params)
{
	g_auto(GStrv) words = g_strsplit(params, ",", -1);
	struct tw_param list[16] = {{0}};
	struct tw_device_config config = {.addr = addr, .params = list};
	struct tw_controller_config fast = {.scl_hz = 400000};
	struct bench *b = g_new0(struct bench, 1);
	GError *error = NULL;

	for (size_t i = 0; words[i]; i++) {
		char *value = strchr(words[i], '=');

		assert_non_null(value);
		*value = '\0';
		list[config.n_params++] =
			(struct tw_param){words[i], value + 1};
	}
	b->addr = addr;
	b->sim = tw_sim_new(1);
	b->bus = tw_bus_new(b->sim, NULL, &error);
	assert_null(error);
	b->host = tw_controller_new(b->bus, &fast, &error);
	assert_null(error);
	b->dut = tw_bus_attach(b->bus, model, &config, &error);
	if (error)
		fail_msg("%s", error->message);
	return b;
}

static inline struct bench *bench_new(const struct tw_model *model,
				      uint8_t addr)
{
	return bench_new_with(model, addr, "");
}

/* A cmocka teardown. */
static inline int bench_free(void **state)
{
	struct bench *b = *state;

	assert_true(tw_bus_level(b->bus, TW_SCL));
	assert_true(tw_bus_level(b->bus, TW_SDA));
	assert_false(tw_bus_busy(b->bus));
	tw_sim_free(b->sim);
	g_free(b);
	return 0;
}

static inline void bench_run(struct bench *b, uint64_t duration_ns)
{
	uint64_t until_ns = tw_sim_now_ns(b->sim) + duration_ns;

	assert_int_equal(tw_sim_run(b->sim, until_ns), TW_RUN_DONE);
}

static inline void bench_set(struct bench *b, const char *input, int32_t value)
{
	assert_true(tw_device_set_input(b->dut, input, value));
}

static inline bool bench_pin(struct bench *b, const char *pin)
{
	bool high = false;

	assert_true(tw_device_get_pin(b->dut, pin, &high));
	return high;
}

/* START, address, the bytes, STOP. */
#define WRITE(b, ...)                                                          \
	assert_int_equal(tw_controller_write_to(                               \
				 (b)->host, (b)->addr,                         \
				 (const uint8_t[]){__VA_ARGS__},               \
				 sizeof((const uint8_t[]){__VA_ARGS__})),      \
			 TW_OK)

/* START, the pointer, repeated START, as many bytes as given, and compares
 * them. POINTER is a list in parentheses: READ(b, (0x01), 0x12, 0x34). */
#define READ(b, pointer, ...)                                                  \
	bench_expect(b, (const uint8_t[]){BENCH_LIST pointer},                 \
		     sizeof((const uint8_t[]){BENCH_LIST pointer}),            \
		     (const uint8_t[]){__VA_ARGS__},                           \
		     sizeof((const uint8_t[]){__VA_ARGS__}), __LINE__)
#define BENCH_LIST(...) __VA_ARGS__

static inline void bench_compare(const uint8_t *got, const uint8_t *want,
				 size_t len, int line)
{
	for (size_t i = 0; i < len; i++)
		if (got[i] != want[i])
			fail_msg("line %d: byte %zu is 0x%02x, not 0x%02x",
				 line, i, got[i], want[i]);
}

static inline void bench_expect(struct bench *b, const uint8_t *tx,
				size_t tx_len, const uint8_t *want, size_t len,
				int line)
{
	g_autofree uint8_t *rx = g_malloc0(len);
	enum tw_result result =
		tw_controller_write_read(b->host, b->addr, tx, tx_len, rx, len);

	if (result != TW_OK)
		fail_msg("line %d: %s", line, tw_result_name(result));
	bench_compare(rx, want, len, line);
}

static inline uint16_t bench_read16(struct bench *b, uint8_t reg)
{
	uint8_t rx[2] = {0};

	assert_int_equal(tw_controller_write_read(b->host, b->addr, &reg, 1, rx,
						  sizeof(rx)),
			 TW_OK);
	return (uint16_t)(rx[0] << 8 | rx[1]);
}

#endif /* TW_TEST_H */
