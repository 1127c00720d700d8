/* SPDX-License-Identifier: MIT */
/* twowire run: runs cases and reports what held. */
#include "command.h"
#include "covered.h"
#include "pictures.h"
#include "traces.h"
#include "window.h"
#include "write_options.h"

#include "twowire/scenario.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static int run(int argc, char **argv);

static char **traces;
static char *analog;
static char *coverage_name;
static char **pictures;
static char *report_name;
static char *seed_text;
static char **firmware_dirs, **points;
static gboolean no_fork, registers;

static const GOptionEntry options[] = {
	{"trace", 't', 0, G_OPTION_ARG_FILENAME_ARRAY, &traces,
	 "Write the trace; may be given several times",
	 "OUT.sr|.twt|.vcd|.jsonl|.txt|.csv"},
	{"analog", 'a', 0, G_OPTION_ARG_STRING, &analog,
	 "Sample the wires' voltages from an instant to another, in ns: "
	 "--trace OUT.sr and OUT.csv show that window",
	 "FROM..TO[/STEP]"},
	WRITE_OPTIONS,
	{"coverage", 'c', 0, G_OPTION_ARG_FILENAME, &coverage_name,
	 "Write what of the protocol all cases together covered", "FILE"},
	{"picture", 'p', 0, G_OPTION_ARG_FILENAME_ARRAY, &pictures,
	 "Write what a display shows at the end; - is the terminal; may be "
	 "given several times",
	 "DEVICE=FILE.png|.ppm|.pgm|.txt|-"},
	{"registers", 0, 0, G_OPTION_ARG_NONE, &registers,
	 "Record the accesses that firmware makes to registers, and its "
	 "interrupts, too",
	 NULL},
	{"report", 'r', 0, G_OPTION_ARG_STRING, &report_name,
	 "Form of the report", "text|tap|junit|json"},
	{"seed", 's', 0, G_OPTION_ARG_STRING, &seed_text,
	 "Seed of all randomness, instead of the case's own", "N"},
	{"set", 'S', 0, G_OPTION_ARG_STRING_ARRAY, &points,
	 "Another value on an axis of the case, or under a key such as "
	 "firmware[dut].clock_hz; may be given several times",
	 "AXIS=VALUE"},
	{"firmware-dir", 'F', 0, G_OPTION_ARG_FILENAME_ARRAY, &firmware_dirs,
	 "Where to look for firmware that is not beside its case; may be "
	 "given several times",
	 "DIR"},
	{"no-fork", 0, 0, G_OPTION_ARG_NONE, &no_fork,
	 "Run in this process, as a debugger wants it", NULL},
	{NULL},
};

const struct command command_run = {
	.name = "run",
	.usage = "CASE.json...",
	.summary = "Run cases and report what held",
	.description =
		"A case says what is on the bus, what is done to it and what "
		"is expected; - is\nstandard input. Each runs in a process of "
		"its own. The exit status is that of the\nworst: 0 all held, 1 "
		"an expectation failed, 2 a case is no case, 3 firmware\n"
		"crashed or hung.",
	.options = options,
	.run = run,
};

struct job {
	enum tw_report report;
	struct tw_report_options look;
	struct tw_trial_options trial;
	tw_coverage *coverage; /* of all cases, or NULL */
	struct tw_write_config files;
};

static bool parse_report(struct job *job)
{
	static const char *const names[] = {
		[TW_REPORT_TEXT] = "text",
		[TW_REPORT_TAP] = "tap",
		[TW_REPORT_JUNIT] = "junit",
		[TW_REPORT_JSON] = "json",
	};

	for (size_t i = 0; report_name && i < G_N_ELEMENTS(names); i++) {
		if (strcmp(report_name, names[i]))
			continue;
		job->report = (enum tw_report)i;
		return true;
	}
	if (!report_name)
		return true;
	command_error(&command_run,
		      "--report: expected text, tap, junit or json, got \"%s\"",
		      report_name);
	return false;
}

