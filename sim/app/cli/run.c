/* SPDX-License-Identifier: MIT */
/* twowire run: runs cases and reports what held. */
#include "command.h"
#include "covered.h"
#include "golden.h"
#include "pictures.h"
#include "reports.h"
#include "traces.h"
#include "window.h"
#include "workers.h"
#include "write_options.h"

#include "app/server/server.h"
#include "twowire/scenario.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_JOBS 256

static int run(int argc, char **argv);

static char **traces;
static char *analog;
static char *coverage_name;
static char **pictures;
static char **report_words;
static char *seed_text;
static char **firmware_dirs, **points;
static gboolean no_fork, registers, golden, update;
static char *failed_dir;
static int n_jobs;

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
	{"report", 'r', 0, G_OPTION_ARG_STRING_ARRAY, &report_words,
	 "Form of the report; with =FILE one goes to that file; may be given "
	 "several times",
	 "text|tap|tap13|junit|json"},
	{"golden", 'g', 0, G_OPTION_ARG_NONE, &golden,
	 "Expect the transaction log to be that of CASE.txt beside CASE.json",
	 NULL},
	{"update", 'u', 0, G_OPTION_ARG_NONE, &update,
	 "Write that file anew instead, unless the case fails", NULL},
	{"failed-traces", 0, 0, G_OPTION_ARG_FILENAME, &failed_dir,
	 "Write the trace of each case that fails there, as CASE.sr and its "
	 "log as CASE.txt",
	 "DIR"},
	{"jobs", 'j', 0, G_OPTION_ARG_INT, &n_jobs,
	 "How many cases run at a time; as many as there are processors", "N"},
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
	struct reports *reports;
	struct tw_report_options look;
	struct tw_trial_options trial;
	tw_coverage *coverage; /* of all cases, or NULL */
	struct tw_write_config files;
	char **cases;
	size_t n_cases;
	size_t n_failed; /* so far */
	bool progress;
	int worst;
};

