/* SPDX-License-Identifier: MIT */
/*
 * What goes on from a snapshot makes the same bytes as what was never
 * interrupted. Worlds full of traffic (firmware on many platforms, muxes,
 * several buses, faults under way, a replay) are stopped at random instants, a
 * snapshot is taken and run to the end, and its whole trace compared with that
 * of one that ran through. Argument 1 is how many instants, all worlds
 * together; then a capture and the firmware.
 */
#include "tw-test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "replay/replay.h"
#include "twowire/observer.h"
#include "twowire/parts.h"
#include "twowire/scenario.h"
#include "twowire/snapshot.h"

#define END_NS TW_MS(12)

static unsigned n_snapshots;
static const char *capture;
static char **objects; /* "avr=/path/fw.so"; ends with NULL */

/* --- Traffic that goes on by itself ------------------------------------ */

struct rover {
	tw_controller *controller;
	GRand *chance;
	struct tw_msg msgs[3];
	uint8_t bytes[3][8];
};

struct world {
	tw_scenario *scenario;
	tw_trial *trial;
	GPtrArray *rovers;
	const char *name;
	GByteArray *whole; /* of a run without interruptions */
};

static void go_on(void *user, enum tw_result result)
{
	static const uint16_t addrs[] = {0x40, 0x50, 0x18, 0x70, 0x55, 0x40};
	struct rover *r = user;
	size_t n = (size_t)g_rand_int_range(r->chance, 1, 4);

	for (size_t i = 0; i < n; i++) {
		r->msgs[i] = (struct tw_msg){
			.addr = addrs[g_rand_int_range(r->chance, 0, 6)],
			.flags = g_rand_int_range(r->chance, 0, 2) ? TW_MSG_READ
								   : 0,
			.len = (size_t)g_rand_int_range(r->chance, 1, 6),
			.data = r->bytes[i],
		};
		for (size_t k = 0; k < sizeof(r->bytes[i]); k++)
			r->bytes[i][k] =
				(uint8_t)g_rand_int_range(r->chance, 0, 64);
	}
	tw_controller_begin(r->controller, r->msgs, n, go_on, r);
}

static void send_rover(struct world *w, const char *bus, uint32_t scl_hz)
{
	g_autofree char *name = g_strdup_printf("rover%u", w->rovers->len);
	struct tw_controller_config config = {
		.name = name,
		.scl_hz = scl_hz,
		.stretch_timeout_ns = TW_MS(1),
		.busy_timeout_ns = TW_MS(2),
	};
	struct rover *r = g_new0(struct rover, 1);
	GError *error = NULL;

	r->controller = tw_controller_new(
		tw_sim_bus(tw_trial_sim(w->trial), bus), &config, &error);
	if (error)
		fail_msg("%s", error->message);
	r->chance = g_rand_new_with_seed(w->rovers->len + scl_hz);
	g_ptr_array_add(w->rovers, r);
}

static void rover_free(void *user)
{
	struct rover *r = user;

	g_rand_free(r->chance);
	g_free(r);
}

static struct world *world_new(const char *name, const char *json,
			       const char *const *buses)
{
	struct world *w = g_new0(struct world, 1);
	GError *error = NULL;

	w->name = name;
	w->rovers = g_ptr_array_new_with_free_func(rover_free);
	w->whole = g_byte_array_new();
	w->scenario = tw_scenario_parse(json, strlen(json), name, NULL,
					&tw_parts, &error);
	if (w->scenario)
		w->trial = tw_trial_new(w->scenario, NULL, &error);
	if (error)
		fail_msg("%s", error->message);
	tw_sim_trace_mask(tw_trial_sim(w->trial), TW_TRACE_ALL);
	for (size_t i = 0; buses[i]; i++) {
		send_rover(w, buses[i], 400000);
		send_rover(w, buses[i], 100000);
	}
	for (guint i = 0; i < w->rovers->len; i++)
		go_on(w->rovers->pdata[i], TW_OK);
	return w;
}

