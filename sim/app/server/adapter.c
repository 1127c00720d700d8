/* SPDX-License-Identifier: MIT */
/*
 * An adapter: a controller that serves programs' transfers as Linux's adapters
 * serve them, one after the other, with Linux's errors
 * (Documentation/i2c/fault-codes).
 */
#include "app/server/inside.h"

#include <errno.h>
#include <string.h>

/* Linux's, of struct i2c_msg (include/uapi/linux/i2c.h). */
enum {
	M_RD = 0x0001,
	M_TEN = 0x0010,
	M_RECV_LEN = 0x0400,
	M_NO_RD_ACK = 0x0800,
	M_IGNORE_NAK = 0x1000,
	M_REV_DIR_ADDR = 0x2000,
	M_NOSTART = 0x4000,
	M_STOP = 0x8000,
};

enum { USUAL_TIMEOUT_MS = 1000, MAX_TIMEOUT_MS = 60000, MAX_RETRIES = 100 };

struct job {
	struct adapter *adapter;
	struct session *session;
	uint16_t tag;
	uint64_t timeout_ns;
	uint32_t retries; /* left */
	bool begun;
	enum tw_operation operation; /* 0: a transfer */
	uint32_t value;		     /* of an operation; then its result */
	size_t n;
	struct tw_msg *msgs;
	size_t *lens;	/* as asked for: TW_MSG_LENGTH changes them */
	uint8_t *bytes; /* of all messages */
};

static void begin(struct adapter *a);

static void job_free(struct job *job)
{
	g_free(job->msgs);
	g_free(job->lens);
	g_free(job->bytes);
	g_free(job);
}

bool adapter_is_busy(const struct adapter *a)
{
	return a->jobs.length || a->holder;
}

static int error_of(const struct job *job, enum tw_result result)
{
	switch (result) {
	case TW_OK:
		break;
	case TW_NO_TARGET:
		return -ENXIO;
	case TW_NACKED:
		return -EIO;
	case TW_ARBITRATION_LOST:
		return -EAGAIN;
	case TW_STUCK:
		return -ETIMEDOUT;
	}
	for (size_t i = 0; i < job->n; i++)
		if (job->msgs[i].flags & TW_MSG_LENGTH &&
		    job->msgs[i].len == 1 && job->lens[i] > 0 &&
		    job->msgs[i].n_done == 1 &&
		    (!job->msgs[i].data[0] ||
		     job->msgs[i].data[0] > TW_MSG_LONGEST))
			return -EPROTO;
	return 0;
}

