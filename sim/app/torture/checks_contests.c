/* SPDX-License-Identifier: MIT */
/* Several on a bus: hosts that begin at once, a twin, and others' traffic. */
#include "app/torture/draft.h"

#include <string.h>

static void two_hosts(struct draft *d)
{
	draft_host(d, "{ \"id\": \"host\" }");
	draft_host(d, "{ \"id\": \"rival\" }");
}

/* Both begin at once, the rival with @rival; who loses has to say so. */
static void contest(struct torture *t, const char *rival, bool loses)
{
	const struct torture_profile *p = t->profile;
	g_autofree char *bytes = NULL, *words = NULL, *own = NULL;
	uint32_t addr;
	struct draft d;

	draft_begin(&d, t, "a rival says %s", rival);
	two_hosts(&d);
	addr = draft_address(&d, p->first);
	bytes = draft_bytes(&d, p->first, p->value);
	words = draft_words(bytes);
	own = p->kind == TORTURE_STREAM
		      ? g_strdup_printf("r1@0x%02x", addr)
		      : g_strdup_printf("w%u@0x%02x %s", p->pointer + p->width,
					addr, words);
	draft_step(
		&d,
		"{ \"parallel\": [ { \"transfer\": \"%s\", \"by\": \"host\", "
		"\"result\": \"%s\" }, { \"transfer\": \"%s\", \"by\": "
		"\"rival\", \"result\": \"%s\" } ] }",
		own, loses ? "arbitration-lost" : "ok", rival,
		loses ? "any" : "arbitration-lost");
	draft_wait(&d);
	if (!loses)
		draft_get(&d, p->first, p->value, NULL);
	draft_clean(&d);
	draft_try(&d);
}

/* Not reserved, and the same in the first bit in which it differs. */
static uint32_t reachable(uint32_t addr)
{
	return addr < 0x08 ? addr | 0x08 : addr > 0x77 ? addr & 0x77 : addr;
}

/* At each bit of the address: the rival's has the other value there. */
static void lost_at_address(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	g_autofree char *read = g_strdup_printf("r1@0x%02x", p->addr);

	for (uint32_t bit = 0x40; bit; bit >>= 1) {
		uint32_t addr = reachable(p->addr ^ bit);
		g_autofree char *rival =
			g_strdup_printf("w1@0x%02x 0x00", addr);

		if (addr - p->addr >= p->span)
			contest(t, rival, p->addr & bit);
	}
	if (p->kind != TORTURE_STREAM)
		contest(t, read, false); /* a write has the lower bit */
}

static void lost_at_data(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	bool wins = strcmp(p->value, p->other) < 0; /* lower case digits */
	g_autofree char *mine = NULL, *theirs = NULL;
	uint32_t addr;
	struct draft d;

	draft_begin(&d, t, "a rival writes something else there");
	two_hosts(&d);
	mine = draft_bytes(&d, p->first, p->value);
	theirs = draft_bytes(&d, p->first, p->other);
	addr = draft_address(&d, p->first);
	draft_step(&d,
		   "{ \"parallel\": [ { \"transfer\": { \"addr\": \"0x%02x\", "
		   "\"tx\": \"%s\" }, \"by\": \"host\", \"result\": \"%s\" }, "
		   "{ \"transfer\": { \"addr\": \"0x%02x\", \"tx\": \"%s\" }, "
		   "\"by\": \"rival\", \"result\": \"%s\" } ] }",
		   addr, mine, wins ? "ok" : "arbitration-lost", addr, theirs,
		   wins ? "arbitration-lost" : "ok");
	draft_wait(&d);
	draft_get(&d, p->first, wins ? p->value : p->other, NULL);
	draft_clean(&d);
	draft_try(&d);
}

/* A twin that sends @byte; what is read of both does not matter. */
static void twin(struct torture *t)
{
	const struct torture_profile *p = t->profile;

	for (unsigned bit = 0; bit < 8; bit++) {
		struct draft d;

		draft_begin(&d, t, "a twin whose first 0 is bit %u", bit);
		draft_fault(&d,
			    "{ \"id\": \"twin\", \"kind\": \"twin\", \"addr\": "
			    "\"0x%02x\", \"byte\": %u, \"for_ns\": %u000 }",
			    draft_address(&d, p->first), 0xff ^ 0x80 >> bit,
			    p->boot_us + p->write_us + 2000);
		draft_put(&d, p->first, p->value, NULL);
		draft_ask(&d, draft_address(&d, p->first), p->first, 2,
			  DRAFT_ANY);
		draft_step(&d, "{ \"run_us\": 3000 }");
		draft_wait(&d);
		draft_clean(&d);
		draft_try(&d);
	}
}

static void other_traffic(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	bool taken = 0x68 - p->addr < p->span;
	uint32_t addr = taken ? 0x57 : 0x68;
	struct draft d;

	draft_begin(&d, t, "another host and another target between");
	two_hosts(&d);
	draft_device(&d,
		     "{ \"id\": \"bystander\", \"model\": \"%s\", \"addr\": "
		     "\"0x%02x\" }",
		     taken ? "24xx" : "ds1307", addr);
	draft_put(&d, p->first, p->value, NULL);
	d.by = "rival";
	draft_transfer(&d, addr, "10 ff 00", NULL, NULL);
	draft_transfer(&d, 0x08, "", NULL, ", \"result\": \"any\"");
	draft_step(&d, "{ \"run_us\": 5000 }");
	draft_transfer(&d, addr, "10", "ff 00", NULL);
	d.by = "host";
	draft_get(&d, p->first, p->value, NULL);
	draft_clean(&d);
	draft_try(&d);
}

const struct torture_check torture_contests[] = {
	{"arbitration-address", "A host that loses at the address is forgotten",
	 "UM10204 3.1.8", NULL, lost_at_address},
	{"arbitration-data", "The data of the host that wins are taken",
	 "UM10204 3.1.8", torture_unfit_memory, lost_at_data},
	{"arbitration-twin", "A twin at its address does it no lasting harm",
	 "OpenTitan: a target that loses to another", NULL, twin},
	{"other-traffic", "What others say to others changes nothing",
	 "UM10204 3.1.10; a STOP of others taken for one's own", NULL,
	 other_traffic},
	{0}};
