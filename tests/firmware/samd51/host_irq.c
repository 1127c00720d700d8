/* SPDX-License-Identifier: MIT */
/* A host driven by its interrupts: queues messages to the memory at 0x50 and
 * sleeps until the last is over. */
#include "sam_fw.h"

struct message {
	uint8_t address;
	uint8_t *bytes;
	uint8_t n;
	bool read;
	bool keep; /* the next begins with a repeated START */
};

static SercomI2cm *const i2c = &SERCOM2->I2CM;
static const struct message *volatile todo;
static volatile uint8_t at;
static volatile int result;
static volatile unsigned n_mb, n_sb, n_error;

static void begin(void)
{
	at = 0;
	i2c->ADDR.reg = (uint32_t)todo->address << 1 | todo->read;
}

static void end(int how)
{
	i2c->CTRLB.bit.ACKACT = 1;
	i2c->CTRLB.bit.CMD = 3;
	result = how;
}

static void next_message(void)
{
	if (!todo->keep) {
		end(1);
		return;
	}
	i2c->CTRLB.bit.ACKACT = 1;
	todo++;
	begin();
}

/* On a SAM D21, which has one handler for all, it calls these. */
void SERCOM2_0_Handler(void);
void SERCOM2_1_Handler(void);
void SERCOM2_3_Handler(void);

void SERCOM2_0_Handler(void)
{
	n_mb++;
	if (i2c->STATUS.reg &
	    (SERCOM_I2CM_STATUS_ARBLOST | SERCOM_I2CM_STATUS_BUSERR)) {
		i2c->INTFLAG.reg = SERCOM_I2CM_INTFLAG_MB;
		result = -2;
	} else if (i2c->STATUS.bit.RXNACK) {
		end(-1);
	} else if (at < todo->n) {
		i2c->DATA.reg = todo->bytes[at++];
	} else {
		next_message();
	}
}

void SERCOM2_1_Handler(void)
{
	n_sb++;
	todo->bytes[at++] = (uint8_t)i2c->DATA.reg;
	if (at == todo->n) {
		next_message();
		return;
	}
	i2c->CTRLB.bit.ACKACT = 0;
	i2c->CTRLB.bit.CMD = 2;
}

void SERCOM2_3_Handler(void)
{
	n_error++;
	i2c->INTFLAG.reg = SERCOM_I2CM_INTFLAG_ERROR;
}

#ifdef SAM_D21
void SERCOM2_Handler(void)
{
	uint8_t flags = i2c->INTFLAG.reg;

	if (flags & SERCOM_I2CM_INTFLAG_MB)
		SERCOM2_0_Handler();
	if (flags & SERCOM_I2CM_INTFLAG_SB)
		SERCOM2_1_Handler();
	if (flags & SERCOM_I2CM_INTFLAG_ERROR)
		SERCOM2_3_Handler();
}
#endif

static void open_host(void)
{
	give_sercom2();
	i2c->BAUD.reg = 50;
	i2c->CTRLA.reg = SERCOM_I2CM_CTRLA_MODE_I2C_MASTER;
	i2c->CTRLA.bit.ENABLE = 1;
	while (i2c->SYNCBUSY.bit.ENABLE)
		;
	i2c->STATUS.bit.BUSSTATE = 1;
	i2c->INTENSET.reg = SERCOM_I2CM_INTENSET_MB | SERCOM_I2CM_INTENSET_SB |
			    SERCOM_I2CM_INTENSET_ERROR;
#ifdef SAM_D21
	NVIC_EnableIRQ(SERCOM2_IRQn);
#else
	NVIC_EnableIRQ(SERCOM2_0_IRQn);
	NVIC_EnableIRQ(SERCOM2_1_IRQn);
	NVIC_EnableIRQ(SERCOM2_3_IRQn);
#endif
}

static int run(const struct message *messages)
{
	result = 0;
	todo = messages;
	begin();
	while (!result)
		__WFE();
	while (i2c->STATUS.bit.BUSSTATE == 2)
		;
	return result;
}

int main(void)
{
	static uint8_t page[] = {0x20, 1, 2, 3}, where[] = {0x20}, back[3];
	static const struct message write[] = {{0x50, page, 4, false, false}};
	static const struct message probe[] = {{0x50, NULL, 0, false, false}};
	static const struct message read[] = {{0x50, where, 1, false, true},
					      {0x50, back, 3, true, false}};
	static const struct message nobody[] = {{0x55, page, 1, false, false}};
	unsigned busy = 0;

	open_host();
	printf("write %d\n", run(write));
	while (run(probe) < 0)
		busy++;
	printf("busy %d\n", busy > 0);
	n_mb = n_sb = 0;
	printf("read %d:", run(read));
	printf(" %02x %02x %02x\n", back[0], back[1], back[2]);
	printf("MB %u SB %u\n", n_mb, n_sb);
	printf("nobody %d\n", run(nobody));
	printf("errors %u\n", n_error);
	return 0;
}
