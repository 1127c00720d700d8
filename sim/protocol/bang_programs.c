/* SPDX-License-Identifier: MIT */
/*
 * What hosts do to the wires, in their own order: where they wait, where they
 * read SCL back, and where they do not. Written from what their sources and
 * data sheets do; hosts.c names them.
 */
#include "protocol/bang.h"

#define STEPS (const struct bang_step[])
#define END                                                                    \
	{                                                                      \
		BANG_END, 0                                                    \
	}
#define PAUSE(kind)                                                            \
	{                                                                      \
		BANG_PAUSE, PAUSE_##kind                                       \
	}
#define WAIT(kind)                                                             \
	{                                                                      \
		BANG_WAIT, WAIT_##kind                                         \
	}
#define SDA(what)                                                              \
	{                                                                      \
		BANG_SDA_##what, 0                                             \
	}
#define SCL(what)                                                              \
	{                                                                      \
		BANG_SCL_##what, 0                                             \
	}
#define READ                                                                   \
	{                                                                      \
		BANG_READ, 0                                                   \
	}

/*
 * CircuitPython, shared-module/bitbangio/I2C.c. SCL stays high after a START
 * and falls with the next byte; every release of SCL is followed by a pause and
 * then by looks at it, 1 us apart. Waiting too long raises an exception where
 * it stands: the wires stay as they are. Construction sends a STOP there; here
 * it does not.
 */
#define BITBANGIO_RELEASE SCL(HIGH), PAUSE(HALF), WAIT(GIVES_UP)
const struct bang_program bang_bitbangio = {
	.unit_ns = 1000,
	.poll_ns = 1000,
	.start = STEPS{SDA(HIGH), PAUSE(HALF), BITBANGIO_RELEASE, SDA(LOW),
		       PAUSE(HALF), END},
	.restart = STEPS{SDA(HIGH), PAUSE(HALF), BITBANGIO_RELEASE, SDA(LOW),
			 PAUSE(HALF), END},
	.before_write = STEPS{PAUSE(HALF), SCL(LOW), END},
	.write_bit =
		STEPS{SDA(BIT), PAUSE(HALF), BITBANGIO_RELEASE, SCL(LOW), END},
	.write_ack = STEPS{SDA(HIGH), PAUSE(HALF), BITBANGIO_RELEASE, READ,
			   PAUSE(HALF), SCL(LOW), END},
	.before_read = STEPS{PAUSE(HALF), SCL(LOW), PAUSE(HALF), END},
	.read_bit = STEPS{BITBANGIO_RELEASE, READ, SCL(LOW), PAUSE(HALF), END},
	.read_ack = STEPS{SDA(BIT), PAUSE(HALF), BITBANGIO_RELEASE, SCL(LOW),
			  SDA(HIGH), END},
	.stop = STEPS{PAUSE(HALF), SDA(LOW), PAUSE(HALF), BITBANGIO_RELEASE,
		      SDA(HIGH), PAUSE(HALF), END},
};

/*
 * Linux, i2c-algo-bit.c under i2c-gpio.c: udelay is the half period. A START
 * looks at nothing. SCL is read without a pause until it is high, until the
 * jiffies say that it took too long; then, in a byte, a STOP is tried, and in a
 * START or STOP nobody cares.
 */
#define GPIO_SCL_HIGH	     SCL(HIGH), WAIT(GIVES_UP), PAUSE(HALF)
#define GPIO_SCL_HIGH_ANYHOW SCL(HIGH), WAIT(SKIPS), PAUSE(HALF)
#define GPIO_STOP                                                              \
	SDA(LOW), PAUSE(QUARTER_UP), GPIO_SCL_HIGH_ANYHOW, SDA(HIGH),          \
		PAUSE(HALF)
const struct bang_program bang_i2c_gpio = {
	.unit_ns = 1000,
	.jiffy_ns = 10000000, /* HZ = 100 */
	.start = STEPS{SDA(LOW), PAUSE(HALF), SCL(LOW), PAUSE(QUARTER), END},
	.restart = STEPS{SDA(HIGH), PAUSE(QUARTER_UP), GPIO_SCL_HIGH_ANYHOW,
			 SDA(LOW), PAUSE(HALF), SCL(LOW), PAUSE(QUARTER), END},
	.write_bit = STEPS{SDA(BIT), PAUSE(QUARTER_UP), GPIO_SCL_HIGH, SCL(LOW),
			   PAUSE(QUARTER), END},
	.write_ack = STEPS{SDA(HIGH), PAUSE(QUARTER_UP), GPIO_SCL_HIGH, READ,
			   SCL(LOW), PAUSE(QUARTER), END},
	.before_read = STEPS{SDA(HIGH), PAUSE(QUARTER_UP), END},
	.read_bit =
		STEPS{GPIO_SCL_HIGH, READ, SCL(LOW), PAUSE(AFTER_READ), END},
	.read_ack = STEPS{SDA(BIT), PAUSE(QUARTER_UP), GPIO_SCL_HIGH, SCL(LOW),
			  PAUSE(QUARTER), END},
	.stop = STEPS{GPIO_STOP, END},
	.given_up = STEPS{GPIO_STOP, END},
};

