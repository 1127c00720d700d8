/* SPDX-License-Identifier: MIT */
/* What model.h promises to models, on the wires. */
#include "tw-test.h"

#include "twowire/actor.h"

#include <string.h>

/* --- A register file --------------------------------------------------- */

enum { ID, WIDE, HOLE, MASKED, N_REGS };

struct counts {
	unsigned n_written, n_read;
	uint32_t old;
	uint8_t reg;
};

static void written(tw_device *dev, uint8_t reg, uint32_t old)
{
	struct counts *c = tw_state(dev);

	c->n_written++;
	c->old = old;
	c->reg = reg;
}

/* Clear on read. */
static void was_read(tw_device *dev, uint8_t reg)
{
	struct counts *c = tw_state(dev);

	c->n_read++;
	if (reg == MASKED)
		tw_reg_set(dev, reg, 0);
}

static void set_wide(tw_device *dev, int32_t value)
{
	tw_reg_set(dev, WIDE, (uint32_t)value);
}

#define FILE_OF(rule)                                                          \
	{                                                                      \
		.regs = regs, .n_regs = N_REGS, .pointer_mask = 0x07,          \
		.after = rule, .written = written, .was_read = was_read        \
	}

static const struct tw_reg regs[] = {
	[ID] = {.name = "ID", .bytes = 1, .reset = 0x42},
	[WIDE] = {.name = "WIDE",
		  .bytes = 3,
		  .reset = 0x123456,
		  .writable = 0xffffff},
	[HOLE] = {0},
	[MASKED] = {.name = "MASKED",
		    .bytes = 1,
		    .reset = 0xf0,
		    .writable = 0x3c},
};

static const struct tw_reg_file same = FILE_OF(TW_SAME_REG);
static const struct tw_reg_file next = FILE_OF(TW_NEXT_REG);
static const struct tw_reg_file once = FILE_OF(TW_NO_REG);
static const struct tw_input inputs[] = {{"wide", 0, 0xffffff, set_wide}, {0}};

static const struct tw_model same_model = {
	.name = "same",
	.summary = "registers that repeat",
	.state_size = sizeof(struct counts),
	.regs = &same,
	.inputs = inputs,
};

static const struct tw_model next_model = {
	.name = "next",
	.summary = "registers that follow one another",
	.state_size = sizeof(struct counts),
	.regs = &next,
	.inputs = inputs,
};

static const struct tw_model once_model = {
	.name = "once",
	.summary = "registers that nothing follows",
	.state_size = sizeof(struct counts),
	.regs = &once,
};

static int setup_same(void **state)
{
	*state = bench_new(&same_model, 0x30);
	return 0;
}

static int setup_next(void **state)
{
	*state = bench_new(&next_model, 0x30);
	return 0;
}

static int setup_once(void **state)
{
	*state = bench_new(&once_model, 0x30);
	return 0;
}

static void registers_begin_at_their_reset_values(void **state)
{
	struct bench *b = *state;

	READ(b, (ID), 0x42);
	READ(b, (WIDE), 0x12, 0x34, 0x56);
	READ(b, (MASKED), 0xf0);
}

static void only_writable_bits_change(void **state)
{
	struct bench *b = *state;

	WRITE(b, MASKED, 0x0f);
	READ(b, (MASKED), 0xcc);
	WRITE(b, ID, 0x00);
	READ(b, (ID), 0x42);
}

static void a_register_repeats_where_the_rule_says_so(void **state)
{
	struct bench *b = *state;

	READ(b, (WIDE), 0x12, 0x34, 0x56, 0x12, 0x34);
	WRITE(b, WIDE, 1, 2, 3, 4, 5, 6);
	READ(b, (WIDE), 4, 5, 6);
}

static void the_next_register_follows_where_the_rule_says_so(void **state)
{
	struct bench *b = *state;

	READ(b, (ID), 0x42, 0x12, 0x34, 0x56, 0xff, 0xf0, 0x42);
	WRITE(b, WIDE, 1, 2, 3, 0x99, 0x3c);
	READ(b, (WIDE), 1, 2, 3, 0xff, 0x3c, 0x42); /* the first read cleared */
}

