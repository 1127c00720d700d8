/* SPDX-License-Identifier: MIT */
/*
 * Writes the record stream on disk, a write(2) a chunk: a process that is
 * killed leaves whole chunks, and at most the last one torn.
 */
#include "trace/twt.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#include "kernel/stream.h"
#include "trace/write.h"
#include "twowire/analog.h"

#define RECORD_BYTES 8 /* most of them, text apart */

struct twt_write {
	const tw_trace *trace;
	struct tw_trace_iter iter;
	char *path;
	int fd;
	int code;	    /* errno of the first failure, or 0 */
	uint32_t n_sources; /* written so far */
	uint64_t n_records;
	uint64_t span;	    /* ticks in 10 ms; UINT64_MAX: unknown */
	uint64_t from;	    /* of the chunk under way: its first record */
	uint64_t to;	    /* the file is whole up to here */
	struct stream body; /* of the chunk under way */
	size_t size;	    /* of it, roughly, in bytes */
	GByteArray *bytes;  /* the next to be written */
};

/* --- Bytes ------------------------------------------------------------- */

static void put_number(GByteArray *a, uint64_t v, unsigned n_bytes)
{
	uint8_t bytes[8];

	for (unsigned i = 0; i < n_bytes; i++)
		bytes[i] = (uint8_t)(v >> 8 * i);
	g_byte_array_append(a, bytes, n_bytes);
}

static void put_varint(GByteArray *a, uint64_t v)
{
	uint8_t bytes[10];

	g_byte_array_append(a, bytes, (guint)(stream_varint(bytes, v) - bytes));
}

/* 0 is none; else one more than its length, and the bytes. */
static void put_string(GByteArray *a, const char *s)
{
	size_t len = s ? strlen(s) : 0;

	put_varint(a, s ? len + 1 : 0);
	g_byte_array_append(a, (const uint8_t *)s, (guint)len);
}

static void flush(struct twt_write *w)
{
	const uint8_t *p = w->bytes->data;
	size_t left = w->bytes->len;

	while (left && !w->code) {
		ssize_t n = write(w->fd, p, left);

		if (n < 0 && errno != EINTR)
			w->code = errno;
		if (n > 0) {
			p += n;
			left -= (size_t)n;
		}
	}
	g_byte_array_set_size(w->bytes, 0);
}

/* --- Chunks ------------------------------------------------------------ */

/* Room for the head, which end_chunk() fills in. */
static void begin_chunk(struct twt_write *w)
{
	g_byte_array_set_size(w->bytes, TWT_HEAD);
}

static void end_chunk(struct twt_write *w, uint32_t kind, uint64_t from,
		      uint64_t to)
{
	g_autoptr(GByteArray) head = g_byte_array_new();
	uint32_t len = w->bytes->len - TWT_HEAD;

	put_number(head, kind, 4);
	put_number(head, len, 4);
	put_number(head, from, 8);
	put_number(head, to, 8);
	put_number(head, crc32(0, w->bytes->data + TWT_HEAD, len), 4);
	put_number(head, crc32(0, head->data, head->len), 4);
	memcpy(w->bytes->data, head->data, TWT_HEAD);
	flush(w);
	w->to = to;
}

static void sources(struct twt_write *w)
{
	size_t n = tw_trace_n_sources(w->trace);

	if (w->n_sources == n)
		return;
	begin_chunk(w);
	for (; w->n_sources < n; w->n_sources++) {
		const struct tw_source *s =
			tw_trace_source(w->trace, w->n_sources);

		put_number(w->bytes, s->kind, 1);
		put_number(w->bytes, s->role, 1);
		put_number(w->bytes, s->rest_high, 1);
		put_varint(w->bytes, s->bus);
		put_string(w->bytes, s->name);
		put_string(w->bytes, s->scl);
		put_string(w->bytes, s->sda);
	}
	end_chunk(w, TWT_SOURCES, w->to, w->to);
}

static void records(struct twt_write *w, uint64_t to)
{
	const struct stream_block *b = w->body.first;

	begin_chunk(w);
	stream_seal(&w->body);
	for (; b; b = b->next)
		g_byte_array_append(w->bytes, b->bytes, (guint)b->len);
	end_chunk(w, TWT_RECORDS, w->body.n_records ? w->from : w->to, to);
	w->n_records += w->body.n_records;
	stream_clear(&w->body);
	w->size = 0;
}

