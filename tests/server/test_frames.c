/* SPDX-License-Identifier: MIT */
/* What goes over the socket (include/twowire/frame.h), frame by frame. */
#include "bench.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static struct bare_frame f;

static int setup(void **state)
{
	if (bench_setup(state))
		return -1;
	return bench_start(*state, "") ? 0 : -1;
}

static int teardown(void **state)
{
	struct bench *b = *state;
	int status = bench_stop(b, SIGTERM);

	bench_teardown(state);
	return status;
}

static void expect_error(int fd, uint16_t tag, const char *part)
{
	assert_int_equal(bare_read(fd, &f), TW_FRAME_ERROR);
	assert_int_equal(f.tag, tag);
	if (!strstr((const char *)f.payload + 2, part))
		fail_msg("no \"%s\" in \"%s\"", part, f.payload + 2);
}

static void expect_result(int fd, uint16_t tag, int error)
{
	assert_int_equal(bare_read(fd, &f), TW_FRAME_RESULT);
	assert_int_equal(f.tag, tag);
	assert_int_equal(bare_error(&f), error);
}

static void hello_tells_the_adapters(void **state)
{
	static const char expected[] = "\1\0\0\0\0\0\0\0\2\0\0\0"
				       "\1\0\0\0\0\0\0\0\1\0a\3\0bus"
				       "\2\0\0\0\0\0\0\0\1\0b\3\0bus";
	int fd = bare_open(*state);

	BARE(fd, TW_FRAME_HELLO, 7, TW_FRAME_VERSION);
	assert_int_equal(bare_read(fd, &f), TW_FRAME_HELLO);
	assert_int_equal(f.tag, 7);
	assert_int_equal(f.len, sizeof(expected) - 1);
	assert_memory_equal(f.payload, expected, f.len);
	close(fd);
}

static void who_speaks_otherwise_is_told_and_let_go(void **state)
{
	static const struct {
		uint32_t kind, value;
		bool greeted;
		const char *why;
	} rows[] = {
		{TW_FRAME_HELLO, 2, false, "version 2 is not spoken here"},
		{TW_FRAME_ADVANCE, 0, false, "say HELLO first"},
		{99, 0, true, "kind 99 of frame is not known here"},
		{TW_FRAME_RESULT, 0, true, "kind 256 of frame"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		int fd = rows[i].greeted ? bare_greeted(*state)
					 : bare_open(*state);

		BARE(fd, (uint16_t)rows[i].kind, 3, rows[i].value);
		expect_error(fd, 3, rows[i].why);
		assert_int_equal(bare_read(fd, &f), 0);
		close(fd);
	}
	{
		int fd = bare_greeted(*state);

		bare_send(fd, "\1\0\10\0\2\0\5\0", 8);
		expect_error(fd, 5, "at most 524288 bytes, got 524289");
		assert_int_equal(bare_read(fd, &f), 0);
		close(fd);
	}
}

static void impossible_requests_are_refused_with_the_reason(void **state)
{
#define W TW_FRAME_TRANSFER
	static const struct {
		uint16_t kind;
		uint8_t n;
		uint32_t values[12];
		const char *why;
	} rows[] = {
		{W, 0, {0}, "there is no adapter 0"},
		{W, 4, {9, 0, 0, 1}, "there is no adapter 9"},
		{W, 4, {1, 0, 0, 0}, "1 to 42 messages"},
		{W, 4, {1, 0, 0, 43}, "1 to 42 messages"},
		{W, 4, {1, 0, 0, 1}, "it ends too early"},
		{W, 6, {1, 0, 0, 1, 0x50, 1}, "it ends too early"},
		{W, 7, {1, 0, 0, 1, 0x50, 0, 0}, "bytes are left over"},
		{W, 6, {1, 0, 0, 1, 0x10050, 8193}, "at most 8192 bytes"},
		{W, 6, {1, 0, 0, 1, 0x10080, 1}, "an address has 7 bits"},
		{W, 6, {1, 0, 0, 1, 0x110400, 1}, "or 10 with I2C_M_TEN"},
		{W, 6, {1, 0, 0, 1, 0x04000050, 0}, "I2C_M_RECV_LEN"},
		{W, 6, {1, 0, 0, 1, 0x04010050, 0}, "I2C_M_RECV_LEN"},
		{TW_FRAME_CONFIGURE, 2, {1, 0}, "has 12 bytes, got 8"},
		{TW_FRAME_CONFIGURE, 3, {1, 2000000, 0}, "CONFIGURE: "},
		{TW_FRAME_CONFIGURE, 3, {3, 0, 0}, "there is no adapter 3"},
		{TW_FRAME_OPERATE, 4, {1, 1, 0, 0}, "has 12 bytes, got 16"},
		{TW_FRAME_OPERATE, 3, {1, 5, 0}, "no such operation"},
		{TW_FRAME_OPERATE, 3, {7, 1, 0}, "there is no adapter 7"},
		{TW_FRAME_ADVANCE, 1, {1}, "has 8 bytes, got 4"},
		{TW_FRAME_ADVANCE, 2, {0, 0x10000}, "at most a day"},
		{TW_FRAME_LISTEN, 1, {0}, "expected 0 addresses"},
		{TW_FRAME_LISTEN, 2, {0, 17}, "at most 16 addresses"},
		{TW_FRAME_LISTEN, 3, {0, 1, 0}, "expected 1 addresses"},
		{TW_FRAME_LISTEN, 3, {0, 2, 0x800010}, "has 7 bits"},
		{TW_FRAME_LISTEN, 3, {1, 2, 0x110010}, "there is no bus 1"},
		{TW_FRAME_ANSWER, 1, {1}, "has 8 bytes, got 4"},
		{TW_FRAME_INPUT, 2, {0, 0}, "INPUT: no device \"\""},
		{TW_FRAME_OUTPUT, 1, {0}, "OUTPUT: no device \"\""},
		{TW_FRAME_HELLO, 0, {0}, "has 4 bytes, got 0"},
	};
	int fd = bare_greeted(*state);

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		bare_numbers(fd, rows[i].kind, (uint16_t)i, rows[i].values,
			     rows[i].n);
		expect_error(fd, (uint16_t)i, rows[i].why);
	}
	/* And it goes on. */
	BARE(fd, TW_FRAME_ADVANCE, 99, 1000, 0);
	expect_result(fd, 99, 0);
	close(fd);
}

