/* SPDX-License-Identifier: MIT */
/* twowire decode: the messages in a capture. */
#include "command.h"
#include "device_words.h"
#include "import.h"

#include "monitor/log.h"
#include "twowire/capture.h"
#include "twowire/reading.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define PRINT_AT 65536 /* bytes of output collected before they are printed */

static int decode(int argc, char **argv);

static char *scl, *sda, *format;
static char **devices;

static const GOptionEntry options[] = {
	{"scl", 0, 0, G_OPTION_ARG_STRING, &scl, "Channel that is SCL", "NAME"},
	{"sda", 0, 0, G_OPTION_ARG_STRING, &sda, "Channel that is SDA", "NAME"},
	{"format", 0, 0, G_OPTION_ARG_STRING, &format,
	 "How to print messages; text if not given", "text|jsonl"},
	IMPORT_OPTION,
	{"device", 0, 0, G_OPTION_ARG_STRING_ARRAY, &devices,
	 "Say what messages mean to this model; can be given again",
	 "NAME@ADDR[,KEY=VALUE...]"},
	{NULL},
};

const struct command command_decode = {
	.name = "decode",
	.usage = "CAPTURE",
	.summary = "Print the I2C messages in a capture",
	.description =
		"CAPTURE is a sigrok session (.sr), a VCD, or of any format "
		"that libsigrok imports. Without\n--scl and --sda the "
		"channels named SCL and SDA are taken, whatever their case.\n"
		"\n"
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
		"settings.",
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

static void text_levels(void *user, uint64_t tick, bool c, bool d)
{
	struct printer *p = user;

	tw_log_levels(p->bus, tick, c, d);
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
	ok = tw_capture_stream(capture, text_levels, p, NULL, error);
	tw_log_finish(p->log);
	tw_log_free(p->log);
	return ok;
}

/* NULL in @reading if no device was given. */
static int read_devices(tw_reading **reading)
{
	for (size_t i = 0; devices && devices[i]; i++) {
		int status;

		if (!*reading)
			*reading = tw_reading_new();
		status =
			device_words_add(&command_decode, *reading, devices[i]);
		if (status)
			return status;
	}
	return CLI_OK;
}

static int decode(int argc, char **argv)
{
	struct tw_capture_config config;
	g_autoptr(tw_reading) reading = NULL;
	struct printer p = {0};
	tw_capture *capture;
	GError *error = NULL;
	bool json, ok;

	if (!command_parse(&command_decode, &argc, &argv))
		return CLI_USAGE;
	if (argc != 2)
		return command_error(&command_decode,
				     "expected one capture, got %d", argc - 1);
	json = format && !strcmp(format, "jsonl");
	if (format && !json && strcmp(format, "text"))
		return command_error(&command_decode,
				     "--format must be text or jsonl, got "
				     "\"%s\"",
				     format);
	if (read_devices(&reading))
		return CLI_USAGE;
	config = (struct tw_capture_config){.scl = scl, .sda = sda};
	import_into(&config);
	capture = tw_capture_open(argv[1], &config, &error);
	if (!capture)
		return command_gerror(&command_decode, error);
	p.reading = reading;
	p.out = g_string_new(NULL);
	ok = json ? tw_capture_decode(capture, print_message, &p, &error)
		  : print_text(&p, capture, &error);
	print(p.out);
	g_string_free(p.out, TRUE);
	tw_capture_free(capture);
	return ok ? CLI_OK : command_gerror(&command_decode, error);
}
