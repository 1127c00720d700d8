/* SPDX-License-Identifier: MIT */
/*
 * The portable target: which requests there are, in which order, and what was
 * written. Each known defect of i2c target stacks has its test.
 */
#include "i2ctarget_script.h"

static void a_write_is_one_request_whatever_the_gaps(void **state)
{
	for (unsigned gap_us = 0; gap_us <= 3000; gap_us += 250) {
		struct i2ctarget_request req;

		begin(false, false);
		for (unsigned i = 0; i < 4; i++)
			byte(gap_us, 'a' + i, i == 0, false);
		end();
		req = request(false, false);
		assert_int_equal(req.address, ADDR);
		expect_read(&req, 10, "abcd");
		expect_read(&req, 10, "");
		i2ctarget_close(&req);
		all_is_quiet();
	}
}

static void read_returns_when_it_has_what_it_asked_for(void **state)
{
	struct i2ctarget_request req;

	WRITES(false, 'a', 'b', 'c');
	end();
	req = request(false, false);
	expect_read(&req, 1, "a");
	assert_int_equal(fake.next, 1);
	expect_read(&req, 2, "bc");
	expect_read(&req, 1, "");
}

static void write_then_restart_read_keeps_its_order(void **state)
{
	struct i2ctarget_request req;

	WRITES(false, 7);
	reads(true, 1);
	/* All of it is in the queue before the program looks. */
	i2ctarget_port_wait(&fake, 400);
	i2ctarget_port_wait(&fake, 400);
	req = request(false, false);
	expect_read(&req, 8, "\x07");
	req = request(true, true);
	assert_int_equal(i2ctarget_write(&req, (uint8_t *)"x", 1), 1);
	expect_put("x");
	all_is_quiet();
}

static void restart_does_not_stick(void **state)
{
	struct i2ctarget_request req;

	WRITES(false, 1);
	reads(true, 1);
	WRITES(false, 2);
	end();
	request(false, false);
	req = request(true, true);
	assert_int_equal(i2ctarget_write(&req, (uint8_t *)"x", 1), 1);
	req = request(false, false);
	expect_read(&req, 8, "\x02");
}

static void writes_without_an_end_between_stay_two(void **state)
{
	struct i2ctarget_request req;

	WRITES(false, 'a', 'b');
	WRITES(true, 'c');
	end();
	req = request(false, false);
	expect_read(&req, 8, "ab");
	req = request(false, true);
	expect_read(&req, 8, "c");
	all_is_quiet();
}

static void ends_of_others_change_nothing(void **state)
{
	struct i2ctarget_request req;

	for (unsigned i = 0; i <= I2CTARGET_QUEUE; i++)
		end();
	for (unsigned i = 0; i <= I2CTARGET_QUEUE; i++)
		i2ctarget_port_wait(&fake, UINT64_MAX);
	assert_true(fake.irq);
	WRITES(false, 'a');
	end();
	end();
	reads(false, 1);
	end();
	req = request(false, false);
	expect_read(&req, 8, "a");
	req = request(true, false);
	assert_int_equal(i2ctarget_write(&req, (uint8_t *)"x", 1), 1);
	all_is_quiet();
}

static void request_closes_what_is_open(void **state)
{
	struct i2ctarget_request first, second;
	uint8_t buf[2];

	WRITES(false, 'a', 'b', 'c');
	end();
	WRITES(false, 'd');
	end();
	first = request(false, false);
	second = request(false, false);
	assert_int_equal(i2ctarget_read(&first, buf, 1, true),
			 I2CTARGET_CLOSED);
	expect_read(&second, 8, "d");
	all_is_quiet();
}

static void a_half_read_write_does_not_leak_into_the_next(void **state)
{
	struct i2ctarget_request req;

	WRITES(false, 'a', 'b', 'c');
	end();
	WRITES(false, 'd');
	end();
	req = request(false, false);
	expect_read(&req, 1, "a");
	i2ctarget_close(&req);
	req = request(false, false);
	expect_read(&req, 8, "d");
	all_is_quiet();
}

