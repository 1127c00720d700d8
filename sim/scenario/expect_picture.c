/* SPDX-License-Identifier: MIT */
/* The step that looks at what a display shows. */
#include "scenario/trial.h"

#include "twowire/picture.h"

#include <string.h>

static bool load_row(const struct tw_cursor *cur, struct tw_case_step *out,
		     GError **error)
{
	const char *row;

	if (!tw_cursor_string(cur, &row, error))
		return false;
	if (!out->mode)
		out->mode = (unsigned)strlen(row);
	if (strspn(row, "#.?") != strlen(row) || strlen(row) != out->mode)
		return tw_json_error(cur->index, cur->at, error,
				     "expected %u of '#', '.' and '?'",
				     out->mode);
	g_byte_array_append(out->bytes, (const guint8 *)row, out->mode);
	return true;
}

static bool load_rows(const struct tw_cursor *cur, struct tw_case_step *out,
		      GError **error)
{
	struct tw_cursor row;

	if (!tw_cursor_expect(cur, TW_SHAPE_ARRAY, error))
		return false;
	for (bool more = tw_cursor_first(cur, &row); more;
	     more = tw_cursor_next(cur, &row))
		if (!load_row(&row, out, error))
			return false;
	return out->bytes->len || tw_json_error(cur->index, cur->at, error,
						"expected rows of a picture");
}

bool tw_case_load_expect_picture(tw_scenario *s, const struct tw_cursor *step,
				 const struct tw_cursor *cur,
				 struct tw_case_step *out, GError **error)
{
	static const char *const keys[] = {"device", "x", "y", "rows", NULL};
	const struct tw_case_device *device;
	struct tw_cursor rows;
	uint32_t x = 0, y = 0;

	out->kind = TW_STEP_EXPECT_PICTURE;
	out->bytes = g_byte_array_new();
	if (!tw_cursor_keys(cur, keys, error) ||
	    !tw_case_ref(s, cur, "device", TW_CASE_DEVICE, &out->number,
			 error) ||
	    !tw_cursor_u32(cur, "x", 0, UINT16_MAX, &x, error) ||
	    !tw_cursor_u32(cur, "y", 0, UINT16_MAX, &y, error) ||
	    !tw_cursor_need(cur, "rows", &rows, error))
		return false;
	device = &g_array_index(s->things[TW_CASE_DEVICE],
				struct tw_case_device, out->number);
	if (!device->model->screen)
		return tw_json_error(cur->index, cur->at, error,
				     "expected a display; a %s is none",
				     device->model->name);
	out->offset = (uint64_t)y << 32 | x;
	return load_rows(&rows, out, error);
}

/* A pixel past the edge is neither lit nor dark. */
static char seen(const tw_picture *p, unsigned x, unsigned y)
{
	if (x >= p->screen.width || y >= p->screen.height)
		return ' ';
	return tw_picture_level(p, x, y) ? '#' : '.';
}

static bool same(const char *expected, const char *got, unsigned len)
{
	for (unsigned i = 0; i < len; i++)
		if (expected[i] != '?' && expected[i] != got[i])
			return false;
	return true;
}

void tw_trial_expect_picture(struct tw_trial *t,
			     const struct tw_case_step *step)
{
	tw_device *device = t->devices[step->number];
	g_autoptr(tw_picture) p = tw_device_picture(device);
	unsigned x = (uint32_t)step->offset, y = step->offset >> 32;
	unsigned len = step->mode, n = step->bytes->len / len, row = 0;
	g_autofree char *what = NULL, *expected = NULL;
	g_autofree char *got = g_malloc0(len + 1);
	bool held = true;

	for (; held && row < n; row++) {
		for (unsigned i = 0; i < len; i++)
			got[i] = seen(p, x + i, y + row);
		held = same((char *)step->bytes->data + row * len, got, len);
	}
	what = g_strdup_printf("picture of %s, row %u from column %u",
			       tw_device_name(device), y + row - 1, x);
	expected = g_strndup((char *)step->bytes->data + (row - 1) * len, len);
	tw_trial_note(t, step->at, held, what, expected, got);
}
