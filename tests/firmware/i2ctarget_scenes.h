/* SPDX-License-Identifier: MIT */
/* What a target stack must bear on the wires of any platform: included after
 * the platform's words for i2ctarget_wires.h. */
#ifndef I2CTARGET_SCENES_H
#define I2CTARGET_SCENES_H

#include "i2ctarget_wires.h"

/* How a read is printed that a write of the same host came before, without a
 * STOP; and if in between the host spoke to others. Silicon that cannot tell a
 * repeated START says "r". */
#ifndef WIRES_RR
#define WIRES_RR "rr"
#endif
#ifndef WIRES_RR_AFTER_OTHERS
#define WIRES_RR_AFTER_OTHERS "rr"
#endif

static inline void a_write_is_one_request_whatever_the_gaps(void **state)
{
	for (unsigned gap_us = 0; gap_us <= 3000; gap_us += 500) {
		write_with_gaps((uint8_t[]){0x10, 0x20, 0x30, 0x40}, 4,
				TW_US(gap_us));
		expect("w 10 20 30 40; ");
	}
}

static inline void an_early_nack_leaves_no_byte_for_the_next_read(void **state)
{
	read_counting(1, 0);
	read_counting(2, 1);
	read_counting(16, 3);
	read_counting(1, 19);
	expect("r 1; r 2; r 16; r 1; ");
}

static inline void what_is_not_answered_reads_as_ff(void **state)
{
	uint8_t rx[4];
	struct tw_msg msg = {ADDRESS, TW_MSG_READ, 4, rx, 0};

	WRITE(0x02, 2);
	transfer(&msg, 1);
	assert_memory_equal(rx, "\0\1\xff\xff", 4);
	WRITE(0x02, 0);
	transfer(&msg, 1);
	assert_memory_equal(rx, "\xff\xff\xff\xff", 4);
	WRITE(0x02, 8);
	read_counting(2, 2);
	expect("w 02 02; r 2; w 02 00; r 0; w 02 08; r 2; ");
}

static inline void a_write_that_nobody_reads_is_thrown_away(void **state)
{
	WRITE(0x04);
	WRITE(0x01, 0x02, 0x03);
	WRITE(0x01, 0x02, 0x03);
	read_counting(1, 0);
	expect("w 04; w closed; w closed; r 1; ");
}

static inline void a_probe_is_acknowledged_and_makes_no_request(void **state)
{
	WRITE(0x11);
	assert_int_equal(tw_controller_write_to(b.host, ADDRESS, NULL, 0),
			 TW_OK);
	assert_int_equal(tw_controller_write_to(b.host, ADDRESS + 1, NULL, 0),
			 TW_NO_TARGET);
	read_counting(1, 0);
	expect("w 11; r 1; ");
}

static inline void the_silicon_acknowledges_by_itself(void **state)
{
	WRITE(0x05);
	expect("w 05; ack -1; ");
}

static inline void the_general_call_is_not_ours(void **state)
{
	uint8_t byte = 0x06;

	assert_int_equal(tw_controller_write_to(b.host, 0x00, &byte, 1),
			 TW_NO_TARGET);
	read_counting(1, 0);
	expect("r 1; ");
}

static inline void the_hosts_nack_ends_a_read_before_its_stop(void **state)
{
	tw_controller_on_completion(b.host, completed, NULL);
	tw_controller_start(b.host);
	finish();
	tw_controller_write(b.host, ADDRESS << 1 | 1);
	finish();
	tw_controller_read(b.host, false);
	finish();
	expect("r 1; ");
	tw_controller_stop(b.host);
	finish();
	expect("");
}

static inline void
a_host_that_acknowledges_the_last_byte_frees_the_bus(void **state)
{
	uint8_t rx[2];
	struct tw_msg msg = {ADDRESS, TW_MSG_READ | TW_MSG_ACK_LAST, 2, rx, 0};

	/* The byte after the last is filler, which does not hold SDA. */
	WRITE(0x02, 2);
	transfer(&msg, 1);
	assert_memory_equal(rx, "\0\1", 2);
	read_counting(2, 2);
	expect("w 02 02; r 2; r 2; ");
}

/* SMBus 3.2, 4.2.7: a target whose host holds SCL lets go within 35 ms and
 * is then there again. */
static inline void a_host_that_holds_scl_is_given_up(void **state)
{
	tw_port *stuck = tw_port_new(b.bus, "stuck", TW_ROLE_OTHER, NULL, NULL);

	tw_controller_on_completion(b.host, completed, NULL);
	tw_controller_start(b.host);
	finish();
	tw_controller_write(b.host, ADDRESS << 1);
	finish();
	tw_controller_write(b.host, 0x01);
	finish();
	tw_port_drive(stuck, TW_SCL, TW_LOW);
	run(TW_MS(36));
	expect("40: 01; ");
	tw_port_drive(stuck, TW_SCL, TW_RELEASE);
	tw_controller_stop(b.host);
	finish();
	WRITE(0x02);
	expect("40: 02; ");
}

