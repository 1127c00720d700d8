/* SPDX-License-Identifier: MIT */
/* Captures of every format: opening them and choosing their wires. */
#include <stdio.h>
#include <string.h>

#include "trace/import_stream.h"
#include "trace/reader.h"
#include "trace/twt_read.h"
#include "trace/wires.h"

#define HEAD 512 /* bytes that tell a format */

char *tw_capture_shown(const char *text)
{
	char *shown = g_utf8_make_valid(text, -1);

	for (char *p = shown; *p; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			*p = '?';
	return shown;
}

char *tw_capture_shown_word(const char *text)
{
	g_autofree char *head = g_strndup(text, CAPTURE_WORD);

	return tw_capture_shown(head);
}

void tw_capture_add_channel(tw_capture *c, const char *name, unsigned number)
{
	struct capture_channel ch = {
		.name = tw_capture_shown(name),
		.number = number,
	};

	g_array_append_val(c->channels, ch);
}

static void clear_channel(gpointer data)
{
	g_free(((struct capture_channel *)data)->name);
}

void tw_capture_free(tw_capture *c)
{
	if (!c)
		return;
	if (c->state)
		c->format->close(c);
	if (c->file)
		fclose(c->file);
	g_array_free(c->channels, TRUE);
	g_free(c->path);
	g_free(c);
}

/* By content: the name is no more than a habit. */
static const struct capture_format *find_format(FILE *f)
{
	char head[HEAD] = "";
	const char *text = head;
	size_t n = fread(head, 1, sizeof(head) - 1, f);

	rewind(f);
	if (g_str_has_prefix(head, IMPORT_MAGIC))
		return &tw_capture_format_import;
	if (tw_twt_is(head, n))
		return &tw_capture_format_twt;
	if (n > 1 && !memcmp(head, "PK", 2))
		return &tw_capture_format_sr;
	if (g_str_has_prefix(head, "<SALEAE>"))
		return &tw_capture_format_saleae;
	while (g_ascii_isspace(*text))
		text++;
	if (*text == '$')
		return &tw_capture_format_vcd;
	return tw_capture_csv_is(f, head, n) ? &tw_capture_format_csv : NULL;
}

static bool import(tw_capture *c, const struct tw_capture_config *config,
		   GError **error)
{
	int fd = config->import(config->import_user, c->path, fileno(c->file),
				error);

	if (fd < 0)
		return false;
	fclose(c->file);
	c->file = tw_capture_file_of(fd, c->path, error);
	return c->file;
}

/* Of ours, but no capture: who it is for, or NULL. */
static const char *other_use(FILE *f)
{
	char head[HEAD] = "";

	if (fread(head, 1, sizeof(head) - 1, f) && *head == '{') {
		if (strstr(head, "\"twowire-trace/"))
			return "is a trace for programs to read, not read "
			       "back: "
			       "write a .twt beside it, or an .sr";
		if (strstr(head, "\"twowire-scenario/"))
			return "is a case: `twowire run` runs it, `twowire "
			       "plot` draws it";
	}
	rewind(f);
	return NULL;
}

static bool open_format(tw_capture *c, const struct tw_capture_config *config,
			GError **error)
{
	bool can = config && config->import;
	const struct capture_format *format = NULL;
	const char *other = other_use(c->file);

	if (!tw_capture_file_bytes(c->file))
		other = "is empty";
	if (other) {
		g_set_error(error, TW_ERROR, TW_ERROR_FILE, "%s: %s", c->path,
			    other);
		return false;
	}
	if (!can || !config->import_always)
		format = find_format(c->file);
	if (!format && can) {
		if (!import(c, config, error))
			return false;
		format = find_format(c->file);
	}
	if (!format) {
		g_set_error(error, TW_ERROR, TW_ERROR_FILE,
			    "%s: neither a sigrok session (.sr), a VCD, nor a "
			    "text in columns (CSV)",
			    c->path);
		return false;
	}
	c->format = format;
	return format->open(c, error);
}

tw_capture *tw_capture_open(const char *path,
			    const struct tw_capture_config *config,
			    GError **error)
{
	FILE *file = tw_capture_file(path, error);
	tw_capture *c;

	if (!file)
		return NULL;
	c = g_new0(tw_capture, 1);
	c->file = file;
	c->path = g_strdup(strcmp(path, "-") ? path : "standard input");
	c->channels = g_array_new(FALSE, FALSE, sizeof(struct capture_channel));
	g_array_set_clear_func(c->channels, clear_channel);
	if (config) {
		c->progress = config->progress;
		c->progress_user = config->progress_user;
		c->rate_hz = config->rate_hz;
		c->low_uV = config->low_uV;
		c->high_uV = config->high_uV;
		c->remark = config->remark;
		c->remark_user = config->remark_user;
	}
	if (open_format(c, config, error) &&
	    ((config && config->channels_only) ||
	     tw_capture_find_wires(c, config, error)))
		return c;
	tw_capture_free(c);
	return NULL;
}

bool tw_capture_goes_on(const tw_capture *c, const struct capture_set *set,
			uint64_t done, uint64_t total)
{
	if (c->progress)
		c->progress(c->progress_user, done, total);
	return !set || !set->stop || !*set->stop;
}

void tw_capture_remark(const tw_capture *c, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list args;

	if (!c->remark)
		return;
	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	c->remark(c->remark_user, text);
}

void tw_capture_tick(const tw_capture *c, uint64_t *num, uint64_t *den)
{
	*num = c->num;
	*den = c->den;
}

const char *tw_capture_channel(const tw_capture *c, size_t n)
{
	if (n >= c->channels->len)
		return NULL;
	return g_array_index(c->channels, struct capture_channel, n).name;
}

struct two {
	tw_levels_fn fn;
	void *user;
	uint64_t told;
};

static void tell_two(void *user, uint64_t tick, uint64_t levels)
{
	struct two *two = user;

	if (levels != two->told)
		two->fn(two->user, tick, levels & 1, levels >> 1);
	two->told = levels;
}

bool tw_capture_stream_two(tw_capture *c, tw_levels_fn fn, void *user,
			   uint64_t *end, GError **error)
{
	unsigned numbers[] = {c->scl, c->sda};
	struct two two = {fn, user, 3};
	struct capture_set set = {
		.numbers = numbers, .n = 2, .fn = tell_two, .user = &two};

	return c->format->stream_channels(c, &set, end, error);
}

bool tw_capture_stream(tw_capture *c, tw_levels_fn fn, void *user,
		       uint64_t *end, GError **error)
{
	if (c->format->stream)
		return c->format->stream(c, fn, user, end, error);
	return tw_capture_stream_two(c, fn, user, end, error);
}

bool tw_capture_stream_channels(tw_capture *c,
				const struct tw_capture_channels *what,
				uint64_t *end, GError **error)
{
	unsigned numbers[TW_CAPTURE_CHANNELS];
	struct capture_set set = {numbers, what->n, what->fn, what->user};

	if (!what->n || what->n > TW_CAPTURE_CHANNELS) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: 1 to %d channels can be read at once, "
			    "got %zu",
			    c->path, TW_CAPTURE_CHANNELS, what->n);
		return false;
	}
	for (size_t i = 0; i < what->n; i++) {
		size_t n = what->channels ? what->channels[i] : i;

		if (n >= c->channels->len) {
			g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
				    "%s: there is no channel number %zu; it "
				    "has %u",
				    c->path, n, c->channels->len);
			return false;
		}
		numbers[i] =
			g_array_index(c->channels, struct capture_channel, n)
				.number;
	}
	return c->format->stream_channels(c, &set, end, error);
}

