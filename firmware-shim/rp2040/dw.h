/* SPDX-License-Identifier: MIT */
/*
 * The I2C block of the RP2040: a DW_apb_i2c, controller and target in one.
 * dw.c has the FIFOs and interrupts, dw_regs.c the registers, dw_target.c and
 * dw_controller.c the two halves at the wires.
 *
 * From:     RP2040 data sheet, 4.3, above all 4.3.4 (START, STOP, commands),
 *           4.3.10 (operation), 4.3.14 (SCL and spike counts), 4.3.17
 *           (registers).
 * Modelled: every register; 16-deep FIFOs and their thresholds; every
 *           interrupt bit; clear on read; target and controller, 7- and 10-bit
 *           addresses, general call, START byte; RX_FIFO_FULL_HLD_CTRL,
 *           STOP_DET_IFADDRESSED, TX_EMPTY_CTRL; ABORT, TX_CMD_BLOCK; abort
 *           sources and TX_FLUSH_CNT; disabling while busy; SDA_HOLD and
 *           SDA_SETUP; SCL periods from HCNT, LCNT and SPKLEN.
 * Left out: High-speed mode (SPEED
 *           3 becomes 2, as in the silicon), IC_SDA_RX_HOLD, the spike filter
 *           itself (SPKLEN only lengthens SCL's high period).
 * Approx.:  the controller's set-up and hold times of START and STOP are one
 *           high or low period, as the block's manual derives them. A full
 *           receive FIFO holds SCL before the acknowledge of the 17th byte.
 *           SLV_ACTIVITY is set while addressed, not during the address byte.
 *           A block disabled between a START and a matching address reports
 *           SLV_DISABLED_WHILE_BUSY even if the address was somebody else's.
 *           A controller disabled in the middle of a byte ends with a STOP;
 *           one that holds SCL for its next command goes on holding, as the
 *           silicon does. A block on no pins never finds its bus free.
 */
#ifndef RP2040_DW_H
#define RP2040_DW_H

#include "rp2040/apb.h"
#include "runtime/nvic.h"
#include "twowire/controller.h"
#include "twowire/target.h"

enum { DW_FIFO_DEPTH = 16 };

struct dw_fifo {
	uint16_t entry[DW_FIFO_DEPTH];
	unsigned head;
	unsigned n;
};

enum dw_target_wait {
	DW_T_FREE,
	DW_T_BYTE, /* SCL held: a byte to send is wanted */
	DW_T_ROOM, /* SCL held: a byte came and the FIFO is full */
};

enum dw_controller_state {
	DW_C_IDLE,
	DW_C_START,	 /* START or repeated START asked for */
	DW_C_START_BYTE, /* 0000 0001, which nobody acknowledges */
	DW_C_ADDRESS,	 /* first byte of the address */
	DW_C_ADDRESS_2,	 /* second byte of 10 bits */
	DW_C_WRITE,
	DW_C_READ,	/* eight bits of a byte */
	DW_C_READ_FULL, /* they are in, the FIFO is full: SCL held */
	DW_C_READ_HOLD, /* acknowledge or not? The next command tells */
	DW_C_READ_ACK,
	DW_C_HOLD, /* owns the bus and has no command: SCL held */
	DW_C_STOP,
};

struct dw;

/* One bus that the block's pins can reach. */
struct dw_link {
	struct dw *dw;
	tw_bus *bus;
	tw_target *target;
	tw_controller *controller;
};

enum { DW_MAX_LINKS = 4 };

struct dw {
	struct apb apb;
	struct nvic *nvic;
	unsigned irq;
	uint64_t clock_hz; /* of clk_sys */
	struct dw_link links[DW_MAX_LINKS];
	unsigned n_links;
	struct dw_link *link; /* that the pins select now, or NULL */

