/* SPDX-License-Identifier: MIT */
/* Peripherals that share registers and an interrupt: whose it is now. */
#ifndef NRFX_PRS_H__
#define NRFX_PRS_H__

#include "nrfx.h"

#ifdef __cplusplus
extern "C" {
#endif

#define nrfx_prs_acquire tw_nrfx_prs_acquire
#define nrfx_prs_release tw_nrfx_prs_release

typedef void (*nrfx_irq_handler_t)(void);

/* NRFX_ERROR_BUSY: another driver has it. */
nrfx_err_t nrfx_prs_acquire(void const *p_base_addr,
			    nrfx_irq_handler_t irq_handler);
void nrfx_prs_release(void const *p_base_addr);

#ifdef __cplusplus
}
#endif

#endif /* NRFX_PRS_H__ */
