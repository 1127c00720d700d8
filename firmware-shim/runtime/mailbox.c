/* SPDX-License-Identifier: MIT */
/*
 * Registers, mapped at their silicon addresses. The words there are only a
 * mailbox between a hook and the access that follows it: nobody else runs in
 * between, so one mapping serves every chip in the process.
 *
 * A read hook puts the device's answer there. A write hook puts there what the
 * register holds (gcc makes no read hook for the load of a bit-field's
 * read-modify-write), and what the store left is collected when the firmware is
 * next heard of, at the store's own time.
 */
#include "runtime/runtime.h"

#include "runtime/asan.h"

#include <string.h>
#include <sys/mman.h>

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif

#define PAGE 0x1000u

/* Pages once mapped stay so. Guarded by the right to run firmware. */
static uint8_t mapped[(1u << 20) / 8];

static bool map_page(uintptr_t addr)
{
	int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
	void *p = mmap((void *)addr, PAGE, PROT_READ | PROT_WRITE,
		       flags | MAP_FIXED_NOREPLACE, -1, 0);

#ifdef WITH_ASAN
	/* The sanitizer reserves its shadow's gap, which nothing uses. */
	if (p == MAP_FAILED && addr >= 0x8fff7000u)
		p = mmap((void *)addr, PAGE, PROT_READ | PROT_WRITE,
			 flags | MAP_FIXED, -1, 0);
#endif
	if (p != MAP_FAILED && p != (void *)addr)
		munmap(p, PAGE);
	return p == (void *)addr;
}

bool mailbox_map(uint32_t base, uint32_t size, GError **error)
{
	uint64_t end = (uint64_t)base + size;

	for (uint64_t a = base & ~(PAGE - 1); a < end; a += PAGE) {
		uint32_t page = (uint32_t)(a / PAGE);

		if (mapped[page / 8] >> page % 8 & 1)
			continue;
		if (!map_page((uintptr_t)a)) {
			g_set_error(error, TW_ERROR, TW_ERROR_FIRMWARE,
				    "the registers at 0x%08x cannot be mapped: "
				    "this process uses that address",
				    (unsigned)a);
			return false;
		}
		mapped[page / 8] |= (uint8_t)(1u << page % 8);
	}
	return true;
}

static __attribute__((no_sanitize("address"))) uint32_t load(uint32_t addr)
{
	return *(volatile uint32_t *)(uintptr_t)addr;
}

static __attribute__((no_sanitize("address"))) void store(uint32_t addr,
							  uint32_t value)
{
	*(volatile uint32_t *)(uintptr_t)addr = value;
}

static __attribute__((no_sanitize("address"))) uint8_t load_byte(uint32_t addr)
{
	return *(volatile uint8_t *)(uintptr_t)addr;
}

static __attribute__((no_sanitize("address"))) void store_byte(uint32_t addr,
							       uint8_t value)
{
	*(volatile uint8_t *)(uintptr_t)addr = value;
}

static const struct reg_device *find_device(mcu *m, uint32_t addr)
{
	const struct reg_device *d = m->last_device;

	if (d && addr - d->base < d->size)
		return d;
	for (guint i = 0; i < m->devices->len; i++) {
		d = &g_array_index(m->devices, struct reg_device, i);
		if (addr - d->base < d->size)
			return m->last_device = d;
	}
	return NULL;
}

static uint8_t *find_memory(mcu *m, uint32_t addr)
{
	for (guint i = 0; i < m->memories->len; i++) {
		struct window_memory *w =
			&g_array_index(m->memories, struct window_memory, i);

		if (addr - w->base < w->size)
			return w->bytes + (addr - w->base);
	}
	return NULL;
}

static void note(const struct cpu *c, enum tw_note kind,
		 const struct reg_device *d, uint32_t addr, uint32_t value)
{
	tw_chip *chip = c->mcu->chip;
	tw_sim *sim = tw_chip_sim(chip);
	const char *name = NULL;
	char text[80];

	if (d->reg_name)
		name = d->reg_name(d->user, addr - d->base);
	if (name)
		g_snprintf(text, sizeof(text), "%s.%s", d->name, name);
	else
		g_snprintf(text, sizeof(text), "%s+0x%02x", d->name,
			   addr - d->base);
	tw_sim_note(sim, tw_chip_source(chip), kind,
		    (uint64_t)addr << 32 | value, text);
}

