/* SPDX-License-Identifier: MIT */
/*
 * twowire-import: reads a capture of any format that libsigrok can import and
 * writes what its channels did to standard output, as trace/import_stream.h
 * says.
 *
 * It is a program of its own for two reasons. libsigrok is under the GNU GPL,
 * version 3 or later, so this program as built is, too; twowire, which starts
 * it and reads from a pipe, is not. And libsigrok was not made for files from
 * strangers: some divide by zero in it or keep it busy for hours. So this
 * program limits its own CPU time and memory, and whoever started it sees
 * no more than a stream that ends too early.
 *
 * Left out: analog channels, and channels beyond the 64th.
 */
#include "trace/import_stream.h"

#include <libsigrok/libsigrok.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define CHUNK (256u * 1024) /* bytes of the file handed over at a time */

struct importer {
	struct sr_context *sr;
	struct sr_session *session;
	const struct sr_input *input;
	struct sr_dev_inst *device;
	uint64_t rate_hz;
	uint64_t mask;	 /* of the channels there are */
	uint64_t tick;	 /* the next sample */
	uint64_t told;	 /* sample of the last record */
	uint64_t levels; /* of the last sample */
	bool headed;
};

static char *format;
static gboolean list_formats;

static const GOptionEntry options[] = {
	{"input-format", 'I', 0, G_OPTION_ARG_STRING, &format,
	 "Format of FILE, as sigrok-cli has it; told by its content if not "
	 "given",
	 "NAME[:KEY=VALUE]..."},
	{"formats", 0, 0, G_OPTION_ARG_NONE, &list_formats,
	 "List the formats and leave", NULL},
	{NULL},
};

/* libsigrok's last complaint: why something failed. */
static char *complaint;

static int keep_complaint(void *user, int level, const char *text, va_list args)
{
	if (level <= SR_LOG_ERR) {
		g_free(complaint);
		complaint = g_strstrip(g_strdup_vprintf(text, args));
	}
	return SR_OK;
}

/* --- Writing ----------------------------------------------------------- */

static void put_number(uint64_t n)
{
	for (; n > 0x7f; n >>= 7)
		putchar_unlocked((int)(n & 0x7f) | 0x80);
	putchar_unlocked((int)n);
}

static void put_text(const char *text, size_t max)
{
	size_t len = MIN(strlen(text), max);

	put_number(len);
	fwrite(text, 1, len, stdout);
}

static void put_record(struct importer *im, char kind, uint64_t tick)
{
	putchar_unlocked(kind);
	put_number(tick - im->told);
	im->told = tick;
}

G_GNUC_PRINTF(1, 2) G_GNUC_NORETURN static void fail(const char *text, ...)
{
	g_autofree char *what = NULL;
	va_list args;

	va_start(args, text);
	what = g_strdup_vprintf(text, args);
	va_end(args);
	for (char *p = what; *p; p++)
		if ((unsigned char)*p < ' ')
			*p = ' ';
	putchar('E');
	put_text(what, IMPORT_TEXT);
	fflush(stdout);
	_exit(2);
}

G_GNUC_NORETURN
static void fail_sigrok(const char *what, int code)
{
	fail("%s: %s", what, complaint ? complaint : sr_strerror(code));
}

static void put_head(struct importer *im)
{
	GSList *channels = sr_dev_inst_channels_get(im->device);
	const char *names[IMPORT_CHANNELS] = {NULL};
	unsigned n = 0;

	for (GSList *l = channels; l; l = l->next) {
		const struct sr_channel *ch = l->data;

		if (ch->type != SR_CHANNEL_LOGIC || ch->index < 0 ||
		    ch->index >= (int)IMPORT_CHANNELS)
			continue;
		names[ch->index] = ch->name;
		n = MAX(n, (unsigned)ch->index + 1);
		im->mask |= 1ull << ch->index;
	}
	putchar('H');
	put_number(im->rate_hz);
	put_number(n);
	for (unsigned i = 0; i < n; i++)
		put_text(names[i] ? names[i] : "", IMPORT_NAME);
	im->headed = true;
}

/* --- Samples ----------------------------------------------------------- */

/* Of the @n bytes at p, which has @unit bytes before it: how many are what
 * stands @unit bytes before them. */
static size_t equal_bytes(const uint8_t *p, size_t n, size_t unit)
{
	size_t i = 0;
	uint64_t here, before;

	for (; i + sizeof(here) <= n; i += sizeof(here)) {
		memcpy(&here, p + i, sizeof(here));
		memcpy(&before, p + i - unit, sizeof(before));
		if (here != before)
			break;
	}
	while (i < n && p[i] == p[i - unit])
		i++;
	return i;
}

