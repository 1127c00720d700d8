/* SPDX-License-Identifier: MIT */
/* The registers of a SERCOM: what reading and writing them does. */
#include "sam/sercom.h"

#include "sam/include/component/sercom.h"

enum {
	CTRLA = 0x00,
	CTRLB = 0x04,
	CTRLC = 0x08,
	BAUD = 0x0c,
	INTEN = 0x14, /* INTENCLR and, at + 2, INTENSET */
	FLAGS = 0x18, /* INTFLAG and, at + 2, STATUS */
	SYNCBUSY = 0x1c,
	LENGTH = 0x20, /* at + 2 */
	ADDR = 0x24,
	DATA = 0x28,
	DBGCTRL = 0x30,
};

#define SWRST  SERCOM_I2CS_CTRLA_SWRST
#define ENABLE SERCOM_I2CS_CTRLA_ENABLE
#define PINOUT SERCOM_I2CS_CTRLA_PINOUT
/* The same in SYNCBUSY. */
#define SYNC_SYSOP  SERCOM_I2CM_SYNCBUSY_SYSOP
#define SYNC_LENGTH SERCOM_I2CS_SYNCBUSY_LENGTH

#define CTRLA_TARGET                                                           \
	(ENABLE | SERCOM_I2CS_CTRLA_MODE_Msk | SERCOM_I2CS_CTRLA_RUNSTDBY |    \
	 PINOUT | SERCOM_I2CS_CTRLA_SDAHOLD_Msk | SERCOM_I2CS_CTRLA_SEXTTOEN | \
	 SERCOM_I2CS_CTRLA_SPEED_Msk | SERCOM_I2CS_CTRLA_SCLSM |               \
	 SERCOM_I2CS_CTRLA_LOWTOUTEN)
#define CTRLA_KEPT                                                             \
	(CTRLA_TARGET | SERCOM_I2CM_CTRLA_MEXTTOEN |                           \
	 SERCOM_I2CM_CTRLA_INACTOUT_Msk)
#define CTRLB_ACT SERCOM_I2CS_CTRLB_ACKACT
#define CTRLB_KEPT                                                             \
	(SERCOM_I2CS_CTRLB_SMEN | SERCOM_I2CS_CTRLB_GCMD |                     \
	 SERCOM_I2CS_CTRLB_AACKEN | SERCOM_I2CS_CTRLB_AMODE_Msk | CTRLB_ACT)
#define CTRLC_KEPT (SERCOM_I2CS_CTRLC_SDASETUP_Msk | SERCOM_I2CS_CTRLC_DATA32B)

/* STATUS bits that a 1 clears. */
#define STATUS_TARGET                                                          \
	(SERCOM_I2CS_STATUS_BUSERR | SERCOM_I2CS_STATUS_COLL |                 \
	 SERCOM_I2CS_STATUS_LOWTOUT | SERCOM_I2CS_STATUS_SEXTTOUT |            \
	 SERCOM_I2CS_STATUS_HS | SERCOM_I2CS_STATUS_LENERR)
#define STATUS_CONTROLLER                                                      \
	(SERCOM_I2CM_STATUS_BUSERR | SERCOM_I2CM_STATUS_ARBLOST |              \
	 SERCOM_I2CM_STATUS_LOWTOUT | SERCOM_I2CM_STATUS_MEXTTOUT |            \
	 SERCOM_I2CM_STATUS_SEXTTOUT | SERCOM_I2CM_STATUS_LENERR)

static bool is_controller(const struct sercom *s)
{
	return sercom_mode(s) == SERCOM_MODE_CONTROLLER;
}

/* --- reading ------------------------------------------------------------- */

static uint16_t read_status(const struct sercom *s)
{
	uint16_t status = s->status;

	if (is_controller(s)) {
		status |= SERCOM_I2CM_STATUS_BUSSTATE(s->bus);
		if (sercom_controller_holding(s))
			status |= SERCOM_I2CM_STATUS_CLKHOLD;
	} else if (s->hold != HOLD_NONE) {
		status |= SERCOM_I2CS_STATUS_CLKHOLD;
	}
	return status;
}

