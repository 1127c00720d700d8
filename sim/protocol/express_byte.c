/* SPDX-License-Identifier: MIT */
/* The data bits of a byte on a quiet bus, written in one go. */
#include "protocol/express.h"

/* Who moves SDA in the bits that come, and what they say. */
struct talker {
	tw_port *port; /* NULL: nobody, all ones */
	uint8_t out;
	uint32_t hd_dat_ns;
};

static struct talker find_talker(const struct i2c *i2c)
{
	const tw_controller *c = i2c->alone;
	const tw_target *t = i2c->sender;

	if (c->request == REQUEST_WRITE)
		return (struct talker){c->port, c->byte, c->config.hd_dat_ns};
	if (t)
		return (struct talker){t->port, t->out, t->hd_dat_ns};
	return (struct talker){NULL, 0xff, 1};
}

/* Are the times such that SDA always settles between SCL's fall and its
 * release, and SCL between that and its rise? */
static bool is_regular(const struct i2c *i2c, uint32_t hd_dat_ns)
{
	const tw_controller *c = i2c->alone;
	const struct rc *rc = &i2c->bus->rc;
	const struct line *sda = &i2c->bus->line[TW_SDA];
	uint64_t low = c->config.low_ns;
	uint64_t fall = MAX(c->fall_ns - c->low_ns, rc->fall_ns);
	const struct tw_timer *t = i2c->stash[STASH_TARGET];
	uint64_t hold = MAX(hd_dat_ns, c->config.hd_dat_ns);

	if (t) {
		const tw_target *target = t->user;

		if (t->when_ns != c->fall_ns + target->hd_dat_ns)
			return false;
		hold = MAX(hold, target->hd_dat_ns);
	}
	if (c->timer.when_ns != (c->state == LOW_SDA
					 ? c->fall_ns + c->config.hd_dat_ns
					 : c->low_ns + low))
		return false;
	return fall + hold + MAX(rc->rise_ns, rc->fall_ns) < low &&
	       low * 1000 >= rc->swing_ps &&
	       (sda->mode != LINE_LOW ||
		(c->fall_ns - sda->t0_ns) * 1000 >= rc->swing_ps);
}

/* Is there room for @n pulses, and is everything as the last records had it? */
static bool has_room(const struct i2c *i2c)
{
	const struct stream *s = express_island(i2c)->stream;
	const struct rc *rc = &i2c->bus->rc;
	enum { MOST = 8 * 6 * 10 };

	if (!i2c->records_edges && !i2c->records_pulls)
		return true;
	return s->end - s->at > MOST &&
	       s->state.edge_source == i2c->bus->source &&
	       s->state.slew[0] == rc->fall_slew_ns &&
	       s->state.slew[1] == rc->rise_slew_ns &&
	       s->state.slew[2] == rc->fall_slew_ns &&
	       s->state.slew[3] == rc->rise_slew_ns;
}

/* Where records go: a stream's end, kept out of memory while a byte is
 * written. */
struct pen {
	uint8_t *at;
	uint64_t tick;
};

static inline void put(struct pen *pen, uint64_t tick, unsigned code)
{
	uint64_t v = (tick - pen->tick) << 3 | code;

	pen->tick = tick;
	if (__builtin_expect(v < 0x4000 && v >= 0x80, 1)) {
		pen->at[0] = (uint8_t)v | 0x80;
		pen->at[1] = (uint8_t)(v >> 7);
		pen->at += 2;
	} else {
		pen->at = stream_varint(pen->at, v);
	}
}

/* A port's record of a wire but for what it drives. */
static inline uint64_t puller(const tw_port *port, enum tw_line n)
{
	return (uint64_t)port->source << 3 | n << 2;
}

static inline void put_pull(struct pen *pen, uint64_t tick, uint64_t puller,
			    enum tw_drive drive)
{
	put(pen, tick, STREAM_PULL);
	pen->at = stream_varint(pen->at, puller | drive);
}

/* SDA turns at an instant; returns when inputs see it. */
static inline uint64_t turn_sda(struct line *sda, const struct rc *rc,
				uint64_t when_ns, bool up)
{
	uint32_t v = 0;
	uint64_t cross = when_ns + rc->rise_ns;

	if (!up) {
		v = rc_pulled_up(rc, sda->v0, when_ns - sda->t0_ns);
		cross = when_ns +
			(v == RC_FULL ? rc->fall_ns : rc_fall_time(rc, v));
	}
	sda->mode_before = sda->mode;
	sda->mode = up ? LINE_PULLED_UP : LINE_LOW;
	sda->v0 = v;
	sda->t0_ns = when_ns;
	sda->seen = up;
	return cross;
}

