/* SPDX-License-Identifier: MIT */
/* The bash completion, from the tables of the commands. */
#include "command.h"

#include <stdio.h>
#include <string.h>

/* "text|tap" is a choice of words; "OUT.sr|.vcd" names files. */
static bool is_choice(const GOptionEntry *o)
{
	return o->arg_description && strchr(o->arg_description, '|') &&
	       !strchr(o->arg_description, '.') &&
	       !g_ascii_isupper(o->arg_description[0]);
}

static void words(const char *choices)
{
	for (; *choices; choices++)
		putchar(*choices == '|' ? ' ' : *choices);
}

/* One pattern of the case on the word before, where it takes a value. */
static void value(const GOptionEntry *o)
{
	if (o->arg == G_OPTION_ARG_NONE || (o->flags & G_OPTION_FLAG_HIDDEN))
		return;
	printf("\t\t");
	if (*o->long_name)
		printf("--%s", o->long_name);
	if (*o->long_name && o->short_name)
		putchar('|');
	if (o->short_name)
		printf("-%c", o->short_name);
	printf(") ");
	if (is_choice(o)) {
		printf("COMPREPLY=($(compgen -W \"");
		words(o->arg_description);
		puts("\" -- \"$cur\")); return;;");
	} else {
		puts("COMPREPLY=($(compgen -f -- \"$cur\")); return;;");
	}
}

static void command(const struct command *c)
{
	printf("\t%s)\n\t\tcase $prev in\n", c->name);
	for (const GOptionEntry *o = c->options; o && o->long_name; o++)
		value(o);
	printf("\t\tesac\n\t\toptions=\"--help");
	for (const GOptionEntry *o = c->options; o && o->long_name; o++)
		if (*o->long_name && !(o->flags & G_OPTION_FLAG_HIDDEN))
			printf(" --%s", o->long_name);
	puts("\"");
	/* A usage such as "models|platforms" is a choice, too. */
	if (c->usage && g_ascii_islower(c->usage[0]) && strchr(c->usage, '|')) {
		printf("\t\twords=\"");
		words(c->usage);
		puts("\"");
	}
	puts("\t\t;;");
}

void dump_completion(void)
{
	puts("# bash completion for twowire, made from its own tables\n"
	     "_twowire()\n{\n"
	     "\tlocal cur=${COMP_WORDS[COMP_CWORD]}\n"
	     "\tlocal prev=${COMP_WORDS[COMP_CWORD-1]}\n"
	     "\tlocal options=\"\" words=\"\"\n\n"
	     "\tCOMPREPLY=()");
	printf("\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n"
	       "\t\tCOMPREPLY=($(compgen -W \"--help --version");
	for (size_t i = 0; commands[i]; i++)
		printf(" %s", commands[i]->name);
	puts("\" -- \"$cur\"))\n\t\treturn\n\tfi");
	puts("\tcase ${COMP_WORDS[1]} in");
	for (size_t i = 0; commands[i]; i++)
		command(commands[i]);
	puts("\tesac\n"
	     "\tif [ \"${cur#-}\" != \"$cur\" ]; then\n"
	     "\t\tCOMPREPLY=($(compgen -W \"$options\" -- \"$cur\"))\n"
	     "\telif [ -n \"$words\" ]; then\n"
	     "\t\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
	     "\telse\n"
	     "\t\tCOMPREPLY=($(compgen -f -- \"$cur\"))\n"
	     "\tfi\n}\n"
	     "complete -o filenames -F _twowire twowire");
}
