/* SPDX-License-Identifier: MIT */
/* The kinds of faults: one table for loading, listing and errors. */
#include "fault/fault.h"

#include <string.h>

static const char *const lines[] = {"scl", "sda", NULL};
static const char *const levels[] = {"low", "high", NULL};
static const char *const keeps[] = {"keep", "high", "low", NULL};
static const char *const thens[] = {"stop", "nothing", NULL};
static const char *const switches[] = {"open", "closed", NULL};

#define NS_MAX 1000000000000
#define HZ_MAX 1000000
#define END                                                                    \
	{                                                                      \
		NULL, NULL, TW_FAULT_INT, 0, 0, NULL, 0, false                 \
	}
#define LINE                                                                   \
	{                                                                      \
		"line", "which wire", TW_FAULT_WORD, 0, 0, lines, 0, true      \
	}
#define FOR(text)                                                              \
	{                                                                      \
		"for_ns", text, TW_FAULT_INT, 0, NS_MAX, NULL, 0, false        \
	}
#define FOR_GOOD FOR("for so long, 0 for good")
#define PART(text)                                                             \
	{                                                                      \
		"part", text, TW_FAULT_NAME, 0, 0, NULL, 0, false              \
	}
#define HOST PART("the host; else the one at work")
#define LIMIT                                                                  \
	{                                                                      \
		"limit_ns", "ends then where SCL never falls again",           \
			TW_FAULT_INT, 1, NS_MAX, NULL, 100000, false           \
	}
#define HALF                                                                   \
	{                                                                      \
		"half_ns", "half a period of the clock it makes",              \
			TW_FAULT_INT, 100, NS_MAX, NULL, 5000, false           \
	}
#define OPTION(key, text, max)                                                 \
	{                                                                      \
		key, text, TW_FAULT_INT, 0, max, NULL, -1, false               \
	}
#define NEEDED(key, text, min, max)                                            \
	{                                                                      \
		key, text, TW_FAULT_INT, min, max, NULL, 0, true               \
	}
#define POINT(text)                                                            \
	{                                                                      \
		"point", text, TW_FAULT_NAME, 0, 0, NULL, 0, true              \
	}
#define IRQ OPTION("irq", "only this line; else any", FAULT_LINES - 1)
#define PARAMS(...)                                                            \
	(const struct tw_fault_param[])                                        \
	{                                                                      \
		__VA_ARGS__, END                                               \
	}
#define NO_PARAMS                                                              \
	(const struct tw_fault_param[])                                        \
	{                                                                      \
		END                                                            \
	}
#define WRONG                                                                  \
	OPTION("value", "the byte sent instead", 255),                         \
	{                                                                      \
		"xor", "else: bits of it that are turned over", TW_FAULT_INT,  \
			1, 255, NULL, 1, false                                 \
	}
#define TWIN(addr_preset, byte_preset, text)                                   \
	PARAMS({"addr", "7 bits", TW_FAULT_INT, 0, 0x7f, NULL, addr_preset,    \
		(addr_preset) < 0},                                            \
	       {"byte", text, TW_FAULT_INT, 0, 255, NULL, byte_preset, false}, \
	       FOR_GOOD)

