/* SPDX-License-Identifier: MIT */
/*
 * What clients do that shows on the wires, and what they are told, line by
 * line: docs/serve.md. Time stands still while a client is heard, so
 * that the instant of each line says all there is to know of when.
 */
#include "app/server/inside.h"

#include <inttypes.h>

const char *record_word(uint16_t kind)
{
	static const char *const words[] = {
		[TW_FRAME_TRANSFER] = "transfer",
		[TW_FRAME_CONFIGURE] = "configure",
		[TW_FRAME_OPERATE] = "operate",
		[TW_FRAME_LISTEN] = "listen",
		[TW_FRAME_ANSWER] = "answer",
		[TW_FRAME_INPUT] = "input",
	};

	return kind < G_N_ELEMENTS(words) ? words[kind] : NULL;
}

char *record_line(uint64_t at_ns, unsigned client, const char *word,
		  const uint8_t *bytes, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	GString *line = g_string_sized_new(64 + 2 * n);

	g_string_printf(line, "%" PRIu64 " %u %s", at_ns, client, word);
	if (n)
		g_string_append_c(line, ' ');
	for (size_t i = 0; i < n; i++) {
		g_string_append_c(line, digits[bytes[i] >> 4]);
		g_string_append_c(line, digits[bytes[i] & 15]);
	}
	return g_string_free(line, FALSE);
}

static void put_line(const struct server *server, unsigned client,
		     const char *word, const uint8_t *bytes, size_t n)
{
	g_autofree char *line = NULL;

	if (!server->config.record)
		return;
	line = record_line(tw_sim_now_ns(server->sim), client, word, bytes, n);
	fprintf(server->config.record, "%s\n", line);
}

void record_begin(const struct server *server)
{
	if (server->config.record)
		fprintf(server->config.record, RECORD_FORMAT " %" PRIu64 "\n",
			server->config.answer_ns);
}

void record_frame(const struct session *s, uint16_t kind,
		  const struct reader *r)
{
	const char *word = record_word(kind);

	if (word)
		put_line(s->server, s->number, word, r->at, r->left);
}

void record_result(const struct session *s, const uint8_t *bytes, size_t n)
{
	put_line(s->server, s->number, "result", bytes, n);
	if (s->server->playback)
		playback_result(s->server->playback, s, bytes, n);
}

void record_gone(const struct session *s)
{
	put_line(s->server, s->number, "gone", NULL, 0);
}

/* Buses that have nothing to do with each other are not quite at the same
 * instant when time stops; that depends on how far it was to go. */
void record_run(const struct server *server, uint64_t until_ns)
{
	uint8_t bytes[8];

	if (tw_sim_n_islands(server->sim) < 2)
		return;
	for (unsigned i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)(until_ns >> 8 * i);
	put_line(server, 0, "run", bytes, sizeof(bytes));
}

void record_end(const struct server *server)
{
	put_line(server, 0, "end", NULL, 0);
}

void record_flush(const struct server *server)
{
	if (server->config.record)
		fflush(server->config.record);
}
