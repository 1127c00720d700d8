/* SPDX-License-Identifier: MIT */
/* The AVR's two-wire interface as a controller: tables 22-2 and 22-3, and
 * others on the bus. */
#include "twi-bench.h"

/* A target at OTHER: acknowledges the first byte, refuses the second; is read
 * as 0x80, 0x81... */
struct peer {
	uint8_t taken[4];
	unsigned n_taken, n_given;
};

static enum tw_answer peer_address(void *user, const struct tw_address *addr)
{
	struct peer *p = user;

	p->n_taken = 0;
	return TW_ACK;
}

static enum tw_answer peer_write(void *user, uint8_t byte)
{
	struct peer *p = user;

	p->taken[p->n_taken++ % 4] = byte;
	return p->n_taken == 2 ? TW_NACK : TW_ACK;
}

static bool peer_read(void *user, uint8_t *byte)
{
	struct peer *p = user;

	*byte = (uint8_t)(0x80 + p->n_given++);
	return true;
}

static const struct tw_target_ops peer_ops = {
	.address = peer_address,
	.write = peer_write,
	.read = peer_read,
};

static void add_peer(struct bench *b, struct peer *p)
{
	struct tw_target_config config = {
		.name = "peer", .ops = &peer_ops, .user = p};
	struct tw_match match = {.addr = OTHER};

	*p = (struct peer){0};
	tw_target_listen(tw_target_new(b->bus, &config), &match, 1);
}

static void start(struct bench *b)
{
	wr(b, TWCR, ACK | TWSTA);
}

static void stop(struct bench *b)
{
	wr(b, TWCR, ACK | TWSTO);
	assert_true(rd(b, TWCR) & TWSTO);
	for (int i = 0; i < 100 && rd(b, TWCR) & TWSTO; i++)
		run_us(b, 1);
	assert_false(rd(b, TWCR) & TWSTO);
	assert_false(rd(b, TWCR) & TWINT);
	assert_false(tw_bus_busy(b->bus));
}

/* --- transmitter and receiver ------------------------------------------- */

static void a_write_goes_step_by_step(void **state)
{
	struct bench *b = *state;
	struct peer p;

	add_peer(b, &p);
	start(b);
	answer_with(b, 0x08, OTHER << 1, ACK);
	answer_with(b, 0x18, 0x11, ACK);
	answer_with(b, 0x28, 0x22, ACK);
	expect(b, 0x30);
	assert_int_equal(p.taken[0], 0x11);
	assert_int_equal(p.taken[1], 0x22);
	stop(b);
}

static void a_read_goes_step_by_step(void **state)
{
	struct bench *b = *state;
	struct peer p;

	add_peer(b, &p);
	start(b);
	answer_with(b, 0x08, OTHER << 1 | 1, ACK);
	answer(b, 0x40, ACK);
	expect(b, 0x50);
	assert_int_equal(rd(b, TWDR), 0x80);
	wr(b, TWCR, GO); /* no TWEA: the last */
	expect(b, 0x58);
	assert_int_equal(rd(b, TWDR), 0x81);
	stop(b);
}

static void nobodys_address_is_told(void **state)
{
	struct bench *b = *state;

	start(b);
	answer_with(b, 0x08, OTHER << 1, ACK);
	expect(b, 0x20);
	wr(b, TWCR, ACK | TWSTA);
	answer_with(b, 0x10, OTHER << 1 | 1, ACK);
	expect(b, 0x48);
	stop(b);
}

static void stop_and_start_at_once_make_both(void **state)
{
	struct bench *b = *state;

	start(b);
	answer_with(b, 0x08, OTHER << 1, ACK);
	answer(b, 0x20, ACK | TWSTO | TWSTA);
	expect(b, 0x08); /* not 0x10: there was a STOP */
	assert_false(rd(b, TWCR) & TWSTO);
	stop(b);
}

static void scl_waits_for_software_between_steps(void **state)
{
	struct bench *b = *state;

	start(b);
	expect(b, 0x08);
	run_us(b, 1000);
	assert_false(scl(b));
	wr(b, TWDR, OTHER << 1);
	assert_false(rd(b, TWCR) & TWWC);
	wr(b, TWCR, ACK);
	wr(b, TWDR, 0);
	assert_true(rd(b, TWCR) & TWWC);
	expect(b, 0x20);
	run_us(b, 1000);
	assert_false(scl(b));
	stop(b);
}

/* 22.5.2: 16 MHz / (16 + 2 * 72 * 1) and / (16 + 2 * 12 * 16). */
static void period(struct bench *b, uint8_t twbr, uint8_t twps, uint64_t ns)
{
	uint64_t rises[2];

	wr(b, TWBR, twbr);
	wr(b, TWSR, twps);
	start(b);
	answer_with(b, 0x08, OTHER << 1, ACK);
	for (int i = 0; i < 2; i++) {
		while (scl(b))
			run_ns(b, 10);
		while (!scl(b))
			run_ns(b, 10);
		rises[i] = tw_sim_now_ns(b->sim);
	}
	/* The rise from 0 to 0.7 VDD comes on top, and 20 ns of doubt. */
	assert_in_range(rises[1] - rises[0], ns + 200, ns + 350);
	expect(b, 0x20);
	stop(b);
}

static void scls_period_is_that_of_twbr_and_twps(void **state)
{
	struct bench *b = *state;

	period(b, 72, 0, 10000);
	period(b, 12, 2, 25000);
	period(b, 12, 0, 2500);
}

/* --- others on the bus -------------------------------------------------- */

