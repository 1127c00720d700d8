/* SPDX-License-Identifier: MIT */
/*
 * A target in software, on the edges of two pins: SDA is GPIO4, SCL is GPIO5.
 * GPIO8 to GPIO15 are straps that are read at power-on: the lower six bits are
 * its defect, the upper two what it is. Sound, it passes all of `twowire
 * torture`; each defect is one that targets had or could have.
 */
#include "soft.h"

struct target t;

enum phase { IDLE, ADDRESS, RECEIVE, ACK, SEND, HOST_ACK, SNOOP, DEAD };

static enum phase phase;
static uint8_t n_bits, shift;
static bool reads; /* this message is read */
static bool was_scl, was_sda, pulls_sda;
static uint32_t edge_us;    /* of SCL, the last */
static uint32_t sda_us;	    /* START or STOP, the last */
static unsigned after_nack; /* clocks since the host's NACK */

/* The outputs are 0 for ever; their directions make the levels. */
static void pull(uint32_t pin, bool low)
{
	if (low)
		sio_hw->gpio_oe_set = 1u << pin;
	else
		sio_hw->gpio_oe_clr = 1u << pin;
}

static void put_sda(bool high)
{
	if (pulls_sda == high)
		pull(SDA_PIN, !high);
	pulls_sda = !high;
}

void die(void)
{
	put_sda(true);
	phase = DEAD;
}

/* To some 100 ns, whatever the timer has. */
static void wait_ns(uint32_t ns)
{
	uint32_t begun = systick_hw->cvr;

	while (((begun - systick_hw->cvr) & 0xffffff) < ns / NS_PER_CYCLE)
		;
}

/* --- conditions ---------------------------------------------------------- */

static void start(void)
{
	if ((IS(START_IN_BYTE) && phase == RECEIVE && n_bits > 1) ||
	    (IS(ACK_LAST) && phase == SEND))
		return;
	put_sda(true);
	memory_end(false);
	phase = ADDRESS;
	if (!IS(COUNT_STAYS))
		n_bits = 0;
	shift = 0;
	edge_us = now_us();
}

static void stop(void)
{
	if (IS(ACK_LAST) && phase == SEND)
		return;
	if (IS(STOP_IN_BYTE) && phase == RECEIVE && n_bits > 1) {
		die();
		return;
	}
	if (IS(TAKES_PART) && phase == RECEIVE && n_bits > 4)
		memory_take(shift);
	put_sda(true);
	memory_end(true);
	phase = IDLE;
	if (IS(STOP_BUSY))
		wait_ns(7000);
}

/* --- bytes --------------------------------------------------------------- */

static void drive(void)
{
	unsigned n = IS(LAST_BIT_FIRST) ? n_bits : 7u - n_bits;

	put_sda(shift >> n & 1);
	n_bits++;
}

static void begin_byte(void)
{
	n_bits = 0;
	if (reads) {
		phase = SEND;
		shift = memory_next();
		drive();
	} else {
		phase = RECEIVE;
		shift = 0;
		put_sda(true);
	}
}

/* Holds SCL before it, if its defect says so. */
static void begin_byte_in_time(void)
{
	bool has_none = IS(NO_DATA) && reads && !memory_has_data();
	uint32_t ns = has_none		       ? FOR_EVER
		      : IS(STRETCHES) && reads ? 6000
		      : IS(TIRED)	       ? 20000
					       : 0;

	if (!ns) {
		begin_byte();
		return;
	}
	pull(SCL_PIN, true);
	if (ns == FOR_EVER)
		return;
	wait_ns(ns);
	begin_byte();
	pull(SCL_PIN, false);
}

static void address(void)
{
	bool answers = memory_answers(shift);

	if (phase == DEAD)
		return;
	reads = (shift & 1) ^ IS(SWAPPED);
	phase = answers ? ACK : IDLE;
	put_sda(!answers);
	if (answers || (IS(OTHERS_BYTES) && !reads))
		memory_begin();
	if (answers)
		return;
	if (IS(FOREIGN_NACK))
		t.deaf_until_us = now_us() + 300;
	if (IS(OTHERS_BYTES) && !reads)
		phase = SNOOP;
	n_bits = 0xff; /* 0 after the acknowledge */
}

/* --- clocks -------------------------------------------------------------- */

