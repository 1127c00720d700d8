/* SPDX-License-Identifier: MIT */
/*
 * The I2C block of the STM32F1, F2, F4 and L1 ("I2C v1"), controller and
 * target in one. i2c.c has what both halves share, i2c_regs.c the registers,
 * i2c_target.c and i2c_controller.c the two halves at the wires.
 *
 * From:     RM0090, chapter 27, above all 27.3.2 (slave), 27.3.3 (master),
 *           27.3.4 (errors), 27.3.6 and 27.3.7 (SMBus, DMA), 27.6 (registers);
 *           ES0182 (errata of STM32F40x).
 * Modelled: DR and one shift register beside it, in both directions; every
 *           flag with its own way of being cleared (SR1 then SR2 for ADDR, SR1
 *           then DR for SB, SR1 then a write of CR1 for STOPF, 0 written for
 *           errors), and ADDR cleared unseen if it comes in between SR1 and
 *           SR2; SCL held for ADDR, for BTF and for a first byte; NOSTRETCH
 *           with OVR, and the block's own address as the first byte of a read
 *           that was not made ready; ACK and POS; both addresses, general call,
 *           10 bits; START and STOP as requests, also when they come at the
 *           wrong time; PEC; the SMBus addresses, SCL low for 25 ms; DMA
 *           requests with LAST; BUSY from the wires; SWRST; SCL's periods
 *           from CCR.
 *           Of the errata: no START any more after a misplaced STOP; BERR in
 *           the middle of a good transfer (point CHIP.i2cN.berr).
 * Left out: the SMBA pin (ALERT answers the alert response address, SMBALERT
 *           is never set); the filters, which F40x has not got as registers.
 * Approx.:  ADDR is cleared unseen only if nothing else was touched between SR1
 *           and SR2: ST's HAL would not work otherwise. TRISE is stored: SCL's
 *           high period is counted from where SCL is seen high. Set-up and
 *           hold times of START and STOP are one high period. A refused byte
 *           is in DR at its eighth bit's end, others after the ninth. PE=0 ends
 *           at once what is under way, unless a STOP was asked for. DR written
 *           during an address phase is sent as the first byte; written outside
 *           of transfers it is lost at the next START, as at every START and
 *           STOP (STM32CubeF4 issue 76 shows the loss).
 */
#ifndef STM32F4_I2C_H
#define STM32F4_I2C_H

#include "runtime/nvic.h"
#include "stm32/block.h"
#include "twowire/controller.h"
#include "twowire/port.h"
#include "twowire/target.h"

enum {
	CR1_PE = 1 << 0,
	CR1_SMBUS = 1 << 1,
	CR1_SMBTYPE = 1 << 3,
	CR1_ENARP = 1 << 4,
	CR1_ENPEC = 1 << 5,
	CR1_ENGC = 1 << 6,
	CR1_NOSTRETCH = 1 << 7,
	CR1_START = 1 << 8,
	CR1_STOP = 1 << 9,
	CR1_ACK = 1 << 10,
	CR1_POS = 1 << 11,
	CR1_PEC = 1 << 12,
	CR1_ALERT = 1 << 13,
	CR1_SWRST = 1 << 15,
};

enum {
	CR2_ITERREN = 1 << 8,
	CR2_ITEVTEN = 1 << 9,
	CR2_ITBUFEN = 1 << 10,
	CR2_DMAEN = 1 << 11,
	CR2_LAST = 1 << 12,
};

enum {
	SR1_SB = 1 << 0,
	SR1_ADDR = 1 << 1,
	SR1_BTF = 1 << 2,
	SR1_ADD10 = 1 << 3,
	SR1_STOPF = 1 << 4,
	SR1_RXNE = 1 << 6,
	SR1_TXE = 1 << 7,
	SR1_BERR = 1 << 8,
	SR1_ARLO = 1 << 9,
	SR1_AF = 1 << 10,
	SR1_OVR = 1 << 11,
	SR1_PECERR = 1 << 12,
	SR1_TIMEOUT = 1 << 14,
	SR1_SMBALERT = 1 << 15,
	SR1_ERRORS = SR1_BERR | SR1_ARLO | SR1_AF | SR1_OVR | SR1_PECERR |
		     SR1_TIMEOUT | SR1_SMBALERT,
};

