/* SPDX-License-Identifier: MIT */
#include "rp2040/dma.h"

#include <string.h>

#include "rp2040/include/hardware/regs/dma.h"
#include "rp2040/include/hardware/regs/dreq.h"
#include "rp2040/include/hardware/regs/intctrl.h"

enum { SERVICE_CYCLES = 4, CHANNEL_SIZE = 0x40, I2C_SIZE = 0x4000 };
enum { READ_ADDR, WRITE_ADDR, TRANS_COUNT, CTRL };

static const uint32_t i2c_bases[DMA_I2CS] = {0x40044000, 0x40048000};

static unsigned field(const struct rp_dma_channel *c, uint32_t bits)
{
	return (c->ctrl & bits) / (bits & -bits);
}

#define FIELD(c, name) field(c, DMA_CTRL_##name##_BITS)

/* --- interrupts --------------------------------------------------------- */

static uint32_t ints(const struct rp_dma *dma, unsigned n)
{
	return (dma->raw & dma->inte[n]) | dma->intf[n];
}

static void update_irq(const struct rp_dma *dma)
{
	nvic_set(dma->nvic, DMA_IRQ_0, ints(dma, 0) != 0);
	nvic_set(dma->nvic, DMA_IRQ_1, ints(dma, 1) != 0);
}

static void set_irq(struct rp_dma *dma, const struct rp_dma_channel *c)
{
	dma->raw |= 1u << (c - dma->channel);
	update_irq(dma);
}

/* --- transfers ---------------------------------------------------------- */

static void fail(struct rp_dma *dma, struct rp_dma_channel *c, const char *what)
{
	c->busy = false;
	mcu_crash(dma->mcu, 0, what);
}

/* The I2C block with a register at @address, or NULL. */
static struct dw *i2c_at(const struct rp_dma *dma, uint32_t address)
{
	for (unsigned i = 0; i < DMA_I2CS; i++)
		if (address >= i2c_bases[i] &&
		    address < i2c_bases[i] + I2C_SIZE)
			return dma->i2c[i];
	return NULL;
}

static bool asked_for(const struct rp_dma *dma, const struct rp_dma_channel *c)
{
	switch (FIELD(c, TREQ_SEL)) {
	case DREQ_I2C0_TX:
		return dw_wants(dma->i2c[0], true);
	case DREQ_I2C0_RX:
		return dw_wants(dma->i2c[0], false);
	case DREQ_I2C1_TX:
		return dw_wants(dma->i2c[1], true);
	case DREQ_I2C1_RX:
		return dw_wants(dma->i2c[1], false);
	default:
		return FIELD(c, TREQ_SEL) == DREQ_FORCE;
	}
}

static bool get(struct rp_dma *dma, struct rp_dma_channel *c, uint32_t *value,
		size_t size)
{
	const void *at = (const void *)(uintptr_t)c->read;
	struct dw *dw = i2c_at(dma, c->read);

	*value = 0;
	if (dw)
		*value = dw->apb.read(dw->apb.user, c->read % 0x1000, false);
	else if (mcu_in_memory(dma->mcu, at, size))
		memcpy(value, at, size);
	else
		fail(dma, c, "DMA: a channel reads what is no memory");
	return c->busy;
}

static void put(struct rp_dma *dma, struct rp_dma_channel *c, uint32_t value,
		size_t size)
{
	void *at = (void *)(uintptr_t)c->write;
	struct dw *dw = i2c_at(dma, c->write);

	if (dw)
		dw->apb.write(dw->apb.user, c->write % 0x1000,
			      apb_widen(value, UINT32_MAX >> (32 - 8 * size)));
	else if (mcu_in_ram(dma->mcu, at, size))
		memcpy(at, &value, size);
	else
		fail(dma, c, "DMA: a channel writes what is no RAM");
}

static uint32_t swapped(const struct rp_dma_channel *c, uint32_t value,
			size_t size)
{
	if (!FIELD(c, BSWAP) || size == 1)
		return value;
	value = __builtin_bswap32(value);
	return size == 2 ? value >> 16 : value;
}

