/* SPDX-License-Identifier: MIT */
#ifndef ESP_ROM_SYS_H
#define ESP_ROM_SYS_H

#include <stdint.h>
#include <stdio.h>

/* Busy: other tasks of lower priority do not run meanwhile. */
void esp_rom_delay_us(uint32_t us);
uint32_t esp_rom_get_cpu_ticks_per_us(void);

#define esp_rom_printf printf
#define ets_printf     printf
#define ets_delay_us   esp_rom_delay_us

#endif /* ESP_ROM_SYS_H */
