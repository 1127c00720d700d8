/* SPDX-License-Identifier: MIT */
/* The protocols of SMBus (specification 3.x, 6.5) as they lie on the wires,
 * with and without packet error code (5.4). */
#include "smbus.h"

static void the_pec_is_the_published_crc(void **state)
{
	/* The check value of CRC-8 (polynomial 0x07, start 0); then messages
	 * from Melexis' application note and data sheet on the MLX90614. */
	static const struct {
		const char *bytes;
		size_t len;
		uint8_t pec;
	} rows[] = {
		{"", 0, 0x00},
		{"123456789", 9, 0xf4},
		{"\x00\x2e\x00\x00", 4, 0x6f},
		{"\x00\x2e\x5a\x00", 4, 0xe1},
		{"\xb4\x07\xb5\xd2\x3a", 5, 0x30},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		uint8_t pec = tw_smbus_pec(0, (const uint8_t *)rows[i].bytes,
					   rows[i].len);

		if (pec != rows[i].pec)
			fail_msg("row %zu: 0x%02x", i, pec);
	}
}

/* Each protocol; %P is where the PEC stands. The device is at 0x2c. */
static const struct row {
	enum tw_smbus_protocol protocol;
	uint8_t command;
	const char *tx;
	size_t tx_len;
	const char *rx;
	size_t rx_len;
	const char *plain, *with_pec; /* the wires */
	const char *said;	      /* the device */
} rows[] = {
	{TW_SMBUS_QUICK_WRITE, 0, "", 0, "", 0, "S 58+ P", "S 58+ P", ""},
	{TW_SMBUS_SEND_BYTE, 0x11, "", 0, "", 0, "S 58+ 11+ P",
	 "S 58+ 11+ d3+ P", "11="},
	{TW_SMBUS_RECEIVE_BYTE, 0, "", 0, "\xa5", 1, "S 59+ a5- P",
	 "S 59+ a5+ c3- P", "ff?"},
	{TW_SMBUS_WRITE_BYTE, 0x12, "\x34", 1, "", 0, "S 58+ 12+ 34+ P",
	 "S 58+ 12+ 34+ 84+ P", "12=34"},
	{TW_SMBUS_READ_BYTE, 0x13, "", 0, "\x56", 1, "S 58+ 13+ Sr 59+ 56- P",
	 "S 58+ 13+ Sr 59+ 56+ 47- P", "13?"},
	{TW_SMBUS_WRITE_WORD, 0x14, "\x78\x56", 2, "", 0, "S 58+ 14+ 78+ 56+ P",
	 "S 58+ 14+ 78+ 56+ ea+ P", "14=7856"},
	{TW_SMBUS_READ_WORD, 0x15, "", 0, "\xcd\xab", 2,
	 "S 58+ 15+ Sr 59+ cd+ ab- P", "S 58+ 15+ Sr 59+ cd+ ab+ 88- P", "15?"},
	{TW_SMBUS_PROCESS_CALL, 0x16, "\x34\x12", 2, "\x78\x56", 2,
	 "S 58+ 16+ 34+ 12+ Sr 59+ 78+ 56- P",
	 "S 58+ 16+ 34+ 12+ Sr 59+ 78+ 56+ 37- P", "16?3412"},
	{TW_SMBUS_BLOCK_WRITE, 0x17, "\x0a\x0b\x0c", 3, "", 0,
	 "S 58+ 17+ 03+ 0a+ 0b+ 0c+ P", "S 58+ 17+ 03+ 0a+ 0b+ 0c+ b2+ P",
	 "17=0a0b0c"},
	{TW_SMBUS_BLOCK_READ, 0x18, "", 0, "\x1e\x2d", 2,
	 "S 58+ 18+ Sr 59+ 02+ 1e+ 2d- P", "S 58+ 18+ Sr 59+ 02+ 1e+ 2d+ 42- P",
	 "18?"},
	{TW_SMBUS_BLOCK_PROCESS_CALL, 0x19, "\xaa\x55", 2, "\x01\x02\x03", 3,
	 "S 58+ 19+ 02+ aa+ 55+ Sr 59+ 03+ 01+ 02+ 03- P",
	 "S 58+ 19+ 02+ aa+ 55+ Sr 59+ 03+ 01+ 02+ 03+ 68- P", "19?aa55"},
	{TW_SMBUS_WRITE_32, 0x20, "\x01\x02\x03\x04", 4, "", 0,
	 "S 58+ 20+ 01+ 02+ 03+ 04+ P", "S 58+ 20+ 01+ 02+ 03+ 04+ 20+ P",
	 "20=01020304"},
	{TW_SMBUS_READ_32, 0x21, "", 0, "\x11\x22\x33\x44", 4,
	 "S 58+ 21+ Sr 59+ 11+ 22+ 33+ 44- P",
	 "S 58+ 21+ Sr 59+ 11+ 22+ 33+ 44+ 16- P", "21?"},
	{TW_SMBUS_WRITE_64, 0x22, "\x01\x02\x03\x04\x05\x06\x07\x08", 8, "", 0,
	 "S 58+ 22+ 01+ 02+ 03+ 04+ 05+ 06+ 07+ 08+ P",
	 "S 58+ 22+ 01+ 02+ 03+ 04+ 05+ 06+ 07+ 08+ 5c+ P",
	 "22=0102030405060708"},
	{TW_SMBUS_READ_64, 0x23, "", 0, "\x11\x22\x33\x44\x55\x66\x77\x88", 8,
	 "S 58+ 23+ Sr 59+ 11+ 22+ 33+ 44+ 55+ 66+ 77+ 88- P",
	 "S 58+ 23+ Sr 59+ 11+ 22+ 33+ 44+ 55+ 66+ 77+ 88+ b1- P", "23?"},
};

