/* SPDX-License-Identifier: MIT */
/* What is written comes back, however it is asked for. */
#include "app/torture/draft.h"

enum { ROW = 4, ROUNDS = 20 };

static void read_back(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	const uint32_t cells[] = {p->first, (p->first + p->last) / 2, p->last};
	struct draft d;

	draft_begin(&d, t, "the first, a middle and the last");
	for (size_t i = 0; i < G_N_ELEMENTS(cells); i++) {
		draft_put(&d, cells[i], p->value, NULL);
		draft_get(&d, cells[i], p->value, NULL);
		draft_put(&d, cells[i], p->other, NULL);
		draft_get(&d, cells[i], p->other, NULL);
	}
	draft_try(&d);
}

/* The ends of the other ranges, and that they are not those of the first. */
static void ranges(struct torture *t)
{
	const struct torture_profile *p = t->profile;

	for (unsigned n = 0; n < p->n_also; n++) {
		const uint32_t cells[] = {p->also[n].first, p->also[n].last};
		struct draft d;

		draft_begin(&d, t, "%u to %u", p->also[n].first,
			    p->also[n].last);
		draft_put(&d, p->first, p->value, NULL);
		for (size_t i = 0; i < G_N_ELEMENTS(cells); i++) {
			draft_put(&d, cells[i], p->value, NULL);
			draft_get(&d, cells[i], p->value, NULL);
			draft_put(&d, cells[i], p->other, NULL);
			draft_get(&d, cells[i], p->other, NULL);
		}
		draft_get(&d, p->first, p->value, NULL);
		draft_try(&d);
	}
}

static void stop_start(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	g_autofree char *tx = NULL;
	struct draft d;

	/* The last: a pointer that is lost is most often 0. */
	draft_begin(&d, t, "pointer, STOP, START, read");
	draft_put(&d, p->last, p->value, NULL);
	tx = draft_bytes(&d, p->last, NULL);
	if (*tx)
		draft_transfer(&d, draft_address(&d, p->last), tx, NULL, NULL);
	draft_transfer(&d, draft_address(&d, p->last), NULL, p->value, NULL);
	draft_try(&d);
}

/* Writes the first four one by one; their values in one string. */
static char *fill(struct draft *d)
{
	const struct torture_profile *p = d->t->profile;
	GString *all = g_string_new(NULL);

	for (uint32_t n = 0; n < ROW; n++) {
		g_autofree char *value = draft_value(p, n);

		draft_put(d, p->first + n, value, NULL);
		g_string_append_printf(all, "%s%s", n ? " " : "", value);
	}
	return g_string_free(all, FALSE);
}

/* All in one write; an EEPROM's are in one page. */
static void row(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	uint32_t page = MAX(p->page, 1);
	uint32_t start = (p->first + page - 1) / page * page;
	g_autoptr(GString) all = g_string_new(NULL);
	struct draft d;

	draft_begin(&d, t, "four in one write");
	for (uint32_t n = 0; n < ROW; n++) {
		g_autofree char *value = draft_value(p, n);

		g_string_append_printf(all, "%s%s", n ? " " : "", value);
	}
	draft_put(&d, start, all->str, NULL);
	draft_get(&d, start, all->str, NULL);
	draft_try(&d);
}

static const char *unfit_row(const struct torture_profile *p)
{
	if (torture_unfit_sequential(p))
		return torture_unfit_sequential(p);
	return p->page && (p->page < ROW || p->last - p->first < 2 * p->page)
		       ? "its pages are too small, or too few"
		       : NULL;
}

static void lengths(struct torture *t)
{
	const struct torture_profile *p = t->profile;

	for (uint32_t n = 1; n <= ROW * p->width; n++) {
		g_autofree char *all = NULL, *part = NULL;
		struct draft d;

		draft_begin(&d, t, "a read of %u", n);
		all = fill(&d);
		part = g_strndup(all, n * 3 - 1);
		draft_get(&d, p->first, part, NULL);
		draft_get(&d, p->first, all, NULL);
		draft_try(&d);
	}
}

