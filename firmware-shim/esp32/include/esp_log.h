/* SPDX-License-Identifier: MIT */
/*
 * Logging: "I (1234) tag: text", one line of output.
 *
 * Left out: colours, hexadecimal dumps, redirection. What is above
 * LOG_LOCAL_LEVEL is not compiled; esp_log_level_set() works at run time.
 */
#ifndef ESP_LOG_H
#define ESP_LOG_H

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

#include <sdkconfig.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
	ESP_LOG_NONE,
	ESP_LOG_ERROR,
	ESP_LOG_WARN,
	ESP_LOG_INFO,
	ESP_LOG_DEBUG,
	ESP_LOG_VERBOSE,
	ESP_LOG_MAX,
} esp_log_level_t;

#ifndef LOG_LOCAL_LEVEL
#define LOG_LOCAL_LEVEL CONFIG_LOG_MAXIMUM_LEVEL
#endif

/* @tag "*": of all tags. */
void esp_log_level_set(const char *tag, esp_log_level_t level);
esp_log_level_t esp_log_level_get(const char *tag);
/* Milliseconds since the start. */
uint32_t esp_log_timestamp(void);
uint32_t esp_log_early_timestamp(void);
void esp_log_write(esp_log_level_t level, const char *tag, const char *format,
		   ...) __attribute__((format(printf, 3, 4)));

#define ESP_LOG_LINE(level, letter, tag, format, ...)                          \
	do {                                                                   \
		if (LOG_LOCAL_LEVEL >= (level))                                \
			esp_log_write(                                         \
				level, tag,                                    \
				letter " (%" PRIu32 ") %s: " format "\n",      \
				esp_log_timestamp(), tag, ##__VA_ARGS__);      \
	} while (0)

#define ESP_LOGE(tag, format, ...)                                             \
	ESP_LOG_LINE(ESP_LOG_ERROR, "E", tag, format, ##__VA_ARGS__)
#define ESP_LOGW(tag, format, ...)                                             \
	ESP_LOG_LINE(ESP_LOG_WARN, "W", tag, format, ##__VA_ARGS__)
#define ESP_LOGI(tag, format, ...)                                             \
	ESP_LOG_LINE(ESP_LOG_INFO, "I", tag, format, ##__VA_ARGS__)
#define ESP_LOGD(tag, format, ...)                                             \
	ESP_LOG_LINE(ESP_LOG_DEBUG, "D", tag, format, ##__VA_ARGS__)
#define ESP_LOGV(tag, format, ...)                                             \
	ESP_LOG_LINE(ESP_LOG_VERBOSE, "V", tag, format, ##__VA_ARGS__)
#define ESP_EARLY_LOGE ESP_LOGE
#define ESP_EARLY_LOGW ESP_LOGW
#define ESP_EARLY_LOGI ESP_LOGI
#define ESP_EARLY_LOGD ESP_LOGD
#define ESP_DRAM_LOGE  ESP_LOGE
#define ESP_DRAM_LOGW  ESP_LOGW

#ifdef __cplusplus
}
#endif

#endif /* ESP_LOG_H */
