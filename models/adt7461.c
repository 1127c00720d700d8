/* SPDX-License-Identifier: MIT */
/*
 * ADT7461 remote and local thermometer with SMBus alert.
 *
 * From:     ON Semiconductor data sheet ADT7461, "ADT7461 Registers" with the
 *           tables of configuration, conversion rate, status and all registers,
 *           "Serial Bus Interface", "ALERT Output"; of the ADT7461A the same.
 * Modelled: both channels with their ranges and offset, limits and flags,
 *           ALERT as a latch that reading STATUS does not reset and the alert
 *           response address does, fault queue, THERM with hysteresis, standby
 *           and one-shot, the SMBus time-out that is off until its bit is set,
 *           packet error code on reads and writes.
 * Left out: BUSY and OPEN flags, ALERT as THERM2, supply current, accuracy.
 * Approx.:  a conversion ends at the end of its period, a one-shot after 115
 *           ms; both measure at their end, rounded down. The time-out is its
 *           typical 25 ms. Reserved conversion rates are the fastest. Write
 *           addresses read 0. The fault queue counts conversions with any flag.
 */
#include "twowire/model.h"

#include <stdio.h>

#define CONFIG_MASK  0x80u
#define CONFIG_STOP  0x40u
#define CONFIG_RANGE 0x04u

#define STATUS_LHIGH 0x40u
#define STATUS_LLOW  0x20u
#define STATUS_RHIGH 0x10u
#define STATUS_RLOW  0x08u
#define STATUS_RTHRM 0x02u
#define STATUS_LTHRM 0x01u
#define STATUS_FLAGS 0x7cu /* stay until read */

#define ALERT_TIMEOUT 0x80u /* of CONSECUTIVE */

#define SLOWEST_US   16000000u
#define FASTEST_RATE 0x0a
#define ONE_SHOT_US  115000u
#define TIMEOUT_US   25000u

enum {
	LOCAL = 0x00,
	REMOTE = 0x01,
	STATUS = 0x02,
	CONFIG = 0x03,
	RATE = 0x04,
	LOCAL_HIGH = 0x05,
	LOCAL_LOW = 0x06,
	REMOTE_HIGH = 0x07,
	REMOTE_LOW = 0x08,
	WRITE_CONFIG = 0x09, /* writes CONFIG; likewise up to ... */
	WRITE_REMOTE_LOW = 0x0e,
	ONE_SHOT = 0x0f,
	REMOTE_LSB = 0x10,
	OFFSET = 0x11,
	OFFSET_LSB = 0x12,
	REMOTE_HIGH_LSB = 0x13,
	REMOTE_LOW_LSB = 0x14,
	REMOTE_THERM = 0x19,
	LOCAL_THERM = 0x20,
	HYSTERESIS = 0x21,
	CONSECUTIVE = 0x22,
	MANUFACTURER = 0xfe,
	REVISION = 0xff,
};
enum { ALERT, THERM };

#define READ_ONLY(n, v)                                                        \
	{                                                                      \
		.name = n, .bytes = 1, .reset = v                              \
	}
#define WRITABLE(n, v, mask)                                                   \
	{                                                                      \
		.name = n, .bytes = 1, .reset = v, .writable = mask            \
	}

static const struct tw_reg regs[] = {
	[LOCAL] = READ_ONLY("LOCAL TEMP", 0x00),
	[REMOTE] = READ_ONLY("EXT TEMP HIGH", 0x00),
	[STATUS] = READ_ONLY("STATUS", 0x00),
	[CONFIG] = READ_ONLY("CONFIG", 0x00),
	[RATE] = READ_ONLY("RATE", 0x08),
	[LOCAL_HIGH] = READ_ONLY("LOCAL HIGH", 0x55),
	[LOCAL_LOW] = READ_ONLY("LOCAL LOW", 0x00),
	[REMOTE_HIGH] = READ_ONLY("EXT HIGH HIGH", 0x55),
	[REMOTE_LOW] = READ_ONLY("EXT LOW HIGH", 0x00),
	[WRITE_CONFIG] = WRITABLE("WRITE CONFIG", 0, 0xe4),
	[0x0a] = WRITABLE("WRITE RATE", 0, 0x0f),
	[0x0b] = WRITABLE("WRITE LOCAL HIGH", 0, 0xff),
	[0x0c] = WRITABLE("WRITE LOCAL LOW", 0, 0xff),
	[0x0d] = WRITABLE("WRITE EXT HIGH HIGH", 0, 0xff),
	[WRITE_REMOTE_LOW] = WRITABLE("WRITE EXT LOW HIGH", 0, 0xff),
	[ONE_SHOT] = WRITABLE("ONE-SHOT", 0, 0x00),
	[REMOTE_LSB] = READ_ONLY("EXT TEMP LOW", 0x00),
	[OFFSET] = WRITABLE("EXT OFFSET HIGH", 0, 0xff),
	[OFFSET_LSB] = WRITABLE("EXT OFFSET LOW", 0, 0xc0),
	[REMOTE_HIGH_LSB] = WRITABLE("EXT HIGH LOW", 0, 0xc0),
	[REMOTE_LOW_LSB] = WRITABLE("EXT LOW LOW", 0, 0xc0),
	[REMOTE_THERM] = WRITABLE("EXT THERM", 0x55, 0xff),
	[LOCAL_THERM] = WRITABLE("LOCAL THERM", 0x55, 0xff),
	[HYSTERESIS] = WRITABLE("HYSTERESIS", 0x0a, 0xff),
	[CONSECUTIVE] = WRITABLE("CONSECUTIVE ALERT", 0x01, 0x8f),
	[MANUFACTURER] = READ_ONLY("MANUFACTURER ID", 0x41),
	[REVISION] = READ_ONLY("DIE REVISION", 0x51),
};

