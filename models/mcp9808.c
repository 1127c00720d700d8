/* SPDX-License-Identifier: MIT */
/*
 * MCP9808 digital thermometer with alert output.
 *
 * From:     Microchip data sheet DS25095A, sections 5.1 (registers) and 5.2
 *           (shutdown, hysteresis, alert output, figure 5-10; conversion
 *           times, table 5-9 in later editions).
 * Modelled: all registers, the three limit flags with hysteresis, alert
 *           output as comparator, interrupt or for TCRIT alone with either
 *           polarity, lock bits, resolution with its conversion time,
 *           shutdown.
 * Left out: test registers 0x09 to 0x0f; supply current and accuracy.
 * Approx.:  a conversion takes its typical time exactly and measures the
 *           temperature at its end, rounded down to a step. Limits that
 *           change are looked at by the next conversion. A transfer past the
 *           last byte of a register starts that register again; a register
 *           of which only one byte was written keeps its value.
 */
#include "twowire/model.h"

#include <string.h>

#define CONFIG_THYST_SHIFT 9
#define CONFIG_THYST	   0x0600u
#define CONFIG_SHDN	   0x0100u
#define CONFIG_CRIT_LOCK   0x0080u
#define CONFIG_WIN_LOCK	   0x0040u
#define CONFIG_INT_CLEAR   0x0020u
#define CONFIG_ALERT_STAT  0x0010u
#define CONFIG_ALERT_CNT   0x0008u
#define CONFIG_ALERT_SEL   0x0004u
#define CONFIG_ALERT_POL   0x0002u
#define CONFIG_ALERT_MOD   0x0001u
#define CONFIG_LOCKS	   (CONFIG_CRIT_LOCK | CONFIG_WIN_LOCK)

#define TA_CRIT	 0x8000u
#define TA_UPPER 0x4000u
#define TA_LOWER 0x2000u
#define TA_TEMP	 0x1fffu /* sign and 12 bits, 1/16 C */

#define MC_PER_16_C 1000 /* 16 steps of 1/16 C in 1000 mC */

enum {
	RFU,
	CONFIG,
	TUPPER,
	TLOWER,
	TCRIT,
	TA,
	MANUFACTURER_ID,
	DEVICE_ID,
	RESOLUTION
};
enum { ALERT };

static const struct tw_reg regs[] = {
	[RFU] = {.name = "RFU", .bytes = 2, .reset = 0x001f},
	[CONFIG] = {.name = "CONFIG", .bytes = 2, .writable = 0x07ef},
	[TUPPER] = {.name = "TUPPER", .bytes = 2, .writable = 0x1ffc},
	[TLOWER] = {.name = "TLOWER", .bytes = 2, .writable = 0x1ffc},
	[TCRIT] = {.name = "TCRIT", .bytes = 2, .writable = 0x1ffc},
	[TA] = {.name = "TA", .bytes = 2},
	[MANUFACTURER_ID] = {.name = "MANUFACTURER ID",
			     .bytes = 2,
			     .reset = 0x0054},
	[DEVICE_ID] = {.name = "DEVICE ID", .bytes = 2, .reset = 0x0400},
	[RESOLUTION] = {.name = "RESOLUTION",
			.bytes = 1,
			.reset = 0x03,
			.writable = 0x03},
};

/* By RESOLUTION: 0.5, 0.25, 0.125 and 0.0625 C. */
static const uint8_t conversion_ms[] = {30, 65, 130, 250};

struct mcp9808 {
	int32_t temp_mC;  /* around the chip; TA follows with a conversion */
	bool interrupted; /* since the last Int. Clear */
	bool asserted;	  /* the alert output */
};

/* Sixteenths of a degree from the 13 bits of TA or a limit. */
static int32_t sixteenths(uint32_t reg)
{
	int32_t value = (int32_t)(reg & TA_TEMP);

	return value & 0x1000 ? value - 0x2000 : value;
}

