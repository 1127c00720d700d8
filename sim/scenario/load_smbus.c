/* SPDX-License-Identifier: MIT */
/*
 * A step in the words of SMBus. Alert response and address resolution are
 * messages like others, at addresses of their own; here they become such.
 */
#include "scenario/case.h"

#include <string.h>

#define DEFAULT_LIMIT_NS TW_S(1)
#define MAX_LIMIT_US	 60000000u
#define MAX_TIMEOUT_US	 1000000u

/* Behind the protocols, which stand for themselves. */
enum {
	ALERT_RESPONSE = TW_SMBUS_PROTOCOLS,
	ARP_PREPARE,
	ARP_RESET,
	ARP_GET_UDID,
	ARP_ASSIGN,
	HOST_NOTIFY,
	N_WORDS,
};

static const char *const own_words[] = {"alert-response", "arp-prepare",
					"arp-reset",	  "arp-get-udid",
					"arp-assign",	  "host-notify"};

/* In the order of enum tw_smbus_result. */
static const char *const results[] = {"ok",
				      "no-target",
				      "nacked",
				      "pec-refused",
				      "pec-mismatch",
				      "block-length",
				      "arbitration-lost",
				      "timeout",
				      "stuck",
				      NULL};

const char *const tw_case_smbus_keys[] = {
	"by",	"addr",	  "command",	      "tx",	    "rx", "pec",
	"udid", "result", "smbus_timeout_us", "timeout_us", NULL};

/* Which keys a word has besides by, result and the two times. */
static const char *keys_of(unsigned word)
{
	switch (word) {
	case ALERT_RESPONSE:
		return "addr pec";
	case ARP_PREPARE:
		return "";
	case ARP_RESET:
		return "addr";
	case ARP_GET_UDID:
		return "addr udid rx";
	case ARP_ASSIGN:
		return "addr udid";
	case HOST_NOTIFY:
		return "addr rx";
	case TW_SMBUS_QUICK_WRITE:
	case TW_SMBUS_QUICK_READ:
		return "addr";
	case TW_SMBUS_RECEIVE_BYTE:
		return "addr rx pec";
	default:
		break;
	}
	if (tw_smbus_protocol_tx(word))
		return tw_smbus_protocol_rx(word) ? "addr command tx rx pec"
						  : "addr command tx pec";
	return tw_smbus_protocol_rx(word) ? "addr command rx pec"
					  : "addr command pec";
}

static bool check_keys(const struct tw_cursor *step, unsigned word,
		       const char *name, GError **error)
{
	static const char *const some[] = {"addr", "command", "tx", "rx",
					   "pec",  "udid",    NULL};
	g_auto(GStrv) keys = g_strsplit(keys_of(word), " ", -1);
	struct tw_cursor cur;

	for (size_t i = 0; some[i]; i++)
		if (tw_cursor_get(step, some[i], &cur) &&
		    !g_strv_contains((const char *const *)keys, some[i]))
			return tw_json_key_error(cur.index, cur.at, error,
						 "has no meaning in \"%s\"",
						 name);
	return true;
}

static bool load_word(const struct tw_cursor *cur, struct tw_case_smbus *m,
		      unsigned *word, GError **error)
{
	const char *words[N_WORDS + 1] = {NULL};

	for (unsigned i = 0; i < N_WORDS; i++)
		words[i] = i < TW_SMBUS_PROTOCOLS
				   ? tw_smbus_protocol_name(i)
				   : own_words[i - TW_SMBUS_PROTOCOLS];
	if (!tw_cursor_word(cur, words, word, error))
		return false;
	m->word = words[*word];
	return true;
}

static bool load_addr(const struct tw_cursor *step, bool needed,
		      struct tw_case_smbus *m, GError **error)
{
	struct tw_cursor cur;

	m->has_addr = tw_cursor_get(step, "addr", &cur);
	if (m->has_addr)
		return tw_cursor_addr(&cur, 0, 0x7f, &m->addr, error);
	return !needed || tw_cursor_need(step, "addr", &cur, error);
}

