/* SPDX-License-Identifier: MIT */
#ifndef AVR_CPUFUNC_H
#define AVR_CPUFUNC_H

#define _NOP()		 __asm__ __volatile__("" ::: "memory")
#define _MemoryBarrier() __asm__ __volatile__("" ::: "memory")

#endif /* AVR_CPUFUNC_H */
