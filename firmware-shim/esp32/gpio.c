/* SPDX-License-Identifier: MIT */
#include "esp32/gpio.h"

#include <string.h>

#include "esp32/include/soc/gpio_reg.h"

enum { SIZE = 0x700, PADS_SIZE = 0x100 };
enum { INT_RISE = 1, INT_FALL, INT_ANY, INT_LOW, INT_HIGH };

static uint64_t all(const struct esp_gpio *g)
{
	return (1ull << g->n_pins) - 1;
}

/* --- levels ------------------------------------------------------------ */

static enum tw_drive drive_of(const struct esp_gpio *g, unsigned n)
{
	bool software = (g->out_sel[n] & GPIO_OUT_SEL_M) == GPIO_OUT_SEL_GPIO;

	if (!software || !(g->enable >> n & 1))
		return TW_RELEASE;
	if (!(g->out >> n & 1))
		return TW_LOW;
	return g->conf[n] & GPIO_PIN_PAD_DRIVER_M ? TW_RELEASE : TW_HIGH;
}

static bool input(const struct esp_gpio *g, unsigned n)
{
	return g->pad[n] & IO_MUX_FUN_IE_M && pins_level(&g->pins, n);
}

static void update(struct esp_gpio *g)
{
	uint64_t on = 0;

	for (unsigned i = 0; i < g->n_pins; i++)
		if (g->conf[i] & GPIO_PIN_INT_ENA_CPU)
			on |= 1ull << i;
	esp_intr_set(g->intr, g->source, (g->status & on) != 0);
}

/* An edge is latched; a level is, for as long as it is there. */
static void look(struct esp_gpio *g, unsigned n)
{
	uint64_t bit = 1ull << n;
	bool was = g->seen & bit, is = input(g, n);
	unsigned type =
		(g->conf[n] & GPIO_PIN_INT_TYPE_M) >> GPIO_PIN_INT_TYPE_S;

	if ((type == INT_LOW && !is) || (type == INT_HIGH && is) ||
	    (was != is &&
	     (type == INT_ANY || type == (is ? INT_RISE : INT_FALL))))
		g->status |= bit;
	g->seen = is ? g->seen | bit : g->seen & ~bit;
	update(g);
}

static void changed(void *user, unsigned pin)
{
	look(user, pin);
}

static void drive(struct esp_gpio *g, uint64_t pins)
{
	for (unsigned i = 0; i < g->n_pins; i++)
		if (pins >> i & 1) {
			pins_drive(&g->pins, i, drive_of(g, i));
			look(g, i);
		}
}

int esp_gpio_pin_of(const struct esp_gpio *g, unsigned signal)
{
	uint32_t in = g->in_sel[signal];
	unsigned n = in & GPIO_IN_SEL_M;

	if (!(in & GPIO_SIG_IN_SEL_M) || n >= g->n_pins ||
	    (g->out_sel[n] & GPIO_OUT_SEL_M) != signal)
		return -1;
	return (int)n;
}

/* --- registers --------------------------------------------------------- */

/* Plain, W1TS, W1TC: of the lower 32 pins at @low, of the others at @high. */
struct group {
	uint32_t low;
	uint32_t high;
	size_t field;
};
static const struct group groups[] = {
	{GPIO_OUT, GPIO_OUT1, offsetof(struct esp_gpio, out)},
	{GPIO_ENABLE, GPIO_ENABLE1, offsetof(struct esp_gpio, enable)},
	{GPIO_STATUS, GPIO_STATUS1, offsetof(struct esp_gpio, status)},
};

static uint64_t *find_group(struct esp_gpio *g, uint32_t offset,
			    unsigned *shift, uint32_t *how)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(groups); i++) {
		const struct group *at = &groups[i];
		bool high = offset >= at->high && offset <= at->high + 8;

		*shift = high ? 32 : 0;
		*how = offset - (high ? at->high : at->low);
		if (*how <= GPIO_W1TC)
			return (uint64_t *)((char *)g + at->field);
	}
	return NULL;
}

static uint64_t inputs(const struct esp_gpio *g)
{
	uint64_t bits = 0;

	for (unsigned i = 0; i < g->n_pins; i++)
		bits |= (uint64_t)input(g, i) << i;
	return bits;
}

