/* SPDX-License-Identifier: MIT */
/*
 * Replay, on runs of our own: what one run recorded, its host does again to
 * another target.
 */
#include "tw-test.h"

#include <string.h>
#include <unistd.h>

#include "twowire/parts.h"
#include "twowire/replay.h"

/* A target that acknowledges, sends the bytes of its memory and may hold SCL
 * before each. */
enum { HOLD_US, FIRST };

static uint8_t sleepy_read(tw_device *dev)
{
	tw_stretch(dev, (uint64_t)tw_param_int(dev, HOLD_US) * TW_NS_PER_US);
	return (uint8_t)tw_param_int(dev, FIRST);
}

static const struct tw_param_spec sleepy_params[] = {
	[HOLD_US] = {.key = "hold_us",
		     .summary = "hold before each byte",
		     .kind = TW_PARAM_INT,
		     .max = 10000000},
	[FIRST] = {.key = "byte",
		   .summary = "what it sends",
		   .kind = TW_PARAM_INT,
		   .max = 255,
		   .preset = 0x5a},
	{0},
};

static const struct tw_model sleepy = {
	.name = "sleepy",
	.summary = "holds SCL",
	.bytes = &(const struct tw_byte_ops){.read = sleepy_read},
	.params = sleepy_params,
};

struct result {
	struct tw_replay_summary sum;
	GString *text; /* all differences */
};

static void note(void *user, const struct tw_difference *d)
{
	tw_difference_text(d, user);
}

static tw_replay *replay_of(struct bench *b, bool stretch_is_target)
{
	struct tw_replay_config config = {
		.stretch_is_target = stretch_is_target,
	};
	GError *error = NULL;
	tw_replay *r;
	uint32_t bus;

	assert_true(tw_trace_find_bus(tw_sim_trace(b->sim), NULL, &bus));
	r = tw_replay_new(tw_sim_trace(b->sim), bus, &config, &error);
	if (error)
		fail_msg("%s", error->message);
	return r;
}

static struct result run(tw_replay *r, const struct tw_model *model,
			 uint8_t addr, const char *key, const char *value)
{
	g_autoptr(tw_sim) sim = tw_sim_new(1);
	tw_bus *bus = tw_bus_new(sim, tw_replay_bus_config(), NULL);
	struct tw_param params[] = {{"part", "24C16"}, {key, value}};
	bool eeprom = model != &sleepy;
	struct tw_device_config config = {
		.addr = addr,
		.params = eeprom ? params : params + 1,
		.n_params = (size_t)(eeprom + (key != NULL)),
	};
	struct result out = {.text = g_string_new(NULL)};
	GError *error = NULL;

	tw_replay_attach(r, bus, model, &config, &error);
	if (error)
		fail_msg("%s", error->message);
	assert_int_equal(tw_replay_run(r, bus), TW_RUN_DONE);
	tw_replay_compare(r, note, out.text, &out.sum);
	return out;
}

static void assert_same(struct result out)
{
	if (tw_replay_n_differences(&out.sum))
		fail_msg("%s", out.text->str);
	g_string_free(out.text, TRUE);
}

static void assert_text(struct result out, const char *expected)
{
	assert_string_equal(out.text->str, expected);
	g_string_free(out.text, TRUE);
}

static const struct tw_model *eeprom(void)
{
	return tw_parts_model(&tw_parts, "24xx");
}

/* Two bytes written to block 3, a poll in the write cycle, both read. */
static struct bench *record_eeprom(const char *params)
{
	struct bench *b = bench_new_with(eeprom(), 0x50, params);
	const uint8_t tx[] = {0x21, 0x12, 0x34};
	uint8_t at = 0x20, rx[4];

	tw_controller_write_read(b->host, 0x53, &at, 1, rx, 4);
	assert_int_equal(tw_controller_write_to(b->host, 0x53, tx, 3), TW_OK);
	bench_run(b, TW_MS(2));
	assert_int_equal(tw_controller_write_to(b->host, 0x50, NULL, 0),
			 TW_NO_TARGET);
	bench_run(b, TW_MS(3));
	tw_controller_write_read(b->host, 0x53, &at, 1, rx, 4);
	assert_int_equal(rx[2], 0x34);
	return b;
}

static void close_bench(struct bench *b, tw_replay *r)
{
	void *state = b;

	tw_replay_free(r);
	bench_free(&state);
}

static void the_same_model_makes_no_difference(void **state)
{
	struct bench *b = record_eeprom("part=24C16,write_us=3500");
	tw_replay *r = replay_of(b, false);
	struct result out = run(r, eeprom(), 0x50, "write_us", "3500");

	assert_int_equal(out.sum.messages, 6);
	assert_int_equal(out.sum.bytes, 13);
	assert_same(out);
	close_bench(b, r);
}