static void errors_of_transfers_are_linux_own(void **state)
{
	uint8_t bytes[40] = {0};
	struct tw_client_message nobody = {
		.addr = 0x19, .flags = 1, .len = 1, .data = bytes};
	/* MCP9808 has no register 0x7f, and takes its pointer all the same; a
	 * 24xx that writes acknowledges nothing for 5 ms. */
	struct tw_client_message rom = {.addr = 0x50, .len = 2, .data = bytes};
	tw_client *c = bench_client(*state);

	assert_int_equal(tw_client_transfer(c, 1, 0, 0, &nobody, 1), -ENXIO);
	assert_int_equal(tw_client_transfer(c, 1, 0, 0, &rom, 1), 0);
	assert_int_equal(rom.done, 2);
	assert_int_equal(tw_client_transfer(c, 1, 0, 0, &rom, 1), -ENXIO);
	assert_int_equal(tw_client_advance(c, 5000000), 0);
	assert_int_equal(tw_client_transfer(c, 1, 0, 0, &rom, 1), 0);
	assert_int_equal(tw_client_transfer(c, 5, 0, 0, &rom, 1), -EINVAL);
	assert_string_equal(tw_client_why(c), "there is no adapter 5");
	/* Its first byte, 0xff, is no count of a block (SMBus: 1 to 32). */
	assert_int_equal(tw_client_advance(c, 5000000), 0);
	rom = (struct tw_client_message){
		.addr = 0x50, .flags = 0x0401, .len = 1, .data = bytes};
	assert_int_equal(tw_client_transfer(c, 1, 0, 0, &rom, 1), -EPROTO);
	assert_int_equal(tw_client_operate(c, 1, TW_OPERATE_WRITE, 0), -EINVAL);
	tw_client_close(c);
}

static void time_passes_as_asked(void **state)
{
	uint64_t before;
	int fd = bare_greeted(*state);

	BARE(fd, TW_FRAME_ADVANCE, 1, 0, 0);
	expect_result(fd, 1, 0);
	before = bare_now(&f);
	/* 300 ms of the case, and 10 ms for each client that comes. */
	assert_true(before >= 310000000);
	BARE(fd, TW_FRAME_ADVANCE, 2, 1234567, 1);
	expect_result(fd, 2, 0);
	assert_int_equal(bare_now(&f) - before, 1234567 + (UINT64_C(1) << 32));
	close(fd);
}

static void inputs_and_outputs_are_those_of_devices(void **state)
{
	tw_client *c = bench_client(*state);
	uint16_t value;
	int high = -1;

	assert_int_equal(tw_client_set_input(c, "temp", "temp_mC", -10250), 0);
	assert_int_equal(tw_client_advance(c, 300000000), 0);
	assert_int_equal(bench_read(c, 2, 0x18, 5, &value), 0);
	/* Data sheet, "Ambient temperature register": two's complement of 13
	 * bits, 1/16 C. */
	assert_int_equal(value & 0x1fff, 0x1f5c);
	assert_int_equal(tw_client_set_input(c, "temp", "none", 0), -EINVAL);
	assert_int_equal(tw_client_get_output(c, "temp", "ALERT", &high), 0);
	assert_int_equal(high, 1);
	assert_int_equal(tw_client_get_output(c, "rom", "ALERT", &high),
			 -EINVAL);
	tw_client_close(c);
}