static void fall(void)
{
	if (phase == ADDRESS && n_bits == 8) {
		address();
	} else if (phase == RECEIVE && n_bits == 8) {
		phase = memory_take(shift) ? ACK : IDLE;
		put_sda(phase != ACK);
	} else if (phase == SEND && n_bits < 8) {
		drive();
	} else if (phase == SEND) {
		put_sda(true);
		phase = HOST_ACK;
	} else if (phase == ACK || (phase == HOST_ACK && !(shift & 1))) {
		begin_byte_in_time();
	} else if (phase == HOST_ACK) {
		phase = IDLE;
	}
}

static void snoop(bool sda)
{
	if (++n_bits == 9)
		memory_take(shift);
	if (n_bits < 9)
		shift = (uint8_t)(shift << 1 | sda);
	else
		n_bits = 0;
}

static void rise(bool sda)
{
	if (phase == ADDRESS || phase == RECEIVE) {
		shift = (uint8_t)(shift << 1 | sda);
		n_bits++;
	} else if (phase == SNOOP) {
		snoop(sda);
	} else if (phase == SEND && !pulls_sda && !sda) {
		phase = IS(TWIN) ? DEAD : IDLE;
	} else if (phase == HOST_ACK) {
		shift = sda;
		memory_sent(sda);
	}
}

/* What time and clocks do to it, if it has that defect. */
static void wear(bool scl, bool sda)
{
	uint32_t us = now_us() - edge_us;
	bool amid = phase != IDLE && phase != DEAD;

	edge_us += us;
	if (scl && phase == HOST_ACK && sda)
		after_nack = 1;
	else if (scl && after_nack)
		after_nack++;
	if (IS(GAP) && us > 1000 && phase == RECEIVE && !n_bits)
		memory_begin();
	if (IS(SHORT_TIMEOUT) && scl && us > 200 && amid) {
		put_sda(true);
		phase = IDLE;
	}
	if ((IS(HELD) && scl && us > 20000) ||
	    (IS(PAUSE) && amid && us > 800) ||
	    (IS(TIRED) && amid && us > 10000) ||
	    (IS(SCL_PULSE) && amid && us < 2) ||
	    (IS(AFTER_NACK) && after_nack > 3))
		die();
}

/* --- edges --------------------------------------------------------------- */

static void look(void)
{
	uint32_t pins = sio_hw->gpio_in;
	bool scl = pins >> SCL_PIN & 1, sda = pins >> SDA_PIN & 1;

	if (scl != was_scl) {
		wear(scl, sda);
		if (IS(LATE_SAMPLE) && scl) {
			wait_ns(3000);
			sda = sio_hw->gpio_in >> SDA_PIN & 1;
		}
		if (scl)
			rise(sda);
		else
			fall();
	} else if (scl && sda != was_sda) {
		after_nack = 0;
		if (IS(SDA_PULSE) && now_us() - sda_us < 2)
			die();
		sda_us = now_us();
		if (phase != DEAD && sda)
			stop();
		else if (phase != DEAD)
			start();
	}
	was_scl = scl;
	was_sda = sda;
}

static void isr(void)
{
	uint32_t events;

	while ((events = io_bank0_hw->intr[0] & EDGES)) {
		io_bank0_hw->intr[0] = events;
		look();
	}
}

int main(void)
{
	const uint32_t edges = GPIO_IRQ_EDGE_FALL | GPIO_IRQ_EDGE_RISE;

	for (uint32_t pin = FIRST_STRAP; pin < FIRST_STRAP + N_STRAPS; pin++)
		gpio_init(pin);
	t.strap = (uint8_t)(sio_hw->gpio_in >> FIRST_STRAP);
	systick_hw->rvr = 0xffffff;
	systick_hw->csr =
		M0PLUS_SYST_CSR_ENABLE_BITS | M0PLUS_SYST_CSR_CLKSOURCE_BITS;
	memory_init();
	gpio_init(SDA_PIN);
	gpio_init(SCL_PIN);
	gpio_init(PROTECT);
	was_scl = sio_hw->gpio_in >> SCL_PIN & 1;
	was_sda = sio_hw->gpio_in >> SDA_PIN & 1;
	if (IS(BOOT_BUSY) && !(was_scl && was_sda))
		die();
	irq_set_exclusive_handler(IO_IRQ_BANK0, isr);
	gpio_set_irq_enabled(SDA_PIN, edges, true);
	gpio_set_irq_enabled(SCL_PIN, edges, true);
	irq_set_enabled(IO_IRQ_BANK0, true);
	for (;;)
		__wfi();
}
