/* SPDX-License-Identifier: MIT */
/* A job: what a client asks of an adapter, read from its frame, and the frame
 * that answers it. */
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

void job_free(struct job *job)
{
	g_free(job->msgs);
	g_free(job->bytes);
	g_free(job);
}

int job_error(const struct job *job, enum tw_result result)
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

void job_answer(const struct job *job, int error)
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
	record_result(job->session, out->data + at + TW_FRAME_HEAD,
		      out->len - at - TW_FRAME_HEAD);
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

/* What no adapter takes, or NULL. */
static const char *refuse(const struct tw_msg *m, uint32_t len)
{
	if (len > TW_FRAME_MESSAGE_MAX)
		return "a message has at most 8192 bytes";
	if (m->addr > (m->flags & TW_MSG_TEN_BIT ? 0x3ff : 0x7f))
		return "an address has 7 bits, or 10 with I2C_M_TEN";
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
		why = r->bad ? "it ends too early" : refuse(m, len);
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

struct job *job_new(struct adapter *a, struct session *s, uint16_t tag)
{
	struct job *job = g_new0(struct job, 1);

	job->adapter = a;
	job->session = s;
	job->tag = tag;
	job->timeout_ns = TW_MS(USUAL_TIMEOUT_MS);
	return job;
}

struct job *job_read_transfer(struct adapter *a, struct session *s,
			      uint16_t tag, struct reader *r)
{
	uint32_t timeout_ms = take32(r);
	uint32_t retries = take32(r);
	uint32_t n = take32(r);
	const char *why = "1 to 42 messages make a transfer";
	struct job *job = job_new(a, s, tag);

	if (timeout_ms)
		job->timeout_ns = TW_MS(MIN(timeout_ms, MAX_TIMEOUT_MS));
	job->retries = MIN(retries, MAX_RETRIES);
	if (n && n <= TW_FRAME_MESSAGES) {
		job->n = n;
		job->msgs = g_malloc0(
			n * (sizeof(*job->msgs) + sizeof(*job->lens)));
		job->lens = (size_t *)(job->msgs + n);
		why = read_messages(job, r);
	}
	if (!why)
		return job;
	session_error(s, tag, "TRANSFER: %s", why);
	job_free(job);
	return NULL;
}
