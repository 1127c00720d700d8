/* SPDX-License-Identifier: MIT */
/* Yours, if its folder is named with -I. Else nothing is logged. */
#if __has_include_next(<nrfx_log.h>)
#include_next <nrfx_log.h>
#elif !defined(NRFX_LOG_H__)
#define NRFX_LOG_H__

#define NRFX_LOG_ERROR(format, ...)
#define NRFX_LOG_WARNING(format, ...)
#define NRFX_LOG_INFO(format, ...)
#define NRFX_LOG_DEBUG(format, ...)
#define NRFX_LOG_HEXDUMP_ERROR(p_memory, length)
#define NRFX_LOG_HEXDUMP_WARNING(p_memory, length)
#define NRFX_LOG_HEXDUMP_INFO(p_memory, length)
#define NRFX_LOG_HEXDUMP_DEBUG(p_memory, length)
#define NRFX_LOG_ERROR_STRING_GET(error_code) ""

#endif
