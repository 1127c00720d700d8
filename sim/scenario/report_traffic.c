/* SPDX-License-Identifier: MIT */
/* What the report for people shows of the trace: transactions, stretching,
 * timing, a waveform. */
#include "scenario/report.h"

#include "twowire/capture.h"

#include <string.h>

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

static void one_bus(const struct tw_report_page *r, uint32_t bus)
{
	const char *label = bus_label(r, bus);
	g_autoptr(GString) text = g_string_new(NULL);
	size_t n = 0;

	tw_trace_decode(r->trace, bus, count, &n);
	if (!n)
		return;
	tw_trace_stretch_text(r->trace, bus, text);
	section(r, "Clock stretching", label, text);
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
