/* SPDX-License-Identifier: MIT */
/* A platform's personality: one run of a case, in a process of its own, told
 * to this one. */
#include "personality.h"

#include "twowire/conduct.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* State, why, unmet, began; of each message wires, holds, printed, longest. */
#define FORM "(usssa(ssst))"

struct personality *personality_new(const struct tw_platform *platform,
				    enum personality_state state,
				    const char *why)
{
	struct personality *p = g_new0(struct personality, 1);

	p->platform = platform;
	p->state = state;
	p->why = g_strdup(why);
	p->unmet = g_strdup("");
	p->began = g_strdup("");
	p->messages = g_ptr_array_new();
	return p;
}

void personality_free(struct personality *p)
{
	for (guint i = 0; i < p->messages->len; i++) {
		struct personality_message *m = p->messages->pdata[i];

		g_free(m->wires);
		g_free(m->holds);
		g_free(m->printed);
		g_free(m);
	}
	g_ptr_array_unref(p->messages);
	g_free(p->why);
	g_free(p->unmet);
	g_free(p->began);
	g_free(p);
}

/* --- In the process that runs it ------------------------------------------ */

/* A message while its firmware's lines are looked for. */
struct seen {
	char *wires, *holds;
	uint64_t longest, start, end;
	GString *printed;
};

static void see(void *user, const struct tw_conduct *conduct)
{
	const struct tw_message *m = conduct->message;
	g_autoptr(GString) wires = g_string_new(NULL);
	g_autoptr(GString) holds = g_string_new(NULL);
	struct seen seen = {.start = m->start, .end = m->end_at};

	tw_conduct_message_text(m, wires);
	tw_conduct_holds_text(conduct, holds);
	for (size_t i = 0; i < conduct->n_holds; i++)
		seen.longest = MAX(seen.longest, conduct->holds[i].ticks);
	if (m->end == TW_END_OPEN)
		seen.end = UINT64_MAX;
	seen.wires = g_strdup(wires->str);
	seen.holds = g_strdup(holds->str);
	seen.printed = g_string_new(NULL);
	g_array_append_val((GArray *)user, seen);
}

/* A line belongs to the last message that had begun; whether that was still
 * under way is part of the order of events. */
static void take_line(GArray *messages, GString *began,
		      const struct tw_record *r)
{
	GString *to = began;
	bool under_way = false;

	for (guint i = messages->len; i-- > 0;) {
		const struct seen *seen =
			&g_array_index(messages, struct seen, i);

		if (seen->start > r->tick)
			continue;
		to = seen->printed;
		under_way = r->tick < seen->end;
		break;
	}
	if (to->len)
		g_string_append(to, " | ");
	g_string_append_len(to, r->text, (gssize)r->text_len);
	if (under_way)
		g_string_append(to, " (before its end)");
}

static void take_lines(const tw_trial *trial, const tw_chip *chip,
		       GArray *messages, GString *began)
{
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	while (tw_trace_next(tw_sim_trace(tw_trial_sim(trial)), &iter, &r))
		if (r.kind == TW_RECORD_NOTE && r.note == TW_NOTE_OUTPUT &&
		    r.source == tw_chip_source(chip))
			take_line(messages, began, &r);
}

static GVariant *told(uint32_t state, const char *why, const char *unmet,
		      const char *began, const GArray *messages)
{
	GVariantBuilder builder;

	g_variant_builder_init(&builder, G_VARIANT_TYPE("a(ssst)"));
	for (guint i = 0; messages && i < messages->len; i++) {
		const struct seen *s = &g_array_index(messages, struct seen, i);

		g_variant_builder_add(&builder, "(ssst)", s->wires, s->holds,
				      s->printed->str, s->longest);
	}
	return g_variant_new(FORM, state, why, unmet, began, &builder);
}

static char *first_unmet(const tw_trial *trial)
{
	for (size_t i = 0; i < tw_trial_n_checks(trial); i++) {
		const struct tw_check *c = tw_trial_check(trial, i);

		if (!c->held && !c->known)
			return g_strdup_printf("%s: expected %s, got %s",
					       c->what, c->expected, c->got);
	}
	return g_strdup("");
}

