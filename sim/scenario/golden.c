/* SPDX-License-Identifier: MIT */
/*
 * A trial's transaction log against the one that was kept. Lines are aligned by
 * their events; a line whose time alone has changed is shown as that.
 */
#include "scenario/trial.h"

#include "twowire/capture.h"

#include <string.h>

#define AHEAD	  200 /* lines in which the two are looked for again */
#define CONTEXT	  2
#define MAX_LINES 60 /* of a difference that are shown */

struct lines {
	char **text;
	guint n;
};

struct alignment {
	struct lines was, is;
	guint i, j; /* where it stands in them */
	GString *out;
	guint n_shown, n_left_out;
};

static struct lines split(const char *text)
{
	struct lines l = {g_strsplit(text, "\n", -1), 0};

	l.n = g_strv_length(l.text);
	if (l.n && !*l.text[l.n - 1])
		l.n--;
	return l;
}

/* Behind the time and the blanks. */
static const char *event(const char *line)
{
	line += strspn(line, "0123456789");
	return line + strspn(line, " ");
}

static bool same_event(const struct alignment *a, guint i, guint j)
{
	return i < a->was.n && j < a->is.n &&
	       !strcmp(event(a->was.text[i]), event(a->is.text[j]));
}

static void show(struct alignment *a, const char *mark, const char *line)
{
	if (a->n_shown == MAX_LINES) {
		a->n_left_out++;
		return;
	}
	a->n_shown++;
	g_string_append_printf(a->out, "  %s %s\n", mark, line);
}

/* "40 ns later" */
static char *moved(const char *was, const char *is)
{
	guint64 before = g_ascii_strtoull(was, NULL, 10);
	guint64 now = g_ascii_strtoull(is, NULL, 10);

	if (now > before)
		return g_strdup_printf("%" G_GUINT64_FORMAT " ns later",
				       now - before);
	return g_strdup_printf("%" G_GUINT64_FORMAT " ns earlier",
			       before - now);
}

static void show_moved(struct alignment *a)
{
	const char *was = a->was.text[a->i], *is = a->is.text[a->j];
	g_autofree char *by = moved(was, is);
	g_autofree char *line = g_strdup_printf("%s   (%s)", is, by);

	show(a, "~", line);
}

/* The nearest lines from here on with the same event. */
static void find_again(const struct alignment *a, guint *skip_was,
		       guint *skip_is)
{
	for (guint both = 1; both <= AHEAD; both++)
		for (guint was = 0; was <= both; was++)
			if (same_event(a, a->i + was, a->j + both - was)) {
				*skip_was = was;
				*skip_is = both - was;
				return;
			}
	*skip_was = a->was.n - a->i;
	*skip_is = a->is.n - a->j;
}

static void align(struct alignment *a)
{
	while (a->i < a->was.n || a->j < a->is.n) {
		guint was = 0, is = 0;

		if (same_event(a, a->i, a->j)) {
			if (!strcmp(a->was.text[a->i], a->is.text[a->j]))
				show(a, " ", a->is.text[a->j]);
			else
				show_moved(a);
			a->i++;
			a->j++;
			continue;
		}
		find_again(a, &was, &is);
		while (was--)
			show(a, "-", a->was.text[a->i++]);
		while (is--)
			show(a, "+", a->is.text[a->j++]);
	}
}

/* From a little before the first difference up to the last. */
static void tell(struct alignment *a, guint first, const char *name)
{
	const char *was = first < a->was.n ? a->was.text[first] : NULL;
	const char *is = first < a->is.n ? a->is.text[first] : NULL;
	g_autofree char *by = NULL;

	g_string_append_printf(a->out, "%s:%u: ", name, first + 1);
	if (same_event(a, first, first)) {
		by = moved(was, is);
		g_string_append_printf(a->out, "the same event, %s\n", by);
	} else {
		g_string_append_printf(a->out, "%s instead of %s\n",
				       is ? event(is) : "the log's end",
				       was ? event(was) : "its end");
	}
	a->i = a->j = first - MIN(first, CONTEXT);
	while (a->was.n > first && a->is.n > first &&
	       !strcmp(a->was.text[a->was.n - 1], a->is.text[a->is.n - 1])) {
		a->was.n--;
		a->is.n--;
	}
	align(a);
	if (a->n_left_out)
		g_string_append_printf(a->out, "  ... and %u lines more\n",
				       a->n_left_out);
}

static void note(struct tw_trial *t, const char *name, guint line,
		 const char *expected, const char *got)
{
	g_autofree char *place =
		line ? g_strdup_printf("%s:%u", name, line) : g_strdup(name);
	bool held = !strcmp(expected, got);

	tw_trial_note_at(t, place, held, "transaction log", expected, got);
}

bool tw_trial_compare_log(tw_trial *t, const char *golden, const char *name,
			  GString *diff)
{
	g_autoptr(GString) log = g_string_new(NULL);
	struct alignment a = {.out = diff};
	guint n = 0;
	bool same;

	tw_trace_to_text(tw_sim_trace(t->sim), log);
	if (!golden) {
		note(t, name, 0, "a golden log", "none");
		return false;
	}
	same = !strcmp(golden, log->str);
	if (same) {
		note(t, name, 0, "as kept", "as kept");
		return true;
	}
	a.was = split(golden);
	a.is = split(log->str);
	while (n < MIN(a.was.n, a.is.n) && !strcmp(a.was.text[n], a.is.text[n]))
		n++;
	note(t, name, n + 1, n < a.was.n ? a.was.text[n] : "its end",
	     n < a.is.n ? a.is.text[n] : "the log's end");
	tell(&a, n, name);
	g_strfreev(a.was.text);
	g_strfreev(a.is.text);
	return false;
}
