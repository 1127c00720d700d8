/* SPDX-License-Identifier: MIT */
/* twowire decode: the messages in a capture. */
#include "command.h"

#include "monitor/log.h"
#include "twowire/capture.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define PRINT_AT 65536 /* bytes of output collected before they are printed */

static int decode(int argc, char **argv);

static char *scl, *sda, *format;

static const GOptionEntry options[] = {
	{"scl", 0, 0, G_OPTION_ARG_STRING, &scl, "Channel that is SCL", "NAME"},
	{"sda", 0, 0, G_OPTION_ARG_STRING, &sda, "Channel that is SDA", "NAME"},
	{"format", 0, 0, G_OPTION_ARG_STRING, &format,
	 "How to print messages; text if not given", "text|jsonl"},
	{NULL},
};

const struct command command_decode = {
	.name = "decode",
	.usage = "CAPTURE",
	.summary = "Print the I2C messages in a capture",
	.description =
		"CAPTURE is a sigrok session (.sr) or a VCD. Without --scl "
		"and --sda the channels named\nSCL and SDA are taken, "
		"whatever their case.\n"
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
		"sample, tenbit.",
	.options = options,
	.run = decode,
};

struct printer {
	GString *out;
	struct log *log;
	struct log_bus *bus;
};

static void print(GString *out)
{
	fwrite(out->str, 1, out->len, stdout);
	g_string_truncate(out, 0);
}

static void print_message(void *user, const struct tw_message *message)
{
	struct printer *p = user;

	tw_message_to_json(message, p->out);
	if (p->out->len > PRINT_AT)
		print(p->out);
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
	ok = tw_capture_stream(capture, text_levels, p, NULL, error);
	tw_log_finish(p->log);
	tw_log_free(p->log);
	return ok;
}

static int decode(int argc, char **argv)
{
	struct tw_capture_config config;
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
	config = (struct tw_capture_config){.scl = scl, .sda = sda};
	capture = tw_capture_open(argv[1], &config, &error);
	if (!capture)
		return command_gerror(&command_decode, error);
	p.out = g_string_new(NULL);
	ok = json ? tw_capture_decode(capture, print_message, &p, &error)
		  : print_text(&p, capture, &error);
	print(p.out);
	g_string_free(p.out, TRUE);
	tw_capture_free(capture);
	return ok ? CLI_OK : command_gerror(&command_decode, error);
}