static bool load_rx(const struct tw_cursor *step, struct tw_case_smbus *m,
		    GError **error)
{
	struct tw_cursor cur;

	m->has_rx = tw_cursor_get(step, "rx", &cur);
	m->rx_at = m->has_rx ? cur.at : m->result_at;
	return !m->has_rx || tw_cursor_bytes(&cur, m->rx, m->rx_mask, error);
}

/* As many bytes as there must be; -1: a block. */
static bool check_length(const struct tw_cursor *step, const char *key,
			 const GByteArray *bytes, int want, GError **error)
{
	struct tw_cursor cur;
	unsigned most = want < 0 ? TW_SMBUS_MAX_BLOCK : (unsigned)want;

	if (!tw_cursor_get(step, key, &cur))
		cur = *step;
	if (want < 0 ? bytes->len <= most : bytes->len == most)
		return true;
	return tw_json_error(cur.index, cur.at, error,
			     "expected %s%u bytes, got %u",
			     want < 0 ? "at most " : "", most, bytes->len);
}

static bool load_message(const struct tw_cursor *step, unsigned word,
			 struct tw_case_smbus *m, GError **error)
{
	int tx = tw_smbus_protocol_tx(word), rx = tw_smbus_protocol_rx(word);
	struct tw_cursor cur;

	m->protocol = word;
	if (!load_addr(step, true, m, error))
		return false;
	if (tw_smbus_protocol_has_command(word) &&
	    (!tw_cursor_need(step, "command", &cur, error) ||
	     !tw_cursor_addr(&cur, 0, 0xff, &m->command, error)))
		return false;
	if (tx && (!tw_cursor_need(step, "tx", &cur, error) ||
		   !tw_cursor_bytes(&cur, m->tx, NULL, error) ||
		   !check_length(step, "tx", m->tx, tx, error)))
		return false;
	/* Fewer are expected where a result other than ok is. */
	return load_rx(step, m, error) &&
	       (!m->has_rx || m->result != TW_SMBUS_OK ||
		check_length(step, "rx", m->rx, rx, error));
}

/* An address that comes as the upper seven bits of a byte. */
static void expect_addr(struct tw_case_smbus *m, uint16_t addr)
{
	uint8_t byte = (uint8_t)(addr << 1), mask = 0xfe;

	g_byte_array_append(m->rx, &byte, 1);
	g_byte_array_append(m->rx_mask, &mask, 1);
}

static bool load_alert(const struct tw_cursor *step, struct tw_case_smbus *m,
		       GError **error)
{
	m->protocol = TW_SMBUS_RECEIVE_BYTE;
	if (!load_addr(step, false, m, error))
		return false;
	m->has_rx = m->has_addr;
	if (m->has_addr)
		expect_addr(m, m->addr);
	m->addr = TW_SMBUS_ALERT;
	return true;
}

static bool load_udid(const struct tw_cursor *step, GByteArray *bytes,
		      GByteArray *mask, GError **error)
{
	struct tw_cursor cur;

	return tw_cursor_need(step, "udid", &cur, error) &&
	       tw_cursor_bytes(&cur, bytes, mask, error) &&
	       check_length(step, "udid", bytes, TW_SMBUS_UDID, error);
}

static bool load_assign(const struct tw_cursor *step, struct tw_case_smbus *m,
			GError **error)
{
	uint8_t byte;

	m->protocol = TW_SMBUS_BLOCK_WRITE;
	m->command = 0x04;
	if (!load_addr(step, true, m, error) ||
	    !load_udid(step, m->tx, NULL, error))
		return false;
	byte = (uint8_t)(m->addr << 1);
	g_byte_array_append(m->tx, &byte, 1);
	return true;
}

/* The UDID is expected, and with "rx" the byte behind it. */
static bool load_get_udid(const struct tw_cursor *step, struct tw_case_smbus *m,
			  GError **error)
{
	uint8_t any = 0;
	struct tw_cursor cur;

	m->protocol = TW_SMBUS_BLOCK_READ;
	if (!load_addr(step, false, m, error))
		return false;
	m->command = m->has_addr ? (uint16_t)(m->addr << 1 | 1) : 0x03;
	m->has_rx = tw_cursor_get(step, "udid", &cur);
	if (!m->has_rx)
		return true;
	m->rx_at = cur.at;
	if (!load_udid(step, m->rx, m->rx_mask, error))
		return false;
	if (tw_cursor_get(step, "rx", &cur))
		return tw_cursor_bytes(&cur, m->rx, m->rx_mask, error) &&
		       check_length(step, "rx", m->rx, TW_SMBUS_UDID + 1,
				    error);
	g_byte_array_append(m->rx, &any, 1);
	g_byte_array_append(m->rx_mask, &any, 1);
	return true;
}