static void world_free(struct world *w)
{
	tw_trial_free(w->trial);
	tw_scenario_free(w->scenario);
	g_ptr_array_unref(w->rovers);
	g_byte_array_unref(w->whole);
	g_free(w);
}

/* --- Comparing --------------------------------------------------------- */

static void bytes_of(const tw_trace *trace, GByteArray *out)
{
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	g_byte_array_set_size(out, 0);
	while (tw_trace_next(trace, &iter, &r)) {
		uint64_t numbers[] = {r.tick, r.source, r.kind,
				      r.line, r.level,	r.drive,
				      r.slew, r.note,	r.value};

		g_byte_array_append(out, (const uint8_t *)numbers,
				    sizeof(numbers));
		g_byte_array_append(out, (const uint8_t *)r.text,
				    r.text ? (guint)r.text_len : 0);
	}
}

static size_t n_different(const GByteArray *a, const GByteArray *b)
{
	size_t n = MAX(a->len, b->len) - MIN(a->len, b->len);

	for (guint i = 0; i < MIN(a->len, b->len); i++)
		n += a->data[i] != b->data[i];
	return n;
}

static size_t compare(const struct world *w)
{
	g_autoptr(GByteArray) mine = g_byte_array_new();

	bytes_of(tw_sim_trace(tw_trial_sim(w->trial)), mine);
	return n_different(mine, w->whole);
}

/* In the snapshot's run. */
static void to_the_end(void *user, const void *data, size_t len,
		       GByteArray *result)
{
	struct world *w = user;
	size_t n;

	tw_sim_run(tw_trial_sim(w->trial), END_NS);
	n = compare(w);
	g_byte_array_append(result, (const uint8_t *)&n, sizeof(n));
}

static size_t differs_after(struct world *w, tw_snapshot_fn fn)
{
	g_autoptr(GByteArray) result = g_byte_array_new();
	g_autoptr(GError) error = NULL;
	g_autoptr(tw_snapshot) s =
		tw_snapshot_take(tw_trial_sim(w->trial), w, &error);
	enum tw_snapshot_end end = TW_SNAPSHOT_LATE;
	size_t n = SIZE_MAX;

	if (!s || !tw_snapshot_run(s, fn, NULL, 0, 0, result, &end, &error))
		fail_msg("%s", error->message);
	assert_int_equal(end, TW_SNAPSHOT_DONE);
	assert_int_equal(result->len, sizeof(n));
	memcpy(&n, result->data, sizeof(n));
	return n;
}