static inline void traffic_with_others_changes_nothing(void **state)
{
	uint8_t bytes[] = {0x00, 0x01, 0x02}, rx[4];
	struct tw_msg other_w = {OTHER, 0, 1, bytes, 0};
	struct tw_msg other_r = {OTHER, TW_MSG_READ, 4, rx, 0};
	struct tw_msg ours_w = {ADDRESS, 0, 3, bytes, 0};
	struct tw_msg ours_r = {ADDRESS, TW_MSG_READ, 2, rx, 0};

	transfer((struct tw_msg[]){other_w, other_r}, 2);
	WRITE(0x11, 0x12);
	transfer((struct tw_msg[]){other_w, other_r}, 2);
	read_counting(2, 0);
	expect("w 11 12; r 2; ");
	transfer((struct tw_msg[]){ours_w, other_w, other_r}, 3);
	transfer((struct tw_msg[]){other_w, ours_r, other_r}, 3);
	WRITE(0x13);
	expect("w 00 01 02; " WIRES_RR_AFTER_OTHERS " 2; w 13; ");
}

/* Messages of every kind with nothing between them but the bus free time that
 * the host's mode asks for. */
static inline void back_to_back(uint32_t scl_hz, uint32_t irq_latency_cycles)
{
	uint8_t w[] = {0x11, 0x12}, rx[5][2];
	struct tw_msg read = {ADDRESS, TW_MSG_READ, 1, NULL, 0};
	struct tw_msg msgs[] = {{ADDRESS, 0, 1, w, 0},
				{ADDRESS, TW_MSG_READ, 2, NULL, 0}};
	uint8_t at = 0;

	begin(scl_hz, irq_latency_cycles);
	for (unsigned i = 0; i < 5; i++) {
		write_bytes(2, w);
		write_bytes(1, w);
		msgs[1].data = rx[0];
		transfer(msgs, 2);
		read.data = rx[1];
		transfer(&read, 1);
		transfer(&read, 1);
		assert_int_equal(rx[0][0], at);
		assert_int_equal(rx[0][1], at + 1);
		assert_int_equal(rx[1][0], at + 3);
		at += 4;
	}
	run(TW_MS(2));
	for (unsigned i = 0; i < 5; i++) {
		static const char one[] =
			"w 11 12; w 11; w 11; " WIRES_RR " 2; r 1; r 1; ";

		if (strncmp(b.log->str, one, strlen(one)))
			fail_msg("%u Hz, latency %u: round %u is %s", scl_hz,
				 irq_latency_cycles, i, b.log->str);
		g_string_erase(b.log, 0, (gssize)strlen(one));
	}
	assert_string_equal(b.log->str, "");
}

/* SCL is held while the program sleeps: the hosts wait. */
static inline void a_late_program_gets_everything_in_order(void **state)
{
	g_autofree char *log = NULL;
	uint8_t reg = 0x11, rx[2], bytes[100];
	uint32_t hash = 0;
	struct tw_msg msgs[] = {{ADDRESS, 0, 1, &reg, 0},
				{ADDRESS, TW_MSG_READ, 2, rx, 0}};

	for (unsigned i = 0; i < sizeof(bytes); i++) {
		bytes[i] = (uint8_t)(i * 7 + 0x10);
		hash = hash * 31 + bytes[i];
	}
	WRITE(0x03, 3);
	WRITE(0x21, 0x22);
	transfer(msgs, 2);
	assert_memory_equal(rx, "\x00\x01", 2);
	write_bytes(sizeof(bytes), bytes);
	log = g_strdup_printf("w 03 03; w 21 22; w 11; " WIRES_RR
			      " 2; w 10 17 1e 25 2c 33 3a 41 48 4f 56 5d 64 6b "
			      "72 79 (100, hash %08x); ",
			      hash);
	run(TW_MS(20));
	expect(log);
}

static inline void write_then_restart_read_is_a_write_and_a_read(void **state)
{
	uint8_t reg = 0x11, rx[2];
	struct tw_msg msgs[] = {{ADDRESS, 0, 1, &reg, 0},
				{ADDRESS, TW_MSG_READ, 2, rx, 0}};

	transfer(msgs, 2);
	assert_memory_equal(rx, "\x00\x01", 2);
	expect("w 11; " WIRES_RR " 2; ");
	WRITE(0x12);
	read_counting(1, 2);
	expect("w 12; r 1; ");
}

#endif /* I2CTARGET_SCENES_H */
