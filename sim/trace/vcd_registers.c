/* SPDX-License-Identifier: MIT */
#include "trace/vcd_registers.h"

#include <string.h>

/* "chip/I2C0.IC_CON", or "chip/" for the chip's last access. */
static char *place_of(const struct vcd_registers *v, uint32_t source,
		      const char *name, size_t len)
{
	return g_strdup_printf("%s/%.*s",
			       tw_trace_source(v->trace, source)->name,
			       (int)len, name);
}

/* Formats end names at spaces. */
static void put_name(struct out *out, const char *name, size_t len)
{
	g_autofree char *s = g_strndup(name, len);

	for (char *p = s; *p; p++)
		if ((unsigned char)*p <= ' ' || *p == 0x7f)
			*p = '_';
	tw_out_string(out, s);
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void see(struct vcd_registers *v, char *place)
{
	if (g_hash_table_contains(v->by_place, place)) {
		g_free(place);
		return;
	}
	g_ptr_array_add(v->all, place);
	g_hash_table_insert(v->by_place, place, NULL);
}

void tw_vcd_registers_init(struct vcd_registers *v, const tw_trace *trace,
			   bool any)
{
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	v->trace = trace;
	v->all = g_ptr_array_new_with_free_func(g_free);
	v->by_place = g_hash_table_new(g_str_hash, g_str_equal);
	while (any && tw_trace_next(trace, &iter, &r)) {
		if (!vcd_registers_has(&r))
			continue;
		see(v, place_of(v, r.source, "", 0));
		see(v, place_of(v, r.source, r.text, r.text_len));
	}
	g_ptr_array_sort(v->all, compare);
	for (guint i = 0; i < v->all->len; i++)
		g_hash_table_insert(v->by_place, v->all->pdata[i],
				    GUINT_TO_POINTER(i));
}

void tw_vcd_registers_clear(struct vcd_registers *v)
{
	g_hash_table_unref(v->by_place);
	g_ptr_array_unref(v->all);
}

static void scope(struct out *out, const char *name, size_t len)
{
	tw_out_string(out, "$scope module ");
	put_name(out, name, len);
	tw_out_string(out, " $end\n");
}

/* A word that sigrok's importer passes over, unlike "$" or "#"; wires have
 * shorter ones. */
static void put_id(struct out *out, unsigned n)
{
	char id[16];

	g_snprintf(id, sizeof(id), "vr%u", n);
	tw_out_string(out, id);
}

static void var(struct out *out, unsigned n, const char *name)
{
	tw_out_string(out, "$var string 1 ");
	put_id(out, n);
	tw_out_string(out, " ");
	put_name(out, name, strlen(name));
	tw_out_string(out, " $end\n");
}

/* How many bytes of it name the chip, and its device. */
static size_t chip_len(const char *place)
{
	return (size_t)(strrchr(place, '/') - place);
}

static size_t device_len(const char *name)
{
	return strcspn(name, ".+");
}

static const char *name_of(const char *place)
{
	return place + chip_len(place) + 1;
}

/* Do both begin with the same @len bytes, and have no more of that part? */
static bool same(const char *a, size_t a_len, const char *b, size_t b_len)
{
	return a_len == b_len && !memcmp(a, b, a_len);
}

void tw_vcd_registers_head(const struct vcd_registers *v, struct out *out)
{
	const char *chip = NULL, *device = NULL;

	for (guint i = 0; i < v->all->len; i++) {
		const char *place = v->all->pdata[i], *name = name_of(place);

		if (device &&
		    !same(device, device_len(device), name, device_len(name))) {
			tw_out_string(out, "$upscope $end\n");
			device = NULL;
		}
		if (!*name) {
			if (chip)
				tw_out_string(out, "$upscope $end\n");
			chip = place;
			scope(out, place, chip_len(place));
			var(out, i, "access");
			continue;
		}
		if (!device) {
			device = name;
			scope(out, name, device_len(name));
		}
		name += device_len(name);
		var(out, i, name + (*name == '.' || *name == '+'));
	}
	if (device)
		tw_out_string(out, "$upscope $end\n");
	if (chip)
		tw_out_string(out, "$upscope $end\n");
}

static void put_value(struct out *out, const char *value, unsigned n)
{
	tw_out_string(out, value);
	tw_out_string(out, " ");
	put_id(out, n);
	tw_out_string(out, "\n");
}

void tw_vcd_registers_rest(const struct vcd_registers *v, struct out *out)
{
	for (guint i = 0; i < v->all->len; i++)
		put_value(out, "s-", i);
}

static unsigned find(const struct vcd_registers *v, char *place)
{
	unsigned n = GPOINTER_TO_UINT(g_hash_table_lookup(v->by_place, place));

	g_free(place);
	return n;
}

void tw_vcd_registers_put(const struct vcd_registers *v, struct out *out,
			  const struct tw_record *r)
{
	bool wrote = r->note == TW_NOTE_REG_WRITE;
	char value[16];

	g_snprintf(value, sizeof(value), "s0x%x", (unsigned)(uint32_t)r->value);
	tw_out_string(out, "s");
	put_name(out, r->text, r->text_len);
	tw_out_string(out, wrote ? "<-" : "->");
	put_value(out, value + 1, find(v, place_of(v, r->source, "", 0)));
	put_value(out, value,
		  find(v, place_of(v, r->source, r->text, r->text_len)));
}
