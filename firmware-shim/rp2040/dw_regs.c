/* SPDX-License-Identifier: MIT */
/* The I2C block's registers. */
#include "rp2040/dw.h"

#include "rp2040/include/hardware/regs/i2c.h"

#define RAW(bit)     I2C_IC_RAW_INTR_STAT_##bit##_BITS
#define CON_WRITABLE 0x3ffu
#define ENABLE_BIT   I2C_IC_ENABLE_ENABLE_BITS
#define ABORT_BIT    I2C_IC_ENABLE_ABORT_BITS
#define SPEED_MAX    I2C_IC_CON_SPEED_VALUE_FAST
#define ABRT_SBYTE   I2C_IC_TX_ABRT_SOURCE_ABRT_SBYTE_NORSTRT_BITS
#define CLR_FIRST    I2C_IC_CLR_INTR_OFFSET
#define CLR_LAST     I2C_IC_CLR_GEN_CALL_OFFSET
#define SOFTWARE_CLEAR                                                         \
	(I2C_IC_RAW_INTR_STAT_BITS & ~(RAW(RX_FULL) | RAW(TX_EMPTY)))

/* --- reading ----------------------------------------------------------- */

static uint32_t read_data(struct dw *dw, bool peek)
{
	uint16_t entry;

	if (!dw->rx.n) {
		if (!peek && dw_enabled(dw))
			dw_raise(dw, RAW(RX_UNDER));
		return 0;
	}
	if (peek)
		return dw->rx.entry[dw->rx.head];
	entry = dw_fifo_pop(&dw->rx);
	dw_target_drained(dw);
	dw_controller_next(dw);
	dw_update(dw);
	return entry;
}

/* ABRT_SBYTE_NORSTRT comes back until its cause is gone. */
static void clear_abort(struct dw *dw)
{
	bool start_byte = (dw->tar & I2C_IC_TAR_SPECIAL_BITS) &&
			  (dw->tar & I2C_IC_TAR_GC_OR_START_BITS);
	bool cause = start_byte && !(dw->con & I2C_IC_CON_IC_RESTART_EN_BITS);

	dw->abrt_source &= cause ? ABRT_SBYTE : 0;
}

/* The interrupts that a read of this CLR register clears. */
static uint32_t cleared_by(uint32_t offset)
{
	static const uint32_t bits[] = {
		SOFTWARE_CLEAR, RAW(RX_UNDER),	RAW(RX_OVER),  RAW(TX_OVER),
		RAW(RD_REQ),	RAW(TX_ABRT),	RAW(RX_DONE),  RAW(ACTIVITY),
		RAW(STOP_DET),	RAW(START_DET), RAW(GEN_CALL),
	};

	if (offset == I2C_IC_CLR_RESTART_DET_OFFSET)
		return RAW(RESTART_DET);
	return bits[(offset - CLR_FIRST) / 4];
}

static void clear(struct dw *dw, uint32_t offset)
{
	uint32_t bits = cleared_by(offset);

	if (dw_active(dw))
		bits &= ~RAW(ACTIVITY);
	if (bits & RAW(TX_ABRT))
		clear_abort(dw);
	dw->sticky &= ~bits;
	dw_update(dw);
}

static uint32_t status(const struct dw *dw)
{
	uint32_t bits = 0;

	if (dw_active(dw))
		bits |= I2C_IC_STATUS_ACTIVITY_BITS;
	if (dw->tx.n < DW_FIFO_DEPTH)
		bits |= I2C_IC_STATUS_TFNF_BITS;
	if (!dw->tx.n)
		bits |= I2C_IC_STATUS_TFE_BITS;
	if (dw->rx.n)
		bits |= I2C_IC_STATUS_RFNE_BITS;
	if (dw->rx.n == DW_FIFO_DEPTH)
		bits |= I2C_IC_STATUS_RFF_BITS;
	if (dw_controller_active(dw))
		bits |= I2C_IC_STATUS_MST_ACTIVITY_BITS;
	if (dw_target_active(dw))
		bits |= I2C_IC_STATUS_SLV_ACTIVITY_BITS;
	return bits;
}

