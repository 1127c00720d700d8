/* SPDX-License-Identifier: MIT */
/*
 * What each request of i2c-dev puts on the wires, read from a served bus's
 * edges by rules of our own. Messages and their flags: Linux's
 * Documentation/i2c/i2c-protocol; SMBus: its smbus-protocol, and the SMBus
 * specification 3.x, section 6.5. PECs were calculated apart: CRC-8, x^8 + x^2
 * + x + 1, over all bytes with the addresses.
 *
 * usage: test_i2c_wires TWOWIRE CASE ASKS
 */
#include <errno.h>
#include <stdlib.h>

#include "ran.h"
#include "twowire/sim.h"

static const char *case_file, *asks;

/* --- edges ------------------------------------------------------------- */

struct wire_text {
	GString *text;
	uint64_t now_ns, first_ns, last_ns; /* falls and rises of SDA */
	bool scl, sda, bit;
	bool has_bit; /* SCL is high, and nothing else has come of it */
	unsigned n;   /* bits of the byte */
	unsigned byte;
};

static void end_byte(struct wire_text *w)
{
	if (!w->n)
		return;
	g_string_append(w->text, " (");
	for (unsigned i = w->n; i-- > 0;)
		g_string_append_c(w->text, w->byte >> i & 1 ? '1' : '0');
	g_string_append_c(w->text, ')');
	w->n = w->byte = 0;
}

static void take_bit(struct wire_text *w)
{
	if (w->n++ < 8) {
		w->byte = w->byte << 1 | w->bit;
		return;
	}
	g_string_append_printf(w->text, " %02x%c", w->byte, w->bit ? '-' : '+');
	w->n = w->byte = 0;
}

static void edge(struct wire_text *w, bool is_scl, bool level)
{
	if (is_scl && level != w->scl) {
		w->scl = level;
		if (level)
			w->bit = w->sda;
		else if (w->has_bit)
			take_bit(w);
		w->has_bit = level;
	} else if (!is_scl && level != w->sda) {
		w->sda = level;
		if (!level && !w->first_ns)
			w->first_ns = w->now_ns;
		if (level)
			w->last_ns = w->now_ns;
		if (!w->scl)
			return;
		w->has_bit = false;
		end_byte(w);
		g_string_append(w->text, level ? " P" : " S");
	}
}

/* "S a0+ 10+ P": bytes in hex with their acknowledges, single bits in
 * parentheses. @sda_ns: (optional): from SDA's first fall to its last rise. */
static char *wires_of(const char *vcd, const char *scl, const char *sda,
		      uint64_t *sda_ns)
{
	struct wire_text w = {g_string_new(NULL), .scl = true, .sda = true};
	g_auto(GStrv) lines = g_strsplit(vcd, "\n", -1);
	char scl_id[8] = "", sda_id[8] = "";
	unsigned scale;
	uint64_t tick_ns = 1;

	for (char **l = lines; *l; l++) {
		char id[8], name[32];

		if (sscanf(*l, "$timescale %u %7s", &scale, id) == 2)
			tick_ns = scale * (g_str_equal(id, "ns")   ? 1
					   : g_str_equal(id, "us") ? 1000
								   : 1000000);
		else if (**l == '#')
			w.now_ns = tick_ns * strtoull(*l + 1, NULL, 10);
		else if (sscanf(*l, "$var wire 1 %7s %31s", id, name) == 2) {
			if (!strcmp(name, scl))
				strcpy(scl_id, id);
			else if (!strcmp(name, sda))
				strcpy(sda_id, id);
		} else if ((**l == '0' || **l == '1') &&
			   (!strcmp(*l + 1, scl_id) ||
			    !strcmp(*l + 1, sda_id))) {
			edge(&w, !strcmp(*l + 1, scl_id), **l == '1');
		}
	}
	if (sda_ns)
		*sda_ns = w.last_ns - w.first_ns;
	return g_string_free(w.text, FALSE);
}

/* --- requests ---------------------------------------------------------- */

/* Does them, and returns the wires' edges. */
static char *ask(struct ran *r, const char *served, const char *requests)
{
	g_autofree char *line = g_strdup_printf(
		"exec --trace t.vcd %s -- %s a.txt", served, asks);
	g_autofree char *path = g_build_filename(r->folder, "t.vcd", NULL);
	char *vcd = NULL;

	write_file(r, "a.txt", requests);
	if (twowire(r, line))
		fail_msg("%s", r->err);
	assert_true(g_file_get_contents(path, &vcd, NULL, NULL));
	return vcd;
}

