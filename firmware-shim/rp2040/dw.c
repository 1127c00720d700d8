/* SPDX-License-Identifier: MIT */
/* The I2C block's FIFOs and interrupts, and how it is joined to a bus. */
#include "rp2040/dw.h"

#include <string.h>

#include "rp2040/include/hardware/regs/i2c.h"

#define RAW(bit) I2C_IC_RAW_INTR_STAT_##bit##_BITS

/* --- FIFOs and interrupts ---------------------------------------------- */

bool dw_fifo_push(struct dw_fifo *fifo, uint16_t entry)
{
	if (fifo->n == DW_FIFO_DEPTH)
		return false;
	fifo->entry[(fifo->head + fifo->n++) % DW_FIFO_DEPTH] = entry;
	return true;
}

uint16_t dw_fifo_pop(struct dw_fifo *fifo)
{
	uint16_t entry = fifo->entry[fifo->head];

	fifo->head = (fifo->head + 1) % DW_FIFO_DEPTH;
	fifo->n--;
	return entry;
}

bool dw_enabled(const struct dw *dw)
{
	return dw->enable & I2C_IC_ENABLE_ENABLE_BITS;
}

bool dw_aborted(const struct dw *dw)
{
	return dw->sticky & RAW(TX_ABRT);
}

bool dw_active(const struct dw *dw)
{
	return dw_target_active(dw) || dw_controller_active(dw);
}

/* With TX_EMPTY_CTRL the last command must also have left the shifter. */
static bool tx_empty(const struct dw *dw)
{
	if (dw->tx.n > dw->tx_tl || !(dw_enabled(dw) || dw_active(dw)))
		return false;
	if (!(dw->con & I2C_IC_CON_TX_EMPTY_CTRL_BITS))
		return true;
	return !dw_controller_shifting(dw) && !dw->shifting_out;
}

uint32_t dw_raw(const struct dw *dw)
{
	uint32_t bits = dw->sticky;

	if (dw_enabled(dw) && dw->rx.n > dw->rx_tl)
		bits |= RAW(RX_FULL);
	if (tx_empty(dw))
		bits |= RAW(TX_EMPTY);
	return bits;
}

void dw_update(struct dw *dw)
{
	nvic_set(dw->nvic, dw->irq, (dw_raw(dw) & dw->mask) != 0);
	if (dw->dma_cr && dw->requests_changed)
		dw->requests_changed(dw->requests_user);
}

bool dw_wants(const struct dw *dw, bool transmit)
{
	if (!dw_enabled(dw))
		return false;
	return transmit ? dw->dma_cr & I2C_IC_DMA_CR_TDMAE_BITS &&
				  dw->tx.n <= dw->dma_tdlr
			: dw->dma_cr & I2C_IC_DMA_CR_RDMAE_BITS &&
				  dw->rx.n > dw->dma_rdlr;
}

void dw_raise(struct dw *dw, uint32_t interrupts)
{
	dw->sticky |= interrupts;
	dw_update(dw);
}

/* Both FIFOs are emptied, and stay so until CLR_TX_ABRT is read. */
void dw_abort(struct dw *dw, uint32_t source)
{
	dw->abrt_source |= source;
	dw->abrt_source += dw->tx.n << I2C_IC_TX_ABRT_SOURCE_TX_FLUSH_CNT_LSB;
	dw->tx.n = dw->rx.n = 0;
	dw_raise(dw, RAW(TX_ABRT));
}

void dw_received(struct dw *dw, uint8_t byte, bool first)
{
	uint16_t entry = byte;

	if (dw_aborted(dw))
		return;
	if (first)
		entry |= I2C_IC_DATA_CMD_FIRST_DATA_BYTE_BITS;
	if ((dw->rx_point && !tw_point_pass(dw->rx_point, entry)) ||
	    !dw_fifo_push(&dw->rx, entry))
		dw_raise(dw, RAW(RX_OVER));
	dw_update(dw);
}

uint32_t dw_cycles_to_ns(const struct dw *dw, uint32_t cycles)
{
	return (uint32_t)((cycles * 1000000000ull + dw->clock_hz / 2) /
			  dw->clock_hz);
}

/* Interrupts stay until a disabled block is idle. */
void dw_settle(struct dw *dw)
{
	if (!dw_enabled(dw) && dw->ic_en && !dw_active(dw)) {
		dw->ic_en = false;
		dw->sticky = 0;
		dw->abrt_source &= ~I2C_IC_TX_ABRT_SOURCE_TX_FLUSH_CNT_BITS;
	}
	dw_update(dw);
}

/* --- set-up ------------------------------------------------------------ */

static void power_on(struct dw *dw)
{
	dw->con = I2C_IC_CON_RESET;
	dw->tar = I2C_IC_TAR_RESET;
	dw->sar = I2C_IC_SAR_RESET;
	dw->ss_hcnt = I2C_IC_SS_SCL_HCNT_RESET;
	dw->ss_lcnt = I2C_IC_SS_SCL_LCNT_RESET;
	dw->fs_hcnt = I2C_IC_FS_SCL_HCNT_RESET;
	dw->fs_lcnt = I2C_IC_FS_SCL_LCNT_RESET;
	dw->mask = I2C_IC_INTR_MASK_RESET;
	dw->sda_hold = I2C_IC_SDA_HOLD_RESET;
	dw->sda_setup = I2C_IC_SDA_SETUP_RESET;
	dw->spklen = I2C_IC_FS_SPKLEN_RESET;
	dw->ack_general_call = I2C_IC_ACK_GENERAL_CALL_RESET;
	dw->sticky = dw->rx_tl = dw->tx_tl = dw->enable = 0;
	dw->abrt_source = dw->nack_only = 0;
	dw->dma_cr = dw->dma_tdlr = dw->dma_rdlr = 0;
	dw->ic_en = dw->slv_disabled_while_busy = false;
	dw->slv_rx_data_lost = false;
	memset(&dw->rx, 0, sizeof(dw->rx));
	memset(&dw->tx, 0, sizeof(dw->tx));
}

void dw_reset(struct dw *dw)
{
	dw_target_drop(dw);
	dw_controller_drop(dw);
	power_on(dw);
	dw_target_listen(dw);
	dw_update(dw);
}

void dw_init(struct dw *dw, struct nvic *nvic, unsigned irq, uint64_t clock_hz)
{
	dw->nvic = nvic;
	dw->irq = irq;
	dw->clock_hz = clock_hz;
	dw->apb = dw_registers(dw);
	power_on(dw);
}

struct dw_link *dw_add_link(struct dw *dw, tw_bus *bus, const char *name,
			    GError **error)
{
	g_autofree char *controller = g_strconcat(name, ".controller", NULL);
	struct tw_controller_config config = {.name = controller};
	struct dw_link *link = &dw->links[dw->n_links];
	struct tw_target_config target = {.name = name,
					  .ops = &dw_target_ops,
					  .user = link,
					  .hears_all = true};

	link->dw = dw;
	link->bus = bus;
	link->controller = tw_controller_new(bus, &config, error);
	if (!link->controller)
		return NULL;
	tw_controller_on_completion(link->controller, dw_controller_done, dw);
	link->target = tw_target_new(bus, &target);
	dw->n_links++;
	return link;
}

void dw_connect(struct dw *dw, struct dw_link *link)
{
	if (link == dw->link)
		return;
	dw_target_drop(dw);
	dw_controller_drop(dw);
	dw->link = link;
	dw_target_listen(dw);
	dw_settle(dw);
	dw_controller_next(dw);
	dw_update(dw);
}