static void a_faster_write_is_an_acknowledge_too_many(void **state)
{
	struct bench *b = record_eeprom("part=24C16,write_us=3500");
	tw_replay *r = replay_of(b, false);
	struct result out = run(r, eeprom(), 0x50, "write_us", "1500");

	assert_int_equal(tw_replay_n_differences(&out.sum), 1);
	assert_int_equal(out.sum.differences[TW_DIFFERENCE_ACK], 1);
	assert_non_null(strstr(out.text->str, "ack: message 3 (0x50 write)"));
	assert_non_null(
		strstr(out.text->str, "address: expected NACK, got ACK\n"));
	g_string_free(out.text, TRUE);
	close_bench(b, r);
}

/* The rest of a message that was not acknowledged is not compared. */
static void a_slower_write_is_an_acknowledge_that_is_missing(void **state)
{
	struct bench *b = record_eeprom("part=24C16,write_us=3500");
	tw_replay *r = replay_of(b, false);
	struct result out = run(r, eeprom(), 0x50, "write_us", "50000");

	assert_int_equal(tw_replay_n_differences(&out.sum), 2);
	assert_int_equal(out.sum.differences[TW_DIFFERENCE_ACK], 2);
	assert_non_null(strstr(out.text->str, "message 4 (0x53 write)"));
	assert_non_null(strstr(out.text->str, "message 5 (0x53 read)"));
	g_string_free(out.text, TRUE);
	close_bench(b, r);
}

static char *image_file(const uint8_t *bytes, size_t len)
{
	char *name = NULL;
	int fd = g_file_open_tmp("tw-image-XXXXXX", &name, NULL);

	assert_true(fd >= 0);
	close(fd);
	assert_true(g_file_set_contents(name, (const char *)bytes, (gssize)len,
					NULL));
	return name;
}

/* Block 3 holds 0xa0, 0xa1, ... at its start and 0xff at 0x20. */
static char *image(void)
{
	uint8_t bytes[0x328];

	memset(bytes, 0x00, sizeof(bytes));
	for (uint8_t i = 0; i < 8; i++)
		bytes[0x320 + i] = (uint8_t)(0xa0 + i);
	return image_file(bytes, sizeof(bytes));
}

static void without_an_image_memory_is_what_the_reads_show(void **state)
{
	g_autofree char *file = image();
	g_autofree char *params =
		g_strconcat("part=24C16,write_us=3500,image=", file, NULL);
	struct bench *b = record_eeprom(params);
	tw_replay *r = replay_of(b, false);

	assert_same(run(r, eeprom(), 0x50, "write_us", "3500"));
	unlink(file);
	close_bench(b, r);
}

static void a_wrong_image_is_named_byte_by_byte(void **state)
{
	g_autofree char *file = image();
	g_autofree char *params =
		g_strconcat("part=24C16,write_us=3500,image=", file, NULL);
	struct bench *b = record_eeprom(params);
	tw_replay *r = replay_of(b, false);
	struct result out;

	g_file_set_contents(file, "", 0, NULL);
	out = run(r, eeprom(), 0x50, "image", file);
	/* Four bytes before the write; of the four after it two were written,
	 * and a write cycle of 5 ms is over by then. */
	assert_int_equal(out.sum.differences[TW_DIFFERENCE_DATA], 6);
	assert_int_equal(tw_replay_n_differences(&out.sum), 6);
	assert_non_null(strstr(out.text->str, "data: message 1 (0x53 read)"));
	assert_non_null(
		strstr(out.text->str, "byte 3: expected 0xa3, got 0xff\n"));
	g_string_free(out.text, TRUE);
	unlink(file);
	close_bench(b, r);
}

/* Other targets' bits are played as captured. */
static void messages_to_others_are_not_compared(void **state)
{
	struct bench *b = record_eeprom("part=24C16,write_us=3500");
	tw_replay *r = replay_of(b, false);
	struct result out = run(r, &sleepy, 0x40, NULL, NULL);

	assert_int_equal(out.sum.messages, 0);
	assert_int_equal(out.sum.others, 6);
	assert_same(out);
	close_bench(b, r);
}

static struct bench *record_sleepy(const char *params)
{
	struct bench *b = bench_new_with(&sleepy, 0x40, params);
	uint8_t rx[2];

	bench_run(b, TW_US(100));
	assert_int_equal(tw_controller_read_from(b->host, 0x40, rx, 2), TW_OK);
	return b;
}

static void run_sleepy(const char *recorded, const char *live, bool target,
		       const char *expected)
{
	g_autofree char *params = g_strconcat("hold_us=", recorded, NULL);
	struct bench *b = record_sleepy(params);
	tw_replay *r = replay_of(b, target);
	struct result out = run(r, &sleepy, 0x40, "hold_us", live);
	bool same = !tw_replay_n_differences(&out.sum);

	if (!expected) {
		assert_same(out);
	} else {
		if (same || !g_pattern_match_simple(expected, out.text->str))
			fail_msg("hold %s, live %s: %s", recorded, live,
				 out.text->str);
		g_string_free(out.text, TRUE);
	}
	close_bench(b, r);
}

static void a_target_that_holds_longer_is_a_difference(void **state)
{
	run_sleepy("0", "8", false, NULL);
	run_sleepy("0", "20", false,
		   "stretch: message 0 (0x40 read) at *, byte 0 bit 0, SCL "
		   "low: expected 1.* us, got 20.* us\n"
		   "stretch: message 0 (0x40 read) at *, byte 1 bit 0, SCL "
		   "low: expected 1.* us, got 20.* us\n");
}

