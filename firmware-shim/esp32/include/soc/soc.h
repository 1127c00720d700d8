/* SPDX-License-Identifier: MIT */
/* Registers by address. */
#ifndef SOC_SOC_H
#define SOC_SOC_H

#include <stdint.h>

#include <soc/reg_base.h>

#define BIT(n)	 (1ul << (n))
#define BIT64(n) (1ull << (n))

#define REG_READ(addr)	     (*(volatile uint32_t *)(uintptr_t)(addr))
#define REG_WRITE(addr, val) (*(volatile uint32_t *)(uintptr_t)(addr) = (val))
#define REG_SET_BIT(addr, bits)	  REG_WRITE(addr, REG_READ(addr) | (bits))
#define REG_CLR_BIT(addr, bits)	  REG_WRITE(addr, REG_READ(addr) & ~(bits))
#define READ_PERI_REG(addr)	  REG_READ(addr)
#define WRITE_PERI_REG(addr, val) REG_WRITE(addr, val)

#define APB_CLK_FREQ  80000000
#define XTAL_CLK_FREQ 40000000

#endif /* SOC_SOC_H */
