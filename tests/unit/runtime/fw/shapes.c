/* SPDX-License-Identifier: MIT */
/* Every shape of register access that C has. */
#include "tiny.h"

struct bits {
	uint32_t low : 4;
	uint32_t mid : 12;
	uint32_t two : 2;
	uint32_t high : 14;
};

#define S(n)	(REGS->scratch[n])
#define S8(n)	((volatile uint8_t *)&REGS->scratch[n])
#define S16(n)	((volatile uint16_t *)&REGS->scratch[n])
#define BITS(n) ((volatile struct bits *)&REGS->scratch[n])
#define FLAGS	((volatile struct bits *)&REGS->flags)

static uint32_t seen[8];

static inline uint32_t inlined(volatile uint32_t *p)
{
	return *p;
}

static void mark(void)
{
	REGS->set_flags = 0;
}

static void writes(void)
{
	S(0) = 0x11223344;
	S8(1)[0] = 0xaa;
	S8(1)[3] = 0xbb;
	S16(1)[1] = 0x5566;
	S(2) = 7;
	S(2) = 7;
	mark();
}

static void reads(void)
{
	volatile uint32_t *fifo = &REGS->count;

	seen[0] = S(0);
	(void)S(1);
	seen[1] = S8(0)[2];
	seen[2] = S16(0)[1];
	seen[3] = inlined(&S(2));
	for (int i = 0; i < 3; i++)
		seen[4] += *fifo;
	mark();
}

static void modifies(void)
{
	S(2) |= 0x100;
	S(2) += 1;
	REGS->set_flags = 0xff;
	REGS->flags = 0x0f;
	seen[5] = REGS->flags;
	mark();
}

static void fields(void)
{
	S(3) = 0x00020000;
	seen[6] = BITS(3)->two;
	BITS(3)->low = 5;
	BITS(3)->two = 1;
	seen[7] = S(3);
	/* What the register holds is not what was last seen of it. */
	REGS->set_flags = 0x0e;
	FLAGS->mid = 0x123;
	mark();
}

/* Vendors' headers have these. */
static void plain(void)
{
	uint32_t *p = (uint32_t *)&REGS->scratch[4];

	*p = 0xcafe;
	mark();
	seen[4] = *p;
	mark();
}

/* gcc 12 moves the store of `count` out of the loop, and with it another one
 * of the register. */
static void loop(void)
{
	static uint8_t count;

	for (int i = 0; i < 2; i++)
		S(5) = 0x10u + count++;
	mark();
}

int main(void)
{
	writes();
	reads();
	modifies();
	fields();
	plain();
	loop();
	for (int i = 0; i < 8; i++)
		S(i) = seen[i];
	return 0;
}