struct row {
	const char *request, *result, *wires;
};

#define MARK " S fc- P"

/* All of a table at once: marks stand between. */
static void expect_rows(struct ran *r, const struct row *rows, size_t n)
{
	g_autoptr(GString) requests = g_string_new(NULL);
	g_autofree char *vcd = NULL, *wires = NULL;
	g_auto(GStrv) results = NULL, parts = NULL;
	unsigned n_bad = 0;

	for (size_t i = 0; i < n; i++)
		g_string_append_printf(requests, "mark\n%s\n", rows[i].request);
	g_string_append(requests, "mark\n");
	vcd = ask(r, case_file, requests->str);
	wires = wires_of(vcd, "SCL0", "SDA0", NULL);
	results = g_strsplit(g_strchomp(r->out), "\n", -1);
	parts = g_strsplit(wires, MARK, -1);
	assert_int_equal(g_strv_length(results), n);
	assert_int_equal(g_strv_length(parts), n + 2);
	for (size_t i = 0; i < n; i++) {
		if (g_str_equal(results[i], rows[i].result) &&
		    g_str_equal(g_strchug(parts[i + 1]), rows[i].wires))
			continue;
		print_message("# %s\n#  got %s, not %s\n#  on the wires %s\n"
			      "#                not %s\n",
			      rows[i].request, results[i], rows[i].result,
			      parts[i + 1], rows[i].wires);
		n_bad++;
	}
	assert_int_equal(n_bad, 0);
}

#define EXPECT_ROWS(state, rows) expect_rows(*(state), rows, G_N_ELEMENTS(rows))

/* A memory at 0x50 whose bytes from 0x10 on are a block of two. */
#define FILLED                                                                 \
	{                                                                      \
		"rdwr 50::1002a55a", "1", "S a0+ 10+ 02+ a5+ 5a+ P"            \
	}

static void messages_are_joined_by_repeated_starts(void **state)
{
	static const struct row rows[] = {
		FILLED,
		{"rdwr 50::10 50:RD:3", "2 02a55a",
		 "S a0+ 10+ S a1+ 02+ a5+ 5a- P"},
		{"rdwr 50:RD:1 50::10", "2 ff", "S a1+ ff- S a0+ 10+ P"},
		{"rdwr 51::10 50:RD:1", "ENXIO", "S a2- P"},
		{"rdwr 50::10 51:RD:1", "ENXIO", "S a0+ 10+ S a3- P"},
		/* 0x20 has no commands from 0x10 on. */
		{"rdwr 20::4401", "EIO", "S 40+ 44- P"},
		{"rdwr 50:: 18::", "2", "S a0+ S 30+ P"},
	};

	EXPECT_ROWS(state, rows);
}

static void nostart_leaves_start_and_address_out(void **state)
{
	static const struct row rows[] = {
		FILLED,
		{"rdwr 50::10 50:NOSTART:02", "2", "S a0+ 10+ 02+ P"},
		{"rdwr 50:: 50:NOSTART:10 50:NOSTART:02a5 50:NOSTART:5a", "4",
		 "S a0+ 10+ 02+ a5+ 5a+ P"},
		/* The last byte of each read has its NA, whatever follows. */
		{"rdwr 50::10 50:RD:1 50:RD|NOSTART:1", "3 02 ff",
		 "S a0+ 10+ S a1+ 02- ff- P"},
		{"rdwr 50::10 50:RD:1 50:NOSTART|IGNORE_NAK:33", "3 02",
		 "S a0+ 10+ S a1+ 02- 33- P"},
		{"rdwr 50::10 50:RD:1 50:NOSTART:3344", "EIO",
		 "S a0+ 10+ S a1+ 02- 33- P"},
		/* Of the first message the START stays. */
		{"rdwr 50:NOSTART:a010 50:RD:2", "2 02a5",
		 "S a0+ 10+ S a1+ 02+ a5- P"},
		{"rdwr 50:NOSTART:a2", "EIO", "S a2- P"},
	};

	EXPECT_ROWS(state, rows);
}

