/* SPDX-License-Identifier: MIT */
/* BUG() ends the chip's firmware; WARN() goes on. */
#ifndef TW_LINUX_BUG_H
#define TW_LINUX_BUG_H

#include <linux/printk.h>

void tw_bug(const char *what, const char *file, int line, const char *function)
	__attribute__((__noreturn__));

#define BUG() tw_bug("BUG", __FILE__, __LINE__, __func__)
#define BUG_ON(condition)                                                      \
	do {                                                                   \
		if (unlikely(condition))                                       \
			tw_bug("BUG: " #condition, __FILE__, __LINE__,         \
			       __func__);                                      \
	} while (0)

#define WARN(condition, ...)                                                   \
	({                                                                     \
		bool tw_warned = !!(condition);                                \
		if (unlikely(tw_warned)) {                                     \
			_printk(KERN_WARNING "WARNING: at %s:%d %s()\n",       \
				__FILE__, __LINE__, __func__);                 \
			_printk(KERN_WARNING __VA_ARGS__);                     \
		}                                                              \
		unlikely(tw_warned);                                           \
	})
#define WARN_ON(condition)                                                     \
	({                                                                     \
		bool tw_warned = !!(condition);                                \
		if (unlikely(tw_warned))                                       \
			_printk(KERN_WARNING "WARNING: at %s:%d %s()\n",       \
				__FILE__, __LINE__, __func__);                 \
		unlikely(tw_warned);                                           \
	})
#define WARN_ON_ONCE(condition)	  WARN_ON(condition)
#define WARN_ONCE(condition, ...) WARN(condition, __VA_ARGS__)

#define BUILD_BUG_ON(condition) _Static_assert(!(condition), #condition)

#endif /* TW_LINUX_BUG_H */
