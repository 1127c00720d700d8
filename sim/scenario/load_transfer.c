/* SPDX-License-Identifier: MIT */
/* One transfer of a case, in either of its two forms. */
#include "scenario/case.h"

#include <string.h>

#define DEFAULT_TIMEOUT_NS TW_S(1)
#define MAX_TIMEOUT_US	   60000000u
#define MAX_DELAY_NS	   1000000000u

enum { ANY_RESULT = TW_STUCK + 1 };

/* In the order of enum tw_result. */
static const char *const results[] = {
	[TW_OK] = "ok",
	[TW_NO_TARGET] = "no-target",
	[TW_NACKED] = "nacked",
	[TW_ARBITRATION_LOST] = "arbitration-lost",
	[TW_STUCK] = "stuck",
	[ANY_RESULT] = "any",
	NULL,
};

/* Where a key may stand: beside "transfer", or inside its object. */
struct place {
	const struct tw_cursor *step;
	const struct tw_cursor *inside; /* NULL: a string */
};

/* The key's value, wherever it stands; *found false where it does not. */
static bool either(const struct place *p, const char *key,
		   struct tw_cursor *cur, bool *found, GError **error)
{
	struct tw_cursor other;

	*found = tw_cursor_get(p->step, key, cur);
	if (!p->inside || !tw_cursor_get(p->inside, key, &other))
		return true;
	if (*found)
		return tw_json_key_error(other.index, other.at, error,
					 "also given beside the transfer");
	*cur = other;
	*found = true;
	return true;
}

static bool load_msgs(const struct tw_cursor *obj, struct tw_case_transfer *t,
		      GError **error)
{
	struct tw_case_msg msg = {0};
	struct tw_cursor cur, tx;
	bool ten_bit = false;

	if (tw_cursor_get(obj, "ten_bit", &cur) &&
	    !tw_cursor_boolean(&cur, &ten_bit, error))
		return false;
	if (!tw_cursor_need(obj, "addr", &cur, error) ||
	    !tw_cursor_addr(&cur, 0, ten_bit ? 0x3ff : 0x7f, &msg.addr, error))
		return false;
	msg.flags = ten_bit ? TW_MSG_TEN_BIT : 0;
	if (tw_cursor_get(obj, "tx", &tx)) {
		if (!tw_cursor_bytes(&tx, t->tx, NULL, error))
			return false;
		msg.len = t->tx->len;
		g_array_append_val(t->msgs, msg);
	}
	if (t->has_rx) {
		msg.flags |= TW_MSG_READ;
		msg.len = t->rx_len = t->rx->len;
		g_array_append_val(t->msgs, msg);
	}
	if (t->msgs->len)
		return true;
	return tw_json_error(obj->index, obj->at, error,
			     "expected \"tx\", \"rx\" or both; \"tx\": \"\" "
			     "sends the address alone");
}

static bool load_rx(const struct place *p, struct tw_case_transfer *t,
		    GError **error)
{
	struct tw_cursor cur;

	if (!either(p, "rx", &cur, &t->has_rx, error))
		return false;
	if (!t->has_rx)
		return true;
	t->rx_at = cur.at;
	return tw_cursor_bytes(&cur, t->rx, t->rx_mask, error);
}

static bool load_result(const struct place *p, struct tw_case_transfer *t,
			GError **error)
{
	struct tw_cursor cur;
	unsigned result = TW_OK;
	bool found;

	t->result_at = t->at;
	if (!either(p, "result", &cur, &found, error))
		return false;
	if (found && !tw_cursor_word(&cur, results, &result, error))
		return false;
	if (found)
		t->result_at = cur.at;
	t->any_result = result == ANY_RESULT;
	t->result = t->any_result ? TW_OK : (enum tw_result)result;
	return true;
}

static bool load_by(const tw_scenario *s, const struct place *p,
		    struct tw_case_transfer *t, GError **error)
{
	struct tw_cursor cur;
	bool found;

	if (!either(p, "by", &cur, &found, error))
		return false;
	if (found)
		return tw_case_resolve(s, &cur, TW_CASE_CONTROLLER,
				       &t->controller, error);
	return tw_case_ref(s, p->step, "by", TW_CASE_CONTROLLER, &t->controller,
			   error);
}

static bool load_times(const struct place *p, bool parallel,
		       struct tw_case_transfer *t, GError **error)
{
	struct tw_cursor cur;
	int64_t n;
	bool found;