static void start_waits_until_the_bus_is_free(void **state)
{
	struct bench *b = *state;
	struct peer p;

	add_peer(b, &p);
	write_begin(b, OTHER, 1);
	run_us(b, 50);
	start(b);
	run_us(b, 50);
	assert_false(rd(b, TWCR) & TWINT);
	finish(b, TW_OK);
	expect(b, 0x08);
	stop(b);
}

static void a_start_that_waits_can_be_taken_back(void **state)
{
	struct bench *b = *state;
	struct peer p;

	add_peer(b, &p);
	write_begin(b, OTHER, 1);
	run_us(b, 50);
	start(b);
	run_us(b, 50);
	wr(b, TWCR, TWEN | TWEA | TWIE);
	finish(b, TW_OK);
	quiet(b);
	assert_false(tw_bus_busy(b->bus));
}

/* The host and we wait for the same STOP and begin at once. */
static void collide(struct bench *b, uint8_t host_addr, unsigned host_flags,
		    uint8_t our_sla)
{
	tw_port_drive(b->finger, TW_SDA, TW_LOW);
	run_us(b, 20);
	message(b, 0, host_addr, host_flags, 1);
	b->data[0][0] = 0x77;
	begin(b, 1);
	start(b);
	tw_port_drive(b->finger, TW_SDA, TW_RELEASE);
	answer_with(b, 0x08, our_sla, ACK);
}

static void arbitration_lost_to_a_stranger(void **state)
{
	struct bench *b = *state;
	struct peer p;

	add_peer(b, &p);
	collide(b, OTHER, 0, 0x70 << 1);
	expect(b, 0x38);
	run_us(b, 1000);
	assert_false(scl(b)); /* it is stretched here, too */
	wr(b, TWCR, ACK);
	finish(b, TW_OK);
	assert_int_equal(p.taken[0], 0x77);
	quiet(b);
}

static void who_loses_may_try_again(void **state)
{
	struct bench *b = *state;
	struct peer p;

	add_peer(b, &p);
	collide(b, OTHER, 0, 0x70 << 1);
	answer(b, 0x38, ACK | TWSTA);
	finish(b, TW_OK);
	answer_with(b, 0x08, OTHER << 1, ACK);
	expect(b, 0x18);
	stop(b);
}

static void who_loses_may_be_meant(void **state)
{
	struct bench *b = *state;
	struct peer p;

	add_peer(b, &p);
	collide(b, OWN, 0, 0x70 << 1);
	answer(b, 0x68, ACK);
	answer(b, 0x80, ACK);
	answer(b, 0xa0, ACK);
	finish(b, TW_OK);
	collide(b, OWN, TW_MSG_READ, 0x70 << 1);
	answer_with(b, 0xb0, 0x42, GO);
	answer(b, 0xc0, ACK);
	finish(b, TW_OK);
	assert_int_equal(b->data[0][0], 0x42);
}

static void who_loses_may_be_called_with_all(void **state)
{
	struct bench *b = *state;
	struct peer p;

	add_peer(b, &p);
	wr(b, TWAR, OWN << 1 | 1);
	collide(b, 0x00, 0, 0x70 << 1);
	answer(b, 0x78, ACK);
	answer(b, 0x90, ACK);
	answer(b, 0xa0, ACK);
	finish(b, TW_OK);
}

/* The same address and direction; the data decides. */
static void arbitration_lost_in_the_data(void **state)
{
	struct bench *b = *state;
	struct peer p;

	add_peer(b, &p);
	collide(b, OTHER, 0, OTHER << 1);
	answer_with(b, 0x18, 0x7f, ACK); /* the host sends 0x77 */
	answer(b, 0x38, ACK);
	finish(b, TW_OK);
	assert_int_equal(p.taken[0], 0x77);
}

static void a_start_in_the_middle_of_our_byte_is_a_bus_error(void **state)
{
	struct bench *b = *state;

	start(b);
	answer_with(b, 0x08, 0xff, ACK);
	run_us(b, 25);
	while (!scl(b))
		run_ns(b, 200);
	run_us(b, 1);
	tw_port_drive(b->finger, TW_SDA, TW_LOW);
	expect(b, 0x00);
	tw_port_drive(b->finger, TW_SDA, TW_RELEASE);
	run_us(b, 10);
	wr(b, TWCR, ACK | TWSTO);
	assert_false(rd(b, TWCR) & TWSTO);
	run_us(b, 10);
	start(b);
	answer_with(b, 0x08, OTHER << 1, ACK);
	expect(b, 0x20);
	stop(b);
}

static void without_pins_a_start_never_comes(void **state)
{
	struct bench *b = *state;
	struct twi alone;

	twi_init(&alone, 16000000);
	twi_write(&alone, TWCR, ACK | TWSTA);
	run_us(b, 1000);
	assert_false(twi_read(&alone, TWCR, false) & TWINT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_write_goes_step_by_step),
		CASE(a_read_goes_step_by_step),
		CASE(nobodys_address_is_told),
		CASE(stop_and_start_at_once_make_both),
		CASE(scl_waits_for_software_between_steps),
		CASE(scls_period_is_that_of_twbr_and_twps),
		CASE(start_waits_until_the_bus_is_free),
		CASE(a_start_that_waits_can_be_taken_back),
		CASE(arbitration_lost_to_a_stranger),
		CASE(who_loses_may_try_again),
		CASE(who_loses_may_be_meant),
		CASE(who_loses_may_be_called_with_all),
		CASE(arbitration_lost_in_the_data),
		CASE(a_start_in_the_middle_of_our_byte_is_a_bus_error),
		CASE(without_pins_a_start_never_comes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
