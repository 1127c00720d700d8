/* SPDX-License-Identifier: MIT */
/* The supply fails for a moment, or SCL is low for so long that an SMBus
 * device has to let go. */
#include "app/torture/draft.h"

/* Shorter than a byte: it comes back while others still talk. */
enum { GONE_US = 50 };

static const char *target_id(const struct torture *t)
{
	return tw_scenario_n_firmware(t->base)
		       ? tw_scenario_firmware(t->base, 0)
		       : tw_scenario_device(t->base, 0);
}

static void fail_at(struct torture *t, bool read, unsigned byte, unsigned bit)
{
	const struct torture_profile *p = t->profile;
	struct draft d;

	draft_begin(&d, t, "in a %s, byte %u, bit %u", read ? "read" : "write",
		    byte, bit);
	draft_fault(&d,
		    "{ \"id\": \"supply\", \"kind\": \"brown-out\", \"point\": "
		    "\"%s.power\", \"for_ns\": %u000, \"at\": { \"dir\": "
		    "\"%s\", \"byte\": %u, \"bit\": %u } }",
		    target_id(t), GONE_US, read ? "read" : "write", byte, bit);
	draft_host(&d, "{ \"id\": \"host\", \"idle_ns\": 500000 }");
	draft_victim(&d, read);
	draft_step(&d, "{ \"run_us\": %u }", p->boot_us + 1000);
	draft_wait(&d);
	draft_clean(&d);
	draft_try(&d);
}

static void power(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	bool stream = p->kind == TORTURE_STREAM;

	for (unsigned byte = 1; !stream && byte <= p->pointer + p->width;
	     byte++)
		for (unsigned bit = 0; bit < 9; bit++)
			fail_at(t, false, byte, bit);
	for (unsigned byte = 1; byte <= 2; byte++)
		for (unsigned bit = 0; bit < 9; bit++)
			fail_at(t, true, byte, bit);
}

/* The host of a read dies, and SCL stays low; where the target sends a 0 the
 * next host can only begin if it has let go. */
static void timeout(struct torture *t)
{
	const struct torture_profile *p = t->profile;

	for (unsigned bit = 0; bit < 8; bit++) {
		struct draft d;

		draft_begin(&d, t, "a read, byte 1, bit %u", bit);
		draft_fault(&d,
			    "{ \"id\": \"gone\", \"kind\": \"host-dies\", "
			    "\"at\": { \"dir\": \"read\", \"byte\": 1, "
			    "\"bit\": %u } }",
			    bit);
		draft_fault(&d,
			    "{ \"id\": \"held\", \"kind\": \"hold-low\", "
			    "\"line\": \"scl\", \"for_ns\": %u000, \"at\": { "
			    "\"dir\": \"read\", \"byte\": 1, \"bit\": %u } }",
			    p->timeout_us, bit);
		draft_host(&d, "{ \"id\": \"host\" }");
		draft_host(&d, "{ \"id\": \"next\", \"idle_ns\": 50000 }");
		draft_put(&d, p->first, p->value, NULL);
		draft_victim(&d, true);
		draft_step(&d, "{ \"run_us\": %u }", p->timeout_us + 1000);
		d.by = "next";
		draft_clean(&d);
		draft_try(&d);
	}
}

static const char *unfit_timeout(const struct torture_profile *p)
{
	return p->timeout_us ? NULL : "no timeout_us= is promised";
}

const struct torture_check torture_power[] = {
	{"power-fails", "After a supply that failed it is as after power-on",
	 "the target's data sheet, power-on reset", NULL, power},
	{"smbus-timeout", "It lets go of a bus whose SCL is low for too long",
	 "SMBus 3.2, 4.2.7: tTIMEOUT", unfit_timeout, timeout},
	{0}};
