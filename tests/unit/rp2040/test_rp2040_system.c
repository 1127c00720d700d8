/* SPDX-License-Identifier: MIT */
/* The RP2040's resets, timer, interrupts and clocks. */
#include "chip-bench.h"

/* --- RESETS: 2.14 -------------------------------------------------------- */

static void a_block_in_reset_forgets_and_takes_no_writes(void **state)
{
	struct chip *c = *state;
	struct bench *b = c->b;

	wr(b, IC_SAR, 0x17);
	set(&c->resets_reg, 0x2000, 1 << 3);
	assert_int_equal(get(&c->resets_reg, 8) & 1 << 3, 0);
	wr(b, IC_SAR, 0x18);
	assert_int_equal(rd(b, IC_SAR), 0);
	set(&c->resets_reg, 0x3000, 1 << 3);
	assert_int_equal(get(&c->resets_reg, 8) & 1 << 3, 1 << 3);
	assert_int_equal(rd(b, IC_SAR), 0x55);
}

static void reset_lets_go_of_a_held_bus(void **state)
{
	struct chip *c = *state;
	struct bench *b = c->b;

	be_slave(b, 0);
	host_reads(b, 0x17, 1);
	run_us(b, 100);
	assert_false(scl(b));
	set(&c->resets_reg, 0x2000, 1 << 3);
	host_ends(b);
	assert_int_equal(b->data[0][0], 0xff);
}

/* --- TIMER: 4.6 ---------------------------------------------------------- */

static void reading_low_latches_high(void **state)
{
	struct chip *c = *state;

	set(&c->timer_reg, 0x04, 0xfffffff0);
	set(&c->timer_reg, 0x00, 7);
	run_us(c->b, 10);
	assert_int_equal(get(&c->timer_reg, 0x0c), 0xfffffffa);
	run_us(c->b, 10);
	assert_int_equal(get(&c->timer_reg, 0x08), 7);
	assert_int_equal(get(&c->timer_reg, 0x24), 8);
	assert_int_equal(get(&c->timer_reg, 0x28), 4);
}

static void an_alarm_fires_when_the_low_word_is_equal(void **state)
{
	struct chip *c = *state;

	set(&c->timer_reg, 0x38, 1 << 2);
	set(&c->timer_reg, 0x18, 100);
	assert_int_equal(get(&c->timer_reg, 0x20), 1 << 2);
	run_us(c->b, 99);
	assert_false(line(c, 2));
	run_us(c->b, 1);
	assert_true(line(c, 2));
	assert_int_equal(get(&c->timer_reg, 0x20), 0);
	assert_int_equal(get(&c->timer_reg, 0x34), 1 << 2);
	assert_int_equal(get(&c->timer_reg, 0x40), 1 << 2);
	set(&c->timer_reg, 0x34, 1 << 2);
	assert_false(line(c, 2));
}

static void a_disarmed_alarm_does_not_fire(void **state)
{
	struct chip *c = *state;

	set(&c->timer_reg, 0x38, 0xf);
	set(&c->timer_reg, 0x10, 50);
	set(&c->timer_reg, 0x20, 1);
	run_us(c->b, 100);
	assert_false(line(c, 0));
	assert_int_equal(get(&c->timer_reg, 0x34), 0);
}

static void an_alarm_can_be_forced(void **state)
{
	struct chip *c = *state;

	set(&c->timer_reg, 0x3c, 1 << 1);
	assert_true(line(c, 1));
	assert_int_equal(get(&c->timer_reg, 0x34), 0);
	set(&c->timer_reg, 0x3c, 0);
	assert_false(line(c, 1));
}

static void a_paused_timer_stands_still(void **state)
{
	struct chip *c = *state;

	set(&c->timer_reg, 0x38, 1);
	set(&c->timer_reg, 0x10, 50);
	run_us(c->b, 20);
	set(&c->timer_reg, 0x30, 1);
	run_us(c->b, 100);
	assert_int_equal(get(&c->timer_reg, 0x28), 20);
	set(&c->timer_reg, 0x30, 0);
	run_us(c->b, 29);
	assert_false(line(c, 0));
	run_us(c->b, 1);
	assert_true(line(c, 0));
}

