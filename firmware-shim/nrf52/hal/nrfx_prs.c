/* SPDX-License-Identifier: MIT */
/* nrfx_prs: the two serial instances' vectors. */
#include "nrfx_prs.h"

static nrfx_irq_handler_t handlers[2];

static unsigned box_of(void const *p_base_addr)
{
	return (uintptr_t)p_base_addr == (uintptr_t)NRF_TWIM1;
}

nrfx_err_t tw_nrfx_prs_acquire(void const *p_base_addr,
			       nrfx_irq_handler_t irq_handler)
{
	nrfx_irq_handler_t *handler = &handlers[box_of(p_base_addr)];

	if (*handler)
		return NRFX_ERROR_BUSY;
	*handler = irq_handler;
	return NRFX_SUCCESS;
}

void tw_nrfx_prs_release(void const *p_base_addr)
{
	handlers[box_of(p_base_addr)] = NULL;
}

void SPIM0_SPIS0_TWIM0_TWIS0_SPI0_TWI0_IRQHandler(void);
void SPIM0_SPIS0_TWIM0_TWIS0_SPI0_TWI0_IRQHandler(void)
{
	handlers[0]();
}

void SPIM1_SPIS1_TWIM1_TWIS1_SPI1_TWI1_IRQHandler(void);
void SPIM1_SPIS1_TWIM1_TWIS1_SPI1_TWI1_IRQHandler(void)
{
	handlers[1]();
}