static void to_decoder(void *user, uint64_t tick, bool scl, bool sda)
{
	tw_decoder_levels(user, tick, scl, sda);
}

bool tw_capture_decode_into(tw_capture *c, tw_decoder *decoder, GError **error)
{
	if (c->format->decode)
		return c->format->decode(c, decoder, NULL, error);
	return tw_capture_stream(c, to_decoder, decoder, NULL, error);
}

bool tw_capture_decode(tw_capture *c, tw_message_fn fn, void *user,
		       GError **error)
{
	g_autoptr(tw_decoder) decoder = tw_decoder_new(fn, user);
	bool ok = tw_capture_decode_into(c, decoder, error);

	tw_decoder_finish(decoder);
	return ok;
}

struct filler {
	tw_trace *trace;
	uint32_t bus;
	bool level[2];
};

static void fill(void *user, uint64_t tick, bool scl, bool sda)
{
	struct filler *f = user;
	bool level[2] = {scl, sda};

	for (uint8_t line = 0; line < 2; line++) {
		struct tw_record r = {
			.tick = tick,
			.source = f->bus,
			.kind = TW_RECORD_EDGE,
			.line = line,
			.level = level[line],
		};

		if (level[line] != f->level[line])
			tw_trace_append(f->trace, &r);
		f->level[line] = level[line];
	}
}

static const char *name_of(const tw_capture *c, unsigned number)
{
	for (guint i = 0; i < c->channels->len; i++) {
		const struct capture_channel *ch =
			&g_array_index(c->channels, struct capture_channel, i);

		if (ch->number == number)
			return ch->name;
	}
	return NULL;
}

tw_trace *tw_capture_read(const char *path,
			  const struct tw_capture_config *config,
			  GError **error)
{
	g_autoptr(tw_capture) c = tw_capture_open(path, config, error);
	struct filler f = {.level = {true, true}};
	struct tw_source bus = {.name = "bus", .kind = TW_SOURCE_BUS};
	uint64_t end;

	if (!c)
		return NULL;
	bus.scl = name_of(c, c->scl);
	bus.sda = name_of(c, c->sda);
	f.trace = tw_trace_new(c->num, c->den);
	f.bus = tw_trace_add_source(f.trace, &bus);
	if (!tw_capture_stream(c, fill, &f, &end, error)) {
		tw_trace_free(f.trace);
		return NULL;
	}
	tw_trace_set_end(f.trace, end);
	return f.trace;
}
