/* SPDX-License-Identifier: MIT */
/*
 * A recorded session, played: its clients' frames come to a server at the
 * instants at which they came then, through no socket, and what is answered is
 * compared with what was answered then.
 */
#include "app/server/inside.h"

#include <fcntl.h>
#include <string.h>

#include "scenario/trial.h"

enum { MAX_CLIENTS = 65536, MAX_SHOWN = 60 };

struct playback {
	tw_trial *trial;
	struct server *server;
	const char *path;
	GPtrArray *clients; /* struct session, by number; NULL: not seen yet */
	char **lines;	    /* NULL behind the last whole one */
	size_t at;	    /* of the line that is played */
	size_t next_result; /* no line of a result is before */
	size_t n_results;
	bool failed;
};

static void check(struct playback *p, bool held, const char *what,
		  const char *expected, const char *got)
{
	const struct tw_case_step *step =
		&g_array_index(p->trial->scenario->steps, struct tw_case_step,
			       p->trial->n_taken);

	tw_trial_note(p->trial, step->at, held, what, expected, got);
	p->failed = p->failed || !held;
}

static void note(struct playback *p, size_t line, const char *what,
		 const char *expected, const char *got)
{
	g_autofree char *name = g_path_get_basename(p->path);
	g_autofree char *text =
		g_strdup_printf("%s:%zu: %s", name, line + 1, what);

	check(p, false, text, expected, got);
}

/* The next line that says what a client was told. */
static const char *next_result(struct playback *p)
{
	for (; p->lines[p->next_result]; p->next_result++) {
		g_auto(GStrv) words =
			g_strsplit(p->lines[p->next_result], " ", 4);

		if (g_strv_length(words) == 4 && !strcmp(words[2], "result"))
			return p->lines[p->next_result++];
	}
	return NULL;
}

void playback_result(struct playback *p, const struct session *s,
		     const uint8_t *bytes, size_t n)
{
	g_autofree char *got = record_line(tw_sim_now_ns(p->server->sim),
					   s->number, "result", bytes, n);
	const char *expected;

	/* Of what was recorded last the answer may be missing. */
	if (p->failed || !(expected = next_result(p)))
		return;
	p->n_results++;
	if (!strcmp(expected, got))
		return;
	if (strlen(got) > MAX_SHOWN)
		strcpy(got + MAX_SHOWN - 3, "...");
	note(p, p->next_result - 1, "what the client is told",
	     strlen(expected) > MAX_SHOWN ? "what that line says" : expected,
	     got);
}

static GByteArray *bytes_of(const char *hex)
{
	GByteArray *bytes = g_byte_array_new();

	for (; g_ascii_isxdigit(hex[0]) && g_ascii_isxdigit(hex[1]); hex += 2) {
		uint8_t byte = (uint8_t)(g_ascii_xdigit_value(hex[0]) << 4 |
					 g_ascii_xdigit_value(hex[1]));

		g_byte_array_append(bytes, &byte, 1);
	}
	if (!*hex)
		return bytes;
	g_byte_array_unref(bytes);
	return NULL;
}

static struct session *client_of(struct playback *p, unsigned number)
{
	struct session *s;

	if (number >= p->clients->len)
		g_ptr_array_set_size(p->clients, (int)number + 1);
	s = p->clients->pdata[number];
	if (s)
		return s;
	/* Nobody reads what it is told; it is there as long as it was. */
	s = session_new(p->server, open("/dev/null", O_RDWR | O_CLOEXEC));
	s->number = number;
	s->greeted = true;
	g_ptr_array_add(p->server->sessions, s);
	p->clients->pdata[number] = s;
	return s;
}

struct event {
	uint64_t at_ns;
	unsigned client;
	char *word;
	GByteArray *bytes;
};

static bool parse(const char *line, struct event *e)
{
	g_auto(GStrv) words = g_strsplit(line, " ", 4);
	guint n = g_strv_length(words);
	guint64 client;

	*e = (struct event){0};
	if (n < 3 ||
	    !g_ascii_string_to_unsigned(words[0], 10, 0, G_MAXINT64, &e->at_ns,
					NULL) ||
	    !g_ascii_string_to_unsigned(words[1], 10, 0, MAX_CLIENTS, &client,
					NULL))
		return false;
	e->bytes = bytes_of(n == 4 ? words[3] : "");
	if (!e->bytes)
		return false;
	e->client = (unsigned)client;
	e->word = g_strdup(words[2]);
	return true;
}

static void clear(struct event *e)
{
	g_free(e->word);
	if (e->bytes)
		g_byte_array_unref(e->bytes);
}