/* The wires are then free for a host that acknowledges the last byte. */
static void nothing_follows_where_the_rule_says_so(void **state)
{
	struct bench *b = *state;

	READ(b, (WIDE), 0x12, 0x34, 0x56, 0xff, 0xff);
	WRITE(b, WIDE, 1, 2, 3, 4, 5, 6, 7);
	READ(b, (WIDE), 1, 2, 3);
	READ(b, (WIDE), 1, 2, 3, 0xff);
}

static void a_pointer_without_register_reads_ff_and_takes_nothing(void **state)
{
	struct bench *b = *state;

	WRITE(b, HOLE, 0x11);
	READ(b, (HOLE), 0xff, 0xff);
	READ(b, (0x05), 0xff, 0xff);
}

static void bits_outside_the_pointer_mask_do_not_count(void **state)
{
	struct bench *b = *state;

	READ(b, (0xf8 | MASKED), 0xf0);
}

static void a_write_takes_effect_with_its_last_byte(void **state)
{
	struct bench *b = *state;
	const uint8_t tx[] = {WIDE, 0xaa, 0xbb};

	assert_int_equal(tw_controller_write_to(b->host, 0x30, tx, 3), TW_OK);
	READ(b, (WIDE), 0x12, 0x34, 0x56);
}

/* MASKED clears when it has been read, not when its byte is prepared. */
static void a_model_is_told_what_was_read(void **state)
{
	struct bench *b = *state;

	READ(b, (WIDE), 0x12, 0x34);
	READ(b, (MASKED), 0xf0);
	READ(b, (MASKED), 0x00);
}

static void set_in_the_middle(void *user)
{
	assert_true(tw_device_set_input(user, "wide", 0xabcdef));
}

static void a_read_takes_all_bytes_from_one_instant(void **state)
{
	struct bench *b = *state;
	struct tw_timer timer = {.fire = set_in_the_middle, .user = b->dut};

	/* 400 kHz: START, two bytes, START, two bytes and a half. */
	tw_timer_after(tw_bus_queue(b->bus), &timer, TW_US(105));
	READ(b, (WIDE), 0x12, 0x34, 0x56);
	assert_false(timer.set);
	READ(b, (WIDE), 0xab, 0xcd, 0xef);
}

/* --- Bytes, time and pins ---------------------------------------------- */

enum { OUT, OPEN };

struct seen {
	unsigned n_restart, n_stop, n_woken;
	uint8_t addr;
	bool read;
};

static bool address(tw_device *dev, uint8_t addr, bool read)
{
	struct seen *s = tw_state(dev);

	s->addr = addr;
	s->read = read;
	return true;
}

/* 0xee is refused; any other byte is held for so many microseconds. */
static bool take(tw_device *dev, uint8_t byte)
{
	tw_stretch(dev, (uint64_t)byte * TW_NS_PER_US);
	return byte != 0xee;
}

static void restarted(tw_device *dev)
{
	((struct seen *)tw_state(dev))->n_restart++;
}

static void stopped(tw_device *dev)
{
	((struct seen *)tw_state(dev))->n_stop++;
	tw_wake_after(dev, TW_NS_PER_MS);
}

/* Shows the counts as bytes of memory, and on its pins. */
static void woken(tw_device *dev)
{
	struct seen *s = tw_state(dev);
	uint8_t *memory = tw_memory(dev, NULL);

	s->n_woken++;
	memory[0] = s->addr;
	memory[1] = s->read;
	memory[2] = (uint8_t)s->n_restart;
	memory[3] = (uint8_t)s->n_stop;
	memory[4] = (uint8_t)s->n_woken;
	tw_output_set(dev, OUT, false);
	tw_output_set(dev, OPEN, false);
}

static size_t six(tw_device *dev)
{
	return 6;
}

static uint8_t low_bit(tw_device *dev)
{
	return 0x01;
}

static uint8_t besides(tw_device *dev)
{
	return 0x60;
}

static const struct tw_byte_ops byte_ops = {
	.address = address,
	.write = take,
	.restart = restarted,
	.stop = stopped,
};

