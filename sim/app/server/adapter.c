/* SPDX-License-Identifier: MIT */
/*
 * An adapter: a controller that serves programs' transfers as Linux's adapters
 * serve them, one after the other, with Linux's errors
 * (Documentation/i2c/fault-codes).
 */
#include "app/server/inside.h"

#include <errno.h>

#include "scenario/trial.h"

/* How long SCL is held between two steps of a transfer. */
#define HOLD_NS TW_S(1)
#define IDLE_NS ((uint32_t)TW_MS(1))
/* What somebody who has gone left under way may take. */
#define LEFT_NS TW_MS(100)

bool adapter_is_busy(const struct adapter *a)
{
	return a->jobs.length || a->holder;
}

static tw_queue *queue_of(const struct adapter *a)
{
	return tw_bus_queue(tw_controller_bus(a->controller));
}

/* Nobody is between a START and its STOP any more. */
static void end_hold(struct adapter *a)
{
	a->holder = NULL;
	a->held_us = 0;
	tw_timer_cancel(queue_of(a), &a->hold);
}

/* The holder has SCL held until its next step. */
static void hold(struct adapter *a, struct session *s)
{
	a->holder = s;
	a->held_us = g_get_monotonic_time();
	tw_timer_after(queue_of(a), &a->hold, HOLD_NS);
}

/* Who is between a START and its STOP goes before all others. */
static void bring_holders(struct adapter *a)
{
	for (GList *l = a->jobs.head; a->holder && l; l = l->next) {
		const struct job *job = l->data;

		if (job->session == a->holder) {
			g_queue_unlink(&a->jobs, l);
			g_queue_push_head_link(&a->jobs, l);
			return;
		}
	}
}

static bool bus_has_loser(const struct server *server, unsigned bus)
{
	for (guint i = 0; i < server->adapters->len; i++) {
		const struct adapter *a = server->adapters->pdata[i];

		if (a->bus == bus && a->has_lost)
			return true;
	}
	return false;
}

/* Takes the first job away and says how it ended. */
static void conclude(struct adapter *a, int error)
{
	struct job *job = g_queue_pop_head(&a->jobs);

	a->server->n_jobs--;
	job->session->n_jobs--;
	if (job->session->fd >= 0 && !job->silent) {
		job_answer(job, error);
		job->session->awaited_until_us = -1; /* from when it is sent */
	}
	job_free(job);
	server_look(a->server);
}

static void done(void *user, enum tw_result result);
static void operated(void *user, enum tw_result result, uint8_t byte);

static void operate(struct adapter *a, struct job *job)
{
	tw_controller *c = a->controller;

	tw_controller_on_completion(c, operated, a);
	switch (job->operation) {
	case TW_OPERATE_START:
		tw_controller_start(c);
		return;
	case TW_OPERATE_STOP:
		tw_controller_stop(c);
		return;
	case TW_OPERATE_WRITE:
		tw_controller_write(c, (uint8_t)job->value);
		return;
	case TW_OPERATE_READ:
		tw_controller_read(c, job->value);
		return;
	}
}

/* The case's pace, where who set another one has gone. */
static void regain_pace(struct adapter *a)
{
	if (!a->is_paced || a->pacer)
		return;
	tw_controller_configure(a->controller, &a->usual, NULL);
	a->is_paced = false;
}

static void begin(struct adapter *a, struct job *job)
{
	job->begun = true;
	if (!a->holder)
		regain_pace(a);
	a->held_us = 0;
	tw_timer_cancel(queue_of(a), &a->hold);
	tw_timer_after(queue_of(a), &a->limit, job->timeout_ns);
	if (job->operation)
		operate(a, job);
	else
		tw_controller_begin(a->controller, job->msgs, job->n, done, a);
}

/* What may begin on it now, or NULL. */
static struct job *next_job(struct adapter *a)
{
	struct job *job = g_queue_peek_head(&a->jobs);

	if (!job || job->begun || a->must_clear)
		return NULL;
	bring_holders(a);
	job = g_queue_peek_head(&a->jobs);
	if (a->holder)
		return job->session == a->holder ? job : NULL;
	return bus_has_loser(a->server, a->bus) ? NULL : job;
}

/* Begins what has been asked for and has not begun: where somebody has lost the
 * arbitration all others wait until it is through, as hosts do that need a
 * moment from one transfer to the next. Else the one whose bytes are lower
 * would win for ever. */
static void begin_waiting(struct server *server)
{
	for (guint i = 0; i < server->adapters->len; i++) {
		struct adapter *a = server->adapters->pdata[i];
		struct job *job;

		while ((job = next_job(a)) && !a->holder && job->operation &&
		       job->operation != TW_OPERATE_START)
			conclude(a, -EINVAL);
		if (job)
			begin(a, job);
	}
}

