/* SPDX-License-Identifier: MIT */
/* What tests of replay share: a run recorded on a bench, a sim to replay it
 * in, what came of it. */
#ifndef TW_TEST_REPLAY_LIVE_H
#define TW_TEST_REPLAY_LIVE_H

#include "tw-test.h"

#include <string.h>

#include "twowire/parts.h"
#include "twowire/replay.h"

struct live {
	tw_replay *r;
	tw_sim *sim;
	tw_bus *bus;
	struct tw_replay_summary sum;
	GString *text; /* all differences, then the summary */
};

static inline struct live live_open(const tw_trace *trace,
				    const struct tw_replay_config *config)
{
	struct live l = {
		.sim = tw_sim_new(1),
		.text = g_string_new(NULL),
	};
	GError *error = NULL;
	uint32_t bus;

	assert_true(tw_trace_find_bus(trace, NULL, &bus));
	l.r = tw_replay_new(trace, bus, config, &error);
	if (error)
		fail_msg("%s", error->message);
	l.bus = tw_bus_new(l.sim, tw_replay_bus_config(), NULL);
	return l;
}

static inline tw_device *live_model(struct live *l, const char *spec)
{
	GError *error = NULL;
	tw_device *dev =
		tw_replay_attach_text(l->r, l->bus, &tw_parts, spec, &error);

	if (error)
		fail_msg("%s", error->message);
	return dev;
}

static inline void live_note(void *user, const struct tw_difference *d)
{
	tw_difference_text(d, user);
}

static inline void live_run(struct live *l)
{
	assert_int_equal(tw_replay_run(l->r, l->bus), TW_RUN_DONE);
	tw_replay_compare(l->r, live_note, l->text, &l->sum);
	tw_replay_summary_text(&l->sum, l->text);
}

static inline void live_free(struct live *l)
{
	tw_sim_free(l->sim);
	tw_replay_free(l->r);
	g_string_free(l->text, TRUE);
}

/* How many differences there are, printed where they are not @n. */
static inline void live_expect(struct live *l, uint64_t n)
{
	if (tw_replay_n_differences(&l->sum) != n)
		fail_msg("expected %d differences:\n%s", (int)n, l->text->str);
}

#endif /* TW_TEST_REPLAY_LIVE_H */
