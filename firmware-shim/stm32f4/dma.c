/* SPDX-License-Identifier: MIT */
#include "stm32f4/dma.h"

#include <string.h>

enum { LISR, HISR = 0x04, LIFCR = 0x08, HIFCR = 0x0c, STREAM0 = 0x10 };
enum { CR, NDTR = 0x04, PAR = 0x08, M0AR = 0x0c, M1AR = 0x10, FCR = 0x14 };
enum { SERVICE_CYCLES = 10 };
enum { STREAM_SIZE = 0x18, N_I2CS = 3, I2C_DR = 0x10 };

enum {
	CR_EN = 1 << 0,
	CR_DIR = 3 << 6, /* 1: from memory */
	CR_CIRC = 1 << 8,
	CR_MINC = 1 << 10,
	CR_DBM = 1 << 18,
	CR_KNOWN = 0x0fefffff,
};

/* A stream's five flags; their enables are in CR, a bit above. */
enum { TEIF = 1 << 3, HTIF = 1 << 4, TCIF = 1 << 5, FLAGS = 0x3d };
enum { TEIE = 1 << 2, HTIE = 1 << 3, TCIE = 1 << 4 };

/* Table 42: who asks on a stream's channel. */
static const struct dma_request {
	uint8_t stream;
	uint8_t channel;
	uint8_t i2c;
	bool tx;
} requests[] = {
	{0, 1, 0, false}, {2, 3, 2, false}, {2, 7, 1, false},
	{3, 7, 1, false}, {4, 3, 2, true},  {5, 1, 0, false},
	{6, 1, 0, true},  {7, 1, 0, true},  {7, 7, 1, true},
};

static const uint32_t i2c_bases[N_I2CS] = {0x40005400, 0x40005800, 0x40005c00};
static const uint8_t irqs[DMA_STREAMS] = {11, 12, 13, 14, 15, 16, 17, 47};
static const uint8_t shifts[4] = {0, 6, 16, 22};

/* --- flags ------------------------------------------------------------- */

static void update(const struct dma *dma, unsigned n)
{
	uint32_t cr = dma->stream[n].cr;
	uint8_t flags = dma->flags[n];

	nvic_set(dma->nvic, irqs[n],
		 (cr & TEIE && flags & TEIF) || (cr & HTIE && flags & HTIF) ||
			 (cr & TCIE && flags & TCIF));
}

static void set_flag(struct dma *dma, unsigned n, uint8_t flag)
{
	dma->flags[n] |= flag;
	update(dma, n);
}

static uint32_t read_flags(const struct dma *dma, unsigned first)
{
	uint32_t value = 0;

	for (unsigned i = 0; i < 4; i++)
		value |= (uint32_t)dma->flags[first + i] << shifts[i];
	return value;
}

static void clear_flags(struct dma *dma, unsigned first, uint32_t value)
{
	for (unsigned i = 0; i < 4; i++) {
		dma->flags[first + i] &= (uint8_t) ~(value >> shifts[i]);
		update(dma, first + i);
	}
}

/* --- transfers --------------------------------------------------------- */

static void fail(struct dma *dma, const char *what)
{
	if (dma->crash)
		dma->crash(dma->user, what);
}

static uint32_t width(const struct dma_stream *s)
{
	return 1u << MIN(s->cr >> 13 & 3, 2u);
}

static uint8_t *memory(struct dma *dma, unsigned n, bool written)
{
	struct dma_stream *s = &dma->stream[n];
	uint32_t at = s->m0ar + s->done;

	if (dma->is_memory &&
	    !dma->is_memory(dma->user, at, width(s), written)) {
		s->cr &= ~(uint32_t)CR_EN;
		fail(dma, "DMA1: a stream's address is none of memory");
		return NULL;
	}
	return (uint8_t *)(uintptr_t)at;
}

static void count(struct dma *dma, unsigned n)
{
	struct dma_stream *s = &dma->stream[n];

	s->ndtr--;
	if (s->cr & CR_MINC)
		s->done += width(s);
	if (s->ndtr == s->n / 2)
		set_flag(dma, n, HTIF);
	if (s->ndtr)
		return;
	if (s->cr & CR_CIRC) {
		s->ndtr = s->n;
		s->done = 0;
	} else {
		s->cr &= ~(uint32_t)CR_EN;
	}
	set_flag(dma, n, TCIF);
}

static void move(struct dma *dma, const struct dma_request *r)
{
	struct dma_stream *s = &dma->stream[r->stream];
	struct stm32_block *i2c = &dma->i2c[r->i2c].block;
	uint8_t *at = memory(dma, r->stream, !r->tx);
	uint32_t left = s->ndtr - 1;
	uint32_t value = 0;

	if (!at)
		return;
	if (r->tx) {
		memcpy(&value, at, width(s));
		count(dma, r->stream);
		i2c->write(i2c->user, I2C_DR, value, UINT32_MAX);
	} else {
		value = i2c->read(i2c->user, I2C_DR, false);
		memcpy(at, &value, width(s));
		f4_i2c_dma_done(&dma->i2c[r->i2c], left);
		count(dma, r->stream);
	}
}

