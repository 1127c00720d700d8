/* SPDX-License-Identifier: MIT */
/* What port8.h says. */
#include "port8.h"

#include <stdio.h>

void port8_write(tw_device *dev, uint8_t latch)
{
	struct port8 *p = tw_state(dev);

	p->latch = latch;
	for (unsigned i = 0; i < PORT8_PINS; i++)
		tw_output_set(dev, i, latch >> i & 1);
}

void port8_begin(tw_device *dev, uint8_t latch, void (*changed)(tw_device *dev))
{
	struct port8 *p = tw_state(dev);

	p->outside = 0xff;
	p->changed = changed;
	port8_write(dev, latch);
}

uint8_t port8_levels(tw_device *dev)
{
	const struct port8 *p = tw_state(dev);

	return p->latch & p->outside;
}

static void set_pin(tw_device *dev, unsigned pin, int32_t value)
{
	struct port8 *p = tw_state(dev);

	p->outside =
		(uint8_t)((p->outside & ~(1u << pin)) | (unsigned)value << pin);
	if (p->changed)
		p->changed(dev);
}

#define PIN(n)                                                                 \
	void port8_set_##n(tw_device *dev, int32_t value)                      \
	{                                                                      \
		set_pin(dev, n, value);                                        \
	}
PIN(0)
PIN(1)
PIN(2)
PIN(3)
PIN(4)
PIN(5)
PIN(6)
PIN(7)

/* P7 first. */
void port8_describe(const struct tw_seen *seen, char *text, size_t size)
{
	uint8_t byte = seen->bytes[seen->n_bytes - 1];
	char pins[PORT8_PINS + 1] = "";

	for (unsigned i = 0; i < PORT8_PINS; i++)
		pins[i] = byte >> (PORT8_PINS - 1 - i) & 1 ? '1' : '0';
	snprintf(text, size, "P7 to P0 %s %s", seen->read ? "are" : "=", pins);
}