static void answer(const struct job *job, int error)
{
	GByteArray *out = job->session->out;
	guint at = frame_begin(out, TW_FRAME_RESULT, job->tag);

	put32(out, (uint32_t)error);
	put32(out, job->operation ? job->value : (uint32_t)job->n);
	put64(out, tw_sim_now_ns(job->adapter->server->sim));
	for (size_t i = 0; i < job->n; i++) {
		const struct tw_msg *m = &job->msgs[i];

		put32(out, (uint32_t)m->n_done);
		if (m->flags & TW_MSG_READ)
			g_byte_array_append(out, m->data, (guint)m->n_done);
	}
	frame_end(out, at);
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

/* Begins what has been asked for and has not begun: where somebody has lost the
 * arbitration all others wait until it is through, as hosts do that need a
 * moment from one transfer to the next. Else the one whose bytes are lower
 * would win for ever. */
static void begin_waiting(struct server *server)
{
	for (guint i = 0; i < server->adapters->len; i++)
		if (((struct adapter *)server->adapters->pdata[i])->has_lost)
			return;
	for (guint i = 0; i < server->adapters->len; i++) {
		struct adapter *a = server->adapters->pdata[i];
		struct job *job = g_queue_peek_head(&a->jobs);

		if (!job || job->begun)
			continue;
		bring_holders(a);
		job = g_queue_peek_head(&a->jobs);
		if (!a->holder || job->session == a->holder)
			begin(a);
	}
}

static void finish(struct adapter *a, int error)
{
	struct job *job = g_queue_pop_head(&a->jobs);

	tw_timer_cancel(tw_bus_queue(tw_controller_bus(a->controller)),
			&a->limit);
	a->server->n_busy--;
	a->has_lost = false;
	job->session->n_jobs--;
	if (job->session->fd >= 0) {
		answer(job, error);
		job->session->awaited_until_us = -1; /* from when it is sent */
	}
	job_free(job);
	server_look(a->server);
	begin_waiting(a->server);
}

static void done(void *user, enum tw_result result)
{
	struct adapter *a = user;
	struct job *job = g_queue_peek_head(&a->jobs);

	if (result == TW_ARBITRATION_LOST && job->retries) {
		job->retries--;
		a->has_lost = true;
		for (size_t i = 0; i < job->n; i++)
			job->msgs[i].len = job->lens[i];
		tw_controller_begin(a->controller, job->msgs, job->n, done, a);
		return;
	}
	finish(a, error_of(job, result));
}

/* As Linux has it of a bus that stays busy, and of one that hangs. */
static void out_of_time(void *user)
{
	struct adapter *a = user;
	bool began = tw_controller_active(a->controller);

	tw_controller_reset(a->controller);
	a->holder = NULL;
	finish(a, began ? -ETIMEDOUT : -EBUSY);
}

static void operated(void *user, enum tw_result result, uint8_t byte)
{
	struct adapter *a = user;
	struct job *job = g_queue_peek_head(&a->jobs);

	if (result != TW_OK && result != TW_NACKED) {
		a->holder = NULL;
		finish(a, error_of(job, result));
		return;
	}
	if (job->operation == TW_OPERATE_START)
		a->holder = job->session;
	else if (job->operation == TW_OPERATE_STOP)
		a->holder = NULL;
	job->value = job->operation == TW_OPERATE_READ	  ? byte
		     : job->operation == TW_OPERATE_WRITE ? result == TW_OK
							  : 0;
	finish(a, 0);
}

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

static void begin(struct adapter *a)
{
	struct job *job = g_queue_peek_head(&a->jobs);

	job->begun = true;
	tw_timer_after(tw_bus_queue(tw_controller_bus(a->controller)),
		       &a->limit, job->timeout_ns);
	a->server->n_busy++;
	if (job->operation && job->operation != TW_OPERATE_START && !a->holder)
		finish(a, -EINVAL);
	else if (job->operation)
		operate(a, job);
	else
		tw_controller_begin(a->controller, job->msgs, job->n, done, a);
}

static uint16_t flags_of(uint16_t linux_flags)
{
	static const struct {
		uint16_t theirs, ours;
	} pairs[] = {
		{M_RD, TW_MSG_READ},
		{M_TEN, TW_MSG_TEN_BIT},
		{M_RECV_LEN, TW_MSG_LENGTH},
		{M_NO_RD_ACK, TW_MSG_NO_ACK},
		{M_IGNORE_NAK, TW_MSG_IGNORE_NACK},
		{M_REV_DIR_ADDR, TW_MSG_REVERSED},
		{M_NOSTART, TW_MSG_NO_START},
		{M_STOP, TW_MSG_STOP},
	};
	unsigned flags = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
		if (linux_flags & pairs[i].theirs)
			flags |= pairs[i].ours;
	return (uint16_t)flags;
}

static void queue(struct job *job)
{
	g_queue_push_tail(&job->adapter->jobs, job);
	job->session->n_jobs++;
	begin_waiting(job->adapter->server);
}

/* What no adapter takes, or NULL. */
static const char *refuse(const struct tw_msg *m, size_t n, uint32_t len)
{
	if (len > TW_FRAME_MESSAGE_MAX)
		return "a message has at most 8192 bytes";
	if (m->addr > (m->flags & TW_MSG_TEN_BIT ? 0x3ff : 0x7f))
		return "an address has 7 bits, or 10 with I2C_M_TEN";
	if (!n && m->flags & TW_MSG_NO_START)
		return "the first message begins with a START";
	if (m->flags & TW_MSG_LENGTH && (!(m->flags & TW_MSG_READ) || !len))
		return "I2C_M_RECV_LEN is for reads of at least the count";
	return NULL;
}

/* The messages; what is wrong with them, or NULL. */
static const char *read_messages(struct job *job, struct reader *r)
{
	size_t used = 0;

	for (size_t i = 0; i < job->n; i++) {
		struct tw_msg *m = &job->msgs[i];
		const uint8_t *sent = NULL;
		const char *why;
		uint32_t len;

		m->addr = take16(r);
		m->flags = flags_of(take16(r));
		len = take32(r);
		why = r->bad ? "it ends too early" : refuse(m, i, len);
		if (why)
			return why;
		if (!(m->flags & TW_MSG_READ))
			sent = take_bytes(r, len);
		if (r->bad)
			return "it ends too early";
		m->len = job->lens[i] = len;
		m->data = (uint8_t *)used; /* till the block has its place */
		used += len + TW_MSG_LONGEST;
		job->bytes = g_realloc(job->bytes, used);
		if (sent)
			memcpy(job->bytes + (size_t)m->data, sent, len);
	}
	for (size_t i = 0; i < job->n; i++)
		job->msgs[i].data = job->bytes + (size_t)job->msgs[i].data;
	return r->left ? "bytes are left over" : NULL;
}

void adapter_transfer(struct adapter *a, struct session *s, uint16_t tag,
		      struct reader *r)
{
	uint32_t timeout_ms = take32(r);
	uint32_t retries = take32(r);
	uint32_t n = take32(r);
	const char *why = "1 to 42 messages make a transfer";
	struct job *job = g_new0(struct job, 1);

	if (!timeout_ms)
		timeout_ms = USUAL_TIMEOUT_MS;
	job->adapter = a;
	job->session = s;
	job->tag = tag;
	job->timeout_ns = TW_MS(MIN(timeout_ms, MAX_TIMEOUT_MS));
	job->retries = MIN(retries, MAX_RETRIES);
	job->n = n;
	if (n && n <= TW_FRAME_MESSAGES) {
		job->msgs = g_new0(struct tw_msg, n);
		job->lens = g_new0(size_t, n);
		why = read_messages(job, r);
	}
	if (why) {
		session_error(s, tag, "TRANSFER: %s", why);
		job_free(job);
		return;
	}
	queue(job);
}

void adapter_operate(struct adapter *a, struct session *s, uint16_t tag,
		     struct reader *r)
{
	uint32_t operation = take32(r), value = take32(r);
	struct job *job;

	if (r->bad || operation < TW_OPERATE_START ||
	    operation > TW_OPERATE_READ) {
		session_error(s, tag, "OPERATE: no such operation");
		return;
	}
	job = g_new0(struct job, 1);
	job->adapter = a;
	job->session = s;
	job->tag = tag;
	job->timeout_ns = TW_MS(USUAL_TIMEOUT_MS);
	job->operation = operation;
	job->value = value;
	queue(job);
}

void adapter_leave(struct adapter *a, struct session *s)
{
	struct job *job;

	if (a->holder != s)
		return;
	job = g_new0(struct job, 1);
	job->adapter = a;
	job->session = s;
	job->timeout_ns = TW_MS(USUAL_TIMEOUT_MS);
	job->operation = TW_OPERATE_STOP;
	queue(job);
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
		};
	}
	if (stretch_us)
		config.stretch_timeout_ns = TW_US(stretch_us);
	if (tw_controller_configure(a->controller, &config, &error))
		session_result(s, tag, 0,
			       tw_controller_config(a->controller)->scl_hz);
	else
		session_error(s, tag, "CONFIGURE: %s", error->message);
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
	a->limit = (struct tw_timer){.fire = out_of_time, .user = a};
	g_queue_init(&a->jobs);
	return a;
}

void adapter_free(struct adapter *a)
{
	struct job *job;

	tw_timer_cancel(tw_bus_queue(tw_controller_bus(a->controller)),
			&a->limit);
	while ((job = g_queue_pop_head(&a->jobs)))
		job_free(job);
	g_free(a);
}
