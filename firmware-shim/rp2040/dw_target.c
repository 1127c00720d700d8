/* SPDX-License-Identifier: MIT */
/* The I2C block as a target. */
#include "rp2040/dw.h"

#include "rp2040/include/hardware/regs/i2c.h"

#define RAW(bit)  I2C_IC_RAW_INTR_STAT_##bit##_BITS
#define ABRT(bit) I2C_IC_TX_ABRT_SOURCE_##bit##_BITS

static bool is_slave(const struct dw *dw)
{
	return !(dw->con & I2C_IC_CON_IC_SLAVE_DISABLE_BITS);
}

static bool in_use(const struct dw_link *link)
{
	return link->dw->link == link;
}

bool dw_target_active(const struct dw *dw)
{
	return dw->addressed;
}

void dw_target_listen(struct dw *dw)
{
	bool on = dw_enabled(dw) && is_slave(dw);
	bool ten_bit = dw->con & I2C_IC_CON_IC_10BITADDR_SLAVE_BITS;
	struct tw_match matches[] = {
		{.addr = (uint16_t)(ten_bit ? dw->sar : dw->sar & 0x7f),
		 .ten_bit = ten_bit},
		{.general_call = true},
	};
	size_t n = dw->ack_general_call ? 2 : 1;

	for (unsigned i = 0; i < dw->n_links; i++)
		tw_target_listen(dw->links[i].target, matches,
				 on && in_use(&dw->links[i]) ? n : 0);
}

static void end_message(struct dw *dw)
{
	dw->addressed = false;
	dw->by_sar = false;
	dw->sending = false;
	dw->shifting_out = false;
	dw->wait = DW_T_FREE;
}

/* --- what the bus asks ------------------------------------------------- */

static enum tw_answer address(void *user, const struct tw_address *addr)
{
	struct dw_link *link = user;
	struct dw *dw = link->dw;

	if (!in_use(link) || !dw_enabled(dw))
		return TW_NACK;
	dw->heard_start = false;
	dw->addressed = true;
	dw->by_sar = !addr->general_call;
	dw->sending = addr->read;
	dw->n_received = 0;
	dw_raise(dw, RAW(ACTIVITY) | (addr->general_call ? RAW(GEN_CALL) : 0));
	/* What is left in the FIFO was meant for an earlier request. */
	if (addr->read && dw->tx.n)
		dw_abort(dw, ABRT(ABRT_SLVFLUSH_TXFIFO));
	return TW_ACK;
}

static enum tw_answer refuse(struct dw *dw)
{
	dw->slv_disabled_while_busy = true;
	dw->slv_rx_data_lost = true;
	end_message(dw);
	dw_settle(dw);
	return TW_NACK;
}

static enum tw_answer take_byte(void *user, uint8_t byte)
{
	struct dw_link *link = user;
	struct dw *dw = link->dw;

	if (!dw_enabled(dw))
		return refuse(dw);
	if (dw->nack_only)
		return TW_NACK;
	if (dw->rx.n == DW_FIFO_DEPTH &&
	    dw->con & I2C_IC_CON_RX_FIFO_FULL_HLD_CTRL_BITS) {
		dw->wait = DW_T_ROOM;
		dw->waiting_byte = byte;
		return TW_HOLD;
	}
	dw_received(dw, byte, dw->n_received++ == 0);
	return TW_ACK;
}

/* RD_REQ only where the FIFO has nothing for the controller. */
static bool give_byte(void *user, uint8_t *byte)
{
	struct dw_link *link = user;
	struct dw *dw = link->dw;

	if (!dw_enabled(dw)) {
		end_message(dw);
		dw_settle(dw);
		tw_target_abandon(link->target);
		return false;
	}
	if (!dw->tx.n) {
		dw->wait = DW_T_BYTE;
		dw_raise(dw, RAW(RD_REQ));
		return false;
	}
	*byte = (uint8_t)dw_fifo_pop(&dw->tx);
	dw->shifting_out = true;
	dw_update(dw);
	return true;
}

static void sent(void *user, bool acked)
{
	struct dw_link *link = user;
	struct dw *dw = link->dw;

	dw->shifting_out = false;
	if (!acked) {
		dw->sending = false;
		dw_raise(dw, RAW(RX_DONE));
		/* It wants no more: the rest is thrown away. */
		if (dw->tx.n)
			dw_abort(dw, ABRT(ABRT_SLVFLUSH_TXFIFO));
	}
	dw_update(dw);
}

static void lost(void *user)
{
	struct dw_link *link = user;

	end_message(link->dw);
	dw_abort(link->dw, ABRT(ABRT_SLV_ARBLOST) | ABRT(ARB_LOST));
	dw_settle(link->dw);
}

static void start(void *user, bool selected)
{
	struct dw_link *link = user;
	struct dw *dw = link->dw;
	bool addressed = dw->addressed;

	if (!in_use(link))
		return;
	end_message(dw);
	dw->heard_start = true;
	if (dw_enabled(dw))
		dw_raise(dw,
			 RAW(START_DET) | (addressed ? RAW(RESTART_DET) : 0));
	dw_settle(dw);
}

/* To a target that asked for it only the STOPs of its own messages matter. */
static void stop(void *user, bool selected)
{
	struct dw_link *link = user;
	struct dw *dw = link->dw;
	bool own_only =
		is_slave(dw) && dw->con & I2C_IC_CON_STOP_DET_IFADDRESSED_BITS;
	bool tell = dw->by_sar || !own_only;

	if (!in_use(link))
		return;
	end_message(dw);
	dw->heard_start = false;
	if (dw->ic_en && tell)
		dw_raise(dw, RAW(STOP_DET));
	dw_settle(dw);
}

const struct tw_target_ops dw_target_ops = {
	.address = address,
	.write = take_byte,
	.read = give_byte,
	.sent = sent,
	.lost = lost,
	.start = start,
	.stop = stop,
};

/* --- what the registers ask -------------------------------------------- */

void dw_target_written(struct dw *dw)
{
	if (dw->wait != DW_T_BYTE || !dw->tx.n)
		return;
	dw->wait = DW_T_FREE;
	dw->shifting_out = true;
	tw_target_offer(dw->link->target, (uint8_t)dw_fifo_pop(&dw->tx));
}

void dw_target_drained(struct dw *dw)
{
	if (dw->wait != DW_T_ROOM)
		return;
	dw->wait = DW_T_FREE;
	dw_received(dw, dw->waiting_byte, dw->n_received++ == 0);
	tw_target_answer(dw->link->target, true);
}

/* A byte that waits is refused; a controller that waits for one gets 1s. */
void dw_target_disable(struct dw *dw)
{
	bool receiving = dw->addressed && !dw->sending;

	if (!is_slave(dw) || (!dw->addressed && !dw->heard_start))
		return;
	if (!dw_controller_active(dw))
		dw->slv_disabled_while_busy = true;
	if (receiving && dw->n_received)
		dw->slv_rx_data_lost = true;
	if (dw->wait == DW_T_ROOM) {
		tw_target_answer(dw->link->target, false);
		refuse(dw);
	} else if (dw->wait == DW_T_BYTE) {
		end_message(dw);
		tw_target_abandon(dw->link->target);
	}
}

void dw_target_drop(struct dw *dw)
{
	end_message(dw);
	dw->heard_start = false;
	if (dw->link)
		tw_target_abandon(dw->link->target);
}
