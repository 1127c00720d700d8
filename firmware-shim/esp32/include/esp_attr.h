/* SPDX-License-Identifier: MIT */
/* Where in memory things go: of no meaning here. */
#ifndef ESP_ATTR_H
#define ESP_ATTR_H

#include <sdkconfig.h>

#define IRAM_ATTR
#define DRAM_ATTR
#define EXT_RAM_BSS_ATTR
#define RTC_DATA_ATTR
#define RTC_NOINIT_ATTR
#define __NOINIT_ATTR
#define WORD_ALIGNED_ATTR __attribute__((aligned(4)))
#define DMA_ATTR	  WORD_ALIGNED_ATTR
#define FORCE_INLINE_ATTR static inline __attribute__((always_inline))
#define NOINLINE_ATTR	  __attribute__((noinline))
#define DRAM_STR(str)	  (str)
#define IRAM_BSS_ATTR
#define TCM_DRAM_ATTR
#define TCM_IRAM_ATTR

#endif /* ESP_ATTR_H */