	t->timeout_ns = DEFAULT_TIMEOUT_NS;
	if (!either(p, "timeout_us", &cur, &found, error))
		return false;
	if (found) {
		if (!tw_cursor_integer(&cur, 1, MAX_TIMEOUT_US, &n, error))
			return false;
		t->timeout_ns = TW_US(n);
	}
	if (!either(p, "delay_ns", &cur, &found, error))
		return false;
	if (!found)
		return true;
	if (!parallel)
		return tw_json_key_error(cur.index, cur.at, error,
					 "only has a meaning in \"parallel\"");
	if (!tw_cursor_integer(&cur, 0, MAX_DELAY_NS, &n, error))
		return false;
	t->delay_ns = (uint64_t)n;
	return true;
}

/* Of all messages the one, of the first the other. */
static bool load_prefixes(const struct place *p, struct tw_case_transfer *t,
			  GError **error)
{
	struct tw_cursor cur;
	bool found, hs = false, start_byte = false, ack_last = false;

	if (!either(p, "hs", &cur, &found, error) ||
	    (found && !tw_cursor_boolean(&cur, &hs, error)) ||
	    !either(p, "start_byte", &cur, &found, error) ||
	    (found && !tw_cursor_boolean(&cur, &start_byte, error)) ||
	    !either(p, "ack_last", &cur, &found, error) ||
	    (found && !tw_cursor_boolean(&cur, &ack_last, error)))
		return false;
	for (guint i = 0; i < t->msgs->len; i++) {
		struct tw_case_msg *m =
			&g_array_index(t->msgs, struct tw_case_msg, i);

		if (hs)
			m->flags |= TW_MSG_HS;
		if (ack_last && i + 1 == t->msgs->len &&
		    (m->flags & TW_MSG_READ))
			m->flags |= TW_MSG_ACK_LAST;
		if (start_byte && !i)
			m->flags |= TW_MSG_START_BYTE;
	}
	return true;
}

static bool check_sizes(tw_scenario *s, const struct tw_cursor *cur,
			struct tw_case_transfer *t, GError **error)
{
	struct tw_cursor at = {cur->index, NULL, t->rx_at};

	if (t->has_rx && t->rx->len != t->rx_len)
		return tw_json_error(at.index, at.at, error,
				     "expected as many bytes as are read, %zu, "
				     "got %u",
				     t->rx_len, t->rx->len);
	s->n_bytes += t->tx->len + t->rx_len;
	if (s->n_bytes <= TW_CASE_MAX_BYTES)
		return true;
	return tw_json_error(cur->index, cur->at, error,
			     "expected transfers of at most %u bytes in a "
			     "case, got %zu up to here",
			     (unsigned)TW_CASE_MAX_BYTES, s->n_bytes);
}

static bool load_form(tw_scenario *s, const struct tw_cursor *step,
		      const struct tw_cursor *cur, bool parallel,
		      struct tw_case_transfer *t, GError **error)
{
	static const char *const keys[] = {"addr",	 "ten_bit",  "tx",
					   "rx",	 "by",	     "result",
					   "timeout_us", "delay_ns", "hs",
					   "start_byte", "ack_last", NULL};
	bool object = tw_cursor_is(cur, TW_SHAPE_OBJECT);
	struct place p = {step, object ? cur : NULL};

	if (!object && !tw_cursor_is(cur, TW_SHAPE_STRING))
		return tw_json_error(cur->index, cur->at, error,
				     "expected a string such as \"w1@0x40 0x01 "
				     "r1\", or an object");
	return (!object || tw_cursor_keys(cur, keys, error)) &&
	       load_rx(&p, t, error) &&
	       (object ? load_msgs(cur, t, error)
		       : tw_case_parse_notation(cur, t, error)) &&
	       load_prefixes(&p, t, error) && load_result(&p, t, error) &&
	       load_by(s, &p, t, error) && load_times(&p, parallel, t, error) &&
	       check_sizes(s, cur, t, error);
}

bool tw_case_load_transfer(tw_scenario *s, const struct tw_cursor *step,
			   bool parallel, struct tw_case_transfer **out,
			   GError **error)
{
	struct tw_case_transfer *t;
	struct tw_cursor cur;

	if (!tw_cursor_need(step, "transfer", &cur, error))
		return false;
	t = g_new0(struct tw_case_transfer, 1);
	t->at = cur.at;
	t->msgs = g_array_new(FALSE, FALSE, sizeof(struct tw_case_msg));
	t->tx = g_byte_array_new();
	t->rx = g_byte_array_new();
	t->rx_mask = g_byte_array_new();
	*out = t;
	if (load_form(s, step, &cur, parallel, t, error))
		return true;
	tw_case_transfer_free(t);
	*out = NULL;
	return false;
}
