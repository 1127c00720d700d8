/* SPDX-License-Identifier: MIT */
/* What the drivers share: the chip and their errors, as nrfx 2 has them. */
#ifndef NRFX_H__
#define NRFX_H__

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nrf.h"
#include "nrf_delay.h"

#define NRFX_CHECK(module_enabled) (module_enabled)
#define NRFX_CONCAT_2_(a, b)	   a##b
#define NRFX_CONCAT_2(a, b)	   NRFX_CONCAT_2_(a, b)
#define NRFX_ASSERT(expression)	   assert(expression)
#define NRFX_DELAY_US(us)	   nrf_delay_us(us)

#define NRFX_ERROR_BASE_NUM	    0x0bad0000
#define NRFX_ERROR_DRIVERS_BASE_NUM (NRFX_ERROR_BASE_NUM + 0x10000)

typedef enum {
	NRFX_SUCCESS = NRFX_ERROR_BASE_NUM,
	NRFX_ERROR_INTERNAL,
	NRFX_ERROR_NO_MEM,
	NRFX_ERROR_NOT_SUPPORTED,
	NRFX_ERROR_INVALID_PARAM,
	NRFX_ERROR_INVALID_STATE,
	NRFX_ERROR_INVALID_LENGTH,
	NRFX_ERROR_TIMEOUT,
	NRFX_ERROR_FORBIDDEN,
	NRFX_ERROR_NULL,
	NRFX_ERROR_INVALID_ADDR,
	NRFX_ERROR_BUSY,
	NRFX_ERROR_ALREADY_INITIALIZED,
	NRFX_ERROR_DRV_TWI_ERR_OVERRUN = NRFX_ERROR_DRIVERS_BASE_NUM,
	NRFX_ERROR_DRV_TWI_ERR_ANACK,
	NRFX_ERROR_DRV_TWI_ERR_DNACK,
} nrfx_err_t;

/* The lowest. */
#define NRFX_DEFAULT_IRQ_PRIORITY 7

#endif /* NRFX_H__ */
