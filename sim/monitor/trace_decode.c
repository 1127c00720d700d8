/* SPDX-License-Identifier: MIT */
/* Decoding traces: their edges, tick by tick, through the decoder. */
#include "monitor/levels.h"

#include <string.h>

bool tw_trace_find_bus(const tw_trace *trace, const char *name, uint32_t *bus)
{
	for (size_t i = 0; i < tw_trace_n_sources(trace); i++) {
		const struct tw_source *s = tw_trace_source(trace, (uint32_t)i);

		if (s->kind != TW_SOURCE_BUS || (name && strcmp(s->name, name)))
			continue;
		*bus = (uint32_t)i;
		return true;
	}
	return false;
}

void tw_trace_decode(const tw_trace *trace, uint32_t bus, tw_message_fn fn,
		     void *user)
{
	g_autoptr(tw_decoder) decoder = tw_decoder_new(fn, user);
	struct tw_trace_iter iter = {0};
	struct tw_record r;
	struct levels now, done;

	levels_init(&now);
	while (tw_trace_next(trace, &iter, &r)) {
		if (r.kind != TW_RECORD_EDGE || r.source != bus)
			continue;
		if (levels_edge(&now, &r, &done))
			tw_decoder_levels(decoder, done.tick,
					  done.level[TW_SCL],
					  done.level[TW_SDA]);
	}
	if (now.pending)
		tw_decoder_levels(decoder, now.tick, now.level[TW_SCL],
				  now.level[TW_SDA]);
	tw_decoder_finish(decoder);
}
