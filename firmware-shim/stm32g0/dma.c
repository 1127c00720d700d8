/* SPDX-License-Identifier: MIT */
#include "stm32g0/dma.h"

#include <string.h>

enum { ISR = 0x00, IFCR = 0x04, CHANNEL1 = 0x08, CHANNEL_SIZE = 0x14 };
enum { CCR = 0x00, CNDTR = 0x04, CPAR = 0x08, CMAR = 0x0c };
enum { I2C_RXDR = 0x24, I2C_TXDR = 0x28 };
enum { FIRST_REQUEST = 10 }; /* DMAMUX's number of I2C1_RX */
enum { SERVICE_CYCLES = 10 };

enum {
	CCR_EN = 1 << 0,
	CCR_TCIE = 1 << 1, /* TCIE, HTIE, TEIE: where their flags are in ISR */
	CCR_IES = 0x0e,
	CCR_DIR = 1 << 4, /* from memory */
	CCR_CIRC = 1 << 5,
	CCR_MINC = 1 << 7,
	CCR_MSIZE_Pos = 10,
	CCR_MEM2MEM = 1 << 14,
	CCR_BITS = 0x7fff,
};

/* A channel's four flags. */
enum { GIF = 1, TCIF = 2, HTIF = 4, CHANNEL_FLAGS = 0xf };

enum { CXCR_ID = 0x7f, CXCR_SE = 1 << 16, CXCR_BITS = 0x1f7f037f };
enum { RG0CR = 0x100, RG3CR = 0x10c, RGXCR_GE = 1 << 16 };

static const uint32_t i2c_bases[G0_DMA_I2CS] = {0x40005400, 0x40005800};

/* --- flags ------------------------------------------------------------- */

static bool interrupts(const struct g0_dma *dma, unsigned n)
{
	return dma->channel[n].ccr & dma->isr >> 4 * n & CCR_IES;
}

static void update(const struct g0_dma *dma)
{
	bool others = false;

	for (unsigned n = 3; n < G0_DMA_CHANNELS; n++)
		others |= interrupts(dma, n);
	nvic_set(dma->nvic, 9, interrupts(dma, 0));
	nvic_set(dma->nvic, 10, interrupts(dma, 1) || interrupts(dma, 2));
	nvic_set(dma->nvic, 11, others);
}

static void set_flag(struct g0_dma *dma, unsigned n, uint32_t flag)
{
	dma->isr |= (flag | GIF) << 4 * n;
	update(dma);
}

/* GIF stands for all of its channel's. */
static void clear_flags(struct g0_dma *dma, uint32_t value)
{
	for (unsigned n = 0; n < G0_DMA_CHANNELS; n++) {
		uint32_t flags = value >> 4 * n & CHANNEL_FLAGS;

		if (flags & GIF)
			flags = CHANNEL_FLAGS;
		dma->isr &= ~(flags << 4 * n);
		if (!(dma->isr >> 4 * n & (CHANNEL_FLAGS & ~GIF)))
			dma->isr &= ~((uint32_t)GIF << 4 * n);
	}
	update(dma);
}

/* --- transfers --------------------------------------------------------- */

static void fail(struct g0_dma *dma, struct g0_dma_channel *c, const char *what)
{
	c->ccr &= ~(uint32_t)CCR_EN;
	mcu_crash(dma->mcu, 0, what);
}

static uint32_t width(const struct g0_dma_channel *c)
{
	return 1u << MIN(c->ccr >> CCR_MSIZE_Pos & 3, 2u);
}

static uint8_t *memory(struct g0_dma *dma, struct g0_dma_channel *c)
{
	uint8_t *at = (uint8_t *)(uintptr_t)(c->cmar + c->done);
	bool known = c->ccr & CCR_DIR ? mcu_in_memory(dma->mcu, at, width(c))
				      : mcu_in_ram(dma->mcu, at, width(c));

	if (known)
		return at;
	fail(dma, c, "DMA1: a channel's address is none of memory");
	return NULL;
}

