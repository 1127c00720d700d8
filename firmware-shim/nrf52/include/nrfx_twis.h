/* SPDX-License-Identifier: MIT */
/* The driver of TWIS, as nrfx 2 has it. */
#ifndef NRFX_TWIS_H__
#define NRFX_TWIS_H__

#include "hal/nrf_gpio.h"
#include "hal/nrf_twis.h"

#ifdef __cplusplus
extern "C" {
#endif

/* To the linker these are ours: a checkout's headers without its sources must
 * not end here, where structs are others. */
#define nrfx_twis_init		      tw_nrfx_twis_init
#define nrfx_twis_uninit	      tw_nrfx_twis_uninit
#define nrfx_twis_enable	      tw_nrfx_twis_enable
#define nrfx_twis_disable	      tw_nrfx_twis_disable
#define nrfx_twis_error_get_and_clear tw_nrfx_twis_error_get_and_clear
#define nrfx_twis_tx_prepare	      tw_nrfx_twis_tx_prepare
#define nrfx_twis_rx_prepare	      tw_nrfx_twis_rx_prepare
#define nrfx_twis_is_busy	      tw_nrfx_twis_is_busy
#define nrfx_twis_is_waiting_tx_buff  tw_nrfx_twis_is_waiting_tx_buff
#define nrfx_twis_is_waiting_rx_buff  tw_nrfx_twis_is_waiting_rx_buff
#define nrfx_twis_is_pending_tx	      tw_nrfx_twis_is_pending_tx
#define nrfx_twis_is_pending_rx	      tw_nrfx_twis_is_pending_rx

typedef struct {
	NRF_TWIS_Type *p_reg;
	uint8_t drv_inst_idx;
} nrfx_twis_t;

#define NRFX_TWIS_INSTANCE(id)                                                 \
	{                                                                      \
		.p_reg = NRFX_CONCAT_2(NRF_TWIS, id), .drv_inst_idx = (id),    \
	}

typedef enum {
	NRFX_TWIS_EVT_READ_REQ, /* buf_req: give a buffer, SCL is held */
	NRFX_TWIS_EVT_READ_DONE,
	NRFX_TWIS_EVT_READ_ERROR, /* no DONE comes */
	NRFX_TWIS_EVT_WRITE_REQ,  /* buf_req: as above */
	NRFX_TWIS_EVT_WRITE_DONE,
	NRFX_TWIS_EVT_WRITE_ERROR, /* no DONE comes */
	NRFX_TWIS_EVT_GENERAL_ERROR,
} nrfx_twis_evt_type_t;

typedef enum {
	NRFX_TWIS_ERROR_OVERFLOW = NRF_TWIS_ERROR_OVERFLOW,
	NRFX_TWIS_ERROR_DATA_NACK = NRF_TWIS_ERROR_DATA_NACK,
	NRFX_TWIS_ERROR_OVERREAD = NRF_TWIS_ERROR_OVERREAD,
	NRFX_TWIS_ERROR_UNEXPECTED_EVENT = 1 << 8,
} nrfx_twis_error_t;

typedef struct {
	nrfx_twis_evt_type_t type;
	union {
		bool buf_req;
		uint32_t tx_amount;
		uint32_t rx_amount;
		uint32_t error;
	} data;
} nrfx_twis_evt_t;

typedef void (*nrfx_twis_event_handler_t)(nrfx_twis_evt_t const *p_event);

typedef struct {
	uint32_t addr[2]; /* 0: none */
	uint32_t scl;
	uint32_t sda;
	nrf_gpio_pin_pull_t scl_pull;
	nrf_gpio_pin_pull_t sda_pull;
	uint8_t interrupt_priority;
	bool skip_gpio_cfg;
	bool skip_psel_cfg;
} nrfx_twis_config_t;

#define NRFX_TWIS_DEFAULT_CONFIG(pin_scl, pin_sda, address)                    \
	{                                                                      \
		.addr = {(address), 0}, .scl = (pin_scl), .sda = (pin_sda),    \
		.scl_pull = NRF_GPIO_PIN_NOPULL,                               \
		.sda_pull = NRF_GPIO_PIN_NOPULL,                               \
		.interrupt_priority = NRFX_DEFAULT_IRQ_PRIORITY,               \
	}

/* Without a handler the state is asked with the functions below. */
nrfx_err_t nrfx_twis_init(nrfx_twis_t const *p_instance,
			  nrfx_twis_config_t const *p_config,
			  nrfx_twis_event_handler_t event_handler);
void nrfx_twis_uninit(nrfx_twis_t const *p_instance);
void nrfx_twis_enable(nrfx_twis_t const *p_instance);
void nrfx_twis_disable(nrfx_twis_t const *p_instance);
uint32_t nrfx_twis_error_get_and_clear(nrfx_twis_t const *p_instance);

/* NRFX_ERROR_INVALID_ADDR: the buffer is not in RAM. */
nrfx_err_t nrfx_twis_tx_prepare(nrfx_twis_t const *p_instance,
				void const *p_buf, size_t size);
nrfx_err_t nrfx_twis_rx_prepare(nrfx_twis_t const *p_instance, void *p_buf,
				size_t size);

static inline size_t nrfx_twis_tx_amount(nrfx_twis_t const *p_instance)
{
	return nrf_twis_tx_amount_get(p_instance->p_reg);
}

static inline size_t nrfx_twis_rx_amount(nrfx_twis_t const *p_instance)
{
	return nrf_twis_rx_amount_get(p_instance->p_reg);
}

bool nrfx_twis_is_busy(nrfx_twis_t const *p_instance);
bool nrfx_twis_is_waiting_tx_buff(nrfx_twis_t const *p_instance);
bool nrfx_twis_is_waiting_rx_buff(nrfx_twis_t const *p_instance);
bool nrfx_twis_is_pending_tx(nrfx_twis_t const *p_instance);
bool nrfx_twis_is_pending_rx(nrfx_twis_t const *p_instance);

#ifdef __cplusplus
}
#endif

#endif /* NRFX_TWIS_H__ */