static bool load_send(const struct tw_cursor *step, uint16_t general,
		      struct tw_case_smbus *m, GError **error)
{
	m->protocol = TW_SMBUS_SEND_BYTE;
	if (!load_addr(step, false, m, error))
		return false;
	m->command = m->has_addr ? (uint16_t)(m->addr << 1) : general;
	return true;
}

static bool load_notify(tw_scenario *s, const struct tw_cursor *step,
			struct tw_case_smbus *m, GError **error)
{
	m->notify = true;
	g_array_index(s->things[TW_CASE_CONTROLLER], struct tw_case_controller,
		      m->controller)
		.notified = true;
	return load_addr(step, false, m, error) && load_rx(step, m, error) &&
	       (!m->has_rx || check_length(step, "rx", m->rx, 2, error));
}

static bool load_rest(tw_scenario *s, const struct tw_cursor *step,
		      unsigned word, struct tw_case_smbus *m, GError **error)
{
	bool ok = true;

	switch (word) {
	case ALERT_RESPONSE:
		return load_alert(step, m, error);
	case HOST_NOTIFY:
		return load_notify(s, step, m, error);
	case ARP_PREPARE:
		ok = load_send(step, 0x01, m, error);
		break;
	case ARP_RESET:
		ok = load_send(step, 0x02, m, error);
		break;
	case ARP_GET_UDID:
		ok = load_get_udid(step, m, error);
		break;
	case ARP_ASSIGN:
		ok = load_assign(step, m, error);
		break;
	default:
		return load_message(step, word, m, error);
	}
	m->addr = TW_SMBUS_DEFAULT;
	m->pec = true;
	return ok;
}

static bool load_common(tw_scenario *s, const struct tw_cursor *step,
			struct tw_case_smbus *m, GError **error)
{
	uint64_t limit_us = DEFAULT_LIMIT_NS / 1000, timeout_us = 25000;
	struct tw_cursor cur;
	unsigned result = TW_SMBUS_OK;

	if (tw_cursor_get(step, "result", &cur)) {
		m->result_at = cur.at;
		if (!tw_cursor_word(&cur, results, &result, error))
			return false;
	}
	m->result = result;
	if (tw_cursor_get(step, "pec", &cur) &&
	    !tw_cursor_boolean(&cur, &m->pec, error))
		return false;
	if (!tw_case_ref(s, step, "by", TW_CASE_CONTROLLER, &m->controller,
			 error) ||
	    !tw_cursor_u64(step, "timeout_us", 1, MAX_LIMIT_US, &limit_us,
			   error) ||
	    !tw_cursor_u64(step, "smbus_timeout_us", 0, MAX_TIMEOUT_US,
			   &timeout_us, error))
		return false;
	m->limit_ns = TW_US(limit_us);
	m->timeout_ns = timeout_us ? TW_US(timeout_us) : TW_NEVER;
	return true;
}

bool tw_case_load_smbus(tw_scenario *s, const struct tw_cursor *step,
			const struct tw_cursor *word,
			struct tw_case_smbus **out, GError **error)
{
	struct tw_case_smbus *m = g_new0(struct tw_case_smbus, 1);
	unsigned n;

	*out = m;
	m->tx = g_byte_array_new();
	m->rx = g_byte_array_new();
	m->rx_mask = g_byte_array_new();
	m->result_at = m->rx_at = word->at;
	return load_word(word, m, &n, error) &&
	       check_keys(step, n, m->word, error) &&
	       load_common(s, step, m, error) &&
	       load_rest(s, step, n, m, error);
}

void tw_case_smbus_free(struct tw_case_smbus *m)
{
	if (!m)
		return;
	g_byte_array_unref(m->tx);
	g_byte_array_unref(m->rx);
	g_byte_array_unref(m->rx_mask);
	g_free(m);
}
