/* SPDX-License-Identifier: MIT */
/* A sim's trace, written to disk while the sim runs. */
#include "twowire/trace_file.h"

#include "kernel/sim.h"
#include "trace/twt.h"

#define PERIOD_NS 10000000u /* 10 ms */

struct follow {
	tw_sim *sim;
	struct twt_write *writer; /* NULL: it has ended */
};

static void more(void *user)
{
	struct follow *f = user;

	tw_twt_more(f->writer, tw_sim_now_ns(f->sim));
}

static bool end(struct follow *f, GError **error)
{
	struct twt_write *w = f->writer;

	if (!w)
		return true;
	f->writer = NULL;
	sim_set_beat(f->sim, 0, NULL, NULL);
	return tw_twt_close(w, error);
}

static void follow_free(void *user)
{
	end(user, NULL);
	g_free(user);
}

bool tw_sim_trace_to_file(tw_sim *sim, const char *path, GError **error)
{
	struct follow *f;

	if (sim->beat.period_ns) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: the sim writes its trace to a file already",
			    path);
		return false;
	}
	f = g_new0(struct follow, 1);
	f->sim = sim;
	f->writer = tw_twt_open(sim->trace, path, error);
	if (!f->writer) {
		g_free(f);
		return false;
	}
	tw_sim_own(sim, follow_free, f);
	sim_set_beat(sim, PERIOD_NS, more, f);
	more(f);
	return true;
}

bool tw_sim_trace_to_file_end(tw_sim *sim, GError **error)
{
	return !sim->beat.period_ns || end(sim->beat.user, error);
}
