/* SPDX-License-Identifier: MIT */
/* nrfx_twis: TWIS by events. */
#include "nrfx_twis.h"

#include "nrfx_prs.h"
#include "twowire/firmware.h"

#define ALL_INTS                                                               \
	(NRF_TWIS_INT_STOPPED_MASK | NRF_TWIS_INT_ERROR_MASK |                 \
	 NRF_TWIS_INT_RXSTARTED_MASK | NRF_TWIS_INT_TXSTARTED_MASK |           \
	 NRF_TWIS_INT_WRITE_MASK | NRF_TWIS_INT_READ_MASK)

enum state { UNINITIALIZED, INITIALIZED, POWERED_ON };

/* What the host does with us, and whether a buffer is still to be given. */
enum transfer { NONE, READ_WAITING, READ, WRITE_WAITING, WRITE };

struct twis {
	nrfx_twis_event_handler_t handler; /* NULL: asked, not told */
	enum state state;
	enum transfer transfer;
	uint32_t error;
	bool skip_gpio_cfg;
};

static struct twis drivers[2];

static NRF_TWIS_Type *regs_of(unsigned n)
{
	return n ? NRF_TWIS1 : NRF_TWIS0;
}

static IRQn_Type irq_of(unsigned n)
{
	return n ? SPIM1_SPIS1_TWIM1_TWIS1_SPI1_TWI1_IRQn
		 : SPIM0_SPIS0_TWIM0_TWIS0_SPI0_TWI0_IRQn;
}

/* --- events -------------------------------------------------------------- */

static void tell(struct twis *t, nrfx_twis_evt_type_t type, uint32_t value)
{
	nrfx_twis_evt_t event = {.type = type};

	if (type == NRFX_TWIS_EVT_READ_REQ || type == NRFX_TWIS_EVT_WRITE_REQ)
		event.data.buf_req = value;
	else
		event.data.error = value; /* or an amount: all one place */
	if (t->handler)
		t->handler(&event);
}

static void fail(struct twis *t, NRF_TWIS_Type *regs)
{
	uint32_t error = nrf_twis_error_source_get_and_clear(regs);
	nrfx_twis_evt_type_t type = NRFX_TWIS_EVT_GENERAL_ERROR;

	if (t->transfer == READ || t->transfer == READ_WAITING)
		type = NRFX_TWIS_EVT_READ_ERROR;
	else if (t->transfer != NONE)
		type = NRFX_TWIS_EVT_WRITE_ERROR;
	t->transfer = NONE;
	t->error |= error;
	tell(t, type, error);
}

static void finish(struct twis *t, const NRF_TWIS_Type *regs)
{
	enum transfer done = t->transfer;

	t->transfer = NONE;
	if (done == READ || done == READ_WAITING)
		tell(t, NRFX_TWIS_EVT_READ_DONE,
		     (uint32_t)nrf_twis_tx_amount_get(regs));
	else if (done != NONE)
		tell(t, NRFX_TWIS_EVT_WRITE_DONE,
		     (uint32_t)nrf_twis_rx_amount_get(regs));
}

static void serve(unsigned n)
{
	NRF_TWIS_Type *regs = regs_of(n);
	struct twis *t = &drivers[n];
	bool stopped =
		nrf_twis_event_get_and_clear(regs, NRF_TWIS_EVENT_STOPPED);
	bool error = nrf_twis_event_get_and_clear(regs, NRF_TWIS_EVENT_ERROR);
	bool rx = nrf_twis_event_get_and_clear(regs, NRF_TWIS_EVENT_RXSTARTED);
	bool tx = nrf_twis_event_get_and_clear(regs, NRF_TWIS_EVENT_TXSTARTED);
	bool write = nrf_twis_event_get_and_clear(regs, NRF_TWIS_EVENT_WRITE);
	bool read = nrf_twis_event_get_and_clear(regs, NRF_TWIS_EVENT_READ);

	if (error)
		fail(t, regs);
	if (stopped || write || read)
		finish(t, regs);
	if (write) {
		t->transfer = rx ? WRITE : WRITE_WAITING;
		tell(t, NRFX_TWIS_EVT_WRITE_REQ, !rx);
	}
	if (write && read) /* served late: the write is over as well */
		finish(t, regs);
	if (read) {
		t->transfer = tx ? READ : READ_WAITING;
		tell(t, NRFX_TWIS_EVT_READ_REQ, !tx);
	}
	if (rx && t->transfer == WRITE_WAITING)
		t->transfer = WRITE;
	if (tx && t->transfer == READ_WAITING)
		t->transfer = READ;
}

