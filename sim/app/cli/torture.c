/* SPDX-License-Identifier: MIT */
/* twowire torture: a conformance run for any target. */
#include "command.h"
#include "reports.h"

#include "app/torture/torture.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static int run(int argc, char **argv);

static char **models, **firmwares, **checks, **firmware_dirs, **report_words;
static char *profile_text, *out;
static gboolean list, no_margins;

static const GOptionEntry options[] = {
	{"model", 'm', 0, G_OPTION_ARG_STRING_ARRAY, &models,
	 "A model as the target, as in 24xx@0x50,part=24C02", "NAME@ADDR"},
	{"firmware", 'f', 0, G_OPTION_ARG_STRING_ARRAY, &firmwares,
	 "Firmware as the target, as in fw.so,platform=rp2040", "FILE"},
	{"profile", 'p', 0, G_OPTION_ARG_STRING, &profile_text,
	 "What the target is: register-file, eeprom or stream, and KEY=VALUE "
	 "as docs/torture.md lists them",
	 "KIND,..."},
	{"check", 'c', 0, G_OPTION_ARG_STRING_ARRAY, &checks,
	 "Only this check; may be given several times", "ID"},
	{"list", 'l', 0, G_OPTION_ARG_NONE, &list, "List the checks", NULL},
	{"no-margins", 0, 0, G_OPTION_ARG_NONE, &no_margins,
	 "Search no margins", NULL},
	{"out", 'o', 0, G_OPTION_ARG_FILENAME, &out,
	 "Write of each check that fails a case and a .sr there", "DIR"},
	{"report", 'r', 0, G_OPTION_ARG_STRING_ARRAY, &report_words,
	 "Form of the report; with =FILE one goes to that file; may be given "
	 "several times",
	 "text|tap|tap13|junit|json"},
	{"firmware-dir", 'F', 0, G_OPTION_ARG_FILENAME_ARRAY, &firmware_dirs,
	 "Where to look for firmware that is not beside its case; may be "
	 "given several times",
	 "DIR"},
	{NULL},
};

const struct command command_torture = {
	.name = "torture",
	.usage = "[CASE.json]",
	.summary = "Check that a target bears what a bus may do to it",
	.description =
		"The target is what a case has on its first bus, a model or "
		"firmware. A profile says\nwhat it is:\n\n"
		"twowire torture --model 24xx@0x50,part=24C02 --profile "
		"eeprom,size=256,page=8\n"
		"twowire torture --firmware fw.so,platform=rp2040 --profile "
		"register-file,addr=0x40,size=16\n\n"
		"Each check passes, fails or does not apply. The exit status "
		"is 1 if any fails, and 3\nif firmware crashed or hung in "
		"one.",
	.options = options,
	.run = run,
};

static int load(struct torture *t, int argc, char **argv, uint32_t *addr,
		char **folder)
{
	GError *error = NULL;

	if (argc > 2 || (argc == 2) == (models || firmwares))
		return command_error(&command_torture,
				     "expected a case, or --model, or "
				     "--firmware");
	if (argc == 2) {
		*folder = g_path_get_dirname(argv[1]);
		t->folder = *folder;
		t->base = tw_scenario_load(argv[1], &tw_parts, &error);
	} else {
		t->base = torture_base(models, firmwares, addr, &error);
	}
	return t->base ? CLI_OK : command_gerror(&command_torture, error);
}

static void write_report(const void *user, enum tw_report form, GString *text)
{
	torture_report(user, form, text);
}

static int finish(struct torture *t, const struct reports *reports)
{
	reports_write(reports, write_report, t);
	for (guint i = 0; i < t->results->len; i++) {
		const struct torture_result *r = t->results->pdata[i];

		if (r->verdict == TORTURE_FIRMWARE)
			command_error(&command_torture,
				      "%s: firmware failed: %s", r->check->id,
				      r->why);
	}
	switch (torture_worst(t)) {
	case TORTURE_PASS:
	case TORTURE_UNFIT:
		return CLI_OK;
	case TORTURE_FAIL:
		return CLI_DIFFERS;
	case TORTURE_FIRMWARE:
		return CLI_FIRMWARE;
	}
	return CLI_INTERNAL;
}

static int torture(struct torture *t)
{
	GError *error = NULL;
	size_t n = torture_count(t, &error);
	struct reports *reports;
	int status, closed;

	if (!n)
		return command_gerror(&command_torture, error);
	if (out && g_mkdir_with_parents(out, 0777))
		return command_error(&command_torture, "--out: %s: %s", out,
				     g_strerror(errno));
	reports = reports_open(&command_torture, report_words, n);
	if (!reports)
		return CLI_USAGE;
	if (torture_run(t, &error)) {
		if (!no_margins && !checks)
			torture_margins(t);
		status = finish(t, reports);
	} else {
		status = command_gerror(&command_torture, error);
	}
	closed = reports_close(reports);
	return MAX(status, closed);
}

static int print_list(void)
{
	g_autoptr(GString) text = g_string_new(NULL);

	torture_list(text);
	fwrite(text->str, 1, text->len, stdout);
	return CLI_OK;
}

static int run(int argc, char **argv)
{
	struct torture_profile profile = {0};
	struct torture t = {.profile = &profile};
	g_autofree char *folder = NULL;
	GError *error = NULL;
	uint32_t addr = 0;
	int status;

	if (!command_parse(&command_torture, &argc, &argv))
		return CLI_USAGE;
	if (list)
		return print_list();
	if (!profile_text)
		return command_error(&command_torture, "--profile is missing");
	t.only = checks;
	t.out = out;
	t.options.firmware_dirs = (const char *const *)firmware_dirs;
	status = load(&t, argc, argv, &addr, &folder);
	if (!status &&
	    !torture_profile_parse(profile_text, addr, &profile, &error))
		status = command_gerror(&command_torture, error);
	if (!status)
		status = torture(&t);
	torture_clear(&t);
	torture_profile_clear(&profile);
	return status;
}