static void stop_ends_a_message(void **state)
{
	static const struct row rows[] = {
		FILLED,
		{"rdwr 50:STOP:10 50:RD:1", "2 02", "S a0+ 10+ P S a1+ 02- P"},
		{"rdwr 50:STOP:10 50:RD|STOP:1", "2 02",
		 "S a0+ 10+ P S a1+ 02- P"},
		/* Bytes behind a STOP that no START goes before. */
		{"rdwr 50:STOP:10 50:NOSTART:02", "EOPNOTSUPP", ""},
	};

	EXPECT_ROWS(state, rows);
}

static void ignore_nak_goes_on(void **state)
{
	static const struct row rows[] = {
		FILLED,
		{"rdwr 51:IGNORE_NAK:1011", "1", "S a2- 10- 11- P"},
		{"rdwr 51:RD|IGNORE_NAK:2", "1 ffff", "S a3- ff+ ff- P"},
		{"rdwr 20:IGNORE_NAK:4401", "1", "S 40+ 44- 01- P"},
		{"rdwr 51:IGNORE_NAK:10 51::11", "ENXIO", "S a2- 10- S a2- P"},
		{"rdwr 50:IGNORE_NAK:10 50:RD|IGNORE_NAK:2", "2 02a5",
		 "S a0+ 10+ S a1+ 02+ a5- P"},
	};

	EXPECT_ROWS(state, rows);
}

static void no_rd_ack_skips_the_ninth_pulse(void **state)
{
	static const struct row rows[] = {
		FILLED,
		{"rdwr 50::10 50:RD|NO_RD_ACK:1", "2 02",
		 "S a0+ 10+ S a1+ (00000010) P"},
		/* What would have been its ACK is the second byte's first
		 * bit: high, which is a NACK to the memory. */
		{"rdwr 50::10 50:RD|NO_RD_ACK:2", "2 02ff",
		 "S a0+ 10+ S a1+ 02- (1111111) P"},
		{"rdwr 50:NO_RD_ACK:10", "1", "S a0+ 10+ P"},
	};

	EXPECT_ROWS(state, rows);
}

static void rev_dir_addr_turns_the_direction_bit(void **state)
{
	static const struct row rows[] = {
		FILLED,
		{"rdwr 51:REV_DIR_ADDR|IGNORE_NAK:1011", "1",
		 "S a3- 10- 11- P"},
		{"rdwr 51:REV_DIR_ADDR|RD|IGNORE_NAK:1", "1 ff", "S a2- ff- P"},
		{"rdwr 50:REV_DIR_ADDR|RD:", "1 ", "S a0+ P"},
		/* A memory takes what is read for its address: its ACK against
		 * our NA is an arbitration that is lost (UM10204 3.1.8). Then
		 * the bus is cleared, by clocks until a STOP comes about. */
		{"retries 0", "0", ""},
		{"rdwr 50:REV_DIR_ADDR|RD:1", "EAGAIN", "S a0+ ff+ (1) P"},
		{"rdwr 50::10 50:REV_DIR_ADDR:80", "EAGAIN",
		 "S a0+ 10+ S a1+ (000000) P"},
		{"retries 2", "0", ""},
		{"rdwr 50::10 50:REV_DIR_ADDR:80", "EAGAIN",
		 "S a0+ 10+ S a1+ (000000) P S a0+ 10+ S a1+ (000000) P"
		 " S a0+ 10+ S a1+ (000000) P"},
	};

	EXPECT_ROWS(state, rows);
}

static void ten_addresses_in_two_bytes(void **state)
{
	static const struct row rows[] = {
		{"rdwr 123:TEN:01", "ENXIO", "S f2- P"},
		{"rdwr 123:TEN|IGNORE_NAK:01", "1", "S f2- 23- 01- P"},
		{"rdwr 3ff:TEN|RD|IGNORE_NAK:1", "1 ff",
		 "S f6- ff- S f7- ff- P"},
		{"rdwr 123:TEN|IGNORE_NAK:01 123:TEN|RD|IGNORE_NAK:1", "2 ff",
		 "S f2- 23- 01- S f3- ff- P"},
		{"rdwr 050:TEN|IGNORE_NAK:01", "1", "S f0- 50- 01- P"},
		{"rdwr 400:TEN:01", "EINVAL", ""},
		{"rdwr 123::01", "EINVAL", ""},
	};

	EXPECT_ROWS(state, rows);
}

