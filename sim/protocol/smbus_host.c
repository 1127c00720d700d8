/* SPDX-License-Identifier: MIT */
/* One SMBus message, made of a controller's requests. */
#include "protocol/controller.h"
#include "protocol/smbus.h"

enum phase {
	PHASE_START,
	PHASE_ADDRESS,
	PHASE_COMMAND,
	PHASE_COUNT, /* of a block written */
	PHASE_DATA,
	PHASE_PEC,
	PHASE_RESTART,
	PHASE_READ_ADDRESS,
	PHASE_READ_COUNT,
	PHASE_COUNT_ANSWER,
	PHASE_READ_DATA,
	PHASE_READ_PEC,
	PHASE_STOP,
};

/* What a time-out waits longer for the byte under way to end. */
#define GRACE_NS TW_MS(10)

/* tHIGH:MAX: both wires high for longer is a bus that is idle. */
#define IDLE_NS TW_US(50)

struct smbus_run {
	tw_controller *c;
	struct tw_smbus_call *call;
	enum phase phase; /* of the request under way */
	size_t at;	  /* data bytes before it */
	size_t n_rx;	  /* to be read, once known */
	uint8_t pec;
	bool timed_out;
	uint64_t stretched_ns; /* by others, so far */
	enum tw_smbus_result result;
	struct smbus_watch watch;
	struct tw_timer grace;
	tw_smbus_fn done;
	void *user;
	tw_completion_fn saved_done;
	void *saved_user;
};

static bool reads(const struct tw_smbus_call *call)
{
	return tw_smbus_protocol_rx(call->protocol);
}

static bool has_pec(const struct tw_smbus_call *call)
{
	return call->pec && tw_smbus_protocol_has_pec(call->protocol);
}

/* Puts the controller back as it was found. */
static void put_back(struct smbus_run *r)
{
	tw_controller *c = r->c;

	smbus_watch_end(&r->watch);
	tw_timer_cancel(controller_queue(c), &r->grace);
	tw_controller_on_completion(c, r->saved_done, r->saved_user);
	c->smbus = NULL;
	c->idle_ns = c->config.idle_ns;
}

static void finish(struct smbus_run *r, enum tw_smbus_result result)
{
	tw_smbus_fn done = r->done;
	void *user = r->user;

	put_back(r);
	g_free(r);
	if (done)
		done(user, result);
}

void smbus_forget(tw_controller *c)
{
	struct smbus_run *r = c->smbus;

	if (!r)
		return;
	put_back(r);
	g_free(r);
}

/* --- the next request -------------------------------------------------- */

static void stop(struct smbus_run *r, enum tw_smbus_result result)
{
	r->phase = PHASE_STOP;
	r->result = result;
	tw_controller_stop(r->c);
}

static void send(struct smbus_run *r, enum phase phase, uint8_t byte)
{
	r->phase = phase;
	if (phase == PHASE_PEC)
		r->call->our_pec = r->pec;
	else
		r->pec = smbus_pec_byte(r->pec, byte);
	tw_controller_write(r->c, byte);
}

static void restart(struct smbus_run *r)
{
	r->phase = PHASE_RESTART;
	tw_controller_start(r->c);
}

static void read_address(struct smbus_run *r)
{
	send(r, PHASE_READ_ADDRESS, (uint8_t)(r->call->addr << 1 | 1));
}

/* All of what is written is out; the PEC ends a message that reads nothing. */
static void written(struct smbus_run *r)
{
	if (reads(r->call))
		restart(r);
	else if (has_pec(r->call))
		send(r, PHASE_PEC, r->pec);
	else
		stop(r, TW_SMBUS_OK);
}

static void write_data(struct smbus_run *r)
{
	if (r->at < r->call->tx_len)
		send(r, PHASE_DATA, r->call->tx[r->at++]);
	else
		written(r);
}

static void read_data(struct smbus_run *r)
{
	bool last = r->at + 1 == r->n_rx;

	if (r->at < r->n_rx) {
		r->phase = PHASE_READ_DATA;
		tw_controller_read(r->c, !last || has_pec(r->call));
	} else if (has_pec(r->call)) {
		r->phase = PHASE_READ_PEC;
		tw_controller_read(r->c, false);
	} else {
		stop(r, TW_SMBUS_OK);
	}
}

