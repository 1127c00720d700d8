/* SPDX-License-Identifier: MIT */
/* Pages and write cycles. */
#include "app/torture/draft.h"

static void polling(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	g_autofree char *tx = NULL;
	struct draft d;

	draft_begin(&d, t, "its address in the write cycle, and after");
	tx = draft_bytes(&d, p->first, p->value);
	draft_transfer(&d, draft_address(&d, p->first), tx, NULL, NULL);
	draft_transfer(&d, p->addr, "", NULL, ", \"result\": \"no-target\"");
	draft_ask(&d, p->addr, G_MAXUINT32, 1, ", \"result\": \"no-target\"");
	draft_wait(&d);
	draft_transfer(&d, p->addr, "", NULL, NULL);
	draft_get(&d, p->first, p->value, NULL);
	draft_try(&d);
}

static void page_wrap(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	uint32_t start = (p->first + p->page - 1) / p->page * p->page;
	g_autofree char *both = g_strdup_printf("%s %s", p->value, p->other);
	struct draft d;

	draft_begin(&d, t, "two bytes from a page's last on");
	draft_put(&d, start + p->page, p->value, NULL);
	draft_put(&d, start + p->page - 1, both, NULL);
	draft_get(&d, start + p->page - 1, p->value, NULL);
	draft_get(&d, start, p->other, NULL);
	draft_get(&d, start + p->page, p->value, NULL);
	draft_try(&d);
}

static const char *unfit_page_wrap(const struct torture_profile *p)
{
	if (torture_unfit_eeprom(p))
		return torture_unfit_eeprom(p);
	return p->last - p->first < 3 * p->page ? "fewer than three pages"
						: NULL;
}

/* An input of a device, or a net that firmware looks at. */
static void set_protection(struct draft *d, bool on)
{
	const struct torture *t = d->t;

	if (tw_scenario_n_firmware(t->base))
		draft_step(d,
			   "{ \"drive\": { \"net\": \"%s\", \"to\": \"%s\" } }",
			   t->profile->protect, on ? "high" : "low");
	else
		draft_step(d, "{ \"set\": { \"device\": \"%s\", \"%s\": %d } }",
			   tw_scenario_device(t->base, 0), t->profile->protect,
			   on);
}

static void protected(struct torture *t)
{
	const struct torture_profile *p = t->profile;
	g_autofree char *tx = NULL;
	struct draft d;

	draft_begin(&d, t, "a write while it is protected");
	draft_put(&d, p->first, p->value, NULL);
	set_protection(&d, true);
	tx = draft_bytes(&d, p->first, p->other);
	draft_transfer(&d, draft_address(&d, p->first), tx, NULL, DRAFT_ANY);
	draft_wait(&d);
	draft_get(&d, p->first, p->value, NULL);
	set_protection(&d, false);
	draft_clean(&d);
	draft_try(&d);
}

static void cut(struct torture *t)
{
	const struct torture_profile *p = t->profile;

	for (unsigned bit = 1; bit < 8; bit++) {
		struct draft d;

		draft_begin(&d, t, "STOP before bit %u of the data", bit);
		draft_fault(&d,
			    "{ \"id\": \"cut\", \"kind\": \"short-byte\", "
			    "\"at\": { \"message\": 2, \"byte\": %u, \"bit\": "
			    "%u } }",
			    p->pointer + p->width, bit);
		draft_put(&d, p->first, p->value, NULL);
		draft_put(&d, p->first, p->other, DRAFT_ANY);
		draft_get(&d, p->first, p->value, NULL);
		draft_clean(&d);
		draft_try(&d);
	}
}

static const char *unfit_cut(const struct torture_profile *p)
{
	if (torture_unfit_memory(p))
		return torture_unfit_memory(p);
	return p->width > 1 ? "of wider registers a part may be taken" : NULL;
}

const struct torture_check torture_eeprom[] = {
	{"eeprom-polling", "It is silent while it writes, and only then",
	 "24C02 data sheet, acknowledge polling", torture_unfit_eeprom,
	 polling},
	{"eeprom-page-wrap", "A page write goes round in its page",
	 "24C02 data sheet, page write", unfit_page_wrap, page_wrap},
	{"write-protected", "While it is protected nothing changes",
	 "24C02 data sheet, WP", torture_unfit_protect, protected},
	{"write-cut", "A byte cut short by a STOP is not taken",
	 "UM10204 3.1.5: bytes are eight bits long", unfit_cut, cut},
	{0}};