static uint64_t levels_at(const struct importer *im, const uint8_t *p,
			  size_t unit)
{
	uint64_t levels = 0;

	memcpy(&levels, p, MIN(unit, sizeof(levels)));
	return GUINT64_FROM_LE(levels) & im->mask;
}

static void take_sample(struct importer *im, uint64_t tick, uint64_t levels)
{
	if (tick && levels == im->levels)
		return;
	put_record(im, 'C', tick);
	put_number(levels);
	im->levels = levels;
}

static void take_samples(struct importer *im,
			 const struct sr_datafeed_logic *logic)
{
	const uint8_t *p = logic->data;
	size_t unit = logic->unitsize;
	size_t n = unit ? logic->length / unit : 0;

	if (!im->headed)
		put_head(im);
	for (size_t i = 0; i < n;) {
		take_sample(im, im->tick + i,
			    levels_at(im, p + i * unit, unit));
		i++;
		i += equal_bytes(p + i * unit, (n - i) * unit, unit) / unit;
	}
	im->tick += n;
	if (im->tick - im->told >= IMPORT_BEAT) {
		put_record(im, 'T', im->tick);
		fflush(stdout);
	}
}

static void take_meta(struct importer *im, const struct sr_datafeed_meta *meta)
{
	for (GSList *l = meta->config; l; l = l->next) {
		const struct sr_config *config = l->data;

		if (config->key == SR_CONF_SAMPLERATE)
			im->rate_hz = g_variant_get_uint64(config->data);
	}
}

static void take(const struct sr_dev_inst *device,
		 const struct sr_datafeed_packet *packet, void *user)
{
	struct importer *im = user;

	if (packet->type == SR_DF_META)
		take_meta(im, packet->payload);
	else if (packet->type == SR_DF_LOGIC)
		take_samples(im, packet->payload);
}

/* --- Options of a format ----------------------------------------------- */

static GVariant *value_of(const struct sr_option *option, const char *text)
{
	const GVariantType *type = g_variant_get_type(option->def);
	char *end = NULL;
	uint64_t n = 0;

	if (g_variant_type_equal(type, G_VARIANT_TYPE_STRING))
		return g_variant_new_string(text);
	if (g_variant_type_equal(type, G_VARIANT_TYPE_BOOLEAN))
		return g_variant_new_boolean(sr_parse_boolstring(text));
	if (g_variant_type_equal(type, G_VARIANT_TYPE_DOUBLE)) {
		double d = g_ascii_strtod(text, &end);

		return *text && !*end ? g_variant_new_double(d) : NULL;
	}
	if (sr_parse_sizestring(text, &n) != SR_OK)
		return NULL;
	if (g_variant_type_equal(type, G_VARIANT_TYPE_UINT64))
		return g_variant_new_uint64(n);
	if (g_variant_type_equal(type, G_VARIANT_TYPE_UINT32) &&
	    n <= UINT32_MAX)
		return g_variant_new_uint32((uint32_t)n);
	if (g_variant_type_equal(type, G_VARIANT_TYPE_INT32) && n <= INT32_MAX)
		return g_variant_new_int32((int32_t)n);
	return NULL;
}

static void set_option(GHashTable *table, const struct sr_option **known,
		       const char *module, char *text)
{
	char *value = strchr(text, '=');
	GString *there = g_string_new(NULL);

	if (value)
		*value++ = '\0';
	for (size_t i = 0; known && known[i]; i++) {
		GVariant *v;

		g_string_append_printf(there, "%s%s", i ? ", " : "",
				       known[i]->id);
		if (strcmp(known[i]->id, text))
			continue;
		v = value_of(known[i], value ? value : "true");
		if (!v)
			fail("-I %s: %s: no number, got \"%s\"", module, text,
			     value ? value : "");
		g_hash_table_insert(table, g_strdup(text),
				    g_variant_ref_sink(v));
		g_string_free(there, TRUE);
		return;
	}
	fail("-I %s: no option \"%s\" (there are: %s)", module, text,
	     there->len ? there->str : "none");
}

static char *module_names(void)
{
	const struct sr_input_module **all = sr_input_list();
	GString *names = g_string_new(NULL);

	for (size_t i = 0; all[i]; i++)
		if (strcmp(sr_input_id_get(all[i]), "null"))
			g_string_append_printf(names, "%s%s",
					       names->len ? ", " : "",
					       sr_input_id_get(all[i]));
	return g_string_free(names, FALSE);
}

static const struct sr_input *input_named(const char *text)
{
	g_auto(GStrv) words = g_strsplit(text, ":", -1);
	g_autoptr(GHashTable) table =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
				      (GDestroyNotify)g_variant_unref);
	const struct sr_input_module *module =
		words[0] ? sr_input_find(words[0]) : NULL;
	const struct sr_option **known;
	const struct sr_input *input;

	if (!module || !strcmp(words[0], "null"))
		fail("-I: no format \"%s\" (there are: %s)",
		     words[0] ? words[0] : "", module_names());
	known = sr_input_options_get(module);
	for (size_t i = 1; words[i]; i++)
		set_option(table, known, words[0], words[i]);
	sr_input_options_free(known);
	input = sr_input_new(module, table);
	if (!input)
		fail_sigrok(text, SR_ERR);
	return input;
}