static void a_full_queue_waits_in_the_silicon_and_loses_nothing(void **state)
{
	uint8_t bytes[300], got[300];
	struct i2ctarget_request req;

	for (unsigned i = 0; i < sizeof(bytes); i++)
		bytes[i] = i * 7;
	writes(false, sizeof(bytes), bytes);
	reads(true, 1);
	for (unsigned i = 0; i < 200; i++)
		i2ctarget_port_wait(&fake, i * 90);
	assert_int_equal(fake.next, I2CTARGET_QUEUE);
	assert_false(fake.irq);
	req = request(false, false);
	assert_int_equal(i2ctarget_read(&req, got, 300, true), 300);
	assert_memory_equal(got, bytes, 300);
	req = request(true, true);
	assert_int_equal(i2ctarget_write(&req, (uint8_t *)"x", 1), 1);
	all_is_quiet();
}

static void timeouts_of_request_are_as_documented(void **state)
{
	struct i2ctarget_request req;

	assert_int_equal(i2ctarget_request(&target, -1, &req), 0);
	assert_int_equal(fake.now_us, 0);
	assert_int_equal(i2ctarget_request(&target, 25, &req), 0);
	assert_int_equal(fake.now_us, 25000);
	byte(3600000000u, 'a', true, false);
	end();
	assert_int_equal(i2ctarget_request(&target, 0, &req), 1);
	expect_read(&req, 8, "a");
}

static void calls_in_the_wrong_direction_are_refused(void **state)
{
	struct i2ctarget_request req;
	uint8_t b = 0;

	WRITES(false, 'a');
	reads(true, 1);
	req = request(false, false);
	assert_int_equal(i2ctarget_write(&req, &b, 1), I2CTARGET_DIRECTION);
	req = request(true, true);
	assert_int_equal(i2ctarget_read(&req, &b, 1, true),
			 I2CTARGET_DIRECTION);
}

static void each_address_is_reported(void **state)
{
	struct i2ctarget_request req;

	step(10, (struct i2ctarget_event){.kind = I2CTARGET_EVENT_BYTE,
					  .address = 0x41,
					  .byte = 'a',
					  .first = true});
	end();
	req = request(false, false);
	assert_int_equal(req.address, 0x41);
}

static void unusable_settings_are_refused(void **state)
{
	static const uint8_t reserved[] = {0x78}, three[] = {8, 9, 10};
	struct i2ctarget_config config = {.addresses = reserved};
	struct i2ctarget other;

	assert_int_equal(i2ctarget_init(&other, &config), I2CTARGET_ARGUMENT);
	config.n_addresses = 1;
	assert_int_equal(i2ctarget_init(&other, &config), I2CTARGET_ARGUMENT);
	config =
		(struct i2ctarget_config){.addresses = three, .n_addresses = 3};
	assert_int_equal(i2ctarget_init(&other, &config),
			 I2CTARGET_UNSUPPORTED);
	i2ctarget_deinit(&other);
}

int main(void)
{
	const struct CMUnitTest i2ctarget_requests[] = {
		T(a_write_is_one_request_whatever_the_gaps),
		T(read_returns_when_it_has_what_it_asked_for),
		T(write_then_restart_read_keeps_its_order),
		T(restart_does_not_stick),
		T(writes_without_an_end_between_stay_two),
		T(ends_of_others_change_nothing),
		T(request_closes_what_is_open),
		T(a_half_read_write_does_not_leak_into_the_next),
		T(a_full_queue_waits_in_the_silicon_and_loses_nothing),
		T(timeouts_of_request_are_as_documented),
		T(calls_in_the_wrong_direction_are_refused),
		T(each_address_is_reported),
		T(unusable_settings_are_refused),
	};

	return cmocka_run_group_tests(i2ctarget_requests, NULL, NULL);
}
