/* SPDX-License-Identifier: MIT */
#include "capture_files.h"

#include <stdio.h>

#include "twowire/bus.h"
#include "twowire/controller.h"
#include "twowire/device.h"
#include "twowire/parts.h"

enum { BURST_MS = 10, ROM = 0x50, PAGE = 8 };

/* Pairs of a write and a read of what was written, for 10 ms. */
static tw_sim *burst(void)
{
	tw_sim *sim = tw_sim_new(1);
	tw_bus *bus = tw_bus_new(sim, NULL, NULL);
	struct tw_controller_config fast = {.scl_hz = 400000};
	tw_controller *host = tw_controller_new(bus, &fast, NULL);
	struct tw_param params[] = {{"part", "24C02"}, {"write_us", "0"}};
	struct tw_device_config config = {
		.addr = ROM, .params = params, .n_params = 2};
	uint8_t out[1 + PAGE] = {0}, in[PAGE];

	tw_sim_trace_mask(sim, TW_TRACE_EDGES);
	if (!tw_bus_attach(bus, tw_parts_model(&tw_parts, "24xx"), &config,
			   NULL))
		g_error("there is no 24C02");
	while (tw_sim_now_ns(sim) < TW_MS(BURST_MS)) {
		for (unsigned i = 0; i < PAGE; i++)
			out[1 + i] = (uint8_t)(out[1 + i] * 5 + i * 37 + 1);
		tw_controller_write_to(host, ROM, out, sizeof(out));
		tw_controller_write_read(host, ROM, out, 1, in, sizeof(in));
		out[0] += PAGE;
	}
	return sim;
}

static uint64_t tick_of(uint64_t ns, uint64_t rate_hz)
{
	uint64_t second = TW_MS(1000);

	return ns / second * rate_hz + ns % second * rate_hz / second;
}

tw_trace *capture_file_trace(const struct capture_file *f)
{
	tw_sim *sim = burst();
	const tw_trace *from = tw_sim_trace(sim);
	tw_trace *to = tw_trace_new(1, f->rate_hz);
	struct tw_source bus = {.name = "bus", .kind = TW_SOURCE_BUS};
	uint32_t source = tw_trace_add_source(to, &bus);
	uint64_t length_ns = tw_trace_end(from) + TW_US(5) + TW_MS(f->idle_ms);
	uint64_t end_ns = TW_MS(1000) * f->seconds;

	for (uint64_t at = 0; at + length_ns <= end_ns; at += length_ns) {
		struct tw_trace_iter iter = {0};
		struct tw_record r;

		while (tw_trace_next(from, &iter, &r)) {
			if (r.kind != TW_RECORD_EDGE)
				continue;
			r.tick = tick_of(at + r.tick, f->rate_hz);
			r.source = source;
			r.slew = 0;
			tw_trace_append(to, &r);
		}
	}
	tw_trace_set_end(to, f->rate_hz * f->seconds);
	tw_sim_free(sim);
	return to;
}
