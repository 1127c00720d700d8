/* SPDX-License-Identifier: MIT */
/* A target for the I2C block to speak to. */
#ifndef DW_PEER_H
#define DW_PEER_H

#include "dw-bench.h"

/* A target that keeps what it is written and sends 0xc0, 0xc1, ... */
struct peer {
	tw_target *target;
	uint8_t rx[64];
	size_t n_rx;
	size_t n_tx;
	size_t accepts; /* bytes; then it refuses */
	unsigned n_starts;
	unsigned n_stops;
	unsigned n_nacks;
};

static inline enum tw_answer peer_address(void *user,
					  const struct tw_address *addr)
{
	return TW_ACK;
}

static inline enum tw_answer peer_write(void *user, uint8_t byte)
{
	struct peer *p = user;

	if (p->n_rx == p->accepts)
		return TW_NACK;
	p->rx[p->n_rx++] = byte;
	return TW_ACK;
}

static inline bool peer_read(void *user, uint8_t *byte)
{
	const struct peer *p = user;

	*byte = (uint8_t)(0xc0 + p->n_tx);
	return true;
}

static inline void peer_sent(void *user, bool acked)
{
	struct peer *p = user;

	p->n_tx++;
	p->n_nacks += !acked;
}

static inline void peer_start(void *user, bool selected)
{
	struct peer *p = user;

	p->n_starts++;
}

static inline void peer_stop(void *user, bool selected)
{
	struct peer *p = user;

	p->n_stops++;
}

static const struct tw_target_ops peer_ops = {
	.address = peer_address,
	.write = peer_write,
	.read = peer_read,
	.sent = peer_sent,
	.start = peer_start,
	.stop = peer_stop,
};

static struct peer peer;

static inline void add_peer(struct bench *b, struct tw_match match)
{
	struct tw_target_config config = {.name = "peer",
					  .ops = &peer_ops,
					  .user = &peer,
					  .hears_all = true};

	peer = (struct peer){.accepts = sizeof(peer.rx)};
	peer.target = tw_target_new(b->bus, &config);
	tw_target_listen(peer.target, &match, 1);
}

static const struct tw_match at_29 = {.addr = 0x29};

static inline void command(struct bench *b, uint32_t cmd)
{
	wr(b, IC_DATA_CMD, cmd);
}

#endif /* DW_PEER_H */