/* --- NVIC and SysTick: Armv6-M B3 ---------------------------------------- */

static void an_interrupt_whose_cause_has_gone_stays_pending(void **state)
{
	struct chip *c = *state;
	struct nvic *n = &c->b->nvic;

	nvic_set(n, 5, true);
	nvic_set(n, 5, false);
	assert_int_equal(get(&c->ppb, 0x200), 1 << 5);
	nvic_taken(n, 0, 16 + 5);
	assert_int_equal(get(&c->ppb, 0x200), 0);
	nvic_set(n, 5, true);
	nvic_set(n, 5, false);
	set(&c->ppb, 0x280, 1 << 5);
	assert_int_equal(get(&c->ppb, 0x200), 0);
}

static void enables_and_priorities_read_back(void **state)
{
	struct chip *c = *state;
	unsigned priority;

	set(&c->ppb, 0x100, 1 << 23 | 1 << 3);
	set(&c->ppb, 0x180, 1 << 3);
	assert_int_equal(get(&c->ppb, 0x100), 1 << 23);
	set(&c->ppb, 0x414, 0xffffffff);
	assert_int_equal(get(&c->ppb, 0x414), 0xc0c0c0c0);
	assert_true(nvic_enabled(&c->b->nvic, 0, 16 + 23, &priority));
	assert_int_equal(priority, 0xc0 << MCU_PREEMPTS);
	assert_false(nvic_enabled(&c->b->nvic, 0, 16 + 3, &priority));
	assert_int_equal(priority, 0);
}

static void systick_counts_core_cycles_down(void **state)
{
	struct chip *c = *state;

	set(&c->ppb, 0x14, 12499); /* 100 us */
	set(&c->ppb, 0x18, 0);
	set(&c->ppb, 0x10, 5);
	run_us(c->b, 40);
	assert_int_equal(get(&c->ppb, 0x18), 12500 - 5000);
	assert_int_equal(get(&c->ppb, 0x10) >> 16, 0);
	run_us(c->b, 100);
	assert_int_equal(get(&c->ppb, 0x18), 12500 - 5000);
	assert_int_equal(get(&c->ppb, 0x10) >> 16, 1);
	assert_int_equal(get(&c->ppb, 0x10) >> 16, 0);
}

/* --- clocks: 2.15 to 2.18 ------------------------------------------------ */

static uint32_t stored(struct chip *c, unsigned i, uint32_t offset)
{
	struct reg_device d = apb_device(&c->stores[i].apb, "", 0);

	return get(&d, offset);
}

static void boot_code_need_wait_for_no_clock(void **state)
{
	struct chip *c = *state;

	assert_int_equal(stored(c, 2, 0x44), 2);       /* CLK_SYS_SELECTED */
	assert_int_equal(stored(c, 3, 4) >> 31, 1);    /* XOSC stable */
	assert_int_equal(stored(c, 4, 0) >> 31, 1);    /* PLL locked */
	assert_int_equal(stored(c, 6, 0x2c) >> 10, 1); /* tick running */
	assert_int_equal(stored(c, 0, 0) & 0xfff, 0x927);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, chip_up, chip_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_block_in_reset_forgets_and_takes_no_writes),
		CASE(reset_lets_go_of_a_held_bus),
		CASE(reading_low_latches_high),
		CASE(an_alarm_fires_when_the_low_word_is_equal),
		CASE(a_disarmed_alarm_does_not_fire),
		CASE(an_alarm_can_be_forced),
		CASE(a_paused_timer_stands_still),
		CASE(an_interrupt_whose_cause_has_gone_stays_pending),
		CASE(enables_and_priorities_read_back),
		CASE(systick_counts_core_cycles_down),
		CASE(boot_code_need_wait_for_no_clock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