static uint32_t enable_status(const struct dw *dw)
{
	uint32_t bits = dw->ic_en ? I2C_IC_ENABLE_STATUS_IC_EN_BITS : 0;

	if (dw->slv_disabled_while_busy)
		bits |= I2C_IC_ENABLE_STATUS_SLV_DISABLED_WHILE_BUSY_BITS;
	if (dw->slv_rx_data_lost)
		bits |= I2C_IC_ENABLE_STATUS_SLV_RX_DATA_LOST_BITS;
	return bits;
}

/* A register that is only stored, or NULL. */
static uint32_t *plain(struct dw *dw, uint32_t offset)
{
	switch (offset) {
	case I2C_IC_CON_OFFSET:
		return &dw->con;
	case I2C_IC_TAR_OFFSET:
		return &dw->tar;
	case I2C_IC_SAR_OFFSET:
		return &dw->sar;
	case I2C_IC_SS_SCL_HCNT_OFFSET:
		return &dw->ss_hcnt;
	case I2C_IC_SS_SCL_LCNT_OFFSET:
		return &dw->ss_lcnt;
	case I2C_IC_FS_SCL_HCNT_OFFSET:
		return &dw->fs_hcnt;
	case I2C_IC_FS_SCL_LCNT_OFFSET:
		return &dw->fs_lcnt;
	case I2C_IC_INTR_MASK_OFFSET:
		return &dw->mask;
	case I2C_IC_RX_TL_OFFSET:
		return &dw->rx_tl;
	case I2C_IC_TX_TL_OFFSET:
		return &dw->tx_tl;
	case I2C_IC_ENABLE_OFFSET:
		return &dw->enable;
	case I2C_IC_SDA_HOLD_OFFSET:
		return &dw->sda_hold;
	case I2C_IC_TX_ABRT_SOURCE_OFFSET:
		return &dw->abrt_source;
	case I2C_IC_SLV_DATA_NACK_ONLY_OFFSET:
		return &dw->nack_only;
	case I2C_IC_DMA_CR_OFFSET:
		return &dw->dma_cr;
	case I2C_IC_DMA_TDLR_OFFSET:
		return &dw->dma_tdlr;
	case I2C_IC_DMA_RDLR_OFFSET:
		return &dw->dma_rdlr;
	case I2C_IC_SDA_SETUP_OFFSET:
		return &dw->sda_setup;
	case I2C_IC_ACK_GENERAL_CALL_OFFSET:
		return &dw->ack_general_call;
	case I2C_IC_FS_SPKLEN_OFFSET:
		return &dw->spklen;
	default:
		return NULL;
	}
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek)
{
	struct dw *dw = user;
	const uint32_t *stored = plain(dw, offset);

	if (stored)
		return *stored;
	if ((offset >= CLR_FIRST && offset <= CLR_LAST) ||
	    offset == I2C_IC_CLR_RESTART_DET_OFFSET) {
		if (!peek)
			clear(dw, offset);
		return 0;
	}
	switch (offset) {
	case I2C_IC_DATA_CMD_OFFSET:
		return read_data(dw, peek);
	case I2C_IC_INTR_STAT_OFFSET:
		return dw_raw(dw) & dw->mask;
	case I2C_IC_RAW_INTR_STAT_OFFSET:
		return dw_raw(dw);
	case I2C_IC_STATUS_OFFSET:
		return status(dw);
	case I2C_IC_TXFLR_OFFSET:
		return dw->tx.n;
	case I2C_IC_RXFLR_OFFSET:
		return dw->rx.n;
	case I2C_IC_ENABLE_STATUS_OFFSET:
		return enable_status(dw);
	case I2C_IC_COMP_VERSION_OFFSET:
		return I2C_IC_COMP_VERSION_RESET;
	case I2C_IC_COMP_TYPE_OFFSET:
		return I2C_IC_COMP_TYPE_RESET;
	default:
		return 0;
	}
}

