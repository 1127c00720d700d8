/* SPDX-License-Identifier: MIT */
/* Addresses and byte strings: the hexadecimal values of a case. */
#include "scenario/cursor.h"

#include <string.h>

static bool is_hex(const char *s, size_t max)
{
	size_t len = strspn(s, "0123456789abcdefABCDEF");

	return len && len <= max && !s[len];
}

bool tw_cursor_addr(const struct tw_cursor *cur, unsigned min, unsigned max,
		    uint16_t *out, GError **error)
{
	const char *s = json_object_get_string(cur->json);
	g_autofree char *source = tw_json_source(cur->index, cur->at);
	const char *hint = "";
	uint64_t n = UINT64_MAX;

	if (tw_cursor_is(cur, TW_SHAPE_STRING) && g_str_has_prefix(s, "0x") &&
	    is_hex(s + 2, 8))
		n = g_ascii_strtoull(s + 2, NULL, 16);
	if (n >= min && n <= max) {
		*out = (uint16_t)n;
		return true;
	}
	if (n > 0x7f && n <= 0xff && max <= 0x7f)
		hint = " (8-bit address? 7 bits, unshifted)";
	else if (tw_cursor_is(cur, TW_SHAPE_INTEGER))
		hint = " (a hexadecimal string)";
	return tw_json_error(cur->index, cur->at, error,
			     "expected \"0x%02x\" to \"0x%02x\", got %s%s", min,
			     max, source, hint);
}

/* Two hexadecimal digits, or with a mask "??". */
static bool byte(const char *s, GByteArray *bytes, GByteArray *mask)
{
	uint8_t b = 0, m = 0xff;

	if (mask && s[0] == '?' && s[1] == '?') {
		m = 0;
	} else {
		if (!g_ascii_isxdigit(s[0]) || !g_ascii_isxdigit(s[1]))
			return false;
		b = (uint8_t)(g_ascii_xdigit_value(s[0]) << 4 |
			      g_ascii_xdigit_value(s[1]));
	}
	g_byte_array_append(bytes, &b, 1);
	if (mask)
		g_byte_array_append(mask, &m, 1);
	return true;
}

bool tw_cursor_bytes(const struct tw_cursor *cur, GByteArray *bytes,
		     GByteArray *mask, GError **error)
{
	g_autofree char *source = tw_json_source(cur->index, cur->at);
	const char *s;

	if (!tw_cursor_expect(cur, TW_SHAPE_STRING, error))
		return false;
	s = json_object_get_string(cur->json);
	while (*s) {
		if (!byte(s, bytes, mask) || (s[2] && s[2] != ' ') ||
		    (s[2] && !s[3]))
			return tw_json_error(
				cur->index, cur->at, error,
				"expected bytes of two hexadecimal digits with "
				"a blank between them%s, got %s",
				mask ? ", or \"??\" for any" : "", source);
		s += s[2] ? 3 : 2;
	}
	return true;
}
