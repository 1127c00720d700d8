/* SPDX-License-Identifier: MIT */
/* How a part of a case sees the wires: "smbus", or thresholds of its own. */
#include "scenario/case.h"

static bool load_own(const struct tw_cursor *cur, struct tw_sense *sense,
		     GError **error)
{
	static const char *const keys[] = {"vil_mV", "vih_mV", "filter_ns",
					   "delay_ns", NULL};

	if (!tw_cursor_keys(cur, keys, error) ||
	    !tw_cursor_u32(cur, "vil_mV", 1, 5499, &sense->vil_mV, error) ||
	    !tw_cursor_u32(cur, "vih_mV", 2, 5500, &sense->vih_mV, error) ||
	    !tw_cursor_u32(cur, "filter_ns", 0, 1000000, &sense->filter_ns,
			   error) ||
	    !tw_cursor_u32(cur, "delay_ns", 0, 1000000, &sense->delay_ns,
			   error))
		return false;
	if (!sense->vil_mV == !sense->vih_mV &&
	    (!sense->vil_mV || sense->vil_mV < sense->vih_mV))
		return true;
	return tw_json_error(cur->index, cur->at, error,
			     "expected both vil_mV and vih_mV, the latter "
			     "above the former, or neither");
}

bool tw_case_load_sense(const struct tw_cursor *obj, struct tw_sense *sense,
			GError **error)
{
	static const char *const words[] = {"i2c", "smbus", "smbus2", NULL};
	const struct tw_sense known[] = {{0}, tw_sense_smbus, tw_sense_smbus2};
	struct tw_cursor cur;
	unsigned word;

	if (!tw_cursor_get(obj, "sense", &cur))
		return true;
	if (tw_cursor_is(&cur, TW_SHAPE_OBJECT))
		return load_own(&cur, sense, error);
	if (!tw_cursor_word(&cur, words, &word, error))
		return false;
	*sense = known[word];
	return true;
}
