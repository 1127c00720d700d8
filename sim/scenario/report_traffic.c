/* SPDX-License-Identifier: MIT */
/* What the report for people shows of the trace: transactions, stretching,
 * timing, a waveform. */
#include "scenario/report.h"

#include "twowire/capture.h"
#include "twowire/timing.h"

#include <string.h>

#define WAVEFORM_ROWS 4

static void section(const struct tw_report_page *r, const char *title,
		    const char *bus, const GString *text)
{
	if (!text->len)
		return;
	tw_report_heading(r, title, bus);
	tw_report_lines(r, text->str);
}

/* A source's name where there are several buses. */
static const char *bus_label(const struct tw_report_page *r, uint32_t bus)
{
	if (tw_case_count(r->trial->scenario, TW_CASE_BUS) < 2)
		return NULL;
	return tw_trace_source(r->trace, bus)->name;
}

static void count(void *user, const struct tw_message *message)
{
	(*(size_t *)user)++;
}

/* A long transfer fills pages; its beginning says enough here. */
static void shorten(GString *waveform)
{
	const char *at = waveform->str;

	for (int i = 0; at && i < WAVEFORM_ROWS; i++) {
		at = strstr(at, "\n\n");
		if (at)
			at += 2;
	}
	if (at)
		g_string_truncate(waveform, (gsize)(at - waveform->str) - 1);
}

/* The mode that the traffic shows, or that a controller of the case is set to
 * if that is faster: a clock slowed by its pull-up is no excuse. */
static enum tw_timing_mode mode_of(const struct tw_report_page *r, uint32_t bus)
{
	g_autoptr(tw_timing_report) seen = tw_trace_timing(r->trace, bus, NULL);
	const char *name = tw_trace_source(r->trace, bus)->name;
	size_t n = tw_case_count(r->trial->scenario, TW_CASE_CONTROLLER);
	enum tw_timing_mode mode = tw_timing_report_mode(seen);

	for (size_t i = 0; i < n; i++) {
		const tw_controller *c = r->trial->controllers[i];
		int64_t hz = tw_controller_config(c)->scl_hz;

		if (!strcmp(tw_bus_name(tw_controller_bus(c)), name))
			mode = MAX(mode, tw_timing_fitting(1000000000000 / hz));
	}
	return mode;
}

static void put_timing(const struct tw_report_page *r, uint32_t bus,
		       GString *text)
{
	const tw_bus *b =
		tw_sim_bus(r->trial->sim, tw_trace_source(r->trace, bus)->name);
	struct tw_timing_config config = {
		.mode = tw_bus_config(b)->ultra_fast ? TW_TIMING_ULTRA_FAST
						     : mode_of(r, bus),
		.cb_pF = tw_bus_config(b)->cap_pF,
		.vdd_mV = tw_bus_config(b)->vdd_mV,
	};
	g_autoptr(tw_timing_report) report =
		tw_trace_timing(r->trace, bus, &config);

	tw_timing_report_to_text(report, false, text);
}

static void one_bus(const struct tw_report_page *r, uint32_t bus)
{
	struct tw_waveform_config config = {.ascii = r->options->ascii,
					    .width = 76};
	const char *label = bus_label(r, bus);
	g_autoptr(GString) text = g_string_new(NULL);
	size_t n = 0;

	tw_trace_decode(r->trace, bus, count, &n);
	if (!n)
		return;
	tw_trace_stretch_text(r->trace, bus, text);
	section(r, "Clock stretching", label, text);
	g_string_truncate(text, 0);
	put_timing(r, bus, text);
	section(r, "Timing", label, text);
	g_string_truncate(text, 0);
	tw_trace_waveform(r->trace, bus, &config, text);
	shorten(text);
	section(r, "First transfer", label, text);
}

void tw_report_traffic(const struct tw_report_page *r)
{
	g_autoptr(GString) text = g_string_new(NULL);

	tw_trace_to_text(r->trace, text);
	section(r, "Transactions", NULL, text);
	for (uint32_t i = 0; i < tw_trace_n_sources(r->trace); i++)
		if (tw_trace_source(r->trace, i)->kind == TW_SOURCE_BUS)
			one_bus(r, i);
}