static void count(struct g0_dma *dma, struct g0_dma_channel *c)
{
	unsigned n = (unsigned)(c - dma->channel);

	c->cndtr--;
	if (c->ccr & CCR_MINC)
		c->done += width(c);
	if (c->cndtr == c->n / 2)
		set_flag(dma, n, HTIF);
	if (c->cndtr)
		return;
	if (c->ccr & CCR_CIRC) {
		c->cndtr = c->n;
		c->done = 0;
	}
	set_flag(dma, n, TCIF);
}

static void move(struct g0_dma *dma, struct g0_dma_channel *c, unsigned who)
{
	struct i2cv2 *i2c = dma->i2c[who / 2];
	uint8_t *at = memory(dma, c);
	uint32_t value = 0;

	if (!at)
		return;
	if (who % 2) {
		memcpy(&value, at, width(c));
		count(dma, c);
		i2cv2_write(i2c, I2C_TXDR, value);
	} else {
		value = i2cv2_read(i2c, I2C_RXDR, false);
		memcpy(at, &value, width(c));
		count(dma, c);
	}
}

/* Does the channel move what I2C asks for with request line @who? */
static bool serves(struct g0_dma *dma, struct g0_dma_channel *c, unsigned who)
{
	uint32_t reg = i2c_bases[who / 2] + (who % 2 ? I2C_TXDR : I2C_RXDR);

	if (!(c->ccr & CCR_EN) || !c->cndtr ||
	    (c->mux & CXCR_ID) != FIRST_REQUEST + who)
		return false;
	if (c->cpar == reg && !(c->ccr & CCR_DIR) == !(who % 2))
		return true;
	fail(dma, c,
	     "DMA1: a channel that an I2C block asks has another "
	     "register's address or direction");
	return false;
}

/* Who asks, and has a channel that waits for it; or NULL. */
static struct g0_dma_channel *asker(struct g0_dma *dma, unsigned *who)
{
	for (*who = 0; *who < G_N_ELEMENTS(dma->wants); ++*who)
		for (unsigned n = 0; n < G0_DMA_CHANNELS; n++)
			if (dma->wants[*who] &&
			    serves(dma, &dma->channel[n], *who))
				return &dma->channel[n];
	return NULL;
}

/* Not at once: who asks is still in the middle of what made it ask. */
static void requests_changed(struct g0_dma *dma)
{
	uint64_t ns = SERVICE_CYCLES * 1000000000ull / MAX(dma->hclk_hz, 1);
	unsigned who;

	if (!dma->service.set && !dma->block.off && asker(dma, &who))
		tw_timer_after(dma->queue, &dma->service, ns);
}

static void serve(void *user)
{
	struct g0_dma *dma = user;
	unsigned who;
	struct g0_dma_channel *c = asker(dma, &who);

	if (c && !dma->block.off)
		move(dma, c, who);
	requests_changed(dma);
}

void g0_dma_request(struct g0_dma *dma, unsigned i2c, bool transmit,
		    bool request)
{
	bool *wants = &dma->wants[2 * i2c + transmit];

	if (*wants == request)
		return;
	*wants = request;
	requests_changed(dma);
}

/* --- registers --------------------------------------------------------- */

static uint32_t *stored(struct g0_dma *dma, uint32_t offset)
{
	unsigned n = (offset - CHANNEL1) / CHANNEL_SIZE;
	struct g0_dma_channel *c;

	if (offset < CHANNEL1 || n >= G0_DMA_CHANNELS)
		return NULL;
	c = &dma->channel[n];
	switch ((offset - CHANNEL1) % CHANNEL_SIZE) {
	case CCR:
		return &c->ccr;
	case CNDTR:
		return &c->cndtr;
	case CPAR:
		return &c->cpar;
	case CMAR:
		return &c->cmar;
	default:
		return NULL;
	}
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek)
{
	struct g0_dma *dma = user;
	const uint32_t *reg = stored(dma, offset);

	if (offset == ISR)
		return dma->isr;
	return reg ? *reg : 0;
}