static void serve_0(void)
{
	serve(0);
}

static void serve_1(void)
{
	serve(1);
}

/* --- set-up -------------------------------------------------------------- */

static void configure_pin(uint32_t pin, nrf_gpio_pin_pull_t pull)
{
	nrf_gpio_cfg(pin, NRF_GPIO_PIN_DIR_INPUT, NRF_GPIO_PIN_INPUT_CONNECT,
		     pull, NRF_GPIO_PIN_S0D1, NRF_GPIO_PIN_NOSENSE);
}

static void configure(NRF_TWIS_Type *regs, nrfx_twis_config_t const *config)
{
	uint32_t mask = 0;

	if (!config->skip_gpio_cfg) {
		configure_pin(config->scl, config->scl_pull);
		configure_pin(config->sda, config->sda_pull);
	}
	if (!config->skip_psel_cfg)
		nrf_twis_pins_set(regs, config->scl, config->sda);
	for (unsigned i = 0; i < 2; i++) {
		nrf_twis_address_set(regs, i, (uint8_t)config->addr[i]);
		if (config->addr[i])
			mask |= 1u << i;
	}
	nrf_twis_config_address_set(
		regs, (nrf_twis_config_addr_mask_t)(mask ? mask : 1));
}

nrfx_err_t tw_nrfx_twis_init(nrfx_twis_t const *p_instance,
			     nrfx_twis_config_t const *p_config,
			     nrfx_twis_event_handler_t event_handler)
{
	unsigned n = p_instance->drv_inst_idx;
	struct twis *t = &drivers[n];

	if (t->state != UNINITIALIZED)
		return NRFX_ERROR_INVALID_STATE;
	if (tw_nrfx_prs_acquire(p_instance->p_reg, n ? serve_1 : serve_0) !=
	    NRFX_SUCCESS)
		return NRFX_ERROR_BUSY;
	nrf_twis_disable(p_instance->p_reg);
	nrf_twis_int_disable(p_instance->p_reg, ~0u);
	configure(p_instance->p_reg, p_config);
	*t = (struct twis){.handler = event_handler,
			   .state = INITIALIZED,
			   .skip_gpio_cfg = p_config->skip_gpio_cfg};
	if (event_handler) {
		NVIC_SetPriority(irq_of(n), p_config->interrupt_priority);
		NVIC_EnableIRQ(irq_of(n));
	}
	return NRFX_SUCCESS;
}

void tw_nrfx_twis_uninit(nrfx_twis_t const *p_instance)
{
	struct twis *t = &drivers[p_instance->drv_inst_idx];

	NRFX_ASSERT(t->state != UNINITIALIZED);
	nrf_twis_disable(p_instance->p_reg);
	NVIC_DisableIRQ(irq_of(p_instance->drv_inst_idx));
	nrf_twis_int_disable(p_instance->p_reg, ~0u);
	if (!t->skip_gpio_cfg) {
		nrf_gpio_cfg_default(nrf_twis_scl_pin_get(p_instance->p_reg));
		nrf_gpio_cfg_default(nrf_twis_sda_pin_get(p_instance->p_reg));
	}
	tw_nrfx_prs_release(p_instance->p_reg);
	t->state = UNINITIALIZED;
}

