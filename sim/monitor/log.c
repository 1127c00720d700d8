/* SPDX-License-Identifier: MIT */
/* The transaction log. */
#include "monitor/log.h"

#include <string.h>

#include "monitor/decoder.h"
#include "monitor/digits.h"
#include "monitor/log_lines.h"
#include "monitor/ticks.h"

#define TIME_COLUMNS 12
#define HEAD_LEN     12 /* before the acknowledge */

struct log_bus {
	struct log *log;
	char *name;
	tw_decoder *decoder;
	log_meaning_fn meaning;
	void *meaning_user;
};

struct log {
	GString *out;
	uint64_t num;
	uint64_t den;
	uint64_t hold;
	size_t name_columns;
	GPtrArray *buses;
	struct log_lines lines; /* waiting */
	void (*drain)(void *user);
	void *drain_user;
};

static void bus_free(gpointer data)
{
	struct log_bus *bus = data;

	tw_decoder_free(bus->decoder);
	g_free(bus->name);
	g_free(bus);
}

struct log *tw_log_new(GString *out, uint64_t num, uint64_t den)
{
	struct log *log = g_new0(struct log, 1);

	log->out = out;
	log->num = num;
	log->den = den;
	log->hold = UINT64_MAX;
	log->buses = g_ptr_array_new_with_free_func(bus_free);
	g_string_append(out,
			num ? "# start ns  event\n" : "# sample    event\n");
	return log;
}

void tw_log_free(struct log *log)
{
	if (!log)
		return;
	g_ptr_array_free(log->buses, TRUE);
	tw_log_lines_clear(&log->lines);
	g_free(log);
}

static uint64_t time_of(const struct log *log, uint64_t tick)
{
	return log->num ? ticks_to_ns(tick, log->num, log->den) : tick;
}

static char *put_name(char *p, const char *name, size_t len, size_t columns)
{
	if (len)
		memcpy(p, name, len);
	memset(p + len, ' ', MAX(columns, len) - len + 2);
	return p + MAX(columns, len) + 2;
}

static char *put_time(char *p, uint64_t time)
{
	char *end = digits_put(p, time);

	while (end < p + TIME_COLUMNS)
		*end++ = ' ';
	return end;
}

/* "23500       BUS  TEXT" */
static void insert(struct log *log, uint64_t tick, bool remark, const char *bus,
		   const char *text, size_t len)
{
	size_t bus_len = bus ? strlen(bus) : 0;
	size_t most = TIME_COLUMNS + DIGITS_MAX + bus_len + log->name_columns +
		      len + 3;
	char *begin = tw_log_lines_room(&log->lines, most);
	char *p = put_time(begin, time_of(log, tick));

	if (log->name_columns)
		p = put_name(p, bus, bus_len, log->name_columns);
	memcpy(p, text, len);
	p += len;
	*p++ = '\n';
	tw_log_lines_add(&log->lines, tick, remark, (size_t)(p - begin));
}

void tw_log_hold(struct log *log, uint64_t tick)
{
	log->hold = tick;
}

void tw_log_flush(struct log *log, uint64_t tick)
{
	tick = MIN(tick, log->hold);
	for (guint i = 0; i < log->buses->len; i++) {
		const struct log_bus *bus = log->buses->pdata[i];

		if (tw_decoder_in_byte(bus->decoder))
			tick = MIN(tick, tw_decoder_byte_at(bus->decoder));
	}
	if (tw_log_lines_take(&log->lines, tick, log->out) && log->drain)
		log->drain(log->drain_user);
}

void tw_log_line(struct log *log, uint64_t tick, const char *bus,
		 const char *text)
{
	tw_log_flush(log, tick);
	insert(log, tick, true, bus, text, strlen(text));
}

static void put_line(struct log_bus *bus, uint64_t tick, const char *text,
		     size_t len)
{
	insert(bus->log, tick, false, bus->name, text, len);
}

static void wire_line(struct log_bus *bus, uint64_t tick, const char *text)
{
	put_line(bus, tick, text, strlen(text));
}

static const char *ack_word(uint8_t ack)
{
	return ack == TW_SEEN_ACK ? "ACK" : ack == TW_SEEN_NACK ? "NACK" : "-";
}

/* What an address means that is nobody's own: UM10204 table 4. */
static const char *meaning(uint8_t addr, bool read)
{
	if (!addr)
		return read ? "START byte" : "general call";
	if (addr == 0x01)
		return "CBUS";
	if (addr < 0x04)
		return "reserved";
	if (addr < 0x08)
		return "Hs-mode controller code";
	if (addr < 0x78)
		return NULL;
	if (addr < 0x7c)
		return "10-bit address";
	return addr == 0x7c ? "device ID" : "reserved";
}

