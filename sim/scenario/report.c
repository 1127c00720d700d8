/* SPDX-License-Identifier: MIT */
/* A report in the form asked for. */
#include "scenario/report.h"

size_t tw_report_n_failed(const tw_trial *trial)
{
	size_t n = 0;

	for (size_t i = 0; i < tw_trial_n_checks(trial); i++)
		n += !tw_trial_check(trial, i)->held &&
		     !tw_trial_check(trial, i)->known;
	return n;
}

const char *tw_report_known(const tw_trial *trial)
{
	for (size_t i = 0; i < tw_trial_n_checks(trial); i++)
		if (tw_trial_check(trial, i)->known)
			return tw_trial_check(trial, i)->known;
	return NULL;
}

const char *tw_report_verdict(const tw_trial *trial)
{
	switch (tw_trial_verdict(trial)) {
	case TW_VERDICT_HELD:
		return "held";
	case TW_VERDICT_KNOWN:
		return "known-failure";
	case TW_VERDICT_FAILED:
		return "failed";
	case TW_VERDICT_FIRMWARE:
		return "firmware-failed";
	}
	g_assert_not_reached();
}

void tw_trial_report(const tw_trial *trial, enum tw_report report,
		     const struct tw_report_options *options, GString *out)
{
	static const struct tw_report_options none = {.number = 1};

	if (!options)
		options = &none;
	switch (report) {
	case TW_REPORT_TEXT:
		tw_report_text(trial, options, out);
		return;
	case TW_REPORT_TAP:
		tw_report_tap(trial, options, out);
		return;
	case TW_REPORT_JUNIT:
		tw_report_junit(trial, options, out);
		return;
	case TW_REPORT_JSON:
		tw_report_json(trial, options, out);
		return;
	}
}

void tw_report_error(const char *name, const GError *why, enum tw_report report,
		     const struct tw_report_options *options, GString *out)
{
	switch (report) {
	case TW_REPORT_TEXT:
		return; /* a diagnostic, not a result */
	case TW_REPORT_TAP:
		tw_report_error_tap(name, why->message,
				    options ? options->number : 1, out);
		return;
	case TW_REPORT_JUNIT:
		tw_report_error_junit(name, why->message, out);
		return;
	case TW_REPORT_JSON:
		tw_report_error_json(name, why->message, out);
		return;
	}
}
