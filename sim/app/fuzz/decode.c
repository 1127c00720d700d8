/* SPDX-License-Identifier: MIT */
/*
 * Bytes become a case: any bytes, of any length. An opcode a step; what a step
 * needs follows it, and zeros follow the last byte.
 *
 *     0 to 4  a polite transfer, of which is known what it must bring
 *     5       a transfer of any messages, bytes and addresses
 *     6       a gap
 *     7       a fault in one of the next messages
 *
 * At the end the host frees the bus, and clean transfers must succeed.
 */
#include "app/fuzz/inside.h"

#include "scenario/json_write.h"

#include <json-c/json.h>
#include <string.h>

enum { MAX_STEPS = 12, MAX_FAULTS = 3 };

uint8_t fuzz_next(struct maker *m)
{
	return m->at < m->len ? m->bytes[m->at++] : 0;
}

void fuzz_add(struct json_object *root, const char *key, const char *text)
{
	struct json_object *array;

	if (!json_object_object_get_ex(root, key, &array)) {
		array = json_object_new_array();
		json_object_object_add(root, key, array);
	}
	json_object_array_add(array, json_tokener_parse(text));
}

void fuzz_step(struct maker *m, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list args;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	fuzz_add(m->root, "steps", text);
}

static const char *host(uint8_t op)
{
	return op & 8 ? "brisk" : "calm";
}

/* Any messages: lengths of 0 to 31, the target's address or another's. */
static void wild(struct maker *m, uint8_t op)
{
	const struct torture_profile *p = &m->fuzz->profile;
	g_autoptr(GString) text = g_string_new(NULL);
	unsigned n = 1 + (op >> 4 & 3);

	for (unsigned i = 0; i < n; i++) {
		uint8_t what = fuzz_next(m);
		unsigned len = what >> 1 & 31, addr = p->addr;

		if (what >= 0xc0 || !m->fuzz->has_profile)
			addr = 0x08 + fuzz_next(m) % 0x70;
		else if (p->span)
			addr += (what >> 6) % p->span;
		g_string_append_printf(text, "%s%c%u@0x%02x", i ? " " : "",
				       what & 1 ? 'r' : 'w',
				       what & 1 ? MAX(len, 1) : len, addr);
		for (unsigned k = 0; !(what & 1) && k < len; k++)
			g_string_append_printf(text, " 0x%02x", fuzz_next(m));
	}
	fuzz_step(m,
		  "{\"transfer\": \"%s\", \"by\": \"%s\"%s, \"result\": "
		  "\"any\", \"timeout_us\": 20000}",
		  text->str, host(op), op & 0x40 ? ", \"ack_last\": true" : "");
	m->n_messages += n;
	/* A target whose last byte is acknowledged goes on to send. */
	m->abused |= (op & 0x40) != 0;
	fuzz_forget(m);
}

/* Such as strike at once, and not at the next occasion, which may come when all
 * must be well again. */
static const struct {
	const char *format; /* %u: a number of the range */
	unsigned min, max;
} faults[] = {
	{"\"kind\": \"drop-clock\"", 0, 0},
	{"\"kind\": \"insert-restart\"", 0, 0},
	{"\"kind\": \"short-byte\"", 0, 0},
	{"\"kind\": \"short-byte\", \"then\": \"nothing\"", 0, 0},
	{"\"kind\": \"extra-clocks\", \"clocks\": %u", 1, 9},
	{"\"kind\": \"flip-bit\"", 0, 0},
	{"\"kind\": \"insert-start\"", 0, 0},
	{"\"kind\": \"insert-stop\"", 0, 0},
	{"\"kind\": \"host-reset\"", 0, 0},
	{"\"kind\": \"glitch\", \"line\": \"scl\", \"width_ns\": %u", 1, 2000},
	{"\"kind\": \"glitch\", \"line\": \"sda\", \"width_ns\": %u", 1, 2000},
	{"\"kind\": \"hold-low\", \"line\": \"scl\", \"for_ns\": %u", 1,
	 200000},
	{"\"kind\": \"hold-low\", \"line\": \"sda\", \"for_ns\": %u", 1,
	 200000},
	/* Of firmware. */
	{"\"kind\": \"irq-late\", \"point\": \"@.irq\", \"delay_ns\": %u", 1,
	 200000},
	{"\"kind\": \"irq-masked\", \"point\": \"@.irq\", \"for_ns\": %u", 1,
	 200000},
};
enum { N_FAULTS = G_N_ELEMENTS(faults), N_OF_FIRMWARE = 2 };

static void fault(struct maker *m, uint8_t op)
{
	const char *firmware =
		tw_scenario_n_firmware(m->fuzz->scenario)
			? tw_scenario_firmware(m->fuzz->scenario, 0)
			: NULL;
	unsigned kind =
		fuzz_next(m) % (N_FAULTS - (firmware ? 0 : N_OF_FIRMWARE));
	unsigned place = fuzz_next(m), range, number;
	g_autoptr(GString) text = g_string_new(NULL);

	if (m->n_faults == MAX_FAULTS)
		return;
	/* A late interrupt is no excuse: the host waits. */
	m->abused |= kind < N_FAULTS - N_OF_FIRMWARE;
	range = faults[kind].max - faults[kind].min + 1;
	number = (unsigned)fuzz_next(m) << 8;
	number |= fuzz_next(m);
	number =
		faults[kind].min + (unsigned)((uint64_t)number * range / 65536);
	g_string_printf(text, "{\"id\": \"fault%u\", ", ++m->n_faults);
	g_string_append_printf(text, faults[kind].format, number);
	g_string_append_printf(text,
			       ", \"at\": {\"message\": %u, \"byte\": %u, "
			       "\"bit\": %u}}",
			       m->n_messages + 1 + (op >> 3 & 3), place & 7,
			       (place >> 3) % 9);
	g_string_replace(text, "@", firmware ? firmware : "", 0);
	fuzz_add(m->root, "faults", text->str);
}

static void step(struct maker *m)
{
	uint8_t op = fuzz_next(m);

	switch (op & 7) {
	case 5:
		wild(m, op);
		return;
	case 6:
		fuzz_step(m, "{\"run_us\": %u}", 1u << (op >> 3) % 14);
		return;
	case 7:
		fault(m, op);
		return;
	default:
		if (m->fuzz->has_profile)
			fuzz_polite(m, op, host(op));
		else
			wild(m, op);
	}
}

char *fuzz_case(const struct fuzz *f, const uint8_t *bytes, size_t len)
{
	g_autoptr(GString) text = g_string_new(NULL);
	struct maker m = {.fuzz = f, .bytes = bytes, .len = len};

	json_object_deep_copy(f->base, &m.root, NULL);
	m.known = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	for (unsigned i = 0; i < MAX_STEPS && m.at < m.len; i++)
		step(&m);
	fuzz_step(&m, "{\"run_us\": 500}");
	/* A target that sends is freed by a STOP at a 1 or an acknowledge,
	 * which nine clocks may end one short of. */
	fuzz_step(&m, "{\"clear_bus\": {\"by\": \"calm\", \"how\": "
		      "\"stops\", \"result\": \"any\"}}");
	fuzz_step(&m, "{\"clear_bus\": {\"by\": \"calm\", \"how\": "
		      "\"stops\"}}");
	if (f->has_profile)
		fuzz_clean(&m);
	tw_json_put_case(text, m.root);
	g_hash_table_unref(m.known);
	json_object_put(m.root);
	return g_strdup(text->str);
}