static uint32_t *find_table(struct esp_gpio *g, uint32_t offset)
{
	if (offset >= GPIO_PIN(0) && offset < GPIO_PIN(g->n_pins))
		return &g->conf[(offset - GPIO_PIN(0)) / 4];
	if (offset >= GPIO_FUNC_IN_SEL(0) &&
	    offset < GPIO_FUNC_IN_SEL(ESP_SIGNALS))
		return &g->in_sel[(offset - GPIO_FUNC_IN_SEL(0)) / 4];
	if (offset >= GPIO_FUNC_OUT_SEL(0) &&
	    offset < GPIO_FUNC_OUT_SEL(g->n_pins))
		return &g->out_sel[(offset - GPIO_FUNC_OUT_SEL(0)) / 4];
	return NULL;
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	struct esp_gpio *g = user;
	const uint32_t *entry = find_table(g, offset);
	unsigned shift;
	uint32_t how;
	const uint64_t *bits;

	if (entry)
		return *entry;
	if (offset == GPIO_IN || offset == GPIO_IN1)
		return (uint32_t)(inputs(g) >> (offset == GPIO_IN1 ? 32 : 0));
	if (offset == GPIO_CPU_INT || offset == GPIO_CPU_INT1)
		offset = offset == GPIO_CPU_INT ? GPIO_STATUS : GPIO_STATUS1;
	bits = find_group(g, offset, &shift, &how);
	return bits && !how ? (uint32_t)(*bits >> shift) : 0;
}

static void write_group(struct esp_gpio *g, uint32_t offset, uint32_t value)
{
	unsigned shift;
	uint32_t how;
	uint64_t *bits = find_group(g, offset, &shift, &how), old, written;

	if (!bits)
		return;
	old = *bits;
	written = (uint64_t)value << shift;
	if (how == GPIO_W1TS)
		*bits |= written;
	else if (how == GPIO_W1TC)
		*bits &= ~written;
	else
		*bits = (old & ~(0xffffffffull << shift)) | written;
	*bits &= all(g);
	drive(g, bits == &g->status ? written & all(g) : old ^ *bits);
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	struct esp_gpio *g = user;
	uint32_t *entry = find_table(g, offset);

	value |= read_reg(user, offset, true, who) & ~lanes;
	if (!entry) {
		write_group(g, offset, value);
		return;
	}
	*entry = value;
	drive(g, all(g));
	if (g->routed)
		g->routed(g->user);
}

static uint32_t read_pad(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	const struct esp_gpio *g = user;

	return offset && offset < IO_MUX_PIN(g->n_pins) ? g->pad[offset / 4 - 1]
							: 0;
}

static void write_pad(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	struct esp_gpio *g = user;
	unsigned n = offset / 4 - 1;

	if (!offset || offset >= IO_MUX_PIN(g->n_pins))
		return;
	g->pad[n] = (g->pad[n] & ~lanes) | value;
	pins_pull_up(&g->pins, n, g->pad[n] & IO_MUX_FUN_WPU_M);
	look(g, n);
}

/* --- set-up ------------------------------------------------------------ */

void esp_gpio_init(struct esp_gpio *g, struct esp_intr *intr, unsigned source,
		   unsigned n_pins)
{
	g->intr = intr;
	g->source = source;
	g->n_pins = n_pins;
	g->pins.changed = changed;
	g->pins.user = g;
}

void esp_gpio_reset(struct esp_gpio *g)
{
	g->out = g->enable = g->status = 0;
	memset(g->conf, 0, sizeof(g->conf));
	memset(g->in_sel, 0, sizeof(g->in_sel));
	for (unsigned i = 0; i < g->n_pins; i++) {
		g->out_sel[i] = GPIO_OUT_SEL_GPIO;
		g->pad[i] = 0;
		pins_pull_up(&g->pins, i, false);
	}
	pins_release(&g->pins);
	g->seen = g->status = 0;
	update(g);
	if (g->routed)
		g->routed(g->user);
}

struct reg_device esp_gpio_device(struct esp_gpio *g, uint32_t base)
{
	return (struct reg_device){.name = "GPIO",
				   .base = base,
				   .size = SIZE,
				   .read = read_reg,
				   .write = write_reg,
				   .user = g};
}

struct reg_device esp_gpio_pads(struct esp_gpio *g, uint32_t base)
{
	return (struct reg_device){.name = "IO_MUX",
				   .base = base,
				   .size = PADS_SIZE,
				   .read = read_pad,
				   .write = write_pad,
				   .user = g};
}
