/* SPDX-License-Identifier: MIT */
/*
 * Something goes wrong at every bit of an address, of bytes written and of
 * bytes read. Where no target is owed a clock, the next transfer succeeds at
 * once; else after a bus clear (UM10204 3.1.16).
 */
#include "app/torture/draft.h"

struct disturbance {
	const char *name;
	const char *fault; /* keys of its object but id and at */
	const char *at;	   /* more keys of at */
	bool sticks;	   /* a target may be left in want of a clock */
	bool ignored;	   /* the transfer succeeds, too */
	bool dead;	   /* its host is gone, and another goes on */
};

static void one(struct torture *t, const struct disturbance *what, bool read,
		unsigned byte, unsigned bit)
{
	const struct torture_profile *p = t->profile;
	unsigned message =
		read && p->pointer && p->kind != TORTURE_STREAM ? 2 : 1;
	struct draft d;

	draft_begin(&d, t, "%s, %s, byte %u, bit %u", what->name,
		    read ? "read" : "write", byte, bit);
	draft_fault(&d,
		    "{ \"id\": \"fault\", %s, \"at\": { \"message\": %u, "
		    "\"byte\": %u, \"bit\": %u%s } }",
		    what->fault, message, byte, bit, what->at);
	draft_host(&d, "{ \"id\": \"host\", \"idle_ns\": 500000 }");
	if (what->dead)
		draft_host(&d, "{ \"id\": \"next\" }");
	if (what->ignored)
		draft_clean(&d);
	else
		draft_victim(&d, read);
	draft_step(&d, "{ \"run_us\": 1000 }");
	if (what->dead)
		d.by = "next";
	if (what->sticks)
		draft_step(&d,
			   "{ \"clear_bus\": { \"by\": \"%s\", \"how\": "
			   "\"stops\" } }",
			   d.by);
	draft_wait(&d);
	draft_clean(&d);
	draft_try(&d);
}

static void every_bit(struct torture *t, const struct disturbance *what)
{
	const struct torture_profile *p = t->profile;
	unsigned written =
		p->kind == TORTURE_STREAM ? 0 : p->pointer + p->width;
	unsigned read = what->ignored ? p->width : 2;

	for (unsigned byte = 0; written && byte <= written; byte++)
		for (unsigned bit = 0; bit < 9; bit++)
			one(t, what, false, byte, bit);
	for (unsigned byte = 0; byte <= read; byte++)
		for (unsigned bit = 0; bit < 9; bit++)
			one(t, what, true, byte, bit);
}

#define CHECK(name, ...)                                                       \
	static void name(struct torture *t)                                    \
	{                                                                      \
		static const struct disturbance what = {__VA_ARGS__};          \
                                                                               \
		every_bit(t, &what);                                           \
	}
#define RISE   ", \"from\": \"rise\", \"offset_ns\": 1500"
#define LOW_NS ", \"offset_ns\": 1500"

CHECK(start, "START", "\"kind\": \"insert-start\", \"phase_ns\": 700", "",
      false, false, false)
CHECK(stop, "STOP", "\"kind\": \"insert-stop\", \"phase_ns\": 700", "", false,
      false, false)
CHECK(scl_low, "SCL low for 300 ns",
      "\"kind\": \"glitch\", \"line\": \"scl\", \"width_ns\": 300", RISE, true,
      false, false)
CHECK(scl_high, "SCL high for 600 ns",
      "\"kind\": \"glitch\", \"line\": \"scl\", \"level\": \"high\", "
      "\"width_ns\": 600",
      LOW_NS, true, false, false)
CHECK(sda_low, "SDA low for 300 ns",
      "\"kind\": \"glitch\", \"line\": \"sda\", \"width_ns\": 300", RISE, false,
      false, false)
CHECK(sda_high, "SDA high for 600 ns",
      "\"kind\": \"glitch\", \"line\": \"sda\", \"level\": \"high\", "
      "\"width_ns\": 600",
      RISE, false, false, false)
CHECK(missing, "missing clock", "\"kind\": \"drop-clock\"", "", true, false,
      false)
CHECK(doubled, "doubled clock", "\"kind\": \"extra-clocks\"", "", true, false,
      false)
CHECK(dies, "host dies", "\"kind\": \"host-dies\"", "", true, false, true)

/* A host that is reset lets go in the middle of a byte; who comes next sees
 * both wires high, and begins. */
static void anew(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	bool stream = p->kind == TORTURE_STREAM;
	unsigned last = stream ? 0 : p->pointer + p->width;

	for (unsigned byte = 0; byte <= last; byte++)
		for (unsigned bit = 1; bit < 8; bit++) {
			struct draft d;

			draft_begin(&d, t, "byte %u ends before bit %u", byte,
				    bit);
			draft_fault(&d,
				    "{ \"id\": \"fault\", \"kind\": "
				    "\"short-byte\", \"then\": \"nothing\", "
				    "\"at\": { \"message\": 1, \"byte\": %u, "
				    "\"bit\": %u } }",
				    byte, bit);
			draft_host(&d, "{ \"id\": \"host\" }");
			draft_host(&d, "{ \"id\": \"next\", \"idle_ns\": "
				       "50000 }");
			draft_victim(&d, stream);
			d.by = "next";
			draft_clean(&d);
			draft_try(&d);
		}
}

/* SMBus: tTIMEOUT is 25 to 35 ms, after which a target lets go. */
static void held(struct torture *t)
{
	static const struct disturbance what = {
		"SCL held for 35 ms",
		"\"kind\": \"hold-low\", \"line\": \"scl\", \"for_ns\": "
		"35000000",
		"",
		true,
		false,
		false};

	if (t->profile->kind != TORTURE_STREAM)
		one(t, &what, false, 1, 3);
	one(t, &what, true, 0, 8);
	one(t, &what, true, 1, 3);
}

const struct torture_check torture_bits[] = {
	{"bit-start", "A START at any bit is none too many",
	 "UM10204 3.1.10, note 4", NULL, start},
	{"bit-anew", "A START after a byte that was not ended begins anew",
	 "UM10204 3.1.10, note 4", NULL, anew},
	{"bit-stop", "A STOP at any bit ends the transfer",
	 "UM10204 3.1.10, note 4", NULL, stop},
	{"bit-scl-low", "A second pulse of SCL is recovered from",
	 "UM10204 3.1.16", NULL, scl_low},
	{"bit-scl-high", "A pulse of SCL in its low time is recovered from",
	 "UM10204 3.1.16", NULL, scl_high},
	{"bit-sda-low", "A pulse down of SDA is recovered from",
	 "UM10204 3.1.10, note 4", NULL, sda_low},
	{"bit-sda-high", "A pulse up of SDA is recovered from",
	 "UM10204 3.1.10, note 4", NULL, sda_high},
	{"bit-missing-clock", "A missing pulse of SCL is recovered from",
	 "UM10204 3.1.16", NULL, missing},
	{"bit-doubled-clock", "A pulse of SCL too many is recovered from",
	 "UM10204 3.1.16", NULL, doubled},
	{"bit-host-dies", "Another host clears the bus after the first died",
	 "UM10204 3.1.16", NULL, dies},
	{"bit-scl-held", "SCL held for 35 ms is recovered from",
	 "SMBus 3.2, table 2, tTIMEOUT", NULL, held},
	{0}};
