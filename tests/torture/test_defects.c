/* SPDX-License-Identifier: MIT */
/*
 * Does each check find what it is there for? A target in software
 * (fw/soft.c) has one defect at a time: what the table says fails, and
 * nothing else. Sound it passes all.
 *
 * usage: test_defects TWOWIRE SOFT.so [all]
 *	Of the checks at every bit, which take most of the time, each defect
 *	gets those that it should fail and another, in turn; with "all", all.
 */
#include "soft_target.h"

#include "fw/defects.h"

static char *object;
static bool all_checks;

/* Of the kinds of fw/soft.h. */
static const char *const profiles[] = {
	"register-file,addr=0x40,size=16,wrap=1,max_hz=100000",
	"eeprom,addr=0x40,size=256,max_hz=100000,protect=WP",
	"stream,addr=0x40,gives=5a5b,max_hz=100000",
	"register-file,addr=0x40,size=16,last=10,also=12-13+14-14,"
	"locked=15,gives=42,"
	"max_hz=100000",
};
enum { REGISTERS, EEPROM, STREAM, LOCKED, N_KINDS };

/* Which checks fail, the one that is about it first; after "all but" those
 * that pass. */
static const struct row {
	enum defect defect;
	unsigned kind;
	const char *fails;
} rows[] = {
	{QUICK_BUSY, REGISTERS,
	 "address-acknowledged address-quick bit-anew bit-scl-high "
	 "bit-doubled-clock bit-host-dies"},
	{QUICK_WRITES, REGISTERS, "address-quick"},
	{MASKED, REGISTERS, "address-others"},
	{ANY_ADDRESS, REGISTERS,
	 "address-others address-ten-bit address-start-byte address-hs-code "
	 "other-traffic"},
	{TEN_BIT, REGISTERS, "address-ten-bit"},
	{CALL_DEAD, REGISTERS, "address-general-call"},
	{CALL_READ, REGISTERS, "address-start-byte"},
	{HS_CODE, REGISTERS, "address-hs-code"},
	{FOREIGN_NACK, REGISTERS,
	 "arbitration-address address-others address-ten-bit "
	 "address-general-call address-start-byte address-hs-code "
	 "other-traffic"},
	{OTHERS_BYTES, REGISTERS, "other-traffic"},
	{NACK_LOCK, REGISTERS,
	 "all but address-quick data-stop-start data-write-row data-read-wrap "
	 "data-pointer-alone"},
	{NO_DATA, REGISTERS, "data-first-read"},
	{STUCK_BIT, REGISTERS, "data-read-back"},
	{POINTER_RESET, REGISTERS, "data-stop-start data-continuity"},
	{ONE_WRITE, REGISTERS, "data-write-row"},
	{FOURTH, REGISTERS, "data-read-lengths data-write-row"},
	{LEFTOVER, REGISTERS,
	 "all but address-quick data-stop-start data-write-row "
	 "data-continuity data-read-wrap data-pointer-alone"},
	{ONE_OVER, REGISTERS, "data-early-nack data-read-lengths host-broken"},
	{PREFETCH, REGISTERS, "data-continuity"},
	{NO_WRAP, REGISTERS, "data-read-wrap"},
	{POINTER_WRITES, REGISTERS,
	 "data-pointer-alone data-stop-start write-cut"},
	{LOCK_OPEN, LOCKED, "data-locked"},
	{FIRST_POINTER, REGISTERS, "data-combined"},
	{RESTART_UNSEEN, REGISTERS,
	 "all but data-stop-start data-pointer-alone"},
	{DEFERRED, REGISTERS, "all but"},
	{SWAPPED, REGISTERS, "all but"},
	{LAST_BIT_FIRST, REGISTERS,
	 "all but address-quick data-stop-start data-pointer-alone"},
	{HOLE, LOCKED, "data-ranges"},
	{QUEUE, REGISTERS, "data-back-to-back"},
	{GAP, REGISTERS, "data-gaps"},
	{SHORT_TIMEOUT, REGISTERS, "data-rates data-gaps"},
	{UNLOCK, REGISTERS, "arbitration-data"},
	{UNPROTECTED, EEPROM, "write-protected"},
	{ACKS_BUSY, EEPROM, "eeprom-polling"},
	{NO_PAGE, EEPROM, "eeprom-page-wrap"},
	{TAKES_PART, REGISTERS, "write-cut"},
	{START_IN_BYTE, REGISTERS, "bit-anew"},
	{STOP_IN_BYTE, REGISTERS,
	 "bit-stop write-cut bit-anew bit-scl-high bit-sda-high "
	 "bit-missing-clock bit-doubled-clock bit-host-dies host-broken"},
	{COUNT_STAYS, REGISTERS, "all but"},
	{SDA_PULSE, REGISTERS, "bit-sda-low"},
	{SCL_PULSE, REGISTERS, "bit-scl-low bit-scl-high"},
	{PAUSE, REGISTERS,
	 "bit-host-dies data-gaps bit-scl-high bit-missing-clock "
	 "bit-doubled-clock bit-scl-held host-broken host-ack-last"},
	{BOOT_BUSY, REGISTERS, "power-fails"},
	{HELD, REGISTERS, "bit-scl-held"},
	{STRETCHES, REGISTERS, "host-like"},
	{TIRED, REGISTERS,
	 "host-impatient host-like host-broken host-ack-last "
	 "bit-missing-clock bit-host-dies bit-scl-held"},
	{ACK_LAST, REGISTERS, "bit-start bit-stop bit-sda-high"},
	{AFTER_NACK, REGISTERS,
	 "host-clocks-after-nack host-like host-broken bit-scl-high "
	 "bit-missing-clock bit-doubled-clock"},
	{TWIN, REGISTERS, "arbitration-twin"},
	{LATE_SAMPLE, REGISTERS, "bit-sda-high bit-start"},
};

