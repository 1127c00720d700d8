/* SPDX-License-Identifier: MIT */
#include "app/sweep/ticks.h"

#include "scenario/log_steps.h"

#include <string.h>

__extension__ typedef __int128 wide;

/* Each a thousand of the one before. */
static const struct {
	const char *unit;
	const char *names[5];
} scales[] = {
	{"Hz", {" Hz", " kHz", " MHz", " GHz"}},
	{"ns", {" ns", " us", " ms", " s"}},
	{"us", {" us", " ms", " s"}},
	{"ms", {" ms", " s"}},
	{"ohm", {" ohm", " kohm", " Mohm"}},
	{"mV", {" mV", " V"}},
	{"mA", {" mA", " A"}},
	{"pF", {" pF", " nF"}},
};
static const char *const plain[] = {"", "k", "M", "G", "T", NULL};

static const char *const *names_of(const char *unit)
{
	for (size_t i = 0; unit && i < G_N_ELEMENTS(scales); i++)
		if (!strcmp(scales[i].unit, unit))
			return scales[i].names;
	return plain;
}

static char *scaled(int64_t value, const char *unit)
{
	const char *const *names = names_of(unit);
	uint64_t n = value < 0 ? -(uint64_t)value : (uint64_t)value, one = 1;
	GString *out = g_string_new(value < 0 ? "-" : "");
	size_t i = 0;

	for (; names[i + 1] && n / one >= 1000; one *= 1000)
		i++;
	g_string_append_printf(out, "%" G_GUINT64_FORMAT, n / one);
	if (n % one) {
		g_string_append_printf(out, ".%03u",
				       (unsigned)(n % one * 1000 / one));
		while (out->str[out->len - 1] == '0')
			g_string_truncate(out, out->len - 1);
		if (out->str[out->len - 1] == '.')
			g_string_truncate(out, out->len - 1);
	}
	g_string_append(out, names[i]);
	return g_string_free(out, FALSE);
}

/* The values, where all are integers that only rise or only fall. */
static bool numbers(const struct tw_axis *axis, int64_t *values)
{
	for (guint i = 0; i < axis->labels->len; i++) {
		const char *label = axis->labels->pdata[i];
		char *end;

		values[i] = g_ascii_strtoll(label, &end, 10);
		if (*end || end == label)
			return false;
		if (i > 1 &&
		    (values[i] > values[i - 1]) != (values[1] > values[0]))
			return false;
	}
	return axis->labels->len > 1;
}

/* How far @v is from @a to @b, in thousandths. */
static int64_t between(int64_t a, int64_t b, int64_t v, bool log)
{
	if (log && a > 0 && b > 0 && v > 0) {
		a = (int64_t)(tw_log2((uint64_t)a) >> 20);
		b = (int64_t)(tw_log2((uint64_t)b) >> 20);
		v = (int64_t)(tw_log2((uint64_t)v) >> 20);
	}
	return b == a ? 0 : (int64_t)((wide)(v - a) * 1000 / (b - a));
}

/* false: beyond the ends. */
static bool place(const int64_t *values, size_t n, int64_t v, bool log,
		  int64_t *at)
{
	for (size_t i = 0; i + 1 < n; i++) {
		int64_t a = values[i], b = values[i + 1];

		if (v < MIN(a, b) || v > MAX(a, b))
			continue;
		*at = (int64_t)i * 1000 + between(a, b, v, log);
		return true;
	}
	return false;
}

static void tick_clear(void *tick)
{
	g_free(((struct sweep_tick *)tick)->label);
}

static GArray *ticks_new(void)
{
	GArray *ticks = g_array_new(FALSE, FALSE, sizeof(struct sweep_tick));

	g_array_set_clear_func(ticks, tick_clear);
	return ticks;
}

static void add(GArray *ticks, const int64_t *values, size_t n, int64_t v,
		const struct tw_axis *axis)
{
	struct sweep_tick tick;

	if (!place(values, n, v, axis->log, &tick.at))
		return;
	tick.label = scaled(v, tw_axis_unit(axis));
	g_array_append_val(ticks, tick);
}

static int by_place(const void *a, const void *b)
{
	const struct sweep_tick *x = a, *y = b;

	return x->at < y->at ? -1 : x->at > y->at;
}

/* The first step, of 1, 2, 5, 10, ..., with which there are not too many. */
static GArray *linear(const struct tw_axis *axis, const int64_t *values,
		      size_t n, size_t max)
{
	static const int64_t factors[] = {2, 5, 10};
	int64_t low = MIN(values[0], values[n - 1]);
	int64_t high = MAX(values[0], values[n - 1]), step = 1, one = 1;
	GArray *ticks = ticks_new();
	size_t f = 0;

	while ((uint64_t)(high - low) / (uint64_t)step >= max) {
		step = one * factors[f];
		one *= f == 2 ? 10 : 1;
		f = (f + 1) % 3;
	}
	for (int64_t v = low / step * step; v <= high; v += step)
		add(ticks, values, n, v, axis);
	return ticks;
}

/* 1, 2 and 5 of each decade, or 1 alone, or every second, third, ... */
static GArray *logarithmic(const struct tw_axis *axis, const int64_t *values,
			   size_t n, size_t max)
{
	int64_t high = MAX(values[0], values[n - 1]);
	GArray *ticks = NULL;

	for (unsigned skip = 0; !ticks || ticks->len > max; skip++) {
		unsigned nth = 0;

		g_clear_pointer(&ticks, g_array_unref);
		ticks = ticks_new();
		for (int64_t one = 1; one <= high; one *= 10, nth++)
			for (int64_t f = 1; f <= 5; f += f == 1 ? 1 : 3) {
				if ((skip && f > 1) || (skip > 1 && nth % skip))
					continue;
				add(ticks, values, n, one * f, axis);
			}
	}
	return ticks;
}

/* Each value itself, or every second, third, ... @values: (nullable). */
static GArray *words(const struct tw_axis *axis, const int64_t *values,
		     size_t max)
{
	const char *unit = tw_axis_unit(axis);
	size_t n = axis->labels->len, stride = (n + max - 1) / max;
	GArray *ticks = ticks_new();

	for (size_t i = 0; i < n; i += stride) {
		struct sweep_tick tick = {
			.at = (int64_t)i * 1000,
			.label = values ? scaled(values[i], unit)
					: g_strdup(axis->labels->pdata[i]),
		};

		g_array_append_val(ticks, tick);
	}
	return ticks;
}

GArray *sweep_ticks(const struct tw_axis *axis, size_t max)
{
	g_autofree int64_t *values = g_new(int64_t, axis->labels->len);
	GArray *ticks;

	max = MAX(max, 1);
	if (!numbers(axis, values))
		return words(axis, NULL, max);
	if (axis->labels->len <= max)
		return words(axis, values, max);
	ticks = (axis->log ? logarithmic : linear)(axis, values,
						   axis->labels->len, max);
	g_array_sort(ticks, by_place);
	return ticks;
}

void sweep_axis_title(const struct tw_axis *axis, GString *out)
{
	const char *unit = tw_axis_unit(axis);

	g_string_append(out, axis->title ? axis->title : axis->name);
	if (unit && names_of(unit) == plain)
		g_string_append_printf(out, " (%s)", unit);
}

void sweep_axis_value(const struct tw_axis *axis, size_t n, GString *out)
{
	const char *unit = tw_axis_unit(axis);

	g_string_append(out, axis->labels->pdata[n]);
	if (unit)
		g_string_append_printf(out, " %s", unit);
}
