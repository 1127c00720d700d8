/* SPDX-License-Identifier: MIT */
/*
 * A START, a STOP, a glitch or a missing clock at every bit of an address, of
 * data written and of data read: afterwards the bus is free by itself and the
 * next transfer succeeds. Where it must not be, since a target is owed a
 * clock, this says so, and nine clocks and a STOP free it.
 */
#include "faulty.h"

#include "twowire/device.h"
#include "twowire/parts.h"

struct subject {
	const char *model;
	const char *part;
	uint8_t addr;
	uint8_t tx[3];	 /* what is written: a pointer, and two bytes */
	uint8_t pointer; /* what is read back, */
	uint8_t want[2]; /* and must come */
};

static const struct subject subjects[] = {
	{"24xx", "24C02", 0x50, {0x10, 0xc5, 0x3a}, 0x80, {0xff, 0xff}},
	{"mcp9808", NULL, 0x18, {0x02, 0x05, 0xa0}, 0x06, {0x00, 0x54}},
};

static const struct {
	const char *name;
	const char *what;
	bool may_stick; /* a target may be left in want of a clock */
} faults[] = {
	{"START", "insert-start phase_ns=700 at", false},
	{"STOP", "insert-stop phase_ns=700 at", false},
	{"SCL low glitch",
	 "glitch line=scl width_ns=300 at from=rise "
	 "offset_ns=1500",
	 false},
	{"SCL high glitch",
	 "glitch line=scl level=high width_ns=600 at offset_ns=1500", true},
	{"SDA low glitch",
	 "glitch line=sda width_ns=300 at from=rise "
	 "offset_ns=1500",
	 false},
	{"SDA high glitch",
	 "glitch line=sda level=high width_ns=600 at from=rise offset_ns=1500",
	 false},
	{"missing clock", "drop-clock at", true},
	{"doubled clock", "extra-clocks at", true},
};

enum { ADDRESS, WRITTEN, READ, PHASES };

static tw_device *attach(struct scene *s, const struct subject *subject)
{
	struct tw_param part = {"part", subject->part};
	struct tw_device_config config = {.name = "dut",
					  .addr = subject->addr,
					  .params = &part,
					  .n_params = subject->part != NULL};

	return tw_bus_attach(s->bus, tw_parts_model(&tw_parts, subject->model),
			     &config, NULL);
}

static bool is_free(const struct scene *s)
{
	return tw_bus_level(s->bus, TW_SCL) && tw_bus_level(s->bus, TW_SDA) &&
	       !tw_bus_busy(s->bus);
}

/* UM10204 3.1.16: up to nine clocks, until SDA is high; then a STOP. */
static bool recover(struct scene *s)
{
	struct hand h;

	hand_new(&h, s->bus, "recovery");
	for (unsigned n = 0; n < 9 && !tw_bus_level(s->bus, TW_SDA); n++) {
		hand_set(&h, TW_SCL, false);
		hand_rise(&h);
	}
	if (!tw_bus_level(s->bus, TW_SDA))
		return false;
	hand_set(&h, TW_SCL, false);
	hand_stop(&h);
	return is_free(s);
}

static void strike(struct scene *s, const struct subject *subject,
		   unsigned phase)
{
	if (phase == READ)
		scene_read(s, subject->addr, 2);
	else
		scene_write(s, subject->addr, subject->tx, 3);
	scene_run(s, tw_sim_now_ns(s->sim) + TW_MS(1));
}

static bool works_again(struct scene *s, const struct subject *subject)
{
	uint8_t rx[2] = {0};

	/* A byte may have been taken: let it be written. */
	scene_run(s, tw_sim_now_ns(s->sim) + TW_MS(10));
	return tw_controller_write_read(s->host, subject->addr,
					&subject->pointer, 1, rx, 2) == TW_OK &&
	       !memcmp(rx, subject->want, 2);
}

static unsigned one(const struct subject *subject, size_t fault, unsigned phase,
		    unsigned byte, unsigned bit)
{
	g_autofree char *what = g_strdup_printf("%s byte=%u bit=%u message=%u",
						faults[fault].what, byte, bit,
						phase == READ ? 2 : 1);
	g_autofree char *where = g_strdup_printf(
		"%s, %s, phase %u, byte %u, bit %u", subject->model,
		faults[fault].name, phase, byte, bit);
	struct scene s;
	tw_fault *f;
	unsigned stuck = 0;

	scene_open(&s, 1);
	attach(&s, subject);
	f = FAULT(&s, "f", what);
	if (phase == READ)
		scene_write(&s, subject->addr, &subject->pointer, 1);
	strike(&s, subject, phase);
	if (tw_fault_n_struck(f) != 1)
		fail_msg("%s: did not strike", where);
	if (!is_free(&s)) {
		stuck = 1;
		if (!faults[fault].may_stick)
			fail_msg("%s: the bus is not free", where);
		/* By whom: the target, which waits for a clock; or by nobody,
		 * and a STOP was missed. */
		if (tw_port_driving(tw_bus_port(s.bus, "dut"), TW_SDA) !=
			    TW_LOW &&
		    !tw_bus_level(s.bus, TW_SDA))
			fail_msg("%s: SDA is held, and not by the target",
				 where);
		if (!recover(&s))
			fail_msg("%s: nine clocks do not free it", where);
	}
	if (!works_again(&s, subject))
		fail_msg("%s: does not work again", where);
	scene_close(&s);
	return stuck;
}

static void every_bit(size_t fault)
{
	unsigned stuck = 0, n = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(subjects); i++)
		for (unsigned phase = 0; phase < PHASES; phase++)
			for (unsigned byte = phase != ADDRESS;
			     byte <= (phase == ADDRESS ? 0u : 2u); byte++)
				for (unsigned bit = 0; bit < 9; bit++, n++)
					stuck += one(&subjects[i], fault, phase,
						     byte, bit);
	print_message("# %s: %u of %u wait for recovery\n", faults[fault].name,
		      stuck, n);
}

static void a_start_at_every_bit_frees_itself(void **state)
{
	every_bit(0);
}

static void a_stop_at_every_bit_frees_itself(void **state)
{
	every_bit(1);
}

static void glitches_of_scl_at_every_bit_are_recovered_from(void **state)
{
	every_bit(2);
	every_bit(3);
}

static void glitches_of_sda_at_every_bit_are_recovered_from(void **state)
{
	every_bit(4);
	every_bit(5);
}

static void a_missing_clock_at_every_bit_is_recovered_from(void **state)
{
	every_bit(6);
}

static void a_doubled_clock_at_every_bit_is_recovered_from(void **state)
{
	every_bit(7);
}

int main(void)
{
	const struct CMUnitTest bits[] = {
		cmocka_unit_test(a_start_at_every_bit_frees_itself),
		cmocka_unit_test(a_stop_at_every_bit_frees_itself),
		cmocka_unit_test(
			glitches_of_scl_at_every_bit_are_recovered_from),
		cmocka_unit_test(
			glitches_of_sda_at_every_bit_are_recovered_from),
		cmocka_unit_test(
			a_missing_clock_at_every_bit_is_recovered_from),
		cmocka_unit_test(
			a_doubled_clock_at_every_bit_is_recovered_from),
	};

	return cmocka_run_group_tests(bits, NULL, NULL);
}
