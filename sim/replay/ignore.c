/* SPDX-License-Identifier: MIT */
/* Data bits of reads that are not compared. */
#include "replay/replay.h"

#include <string.h>

#define ACK_BIT 8
#define BITS	9 /* with the acknowledge bit */

void tw_replay_add_ignore(tw_replay *r, const struct tw_replay_ignore *ignore)
{
	struct tw_replay_ignore copy = *ignore;

	if (!copy.mask)
		copy.mask = 0xff;
	g_array_append_val(r->ignores, copy);
}

static bool parse_number(const char *text, unsigned max, unsigned *out)
{
	bool hex = g_str_has_prefix(text, "0x");
	char *end;
	guint64 n = g_ascii_strtoull(text, &end, hex ? 16 : 10);

	*out = (unsigned)MIN(n, max);
	return g_ascii_isxdigit(text[hex ? 2 : 0]) && !*end && n <= max;
}

/* "7" or "0-6". */
static bool parse_range(char *text, unsigned max, struct tw_replay_range *out)
{
	char *dash = strchr(text, '-');

	out->set = true;
	if (dash)
		*dash++ = '\0';
	return parse_number(text, max, &out->first) &&
	       parse_number(dash ? dash : text, max, &out->last) &&
	       out->first <= out->last;
}

static bool parse_key(const char *key, char *value,
		      struct tw_replay_ignore *out)
{
	unsigned mask;

	if (!strcmp(key, "byte"))
		return parse_range(value, UINT16_MAX, &out->byte);
	if (!strcmp(key, "reg"))
		return parse_range(value, UINT8_MAX, &out->reg);
	if (!strcmp(key, "pointer"))
		return parse_range(value, UINT8_MAX, &out->pointer);
	if (strcmp(key, "mask") || !parse_number(value, 0xff, &mask) || !mask)
		return false;
	out->mask = (uint8_t)mask;
	return true;
}

static bool parse_words(char **words, struct tw_replay_ignore *out)
{
	unsigned addr;

	if (!words[0] || !parse_number(words[0], 0x7f, &addr))
		return false;
	out->addr = (uint8_t)addr;
	for (char **w = words + 1; *w; w++) {
		char *equals = strchr(*w, '=');

		if (!equals)
			return false;
		*equals = '\0';
		if (!parse_key(*w, equals + 1, out))
			return false;
	}
	return true;
}

bool tw_replay_ignore_parse(const char *text, struct tw_replay_ignore *ignore,
			    GError **error)
{
	g_auto(GStrv) words = g_strsplit(text, ",", -1);

	*ignore = (struct tw_replay_ignore){.mask = 0xff};
	if (parse_words(words, ignore))
		return true;
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
		    "expected ADDR[,reg=N|N-M][,pointer=N|N-M][,byte=N|N-M]"
		    "[,mask=0xNN] as in 0x68,reg=0-6, got %s",
		    text);
	return false;
}

/* How many of the message's data bytes were acknowledged or read. */
static uint32_t count_bytes(const tw_replay *r, const struct message *m)
{
	uint32_t n = m->n_pulses / BITS;

	if (!n || pulse_at(r, m->first + ACK_BIT)->sda)
		return 0;
	if (!(m->first_byte & 1) && n > 1 &&
	    pulse_at(r, m->first + n * BITS - 1)->sda)
		n--;
	return n - 1;
}

static uint8_t byte_at(const tw_replay *r, guint first)
{
	uint8_t value = 0;

	for (guint i = first; i < first + 8; i++)
		value = (uint8_t)(value << 1 | pulse_at(r, i)->sda);
	return value;
}

void replay_find_pointers(tw_replay *r)
{
	int16_t pointer[N_ADDRESSES], reg[N_ADDRESSES];

	memset(pointer, 0xff, sizeof(pointer));
	memset(reg, 0xff, sizeof(reg));
	for (guint i = 0; i < r->messages->len; i++) {
		struct message *m = message_at(r, i);
		uint8_t addr = m->first_byte >> 1;
		uint32_t n = count_bytes(r, m);

		if (n && !(m->first_byte & 1)) {
			pointer[addr] = byte_at(r, m->first + BITS);
			reg[addr] = pointer[addr];
			n--;
		}
		m->pointer = pointer[addr];
		m->reg = reg[addr];
		if (reg[addr] >= 0)
			reg[addr] = (int16_t)((reg[addr] + n) & 0xff);
	}
}

static bool fits(const struct tw_replay_range *range, int64_t n)
{
	return !range->set || (n >= range->first && n <= range->last);
}

uint8_t replay_ignored(const tw_replay *r, const struct message *m,
		       uint32_t byte)
{
	int64_t reg = m->reg < 0 ? -1 : (m->reg + (int64_t)byte) % 256;
	uint8_t mask = 0;

	if (!(m->first_byte & 1))
		return 0;
	for (guint i = 0; i < r->ignores->len; i++) {
		const struct tw_replay_ignore *g =
			&g_array_index(r->ignores, struct tw_replay_ignore, i);

		if (g->addr == m->first_byte >> 1 &&
		    fits(&g->pointer, m->pointer) && fits(&g->reg, reg) &&
		    fits(&g->byte, byte))
			mask |= g->mask;
	}
	return mask;
}