static const struct tw_model bytes_model = {
	.name = "bytes",
	.summary = "shows what it was told",
	.state_size = sizeof(struct seen),
	.bytes = &byte_ops,
	.outputs =
		(const struct tw_output[]){{"OUT", false}, {"OPEN", true}, {0}},
	.memory_size = six,
	.ignored_bits = low_bit,
	.second_addr = besides,
	.wake = woken,
};

static int setup_bytes(void **state)
{
	*state = bench_new(&bytes_model, 0x30);
	return 0;
}

static void memory_begins_as_ff(void **state)
{
	struct bench *b = *state;
	size_t len = 0;
	const uint8_t *memory = tw_device_memory(b->dut, &len);

	assert_int_equal(len, 6);
	for (size_t i = 0; i < len; i++)
		assert_int_equal(memory[i], 0xff);
}

static void a_model_hears_its_address_its_starts_and_its_stops(void **state)
{
	struct bench *b = *state;
	const uint8_t *memory = tw_device_memory(b->dut, NULL);
	uint8_t tx = 0, rx;

	assert_int_equal(
		tw_controller_write_read(b->host, 0x31, &tx, 1, &rx, 1), TW_OK);
	assert_int_equal(rx, 0xff);
	tw_controller_write_to(b->host, 0x45, &tx, 1); /* another's */
	bench_run(b, TW_MS(2));
	assert_int_equal(memory[0], 0x31);
	assert_int_equal(memory[1], true);
	assert_int_equal(memory[2], 1);
	assert_int_equal(memory[3], 1);
}

static void a_model_may_have_a_second_address(void **state)
{
	struct bench *b = *state;
	const uint8_t *memory = tw_device_memory(b->dut, NULL);
	uint8_t tx = 0;

	assert_int_equal(tw_controller_write_to(b->host, 0x60, &tx, 1), TW_OK);
	bench_run(b, TW_MS(2));
	assert_int_equal(memory[0], 0x60);
	/* No bit of it is ignored. */
	assert_int_equal(tw_controller_write_to(b->host, 0x61, &tx, 1),
			 TW_NO_TARGET);
	assert_int_equal(tw_controller_write_to(b->host, 0x31, &tx, 1), TW_OK);
}

static void a_wake_replaces_the_one_before(void **state)
{
	struct bench *b = *state;
	const uint8_t *memory = tw_device_memory(b->dut, NULL);

	WRITE(b, 0);
	bench_run(b, TW_US(800));
	WRITE(b, 0);
	bench_run(b, TW_US(900));
	assert_int_equal(memory[4], 0xff);
	bench_run(b, TW_US(200));
	assert_int_equal(memory[4], 1);
}

static uint64_t time_of_write(struct bench *b, uint8_t byte)
{
	uint64_t begin;

	bench_run(b, TW_US(10));
	begin = tw_sim_now_ns(b->sim);
	tw_controller_write_to(b->host, 0x30, &byte, 1);
	return tw_sim_now_ns(b->sim) - begin;
}

static void a_stretch_holds_the_clock_for_its_time(void **state)
{
	struct bench *b = *state;
	uint64_t plain = time_of_write(b, 0);
	uint64_t held = time_of_write(b, 100);

	/* The low phase of 1.3 us or a little more goes by meanwhile; then
	 * SDA takes 265 ns to rise and is set up for 250 ns. */
	assert_in_range(held - plain, TW_US(98), 99500);
}

static void a_byte_can_be_refused_after_a_stretch(void **state)
{
	struct bench *b = *state;
	uint8_t byte = 0xee;

	assert_int_equal(tw_controller_write_to(b->host, 0x30, &byte, 1),
			 TW_NACKED);
}

static void outputs_drive_the_nets_they_are_soldered_to(void **state)
{
	struct bench *b = *state;
	tw_net *out = tw_net_new(b->sim, "out", true);
	tw_net *open = tw_net_new(b->sim, "open", false);

	assert_true(tw_device_wire_pin(b->dut, "OUT", out));
	assert_true(tw_device_wire_pin(b->dut, "OPEN", open));
	assert_false(tw_device_wire_pin(b->dut, "ABSENT", out));
	assert_true(tw_net_level(out));
	assert_false(tw_net_level(open)); /* open drain: nobody pulls up */
	WRITE(b, 0);
	bench_run(b, TW_MS(2));
	assert_false(tw_net_level(out));
}