static void finish(struct adapter *a, int error)
{
	tw_timer_cancel(queue_of(a), &a->limit);
	a->has_lost = false;
	conclude(a, error);
	if (a->holder && a->holder->fd < 0)
		adapter_leave(a, a->holder);
	begin_waiting(a->server);
}

/* Is there nobody else on the bus who could be using it? */
static bool is_alone(const struct adapter *a)
{
	const struct server *server = a->server;

	for (guint i = 0; i < server->adapters->len; i++) {
		const struct adapter *other = server->adapters->pdata[i];

		if (other != a && other->bus == a->bus &&
		    tw_controller_active(other->controller))
			return false;
	}
	return !server->config.trial->chips[0];
}

/* Did SCL, and not the bus being busy, take too long; or was the arbitration
 * lost to nobody, but to a target in the wrong place? */
static bool was_held(const struct adapter *a, enum tw_result result)
{
	if (result == TW_ARBITRATION_LOST)
		return is_alone(a);
	return result == TW_STUCK &&
	       !tw_controller_config(a->controller)->busy_timeout_ns;
}

/* At once, or when the bus has been cleared. */
static void try_again(struct adapter *a, struct job *job)
{
	job->retries--;
	for (size_t i = 0; i < job->n; i++)
		job->msgs[i].len = job->lens[i];
	if (a->must_clear) {
		tw_timer_cancel(queue_of(a), &a->limit);
		job->begun = false;
		server_look(a->server);
		return;
	}
	a->has_lost = true;
	tw_controller_begin(a->controller, job->msgs, job->n, done, a);
}

static void done(void *user, enum tw_result result)
{
	struct adapter *a = user;
	struct job *job = g_queue_peek_head(&a->jobs);

	/* Whatever came of it, a START of before has its STOP. */
	end_hold(a);
	a->must_clear = was_held(a, result);
	if (result == TW_ARBITRATION_LOST && job->retries &&
	    job->session->fd >= 0)
		try_again(a, job);
	else
		finish(a, job_error(job, result));
}

/* As Linux has it of a bus that stays busy, and of one that hangs. */
static void out_of_time(void *user)
{
	struct adapter *a = user;
	bool began = tw_controller_active(a->controller);

	tw_controller_reset(a->controller);
	end_hold(a);
	a->must_clear = began || is_alone(a);
	finish(a, began ? -ETIMEDOUT : -EBUSY);
}

static void queue(struct job *job)
{
	struct server *server = job->adapter->server;

	g_queue_push_tail(&job->adapter->jobs, job);
	job->session->n_jobs++;
	server->n_jobs++;
	begin_waiting(server);
}

static void queue_step(struct adapter *a, enum tw_operation operation)
{
	struct job *job = job_new(a, a->holder, 0);

	job->silent = true;
	job->operation = operation;
	job->timeout_ns = LEFT_NS;
	queue(job);
}

/* Ends the holder's transfer for it: with a STOP, before which a target that
 * sends has to be told that no more is wanted. */
static void leave(struct adapter *a)
{
	if (a->is_reading)
		queue_step(a, TW_OPERATE_READ);
	queue_step(a, TW_OPERATE_STOP);
}

/* Its next step has not come. */
static void let_go(void *user)
{
	struct adapter *a = user;

	leave(a);
}

static void operated(void *user, enum tw_result result, uint8_t byte)
{
	struct adapter *a = user;
	struct job *job = g_queue_peek_head(&a->jobs);
	bool starts = job->operation == TW_OPERATE_START;
	bool went_well = result == TW_OK || result == TW_NACKED;

	a->must_clear = was_held(a, result);
	if (!went_well || job->operation == TW_OPERATE_STOP)
		end_hold(a);
	else
		hold(a, job->session);
	if (job->operation == TW_OPERATE_READ)
		a->is_reading = a->is_reading && job->value;
	else
		a->is_reading = job->operation == TW_OPERATE_WRITE &&
				a->is_address && job->value & 1 &&
				result == TW_OK;
	a->is_address = starts;
	job->value = job->operation == TW_OPERATE_READ	  ? byte
		     : job->operation == TW_OPERATE_WRITE ? result == TW_OK
							  : 0;
	finish(a, went_well ? 0 : job_error(job, result));
}

bool adapters_clear(struct server *server)
{
	bool cleared = false;

	for (guint i = 0; i < server->adapters->len; i++) {
		struct adapter *a = server->adapters->pdata[i];

		if (!a->must_clear)
			continue;
		regain_pace(a);
		tw_controller_clear_bus(a->controller, TW_CLEAR_STOPS, NULL);
		a->must_clear = false;
		cleared = true;
		begin_waiting(server);
	}
	return cleared;
}

void adapter_transfer(struct adapter *a, struct session *s, uint16_t tag,
		      struct reader *r)
{
	struct job *job = job_read_transfer(a, s, tag, r);

	if (job)
		queue(job);
}

