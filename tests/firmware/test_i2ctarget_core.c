/* SPDX-License-Identifier: MIT */
/*
 * The portable target on a port made of a script: what the silicon would
 * report, and when. Each known defect of i2c target stacks has its test.
 */
#include <glib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "i2ctarget/i2ctarget_port.h"

#define ADDR  0x40
#define LIMIT 600

struct step {
	uint64_t after_us; /* since the step before */
	struct i2ctarget_event ev;
};

struct i2ctarget_port {
	struct i2ctarget *owner;
	bool irq, in_isr, holds, closed;
	uint64_t now_us, last_us;
	struct step script[LIMIT];
	size_t n_script, next;
	bool want, hold; /* SCL is held for put() or ack() */
	uint8_t put[LIMIT];
	size_t n_put;
	char acks[LIMIT]; /* 'A' and 'N' */
	size_t n_acks;
};

static struct i2ctarget_port fake;

static bool due(void)
{
	return fake.next < fake.n_script && !fake.want && !fake.hold &&
	       fake.last_us + fake.script[fake.next].after_us <= fake.now_us;
}

static void interrupt(void)
{
	if (!fake.irq || fake.in_isr || !due())
		return;
	fake.in_isr = true;
	i2ctarget_isr(fake.owner);
	fake.in_isr = false;
}

int i2ctarget_port_open(struct i2ctarget_port **port, struct i2ctarget *owner,
			const struct i2ctarget_config *config)
{
	if (config->n_addresses > 2)
		return I2CTARGET_UNSUPPORTED;
	fake.owner = owner;
	*port = &fake;
	return I2CTARGET_OK;
}

void i2ctarget_port_close(struct i2ctarget_port *port)
{
	port->closed = true;
	port->want = false;
}

void i2ctarget_port_irq(struct i2ctarget_port *port, bool on)
{
	port->irq = on;
	interrupt();
}

bool i2ctarget_port_next(struct i2ctarget_port *port,
			 struct i2ctarget_event *ev)
{
	if (!due())
		return false;
	*ev = port->script[port->next].ev;
	port->last_us += port->script[port->next].after_us;
	port->next++;
	port->want = ev->kind == I2CTARGET_EVENT_WANT;
	port->hold = ev->held;
	return true;
}

void i2ctarget_port_put(struct i2ctarget_port *port, uint8_t byte)
{
	assert_true(port->want);
	assert_true(port->n_put < LIMIT);
	port->want = false;
	port->last_us = port->now_us;
	port->put[port->n_put++] = byte;
}

int i2ctarget_port_ack(struct i2ctarget_port *port, bool ack)
{
	if (!port->holds)
		return I2CTARGET_UNSUPPORTED;
	assert_true(port->hold);
	port->hold = false;
	port->last_us = port->now_us;
	port->acks[port->n_acks++] = ack ? 'A' : 'N';
	return I2CTARGET_OK;
}

uint64_t i2ctarget_port_now_us(struct i2ctarget_port *port)
{
	return port->now_us;
}

/* Time only passes here: to the next step, or to the end of the wait. */
void i2ctarget_port_wait(struct i2ctarget_port *port, uint64_t until_us)
{
	uint64_t next = UINT64_MAX;

	if (port->next < port->n_script && !port->want && !port->hold)
		next = port->last_us + port->script[port->next].after_us;
	/* Waiting for ever for nothing: the program under test hangs. */
	assert_true(MIN(next, until_us) != UINT64_MAX);
	port->now_us = MAX(port->now_us, MIN(next, until_us));
	interrupt();
}

/* --- Scripts ----------------------------------------------------------- */

static void step(uint64_t after_us, struct i2ctarget_event ev)
{
	assert_true(fake.n_script < LIMIT);
	ev.address = ev.address ? ev.address : ADDR;
	ev.held = fake.holds && ev.kind == I2CTARGET_EVENT_BYTE;
	fake.script[fake.n_script++] = (struct step){after_us, ev};
}

static void end(void)
{
	step(10, (struct i2ctarget_event){.kind = I2CTARGET_EVENT_END});
}

