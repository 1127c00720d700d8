/* SPDX-License-Identifier: MIT */
/* What is worth a look in a capture, in a sentence each. */
#include "monitor/summary.h"
#include "monitor/ticks.h"

#define UNDERSAMPLED 6	      /* samples a bit, at most */
#define COARSE	     12	      /* likewise */
#define FASTEST_HZ   5000000u /* Ultra Fast-mode */
#define SLOWEST_HZ   10u

/* Key, and what is said where it was found once or more often. */
struct sentence {
	const char *key;
	const char *once;
	const char *often; /* "%s" is the number */
};

static const struct sentence sentences[N_FINDINGS] = {
	[FOUND_BEGINS_INSIDE] = {"begins_inside",
				 "begins inside a message: SCL is low at the "
				 "first sample"},
	[FOUND_TRIGGER] = {"trigger_on_start",
			   "begins on its first START: SDA is low at the "
			   "first sample, and both wires are taken to have "
			   "been high before"},
	[FOUND_ENDS_OPEN] = {"ends_open",
			     "ends inside a message: its STOP is missing"},
	[FOUND_VOID] = {"void",
			"a STOP right after its START: an empty message, or a "
			"glitch",
			"%s STOPs right after their START: empty messages, or "
			"glitches"},
	[FOUND_CUT] = {"cut", "a START or STOP in the middle of a byte",
		       "%s STARTs or STOPs in the middle of a byte"},
	[FOUND_REFUSED] = {"refused", "a written byte was not acknowledged",
			   "%s written bytes were not acknowledged"},
	[FOUND_READ_ACKED] = {"read_acked",
			      "a read acknowledged its last byte: the target "
			      "may still hold SDA for the next",
			      "%s reads acknowledged their last byte: the "
			      "target may still hold SDA for the next"},
	[FOUND_SILENCE] = {"silence",
			   "SCL stayed high for long inside a transfer: a STOP "
			   "may be missing",
			   "SCL stayed high for long inside a transfer %s "
			   "times: a STOP may be missing"},
	[FOUND_SPIKE] = {"spikes",
			 "SDA moved twice while SCL was low once: a hand-over "
			 "between two drivers, or noise",
			 "SDA moved twice while SCL was low %s times: "
			 "hand-overs between two drivers, or noise"},
	[FOUND_TEN_BIT] = {"ten_bit", "a 10-bit address",
			   "10-bit addresses, %s times"},
	[FOUND_GENERAL_CALL] = {"general_call", "a general call",
				"%s general calls"},
	[FOUND_START_BYTE] = {"start_byte", "a START byte", "%s START bytes"},
	[FOUND_HS_CODE] = {"hs_code", "a controller code of Hs-mode",
			   "%s controller codes of Hs-mode"},
	[FOUND_DEVICE_ID] = {"device_id",
			     "a message to the address that reads device IDs",
			     "%s messages to the address that reads device "
			     "IDs"},
	[FOUND_RESERVED] = {"reserved", "a message to a reserved address",
			    "%s messages to reserved addresses"},
};

struct told {
	const tw_summary *s;
	summary_say_fn say;
	void *user;
};

static void say(const struct told *t, const char *key, const char *format, ...)
	G_GNUC_PRINTF(3, 4);
static void say(const struct told *t, const char *key, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list args;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	t->say(t->user, key, text);
}

/* --- Sampling ---------------------------------------------------------- */

static void sampling(const struct told *t)
{
	uint64_t bit = lengths_median(&t->s->period);

	if (!bit || bit > COARSE)
		return;
	if (bit <= UNDERSAMPLED)
		say(t, "undersampled",
		    "%u samples a bit: undersampled; START, STOP and whole "
		    "pulses may be lost, and timing cannot be judged",
		    (unsigned)bit);
	else
		say(t, "coarse",
		    "%u samples a bit: coarse; an edge is known to a part in "
		    "%u of a bit",
		    (unsigned)bit, (unsigned)bit);
}

static void rate(const struct told *t)
{
	uint64_t bit = lengths_median(&t->s->period);
	g_autoptr(GString) hz = g_string_new(NULL);
	uint64_t ns;

	if (!t->s->num) {
		say(t, "no_samplerate",
		    "no samplerate: times are counted in samples");
		return;
	}
	if (!bit)
		return;
	ns = ticks_to_ns(bit, t->s->num, t->s->den);
	if (ns >= NS_PER_S / FASTEST_HZ && ns <= NS_PER_S / SLOWEST_HZ)
		return;
	summary_rate(t->s, bit, hz);
	say(t, "absurd_samplerate",
	    "SCL at %s is beyond I2C: the samplerate may be wrong", hz->str);
}

/* --- Wires ------------------------------------------------------------- */

static void wires(const struct told *t)
{
	const tw_summary *s = t->s;

	if (!s->n_edges[0])
		say(t, "no_clock",
		    "SCL never moves: another channel, or nothing was sent");
	if (!s->n_edges[1])
		say(t, "no_data",
		    "SDA never moves: another channel, or nothing was sent");
	if (s->n_edges[0] && s->n_edges[1] && !s->messages)
		say(t, "no_start",
		    "both wires move and there is no START: SCL and SDA may "
		    "be exchanged");
	if (s->n_edges[0] && !s->scl)
		say(t, "scl_low_at_end", "SCL is low at the end");
}

/* Pulses of SCL far shorter than usual; where phases are a few samples, that
 * cannot be told. */
static void glitches(const struct told *t)
{
	static const char *const levels[] = {"low", "high"};
	const struct lengths *phases[] = {&t->s->low, &t->s->high};

	for (unsigned i = 0; i < 2; i++) {
		uint64_t few = lengths_median(phases[i]) / 4;
		uint64_t n = few > 1 ? lengths_below(phases[i], few) : 0;
		g_autoptr(GString) text = g_string_new(NULL);

		if (!n)
			continue;
		summary_time(t->s, phases[i]->shortest, text);
		g_string_append(text, " at ");
		summary_time(t->s, phases[i]->shortest_at, text);
		say(t, i ? "scl_high_glitches" : "scl_low_glitches",
		    "SCL %s for less than a quarter of the usual "
		    "%" G_GUINT64_FORMAT " time%s: glitches; the shortest %s",
		    levels[i], n, n > 1 ? "s" : "", text->str);
	}
}

static void found(const struct told *t, enum finding what)
{
	const struct found *f = &t->s->found[what];
	const struct sentence *sentence = &sentences[what];
	g_autoptr(GString) text = g_string_new(NULL);
	char n[24];

	g_snprintf(n, sizeof(n), "%" G_GUINT64_FORMAT, f->count);
	if (f->count > 1 && sentence->often) {
		g_auto(GStrv) parts = g_strsplit(sentence->often, "%s", 2);

		g_string_append_printf(text, "%s%s%s", parts[0], n, parts[1]);
	} else {
		g_string_append(text, sentence->once);
	}
	if (f->first) {
		g_string_append(text, f->count > 1 ? "; first at " : "; at ");
		summary_time(t->s, f->first, text);
	}
	if (what == FOUND_SPIKE) {
		g_string_append(text, ", the narrowest ");
		summary_time(t->s, t->s->spike, text);
	}
	t->say(t->user, sentence->key, text->str);
}

void summary_findings(const tw_summary *s, summary_say_fn fn, void *user)
{
	struct told t = {s, fn, user};

	rate(&t);
	wires(&t);
	sampling(&t);
	for (unsigned i = 0; i < N_FINDINGS; i++)
		if (s->found[i].count)
			found(&t, i);
	glitches(&t);
}