void tw_nrfx_twis_enable(nrfx_twis_t const *p_instance)
{
	struct twis *t = &drivers[p_instance->drv_inst_idx];
	NRF_TWIS_Type *regs = p_instance->p_reg;

	NRFX_ASSERT(t->state == INITIALIZED);
	nrf_twis_event_clear(regs, NRF_TWIS_EVENT_STOPPED);
	nrf_twis_event_clear(regs, NRF_TWIS_EVENT_ERROR);
	nrf_twis_event_clear(regs, NRF_TWIS_EVENT_RXSTARTED);
	nrf_twis_event_clear(regs, NRF_TWIS_EVENT_TXSTARTED);
	nrf_twis_event_clear(regs, NRF_TWIS_EVENT_WRITE);
	nrf_twis_event_clear(regs, NRF_TWIS_EVENT_READ);
	if (t->handler)
		nrf_twis_int_enable(regs, ALL_INTS);
	nrf_twis_enable(regs);
	t->error = 0;
	t->transfer = NONE;
	t->state = POWERED_ON;
}

void tw_nrfx_twis_disable(nrfx_twis_t const *p_instance)
{
	struct twis *t = &drivers[p_instance->drv_inst_idx];

	NRFX_ASSERT(t->state != UNINITIALIZED);
	nrf_twis_int_disable(p_instance->p_reg, ALL_INTS);
	nrf_twis_disable(p_instance->p_reg);
	t->state = INITIALIZED;
}

/* --- buffers and states -------------------------------------------------- */

static nrfx_err_t check(const struct twis *t, void const *p_buf, size_t size)
{
	if (t->state != POWERED_ON)
		return NRFX_ERROR_INVALID_STATE;
	if (!tw_fw_in_ram(p_buf, size))
		return NRFX_ERROR_INVALID_ADDR;
	return size > TWIS_RXD_MAXCNT_MAXCNT_Msk ? NRFX_ERROR_INVALID_LENGTH
						 : NRFX_SUCCESS;
}

nrfx_err_t tw_nrfx_twis_tx_prepare(nrfx_twis_t const *p_instance,
				   void const *p_buf, size_t size)
{
	nrfx_err_t error =
		check(&drivers[p_instance->drv_inst_idx], p_buf, size);

	if (error == NRFX_SUCCESS)
		nrf_twis_tx_prepare(p_instance->p_reg, p_buf, size);
	return error;
}

nrfx_err_t tw_nrfx_twis_rx_prepare(nrfx_twis_t const *p_instance, void *p_buf,
				   size_t size)
{
	nrfx_err_t error =
		check(&drivers[p_instance->drv_inst_idx], p_buf, size);

	if (error == NRFX_SUCCESS)
		nrf_twis_rx_prepare(p_instance->p_reg, p_buf, size);
	return error;
}

uint32_t tw_nrfx_twis_error_get_and_clear(nrfx_twis_t const *p_instance)
{
	struct twis *t = &drivers[p_instance->drv_inst_idx];
	uint32_t masked = __get_PRIMASK(), error;

	__disable_irq();
	error = t->error;
	t->error = 0;
	__set_PRIMASK(masked);
	return error;
}

static enum transfer transfer_of(nrfx_twis_t const *p_instance)
{
	struct twis *t = &drivers[p_instance->drv_inst_idx];

	if (!t->handler)
		serve(p_instance->drv_inst_idx);
	return t->transfer;
}

bool tw_nrfx_twis_is_busy(nrfx_twis_t const *p_instance)
{
	return transfer_of(p_instance) != NONE;
}

bool tw_nrfx_twis_is_waiting_tx_buff(nrfx_twis_t const *p_instance)
{
	return transfer_of(p_instance) == READ_WAITING;
}

bool tw_nrfx_twis_is_waiting_rx_buff(nrfx_twis_t const *p_instance)
{
	return transfer_of(p_instance) == WRITE_WAITING;
}

bool tw_nrfx_twis_is_pending_tx(nrfx_twis_t const *p_instance)
{
	return transfer_of(p_instance) == READ;
}

bool tw_nrfx_twis_is_pending_rx(nrfx_twis_t const *p_instance)
{
	return transfer_of(p_instance) == WRITE;
}