static void byte(uint64_t after_us, uint8_t value, bool first, bool restart)
{
	step(after_us, (struct i2ctarget_event){.kind = I2CTARGET_EVENT_BYTE,
						.byte = value,
						.first = first,
						.restart = restart});
}

/* The host writes: START or repeated START, bytes; no end. */
static void writes(bool restart, size_t n, const uint8_t *bytes)
{
	for (size_t i = 0; i < n; i++)
		byte(90, bytes[i], i == 0, i == 0 && restart);
}

/* The host reads n bytes and NACKs the last. */
static void reads(bool restart, size_t n)
{
	for (size_t i = 0; i < n; i++)
		step(90, (struct i2ctarget_event){.kind = I2CTARGET_EVENT_WANT,
						  .restart = !i && restart});
	end();
}

#define WRITES(restart, ...)                                                   \
	writes(restart, sizeof((uint8_t[]){__VA_ARGS__}),                      \
	       (uint8_t[]){__VA_ARGS__})

/* --- The program ------------------------------------------------------- */

static struct i2ctarget target;

static void begin(bool holds, bool smbus)
{
	static const uint8_t addresses[] = {ADDR, 0x41};
	struct i2ctarget_config config = {
		.addresses = addresses, .n_addresses = 2, .smbus = smbus};

	memset(&fake, 0, sizeof(fake));
	fake.holds = holds;
	assert_int_equal(i2ctarget_init(&target, &config), I2CTARGET_OK);
}

static int setup(void **state)
{
	begin(false, false);
	return 0;
}

static int teardown(void **state)
{
	i2ctarget_deinit(&target);
	assert_true(fake.closed);
	return 0;
}

static struct i2ctarget_request request(bool is_read, bool is_restart)
{
	struct i2ctarget_request req;

	assert_int_equal(i2ctarget_request(&target, 1000, &req), 1);
	assert_int_equal(req.is_read, is_read);
	assert_int_equal(req.is_restart, is_restart);
	return req;
}

static void expect_read(struct i2ctarget_request *req, size_t n,
			const char *expected)
{
	uint8_t buf[LIMIT];
	int got = i2ctarget_read(req, buf, n, true);

	assert_int_equal(got, strlen(expected));
	assert_memory_equal(buf, expected, strlen(expected));
}

static void expect_put(const char *expected)
{
	assert_int_equal(fake.n_put, strlen(expected));
	assert_memory_equal(fake.put, expected, strlen(expected));
}

static void all_is_quiet(void)
{
	struct i2ctarget_request req;

	assert_int_equal(i2ctarget_request(&target, 1000, &req), 0);
	assert_int_equal(fake.next, fake.n_script);
	assert_false(fake.want);
}

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
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest i2ctarget_core[] = {
		T(a_write_is_one_request_whatever_the_gaps),
		T(read_returns_when_it_has_what_it_asked_for),
		T(write_then_restart_read_keeps_its_order),
		T(restart_does_not_stick),
		T(writes_without_an_end_between_stay_two),
		T(ends_of_others_change_nothing),
		T(a_long_read_is_answered_in_full),
		T(write_counts_what_the_host_took),
		T(write_waits_for_no_more_than_the_hosts_nack),
		T(an_unanswered_read_is_filled_with_ff),
		T(what_the_program_did_not_write_is_filled_with_ff),
		T(filling_stops_at_the_end_of_the_read),
		T(a_read_that_is_over_has_no_say_in_the_next),
		T(a_first_byte_ends_a_read),
		T(request_closes_what_is_open),
		T(a_half_read_write_does_not_leak_into_the_next),
		T(a_full_queue_waits_in_the_silicon_and_loses_nothing),
		T(timeouts_of_request_are_as_documented),
		T(a_host_that_stands_still_is_given_up),
		T(calls_in_the_wrong_direction_are_refused),
		T(silicon_that_cannot_nack_says_unsupported),
		T(a_chosen_byte_is_nacked_where_the_silicon_can),
		T(an_ack_that_is_owed_is_paid),
		T(an_unread_write_is_nacked_where_the_silicon_can),
		T(each_address_is_reported),
		T(unusable_settings_are_refused),
	};

	return cmocka_run_group_tests(i2ctarget_core, NULL, NULL);
}
