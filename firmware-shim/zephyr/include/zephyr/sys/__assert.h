/* SPDX-License-Identifier: MIT */
/* Assertions are on: one that fails is a crash. */
#ifndef TW_ZEPHYR_SYS___ASSERT_H
#define TW_ZEPHYR_SYS___ASSERT_H

#include <zephyr/toolchain.h>

#include <assert.h>

#define __ASSERT(test, ...)   assert(test)
#define __ASSERT_NO_MSG(test) assert(test)
#define __ASSERT_EVAL(expr1, expr2, test, ...)                                 \
	do {                                                                   \
		expr2;                                                         \
		assert(test);                                                  \
	} while (0)

#endif /* TW_ZEPHYR_SYS___ASSERT_H */
