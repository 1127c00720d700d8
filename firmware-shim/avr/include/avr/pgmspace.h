/* SPDX-License-Identifier: MIT */
/* Program memory is memory like any other here. */
#ifndef AVR_PGMSPACE_H
#define AVR_PGMSPACE_H

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define PROGMEM
#define PGM_P	   const char *
#define PGM_VOID_P const void *
#define PSTR(s)	   ((const char *)(s))

#define pgm_read_byte(addr)  (*(const uint8_t *)(addr))
#define pgm_read_word(addr)  (*(const uint16_t *)(addr))
#define pgm_read_dword(addr) (*(const uint32_t *)(addr))
#define pgm_read_float(addr) (*(const float *)(addr))
#define pgm_read_ptr(addr)   (*(void *const *)(addr))

#define pgm_read_byte_near(addr)  pgm_read_byte(addr)
#define pgm_read_word_near(addr)  pgm_read_word(addr)
#define pgm_read_dword_near(addr) pgm_read_dword(addr)
#define pgm_read_float_near(addr) pgm_read_float(addr)
#define pgm_read_ptr_near(addr)	  pgm_read_ptr(addr)

#define memcpy_P(to, from, n)	 memcpy((to), (from), (n))
#define memcmp_P(a, b, n)	 memcmp((a), (b), (n))
#define memchr_P(s, c, n)	 memchr((s), (c), (n))
#define strlen_P(s)		 strlen(s)
#define strcpy_P(to, from)	 strcpy((to), (from))
#define strncpy_P(to, from, n)	 strncpy((to), (from), (n))
#define strcat_P(to, from)	 strcat((to), (from))
#define strcmp_P(a, b)		 strcmp((a), (b))
#define strncmp_P(a, b, n)	 strncmp((a), (b), (n))
#define strcasecmp_P(a, b)	 strcasecmp((a), (b))
#define strchr_P(s, c)		 strchr((s), (c))
#define strstr_P(a, b)		 strstr((a), (b))
#define printf_P(...)		 printf(__VA_ARGS__)
#define sprintf_P(to, ...)	 sprintf((to), __VA_ARGS__)
#define snprintf_P(to, n, ...)	 snprintf((to), (n), __VA_ARGS__)
#define vsnprintf_P(to, n, f, a) vsnprintf((to), (n), (f), (a))
#define puts_P(s)		 puts(s)

#endif /* AVR_PGMSPACE_H */
