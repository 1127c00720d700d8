/* SPDX-License-Identifier: MIT */
/* Transfers that a target of the profile must answer, and with what. */
#include "app/fuzz/inside.h"

#include <string.h>

/* One transfer: its notation and what its reads must bring. */
struct polite {
	struct maker *m;
	GString *text, *rx;
	bool wrote;
};

static bool is_sure(const struct maker *m)
{
	return !m->abused;
}

void fuzz_forget(struct maker *m)
{
	g_hash_table_remove_all(m->known);
	m->pointer_known = false;
}

/* The register after @r, within the @n that one transfer may go over. */
static uint32_t after(const struct torture_profile *p, uint32_t r, bool write)
{
	uint32_t page = p->page / MAX(p->width, 1);

	if (p->kind == TORTURE_EEPROM && write && page)
		return r / page * page + (r + 1) % page;
	return (r + 1) % p->size;
}

/* How many registers from @r on keep what is written, and go on. */
static uint32_t room(const struct torture_profile *p, uint32_t r, bool write)
{
	uint32_t last = MIN(p->last, p->size - 1);

	if (!p->sequential)
		return 1;
	if (p->kind == TORTURE_EEPROM && write)
		return MIN(p->page + 2, 32); /* round in the page */
	if (p->wrap && !p->first && last == p->size - 1)
		return 32;
	return MIN(last - r + 1, 32);
}

static void put_bytes(struct polite *t, const char *bytes)
{
	g_auto(GStrv) each = g_strsplit(bytes, " ", -1);

	for (char **b = each; *b; b++)
		g_string_append_printf(t->text, " 0x%s", *b);
}

static void put_pointer(struct polite *t, uint32_t r)
{
	for (uint32_t n = t->m->fuzz->profile.pointer; n--;)
		g_string_append_printf(t->text, " 0x%02x", r >> 8 * n & 0xff);
}

static uint32_t any_register(struct maker *m)
{
	const struct torture_profile *p = &m->fuzz->profile;
	uint32_t last = MIN(p->last, p->size - 1);
	uint32_t n = last - MIN(p->first, last) + 1;
	uint32_t byte = fuzz_next(m);

	if (n > 256)
		byte = byte << 8 | fuzz_next(m);
	return MIN(p->first, last) + byte % n;
}

static unsigned addr_of(const struct torture_profile *p, uint32_t r)
{
	return p->pointer ? p->addr + (r >> 8 * p->pointer) : p->addr;
}

static void begin(struct polite *t, char direction, uint32_t len, uint32_t r)
{
	g_string_append_printf(t->text, "%s%c%u@0x%02x",
			       t->text->len ? " " : "", direction, len,
			       addr_of(&t->m->fuzz->profile, r));
	t->m->n_messages++;
}

static void put_write(struct polite *t, uint32_t r, unsigned n)
{
	struct maker *m = t->m;
	const struct torture_profile *p = &m->fuzz->profile;

	n = MIN(n, room(p, r, true));
	begin(t, 'w', p->pointer + n * p->width, r);
	put_pointer(t, r);
	for (unsigned i = 0; i < n; i++, r = after(p, r, true)) {
		const char *value = fuzz_next(m) & 1 ? p->other : p->value;

		put_bytes(t, value);
		g_hash_table_insert(m->known, GUINT_TO_POINTER(r),
				    g_strdup(value));
	}
	m->pointer = r;
	m->pointer_known = p->kind == TORTURE_REGISTERS && p->pointer;
	t->wrote |= n > 0;
}

static void put_read(struct polite *t, uint32_t r, unsigned n, bool known)
{
	struct maker *m = t->m;
	const struct torture_profile *p = &m->fuzz->profile;

	n = MIN(n, room(p, r, false));
	begin(t, 'r', n * p->width, r);
	for (unsigned i = 0; i < n; i++, r = after(p, r, false)) {
		const char *value =
			known ? g_hash_table_lookup(m->known,
						    GUINT_TO_POINTER(r))
			      : NULL;
		g_auto(GStrv) any = g_strsplit(p->value, " ", -1);

		for (char **b = any; !value && *b; b++)
			g_string_append_printf(t->rx, "%s??",
					       t->rx->len ? " " : "");
		if (value)
			g_string_append_printf(t->rx, "%s%s",
					       t->rx->len ? " " : "", value);
	}
	m->pointer = r;
	m->pointer_known = known;
}

