/* SPDX-License-Identifier: MIT */
/* What a case expects besides the end of its transfers. */
#include "scenario/trial.h"

#include <string.h>

/* More bytes than this are shown from a little before the first that
 * differs. */
#define SHOWN_BYTES 32
#define SHOWN_AHEAD 4

static char *hex(const uint8_t *bytes, const uint8_t *mask, size_t len,
		 size_t from)
{
	size_t to = MIN(len, from + SHOWN_BYTES);
	GString *s = g_string_new(NULL);

	if (from)
		g_string_append_printf(s, "from byte %zu: ", from);
	for (size_t i = from; i < to; i++) {
		if (i > from)
			g_string_append_c(s, ' ');
		if (mask && !mask[i])
			g_string_append(s, "??");
		else
			g_string_append_printf(s, "%02x", bytes[i]);
	}
	if (to < len)
		g_string_append_printf(s, " ... (%zu bytes)", len);
	if (!len)
		g_string_append(s, "nothing");
	return g_string_free(s, FALSE);
}

void tw_trial_compare(struct tw_trial *trial, uint32_t at, const char *what,
		      const GByteArray *bytes, const GByteArray *mask,
		      const uint8_t *got, size_t got_len)
{
	size_t same = 0, from = 0;
	bool held;
	g_autofree char *expected = NULL, *found = NULL;

	while (same < MIN(got_len, bytes->len) &&
	       !((got[same] ^ bytes->data[same]) & mask->data[same]))
		same++;
	held = got_len == bytes->len && same == got_len;
	if (!held && MAX(got_len, bytes->len) > SHOWN_BYTES)
		from = same > SHOWN_AHEAD ? same - SHOWN_AHEAD : 0;
	expected = hex(bytes->data, mask->data, bytes->len, from);
	found = hex(got, NULL, got_len, from);
	tw_trial_note(trial, at, held, what, expected, found);
}

static const char *level(bool high)
{
	return high ? "high" : "low";
}

static void expect_pin(struct tw_trial *t, const struct tw_case_step *step)
{
	tw_device *device = t->devices[step->number];
	g_autofree char *what = g_strdup_printf("pin %s of %s", step->pin,
						tw_device_name(device));
	bool high = false;

	if (!tw_device_get_pin(device, step->pin, &high))
		tw_trial_note(t, step->at, false, what, level(step->high),
			      "no such pin");
	else
		tw_trial_note(t, step->at, high == step->high, what,
			      level(step->high), level(high));
}

static void expect_net(struct tw_trial *t, const struct tw_case_step *step)
{
	const tw_net *net = t->nets[step->number];
	g_autofree char *what = g_strdup_printf("net %s", tw_net_name(net));
	bool high = tw_net_level(net);

	tw_trial_note(t, step->at, high == step->high, what, level(step->high),
		      level(high));
}

static void expect_memory(struct tw_trial *t, const struct tw_case_step *step)
{
	tw_device *device = t->devices[step->number];
	g_autofree char *what =
		g_strdup_printf("memory of %s at %" G_GUINT64_FORMAT,
				tw_device_name(device), step->offset);
	const uint8_t *memory;
	size_t len = 0;

	memory = tw_device_memory(device, &len);
	if (!memory || step->offset >= len)
		tw_trial_note(t, step->at, false, what, "memory",
			      memory ? "its end" : "a model without");
	else
		tw_trial_compare(t, step->at, what, step->bytes, step->mask,
				 memory + step->offset,
				 MIN(len - step->offset, step->bytes->len));
}

void tw_trial_take_expectation(struct tw_trial *trial,
			       const struct tw_case_step *step)
{
	switch (step->kind) {
	case TW_STEP_EXPECT_PIN:
		expect_pin(trial, step);
		return;
	case TW_STEP_EXPECT_NET:
		expect_net(trial, step);
		return;
	case TW_STEP_EXPECT_MEMORY:
		expect_memory(trial, step);
		return;
	default:
		g_assert_not_reached();
	}
}
