/* SPDX-License-Identifier: MIT */
/* twowire list: the parts a case can name. */
#include "command.h"

#include "twowire/fault.h"
#include "twowire/host.h"
#include "twowire/parts.h"

#include <stdio.h>
#include <string.h>

static int list(int argc, char **argv);

const struct command command_list = {
	.name = "list",
	.usage = "models|platforms|controllers|faults",
	.summary = "List what a case can name",
	.description =
		"Device models with the settings a case or --model can give "
		"them, the platforms\nfirmware can be built for, what a "
		"case's controllers can be like, or the\nfaults that can be "
		"put on a bus.",
	.run = list,
};

/* The values a setting takes. */
static void values(const struct tw_param_spec *p)
{
	switch (p->kind) {
	case TW_PARAM_INT:
		printf("%" G_GINT64_FORMAT " to %" G_GINT64_FORMAT
		       ", else %" G_GINT64_FORMAT,
		       p->min, p->max, p->preset);
		return;
	case TW_PARAM_CHOICE:
		for (size_t i = 0; p->choices[i]; i++)
			printf("%s%s", i ? ", " : "", p->choices[i]);
		printf("; else %s", p->choices[p->preset]);
		return;
	case TW_PARAM_FILE:
		printf("a file, else none");
		return;
	}
}

/* "0x23, 0x5c", "0x48 to 0x4f", "any" */
static void addresses(const struct tw_model *m)
{
	if (m->addrs)
		for (const uint8_t *a = m->addrs; *a; a++)
			printf("%s0x%02x", a == m->addrs ? "" : ", ", *a);
	else if (!m->last_addr)
		printf("any");
	else if (m->first_addr == m->last_addr)
		printf("0x%02x", m->first_addr);
	else
		printf("0x%02x to 0x%02x", m->first_addr, m->last_addr);
}

static void model(const struct tw_model *m)
{
	printf("%s\n    %s\n    address ", m->name, m->summary);
	addresses(m);
	printf("\n");
	for (const struct tw_param_spec *p = m->params; p && p->key; p++) {
		printf("    setting %-10s %s (", p->key, p->summary);
		values(p);
		printf(")\n");
	}
	for (const struct tw_input *i = m->inputs; i && i->name; i++)
		printf("    input   %-10s %d to %d\n", i->name, i->min, i->max);
	if (m->screen)
		printf("    shows a picture\n");
	for (const struct tw_output *o = m->outputs; o && o->name; o++)
		printf("    pin     %-10s %s\n", o->name,
		       o->open_drain ? "open drain" : "push-pull");
}

static void models(void)
{
	for (size_t i = 0; tw_parts.models[i]; i++)
		model(tw_parts.models[i]);
}

static void platforms(void)
{
	for (size_t i = 0; tw_parts.platforms[i]; i++) {
		const struct tw_platform *p = tw_parts.platforms[i];

		printf("%s\n    %s\n", p->name, p->summary);
		printf("    clock_hz %" G_GUINT64_FORMAT "\n", p->clock_hz);
		printf("    scl %s, sda %s, on most boards\n",
		       p->i2c_pins[TW_SCL].name, p->i2c_pins[TW_SDA].name);
	}
}

/* The values a fault's parameter takes. */
static void fault_values(const struct tw_fault_param *p)
{
	if (p->value == TW_FAULT_NAME) {
		printf("a name");
	} else if (p->value == TW_FAULT_INT) {
		printf("%" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, p->min,
		       p->max);
		if (p->preset >= p->min && !p->needed)
			printf(", else %" G_GINT64_FORMAT, p->preset);
	} else {
		for (size_t i = 0; p->words[i]; i++)
			printf("%s%s", i ? ", " : "", p->words[i]);
		if (p->preset >= 0 && !p->needed)
			printf("; else %s", p->words[p->preset]);
	}
	printf("%s", p->needed ? "; needed" : "");
}

static void fault_params(const struct tw_fault_param *p)
{
	for (; p->key; p++) {
		printf("    %-10s %s (", p->key, p->summary);
		fault_values(p);
		printf(")\n");
	}
}

static void faults(void)
{
	const struct tw_fault_kind *k;

	for (size_t i = 0; (k = tw_fault_nth_kind(i)); i++) {
		printf("%s\n    %s\n", k->name, k->summary);
		fault_params(k->params);
	}
	printf("at\n    When a fault strikes; without it at once\n");
	fault_params(tw_fault_nth_trigger_param(0));
}

static void timeout(const struct tw_host *h)
{
	if (h->stretch_timeout_ns)
		printf("waits %" G_GUINT64_FORMAT " ns for SCL",
		       h->stretch_timeout_ns);
	else if (h->stretch_periods)
		printf("waits %u of its periods for SCL", h->stretch_periods);
	else
		printf("waits for SCL for ever");
	printf(", or stretch_timeout_ns%s\n",
	       h->banged ? "; sees levels, no edges" : "");
}

static void controllers(void)
{
	for (size_t i = 0; tw_hosts[i]; i++) {
		const struct tw_host *h = tw_hosts[i];

		printf("%s\n    %s\n    from %s\n    ", h->name, h->summary,
		       h->source);
		timeout(h);
		for (const struct tw_host_setting *s = h->settings; s->key; s++)
			printf("    setting %-11s %s (%" G_GUINT64_FORMAT
			       " to %" G_GUINT64_FORMAT
			       ", else %" G_GUINT64_FORMAT ")\n",
			       s->key, s->summary, s->min, s->max, s->preset);
	}
}

static const struct {
	const char *word;
	void (*print)(void);
} lists[] = {
	{"models", models},
	{"platforms", platforms},
	{"controllers", controllers},
	{"faults", faults},
};

static int list(int argc, char **argv)
{
	if (!command_parse(&command_list, &argc, &argv))
		return CLI_USAGE;
	if (argc != 2)
		return command_error(&command_list,
				     "expected one word, \"models\", "
				     "\"platforms\", \"controllers\" or "
				     "\"faults\", got %d",
				     argc - 1);
	for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
		if (strcmp(argv[1], lists[i].word))
			continue;
		lists[i].print();
		return CLI_OK;
	}
	return command_error(&command_list,
			     "expected \"models\", \"platforms\", "
			     "\"controllers\" or \"faults\", got \"%s\"",
			     argv[1]);
}
