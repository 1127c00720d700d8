/* SPDX-License-Identifier: MIT */
/* Hosts as they are, and impatient ones. */
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

static void outlive(struct torture *t, const char *name, const char *more)
{
	struct draft d;

	draft_begin(&d, t, "%s", name);
	draft_host(&d, "{ \"id\": \"host\", \"like\": \"%s\"%s }", name, more);
	draft_host(&d, "{ \"id\": \"next\" }");
	draft_victim(&d, false);
	draft_victim(&d, true);
	draft_step(&d, "{ \"run_us\": 1000 }");
	d.by = "next";
	draft_step(&d, "{ \"clear_bus\": { \"by\": \"next\", \"how\": "
		       "\"stops\" } }");
	draft_wait(&d);
	draft_clean(&d);
	draft_try(&d);
}

static void broken(struct torture *t)
{
	for (size_t i = 0; tw_hosts[i]; i++)
		if (is_broken(tw_hosts[i]->name))
			outlive(t, tw_hosts[i]->name, "");
	/* With a buffer so small every write is cut. */
	outlive(t, "nrf-twim", ", \"chunk_bytes\": 1");
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

const struct torture_check torture_hosts[] = {
	{"host-like", "It works with hosts as they are",
	 "twowire list controllers", NULL, like},
	{"host-broken", "It outlives hosts that break the specification",
	 "twowire list controllers: bus-pirate, npcx, nrf-twim, sam-smart, "
	 "stm32f1",
	 NULL, broken},
	{"host-impatient", "A host that gives up on a held SCL does no harm",
	 "hosts that wait for SCL as short as 500 us (MicroPython)", NULL,
	 impatient},
	{"host-ack-last", "A read whose last byte is acknowledged ends, too",
	 "UM10204 3.1.6; hosts that do so", NULL, ack_last},
	{"host-clocks-after-nack", "Clocks after the NACK do no harm",
	 "SAMC21 hosts (Zephyr)", NULL, clocks_after_nack},
	{0}};
