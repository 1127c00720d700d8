/* SPDX-License-Identifier: MIT */
/*
 * What tests of SMBus share: a bus, a host, and a device at 0x2c with a command
 * of every shape. Expected bytes and PECs are worked out by hand.
 */
#ifndef TW_SPEC_SMBUS_H
#define TW_SPEC_SMBUS_H

#include "twowire/smbus_target.h"

#include "wires.h"

struct smbus_bench {
	tw_sim *sim;
	tw_bus *bus;
	tw_controller *host;
	tw_smbus_target *device;
	GString *log; /* "12=34" written; "!" and the event's number */
	uint8_t answer[TW_SMBUS_MAX_BLOCK];
	size_t n_answer;
	struct tw_smbus_command_set set;
};

static const struct tw_smbus_command smbus_commands[] = {
	{0x11, 0, 0},
	{0x12, 1, 0},
	{0x13, 0, 1},
	{0x14, 2, 0},
	{0x15, 0, 2},
	{0x16, 2, 2},
	{0x17, TW_SMBUS_BLOCK, 0},
	{0x18, 0, TW_SMBUS_BLOCK},
	{0x19, TW_SMBUS_BLOCK, TW_SMBUS_BLOCK},
	{0x20, 4, 0},
	{0x21, 0, 4},
	{0x22, 8, 0},
	{0x23, 0, 8},
};

static inline void smbus_written(void *user, uint8_t code, const uint8_t *data,
				 size_t len)
{
	struct smbus_bench *b = user;

	g_string_append_printf(b->log, "%s%02x=", b->log->len ? " " : "", code);
	for (size_t i = 0; i < len; i++)
		g_string_append_printf(b->log, "%02x", data[i]);
}

static inline size_t smbus_asked(void *user, int code, const uint8_t *tx,
				 size_t tx_len, uint8_t *rx)
{
	struct smbus_bench *b = user;

	g_string_append_printf(b->log, "%s%02x?", b->log->len ? " " : "",
			       code & 0xff);
	for (size_t i = 0; i < tx_len; i++)
		g_string_append_printf(b->log, "%02x", tx[i]);
	memcpy(rx, b->answer, b->n_answer);
	return b->n_answer;
}

static inline void smbus_event(void *user, enum tw_smbus_event event)
{
	struct smbus_bench *b = user;

	g_string_append_printf(b->log, "%s!%d", b->log->len ? " " : "", event);
}

static inline void smbus_make_with(struct smbus_bench *b,
				   struct tw_smbus_target_config config)
{
	struct tw_controller_config c = {.name = "host"};
	GError *error = NULL;

	memset(b, 0, sizeof(*b));
	b->log = g_string_new(NULL);
	b->sim = tw_sim_new(0);
	b->bus = tw_bus_new(b->sim, NULL, NULL);
	b->host = tw_controller_new(b->bus, &c, NULL);
	b->set = (struct tw_smbus_command_set){
		.list = smbus_commands,
		.n = G_N_ELEMENTS(smbus_commands),
		.pec = config.pec,
		.written = smbus_written,
		.asked = smbus_asked,
	};
	if (!config.name)
		config.name = "device";
	config.commands = &b->set;
	config.user = b;
	config.event = smbus_event;
	b->device = tw_smbus_target_new(b->bus, &config, &error);
	assert_null(error);
}

static inline void smbus_make(struct smbus_bench *b)
{
	smbus_make_with(
		b, (struct tw_smbus_target_config){.addr = 0x2c, .pec = true});
}

static inline void smbus_drop(struct smbus_bench *b)
{
	assert_true(tw_bus_level(b->bus, TW_SCL));
	assert_true(tw_bus_level(b->bus, TW_SDA));
	assert_false(tw_bus_busy(b->bus));
	tw_sim_free(b->sim);
	g_string_free(b->log, TRUE);
}

static inline void smbus_said(struct smbus_bench *b, const char *want)
{
	assert_string_equal(b->log->str, want);
	g_string_truncate(b->log, 0);
}

static inline void smbus_will_answer(struct smbus_bench *b, const void *bytes,
				     size_t len)
{
	memcpy(b->answer, bytes, len);
	b->n_answer = len;
}

static inline void smbus_run(struct smbus_bench *b, uint64_t ns)
{
	assert_int_equal(tw_sim_run(b->sim, tw_sim_now_ns(b->sim) + ns),
			 TW_RUN_DONE);
}

#endif /* TW_SPEC_SMBUS_H */
