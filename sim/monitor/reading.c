/* SPDX-License-Identifier: MIT */
/* What messages mean to devices whose models are known. */
#include "twowire/reading.h"

#include "monitor/reading.h"
#include "protocol/device.h"

struct seen_device {
	const struct tw_model *model;
	uint8_t addr;
	uint8_t ignored; /* bits of it */
	int64_t *params;
	uint32_t pointer;
	GByteArray *bytes; /* of the message, as the model takes them */
	struct reading_regs regs;
};

struct tw_reading {
	GPtrArray *devices;
	char text[TW_WORDS_SIZE + 64];
	bool strange, proof;
};

static void seen_device_free(gpointer data)
{
	struct seen_device *d = data;

	g_free(d->params);
	g_byte_array_free(d->bytes, TRUE);
	g_free(d);
}

tw_reading *tw_reading_new(void)
{
	tw_reading *r = g_new0(tw_reading, 1);

	r->devices = g_ptr_array_new_with_free_func(seen_device_free);
	return r;
}

void tw_reading_free(tw_reading *r)
{
	if (!r)
		return;
	g_ptr_array_free(r->devices, TRUE);
	g_free(r);
}

static struct seen_device *find(const tw_reading *r, uint8_t addr)
{
	for (guint i = 0; i < r->devices->len; i++) {
		struct seen_device *d = r->devices->pdata[i];

		if ((addr & ~d->ignored) == d->addr)
			return d;
	}
	return NULL;
}

static bool is_free(const tw_reading *r, const struct tw_model *model,
		    uint8_t addr, GError **error)
{
	const struct seen_device *d = find(r, addr);

	if (!d)
		return true;
	g_set_error(error, TW_ERROR, TW_ERROR_ADDRESS,
		    "%s: 0x%02x is a %s already", model->name, addr,
		    d->model->name);
	return false;
}

/* Settings are read as those of a device that is not there. */
static bool read_settings(struct seen_device *d,
			  const struct tw_device_config *config, GError **error)
{
	tw_device dev = {.model = d->model, .name = (char *)d->model->name};
	bool ok = device_check_address(&dev, config->addr, error) &&
		  device_params_parse(&dev, config, error);
	char why[160] = "";
	size_t n = 0;

	while (d->model->params && d->model->params[n].key)
		n++;
	d->params = g_new0(int64_t, n + 1);
	for (size_t i = 0; ok && i < n; i++)
		d->params[i] = dev.params[i].number;
	if (ok && d->model->configure &&
	    !d->model->configure(&dev, why, sizeof(why))) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG, "%s.%s", dev.name,
			    why);
		ok = false;
	}
	if (ok && d->model->ignored_bits)
		d->ignored = d->model->ignored_bits(&dev);
	device_params_free(&dev);
	return ok;
}

bool tw_reading_add(tw_reading *r, const struct tw_model *model,
		    const struct tw_device_config *config, GError **error)
{
	struct seen_device *d;

	if (!is_free(r, model, config->addr, error))
		return false;
	d = g_new0(struct seen_device, 1);
	d->model = model;
	d->pointer = TW_UNSEEN;
	d->bytes = g_byte_array_new();
	if (!read_settings(d, config, error)) {
		seen_device_free(d);
		return false;
	}
	d->addr = config->addr & (uint8_t)~d->ignored;
	g_ptr_array_add(r->devices, d);
	return true;
}

const struct tw_model *tw_reading_model(const tw_reading *r,
					const struct tw_message *m)
{
	const struct seen_device *d = m->addressed ? find(r, m->addr) : NULL;

	return d ? d->model : NULL;
}

static void describe(tw_reading *r, struct seen_device *d,
		     const struct tw_message *m, size_t n)
{
	struct tw_seen seen = {.addr = m->addr,
			       .read = m->read,
			       .params = d->params,
			       .pointer = &d->pointer,
			       .strange = &r->strange,
			       .proof = &r->proof};

	if (!n)
		g_byte_array_set_size(d->bytes, 0);
	if (!m->read && m->bytes[n].ack != TW_SEEN_ACK)
		return;
	g_byte_array_append(d->bytes, &m->bytes[n].value, 1);
	seen.bytes = d->bytes->data;
	seen.n_bytes = d->bytes->len;
	d->model->describe(&seen, r->text, TW_WORDS_SIZE);
}

const char *tw_reading_byte(tw_reading *r, const struct tw_message *m, size_t n)
{
	struct seen_device *d = m->addressed ? find(r, m->addr) : NULL;

	if (!d)
		return NULL;
	r->text[0] = '\0';
	r->strange = r->proof = false;
	if (d->model->describe) {
		describe(r, d, m, n);
	} else if (d->model->regs && !d->model->bytes) {
		reading_regs_byte(d->model, &d->regs, m, n, r->text,
				  sizeof(r->text));
		r->strange = d->regs.strange;
	}
	return r->text[0] ? r->text : NULL;
}

bool reading_was_strange(const tw_reading *r)
{
	return r->strange;
}

bool reading_was_proof(const tw_reading *r)
{
	return r->proof;
}

static void put_string(GString *out, const char *text)
{
	g_string_append_c(out, '"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			g_string_append_c(out, '\\');
		if ((unsigned char)*text < ' ')
			g_string_append_printf(out, "\\u%04x", *text);
		else
			g_string_append_c(out, *text);
	}
	g_string_append_c(out, '"');
}

void tw_reading_to_json(tw_reading *r, const struct tw_message *m, GString *out)
{
	const struct tw_model *model = tw_reading_model(r, m);

	tw_message_to_json(m, out);
	if (!model)
		return;
	g_string_truncate(out, out->len - strlen("}\n"));
	g_string_append_printf(out, ",\"means\":{\"device\":\"%s\",\"bytes\":[",
			       model->name);
	for (size_t i = 0; i < m->n_bytes; i++) {
		const char *text = tw_reading_byte(r, m, i);

		if (i)
			g_string_append_c(out, ',');
		if (text)
			put_string(out, text);
		else
			g_string_append(out, "null");
	}
	g_string_append(out, "]}}\n");
}
