/* SPDX-License-Identifier: MIT */
#include "esp32/system.h"

#include <string.h>

#include "esp32/include/soc/system_reg.h"

static uint32_t read_reg(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	const struct esp_system *s = user;

	return s->reg[offset / 4];
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	struct esp_system *s = user;
	uint32_t *reg = &s->reg[offset / 4];

	*reg = (*reg & ~lanes) | value;
	if (offset != SYSTEM_PERIP_RST_EN0)
		return;
	if (*reg & SYSTEM_I2C_EXT0)
		s->reset_i2c(s->user, 0);
	if (*reg & SYSTEM_I2C_EXT1)
		s->reset_i2c(s->user, 1);
}

void esp_system_reset(struct esp_system *s)
{
	memset(s->reg, 0, sizeof(s->reg));
}

struct reg_device esp_system_device(struct esp_system *s, uint32_t base)
{
	return (struct reg_device){.name = "SYSTEM",
				   .base = base,
				   .size = sizeof(s->reg),
				   .read = read_reg,
				   .write = write_reg,
				   .user = s};
}
