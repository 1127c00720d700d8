/* SPDX-License-Identifier: MIT */
/* twowire decode: the messages in a capture. */
#include "capture_options.h"
#include "command.h"
#include "device_words.h"

#include "monitor/log.h"
#include "trace/reader.h"
#include "twowire/capture.h"
#include "twowire/parts.h"
#include "twowire/reading.h"
#include "twowire/summary.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define PRINT_AT 65536 /* bytes of output collected before they are printed */

static int decode(int argc, char **argv);

static char *format;
static char **devices;

static const GOptionEntry options[] = {
	CAPTURE_OPTIONS,
	{"format", 0, 0, G_OPTION_ARG_STRING, &format,
	 "How to print it; text if not given",
	 "text|jsonl|summary|summary-json"},
	{"device", 0, 0, G_OPTION_ARG_STRING_ARRAY, &devices,
	 "Say what messages mean to this model; can be given again",
	 "NAME@ADDR[,KEY=VALUE...]|guess"},
	{NULL},
};

const struct command command_decode = {
	.name = "decode",
	.usage = "CAPTURE",
	.summary = "Print the I2C messages in a capture",
	.description =
		"" CAPTURE_HELP "\n"
		"-I names a format that cannot be told by its content, or "
		"needs to be told more, as\nsigrok-cli has it: -I "
		"binary:numchannels=2:samplerate=4m, -I csv:header=false.\n"
		"`twowire-import --formats` lists them.\n"
		"\n"
		"text prints one line an event: its time in ns (a sample "
		"number, if the capture has\nno samplerate), then START, ADDR, "
		"DATA or STOP.\n"
		"\n"
		"jsonl prints one line a message, all times in samples (in a "
		"VCD: ticks): m message\nand x transfer number, start (S or "
		"Sr) and ss its sample, addr, rw, ack, a (SCL rises\nof "
		"address bit 7, R/W and ACK), data, acks, d (per byte SCL "
		"rises of bit 7 and ACK),\nend (P, Sr or null) and es its "
		"sample, tenbit.\n"
		"\n"
		"--device mcp9808@0x18 tells registers by name and values in "
		"words: at the end of the\nline in text, as the key means in "
		"jsonl. `twowire list models` shows the models and\ntheir "
		"settings. --device guess takes for each address the model "
		"that a summary guesses\nfirst.\n"
		"\n"
		"summary is one screen: who was spoken to, how fast SCL was, "
		"where it was held low, and\nwhat is worth a look. "
		"summary-json is the same as one object.",
	.options = options,
	.run = decode,
};

struct printer {
	GString *out;
	struct log *log;
	struct log_bus *bus;
	tw_reading *reading; /* NULL: no device is known */
};

static void print(GString *out)
{
	fwrite(out->str, 1, out->len, stdout);
	g_string_truncate(out, 0);
}

static void print_message(void *user, const struct tw_message *message)
{
	struct printer *p = user;

	if (p->reading)
		tw_reading_to_json(p->reading, message, p->out);
	else
		tw_message_to_json(message, p->out);
	if (p->out->len > PRINT_AT)
		print(p->out);
}

static const char *text_meaning(void *user, const struct tw_message *m)
{
	const struct tw_model *model;
	struct printer *p = user;

	if (m->n_bytes)
		return tw_reading_byte(p->reading, m, m->n_bytes - 1);
	model = tw_reading_model(p->reading, m);
	return model ? model->name : NULL;
}

static void text_lines(void *user)
{
	struct printer *p = user;

	if (p->out->len > PRINT_AT)
		print(p->out);
}

static bool print_text(struct printer *p, tw_capture *capture, GError **error)
{
	uint64_t num, den;
	bool ok;

	tw_capture_tick(capture, &num, &den);
	p->log = tw_log_new(p->out, num, den);
	p->bus = tw_log_add_bus(p->log, NULL);
	if (p->reading)
		tw_log_set_meaning(p->bus, text_meaning, p);
	tw_log_set_drain(p->log, text_lines, p);
	ok = tw_capture_decode_into(capture, tw_log_decoder(p->bus), error);
	tw_log_finish(p->log);
	tw_log_free(p->log);
	return ok;
}

