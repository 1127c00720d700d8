/* SPDX-License-Identifier: MIT */
/* Waiting by counting cycles. */
#ifndef NRF_DELAY_H
#define NRF_DELAY_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

void nrf_delay_us(uint32_t us_time);
void nrf_delay_ms(uint32_t ms_time);

#ifdef __cplusplus
}
#endif

#endif /* NRF_DELAY_H */
