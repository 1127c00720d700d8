/* SPDX-License-Identifier: MIT */
/* The registers of TWIM by functions. */
#ifndef NRF_TWIM_H__
#define NRF_TWIM_H__

#include "nrfx.h"

typedef enum {
	NRF_TWIM_TASK_STARTRX = offsetof(NRF_TWIM_Type, TASKS_STARTRX),
	NRF_TWIM_TASK_STARTTX = offsetof(NRF_TWIM_Type, TASKS_STARTTX),
	NRF_TWIM_TASK_STOP = offsetof(NRF_TWIM_Type, TASKS_STOP),
	NRF_TWIM_TASK_SUSPEND = offsetof(NRF_TWIM_Type, TASKS_SUSPEND),
	NRF_TWIM_TASK_RESUME = offsetof(NRF_TWIM_Type, TASKS_RESUME),
} nrf_twim_task_t;

typedef enum {
	NRF_TWIM_EVENT_STOPPED = offsetof(NRF_TWIM_Type, EVENTS_STOPPED),
	NRF_TWIM_EVENT_ERROR = offsetof(NRF_TWIM_Type, EVENTS_ERROR),
	NRF_TWIM_EVENT_SUSPENDED = offsetof(NRF_TWIM_Type, EVENTS_SUSPENDED),
	NRF_TWIM_EVENT_RXSTARTED = offsetof(NRF_TWIM_Type, EVENTS_RXSTARTED),
	NRF_TWIM_EVENT_TXSTARTED = offsetof(NRF_TWIM_Type, EVENTS_TXSTARTED),
	NRF_TWIM_EVENT_LASTRX = offsetof(NRF_TWIM_Type, EVENTS_LASTRX),
	NRF_TWIM_EVENT_LASTTX = offsetof(NRF_TWIM_Type, EVENTS_LASTTX),
} nrf_twim_event_t;

typedef enum {
	NRF_TWIM_SHORT_LASTTX_STARTRX_MASK = TWIM_SHORTS_LASTTX_STARTRX_Msk,
	NRF_TWIM_SHORT_LASTTX_SUSPEND_MASK = TWIM_SHORTS_LASTTX_SUSPEND_Msk,
	NRF_TWIM_SHORT_LASTTX_STOP_MASK = TWIM_SHORTS_LASTTX_STOP_Msk,
	NRF_TWIM_SHORT_LASTRX_STARTTX_MASK = TWIM_SHORTS_LASTRX_STARTTX_Msk,
	NRF_TWIM_SHORT_LASTRX_SUSPEND_MASK = TWIM_SHORTS_LASTRX_SUSPEND_Msk,
	NRF_TWIM_SHORT_LASTRX_STOP_MASK = TWIM_SHORTS_LASTRX_STOP_Msk,
} nrf_twim_short_mask_t;

typedef enum {
	NRF_TWIM_INT_STOPPED_MASK = TWIM_INTEN_STOPPED_Msk,
	NRF_TWIM_INT_ERROR_MASK = TWIM_INTEN_ERROR_Msk,
	NRF_TWIM_INT_SUSPENDED_MASK = TWIM_INTEN_SUSPENDED_Msk,
	NRF_TWIM_INT_RXSTARTED_MASK = TWIM_INTEN_RXSTARTED_Msk,
	NRF_TWIM_INT_TXSTARTED_MASK = TWIM_INTEN_TXSTARTED_Msk,
	NRF_TWIM_INT_LASTRX_MASK = TWIM_INTEN_LASTRX_Msk,
	NRF_TWIM_INT_LASTTX_MASK = TWIM_INTEN_LASTTX_Msk,
} nrf_twim_int_mask_t;

typedef enum {
	NRF_TWIM_FREQ_100K = TWIM_FREQUENCY_FREQUENCY_K100,
	NRF_TWIM_FREQ_250K = TWIM_FREQUENCY_FREQUENCY_K250,
	NRF_TWIM_FREQ_400K = TWIM_FREQUENCY_FREQUENCY_K400,
} nrf_twim_frequency_t;

typedef enum {
	NRF_TWIM_ERROR_OVERRUN = TWIM_ERRORSRC_OVERRUN_Msk,
	NRF_TWIM_ERROR_ADDRESS_NACK = TWIM_ERRORSRC_ANACK_Msk,
	NRF_TWIM_ERROR_DATA_NACK = TWIM_ERRORSRC_DNACK_Msk,
} nrf_twim_error_t;

static inline volatile uint32_t *nrf_twim_reg(NRF_TWIM_Type *p_reg,
					      uint32_t offset)
{
	return (volatile uint32_t *)((uintptr_t)p_reg + offset);
}

