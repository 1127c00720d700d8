/* SPDX-License-Identifier: MIT */
/*
 * Real captures replayed. Their facts (write time of 3.1 to 4.0 ms, 16-byte
 * pages) are those of the README beside them; it lies outside the repository,
 * and without it this skips.
 */
#include "reals.h"
#include "tw-test.h"

#include <string.h>
#include <unistd.h>

#include "twowire/parts.h"
#include "twowire/replay.h"

static tw_replay *open_replay(const struct real *real, uint64_t tolerance_ns)
{
	g_autofree char *path = reals_path(real->name, ".sr");
	struct tw_replay_config config = {
		.capture = {real->scl, real->sda},
		.tolerance_ns = tolerance_ns,
	};
	GError *error = NULL;
	tw_replay *r;

	r = tw_replay_open(path, &config, &error);
	if (error)
		fail_msg("%s", error->message);
	return r;
}

struct result {
	struct tw_replay_summary sum;
	GPtrArray *lines;
};

static void add_line(void *user, const struct tw_difference *d)
{
	GString *line = g_string_new(NULL);

	tw_difference_text(d, line);
	g_ptr_array_add(user, g_string_free(line, FALSE));
}

static struct result run(const char *name, const char *write_us,
			 const char *image)
{
	const struct real real = {name};
	g_autoptr(tw_replay) r = open_replay(&real, TW_US(1));
	g_autoptr(tw_sim) sim = tw_sim_new(1);
	tw_bus *bus = tw_bus_new(sim, tw_replay_bus_config(), NULL);
	struct tw_param params[] = {{"part", "24AA025UID"},
				    {"write_us", write_us},
				    {"image", image}};
	struct tw_device_config config = {
		.addr = 0x50, .params = params, .n_params = image ? 3 : 2};
	struct result out = {.lines = g_ptr_array_new_with_free_func(g_free)};
	GError *error = NULL;

	tw_replay_attach(r, bus, tw_parts_model(&tw_parts, "24xx"), &config,
			 &error);
	if (error)
		fail_msg("%s", error->message);
	assert_int_equal(tw_replay_run(r, bus), TW_RUN_DONE);
	tw_replay_compare(r, add_line, out.lines, &out.sum);
	return out;
}

static void assert_line(const struct result *out, guint n, const char *line)
{
	assert_true(n < out->lines->len);
	assert_string_equal(g_ptr_array_index(out->lines, n), line);
}

static void both_24aa025uid_replay_without_a_difference(void **state)
{
	static const char *const names[] = {POLLED, PAGED};
	static const unsigned messages[] = {132, 5};

	if (!reals_are_there())
		skip();
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		struct result out = run(names[i], "3500", NULL);

		if (out.lines->len)
			fail_msg("%s", (char *)g_ptr_array_index(out.lines, 0));
		assert_int_equal(tw_replay_n_differences(&out.sum), 0);
		assert_int_equal(out.sum.messages, messages[i]);
		g_ptr_array_unref(out.lines);
	}
}

/* The capture writes a byte, is refused 2 ms later and accepted 2 ms after
 * that, 64 times. In 6 ms it is the second that is refused and the next
 * write's first that is accepted: each second byte is then not in memory. */
static void a_write_time_of_6_ms_is_named_where_it_shows(void **state)
{
	struct result out;

	if (!reals_are_there())
		skip();
	out = run(POLLED, "6000", NULL);

	assert_int_equal(out.sum.differences[TW_DIFFERENCE_ACK], 64);
	assert_int_equal(out.sum.differences[TW_DIFFERENCE_DATA], 32);
	assert_int_equal(tw_replay_n_differences(&out.sum), 96);
	assert_line(&out, 0,
		    "ack: message 4 (0x50 write) at 659.595500 ms, address: "
		    "expected ACK, got NACK\n");
	assert_line(&out, 1,
		    "ack: message 5 (0x50 write) at 661.674250 ms, address: "
		    "expected NACK, got ACK\n");
	assert_line(&out, 64,
		    "data: message 131 (0x50 read) at 938.829500 ms, byte 2: "
		    "expected 0x02, got 0xff\n");
	g_ptr_array_unref(out.lines);
}

static char *image_with(size_t at, uint8_t value)
{
	char bytes[256], *name = NULL;
	int fd = g_file_open_tmp("tw-image-XXXXXX", &name, NULL);

	memset(bytes, 0xff, sizeof(bytes));
	bytes[at] = (char)value;
	assert_true(fd >= 0);
	close(fd);
	assert_true(g_file_set_contents(name, bytes, sizeof(bytes), NULL));
	return name;
}

static void one_wrong_byte_in_the_image_is_named(void **state)
{
	g_autofree char *image = NULL;
	struct result out;

	if (!reals_are_there())
		skip();
	image = image_with(5, 0xfe);
	out = run(POLLED, "3500", image);

	/* Byte 5 is not among those written: it is read twice. */
	assert_int_equal(out.lines->len, 2);
	assert_line(&out, 0,
		    "data: message 1 (0x50 read) at 632.666250 ms, byte 5: "
		    "expected 0xff, got 0xfe\n");
	assert_line(&out, 1,
		    "data: message 131 (0x50 read) at 938.897000 ms, byte 5: "
		    "expected 0xff, got 0xfe\n");
	g_ptr_array_unref(out.lines);
	out = run(PAGED, "3500", image);
	assert_int_equal(out.lines->len, 1);
	assert_line(&out, 0,
		    "data: message 1 (0x50 read) at 320.595250 ms, byte 5: "
		    "expected 0xff, got 0xfe\n");
	g_ptr_array_unref(out.lines);
	unlink(image);
}

