/* SPDX-License-Identifier: MIT */
/* esp_err.h: names, and what ESP_ERROR_CHECK() does. */
#include "esp_err.h"

#include <string.h>

#include "twowire/firmware.h"

const char *esp_err_to_name(esp_err_t code)
{
	static const struct {
		esp_err_t code;
		const char *name;
	} names[] = {
#define NAME(code) {code, #code}
		NAME(ESP_OK),
		NAME(ESP_FAIL),
		NAME(ESP_ERR_NO_MEM),
		NAME(ESP_ERR_INVALID_ARG),
		NAME(ESP_ERR_INVALID_STATE),
		NAME(ESP_ERR_INVALID_SIZE),
		NAME(ESP_ERR_NOT_FOUND),
		NAME(ESP_ERR_NOT_SUPPORTED),
		NAME(ESP_ERR_TIMEOUT),
		NAME(ESP_ERR_INVALID_RESPONSE),
		NAME(ESP_ERR_INVALID_CRC),
		NAME(ESP_ERR_INVALID_VERSION),
		NAME(ESP_ERR_INVALID_MAC),
		NAME(ESP_ERR_NOT_FINISHED),
		NAME(ESP_ERR_NOT_ALLOWED),
#undef NAME
	};

	for (unsigned i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].code == code)
			return names[i].name;
	return "UNKNOWN ERROR";
}

static void describe(char *text, size_t size, esp_err_t rc,
		     const char *expression)
{
	snprintf(text, size, "ESP_ERROR_CHECK failed: %s (0x%x): %s",
		 esp_err_to_name(rc), (unsigned)rc, expression);
}

void _esp_error_check_failed(esp_err_t rc, const char *file, int line,
			     const char *function, const char *expression)
{
	char what[256], place[256];
	const char *name = strrchr(file, '/');

	describe(what, sizeof(what), rc, expression);
	snprintf(place, sizeof(place), "%s:%d (%s)", name ? name + 1 : file,
		 line, function);
	tw_fw_fail(what, place);
}

void _esp_error_check_failed_without_abort(esp_err_t rc, const char *file,
					   int line, const char *function,
					   const char *expression)
{
	char what[256];

	describe(what, sizeof(what), rc, expression);
	printf("%s at %s:%d (%s)\n", what, file, line, function);
}
