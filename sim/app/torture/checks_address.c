/* SPDX-License-Identifier: MIT */
/* What a target answers to, and what it must be silent at. */
#include "app/torture/draft.h"

#define NONE  ", \"result\": \"no-target\""
#define MAYBE ", \"result\": \"any\""

static void acknowledged(struct torture *t)
{
	struct draft d;

	draft_begin(&d, t, "the address alone, then transfers");
	if (t->profile->kind == TORTURE_STREAM)
		draft_get(&d, 0, NULL, NULL);
	else
		draft_transfer(&d, t->profile->addr, "", NULL, NULL);
	draft_clean(&d);
	draft_try(&d);
}

/* What else a case has on its bus answers for itself. */
static bool is_alone(const struct torture *t)
{
	size_t n = tw_scenario_n_firmware(t->base);

	return tw_scenario_device(t->base, n ? 0 : 1) == NULL && n <= 1;
}

static void others(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	bool all = is_alone(t);
	struct draft d;

	draft_begin(&d, t,
		    all ? "0x08 to 0x77, written and read"
			: "its neighbours in a bit, written and read");
	for (uint32_t a = 0x08; a <= 0x77; a++) {
		uint32_t differ = a ^ p->addr;

		if (a - p->addr < p->span || (!all && (differ & (differ - 1))))
			continue;
		draft_transfer(&d, a, "", NULL, all ? NONE : MAYBE);
		draft_ask(&d, a, G_MAXUINT32, 1, all ? NONE : MAYBE);
	}
	draft_clean(&d);
	draft_try(&d);
}

static void quick_write(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	struct draft d;

	draft_begin(&d, t, "a write of no bytes between write and read");
	draft_put(&d, p->first, p->value, NULL);
	draft_transfer(&d, p->addr, "", NULL, NULL);
	draft_get(&d, p->first, p->value, NULL);
	draft_try(&d);
}

static void ten_bit(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	const uint32_t low[] = {p->addr, p->addr << 1 & 0xff,
				(p->addr << 1 & 0xff) | 1};

	for (uint32_t high = 0; high < 4; high++)
		for (size_t i = 0; i < G_N_ELEMENTS(low); i++) {
			struct draft d;

			draft_begin(&d, t, "10-bit address 0x%03x",
				    high << 8 | low[i]);
			draft_transfer(&d, high << 8 | low[i], "00", NULL,
				       ", \"ten_bit\": true" NONE);
			draft_clean(&d);
			draft_try(&d);
		}
}

static void general_call(struct torture *t)
{
	struct draft d;

	draft_begin(&d, t, "a general call of 0x04");
	draft_transfer(&d, 0, "04", NULL, DRAFT_ANY);
	draft_clean(&d);
	draft_try(&d);
}

static void start_byte(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	struct draft d;

	draft_begin(&d, t, "a START byte before a write and a read");
	draft_put(&d, p->first, p->value, ", \"start_byte\": true");
	draft_get(&d, p->first, p->value, ", \"start_byte\": true");
	draft_clean(&d);
	draft_try(&d);
}

static void hs_code(struct torture *t)
{
	struct draft d;

	draft_begin(&d, t, "the controller codes of Hs-mode");
	for (uint32_t code = 4; code <= 7; code++)
		draft_transfer(&d, code, "", NULL, NONE);
	draft_clean(&d);
	draft_try(&d);
}

const struct torture_check torture_address[] = {
	{"address-acknowledged", "Its address is acknowledged", "UM10204 3.1.6",
	 NULL, acknowledged},
	{"address-others", "No other address is, written or read",
	 "UM10204 3.1.10", NULL, others},
	{"address-quick", "A write of no bytes changes nothing",
	 "SMBus 3.2, 6.5.1; UM10204 3.1.10", torture_unfit_memory, quick_write},
	{"address-ten-bit", "10-bit addresses with its bits are not its own",
	 "UM10204 3.1.11", NULL, ten_bit},
	{"address-general-call", "A general call, taken or not, does no harm",
	 "UM10204 3.1.13", NULL, general_call},
	{"address-start-byte", "A START byte is not acknowledged, and passes",
	 "UM10204 3.1.15", NULL, start_byte},
	{"address-hs-code", "The codes of Hs-mode are not acknowledged",
	 "UM10204 5.3.2", NULL, hs_code},
	{0}};