static void begin_reading(struct smbus_run *r)
{
	int n = tw_smbus_protocol_rx(r->call->protocol);

	r->at = 0;
	if (r->call->protocol == TW_SMBUS_QUICK_READ) {
		stop(r, TW_SMBUS_OK);
	} else if (n < 0) {
		r->phase = PHASE_READ_COUNT;
		tw_controller_read_bits(r->c);
	} else {
		r->n_rx = (size_t)n;
		read_data(r);
	}
}

/* The count is known before its acknowledge is due: an impossible one is
 * refused, so that the target lets go of SDA. */
static void judge_count(struct smbus_run *r, uint8_t count)
{
	struct tw_smbus_call *call = r->call;
	bool good = count && count <= call->rx_size;

	call->n_block = count;
	r->n_rx = good ? count : 0;
	r->pec = smbus_pec_byte(r->pec, count);
	r->phase = PHASE_COUNT_ANSWER;
	tw_controller_acknowledge(r->c, good);
}

static void judge_pec(struct smbus_run *r, uint8_t pec)
{
	r->call->got_pec = pec;
	r->call->our_pec = r->pec;
	stop(r, pec == r->pec ? TW_SMBUS_OK : TW_SMBUS_PEC_MISMATCH);
}

static void got_data(struct smbus_run *r, uint8_t byte)
{
	r->call->rx[r->at++] = byte;
	r->call->rx_len = r->at;
	r->pec = smbus_pec_byte(r->pec, byte);
	read_data(r);
}

static void begin_address(struct smbus_run *r)
{
	const struct tw_smbus_call *call = r->call;

	if (tw_smbus_protocol_has_command(call->protocol) ||
	    call->protocol == TW_SMBUS_QUICK_WRITE)
		send(r, PHASE_ADDRESS, (uint8_t)(call->addr << 1));
	else
		read_address(r);
}

static void after_command(struct smbus_run *r)
{
	if (tw_smbus_protocol_tx(r->call->protocol) < 0)
		send(r, PHASE_COUNT, (uint8_t)r->call->tx_len);
	else
		write_data(r);
}

static void go_on(struct smbus_run *r, uint8_t byte)
{
	switch (r->phase) {
	case PHASE_START:
		begin_address(r);
		return;
	case PHASE_ADDRESS:
		if (r->call->protocol == TW_SMBUS_QUICK_WRITE)
			stop(r, TW_SMBUS_OK);
		else
			send(r, PHASE_COMMAND, r->call->command);
		return;
	case PHASE_COMMAND:
		after_command(r);
		return;
	case PHASE_COUNT:
	case PHASE_DATA:
		write_data(r);
		return;
	case PHASE_PEC:
		stop(r, TW_SMBUS_OK);
		return;
	case PHASE_RESTART:
		read_address(r);
		return;
	case PHASE_READ_ADDRESS:
		begin_reading(r);
		return;
	case PHASE_READ_COUNT:
		judge_count(r, byte);
		return;
	case PHASE_COUNT_ANSWER:
		if (r->n_rx)
			read_data(r);
		else
			stop(r, TW_SMBUS_BLOCK_LENGTH);
		return;
	case PHASE_READ_DATA:
		got_data(r, byte);
		return;
	case PHASE_READ_PEC:
		judge_pec(r, byte);
		return;
	case PHASE_STOP:
		finish(r, r->result);
		return;
	}
}

/* --- how requests end -------------------------------------------------- */

static enum tw_smbus_result refusal(enum phase phase)
{
	if (phase == PHASE_ADDRESS || phase == PHASE_READ_ADDRESS)
		return TW_SMBUS_NO_TARGET;
	return phase == PHASE_PEC ? TW_SMBUS_PEC_REFUSED : TW_SMBUS_NACKED;
}

static void completed(void *user, enum tw_result result, uint8_t byte)
{
	struct smbus_run *r = user;

	if (result == TW_ARBITRATION_LOST)
		finish(r, TW_SMBUS_ARBITRATION_LOST);
	else if (result == TW_STUCK)
		finish(r, TW_SMBUS_STUCK);
	else if (r->phase == PHASE_STOP)
		finish(r, r->result);
	else if (r->phase == PHASE_READ_COUNT && r->timed_out)
		judge_count(r, 0); /* refused, then the STOP */
	else if (r->timed_out)
		stop(r, TW_SMBUS_TIMEOUT);
	else if (result != TW_OK)
		stop(r, refusal(r->phase));
	else
		go_on(r, byte);
}

