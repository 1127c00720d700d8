/* SPDX-License-Identifier: MIT */
/* Lines of the chip, by the board's tables. */
#include <linux/gpio/consumer.h>
#include <linux/gpio/machine.h>

#include "twowire/adapter.h"

struct gpio_desc {
	volatile u32 *line;
	u32 bit;
	bool taken;
	bool active_low;
};

static struct gpiod_lookup_table *tables;
static struct gpio_desc descs[TW_LINES];

static struct tw_lines_regs *lines(void)
{
	return (struct tw_lines_regs *)(uintptr_t)TW_LINES_BASE;
}

void gpiod_add_lookup_table(struct gpiod_lookup_table *table)
{
	table->tw_next = tables;
	tables = table;
}

static bool same(const char *a, const char *b)
{
	return (!a && !b) || (a && b && !strcmp(a, b));
}

static const struct gpiod_lookup *find(const struct device *dev,
				       const char *function, unsigned index)
{
	for (struct gpiod_lookup_table *t = tables; t; t = t->tw_next) {
		if (t->dev_id && strcmp(t->dev_id, dev_name(dev)))
			continue;
		for (struct gpiod_lookup *l = t->table; l->key; l++)
			if (l->idx == index &&
			    (!l->con_id || same(l->con_id, function)))
				return l;
	}
	return NULL;
}

static void set_up(struct gpio_desc *desc, const struct gpiod_lookup *l,
		   enum gpiod_flags flags)
{
	u32 v = 0;

	desc->line = &lines()->line[l->chip_hwnum];
	desc->bit = 1u << l->chip_hwnum;
	desc->active_low = l->flags & GPIO_ACTIVE_LOW;
	if (l->flags & GPIO_OPEN_DRAIN || flags & GPIOD_FLAGS_BIT_OPEN_DRAIN)
		v |= TW_LINE_OPEN_DRAIN;
	if (l->flags & GPIO_PULL_UP)
		v |= TW_LINE_PULL_UP;
	*desc->line = v;
	if (flags & GPIOD_FLAGS_BIT_DIR_OUT)
		gpiod_direction_output(desc,
				       !!(flags & GPIOD_FLAGS_BIT_DIR_VAL));
}

static void put(void *data)
{
	struct gpio_desc *desc = data;

	*desc->line = 0;
	desc->taken = false;
}

struct gpio_desc *devm_gpiod_get_index(struct device *dev, const char *function,
				       unsigned index, enum gpiod_flags flags)
{
	const struct gpiod_lookup *l = find(dev, function, index);
	struct gpio_desc *desc;
	int error;

	if (!l)
		return ERR_PTR(-ENOENT);
	if (strcmp(l->key, "gpio") || l->chip_hwnum >= TW_LINES)
		return ERR_PTR(-EPROBE_DEFER); /* no such gpio chip */
	desc = &descs[l->chip_hwnum];
	if (desc->taken)
		return ERR_PTR(-EBUSY);
	set_up(desc, l, flags);
	desc->taken = true;
	error = devm_add_action_or_reset(dev, put, desc);
	return error ? ERR_PTR(error) : desc;
}

struct gpio_desc *devm_gpiod_get_index_optional(struct device *dev,
						const char *function,
						unsigned index,
						enum gpiod_flags flags)
{
	struct gpio_desc *desc =
		devm_gpiod_get_index(dev, function, index, flags);

	return desc == ERR_PTR(-ENOENT) ? NULL : desc;
}

static void set(struct gpio_desc *desc, int value)
{
	u32 high = !value == desc->active_low ? TW_LINE_HIGH : 0;

	*desc->line = (*desc->line & ~TW_LINE_HIGH) | high;
}

#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 17, 0)
int gpiod_set_value(struct gpio_desc *desc, int value)
{
	if (desc)
		set(desc, value);
	return 0;
}
#else
void gpiod_set_value(struct gpio_desc *desc, int value)
{
	if (desc)
		set(desc, value);
}
#endif

int gpiod_get_value(const struct gpio_desc *desc)
{
	return desc && !(lines()->level & desc->bit) == desc->active_low;
}

int gpiod_direction_input(struct gpio_desc *desc)
{
	if (desc)
		*desc->line &= ~TW_LINE_OUTPUT;
	return 0;
}

/* The level first, so that it is never driven the other way. */
int gpiod_direction_output(struct gpio_desc *desc, int value)
{
	if (!desc)
		return 0;
	set(desc, value);
	*desc->line |= TW_LINE_OUTPUT;
	return 0;
}

int gpiod_cansleep(const struct gpio_desc *desc)
{
	(void)desc;
	return 0;
}