/* In a ring only the low bits of an address count on. */
static uint32_t stepped(const struct rp_dma_channel *c, uint32_t address,
			size_t size, bool writes)
{
	uint32_t next = address + (uint32_t)size;
	unsigned ring = FIELD(c, RING_SIZE);

	if (!ring || FIELD(c, RING_SEL) != writes)
		return next;
	return (address & ~((1u << ring) - 1)) | (next & ((1u << ring) - 1));
}

static void trigger(struct rp_dma *dma, unsigned n);

static void finish(struct rp_dma *dma, struct rp_dma_channel *c)
{
	unsigned next = FIELD(c, CHAIN_TO);

	c->busy = false;
	if (!FIELD(c, IRQ_QUIET))
		set_irq(dma, c);
	if (&dma->channel[next % DMA_CHANNELS] != c)
		trigger(dma, next);
}

static void move(struct rp_dma *dma, struct rp_dma_channel *c)
{
	size_t size = (size_t)1 << MIN(FIELD(c, DATA_SIZE), 2u);
	uint32_t value;

	if (!get(dma, c, &value, size))
		return;
	/* Before the write: what it does to a block may ask again. */
	c->count--;
	put(dma, c, swapped(c, value, size), size);
	if (FIELD(c, INCR_READ))
		c->read = stepped(c, c->read, size, false);
	if (FIELD(c, INCR_WRITE))
		c->write = stepped(c, c->write, size, true);
	if (c->busy && !c->count)
		finish(dma, c);
}

static struct rp_dma_channel *next_channel(struct rp_dma *dma)
{
	for (unsigned n = 0; n < DMA_CHANNELS; n++) {
		struct rp_dma_channel *c = &dma->channel[n];

		if (c->busy && c->ctrl & DMA_CTRL_EN_BITS && asked_for(dma, c))
			return c;
	}
	return NULL;
}

/* Not at once: who asks is still in the middle of what made it ask. */
static void requests_changed(void *user)
{
	struct rp_dma *dma = user;

	if (!dma->service.set && !dma->apb.held && next_channel(dma))
		tw_timer_after(dma->queue, &dma->service,
			       SERVICE_CYCLES * 1000000000ull / dma->clock_hz);
}

static void serve(void *user)
{
	struct rp_dma *dma = user;
	struct rp_dma_channel *c = next_channel(dma);

	if (c && !dma->apb.held)
		move(dma, c);
	requests_changed(dma);
}

static void trigger(struct rp_dma *dma, unsigned n)
{
	struct rp_dma_channel *c;

	if (n >= DMA_CHANNELS)
		return;
	c = &dma->channel[n];
	if (c->busy || !(c->ctrl & DMA_CTRL_EN_BITS))
		return;
	c->count = c->reload;
	c->busy = true;
	if (c->ctrl & DMA_CTRL_SNIFF_EN_BITS)
		fail(dma, c, "DMA: the sniffer is not simulated");
	else if (!c->count)
		finish(dma, c);
	requests_changed(dma);
}

/* --- registers ---------------------------------------------------------- */

/* Which of the four a channel's register is; each alias has its own order, and
 * the last of it triggers (data sheet, table 122). */
static unsigned which(uint32_t offset)
{
	static const uint8_t order[4][4] = {
		{READ_ADDR, WRITE_ADDR, TRANS_COUNT, CTRL},
		{CTRL, READ_ADDR, WRITE_ADDR, TRANS_COUNT},
		{CTRL, TRANS_COUNT, READ_ADDR, WRITE_ADDR},
		{CTRL, WRITE_ADDR, TRANS_COUNT, READ_ADDR},
	};

	return order[offset % CHANNEL_SIZE / 16][offset % 16 / 4];
}

static uint32_t read_channel(const struct rp_dma_channel *c, uint32_t offset)
{
	switch (which(offset)) {
	case READ_ADDR:
		return c->read;
	case WRITE_ADDR:
		return c->write;
	case TRANS_COUNT:
		return c->count;
	default:
		return c->ctrl | (c->busy ? DMA_CTRL_BUSY_BITS : 0);
	}
}

