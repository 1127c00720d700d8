/* SPDX-License-Identifier: MIT */
/*
 * Writes every record of a trace as a line of JSON. The first line names the
 * format and the length of a tick; then comes a line for each source, then a
 * line for each record: t in ticks, the source's name, kind, and what the kind
 * has.
 */
#include "monitor/digits.h"
#include "trace/write.h"

static const char *const kinds[] = {"bus", "port", "net", "chip", "other"};
static const char *const roles[] = {"controller", "target", "other"};
static const char *const lines[] = {"SCL", "SDA"};
static const char *const drives[] = {"release", "low", "high", "current"};

const char *const tw_note_names[] = {
	[TW_NOTE_CONFLICT] = "conflict",
	[TW_NOTE_RUNT] = "runt",
	[TW_NOTE_ARBITRATION_LOST] = "arbitration-lost",
	[TW_NOTE_UNDEFINED] = "undefined",
	[TW_NOTE_STUCK] = "stuck",
	[TW_NOTE_REG_READ] = "reg-read",
	[TW_NOTE_REG_WRITE] = "reg-write",
	[TW_NOTE_IRQ] = "irq",
	[TW_NOTE_IRQ_ENTER] = "irq-enter",
	[TW_NOTE_IRQ_EXIT] = "irq-exit",
	[TW_NOTE_OUTPUT] = "output",
	[TW_NOTE_FIRMWARE] = "firmware",
	[TW_NOTE_STEP] = "step",
	[TW_NOTE_FAULT] = "fault",
	[TW_NOTE_DEVICE] = "device",
	[TW_NOTE_HAZARD] = "hazard",
	[TW_NOTE_CALL] = "call",
};
const size_t tw_n_note_names = G_N_ELEMENTS(tw_note_names);

/* A JSON string; bytes that are not UTF-8 become U+FFFD. */
static char *quote(const char *s, size_t len)
{
	g_autofree char *valid = g_utf8_make_valid(s ? s : "", (gssize)len);
	GString *out = g_string_new("\"");

	for (const char *p = valid; *p; p++) {
		if (*p == '"' || *p == '\\')
			g_string_append_printf(out, "\\%c", *p);
		else if ((unsigned char)*p < ' ')
			g_string_append_printf(out, "\\u%04x", *p);
		else
			g_string_append_c(out, *p);
	}
	g_string_append_c(out, '"');
	return g_string_free(out, FALSE);
}

static void put_number(struct out *out, const char *key, uint64_t v)
{
	tw_out_string(out, key);
	out_wrote(out, digits_put((char *)out_room(out), v));
}

static void put_word(struct out *out, const char *key, const char *word)
{
	tw_out_string(out, key);
	tw_out_string(out, word);
	tw_out_string(out, "\"");
}

static void put_source(struct out *out, const tw_trace *trace, uint32_t n)
{
	const struct tw_source *s = tw_trace_source(trace, n);
	g_autofree char *name = quote(s->name, s->name ? strlen(s->name) : 0);

	put_number(out, "{\"source\":", n);
	tw_out_string(out, ",\"name\":");
	tw_out_string(out, name);
	put_word(out, ",\"kind\":\"", kinds[s->kind]);
	if (s->kind == TW_SOURCE_PORT) {
		put_word(out, ",\"role\":\"", roles[s->role]);
		put_number(out, ",\"bus\":", s->bus);
	}
	if (s->kind == TW_SOURCE_NET)
		put_number(out, ",\"rest\":", s->rest_high);
	tw_out_string(out, "}\n");
}

static void put_note(struct out *out, const struct tw_record *r)
{
	if (r->note < tw_n_note_names)
		put_word(out, "note\",\"note\":\"", tw_note_names[r->note]);
	else
		put_number(out, "note\",\"note\":", r->note);
	if (r->note == TW_NOTE_REG_READ || r->note == TW_NOTE_REG_WRITE) {
		put_number(out, ",\"addr\":", r->value >> 32);
		put_number(out, ",\"value\":", (uint32_t)r->value);
	} else {
		put_number(out, ",\"value\":", r->value);
	}
	if (r->text) {
		g_autofree char *text = quote(r->text, r->text_len);

		tw_out_string(out, ",\"text\":");
		tw_out_string(out, text);
	}
}

static void put_record(struct out *out, const struct tw_record *r,
		       const char *quoted_source)
{
	put_number(out, "{\"t\":", r->tick);
	tw_out_string(out, quoted_source);
	tw_out_string(out, ",\"kind\":\"");
	switch (r->kind) {
	case TW_RECORD_EDGE:
		put_word(out, "edge\",\"line\":\"", lines[r->line]);
		put_number(out, ",\"level\":", r->level);
		put_number(out, ",\"slew\":", r->slew);
		break;
	case TW_RECORD_PULL:
		put_word(out, "pull\",\"line\":\"", lines[r->line]);
		put_word(out, ",\"drive\":\"", drives[r->drive]);
		break;
	case TW_RECORD_NET:
		put_number(out, "net\",\"level\":", r->level);
		break;
	default:
		put_note(out, r);
		break;
	}
	tw_out_string(out, "}\n");
}

/* What a record of this source has in the middle, made once. */
static char *source_field(const struct tw_source *s)
{
	g_autofree char *name = quote(s->name, s->name ? strlen(s->name) : 0);

	return g_strconcat(",\"source\":", name, NULL);
}

bool tw_jsonl_write(const tw_trace *trace, const char *path, GError **error)
{
	struct out *out = tw_out_open(path, error);
	uint32_t n = (uint32_t)tw_trace_n_sources(trace);
	g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func(g_free);
	struct tw_trace_iter iter = {0};
	struct tw_record r;
	uint64_t num, den;

	if (!out)
		return false;
	tw_trace_tick(trace, &num, &den);
	put_number(out, "{\"format\":\"twowire-trace/1\",\"tick_num\":", num);
	put_number(out, ",\"tick_den\":", den);
	put_number(out, ",\"end\":", tw_trace_end(trace));
	tw_out_string(out, "}\n");
	for (uint32_t i = 0; i < n; i++) {
		put_source(out, trace, i);
		g_ptr_array_add(fields,
				source_field(tw_trace_source(trace, i)));
	}
	while (tw_trace_next(trace, &iter, &r))
		put_record(out, &r, fields->pdata[r.source]);
	return tw_out_close(out, error);
}