/* Of a frame that is called so, or TW_FRAME_RESULT: none is. */
static uint16_t kind_of(const char *word)
{
	uint16_t kind = 0;

	while (kind < TW_FRAME_RESULT && g_strcmp0(record_word(kind), word))
		kind++;
	return kind;
}

static bool is_line(const char *line)
{
	static const char *const others[] = {"result", "gone", "run", "end",
					     NULL};
	struct event e;
	bool ok = parse(line, &e) && (g_strv_contains(others, e.word) ||
				      kind_of(e.word) != TW_FRAME_RESULT);

	clear(&e);
	return ok;
}

static void act(struct playback *p, const struct event *e)
{
	struct reader r = {.at = e->bytes->data, .left = e->bytes->len};
	struct session *s;

	if (!strcmp(e->word, "end") || !strcmp(e->word, "result"))
		return;
	if (!strcmp(e->word, "run")) {
		server_step(p->server, take64(&r));
		return;
	}
	s = client_of(p, e->client);
	if (!strcmp(e->word, "gone")) {
		session_close(s);
		return;
	}
	if (s->fd >= 0)
		session_execute(s, kind_of(e->word), 0, &r);
	g_byte_array_set_size(s->out, 0);
}

/* Time goes to where it was when that line was written; what a client is told
 * comes on the way there. */
static void play_line(struct playback *p)
{
	struct event e;

	if (parse(p->lines[p->at], &e)) {
		while (tw_sim_now_ns(p->server->sim) < e.at_ns)
			if (server_step(p->server, e.at_ns) == TW_RUN_FAILED)
				break;
		act(p, &e);
	}
	clear(&e);
}

static bool refuse(const char *path, size_t line, const char *got,
		   GError **error)
{
	g_autofree char *shown = g_strndup(got, MAX_SHOWN);
	g_autofree char *text = g_strescape(shown, NULL);

	g_set_error(error, TW_ERROR, TW_ERROR_FILE,
		    "%s:%zu: expected %s, got \"%s\"", path, line + 1,
		    line ? "an instant, a client, a word and its bytes"
			 : RECORD_FORMAT " and a time in ns",
		    text);
	return false;
}

/* A session's lines, of which the last may have been torn; free with
 * g_strfreev(). NULL with @error set: it is none. */
static char **load(const char *path, uint64_t *answer_ns, GError **error)
{
	static const char format[] = RECORD_FORMAT " ";
	g_autoptr(GError) why = NULL;
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;
	size_t size, n = 0;

	if (!g_file_get_contents(path, &text, &size, &why)) {
		g_set_error(error, TW_ERROR, TW_ERROR_FILE, "%s", why->message);
		return NULL;
	}
	lines = g_strsplit(text, "\n", -1);
	if (!g_str_has_prefix(text, format) || !lines[1] ||
	    !g_ascii_string_to_unsigned(lines[0] + sizeof(format) - 1, 10, 1,
					G_MAXINT64, answer_ns, NULL)) {
		refuse(path, 0, lines[0] ? lines[0] : "", error);
		return NULL;
	}
	while (lines[++n + 1])
		if (!is_line(lines[n])) {
			refuse(path, n, lines[n], error);
			return NULL;
		}
	if (strlen(text) != size) {
		refuse(path, n, "a byte 0", error);
		return NULL;
	}
	g_clear_pointer(&lines[n], g_free);
	return g_steal_pointer(&lines);
}

bool playback_check(const char *path, GError **error)
{
	uint64_t answer_ns;
	g_auto(GStrv) lines = load(path, &answer_ns, error);

	return lines != NULL;
}

void playback_play(tw_trial *trial, const char *path)
{
	struct playback p = {.trial = trial, .path = path};
	struct server_config config = {.trial = trial, .listener = -1};
	g_autoptr(GError) error = NULL;

	p.lines = load(path, &config.answer_ns, &error);
	if (!p.lines) {
		note(&p, 0, "session", "a session", error->message);
		return;
	}
	p.server = server_new(&config);
	if (!p.server) {
		note(&p, 0, "session", "a server", "no descriptor for one");
		g_strfreev(p.lines);
		return;
	}
	p.clients = g_ptr_array_new();
	p.server->playback = &p;
	server_settle(p.server);
	for (p.at = 1; p.lines[p.at] && !p.failed; p.at++)
		play_line(&p);
	if (!p.failed && next_result(&p))
		note(&p, p.next_result - 1, "what the client is told", "that",
		     "nothing");
	if (!p.failed) {
		g_autofree char *n =
			g_strdup_printf("%zu as then", p.n_results);

		check(&p, true, "what clients are told", n, n);
	}
	server_free(p.server);
	g_ptr_array_unref(p.clients);
	g_strfreev(p.lines);
}