static void write_channel(struct rp_dma *dma, uint32_t offset, uint32_t value)
{
	struct rp_dma_channel *c = &dma->channel[offset / CHANNEL_SIZE];

	switch (which(offset)) {
	case READ_ADDR:
		c->read = value;
		break;
	case WRITE_ADDR:
		c->write = value;
		break;
	case TRANS_COUNT:
		c->reload = value;
		if (!c->busy)
			c->count = value;
		break;
	default:
		c->ctrl = value & DMA_CTRL_WRITABLE_BITS;
		break;
	}
	if (offset % 16 == 12 && value)
		trigger(dma, offset / CHANNEL_SIZE);
	else if (offset % 16 == 12 && FIELD(c, IRQ_QUIET))
		set_irq(dma, c);
	requests_changed(dma);
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek)
{
	const struct rp_dma *dma = user;

	if (offset < DMA_CHANNELS * CHANNEL_SIZE)
		return read_channel(&dma->channel[offset / CHANNEL_SIZE],
				    offset);
	switch (offset) {
	case DMA_INTR_OFFSET:
		return dma->raw;
	case DMA_INTE0_OFFSET:
	case DMA_INTE1_OFFSET:
		return dma->inte[offset == DMA_INTE1_OFFSET];
	case DMA_INTF0_OFFSET:
	case DMA_INTF1_OFFSET:
		return dma->intf[offset == DMA_INTF1_OFFSET];
	case DMA_INTS0_OFFSET:
	case DMA_INTS1_OFFSET:
		return ints(dma, offset == DMA_INTS1_OFFSET);
	case DMA_N_CHANNELS_OFFSET:
		return DMA_CHANNELS;
	default:
		return 0;
	}
}

static void abort_channels(struct rp_dma *dma, uint32_t channels)
{
	for (unsigned n = 0; n < DMA_CHANNELS; n++)
		if (channels >> n & 1)
			dma->channel[n].busy = false;
}

static void write_reg(void *user, uint32_t offset, uint32_t value)
{
	struct rp_dma *dma = user;

	if (offset < DMA_CHANNELS * CHANNEL_SIZE) {
		write_channel(dma, offset, value);
		return;
	}
	switch (offset) {
	case DMA_INTR_OFFSET:
	case DMA_INTS0_OFFSET:
	case DMA_INTS1_OFFSET:
		dma->raw &= ~value;
		break;
	case DMA_INTE0_OFFSET:
	case DMA_INTE1_OFFSET:
		dma->inte[offset == DMA_INTE1_OFFSET] = value & 0xffff;
		break;
	case DMA_INTF0_OFFSET:
	case DMA_INTF1_OFFSET:
		dma->intf[offset == DMA_INTF1_OFFSET] = value & 0xffff;
		break;
	case DMA_MULTI_CHAN_TRIGGER_OFFSET:
		for (unsigned n = 0; n < DMA_CHANNELS; n++)
			if (value >> n & 1)
				trigger(dma, n);
		break;
	case DMA_CHAN_ABORT_OFFSET:
		abort_channels(dma, value);
		break;
	default:
		break;
	}
	update_irq(dma);
}

/* --- set-up ------------------------------------------------------------- */

void rp_dma_reset(void *user)
{
	struct rp_dma *dma = user;

	memset(dma->channel, 0, sizeof(dma->channel));
	for (unsigned n = 0; n < DMA_CHANNELS; n++)
		dma->channel[n].ctrl = n << DMA_CTRL_CHAIN_TO_LSB;
	memset(dma->inte, 0, sizeof(dma->inte));
	memset(dma->intf, 0, sizeof(dma->intf));
	dma->raw = 0;
	tw_timer_cancel(dma->queue, &dma->service);
	update_irq(dma);
}

void rp_dma_init(struct rp_dma *dma, tw_queue *queue, struct nvic *nvic,
		 uint64_t clock_hz, struct dw *i2c0, struct dw *i2c1)
{
	dma->queue = queue;
	dma->nvic = nvic;
	dma->clock_hz = clock_hz;
	dma->i2c[0] = i2c0;
	dma->i2c[1] = i2c1;
	dma->service = (struct tw_timer){.fire = serve, .user = dma};
	dma->apb =
		(struct apb){.read = read_reg, .write = write_reg, .user = dma};
	for (unsigned i = 0; i < DMA_I2CS; i++) {
		dma->i2c[i]->requests_changed = requests_changed;
		dma->i2c[i]->requests_user = dma;
	}
}
