/* SPDX-License-Identifier: MIT */
/* The registers of TWIS by functions. */
#ifndef NRF_TWIS_H__
#define NRF_TWIS_H__

#include "nrfx.h"

typedef enum {
	NRF_TWIS_TASK_STOP = offsetof(NRF_TWIS_Type, TASKS_STOP),
	NRF_TWIS_TASK_SUSPEND = offsetof(NRF_TWIS_Type, TASKS_SUSPEND),
	NRF_TWIS_TASK_RESUME = offsetof(NRF_TWIS_Type, TASKS_RESUME),
	NRF_TWIS_TASK_PREPARERX = offsetof(NRF_TWIS_Type, TASKS_PREPARERX),
	NRF_TWIS_TASK_PREPARETX = offsetof(NRF_TWIS_Type, TASKS_PREPARETX),
} nrf_twis_task_t;

typedef enum {
	NRF_TWIS_EVENT_STOPPED = offsetof(NRF_TWIS_Type, EVENTS_STOPPED),
	NRF_TWIS_EVENT_ERROR = offsetof(NRF_TWIS_Type, EVENTS_ERROR),
	NRF_TWIS_EVENT_RXSTARTED = offsetof(NRF_TWIS_Type, EVENTS_RXSTARTED),
	NRF_TWIS_EVENT_TXSTARTED = offsetof(NRF_TWIS_Type, EVENTS_TXSTARTED),
	NRF_TWIS_EVENT_WRITE = offsetof(NRF_TWIS_Type, EVENTS_WRITE),
	NRF_TWIS_EVENT_READ = offsetof(NRF_TWIS_Type, EVENTS_READ),
} nrf_twis_event_t;

typedef enum {
	NRF_TWIS_SHORT_WRITE_SUSPEND_MASK = TWIS_SHORTS_WRITE_SUSPEND_Msk,
	NRF_TWIS_SHORT_READ_SUSPEND_MASK = TWIS_SHORTS_READ_SUSPEND_Msk,
} nrf_twis_short_mask_t;

typedef enum {
	NRF_TWIS_INT_STOPPED_MASK = TWIS_INTEN_STOPPED_Msk,
	NRF_TWIS_INT_ERROR_MASK = TWIS_INTEN_ERROR_Msk,
	NRF_TWIS_INT_RXSTARTED_MASK = TWIS_INTEN_RXSTARTED_Msk,
	NRF_TWIS_INT_TXSTARTED_MASK = TWIS_INTEN_TXSTARTED_Msk,
	NRF_TWIS_INT_WRITE_MASK = TWIS_INTEN_WRITE_Msk,
	NRF_TWIS_INT_READ_MASK = TWIS_INTEN_READ_Msk,
} nrf_twis_int_mask_t;

typedef enum {
	NRF_TWIS_ERROR_OVERFLOW = TWIS_ERRORSRC_OVERFLOW_Msk,
	NRF_TWIS_ERROR_DATA_NACK = TWIS_ERRORSRC_DNACK_Msk,
	NRF_TWIS_ERROR_OVERREAD = TWIS_ERRORSRC_OVERREAD_Msk,
} nrf_twis_error_t;

typedef enum {
	NRF_TWIS_CONFIG_ADDRESS0_MASK = TWIS_CONFIG_ADDRESS0_Msk,
	NRF_TWIS_CONFIG_ADDRESS1_MASK = TWIS_CONFIG_ADDRESS1_Msk,
	NRF_TWIS_CONFIG_ADDRESS01_MASK =
		TWIS_CONFIG_ADDRESS0_Msk | TWIS_CONFIG_ADDRESS1_Msk,
} nrf_twis_config_addr_mask_t;

typedef uint8_t nrf_twis_address_t;

static inline volatile uint32_t *nrf_twis_reg(NRF_TWIS_Type *p_reg,
					      uint32_t offset)
{
	return (volatile uint32_t *)((uintptr_t)p_reg + offset);
}

static inline void nrf_twis_task_trigger(NRF_TWIS_Type *p_reg,
					 nrf_twis_task_t task)
{
	*nrf_twis_reg(p_reg, (uint32_t)task) = 1;
}

/* Written, and read back: the write is through then. */
static inline void nrf_twis_event_clear(NRF_TWIS_Type *p_reg,
					nrf_twis_event_t event)
{
	*nrf_twis_reg(p_reg, (uint32_t)event) = 0;
	(void)*nrf_twis_reg(p_reg, (uint32_t)event);
}

static inline bool nrf_twis_event_check(NRF_TWIS_Type const *p_reg,
					nrf_twis_event_t event)
{
	return *nrf_twis_reg((NRF_TWIS_Type *)p_reg, (uint32_t)event) != 0;
}

static inline bool nrf_twis_event_get_and_clear(NRF_TWIS_Type *p_reg,
						nrf_twis_event_t event)
{
	bool happened = nrf_twis_event_check(p_reg, event);

	if (happened)
		nrf_twis_event_clear(p_reg, event);
	return happened;
}