static bool print_jsonl(struct printer *p, tw_capture *capture, GError **error)
{
	return tw_capture_decode(capture, print_message, p, error);
}

/* --- Summaries ----------------------------------------------------------- */

static void summary_levels(void *user, uint64_t tick, bool c, bool d)
{
	tw_summary_levels(user, tick, c, d);
}

static tw_summary *sum_up(tw_capture *capture, GError **error)
{
	uint64_t num, den, end = 0;
	tw_summary *summary;

	tw_capture_tick(capture, &num, &den);
	summary = tw_summary_new(num, den, tw_parts.models);
	if (tw_capture_stream(capture, summary_levels, summary, &end, error)) {
		tw_summary_finish(summary, end);
		return summary;
	}
	tw_summary_free(summary);
	return NULL;
}

static bool print_summary(struct printer *p, tw_capture *capture,
			  GError **error)
{
	g_autoptr(tw_summary) summary = sum_up(capture, error);

	if (summary)
		tw_summary_to_text(summary, p->out);
	return summary;
}

static bool print_summary_json(struct printer *p, tw_capture *capture,
			       GError **error)
{
	g_autoptr(tw_summary) summary = sum_up(capture, error);

	if (summary)
		tw_summary_to_json(summary, p->out);
	return summary;
}

/* --- Devices ------------------------------------------------------------- */

/* For each address that no device was given for. */
static bool add_guesses(tw_reading *reading, tw_capture *capture,
			GError **error)
{
	g_autoptr(tw_summary) summary = sum_up(capture, error);

	for (uint8_t addr = 0; summary && addr < 0x80; addr++) {
		const struct tw_model *model =
			tw_summary_guess(summary, addr, 0);
		struct tw_device_config config = {.addr = addr};

		if (model)
			tw_reading_add(reading, model, &config, NULL);
	}
	return summary;
}

/* NULL in @reading if no device was given. */
static int read_devices(tw_reading **reading, bool *guess)
{
	for (size_t i = 0; devices && devices[i]; i++) {
		int status;

		if (!*reading)
			*reading = tw_reading_new();
		if (!strcmp(devices[i], "guess")) {
			*guess = true;
			continue;
		}
		status =
			device_words_add(&command_decode, *reading, devices[i]);
		if (status)
			return status;
	}
	return CLI_OK;
}

/* --- The command --------------------------------------------------------- */

typedef bool (*print_fn)(struct printer *p, tw_capture *capture,
			 GError **error);

/* The first is what is taken if none is given; NULL: there is none so. */
static print_fn find_format(const char *word)
{
	static const struct {
		const char *word;
		print_fn print;
	} formats[] = {
		{"text", print_text},
		{"jsonl", print_jsonl},
		{"summary", print_summary},
		{"summary-json", print_summary_json},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
		if (!word || !strcmp(word, formats[i].word))
			return formats[i].print;
	return NULL;
}

static int decode(int argc, char **argv)
{
	struct tw_capture_config config;
	g_autoptr(tw_reading) reading = NULL;
	g_autoptr(tw_capture) capture = NULL;
	struct printer p = {0};
	GError *error = NULL;
	bool guess = false, ok;
	print_fn format_fn;

	if (!command_parse(&command_decode, &argc, &argv))
		return CLI_USAGE;
	if (argc != 2)
		return command_error(&command_decode,
				     "expected one capture, got %d", argc - 1);
	format_fn = find_format(format);
	if (!format_fn)
		return command_error(&command_decode,
				     "--format must be text, jsonl, summary or "
				     "summary-json, got \"%s\"",
				     format);
	if (read_devices(&reading, &guess))
		return CLI_USAGE;
	if (!capture_options_get(&command_decode, false, &config))
		return CLI_USAGE;
	capture = tw_capture_open(argv[1], &config, &error);
	if (!capture)
		return command_gerror(&command_decode, error);
	if (guess && !add_guesses(reading, capture, &error))
		return command_gerror(&command_decode, error);
	p.reading = reading;
	p.out = g_string_new(NULL);
	ok = format_fn(&p, capture, &error);
	print(p.out);
	g_string_free(p.out, TRUE);
	return ok ? CLI_OK : command_gerror(&command_decode, error);
}
