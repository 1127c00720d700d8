/* SPDX-License-Identifier: MIT */
/* The pass over transfers: fewer messages, fewer bytes, simpler ones. */
#include "app/shrink/inside.h"
#include "app/shrink/talk.h"

#include "scenario/case.h"
#include "scenario/json_write.h"

/* The transfer under the knife: the n-th of the best. */
struct cut {
	struct shrink *s;
	size_t n;
	struct talk *talk;
};

struct nth {
	size_t n;
	struct json_object *step;
};

static bool find(struct json_object *step, void *user)
{
	struct nth *nth = user;

	if (!shrink_step_is(step, "transfer") || nth->n--)
		return true;
	nth->step = step;
	return false;
}

static struct json_object *step_of(struct json_object *root, size_t n)
{
	struct nth nth = {.n = n};

	shrink_each_step(root, find, &nth);
	return nth.step;
}

static const struct tw_case_transfer *nth_transfer(const tw_scenario *s,
						   size_t n)
{
	for (guint i = 0; i < s->steps->len; i++) {
		const GPtrArray *all =
			g_array_index(s->steps, struct tw_case_step, i)
				.transfers;

		for (guint k = 0; all && k < all->len; k++)
			if (!n--)
				return all->pdata[k];
	}
	return NULL;
}

/* The transfer as it is now; false past the last. */
static bool look(struct cut *c)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(tw_scenario) scenario = NULL;
	const struct tw_case_transfer *t;

	g_clear_pointer(&c->talk, talk_free);
	tw_json_put_case(text, c->s->best);
	scenario = tw_scenario_parse(text->str, text->len, "",
				     c->s->options->folder, &tw_parts, NULL);
	t = scenario ? nth_transfer(scenario, c->n) : NULL;
	if (t)
		c->talk = talk_new(t);
	return t;
}

/* @talk instead, which it takes. */
static bool instead(struct cut *c, struct talk *talk)
{
	struct json_object *copy = shrink_copy(c->s);

	talk_write(talk, step_of(copy, c->n));
	talk_free(talk);
	if (!shrink_try(c->s, copy))
		return false;
	look(c);
	return true;
}

static bool fewer_messages(struct cut *c)
{
	bool any = false;

	for (guint i = c->talk->messages->len;
	     i-- > 0 && c->talk->messages->len > 1;) {
		struct talk *t = talk_copy(c->talk);

		g_ptr_array_remove_index(t->messages, i);
		any |= instead(c, t);
	}
	return any;
}

static bool without_bytes(struct cut *c, guint message, guint from, guint n)
{
	struct talk *t = talk_copy(c->talk);
	struct message *m = talk_nth(t, message);

	g_byte_array_remove_range(m->bytes, from, n);
	if (m->read)
		g_byte_array_remove_range(m->any, from, n);
	return instead(c, t);
}

/* Ever smaller groups, from the end on; a read keeps one byte. */
static bool fewer_bytes(struct cut *c, guint message)
{
	const struct message *m = talk_nth(c->talk, message);
	bool any = false;

	for (guint group = MAX(m->bytes->len / 2, 1); group; group /= 2)
		for (guint end = m->bytes->len; end;) {
			guint from = end > group ? end - group : 0;

			if (m->read && from == 0 && end == m->bytes->len)
				break;
			any |= without_bytes(c, message, from, end - from);
			m = talk_nth(c->talk, message);
			end = MIN(from, m->bytes->len);
		}
	return any;
}

/* A read that begins so many bytes later, its pointer with it. */
static bool begin_later(struct cut *c, guint message, guint n)
{
	struct talk *t = talk_copy(c->talk);
	struct message *m = talk_nth(t, message);
	const struct message *pointer =
		message ? talk_nth(t, message - 1) : NULL;

	if (!m->read || !pointer || pointer->read || !pointer->bytes->len ||
	    n >= m->bytes->len) {
		talk_free(t);
		return false;
	}
	pointer->bytes->data[pointer->bytes->len - 1] += (uint8_t)n;
	g_byte_array_remove_range(m->bytes, 0, n);
	g_byte_array_remove_range(m->any, 0, n);
	return instead(c, t);
}

static bool later(struct cut *c, guint message)
{
	bool any = false;

	for (guint n = talk_nth(c->talk, message)->bytes->len; n-- > 1;)
		while (begin_later(c, message, n))
			any = true;
	return any;
}

/* Written bytes 0, or 1; expected ones any. */
static bool simpler_bytes(struct cut *c, guint message)
{
	bool any = false;

	for (guint i = 0; i < talk_nth(c->talk, message)->bytes->len; i++) {
		const struct message *now = talk_nth(c->talk, message);

		for (uint8_t value = 0; value < 2; value++) {
			struct talk *t;
			struct message *m;

			if (now->read ? now->any->data[i] || value
				      : now->bytes->data[i] <= value)
				break;
			t = talk_copy(c->talk);
			m = talk_nth(t, message);
			if (m->read)
				m->any->data[i] = 1;
			else
				m->bytes->data[i] = value;
			if (instead(c, t)) {
				any = true;
				break;
			}
		}
	}
	return any;
}

bool shrink_transfers(struct shrink *s)
{
	struct cut c = {.s = s};
	bool any = false;

	for (; look(&c); c.n++) {
		if (!c.talk)
			continue;
		any |= fewer_messages(&c);
		for (guint i = 0; i < c.talk->messages->len; i++)
			any |= fewer_bytes(&c, i) || later(&c, i);
		for (guint i = 0; i < c.talk->messages->len; i++)
			any |= simpler_bytes(&c, i);
	}
	g_clear_pointer(&c.talk, talk_free);
	return any;
}
