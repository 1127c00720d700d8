/* SPDX-License-Identifier: MIT */
/*
 * The I2C block of the newer STM32 families ("v2": F0, F3, F7, G0, G4, H7,
 * L4...), target and controller in one. i2cv2.c has set-up, flags and the
 * interrupt; i2cv2_regs.c the registers; i2cv2_target.c and i2cv2_controller.c
 * the two halves at the wires; i2cv2_smbus.c PEC, time-outs and alert.
 *
 * From:     RM0444 (and RM0091, RM0440, whose blocks are the same), the chapter
 *           on the I2C interface.
 * Modelled: every register and flag; one byte ahead in TXDR, which stays there
 *           after a NACK until TXE is written; stretching while ADDR, TCR, a
 *           full RXDR or an empty TXDR, and NOSTRETCH with OVR; OA1 of 7 or 10
 *           bits, OA2 with its mask, general call, the SMBus addresses; byte
 *           control by the target (SBC); RELOAD, AUTOEND, NBYTES; 10-bit
 *           addresses with and without HEAD10R; automatic STOP after a NACK;
 *           PEC; TIMEOUTA, TIDLE, TIMEOUTB; requests to the DMA.
 * Left out: waking from Stop mode (WUPEN is stored); the analog and digital
 *           filters do not swallow spikes when set otherwise than by default,
 *           they only delay; SCL held by a target for SDADEL and SCLDEL
 *           after each fall where it does not hold it anyway; that a
 *           controller sends a 10-bit address that nobody acknowledged again
 *           until ADDRCF.
 * Approx.:  the analog filter delays by 50 ns, its least; the synchroniser
 *           by 2 cycles of I2CCLK. TIDLE only sets TIMEOUT. BERR is a START or
 * STOP after the first bit of a byte while addressed. With SBC and without
 * RELOAD, a target's bytes beyond NBYTES are as without SBC. A controller told
 * to STOP in the middle of a byte that it reads does not acknowledge that byte;
 * told so during its ACK, it reads one byte more.
 * A block on no pins never finds its bus free.
 */
#ifndef STM32G0_I2CV2_H
#define STM32G0_I2CV2_H

#include "stm32/block.h"
#include "twowire/controller.h"
#include "twowire/point.h"
#include "twowire/port.h"
#include "twowire/target.h"

/* What keeps SCL low for us as a target. */
enum i2cv2_wait {
	I2CV2_W_NONE,
	I2CV2_W_ADDR, /* ADDR is not cleared; then bytes come in */
	I2CV2_W_ADDR_SEND /* the same; then they go out */,
	I2CV2_W_ROOM,	     /* a byte came and RXDR is full: before its ACK */
	I2CV2_W_RELOAD,	     /* TCR: the byte in RXDR waits for its ACK */
	I2CV2_W_RELOAD_SEND, /* TCR: before the next byte goes out */
	I2CV2_W_BYTE,	     /* TXDR is empty */
};

enum i2cv2_state {
	I2CV2_C_IDLE,
	I2CV2_C_START,	   /* START or repeated START asked for */
	I2CV2_C_ADDRESS,   /* its first byte */
	I2CV2_C_ADDRESS_2, /* second byte of 10 bits */
	I2CV2_C_EMPTY,	   /* SCL held: TXDR is empty */
	I2CV2_C_WRITE,
	I2CV2_C_READ,	   /* eight bits of a byte */
	I2CV2_C_READ_FULL, /* they are in, RXDR is full: SCL held */
	I2CV2_C_READ_ACK,
	I2CV2_C_HOLD, /* TC or TCR: SCL held */
	I2CV2_C_STOP,
};

struct i2cv2;

/* One bus that the block's pins can reach. */
struct i2cv2_link {
	struct i2cv2 *i2c;
	tw_bus *bus;
	tw_target *target;
	tw_controller *controller;
	tw_port *watch; /* for the time-outs; made when first needed */
	char *name;
};

enum { I2CV2_MAX_LINKS = 4 };

struct i2cv2 {
	struct stm32_block block;
	/* What the rest of the chip is told. */
	void (*irq)(void *user, bool level);
	void (*dma)(void *user, bool transmit, bool request);
	void (*smba)(void *user, bool low); /* pulls the alert pin */
	void *user;
	uint64_t clock_hz; /* I2CCLK */
	struct i2cv2_link links[I2CV2_MAX_LINKS];
	unsigned n_links;
	struct i2cv2_link *link; /* that the pins select now, or NULL */
	tw_point *rx_point;	 /* what comes in passes it; NULL: none */

	uint32_t cr1, cr2, oar1, oar2, timingr, timeoutr;
	uint32_t isr; /* but for ADDCODE's meaning, as it is read */
	uint8_t pecr, rxdr, txdr;
	uint32_t left; /* of NBYTES */
	bool involved; /* in this transfer: its STOP sets STOPF */

	/* As target. */
	bool addressed; /* in this message, and neither NACK nor end since */
	bool sending;
	bool own_byte; /* PECR, not TXDR, is on the wire */
	unsigned bit;  /* of the byte under way that comes next */
	enum i2cv2_wait wait;
	uint8_t waiting_byte;
	uint8_t out_byte; /* that goes out */

