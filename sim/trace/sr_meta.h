/* SPDX-License-Identifier: MIT */
/* The metadata of a sigrok session. */
#ifndef TW_TRACE_SR_META_H
#define TW_TRACE_SR_META_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define SR_MAX_UNITSIZE 8u
#define SR_MAX_PROBES	(8u * SR_MAX_UNITSIZE)
#define SR_MAX_ANALOG	16u

struct sr_analog {
	char *name;	 /* NULL: there is none */
	unsigned number; /* in the names of its members */
};

struct sr_meta {
	char *logic;	   /* name its members begin with: "logic-1"; NULL:
			      there are analog channels alone */
	char *bad_rate;	   /* a samplerate that is none, as it is shown */
	uint64_t rate_hz;  /* 0: missing or absurd */
	unsigned unitsize; /* bytes a sample, 1 to 8 */
	unsigned n_probes;
	char *probe[SR_MAX_PROBES];		/* NULL: not captured */
	struct sr_analog analog[SR_MAX_ANALOG]; /* the first ones */
	unsigned n_analog;
	unsigned n_devices;
};

/**
 * tw_sr_meta_parse:
 * @text: the member's content, cut into lines here
 *
 * Only the first device is looked at. Returns: false with @error set to
 * TW_ERROR_FILE, worded to follow "PATH: ".
 */
bool tw_sr_meta_parse(struct sr_meta *meta, const char *text, GError **error);
void tw_sr_meta_clear(struct sr_meta *meta);

#endif /* TW_TRACE_SR_META_H */