static void unknown_inputs_and_pins_are_refused(void **state)
{
	struct bench *b = *state;
	bool high;

	assert_false(tw_device_set_input(b->dut, "temp_mC", 0));
	assert_false(tw_device_get_pin(b->dut, "INT", &high));
}

static void devices_are_found_by_name_and_named_apart(void **state)
{
	struct bench *b = *state;
	struct tw_device_config config = {.addr = 0x34};
	g_autoptr(GError) error = NULL;
	tw_device *second = tw_bus_attach(b->bus, &bytes_model, &config, NULL);

	assert_string_equal(tw_device_name(second), "bytes-2");
	assert_ptr_equal(tw_bus_device(b->bus, "bytes"), b->dut);
	assert_ptr_equal(tw_bus_device(b->bus, "bytes-2"), second);
	assert_null(tw_bus_device(b->bus, "bytes-3"));
	config.name = "bytes";
	assert_null(tw_bus_attach(b->bus, &bytes_model, &config, &error));
	assert_string_equal(error->message,
			    "bytes: there is a device of that name on bus");
}

static void assert_address_refused(struct bench *b, uint8_t addr,
				   const char *message)
{
	struct tw_device_config config = {.name = "x", .addr = addr};
	g_autoptr(GError) error = NULL;

	assert_null(tw_bus_attach(b->bus, &bytes_model, &config, &error));
	assert_true(g_error_matches(error, TW_ERROR, TW_ERROR_ADDRESS));
	assert_string_equal(error->message, message);
}

static void reserved_and_impossible_addresses_are_refused(void **state)
{
	struct bench *b = *state;

	assert_address_refused(b, 0x07,
			       "x.addr: expected 0x08 to 0x77, got 0x07");
	assert_address_refused(b, 0x78,
			       "x.addr: expected 0x08 to 0x77, got 0x78");
	assert_address_refused(b, 0x41,
			       "x.addr: expected 0x40, as it answers to 0x40 "
			       "to 0x41, got 0x41");
}

static void a_model_without_settings_says_so(void **state)
{
	struct bench *b = *state;
	struct tw_param param = {"part", "1"};
	struct tw_device_config config = {
		.name = "x", .addr = 0x40, .params = &param, .n_params = 1};
	g_autoptr(GError) error = NULL;

	assert_null(tw_bus_attach(b->bus, &bytes_model, &config, &error));
	assert_string_equal(error->message,
			    "x.part: no such key; a bytes has none");
}

int main(void)
{
#define S(f) cmocka_unit_test_setup_teardown(f, setup_same, bench_free)
#define N(f) cmocka_unit_test_setup_teardown(f, setup_next, bench_free)
#define O(f) cmocka_unit_test_setup_teardown(f, setup_once, bench_free)
#define B(f) cmocka_unit_test_setup_teardown(f, setup_bytes, bench_free)
	const struct CMUnitTest devices[] = {
		S(registers_begin_at_their_reset_values),
		S(only_writable_bits_change),
		S(a_register_repeats_where_the_rule_says_so),
		N(the_next_register_follows_where_the_rule_says_so),
		O(nothing_follows_where_the_rule_says_so),
		S(a_pointer_without_register_reads_ff_and_takes_nothing),
		S(bits_outside_the_pointer_mask_do_not_count),
		S(a_write_takes_effect_with_its_last_byte),
		S(a_model_is_told_what_was_read),
		S(a_read_takes_all_bytes_from_one_instant),
		B(memory_begins_as_ff),
		B(a_model_hears_its_address_its_starts_and_its_stops),
		B(a_model_may_have_a_second_address),
		B(a_wake_replaces_the_one_before),
		B(a_stretch_holds_the_clock_for_its_time),
		B(a_byte_can_be_refused_after_a_stretch),
		B(outputs_drive_the_nets_they_are_soldered_to),
		B(unknown_inputs_and_pins_are_refused),
		B(devices_are_found_by_name_and_named_apart),
		B(reserved_and_impossible_addresses_are_refused),
		B(a_model_without_settings_says_so),
	};

	return cmocka_run_group_tests(devices, NULL, NULL);
}