struct adt7461 {
	int32_t local_mC, remote_mC; /* registers follow with a conversion */
	uint32_t outside;	     /* flags of the last conversion */
	uint8_t n_outside;	     /* conversions with any, in a row */
	bool latched;		     /* the alert */
};

/* Quarters of a degree as the register pair has them: from 0 on, or 64 degrees
 * up in the extended range. */
static int32_t measure(const tw_device *dev, int32_t mC)
{
	bool extended = tw_reg_get(dev, CONFIG) & CONFIG_RANGE;
	int32_t quarters = mC / 250 - (mC % 250 < 0);
	int32_t most = extended ? 255 * 4 + 3 : 127 * 4 + 3;

	quarters += extended ? 64 * 4 : 0;
	return quarters < 0 ? 0 : quarters > most ? most : quarters;
}

static int32_t offset_mC(const tw_device *dev)
{
	int32_t whole = (int8_t)tw_reg_get(dev, OFFSET);

	return whole * 1000 + (int32_t)(tw_reg_get(dev, OFFSET_LSB) >> 6) * 250;
}

static int32_t limit(const tw_device *dev, uint8_t high, uint8_t low)
{
	return (int32_t)(tw_reg_get(dev, high) << 2 |
			 tw_reg_get(dev, low) >> 6);
}

static void drive_alert(tw_device *dev)
{
	const struct adt7461 *s = tw_state(dev);
	bool on = s->latched && !(tw_reg_get(dev, CONFIG) & CONFIG_MASK);

	tw_smbus_alert(dev, on);
	tw_output_set(dev, ALERT, !on);
}

/* High limits are exceeded above them, low ones at them. */
static uint32_t flags(const tw_device *dev, int32_t local, int32_t remote)
{
	uint32_t now = 0;

	if (local > (int32_t)tw_reg_get(dev, LOCAL_HIGH))
		now |= STATUS_LHIGH;
	if (local <= (int32_t)tw_reg_get(dev, LOCAL_LOW))
		now |= STATUS_LLOW;
	if (remote > limit(dev, REMOTE_HIGH, REMOTE_HIGH_LSB))
		now |= STATUS_RHIGH;
	if (remote <= limit(dev, REMOTE_LOW, REMOTE_LOW_LSB))
		now |= STATUS_RLOW;
	return now;
}

/* Above its limit until the hysteresis below it. */
static uint32_t therm(const tw_device *dev, int32_t value, uint8_t reg,
		      uint32_t flag)
{
	int32_t most = (int32_t)tw_reg_get(dev, reg);

	if (tw_reg_get(dev, STATUS) & flag)
		most -= (int32_t)tw_reg_get(dev, HYSTERESIS);
	return value > most ? flag : 0;
}

/* CONSECUTIVE: 000x is one conversion, 001x two, 011x three, 111x four. */
static uint8_t faults_wanted(const tw_device *dev)
{
	uint32_t queue = tw_reg_get(dev, CONSECUTIVE);

	return (uint8_t)(1 + !!(queue & 2) + !!(queue & 4) + !!(queue & 8));
}

static void convert(tw_device *dev)
{
	struct adt7461 *s = tw_state(dev);
	int32_t local = measure(dev, s->local_mC) / 4;
	int32_t remote = measure(dev, s->remote_mC + offset_mC(dev));
	uint32_t hot = therm(dev, local, LOCAL_THERM, STATUS_LTHRM) |
		       therm(dev, remote / 4, REMOTE_THERM, STATUS_RTHRM);

	tw_reg_set(dev, LOCAL, (uint32_t)local);
	tw_reg_set(dev, REMOTE, (uint32_t)remote >> 2);
	tw_reg_set(dev, REMOTE_LSB, (uint32_t)remote << 6 & 0xc0);
	s->outside = flags(dev, local, remote);
	if (!s->outside)
		s->n_outside = 0;
	else if (s->n_outside < 4)
		s->n_outside++;
	if (s->outside && s->n_outside >= faults_wanted(dev) &&
	    !(tw_reg_get(dev, CONFIG) & CONFIG_MASK))
		s->latched = true;
	tw_reg_set(dev, STATUS,
		   (tw_reg_get(dev, STATUS) & STATUS_FLAGS) | s->outside | hot);
	tw_output_set(dev, THERM, !hot);
	drive_alert(dev);
}