static void another_pace_is_what_the_wires_have(void **state)
{
	uint16_t value;
	uint64_t times[2];
	struct bench *b = *state;
	int fd = bare_greeted(b);
	tw_client *c = bench_client(b);

	assert_int_equal(tw_client_configure(c, 1, 100000, 0), 0);
	for (unsigned i = 0; i < 2; i++) {
		BARE(fd, TW_FRAME_ADVANCE, 1, 0, 0);
		expect_result(fd, 1, 0);
		times[i] = bare_now(&f);
		assert_int_equal(bench_read(c, 1, 0x18, 6, &value), 0);
		BARE(fd, TW_FRAME_ADVANCE, 1, 0, 0);
		expect_result(fd, 1, 0);
		times[i] = bare_now(&f) - times[i];
		assert_int_equal(tw_client_configure(c, 1, 0, 0), 0);
	}
	/* 45 clocks of 10 us, then of 2.5 us, and what START and STOP need. */
	assert_true(times[0] > 450000 && times[0] < 490000);
	assert_true(times[1] > 112500 && times[1] < 122500);
	tw_client_close(c);
	close(fd);
}

static void frames_may_come_in_pieces_and_in_heaps(void **state)
{
	/* A read of one byte at 0x50, with tag 0x0102. */
	static const uint8_t frame[] = {24, 0, 0,    0, 2, 0, 2, 1, 1, 0, 0,
					0,  0, 0,    0, 0, 0, 0, 0, 0, 1, 0,
					0,  0, 0x50, 0, 1, 0, 1, 0, 0, 0};
	enum { MANY = 2000 };
	g_autofree uint8_t *many = g_malloc(MANY * sizeof(frame));
	int fd = bare_greeted(*state);

	for (size_t i = 0; i < sizeof(frame); i++) {
		bare_send(fd, frame + i, 1);
		if (i % 8 == 0)
			g_usleep(500);
	}
	expect_result(fd, 0x0102, 0);
	assert_int_equal(f.len, 16 + 4 + 1);
	for (size_t i = 0; i < MANY; i++) {
		memcpy(many + i * sizeof(frame), frame, sizeof(frame));
		many[i * sizeof(frame) + 6] = (uint8_t)i;
		many[i * sizeof(frame) + 7] = (uint8_t)(i >> 8);
	}
	bare_send(fd, many, MANY * sizeof(frame));
	for (size_t i = 0; i < MANY; i++)
		expect_result(fd, (uint16_t)i, 0);
	close(fd);
}

static void steps_of_a_transfer_hold_the_adapter(void **state)
{
	struct bench *b = *state;
	tw_client *c = bench_client(b);
	int other = bare_greeted(b);

	assert_int_equal(tw_client_operate(c, 1, TW_OPERATE_START, 0), 0);
	assert_int_equal(tw_client_operate(c, 1, TW_OPERATE_WRITE, 0x30), 1);
	BARE(other, TW_FRAME_CONFIGURE, 1, 1, 0, 0);
	expect_result(other, 1, -EBUSY);
	/* MCP9808: manufacturer 0x0054. */
	BARE(other, TW_FRAME_TRANSFER, 2, 1, 0, 0, 1, 0x10018, 2);
	assert_int_equal(tw_client_operate(c, 1, TW_OPERATE_WRITE, 6), 1);
	assert_int_equal(tw_client_operate(c, 1, TW_OPERATE_START, 0), 0);
	assert_int_equal(tw_client_operate(c, 1, TW_OPERATE_WRITE, 0x31), 1);
	assert_int_equal(tw_client_operate(c, 1, TW_OPERATE_READ, 1), 0x00);
	assert_int_equal(tw_client_operate(c, 1, TW_OPERATE_READ, 0), 0x54);
	assert_int_equal(tw_client_operate(c, 1, TW_OPERATE_STOP, 0), 0);
	expect_result(other, 2, 0);
	assert_memory_equal(f.payload + 16, "\2\0\0\0\0\x54", 6);
	/* A transfer of its own in between ends it with a STOP. */
	assert_int_equal(tw_client_operate(c, 1, TW_OPERATE_START, 0), 0);
	{
		uint16_t value;

		assert_int_equal(bench_read(c, 1, 0x18, 6, &value), 0);
		assert_int_equal(value, 0x0054);
	}
	assert_int_equal(tw_client_operate(c, 1, TW_OPERATE_WRITE, 0), -EINVAL);
	tw_client_close(c);
	close(other);
}