/* @head, the acknowledge and what it all means: @means, or what the log's user
 * knows. */
static void acked_line(struct log_bus *bus, uint64_t tick, const char *head,
		       uint8_t ack, const char *means,
		       const struct tw_message *m)
{
	const char *known =
		bus->meaning ? bus->meaning(bus->meaning_user, m) : NULL;
	const char *word = ack_word(ack);
	g_autofree char *text = NULL;
	char line[HEAD_LEN + 8];

	if (!means)
		means = known;
	if (!means) {
		size_t len = strlen(word);

		memcpy(line, head, HEAD_LEN);
		memcpy(line + HEAD_LEN, word, len);
		put_line(bus, tick, line, HEAD_LEN + len);
		return;
	}
	text = g_strdup_printf("%.*s%-6s%s", HEAD_LEN, head, word, means);
	wire_line(bus, tick, text);
}

static void put_hex(char *p, uint8_t v)
{
	static const char digits[] = "0123456789abcdef";

	p[0] = digits[v >> 4];
	p[1] = digits[v & 15];
}

static void address_line(struct log_bus *bus, const struct tw_message *m)
{
	char head[] = "ADDR  00 W  ";

	put_hex(head + 6, m->addr);
	if (m->read)
		head[9] = 'R';
	acked_line(bus, m->addr_at, head, m->ack, meaning(m->addr, m->read), m);
}

static void byte_line(struct log_bus *bus, const struct tw_message *m)
{
	const struct tw_message_byte *byte = &m->bytes[m->n_bytes - 1];
	char head[] = "DATA  00    ";

	put_hex(head + 6, byte->value);
	acked_line(bus, byte->first, head, byte->ack, NULL, m);
}

/* What was under way when the message ended. The last SCL rise belongs to the
 * STOP or repeated START itself. */
static void cut_line(struct log_bus *bus, const struct tw_message *m)
{
	unsigned bits = m->bits - (m->bits && m->end != TW_END_OPEN);
	char text[32];

	if (m->bits == 8 && m->n_bytes) {
		byte_line(bus, m);
	} else if (m->bits == 8) {
		address_line(bus, m);
	} else if (bits) {
		g_snprintf(text, sizeof(text), "CUT   after %u bit%s", bits,
			   bits > 1 ? "s" : "");
		wire_line(bus, tw_decoder_byte_at(bus->decoder), text);
	}
}

static void step(void *user, enum decoder_step what, uint64_t tick,
		 const struct tw_message *m)
{
	struct log_bus *bus = user;

	switch (what) {
	case DECODER_START:
		wire_line(bus, tick, m->restart ? "START repeated" : "START");
		break;
	case DECODER_ADDRESS:
		address_line(bus, m);
		break;
	case DECODER_BYTE:
		byte_line(bus, m);
		break;
	case DECODER_END:
		cut_line(bus, m);
		if (m->end == TW_END_STOP)
			wire_line(bus, tick,
				  m->addressed || m->bits
					  ? "STOP"
					  : "STOP  void message");
		break;
	}
	if (what != DECODER_START)
		tw_log_flush(bus->log, tick);
}

struct log_bus *tw_log_add_bus(struct log *log, const char *name)
{
	struct log_bus *bus = g_new0(struct log_bus, 1);

	bus->log = log;
	bus->name = g_strdup(name);
	bus->decoder = tw_decoder_new_steps(NULL, step, bus);
	if (name)
		log->name_columns = MAX(log->name_columns, strlen(name));
	g_ptr_array_add(log->buses, bus);
	return bus;
}

void tw_log_set_meaning(struct log_bus *bus, log_meaning_fn fn, void *user)
{
	bus->meaning = fn;
	bus->meaning_user = user;
}

void tw_log_levels(struct log_bus *bus, uint64_t tick, bool scl, bool sda)
{
	tw_decoder_levels(bus->decoder, tick, scl, sda);
}

tw_decoder *tw_log_decoder(struct log_bus *bus)
{
	return bus->decoder;
}

void tw_log_set_drain(struct log *log, void (*fn)(void *user), void *user)
{
	log->drain = fn;
	log->drain_user = user;
}

void tw_log_finish(struct log *log)
{
	for (guint i = 0; i < log->buses->len; i++) {
		struct log_bus *bus = log->buses->pdata[i];

		tw_decoder_finish(bus->decoder);
	}
	log->hold = UINT64_MAX;
	tw_log_flush(log, UINT64_MAX);
}
