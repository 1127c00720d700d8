/* SPDX-License-Identifier: MIT */
/*
 * One serial instance of the nRF52840 (0x40003000 or 0x40004000): registers
 * that TWIM, TWIS and SPI share, and what they do where ENABLE says TWIM
 * (twim.c: controller) or TWIS (twis.c: target).
 *
 * From:     nRF52840 Product Specification: Peripheral interface (tasks,
 *           events, shortcuts, INTEN), EasyDMA, TWIM, TWIS; nRF52840 errata,
 *           219.
 * Modelled: every register of TWIM and TWIS; events, INTEN with SET and CLR,
 *           all shortcuts; PTR and MAXCNT latched at the STARTED event, lists;
 *           the pins of PSEL, joined when ENABLE is written; a pointer that is
 *           not in RAM crashes the chip.
 * Left out: SPI, SPIM, SPIS and the older TWI without EasyDMA: enabling one is
 *           a crash that says so. PPI. OVERRUN of TWIM: EasyDMA is never late.
 *           Errata of nRF52832 and of engineering samples: 83 (STOPPED twice),
 *           89, 109, 149 (the first pulse after clock stretching).
 * Approx.:  an event is written with 0 only. AMOUNT of TWIS changes at the end
 *           of a message, that of TWIM at each byte. Both halves' ADDRESS is
 *           one register, as in the silicon; their ERRORSRC are two.
 */
#ifndef NRF52_TWI_H
#define NRF52_TWI_H

#include "runtime/mcu.h"
#include "runtime/nvic.h"
#include "twowire/controller.h"
#include "twowire/target.h"

/* Offsets of events; an event's bit in INTEN is its place behind 0x100. */
enum twi_event {
	TWI_EV_STOPPED = 1,    /* 0x104 */
	TWI_EV_ERROR = 9,      /* 0x124 */
	TWI_EV_SUSPENDED = 18, /* 0x148, TWIM */
	TWI_EV_RXSTARTED = 19, /* 0x14c */
	TWI_EV_TXSTARTED = 20, /* 0x150 */
	TWI_EV_LASTRX = 23,    /* 0x15c, TWIM */
	TWI_EV_LASTTX = 24,    /* 0x160, TWIM */
	TWI_EV_WRITE = 25,     /* 0x164, TWIS */
	TWI_EV_READ = 26,      /* 0x168, TWIS */
};

enum twi_task {
	TWI_TASK_STARTRX = 0x00, /* TWIM */
	TWI_TASK_STARTTX = 0x08, /* TWIM */
	TWI_TASK_STOP = 0x14,
	TWI_TASK_SUSPEND = 0x1c,
	TWI_TASK_RESUME = 0x20,
	TWI_TASK_PREPARERX = 0x30, /* TWIS */
	TWI_TASK_PREPARETX = 0x34, /* TWIS */
};

enum twi_mode { TWI_OFF = 0, TWI_TWIM = 6, TWI_TWIS = 9 };

/* ERRORSRC */
enum {
	TWIM_OVERRUN = 1u << 0,
	TWIM_ANACK = 1u << 1,
	TWIM_DNACK = 1u << 2,
	TWIS_OVERFLOW = 1u << 0,
	TWIS_DNACK = 1u << 2,
	TWIS_OVERREAD = 1u << 3,
};

/* A channel: what the registers say, and what was latched. */
struct easydma {
	uint32_t ptr, maxcnt, amount, list;
	uint8_t *at;
	uint32_t max;
	uint32_t n; /* bytes of it in this message */
};

struct twi;

/* One bus that the instance's pins can reach. */
struct twi_link {
	struct twi *twi;
	tw_bus *bus;
	tw_target *target;
	tw_controller *controller;
};

enum { TWI_MAX_LINKS = 8 };

enum twis_wait {
	TWIS_FREE,
	TWIS_WRITE, /* SCL held: addressed to be written to, not prepared */
	TWIS_READ,  /* the same, to be read */
	TWIS_TAKEN, /* SCL held after a byte received: suspended */
	TWIS_SENT,  /* SCL held before another byte to send: suspended */
};

enum twim_state {
	TWIM_IDLE,
	TWIM_START,   /* START or repeated START asked for */
	TWIM_ADDRESS, /* on the wire */
	TWIM_WRITE,   /* a byte is */
	TWIM_READ,    /* eight bits are */
	TWIM_ACK,     /* our answer to a byte read is */
	TWIM_HOLD,    /* SCL held: nothing to do, or suspended */
	TWIM_UNACKED, /* the same, a byte read is not answered yet */
	TWIM_STOP,
};

struct twi {
	const char *name; /* "TWI0" */
	mcu *mcu;
	struct nvic *nvic;
	unsigned irq;
	struct twi_link links[TWI_MAX_LINKS];
	unsigned n_links;
	struct twi_link *link; /* that PSEL selects while enabled, or NULL */
	/* The bus whose SCL and SDA these pins are, or NULL: the platform's. */
	tw_bus *(*bus_of)(void *user, unsigned scl, unsigned sda);
	void (*changed)(void *user); /* ENABLE was written */
	void *user;
	tw_point *rx_point; /* what is received passes it; NULL: none */

	uint32_t enable;
	uint32_t psel[2]; /* SCL, SDA */
	uint32_t events;  /* bits as in INTEN */
	uint32_t inten;
	uint32_t shorts;
	uint32_t twim_errors, twis_errors; /* ERRORSRC */
	uint32_t match;
	uint32_t frequency;
	uint32_t address[2];
	uint32_t config;
	uint32_t orc;
	struct easydma rxd, txd;
	bool suspended;

	/* TWIS */
	bool rx_prepared, tx_prepared;
	bool in_message; /* addressed; until STOP or repeated START */
	bool sending;
	bool moving; /* a channel is latched: in the RX or TX state */
	enum twis_wait wait;

	/* TWIM */
	enum twim_state state;
	bool reading;	/* direction of the message */
	bool listening; /* the target has SDA: a byte must be read */
	bool start_rx;	/* tasks that wait for their moment */
	bool start_tx;
	bool stop_asked;
	bool suspend_asked;
	bool failed; /* not acknowledged: waits for STOP */
};

/* A bus that the pins can reach. false with @error set. @name is the target's;
 * the controller's ends in ".controller". */
bool nrf_twi_add_link(struct twi *t, tw_bus *bus, const char *name,
		      GError **error);
/* The pins that it has taken from GPIO, by their number in PSEL. */
uint64_t nrf_twi_pins(const struct twi *t);
/* As after power-on. */
void nrf_twi_reset(struct twi *t);
struct reg_device nrf_twi_device(struct twi *t, uint32_t base);

/* --- For the three files ------------------------------------------------ */

/* Raises the event, and does what shortcuts connect it with. */
void nrf_twi_event(struct twi *t, enum twi_event event);
void nrf_twi_task(struct twi *t, enum twi_task task);
/* Takes PTR and MAXCNT over. false: the chip has crashed. */
bool nrf_twi_latch(struct twi *t, struct easydma *channel, const char *what);
/* A byte from the wire; false: there is no room. */
bool nrf_twi_store(struct twi *t, uint8_t byte);

extern const struct tw_target_ops twis_ops;
/* ENABLE or an address was written. */
void twis_listen(struct twi *t);
/* Out of the message at once, without an event. */
void twis_drop(struct twi *t);
void twis_task(struct twi *t, enum twi_task task);

void twim_done(void *user, enum tw_result result, uint8_t byte);
void twim_drop(struct twi *t);
void twim_task(struct twi *t, enum twi_task task);

#endif /* NRF52_TWI_H */