static uint32_t read_data(struct sercom *s, bool peek)
{
	uint32_t data = s->data;

	if (peek)
		return data;
	s->taken = true;
	sercom_update(s);
	if (is_controller(s))
		sercom_controller_read(s);
	else
		sercom_target_read(s);
	return data;
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	struct sercom *s = user;

	if (!s->env->reachable(s->env->user, s->n))
		return 0;
	switch (offset) {
	case CTRLA:
		return s->ctrla | (sercom_syncbusy(s) & SWRST);
	case CTRLB:
		return s->ctrlb;
	case CTRLC:
		return s->ctrlc;
	case BAUD:
		return s->baud;
	case INTEN:
		return s->inten | (uint32_t)s->inten << 16;
	case FLAGS:
		return s->intflag | (uint32_t)read_status(s) << 16;
	case SYNCBUSY:
		return sercom_syncbusy(s);
	case LENGTH:
		return (uint32_t)s->length << 16;
	case ADDR:
		return s->addr;
	case DATA:
		return read_data(s, peek);
	case DBGCTRL:
		return s->dbgctrl;
	default:
		return 0;
	}
}

/* --- writing ------------------------------------------------------------- */

static void enable(struct sercom *s)
{
	unsigned mode = sercom_mode(s);

	if (mode != SERCOM_MODE_TARGET && mode != SERCOM_MODE_CONTROLLER)
		sercom_crash(s, "only I2C is simulated (CTRLA.MODE 4 and 5)");
	else if (s->ctrla & PINOUT)
		sercom_crash(s, "four wires are not simulated (CTRLA.PINOUT)");
	else if (s->ctrlc & SERCOM_I2CS_CTRLC_DATA32B)
		sercom_crash(s, "32-bit data is not simulated (CTRLC.DATA32B)");
	s->bus = BUS_UNKNOWN;
	sercom_wire_reset(s);
}

/* Everything but ENABLE can only be written while that is 0. */
static void write_ctrla(struct sercom *s, uint32_t value, uint32_t lanes)
{
	bool was = sercom_enabled(s);

	if (value & lanes & SWRST) {
		sercom_reset(s);
		sercom_sync(s, SWRST | ENABLE);
		return;
	}
	if (was)
		value = (s->ctrla & ~ENABLE) | (value & ENABLE);
	s->ctrla = value & CTRLA_KEPT;
	if (was == sercom_enabled(s))
		return;
	sercom_sync(s, ENABLE);
	if (was) {
		sercom_target_drop(s);
		sercom_controller_drop(s);
	} else {
		enable(s);
	}
	sercom_update(s);
	sercom_target_listen(s);
}

/* ACKACT first, so that one write can set it and give the command. */
static void write_ctrlb(struct sercom *s, uint32_t value, uint32_t lanes)
{
	unsigned cmd = (value & lanes & SERCOM_I2CS_CTRLB_CMD_Msk) >>
		       SERCOM_I2CS_CTRLB_CMD_Pos;

	if (sercom_enabled(s))
		value = (s->ctrlb & ~CTRLB_ACT) | (value & CTRLB_ACT);
	s->ctrlb = value & CTRLB_KEPT;
	if (!cmd || !sercom_enabled(s))
		return;
	if (is_controller(s)) {
		sercom_sync(s, SYNC_SYSOP);
		sercom_controller_command(s, cmd);
	} else {
		sercom_target_command(s, cmd);
	}
}

/* The low half clears, the high half sets. */
static void write_inten(struct sercom *s, uint32_t value)
{
	s->inten &= (uint8_t)~value;
	s->inten |= (uint8_t)(value >> 16 & 0x87);
	sercom_update(s);
}

/* The bus's state can be forced from UNKNOWN to IDLE. */
static void write_status(struct sercom *s, uint16_t value)
{
	uint16_t state = value & SERCOM_I2CM_STATUS_BUSSTATE_Msk;

	if (!is_controller(s)) {
		s->status &= (uint16_t) ~(value & STATUS_TARGET);
		return;
	}
	s->status &= (uint16_t) ~(value & STATUS_CONTROLLER);
	if (state != SERCOM_I2CM_STATUS_BUSSTATE(BUS_IDLE))
		return;
	sercom_sync(s, SYNC_SYSOP);
	if (s->bus == BUS_UNKNOWN)
		sercom_controller_state(s, BUS_IDLE);
}

