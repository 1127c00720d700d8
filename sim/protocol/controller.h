/* SPDX-License-Identifier: MIT */
/* The inside of a controller, for the files that make it up. */
#ifndef TW_PROTOCOL_CONTROLLER_H
#define TW_PROTOCOL_CONTROLLER_H

#include "protocol/host.h"
#include "protocol/i2c.h"
#include "protocol/modes.h"

enum controller_state {
	IDLE,	   /* drives nothing */
	WAIT_FREE, /* START asked for; the bus is busy, or was until lately */
	COMMITTED, /* found free: SDA goes low after the start latency */
	HD_STA,	   /* SDA low; SCL follows */
	OWNED,	   /* SCL low, nothing asked for */
	LOW_SDA,   /* SCL low; SDA is about to change */
	LOW,	   /* SCL low; about to be let go */
	RISE,	   /* SCL let go; not yet seen high */
	HIGH,	   /* SCL high, counting */
	FALL,	   /* SCL pulled; not yet seen low */
	SU_STA,	   /* SCL high, SDA high: counting to a repeated START */
	SU_STO,	   /* SCL high, SDA low: counting to a STOP */
	STOPPING,  /* SDA let go; not yet seen high */
	BANGED,	   /* takes the steps of its program (bang.c) */
};

enum request {
	REQUEST_NONE,
	REQUEST_START,
	REQUEST_WRITE,
	REQUEST_READ,
	REQUEST_STOP
};

/* What a fault has it do with its next STOP or repeated START. */
enum twist {
	TWIST_NONE,
	TWIST_OMIT_STOP,       /* lets go of the wires without one */
	TWIST_STOP_TO_RESTART, /* leaves it out and goes on */
	TWIST_RESTART_TO_STOP, /* makes a STOP, then a START */
};

struct transfer {
	struct tw_msg *msgs;
	size_t n_msgs;
	size_t n;	   /* the message under way */
	size_t at;	   /* data bytes of it asked for */
	unsigned head;	   /* enum step: how far its address is out */
	unsigned prefix;   /* TW_MSG_... of the one under way, or 0 */
	unsigned prefixed; /* of those that this message has had */
	bool restarted;	   /* the repeated START after it is under way */
	/* What hosts do that was not asked for (host.h). */
	bool again;	/* an address in the middle of a write is under way */
	bool extra;	/* a byte that nobody wants is under way */
	bool anew;	/* a STOP before another START is under way */
	bool counted;	/* TW_MSG_LENGTH: the count is in len */
	bool may_retry; /* what goes out is the first byte of an address, */
	uint8_t first;	/* and which enum step that was */
	unsigned tried;
	enum tw_result result;
	tw_transfer_fn done;
	void *user;
	tw_completion_fn saved_done;
	void *saved_user;
};

struct tw_controller {
	struct i2c *i2c;
	tw_port *port;
	uint8_t state;	 /* enum controller_state */
	uint8_t request; /* enum request */
	uint8_t bit;	 /* of the byte under way: 0 to 8 */
	uint8_t byte;	 /* going out, or what has come in */
	bool sends;	 /* this bit is ours: 1 that reads 0 is a loss */
	bool ack;	 /* to give, of a read; got, of a write */
	bool decides;	 /* of a read: the acknowledge is asked for by itself */
	bool active;
	uint8_t twist;		   /* enum twist */
	bool start_seen;	   /* ours, or another's at the same place */
	uint64_t forgotten_starts; /* those up to this are not remembered */
	uint64_t lost_ns;	   /* when arbitration was lost last, or 0 */
	uint64_t low_ns;	   /* when our low period began */
	uint64_t fall_ns;	   /* when SCL was last seen to fall */
	struct tw_timer timer;
	struct tw_timer patience; /* SCL or the bus is waited for */
	tw_completion_fn done;
	void *user;
	struct tw_controller_config config;
	uint32_t su_dat_ns; /* SDA changed until SCL goes, when late */
	struct transfer transfer;
	const struct host *host; /* what it is like */
	struct bang *bang;	 /* of a host with a program, or NULL */
	bool hs;		 /* in Hs-mode: config is what hs.c made */
	struct tw_controller_config slow; /* config outside of it */
	uint32_t slow_su_dat_ns;
	bool stop_fails; /* the STOP under way will be none */
	struct tw_timer twist_timer;
	tw_completion_fn twisted_done;
	void *twisted_user;
	struct smbus_run *smbus; /* the SMBus message under way, or NULL */
	uint64_t idle_ns;	 /* both wires high for so long are a free bus,
				    STOP or not (SMBus); 0: they are not */
	uint64_t released_ns;	 /* SCL, last by us in the general way */
	uint64_t idle_due_ns;	 /* when they will have been; 0: they are not */
	char *name;
};

static inline tw_queue *controller_queue(const tw_controller *c)
{
	return c->i2c->bus->queue;
}

/* Goes about the request that has been filled in. */
void controller_go(tw_controller *c);
void controller_init(tw_controller *c, struct i2c *i2c);
/* Takes up the state machine of controller.c, instead of a program. */
void controller_take_over(tw_controller *c);
/* Lets go of everything and forgets the request. */
void controller_quit(tw_controller *c);
/* The request is over: tells. */
void controller_complete(tw_controller *c, enum tw_result result, uint8_t byte);
/* Puts back what a transfer under way had replaced; it is not told. */
void transfer_forget(tw_controller *c);

/* Does the fault that c->twist asks for, if @request is what it is about. */
bool controller_twisted(tw_controller *c, enum request request);

/* Into Hs-mode, after the repeated START; and out of it. */
void hs_enter(tw_controller *c);
void hs_leave(tw_controller *c);

/* What SDA is to be in the pulse that comes; notes whether the bit is ours. */
enum tw_drive controller_next_sda(tw_controller *c);

/* Checks the settings that only some hosts know, and fills what is 0. */
bool host_settle(const tw_controller *c, const struct tw_host *host,
		 struct tw_controller_config *s, GError **error);
/* Checks @config and fills what is 0. */
bool controller_settle(tw_controller *c,
		       const struct tw_controller_config *config,
		       GError **error);

#endif /* TW_PROTOCOL_CONTROLLER_H */