static void begin_conversion(tw_device *dev)
{
	uint32_t rate = tw_reg_get(dev, RATE);

	if (rate > FASTEST_RATE)
		rate = FASTEST_RATE;
	tw_wake_after(dev, (uint64_t)(SLOWEST_US >> rate) * TW_NS_PER_US);
}

static void end_conversion(tw_device *dev)
{
	convert(dev);
	if (!(tw_reg_get(dev, CONFIG) & CONFIG_STOP))
		begin_conversion(dev);
}

static void config_written(tw_device *dev, uint32_t old)
{
	uint32_t now = tw_reg_get(dev, CONFIG);

	if (now & ~old & CONFIG_STOP)
		tw_wake_never(dev);
	else if (old & ~now & CONFIG_STOP)
		begin_conversion(dev);
	drive_alert(dev);
}

static void written(tw_device *dev, uint8_t reg, uint32_t before)
{
	uint32_t old;

	if (reg >= WRITE_CONFIG && reg <= WRITE_REMOTE_LOW) {
		uint8_t real = (uint8_t)(reg - WRITE_CONFIG + CONFIG);

		old = tw_reg_get(dev, real);
		tw_reg_set(dev, real, tw_reg_get(dev, reg));
		tw_reg_set(dev, reg, 0);
		if (real == CONFIG)
			config_written(dev, old);
	} else if (reg == ONE_SHOT && tw_reg_get(dev, CONFIG) & CONFIG_STOP) {
		tw_wake_after(dev, (uint64_t)ONE_SHOT_US * TW_NS_PER_US);
	} else if (reg == CONSECUTIVE) {
		uint32_t on = tw_reg_get(dev, CONSECUTIVE) & ALERT_TIMEOUT;

		tw_smbus_set_timeout(dev, on ? TIMEOUT_US : 0);
	}
}

/* A flag goes only when its cause has gone. */
static void was_read(tw_device *dev, uint8_t reg)
{
	const struct adt7461 *s = tw_state(dev);

	if (reg == STATUS)
		tw_reg_set(dev, STATUS,
			   (tw_reg_get(dev, STATUS) & ~STATUS_FLAGS) |
				   s->outside);
}

/* The latch is reset if nothing in STATUS holds it; else the chip alerts on. */
static void served(tw_device *dev)
{
	struct adt7461 *s = tw_state(dev);

	s->latched = tw_reg_get(dev, STATUS) & STATUS_FLAGS;
	drive_alert(dev);
}

static void set_local(tw_device *dev, int32_t value_mC)
{
	struct adt7461 *s = tw_state(dev);

	s->local_mC = value_mC;
}

static void set_remote(tw_device *dev, int32_t value_mC)
{
	struct adt7461 *s = tw_state(dev);

	s->remote_mC = value_mC;
}

static void say_flags(uint32_t status, char *text, size_t size)
{
	static const char *const names[] = {"LTHRM", "RTHRM", NULL,   "RLOW",
					    "RHIGH", "LLOW",  "LHIGH"};
	size_t at = 0;

	for (unsigned i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (status >> i & 1 && names[i] && at < size)
			at += (size_t)snprintf(text + at, size - at, "%s%s",
					       at ? " " : "", names[i]);
	if (!at)
		snprintf(text, size, "no flag");
}

/* Temperatures are left as bytes: their range is in CONFIG. */
static void in_words(uint8_t reg, uint32_t value, char *text, size_t size)
{
	switch (reg) {
	case STATUS:
		say_flags(value, text, size);
		break;
	case CONFIG:
	case WRITE_CONFIG:
		snprintf(text, size, "%s, ALERT %s, %s range",
			 value & CONFIG_STOP ? "standby" : "running",
			 value & CONFIG_MASK ? "masked" : "on",
			 value & CONFIG_RANGE ? "extended" : "standard");
		break;
	case ONE_SHOT:
		snprintf(text, size, "convert once");
		break;
	case HYSTERESIS:
		tw_decimal(text, size, value, 0, " C");
		break;
	}
}

static void power_on(tw_device *dev)
{
	set_local(dev, 25000);
	set_remote(dev, 25000);
	begin_conversion(dev);
}

static const struct tw_reg_file reg_file = {
	.regs = regs,
	.n_regs = sizeof(regs) / sizeof(regs[0]),
	.after = TW_SAME_REG,
	.written = written,
	.was_read = was_read,
	.in_words = in_words,
};

static const struct tw_smbus smbus = {
	.pec = true,
	.alerts = true,
	.served = served,
};

const struct tw_model tw_model_adt7461 = {
	.name = "adt7461",
	.summary = "remote and local thermometer, SMBus alert, PEC",
	.state_size = sizeof(struct adt7461),
	.first_addr = 0x4c,
	.last_addr = 0x4d,
	.regs = &reg_file,
	.smbus = &smbus,
	.inputs =
		(const struct tw_input[]){
			{"local_mC", -64000, 150000, set_local},
			{"remote_mC", -64000, 191750, set_remote},
			{0}},
	.outputs = (const struct tw_output[]){{"ALERT", true},
					      {"THERM", true},
					      {0}},
	.power_on = power_on,
	.wake = end_conversion,
};