/* Messages without what their number of samples is. */
static void add_message(void *user, const struct tw_message *m)
{
	GString *out = user;

	g_string_append_printf(out, "%s%d %02x%c%d", m->restart ? "r" : "s",
			       m->addressed, m->addr, "wr"[m->read], m -> ack);
	for (size_t i = 0; i < m->n_bytes; i++)
		g_string_append_printf(out, " %02x%d", m->bytes[i].value,
				       m->bytes[i].ack);
	g_string_append_printf(out, " %d %d\n", m->end, m->bits);
}

static void decode(const tw_trace *trace, GString *out)
{
	uint32_t bus;

	assert_true(tw_trace_find_bus(trace, NULL, &bus));
	tw_trace_decode(trace, bus, add_message, out);
}

/* With no live target, and so all bits played as captured. */
static void every_captures_host_is_rebuilt_bit_by_bit(void **state)
{
	if (!reals_are_there())
		skip();
	for (size_t i = 0; i < G_N_ELEMENTS(reals); i++) {
		g_autoptr(tw_replay) r = open_replay(&reals[i], 0);
		g_autofree char *path = reals_path(reals[i].name, ".sr");
		struct tw_capture_config wires = {reals[i].scl, reals[i].sda};
		g_autoptr(tw_trace) trace = tw_capture_read(path, &wires, NULL);
		g_autoptr(tw_sim) sim = tw_sim_new(1);
		tw_bus *bus = tw_bus_new(sim, tw_replay_bus_config(), NULL);
		g_autoptr(GString) expected = g_string_new(NULL);
		g_autoptr(GString) got = g_string_new(NULL);

		tw_replay_add_target(r, 0x7e, 0);
		assert_int_equal(tw_replay_run(r, bus), TW_RUN_DONE);
		decode(trace, expected);
		decode(tw_sim_trace(sim), got);
		if (strcmp(expected->str, got->str))
			fail_msg("%s is not what was captured", reals[i].name);
	}
}

/* What an SHT21 does in hold-master mode: after the read address it holds SCL
 * until its measurement is done. Index of the captures: 65.2 ms for the
 * temperature (command 0xe3), 21.6 ms for the humidity (0xe5). */
struct sht {
	uint8_t command;
	bool measuring;
};

enum { T_US, RH_US };

static bool sht_write(tw_device *dev, uint8_t byte)
{
	struct sht *s = tw_state(dev);

	s->command = byte;
	s->measuring = byte == 0xe3 || byte == 0xe5;
	return true;
}

static uint8_t sht_read(tw_device *dev)
{
	struct sht *s = tw_state(dev);
	unsigned n = s->command == 0xe3 ? T_US : RH_US;

	if (s->measuring)
		tw_stretch(dev, (uint64_t)tw_param_int(dev, n) * TW_NS_PER_US);
	s->measuring = false;
	return 0xff;
}

static const struct tw_param_spec sht_params[] = {
	[T_US] = {.key = "t_us",
		  .summary = "measuring temperature",
		  .max = 1000000,
		  .preset = 65245},
	[RH_US] = {.key = "rh_us",
		   .summary = "measuring humidity",
		   .max = 1000000,
		   .preset = 21615},
	{0},
};

static const struct tw_model sht = {
	.name = "sht",
	.summary = "holds as an SHT21 does",
	.state_size = sizeof(struct sht),
	.bytes = &(const struct tw_byte_ops){.write = sht_write,
					     .read = sht_read},
	.params = sht_params,
};

static uint64_t stretch_differences(const char *t_us, bool is_target)
{
	const struct real real = {"i2c-sht21-100khz-read-serial-hold"};
	g_autofree char *path = reals_path(real.name, ".sr");
	struct tw_replay_config config = {.tolerance_ns = TW_US(100),
					  .stretch_is_target = is_target};
	g_autoptr(tw_replay) r = tw_replay_open(path, &config, NULL);
	g_autoptr(tw_sim) sim = tw_sim_new(1);
	tw_bus *bus = tw_bus_new(sim, tw_replay_bus_config(), NULL);
	struct tw_param param = {"t_us", t_us};
	struct tw_device_config device = {
		.addr = 0x40, .params = &param, .n_params = 1};
	struct tw_replay_summary sum;

	assert_non_null(tw_replay_attach(r, bus, &sht, &device, NULL));
	assert_int_equal(tw_replay_run(r, bus), TW_RUN_DONE);
	tw_replay_compare(r, NULL, NULL, &sum);
	assert_int_equal(sum.differences[TW_DIFFERENCE_ACK], 0);
	return sum.differences[TW_DIFFERENCE_STRETCH];
}

static void a_real_stretch_is_compared_when_it_is_the_targets(void **state)
{
	if (!reals_are_there())
		skip();
	assert_int_equal(stretch_differences("65245", true), 0);
	assert_int_equal(stretch_differences("60000", true), 1);
	assert_int_equal(stretch_differences("0", true), 1);
	assert_int_equal(stretch_differences("0", false), 0);
	assert_int_equal(stretch_differences("70000", false), 1);
}

int main(void)
{
	const struct CMUnitTest replays[] = {
		cmocka_unit_test(both_24aa025uid_replay_without_a_difference),
		cmocka_unit_test(a_write_time_of_6_ms_is_named_where_it_shows),
		cmocka_unit_test(one_wrong_byte_in_the_image_is_named),
		cmocka_unit_test(every_captures_host_is_rebuilt_bit_by_bit),
		cmocka_unit_test(
			a_real_stretch_is_compared_when_it_is_the_targets),
	};

	return cmocka_run_group_tests(replays, NULL, NULL);
}
