/* SPDX-License-Identifier: MIT */
#include "reports.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct form {
	const char *word;
	enum tw_report report;
};

struct sink {
	const struct form *form;
	char *path; /* NULL: standard output */
	FILE *file;
};

struct reports {
	const struct command *command;
	GArray *sinks; /* of struct sink; the first is standard output's */
	size_t n_cases;
};

/* What a process said: a file for each sink, and what it said on stderr. */
struct said {
	const struct reports *reports;
	size_t n;
	int *fds;
	int err;
	bool redirected;
};

/* perl's TAP::Parser takes nothing beyond version 13; what we say is that,
 * too. */
static const struct form forms[] = {
	{"text", TW_REPORT_TEXT}, {"tap", TW_REPORT_TAP},
	{"tap13", TW_REPORT_TAP}, {"junit", TW_REPORT_JUNIT},
	{"json", TW_REPORT_JSON},
};

static bool parse_word(struct reports *r, const char *word)
{
	struct sink *standard = &g_array_index(r->sinks, struct sink, 0);
	const char *path = strchr(word, '=');
	size_t len = path ? (size_t)(path - word) : strlen(word);

	for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
		struct sink sink = {.form = &forms[i]};

		if (strlen(forms[i].word) != len ||
		    strncmp(forms[i].word, word, len) || (path && !path[1]))
			continue;
		if (!path) {
			standard->form = sink.form;
			return true;
		}
		sink.path = g_strdup(path + 1);
		sink.file = fopen(sink.path, "we");
		g_array_append_val(r->sinks, sink);
		if (!sink.file)
			command_error(r->command,
				      "--report: %s cannot be written: %s",
				      path + 1, g_strerror(errno));
		return sink.file;
	}
	command_error(
		r->command,
		"--report: expected text, tap, tap13, junit or json, or such a "
		"word and =FILE, got \"%s\"",
		word);
	return false;
}

/* What stands around the reports of all cases. */
static void frame(const struct reports *r, const struct sink *s, bool begin)
{
	enum tw_report report = s->form->report;

	if (report == TW_REPORT_TAP && begin)
		fprintf(s->file, "TAP version %d\n1..%zu\n",
			strcmp(s->form->word, "tap13") ? 14 : 13, r->n_cases);
	if (report == TW_REPORT_JUNIT && begin)
		fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		      "<testsuites name=\"twowire\">\n",
		      s->file);
	if (report == TW_REPORT_JUNIT && !begin)
		fputs("</testsuites>\n", s->file);
	fflush(s->file);
}

static void reports_free(struct reports *r)
{
	for (guint i = 0; i < r->sinks->len; i++) {
		struct sink *s = &g_array_index(r->sinks, struct sink, i);

		if (s->path && s->file)
			fclose(s->file);
		g_free(s->path);
	}
	g_array_unref(r->sinks);
	g_free(r);
}

struct reports *reports_open(const struct command *command, char *const *words,
			     size_t n_cases)
{
	struct reports *r = g_new0(struct reports, 1);
	struct sink standard = {.form = &forms[0], .file = stdout};

	r->command = command;
	r->n_cases = n_cases;
	r->sinks = g_array_new(FALSE, TRUE, sizeof(struct sink));
	g_array_append_val(r->sinks, standard);
	for (size_t i = 0; words && words[i]; i++)
		if (!parse_word(r, words[i])) {
			reports_free(r);
			return NULL;
		}
	for (guint i = 0; i < r->sinks->len; i++)
		frame(r, &g_array_index(r->sinks, struct sink, i), true);
	return r;
}

int reports_close(struct reports *r)
{
	int status = CLI_OK;

	for (guint i = 0; i < r->sinks->len; i++) {
		struct sink *s = &g_array_index(r->sinks, struct sink, i);
		bool bad;

		frame(r, s, false);
		if (!s->path)
			continue;
		bad = ferror(s->file);
		bad |= fclose(s->file) != 0;
		s->file = NULL;
		if (bad)
			status = command_error(
				r->command,
				"--report: %s cannot be written: %s", s->path,
				g_strerror(errno));
	}
	reports_free(r);
	return status;
}

void reports_write(const struct reports *r, reports_writer write,
		   const void *user)
{
	for (guint i = 0; i < r->sinks->len; i++) {
		const struct sink *s = &g_array_index(r->sinks, struct sink, i);
		g_autoptr(GString) out = g_string_new(NULL);

		write(user, s->form->report, out);
		fwrite(out->str, 1, out->len, s->file);
	}
}

/* --- one case ---------------------------------------------------------- */

struct said *said_new(const struct command *command, const struct reports *r)
{
	struct said *said = g_new0(struct said, 1);
	bool ok = true;

	said->reports = r;
	said->n = r->sinks->len;
	said->fds = g_new(int, said->n);
	for (size_t i = 0; i < said->n; i++)
		ok &= (said->fds[i] = memfd_create("report", MFD_CLOEXEC)) >= 0;
	ok &= (said->err = memfd_create("stderr", MFD_CLOEXEC)) >= 0;
	if (ok)
		return said;
	command_error(command, "no room for a case's report: %s",
		      g_strerror(errno));
	said_free(said);
	return NULL;
}

void said_free(struct said *said)
{
	if (!said)
		return;
	for (size_t i = 0; i < said->n; i++)
		if (said->fds[i] >= 0)
			close(said->fds[i]);
	if (said->err >= 0)
		close(said->err);
	g_free(said->fds);
	g_free(said);
}

void said_redirect(struct said *said)
{
	said->redirected = true;
	dup2(said->fds[0], STDOUT_FILENO);
	dup2(said->err, STDERR_FILENO);
}

static void write_all(int fd, const char *text, size_t len)
{
	while (len) {
		ssize_t n = write(fd, text, len);

		if (n < 0 && errno != EINTR)
			return;
		text += MAX(n, 0);
		len -= (size_t)MAX(n, 0);
	}
}

void said_report(const struct said *said, const tw_trial *trial,
		 const char *name, const GError *why,
		 const struct tw_report_options *options)
{
	for (size_t i = 0; i < said->n; i++) {
		const struct sink *s =
			&g_array_index(said->reports->sinks, struct sink, i);
		struct tw_report_options look = *options;
		g_autoptr(GString) out = g_string_new(NULL);

		look.colour &= !s->path;
		if (s->form->report == TW_REPORT_TEXT && options->number > 1)
			g_string_append_c(out, '\n');
		if (trial)
			tw_trial_report(trial, s->form->report, &look, out);
		else
			tw_report_error(name, why, s->form->report, &look, out);
		if (s->path || said->redirected)
			write_all(said->fds[i], out->str, out->len);
		else
			fwrite(out->str, 1, out->len, stdout);
	}
}

static void copy(int fd, FILE *to)
{
	char block[1 << 14];
	ssize_t n;

	lseek(fd, 0, SEEK_SET);
	while ((n = read(fd, block, sizeof(block))) > 0 ||
	       (n < 0 && errno == EINTR))
		if (n > 0)
			fwrite(block, 1, (size_t)n, to);
}

void said_out(const struct said *said, struct reports *r)
{
	for (size_t i = 0; i < said->n; i++) {
		const struct sink *s = &g_array_index(r->sinks, struct sink, i);

		copy(said->fds[i], s->file);
		fflush(s->file);
	}
	copy(said->err, stderr);
}