const struct fault_kind fault_kinds[] = {
	/* Wires. */
	{{"hold-low", "A wire is held low", PARAMS(LINE, FOR_GOOD)},
	 KIND_PORT,
	 hold_begin,
	 hold_end,
	 NULL,
	 NULL},
	{{"glitch", "A pulse on a wire: pulled low, or everybody cut off it",
	  PARAMS(LINE,
		 {"level", "of the pulse", TW_FAULT_WORD, 0, 0, levels, 0,
		  false},
		 NEEDED("width_ns", "its width", 1, 10000))},
	 KIND_PORT,
	 glitch_begin,
	 hold_end,
	 NULL,
	 NULL},
	{{"release-early", "A part lets go of a wire before it should",
	  PARAMS(LINE,
		 {"part", "whose port", TW_FAULT_NAME, 0, 0, NULL, 0, true})},
	 0,
	 early_begin,
	 early_end,
	 NULL,
	 NULL},
	{{"slow-rise", "Pull-up or capacitance of both wires change",
	  PARAMS({"pullup_ohm", "of each wire", TW_FAULT_INT, 100, 1000000,
		  NULL, -1, false},
		 {"cap_pF", "of each wire", TW_FAULT_INT, 1, 20000, NULL, -1,
		  false},
		 FOR_GOOD)},
	 0,
	 rise_begin,
	 rise_end,
	 NULL,
	 NULL},
	/* Bits. */
	{{"flip-bit", "A bit is the opposite of what is sent", PARAMS(LIMIT)},
	 KIND_PORT,
	 flip_begin,
	 slot_end,
	 slot_edge,
	 NULL},
	{{"and-bit", "A bit is pulled to 0", PARAMS(LIMIT)},
	 KIND_PORT,
	 and_begin,
	 slot_end,
	 slot_edge,
	 NULL},
	{{"or-bit", "A bit is 1, whoever pulls", PARAMS(LIMIT)},
	 KIND_PORT,
	 or_begin,
	 slot_end,
	 slot_edge,
	 NULL},
	{{"nack-to-ack", "The next acknowledge bit is 0", PARAMS(LIMIT)},
	 KIND_PORT | KIND_ARMED,
	 ack_begin,
	 slot_end,
	 slot_edge,
	 NULL},
	{{"ack-to-nack", "The next acknowledge bit is 1", PARAMS(LIMIT)},
	 KIND_PORT | KIND_ARMED,
	 nack_begin,
	 slot_end,
	 slot_edge,
	 NULL},
	{{"force-byte", "The wire carries another byte than its sender sends",
	  PARAMS(NEEDED("value", "what it carries", 0, 255), LIMIT)},
	 KIND_PORT,
	 byte_begin,
	 slot_end,
	 byte_edge,
	 NULL},
	{{"insert-start", "SDA falls in a bit's high period",
	  PARAMS({"phase_ns", "after SCL's rise", TW_FAULT_INT, 1, NS_MAX, NULL,
		  100, false},
		 LIMIT)},
	 KIND_PORT,
	 start_begin,
	 slot_end,
	 condition_edge,
	 NULL},
	{{"insert-stop", "SDA rises in a bit's high period",
	  PARAMS({"phase_ns", "after SCL's rise", TW_FAULT_INT, 1, NS_MAX, NULL,
		  100, false},
		 LIMIT)},
	 KIND_PORT,
	 stop_begin,
	 slot_end,
	 condition_edge,
	 NULL},
	/* Clocks and conditions, with the host made to wait. */
	{{"insert-restart", "A whole repeated START between two bits",
	  PARAMS(HOST, HALF)},
	 KIND_PORT,
	 restart_begin,
	 NULL,
	 NULL,
	 NULL},
	{{"extra-clocks", "SCL pulses too many before a bit",
	  PARAMS(HOST,
		 {"clocks", "how many", TW_FAULT_INT, 1, 1000, NULL, 1, false},
		 {"sda", "what it is meanwhile: the host's, or this",
		  TW_FAULT_WORD, 0, 0, keeps, 0, false},
		 HALF)},
	 KIND_PORT,
	 clocks_begin,
	 NULL,
	 NULL,
	 NULL},
	{{"clocks-after-nack", "SCL pulses between a NACK and the STOP",
	  PARAMS(HOST,
		 {"clocks", "how many", TW_FAULT_INT, 1, 1000, NULL, 9, false},
		 {"sda", "what it is meanwhile", TW_FAULT_WORD, 0, 0, keeps, 1,
		  false},
		 HALF)},
	 KIND_PORT | KIND_ARMED,
	 nacked_begin,
	 NULL,
	 nacked_edge,
	 NULL},
	{{"drop-clock", "The host leaves a pulse of SCL out", PARAMS(HOST)},
	 0,
	 drop_begin,
	 NULL,
	 NULL,
	 NULL},
	{{"short-byte", "The host ends in the middle of a byte",
	  PARAMS(HOST,
		 {"then", "with a STOP, or by letting go", TW_FAULT_WORD, 0, 0,
		  thens, 0, false},
		 HALF)},
	 KIND_PORT,
	 short_begin,
	 NULL,
	 NULL,
	 NULL},
	{{"omit-stop", "The host lets go without its next STOP", PARAMS(HOST)},
	 0,
	 twist_omit,
	 twist_end,
	 twist_edge,
	 NULL},
	{{"stop-to-restart",
	  "The host's next STOP and START are a repeated START", PARAMS(HOST)},
	 0,
	 twist_join,
	 twist_end,
	 twist_edge,
	 NULL},
	{{"restart-to-stop",
	  "The host's next repeated START is a STOP and a START", PARAMS(HOST)},
	 0,
	 twist_split,
	 twist_end,
	 twist_edge,
	 NULL},
	/* Hosts. */
	{{"speed", "The host's clock changes, in the middle of a byte or not",
	  PARAMS(HOST, OPTION("scl_hz", "its new frequency", HZ_MAX),
		 OPTION("low_ns", "SCL's low period: asymmetric duty", NS_MAX),
		 OPTION("high_ns", "SCL's high period", NS_MAX), FOR_GOOD)},
	 0,
	 speed_begin,
	 settings_end,
	 NULL,
	 NULL},
	{{"short-times", "The host does not keep the specification's times",
	  PARAMS(HOST, OPTION("hd_sta_ns", "START hold", 1000000),
		 OPTION("su_sta_ns", "repeated START set-up", 1000000),
		 OPTION("su_sto_ns", "STOP set-up", 1000000),
		 OPTION("buf_ns", "from STOP to START", 1000000),
		 OPTION("hd_dat_ns", "data hold", 1000000), FOR_GOOD)},
	 0,
	 timing_begin,
	 settings_end,
	 NULL,
	 NULL},
	{{"jitter", "Each edge of a part's SCL comes late, by chance",
	  PARAMS(HOST, NEEDED("up_to_ns", "at most so late", 1, 1000000),
		 OPTION("seed", "of its draws; else drawn", NS_MAX), FOR_GOOD)},
	 KIND_ARMED,
	 jitter_begin,
	 shift_end,
	 NULL,
	 NULL},
	{{"early-data", "The host's SCL falls after its next data bit is out",
	  PARAMS(HOST,
		 NEEDED("by_ns", "so much: 0 is tHD;DAT of 0", 0, 1000000),
		 FOR_GOOD)},
	 0,
	 skew_begin,
	 shift_end,
	 NULL,
	 NULL},
	{{"stretch-abort", "The host gives up waiting for SCL",
	  PARAMS(HOST, NEEDED("timeout_ns", "after so long", 1, NS_MAX),
		 FOR_GOOD)},
	 0,
	 abort_begin,
	 settings_end,
	 NULL,
	 NULL},
	{{"vanish", "A part lets go of both wires and drives no more",
	  PARAMS(PART("whose port; else the host's"), FOR_GOOD)},
	 0,
	 vanish_begin,
	 vanish_end,
	 NULL,
	 NULL},
	{{"freeze", "A part leaves both wires as it drives them now",
	  PARAMS(PART("whose port; else the host's"), FOR_GOOD)},
	 0,
	 freeze_begin,
	 vanish_end,
	 NULL,
	 NULL},
	{{"host-reset", "The host forgets what it was about", PARAMS(HOST)},
	 0,
	 reset_begin,
	 NULL,
	 NULL,
	 NULL},
	{{"host-dies", "After the next fall of SCL the host is gone for good",
	  PARAMS(HOST, {"delay_ns", "after that fall", TW_FAULT_INT, 0, NS_MAX,
			NULL, 0, false})},
	 KIND_ARMED,
	 dies_begin,
	 vanish_end,
	 dies_edge,
	 NULL},
	{{"second-start", "Another host's START, address and STOP",
	  PARAMS({"addr", "7 bits, to write", TW_FAULT_INT, 0, 0x7f, NULL, 0x7f,
		  false},
		 {"hd_sta_ns", "its START hold", TW_FAULT_INT, 1, NS_MAX, NULL,
		  4000, false},
		 HALF)},
	 KIND_PORT,
	 second_begin,
	 NULL,
	 NULL,
	 NULL},
	{{"incomplete-address",
	  "START, address and R, left with SCL high in the acknowledge",
	  PARAMS(NEEDED("addr", "7 bits", 0, 0x7f), HALF)},
	 KIND_PORT,
	 address_begin,
	 NULL,
	 NULL,
	 NULL},
	{{"incomplete-write",
	  "START, address and W, a byte 0, left with SCL high in the "
	  "acknowledge",
	  PARAMS(NEEDED("addr", "7 bits", 0, 0x7f), HALF)},
	 KIND_PORT,
	 write_begin,
	 NULL,
	 NULL,
	 NULL},
	{{"lose-arbitration", "SDA is low from the next fall of SCL on",
	  PARAMS(NEEDED("for_ns", "for so long", 1, 100000000))},
	 KIND_PORT | KIND_ARMED,
	 lose_begin,
	 hold_end,
	 lose_edge,
	 NULL},
	/* Targets and what is sent. */
	{{"twin", "A second target at an address",
	  TWIN(-1, 0, "what it sends when read")},
	 KIND_TARGET,
	 twin_begin,
	 twin_end,
	 NULL,
	 NULL},
	{{"ara-collision", "A second one answers the SMBus alert response",
	  TWIN(0x0c, 0, "its address, shifted")},
	 KIND_TARGET,
	 twin_begin,
	 twin_end,
	 NULL,
	 NULL},
	{{"arp-collision", "A second one at the SMBus default address",
	  TWIN(0x61, 0, "what it sends as its UDID")},
	 KIND_TARGET,
	 twin_begin,
	 twin_end,
	 NULL,
	 NULL},
	{{"ignore-nack", "The target that sends goes on after a NACK",
	  PARAMS(PART("which; else the one that sends now"), FOR_GOOD)},
	 0,
	 deaf_begin,
	 deaf_end,
	 NULL,
	 NULL},
	{{"wrong-byte", "The next byte's sender sends another", PARAMS(WRONG)},
	 KIND_ARMED,
	 sent_begin,
	 NULL,
	 sent_edge,
	 NULL},
	{{"pec-corrupt", "The last byte of the host's next transfer is wrong",
	  PARAMS(WRONG)},
	 KIND_ARMED,
	 pec_begin,
	 NULL,
	 sent_edge,
	 NULL},
	{{"block-length",
	  "The next SMBus block's count lies: the first byte of a read, the "
	  "second of a write",
	  PARAMS(WRONG)},
	 KIND_ARMED,
	 length_begin,
	 NULL,
	 sent_edge,
	 NULL},
	{{"half-match",
	  "The second byte of the next 10-bit address is another's",
	  PARAMS(WRONG)},
	 KIND_ARMED,
	 half_begin,
	 NULL,
	 sent_edge,
	 NULL},
	{{"general-call-garbage", "What follows the next general call is wrong",
	  PARAMS(WRONG)},
	 KIND_ARMED,
	 garbage_begin,
	 NULL,
	 sent_edge,
	 NULL},
	/* Inside parts. */
	{{"part-reset", "A part is reset, or its supply off and on",
	  PARAMS(POINT("NAME.reset or NAME.power"))},
	 KIND_POINT,
	 part_reset_begin,
	 NULL,
	 NULL,
	 NULL},
	{{"brown-out", "A part's supply is gone",
	  PARAMS(POINT("NAME.power"), FOR_GOOD)},
	 KIND_POINT,
	 brown_begin,
	 brown_end,
	 NULL,
	 NULL},
	{{"irq-late", "The next interrupt comes late",
	  PARAMS(POINT("NAME.irq"), IRQ,
		 NEEDED("delay_ns", "by so much", 1, NS_MAX))},
	 KIND_POINT | KIND_ARMED,
	 late_begin,
	 NULL,
	 NULL,
	 late_pass},
	{{"irq-masked", "No interrupt arrives for a while; then all do",
	  PARAMS(POINT("NAME.irq"), IRQ,
		 NEEDED("for_ns", "for so long", 1, NS_MAX))},
	 KIND_POINT,
	 masked_begin,
	 masked_end,
	 NULL,
	 masked_pass},
	{{"irq-lost",
	  "The next interrupt never arrives; a line that stays high is lost "
	  "for good",
	  PARAMS(POINT("NAME.irq"), IRQ)},
	 KIND_POINT | KIND_ARMED,
	 lost_begin,
	 NULL,
	 NULL,
	 lost_pass},
	{{"irq-spurious", "An interrupt without a cause",
	  PARAMS(POINT("NAME.irq"),
		 NEEDED("irq", "which line", 0, FAULT_LINES - 1),
		 {"for_ns", "how long the line is high", TW_FAULT_INT, 1,
		  NS_MAX, NULL, 1, false})},
	 KIND_POINT,
	 spurious_begin,
	 spurious_end,
	 NULL,
	 NULL},
	{{"fifo-overrun", "The next entry finds the FIFO full",
	  PARAMS(POINT("NAME.i2c0.rx and the like"))},
	 KIND_POINT | KIND_ARMED,
	 overrun_begin,
	 NULL,
	 NULL,
	 overrun_pass},
	{{"mux-stuck", "A channel stays as it is, whatever the mux is told",
	  PARAMS(POINT("NAME.0 and the like"),
		 {"state", "as which it stays", TW_FAULT_WORD, 0, 0, switches,
		  1, false},
		 FOR_GOOD)},
	 KIND_POINT,
	 stuck_begin,
	 stuck_end,
	 NULL,
	 stuck_pass},
};

const struct fault_kind *fault_find_kind(const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(fault_kinds); i++)
		if (!strcmp(fault_kinds[i].pub.name, name))
			return &fault_kinds[i];
	return NULL;
}

const struct tw_fault_kind *tw_fault_nth_kind(size_t n)
{
	return n < G_N_ELEMENTS(fault_kinds) ? &fault_kinds[n].pub : NULL;
}
