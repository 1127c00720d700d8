/* SPDX-License-Identifier: MIT */
/* Rules that every model keeps, present and future. */
#include "tw-test.h"

#include <string.h>

#include "twowire/parts.h"

#define KEY_CHARS "abcdefghijklmnopqrstuvwxyz0123456789"

static bool is_word(const char *s, const char *extra)
{
	g_autofree char *set = g_strconcat(KEY_CHARS, extra, NULL);

	return s && *s && strspn(s, set) == strlen(s);
}

static void every_model_is_well_formed(void **state)
{
	const char *last = "";

	for (size_t i = 0; tw_parts.models[i]; i++) {
		const struct tw_model *m = tw_parts.models[i];

		if (!is_word(m->name, "-") || !m->summary ||
		    strcmp(last, m->name) >= 0)
			fail_msg("model %zu: unnamed, undescribed or unsorted",
				 i);
		if (!m->regs && !m->bytes)
			fail_msg("%s: neither registers nor bytes", m->name);
		if (m->first_addr > m->last_addr || m->last_addr > 0x77 ||
		    (m->last_addr && m->first_addr < 0x08) ||
		    (m->addrs && (m->last_addr || m->addrs[0] < 0x08)))
			fail_msg("%s: impossible addresses", m->name);
		if (!m->screen != !m->show_row)
			fail_msg("%s: half a display", m->name);
		last = m->name;
	}
}

static void every_register_is_well_formed(void **state)
{
	for (size_t i = 0; tw_parts.models[i]; i++) {
		const struct tw_model *m = tw_parts.models[i];

		for (size_t r = 0; m->regs && r < m->regs->n_regs; r++) {
			const struct tw_reg *reg = &m->regs->regs[r];
			uint64_t limit = 1ull << 8 * reg->bytes;

			if (reg->name &&
			    (reg->bytes < 1 || reg->bytes > 4 ||
			     reg->reset >= limit || reg->writable >= limit))
				fail_msg("%s.%s: malformed", m->name,
					 reg->name);
		}
	}
}

static size_t n_choices(const struct tw_param_spec *p)
{
	size_t n = 0;

	while (p->choices && p->choices[n])
		n++;
	return n;
}

static bool preset_is_allowed(const struct tw_param_spec *p)
{
	switch (p->kind) {
	case TW_PARAM_INT:
		return p->preset >= p->min && p->preset <= p->max;
	case TW_PARAM_CHOICE:
		return p->preset >= 0 && (size_t)p->preset < n_choices(p);
	case TW_PARAM_FILE:
		return true;
	}
	return false;
}

static void every_parameter_is_well_formed(void **state)
{
	for (size_t i = 0; tw_parts.models[i]; i++) {
		const struct tw_model *m = tw_parts.models[i];
		const struct tw_param_spec *p = m->params;

		for (; p && p->key; p++)
			if (!is_word(p->key, "_") || !p->summary ||
			    !preset_is_allowed(p))
				fail_msg("%s.%s: malformed", m->name, p->key);
	}
}

/* A model without a range or a list can have any address that is not reserved.
 */
static bool can_have(const struct tw_model *m, uint8_t addr)
{
	if (m->addrs)
		return strchr((const char *)m->addrs, addr);
	return !m->last_addr || (addr >= m->first_addr && addr <= m->last_addr);
}

static uint8_t first_addr(const struct tw_model *m)
{
	uint8_t a = 0x08;

	while (!can_have(m, a))
		a++;
	return a;
}

static void every_input_has_a_range_and_takes_its_ends(void **state)
{
	for (size_t i = 0; tw_parts.models[i]; i++) {
		const struct tw_model *m = tw_parts.models[i];
		const struct tw_input *in = m->inputs;

		for (; in && in->name; in++) {
			struct bench *b = bench_new(m, first_addr(m));

			if (in->min >= in->max ||
			    !tw_device_set_input(b->dut, in->name, in->min) ||
			    !tw_device_set_input(b->dut, in->name, in->max) ||
			    tw_device_set_input(b->dut, in->name,
						in->max + 1) ||
			    tw_device_set_input(b->dut, in->name, in->min - 1))
				fail_msg("%s.%s: range is wrong", m->name,
					 in->name);
			bench_free((void **)&b);
		}
	}
}

/* Each at every address it says it can have, so presets must do. */
static void every_model_answers_at_its_addresses(void **state)
{
	for (size_t i = 0; tw_parts.models[i]; i++) {
		const struct tw_model *m = tw_parts.models[i];

		for (uint8_t a = 0x08; a <= 0x77; a++) {
			struct bench *b;
			enum tw_result r;

			if (!can_have(m, a))
				continue;
			b = bench_new(m, a);
			r = tw_controller_write_to(b->host, a, NULL, 0);
			if (r != TW_OK)
				fail_msg("%s at 0x%02x: %s", m->name, a,
					 tw_result_name(r));
			bench_free((void **)&b);
		}
	}
}

/* Then the next transfer works. */
static void every_model_survives_a_stop_after_any_byte(void **state)
{
	uint8_t bytes[8] = {0, 0, 0xa5, 0x5a, 1, 2, 3, 4};

	for (size_t i = 0; tw_parts.models[i]; i++) {
		const struct tw_model *m = tw_parts.models[i];

		for (size_t n = 0; n <= sizeof(bytes); n++) {
			struct bench *b = bench_new(m, first_addr(m));
			uint8_t rx;

			tw_controller_write_to(b->host, b->addr, bytes, n);
			bench_run(b, TW_MS(300));
			if (tw_controller_read_from(b->host, b->addr, &rx, 1))
				fail_msg("%s: silent after a write of %zu",
					 m->name, n);
			bench_free((void **)&b);
		}
	}
}

int main(void)
{
	const struct CMUnitTest models[] = {
		cmocka_unit_test(every_model_is_well_formed),
		cmocka_unit_test(every_register_is_well_formed),
		cmocka_unit_test(every_parameter_is_well_formed),
		cmocka_unit_test(every_input_has_a_range_and_takes_its_ends),
		cmocka_unit_test(every_model_answers_at_its_addresses),
		cmocka_unit_test(every_model_survives_a_stop_after_any_byte),
	};

	return cmocka_run_group_tests(models, NULL, NULL);
}
