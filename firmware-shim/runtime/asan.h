/* SPDX-License-Identifier: MIT */
/* What a simulator built with AddressSanitizer must be told. */
#ifndef TW_RUNTIME_ASAN_H
#define TW_RUNTIME_ASAN_H

#include <stddef.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WITH_ASAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define WITH_ASAN 1
#endif

#ifdef WITH_ASAN
void __asan_unpoison_memory_region(void const volatile *addr, size_t size);
#endif

/* Frames on a stack that is left for good mark it as theirs for ever. */
static inline void forget_frames(void *low, size_t size)
{
#ifdef WITH_ASAN
	__asan_unpoison_memory_region(low, size);
#endif
}

#endif /* TW_RUNTIME_ASAN_H */