static void recv_len_takes_as_many_as_the_first_byte_says(void **state)
{
	static const struct row rows[] = {
		FILLED,
		{"rdwr 50::10 50:RD|RECV_LEN:1", "2 02a55a",
		 "S a0+ 10+ S a1+ 02+ a5+ 5a- P"},
		{"rdwr 50::10 50:RD|RECV_LEN:2", "2 02a55a",
		 "S a0+ 10+ S a1+ 02+ a5+ 5a+ ff- P"},
		{"rdwr 50::10 50:RD|RECV_LEN|NO_RD_ACK:1", "2 02ffff",
		 "S a0+ 10+ S a1+ 02- ff- (111111) P"},
		{"rdwr 50::10 50:RD|RECV_LEN:1 50::11 50:RD:1", "4 02a55a a5",
		 "S a0+ 10+ S a1+ 02+ a5+ 5a- S a0+ 11+ S a1+ a5- P"},
		{"rdwr 50::300021", "1", "S a0+ 30+ 00+ 21+ P"},
		{"rdwr 50::30 50:RD|RECV_LEN:1", "EPROTO",
		 "S a0+ 30+ S a1+ 00- P"},
		{"rdwr 50::31 50:RD|RECV_LEN:1 50::31", "EPROTO",
		 "S a0+ 31+ S a1+ 21- P"},
		{"rdwr 50:RECV_LEN:10", "EINVAL", ""},
		{"rdwr 50::10 50:RD|RECV_LEN:0", "EINVAL", ""},
	};

	EXPECT_ROWS(state, rows);
}

static void each_size_of_smbus_has_its_own_form(void **state)
{
	static const struct row rows[] = {
		{"smbus 50 w QUICK 0 0", "0", "S a0+ P"},
		{"smbus 50 r QUICK 0 0", "0", "S a1+ P"},
		{"smbus 50 w BYTE 10 0", "0", "S a0+ 10+ P"},
		{"smbus 50 r BYTE 0 0", "0 ff", "S a1+ ff- P"},
		{"smbus 50 w BYTE_DATA 30 0 77", "0", "S a0+ 30+ 77+ P"},
		{"smbus 50 r BYTE_DATA 30 0", "0 77", "S a0+ 30+ S a1+ 77- P"},
		/* The lower byte first. */
		{"smbus 50 w WORD_DATA 30 0 3412", "0", "S a0+ 30+ 34+ 12+ P"},
		{"smbus 50 r WORD_DATA 30 0", "0 1234",
		 "S a0+ 30+ S a1+ 34+ 12- P"},
		/* A call's write does not count to a memory without its
		 * STOP, but its pointer goes on. */
		{"smbus 50 w WORD_DATA 34 0 7856", "0", "S a0+ 34+ 78+ 56+ P"},
		{"smbus 50 w PROC_CALL 32 0 0101", "0 5678",
		 "S a0+ 32+ 01+ 01+ S a1+ 78+ 56- P"},
		{"smbus 50 w BLOCK_DATA 3a 0 03616263", "0",
		 "S a0+ 3a+ 03+ 61+ 62+ 63+ P"},
		{"smbus 50 r BLOCK_DATA 3a 0", "0 03616263",
		 "S a0+ 3a+ S a1+ 03+ 61+ 62+ 63- P"},
		{"smbus 50 w BLOCK_PROC_CALL 38 0 0171", "0 03616263",
		 "S a0+ 38+ 01+ 71+ S a1+ 03+ 61+ 62+ 63- P"},
		{"smbus 50 w I2C_BLOCK_DATA 40 0 024142", "0",
		 "S a0+ 40+ 41+ 42+ P"},
		{"smbus 50 r I2C_BLOCK_DATA 40 0 03", "0 034142ff",
		 "S a0+ 40+ S a1+ 41+ 42+ ff- P"},
		{"smbus 50 w I2C_BLOCK_BROKEN 42 0 0143", "0",
		 "S a0+ 42+ 43+ P"},
	};

	EXPECT_ROWS(state, rows);
}

static void a_broken_block_is_32_bytes_whatever_was_asked_for(void **state)
{
	static const struct row rows[] = {
		{"smbus 50 r I2C_BLOCK_BROKEN 40 0 03",
		 "0 20ffffffffffffffffffffffffffffffff"
		 "ffffffffffffffffffffffffffffffff",
		 "S a0+ 40+ S a1+"
		 " ff+ ff+ ff+ ff+ ff+ ff+ ff+ ff+ ff+ ff+ ff+"
		 " ff+ ff+ ff+ ff+ ff+ ff+ ff+ ff+ ff+ ff+ ff+"
		 " ff+ ff+ ff+ ff+ ff+ ff+ ff+ ff+ ff+ ff- P"},
	};

	EXPECT_ROWS(state, rows);
}

