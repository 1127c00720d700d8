/* SPDX-License-Identifier: MIT */
/* The vendor's tells RAM by the address, which here is another: this asks. */
#ifndef TW_NRFX_COMMON_H
#define TW_NRFX_COMMON_H

#define nrfx_is_in_ram nrfx_is_in_ram_by_address
#include_next <drivers/nrfx_common.h>
#undef nrfx_is_in_ram

int tw_fw_in_ram(const void *at, size_t len);

static inline bool nrfx_is_in_ram(void const *p_object)
{
	return tw_fw_in_ram(p_object, 1);
}

#endif
