/* SPDX-License-Identifier: MIT */
/*
 * What a capture holds, on one screen: who was spoken to, how fast the clock
 * was, who was waited for, and what is worth a look.
 *
 * Fed with the levels of both wires, in memory that does not grow with their
 * number.
 */
#ifndef TW_SUMMARY_H
#define TW_SUMMARY_H

#include "twowire/capture.h"
#include "twowire/model.h"

G_BEGIN_DECLS

typedef struct tw_summary tw_summary;

/* One tick is @num / @den seconds; 0 as @num: nobody knows, and times are
 * ticks. @models: (nullable): to guess devices from; ends with NULL, and stays
 * the caller's. */
tw_summary *tw_summary_new(uint64_t num, uint64_t den,
			   const struct tw_model *const *models);
void tw_summary_free(tw_summary *summary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tw_summary, tw_summary_free)

/* As tw_decoder_levels(). */
void tw_summary_levels(tw_summary *summary, uint64_t tick, bool scl, bool sda);
/* The capture has @end ticks. Once, before what follows. */
void tw_summary_finish(tw_summary *summary, uint64_t end);

/* The models that may have answered to an address, likeliest first: a guess
 * from its number and from what was written to and read from it. NULL past the
 * last. */
const struct tw_model *tw_summary_guess(const tw_summary *summary, uint8_t addr,
					size_t n);

void tw_summary_to_text(const tw_summary *summary, GString *out);
/* One object; docs/decode.md has its keys. */
void tw_summary_to_json(const tw_summary *summary, GString *out);

G_END_DECLS

#endif /* TW_SUMMARY_H */