/* A pointer and a read, a write, or a read from where the last one ended. */
static void message(struct polite *t, uint8_t what)
{
	struct maker *m = t->m;
	const struct torture_profile *p = &m->fuzz->profile;
	unsigned n = 1 + (what >> 2 & 31);
	uint32_t r;

	if (!p->pointer)
		r = 0;
	else if ((what & 3) == 3 && m->pointer_known && p->sequential)
		r = m->pointer;
	else
		r = any_register(m);
	switch (what & 3) {
	case 0:
	case 1:
		put_write(t, r, n);
		return;
	case 2:
		if (p->pointer) {
			begin(t, 'w', p->pointer, r);
			put_pointer(t, r);
		}
		put_read(t, r, n, true);
		return;
	default:
		put_read(t, r, n, m->pointer_known || !p->pointer);
	}
}

static void stream(struct maker *m, uint8_t op, const char *host)
{
	fuzz_step(m,
		  "{\"transfer\": \"r%u@0x%02x\", \"by\": \"%s\", \"result\": "
		  "\"any\", \"timeout_us\": 20000}",
		  1 + (op >> 4), m->fuzz->profile.addr, host);
	m->n_messages++;
}

/* An EEPROM is written by the STOP: nothing comes after in that transfer. */
void fuzz_polite(struct maker *m, uint8_t op, const char *host)
{
	const struct torture_profile *p = &m->fuzz->profile;
	struct polite t = {m, g_string_new(NULL), g_string_new(NULL), false};
	unsigned n = 1 + (op >> 4 & 3);

	if (p->kind == TORTURE_STREAM) {
		stream(m, op, host);
		n = 0;
	}
	for (unsigned i = 0; i < n; i++) {
		message(&t, fuzz_next(m));
		if (t.wrote && p->kind == TORTURE_EEPROM)
			break;
	}
	if (n && is_sure(m)) {
		fuzz_step(m,
			  "{\"transfer\": \"%s\", \"by\": \"%s\"%s%s%s, "
			  "\"timeout_us\": 20000}",
			  t.text->str, host, t.rx->len ? ", \"rx\": \"" : "",
			  t.rx->str, t.rx->len ? "\"" : "");
	} else if (n) {
		fuzz_step(m,
			  "{\"transfer\": \"%s\", \"by\": \"%s\", \"result\": "
			  "\"any\", \"timeout_us\": 20000}",
			  t.text->str, host);
		fuzz_forget(m);
	}
	if (t.wrote && p->write_us)
		fuzz_step(m, "{\"run_us\": %u}", p->write_us);
	if (!p->keeps)
		m->pointer_known = false;
	g_string_free(t.text, TRUE);
	g_string_free(t.rx, TRUE);
}

/* A register written and read back, in one transfer where that can be. */
static void write_and_read(struct maker *m, const char *value)
{
	const struct torture_profile *p = &m->fuzz->profile;
	struct polite t = {m, g_string_new(NULL), g_string_new(NULL), false};
	uint32_t r = p->first;

	begin(&t, 'w', p->pointer + p->width, r);
	put_pointer(&t, r);
	put_bytes(&t, value);
	if (p->write_us) {
		fuzz_step(m, "{\"transfer\": \"%s\", \"by\": \"calm\"}",
			  t.text->str);
		fuzz_step(m, "{\"run_us\": %u}", p->write_us);
		g_string_truncate(t.text, 0);
	}
	if (p->pointer) {
		begin(&t, 'w', p->pointer, r);
		put_pointer(&t, r);
	}
	begin(&t, 'r', p->width, r);
	fuzz_step(m, "{\"transfer\": \"%s\", \"rx\": \"%s\", \"by\": \"calm\"}",
		  t.text->str, value);
	g_string_free(t.text, TRUE);
	g_string_free(t.rx, TRUE);
}

void fuzz_clean(struct maker *m)
{
	const struct torture_profile *p = &m->fuzz->profile;

	if (p->kind != TORTURE_STREAM) {
		if (p->write_us) /* one under way is none of ours */
			fuzz_step(m, "{\"run_us\": %u}", p->write_us);
		write_and_read(m, p->value);
		write_and_read(m, p->other);
		return;
	}
	fuzz_step(m,
		  "{\"transfer\": {\"addr\": \"0x%02x\", \"rx\": \"%s\"}, "
		  "\"by\": \"calm\"}",
		  p->addr, p->gives);
}
