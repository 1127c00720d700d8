/* SPDX-License-Identifier: MIT */
/*
 * Which channels of a capture are SCL and SDA: those that the user names, or
 * else those with such names, or else those whose traffic is I2C.
 */
#include <string.h>

#include "trace/guess.h"
#include "trace/wires.h"

#define MAX_LISTED 64 /* channels named in an error */
#define MAX_PAIRS  4  /* candidates named in an error */
#define HINT	   "name the wires with --scl and --sda"

enum { SCL, SDA };

static const struct capture_channel *channel(const tw_capture *c, guint i)
{
	return &g_array_index(c->channels, struct capture_channel, i);
}

static void list_channels(const tw_capture *c, GString *out)
{
	for (guint i = 0; i < c->channels->len && i < MAX_LISTED; i++)
		g_string_append_printf(out, "%s%s", i ? ", " : "",
				       channel(c, i)->name);
	if (c->channels->len > MAX_LISTED)
		g_string_append(out, ", ...");
	if (!c->channels->len)
		g_string_append(out, "none");
}

/* --- By name ------------------------------------------------------------ */

/* Without the scopes before it. */
static const char *last_part(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot ? dot + 1 : name;
}

static int find_named(const tw_capture *c, const char *wanted)
{
	for (guint i = 0; i < c->channels->len; i++) {
		const char *name = channel(c, i)->name;

		if (!strcmp(name, wanted) || !strcmp(last_part(name), wanted))
			return (int)i;
	}
	return -1;
}

static int find_usual(const tw_capture *c, const char *usual)
{
	for (guint i = 0; i < c->channels->len; i++)
		if (!g_ascii_strcasecmp(last_part(channel(c, i)->name), usual))
			return (int)i;
	return -1;
}

/* "I2C1_scl" without its "scl" is "i2c1_"; NULL: it has none. */
static char *without(const char *name, const char *word)
{
	g_autofree char *lower = g_ascii_strdown(name, -1);
	char *at = strstr(lower, word);

	if (!at)
		return NULL;
	return g_strdup_printf("%.*s%s", (int)(at - lower), lower,
			       at + strlen(word));
}

#define MAX_SUCH 32

/* The channels with @word in their names, less that word. */
static GPtrArray *find_such(const tw_capture *c, const char *word, int *places)
{
	GPtrArray *rests = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < c->channels->len && rests->len < MAX_SUCH; i++) {
		char *rest = without(channel(c, i)->name, word);

		if (!rest)
			continue;
		places[rests->len] = (int)i;
		g_ptr_array_add(rests, rest);
	}
	return rests;
}

/* Two names that differ only in these words, as I2C_SCL and I2C_SDA; false if
 * there are none, or more such pairs. */
static bool find_pair(const tw_capture *c, const char *const words[2],
		      int found[2])
{
	int scl_at[MAX_SUCH], sda_at[MAX_SUCH];
	g_autoptr(GPtrArray) scl = find_such(c, words[SCL], scl_at);
	g_autoptr(GPtrArray) sda = find_such(c, words[SDA], sda_at);
	unsigned n = 0;

	for (guint i = 0; i < scl->len; i++) {
		for (guint k = 0; k < sda->len; k++) {
			if (scl_at[i] == sda_at[k] ||
			    strcmp(scl->pdata[i], sda->pdata[k]))
				continue;
			if (n++)
				return false;
			found[SCL] = scl_at[i];
			found[SDA] = sda_at[k];
		}
	}
	return n;
}

/* --- By traffic --------------------------------------------------------- */

static void say(const struct tw_capture_config *config, const char *text)
{
	if (config && config->remark)
		config->remark(config->remark_user, text);
}

static void describe(const tw_capture *c, const struct guess_pair *p,
		     GString *out)
{
	g_string_append_printf(out,
			       "SCL=%s, SDA=%s (%" G_GUINT64_FORMAT
			       " messages, %" G_GUINT64_FORMAT " acknowledged)",
			       channel(c, p->scl)->name,
			       channel(c, p->sda)->name, p->messages, p->acked);
}

static void fail(const tw_capture *c, const char *wanted, const GArray *pairs,
		 GError **error)
{
	g_autoptr(GString) list = g_string_new(NULL);
	g_autoptr(GString) candidates = g_string_new(NULL);

	list_channels(c, list);
	for (guint i = 0; pairs && i < pairs->len && i < MAX_PAIRS; i++) {
		g_string_append(candidates, i ? "; or " : "");
		describe(c, &g_array_index(pairs, struct guess_pair, i),
			 candidates);
	}
	if (candidates->len)
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: the traffic does not tell which wires are "
			    "the bus: %s; " HINT,
			    c->path, candidates->str);
	else
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: no channel %s (channels: %s)%s; " HINT,
			    c->path, wanted, list->str,
			    pairs ? ", and no two carry I2C messages" : "");
}

/* The channels to look at: those with levels, or @volts too. */
static void choose(const tw_capture *c, bool volts, struct capture_set *set,
		   unsigned *numbers, guint *places)
{
	*set = (struct capture_set){.numbers = numbers};
	for (guint i = 0; i < c->channels->len; i++) {
		const struct capture_channel *ch = channel(c, i);

		if (ch->part || (ch->volts && !volts) ||
		    set->n == TW_CAPTURE_CHANNELS)
			continue;
		places[set->n] = i;
		numbers[set->n++] = ch->number;
	}
}