/* Who asks, and has a stream that waits for it; or NULL. */
static const struct dma_request *asker(struct dma *dma)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(requests); i++) {
		const struct dma_request *r = &requests[i];
		struct dma_stream *s = &dma->stream[r->stream];

		if (!(s->cr & CR_EN) || !s->ndtr ||
		    (s->cr >> 25 & 7) != r->channel ||
		    !(s->cr & CR_DIR) == r->tx ||
		    !f4_i2c_dma_wants(&dma->i2c[r->i2c], r->tx))
			continue;
		if (s->par == i2c_bases[r->i2c] + I2C_DR)
			return r;
		s->cr &= ~(uint32_t)CR_EN;
		fail(dma, "DMA1: a stream that an I2C block asks has another "
			  "register's address");
	}
	return NULL;
}

static uint64_t service_ns(const struct dma *dma)
{
	return SERVICE_CYCLES * 1000000000ull / MAX(dma->hclk_hz, 1);
}

/* Not at once: who asks is still in the middle of what made it ask. */
static void requests_changed(void *user)
{
	struct dma *dma = user;

	if (!dma->service.set && !dma->block.off && asker(dma))
		tw_timer_after(dma->queue, &dma->service, service_ns(dma));
}

static void serve(void *user)
{
	struct dma *dma = user;
	const struct dma_request *r = asker(dma);

	if (r && !dma->block.off)
		move(dma, r);
	requests_changed(dma);
}

/* --- registers --------------------------------------------------------- */

static uint32_t *stored(struct dma_stream *s, uint32_t offset)
{
	switch (offset) {
	case CR:
		return &s->cr;
	case NDTR:
		return &s->ndtr;
	case PAR:
		return &s->par;
	case M0AR:
		return &s->m0ar;
	case M1AR:
		return &s->m1ar;
	case FCR:
		return &s->fcr;
	default:
		return NULL;
	}
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek)
{
	struct dma *dma = user;
	unsigned n = (offset - STREAM0) / STREAM_SIZE;

	if (offset < STREAM0)
		return offset == LISR	? read_flags(dma, 0)
		       : offset == HISR ? read_flags(dma, 4)
					: 0;
	return n < DMA_STREAMS ? *stored(&dma->stream[n],
					 (offset - STREAM0) % STREAM_SIZE)
			       : 0;
}

static void enable(struct dma *dma, unsigned n)
{
	struct dma_stream *s = &dma->stream[n];

	s->n = s->ndtr;
	s->done = 0;
	if (s->cr & CR_DBM)
		fail(dma, "DMA1: double buffers are not simulated");
}

static void write_cr(struct dma *dma, unsigned n, uint32_t value)
{
	struct dma_stream *s = &dma->stream[n];
	bool was = s->cr & CR_EN;

	s->cr = value & CR_KNOWN;
	if (!was && value & CR_EN)
		enable(dma, n);
	if (was && !(value & CR_EN))
		set_flag(dma, n, TCIF);
	update(dma, n);
	requests_changed(dma);
}

/* An enabled stream's other registers are locked. */
static void write_stream(struct dma *dma, unsigned n, uint32_t offset,
			 uint32_t value, uint32_t lanes)
{
	struct dma_stream *s = &dma->stream[n];
	uint32_t *reg = stored(s, offset);

	value = stm32_merge(*reg, value, lanes);
	if (offset == CR)
		write_cr(dma, n, value);
	else if (!(s->cr & CR_EN))
		*reg = offset == NDTR ? value & 0xffff : value;
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes)
{
	struct dma *dma = user;
	unsigned n = (offset - STREAM0) / STREAM_SIZE;

	if (offset == LIFCR || offset == HIFCR)
		clear_flags(dma, offset == LIFCR ? 0 : 4, value);
	else if (offset >= STREAM0 && n < DMA_STREAMS)
		write_stream(dma, n, (offset - STREAM0) % STREAM_SIZE, value,
			     lanes);
}

static const char *name_reg(uint32_t offset)
{
	static const char *const names[] = {"SxCR",   "SxNDTR", "SxPAR",
					    "SxM0AR", "SxM1AR", "SxFCR"};
	static const char *const first[] = {"LISR", "HISR", "LIFCR", "HIFCR"};

	if (offset < STREAM0)
		return first[offset / 4];
	return names[(offset - STREAM0) % STREAM_SIZE / 4];
}

static void reset(void *user)
{
	f4_dma_reset(user);
}

void f4_dma_reset(struct dma *dma)
{
	memset(dma->stream, 0, sizeof(dma->stream));
	memset(dma->flags, 0, sizeof(dma->flags));
	tw_timer_cancel(dma->queue, &dma->service);
	for (unsigned n = 0; n < DMA_STREAMS; n++) {
		dma->stream[n].fcr = 0x21;
		update(dma, n);
	}
}

void f4_dma_init(struct dma *dma, tw_queue *queue, struct nvic *nvic,
		 struct i2c *i2c)
{
	dma->queue = queue;
	dma->service = (struct tw_timer){.fire = serve, .user = dma};
	dma->nvic = nvic;
	dma->i2c = i2c;
	for (unsigned i = 0; i < N_I2CS; i++) {
		i2c[i].dma_changed = requests_changed;
		i2c[i].dma_user = dma;
	}
	dma->block = (struct stm32_block){.read = read_reg,
					  .write = write_reg,
					  .name = name_reg,
					  .reset = reset,
					  .user = dma};
}