static void scl_is_held_for_a_second_at_most(void **state)
{
	struct bench *b = *state;
	tw_client *c = bench_client(b), *d = bench_client(b);
	uint16_t value;

	assert_int_equal(tw_client_operate(c, 1, TW_OPERATE_START, 0), 0);
	/* Its own sleep lets time pass, and SCL is let go in it. */
	assert_int_equal(tw_client_advance(c, 1500000000), 0);
	assert_int_equal(bench_read(d, 2, 0x18, 6, &value), 0);
	assert_int_equal(tw_client_operate(c, 1, TW_OPERATE_WRITE, 0), -EINVAL);
	/* For another that waits it stands still, and then passes. */
	assert_int_equal(tw_client_operate(c, 1, TW_OPERATE_START, 0), 0);
	assert_int_equal(bench_read(d, 1, 0x18, 6, &value), 0);
	assert_int_equal(value, 0x0054);
	tw_client_close(c);
	tw_client_close(d);
}

static void who_leaves_holds_nothing(void **state)
{
	struct bench *b = *state;
	tw_client *d = bench_client(b);
	uint16_t value;

	for (unsigned steps = 1; steps < 4; steps++) {
		int fd = bare_greeted(b);

		/* Gone before any of it has begun. */
		BARE(fd, TW_FRAME_OPERATE, 1, 1, TW_OPERATE_START, 0);
		if (steps > 1)
			BARE(fd, TW_FRAME_OPERATE, 2, 1, TW_OPERATE_WRITE,
			     0x31);
		if (steps > 2)
			BARE(fd, TW_FRAME_OPERATE, 3, 1, TW_OPERATE_READ, 1);
		if (steps > 1)
			bare_read(fd, &f);
		close(fd);
		for (uint32_t a = 1; a <= 2; a++) {
			assert_int_equal(bench_read(d, a, 0x18, 6, &value), 0);
			assert_int_equal(value, 0x0054);
		}
	}
	tw_client_close(d);
}

/* A clock a second, which a transfer of a minute was promised; whoever comes
 * after that has the case's pace, and a free bus at once. */
/* A slow transfer, and in the same packet what ends before it: apart, the
 * transfer could be over when the second comes. */
static void send_transfer_and_advance(int fd)
{
	static const uint32_t words[] = {
		24,	 TW_FRAME_TRANSFER | 2 << 16,
		1,	 60000,
		0,	 1,
		0x10018, 200,
		8,	 TW_FRAME_ADVANCE | 3 << 16,
		5000000, 0,
	};
	uint32_t frames[G_N_ELEMENTS(words)];

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		frames[i] = GUINT32_TO_LE(words[i]);
	bare_send(fd, frames, sizeof(frames));
}

static void who_leaves_slows_nobody_down(void **state)
{
	struct bench *b = *state;
	tw_client *d = bench_client(b);
	uint16_t value;

	for (unsigned by_steps = 0; by_steps < 2; by_steps++) {
		int fd = bare_greeted(b);

		BARE(fd, TW_FRAME_CONFIGURE, 1, 1, 1, 0);
		expect_result(fd, 1, 0);
		if (by_steps) {
			BARE(fd, TW_FRAME_OPERATE, 2, 1, TW_OPERATE_START, 0);
			BARE(fd, TW_FRAME_ADVANCE, 3, 5000000, 0);
			expect_result(fd, 2, 0);
		} else {
			send_transfer_and_advance(fd);
		}
		expect_result(fd, 3, 0);
		close(fd);
		for (uint32_t a = 2; a >= 1; a--) {
			assert_int_equal(bench_read(d, a, 0x18, 6, &value), 0);
			assert_int_equal(value, 0x0054);
		}
	}
	tw_client_close(d);
}

int main(int argc, char **argv)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest frames[] = {
		TEST(hello_tells_the_adapters),
		TEST(who_speaks_otherwise_is_told_and_let_go),
		TEST(impossible_requests_are_refused_with_the_reason),
		TEST(errors_of_transfers_are_linux_own),
		TEST(time_passes_as_asked),
		TEST(inputs_and_outputs_are_those_of_devices),
		TEST(another_pace_is_what_the_wires_have),
		TEST(frames_may_come_in_pieces_and_in_heaps),
		TEST(steps_of_a_transfer_hold_the_adapter),
		TEST(scl_is_held_for_a_second_at_most),
		TEST(who_leaves_holds_nothing),
		TEST(who_leaves_slows_nobody_down),
	};
	g_autofree char *program = g_canonicalize_filename(argv[1], NULL);

	bench_program = program;
	return cmocka_run_group_tests(frames, NULL, NULL);
}
