/* SPDX-License-Identifier: MIT */
/* Cuts the edges of a capture into SCL pulses and messages. */
#include "replay/replay.h"

#define BITS_PER_BYTE 9 /* with the acknowledge bit */

__extension__ typedef unsigned __int128 u128;

static uint64_t to_ns(const tw_replay *r, uint64_t tick)
{
	u128 ns = (u128)tick * r->tick_num * 1000000000u;

	return (uint64_t)(ns / r->tick_den);
}

static struct pulse *last_pulse(tw_replay *r)
{
	return pulse_at(r, r->pulses->len - 1);
}

static struct message *last_message(tw_replay *r)
{
	return message_at(r, r->messages->len - 1);
}

static void fall(tw_replay *r, uint64_t ns)
{
	struct pulse p = {
		.fall_ns = ns,
		.rise_ns = TW_NEVER,
		.first_rise_ns = TW_NEVER,
		.last_change_ns = TW_NEVER,
		.message = NO_MESSAGE,
		.condition = r->conditions->len,
	};

	g_array_append_val(r->pulses, p);
}

/* The place of the pulse in its message. */
static void count_bit(tw_replay *r, struct pulse *p)
{
	struct message *m;

	if (!r->reading.open)
		return;
	m = last_message(r);
	p->message = r->messages->len - 1;
	p->byte = m->n_pulses / BITS_PER_BYTE;
	p->bit = (uint8_t)(m->n_pulses % BITS_PER_BYTE);
	if (p->byte == 0 && p->bit < 8)
		m->first_byte = (uint8_t)(m->first_byte << 1 | p->sda);
	m->n_pulses++;
}

static void rise(tw_replay *r, uint64_t ns, bool sda)
{
	struct pulse *p = last_pulse(r);

	p->rise_ns = ns;
	p->sda = sda;
	count_bit(r, p);
}

static void low_change(tw_replay *r, uint64_t ns, bool level)
{
	struct pulse *p = last_pulse(r);

	p->last_change_ns = ns;
	if (level && p->first_rise_ns == TW_NEVER)
		p->first_rise_ns = ns;
}

static void start(tw_replay *r, uint64_t ns)
{
	struct message m = {.start_ns = ns, .first = r->pulses->len};

	if (!r->reading.open && r->messages->len)
		r->reading.transfer++;
	m.transfer = r->reading.transfer;
	r->reading.open = true;
	g_array_append_val(r->messages, m);
}

static void high_change(tw_replay *r, uint64_t ns, bool level)
{
	struct condition c = {.at_ns = ns, .level = level};

	g_array_append_val(r->conditions, c);
	last_pulse(r)->n_conditions++;
	if (level)
		r->reading.open = false;
	else
		start(r, ns);
}

/* A tw_levels_fn. Wires that change together are a clock edge and data: at a
 * rise the data came before, at a fall after. */
void replay_levels(void *user, uint64_t tick, bool scl, bool sda)
{
	tw_replay *r = user;
	uint64_t ns = to_ns(r, tick);
	bool clocked = scl != r->reading.scl;
	bool data = sda != r->reading.sda;

	r->reading.scl = scl;
	r->reading.sda = sda;
	if (clocked && !scl)
		fall(r, ns);
	if (data && (clocked || !scl))
		low_change(r, ns, sda);
	else if (data)
		high_change(r, ns, sda);
	if (clocked && scl)
		rise(r, ns, sda);
}

static bool set_tick(tw_replay *r, const tw_capture *capture, const char *path,
		     GError **error)
{
	tw_capture_tick(capture, &r->tick_num, &r->tick_den);
	if (r->config.rate_hz) {
		r->tick_num = 1;
		r->tick_den = r->config.rate_hz;
	}
	if (!r->tick_num) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: does not say how long a sample is; give the "
			    "sample rate",
			    path);
		return false;
	}
	r->tick_ns = to_ns(r, 1) + 1;
	return true;
}

static bool read_capture(tw_replay *r, const char *path, GError **error)
{
	g_autoptr(tw_capture) capture =
		tw_capture_open(path, &r->config.capture, error);
	uint64_t end = 0;

	if (!capture || !set_tick(r, capture, path, error) ||
	    !tw_capture_stream(capture, replay_levels, r, &end, error))
		return false;
	r->end_ns = to_ns(r, end);
	if (r->messages->len)
		return true;
	g_set_error(error, TW_ERROR, TW_ERROR_FILE,
		    "%s: there is no START on these wires", path);
	return false;
}

tw_replay *tw_replay_open(const char *path,
			  const struct tw_replay_config *config, GError **error)
{
	tw_replay *r = g_new0(tw_replay, 1);

	r->config = *config;
	if (!r->config.tolerance_ns)
		r->config.tolerance_ns = TW_US(10);
	if (!r->config.lead_ns)
		r->config.lead_ns = TW_MS(1);
	r->pulses = g_array_new(FALSE, TRUE, sizeof(struct pulse));
	r->conditions = g_array_new(FALSE, TRUE, sizeof(struct condition));
	r->messages = g_array_new(FALSE, TRUE, sizeof(struct message));
	r->actions = g_array_new(FALSE, TRUE, sizeof(struct action));
	r->lives = g_array_new(FALSE, TRUE, sizeof(struct live));
	r->any_target = true;
	r->reading.scl = r->reading.sda = true;
	fall(r, 0);
	rise(r, 0, true);
	if (read_capture(r, path, error))
		return r;
	tw_replay_free(r);
	return NULL;
}

void tw_replay_free(tw_replay *r)
{
	if (!r)
		return;
	g_array_free(r->pulses, TRUE);
	g_array_free(r->conditions, TRUE);
	g_array_free(r->messages, TRUE);
	g_array_free(r->actions, TRUE);
	g_array_free(r->lives, TRUE);
	g_free(r);
}

void tw_replay_set_target(tw_replay *r, uint8_t addr, uint8_t ignore)
{
	r->any_target = false;
	r->addr = addr;
	r->ignore = ignore;
}
