/* SPDX-License-Identifier: MIT */
/* One target: answers, bytes out, and the holds between them. */
#include "protocol/target.h"

static tw_queue *queue_of(const tw_target *t)
{
	return t->i2c->bus->queue;
}

static void sda_due(void *user)
{
	tw_target *t = user;

	tw_port_drive(t->port, TW_SDA, t->want);
}

static void scl_due(void *user)
{
	tw_target *t = user;

	tw_port_drive(t->port, TW_SCL, TW_RELEASE);
}

/* SDA changes the hold time after the last fall, or now if that has passed.
 * Returns when. */
static uint64_t set_sda(tw_target *t, enum tw_drive drive)
{
	uint64_t now = queue_now(queue_of(t));
	uint64_t when = t->fall_ns + t->hold_ns;

	if (when < now)
		when = now;
	if (drive == t->want)
		return t->sda.set ? t->sda.when_ns : 0;
	t->want = drive;
	i2c_timer_at(t->i2c, STASH_TARGET, &t->sda, when);
	return when;
}

static void set_bit(tw_target *t, unsigned bit)
{
	set_sda(t, t->out >> (7 - bit) & 1 ? TW_RELEASE : TW_LOW);
}

void target_set_out(tw_target *t, uint8_t byte)
{
	t->out = byte;
	set_bit(t, 0);
}

static void hold(tw_target *t, enum target_hold kind)
{
	t->hold = kind;
	tw_timer_cancel(queue_of(t), &t->scl);
	tw_port_drive(t->port, TW_SCL, TW_LOW);
}

/* SCL goes once SDA has been valid for the set-up time. */
static void end_hold(tw_target *t)
{
	uint64_t when = queue_now(queue_of(t));
	uint64_t valid = (t->sda.set ? t->sda.when_ns
				     : t->i2c->bus->line[TW_SDA].t0_ns) +
			 t->su_dat_ns;

	t->hold = HOLD_NONE;
	if (when < valid)
		when = valid;
	tw_timer_at(queue_of(t), &t->scl, when);
}

static void release(tw_target *t)
{
	i2c_timer_cancel(t->i2c, STASH_TARGET, &t->sda);
	tw_timer_cancel(queue_of(t), &t->scl);
	t->hold = HOLD_NONE;
	t->want = TW_RELEASE;
	tw_port_drive(t->port, TW_SDA, TW_RELEASE);
	tw_port_drive(t->port, TW_SCL, TW_RELEASE);
}

static void decide(tw_target *t, bool ack)
{
	if (ack)
		set_sda(t, TW_LOW);
	else
		t->state = TARGET_OUT;
}

static void ask_byte(tw_target *t)
{
	uint8_t byte = 0xff;

	if (t->ops->read && !t->ops->read(t->user, &byte)) {
		if (t->state == TARGET_SEND) {
			/* What was driven before must not stay. */
			set_sda(t, TW_RELEASE);
			hold(t, HOLD_OFFER);
		}
		return;
	}
	if (t->state != TARGET_SEND)
		return; /* abandoned inside */
	t->out = byte;
	set_bit(t, 0);
}

/* --- the address ------------------------------------------------------- */

static bool answer_address(tw_target *t, const struct tw_address *addr)
{
	enum tw_answer answer;

	t->state = addr->read ? TARGET_SEND : TARGET_RECEIVE;
	t->member = true;
	t->ten_selected = addr->ten_bit;
	t->answering_address = true;
	answer = t->ops->address(t->user, addr);
	if (t->state == TARGET_OUT)
		answer = TW_NACK; /* abandoned inside */
	if (answer == TW_HOLD)
		hold(t, HOLD_ANSWER);
	else
		decide(t, answer == TW_ACK);
	if (t->state == TARGET_OUT) {
		t->member = false;
		t->ten_selected = false;
	}
	return t->member;
}

static bool matches(const struct tw_match *m, uint16_t addr)
{
	return !((m->addr ^ addr) & ~m->ignore);
}

/* 10-bit, W: everybody whose upper two bits match acknowledges; R: only the
 * one selected before (UM10204 3.1.11). */
static bool ten_bit_first(tw_target *t, const struct receiver *r)
{
	uint16_t high = (uint16_t)((r->byte & 6) << 7);

	if (r->byte & 1) {
		struct tw_address a = {.addr = t->ten_addr,
				       .read = true,
				       .ten_bit = true,
				       .restart = true};

		t->ten_selected &= r->restart && (t->ten_addr & 0x300) == high;
		return t->ten_selected && answer_address(t, &a);
	}
	t->ten_selected = false;
	for (size_t i = 0; i < t->n_matches; i++) {
		const struct tw_match *m = &t->matches[i];

		if (m->ten_bit && !((m->addr ^ high) & ~m->ignore & 0x300)) {
			t->state = TARGET_TEN_FIRST;
			t->ten_addr = high;
			decide(t, true);
			return true;
		}
	}
	return false;
}

