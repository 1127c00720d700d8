/* SPDX-License-Identifier: MIT */
/* The transfers of a step: begun, waited for, compared. */
#include "scenario/trial.h"

#include <string.h>

struct batch {
	struct tw_trial *trial;
	size_t n_open;
	uint64_t end_ns; /* of the last that has ended */
};

/* One transfer under way. */
struct errand {
	struct batch *batch;
	const struct tw_case_transfer *transfer;
	tw_controller *controller;
	struct tw_timer begin, patience;
	struct tw_msg *msgs;
	uint8_t *bytes; /* of all messages */
	enum tw_result result;
	bool done;
};

static void finish(struct errand *e, enum tw_result result)
{
	tw_sim *sim = e->batch->trial->sim;

	if (e->done)
		return;
	e->result = result;
	e->done = true;
	e->batch->end_ns = MAX(e->batch->end_ns, tw_sim_now_ns(sim));
	if (!--e->batch->n_open)
		tw_sim_stop(sim);
}

static void done(void *user, enum tw_result result)
{
	finish(user, result);
}

static void begin(void *user)
{
	struct errand *e = user;

	tw_controller_begin(e->controller, e->msgs, e->transfer->msgs->len,
			    done, e);
}

static void give_up(void *user)
{
	struct errand *e = user;

	if (!e->done)
		tw_controller_reset(e->controller);
	finish(e, TW_STUCK);
}

static void prepare(struct errand *e)
{
	const struct tw_case_transfer *t = e->transfer;
	size_t rx = t->tx->len;

	e->msgs = g_new0(struct tw_msg, t->msgs->len);
	e->bytes = g_malloc0(t->tx->len + t->rx_len + 1);
	if (t->tx->len)
		memcpy(e->bytes, t->tx->data, t->tx->len);
	for (size_t i = 0; i < t->msgs->len; i++) {
		const struct tw_case_msg *m =
			&g_array_index(t->msgs, struct tw_case_msg, i);
		bool read = m->flags & TW_MSG_READ;

		e->msgs[i] = (struct tw_msg){
			.addr = m->addr,
			.flags = m->flags,
			.len = m->len,
			.data = e->bytes + (read ? rx : m->first),
		};
		if (read)
			rx += m->len;
	}
}

/* As the notation has it, without bytes; and by whom, where that is not
 * plain. */
static char *describe(const tw_scenario *s, const struct tw_case_transfer *t)
{
	GString *text = g_string_new(NULL);
	int addr = -1;

	for (size_t i = 0; i < t->msgs->len; i++) {
		const struct tw_case_msg *m =
			&g_array_index(t->msgs, struct tw_case_msg, i);

		g_string_append_printf(text, "%s%c%zu", i ? " " : "",
				       m->flags & TW_MSG_READ ? 'r' : 'w',
				       m->len);
		if (m->addr != addr)
			g_string_append_printf(text, "@0x%02x", m->addr);
		addr = m->addr;
	}
	if (tw_case_count(s, TW_CASE_CONTROLLER) > 1)
		g_string_append_printf(
			text, " by %s",
			tw_case_id(s, TW_CASE_CONTROLLER, t->controller));
	return g_string_free(text, FALSE);
}

static void judge(struct tw_trial *trial, const struct errand *e)
{
	const struct tw_case_transfer *t = e->transfer;
	g_autofree char *what = describe(trial->scenario, t);
	g_autofree char *read = g_strconcat("bytes read, ", what, NULL);
	g_autoptr(GByteArray) got = g_byte_array_new();

	if (!t->any_result)
		tw_trial_note(trial, t->result_at, e->result == t->result, what,
			      tw_result_name(t->result),
			      tw_result_name(e->result));
	if (!t->has_rx)
		return;
	for (size_t i = 0; i < t->msgs->len; i++)
		if (e->msgs[i].flags & TW_MSG_READ)
			g_byte_array_append(got, e->msgs[i].data,
					    (unsigned)e->msgs[i].n_done);
	tw_trial_compare(trial, t->rx_at, read, t->rx, t->rx_mask, got->data,
			 got->len);
}

static void cancel(struct errand *e)
{
	tw_queue *queue = tw_bus_queue(tw_controller_bus(e->controller));

	tw_timer_cancel(queue, &e->begin);
	tw_timer_cancel(queue, &e->patience);
	if (!e->done)
		tw_controller_reset(e->controller);
}

static void set_off(struct errand *e)
{
	tw_queue *queue = tw_bus_queue(tw_controller_bus(e->controller));
	const struct tw_case_transfer *t = e->transfer;

	e->begin = (struct tw_timer){.fire = begin, .user = e};
	e->patience = (struct tw_timer){.fire = give_up, .user = e};
	prepare(e);
	tw_timer_after(queue, &e->begin, t->delay_ns);
	tw_timer_after(queue, &e->patience, t->delay_ns + t->timeout_ns);
}

static uint64_t patience_ns(const GPtrArray *transfers)
{
	uint64_t longest = 0;

	for (size_t i = 0; i < transfers->len; i++) {
		const struct tw_case_transfer *t = transfers->pdata[i];

		longest = MAX(longest, t->delay_ns + t->timeout_ns);
	}
	return longest;
}

/* Until all are done; the simulation ends its run when they are. A bus that has
 * nothing to do with the others may be ahead of them by then. */
static void wait(struct tw_trial *trial, const struct batch *batch,
		 uint64_t until_ns)
{
	uint64_t until = MIN(until_ns, trial->options.max_ns);

	while (batch->n_open && tw_sim_run(trial->sim, until) == TW_RUN_STOPPED)
		;
	if (!batch->n_open)
		tw_trial_run_until(trial, batch->end_ns);
	trial->over = batch->n_open && until_ns > trial->options.max_ns;
}

void tw_trial_take_transfers(struct tw_trial *trial,
			     const struct tw_case_step *step)
{
	size_t n = step->transfers->len;
	g_autofree struct errand *errands = g_new0(struct errand, n);
	struct batch batch = {.trial = trial, .n_open = n};
	uint64_t until =
		tw_sim_now_ns(trial->sim) + patience_ns(step->transfers);

	for (size_t i = 0; i < n; i++) {
		struct errand *e = &errands[i];

		e->batch = &batch;
		e->transfer = step->transfers->pdata[i];
		e->controller = trial->controllers[e->transfer->controller];
		e->result = TW_STUCK;
		set_off(e);
	}
	wait(trial, &batch, until);
	for (size_t i = 0; i < n; i++) {
		cancel(&errands[i]);
		/* What firmware's end cut off says nothing of its own. */
		if (errands[i].done)
			judge(trial, &errands[i]);
		g_free(errands[i].msgs);
		g_free(errands[i].bytes);
	}
}