/*
 * BCM2835: SCL's own clock never stops, and a wire that is held only masks it
 * ("all clock edges are equidistant", G. J. van Loo, 22 March 2013). At the end
 * of its half period the pulse counts if SCL is high then, however short it
 * was; if not, the bit has another whole period. SDA is read a fixed time after
 * the release (register DEL), whether SCL has risen or not.
 */
#define BCM_PULSE                                                              \
	SCL(HIGH), PAUSE(SAMPLE), READ, PAUSE(AFTER_SAMPLE), {BANG_IF_SCL, 3}, \
		SCL(LOW), PAUSE(HALF),                                         \
	{                                                                      \
		BANG_MASKED, 7                                                 \
	}
#define BCM_BIT(sda) PAUSE(HOLD), SDA(sda), PAUSE(AFTER_HOLD), BCM_PULSE
const struct bang_program bang_bcm2835 = {
	.unit_ns = 2,
	.start = STEPS{SDA(LOW), PAUSE(HALF), SCL(LOW), END},
	.restart = STEPS{BCM_BIT(HIGH), SDA(LOW), PAUSE(HALF), SCL(LOW), END},
	.write_bit = STEPS{BCM_BIT(BIT), SCL(LOW), END},
	.write_ack = STEPS{BCM_BIT(HIGH), SCL(LOW), END},
	.read_bit = STEPS{BCM_BIT(HIGH), SCL(LOW), END},
	.read_ack = STEPS{BCM_BIT(BIT), SCL(LOW), END},
	.stop = STEPS{BCM_BIT(LOW), SDA(HIGH), PAUSE(HALF), END},
	.given_up = STEPS{SDA(HIGH), SCL(HIGH), END},
};

/*
 * ESP8266 Arduino core 2.4, core_esp8266_si2c.c: SCL stays high after each bit
 * and falls with the next, so that a repeated START falls into the ninth pulse
 * and there is none of its own. Where a target still holds SDA, SCL is pulsed
 * until it lets go, without looking at SCL.
 */
#define ESP_RISE SCL(HIGH), WAIT(GOES_ON)
const struct bang_program bang_esp8266 = {
	.unit_ns = 1,
	.poll_ns = 333,
	.start = STEPS{SCL(HIGH),
		       SDA(HIGH),
		       {BANG_NEEDS_SDA, 0},
		       PAUSE(HALF),
		       SDA(LOW),
		       PAUSE(HALF),
		       END},
	.restart = STEPS{{BANG_IF_SDA, 5},
			 SCL(LOW),
			 PAUSE(HALF),
			 SCL(HIGH),
			 PAUSE(HALF),
			 {BANG_BACK, 5},
			 SCL(HIGH),
			 SDA(HIGH),
			 {BANG_NEEDS_SDA, 0},
			 PAUSE(HALF),
			 SDA(LOW),
			 PAUSE(HALF),
			 END},
	.write_bit = STEPS{SCL(LOW), SDA(BIT), PAUSE(HALF), ESP_RISE,
			   PAUSE(HALF), END},
	.write_ack = STEPS{SCL(LOW), SDA(HIGH), PAUSE(HALF), ESP_RISE, READ,
			   PAUSE(HALF), END},
	.read_bit = STEPS{SCL(LOW), SDA(HIGH), PAUSE(HALF), ESP_RISE, READ,
			  PAUSE(HALF), END},
	.read_ack = STEPS{SCL(LOW), SDA(BIT), PAUSE(HALF), ESP_RISE,
			  PAUSE(HALF), END},
	.stop = STEPS{SCL(LOW), SDA(LOW), PAUSE(HALF), ESP_RISE, PAUSE(HALF),
		      SDA(HIGH), PAUSE(HALF), END},
};

/*
 * brzo_i2c: SCL is read half a period after its release. If it is high then, it
 * is pulled, however late it rose; if not, it is waited for. Waiting too long
 * leaves SDA where it was, and the next START lets go of it.
 */
#define BRZO_HIGH                                                              \
	SCL(HIGH), PAUSE(HALF), {BANG_IF_SCL, 2}, WAIT(GIVES_UP), PAUSE(HALF)
const struct bang_program bang_brzo = {
	.unit_ns = 1,
	.poll_ns = 100,
	.start = STEPS{SDA(HIGH), SCL(HIGH), PAUSE(HALF), SDA(LOW), PAUSE(HALF),
		       SCL(LOW), END},
	.restart = STEPS{SDA(HIGH), PAUSE(HALF), SCL(HIGH), PAUSE(HALF),
			 SDA(LOW), PAUSE(HALF), SCL(LOW), END},
	.write_bit = STEPS{SDA(BIT), PAUSE(HALF), BRZO_HIGH, SCL(LOW), END},
	.write_ack =
		STEPS{SDA(HIGH), PAUSE(HALF), BRZO_HIGH, READ, SCL(LOW), END},
	.read_bit =
		STEPS{SDA(HIGH), PAUSE(HALF), BRZO_HIGH, READ, SCL(LOW), END},
	.read_ack = STEPS{SDA(BIT), PAUSE(HALF), BRZO_HIGH, SCL(LOW), END},
	.stop = STEPS{SDA(LOW), PAUSE(HALF), BRZO_HIGH, SDA(HIGH), PAUSE(HALF),
		      END},
};
