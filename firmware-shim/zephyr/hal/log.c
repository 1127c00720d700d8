/* SPDX-License-Identifier: MIT */
/* The log, at once and without time stamps. */
#include <zephyr/logging/log.h>
#include <zephyr/sys/printk.h>

void tw_log(const char *level, const char *module, const char *format, ...)
{
	va_list args;

	if (level)
		printf("<%s> %s: ", level, module);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	if (level)
		printf("\n");
}

void tw_log_hexdump(const char *level, const char *module, const void *data,
		    size_t n, const char *text)
{
	const uint8_t *bytes = data;

	tw_log(level, module, "%s", text);
	for (size_t i = 0; i < n; i++)
		printf("%02x%s", bytes[i],
		       i % 16 == 15 || i + 1 == n ? "\n" : " ");
}
