/* SPDX-License-Identifier: MIT */
/* The step that looks at a register of a device. */
#include "scenario/trial.h"

#include "scenario/nearest.h"

#include <string.h>

static bool no_such(const struct tw_cursor *cur, const struct tw_model *model,
		    const char *name, GError **error)
{
	const struct tw_reg_file *file = model->regs;
	g_autofree const char **names = g_new0(const char *, file->n_regs + 1);
	const char *near;
	size_t n = 0;

	for (size_t i = 0; i < file->n_regs; i++)
		if (file->regs[i].name)
			names[n++] = file->regs[i].name;
	near = tw_nearest(name, names);
	return tw_json_error(cur->index, cur->at, error,
			     "a %s has no such register (%s \"%s\"%s)",
			     model->name,
			     near ? "did you mean" : "the first is",
			     near ? near : names[0], near ? "?" : "");
}

/* By name, or "0x01": its pointer. */
static bool load_register(const struct tw_cursor *cur,
			  const struct tw_model *model,
			  struct tw_case_step *out, GError **error)
{
	const struct tw_reg_file *file = model->regs;
	const char *name;
	guint64 number;

	if (!tw_cursor_string(cur, &name, error))
		return false;
	for (size_t i = 0; i < file->n_regs; i++) {
		bool pointed =
			g_str_has_prefix(name, "0x") &&
			g_ascii_string_to_unsigned(name + 2, 16, 0, UINT8_MAX,
						   &number, NULL) &&
			number == i;

		if (!file->regs[i].name ||
		    (!pointed && strcmp(file->regs[i].name, name)))
			continue;
		out->offset = i;
		out->text = file->regs[i].name;
		return true;
	}
	return no_such(cur, model, name, error);
}

bool tw_case_load_expect_register(tw_scenario *s, const struct tw_cursor *step,
				  const struct tw_cursor *cur,
				  struct tw_case_step *out, GError **error)
{
	static const char *const keys[] = {"device", "register", "bytes", NULL};
	const struct tw_model *model;
	struct tw_cursor reg, bytes;
	unsigned width;

	out->kind = TW_STEP_EXPECT_REGISTER;
	out->bytes = g_byte_array_new();
	out->mask = g_byte_array_new();
	if (!tw_cursor_keys(cur, keys, error) ||
	    !tw_case_ref(s, cur, "device", TW_CASE_DEVICE, &out->number,
			 error) ||
	    !tw_cursor_need(cur, "register", &reg, error))
		return false;
	model = g_array_index(s->things[TW_CASE_DEVICE], struct tw_case_device,
			      out->number)
			.model;
	if (!model->regs)
		return tw_json_error(cur->index, cur->at, error,
				     "a %s has no table of registers; a "
				     "transfer reads what it holds",
				     model->name);
	if (!load_register(&reg, model, out, error) ||
	    !tw_cursor_need(cur, "bytes", &bytes, error) ||
	    !tw_cursor_bytes(&bytes, out->bytes, out->mask, error))
		return false;
	width = model->regs->regs[out->offset].bytes;
	return out->bytes->len == width ||
	       tw_json_error(bytes.index, bytes.at, error,
			     "expected %u byte%s, got %u", width,
			     width > 1 ? "s" : "", out->bytes->len);
}

void tw_trial_expect_register(struct tw_trial *t,
			      const struct tw_case_step *step)
{
	const tw_device *device = t->devices[step->number];
	g_autofree char *what = g_strdup_printf("register %s of %s", step->text,
						tw_device_name(device));
	uint32_t value = tw_reg_get(device, (uint8_t)step->offset);
	size_t n = step->bytes->len;
	uint8_t got[sizeof(value)];

	for (size_t i = 0; i < n; i++)
		got[i] = (uint8_t)(value >> 8 * (n - 1 - i));
	tw_trial_compare(t, tw_trial_at(t, step, "bytes"), what, step->bytes,
			 step->mask, got, n);
}