static void run_row(const struct row *row, bool pec)
{
	uint8_t rx[16] = {0};
	struct tw_smbus_call call = {
		.protocol = row->protocol,
		.addr = 0x2c,
		.command = row->command,
		.pec = pec,
		.tx = (const uint8_t *)row->tx,
		.tx_len = row->tx_len,
		.rx = rx,
		.rx_size = row->rx_len,
	};
	struct smbus_bench b;

	smbus_make(&b);
	smbus_will_answer(&b, row->rx, row->rx_len);
	assert_int_equal(tw_smbus_transfer(b.host, &call, 0), TW_SMBUS_OK);
	EXPECT_WIRES(b.sim, 0, pec ? row->with_pec : row->plain);
	smbus_said(&b, row->said);
	assert_int_equal(call.rx_len, row->rx_len);
	assert_memory_equal(rx, row->rx, row->rx_len);
	smbus_drop(&b);
}

static void every_protocol_is_as_the_specification_draws_it(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		run_row(&rows[i], false);
}

static void with_a_pec_it_ends_in_the_crc_of_all_its_bytes(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		run_row(&rows[i], true);
}

/* A quick read gives the bus back at once; a target that would send a 0 first
 * would keep SDA (note to 6.5.1). */
static void a_quick_read_is_the_address_alone(void **state)
{
	struct tw_smbus_call call = {.protocol = TW_SMBUS_QUICK_READ,
				     .addr = 0x2c};
	struct smbus_bench b;

	smbus_make(&b);
	smbus_will_answer(&b, "\xff", 1);
	assert_int_equal(tw_smbus_transfer(b.host, &call, 0), TW_SMBUS_OK);
	EXPECT_WIRES(b.sim, 0, "S 59+ P");
	smbus_drop(&b);
}

static void blocks_have_up_to_255_bytes(void **state)
{
	uint8_t out[255], in[255];
	struct tw_smbus_call call = {
		.protocol = TW_SMBUS_BLOCK_PROCESS_CALL,
		.addr = 0x2c,
		.command = 0x19,
		.pec = true,
		.tx = out,
		.tx_len = sizeof(out),
		.rx = in,
		.rx_size = sizeof(in),
	};
	struct smbus_bench b;

	smbus_make(&b);
	for (int i = 0; i < 255; i++)
		out[i] = b.answer[i] = (uint8_t)(i * 7);
	b.n_answer = 255;
	assert_int_equal(tw_smbus_transfer(b.host, &call, 0), TW_SMBUS_OK);
	assert_int_equal(call.n_block, 255);
	assert_int_equal(call.rx_len, 255);
	assert_memory_equal(in, out, 255);
	smbus_drop(&b);
}

