/* SPDX-License-Identifier: MIT */
/* Pins that models drive: let go, and toggling by themselves. */
#include "tw-test.h"

#include "twowire/actor.h"

enum { LOW, HIGH, RELEASE, WAVE_1_KHZ, WAVE_32768_HZ };

/* A byte says what becomes of the pin. */
static bool take(tw_device *dev, uint8_t byte)
{
	switch (byte) {
	case LOW:
	case HIGH:
		tw_output_set(dev, 0, byte);
		break;
	case RELEASE:
		tw_output_release(dev, 0);
		break;
	case WAVE_1_KHZ:
		tw_output_wave(dev, 0, 1000);
		break;
	case WAVE_32768_HZ:
		tw_output_wave(dev, 0, 32768);
		break;
	}
	return true;
}

static const struct tw_model model = {
	.name = "pin",
	.summary = "a pin",
	.bytes = &(const struct tw_byte_ops){.write = take},
	.outputs = (const struct tw_output[]){{"P", false}, {0}},
};

static int setup(void **state)
{
	*state = bench_new(&model, 0x30);
	return 0;
}

struct edges {
	unsigned falls, rises;
};

static void count(void *user, bool high)
{
	struct edges *e = user;

	if (high)
		e->rises++;
	else
		e->falls++;
}

static tw_net *solder(struct bench *b, struct edges *e, bool rest_high)
{
	tw_net *net = tw_net_new(b->sim, "P", rest_high);

	tw_pin_new(net, tw_bus_queue(b->bus), "probe", count, e);
	assert_true(tw_device_wire_pin(b->dut, "P", net));
	return net;
}

static void a_pin_that_is_let_go_has_its_nets_level(void **state)
{
	struct bench *b = *state;
	struct edges e = {0};
	tw_net *net = solder(b, &e, false);

	WRITE(b, HIGH);
	assert_true(tw_net_level(net));
	WRITE(b, RELEASE);
	assert_false(tw_net_level(net));
	WRITE(b, HIGH);
	assert_true(tw_net_level(net));
}

/* Low first; so many edges of each kind in a second. */
static void a_wave_has_its_frequency(void **state)
{
	struct bench *b = *state;
	struct edges e = {0};

	solder(b, &e, true);
	WRITE(b, WAVE_32768_HZ);
	e = (struct edges){0};
	bench_run(b, TW_S(1));
	assert_int_equal(e.falls, 32768);
	assert_int_equal(e.rises, 32768);
	WRITE(b, LOW);
	e = (struct edges){0};
	bench_run(b, TW_S(1));
	assert_int_equal(e.falls + e.rises, 0);
}

static void a_wave_goes_on_though_nobody_is_soldered_to_it(void **state)
{
	struct bench *b = *state;

	WRITE(b, WAVE_1_KHZ); /* and the STOP, some microseconds */
	assert_false(bench_pin(b, "P"));
	bench_run(b, TW_US(490));
	assert_false(bench_pin(b, "P"));
	bench_run(b, TW_US(10));
	assert_true(bench_pin(b, "P"));
	bench_run(b, TW_US(500));
	assert_false(bench_pin(b, "P"));
	bench_run(b, TW_MS(100) + TW_US(500));
	assert_true(bench_pin(b, "P"));
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, bench_free)
	const struct CMUnitTest outputs[] = {
		T(a_pin_that_is_let_go_has_its_nets_level),
		T(a_wave_has_its_frequency),
		T(a_wave_goes_on_though_nobody_is_soldered_to_it),
	};

	return cmocka_run_group_tests(outputs, NULL, NULL);
}
