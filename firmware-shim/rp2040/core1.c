/* SPDX-License-Identifier: MIT */
#include "rp2040/core1.h"

#include <string.h>

#include "rp2040/include/hardware/regs/intctrl.h"
#include "rp2040/include/hardware/regs/sio.h"

/* PSM's registers and core 1's bit in them. */
enum { FRCE_ON = 0x0, FRCE_OFF = 0x4, WDSEL = 0x8, DONE = 0xc };

#define PSM_ALL	  0x1ffffu
#define PSM_PROC1 0x10000u

/* --- mailboxes ---------------------------------------------------------- */

static void update_irq(struct core1 *c)
{
	for (unsigned cpu = 0; cpu < 2; cpu++) {
		const struct mailbox *mine = &c->box[cpu];
		bool any =
			mine->n || mine->read_empty || c->box[!cpu].wrote_full;

		nvic_set_own(c->nvic[cpu], cpu ? SIO_IRQ_PROC1 : SIO_IRQ_PROC0,
			     any);
	}
}

uint32_t core1_status(const struct core1 *c, unsigned cpu)
{
	const struct mailbox *mine = &c->box[cpu], *theirs = &c->box[!cpu];

	return (mine->n ? SIO_FIFO_ST_VLD_BITS : 0) |
	       (theirs->n < CORE1_DEPTH ? SIO_FIFO_ST_RDY_BITS : 0) |
	       (theirs->wrote_full ? SIO_FIFO_ST_WOF_BITS : 0) |
	       (mine->read_empty ? SIO_FIFO_ST_ROE_BITS : 0);
}

uint32_t core1_read(struct core1 *c, unsigned cpu, bool peek)
{
	struct mailbox *mine = &c->box[cpu];
	uint32_t word = mine->word[0];

	if (peek)
		return mine->n ? word : 0;
	if (!mine->n) {
		mine->read_empty = true;
		update_irq(c);
		return 0;
	}
	mine->n--;
	memmove(mine->word, mine->word + 1, mine->n * sizeof(mine->word[0]));
	update_irq(c);
	return word;
}

static void put(struct core1 *c, unsigned reader, uint32_t value)
{
	struct mailbox *box = &c->box[reader];

	if (box->n < CORE1_DEPTH)
		box->word[box->n++] = value;
	else
		box->wrote_full = true;
	update_irq(c);
}

void core1_clear(struct core1 *c, unsigned cpu, uint32_t value)
{
	if (value & SIO_FIFO_ST_WOF_BITS)
		c->box[!cpu].wrote_full = false;
	if (value & SIO_FIFO_ST_ROE_BITS)
		c->box[cpu].read_empty = false;
	update_irq(c);
}

/* --- the boot ROM ------------------------------------------------------- */

/* Firmware lies where 32 bits reach it. An address of a function is what the
 * compiler says it is: Thumb's bit 0 means nothing here. */
static void launch(struct core1 *c, uint32_t entry)
{
	void *at = (void *)(uintptr_t)entry;
	void (*fn)(void);

	memcpy(&fn, &at, sizeof(fn));
	c->runs = true;
	mcu_start_at(c->mcu, 1, fn, tw_queue_now_ns(c->queue));
}

/* A word for core 1 while it is in its boot ROM. */
static void boot(struct core1 *c, uint32_t value)
{
	enum { VECTORS = 3, ENTRY = 5 };
	static const uint32_t expected[VECTORS] = {0, 0, 1};

	put(c, 0, value);
	if (c->step < VECTORS && value != expected[c->step])
		c->step = 0;
	else if (c->step++ == ENTRY)
		launch(c, value);
}

void core1_write(struct core1 *c, unsigned cpu, uint32_t value)
{
	if (cpu == 0 && !c->runs && !(c->off & PSM_PROC1))
		boot(c, value);
	else
		put(c, !cpu, value);
}

/* --- PSM ---------------------------------------------------------------- */

static uint32_t read_psm(void *user, uint32_t offset, bool peek)
{
	const struct core1 *c = user;

	switch (offset) {
	case FRCE_OFF:
		return c->off;
	case DONE:
		return PSM_ALL & ~c->off;
	default:
		return offset <= WDSEL ? c->stored[offset / WDSEL] : 0;
	}
}

/* Core 1 off: it leaves whatever it did, and its mailbox is emptied. */
static void stop(struct core1 *c)
{
	c->runs = false;
	c->step = 0;
	memset(c->box, 0, sizeof(c->box));
	nvic_reset(c->nvic[1]);
	update_irq(c);
	mcu_stop(c->mcu, 1);
}

/* The boot ROM empties its mailbox and says that it is there. */
static void enter_rom(struct core1 *c)
{
	c->box[1].n = 0;
	put(c, 0, 0);
}

static void write_psm(void *user, uint32_t offset, uint32_t value)
{
	struct core1 *c = user;

	value &= PSM_ALL;
	if (offset == FRCE_OFF) {
		c->off = value;
		if (value & PSM_PROC1)
			stop(c);
		else if (!c->runs)
			enter_rom(c);
	} else if (offset == FRCE_ON || offset == WDSEL) {
		c->stored[offset / WDSEL] = value;
	}
}

/* --- set-up ------------------------------------------------------------- */

void core1_init(struct core1 *c, tw_queue *queue, struct nvic *first,
		struct nvic *second)
{
	c->queue = queue;
	c->nvic[0] = first;
	c->nvic[1] = second;
	c->psm = (struct apb){.read = read_psm, .write = write_psm, .user = c};
}

void core1_reset(struct core1 *c)
{
	c->runs = false;
	c->step = 0;
	c->off = 0;
	memset(c->box, 0, sizeof(c->box));
	memset(c->stored, 0, sizeof(c->stored));
}
