/* SPDX-License-Identifier: MIT */
/* Who is live: whose messages are compared, and when SDA is theirs. */
#include "replay/replay.h"

#include <string.h>

#define ACK_BIT 8

void tw_replay_add_target(tw_replay *r, uint8_t addr, uint8_t ignore)
{
	g_return_if_fail(r->n_targets < N_ADDRESSES - 1);
	r->targets[r->n_targets++] = addr;
	for (unsigned a = 0; a < N_ADDRESSES; a++)
		if (!((a ^ addr) & (uint8_t)~ignore) && !r->whose[a])
			r->whose[a] = r->n_targets;
}

void tw_replay_add_any_target(tw_replay *r)
{
	r->any_target = true;
}

void tw_replay_restrict(tw_replay *r, const uint8_t *addrs, size_t n)
{
	bool keep[N_ADDRESSES] = {false};

	r->any_target = false;
	for (size_t i = 0; i < n; i++) {
		keep[addrs[i] & 0x7f] = true;
		if (!r->whose[addrs[i] & 0x7f])
			tw_replay_add_target(r, addrs[i], 0);
	}
	for (unsigned a = 0; a < N_ADDRESSES; a++)
		if (!keep[a])
			r->whose[a] = 0;
}

int replay_whose(const tw_replay *r, const struct message *m)
{
	return (int)r->whose[m->first_byte >> 1] - 1;
}

bool replay_is_ours(const tw_replay *r, const struct message *m)
{
	return m->n_pulses >= ACK_BIT &&
	       (r->any_target || !r->n_targets || replay_whose(r, m) >= 0);
}

uint64_t tw_replay_n_messages(const tw_replay *r)
{
	uint64_t n = 0;

	for (guint i = 0; i < r->messages->len; i++)
		n += replay_is_ours(r, message_at(r, i));
	return n;
}

bool replay_is_targets(const tw_replay *r, const struct pulse *p)
{
	const struct message *m;

	if (p->message == NO_MESSAGE || p->n_conditions)
		return false;
	m = message_at(r, p->message);
	if (!replay_is_ours(r, m))
		return false;
	if (p->byte > 0 && (m->first_byte & 1))
		return p->bit != ACK_BIT;
	return p->bit == ACK_BIT;
}

void replay_single_out(tw_replay *r, uint8_t addr, uint8_t ignore,
		       struct live_targets *others)
{
	others->any_target = r->any_target;
	others->n_targets = r->n_targets;
	memcpy(others->targets, r->targets, sizeof(r->targets));
	memcpy(others->whose, r->whose, sizeof(r->whose));
	r->any_target = false;
	r->n_targets = 0;
	memset(r->whose, 0, sizeof(r->whose));
	tw_replay_add_target(r, addr, ignore);
}

void replay_bring_back(tw_replay *r, const struct live_targets *others)
{
	r->any_target = others->any_target;
	r->n_targets = others->n_targets;
	memcpy(r->targets, others->targets, sizeof(r->targets));
	memcpy(r->whose, others->whose, sizeof(r->whose));
}
