/* SPDX-License-Identifier: MIT */
/* Pictures, as a user has them. */
#include "ran.h"

#include <json-c/json.h>

/* One byte written, one read back by a device that stretches by 20 us. */
#define TALK                                                                   \
	"{\"format\": \"twowire-scenario/1\", \"title\": \"A <small> "         \
	"talk\",\n"                                                            \
	"\"devices\": [" ROM "],\n"                                            \
	"\"steps\": [{\"transfer\": \"w1@0x50 0x12 r2\"}, {\"run_ms\": 2},\n"  \
	"{\"transfer\": \"w1@0x51 0x34\", \"result\": \"no-target\"}]}\n"

#define WEAK                                                                   \
	"{\"format\": \"twowire-scenario/1\", \"title\": \"weak\",\n"          \
	"\"buses\": [{\"id\": \"bus\", \"pullup_ohm\": 47000, "                \
	"\"cap_pF\": 200}], \"devices\": [" ROM "],\n"                         \
	"\"steps\": [{\"transfer\": \"w1@0x50 0x00\"}]}\n"

static char *file(const struct ran *r, const char *name)
{
	g_autofree char *path = g_build_filename(r->folder, name, NULL);
	char *text = NULL;

	assert_true(g_file_get_contents(path, &text, NULL, NULL));
	return text;
}

static char *plotted(struct ran *r, const char *name)
{
	g_autofree char *line = g_strdup_printf("plot t.json -o %s", name);

	write_file(r, "t.json", TALK);
	if (twowire(r, line))
		fail_msg("%s", r->err);
	assert_string_equal(r->out, "");
	return file(r, name);
}

static void a_case_becomes_a_picture(void **state)
{
	struct ran *r = *state;
	g_autofree char *svg = plotted(r, "t.svg");

	assert_true(g_str_has_prefix(svg, "<svg xmlns="));
	expect_in(svg, "<title id=\"title\">A &lt;small&gt; talk</title>");
	expect_in(svg, ">0x50 W</text>");
	expect_in(svg, ">0x12</text>");
	expect_in(svg, ">0x51 W</text>");
	expect_in(svg, ">host pulls</text>");
	expect_in(svg, ">rom pulls</text>");
	expect_in(svg, "prefers-color-scheme:dark");
	/* The pause of 2 ms is a gap: all of it but three periods of 10 us. */
	expect_in(svg, ">1970.0");
}

/* One that opens without a network, and holds nothing that could end its data
 * too early. */
static void a_page_needs_nothing_else(void **state)
{
	struct ran *r = *state;
	g_autofree char *page = plotted(r, "t.html");
	g_autofree char *again = NULL;

	assert_true(g_str_has_prefix(page, "<!DOCTYPE html>"));
	expect_in(page, "\"title\":\"A \\u003csmall> talk\"");
	assert_null(strstr(page, "http:"));
	assert_null(strstr(page, "https:"));
	assert_null(strstr(page, "src="));
	assert_null(strstr(page, "@import"));
	again = plotted(r, "again.html");
	assert_string_equal(page, again);
}

/* MCP9808 data sheet, register 5-1: pointer 0x06 is the manufacturer's ID,
 * 0x0054. */
static void a_page_says_what_bytes_mean_to_a_model(void **state)
{
	struct ran *r = *state;
	g_autofree char *page = NULL;

	write_file(r, "m.json",
		   CASE("{\"id\": \"probe\", \"model\": \"mcp9808\", "
			"\"addr\": \"0x18\"}",
			"{\"transfer\": \"w1@0x18 0x06 r2\"}"));
	assert_int_equal(twowire(r, "plot m.json -o m.html --device "
				    "mcp9808@0x18"),
			 0);
	page = file(r, "m.html");
	expect_in(page, "\"means\":{\"0\":[\"mcp9808\",");
	expect_in(page, "\"1\":[\"mcp9808\",");
	assert_int_equal(twowire(r, "plot m.json -o m.html --device no@0x18"),
			 2);
	expect_in(r->err, "twowire plot: ");
}

static const char *wave_of(struct json_object *signals, size_t n,
			   const char *name)
{
	struct json_object *lane = json_object_array_get_idx(signals, n);

	assert_string_equal(
		json_object_get_string(json_object_object_get(lane, "name")),
		name);
	return json_object_get_string(json_object_object_get(lane, "wave"));
}

/* WaveJSON: a lane has a name and a wave; a box (2 to 9) takes the next of its
 * data. */
static void wavejson_has_a_word_for_each_box(void **state)
{
	struct ran *r = *state;
	g_autofree char *text = plotted(r, "t.json.json");
	struct json_object *all = json_tokener_parse(text), *signals, *data;
	const char *scl, *sda, *bytes;
	unsigned boxes = 0;

	assert_non_null(all);
	signals = json_object_object_get(all, "signal");
	scl = wave_of(signals, 0, "SCL");
	sda = wave_of(signals, 1, "SDA");
	bytes = wave_of(signals, 2, "bytes");
	assert_int_equal(strlen(scl), strlen(sda));
	assert_int_equal(strlen(scl), strlen(bytes));
	assert_int_equal(strspn(scl, "01.|"), strlen(scl));
	assert_int_equal(strspn(sda, "01.|"), strlen(sda));
	data = json_object_object_get(json_object_array_get_idx(signals, 2),
				      "data");
	for (const char *p = bytes; *p; p++)
		boxes += *p >= '2' && *p <= '9';
	assert_int_equal(boxes, json_object_array_length(data));
	assert_string_equal(
		json_object_get_string(json_object_array_get_idx(data, 1)),
		"0x50 W");
	json_object_put(all);
}