bool target_first_byte(tw_target *t, const struct receiver *r)
{
	struct tw_address a = {.addr = r->byte >> 1,
			       .read = r->byte & 1,
			       .general_call = r->byte == 0,
			       .restart = r->restart};

	if (t->state != TARGET_OUT || (t->i2c->hs && t->no_hs) ||
	    t->out_until == t->i2c->n_starts)
		return false; /* listed under two matches, or abandoned */
	t->fall_ns = queue_now(queue_of(t));
	t->hold_ns = t->i2c->hs ? MIN(t->hd_dat_ns, HS_HOLD_NS) : t->hd_dat_ns;
	if ((r->byte & 0xf8) == 0xf0 && ten_bit_first(t, r))
		return true;
	if (target_id_begins(t, a.addr)) {
		if (answer_address(t, &a))
			return true;
		target_id_ends(t);
		return false;
	}
	for (size_t i = 0; i < t->n_matches; i++) {
		const struct tw_match *m = &t->matches[i];

		if (!m->ten_bit &&
		    (m->general_call ? r->byte == 0 : matches(m, a.addr))) {
			a.general_call = m->general_call;
			return answer_address(t, &a);
		}
	}
	return false;
}

static void ten_bit_second(tw_target *t)
{
	const struct receiver *r = &t->i2c->receiver;

	t->ten_addr |= r->byte;
	for (size_t i = 0; i < t->n_matches; i++) {
		const struct tw_match *m = &t->matches[i];

		if (m->ten_bit &&
		    !((m->addr ^ t->ten_addr) & ~m->ignore & 0x3ff)) {
			struct tw_address a = {.addr = t->ten_addr,
					       .ten_bit = true,
					       .restart = r->restart};

			answer_address(t, &a);
			return;
		}
	}
	t->state = TARGET_OUT;
}

/* --- edges ------------------------------------------------------------- */

void target_rise(tw_target *t, unsigned bit, bool sda)
{
	if (t->state != TARGET_SEND || t->i2c->receiver.address)
		return;
	if (bit == 9) {
		/* No more is asked of us after a NACK. */
		if (sda && !t->deaf)
			t->state = TARGET_OUT;
		if (t->ops->sent)
			t->ops->sent(t->user, !sda || t->deaf);
	} else if (!sda && t->out >> (8 - bit) & 1) {
		t->state = TARGET_OUT;
		release(t);
		sim_note(queue_of(t)->actor.island, t->port->source,
			 TW_NOTE_ARBITRATION_LOST, TW_SDA, NULL);
		if (t->ops->lost)
			t->ops->lost(t->user);
	}
}

static void eighth_fall(tw_target *t)
{
	enum tw_answer answer = TW_ACK;

	switch ((enum target_state)t->state) {
	case TARGET_TEN_FIRST:
		ten_bit_second(t);
		return;
	case TARGET_RECEIVE:
		t->answering_address = false;
		if (t->ops->write)
			answer = t->ops->write(t->user, t->i2c->receiver.byte);
		if (t->state != TARGET_RECEIVE)
			return; /* abandoned inside */
		if (answer == TW_HOLD)
			hold(t, HOLD_ANSWER);
		else
			decide(t, answer == TW_ACK);
		return;
	case TARGET_SEND:
		set_sda(t, TW_RELEASE);
		return;
	case TARGET_OUT:
		return;
	}
}

static void ninth_fall(tw_target *t)
{
	switch ((enum target_state)t->state) {
	case TARGET_SEND:
		ask_byte(t);
		return;
	case TARGET_TEN_FIRST:
		set_sda(t, TW_RELEASE);
		return;
	case TARGET_RECEIVE:
		set_sda(t, TW_RELEASE);
		if (t->ops->proceed && !t->ops->proceed(t->user) &&
		    t->state == TARGET_RECEIVE)
			hold(t, HOLD_PROCEED);
		return;
	case TARGET_OUT:
		return;
	}
}

void target_fall(tw_target *t, unsigned bit)
{
	t->fall_ns = queue_now(queue_of(t));
	if (bit == 8)
		eighth_fall(t);
	else if (bit == 9)
		ninth_fall(t);
	else if (t->state == TARGET_SEND && bit && !t->i2c->receiver.address)
		set_bit(t, bit);
	if (t->ops->bit && tw_target_selected(t) && t->hold == HOLD_NONE &&
	    !t->ops->bit(t->user, bit == 9 ? 0 : bit) && t->state != TARGET_OUT)
		hold(t, HOLD_PROCEED);
}

