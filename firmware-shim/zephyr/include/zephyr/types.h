/* SPDX-License-Identifier: MIT */
#ifndef TW_ZEPHYR_TYPES_H
#define TW_ZEPHYR_TYPES_H

#include <stddef.h>
#include <stdint.h>

#endif /* TW_ZEPHYR_TYPES_H */
