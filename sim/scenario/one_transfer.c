/* SPDX-License-Identifier: MIT */
/* One transfer in the notation of cases, outside of any. */
#include "scenario/case.h"

#include <string.h>

#define PATIENCE_NS TW_S(1)

static void point(struct tw_case_transfer *t, uint8_t *rx, struct tw_msg *msgs)
{
	for (guint i = 0; i < t->msgs->len; i++) {
		const struct tw_case_msg *m =
			&g_array_index(t->msgs, struct tw_case_msg, i);
		bool read = m->flags & TW_MSG_READ;

		msgs[i] = (struct tw_msg){
			.addr = m->addr,
			.flags = m->flags,
			.len = m->len,
			.data = read ? rx : t->tx->data + m->first};
		if (read)
			rx += m->len;
	}
}

static void carry_out(tw_controller *host, struct tw_case_transfer *t,
		      GByteArray *rx, enum tw_result *result)
{
	g_autofree struct tw_msg *msgs = g_new0(struct tw_msg, t->msgs->len);
	g_autofree uint8_t *bytes = g_malloc0(t->rx_len + 1);

	point(t, bytes, msgs);
	*result = tw_controller_transfer(host, msgs, t->msgs->len, PATIENCE_NS);
	for (guint i = 0; rx && i < t->msgs->len; i++)
		if (msgs[i].flags & TW_MSG_READ)
			g_byte_array_append(rx, msgs[i].data,
					    (guint)msgs[i].n_done);
}

/* It is quoted, so that the parser of cases can read it. */
bool tw_scenario_exchange(tw_controller *host, const char *text, GByteArray *rx,
			  enum tw_result *result, GError **error)
{
	g_autofree char *escaped = g_strescape(text, NULL);
	g_autofree char *quoted = g_strconcat("\"", escaped, "\"", NULL);
	struct tw_case_transfer t = {
		.msgs = g_array_new(FALSE, FALSE, sizeof(struct tw_case_msg)),
		.tx = g_byte_array_new(),
	};
	struct json_object *json = NULL;
	tw_json_index *index =
		tw_json_index_new(quoted, strlen(quoted), "transfer", error);
	struct tw_cursor cur = {.index = index};
	bool ok = index && tw_json_parse(index, &json, error);

	cur.json = json;
	ok = ok && tw_case_parse_notation(&cur, &t, error);
	if (ok)
		carry_out(host, &t, rx, result);
	json_object_put(json);
	tw_json_index_free(index);
	g_array_unref(t.msgs);
	g_byte_array_unref(t.tx);
	return ok;
}

bool tw_scenario_transfer(tw_controller *host, const char *text, GError **error)
{
	enum tw_result result = TW_OK;

	if (!tw_scenario_exchange(host, text, NULL, &result, error))
		return false;
	if (result == TW_OK)
		return true;
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG, "%s: %s", text,
		    tw_result_name(result));
	return false;
}