static char **every_check(struct ran *r)
{
	g_autoptr(GPtrArray) ids = g_ptr_array_new();
	g_auto(GStrv) lines = NULL;

	assert_int_equal(twowire(r, "torture --list"), 0);
	lines = g_strsplit(r->out, "\n", -1);
	for (char **line = lines; *line; line++)
		if (g_ascii_islower(**line))
			g_ptr_array_add(ids,
					g_strndup(*line, strcspn(*line, " ")));
	g_ptr_array_add(ids, NULL);
	return (char **)g_ptr_array_steal(ids, NULL);
}

static bool should_fail(const struct row *row, const char *id)
{
	g_auto(GStrv) words = g_strsplit(row->fails, " ", -1);
	bool named = g_strv_contains((const char *const *)words, id);

	return g_str_has_prefix(row->fails, "all but") ? !named : named;
}

static bool is_long(const char *id)
{
	return g_str_has_prefix(id, "bit-") || !strcmp(id, "power-fails");
}

/* The options that choose checks for the @n-th row. */
static char *chosen(const struct row *row, size_t n, char **ids)
{
	GString *options = g_string_new(" --out .");
	bool wide = g_str_has_prefix(row->fails, "all but");
	size_t n_bits = 0;

	for (char **id = ids; *id; id++)
		if (!is_long(*id) || n_bits++ == n % 12 || all_checks ||
		    (should_fail(row, *id) && !wide))
			g_string_append_printf(options, " --check %s", *id);
	return g_string_free(options, FALSE);
}

static int torture(struct ran *r, enum defect defect, unsigned kind,
		   const char *options)
{
	g_autofree char *line = g_strdup_printf(
		"torture case.json --no-margins --report tap --profile %s%s",
		profiles[kind], options);

	write_soft(r, object, (unsigned)defect | kind << 6);
	return twowire(r, line);
}

/* Each line of the report against the row. */
static void compare(const struct ran *r, const struct row *row)
{
	g_auto(GStrv) lines = g_strsplit(r->out, "\n", -1);

	for (char **line = lines; *line; line++) {
		bool fails = g_str_has_prefix(*line, "not ok ");
		const char *id = strstr(*line, " - ");
		g_autofree char *name = NULL;

		if ((!fails && !g_str_has_prefix(*line, "ok ")) ||
		    strstr(*line, " # SKIP"))
			continue;
		name = g_strndup(id + 3, strcspn(id + 3, ":"));
		if (fails != should_fail(row, name))
			fail_msg("%s %s %s:\n%s", defect_names[row->defect],
				 fails ? "fails" : "passes", name, r->out);
	}
}

/* The first word of @row: its case fails again in the same way. */
static void replay(struct ran *r, const struct row *row)
{
	size_t len = strcspn(row->fails, " ");
	g_autofree char *line =
		g_strdup_printf("run %.*s.json", (int)len, row->fails);

	if (!g_str_has_prefix(row->fails, "all but") && twowire(r, line) != 1)
		fail_msg("%s, %s: %d\n%s%s", defect_names[row->defect], line,
			 r->status, r->out, r->err);
}

static void sound_it_passes_as_each_kind(void **state)
{
	struct ran *r = *state;

	for (unsigned kind = EEPROM; kind < N_KINDS; kind++) /* margins: 0 */
		if (torture(r, SOUND, kind, ""))
			fail_msg("%s: %d\n%s%s", profiles[kind], r->status,
				 r->out, r->err);
}

static void each_defect_fails_what_is_about_it_alone(void **state)
{
	struct ran *r = *state;
	g_auto(GStrv) ids = every_check(r);

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *options = chosen(&rows[i], i, ids);

		if (torture(r, rows[i].defect, rows[i].kind, options) != 1)
			fail_msg("%s: %d\n%s%s", defect_names[rows[i].defect],
				 r->status, r->out, r->err);
		compare(r, &rows[i]);
		replay(r, &rows[i]);
	}
}

