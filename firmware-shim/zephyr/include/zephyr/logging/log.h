/* SPDX-License-Identifier: MIT */
/* Lines of output: "<inf> module: text". A module's level is its own, else
 * CONFIG_LOG_DEFAULT_LEVEL. */
#ifndef TW_ZEPHYR_LOGGING_LOG_H
#define TW_ZEPHYR_LOGGING_LOG_H

#include <zephyr/sys/util.h>

#define LOG_LEVEL_NONE 0
#define LOG_LEVEL_ERR  1
#define LOG_LEVEL_WRN  2
#define LOG_LEVEL_INF  3
#define LOG_LEVEL_DBG  4

#ifndef LOG_LEVEL
#define LOG_LEVEL CONFIG_LOG_DEFAULT_LEVEL
#endif

void tw_log(const char *level, const char *module, const char *format, ...)
	__printf_like(3, 4);
void tw_log_hexdump(const char *level, const char *module, const void *data,
		    size_t n, const char *text);

#define TW_LOG_FIRST(first, ...)	  first
#define TW_LOG_LEVEL_OF(name, level, ...) level
#define LOG_MODULE_REGISTER(...)                                               \
	static const char *const tw_log_module __unused =                      \
		STRINGIFY(TW_LOG_FIRST(__VA_ARGS__, ~));                       \
	enum { tw_log_level = TW_LOG_LEVEL_OF(__VA_ARGS__, LOG_LEVEL, ~) }
#define LOG_MODULE_DECLARE(...) LOG_MODULE_REGISTER(__VA_ARGS__)

#define TW_LOG(level, text, ...)                                               \
	do {                                                                   \
		if (level <= (int)tw_log_level)                                \
			tw_log(text, tw_log_module, __VA_ARGS__);              \
	} while (0)
#define LOG_ERR(...) TW_LOG(LOG_LEVEL_ERR, "err", __VA_ARGS__)
#define LOG_WRN(...) TW_LOG(LOG_LEVEL_WRN, "wrn", __VA_ARGS__)
#define LOG_INF(...) TW_LOG(LOG_LEVEL_INF, "inf", __VA_ARGS__)
#define LOG_DBG(...) TW_LOG(LOG_LEVEL_DBG, "dbg", __VA_ARGS__)
#define LOG_RAW(...) tw_log(NULL, NULL, __VA_ARGS__)

#define TW_LOG_HEXDUMP(level, name, data, n, text)                             \
	do {                                                                   \
		if (level <= (int)tw_log_level)                                \
			tw_log_hexdump(name, tw_log_module, data, n, text);    \
	} while (0)
#define LOG_HEXDUMP_ERR(d, n, t) TW_LOG_HEXDUMP(LOG_LEVEL_ERR, "err", d, n, t)
#define LOG_HEXDUMP_WRN(d, n, t) TW_LOG_HEXDUMP(LOG_LEVEL_WRN, "wrn", d, n, t)
#define LOG_HEXDUMP_INF(d, n, t) TW_LOG_HEXDUMP(LOG_LEVEL_INF, "inf", d, n, t)
#define LOG_HEXDUMP_DBG(d, n, t) TW_LOG_HEXDUMP(LOG_LEVEL_DBG, "dbg", d, n, t)

#endif /* TW_ZEPHYR_LOGGING_LOG_H */