static void early_nack(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	struct draft d;

	for (uint32_t n = 1; n <= 3; n++) {
		draft_begin(&d, t, "a read of %u, then another", n);
		draft_put(&d, p->first, p->value, NULL);
		draft_ask(&d, draft_address(&d, p->first), p->first, n, NULL);
		draft_get(&d, p->first, p->value, NULL);
		draft_clean(&d);
		draft_try(&d);
	}
}

static void continuity(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	struct draft d;

	draft_begin(&d, t, "four reads of one, one pointer");
	g_free(fill(&d));
	for (uint32_t n = 0; n < ROW; n++) {
		g_autofree char *value = draft_value(p, n);

		if (n)
			draft_transfer(&d, draft_address(&d, p->first), NULL,
				       value, NULL);
		else
			draft_get(&d, p->first, value, NULL);
	}
	draft_try(&d);
}

static const char *unfit_continuity(const struct torture_profile *p)
{
	return torture_unfit_keeps(p) ? torture_unfit_keeps(p)
				      : torture_unfit_sequential(p);
}

/* As a host looks for targets that has no other way. */
static void first_read(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	struct draft d;

	draft_begin(&d, t, "a read after power-on, then a write and a read");
	draft_ask(&d, draft_address(&d, p->first), G_MAXUINT32, 1, DRAFT_ANY);
	draft_clean(&d);
	draft_try(&d);
}

static void wraps(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	g_autofree char *last = draft_value(p, 0), *first = draft_value(p, 1);
	g_autofree char *both = g_strdup_printf("%s %s", last, first);
	struct draft d;

	draft_begin(&d, t, "a read over the end");
	draft_put(&d, p->size - 1, last, NULL);
	draft_put(&d, 0, first, NULL);
	draft_get(&d, p->size - 1, both, NULL);
	draft_try(&d);
}

static void selecting(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	g_autofree char *tx = NULL;
	struct draft d;

	draft_begin(&d, t, "the pointer alone is written");
	draft_put(&d, p->first, p->value, NULL);
	tx = draft_bytes(&d, p->first, NULL);
	draft_transfer(&d, draft_address(&d, p->first), tx, NULL, NULL);
	draft_wait(&d);
	draft_get(&d, p->first, p->value, NULL);
	draft_try(&d);
}

static const char *unfit_selecting(const struct torture_profile *p)
{
	return p->pointer ? torture_unfit_memory(p) : "it has no pointer";
}

static void locked(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	g_autofree char *tx = NULL;
	struct draft d;

	/* Of value and other at most one is what it holds already: written in
	 * turn, a read of either after the opposite must not bring it. */
	draft_begin(&d, t, "the locked register is written");
	tx = draft_bytes(&d, p->locked, p->value);
	draft_get(&d, p->locked, p->gives, NULL);
	draft_transfer(&d, draft_address(&d, p->locked), tx, NULL, DRAFT_ANY);
	draft_wait(&d);
	draft_get(&d, p->locked, p->gives, NULL);
	draft_clean(&d);
	draft_try(&d);
}

static void combined(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	g_autofree char *one = NULL, *two = NULL, *px = NULL, *py = NULL;
	struct draft d;

	draft_begin(&d, t, "write, Sr, read, Sr, write, Sr, read");
	draft_put(&d, p->first, p->value, NULL);
	draft_put(&d, p->last, p->other, NULL);
	one = draft_bytes(&d, p->first, NULL);
	two = draft_bytes(&d, p->last, NULL);
	px = draft_words(one);
	py = draft_words(two);
	draft_step(&d,
		   "{ \"transfer\": \"w%u@0x%02x %s r%u w%u@0x%02x %s r%u\", "
		   "\"rx\": \"%s %s\" }",
		   p->pointer, draft_address(&d, p->first), px, p->width,
		   p->pointer, draft_address(&d, p->last), py, p->width,
		   p->value, p->other);
	draft_try(&d);
}

static const char *unfit_combined(const struct torture_profile *p)
{
	return unfit_selecting(p)    ? unfit_selecting(p)
	       : p->first == p->last ? "there is one register to write"
				     : NULL;
}