static GVariant *look_at(const tw_trial *trial, const char *id)
{
	tw_sim *sim = tw_trial_sim(trial);
	const tw_chip *failed = tw_sim_failed_chip(sim);
	const tw_trace *trace = tw_sim_trace(sim);
	g_autoptr(GArray) messages =
		g_array_new(FALSE, FALSE, sizeof(struct seen));
	g_autoptr(GString) began = g_string_new(NULL);
	g_autofree char *unmet = first_unmet(trial);

	for (uint32_t i = 0; i < tw_trace_n_sources(trace); i++)
		if (tw_trace_source(trace, i)->kind == TW_SOURCE_BUS)
			tw_trace_conduct(trace, i, see, messages);
	take_lines(trial, tw_sim_chip(sim, id), messages, began);
	return told(failed ? PERSONALITY_FAILED : PERSONALITY_RAN,
		    failed ? tw_chip_failure(failed) : "", unmet, began->str,
		    messages);
}

static GVariant *run_it(const tw_scenario *scenario, const char *id,
			const struct tw_platform *platform, const char *object)
{
	struct tw_trial_options options = {
		.swap = {.id = id, .platform = platform, .object = object}};
	g_autoptr(GError) error = NULL;
	g_autoptr(tw_trial) trial = tw_trial_new(scenario, &options, &error);

	if (!trial)
		return told(PERSONALITY_NOT_BUILT, error->message, "", "",
			    NULL);
	tw_trial_run(trial);
	return look_at(trial, id);
}

G_NORETURN static void work(const tw_scenario *scenario, const char *id,
			    const struct tw_platform *platform,
			    const char *object, int fd)
{
	g_autoptr(GVariant) v =
		g_variant_ref_sink(run_it(scenario, id, platform, object));
	const char *data = g_variant_get_data(v);
	size_t size = g_variant_get_size(v);

	while (size) {
		ssize_t n = write(fd, data, size);

		if (n <= 0)
			_exit(1);
		data += n;
		size -= (size_t)n;
	}
	_exit(0);
}

/* --- In the process that compares ----------------------------------------- */

static GByteArray *hear(int fd)
{
	GByteArray *all = g_byte_array_new();
	guint8 part[4096];
	ssize_t n;

	while ((n = read(fd, part, sizeof part)) > 0)
		g_byte_array_append(all, part, (guint)n);
	return all;
}

static struct personality *understand(const struct tw_platform *platform,
				      GByteArray *all)
{
	g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes(all);
	g_autoptr(GVariant) v = g_variant_ref_sink(
		g_variant_new_from_bytes(G_VARIANT_TYPE(FORM), bytes, FALSE));
	struct personality *p =
		personality_new(platform, PERSONALITY_RAN, NULL);
	g_autoptr(GVariantIter) messages = NULL;
	struct personality_message m;
	guint32 state;

	g_free(p->why);
	g_free(p->unmet);
	g_free(p->began);
	g_variant_get(v, FORM, &state, &p->why, &p->unmet, &p->began,
		      &messages);
	p->state = (enum personality_state)state;
	while (g_variant_iter_next(messages, "(ssst)", &m.wires, &m.holds,
				   &m.printed, &m.longest_ns))
		g_ptr_array_add(p->messages, g_memdup2(&m, sizeof m));
	return p;
}

struct personality *personality_run(const tw_scenario *scenario, const char *id,
				    const struct tw_platform *platform,
				    const char *object)
{
	GByteArray *all;
	int pair[2], status;
	pid_t pid;

	if (pipe(pair) || (pid = fork()) < 0)
		return personality_new(platform, PERSONALITY_LOST,
				       "no process to run it in");
	if (!pid) {
		close(pair[0]);
		work(scenario, id, platform, object, pair[1]);
	}
	close(pair[1]);
	all = hear(pair[0]);
	close(pair[0]);
	while (waitpid(pid, &status, 0) < 0)
		;
	if (WIFEXITED(status) && !WEXITSTATUS(status))
		return understand(platform, all);
	g_byte_array_unref(all);
	return personality_new(platform, PERSONALITY_LOST,
			       "the simulator itself failed");
}