static void a_count_that_can_not_be_is_refused_at_once(void **state)
{
	static const struct {
		size_t answer;
		const char *wires;
	} counts[] = {
		{0, "S 58+ 18+ Sr 59+ 00- P"},
		{5, "S 58+ 18+ Sr 59+ 05- P"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
		uint8_t rx[4];
		struct tw_smbus_call call = {
			.protocol = TW_SMBUS_BLOCK_READ,
			.addr = 0x2c,
			.command = 0x18,
			.rx = rx,
			.rx_size = sizeof(rx),
		};
		struct smbus_bench b;

		smbus_make(&b);
		b.n_answer = counts[i].answer;
		assert_int_equal(tw_smbus_transfer(b.host, &call, 0),
				 TW_SMBUS_BLOCK_LENGTH);
		EXPECT_WIRES(b.sim, 0, counts[i].wires);
		assert_int_equal(call.n_block, counts[i].answer);
		assert_int_equal(call.rx_len, 0);
		smbus_drop(&b);
	}
}

static void a_wrong_pec_from_a_target_is_a_result(void **state)
{
	uint8_t rx[2];
	struct tw_smbus_call call = {
		.protocol = TW_SMBUS_READ_WORD,
		.addr = 0x2c,
		.command = 0x15,
		.pec = true,
		.rx = rx,
		.rx_size = 2,
	};
	struct smbus_bench b;

	smbus_make(&b);
	b.set.pec = false; /* it sends 0xff instead */
	smbus_will_answer(&b, "\xcd\xab", 2);
	assert_int_equal(tw_smbus_transfer(b.host, &call, 0),
			 TW_SMBUS_PEC_MISMATCH);
	EXPECT_WIRES(b.sim, 0, "S 58+ 15+ Sr 59+ cd+ ab+ ff- P");
	assert_int_equal(call.got_pec, 0xff);
	assert_int_equal(call.our_pec, 0x88);
	assert_int_equal(call.rx_len, 2);
	smbus_drop(&b);
}

static void each_refusal_has_its_result(void **state)
{
	static const uint8_t byte;
	static const struct {
		uint8_t addr, command;
		bool pec;
		enum tw_smbus_result result;
		const char *wires;
	} refusals[] = {
		{0x2d, 0x12, true, TW_SMBUS_NO_TARGET, "S 5a- P"},
		{0x2c, 0x77, true, TW_SMBUS_NACKED, "S 58+ 77- P"},
		{0x2c, 0x11, false, TW_SMBUS_NACKED, "S 58+ 11+ 00- P"},
		{0x2c, 0x12, true, TW_SMBUS_PEC_REFUSED, "S 58+ 12+ 00+ 08- P"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(refusals); i++) {
		struct tw_smbus_call call = {
			.protocol = TW_SMBUS_WRITE_BYTE,
			.addr = refusals[i].addr,
			.command = refusals[i].command,
			.pec = refusals[i].pec,
			.tx = &byte,
			.tx_len = 1,
		};
		struct smbus_bench b;

		smbus_make(&b);
		b.set.pec = false;
		assert_int_equal(tw_smbus_transfer(b.host, &call, 0),
				 refusals[i].result);
		EXPECT_WIRES(b.sim, 0, refusals[i].wires);
		/* Refused data are not taken. */
		smbus_said(&b, "");
		smbus_drop(&b);
	}
}

static void written(void *user, enum tw_result result, uint8_t byte)
{
	tw_sim_stop(user);
}

/* A corrupted byte, and the PEC of what was meant. */
static void a_target_refuses_a_wrong_pec_and_forgets_the_message(void **state)
{
	uint8_t bytes[] = {0x12, 0x35, 0x84};
	struct smbus_bench b;

	smbus_make(&b);
	assert_int_equal(tw_controller_write_to(b.host, 0x2c, bytes, 3),
			 TW_NACKED);
	EXPECT_WIRES(b.sim, 0, "S 58+ 12+ 35+ 84- P");
	smbus_said(&b, "");
	bytes[1] = 0x34;
	assert_int_equal(tw_controller_write_to(b.host, 0x2c, bytes, 3), TW_OK);
	smbus_said(&b, "12=34");
	smbus_drop(&b);
}

static void a_target_that_needs_a_pec_takes_nothing_without(void **state)
{
	uint8_t bytes[] = {0x12, 0x34, 0x84};
	struct smbus_bench b;

	smbus_make(&b);
	b.set.needs_pec = true;
	assert_int_equal(tw_controller_write_to(b.host, 0x2c, bytes, 2), TW_OK);
	smbus_said(&b, "");
	assert_int_equal(tw_controller_write_to(b.host, 0x2c, bytes, 3), TW_OK);
	smbus_said(&b, "12=34");
	smbus_drop(&b);
}

static void the_controller_is_given_back_as_it_was(void **state)
{
	struct tw_smbus_call call = {.protocol = TW_SMBUS_QUICK_WRITE,
				     .addr = 0x2c};
	struct smbus_bench b;

	smbus_make(&b);
	tw_controller_on_completion(b.host, written, b.sim);
	assert_int_equal(tw_smbus_transfer(b.host, &call, 0), TW_SMBUS_OK);
	tw_controller_start(b.host);
	assert_int_equal(tw_sim_run(b.sim, TW_S(1)), TW_RUN_STOPPED);
	tw_controller_stop(b.host);
	assert_int_equal(tw_sim_run(b.sim, TW_S(1)), TW_RUN_STOPPED);
	smbus_drop(&b);
}

/* Of hosts that are programs the bits of a count are their own, too. */
static void any_host_can_speak_it(void **state)
{
	static const char *const hosts[] = {"ideal", "bcm2835", "bitbangio"};

	for (size_t i = 0; i < G_N_ELEMENTS(hosts); i++) {
		struct tw_controller_config c = {.name = hosts[i],
						 .like = hosts[i]};
		uint8_t rx[4] = {0};
		struct tw_smbus_call call = {
			.protocol = TW_SMBUS_BLOCK_PROCESS_CALL,
			.addr = 0x2c,
			.command = 0x19,
			.pec = true,
			.tx = (const uint8_t *)"\xaa\x55",
			.tx_len = 2,
			.rx = rx,
			.rx_size = sizeof(rx),
		};
		struct smbus_bench b;
		tw_controller *host;

		smbus_make(&b);
		host = tw_controller_new(b.bus, &c, NULL);
		smbus_will_answer(&b, "\x01\x02\x03", 3);
		assert_int_equal(tw_smbus_transfer(host, &call, TW_S(1)),
				 TW_SMBUS_OK);
		assert_memory_equal(rx, "\x01\x02\x03", 3);
		EXPECT_WIRES(b.sim, 0,
			     "S 58+ 19+ 02+ aa+ 55+ Sr 59+ 03+ 01+ 02+ 03+ "
			     "68- P");
		smbus_drop(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_pec_is_the_published_crc),
		cmocka_unit_test(
			every_protocol_is_as_the_specification_draws_it),
		cmocka_unit_test(
			with_a_pec_it_ends_in_the_crc_of_all_its_bytes),
		cmocka_unit_test(a_quick_read_is_the_address_alone),
		cmocka_unit_test(blocks_have_up_to_255_bytes),
		cmocka_unit_test(a_count_that_can_not_be_is_refused_at_once),
		cmocka_unit_test(a_wrong_pec_from_a_target_is_a_result),
		cmocka_unit_test(each_refusal_has_its_result),
		cmocka_unit_test(
			a_target_refuses_a_wrong_pec_and_forgets_the_message),
		cmocka_unit_test(
			a_target_that_needs_a_pec_takes_nothing_without),
		cmocka_unit_test(the_controller_is_given_back_as_it_was),
		cmocka_unit_test(any_host_can_speak_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
