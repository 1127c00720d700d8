/* SPDX-License-Identifier: MIT */
/* newlib's own headers bring its locks along. */
#ifndef TW_ESP_TYPES_H
#define TW_ESP_TYPES_H

#include_next <esp_types.h>

#include <sys/lock.h>

#endif /* TW_ESP_TYPES_H */