static void write_flags(struct sercom *s, uint32_t value, uint32_t lanes)
{
	uint8_t flags = (uint8_t)value & s->intflag;

	if (lanes & 0x00ff0000)
		write_status(s, (uint16_t)(value >> 16));
	if (!flags)
		return;
	sercom_lower(s, flags);
	/* As a controller it waits for a command all the same. */
	if (!is_controller(s))
		sercom_target_cleared(s, flags);
}

static void write_addr(struct sercom *s, uint32_t value, uint32_t lanes)
{
	if (!is_controller(s)) {
		if (!sercom_enabled(s))
			s->addr = value;
		sercom_target_listen(s);
		return;
	}
	s->addr = value;
	if (!sercom_enabled(s) || !(lanes & 0xff))
		return;
	sercom_sync(s, SYNC_SYSOP);
	if (s->link && s->env->core_hz(s->env->user, s->n))
		sercom_controller_addr(s);
}

static void write_data(struct sercom *s, uint32_t value)
{
	if (!is_controller(s)) {
		sercom_target_write(s, (uint8_t)value);
		return;
	}
	sercom_sync(s, SYNC_SYSOP);
	sercom_controller_write(s, (uint8_t)value);
}

static void write_length(struct sercom *s, uint32_t value)
{
	s->length = (uint16_t)(value >> 16);
	sercom_sync(s, SYNC_LENGTH);
}

static void write_enabled(struct sercom *s, uint32_t offset, uint32_t value,
			  uint32_t lanes)
{
	switch (offset) {
	case CTRLA:
		write_ctrla(s, value, lanes);
		return;
	case CTRLB:
		write_ctrlb(s, value, lanes);
		return;
	case INTEN:
		write_inten(s, value & lanes);
		return;
	case FLAGS:
		write_flags(s, value & lanes, lanes);
		return;
	case LENGTH:
		if (!s->env->d21)
			write_length(s, value);
		return;
	case ADDR:
		write_addr(s, value, lanes);
		return;
	case DATA:
		if (lanes & 0xff)
			write_data(s, value);
		return;
	case DBGCTRL:
		s->dbgctrl = value & SERCOM_I2CM_DBGCTRL_DBGSTOP;
		return;
	default:
		return;
	}
}

/* Once, until the clocks change. */
static void tell_unreachable(struct sercom *s)
{
	g_autofree char *text =
		g_strdup_printf("%s is written while its bus clock is off: "
				"nothing happens",
				s->name);

	if (!s->told)
		s->env->remark(s->env->user, text);
	s->told = true;
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	struct sercom *s = user;

	if (!s->env->reachable(s->env->user, s->n)) {
		tell_unreachable(s);
		return;
	}
	value |= read_reg(s, offset, true, who) & ~lanes;
	if (offset == CTRLC && !s->env->d21 && !sercom_enabled(s)) {
		s->ctrlc = value & CTRLC_KEPT;
		sercom_target_listen(s);
	} else if (offset == BAUD && !sercom_enabled(s)) {
		s->baud = value;
	} else {
		write_enabled(s, offset, value, lanes);
	}
}

static const char *name_reg(void *user, uint32_t offset)
{
	static const char *const names[] = {
		[CTRLA / 4] = "CTRLA",	   [CTRLB / 4] = "CTRLB",
		[CTRLC / 4] = "CTRLC",	   [BAUD / 4] = "BAUD",
		[INTEN / 4] = "INTEN",	   [FLAGS / 4] = "INTFLAG/STATUS",
		[LENGTH / 4] = "LENGTH",   [SYNCBUSY / 4] = "SYNCBUSY",
		[ADDR / 4] = "ADDR",	   [DATA / 4] = "DATA",
		[DBGCTRL / 4] = "DBGCTRL",
	};

	return offset / 4 < G_N_ELEMENTS(names) ? names[offset / 4] : NULL;
}

struct reg_device sercom_device(struct sercom *s, uint32_t base)
{
	return (struct reg_device){.name = s->name,
				   .base = base,
				   .size = SERCOM_SIZE,
				   .read = read_reg,
				   .write = write_reg,
				   .user = s,
				   .reg_name = name_reg};
}