/* -1, or where in @places it is; -2: not there. */
static int place_of(int found, const guint *places, size_t n)
{
	if (found < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (places[i] == (guint)found)
			return (int)i;
	return -2;
}

/* true: found, or @error is set. @pairs then hold channels' places. */
static bool guess_among(tw_capture *c, bool volts, int found[2], GArray *pairs,
			GError **error)
{
	unsigned numbers[TW_CAPTURE_CHANNELS];
	guint places[TW_CAPTURE_CHANNELS];
	struct capture_set set;
	const struct guess_pair *best;
	GError *why = NULL;
	int scl, sda;

	choose(c, volts, &set, numbers, places);
	scl = place_of(found[SCL], places, set.n);
	sda = place_of(found[SDA], places, set.n);
	if (set.n < 2 || scl < -1 || sda < -1)
		return false;
	best = tw_guess(c, &set, scl, sda, pairs, &why);
	for (guint i = 0; i < pairs->len; i++) {
		struct guess_pair *p =
			&g_array_index(pairs, struct guess_pair, i);

		p->scl = places[p->scl];
		p->sda = places[p->sda];
	}
	if (why) {
		g_propagate_error(error, why);
		return true;
	}
	if (!best)
		return false;
	found[SCL] = (int)best->scl;
	found[SDA] = (int)best->sda;
	return true;
}

/* -1 in @found: not known yet. */
static bool guess(tw_capture *c, const struct tw_capture_config *config,
		  int found[2], GError **error)
{
	g_autoptr(GArray) pairs =
		g_array_new(FALSE, FALSE, sizeof(struct guess_pair));
	g_autoptr(GString) text = g_string_new("wires guessed: ");
	const char *missing = found[SCL] < 0 ? "SCL" : "SDA";
	GError *why = NULL;
	bool ok = guess_among(c, false, found, pairs, &why);
	bool any_volts = false;

	for (guint i = 0; i < c->channels->len; i++)
		any_volts |= channel(c, i)->volts;
	if (!ok && any_volts) {
		g_array_set_size(pairs, 0);
		ok = guess_among(c, true, found, pairs, &why);
	}
	if (why) {
		g_propagate_error(error, why);
		return false;
	}
	if (!ok) {
		fail(c, missing, c->channels->len > 1 ? pairs : NULL, error);
		return false;
	}
	describe(c, &g_array_index(pairs, struct guess_pair, 0), text);
	g_string_append(text, "; --scl and --sda say otherwise");
	say(config, text->str);
	return true;
}

/* "Clock" and "data" may be anybody's: the traffic is asked first. */
static bool guess_or_name(tw_capture *c, const struct tw_capture_config *config,
			  int found[2], GError **error)
{
	static const char *const words[][2] = {
		{"clock", "data"}, {"clk", "data"}, {"clk", "dat"}};
	GError *why = NULL;

	if (guess(c, config, found, &why))
		return true;
	for (size_t i = 0;
	     found[SCL] < 0 && found[SDA] < 0 && i < G_N_ELEMENTS(words); i++) {
		int pair[2];
		g_autofree char *text = NULL;

		if (!find_pair(c, words[i], pair))
			continue;
		memcpy(found, pair, sizeof(pair));
		text = g_strdup_printf("wires taken by name: SCL=%s, SDA=%s",
				       channel(c, (guint)found[SCL])->name,
				       channel(c, (guint)found[SDA])->name);
		say(config, text);
		g_error_free(why);
		return true;
	}
	g_propagate_error(error, why);
	return false;
}

/* @name: as the user wants it, or NULL. */
static bool find_asked(const tw_capture *c, const char *name, int *found,
		       GError **error)
{
	*found = name ? find_named(c, name) : -1;
	if (!name || *found >= 0)
		return true;
	fail(c, name, NULL, error);
	return false;
}

bool tw_capture_find_wires(tw_capture *c,
			   const struct tw_capture_config *config,
			   GError **error)
{
	static const char *const words[] = {"scl", "sda"};
	int found[2];
	bool asked;

	if (!find_asked(c, config ? config->scl : NULL, &found[SCL], error) ||
	    !find_asked(c, config ? config->sda : NULL, &found[SDA], error))
		return false;
	asked = found[SCL] >= 0 || found[SDA] >= 0;
	for (unsigned i = SCL; i <= SDA; i++)
		if (found[i] < 0)
			found[i] = find_usual(c, words[i]);
	if (!asked && (found[SCL] < 0 || found[SDA] < 0)) {
		int pair[2];

		if (find_pair(c, words, pair))
			memcpy(found, pair, sizeof(pair));
	}
	if ((found[SCL] < 0 || found[SDA] < 0) &&
	    !guess_or_name(c, config, found, error))
		return false;
	c->scl = channel(c, (guint)found[SCL])->number;
	c->sda = channel(c, (guint)found[SDA])->number;
	if (c->scl != c->sda)
		return true;
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
		    "%s: SCL and SDA must be two channels, got one", c->path);
	return false;
}