/* The steps below a resolution's own read 0. */
static int32_t measure(int32_t mC, unsigned resolution)
{
	int32_t scaled = mC * 16;
	int32_t value = scaled / MC_PER_16_C;

	if (scaled < 0 && scaled % MC_PER_16_C)
		value--;
	return value & ~((8 >> resolution) - 1);
}

static int32_t hysteresis(const tw_device *dev)
{
	static const uint8_t by_code[] = {0, 24, 48, 96}; /* 0, 1.5, 3, 6 C */
	uint32_t config = tw_reg_get(dev, CONFIG);

	return by_code[(config & CONFIG_THYST) >> CONFIG_THYST_SHIFT];
}

/* Figure 5-10: a flag is set at its limit when it gets hotter; when it gets
 * colder, everything happens the hysteresis lower. */
static uint32_t flags(const tw_device *dev, int32_t temp, uint32_t old)
{
	int32_t upper = sixteenths(tw_reg_get(dev, TUPPER));
	int32_t lower = sixteenths(tw_reg_get(dev, TLOWER));
	int32_t crit = sixteenths(tw_reg_get(dev, TCRIT));
	int32_t hyst = hysteresis(dev);
	uint32_t now = 0;

	if (temp >= (old & TA_CRIT ? crit - hyst : crit))
		now |= TA_CRIT;
	if (temp > (old & TA_UPPER ? upper - hyst : upper))
		now |= TA_UPPER;
	if (temp < (old & TA_LOWER ? lower : lower - hyst))
		now |= TA_LOWER;
	return now;
}

static bool alert(const tw_device *dev, const struct mcp9808 *s)
{
	uint32_t config = tw_reg_get(dev, CONFIG);
	uint32_t ta = tw_reg_get(dev, TA);

	if (!(config & CONFIG_ALERT_CNT))
		return false;
	if (config & CONFIG_ALERT_SEL)
		return ta & TA_CRIT;
	if (config & CONFIG_ALERT_MOD)
		return s->interrupted || (ta & TA_CRIT);
	return ta & (TA_CRIT | TA_UPPER | TA_LOWER);
}

static void drive_alert(tw_device *dev)
{
	struct mcp9808 *s = tw_state(dev);
	uint32_t config = tw_reg_get(dev, CONFIG);

	s->asserted = alert(dev, s);
	tw_reg_set(dev, CONFIG,
		   s->asserted ? config | CONFIG_ALERT_STAT
			       : config & ~CONFIG_ALERT_STAT);
	tw_output_set(dev, ALERT, s->asserted == !!(config & CONFIG_ALERT_POL));
}

static void begin_conversion(tw_device *dev)
{
	unsigned ms = conversion_ms[tw_reg_get(dev, RESOLUTION)];

	tw_wake_after(dev, (uint64_t)ms * TW_NS_PER_MS);
}

static void end_conversion(tw_device *dev)
{
	struct mcp9808 *s = tw_state(dev);
	int32_t temp = measure(s->temp_mC, tw_reg_get(dev, RESOLUTION));
	uint32_t old = tw_reg_get(dev, TA);
	uint32_t now = flags(dev, temp, old);

	tw_reg_set(dev, TA, now | ((uint32_t)temp & TA_TEMP));
	if ((old ^ now) & (TA_UPPER | TA_LOWER))
		s->interrupted = tw_reg_get(dev, CONFIG) & CONFIG_ALERT_MOD;
	drive_alert(dev);
	begin_conversion(dev);
}

/* What of CONFIG a write may change (register 5-2). */
static uint32_t config_mask(uint32_t old, uint32_t asked)
{
	uint32_t mask = ~CONFIG_LOCKS;

	if (old & CONFIG_LOCKS) {
		mask &= ~(CONFIG_THYST | CONFIG_ALERT_CNT | CONFIG_ALERT_POL |
			  CONFIG_ALERT_MOD);
		if (asked & CONFIG_SHDN)
			mask &= ~CONFIG_SHDN;
	}
	if (old & CONFIG_WIN_LOCK)
		mask &= ~CONFIG_ALERT_SEL;
	return mask;
}

