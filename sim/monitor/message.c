/* SPDX-License-Identifier: MIT */
/* A message as a line of JSON: the normal form that decodes are compared in. */
#include "monitor/digits.h"
#include "twowire/capture.h"

#define ACK_MASK      0x7cu
#define TEN_BIT_FIRST 0x78u /* 11110xx: UM10204 3.1.11 */
#define HEAD_MAX      384   /* all but the data bytes */
#define BYTE_MAX      64    /* one byte in data, acks and d together */

const char tw_digit_pairs[201] =
	"00010203040506070809101112131415161718192021222324252627282930313233"
	"34353637383940414243444546474849505152535455565758596061626364656667"
	"6869707172737475767778798081828384858687888990919293949596979899";

int tw_message_ten_bit(const struct tw_message *m)
{
	if (!m->addressed || m->read || !m->n_bytes ||
	    (m->addr & ACK_MASK) != TEN_BIT_FIRST)
		return -1;
	return (m->addr & 3) << 8 | m->bytes[0].value;
}

static char *put(char *p, const char *s)
{
	size_t len = strlen(s);

	memcpy(p, s, len);
	return p + len;
}

static char *put_key(char *p, const char *key, uint64_t v)
{
	return digits_put(put(p, key), v);
}

/* 1, 0 or null. */
static char *put_ack(char *p, uint8_t ack)
{
	return put(p, ack == TW_SEEN_ACK    ? "1"
		      : ack == TW_SEEN_NACK ? "0"
					    : "null");
}

static char *put_at(char *p, uint8_t ack, uint64_t tick)
{
	return ack == TW_SEEN_NOTHING ? put(p, "null") : digits_put(p, tick);
}

static char *put_address(char *p, const struct tw_message *m)
{
	if (!m->addressed)
		return put(p, ",\"addr\":null,\"rw\":null,\"ack\":null,"
			      "\"a\":null");
	p = put_key(p, ",\"addr\":", m->addr);
	p = put(p,
		m->read ? ",\"rw\":\"r\",\"ack\":" : ",\"rw\":\"w\",\"ack\":");
	p = put_ack(p, m->ack);
	p = put_key(p, ",\"a\":[", m->addr_at);
	p = put_key(p, ",", m->rw_at);
	*p++ = ',';
	p = put_at(p, m->ack, m->ack_at);
	*p++ = ']';
	return p;
}

static char *put_bytes(char *p, const struct tw_message *m)
{
	p = put(p, ",\"data\":[");
	for (size_t i = 0; i < m->n_bytes; i++) {
		p = digits_put(p, m->bytes[i].value);
		*p++ = ',';
	}
	p = put(p - !!m->n_bytes, "],\"acks\":[");
	for (size_t i = 0; i < m->n_bytes; i++) {
		p = put_ack(p, m->bytes[i].ack);
		*p++ = ',';
	}
	p = put(p - !!m->n_bytes, "],\"d\":[");
	for (size_t i = 0; i < m->n_bytes; i++) {
		*p++ = '[';
		p = digits_put(p, m->bytes[i].first);
		*p++ = ',';
		p = put_at(p, m->bytes[i].ack, m->bytes[i].ack_at);
		*p++ = ']';
		*p++ = ',';
	}
	p -= !!m->n_bytes;
	*p++ = ']';
	return p;
}

static char *put_end(char *p, const struct tw_message *m)
{
	int ten_bit = tw_message_ten_bit(m);

	if (m->end == TW_END_OPEN) {
		p = put(p, ",\"end\":null,\"es\":null");
	} else {
		p = put(p, m->end == TW_END_STOP ? ",\"end\":\"P\",\"es\":"
						 : ",\"end\":\"Sr\",\"es\":");
		p = digits_put(p, m->end_at);
	}
	if (ten_bit >= 0)
		p = put_key(p, ",\"tenbit\":", (uint64_t)ten_bit);
	return put(p, "}\n");
}

void tw_message_to_json(const struct tw_message *m, GString *out)
{
	size_t had = out->len;
	char *p;

	g_string_set_size(out, had + HEAD_MAX + m->n_bytes * BYTE_MAX);
	p = out->str + had;
	p = put_key(p, "{\"m\":", m->number);
	p = put_key(p, ",\"x\":", m->transfer);
	p = put(p, m->restart ? ",\"start\":\"Sr\",\"ss\":"
			      : ",\"start\":\"S\",\"ss\":");
	p = digits_put(p, m->start);
	p = put_address(p, m);
	p = put_bytes(p, m);
	p = put_end(p, m);
	g_string_set_size(out, (gsize)(p - out->str));
}