	/* As controller. */
	enum i2cv2_state state;
	bool reading;	  /* direction of the message */
	bool ten_written; /* the 10-bit address has gone out, with W */
	bool promised;	  /* we acknowledged a byte: the target sends another */
	bool give_up;	  /* nobody acknowledged: only a STOP may follow */
	uint32_t message; /* CR2 at the START */

	/* SMBus. */
	tw_queue *queue;
	struct tw_timer low_timer;    /* SCL low, or both lines high */
	struct tw_timer extend_timer; /* our own stretching */
	uint64_t extended_ns;	      /* so far, in this transfer or byte */
	uint64_t extend_start_ns;
	bool extending;
	bool alert_level; /* of the alert pin */
};

/* Sets up @i2c; it then needs its links. */
void i2cv2_init(struct i2cv2 *i2c, tw_queue *queue, uint64_t clock_hz);
/* A bus that the block can be joined to. NULL with @error set. @name is the
 * target's; the controller's ends in ".controller". */
struct i2cv2_link *i2cv2_add_link(struct i2cv2 *i2c, tw_bus *bus,
				  const char *name, GError **error);
/* The pins select @link, or none. What was under way elsewhere is dropped. */
void i2cv2_connect(struct i2cv2 *i2c, struct i2cv2_link *link);
/* As by its bit in the RCC's reset register. */
void i2cv2_reset(struct i2cv2 *i2c);
void i2cv2_free(struct i2cv2 *i2c);
/* I2CCLK from now on. */
void i2cv2_set_clock(struct i2cv2 *i2c, uint64_t clock_hz);
/* What the alert pin sees. */
void i2cv2_alert_pin(struct i2cv2 *i2c, bool high);
/* A register as the DMA reads and writes it. */
uint32_t i2cv2_read(struct i2cv2 *i2c, uint32_t offset, bool peek);
void i2cv2_write(struct i2cv2 *i2c, uint32_t offset, uint32_t value);

/* --- For the five files ------------------------------------------------ */

static inline bool i2cv2_on(const struct i2cv2 *i2c)
{
	return i2c->cr1 & 1;
}

struct stm32_block i2cv2_registers(struct i2cv2 *i2c);
/* Recomputes the interrupt line and the requests to the DMA. */
void i2cv2_update(struct i2cv2 *i2c);
void i2cv2_raise(struct i2cv2 *i2c, uint32_t flags);
/* The byte in TXDR goes into the shift register. */
uint8_t i2cv2_shift_out(struct i2cv2 *i2c);
/* A byte goes into RXDR, which has room. false: it was lost on the way. */
bool i2cv2_shift_in(struct i2cv2 *i2c, uint8_t byte);
/* PE has been cleared: everything that is not configuration. */
void i2cv2_disable(struct i2cv2 *i2c);
/* @cycles of TIMINGR's prescaled clock, and of I2CCLK, in ns. */
uint32_t i2cv2_presc_ns(const struct i2cv2 *i2c, uint32_t cycles);
uint32_t i2cv2_clock_ns(const struct i2cv2 *i2c, uint32_t cycles);
/* From an edge on the wire until the block sees it. */
uint32_t i2cv2_input_ns(const struct i2cv2 *i2c);

extern const struct tw_target_ops i2cv2_target_ops;
void i2cv2_target_listen(struct i2cv2 *i2c);
void i2cv2_target_written(struct i2cv2 *i2c);  /* TXDR has been filled */
void i2cv2_target_drained(struct i2cv2 *i2c);  /* RXDR has been read */
void i2cv2_target_cleared(struct i2cv2 *i2c);  /* ADDR has been cleared */
void i2cv2_target_reloaded(struct i2cv2 *i2c); /* TCR has been cleared */
void i2cv2_target_drop(struct i2cv2 *i2c);
/* Lets go of both lines: a time-out. */
void i2cv2_target_release(struct i2cv2 *i2c);

bool i2cv2_controller_active(const struct i2cv2 *i2c);
/* Goes on, if it waited for a byte, for room or for CR2. */
void i2cv2_controller_next(struct i2cv2 *i2c);
void i2cv2_controller_done(void *user, enum tw_result result, uint8_t byte);
/* START is asked for and another controller has addressed us. */
void i2cv2_controller_cancel(struct i2cv2 *i2c);
/* A time-out: STOP as soon as can be. */
void i2cv2_controller_abort(struct i2cv2 *i2c);
void i2cv2_controller_drop(struct i2cv2 *i2c);

void i2cv2_pec(struct i2cv2 *i2c, uint8_t byte);
/* The byte that comes next is the PEC. */
bool i2cv2_pec_next(const struct i2cv2 *i2c);
/* It has come. Returns whether it is right. */
bool i2cv2_pec_check(struct i2cv2 *i2c, uint8_t byte);
void i2cv2_smbus_update(struct i2cv2 *i2c); /* CR1 or TIMEOUTR changed */
/* We begin or end to hold SCL. */
void i2cv2_smbus_extend(struct i2cv2 *i2c, bool hold);
void i2cv2_smbus_restart_extend(struct i2cv2 *i2c); /* counting from zero */
void i2cv2_smbus_drop(struct i2cv2 *i2c);

#endif /* STM32G0_I2CV2_H */
