/* SPDX-License-Identifier: MIT */
/* JSON as text, as people write cases. */
#ifndef TW_SCENARIO_JSON_WRITE_H
#define TW_SCENARIO_JSON_WRITE_H

#include <glib.h>

struct json_object;

/* A string, with its quotes. */
void tw_json_put_string(GString *out, const char *text);
/* A number where @text is an integer as JSON has it; else a string. */
void tw_json_put_value(GString *out, const char *text);
/* A whole case: its keys a line each, and of its arrays each element. */
void tw_json_put_case(GString *out, struct json_object *root);

#endif /* TW_SCENARIO_JSON_WRITE_H */