static bool parse_seed(struct job *job)
{
	guint64 seed;

	if (!seed_text)
		return true;
	if (!g_ascii_string_to_unsigned(seed_text, 10, 0, G_MAXUINT64, &seed,
					NULL)) {
		command_error(&command_run,
			      "--seed: expected an integer from 0 to "
			      "%" G_GUINT64_FORMAT ", got \"%s\"",
			      G_MAXUINT64, seed_text);
		return false;
	}
	job->trial.has_seed = true;
	job->trial.seed = seed;
	return true;
}

static bool parse_analog(struct job *job)
{
	if (!analog)
		return true;
	for (size_t i = 0; traces && traces[i]; i++)
		if (g_str_has_suffix(traces[i], ".sr") ||
		    g_str_has_suffix(traces[i], ".csv"))
			return window_parse(&command_run, analog,
					    &job->trial.analog);
	command_error(&command_run,
		      "--analog: needs a --trace OUT.sr or OUT.csv to go to");
	return false;
}

static void look(struct job *job)
{
	const char *no_color = g_getenv("NO_COLOR");

	job->look.colour = isatty(STDOUT_FILENO) && !(no_color && *no_color);
	job->look.ascii = !g_get_charset(NULL);
}

static tw_scenario *load_written(const char *path, GError **error)
{
	g_autofree char *text = NULL;
	size_t len;

	if (strcmp(path, "-"))
		return tw_scenario_load(path, &tw_parts, error);
	/* One byte more than is allowed is enough to be refused. */
	text = g_malloc((1 << 20) + 1);
	len = fread(text, 1, (1 << 20) + 1, stdin);
	return tw_scenario_parse(text, len, "stdin", NULL, &tw_parts, error);
}

/* At the point that --set names. */
static tw_scenario *load(const char *path, GError **error)
{
	tw_scenario *written = load_written(path, error), *there;

	if (!written || !points)
		return written;
	there = tw_scenario_at(written, (const char *const *)points, error);
	tw_scenario_free(written);
	return there;
}

static void print(const GString *text)
{
	fwrite(text->str, 1, text->len, stdout);
	fflush(stdout);
}

static int refused(const char *path, const struct job *job, GError *error)
{
	g_autoptr(GString) out = g_string_new(NULL);

	tw_report_error(path, error, job->report, &job->look, out);
	print(out);
	return command_gerror(&command_run, error);
}

static int verdict_status(const tw_trial *trial)
{
	const tw_chip *chip;

	switch (tw_trial_verdict(trial)) {
	case TW_VERDICT_HELD:
		return CLI_OK;
	case TW_VERDICT_FAILED:
		return CLI_DIFFERS;
	case TW_VERDICT_FIRMWARE:
		chip = tw_sim_failed_chip(tw_trial_sim(trial));
		command_error(&command_run, "%s: firmware failed: %s",
			      tw_scenario_name(tw_trial_scenario(trial)),
			      tw_chip_failure(chip));
		return CLI_FIRMWARE;
	}
	return CLI_INTERNAL;
}

static int run_case(const char *path, const struct job *job)
{
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(tw_scenario) scenario = NULL;
	g_autoptr(tw_trial) trial = NULL;
	struct traces wanted = {
		.command = &command_run, .names = traces, .look = job->files};
	GError *error = NULL;
	int status, wrote, drew;

	scenario = load(path, &error);
	if (!scenario)
		return refused(path, job, error);
	trial = tw_trial_new(scenario, &job->trial, &error);
	if (!trial)
		return refused(path, job, error);
	status = traces_begin(&wanted, tw_trial_sim(trial));
	if (status)
		return status;
	if (job->coverage)
		tw_coverage_watch(job->coverage, tw_trial_sim(trial));
	tw_trial_run(trial);
	if (job->coverage)
		tw_coverage_unwatch(job->coverage);
	tw_trial_report(trial, job->report, &job->look, out);
	print(out);
	wrote = traces_end(&wanted, tw_trial_sim(trial));
	drew = pictures_write(&command_run, trial, pictures);
	status = verdict_status(trial);
	status = MAX(status, wrote);
	return MAX(status, drew);
}

