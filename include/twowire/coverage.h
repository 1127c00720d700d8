/* SPDX-License-Identifier: MIT */
/*
 * What of the protocol some traffic has shown: bins for START and STOP at every
 * bit, acknowledges and what followed them, stretching by place and role,
 * outcomes of arbitration, kinds of address, lengths, glitches.
 * docs/coverage.md defines every bin.
 *
 * All is read off the wires, off who drives them, and off the notes of
 * controllers; a capture has the wires alone.
 */
#ifndef TW_COVERAGE_H
#define TW_COVERAGE_H

#include "twowire/trace.h"

G_BEGIN_DECLS

typedef struct tw_coverage tw_coverage;

/* No bin hit. */
tw_coverage *tw_coverage_new(void);
/* NULL is allowed. Stops watching, for which the sim must still be there. */
void tw_coverage_free(tw_coverage *coverage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tw_coverage, tw_coverage_free)

/* Observes all buses of @sim from now on; one sim at a time. */
void tw_coverage_watch(tw_coverage *coverage, tw_sim *sim);
/* Until here, which must be before the sim is freed. Only then all hits are
 * counted. */
void tw_coverage_unwatch(tw_coverage *coverage);
/* What all buses of a trace show, from its beginning to its end. */
void tw_coverage_add_trace(tw_coverage *coverage, const tw_trace *trace);

/* Adds the hits of @from; a count stays at UINT64_MAX once it is there. */
void tw_coverage_merge(tw_coverage *into, const tw_coverage *from);

struct tw_coverage_bin {
	const char *group; /* "stop" */
	const char *name;  /* "write.3" */
	uint64_t hits;
};
/* Sorted by group, then by name. false past the last. */
bool tw_coverage_bin(const tw_coverage *coverage, size_t n,
		     struct tw_coverage_bin *bin);
/* false: there is no such bin. */
bool tw_coverage_set(tw_coverage *coverage, const char *group, const char *name,
		     uint64_t hits);
uint64_t tw_coverage_hits(const tw_coverage *coverage, const char *group,
			  const char *name);

/* A line a group: bins hit, bins there are, and which are missing. */
void tw_coverage_to_text(const tw_coverage *coverage, GString *out);
/* One object with all bins, hit or not; the same hits give the same bytes. */
void tw_coverage_to_json(const tw_coverage *coverage, GString *out);

/**
 * tw_coverage_parse:
 * @text: what tw_coverage_to_json() wrote; bins that are not in it have no hit
 * @name: what messages call the file
 *
 * Returns: (transfer full): the coverage, or NULL with @error set to
 * TW_ERROR_CONFIG; the message names file, line and column.
 */
tw_coverage *tw_coverage_parse(const char *text, size_t len, const char *name,
			       GError **error);

G_END_DECLS

#endif /* TW_COVERAGE_H */