enum {
	SR2_MSL = 1 << 0,
	SR2_BUSY = 1 << 1,
	SR2_TRA = 1 << 2,
	SR2_GENCALL = 1 << 4,
	SR2_SMBDEFAULT = 1 << 5,
	SR2_SMBHOST = 1 << 6,
	SR2_DUALF = 1 << 7,
	/* Which address a target was called by. */
	SR2_CALLED = SR2_GENCALL | SR2_SMBDEFAULT | SR2_SMBHOST | SR2_DUALF,
};

/* Why the target holds SCL. */
enum f4_i2c_target_wait {
	I2C_T_FREE,
	I2C_T_ADDR, /* ADDR is set */
	I2C_T_BYTE, /* nothing to send */
	I2C_T_ROOM, /* DR and shift register are full */
};

enum f4_i2c_controller_state {
	I2C_C_IDLE,
	I2C_C_WANTED, /* START waits for the bus; nothing is asked yet */
	I2C_C_START,
	I2C_C_SB, /* SCL held for the address, until here it is */
	I2C_C_ADDRESS,
	I2C_C_ADD10, /* SCL held for the second byte of the address */
	I2C_C_ADDRESS_2,
	I2C_C_ADDR,  /* SCL held: ADDR is set */
	I2C_C_WRITE, /* a byte is going out */
	I2C_C_BYTE,  /* SCL held: nothing to send */
	I2C_C_READ,
	I2C_C_READ_ACK,
	I2C_C_ROOM, /* SCL held: DR and shift register are full */
	I2C_C_OVER, /* SCL held: a NACK came or went; STOP or START? */
	I2C_C_STOP,
};

enum { I2C_MAX_LINKS = 4 };

struct i2c;

/* One bus that the block's pins can reach. */
struct f4_i2c_link {
	struct i2c *i2c;
	tw_bus *bus;
	tw_target *target;
	tw_controller *controller;
	tw_port *port; /* listens */
};

struct i2c {
	struct stm32_block block;
	struct nvic *nvic;
	unsigned irq;	  /* of events; errors are the next */
	uint32_t pclk_hz; /* APB1's clock, kept by RCC */
	tw_queue *queue;
	struct f4_i2c_link links[I2C_MAX_LINKS];
	unsigned n_links;
	struct f4_i2c_link *link; /* that the pins select now, or NULL */
	tw_point *rx_point;	  /* bytes that come in; NULL: none */
	/* DMA's requests have changed; may be NULL. */
	void (*dma_changed)(void *user);
	void *dma_user;

	uint32_t cr1, cr2, oar1, oar2, ccr, trise;
	uint32_t sr1;
	uint32_t sr2;	     /* without BUSY and PEC */
	uint32_t seen;	     /* of SR1, by the last read of it */
	bool sr1_was_last;   /* of the registers to be touched */
	uint8_t dr;	     /* last read or to be read */
	uint8_t shift;	     /* waits for room in DR */
	bool shift_full;     /* it does */
	uint8_t tx;	     /* waits for the shift register */
	bool tx_full;	     /* it does: TXE is 0 */
	uint8_t pec;	     /* CRC-8 of the transfer so far */
	bool busy;	     /* a wire was low, and no STOP since */
	bool closing;	     /* PE=0 was written; a STOP comes first */
	bool blocked;	     /* by a misplaced STOP: ES0182 */
	bool lost;	     /* arbitration, in this transfer */
	bool framed;	     /* a START was seen, and no STOP since */
	unsigned falls;	     /* of SCL since then */
	bool level[2];	     /* of the wires */
	struct tw_timer low; /* SMBus: SCL low for 25 ms */

