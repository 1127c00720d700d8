/* SPDX-License-Identifier: MIT */
/*
 * Transfers in the notation of i2ctransfer(8): messages joined by repeated
 * STARTs, each {r|w}LENGTH[@ADDRESS], a written one followed by its bytes.
 *
 * Left out: "r?" (the length is the first byte read) and the suffix "p".
 * Beyond it: addresses from 0x00 to 0x7f without asking.
 */
#include "scenario/case.h"

#include <string.h>

struct notation {
	const struct tw_cursor *cur;
	struct tw_case_transfer *transfer;
	char **words;
	size_t n; /* the word we are at */
	bool has_addr;
	uint16_t addr; /* of the message before */
	GError **error;
};

/* Nothing a person writes is longer. */
#define SHOWN_MAX 32

G_GNUC_PRINTF(2, 3)
static bool refuse(const struct notation *x, const char *format, ...)
{
	g_autofree char *what = NULL;
	va_list args;

	va_start(args, format);
	what = g_strdup_vprintf(format, args);
	va_end(args);
	if (x->words[x->n])
		return tw_json_error(x->cur->index, x->cur->at, x->error,
				     "expected %s, got \"%.*s\" (word %zu)",
				     what, SHOWN_MAX, x->words[x->n], x->n + 1);
	return tw_json_error(x->cur->index, x->cur->at, x->error,
			     "expected %s, got the end of the transfer", what);
}

/* Decimal, 0x hexadecimal or 0 octal, as strtol() has it; @end is left at what
 * follows. */
static bool parse_number(const char *s, unsigned max, unsigned *out,
			 const char **end)
{
	char *after;
	uint64_t n;

	if (!g_ascii_isdigit(*s))
		return false;
	n = g_ascii_strtoull(s, &after, 0);
	if (n > max)
		return false;
	*out = (unsigned)n;
	*end = after;
	return true;
}

static bool parse_head(struct notation *x, struct tw_case_msg *msg)
{
	const char *s = x->words[x->n], *end;
	unsigned len, addr;

	if (s[0] != 'r' && s[0] != 'w')
		return refuse(x, "a message such as w2@0x40 or r1");
	if (!parse_number(s + 1, TW_CASE_MAX_MESSAGE, &len, &end) ||
	    (*end && *end != '@'))
		return refuse(x, "a length from 0 to %u after the %c",
			      (unsigned)TW_CASE_MAX_MESSAGE, s[0]);
	if (*end == '@') {
		if (!parse_number(end + 1, 0x7f, &addr, &end) || *end)
			return refuse(x, "an address from 0x00 to 0x7f after "
					 "the @ (7 bits, unshifted)");
		x->addr = (uint16_t)addr;
		x->has_addr = true;
	}
	if (!x->has_addr)
		return refuse(x, "an address in the first message, as in "
				 "w2@0x40");
	msg->addr = x->addr;
	msg->len = len;
	msg->flags = s[0] == 'r' ? TW_MSG_READ : 0;
	msg->first = x->transfer->tx->len;
	x->n++;
	return true;
}

/* The byte, then by the suffix the rest of the message. */
static bool parse_bytes(struct notation *x, size_t *left)
{
	unsigned byte, step;
	const char *end;

	if (!x->words[x->n] ||
	    !parse_number(x->words[x->n], 0xff, &byte, &end) ||
	    (*end && (!strchr("=+-", *end) || end[1])))
		return refuse(x,
			      "a byte from 0 to 0xff, the last one perhaps "
			      "with =, + or - (%zu still to write)",
			      *left);
	step = *end == '+' ? 1 : *end == '-' ? 0xff : 0;
	do {
		uint8_t b = (uint8_t)byte;

		g_byte_array_append(x->transfer->tx, &b, 1);
		byte += step;
		(*left)--;
	} while (*end && *left);
	x->n++;
	return true;
}

static bool parse_message(struct notation *x)
{
	struct tw_case_msg msg = {0};
	size_t left;

	if (x->transfer->msgs->len == TW_CASE_MAX_MESSAGES)
		return refuse(x, "at most %u messages",
			      (unsigned)TW_CASE_MAX_MESSAGES);
	if (!parse_head(x, &msg))
		return false;
	left = msg.flags & TW_MSG_READ ? 0 : msg.len;
	while (left)
		if (!parse_bytes(x, &left))
			return false;
	if (msg.flags & TW_MSG_READ)
		x->transfer->rx_len += msg.len;
	g_array_append_val(x->transfer->msgs, msg);
	return true;
}

static bool one_blank(const char *s)
{
	return *s && *s != ' ' && !strstr(s, "  ") && s[strlen(s) - 1] != ' ' &&
	       !strpbrk(s, "\t\r\n");
}

bool tw_case_parse_notation(const struct tw_cursor *text,
			    struct tw_case_transfer *transfer, GError **error)
{
	struct notation x = {
		.cur = text,
		.transfer = transfer,
		.error = error,
	};
	const char *s;
	bool ok = true;

	if (!tw_cursor_string(text, &s, error))
		return false;
	if (!one_blank(s))
		return tw_json_error(text->index, text->at, error,
				     "expected words with one blank between "
				     "them");
	x.words = g_strsplit(s, " ", -1);
	while (ok && x.words[x.n])
		ok = parse_message(&x);
	g_strfreev(x.words);
	return ok;
}