/* --- writing ----------------------------------------------------------- */

/* As a target a read command is answered to nobody; as nothing at all the
 * block cannot carry out anything. */
static void write_data(struct dw *dw, uint32_t value)
{
	uint16_t cmd =
		value &
		(I2C_IC_DATA_CMD_DAT_BITS | I2C_IC_DATA_CMD_CMD_BITS |
		 I2C_IC_DATA_CMD_STOP_BITS | I2C_IC_DATA_CMD_RESTART_BITS);
	bool master = dw->con & I2C_IC_CON_MASTER_MODE_BITS;
	bool slave = !(dw->con & I2C_IC_CON_IC_SLAVE_DISABLE_BITS);

	if (!dw_enabled(dw) || dw_aborted(dw))
		return;
	if (dw->wait == DW_T_BYTE && cmd & I2C_IC_DATA_CMD_CMD_BITS) {
		dw_abort(dw, I2C_IC_TX_ABRT_SOURCE_ABRT_SLVRD_INTX_BITS);
		return;
	}
	if (!master && !slave) {
		dw_abort(dw, I2C_IC_TX_ABRT_SOURCE_ABRT_MASTER_DIS_BITS);
		return;
	}
	if (!dw_fifo_push(&dw->tx, cmd))
		dw_raise(dw, RAW(TX_OVER));
	dw_target_written(dw);
	dw_controller_next(dw);
	dw_update(dw);
}

static void write_con(struct dw *dw, uint32_t value)
{
	unsigned speed = value >> I2C_IC_CON_SPEED_LSB & 3;

	value &= CON_WRITABLE;
	if (speed < 1 || speed > SPEED_MAX)
		value = (value & ~I2C_IC_CON_SPEED_BITS) |
			SPEED_MAX << I2C_IC_CON_SPEED_LSB;
	dw->con = value;
}

static void disable(struct dw *dw)
{
	dw->tx.n = dw->rx.n = 0;
	dw_target_disable(dw);
	dw_settle(dw);
}

static void enable(struct dw *dw)
{
	uint32_t hold = dw->sda_hold & I2C_IC_SDA_HOLD_IC_SDA_TX_HOLD_BITS;

	dw->ic_en = true;
	dw->slv_disabled_while_busy = false;
	dw->slv_rx_data_lost = false;
	for (unsigned i = 0; i < dw->n_links; i++)
		tw_target_set_hold_times(
			dw->links[i].target, dw_cycles_to_ns(dw, MAX(hold, 7)),
			dw_cycles_to_ns(dw, MAX(dw->sda_setup, 2) - 1));
}

static void write_enable(struct dw *dw, uint32_t value)
{
	bool was = dw_enabled(dw);
	bool now = value & ENABLE_BIT;
	uint32_t abort = (dw->enable | (was ? value : 0)) & ABORT_BIT;

	dw->enable = (value & (ENABLE_BIT | I2C_IC_ENABLE_TX_CMD_BLOCK_BITS)) |
		     (now ? abort : 0);
	if (was && !now)
		disable(dw);
	else if (!was && now)
		enable(dw);
	dw_target_listen(dw);
	dw_controller_next(dw);
	dw_update(dw);
}

/* What may be written only to a disabled block. */
static void write_setting(struct dw *dw, uint32_t offset, uint32_t value)
{
	if (dw_enabled(dw))
		return;
	switch (offset) {
	case I2C_IC_CON_OFFSET:
		write_con(dw, value);
		return;
	case I2C_IC_TAR_OFFSET:
		dw->tar = value & I2C_IC_TAR_BITS;
		return;
	case I2C_IC_SAR_OFFSET:
		dw->sar = value & I2C_IC_SAR_BITS;
		return;
	case I2C_IC_SS_SCL_HCNT_OFFSET:
	case I2C_IC_FS_SCL_HCNT_OFFSET:
		*plain(dw, offset) = MAX(value & 0xffff, 6);
		return;
	case I2C_IC_SS_SCL_LCNT_OFFSET:
	case I2C_IC_FS_SCL_LCNT_OFFSET:
		*plain(dw, offset) = MAX(value & 0xffff, 8);
		return;
	case I2C_IC_SDA_HOLD_OFFSET:
		dw->sda_hold = value & I2C_IC_SDA_HOLD_BITS;
		return;
	case I2C_IC_SDA_SETUP_OFFSET:
		dw->sda_setup = value & I2C_IC_SDA_SETUP_BITS;
		return;
	case I2C_IC_SLV_DATA_NACK_ONLY_OFFSET:
		if (!dw_target_active(dw))
			dw->nack_only = value & 1;
		return;
	case I2C_IC_FS_SPKLEN_OFFSET:
		dw->spklen = MAX(value & I2C_IC_FS_SPKLEN_BITS, 1);
		return;
	default:
		return;
	}
}