/* What the worker died of is ours: firmware's faults end in a verdict. But if
 * nobody reads on, as in `twowire run ... | head`, it ends as every program
 * does then, and so does this one. */
static int worker_status(const char *path, int wait_status)
{
	if (WIFEXITED(wait_status))
		return WEXITSTATUS(wait_status);
	if (WTERMSIG(wait_status) == SIGPIPE)
		raise(SIGPIPE);
	command_error(&command_run, "%s: the simulator itself failed: %s", path,
		      strsignal(WTERMSIG(wait_status)));
	return CLI_INTERNAL;
}

/* In the new process: the case, whose coverage goes to @fd. */
G_NORETURN static void work(const char *path, const struct job *job, int fd)
{
	g_autoptr(tw_coverage) mine = tw_coverage_new();
	struct job own = *job;
	int status;

	if (job->coverage)
		own.coverage = mine;
	status = run_case(path, &own);
	if (job->coverage)
		covered_send(mine, fd);
	exit(command_finish(status));
}

static int run_worker(const char *path, const struct job *job)
{
	pid_t parent = getpid(), pid;
	int wait_status, pair[2];

	fflush(stdout);
	if (pipe(pair) || (pid = fork()) < 0) {
		command_error(&command_run, "%s: no process to run it in",
			      path);
		return CLI_INTERNAL;
	}
	if (!pid) {
		/* Nobody waits any more for the worker of a run that was
		 * killed, by a time limit of CI for example. */
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		signal(SIGPIPE, SIG_IGN); /* not before it has cleaned up */
		if (getppid() != parent)
			_exit(CLI_INTERNAL);
		close(pair[0]);
		work(path, job, pair[1]);
	}
	close(pair[1]);
	if (job->coverage)
		covered_receive(job->coverage, pair[0]);
	close(pair[0]);
	while (waitpid(pid, &wait_status, 0) < 0)
		;
	return worker_status(path, wait_status);
}

static int write_coverage(const struct job *job)
{
	GError *error = NULL;

	if (!job->coverage ||
	    covered_write(job->coverage, coverage_name, &error))
		return CLI_OK;
	return command_gerror(&command_run, error);
}

/* What stands around the reports of all cases. */
static void frame(const struct job *job, int n_cases, bool begin)
{
	if (job->report == TW_REPORT_TAP && begin)
		printf("TAP version 13\n1..%d\n", n_cases);
	if (job->report == TW_REPORT_JUNIT && begin)
		printf("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		       "<testsuites>\n");
	if (job->report == TW_REPORT_JUNIT && !begin)
		printf("</testsuites>\n");
}

static int run(int argc, char **argv)
{
	g_autoptr(tw_coverage) coverage = tw_coverage_new();
	struct job job = {.report = TW_REPORT_TEXT};
	int worst = CLI_OK, wrote;

	if (!command_parse(&command_run, &argc, &argv) || !parse_report(&job) ||
	    !parse_seed(&job) || !command_traces(&command_run, traces) ||
	    !parse_analog(&job) || !write_options_get(&command_run, &job.files))
		return CLI_USAGE;
	if (argc < 2)
		return command_error(&command_run, "expected a case to run");
	if (traces && argc > 2)
		return command_error(&command_run,
				     "--trace: expected one case, got %d",
				     argc - 1);
	look(&job);
	job.coverage = coverage_name ? coverage : NULL;
	if (registers)
		job.trial.trace_mask = TW_TRACE_ALL;
	job.trial.firmware_dirs = (const char *const *)firmware_dirs;
	frame(&job, argc - 1, true);
	for (int i = 1; i < argc; i++) {
		int status;

		job.look.number = (size_t)i;
		if (i > 1 && job.report == TW_REPORT_TEXT)
			putchar('\n');
		status = no_fork ? run_case(argv[i], &job)
				 : run_worker(argv[i], &job);
		worst = MAX(worst, status);
	}
	frame(&job, argc - 1, false);
	wrote = write_coverage(&job);
	return MAX(worst, wrote);
}
