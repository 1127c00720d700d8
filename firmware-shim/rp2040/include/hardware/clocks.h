/* SPDX-License-Identifier: MIT */
/* The clocks and how fast they are. */
#ifndef HARDWARE_CLOCKS_H
#define HARDWARE_CLOCKS_H

#include "pico.h"
#include "hardware/structs/clocks.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KHZ 1000
#define MHZ 1000000

typedef clock_num_t clock_handle_t;
typedef enum clock_num_rp2040 clock_index;

void clocks_init(void);
uint32_t clock_get_hz(clock_handle_t clock);
void clock_set_reported_hz(clock_handle_t clock, uint hz);
uint32_t frequency_count_khz(uint src);

#ifdef __cplusplus
}
#endif

#endif