static const struct sr_input *input_told(const char *path)
{
	const struct sr_input *input = NULL;

	if (sr_input_scan_file(path, &input) != SR_OK || !input)
		fail("no format that can be told by its content; name it with "
		     "-I (%s)",
		     module_names());
	return input;
}

/* --- The file ---------------------------------------------------------- */

static bool has(const struct sr_dev_inst *device, int type)
{
	for (GSList *l = sr_dev_inst_channels_get(device); l; l = l->next)
		if (((struct sr_channel *)l->data)->type == type)
			return true;
	return false;
}

static void find_device(struct importer *im)
{
	int code;

	if (im->device)
		return;
	im->device = sr_input_dev_inst_get(im->input);
	if (!im->device)
		return;
	code = sr_session_dev_add(im->session, im->device);
	if (code != SR_OK)
		fail_sigrok("libsigrok", code);
}

static void read_file(struct importer *im, const char *path)
{
	g_autoptr(GString) chunk = g_string_sized_new(CHUNK);
	FILE *f = fopen(path, "rb");
	int code = SR_OK;

	if (!f)
		fail("cannot be opened");
	while (code == SR_OK) {
		g_string_set_size(chunk, CHUNK);
		g_string_set_size(chunk, fread(chunk->str, 1, CHUNK, f));
		if (!chunk->len)
			break;
		code = sr_input_send(im->input, chunk);
		find_device(im);
	}
	fclose(f);
	/* What has shown no device yet may do so with all there is. */
	if (code == SR_OK && !im->device) {
		g_string_truncate(chunk, 0);
		code = sr_input_send(im->input, chunk);
		find_device(im);
	}
	if (code == SR_OK)
		code = sr_input_end(im->input);
	if (code != SR_OK)
		fail_sigrok("libsigrok cannot read it", code);
	if (!im->device)
		fail("libsigrok finds nothing in it");
	if (!im->headed && has(im->device, SR_CHANNEL_ANALOG) &&
	    !has(im->device, SR_CHANNEL_LOGIC))
		fail("holds voltages alone, which are read from a CSV: "
		     "sigrok-cli -I FORMAT -i FILE -O csv -o FILE.csv");
	if (!im->headed && !has(im->device, SR_CHANNEL_LOGIC))
		fail("holds no logic channels");
	if (!im->headed)
		fail(complaint ? "libsigrok finds no samples in it: %s"
			       : "libsigrok finds no samples in it%s",
		     complaint ? complaint : "");
}

G_GNUC_NORETURN
static void import(const char *path)
{
	struct importer im = {0};
	int code;

	sr_log_callback_set(keep_complaint, NULL);
	code = sr_init(&im.sr);
	if (code == SR_OK)
		code = sr_session_new(im.sr, &im.session);
	if (code == SR_OK)
		code = sr_session_datafeed_callback_add(im.session, take, &im);
	if (code != SR_OK)
		fail_sigrok("libsigrok", code);
	im.input = format ? input_named(format) : input_told(path);
	read_file(&im, path);
	put_record(&im, 'Z', im.tick);
	/* What could still go wrong in libsigrok, when it lets go of what it
	 * made of a strange file, is not worth waiting for. */
	_exit(fflush(stdout) ? 2 : 0);
}

static void limit(int what, rlim_t at)
{
	setrlimit(what, &(struct rlimit){at, at + 1});
}

static void limit_all(void)
{
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_CPU, IMPORT_CPU_S);
	limit(RLIMIT_FSIZE, IMPORT_OUTPUT);
#ifndef __SANITIZE_ADDRESS__ /* it maps terabytes */
	limit(RLIMIT_AS, IMPORT_MEMORY);
#endif
}

int main(int argc, char **argv)
{
	GOptionContext *context = g_option_context_new("FILE");
	g_autoptr(GError) error = NULL;

	g_option_context_set_summary(
		context, "Writes what libsigrok reads in a capture to standard "
			 "output, for twowire.");
	g_option_context_add_main_entries(context, options, NULL);
	if (!g_option_context_parse(context, &argc, &argv, &error) ||
	    (!list_formats && argc != 2)) {
		fprintf(stderr, "twowire-import: %s\n",
			error ? error->message : "expected one file");
		return 2;
	}
	g_option_context_free(context);
	if (list_formats) {
		g_autofree char *names = module_names();

		puts(names);
		return 0;
	}
	limit_all();
	fputs(IMPORT_MAGIC, stdout);
	import(argv[1]);
}
