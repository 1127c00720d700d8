/* SPDX-License-Identifier: MIT */
#include "lamp.h"

void lamp_isr_i2c(void);

void lamp_listen(uint8_t addr)
{
	LAMP_I2C->addr = addr | LAMP_I2C_ENABLE;
}

void lamp_send(uint8_t byte)
{
	LAMP_I2C->data = byte;
}

void lamp_isr_i2c(void)
{
	LAMP_I2C->status = LAMP_I2C_RECEIVED;
	lamp_received((uint8_t)LAMP_I2C->data);
}
