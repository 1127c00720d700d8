/* SPDX-License-Identifier: MIT */
/* Faults inside a chip, as its firmware and the host on the wires see them. */
#include "i2ctarget_wires.h"

#include "twowire/fault.h"

enum { IRQ_I2C0 = 23 }; /* RP2040 data sheet, 2.3.2 */

static void put(const char *name, const char *what)
{
	GError *error = NULL;

	if (!tw_fault_new(b.bus, name, what, &error))
		fail_msg("%s", error->message);
}

/* When the fault called @name struck first, or 0. */
static uint64_t struck_ns(const char *name)
{
	const tw_trace *trace = tw_sim_trace(b.sim);
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	while (tw_trace_next(trace, &iter, &r))
		if (r.kind == TW_RECORD_NOTE && r.note == TW_NOTE_FAULT &&
		    !strcmp(tw_trace_source(trace, r.source)->name, name))
			return r.tick;
	return 0;
}

/* A fault that does nothing tells when the handler is entered. */
#define LOOK "glitch line=scl width_ns=1 at point=dut.handler value=23"

static void a_late_interrupt_delays_its_handler(void **state)
{
	uint64_t start, early, late;

	start = tw_sim_now_ns(b.sim);
	put("look", LOOK);
	WRITE(0x11);
	expect("w 11; ");
	early = struck_ns("look") - start;
	begin(400000, 0);
	start = tw_sim_now_ns(b.sim);
	put("look", LOOK);
	put("late", "irq-late point=dut.irq irq=23 delay_ns=200000");
	WRITE(0x11);
	expect("w 11; ");
	late = struck_ns("look") - start;
	/* A wake-up is at a whole cycle of 8 ns. */
	assert_in_range(late - early, 200000, 200008);
}

static void masked_interrupts_are_served_when_the_window_ends(void **state)
{
	uint64_t window;

	put("mask", "irq-masked point=dut.irq for_ns=3000000");
	put("look", LOOK);
	WRITE(0x11);
	window = struck_ns("mask") + 3000000;
	expect("w 11; ");
	assert_in_range(struck_ns("look"), window, window + 1000);
}

static void a_spurious_interrupt_enters_the_handler_for_nothing(void **state)
{
	put("look", LOOK);
	put("ghost", "irq-spurious point=dut.irq irq=23");
	run(TW_US(100));
	assert_in_range(struck_ns("look"), struck_ns("ghost"),
			struck_ns("ghost") + 1000);
	WRITE(0x11);
	expect("w 11; ");
}

/* The line stays high, since nobody sees to its cause: never again. */
static void a_lost_interrupt_is_never_served(void **state)
{
	put("lost", "irq-lost point=dut.irq irq=23");
	WRITE(0x11);
	WRITE(0x12);
	run(TW_MS(20));
	assert_int_not_equal(struck_ns("lost"), 0);
	expect("");
	put("help", "part-reset point=dut.reset");
	expect("two addresses -1; wrong pin -2; init 0; again -3; ");
	WRITE(0x11);
	expect("w 11; ");
}

static void an_overrun_loses_one_byte(void **state)
{
	put("full", "fifo-overrun point=dut.i2c0.rx at point=dut.i2c0.rx n=3");
	WRITE(0x11, 0x21, 0x31, 0x41);
	expect("w 11 21 41; ");
}

static void a_reset_chip_lets_go_and_starts_anew(void **state)
{
	uint8_t rx[4];
	struct tw_msg msg = {ADDRESS, TW_MSG_READ, 4, rx, 0};

	put("reset", "part-reset point=dut.reset at state=read bit=3");
	transfer(&msg, 1);
	/* Nobody sends the rest. */
	assert_int_equal(rx[0] & 0x0f, 0x0f);
	assert_memory_equal(rx + 1, "\xff\xff\xff", 3);
	expect("two addresses -1; wrong pin -2; init 0; again -3; ");
	WRITE(0x11);
	expect("w 11; ");
}

static void a_chip_without_supply_does_not_answer(void **state)
{
	put("dip", "brown-out point=dut.power for_ns=5000000");
	run(TW_MS(1));
	assert_int_equal(tw_controller_write_to(b.host, ADDRESS, NULL, 0),
			 TW_NO_TARGET);
	assert_string_equal(b.log->str, "");
	run(TW_MS(4));
	expect("two addresses -1; wrong pin -2; init 0; again -3; ");
	WRITE(0x11);
	expect("w 11; ");
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest faults[] = {
		T(a_late_interrupt_delays_its_handler),
		T(masked_interrupts_are_served_when_the_window_ends),
		T(a_spurious_interrupt_enters_the_handler_for_nothing),
		T(a_lost_interrupt_is_never_served),
		T(an_overrun_loses_one_byte),
		T(a_reset_chip_lets_go_and_starts_anew),
		T(a_chip_without_supply_does_not_answer),
	};

	object = argv[1];
	return cmocka_run_group_tests(faults, NULL, NULL);
}
