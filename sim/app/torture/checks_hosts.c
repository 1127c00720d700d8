/* SPDX-License-Identifier: MIT */
/* Hosts as they are, impatient ones, and two at a time. */
#include "app/torture/draft.h"

#include "twowire/host.h"

#include <string.h>

/* Those that break what any target needs; a good one recovers from them. */
static bool is_broken(const char *name)
{
	static const char *const broken[] = {"bus-pirate", "npcx", "sam-smart",
					     "stm32f1", NULL};

	return g_strv_contains(broken, name);
}

static void like(struct torture *t)
{
	for (size_t i = 0; tw_hosts[i]; i++) {
		struct draft d;

		if (is_broken(tw_hosts[i]->name))
			continue;
		draft_begin(&d, t, "%s", tw_hosts[i]->name);
		draft_host(&d, "{ \"id\": \"host\", \"like\": \"%s\" }",
			   tw_hosts[i]->name);
		draft_clean(&d);
		draft_clean(&d);
		draft_try(&d);
	}
}

static void broken(struct torture *t)
{
	for (size_t i = 0; tw_hosts[i]; i++) {
		struct draft d;

		if (!is_broken(tw_hosts[i]->name))
			continue;
		draft_begin(&d, t, "%s", tw_hosts[i]->name);
		draft_host(&d, "{ \"id\": \"host\", \"like\": \"%s\" }",
			   tw_hosts[i]->name);
		draft_host(&d, "{ \"id\": \"next\" }");
		draft_victim(&d, false);
		draft_victim(&d, true);
		draft_step(&d, "{ \"run_us\": 1000 }");
		d.by = "next";
		draft_step(&d, "{ \"clear_bus\": { \"by\": \"next\", "
			       "\"how\": \"stops\" } }");
		draft_wait(&d);
		draft_clean(&d);
		draft_try(&d);
	}
}

static void impatient(struct torture *t)
{
	static const uint32_t patience_us[] = {1, 10, 100, 500};

	for (size_t i = 0; i < G_N_ELEMENTS(patience_us); i++)
		for (unsigned read = t->profile->kind == TORTURE_STREAM;
		     read < 2; read++) {
			struct draft d;

			draft_begin(&d, t, "a %s with %u us of patience",
				    read ? "read" : "write", patience_us[i]);
			draft_host(&d,
				   "{ \"id\": \"host\", "
				   "\"stretch_timeout_ns\": %u }",
				   patience_us[i] * 1000);
			draft_host(&d, "{ \"id\": \"next\" }");
			draft_victim(&d, read);
			draft_step(&d, "{ \"run_us\": 25000 }");
			d.by = "next";
			draft_step(&d, "{ \"clear_bus\": { \"by\": \"next\", "
				       "\"how\": \"stops\" } }");
			draft_clean(&d);
			draft_try(&d);
		}
}

static void ack_last(struct torture *t)
{
	struct draft d;

	draft_begin(&d, t, "the last byte read is acknowledged");
	draft_ask(&d, draft_address(&d, t->profile->first), t->profile->first,
		  1, ", \"ack_last\": true" DRAFT_ANY);
	draft_step(&d, "{ \"run_us\": 1000 }");
	draft_step(&d, "{ \"clear_bus\": { \"how\": \"stops\" } }");
	draft_clean(&d);
	draft_try(&d);
}

static void clocks_after_nack(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	struct draft d;

	draft_begin(&d, t, "nine clocks between NACK and STOP");
	draft_fault(&d,
		    "{ \"id\": \"fault\", \"kind\": \"clocks-after-nack\", "
		    "\"at\": { \"message\": %d, \"byte\": 1 } }",
		    p->pointer && p->kind != TORTURE_STREAM ? 2 : 1);
	draft_ask(&d, draft_address(&d, p->first), p->first, 1, DRAFT_ANY);
	draft_step(&d, "{ \"run_us\": 1000 }");
	draft_clean(&d);
	draft_try(&d);
}

static void two_hosts(struct draft *d)
{
	draft_host(d, "{ \"id\": \"host\" }");
	draft_host(d, "{ \"id\": \"rival\" }");
}

static void lost_at_address(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	g_autofree char *tx = NULL;
	struct draft d;

	draft_begin(&d, t, "a rival calls 0x08");
	two_hosts(&d);
	tx = draft_bytes(&d, p->first, p->value);
	draft_step(&d,
		   "{ \"parallel\": [ { \"transfer\": { \"addr\": \"0x%02x\", "
		   "\"tx\": \"%s\" }, \"by\": \"host\", \"result\": "
		   "\"arbitration-lost\" }, { \"transfer\": \"w1@0x08 0x00\", "
		   "\"by\": \"rival\", \"result\": \"no-target\" } ] }",
		   p->addr, tx);
	draft_clean(&d);
	draft_try(&d);
}

static const char *unfit_lost(const struct torture_profile *p)
{
	return p->addr == 8 ? "no address comes before it" : NULL;
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

const struct torture_check torture_hosts[] = {
	{"host-like", "It works with hosts as they are",
	 "twowire list controllers", NULL, like},
	{"host-broken", "It outlives hosts that break the specification",
	 "twowire list controllers: bus-pirate, npcx, sam-smart, stm32f1", NULL,
	 broken},
	{"host-impatient", "A host that gives up on a held SCL does no harm",
	 "hosts that wait for SCL as short as 500 us (MicroPython)", NULL,
	 impatient},
	{"host-ack-last", "A read whose last byte is acknowledged ends, too",
	 "UM10204 3.1.6; hosts that do so", NULL, ack_last},
	{"host-clocks-after-nack", "Clocks after the NACK do no harm",
	 "SAMC21 hosts (Zephyr)", NULL, clocks_after_nack},
	{"arbitration-address", "A host that loses at the address is forgotten",
	 "UM10204 3.1.8", unfit_lost, lost_at_address},
	{"arbitration-data", "The data of the host that wins are taken",
	 "UM10204 3.1.8", torture_unfit_memory, lost_at_data},
	{"other-traffic", "What others say to others changes nothing",
	 "UM10204 3.1.10; a STOP of others taken for one's own", NULL,
	 other_traffic},
	{0}};
