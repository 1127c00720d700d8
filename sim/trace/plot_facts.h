/* SPDX-License-Identifier: MIT */
/* What all pictures say of a scene in words. */
#ifndef TW_TRACE_PLOT_FACTS_H
#define TW_TRACE_PLOT_FACTS_H

#include "trace/plot.h"

/* "12 messages, SCL up to 400 kHz, Fast-mode timing: 2 violations". */
void tw_plot_facts(const struct scene *s, GString *out);
const char *tw_plot_title(const struct scene *s,
			  const struct tw_plot_config *config);
/* How many violations are certain. */
guint tw_plot_certain(const struct scene *s);

#endif /* TW_TRACE_PLOT_FACTS_H */
