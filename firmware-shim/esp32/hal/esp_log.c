/* SPDX-License-Identifier: MIT */
/* esp_log.h: levels of tags, and lines. */
#include "esp_log.h"

#include <stdarg.h>
#include <string.h>

#include "esp_timer.h"

enum { N_TAGS = 16, TAG_LEN = 32 };

static esp_log_level_t all = (esp_log_level_t)CONFIG_LOG_DEFAULT_LEVEL;
static struct {
	char tag[TAG_LEN];
	esp_log_level_t level;
} tags[N_TAGS];
static unsigned n_tags;

void esp_log_level_set(const char *tag, esp_log_level_t level)
{
	unsigned i = 0;

	if (!strcmp(tag, "*")) {
		all = level;
		n_tags = 0;
		return;
	}
	while (i < n_tags && strcmp(tags[i].tag, tag))
		i++;
	if (i == N_TAGS)
		return;
	strncpy(tags[i].tag, tag, TAG_LEN - 1);
	tags[i].level = level;
	if (i == n_tags)
		n_tags++;
}

esp_log_level_t esp_log_level_get(const char *tag)
{
	for (unsigned i = 0; i < n_tags; i++)
		if (!strcmp(tags[i].tag, tag))
			return tags[i].level;
	return all;
}

uint32_t esp_log_timestamp(void)
{
	return (uint32_t)(esp_timer_get_time() / 1000);
}

uint32_t esp_log_early_timestamp(void)
{
	return esp_log_timestamp();
}

void esp_log_write(esp_log_level_t level, const char *tag, const char *format,
		   ...)
{
	va_list args;

	if (level > esp_log_level_get(tag))
		return;
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
}
