/* SPDX-License-Identifier: MIT */
/*
 * An I2C controller of the ESP32 family: target ("slave") and controller
 * ("master"), one at a time, on two FIFOs of 32 bytes. i2c.c has FIFOs and
 * interrupts, i2c_regs.c the registers, i2c_target.c and i2c_controller.c the
 * two halves at the wires, i2c_clear.c what clears a bus.
 *
 * From:     ESP32-S3 Technical Reference Manual, "I2C Controller"; what
 *           ESP-IDF's driver does with it.
 * Modelled: FIFO mode with both water marks; every interrupt but the two
 *           SCL-FSM time-outs; 7- and 10-bit addresses, general call;
 *           SCL_STRETCH_CONF with the three causes of a stretch and
 *           STRETCH_PROTECT_NUM; the command list (RSTART, WRITE, READ, STOP,
 *           END) with ACK check; SCL periods, set-up and hold times from the
 *           registers; TIME_OUT of a stretched SCL; arbitration; FSM_RST;
 *           SCL_RST_SLV_EN.
 *           Without stretching (classic ESP32) a read is answered from what
 *           the FIFO has.
 * Left out: access past the FIFO (NONFIFO_EN, FIFO_ADDR_CFG_EN),
 *           LSB first, SLAVE_BYTE_ACK_CTL_EN and SCL_RST_SLV_EN: asking for
 *           one is a crash that says so. CONF_UPGATE: settings take effect at
 *           once. Filters, fractional clock divider: stored.
 * Approx.:  the classic ESP32 has the S3's registers. An empty transmit FIFO
 *           that may not stretch, or whose stretch was cleared with nothing in
 *           it, sends the byte its read pointer is at, again and again. With
 *           the receive FIFO full, SCL is held before the acknowledge of the
 *           33rd byte. TRANS_COMPLETE as a target comes with every STOP on
 *           the bus. An ACK error ends the command list with a STOP and, after
 *           NACK, TRANS_COMPLETE: so ESP-IDF's drivers expect it. RC_FAST
 *           runs as fast as the crystal. A START waits for a free bus, or
 *           until both wires were high for 50 us.
 */
#ifndef ESP32_I2C_H
#define ESP32_I2C_H

#include "esp32/intr.h"
#include "runtime/mcu.h"
#include "twowire/actor.h"
#include "twowire/controller.h"
#include "twowire/point.h"
#include "twowire/target.h"

enum { ESP_I2C_FIFO = 32, ESP_I2C_COMMANDS = 8, ESP_I2C_MAX_LINKS = 4 };

/* @ram keeps what was in it. */
struct esp_i2c_fifo {
	uint8_t ram[ESP_I2C_FIFO];
	unsigned read; /* pointer */
	unsigned n;
};

enum esp_i2c_wait {
	ESP_I2C_FREE,
	ESP_I2C_ROOM,  /* SCL held: a byte came and the FIFO is full */
	ESP_I2C_MATCH, /* SCL held: our address, to be read */
	ESP_I2C_EMPTY, /* SCL held: a byte to send is wanted */
};

enum esp_i2c_state {
	ESP_I2C_IDLE,
	ESP_I2C_START,
	ESP_I2C_WRITE,
	ESP_I2C_READ,
	ESP_I2C_STOP,
	ESP_I2C_ABORT, /* STOP after an ACK error */
	ESP_I2C_HALT,  /* owns the bus, SCL low: END */
};

struct esp_i2c;

/* One bus that the controller's pins can reach. */
struct esp_i2c_link {
	struct esp_i2c *i2c;
	tw_bus *bus;
	tw_target *target;
	tw_controller *controller;
};

struct esp_i2c {
	struct esp_intr *intr;
	unsigned source; /* interrupt */
	uint64_t clock_hz;
	bool may_stretch;
	/* The firmware asked for what is not simulated. */
	void (*crash)(void *user, const char *what);
	void *user;
	struct esp_i2c_link links[ESP_I2C_MAX_LINKS];
	unsigned n_links;
	struct esp_i2c_link *link; /* that the pins select now, or NULL */
	tw_point *rx_point;	   /* what comes in passes it; NULL: none */

	struct esp_i2c_fifo rx;
	struct esp_i2c_fifo tx;
	uint32_t reg[64]; /* what is only stored, by offset / 4 */
	uint32_t raw;	  /* INT_RAW */
	uint32_t sr;	  /* SR without the counts */
	uint32_t cause;	  /* STRETCH_CAUSE */
	uint32_t main_state;

	/* As target. */
	bool sending;
	bool fresh; /* the next byte sent is the first */
	enum esp_i2c_wait wait;
	uint8_t waiting_byte;

	/* As controller. */
	enum esp_i2c_state state;
	unsigned command;
	unsigned bytes_left;
	struct tw_timer clear_timer;
	unsigned clear_halves; /* of SCL pulses, still to come */
	bool go_after_clear;
};

void esp_i2c_init(struct esp_i2c *i2c, struct esp_intr *intr, unsigned source,
		  uint64_t clock_hz, bool may_stretch);
/* A bus that it can be joined to. NULL with @error set. */
struct esp_i2c_link *esp_i2c_add_link(struct esp_i2c *i2c, tw_bus *bus,
				      const char *name, GError **error);
/* The pins select the link with that bus, or none (NULL). */
void esp_i2c_connect(struct esp_i2c *i2c, const tw_bus *bus);
/* As after power-on, or by its bit in PERIP_RST_EN. */
void esp_i2c_reset(struct esp_i2c *i2c);
struct reg_device esp_i2c_device(struct esp_i2c *i2c, const char *name,
				 uint32_t base);

/* --- For the four files ------------------------------------------------ */

static inline uint32_t *esp_i2c_reg(struct esp_i2c *i2c, uint32_t offset)
{
	return &i2c->reg[offset / 4];
}

bool esp_i2c_push(struct esp_i2c_fifo *fifo, uint8_t byte); /* false: full */
/* Of an empty one the byte at the pointer, which stays. */
uint8_t esp_i2c_pop(struct esp_i2c_fifo *fifo);
void esp_i2c_received(struct esp_i2c *i2c, uint8_t byte);
void esp_i2c_raise(struct esp_i2c *i2c, uint32_t interrupts);
/* Recomputes the water marks and the interrupt line. */
void esp_i2c_update(struct esp_i2c *i2c);
bool esp_i2c_is_master(const struct esp_i2c *i2c);
uint32_t esp_i2c_cycles_to_ns(const struct esp_i2c *i2c, uint64_t cycles);

extern const struct tw_target_ops esp_i2c_target_ops;
void esp_i2c_target_listen(struct esp_i2c *i2c);
void esp_i2c_target_times(struct esp_i2c *i2c);
void esp_i2c_target_clear_stretch(struct esp_i2c *i2c);
void esp_i2c_target_drop(struct esp_i2c *i2c);

void esp_i2c_controller_go(struct esp_i2c *i2c); /* TRANS_START */
void esp_i2c_controller_done(void *user, enum tw_result result, uint8_t byte);
void esp_i2c_controller_drop(struct esp_i2c *i2c);
void esp_i2c_clear_go(struct esp_i2c *i2c); /* SCL_RST_SLV_EN */
void esp_i2c_clear_drop(struct esp_i2c *i2c);

#endif /* ESP32_I2C_H */
