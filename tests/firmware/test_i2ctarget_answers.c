/* SPDX-License-Identifier: MIT */
/*
 * The portable target: what it puts on the wires, bytes and acknowledge bits.
 * Each known defect of i2c target stacks has its test.
 */
#include "i2ctarget_script.h"

static void a_long_read_is_answered_in_full(void **state)
{
	uint8_t bytes[40];
	struct i2ctarget_request req;

	for (unsigned i = 0; i < sizeof(bytes); i++)
		bytes[i] = 200 - i;
	reads(false, sizeof(bytes));
	req = request(true, false);
	assert_int_equal(i2ctarget_write(&req, bytes, sizeof(bytes)), 40);
	assert_int_equal(fake.n_put, 40);
	assert_memory_equal(fake.put, bytes, 40);
	all_is_quiet();
}

static void write_counts_what_the_host_took(void **state)
{
	struct i2ctarget_request req;

	reads(false, 3);
	reads(false, 3);
	req = request(true, false);
	assert_int_equal(i2ctarget_write(&req, (uint8_t *)"abcdefgh", 8), 3);
	assert_int_equal(i2ctarget_write(&req, (uint8_t *)"ijk", 3), 0);
	/* Nothing is left over for the next read. */
	req = request(true, false);
	assert_int_equal(i2ctarget_write(&req, (uint8_t *)"d", 1), 1);
	assert_int_equal(i2ctarget_write(&req, (uint8_t *)"ef", 2), 2);
	expect_put("abcdef");
	all_is_quiet();
}

static void write_waits_for_no_more_than_the_hosts_nack(void **state)
{
	struct i2ctarget_request req;

	reads(false, 3);
	req = request(true, false);
	assert_int_equal(i2ctarget_write(&req, (uint8_t *)"abcdefgh", 8), 3);
	assert_int_equal(i2ctarget_write(&req, (uint8_t *)"ijk", 3), 0);
	assert_true(fake.now_us < 1000);
}

static void an_unanswered_read_is_filled_with_ff(void **state)
{
	struct i2ctarget_request req;

	reads(false, 3);
	WRITES(false, 'a');
	end();
	req = request(true, false);
	i2ctarget_close(&req);
	req = request(false, false);
	expect_read(&req, 1, "a");
	expect_put("\xff\xff\xff");
	all_is_quiet();
}

static void what_the_program_did_not_write_is_filled_with_ff(void **state)
{
	struct i2ctarget_request req;

	reads(false, 4);
	reads(true, 2);
	req = request(true, false);
	assert_int_equal(i2ctarget_write(&req, (uint8_t *)"ab", 2), 2);
	req = request(true, true);
	assert_int_equal(i2ctarget_write(&req, (uint8_t *)"cdef", 4), 2);
	expect_put("ab\xff\xff"
		   "cd");
	all_is_quiet();
}

static void filling_stops_at_the_end_of_the_read(void **state)
{
	struct i2ctarget_request req;

	reads(false, 2);
	reads(false, 2);
	req = request(true, false);
	i2ctarget_close(&req);
	req = request(true, false);
	assert_int_equal(i2ctarget_write(&req, (uint8_t *)"a", 1), 1);
	i2ctarget_port_wait(&fake, fake.now_us + 500);
	assert_int_equal(i2ctarget_write(&req, (uint8_t *)"b", 1), 1);
	expect_put("\xff\xff"
		   "ab");
	all_is_quiet();
}

static void a_read_that_is_over_has_no_say_in_the_next(void **state)
{
	struct i2ctarget_request req;

	reads(false, 1);
	reads(true, 1);
	req = request(true, false);
	assert_int_equal(i2ctarget_write(&req, (uint8_t *)"a", 1), 1);
	i2ctarget_port_wait(&fake, 500);
	i2ctarget_port_wait(&fake, 500);
	assert_true(fake.want);
	assert_int_equal(i2ctarget_write(&req, (uint8_t *)"b", 1), 0);
	i2ctarget_close(&req);
	req = request(true, true);
	assert_int_equal(i2ctarget_write(&req, (uint8_t *)"c", 1), 1);
	expect_put("ac");
	all_is_quiet();
}

static void a_first_byte_ends_a_read(void **state)
{
	struct i2ctarget_request req;

	reads(false, 1);
	fake.n_script--; /* no END */
	WRITES(true, 'x');
	end();
	req = request(true, false);
	assert_int_equal(i2ctarget_write(&req, (uint8_t *)"ab", 2), 1);
	assert_true(fake.now_us < 1000);
	req = request(false, true);
	expect_read(&req, 2, "x");
	all_is_quiet();
}

