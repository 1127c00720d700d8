/* SPDX-License-Identifier: MIT */
/* What the target keeps: registers, an EEPROM, or a stream. */
#include "soft.h"

enum { N_REGS = 16, PAGE = 8, WRITE_US = 4900, LOCK = 15, QUEUE_LENGTH = 40 };

static uint8_t kept[256], page[PAGE];
static uint8_t page_mask; /* of what a write has for it */
static uint8_t pointer;	  /* the next byte's place */
static uint8_t new_pointer;
static unsigned n_taken; /* bytes of this write, the pointer too */
static unsigned n_sent;	 /* bytes of this read */
static bool is_written;	 /* since power-on */
static bool mine;	 /* between an address of ours and its end */
static bool is_over;	 /* a byte of the last read is left */
static bool had_pointer; /* this transfer */
static uint32_t busy_until_us;
static bool busy, was_read, unlocked;
static unsigned n_waiting;  /* messages, */
static uint32_t waiting_us; /* since then */
static bool later;	    /* page[0] is to be kept, at that place, */
static uint8_t later_at;
static uint32_t later_us; /* then */
static uint8_t ready[4];
static unsigned n_ready;

static uint8_t wrapped(unsigned place)
{
	return (uint8_t)(kind() == EEPROM ? place : place % N_REGS);
}

void memory_init(void)
{
	for (unsigned i = 0; i < sizeof(kept); i++)
		kept[i] = kind() == EEPROM ? 0xff : 0;
	if (kind() == LOCKED)
		kept[LOCK] = 0x42;
}

/* --- addresses ----------------------------------------------------------- */

static bool before(uint32_t us)
{
	return (int32_t)(now_us() - us) < 0;
}

static bool is_deaf(void)
{
	if (t.deaf_until_us && before(t.deaf_until_us))
		return true;
	busy = busy && before(busy_until_us);
	return (busy && !IS(ACKS_BUSY)) || (IS(NACK_LOCK) && was_read) ||
	       (IS(QUEUE) && n_waiting >= QUEUE_LENGTH);
}

bool memory_answers(uint8_t byte)
{
	uint8_t addr = byte >> 1;

	if (is_deaf())
		return false;
	if (IS(CALL_DEAD) && byte == 0)
		die();
	return addr == 0x40 || IS(ANY_ADDRESS) ||
	       (IS(MASKED) && addr == 0x50) ||
	       (IS(TEN_BIT) && (byte & 0xf9) == 0xf0) ||
	       (IS(CALL_READ) && addr == 0) ||
	       (IS(HS_CODE) && addr >= 4 && addr <= 7);
}

void memory_begin(void)
{
	mine = true;
	n_taken = n_sent = 0;
	page_mask = 0;
	while (n_waiting && now_us() - waiting_us > 1000) {
		n_waiting--;
		waiting_us += 1000;
	}
	if (!n_waiting++)
		waiting_us = now_us();
	if (later && !before(later_us)) {
		kept[later_at] = page[0];
		later = false;
	}
}

/* --- writes -------------------------------------------------------------- */

static void keep(uint8_t byte)
{
	if (kind() == EEPROM) {
		if (IS(NO_PAGE) && pointer / PAGE != new_pointer / PAGE)
			kept[pointer] = byte;
		page[pointer % PAGE] = byte;
		page_mask |= (uint8_t)(1u << pointer % PAGE);
	} else if (IS(DEFERRED)) {
		page[0] = byte;
		later_at = pointer;
		later_us = now_us() + 1000;
		later = true;
	} else if (!(kind() == LOCKED && pointer == LOCK && !IS(LOCK_OPEN))) {
		kept[pointer] = byte;
	}
	if (IS(HOLE))
		kept[13] = 0;
	if (IS(STUCK_BIT))
		kept[7] &= 0xfe;
}

static void advance(void)
{
	if (kind() == EEPROM && !IS(NO_PAGE))
		pointer = (uint8_t)((pointer & ~(PAGE - 1u)) |
				    ((pointer + 1u) & (PAGE - 1u)));
	else
		pointer = wrapped(pointer + 1u);
}

bool memory_take(uint8_t byte)
{
	if (kind() == STREAM)
		return false;
	is_written = true;
	if (n_taken++ == 0) {
		new_pointer = wrapped(byte);
		if (!(IS(FIRST_POINTER) && had_pointer) && !IS(RESTART_UNSEEN))
			pointer = new_pointer;
		had_pointer = true;
		return true;
	}
	unlocked = unlocked || byte > 0x7f;
	if ((IS(ONE_WRITE) && n_taken > 2) || (IS(UNLOCK) && !unlocked))
		return true;
	if (IS(RESTART_UNSEEN))
		pointer = wrapped(new_pointer + n_taken - 2);
	keep(byte);
	advance();
	return true;
}

static void program(void)
{
	if (sio_hw->gpio_in >> PROTECT & 1 && !IS(UNPROTECTED))
		return;
	for (unsigned i = 0; i < PAGE; i++)
		if (page_mask >> i & 1)
			kept[(new_pointer & ~(PAGE - 1u)) | i] = page[i];
	busy = true;
	busy_until_us = now_us() + WRITE_US;
}

static void end_write(bool stop)
{
	if (stop && n_taken == 1 && IS(RESTART_UNSEEN))
		pointer = new_pointer;
	if (stop && n_taken == 1 && IS(POINTER_WRITES))
		kept[pointer] = 0;
	if (stop && n_taken > 1 && kind() == EEPROM)
		program();
}

void memory_end(bool stop)
{
	if (mine && !n_taken && !n_sent) {
		if (IS(QUICK_BUSY))
			t.deaf_until_us = now_us() + 300;
		if (IS(QUICK_WRITES))
			kept[0] = 0;
	}
	if (mine)
		end_write(stop);
	if (mine && n_sent)
		is_over = n_sent == 3;
	if (stop)
		had_pointer = false;
	if (stop && IS(POINTER_RESET))
		pointer = 0;
	mine = false;
}

/* --- reads --------------------------------------------------------------- */

bool memory_has_data(void)
{
	return is_written;
}

uint8_t memory_next(void)
{
	if (kind() == STREAM)
		return (uint8_t)(0x5a + n_sent);
	if (IS(LEFTOVER)) {
		for (unsigned i = 0; !n_sent && n_ready < 4; i++)
			ready[n_ready++] = kept[wrapped(pointer + i)];
		return n_ready ? ready[0] : 0xff;
	}
	if (IS(ONE_OVER) && is_over && !n_sent)
		return (uint8_t)~kept[pointer];
	if ((IS(FOURTH) && n_sent == 3) || (IS(NO_WRAP) && n_sent && !pointer))
		return 0xff;
	return kept[pointer];
}

void memory_sent(bool nack)
{
	was_read = true;
	n_sent++;
	for (unsigned i = 1; i < n_ready; i++)
		ready[i - 1] = ready[i];
	n_ready -= n_ready > 0;
	pointer = wrapped(pointer + 1u + (IS(PREFETCH) && nack));
}
