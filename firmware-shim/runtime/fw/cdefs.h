/* SPDX-License-Identifier: MIT */
/* Included before each of firmware's sources: what newlib's <sys/cdefs.h> has
 * and the host's has not. */
#ifndef TW_FW_CDEFS_H
#define TW_FW_CDEFS_H

#include <sys/cdefs.h>

/* newlib's expand their arguments. */
#undef __CONCAT
#define __CONCAT1(a, b) a##b
#define __CONCAT(a, b)	__CONCAT1(a, b)

#define __aligned(n)	   __attribute__((__aligned__(n)))
#define __packed	   __attribute__((__packed__))
#define __printflike(f, v) __attribute__((__format__(__printf__, f, v)))
#define __section(s)	   __attribute__((__section__(s)))
#define __used		   __attribute__((__used__))
#define __unused	   __attribute__((__unused__))
#define __weak_symbol	   __attribute__((__weak__))

#endif /* TW_FW_CDEFS_H */