/* Moves SDA for the bit that is due, which may mean that another lets go. */
static bool first_bit(struct i2c *i2c, const struct talker *who)
{
	struct line *sda = &i2c->bus->line[TW_SDA];
	uint64_t cross = TW_NEVER;
	bool pulls;

	if ((i2c->alone->state == LOW_SDA || i2c->stash[STASH_TARGET]) &&
	    !express_apply_sda(i2c, &cross))
		return false;
	pulls = who->port && who->port->drive[TW_SDA] == TW_LOW;
	if (sda->n_low != pulls || sda->cross.set) {
		if (cross != TW_NEVER)
			queue_enter(i2c->bus->queue, &sda->cross);
		return false;
	}
	if (cross != TW_NEVER) {
		express_now(i2c, cross);
		line_cross(sda);
	}
	return true;
}

bool express_data_bits(struct i2c *i2c)
{
	struct receiver *r = &i2c->receiver;
	tw_controller *c = i2c->alone;
	const struct rc *rc = &i2c->bus->rc;
	struct line *scl = &i2c->bus->line[TW_SCL];
	struct line *sda = &i2c->bus->line[TW_SDA];
	struct stream *s = express_island(i2c)->stream;
	struct pen pen;
	uint64_t clock = puller(c->port, TW_SCL);
	bool edges = i2c->records_edges, pulls = i2c->records_pulls;
	uint64_t high = rc->rise_ns + c->config.high_ns;
	uint64_t low = c->config.low_ns;
	uint64_t fell = c->fall_ns, pulled = c->low_ns, release;
	struct talker who = find_talker(i2c);
	unsigned k = c->bit, first = k;
	uint8_t byte = r->byte;
	bool level;

	if (k > 7 || k != r->bit || (c->state != LOW && c->state != LOW_SDA) ||
	    (c->request != REQUEST_WRITE && c->request != REQUEST_READ) ||
	    scl->n_low != 1 || !is_regular(i2c, who.hd_dat_ns) ||
	    !has_room(i2c) ||
	    pulled + (8 - k) * (low + high) >= queue_horizon(i2c->bus->queue) ||
	    !first_bit(i2c, &who))
		return false;
	express_learn_high(i2c, high);
	level = sda->seen;
	pen = (struct pen){s->at, s->state.tick};
	for (;; k++) {
		bool bit = who.out >> (7 - k) & 1;

		if (bit != level) {
			uint64_t when = fell + who.hd_dat_ns;
			uint64_t cross = turn_sda(sda, rc, when, bit);

			if (pulls)
				put_pull(&pen, when, puller(who.port, TW_SDA),
					 bit ? TW_RELEASE : TW_LOW);
			if (edges)
				put(&pen, cross, TW_SDA << 1 | bit);
			level = bit;
		}
		release = pulled + low;
		if (pulls)
			put_pull(&pen, release, clock, TW_RELEASE);
		if (edges)
			put(&pen, release + rc->rise_ns, TW_SCL << 1 | 1);
		byte = (uint8_t)(byte << 1 | bit);
		if (k == 7)
			break;
		pulled = release + high;
		fell = pulled + i2c->high_fall_ns;
		if (pulls)
			put_pull(&pen, pulled, clock, TW_LOW);
		if (edges)
			put(&pen, fell, TW_SCL << 1);
	}
	s->at = pen.at;
	s->state.tick = pen.tick;
	/* What all of that leaves behind, at the eighth rise. */
	if (who.port)
		who.port->drive[TW_SDA] = level ? TW_RELEASE : TW_LOW;
	sda->n_low = !level;
	if (i2c->sender) {
		i2c->sender->want = level ? TW_RELEASE : TW_LOW;
		i2c->sender->fall_ns = fell;
	}
	c->port->drive[TW_SCL] = TW_RELEASE;
	scl->n_low = 0;
	scl->seen = true;
	scl->mode_before = LINE_LOW;
	scl->mode = LINE_PULLED_UP;
	scl->v0 = 0;
	scl->t0_ns = release;
	r->bit = 8;
	r->byte = byte;
	c->bit = 7;
	if (c->request == REQUEST_READ)
		c->byte = (uint8_t)(c->byte << (8 - first) |
				    (byte & 0xff >> first));
	c->sends = c->request == REQUEST_WRITE;
	c->low_ns = pulled;
	c->fall_ns = fell;
	c->state = HIGH;
	express_now(i2c, release + rc->rise_ns);
	express_stash(i2c, STASH_CONTROLLER, &c->timer, release + high);
	return true;
}