/* Of one target a margin, as it is reported. */
static double margin(struct ran *r, enum defect defect, const char *what)
{
	g_autofree char *line =
		g_strdup_printf("torture case.json --report json --profile %s",
				profiles[REGISTERS]);
	g_autofree char *key = g_strdup_printf("\"what\": \"%s\"", what);
	const char *at;

	write_soft(r, object, defect);
	/* What shows in margins alone passes all checks. */
	assert_int_equal(twowire(r, line),
			 defect != SOUND && defect != STOP_BUSY);
	at = strstr(r->out, key);
	at = at ? strstr(at, "\"value\": ") : NULL;
	if (!at)
		fail_msg("%s: no %s:\n%s", defect_names[defect], what, r->out);
	return g_ascii_strtod(at + strlen("\"value\": "), NULL);
}

/* Each from how the target is made; a call of its handler takes some 1 us. */
static void margins_are_what_firmware_is_made_for(void **state)
{
	struct ran *r = *state;
	double found;

	/* It has to see each edge before the next: half a period is 5 us, 625
	 * cycles. */
	found = margin(r, SOUND, "longest interrupt latency");
	assert_in_range((int)found, 625 - 125 - 125, 625);
	/* 3 us after SCL rose, SDA must still be there: it is until 0.3 us
	 * after SCL falls. In Fast-mode SCL is high for 0.6 of 1.9 parts. */
	found = margin(r, LATE_SAMPLE, "fastest bus");
	assert_in_range((int)found, 80000, 115000);
	/* 7 us after STOP, less the 4 us from START until SCL falls. */
	found = margin(r, STOP_BUSY, "shortest bus-free gap");
	assert_in_range((int)found, 3000, 4700);
	/* SCL is held for 20 us, of which the host's own low is 5, and rises
	 * when the handler is done. */
	found = margin(r, TIRED, "least patience of a host");
	assert_in_range((int)found, 15000, 17500);
}

static void each_defect_has_its_row(void **state)
{
	/* These show in margins alone. */
	bool has[N_DEFECTS] = {[SOUND] = true, [STOP_BUSY] = true};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		has[rows[i].defect] = true;
	for (int i = 0; i < N_DEFECTS; i++)
		if (!has[i])
			fail_msg("%s has no row", defect_names[i]);
}

/* A row that names it; that nearly all fails does not count. */
static void each_check_has_a_defect(void **state)
{
	struct ran *r = *state;
	g_auto(GStrv) ids = every_check(r);

	for (char **id = ids; *id; id++) {
		/* The next test fails it. */
		bool found = !strcmp(*id, "smbus-timeout");

		for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
			found = found ||
				(!g_str_has_prefix(rows[i].fails, "all but") &&
				 should_fail(&rows[i], *id));
		if (!found)
			fail_msg("%s: no defect fails it", *id);
	}
}

/* No firmware of ours has a time-out; a model has one that can be set. */
static void without_its_timeout_a_model_fails_that_check(void **state)
{
	struct ran *r = *state;
	const char *sound =
		"torture --no-margins --model "
		"smbus-device@0x40,address_type=no-arp --profile "
		"register-file,size=16,width=2,sequential=0,keeps=0,"
		"timeout_us=35000";
	const char *without = "torture --no-margins --report tap --model "
			      "smbus-device@0x40,address_type=no-arp,"
			      "timeout_us=0 --profile register-file,size=16,"
			      "width=2,sequential=0,keeps=0,timeout_us=35000";
	const char *failed;

	if (twowire(r, sound))
		fail_msg("%s", r->out);
	expect_in(r->out, "pass  smbus-timeout");
	assert_int_equal(twowire(r, without), 1);
	failed = strstr(r->out, "\nnot ok ");
	assert_non_null(strstr(failed, " - smbus-timeout: "));
	assert_null(strstr(failed + 1, "\nnot ok "));
}

static void a_failure_leaves_a_case_that_fails_again(void **state)
{
	struct ran *r = *state;

	assert_int_equal(torture(r, MASKED, REGISTERS,
				 " --check address-others --out ."),
			 1);
	assert_int_equal(twowire(r, "run address-others.json"), 1);
	expect_in(r->out, "no-target");
	assert_int_equal(twowire(r, "check address-others.sr"), 0);
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(sound_it_passes_as_each_kind),
		T(each_defect_fails_what_is_about_it_alone),
		T(margins_are_what_firmware_is_made_for),
		T(each_defect_has_its_row),
		T(each_check_has_a_defect),
		T(without_its_timeout_a_model_fails_that_check),
		T(a_failure_leaves_a_case_that_fails_again),
	};
	int failed;

	g_assert(argc >= 3);
	program = g_canonicalize_filename(argv[1], NULL);
	object = g_canonicalize_filename(argv[2], NULL);
	all_checks = argc > 3;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	g_free(object);
	g_free(program);
	return failed;
}
