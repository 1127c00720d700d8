/* SPDX-License-Identifier: MIT */
/*
 * LM75 digital thermometer with thermostat output, and the FM75 of its class,
 * whose resolution can be set.
 *
 * From:     National Semiconductor data sheet LM75 (DS012658), 1.4 to 1.14 with
 *           figures 4 and 5; Fairchild data sheet FM75 (rev. 1.0.8), "Basic
 *           Operation", "Thermal Alarm" with figure 4, "Register Set".
 * Modelled: TEMP, CONF, THYST and TOS with 9 bits (LM75) or 9 to 12 (FM75);
 *           O.S. as comparator and as interrupt, its polarity, the fault
 *           queue; shutdown; a pointer that stays; SDA let go behind the last
 *           byte of a register, whether the host acknowledged that or not.
 * Left out: the time-out of later parts, supply current, accuracy. The FM75's
 *           rule that a reading that ends during a transfer is not shown.
 * Approx.:  a conversion takes convert_ms, twice as long with each bit more,
 *           and measures at its end, rounded down. In comparator mode O.S. goes
 *           with the first reading below THYST, which the FM75's sheet says; in
 *           shutdown it stays there. Unused bits read 0. Changes of limits are
 *           looked at by the next conversion, those of CONF's polarity at once.
 */
#include "twowire/model.h"

#include <stdio.h>

#define CONF_SHUTDOWN  0x01u
#define CONF_INTERRUPT 0x02u
#define CONF_POLARITY  0x04u
#define CONF_QUEUE(c)  ((c) >> 3 & 3)
#define CONF_BITS(c)   ((c) >> 5 & 3) /* more than 9 */

#define CONF_LM75  0x1fu
#define LIMIT_LM75 0xff80u

enum { TEMP, CONF, THYST, TOS };
enum { OS };
enum { PART, CONVERT_MS, SETTLED };
enum { LM75, FM75 };

static const struct tw_reg regs[] = {
	[TEMP] = {.name = "TEMP", .bytes = 2},
	[CONF] = {.name = "CONF", .bytes = 1, .writable = 0x7f},
	[THYST] = {.name = "THYST",
		   .bytes = 2,
		   .reset = 0x4b00,
		   .writable = 0xfff0},
	[TOS] = {.name = "TOS",
		 .bytes = 2,
		 .reset = 0x5000,
		 .writable = 0xfff0},
};

struct lm75 {
	int32_t temp_mC;   /* around the chip; TEMP follows with a conversion */
	bool has_measured; /* before power-on; nothing has run since */
	bool hot;	  /* which limit is looked at: above TOS, below THYST */
	bool active;	  /* the output */
	uint8_t n_faults; /* in a row */
};

/* Steps of 1/256 C without those below the resolution's. */
static int32_t coarse(const tw_device *dev, uint32_t reg)
{
	uint32_t step = 0x80u >> CONF_BITS(tw_reg_get(dev, CONF));

	return (int16_t)(reg & ~(step - 1));
}

static void measure(tw_device *dev)
{
	const struct lm75 *s = tw_state(dev);
	int32_t scaled = s->temp_mC * 256;
	int32_t value = scaled / 1000 - (scaled % 1000 < 0);

	tw_reg_set(dev, TEMP, (uint16_t)coarse(dev, (uint16_t)value));
}

static void drive_os(tw_device *dev)
{
	const struct lm75 *s = tw_state(dev);

	tw_output_set(dev, OS,
		      s->active == !!(tw_reg_get(dev, CONF) & CONF_POLARITY));
}

/* Figure 4: so many readings in a row are one event. */
static void judge(tw_device *dev)
{
	static const uint8_t faults[] = {1, 2, 4, 6};
	uint32_t conf = tw_reg_get(dev, CONF);
	int32_t temp = coarse(dev, tw_reg_get(dev, TEMP));
	struct lm75 *s = tw_state(dev);
	bool crossed = s->hot ? temp < coarse(dev, tw_reg_get(dev, THYST))
			      : temp > coarse(dev, tw_reg_get(dev, TOS));
	bool at_once = s->hot && !(conf & CONF_INTERRUPT);

	s->n_faults = crossed ? s->n_faults + 1 : 0;
	if (!crossed || (s->n_faults < faults[CONF_QUEUE(conf)] && !at_once))
		return;
	s->n_faults = 0;
	s->hot = !s->hot;
	s->active = s->hot || conf & CONF_INTERRUPT;
	drive_os(dev);
}

static void begin_conversion(tw_device *dev)
{
	uint64_t ms = (uint64_t)tw_param_int(dev, CONVERT_MS)
		      << CONF_BITS(tw_reg_get(dev, CONF));

	tw_wake_after(dev, ms * TW_NS_PER_MS);
}

