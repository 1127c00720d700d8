/* SPDX-License-Identifier: MIT */
/* The driver of TWIM, as nrfx 2 has it. Left out: HOLD_XFER and REPEATED_XFER,
 * which need PPI. */
#ifndef NRFX_TWIM_H__
#define NRFX_TWIM_H__

#include "hal/nrf_gpio.h"
#include "hal/nrf_twim.h"

#ifdef __cplusplus
extern "C" {
#endif

/* As in nrfx_twis.h. */
#define nrfx_twim_init	  tw_nrfx_twim_init
#define nrfx_twim_uninit  tw_nrfx_twim_uninit
#define nrfx_twim_enable  tw_nrfx_twim_enable
#define nrfx_twim_disable tw_nrfx_twim_disable
#define nrfx_twim_xfer	  tw_nrfx_twim_xfer
#define nrfx_twim_is_busy tw_nrfx_twim_is_busy

typedef struct {
	NRF_TWIM_Type *p_twim;
	uint8_t drv_inst_idx;
} nrfx_twim_t;

#define NRFX_TWIM_INSTANCE(id)                                                 \
	{                                                                      \
		.p_twim = NRFX_CONCAT_2(NRF_TWIM, id), .drv_inst_idx = (id),   \
	}

typedef struct {
	uint32_t scl;
	uint32_t sda;
	nrf_twim_frequency_t frequency;
	uint8_t interrupt_priority;
	bool hold_bus_uninit;
	bool skip_gpio_cfg;
	bool skip_psel_cfg;
} nrfx_twim_config_t;

#define NRFX_TWIM_DEFAULT_CONFIG(pin_scl, pin_sda)                             \
	{                                                                      \
		.scl = (pin_scl), .sda = (pin_sda),                            \
		.frequency = NRF_TWIM_FREQ_100K,                               \
		.interrupt_priority = NRFX_DEFAULT_IRQ_PRIORITY,               \
	}

#define NRFX_TWIM_FLAG_TX_POSTINC	      (1UL << 0)
#define NRFX_TWIM_FLAG_RX_POSTINC	      (1UL << 1)
#define NRFX_TWIM_FLAG_NO_XFER_EVT_HANDLER    (1UL << 2)
#define NRFX_TWIM_FLAG_HOLD_XFER	      (1UL << 3)
#define NRFX_TWIM_FLAG_REPEATED_XFER	      (1UL << 4)
#define NRFX_TWIM_FLAG_TX_NO_STOP	      (1UL << 5)
#define NRFX_TWIM_FLAG_NO_SPURIOUS_STOP_CHECK (1UL << 6)

typedef enum {
	NRFX_TWIM_EVT_DONE,
	NRFX_TWIM_EVT_ADDRESS_NACK,
	NRFX_TWIM_EVT_DATA_NACK,
	NRFX_TWIM_EVT_OVERRUN,
	NRFX_TWIM_EVT_BUS_ERROR, /* it ended, and not all was transferred */
} nrfx_twim_evt_type_t;

typedef enum {
	NRFX_TWIM_XFER_TX,
	NRFX_TWIM_XFER_RX,
	NRFX_TWIM_XFER_TXRX, /* joined by a repeated START */
	NRFX_TWIM_XFER_TXTX, /* the same, with the address again */
} nrfx_twim_xfer_type_t;

typedef struct {
	nrfx_twim_xfer_type_t type;
	uint8_t address;
	size_t primary_length;
	size_t secondary_length;
	uint8_t *p_primary_buf;
	uint8_t *p_secondary_buf;
} nrfx_twim_xfer_desc_t;

#define NRFX_TWIM_DESC_(kind, addr, p_1, len_1, p_2, len_2)                    \
	{                                                                      \
		.type = (kind), .address = (addr), .primary_length = (len_1),  \
		.secondary_length = (len_2), .p_primary_buf = (p_1),           \
		.p_secondary_buf = (p_2),                                      \
	}
#define NRFX_TWIM_XFER_DESC_TX(addr, p_data, length)                           \
	NRFX_TWIM_DESC_(NRFX_TWIM_XFER_TX, addr, p_data, length, NULL, 0)
#define NRFX_TWIM_XFER_DESC_RX(addr, p_data, length)                           \
	NRFX_TWIM_DESC_(NRFX_TWIM_XFER_RX, addr, p_data, length, NULL, 0)
#define NRFX_TWIM_XFER_DESC_TXRX(addr, p_tx, tx_len, p_rx, rx_len)             \
	NRFX_TWIM_DESC_(NRFX_TWIM_XFER_TXRX, addr, p_tx, tx_len, p_rx, rx_len)
#define NRFX_TWIM_XFER_DESC_TXTX(addr, p_tx, tx_len, p_tx2, tx_len2)           \
	NRFX_TWIM_DESC_(NRFX_TWIM_XFER_TXTX, addr, p_tx, tx_len, p_tx2, tx_len2)

typedef struct {
	nrfx_twim_evt_type_t type;
	nrfx_twim_xfer_desc_t xfer_desc;
} nrfx_twim_evt_t;

typedef void (*nrfx_twim_evt_handler_t)(nrfx_twim_evt_t const *p_event,
					void *p_context);

/* Without a handler nrfx_twim_xfer() waits, and does TX and RX only. */
nrfx_err_t nrfx_twim_init(nrfx_twim_t const *p_instance,
			  nrfx_twim_config_t const *p_config,
			  nrfx_twim_evt_handler_t event_handler,
			  void *p_context);
void nrfx_twim_uninit(nrfx_twim_t const *p_instance);
void nrfx_twim_enable(nrfx_twim_t const *p_instance);
void nrfx_twim_disable(nrfx_twim_t const *p_instance);
/* NRFX_ERROR_INVALID_ADDR: a buffer is not in RAM. */
nrfx_err_t nrfx_twim_xfer(nrfx_twim_t const *p_instance,
			  nrfx_twim_xfer_desc_t const *p_xfer_desc,
			  uint32_t flags);
bool nrfx_twim_is_busy(nrfx_twim_t const *p_instance);

#ifdef __cplusplus
}
#endif

#endif /* NRFX_TWIM_H__ */