	struct dw_fifo rx;  /* byte, and FIRST_DATA_BYTE */
	struct dw_fifo tx;  /* commands */
	tw_point *rx_point; /* what comes in passes it; NULL: none */
	uint32_t con, tar, sar;
	uint32_t ss_hcnt, ss_lcnt, fs_hcnt, fs_lcnt;
	uint32_t mask;
	uint32_t sticky; /* interrupts that are latched */
	uint32_t rx_tl, tx_tl;
	uint32_t enable;
	uint32_t sda_hold, sda_setup, spklen;
	uint32_t abrt_source;
	uint32_t nack_only;
	uint32_t ack_general_call;
	uint32_t dma_cr, dma_tdlr, dma_rdlr;
	void (*requests_changed)(void *user); /* to the DMA; may be NULL */
	void *requests_user;
	bool ic_en; /* enabled, or disabled and not yet idle */
	bool slv_disabled_while_busy;
	bool slv_rx_data_lost;

	/* As target. */
	bool heard_start; /* and neither STOP nor our address since */
	bool addressed;	  /* in this message, by any address */
	bool by_sar;	  /* not by general call */
	bool sending;
	bool shifting_out;   /* a byte of ours is on the wire */
	unsigned n_received; /* in this message */
	enum dw_target_wait wait;
	uint8_t waiting_byte;

	/* As controller. */
	enum dw_controller_state state;
	uint16_t cmd;	    /* under way */
	bool second_start;  /* of a START byte, or of a 10-bit read */
	bool reading;	    /* direction of the message */
	bool ten_addressed; /* with W, in this transfer */
	bool first_byte;    /* of the message, to be received */
	uint8_t read_byte;
};

/* Does it ask the DMA for a command to send, or to take a byte? */
bool dw_wants(const struct dw *dw, bool transmit);

/* Sets up @dw; it then needs its links. */
void dw_init(struct dw *dw, struct nvic *nvic, unsigned irq, uint64_t clock_hz);
/* A bus that the block can be joined to. NULL with @error set. @name is the
 * target's; the controller's ends in ".controller". */
struct dw_link *dw_add_link(struct dw *dw, tw_bus *bus, const char *name,
			    GError **error);
/* The pins select @link, or none. What was under way elsewhere is dropped. */
void dw_connect(struct dw *dw, struct dw_link *link);
/* As by its bit in RESETS. */
void dw_reset(struct dw *dw);

/* --- For the four files ------------------------------------------------ */

bool dw_fifo_push(struct dw_fifo *fifo, uint16_t entry); /* false: full */
uint16_t dw_fifo_pop(struct dw_fifo *fifo);
struct apb dw_registers(struct dw *dw);
bool dw_enabled(const struct dw *dw);
/* Either half takes part in a transfer. */
bool dw_active(const struct dw *dw);
uint32_t dw_raw(const struct dw *dw); /* IC_RAW_INTR_STAT */
/* The FIFOs are held empty until CLR_TX_ABRT. */
bool dw_aborted(const struct dw *dw);
void dw_raise(struct dw *dw, uint32_t interrupts);
void dw_abort(struct dw *dw, uint32_t source);
void dw_received(struct dw *dw, uint8_t byte, bool first);
uint32_t dw_cycles_to_ns(const struct dw *dw, uint32_t cycles);
/* Recomputes the interrupt line. */
void dw_update(struct dw *dw);
/* Something has ended: a disabled block may be idle now. */
void dw_settle(struct dw *dw);

extern const struct tw_target_ops dw_target_ops;
bool dw_target_active(const struct dw *dw);
void dw_target_listen(struct dw *dw);
void dw_target_written(struct dw *dw); /* the transmit FIFO has more */
void dw_target_drained(struct dw *dw); /* the receive FIFO has less */
void dw_target_disable(struct dw *dw);
void dw_target_drop(struct dw *dw);

bool dw_controller_active(const struct dw *dw);
bool dw_controller_shifting(const struct dw *dw);
/* Goes on, if it waited for a command, for room or to be allowed. */
void dw_controller_next(struct dw *dw);
void dw_controller_done(void *user, enum tw_result result, uint8_t byte);
void dw_controller_drop(struct dw *dw);

#endif /* RP2040_DW_H */
