/* SPDX-License-Identifier: MIT */
/* One chip on a bus with a host, what its firmware prints and its SERCOMs
 * remark, and when SCL and SDA changed. */
#ifndef SAM_BENCH_H
#define SAM_BENCH_H

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
#include "twowire/observer.h"
#include "twowire/parts.h"
#include "twowire/sim.h"
#include "twowire/target.h"

static const char *folder;
static const char *platform;

struct edge {
	uint64_t ns;
	uint8_t line, level;
};

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	tw_controller *host;
	tw_chip *chip;
	GString *log;
	GArray *edges;
};

static void observed(void *user, const struct tw_record *r)
{
	struct bench *b = user;
	struct edge e = {r->tick, r->line, r->level};

	if (r->kind == TW_RECORD_EDGE)
		g_array_append_val(b->edges, e);
	if (r->kind != TW_RECORD_NOTE ||
	    (r->note != TW_NOTE_OUTPUT &&
	     !(r->note == TW_NOTE_DEVICE &&
	       g_str_has_prefix(r->text, "SERCOM"))))
		return;
	g_string_append_len(b->log, r->text, (gssize)r->text_len);
	g_string_append_c(b->log, '\n');
}

static inline int up(void **state)
{
	struct bench *b = g_new0(struct bench, 1);
	struct tw_controller_config config = {.name = "host"};

	b->sim = tw_sim_new(1);
	b->bus = tw_bus_new(b->sim, NULL, NULL);
	b->host = tw_controller_new(b->bus, &config, NULL);
	b->log = g_string_new(NULL);
	b->edges = g_array_new(FALSE, FALSE, sizeof(struct edge));
	tw_sim_observe(b->sim, TW_TRACE_ALL, observed, b);
	*state = b;
	return 0;
}

static inline int down(void **state)
{
	struct bench *b = *state;

	tw_sim_free(b->sim);
	g_string_free(b->log, TRUE);
	g_array_free(b->edges, TRUE);
	g_free(b);
	return 0;
}

static inline tw_chip *add_on(struct bench *b, const char *name,
			      const char *sda, const char *scl)
{
	g_autofree char *file = g_strconcat(platform, "-", name, ".so", NULL);
	g_autofree char *path = g_build_filename(folder, file, NULL);
	const struct tw_chip_pin pins[] = {
		{sda, .bus = b->bus, .line = TW_SDA},
		{scl, .bus = b->bus, .line = TW_SCL},
	};
	struct tw_chip_config config = {
		.name = name, .object = path, .pins = pins, .n_pins = 2};
	GError *error = NULL;
	tw_chip *chip;

	chip = tw_chip_new(b->sim, tw_parts_platform(&tw_parts, platform),
			   &config, &error);
	if (!chip)
		fail_msg("%s", error->message);
	return chip;
}

/* Starts that firmware and gives it 100 us to set itself up. */
static inline struct bench *run_firmware(void **state, const char *name)
{
	struct bench *b = *state;

	b->chip = add_on(b, name, "PA12", "PA13");
	if (tw_sim_run(b->sim, TW_US(100)) != TW_RUN_DONE)
		fail_msg("%s", tw_chip_failure(b->chip));
	return b;
}

static inline void pass(struct bench *b, uint64_t ns)
{
	if (tw_sim_run(b->sim, tw_sim_now_ns(b->sim) + ns) != TW_RUN_DONE)
		fail_msg("%s", tw_chip_failure(b->chip));
}

static inline enum tw_result host_write(struct bench *b, uint16_t addr,
					const char *bytes, size_t n)
{
	enum tw_result result = tw_controller_write_to(
		b->host, addr, (const uint8_t *)bytes, n);

	pass(b, TW_US(50));
	return result;
}

static inline enum tw_result host_read(struct bench *b, uint16_t addr,
				       uint8_t *rx, size_t n)
{
	enum tw_result result = tw_controller_read_from(b->host, addr, rx, n);

	pass(b, TW_US(50));
	return result;
}

/* What was printed since the last call. */
static inline void expect_log(struct bench *b, const char *lines)
{
	assert_string_equal(b->log->str, lines);
	g_string_truncate(b->log, 0);
}

/* How long SCL stayed low before its rise number @n since the last START. */
static inline uint64_t low_before(const struct bench *b, unsigned n)
{
	unsigned rises = 0;
	uint64_t fell = 0;
	bool scl = true;

	for (guint i = 0; i < b->edges->len; i++) {
		const struct edge *e = &g_array_index(b->edges, struct edge, i);

		if (e->line == TW_SDA && scl && !e->level)
			rises = 0;
		if (e->line != TW_SCL)
			continue;
		scl = e->level;
		if (!scl)
			fell = e->ns;
		else if (++rises == n)
			return e->ns - fell;
	}
	fail_msg("SCL did not rise %u times", n);
	return 0;
}

/* usage: TEST FOLDER PLATFORM */
static inline void choose(int argc, char **argv)
{
	folder = argc > 1 ? argv[1] : ".";
	platform = argc > 2 ? argv[2] : "samd51";
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, up, down)

#endif /* SAM_BENCH_H */
