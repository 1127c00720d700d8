/* SPDX-License-Identifier: MIT */
/* The passes over single values: keys that can be left out, and numbers that
 * can be simpler. */
#include "app/shrink/inside.h"

#include <string.h>

/* A value's place in a tree: the n-th of those that are asked for. */
struct place {
	size_t n; /* so many to go */
	bool (*is)(const char *key, struct json_object *value);
	struct json_object *up;
	const char *key; /* in an object; else */
	size_t nth;
	struct json_object *value;
};

static bool find(struct json_object *in, struct place *p);

/* What is soldered to what stays: another wiring is another target. */
static bool is_wiring(const char *key)
{
	return key && (!strcmp(key, "pins") || !strcmp(key, "channels") ||
		       !strcmp(key, "rest"));
}

static bool here(struct json_object *up, const char *key, size_t nth,
		 struct json_object *value, struct place *p)
{
	if (is_wiring(key))
		return false;
	if (p->is(key, value) && !p->n--) {
		p->up = up;
		p->key = key;
		p->nth = nth;
		p->value = value;
		return true;
	}
	return find(value, p);
}

static bool find(struct json_object *in, struct place *p)
{
	if (json_object_is_type(in, json_type_array)) {
		size_t n = json_object_array_length(in);

		for (size_t i = 0; i < n; i++)
			if (here(in, NULL, i, json_object_array_get_idx(in, i),
				 p))
				return true;
	} else if (json_object_is_type(in, json_type_object)) {
		struct json_object_iter i;

		json_object_object_foreachC(in, i)
		{
			if (here(in, i.key, 0, i.val, p))
				return true;
		}
	}
	return false;
}

static size_t count(const struct shrink *s, struct place p)
{
	p.n = SIZE_MAX;
	find(s->best, &p);
	return SIZE_MAX - p.n;
}

/* --- keys -------------------------------------------------------------- */

static bool is_optional(const char *key, struct json_object *value)
{
	/* Parts are left out by another pass, one by one. */
	static const char *const needed[] = {
		"format",      "title",	   "id",      "steps",	  "buses",
		"controllers", "nets",	   "devices", "firmware", "faults",
		"transfer",    "platform", "object",  "model",	  "kind",
		"result",      "how",	   "at",      NULL};

	return key && !g_strv_contains(needed, key);
}

bool shrink_keys(struct shrink *s)
{
	struct place p = {.is = is_optional};
	bool any = false;

	for (size_t n = count(s, p); n-- > 0;) {
		struct json_object *copy = shrink_copy(s);
		struct place found = p;

		found.n = n;
		if (!find(copy, &found)) {
			json_object_put(copy);
			continue;
		}
		json_object_object_del(found.up, found.key);
		any |= shrink_try(s, copy);
	}
	return any;
}

/* --- numbers ----------------------------------------------------------- */

static bool is_number(const char *key, struct json_object *value)
{
	return json_object_is_type(value, json_type_int);
}

/* Time to boot is not to be taken from whom it is not plain why he fails. */
static bool is_untimed(const char *key, struct json_object *value)
{
	return is_number(key, value) && !(key && g_str_has_prefix(key, "run_"));
}

static unsigned digits(int64_t n)
{
	unsigned all = 0;

	for (; n && n % 10 == 0; n /= 10)
		;
	for (; n; n /= 10)
		all++;
	return all;
}

static bool simpler(int64_t a, int64_t b)
{
	return digits(a) != digits(b) ? digits(a) < digits(b)
				      : llabs(a) < llabs(b);
}

static bool try_number(struct shrink *s, struct place p, int64_t value)
{
	struct json_object *copy = shrink_copy(s);

	if (find(copy, &p) && simpler(value, json_object_get_int64(p.value))) {
		json_object_set_int64(p.value, value);
		return shrink_try(s, copy);
	}
	json_object_put(copy);
	return false;
}

enum { SMALL = 16 };

/* 1, 2, 5, 10, 20, ..., the last at or above @value. */
static size_t rounds(int64_t value, int64_t *out, size_t room)
{
	static const int64_t of_ten[] = {1, 2, 5};
	int64_t ten = 1;
	size_t n = 0;

	out[n++] = 0;
	while (n < room && out[n - 1] < value) {
		out[n] = of_ten[(n - 1) % 3] * ten;
		ten *= n % 3 ? 1 : 10;
		n++;
	}
	return n;
}

/* A small number's every smaller one; of a large one the least round one that
 * will do, taking for granted that those above it do, too. */
static bool one_number(struct shrink *s, struct place p, int64_t value)
{
	int64_t round[64];
	size_t low = 0, high;
	bool any = false;

	if (value < 0)
		return try_number(s, p, 0);
	for (int64_t n = 0; n < MIN(value, SMALL); n++)
		if (try_number(s, p, n))
			return true;
	if (value <= SMALL)
		return false;
	for (high = rounds(value, round, G_N_ELEMENTS(round)); low < high;) {
		size_t middle = low + (high - low) / 2;

		if (try_number(s, p, round[middle])) {
			any = true;
			high = middle;
		} else {
			low = middle + 1;
		}
	}
	return any;
}

bool shrink_numbers(struct shrink *s)
{
	struct place p = {.is = shrink_unsure(s) ? is_untimed : is_number};
	size_t n = count(s, p);
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		struct place found = p;

		found.n = p.n = i;
		if (find(s->best, &found))
			any |= one_number(s, p,
					  json_object_get_int64(found.value));
	}
	return any;
}