/* An enabled channel's other bits, and its addresses, are locked. */
static void write_ccr(struct g0_dma *dma, struct g0_dma_channel *c,
		      uint32_t value)
{
	bool was = c->ccr & CCR_EN;

	value &= CCR_BITS;
	if (was && value & CCR_EN)
		value = (c->ccr & ~CCR_IES) | (value & CCR_IES);
	c->ccr = value;
	if (!was && value & CCR_EN) {
		c->n = c->cndtr;
		c->done = 0;
		if (value & CCR_MEM2MEM)
			fail(dma, c, "DMA1: memory to memory is not simulated");
	}
	update(dma);
	requests_changed(dma);
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes)
{
	struct g0_dma *dma = user;
	uint32_t *reg = stored(dma, offset);
	struct g0_dma_channel *c;

	if (offset == IFCR)
		clear_flags(dma, value & lanes);
	if (!reg)
		return;
	c = &dma->channel[(offset - CHANNEL1) / CHANNEL_SIZE];
	value = stm32_merge(*reg, value, lanes);
	if (reg == &c->ccr)
		write_ccr(dma, c, value);
	else if (!(c->ccr & CCR_EN))
		*reg = reg == &c->cndtr ? value & 0xffff : value;
}

static const char *name_reg(uint32_t offset)
{
	static const char *const names[] = {"CCRx", "CNDTRx", "CPARx", "CMARx"};

	if (offset < CHANNEL1)
		return offset == ISR ? "ISR" : "IFCR";
	offset = (offset - CHANNEL1) % CHANNEL_SIZE / 4;
	return offset < G_N_ELEMENTS(names) ? names[offset] : NULL;
}

/* --- DMAMUX ------------------------------------------------------------ */

static uint32_t read_mux(void *user, uint32_t offset, bool peek)
{
	const struct g0_dma *dma = user;

	return offset / 4 < G0_DMA_CHANNELS ? dma->channel[offset / 4].mux : 0;
}

static void write_mux(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes)
{
	struct g0_dma *dma = user;
	uint32_t *mux;

	if (offset >= RG0CR && offset <= RG3CR && value & lanes & RGXCR_GE)
		mcu_crash(dma->mcu, 0,
			  "DMAMUX1: request generators are not simulated");
	if (offset / 4 >= G0_DMA_CHANNELS)
		return;
	mux = &dma->channel[offset / 4].mux;
	*mux = stm32_merge(*mux, value, lanes) & CXCR_BITS;
	if (*mux & CXCR_SE)
		mcu_crash(dma->mcu, 0,
			  "DMAMUX1: synchronization is not simulated");
	requests_changed(dma);
}

static const char *name_mux(uint32_t offset)
{
	return offset / 4 < G0_DMA_CHANNELS ? "CxCR" : NULL;
}

/* --- set-up ------------------------------------------------------------ */

static void reset(void *user)
{
	g0_dma_reset(user);
}

void g0_dma_reset(struct g0_dma *dma)
{
	memset(dma->channel, 0, sizeof(dma->channel));
	dma->isr = 0;
	tw_timer_cancel(dma->queue, &dma->service);
	update(dma);
}

void g0_dma_init(struct g0_dma *dma, tw_queue *queue, struct nvic *nvic)
{
	dma->queue = queue;
	dma->nvic = nvic;
	dma->service = (struct tw_timer){.fire = serve, .user = dma};
	dma->block = (struct stm32_block){.read = read_reg,
					  .write = write_reg,
					  .name = name_reg,
					  .reset = reset,
					  .user = dma};
	dma->mux = (struct stm32_block){.read = read_mux,
					.write = write_mux,
					.name = name_mux,
					.user = dma};
}
