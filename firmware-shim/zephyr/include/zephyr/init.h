/* SPDX-License-Identifier: MIT */
#ifndef TW_ZEPHYR_INIT_H
#define TW_ZEPHYR_INIT_H

#include <zephyr/toolchain.h>

struct device;

enum tw_init_level {
	TW_INIT_EARLY,
	TW_INIT_PRE_KERNEL_1,
	TW_INIT_PRE_KERNEL_2,
	TW_INIT_POST_KERNEL,
	TW_INIT_APPLICATION,
	TW_INIT_SMP,
	TW_INIT_LEVELS,
};

/* @init is for a device, @function for none. */
struct tw_init_entry {
	enum tw_init_level level;
	int priority;
	int (*function)(void);
	int (*init)(const struct device *dev);
	const struct device *dev;
};

/* Aligned, lest a compiler does it and leaves gaps. */
#define TW_INIT_ENTRY(name)                                                    \
	static const struct tw_init_entry tw_init_##name __attribute__((       \
		__used__, __aligned__(8), __section__("tw_init_entries")))

#define SYS_INIT_NAMED(name, init_fn, init_level, prio)                        \
	TW_INIT_ENTRY(name) = {.level = TW_INIT_##init_level,                  \
			       .priority = (prio),                             \
			       .function = (init_fn)}
#define SYS_INIT(init_fn, init_level, prio)                                    \
	SYS_INIT_NAMED(init_fn, init_fn, init_level, prio)

#endif /* TW_ZEPHYR_INIT_H */
