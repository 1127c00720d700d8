/* SPDX-License-Identifier: MIT */
#include "app/shrink/talk.h"

#include "scenario/case.h"

static void message_free(void *user)
{
	struct message *m = user;

	g_byte_array_unref(m->bytes);
	g_byte_array_unref(m->any);
	g_free(m);
}

static struct message *message_new(uint16_t addr, bool read)
{
	struct message *m = g_new0(struct message, 1);

	m->addr = addr;
	m->read = read;
	m->bytes = g_byte_array_new();
	m->any = g_byte_array_new();
	return m;
}

static struct talk *empty(void)
{
	struct talk *t = g_new0(struct talk, 1);

	t->messages = g_ptr_array_new_with_free_func(message_free);
	return t;
}

static void append_read(struct message *m, const struct tw_case_transfer *from,
			size_t first, size_t len)
{
	for (size_t i = first; i < first + len; i++) {
		uint8_t any = !from->has_rx || !from->rx_mask->data[i];
		uint8_t byte = any ? 0 : from->rx->data[i];

		g_byte_array_append(m->bytes, &byte, 1);
		g_byte_array_append(m->any, &any, 1);
	}
}

struct talk *talk_new(const struct tw_case_transfer *transfer)
{
	struct talk *t = empty();
	size_t rx = 0;

	for (guint i = 0; i < transfer->msgs->len; i++) {
		const struct tw_case_msg *from =
			&g_array_index(transfer->msgs, struct tw_case_msg, i);
		bool read = from->flags & TW_MSG_READ;
		struct message *m = message_new(from->addr, read);

		if (from->flags & TW_MSG_TEN_BIT) {
			message_free(m);
			talk_free(t);
			return NULL;
		}
		if (read) {
			append_read(m, transfer, rx, from->len);
			rx += from->len;
		} else if (from->len) {
			g_byte_array_append(m->bytes,
					    transfer->tx->data + from->first,
					    (guint)from->len);
		}
		g_ptr_array_add(t->messages, m);
	}
	return t;
}

void talk_free(struct talk *talk)
{
	g_ptr_array_unref(talk->messages);
	g_free(talk);
}

struct talk *talk_copy(const struct talk *talk)
{
	struct talk *t = empty();

	for (guint i = 0; i < talk->messages->len; i++) {
		const struct message *from = talk->messages->pdata[i];
		struct message *m = message_new(from->addr, from->read);

		g_byte_array_append(m->bytes, from->bytes->data,
				    from->bytes->len);
		g_byte_array_append(m->any, from->any->data, from->any->len);
		g_ptr_array_add(t->messages, m);
	}
	return t;
}

struct message *talk_nth(const struct talk *talk, guint n)
{
	return n < talk->messages->len ? talk->messages->pdata[n] : NULL;
}

static void put_message(GString *out, GString *rx, const struct message *m,
			int addr)
{
	g_string_append_printf(out, "%s%c%u", out->len ? " " : "",
			       m->read ? 'r' : 'w', m->bytes->len);
	if (m->addr != addr)
		g_string_append_printf(out, "@0x%02x", m->addr);
	for (guint i = 0; i < m->bytes->len; i++)
		if (!m->read)
			g_string_append_printf(out, " 0x%02x",
					       m->bytes->data[i]);
		else if (m->any->data[i])
			g_string_append_printf(rx, "%s??", rx->len ? " " : "");
		else
			g_string_append_printf(rx, "%s%02x", rx->len ? " " : "",
					       m->bytes->data[i]);
}

/* What stands inside the transfer's object beside what it says. */
static void lift(struct json_object *step)
{
	struct json_object *inside = NULL;
	struct json_object_iter i;

	json_object_object_get_ex(step, "transfer", &inside);
	if (!json_object_is_type(inside, json_type_object))
		return;
	json_object_object_foreachC(inside, i)
	{
		if (strcmp(i.key, "addr") && strcmp(i.key, "tx"))
			json_object_object_add(step, i.key,
					       json_object_get(i.val));
	}
}

void talk_write(const struct talk *talk, struct json_object *step)
{
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GString) rx = g_string_new(NULL);
	int addr = -1;

	for (guint i = 0; i < talk->messages->len; i++) {
		const struct message *m = talk->messages->pdata[i];

		put_message(out, rx, m, addr);
		addr = m->addr;
	}
	lift(step);
	json_object_object_add(step, "transfer",
			       json_object_new_string(out->str));
	if (strspn(rx->str, "? ") == rx->len)
		json_object_object_del(step, "rx");
	else
		json_object_object_add(step, "rx",
				       json_object_new_string(rx->str));
}