void target_condition(tw_target *t, bool start)
{
	bool selected = t->member && !t->saved_ops;

	target_id_ends(t);
	t->state = TARGET_OUT;
	t->member = false;
	release(t);
	if (!selected && !t->hears_all)
		return;
	if (start && t->ops->start)
		t->ops->start(t->user, selected);
	else if (!start && t->ops->stop)
		t->ops->stop(t->user, selected);
}

void target_forget(tw_target *t)
{
	t->ten_selected = false;
}

/* --- answers ----------------------------------------------------------- */

void tw_target_answer(tw_target *t, bool ack)
{
	if (t->hold != HOLD_ANSWER)
		return;
	decide(t, ack);
	if (!ack && t->answering_address)
		t->member = t->ten_selected = false;
	end_hold(t);
}

void tw_target_offer(tw_target *t, uint8_t byte)
{
	if (t->hold != HOLD_OFFER)
		return;
	t->out = byte;
	set_bit(t, 0);
	end_hold(t);
}

void tw_target_proceed(tw_target *t)
{
	if (t->hold == HOLD_PROCEED)
		end_hold(t);
}

void tw_target_abandon(tw_target *t)
{
	t->state = TARGET_OUT;
	if (t->i2c->receiver.busy)
		t->out_until = t->i2c->n_starts;
	release(t);
}

bool tw_target_selected(const tw_target *t)
{
	return t->member && t->state != TARGET_OUT;
}

bool tw_target_holding(const tw_target *t)
{
	return t->hold != HOLD_NONE;
}

void tw_target_set_hold_times(tw_target *t, uint32_t hd_dat_ns,
			      uint32_t su_dat_ns)
{
	t->hd_dat_ns = hd_dat_ns;
	t->hold_ns = hd_dat_ns;
	t->su_dat_ns = su_dat_ns;
}

tw_bus *tw_target_bus(const tw_target *t)
{
	return t->i2c->bus;
}

const char *tw_target_name(const tw_target *t)
{
	return tw_port_name(t->port);
}

/* --- making one, and what it listens to -------------------------------- */

static void target_free(void *user)
{
	tw_target *t = user;

	g_free(t->matches);
	g_free(t);
}

tw_target *tw_target_new(tw_bus *bus, const struct tw_target_config *config)
{
	struct i2c *i2c = i2c_of(bus, config->sense);
	tw_target *t = g_new0(tw_target, 1);

	t->i2c = i2c;
	t->port = tw_port_new(bus, config->name, TW_ROLE_TARGET, NULL, NULL);
	t->ops = config->ops;
	t->user = config->user;
	t->hd_dat_ns = config->hd_dat_ns ? config->hd_dat_ns : 300;
	t->su_dat_ns =
		config->su_dat_ns ? config->su_dat_ns : 250 + bus->rc.rise_ns;
	t->hold_ns = t->hd_dat_ns;
	t->sda = (struct tw_timer){.fire = sda_due, .user = t};
	t->scl = (struct tw_timer){.fire = scl_due, .user = t};
	t->no_hs = config->no_hs;
	t->device_id = config->device_id;
	t->hears_all = config->hears_all;
	if (config->hears_all)
		g_ptr_array_add(i2c->hears_all, t);
	tw_sim_own(bus->sim, target_free, t);
	return t;
}

static void list(GPtrArray **array, tw_target *t)
{
	if (!*array)
		*array = g_ptr_array_new();
	if (!g_ptr_array_find(*array, t, NULL))
		g_ptr_array_add(*array, t);
}

static void unlist(GPtrArray *array, tw_target *t)
{
	if (array)
		g_ptr_array_remove(array, t);
}

void tw_target_listen(tw_target *t, const struct tw_match *m, size_t n)
{
	struct i2c *i2c = t->i2c;

	for (int a = 0; a < I2C_ADDRESSES; a++)
		unlist(i2c->by_address[a], t);
	unlist(i2c->ten_bit, t);
	unlist(i2c->general_call, t);
	g_free(t->matches);
	t->matches = g_memdup2(m, n * sizeof(*m));
	t->n_matches = n;
	if (n)
		target_id_listen(t, list);
	for (size_t i = 0; i < n; i++) {
		if (m[i].ten_bit)
			list(&i2c->ten_bit, t);
		else if (m[i].general_call)
			list(&i2c->general_call, t);
		else
			for (uint16_t a = 0; a < I2C_ADDRESSES; a++)
				if (matches(&m[i], a))
					list(&i2c->by_address[a], t);
	}
}
