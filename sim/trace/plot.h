/* SPDX-License-Identifier: MIT */
/* The kinds of pictures of a scene. */
#ifndef TW_TRACE_PLOT_H
#define TW_TRACE_PLOT_H

#include "monitor/scene.h"
#include "twowire/plot.h"

/* Each appends a whole file. */
void tw_plot_svg(const struct scene *s, const struct tw_plot_config *config,
		 GString *out);
void tw_plot_html(const struct scene *s, const struct tw_plot_config *config,
		  GString *out);
void tw_plot_text(const struct scene *s, const struct tw_plot_config *config,
		  GString *out);
void tw_plot_wavejson(const struct scene *s,
		      const struct tw_plot_config *config, GString *out);

#endif /* TW_TRACE_PLOT_H */