static int by_time(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static void snapshots(const char *name, const char *json,
		      const char *const *buses, unsigned n)
{
	struct world *through = world_new(name, json, buses);
	struct world *w = world_new(name, json, buses);
	GRand *chance = g_rand_new_with_seed(7);
	g_autofree uint64_t *at = g_new(uint64_t, n);
	size_t differ = 0;

	tw_sim_run(tw_trial_sim(through->trial), END_NS);
	bytes_of(tw_sim_trace(tw_trial_sim(through->trial)), w->whole);
	assert_true(w->whole->len > 10000);
	for (unsigned i = 0; i < n; i++)
		at[i] = (uint64_t)g_rand_int_range(chance, 0, END_NS);
	qsort(at, n, sizeof(*at), by_time);
	for (unsigned i = 0; i < n; i++) {
		tw_sim_run(tw_trial_sim(w->trial), at[i]);
		differ += differs_after(w, to_the_end);
	}
	/* And so does the one that was stopped so often. */
	tw_sim_run(tw_trial_sim(w->trial), END_NS);
	differ += compare(w);
	if (differ)
		fail_msg("%s: %zu bytes differ", name, differ);
	print_message("# %s: %u snapshots of %u bytes, 0 differ\n", name, n,
		      w->whole->len);
	g_rand_free(chance);
	world_free(w);
	world_free(through);
}

/* --- Worlds ------------------------------------------------------------ */

#define HEAD "{\"format\": \"twowire-scenario/1\", \"title\": \"a world\", "
#define FAULTS                                                                 \
	", \"faults\": [{\"id\": \"g\", \"kind\": \"glitch\", \"line\": "      \
	"\"sda\", \"width_ns\": 400, \"at\": {\"per\": \"byte\", "             \
	"\"chance_ppm\": 100000, \"count\": 0}}, {\"id\": \"low\", \"kind\": " \
	"\"hold-low\", \"line\": \"scl\", \"for_ns\": 40000, \"at\": "         \
	"{\"per\": \"message\", \"chance_ppm\": 200000, \"count\": 0}}, "      \
	"{\"id\": \"f\", \"kind\": \"flip-bit\", \"at\": {\"per\": \"bit\", "  \
	"\"chance_ppm\": 5000, \"count\": 0}}]"

static unsigned share(void)
{
	return MAX(n_snapshots / 5, 1);
}

/* Each platform's chip on a bus of its own. */
static void chips(unsigned from, unsigned n, const char *more)
{
	g_autoptr(GString) buses = g_string_new(NULL);
	g_autoptr(GString) chips = g_string_new(NULL);
	g_autofree char *json = NULL;
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

	for (unsigned i = from; i < from + n && objects[i]; i++) {
		g_auto(GStrv) half = g_strsplit(objects[i], "=", 2);
		const struct tw_platform *p =
			tw_parts_platform(&tw_parts, half[0]);

		assert_non_null(p);
		g_string_append_printf(buses, "%s{\"id\": \"b-%s\"}",
				       buses->len ? ", " : "", half[0]);
		g_string_append_printf(
			chips,
			"%s{\"id\": \"%s\", \"platform\": \"%s\", \"object\": "
			"\"%s\", \"irq_jitter_cycles\": 50, \"pins\": {\"%s\": "
			"\"b-%s.scl\", \"%s\": \"b-%s.sda\"}}",
			chips->len ? ", " : "", half[0], half[0], half[1],
			p->i2c_pins[TW_SCL].name, half[0],
			p->i2c_pins[TW_SDA].name, half[0]);
		g_ptr_array_add(names, g_strdup_printf("b-%s", half[0]));
	}
	g_ptr_array_add(names, NULL);
	json = g_strdup_printf(HEAD "\"buses\": [%s], \"firmware\": [%s]%s}",
			       buses->str, chips->str, more);
	snapshots("firmware", json, (const char *const *)names->pdata, share());
}

static void firmware_goes_on_as_if_never_stopped(void **state)
{
	chips(0, 4, "");
}

static void firmware_among_faults_does(void **state)
{
	chips(4, 3, FAULTS);
}

static void buses_behind_a_mux_do(void **state)
{
	static const char *const buses[] = {"trunk", "other", NULL};

	snapshots("mux",
		  HEAD "\"buses\": [{\"id\": \"trunk\"}, {\"id\": \"left\"}, "
		       "{\"id\": \"other\", \"cap_pF\": 300}], \"devices\": [{"
		       "\"id\": \"m\", \"model\": \"pca954x\", \"addr\": "
		       "\"0x70\", \"channels\": {\"0\": \"left\"}}, {\"id\": "
		       "\"a\", \"model\": \"24xx\", \"addr\": \"0x50\", "
		       "\"bus\": \"left\"}, {\"id\": \"b\", \"model\": "
		       "\"mcp9808\", \"addr\": \"0x18\"}, {\"id\": \"c\", "
		       "\"model\": \"24xx\", \"addr\": \"0x55\", \"bus\": "
		       "\"other\"}]}",
		  buses, share());
}

static void models_among_faults_do(void **state)
{
	static const char *const buses[] = {"bus", NULL};

	snapshots("faults",
		  HEAD "\"devices\": [{\"id\": \"a\", \"model\": \"24xx\", "
		       "\"addr\": \"0x50\"}, {\"id\": \"b\", \"model\": "
		       "\"mcp9808\", \"addr\": \"0x18\"}]" FAULTS "}",
		  buses, share());
}

/* --- A replay ---------------------------------------------------------- */

struct replayed {
	struct world world; /* first; without rovers */
	tw_sim *sim;
	tw_replay *r;
	uint64_t stop_ns;
};

static void stop_there(void *user, const struct tw_record *record)
{
	struct replayed *p = user;

	if (record->tick >= p->stop_ns) {
		p->stop_ns = TW_NEVER;
		tw_sim_stop(p->sim);
	}
}

static void play(struct replayed *p)
{
	tw_bus *bus;
	GError *error = NULL;

	p->sim = tw_sim_new(1);
	bus = tw_bus_new(p->sim, tw_replay_bus_config(), NULL);
	p->r = tw_replay_open(capture, NULL, &error);
	if (!p->r || !tw_replay_attach_text(p->r, bus, &tw_parts,
					    "24xx@0x50,part=24AA025UID,"
					    "write_us=3500,uid=0x00000001",
					    &error))
		fail_msg("%s", error->message);
	tw_sim_observe(p->sim, TW_TRACE_EDGES, stop_there, p);
	tw_replay_run(p->r, bus);
}

static void play_on(struct replayed *p)
{
	p->r->host.playing = true;
	while (p->r->host.next.set || p->r->host.stuck.set)
		tw_sim_run(p->sim, tw_sim_now_ns(p->sim) + TW_MS(1));
	p->r->host.playing = false;
}

/* Up to the last record: how long the silence after it is tells nothing. */
static void replay_to_the_end(void *user, const void *data, size_t len,
			      GByteArray *result)
{
	g_autoptr(GByteArray) mine = g_byte_array_new();
	struct replayed *p = user;
	size_t n;

	play_on(p);
	bytes_of(tw_sim_trace(p->sim), mine);
	n = n_different(mine, p->world.whole);
	g_byte_array_append(result, (const uint8_t *)&n, sizeof(n));
}

static void a_replay_does(void **state)
{
	struct replayed through = {.stop_ns = TW_NEVER};
	g_autoptr(GByteArray) whole = g_byte_array_new();
	GRand *chance = g_rand_new_with_seed(9);
	uint64_t length;

	play(&through);
	bytes_of(tw_sim_trace(through.sim), whole);
	length = tw_replay_length_ns(through.r);
	for (unsigned i = 0; i < share(); i++) {
		struct replayed p = {.world.whole = whole};
		g_autoptr(GByteArray) result = g_byte_array_new();
		g_autoptr(tw_snapshot) s = NULL;
		enum tw_snapshot_end end = TW_SNAPSHOT_LATE;
		size_t n = SIZE_MAX;

		p.stop_ns = (uint64_t)g_rand_double_range(chance, 0,
							  (double)length);
		play(&p);
		s = tw_snapshot_take(p.sim, &p, NULL);
		assert_true(tw_snapshot_run(s, replay_to_the_end, NULL, 0, 0,
					    result, &end, NULL));
		assert_int_equal(end, TW_SNAPSHOT_DONE);
		memcpy(&n, result->data, sizeof(n));
		assert_int_equal(n, 0);
		tw_sim_free(p.sim);
		tw_replay_free(p.r);
	}
	print_message("# replay: %u snapshots of %u bytes, 0 differ\n", share(),
		      whole->len);
	tw_sim_free(through.sim);
	tw_replay_free(through.r);
	g_rand_free(chance);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(firmware_goes_on_as_if_never_stopped),
		cmocka_unit_test(firmware_among_faults_does),
		cmocka_unit_test(buses_behind_a_mux_do),
		cmocka_unit_test(models_among_faults_do),
		cmocka_unit_test(a_replay_does),
	};

	g_assert(argc > 4);
	n_snapshots = (unsigned)strtoul(argv[1], NULL, 10);
	capture = argv[2];
	objects = argv + 3;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