static void a_pec_goes_behind_the_last_byte(void **state)
{
	static const struct row rows[] = {
		{"smbus 50 w QUICK 0 1", "0", "S a0+ P"},
		{"smbus 50 w BYTE 10 1", "0", "S a0+ 10+ 68+ P"},
		{"smbus 50 w BYTE_DATA 30 1 77", "0", "S a0+ 30+ 77+ f3+ P"},
		{"smbus 50 w WORD_DATA 30 1 3412", "0",
		 "S a0+ 30+ 34+ 12+ cd+ P"},
		/* Blocks of I2C have none. */
		{"smbus 50 w I2C_BLOCK_DATA 30 1 0177", "0", "S a0+ 30+ 77+ P"},
		{"smbus 50 w BLOCK_DATA 30 1 03616263", "0",
		 "S a0+ 30+ 03+ 61+ 62+ 63+ e4+ P"},
		/* The memory has what a device would have calculated. */
		{"rdwr 50::34 50:NOSTART:7a", "2", "S a0+ 34+ 7a+ P"},
		{"smbus 50 r BLOCK_DATA 30 1", "0 03616263",
		 "S a0+ 30+ S a1+ 03+ 61+ 62+ 63+ 7a- P"},
		{"rdwr 50::60777562", "1", "S a0+ 60+ 77+ 75+ 62+ P"},
		{"smbus 50 r BYTE_DATA 60 1", "0 77",
		 "S a0+ 60+ S a1+ 77+ 75- P"},
		{"smbus 50 r BYTE_DATA 61 1", "EBADMSG",
		 "S a0+ 61+ S a1+ 75+ 62- P"},
	};

	EXPECT_ROWS(state, rows);
}

#define STRETCHED                                                              \
	"{\"format\": \"twowire-scenario/1\", \"title\": \"held\",\n"          \
	"\"devices\": [" ROM "], \"steps\": [],\n\"faults\": [{\"id\": "       \
	"\"wait\", \"kind\": \"hold-low\", \"line\": \"scl\", "                \
	"\"at\": {\"byte\": 0, \"bit\": 3}}]}\n"

/* 0x50's fourth bit is 0: the controller pulls SDA, as from its START on, until
 * it gives up. */
static uint64_t patience_ns(struct ran *r, const char *requests)
{
	g_autofree char *vcd = NULL, *wires = NULL;
	uint64_t ns;

	write_file(r, "held.json", STRETCHED);
	vcd = ask(r, "held.json", requests);
	expect_in(r->out, "ETIMEDOUT\n");
	wires = wires_of(vcd, "SCL", "SDA", &ns);
	return ns;
}

static void the_timeout_is_the_adapters_whoever_sets_it(void **state)
{
	struct ran *r = *state;
	const uint64_t rest = 100000; /* until the wires have followed */

	/* In units of 10 ms; a second is the usual one. */
	assert_in_range(patience_ns(r, "rdwr 50::00\n"), TW_S(1),
			TW_S(1) + rest);
	assert_in_range(patience_ns(r, "timeout 5\nrdwr 50::00\n"), TW_MS(50),
			TW_MS(50) + rest);
	assert_in_range(patience_ns(r, "timeout 5\ntimeout 300\nrdwr "
				       "50::00\n"),
			TW_S(3), TW_S(3) + rest);
}

int main(int argc, char **argv)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(messages_are_joined_by_repeated_starts),
		TEST(nostart_leaves_start_and_address_out),
		TEST(stop_ends_a_message),
		TEST(ignore_nak_goes_on),
		TEST(no_rd_ack_skips_the_ninth_pulse),
		TEST(rev_dir_addr_turns_the_direction_bit),
		TEST(ten_addresses_in_two_bytes),
		TEST(recv_len_takes_as_many_as_the_first_byte_says),
		TEST(each_size_of_smbus_has_its_own_form),
		TEST(a_broken_block_is_32_bytes_whatever_was_asked_for),
		TEST(the_timeout_is_the_adapters_whoever_sets_it),
		TEST(a_pec_goes_behind_the_last_byte),
	};

	program = g_canonicalize_filename(argv[1], NULL);
	case_file = g_canonicalize_filename(argv[2], NULL);
	asks = g_canonicalize_filename(argv[3], NULL);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