static bool is_full(const struct twt_write *w, uint64_t tick)
{
	return tick - w->from >= w->span || w->size >= TWT_BODY ||
	       tick - w->body.state.tick > STREAM_TICKS;
}

static void add(struct twt_write *w, const struct tw_record *r)
{
	if (w->body.n_records && is_full(w, r->tick))
		records(w, w->body.state.tick);
	if (!w->body.n_records)
		w->from = w->body.state.tick = r->tick;
	stream_append(&w->body, r);
	w->size += RECORD_BYTES + r->text_len;
}

void tw_twt_more(struct twt_write *w, uint64_t now)
{
	struct tw_record r;

	sources(w);
	while (tw_trace_next(w->trace, &w->iter, &r))
		add(w, &r);
	if (w->body.n_records)
		records(w, now - w->from < w->span ? now : w->from + w->span);
	if (now > w->to && (now - w->to) / w->span >= TWT_IDLE_CHUNKS)
		records(w, now);
}

static void volts(struct twt_write *w, uint32_t bus, enum tw_line line,
		  const struct tw_analog_window *window)
{
	size_t n;
	const uint32_t *uV = tw_trace_analog_uV(w->trace, bus, line, &n);

	if (!uV)
		return;
	begin_chunk(w);
	put_varint(w->bytes, bus);
	put_number(w->bytes, line, 1);
	put_varint(w->bytes, window->from_ns);
	put_varint(w->bytes, window->to_ns);
	put_varint(w->bytes, window->step_ns);
	for (size_t i = 0; i < n; i++)
		put_number(w->bytes, uV[i], 4);
	end_chunk(w, TWT_VOLTS, w->to, w->to);
}

static void all_volts(struct twt_write *w)
{
	struct tw_analog_window window;

	if (!tw_trace_analog(w->trace, &window))
		return;
	for (uint32_t i = 0; i < w->n_sources; i++) {
		volts(w, i, TW_SCL, &window);
		volts(w, i, TW_SDA, &window);
	}
}

/* --- The file ---------------------------------------------------------- */

static void head(struct twt_write *w)
{
	GByteArray *a = w->bytes;
	uint64_t num, den;

	tw_trace_tick(w->trace, &num, &den);
	w->span = num ? MAX(den / num / TWT_PER_S, 1) : UINT64_MAX;
	g_byte_array_append(a, (const uint8_t *)TWT_MAGIC, TWT_MAGIC_LEN);
	put_number(a, TWT_VERSION, 4);
	put_number(a, num, 8);
	put_number(a, den, 8);
	put_number(a, crc32(0, a->data, a->len), 4);
	flush(w);
}

static bool fail(const char *path, int code, GError **error)
{
	g_set_error(error, TW_ERROR, TW_ERROR_FILE, "%s: cannot be written: %s",
		    path, g_strerror(code));
	return false;
}

struct twt_write *tw_twt_open(const tw_trace *trace, const char *path,
			      GError **error)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	struct twt_write *w;

	if (fd < 0) {
		fail(path, errno, error);
		return NULL;
	}
	w = g_new0(struct twt_write, 1);
	w->trace = trace;
	w->path = g_strdup(path);
	w->fd = fd;
	w->bytes = g_byte_array_new();
	stream_init(&w->body);
	head(w);
	return w;
}

bool tw_twt_close(struct twt_write *w, GError **error)
{
	uint64_t end = tw_trace_end(w->trace);
	bool ok;

	tw_twt_more(w, end);
	all_volts(w);
	begin_chunk(w);
	put_varint(w->bytes, w->n_records);
	end_chunk(w, TWT_END, w->to, MAX(w->to, end));
	if (close(w->fd) && !w->code)
		w->code = errno;
	ok = !w->code || fail(w->path, w->code, error);
	stream_clear(&w->body);
	g_byte_array_unref(w->bytes);
	g_free(w->path);
	g_free(w);
	return ok;
}

bool tw_twt_write(const tw_trace *trace, const char *path, GError **error)
{
	struct twt_write *w = tw_twt_open(trace, path, error);

	return w && tw_twt_close(w, error);
}