static void a_host_that_stands_still_is_given_up(void **state)
{
	struct i2ctarget_request req;
	uint8_t buf[2];

	begin(false, true);
	WRITES(false, 'a');
	step(90000, (struct i2ctarget_event){.kind = I2CTARGET_EVENT_END});
	reads(false, 2);
	fake.script[fake.n_script - 2].after_us = 90000;
	req = request(false, false);
	expect_read(&req, 2, "a");
	assert_int_equal(fake.now_us, 90 + 35000);
	assert_int_equal(i2ctarget_read(&req, buf, 1, true), I2CTARGET_TIMEOUT);
	assert_int_equal(i2ctarget_read(&req, buf, 1, true), 0);
	req = request(true, false);
	assert_int_equal(i2ctarget_write(&req, (uint8_t *)"xyz", 3), 1);
	assert_int_equal(i2ctarget_write(&req, (uint8_t *)"yz", 2),
			 I2CTARGET_TIMEOUT);
	i2ctarget_close(&req);
	all_is_quiet();
	expect_put("x\xff");
}

static void silicon_that_cannot_nack_says_unsupported(void **state)
{
	struct i2ctarget_request req;
	uint8_t b;

	WRITES(false, 'a', 'b');
	end();
	req = request(false, false);
	assert_int_equal(i2ctarget_ack(&req, false), I2CTARGET_ARGUMENT);
	assert_int_equal(i2ctarget_read(&req, &b, 1, false), 1);
	assert_int_equal(i2ctarget_ack(&req, false), I2CTARGET_UNSUPPORTED);
	expect_read(&req, 1, "b");
}

static void a_chosen_byte_is_nacked_where_the_silicon_can(void **state)
{
	struct i2ctarget_request req;
	uint8_t buf[3];

	begin(true, false);
	WRITES(false, 'a', 'b', 'c');
	end();
	req = request(false, false);
	assert_int_equal(i2ctarget_read(&req, buf, 2, false), 2);
	assert_string_equal(fake.acks, "A");
	assert_int_equal(i2ctarget_ack(&req, true), I2CTARGET_OK);
	assert_int_equal(i2ctarget_ack(&req, true), I2CTARGET_ARGUMENT);
	assert_int_equal(i2ctarget_read(&req, buf, 1, false), 1);
	assert_int_equal(i2ctarget_ack(&req, false), I2CTARGET_OK);
	assert_string_equal(fake.acks, "AAN");
	all_is_quiet();
}

static void an_ack_that_is_owed_is_paid(void **state)
{
	struct i2ctarget_request req;
	uint8_t buf[3];

	begin(true, false);
	WRITES(false, 'a', 'b', 'c');
	end();
	req = request(false, false);
	assert_int_equal(i2ctarget_read(&req, buf, 1, false), 1);
	assert_int_equal(i2ctarget_read(&req, buf, 1, false), 1);
	assert_string_equal(fake.acks, "A");
	i2ctarget_close(&req);
	assert_string_equal(fake.acks, "AN");
	all_is_quiet();
}

static void an_unread_write_is_nacked_where_the_silicon_can(void **state)
{
	struct i2ctarget_request req;

	begin(true, false);
	WRITES(false, 'a');
	end();
	WRITES(false, 'b', 'c');
	end();
	req = request(false, false);
	i2ctarget_close(&req);
	assert_string_equal(fake.acks, "N");
	req = request(false, false);
	expect_read(&req, 1, "b");
	assert_string_equal(fake.acks, "NA");
	i2ctarget_close(&req);
	all_is_quiet();
	assert_string_equal(fake.acks, "NAN");
}

int main(void)
{
	const struct CMUnitTest i2ctarget_answers[] = {
		T(a_long_read_is_answered_in_full),
		T(write_counts_what_the_host_took),
		T(write_waits_for_no_more_than_the_hosts_nack),
		T(an_unanswered_read_is_filled_with_ff),
		T(what_the_program_did_not_write_is_filled_with_ff),
		T(filling_stops_at_the_end_of_the_read),
		T(a_read_that_is_over_has_no_say_in_the_next),
		T(a_first_byte_ends_a_read),
		T(a_host_that_stands_still_is_given_up),
		T(silicon_that_cannot_nack_says_unsupported),
		T(a_chosen_byte_is_nacked_where_the_silicon_can),
		T(an_ack_that_is_owed_is_paid),
		T(an_unread_write_is_nacked_where_the_silicon_can),
	};

	return cmocka_run_group_tests(i2ctarget_answers, NULL, NULL);
}
