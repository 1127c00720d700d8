/* SPDX-License-Identifier: MIT */
/* The man page, from the tables of the commands. */
#include "command.h"

#include <stdio.h>
#include <string.h>

/* Text with what roff would take for its own escaped. */
static void text(const char *s)
{
	bool line_start = true;

	for (; *s; s++) {
		if (line_start && (*s == '.' || *s == '\''))
			printf("\\&");
		if (*s == '-' || *s == '\\')
			printf(*s == '-' ? "\\-" : "\\e");
		else
			putchar(*s);
		line_start = *s == '\n';
	}
}

/* Blank lines part paragraphs; lines that begin with a blank stand as they
 * are. */
static void paragraphs(const char *s)
{
	g_auto(GStrv) lines = g_strsplit(s, "\n", -1);
	bool plain = true;

	for (size_t i = 0; lines[i]; i++) {
		bool as_is = lines[i][0] == ' ';

		if (as_is == plain && lines[i][0]) {
			puts(as_is ? ".nf" : ".fi");
			plain = !as_is;
		}
		if (lines[i][0])
			text(lines[i]);
		else
			printf(".PP");
		putchar('\n');
	}
	if (!plain)
		puts(".fi");
}

static void option(const GOptionEntry *o)
{
	puts(".TP");
	printf("\\fB");
	if (o->short_name)
		printf("\\-%c\\fR, \\fB", o->short_name);
	if (*o->long_name) {
		printf("\\-\\-");
		text(o->long_name);
	}
	printf("\\fR");
	if (o->arg_description) {
		printf("%s\\fI", *o->long_name ? "=" : "");
		text(o->arg_description);
		printf("\\fR");
	}
	putchar('\n');
	text(o->description ? o->description : "");
	putchar('\n');
}

static void command(const struct command *c)
{
	printf(".SS \"twowire %s ", c->name);
	text(c->usage ? c->usage : "");
	puts("\"");
	text(c->summary);
	puts(".");
	if (c->description) {
		puts(".PP");
		paragraphs(c->description);
	}
	for (const GOptionEntry *o = c->options; o && o->long_name; o++)
		if (!(o->flags & G_OPTION_FLAG_HIDDEN))
			option(o);
}

void dump_man(void)
{
	puts(".TH TWOWIRE 1 \"\" \"twowire " TW_VERSION "\" \"User Commands\"");
	puts(".SH NAME\ntwowire \\- a cycle-approximate I2C bus simulator");
	puts(".SH SYNOPSIS\n\\fBtwowire\\fR \\fICOMMAND\\fR "
	     "[\\fIARGUMENT\\fR...]");
	puts(".SH DESCRIPTION\nRuns real target firmware and device models on "
	     "simulated wires, checks what\nhappens, and writes traces that "
	     "sigrok and PulseView open.\nResults go to stdout, diagnostics "
	     "to stderr; \\fB\\-\\-help\\fR and \\fB\\-\\-version\\fR\nwork "
	     "everywhere.");
	puts(".SH COMMANDS");
	for (size_t i = 0; commands[i]; i++)
		command(commands[i]);
	puts(".SH EXIT STATUS\n"
	     ".TP\n0\nAll held.\n"
	     ".TP\n1\nAn expectation failed, or a difference was found.\n"
	     ".TP\n2\nUsage or bad input.\n"
	     ".TP\n3\nFirmware crashed or hung.\n"
	     ".TP\n4\nOur own fault.");
	puts(".SH ENVIRONMENT\n.TP\nNO_COLOR\nWhen set and not empty, nothing "
	     "is coloured, on a terminal either.");
}
