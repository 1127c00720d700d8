/* SPDX-License-Identifier: MIT */
#include "esp32/intr.h"

/* Of the CPU's inputs; 0: internal, or the NMI, which no peripheral gets. */
static const uint8_t level_of[32] = {
	1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 0, 1, 1, 0, 0,
	0, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 3, 4, 0, 4, 5,
};

enum { OFF = 16, HIGHEST = 7 };

void esp_intr_line(struct esp_intr *intr, unsigned source, bool level)
{
	if (intr->mcu)
		mcu_irq_set(intr->mcu, ESP_INTR_FIRST + source, level);
}

void esp_intr_set(struct esp_intr *intr, unsigned source, bool level)
{
	if (level == intr->raw[source])
		return;
	intr->raw[source] = level;
	if (!intr->point ||
	    tw_point_pass(intr->point, (uint64_t)source << 1 | level))
		esp_intr_line(intr, source, level);
}

bool esp_intr_enabled(const struct esp_intr *intr, unsigned source,
		      unsigned *priority)
{
	unsigned level = level_of[intr->map[source] % 32];

	*priority = (HIGHEST - level) << MCU_PREEMPTS;
	return level != 0;
}

void esp_intr_reset(struct esp_intr *intr)
{
	for (unsigned i = 0; i < ESP_INTR_SOURCES; i++)
		intr->map[i] = OFF;
	if (intr->mcu)
		mcu_irq_update(intr->mcu);
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	const struct esp_intr *intr = user;

	return intr->map[offset / 4];
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	struct esp_intr *intr = user;

	if (lanes & 0xff)
		intr->map[offset / 4] = value & 0x1f;
	mcu_irq_update(intr->mcu);
}

struct reg_device esp_intr_device(struct esp_intr *intr, uint32_t base)
{
	return (struct reg_device){.name = "INTERRUPT",
				   .base = base,
				   .size = 4 * ESP_INTR_SOURCES,
				   .read = read_reg,
				   .write = write_reg,
				   .user = intr};
}
