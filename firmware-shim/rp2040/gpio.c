/* SPDX-License-Identifier: MIT */
#include "rp2040/gpio.h"

#include <string.h>

#include "rp2040/include/hardware/regs/intctrl.h"
#include "rp2040/include/hardware/regs/io_bank0.h"
#include "rp2040/include/hardware/regs/pads_bank0.h"

#define CTRL(field, value)                                                     \
	((value) >> IO_BANK0_GPIO0_CTRL_##field##_LSB &                        \
	 IO_BANK0_GPIO0_CTRL_##field##_BITS >>                                 \
		 IO_BANK0_GPIO0_CTRL_##field##_LSB)
#define CTRL_WRITABLE                                                          \
	(IO_BANK0_GPIO0_CTRL_FUNCSEL_BITS | IO_BANK0_GPIO0_CTRL_OUTOVER_BITS | \
	 IO_BANK0_GPIO0_CTRL_OEOVER_BITS | IO_BANK0_GPIO0_CTRL_INOVER_BITS |   \
	 IO_BANK0_GPIO0_CTRL_IRQOVER_BITS)

enum { EVENT_LOW = 1, EVENT_HIGH = 2, EVENT_FALL = 4, EVENT_RISE = 8 };
/* IO_BANK0 beyond the pins: INTR, then INTE, INTF, INTS of core 0, of core 1
 * and of the dormant wake. */
enum { INTR = IO_BANK0_INTR0_OFFSET, INTE = IO_BANK0_PROC0_INTE0_OFFSET };

/* NORMAL, INVERT, LOW, HIGH. */
static bool override(unsigned how, bool value)
{
	switch (how) {
	case 1:
		return !value;
	case 2:
		return false;
	case 3:
		return true;
	default:
		return value;
	}
}

unsigned gpio_function(const struct gpio *g, unsigned n)
{
	return CTRL(FUNCSEL, g->pin[n].ctrl);
}

/* --- outputs ----------------------------------------------------------- */

static bool out_to_pad(const struct gpio *g, unsigned n)
{
	bool sio = gpio_function(g, n) == FUNC_SIO;

	return override(CTRL(OUTOVER, g->pin[n].ctrl), sio && g->out & 1u << n);
}

static bool oe_to_pad(const struct gpio *g, unsigned n)
{
	bool sio = gpio_function(g, n) == FUNC_SIO;

	return override(CTRL(OEOVER, g->pin[n].ctrl), sio && g->oe & 1u << n);
}

static enum tw_drive drive_of(const struct gpio *g, unsigned n)
{
	if (!oe_to_pad(g, n) || g->pin[n].pad & PADS_BANK0_GPIO0_OD_BITS)
		return TW_RELEASE;
	return out_to_pad(g, n) ? TW_HIGH : TW_LOW;
}

/* --- inputs ------------------------------------------------------------ */

static bool input(const struct gpio *g, unsigned n)
{
	bool on = g->pin[n].pad & PADS_BANK0_GPIO0_IE_BITS;

	return override(CTRL(INOVER, g->pin[n].ctrl),
			on && pins_level(&g->pins, n));
}

uint32_t gpio_inputs(struct gpio *g)
{
	uint32_t bits = 0;

	for (unsigned i = 0; i < N_GPIOS; i++)
		bits |= (uint32_t)input(g, i) << i;
	return bits;
}

/* --- interrupts -------------------------------------------------------- */

static uint32_t intr(const struct gpio *g, unsigned word)
{
	uint32_t bits = g->edges[word];

	for (unsigned i = 0; i < 8 && word * 8 + i < N_GPIOS; i++)
		bits |= (uint32_t)(input(g, word * 8 + i) ? EVENT_HIGH
							  : EVENT_LOW)
			<< i * 4;
	return bits;
}

static uint32_t ints(const struct gpio *g, unsigned cpu, unsigned word)
{
	return (intr(g, word) & g->inte[cpu][word]) | g->intf[cpu][word];
}

static bool any_int(const struct gpio *g, unsigned cpu)
{
	uint32_t any = 0;

	for (unsigned i = 0; i < GPIO_WORDS; i++)
		if (g->inte[cpu][i] | g->intf[cpu][i])
			any |= ints(g, cpu, i);
	return any != 0;
}

/* Each core has a line of its own, by the same number. */
static void update_irq(struct gpio *g)
{
	nvic_set_own(g->nvic, IO_IRQ_BANK0, any_int(g, 0));
	if (g->nvic->other)
		nvic_set_own(g->nvic->other, IO_IRQ_BANK0, any_int(g, 1));
}

static void look(struct gpio *g, unsigned n)
{
	bool level = input(g, n);

	if (level == g->pin[n].seen)
		return;
	g->pin[n].seen = level;
	g->edges[n / 8] |= (uint32_t)(level ? EVENT_RISE : EVENT_FALL)
			   << n % 8 * 4;
	update_irq(g);
}

static void pad_changed(void *user, unsigned pin)
{
	look(user, pin);
}

void gpio_drive(struct gpio *g, uint32_t pins)
{
	for (unsigned i = 0; i < N_GPIOS; i++) {
		if (!(pins & 1u << i))
			continue;
		pins_pull_up(&g->pins, i,
			     g->pin[i].pad & PADS_BANK0_GPIO0_PUE_BITS);
		pins_drive(&g->pins, i, drive_of(g, i));
		look(g, i);
	}
}

/* --- IO_BANK0 ---------------------------------------------------------- */

static uint32_t status(const struct gpio *g, unsigned n)
{
	bool sio = gpio_function(g, n) == FUNC_SIO;
	bool pad = g->pin[n].pad & PADS_BANK0_GPIO0_IE_BITS &&
		   pins_level(&g->pins, n);
	uint32_t pending =
		(ints(g, 0, n / 8) | ints(g, 1, n / 8)) >> n % 8 * 4 & 0xf;

	return (uint32_t)(sio && g->out & 1u << n)
		       << IO_BANK0_GPIO0_STATUS_OUTFROMPERI_LSB |
	       (uint32_t)out_to_pad(g, n)
		       << IO_BANK0_GPIO0_STATUS_OUTTOPAD_LSB |
	       (uint32_t)(sio && g->oe & 1u << n)
		       << IO_BANK0_GPIO0_STATUS_OEFROMPERI_LSB |
	       (uint32_t)oe_to_pad(g, n) << IO_BANK0_GPIO0_STATUS_OETOPAD_LSB |
	       (uint32_t)pad << IO_BANK0_GPIO0_STATUS_INFROMPAD_LSB |
	       (uint32_t)input(g, n) << IO_BANK0_GPIO0_STATUS_INTOPERI_LSB |
	       (uint32_t)(pending != 0)
		       << IO_BANK0_GPIO0_STATUS_IRQFROMPAD_LSB |
	       (uint32_t)(pending != 0) << IO_BANK0_GPIO0_STATUS_IRQTOPROC_LSB;
}

/* INTE, INTF and INTS of core 0, core 1 and the wake-up from dormant. */
static uint32_t read_irq(const struct gpio *g, uint32_t offset)
{
	unsigned word = offset / 4 % GPIO_WORDS;
	unsigned group = (offset - INTE) / (4 * GPIO_WORDS);

	if (group >= 9)
		return 0;
	if (group >= 6)
		return g->dormant[(group - 6) * GPIO_WORDS + word];
	switch (group % 3) {
	case 0:
		return g->inte[group / 3][word];
	case 1:
		return g->intf[group / 3][word];
	default:
		return ints(g, group / 3, word);
	}
}

static uint32_t read_io(void *user, uint32_t offset, bool peek)
{
	const struct gpio *g = user;

	if (offset < N_GPIOS * 8)
		return offset & 4 ? g->pin[offset / 8].ctrl
				  : status(g, offset / 8);
	if (offset < INTR)
		return 0;
	return offset < INTE ? intr(g, (offset - INTR) / 4)
			     : read_irq(g, offset);
}

static void write_ctrl(struct gpio *g, unsigned n, uint32_t value)
{
	uint32_t before = g->pin[n].ctrl;

	g->pin[n].ctrl = value & CTRL_WRITABLE;
	gpio_drive(g, 1u << n);
	if (g->functions_changed &&
	    CTRL(FUNCSEL, before) != CTRL(FUNCSEL, g->pin[n].ctrl))
		g->functions_changed(g->user);
}

static void write_irq(struct gpio *g, uint32_t offset, uint32_t value)
{
	unsigned word = offset / 4 % GPIO_WORDS;
	unsigned group = (offset - INTE) / (4 * GPIO_WORDS);
	uint32_t known = word == GPIO_WORDS - 1 ? 0xffffffu : UINT32_MAX;

	value &= known;
	if (group >= 6 && group < 9)
		g->dormant[(group - 6) * GPIO_WORDS + word] = value;
	else if (group < 6 && group % 3 == 0)
		g->inte[group / 3][word] = value;
	else if (group < 6 && group % 3 == 1)
		g->intf[group / 3][word] = value;
}

static void write_io(void *user, uint32_t offset, uint32_t value)
{
	struct gpio *g = user;

	if (offset < N_GPIOS * 8) {
		if (offset & 4)
			write_ctrl(g, offset / 8, value);
		return;
	}
	if (offset < INTR)
		return;
	if (offset < INTE) /* levels are not latched: only edges clear */
		g->edges[(offset - INTR) / 4] &= ~value;
	else
		write_irq(g, offset, value);
	update_irq(g);
}

/* --- PADS_BANK0 -------------------------------------------------------- */

static uint32_t read_pads(void *user, uint32_t offset, bool peek)
{
	const struct gpio *g = user;

	if (!offset)
		return g->voltage_select;
	return offset / 4 <= N_GPIOS ? g->pin[offset / 4 - 1].pad : 0;
}

static void write_pads(void *user, uint32_t offset, uint32_t value)
{
	struct gpio *g = user;

	if (!offset) {
		g->voltage_select = value & 1;
	} else if (offset / 4 <= N_GPIOS) {
		g->pin[offset / 4 - 1].pad = value & PADS_BANK0_GPIO0_BITS;
		gpio_drive(g, 1u << (offset / 4 - 1));
	}
}

/* --- set-up ------------------------------------------------------------ */

void gpio_setup(struct gpio *g, const char *owner, tw_queue *queue,
		struct nvic *nvic)
{
	g->nvic = nvic;
	g->io = (struct apb){.read = read_io, .write = write_io, .user = g};
	g->pads =
		(struct apb){.read = read_pads, .write = write_pads, .user = g};
	pins_init(&g->pins, owner, queue, g->pads_of, N_GPIOS);
	g->pins.changed = pad_changed;
	g->pins.user = g;
}

void gpio_reset_io(void *user)
{
	struct gpio *g = user;

	for (unsigned i = 0; i < N_GPIOS; i++)
		g->pin[i].ctrl = IO_BANK0_GPIO0_CTRL_RESET;
	memset(g->inte, 0, sizeof(g->inte));
	memset(g->intf, 0, sizeof(g->intf));
	memset(g->dormant, 0, sizeof(g->dormant));
	gpio_drive(g, UINT32_MAX);
	for (unsigned i = 0; i < GPIO_WORDS; i++)
		g->edges[i] = 0;
	update_irq(g);
	if (g->functions_changed)
		g->functions_changed(g->user);
}

void gpio_reset_pads(void *user)
{
	struct gpio *g = user;

	for (unsigned i = 0; i < N_GPIOS; i++)
		g->pin[i].pad = PADS_BANK0_GPIO0_RESET;
	g->voltage_select = 0;
	gpio_drive(g, UINT32_MAX);
}

void gpio_reset(struct gpio *g)
{
	g->out = g->oe = 0;
	g->locks = 0;
	for (unsigned i = 0; i < G_N_ELEMENTS(g->hi); i++)
		g->hi[i] = 0;
	gpio_reset_pads(g);
	for (unsigned i = 0; i < N_GPIOS; i++)
		g->pin[i].seen = input(g, i);
	gpio_reset_io(g);
}