static inline void nrf_twim_task_trigger(NRF_TWIM_Type *p_reg,
					 nrf_twim_task_t task)
{
	*nrf_twim_reg(p_reg, (uint32_t)task) = 1;
}

static inline void nrf_twim_event_clear(NRF_TWIM_Type *p_reg,
					nrf_twim_event_t event)
{
	*nrf_twim_reg(p_reg, (uint32_t)event) = 0;
	(void)*nrf_twim_reg(p_reg, (uint32_t)event);
}

static inline bool nrf_twim_event_check(NRF_TWIM_Type const *p_reg,
					nrf_twim_event_t event)
{
	return *nrf_twim_reg((NRF_TWIM_Type *)p_reg, (uint32_t)event) != 0;
}

static inline void nrf_twim_shorts_set(NRF_TWIM_Type *p_reg, uint32_t mask)
{
	p_reg->SHORTS = mask;
}

static inline void nrf_twim_shorts_enable(NRF_TWIM_Type *p_reg, uint32_t mask)
{
	p_reg->SHORTS |= mask;
}

static inline void nrf_twim_shorts_disable(NRF_TWIM_Type *p_reg, uint32_t mask)
{
	p_reg->SHORTS &= ~mask;
}

static inline void nrf_twim_int_enable(NRF_TWIM_Type *p_reg, uint32_t mask)
{
	p_reg->INTENSET = mask;
}

static inline void nrf_twim_int_disable(NRF_TWIM_Type *p_reg, uint32_t mask)
{
	p_reg->INTENCLR = mask;
}

static inline void nrf_twim_enable(NRF_TWIM_Type *p_reg)
{
	p_reg->ENABLE = TWIM_ENABLE_ENABLE_Enabled;
}

static inline void nrf_twim_disable(NRF_TWIM_Type *p_reg)
{
	p_reg->ENABLE = TWIM_ENABLE_ENABLE_Disabled;
}

static inline void nrf_twim_pins_set(NRF_TWIM_Type *p_reg, uint32_t scl_pin,
				     uint32_t sda_pin)
{
	p_reg->PSEL.SCL = scl_pin;
	p_reg->PSEL.SDA = sda_pin;
}

static inline uint32_t nrf_twim_scl_pin_get(NRF_TWIM_Type const *p_reg)
{
	return p_reg->PSEL.SCL;
}

static inline uint32_t nrf_twim_sda_pin_get(NRF_TWIM_Type const *p_reg)
{
	return p_reg->PSEL.SDA;
}

static inline void nrf_twim_frequency_set(NRF_TWIM_Type *p_reg,
					  nrf_twim_frequency_t frequency)
{
	p_reg->FREQUENCY = (uint32_t)frequency;
}

static inline uint32_t nrf_twim_errorsrc_get_and_clear(NRF_TWIM_Type *p_reg)
{
	uint32_t source = p_reg->ERRORSRC;

	p_reg->ERRORSRC = source;
	return source;
}

static inline void nrf_twim_address_set(NRF_TWIM_Type *p_reg, uint8_t address)
{
	p_reg->ADDRESS = address;
}

static inline void nrf_twim_tx_buffer_set(NRF_TWIM_Type *p_reg,
					  uint8_t const *p_buffer,
					  size_t length)
{
	p_reg->TXD.PTR = (uint32_t)(uintptr_t)p_buffer;
	p_reg->TXD.MAXCNT = (uint32_t)length;
}

static inline void nrf_twim_rx_buffer_set(NRF_TWIM_Type *p_reg,
					  uint8_t *p_buffer, size_t length)
{
	p_reg->RXD.PTR = (uint32_t)(uintptr_t)p_buffer;
	p_reg->RXD.MAXCNT = (uint32_t)length;
}

static inline size_t nrf_twim_txd_amount_get(NRF_TWIM_Type const *p_reg)
{
	return p_reg->TXD.AMOUNT;
}

static inline size_t nrf_twim_rxd_amount_get(NRF_TWIM_Type const *p_reg)
{
	return p_reg->RXD.AMOUNT;
}

static inline void nrf_twim_tx_list_enable(NRF_TWIM_Type *p_reg)
{
	p_reg->TXD.LIST = TWIM_TXD_LIST_LIST_ArrayList;
}

static inline void nrf_twim_tx_list_disable(NRF_TWIM_Type *p_reg)
{
	p_reg->TXD.LIST = 0;
}

static inline void nrf_twim_rx_list_enable(NRF_TWIM_Type *p_reg)
{
	p_reg->RXD.LIST = TWIM_RXD_LIST_LIST_ArrayList;
}

static inline void nrf_twim_rx_list_disable(NRF_TWIM_Type *p_reg)
{
	p_reg->RXD.LIST = 0;
}

#endif /* NRF_TWIM_H__ */
