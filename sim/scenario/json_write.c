/* SPDX-License-Identifier: MIT */
#include "scenario/json_write.h"

#include <json-c/json.h>
#include <stdbool.h>
#include <string.h>

#define STYLE (JSON_C_TO_STRING_SPACED | JSON_C_TO_STRING_NOSLASHESCAPE)

void tw_json_put_string(GString *out, const char *text)
{
	g_string_append_c(out, '"');
	for (const char *c = text; *c; c++) {
		if (*c == '"' || *c == '\\')
			g_string_append_c(out, '\\');
		if ((unsigned char)*c < 0x20)
			g_string_append_printf(out, "\\u%04x", *c);
		else
			g_string_append_c(out, *c);
	}
	g_string_append_c(out, '"');
}

void tw_json_put_value(GString *out, const char *text)
{
	size_t digits = strspn(text + (*text == '-'), "0123456789");
	const char *first = text + (*text == '-');

	if (digits && digits < 18 && !first[digits] &&
	    (*first != '0' || digits == 1))
		g_string_append(out, text);
	else
		tw_json_put_string(out, text);
}

/* Elements a line each. */
static void put_array(GString *out, struct json_object *array)
{
	size_t n = json_object_array_length(array);

	g_string_append(out, "[\n");
	for (size_t i = 0; i < n; i++)
		g_string_append_printf(
			out, "    %s%s\n",
			json_object_to_json_string_ext(
				json_object_array_get_idx(array, i), STYLE),
			i + 1 < n ? "," : "");
	g_string_append(out, "  ]");
}

void tw_json_put_case(GString *out, struct json_object *root)
{
	struct json_object_iter i;
	bool first = true;

	g_string_append_c(out, '{');
	json_object_object_foreachC(root, i)
	{
		g_string_append(out, first ? "\n  " : ",\n  ");
		first = false;
		tw_json_put_string(out, i.key);
		g_string_append(out, ": ");
		if (json_object_is_type(i.val, json_type_array))
			put_array(out, i.val);
		else
			g_string_append(out, json_object_to_json_string_ext(
						     i.val, STYLE));
	}
	g_string_append(out, "\n}\n");
}