static void write_reg(void *user, uint32_t offset, uint32_t value)
{
	struct dw *dw = user;

	switch (offset) {
	case I2C_IC_DATA_CMD_OFFSET:
		write_data(dw, value);
		return;
	case I2C_IC_INTR_MASK_OFFSET:
		dw->mask = value & I2C_IC_INTR_MASK_BITS;
		break;
	case I2C_IC_RX_TL_OFFSET:
		dw->rx_tl = MIN(value & 0xff, DW_FIFO_DEPTH);
		break;
	case I2C_IC_TX_TL_OFFSET:
		dw->tx_tl = MIN(value & 0xff, DW_FIFO_DEPTH);
		break;
	case I2C_IC_ENABLE_OFFSET:
		write_enable(dw, value);
		return;
	case I2C_IC_DMA_CR_OFFSET:
		dw->dma_cr = value & I2C_IC_DMA_CR_BITS;
		dw_update(dw);
		return;
	case I2C_IC_DMA_TDLR_OFFSET:
		dw->dma_tdlr = value & I2C_IC_DMA_TDLR_BITS;
		dw_update(dw);
		return;
	case I2C_IC_DMA_RDLR_OFFSET:
		dw->dma_rdlr = value & I2C_IC_DMA_RDLR_BITS;
		dw_update(dw);
		return;
	case I2C_IC_ACK_GENERAL_CALL_OFFSET:
		dw->ack_general_call = value & 1;
		dw_target_listen(dw);
		return;
	default:
		write_setting(dw, offset, value);
		return;
	}
	dw_update(dw);
}

static const char *name_reg(uint32_t offset)
{
	static const char *const names[] = {
		"CON",
		"TAR",
		"SAR",
		NULL,
		"DATA_CMD",
		"SS_SCL_HCNT",
		"SS_SCL_LCNT",
		"FS_SCL_HCNT",
		"FS_SCL_LCNT",
		NULL,
		NULL,
		"INTR_STAT",
		"INTR_MASK",
		"RAW_INTR_STAT",
		"RX_TL",
		"TX_TL",
		"CLR_INTR",
		"CLR_RX_UNDER",
		"CLR_RX_OVER",
		"CLR_TX_OVER",
		"CLR_RD_REQ",
		"CLR_TX_ABRT",
		"CLR_RX_DONE",
		"CLR_ACTIVITY",
		"CLR_STOP_DET",
		"CLR_START_DET",
		"CLR_GEN_CALL",
		"ENABLE",
		"STATUS",
		"TXFLR",
		"RXFLR",
		"SDA_HOLD",
		"TX_ABRT_SOURCE",
		"SLV_DATA_NACK_ONLY",
		"DMA_CR",
		"DMA_TDLR",
		"DMA_RDLR",
		"SDA_SETUP",
		"ACK_GENERAL_CALL",
		"ENABLE_STATUS",
		"FS_SPKLEN",
		NULL,
		"CLR_RESTART_DET",
	};

	return offset / 4 < G_N_ELEMENTS(names) ? names[offset / 4] : NULL;
}

struct apb dw_registers(struct dw *dw)
{
	return (struct apb){.read = read_reg,
			    .write = write_reg,
			    .name = name_reg,
			    .user = dw};
}