static inline void nrf_twis_shorts_enable(NRF_TWIS_Type *p_reg, uint32_t mask)
{
	p_reg->SHORTS |= mask;
}

static inline void nrf_twis_shorts_disable(NRF_TWIS_Type *p_reg, uint32_t mask)
{
	p_reg->SHORTS &= ~mask;
}

static inline void nrf_twis_int_enable(NRF_TWIS_Type *p_reg, uint32_t mask)
{
	p_reg->INTENSET = mask;
}

static inline void nrf_twis_int_disable(NRF_TWIS_Type *p_reg, uint32_t mask)
{
	p_reg->INTENCLR = mask;
}

static inline uint32_t nrf_twis_int_enable_check(NRF_TWIS_Type const *p_reg,
						 uint32_t mask)
{
	return p_reg->INTENSET & mask;
}

static inline uint32_t nrf_twis_error_source_get_and_clear(NRF_TWIS_Type *p_reg)
{
	uint32_t source = p_reg->ERRORSRC;

	p_reg->ERRORSRC = source;
	return source;
}

static inline uint_fast8_t nrf_twis_match_get(NRF_TWIS_Type const *p_reg)
{
	return (uint_fast8_t)p_reg->MATCH;
}

static inline void nrf_twis_enable(NRF_TWIS_Type *p_reg)
{
	p_reg->ENABLE = TWIS_ENABLE_ENABLE_Enabled;
}

static inline void nrf_twis_disable(NRF_TWIS_Type *p_reg)
{
	p_reg->ENABLE = TWIS_ENABLE_ENABLE_Disabled;
}

static inline void nrf_twis_pins_set(NRF_TWIS_Type *p_reg, uint32_t scl,
				     uint32_t sda)
{
	p_reg->PSEL.SCL = scl;
	p_reg->PSEL.SDA = sda;
}

static inline uint32_t nrf_twis_scl_pin_get(NRF_TWIS_Type const *p_reg)
{
	return p_reg->PSEL.SCL;
}

static inline uint32_t nrf_twis_sda_pin_get(NRF_TWIS_Type const *p_reg)
{
	return p_reg->PSEL.SDA;
}

static inline void nrf_twis_rx_buffer_set(NRF_TWIS_Type *p_reg, uint8_t *p_buf,
					  size_t length)
{
	p_reg->RXD.PTR = (uint32_t)(uintptr_t)p_buf;
	p_reg->RXD.MAXCNT = (uint32_t)length;
}

static inline void nrf_twis_rx_prepare(NRF_TWIS_Type *p_reg, uint8_t *p_buf,
				       size_t length)
{
	nrf_twis_rx_buffer_set(p_reg, p_buf, length);
	nrf_twis_task_trigger(p_reg, NRF_TWIS_TASK_PREPARERX);
}

static inline size_t nrf_twis_rx_amount_get(NRF_TWIS_Type const *p_reg)
{
	return p_reg->RXD.AMOUNT;
}

static inline void nrf_twis_tx_buffer_set(NRF_TWIS_Type *p_reg,
					  uint8_t const *p_buf, size_t length)
{
	p_reg->TXD.PTR = (uint32_t)(uintptr_t)p_buf;
	p_reg->TXD.MAXCNT = (uint32_t)length;
}

static inline void nrf_twis_tx_prepare(NRF_TWIS_Type *p_reg,
				       uint8_t const *p_buf, size_t length)
{
	nrf_twis_tx_buffer_set(p_reg, p_buf, length);
	nrf_twis_task_trigger(p_reg, NRF_TWIS_TASK_PREPARETX);
}

static inline size_t nrf_twis_tx_amount_get(NRF_TWIS_Type const *p_reg)
{
	return p_reg->TXD.AMOUNT;
}

static inline void nrf_twis_address_set(NRF_TWIS_Type *p_reg, uint_fast8_t n,
					nrf_twis_address_t addr)
{
	p_reg->ADDRESS[n] = addr;
}

static inline nrf_twis_address_t
nrf_twis_address_get(NRF_TWIS_Type const *p_reg, uint_fast8_t n)
{
	return (nrf_twis_address_t)p_reg->ADDRESS[n];
}

static inline void
nrf_twis_config_address_set(NRF_TWIS_Type *p_reg,
			    nrf_twis_config_addr_mask_t addr_mask)
{
	p_reg->CONFIG = (uint32_t)addr_mask;
}

static inline void nrf_twis_orc_set(NRF_TWIS_Type *p_reg, uint8_t orc)
{
	p_reg->ORC = orc;
}

static inline uint8_t nrf_twis_orc_get(NRF_TWIS_Type const *p_reg)
{
	return (uint8_t)p_reg->ORC;
}

#endif /* NRF_TWIS_H__ */
