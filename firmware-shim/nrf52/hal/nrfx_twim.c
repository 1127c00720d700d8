/* SPDX-License-Identifier: MIT */
/* nrfx_twim: transfers on TWIM, waited for or told of. */
#include "nrfx_twim.h"

#include "nrfx_prs.h"
#include "twowire/firmware.h"

#define ALL_INTS                                                               \
	(NRF_TWIM_INT_STOPPED_MASK | NRF_TWIM_INT_ERROR_MASK |                 \
	 NRF_TWIM_INT_SUSPENDED_MASK)

/* As FREQUENCY 400k is too fast for tLOW (erratum 219): 382.8 kHz. */
#define FREQUENCY_390K ((nrf_twim_frequency_t)0x06200000)

enum state { UNINITIALIZED, INITIALIZED, POWERED_ON };

struct twim {
	nrfx_twim_evt_handler_t handler; /* NULL: waits */
	void *context;
	enum state state;
	bool skip_gpio_cfg;
	bool hold_bus;
	volatile bool busy;
	bool second; /* the second half of TXTX is under way */
	bool failed; /* a STOP is asked for */
	uint32_t flags;
	nrfx_twim_xfer_desc_t xfer;
};

static struct twim drivers[2];

static NRF_TWIM_Type *regs_of(unsigned n)
{
	return n ? NRF_TWIM1 : NRF_TWIM0;
}

static IRQn_Type irq_of(unsigned n)
{
	return n ? SPIM1_SPIS1_TWIM1_TWIS1_SPI1_TWI1_IRQn
		 : SPIM0_SPIS0_TWIM0_TWIS0_SPI0_TWI0_IRQn;
}

/* --- a transfer's events ------------------------------------------------- */

static bool happened(NRF_TWIM_Type *regs, nrf_twim_event_t event)
{
	if (!nrf_twim_event_check(regs, event))
		return false;
	nrf_twim_event_clear(regs, event);
	return true;
}

/* Nothing stops by itself after an error, unless a shortcut has seen to it. */
static void stop_after_error(struct twim *t, NRF_TWIM_Type *regs)
{
	bool by_shortcut = nrf_twim_event_check(regs, NRF_TWIM_EVENT_LASTTX) &&
			   regs->SHORTS & NRF_TWIM_SHORT_LASTTX_STOP_MASK;

	t->failed = true;
	if (by_shortcut)
		return;
	nrf_twim_task_trigger(regs, NRF_TWIM_TASK_RESUME);
	nrf_twim_task_trigger(regs, NRF_TWIM_TASK_STOP);
}

/* Looks at the events; true: the transfer is over. */
static bool step(struct twim *t, NRF_TWIM_Type *regs)
{
	if (happened(regs, NRF_TWIM_EVENT_ERROR) &&
	    !nrf_twim_event_check(regs, NRF_TWIM_EVENT_STOPPED))
		stop_after_error(t, regs);
	if (happened(regs, NRF_TWIM_EVENT_STOPPED))
		return true;
	if (!happened(regs, NRF_TWIM_EVENT_SUSPENDED) || t->failed)
		return false;
	if (t->xfer.type != NRFX_TWIM_XFER_TXTX || t->second)
		return true;
	t->second = true;
	nrf_twim_shorts_set(regs, NRF_TWIM_SHORT_LASTTX_STOP_MASK);
	nrf_twim_task_trigger(regs, NRF_TWIM_TASK_STARTTX);
	nrf_twim_task_trigger(regs, NRF_TWIM_TASK_RESUME);
	return false;
}

static bool complete(const struct twim *t, const NRF_TWIM_Type *regs)
{
	size_t tx = nrf_twim_txd_amount_get(regs);
	size_t rx = nrf_twim_rxd_amount_get(regs);

	if (t->flags & NRFX_TWIM_FLAG_NO_SPURIOUS_STOP_CHECK)
		return true;
	switch (t->xfer.type) {
	case NRFX_TWIM_XFER_TX:
		return tx == t->xfer.primary_length;
	case NRFX_TWIM_XFER_RX:
		return rx == t->xfer.primary_length;
	case NRFX_TWIM_XFER_TXRX:
		return tx == t->xfer.primary_length &&
		       rx == t->xfer.secondary_length;
	case NRFX_TWIM_XFER_TXTX:
		return t->second && tx == t->xfer.secondary_length;
	}
	return false;
}