static void a_host_waits_for_a_target_that_holds(void **state)
{
	struct bench *b = record_sleepy("hold_us=0");
	tw_replay *r = replay_of(b, false);
	struct result out = run(r, &sleepy, 0x40, "hold_us", "20");

	assert_int_equal(out.sum.held, 2);
	assert_in_range(out.sum.held_ns, 36000, 40000);
	assert_int_equal(out.sum.differences[TW_DIFFERENCE_DATA], 0);
	assert_int_equal(out.sum.differences[TW_DIFFERENCE_ACK], 0);
	g_string_free(out.text, TRUE);
	close_bench(b, r);
}

static void long_low_phases_are_the_hosts_unless_told(void **state)
{
	run_sleepy("100", "0", false, NULL);
	run_sleepy("100", "100", false, NULL);
	run_sleepy("100", "300", false, "stretch: *got 300.*us\n*");
}

static void told_so_they_are_the_targets_to_make(void **state)
{
	run_sleepy("100", "100", true, NULL);
	run_sleepy("100", "95", true, NULL);
	run_sleepy("100", "0", true, "stretch: *expected 100.* us, got 1*\n*");
	run_sleepy("100", "300", true, "stretch: *got 300.*us\n*");
}

static void scl_held_for_good_cuts_a_replay_short(void **state)
{
	struct bench *b = record_sleepy("hold_us=0");
	tw_replay *r = replay_of(b, false);
	struct result out = run(r, &sleepy, 0x40, "hold_us", "5000000");

	assert_true(out.sum.cut_short);
	assert_int_equal(tw_replay_n_differences(&out.sum), 1);
	g_string_free(out.text, TRUE);
	close_bench(b, r);
}

/* The recorded host stops after a NACK; a live target that acknowledged is
 * about to send a 0 and lets no STOP through. */
static void a_stop_that_a_target_blocks_is_named(void **state)
{
	struct bench *b = bench_new(&sleepy, 0x41);
	tw_replay *r;
	struct result out;
	uint8_t rx;

	bench_run(b, TW_US(100));
	assert_int_equal(tw_controller_read_from(b->host, 0x40, &rx, 1),
			 TW_NO_TARGET);
	r = replay_of(b, false);
	out = run(r, &sleepy, 0x40, "byte", "0");
	assert_int_equal(out.sum.differences[TW_DIFFERENCE_ACK], 1);
	assert_int_equal(out.sum.differences[TW_DIFFERENCE_CONDITION], 1);
	g_string_free(out.text, TRUE);
	close_bench(b, r);
}

static void differences_and_summary_read_well(void **state)
{
	struct tw_difference d = {.kind = TW_DIFFERENCE_DATA,
				  .at_ns = 12000345,
				  .message = 7,
				  .addr = 0x50,
				  .read = true,
				  .byte = 2,
				  .expected = 0x0a,
				  .got = 0xff};
	struct tw_replay_summary sum = {.messages = 5,
					.bytes = 54,
					.others = 2,
					.tolerance_ns = 2500,
					.held = 3,
					.held_ns = 4000,
					.longest_ns = 2000};
	struct result out = {.text = g_string_new(NULL)};

	sum.differences[TW_DIFFERENCE_DATA] = 1;
	tw_difference_text(&d, out.text);
	tw_replay_summary_text(&sum, out.text);
	assert_text(out, "data: message 7 (0x50 read) at 12.000345 ms, byte 1: "
			 "expected 0x0a, got 0xff\n"
			 "5 messages, 54 data bytes compared; 2 messages to "
			 "other addresses are not\n"
			 "1 differences: 0 ack, 1 data, 0 condition, 0 "
			 "stretch, 0 timing (tolerance 2.500 us)\n"
			 "host held up 3 times, 4 us in all, 2 us at most\n");
}

int main(void)
{
	const struct CMUnitTest replays[] = {
		cmocka_unit_test(the_same_model_makes_no_difference),
		cmocka_unit_test(a_faster_write_is_an_acknowledge_too_many),
		cmocka_unit_test(
			a_slower_write_is_an_acknowledge_that_is_missing),
		cmocka_unit_test(
			without_an_image_memory_is_what_the_reads_show),
		cmocka_unit_test(a_wrong_image_is_named_byte_by_byte),
		cmocka_unit_test(messages_to_others_are_not_compared),
		cmocka_unit_test(a_target_that_holds_longer_is_a_difference),
		cmocka_unit_test(a_host_waits_for_a_target_that_holds),
		cmocka_unit_test(long_low_phases_are_the_hosts_unless_told),
		cmocka_unit_test(told_so_they_are_the_targets_to_make),
		cmocka_unit_test(scl_held_for_good_cuts_a_replay_short),
		cmocka_unit_test(a_stop_that_a_target_blocks_is_named),
		cmocka_unit_test(differences_and_summary_read_well),
	};

	return cmocka_run_group_tests(replays, NULL, NULL);
}
