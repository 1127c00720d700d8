/* SPDX-License-Identifier: MIT */
#ifndef TW_LINUX_MATH_H
#define TW_LINUX_MATH_H

#define DIV_ROUND_UP(n, d)	(((n) + (d)-1) / (d))
#define DIV_ROUND_CLOSEST(n, d) (((n) + (d) / 2) / (d))
#define round_up(x, y)		((((x)-1) | ((__typeof__(x))((y)-1))) + 1)
#define round_down(x, y)	((x) & ~((__typeof__(x))((y)-1)))
#define roundup(x, y)		(((x) + (y)-1) / (y) * (y))
#define rounddown(x, y)		((x) - (x) % (y))
#define ALIGN(x, a)		round_up(x, (__typeof__(x))(a))

#endif /* TW_LINUX_MATH_H */