/* The byte may go on for as long as SCL moves. */
static void out_of_grace(void *user)
{
	struct smbus_run *r = user;
	tw_controller *c = r->c;
	tw_smbus_fn done = r->done;
	void *done_user = r->user;
	uint64_t now = queue_now(controller_queue(c));
	uint64_t patience = r->watch.timeout_ns + GRACE_NS;
	uint64_t since = c->i2c->low_since_ns;

	if (i2c_sees(c->i2c, TW_SCL))
		since = now;
	if (since + patience > now) {
		tw_timer_at(controller_queue(c), &r->grace, since + patience);
		return;
	}
	tw_controller_reset(c); /* which forgets the run */
	if (done)
		done(done_user, TW_SMBUS_STUCK);
}

/* A STOP that waits for a wire is cut short, too. */
static void expired(void *user)
{
	struct smbus_run *r = user;

	if (r->timed_out || !tw_controller_active(r->c))
		return;
	r->timed_out = true;
	r->result = TW_SMBUS_TIMEOUT;
	tw_timer_after(controller_queue(r->c), &r->grace, GRACE_NS);
}

/* The rise itself is nobody's. */
void smbus_rose(tw_controller *c)
{
	struct smbus_run *r = c->smbus;
	uint64_t took = queue_now(controller_queue(c)) - c->released_ns;

	if (took <= c->i2c->bus->rc.rise_ns)
		return;
	r->stretched_ns += took - c->i2c->bus->rc.rise_ns;
	if (r->call->stretch_ns && r->stretched_ns > r->call->stretch_ns) {
		r->timed_out = true;
		r->result = TW_SMBUS_TIMEOUT;
	}
}

void tw_smbus_begin(tw_controller *c, struct tw_smbus_call *call,
		    tw_smbus_fn done, void *user)
{
	int tx = tw_smbus_protocol_tx(call->protocol);
	int rx = tw_smbus_protocol_rx(call->protocol);
	uint64_t timeout = call->timeout_ns ? call->timeout_ns : TW_MS(25);
	struct smbus_run *r;

	g_return_if_fail(!c->smbus && !c->transfer.msgs);
	g_return_if_fail(tx < 0 ? call->tx_len <= TW_SMBUS_MAX_BLOCK
				: call->tx_len == (size_t)tx);
	g_return_if_fail(call->rx_size >= (size_t)ABS(rx));
	call->rx_len = 0;
	call->n_block = call->got_pec = call->our_pec = 0;
	r = g_new0(struct smbus_run, 1);
	r->c = c;
	r->call = call;
	r->done = done;
	r->user = user;
	r->saved_done = c->done;
	r->saved_user = c->user;
	r->watch.expired = expired;
	r->watch.user = r;
	r->grace = (struct tw_timer){.fire = out_of_grace, .user = r};
	c->smbus = r;
	c->idle_ns = IDLE_NS;
	c->idle_due_ns = 0;
	if (timeout != TW_NEVER)
		smbus_watch_begin(&r->watch, c->i2c, timeout);
	tw_controller_on_completion(c, completed, r);
	tw_controller_start(c);
}

/* --- waiting ----------------------------------------------------------- */

struct wait {
	tw_sim *sim;
	bool done;
	enum tw_smbus_result result;
};

static void waited_for(void *user, enum tw_smbus_result result)
{
	struct wait *w = user;

	w->done = true;
	w->result = result;
	tw_sim_stop(w->sim);
}

enum tw_smbus_result tw_smbus_transfer(tw_controller *c,
				       struct tw_smbus_call *call,
				       uint64_t limit_ns)
{
	tw_bus *bus = tw_controller_bus(c);
	struct wait w = {.sim = tw_bus_sim(bus), .result = TW_SMBUS_STUCK};
	uint64_t now = tw_sim_now_ns(w.sim);
	uint64_t until = limit_ns && limit_ns < TW_NEVER - now ? now + limit_ns
							       : TW_NEVER;

	tw_smbus_begin(c, call, waited_for, &w);
	while (!w.done && tw_bus_run(bus, until) == TW_RUN_STOPPED)
		;
	if (!w.done)
		tw_controller_reset(c);
	return w.result;
}