static void end_conversion(tw_device *dev)
{
	struct lm75 *s = tw_state(dev);

	s->has_measured = false;
	measure(dev);
	judge(dev);
	begin_conversion(dev);
}

static void end_interrupt(tw_device *dev)
{
	struct lm75 *s = tw_state(dev);

	if (!(tw_reg_get(dev, CONF) & CONF_INTERRUPT))
		return;
	s->active = false;
	drive_os(dev);
}

static void conf_written(tw_device *dev, uint32_t old)
{
	uint32_t conf = tw_reg_get(dev, CONF);
	struct lm75 *s = tw_state(dev);

	if ((old ^ conf) & CONF_INTERRUPT)
		s->active = s->hot && !(conf & CONF_INTERRUPT);
	drive_os(dev);
	if (conf & ~old & CONF_SHUTDOWN) {
		tw_wake_never(dev);
		end_interrupt(dev);
	} else if (!(conf & CONF_SHUTDOWN) &&
		   (old & CONF_SHUTDOWN || CONF_BITS(old ^ conf))) {
		begin_conversion(dev);
	}
}

static void written(tw_device *dev, uint8_t reg, uint32_t old)
{
	uint32_t used = reg == CONF ? CONF_LM75 : LIMIT_LM75;

	if (reg == TEMP)
		return;
	if (tw_param_int(dev, PART) == LM75)
		tw_reg_set(dev, reg, tw_reg_get(dev, reg) & used);
	if (reg == CONF)
		conf_written(dev, old);
}

static void was_read(tw_device *dev, uint8_t reg)
{
	(void)reg;
	end_interrupt(dev);
}

static void set_temp(tw_device *dev, int32_t value_mC)
{
	struct lm75 *s = tw_state(dev);

	s->temp_mC = value_mC;
	if (s->has_measured)
		measure(dev);
}

static void power_on(tw_device *dev)
{
	struct lm75 *s = tw_state(dev);

	s->has_measured = tw_param_int(dev, SETTLED);
	set_temp(dev, 25000);
	drive_os(dev);
	begin_conversion(dev);
}

static void in_words(uint8_t reg, uint32_t value, char *text, size_t size)
{
	static const char *const bits[] = {"", ", 10 bits", ", 11 bits",
					   ", 12 bits"};
	static const uint8_t faults[] = {1, 2, 4, 6};
	int32_t sixteenths = (int16_t)value >> 4;

	if (reg == CONF)
		snprintf(text, size, "%s, %s, O.S. %s, %u in a row%s",
			 value & CONF_SHUTDOWN ? "shutdown" : "running",
			 value & CONF_INTERRUPT ? "interrupt" : "comparator",
			 value & CONF_POLARITY ? "high" : "low",
			 faults[CONF_QUEUE(value)], bits[CONF_BITS(value)]);
	else if (value & 0x0070)
		tw_decimal(text, size, sixteenths * 625, 4, " C");
	else
		tw_decimal(text, size, sixteenths * 10 / 16, 1, " C");
}

static const struct tw_reg_file reg_file = {
	.regs = regs,
	.n_regs = sizeof(regs) / sizeof(regs[0]),
	.pointer_mask = 0x03,
	.after = TW_NO_REG,
	.written = written,
	.was_read = was_read,
	.in_words = in_words,
};

static const struct tw_param_spec params[] = {
	[PART] = {.key = "part",
		  .summary = "which: 9 bits, or 9 to 12",
		  .kind = TW_PARAM_CHOICE,
		  .choices = (const char *const[]){"LM75", "FM75", NULL}},
	[CONVERT_MS] = {.key = "convert_ms",
			.summary = "length of a conversion of 9 bits",
			.kind = TW_PARAM_INT,
			.min = 1,
			.max = 10000,
			.preset = 100},
	[SETTLED] = {.key = "settled",
		     .summary =
			     "yes: it has run before, and TEMP holds temp_mC "
			     "from the beginning",
		     .kind = TW_PARAM_CHOICE,
		     .choices = (const char *const[]){"no", "yes", NULL}},
	{0},
};

const struct tw_model tw_model_lm75 = {
	.name = "lm75",
	.summary = "thermometer with thermostat output, LM75 and FM75",
	.state_size = sizeof(struct lm75),
	.first_addr = 0x48,
	.last_addr = 0x4f,
	.regs = &reg_file,
	.inputs =
		(const struct tw_input[]){{"temp_mC", -55000, 127999, set_temp},
					  {0}},
	.outputs = (const struct tw_output[]){{"OS", true}, {0}},
	.params = params,
	.power_on = power_on,
	.wake = end_conversion,
};