static bool parse_jobs(void)
{
	if (!n_jobs) {
		n_jobs = (int)MIN(g_get_num_processors(), MAX_JOBS);
		return true;
	}
	if (n_jobs > 0 && n_jobs <= MAX_JOBS)
		return true;
	command_error(&command_run, "--jobs: expected 1 to %d, got %d",
		      MAX_JOBS, n_jobs);
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

static int refused(const char *path, const struct job *job,
		   const struct said *said, GError *error)
{
	said_report(said, NULL, path, error, &job->look);
	return command_gerror(&command_run, error);
}

static int verdict_status(const tw_trial *trial)
{
	const tw_chip *chip;

	switch (tw_trial_verdict(trial)) {
	case TW_VERDICT_HELD:
	case TW_VERDICT_KNOWN:
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

/* Where the traces of a case that failed go: "DIR/a-b.sr" of a/b.json, or
 * NULL. */
static char *failed_trace(const char *path, const tw_trial *trial,
			  const char *extension)
{
	g_autofree char *name = g_strdup(path);

	if (!failed_dir || tw_trial_verdict(trial) <= TW_VERDICT_KNOWN)
		return NULL;
	if (g_str_has_suffix(name, ".json"))
		name[strlen(name) - strlen(".json")] = '\0';
	while (g_str_has_prefix(name, "./") || g_str_has_prefix(name, "/"))
		memmove(name, name + 1, strlen(name));
	g_strdelimit(name, "/", '-');
	return g_strdup_printf("%s/%s%s", failed_dir, name, extension);
}

static int write_failed(const char *path, const tw_trial *trial)
{
	static const char *const extensions[] = {".sr", ".txt"};
	const tw_trace *trace = tw_sim_trace(tw_trial_sim(trial));
	GError *error = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(extensions); i++) {
		g_autofree char *name =
			failed_trace(path, trial, extensions[i]);

		if (name && !tw_trace_write(trace, name, &error))
			return command_gerror(&command_run, error);
	}
	return CLI_OK;
}

static void report(const struct job *job, const struct said *said,
		   const char *path, const tw_trial *trial)
{
	g_autofree char *failed = failed_trace(path, trial, ".sr");
	struct tw_report_options look = job->look;

	if (tw_trial_verdict(trial) > TW_VERDICT_KNOWN)
		look.trace = traces ? traces[0] : failed;
	said_report(said, trial, path, NULL, &look);
}

static int run_case(size_t n, struct job *job, const struct said *said)
{
	const char *path = job->cases[n];
	g_autoptr(tw_scenario) scenario = NULL;
	g_autoptr(tw_trial) trial = NULL;
	struct traces wanted = {
		.command = &command_run, .names = traces, .look = job->files};
	GError *error = NULL;
	int status, wrote, drew, kept, failed;

	job->look.number = n + 1;
	scenario = load(path, &error);
	if (!scenario)
		return refused(path, job, said, error);
	trial = tw_trial_new(scenario, &job->trial, &error);
	if (!trial)
		return refused(path, job, said, error);
	status = traces_begin(&wanted, tw_trial_sim(trial));
	if (status)
		return status;
	if (job->coverage)
		tw_coverage_watch(job->coverage, tw_trial_sim(trial));
	tw_trial_run(trial);
	if (job->coverage)
		tw_coverage_unwatch(job->coverage);
	kept = golden || update ? golden_log(&command_run, path, trial, update)
				: CLI_OK;
	report(job, said, path, trial);
	wrote = traces_end(&wanted, tw_trial_sim(trial));
	drew = pictures_write(&command_run, trial, pictures);
	status = verdict_status(trial);
	failed = write_failed(path, trial);
	status = MAX(status, failed);
	return MAX(MAX(status, kept), MAX(wrote, drew));
}

/* --- in processes of their own ----------------------------------------- */

/* What a worker leaves behind. */
struct left {
	struct said *said;
	int coverage;
};

static void *prepare(void *user, size_t n)
{
	const struct job *job = user;
	struct said *said = said_new(&command_run, job->reports);
	struct left *left;

	if (!said)
		return NULL;
	left = g_new0(struct left, 1);
	left->said = said;
	left->coverage =
		job->coverage ? memfd_create("coverage", MFD_CLOEXEC) : -1;
	return left;
}

static int work(void *user, size_t n, void *prepared)
{
	g_autoptr(tw_coverage) mine = tw_coverage_new();
	const struct left *left = prepared;
	struct job job = *(struct job *)user;
	int status;

	said_redirect(left->said);
	if (job.coverage)
		job.coverage = mine;
	status = run_case(n, &job, left->said);
	if (job.coverage)
		covered_send(mine, left->coverage);
	return command_finish(status);
}

static void show_progress(const struct job *job, size_t n)
{
	if (!job->progress)
		return;
	fprintf(stderr, "\r%zu of %zu cases, %zu failed%s", n, job->n_cases,
		job->n_failed, n == job->n_cases ? "\n" : "");
}

/* What the worker died of is ours: firmware's faults end in a verdict. */
static int worker_status(const struct job *job, size_t n,
			 const struct said *said, int wait_status)
{
	const char *path = job->cases[n];
	struct tw_report_options look = job->look;
	g_autoptr(GError) why = NULL;

	if (WIFEXITED(wait_status))
		return WEXITSTATUS(wait_status);
	look.number = n + 1;
	why = g_error_new(TW_ERROR, TW_ERROR_CONFIG,
			  "%s: the simulator itself failed: %s", path,
			  strsignal(WTERMSIG(wait_status)));
	said_report(said, NULL, path, why, &look);
	command_error(&command_run, "%s", why->message);
	return CLI_INTERNAL;
}

static void done(void *user, size_t n, void *prepared, int wait_status)
{
	struct job *job = user;
	struct left *left = prepared;
	int status = worker_status(job, n, left->said, wait_status);

	job->n_failed += status != CLI_OK;
	job->worst = MAX(job->worst, status);
	said_out(left->said, job->reports);
	if (left->coverage >= 0) {
		lseek(left->coverage, 0, SEEK_SET);
		covered_receive(job->coverage, left->coverage);
		close(left->coverage);
	}
	said_free(left->said);
	g_free(left);
	show_progress(job, n + 1);
}

/* --- all --------------------------------------------------------------- */

static void run_here(struct job *job)
{
	for (size_t n = 0; n < job->n_cases; n++) {
		struct said *said = said_new(&command_run, job->reports);
		int status = said ? run_case(n, job, said) : CLI_INTERNAL;

		if (said)
			said_out(said, job->reports);
		said_free(said);
		job->worst = MAX(job->worst, status);
	}
}

static void run_apart(struct job *job)
{
	const struct workers_job apart = {
		.n = job->n_cases,
		.n_jobs = (unsigned)n_jobs,
		.prepare = prepare,
		.work = work,
		.done = done,
		.user = job,
	};

	if (!workers_run(&apart))
		job->worst = CLI_INTERNAL;
}

static int write_coverage(const struct job *job)
{
	GError *error = NULL;

	if (!job->coverage ||
	    covered_write(job->coverage, coverage_name, &error))
		return CLI_OK;
	return command_gerror(&command_run, error);
}

static bool parse(struct job *job, int argc)
{
	if (!parse_seed(job) || !command_traces(&command_run, traces) ||
	    !parse_analog(job) ||
	    !write_options_get(&command_run, &job->files) || !parse_jobs())
		return false;
	if (argc < 2)
		command_error(&command_run, "expected a case to run");
	else if (traces && argc > 2)
		command_error(&command_run,
			      "--trace: expected one case, got %d", argc - 1);
	return argc >= 2 && !(traces && argc > 2);
}

static int run(int argc, char **argv)
{
	g_autoptr(tw_coverage) coverage = tw_coverage_new();
	struct job job = {.worst = CLI_OK};
	int wrote;

	if (!command_parse(&command_run, &argc, &argv) || !parse(&job, argc))
		return CLI_USAGE;
	if (failed_dir && g_mkdir_with_parents(failed_dir, 0777))
		return command_error(&command_run, "--failed-traces: %s: %s",
				     failed_dir, g_strerror(errno));
	look(&job);
	job.cases = argv + 1;
	job.n_cases = (size_t)argc - 1;
	job.progress =
		argc > 2 && isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO);
	job.trial.session = playback_play;
	job.trial.session_check = playback_check;
	job.coverage = coverage_name ? coverage : NULL;
	if (registers)
		job.trial.trace_mask = TW_TRACE_ALL;
	job.trial.firmware_dirs = (const char *const *)firmware_dirs;
	job.reports = reports_open(&command_run, report_words, job.n_cases);
	if (!job.reports)
		return CLI_USAGE;
	if (no_fork)
		run_here(&job);
	else
		run_apart(&job);
	wrote = reports_close(job.reports);
	job.worst = MAX(job.worst, wrote);
	wrote = write_coverage(&job);
	return MAX(job.worst, wrote);
}
