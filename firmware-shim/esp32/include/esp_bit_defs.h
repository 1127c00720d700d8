/* SPDX-License-Identifier: MIT */
#ifndef ESP_BIT_DEFS_H
#define ESP_BIT_DEFS_H

#ifndef BIT
#define BIT(n) (1ul << (n))
#endif
#ifndef BIT64
#define BIT64(n) (1ull << (n))
#endif

/* clang-format off */
#define BIT0 0x00000001
#define BIT1 0x00000002
#define BIT2 0x00000004
#define BIT3 0x00000008
#define BIT4 0x00000010
#define BIT5 0x00000020
#define BIT6 0x00000040
#define BIT7 0x00000080
/* clang-format on */

#endif /* ESP_BIT_DEFS_H */