void adapter_operate(struct adapter *a, struct session *s, uint16_t tag,
		     struct reader *r)
{
	uint32_t operation = take32(r), value = take32(r);
	struct job *job;

	if (operation < TW_OPERATE_START || operation > TW_OPERATE_READ) {
		session_error(s, tag, "OPERATE: no such operation");
		return;
	}
	job = job_new(a, s, tag);
	job->operation = operation;
	job->value = value;
	queue(job);
}

/* Of what it asked for nothing begins any more. */
static void drop_jobs(struct adapter *a, const struct session *s)
{
	for (GList *l = a->jobs.head, *next; l; l = next) {
		struct job *job = l->data;

		next = l->next;
		if (job->session != s || job->begun)
			continue;
		g_queue_delete_link(&a->jobs, l);
		a->server->n_jobs--;
		job->session->n_jobs--;
		job_free(job);
	}
}

/* Nobody waits for what is under way any more but the others. What has not come
 * to the wires yet never does. */
static void hurry(struct adapter *a)
{
	tw_queue *q = queue_of(a);
	uint64_t left = tw_controller_active(a->controller) ? LEFT_NS : 0;
	uint64_t due = tw_queue_now_ns(q) + left;

	if (due < a->limit.when_ns)
		tw_timer_at(q, &a->limit, due);
}

void adapter_leave(struct adapter *a, struct session *s)
{
	const struct job *first;

	drop_jobs(a, s);
	if (a->pacer == s)
		a->pacer = NULL;
	first = g_queue_peek_head(&a->jobs);
	/* What it has under way ends first, and soon. */
	if (first && first->session == s)
		hurry(a);
	else if (a->holder == s)
		leave(a);
}

bool adapter_waits(const struct server *server, gint64 *since_us)
{
	bool waits = false;

	for (guint i = 0; i < server->adapters->len; i++) {
		const struct adapter *a = server->adapters->pdata[i];

		if (!a->held_us || a->holder->n_jobs)
			continue;
		*since_us = waits ? MIN(*since_us, a->held_us) : a->held_us;
		waits = true;
	}
	return waits;
}

void adapter_give_up(struct server *server, gint64 limit_us)
{
	for (guint i = 0; i < server->adapters->len; i++) {
		struct adapter *a = server->adapters->pdata[i];

		if (a->held_us && a->held_us <= limit_us)
			a->held_us = 0;
	}
}

void adapter_configure(struct adapter *a, struct session *s, uint16_t tag,
		       struct reader *r)
{
	struct tw_controller_config config = a->usual;
	uint32_t scl_hz = take32(r), stretch_us = take32(r);
	g_autoptr(GError) error = NULL;

	if (adapter_is_busy(a)) {
		session_result(s, tag, -EBUSY, 0);
		return;
	}
	if (scl_hz) {
		config = (struct tw_controller_config){
			.name = a->usual.name,
			.sense = a->usual.sense,
			.like = a->usual.like,
			.scl_hz = scl_hz,
			.stretch_timeout_ns = a->usual.stretch_timeout_ns,
			.idle_ns = a->usual.idle_ns,
		};
	}
	if (stretch_us)
		config.stretch_timeout_ns = TW_US(stretch_us);
	if (!tw_controller_configure(a->controller, &config, &error)) {
		session_error(s, tag, "CONFIGURE: %s", error->message);
		return;
	}
	a->pacer = s;
	a->is_paced = true;
	session_result(s, tag, 0, tw_controller_config(a->controller)->scl_hz);
}

/* A program may leave a bus without a STOP, by steps that make no sense: for
 * others it is free again when it has been idle for long. Not all hosts know of
 * that. */
static void expect_idleness(struct adapter *a)
{
	struct tw_controller_config config = a->usual;

	config.idle_ns = IDLE_NS;
	if (!a->usual.idle_ns &&
	    tw_controller_configure(a->controller, &config, NULL))
		a->usual = *tw_controller_config(a->controller);
}

struct adapter *adapter_new(struct server *server, tw_controller *controller,
			    unsigned number, unsigned bus)
{
	struct adapter *a = g_new0(struct adapter, 1);

	a->server = server;
	a->controller = controller;
	a->number = number;
	a->bus = bus;
	a->usual = *tw_controller_config(controller);
	expect_idleness(a);
	a->limit = (struct tw_timer){.fire = out_of_time, .user = a};
	a->hold = (struct tw_timer){.fire = let_go, .user = a};
	g_queue_init(&a->jobs);
	return a;
}

void adapter_free(struct adapter *a)
{
	struct job *job;

	tw_timer_cancel(queue_of(a), &a->limit);
	tw_timer_cancel(queue_of(a), &a->hold);
	tw_controller_reset(a->controller);
	while ((job = g_queue_pop_head(&a->jobs)))
		job_free(job);
	g_free(a);
}