	/* As target. */
	enum f4_i2c_target_wait wait;
	bool addressed;
	bool addr_due; /* the address is acknowledged, ADDR not set yet */
	bool nacked;   /* by us or the host, in this message */

	/* As controller. */
	enum f4_i2c_controller_state state;
	uint8_t sending; /* address or byte on the wires */
	bool ack_before; /* CR1.ACK at the ninth bit of the byte before */
	bool acked;	 /* the byte being read is */
	bool last;	 /* DMA: the byte being read is the last */
	bool pec_due;	 /* the byte under way is the PEC */
};

void f4_i2c_init(struct i2c *i2c, struct nvic *nvic, unsigned irq,
		 tw_queue *queue);
/* A bus that the block can be joined to. false with @error set. @name is the
 * target's; the controller's ends in ".controller". */
bool f4_i2c_add_link(struct i2c *i2c, tw_bus *bus, const char *name,
		     GError **error);
/* The pins select @link, or none. What was under way elsewhere is dropped. */
void f4_i2c_connect(struct i2c *i2c, struct f4_i2c_link *link);
/* As by its bit in RCC. */
void f4_i2c_reset(struct i2c *i2c);
/* DMA has taken or given a byte; @left more are to come. */
void f4_i2c_dma_done(struct i2c *i2c, uint32_t left);
bool f4_i2c_dma_wants(const struct i2c *i2c, bool tx);
/* A bus error where there is none: ES0182. */
void f4_i2c_spurious_berr(struct i2c *i2c);

/* --- For the four files ------------------------------------------------ */

struct stm32_block f4_i2c_registers(struct i2c *i2c);
bool f4_i2c_enabled(const struct i2c *i2c);
void f4_i2c_set(struct i2c *i2c, uint32_t sr1);
void f4_i2c_clear(struct i2c *i2c, uint32_t sr1);
/* Recomputes the interrupt lines and DMA's requests. */
void f4_i2c_update(struct i2c *i2c);
/* A byte is through the shift register. false: no room, BTF. */
bool f4_i2c_received(struct i2c *i2c, uint8_t byte);
/* DR was read: a byte that waited follows. false: none did. */
bool f4_i2c_advance(struct i2c *i2c);
/* The next byte to send, if there is one; TXE then says there is room. */
bool f4_i2c_next_byte(struct i2c *i2c, uint8_t *byte);
/* START or STOP: nothing that was to be sent will be. */
void f4_i2c_drop_tx(struct i2c *i2c);
void f4_i2c_pec_add(struct i2c *i2c, uint8_t byte);
/* PEC was received: right? */
void f4_i2c_pec_check(struct i2c *i2c, uint8_t byte);
/* PE=0: flags and requests are gone, settings stay. */
void f4_i2c_disable(struct i2c *i2c);

extern const struct tw_target_ops f4_i2c_target_ops;
void f4_i2c_target_listen(struct i2c *i2c);
void f4_i2c_target_addr_cleared(struct i2c *i2c);
void f4_i2c_target_written(struct i2c *i2c); /* DR has a byte to send */
void f4_i2c_target_drained(struct i2c *i2c); /* DR was read */
void f4_i2c_target_drop(struct i2c *i2c);

bool f4_i2c_is_controller(const struct i2c *i2c);
void f4_i2c_controller_done(void *user, enum tw_result result, uint8_t byte);
/* START, STOP, DR or a flag has changed: goes on if it waited for that. */
void f4_i2c_controller_next(struct i2c *i2c);
void f4_i2c_controller_address(struct i2c *i2c, uint8_t byte); /* DR, in SB */
void f4_i2c_controller_drained(struct i2c *i2c);
void f4_i2c_controller_drop(struct i2c *i2c);

#endif /* STM32F4_I2C_H */