static void back_to_back(struct torture *t)
{
	static const uint32_t hz[] = {100000, 400000, 1000000};
	const struct torture_profile *p = t->profile;

	for (size_t i = 0; i < G_N_ELEMENTS(hz) && hz[i] <= p->max_hz; i++) {
		struct draft d;

		draft_begin(&d, t, "%u Hz", hz[i]);
		draft_host(&d, "{ \"id\": \"host\", \"scl_hz\": %u }", hz[i]);
		for (unsigned n = 0; n < ROUNDS; n++)
			draft_clean(&d);
		draft_try(&d);
	}
}

/* A host that is slow between two bytes of a write, and in a read. */
static void gaps(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	unsigned written = p->pointer + p->width;

	for (unsigned byte = 1; byte <= written + 1; byte++) {
		bool read = byte > written || p->kind == TORTURE_STREAM;
		struct draft d;

		draft_begin(&d, t, read ? "in a read" : "before byte %u", byte);
		draft_fault(&d,
			    "{ \"id\": \"gap\", \"kind\": \"hold-low\", "
			    "\"line\": \"scl\", \"for_ns\": 3000000, \"at\": { "
			    "%s\"byte\": %u, \"bit\": 0 } }",
			    read ? "\"dir\": \"read\", " : "", read ? 1 : byte);
		draft_clean(&d);
		draft_try(&d);
		if (p->kind == TORTURE_STREAM)
			break;
	}
}

static void rates(struct torture *t)
{
	static const uint32_t hz[] = {1000,   10000,  50000,  100000,
				      200000, 400000, 700000, 1000000};
	const struct torture_profile *p = t->profile;

	for (size_t i = 0; i < G_N_ELEMENTS(hz) && hz[i] <= p->max_hz; i++) {
		struct draft d;

		draft_begin(&d, t, "%u Hz", hz[i]);
		draft_host(&d, "{ \"id\": \"host\", \"scl_hz\": %u }", hz[i]);
		draft_clean(&d);
		draft_try(&d);
	}
}

const struct torture_check torture_data[] = {
	{"data-read-back", "What is written is read after a repeated START",
	 "UM10204 3.1.10", torture_unfit_memory, read_back},
	{"data-ranges", "So is what is written into its other ranges",
	 "the target's data sheet", torture_unfit_also, ranges},
	{"data-stop-start", "It is read after a STOP and a START, too",
	 "UM10204 3.1.10", torture_unfit_keeps, stop_start},
	{"data-write-row", "A write goes on with the next register",
	 "UM10204 3.1.10, note 2", unfit_row, row},
	{"data-read-lengths", "Reads of 1 to n bytes bring what they should",
	 "UM10204 3.1.10", torture_unfit_sequential, lengths},
	{"data-first-read", "A read before all else holds nobody",
	 "hosts that look for targets by reading, as i2cdetect -r", NULL,
	 first_read},
	{"data-early-nack", "Nothing is left over of a read that ends early",
	 "UM10204 3.1.6; firmware that loads more than is read", NULL,
	 early_nack},
	{"data-continuity", "The pointer counts the bytes that were read",
	 "firmware that fetches a byte too many (Linux slave interface)",
	 unfit_continuity, continuity},
	{"data-read-wrap", "After the last comes the first",
	 "24C02 data sheet, sequential read", torture_unfit_wrap, wraps},
	{"data-pointer-alone", "A write of the pointer alone writes nothing",
	 "UM10204 3.1.10", unfit_selecting, selecting},
	{"data-locked", "A read-only register keeps its value",
	 "the target's data sheet", torture_unfit_locked, locked},
	{"data-combined", "Pointers and reads joined by repeated STARTs",
	 "UM10204 3.1.10, note 2", unfit_combined, combined},
	{"data-back-to-back", "Transfers at the shortest bus-free time",
	 "UM10204 table 10, tBUF", NULL, back_to_back},
	{"data-gaps", "3 ms between two bytes end nothing",
	 "UM10204 table 10, fSCL from 0; a FIFO that is empty taken for an end",
	 NULL, gaps},
	{"data-rates", "Every bus rate up to that of its mode",
	 "UM10204 table 10, fSCL from 0", NULL, rates},
	{0}};