static nrfx_twim_evt_type_t outcome(const struct twim *t, NRF_TWIM_Type *regs)
{
	uint32_t error = nrf_twim_errorsrc_get_and_clear(regs);

	if (error & NRF_TWIM_ERROR_ADDRESS_NACK)
		return NRFX_TWIM_EVT_ADDRESS_NACK;
	if (error & NRF_TWIM_ERROR_DATA_NACK)
		return NRFX_TWIM_EVT_DATA_NACK;
	if (error & NRF_TWIM_ERROR_OVERRUN)
		return NRFX_TWIM_EVT_OVERRUN;
	return complete(t, regs) ? NRFX_TWIM_EVT_DONE : NRFX_TWIM_EVT_BUS_ERROR;
}

static void serve(unsigned n)
{
	NRF_TWIM_Type *regs = regs_of(n);
	struct twim *t = &drivers[n];
	nrfx_twim_evt_t event;

	if (!step(t, regs))
		return;
	nrf_twim_int_disable(regs, ALL_INTS);
	event = (nrfx_twim_evt_t){.type = outcome(t, regs),
				  .xfer_desc = t->xfer};
	t->busy = false;
	if (!(t->flags & NRFX_TWIM_FLAG_NO_XFER_EVT_HANDLER) ||
	    event.type != NRFX_TWIM_EVT_DONE)
		t->handler(&event, t->context);
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

static void configure_pin(uint32_t pin)
{
	nrf_gpio_cfg(pin, NRF_GPIO_PIN_DIR_INPUT, NRF_GPIO_PIN_INPUT_CONNECT,
		     NRF_GPIO_PIN_PULLUP, NRF_GPIO_PIN_S0D1,
		     NRF_GPIO_PIN_NOSENSE);
}

static void configure(NRF_TWIM_Type *regs, nrfx_twim_config_t const *config)
{
	if (!config->skip_gpio_cfg) {
		configure_pin(config->scl);
		configure_pin(config->sda);
	}
	if (!config->skip_psel_cfg)
		nrf_twim_pins_set(regs, config->scl, config->sda);
	nrf_twim_frequency_set(regs, config->frequency == NRF_TWIM_FREQ_400K
					     ? FREQUENCY_390K
					     : config->frequency);
}

nrfx_err_t tw_nrfx_twim_init(nrfx_twim_t const *p_instance,
			     nrfx_twim_config_t const *p_config,
			     nrfx_twim_evt_handler_t event_handler,
			     void *p_context)
{
	unsigned n = p_instance->drv_inst_idx;
	struct twim *t = &drivers[n];

	if (t->state != UNINITIALIZED)
		return NRFX_ERROR_INVALID_STATE;
	if (tw_nrfx_prs_acquire(p_instance->p_twim, n ? serve_1 : serve_0) !=
	    NRFX_SUCCESS)
		return NRFX_ERROR_BUSY;
	configure(p_instance->p_twim, p_config);
	*t = (struct twim){.handler = event_handler,
			   .context = p_context,
			   .state = INITIALIZED,
			   .skip_gpio_cfg = p_config->skip_gpio_cfg,
			   .hold_bus = p_config->hold_bus_uninit};
	if (event_handler) {
		NVIC_SetPriority(irq_of(n), p_config->interrupt_priority);
		NVIC_EnableIRQ(irq_of(n));
	}
	return NRFX_SUCCESS;
}

void tw_nrfx_twim_uninit(nrfx_twim_t const *p_instance)
{
	struct twim *t = &drivers[p_instance->drv_inst_idx];
	NRF_TWIM_Type *regs = p_instance->p_twim;

	NRFX_ASSERT(t->state != UNINITIALIZED);
	NVIC_DisableIRQ(irq_of(p_instance->drv_inst_idx));
	tw_nrfx_twim_disable(p_instance);
	tw_nrfx_prs_release(regs);
	if (!t->skip_gpio_cfg && !t->hold_bus) {
		nrf_gpio_cfg_default(nrf_twim_scl_pin_get(regs));
		nrf_gpio_cfg_default(nrf_twim_sda_pin_get(regs));
	}
	t->state = UNINITIALIZED;
}

void tw_nrfx_twim_enable(nrfx_twim_t const *p_instance)
{
	struct twim *t = &drivers[p_instance->drv_inst_idx];

	NRFX_ASSERT(t->state == INITIALIZED);
	nrf_twim_enable(p_instance->p_twim);
	t->state = POWERED_ON;
}

void tw_nrfx_twim_disable(nrfx_twim_t const *p_instance)
{
	struct twim *t = &drivers[p_instance->drv_inst_idx];

	NRFX_ASSERT(t->state != UNINITIALIZED);
	nrf_twim_int_disable(p_instance->p_twim, ~0u);
	nrf_twim_shorts_set(p_instance->p_twim, 0);
	nrf_twim_disable(p_instance->p_twim);
	t->state = INITIALIZED;
	t->busy = false;
}

bool tw_nrfx_twim_is_busy(nrfx_twim_t const *p_instance)
{
	return drivers[p_instance->drv_inst_idx].busy;
}

/* --- transfers ----------------------------------------------------------- */

static bool in_ram(uint8_t const *buffer, size_t length)
{
	return !length || tw_fw_in_ram(buffer, length);
}

static nrfx_err_t check(const struct twim *t, nrfx_twim_xfer_desc_t const *xfer,
			uint32_t flags)
{
	bool two = xfer->type == NRFX_TWIM_XFER_TXRX ||
		   xfer->type == NRFX_TWIM_XFER_TXTX;

	NRFX_ASSERT(t->state == POWERED_ON);
	NRFX_ASSERT(t->handler || !two);
	if (flags & (NRFX_TWIM_FLAG_HOLD_XFER | NRFX_TWIM_FLAG_REPEATED_XFER))
		return NRFX_ERROR_NOT_SUPPORTED;
	if (!in_ram(xfer->p_primary_buf, xfer->primary_length) ||
	    (two && !in_ram(xfer->p_secondary_buf, xfer->secondary_length)))
		return NRFX_ERROR_INVALID_ADDR;
	return t->busy ? NRFX_ERROR_BUSY : NRFX_SUCCESS;
}

static void begin_tx(const struct twim *t, NRF_TWIM_Type *regs)
{
	uint32_t shorts = NRF_TWIM_SHORT_LASTTX_STOP_MASK;

	if (t->xfer.type == NRFX_TWIM_XFER_TXRX)
		shorts = NRF_TWIM_SHORT_LASTTX_STARTRX_MASK |
			 NRF_TWIM_SHORT_LASTRX_STOP_MASK;
	else if (t->xfer.type == NRFX_TWIM_XFER_TXTX ||
		 t->flags & NRFX_TWIM_FLAG_TX_NO_STOP)
		shorts = NRF_TWIM_SHORT_LASTTX_SUSPEND_MASK;
	nrf_twim_shorts_set(regs, shorts);
	nrf_twim_tx_buffer_set(regs, t->xfer.p_primary_buf,
			       t->xfer.primary_length);
	if (t->xfer.type == NRFX_TWIM_XFER_TXRX)
		nrf_twim_rx_buffer_set(regs, t->xfer.p_secondary_buf,
				       t->xfer.secondary_length);
	nrf_twim_event_clear(regs, NRF_TWIM_EVENT_TXSTARTED);
	nrf_twim_task_trigger(regs, NRF_TWIM_TASK_RESUME);
	nrf_twim_task_trigger(regs, NRF_TWIM_TASK_STARTTX);
	if (t->xfer.type != NRFX_TWIM_XFER_TXTX)
		return;
	while (!nrf_twim_event_check(regs, NRF_TWIM_EVENT_TXSTARTED))
		;
	nrf_twim_tx_buffer_set(regs, t->xfer.p_secondary_buf,
			       t->xfer.secondary_length);
}

static void begin_rx(const struct twim *t, NRF_TWIM_Type *regs)
{
	nrf_twim_shorts_set(regs, NRF_TWIM_SHORT_LASTRX_STOP_MASK);
	nrf_twim_rx_buffer_set(regs, t->xfer.p_primary_buf,
			       t->xfer.primary_length);
	nrf_twim_task_trigger(regs, NRF_TWIM_TASK_RESUME);
	nrf_twim_task_trigger(regs, NRF_TWIM_TASK_STARTRX);
}

static void begin(struct twim *t, NRF_TWIM_Type *regs)
{
	nrf_twim_address_set(regs, t->xfer.address);
	nrf_twim_event_clear(regs, NRF_TWIM_EVENT_LASTTX);
	nrf_twim_event_clear(regs, NRF_TWIM_EVENT_LASTRX);
	nrf_twim_event_clear(regs, NRF_TWIM_EVENT_SUSPENDED);
	nrf_twim_event_clear(regs, NRF_TWIM_EVENT_ERROR);
	nrf_twim_event_clear(regs, NRF_TWIM_EVENT_STOPPED);
	if (t->xfer.type == NRFX_TWIM_XFER_RX)
		begin_rx(t, regs);
	else
		begin_tx(t, regs);
	if (!t->xfer.primary_length) /* no byte will be the last */
		nrf_twim_task_trigger(regs, NRF_TWIM_TASK_STOP);
}

static nrfx_err_t wait(struct twim *t, NRF_TWIM_Type *regs)
{
	while (!step(t, regs))
		;
	t->busy = false;
	switch (outcome(t, regs)) {
	case NRFX_TWIM_EVT_DONE:
		return NRFX_SUCCESS;
	case NRFX_TWIM_EVT_ADDRESS_NACK:
		return NRFX_ERROR_DRV_TWI_ERR_ANACK;
	case NRFX_TWIM_EVT_DATA_NACK:
		return NRFX_ERROR_DRV_TWI_ERR_DNACK;
	case NRFX_TWIM_EVT_OVERRUN:
		return NRFX_ERROR_DRV_TWI_ERR_OVERRUN;
	case NRFX_TWIM_EVT_BUS_ERROR:
		break;
	}
	return NRFX_ERROR_INTERNAL;
}

nrfx_err_t tw_nrfx_twim_xfer(nrfx_twim_t const *p_instance,
			     nrfx_twim_xfer_desc_t const *p_xfer_desc,
			     uint32_t flags)
{
	struct twim *t = &drivers[p_instance->drv_inst_idx];
	NRF_TWIM_Type *regs = p_instance->p_twim;
	nrfx_err_t error;

	nrf_twim_int_disable(regs, ALL_INTS);
	error = check(t, p_xfer_desc, flags);
	if (error != NRFX_SUCCESS) {
		if (t->busy)
			nrf_twim_int_enable(regs, ALL_INTS);
		return error;
	}
	t->xfer = *p_xfer_desc;
	t->flags = flags;
	t->second = t->failed = false;
	t->busy = true;
	if (flags & NRFX_TWIM_FLAG_TX_POSTINC)
		nrf_twim_tx_list_enable(regs);
	else
		nrf_twim_tx_list_disable(regs);
	if (flags & NRFX_TWIM_FLAG_RX_POSTINC)
		nrf_twim_rx_list_enable(regs);
	else
		nrf_twim_rx_list_disable(regs);
	begin(t, regs);
	if (!t->handler)
		return wait(t, regs);
	nrf_twim_int_enable(regs, ALL_INTS);
	return NRFX_SUCCESS;
}