static void text_goes_to_stdout(void **state)
{
	struct ran *r = *state;

	write_file(r, "t.json", TALK);
	assert_int_equal(twowire(r, "plot --ascii --width 60 t.json"), 0);
	expect_in(r->out, "A <small> talk\n");
	expect_in(r->out, "50 write ACK");
	expect_in(r->out, "51 write NACK");
	expect_in(r->out, "== who pulls: 1 host, 2 rom\n");
	/* Of the first byte the eighth bit, W, and of its bits all but 6 and 4
	 * are pulled low by the host; the acknowledge is the device's. */
	expect_in(r->out, "  2                                      ====");
	assert_int_equal(twowire(r, "plot --from 2ms t.json -o -"), 0);
	expect_in(r->out, "51 write NACK");
	assert_null(strstr(r->out, "50 write"));
}

static void a_capture_can_be_plotted(void **state)
{
	struct ran *r = *state;
	g_autofree char *svg = NULL;

	write_file(r, "t.json", TALK);
	assert_int_equal(twowire(r, "run --trace t.sr t.json"), 0);
	assert_int_equal(twowire(r, "plot t.sr -o c.svg --width 480"), 0);
	svg = file(r, "c.svg");
	expect_in(svg, "width=\"480\"");
	expect_in(svg, ">t.sr</text>");
	expect_in(svg, ">0x50 W</text>");
	assert_null(strstr(svg, "pulls"));
}

/* All that a case has is in a record stream, too. */
static void a_record_stream_gives_the_picture_of_its_case(void **state)
{
	struct ran *r = *state;
	g_autofree char *svg = plotted(r, "t.svg"), *again = NULL;

	assert_int_equal(twowire(r, "run --trace t.twt t.json"), 0);
	assert_int_equal(twowire(r, "plot t.twt -o u.svg --title same"), 0);
	again = file(r, "u.svg");
	assert_int_equal(twowire(r, "plot t.json -o t.svg --title same"), 0);
	g_free(svg);
	svg = file(r, "t.svg");
	assert_string_equal(svg, again);
}

/* What is beyond a limit is marked below its panel. */
static void text_marks_what_is_beyond_a_limit(void **state)
{
	struct ran *r = *state;

	write_file(r, "w.json", WEAK);
	assert_int_equal(twowire(r, "plot --ascii w.json"), 0);
	expect_in(r->out, "^^^^\n     tr 7965 ns > 1000 ns, 22 times\n");
}

/* 47 kohm and 200 pF: 0.3 to 0.7 VDD take 0.847 RC, 8 us. */
static void voltages_are_drawn_with_thresholds(void **state)
{
	struct ran *r = *state;
	g_autofree char *svg = NULL;

	write_file(r, "w.json", WEAK);
	assert_int_equal(twowire(r, "plot w.json -o w.svg --analog "
				    "0..90000/100 --to 80us"),
			 0);
	svg = file(r, "w.svg");
	expect_in(svg, ">0.7</text>");
	expect_in(svg, ">tr 7965 ns &gt; 1000 ns");
	assert_int_equal(twowire(r, "plot w.json -o w.svg --to 80us"), 0);
	g_free(svg);
	svg = file(r, "w.svg");
	assert_null(strstr(svg, ">0.7</text>"));
}

static void what_is_wrong_is_said(void **state)
{
	static const struct {
		const char *line, *part;
	} wrong[] = {
		{"plot", "expected one capture or case, got 0"},
		{"plot t.json -o t.png", "t.png: a picture is written as .svg"},
		{"plot none.json", "none.json"},
		{"plot none.sr", "none.sr"},
		{"plot t.json --from 3min", "--from: expected a time such as"},
		{"plot t.json --from -3", "--from: expected a time such as"},
		{"plot t.json --from 2ms --to 1ms", "ends before it begins"},
		{"plot t.json --from 10s", "but all ends at"},
		{"plot t.json --bus other", "other: there is no such bus"},
		{"plot t.json --mode slow", "there is no \"slow\""},
		{"plot t.json --width 7", "--width: expected 40 to 10000"},
		{"plot t.sr --analog 0..10", "--analog: voltages are sampled"},
		{"plot t.json -o no/where.svg", "cannot be written"},
	};
	struct ran *r = *state;

	write_file(r, "t.json", TALK);
	for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
		assert_int_equal(twowire(r, wrong[i].line), 2);
		expect_in(r->err, wrong[i].part);
		assert_true(g_str_has_prefix(r->err, "twowire plot: "));
	}
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_case_becomes_a_picture, setup,
						teardown),
		cmocka_unit_test_setup_teardown(a_page_needs_nothing_else,
						setup, teardown),
		cmocka_unit_test_setup_teardown(
			a_page_says_what_bytes_mean_to_a_model, setup,
			teardown),
		cmocka_unit_test_setup_teardown(
			wavejson_has_a_word_for_each_box, setup, teardown),
		cmocka_unit_test_setup_teardown(text_goes_to_stdout, setup,
						teardown),
		cmocka_unit_test_setup_teardown(
			text_marks_what_is_beyond_a_limit, setup, teardown),
		cmocka_unit_test_setup_teardown(
			a_record_stream_gives_the_picture_of_its_case, setup,
			teardown),
		cmocka_unit_test_setup_teardown(a_capture_can_be_plotted, setup,
						teardown),
		cmocka_unit_test_setup_teardown(
			voltages_are_drawn_with_thresholds, setup, teardown),
		cmocka_unit_test_setup_teardown(what_is_wrong_is_said, setup,
						teardown),
	};

	program = g_canonicalize_filename(argv[1], NULL);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
