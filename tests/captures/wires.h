/* SPDX-License-Identifier: MIT */
/* A trace made by hand: legal traffic, its times chosen by the test. */
#ifndef TEST_WIRES_H
#define TEST_WIRES_H

#include <stdio.h>
#include <string.h>

#include "twowire/bus.h"
#include "twowire/capture.h"

struct wires {
	tw_trace *trace;
	uint32_t bus;
	uint64_t now;
	uint64_t step; /* a quarter of a bit */
};

static inline void wires_edge(struct wires *w, enum tw_line line, bool level)
{
	struct tw_record r = {
		.tick = w->now,
		.source = w->bus,
		.kind = TW_RECORD_EDGE,
		.line = line,
		.level = level,
	};

	tw_trace_append(w->trace, &r);
}

static inline struct wires wires_new(const char *name, uint64_t step)
{
	struct tw_source bus = {.name = name, .kind = TW_SOURCE_BUS};
	struct wires w = {.trace = tw_trace_new(1, 1000000000), .step = step};

	w.bus = tw_trace_add_source(w.trace, &bus);
	w.now = 10 * step;
	return w;
}

/* From SCL high, or low after a byte. */
static inline void wires_start(struct wires *w, bool repeated)
{
	if (repeated) {
		w->now += w->step;
		wires_edge(w, TW_SDA, true);
		w->now += w->step;
		wires_edge(w, TW_SCL, true);
	}
	w->now += w->step;
	wires_edge(w, TW_SDA, false);
	w->now += w->step;
	wires_edge(w, TW_SCL, false);
}

/* @sda: the wire's level before, kept up to date. */
static inline void wires_bit(struct wires *w, bool v, bool *sda)
{
	w->now += w->step;
	if (v != *sda)
		wires_edge(w, TW_SDA, v);
	*sda = v;
	w->now += w->step;
	wires_edge(w, TW_SCL, true);
	w->now += 2 * w->step;
	wires_edge(w, TW_SCL, false);
}

/* Nine bits; leaves SDA low. */
static inline void wires_byte(struct wires *w, uint8_t byte, bool ack)
{
	bool sda = false;

	for (int i = 7; i >= 0; i--)
		wires_bit(w, byte >> i & 1, &sda);
	wires_bit(w, !ack, &sda);
	if (sda) {
		w->now += 1;
		wires_edge(w, TW_SDA, false);
	}
}

static inline void wires_stop(struct wires *w)
{
	w->now += 2 * w->step;
	wires_edge(w, TW_SCL, true);
	w->now += w->step;
	wires_edge(w, TW_SDA, true);
	w->now += 4 * w->step;
}

/* What a host does to set a register and read it back, and a NACK. */
static inline void wires_traffic(struct wires *w)
{
	wires_start(w, false);
	wires_byte(w, 0x80, true);
	wires_byte(w, 0x01, true);
	wires_byte(w, 0xaa, true);
	wires_stop(w);
	wires_start(w, false);
	wires_byte(w, 0x80, true);
	wires_byte(w, 0x01, true);
	wires_start(w, true);
	wires_byte(w, 0x81, true);
	wires_byte(w, 0xaa, true);
	wires_byte(w, 0xff, false);
	wires_stop(w);
	wires_start(w, false);
	wires_byte(w, 0x83, false);
	wires_stop(w);
	tw_trace_set_end(w->trace, w->now);
}

/* A path in a fresh folder; wires_remove() removes both. */
static inline char *wires_path(const char *file)
{
	g_autofree char *dir = g_dir_make_tmp("twowire-XXXXXX", NULL);

	return g_build_filename(dir, file, NULL);
}

static inline void wires_remove(char *path)
{
	g_autofree char *dir = g_path_get_dirname(path);
	GDir *d = g_dir_open(dir, 0, NULL);
	const char *name;

	while ((name = g_dir_read_name(d))) {
		g_autofree char *file = g_build_filename(dir, name, NULL);

		remove(file);
	}
	g_dir_close(d);
	remove(dir);
	g_free(path);
}

static inline void wires_collect(void *user, const struct tw_message *message)
{
	tw_message_to_json(message, user);
}

/* The messages of a file or trace in normal form. */
static inline char *wires_messages(const tw_trace *trace)
{
	GString *json = g_string_new(NULL);
	uint32_t bus = 0;

	if (tw_trace_find_bus(trace, NULL, &bus))
		tw_trace_decode(trace, bus, wires_collect, json);
	return g_string_free(json, FALSE);
}

#endif /* TEST_WIRES_H */
