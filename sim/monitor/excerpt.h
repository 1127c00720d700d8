/* SPDX-License-Identifier: MIT */
/*
 * What a picture shows of a scene: everything, if it is little; the window that
 * was asked for; else the beginning and the first places where something went
 * wrong, each with the transfer around it.
 */
#ifndef TW_MONITOR_EXCERPT_H
#define TW_MONITOR_EXCERPT_H

#include "monitor/axis.h"

enum { EXCERPT_WINDOWS = 5 };

struct excerpt_wish {
	uint64_t from; /* tick */
	uint64_t to;   /* tick; both 0: choose */
	guint most;    /* bytes and addresses that are shown at most */
};

struct excerpt {
	struct axis_window windows[EXCERPT_WINDOWS];
	size_t n;
	guint n_messages; /* of the scene's that are shown */
	bool asked;	  /* for the window */
	bool shortened;	  /* it would have been longer */
};

void tw_excerpt(struct excerpt *e, const struct scene *s,
		const struct excerpt_wish *wish);
bool tw_excerpt_shows(const struct excerpt *e, const struct scene_message *m);
/* "2 of 1873 messages; ..." what is left out, and how to see it; nothing where
 * all is shown. */
void tw_excerpt_text(const struct excerpt *e, const struct scene *s,
		     GString *out);

#endif /* TW_MONITOR_EXCERPT_H */