static void bus_error(struct cpu *c, const char *verb, uint32_t addr)
{
	char what[64];

	g_snprintf(what, sizeof(what), "%s 0x%08x, where no device is,", verb,
		   addr);
	mcu_crash(c->mcu, c->index, what);
}

/* Of registers of 8 bits no neighbour is looked at. */
static bool refresh_bytes(struct cpu *c, const struct request *r,
			  const struct reg_device *d, bool peek)
{
	uint64_t end = (uint64_t)r->addr + r->size;

	for (uint64_t a = r->addr; a < end; a++) {
		uint32_t addr = (uint32_t)a, value;

		if (addr - d->base >= d->size) {
			bus_error(c, peek ? "write to" : "read of", addr);
			return false;
		}
		value = d->read(d->user, addr - d->base, peek,
				(enum reg_who)c->index);
		if (!peek && c->mcu->traced)
			note(c, TW_NOTE_REG_READ, d, addr, value);
		if (!c->on || c->request != r)
			return false;
		store_byte(addr, (uint8_t)value);
	}
	return true;
}

/* Puts the registers' content at [addr, addr + size) in the mailbox. */
static bool refresh(struct cpu *c, const struct request *r, bool peek)
{
	const struct reg_device *first = find_device(c->mcu, (uint32_t)r->addr);
	uint64_t end = (uint64_t)r->addr + r->size;

	if (first && first->bytes)
		return refresh_bytes(c, r, first, peek);
	for (uint64_t w = r->addr & ~3u; w < end; w += 4) {
		uint32_t addr = (uint32_t)w, value;
		const struct reg_device *d = find_device(c->mcu, addr);
		const uint8_t *memory;

		if (d) {
			value = d->read(d->user, addr - d->base, peek,
					(enum reg_who)c->index);
			if (!peek && c->mcu->traced)
				note(c, TW_NOTE_REG_READ, d, addr, value);
		} else if ((memory = find_memory(c->mcu, addr))) {
			memcpy(&value, memory, 4);
		} else {
			bus_error(c, peek ? "write to" : "read of", addr);
			return false;
		}
		if (!c->on || c->request != r)
			return false;
		store(addr, value);
	}
	return true;
}

void mailbox_read(struct cpu *c, const struct request *r)
{
	refresh(c, r, false);
}

void mailbox_write(struct cpu *c, const struct request *r)
{
	if (refresh(c, r, true)) {
		c->pending = r->addr;
		c->pending_size = r->size;
	}
}

static uint32_t lanes_of(uint64_t word, uint64_t from, uint64_t to)
{
	uint32_t lanes = 0;

	for (unsigned b = 0; b < 4; b++)
		if (word + b >= from && word + b < to)
			lanes |= 0xffu << 8 * b;
	return lanes;
}

static void commit_bytes(struct cpu *c, const struct reg_device *d,
			 uint64_t from, uint64_t end)
{
	mcu *m = c->mcu;
	uint64_t generation = m->reset_generation;

	while (end-- > from) {
		uint32_t addr = (uint32_t)end;
		uint8_t value = load_byte(addr);

		if (m->traced)
			note(c, TW_NOTE_REG_WRITE, d, addr, value);
		d->write(d->user, addr - d->base, value, 0xff,
			 (enum reg_who)c->index);
		if (!c->on || m->reset_generation != generation)
			return;
	}
}

void mailbox_commit(struct cpu *c)
{
	mcu *m = c->mcu;
	uint64_t from = c->pending, end = from + c->pending_size;
	uint64_t generation = m->reset_generation;
	const struct reg_device *first = find_device(m, (uint32_t)from);

	c->pending = 0;
	if (first && first->bytes) {
		commit_bytes(c, first, from, end);
		return;
	}
	for (uint64_t w = from & ~3u; w < end; w += 4) {
		uint32_t addr = (uint32_t)w;
		const struct reg_device *d = find_device(m, addr);
		uint32_t lanes = lanes_of(w, from, end);
		uint32_t value = load(addr) & lanes;
		uint8_t *memory;

		if (d) {
			if (m->traced)
				note(c, TW_NOTE_REG_WRITE, d, addr, value);
			d->write(d->user, addr - d->base, value, lanes,
				 (enum reg_who)c->index);
		} else if ((memory = find_memory(m, addr))) {
			for (unsigned b = 0; b < 4; b++)
				if (lanes >> 8 * b & 1)
					memory[b] = (uint8_t)(value >> 8 * b);
		}
		if (!c->on || m->reset_generation != generation)
			return;
	}
}