static void config_written(tw_device *dev, uint32_t old)
{
	struct mcp9808 *s = tw_state(dev);
	uint32_t asked = tw_reg_get(dev, CONFIG);
	uint32_t mask = config_mask(old, asked);
	uint32_t now = (asked & mask) | (old & ~mask) | (asked & CONFIG_LOCKS);

	if (now & CONFIG_INT_CLEAR)
		s->interrupted = false;
	tw_reg_set(dev, CONFIG, now & ~CONFIG_INT_CLEAR);
	/* In shutdown only Int. Clear moves the output. */
	if (!(now & CONFIG_SHDN) || (now & CONFIG_INT_CLEAR))
		drive_alert(dev);
	if (now & CONFIG_SHDN)
		tw_wake_never(dev);
	else if (old & CONFIG_SHDN)
		begin_conversion(dev);
}

static void written(tw_device *dev, uint8_t reg, uint32_t old)
{
	uint32_t config = tw_reg_get(dev, CONFIG);

	switch (reg) {
	case CONFIG:
		config_written(dev, old);
		break;
	case TUPPER:
	case TLOWER:
		if (config & CONFIG_WIN_LOCK)
			tw_reg_set(dev, reg, old);
		break;
	case TCRIT:
		if (config & CONFIG_CRIT_LOCK)
			tw_reg_set(dev, reg, old);
		break;
	case RESOLUTION:
		if (!(config & CONFIG_SHDN))
			begin_conversion(dev);
		break;
	}
}

/* 1/16 C steps; with TA, whose flags are set. */
static void in_words(uint8_t reg, uint32_t value, char *text, size_t size)
{
	static const char *const steps[] = {"0.5 C steps", "0.25 C steps",
					    "0.125 C steps", "0.0625 C steps"};

	switch (reg) {
	case TUPPER:
	case TLOWER:
	case TCRIT:
		tw_decimal(text, size, sixteenths(value) * 100 / 16, 2, " C");
		break;
	case TA:
		tw_decimal(text, size, sixteenths(value) * 625, 4, " C");
		if (value & TA_CRIT)
			strncat(text, ", TA >= TCRIT", size - strlen(text) - 1);
		if (value & TA_UPPER)
			strncat(text, ", TA > TUPPER", size - strlen(text) - 1);
		if (value & TA_LOWER)
			strncat(text, ", TA < TLOWER", size - strlen(text) - 1);
		break;
	case RESOLUTION:
		strncat(text, steps[value & 3], size - 1);
		break;
	}
}

static void set_temp(tw_device *dev, int32_t value_mC)
{
	struct mcp9808 *s = tw_state(dev);

	s->temp_mC = value_mC;
}

static void power_on(tw_device *dev)
{
	set_temp(dev, 25000);
	drive_alert(dev);
	begin_conversion(dev);
}

static const struct tw_reg_file reg_file = {
	.regs = regs,
	.n_regs = sizeof(regs) / sizeof(regs[0]),
	.pointer_mask = 0x0f,
	.after = TW_SAME_REG,
	.written = written,
	.in_words = in_words,
};

const struct tw_model tw_model_mcp9808 = {
	.name = "mcp9808",
	.summary = "thermometer, 0.0625 C steps, with alert output",
	.state_size = sizeof(struct mcp9808),
	.first_addr = 0x18,
	.last_addr = 0x1f,
	.regs = &reg_file,
	.inputs =
		(const struct tw_input[]){{"temp_mC", -40000, 125000, set_temp},
					  {0}},
	.outputs = (const struct tw_output[]){{"ALERT", true}, {0}},
	.power_on = power_on,
	.wake = end_conversion,
};
