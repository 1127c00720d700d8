/* SPDX-License-Identifier: MIT */
/* As drivers/nrfx_common.h, in nrfx 3 and 4. */
#ifndef TW_NRF_COMMON_H
#define TW_NRF_COMMON_H

#define nrf_dma_accessible_check nrf_dma_accessible_check_by_address
#include_next <hal/nrf_common.h>
#undef nrf_dma_accessible_check

static inline bool nrf_dma_accessible_check(void const *p_reg,
					    void const *p_object)
{
	(void)p_reg;
	return nrfx_is_in_ram(p_object);
}

#endif
