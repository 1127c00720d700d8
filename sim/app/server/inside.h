/* SPDX-License-Identifier: MIT */
/* The inside of a server, for the files that make it up. */
#ifndef TW_SERVER_INSIDE_H
#define TW_SERVER_INSIDE_H

#include <stdbool.h>
#include <stddef.h>

#include "app/server/server.h"

#include "twowire/actor.h"
#include "twowire/controller.h"
#include "twowire/target.h"

/* --- frame.c: payloads ------------------------------------------------- */

struct reader {
	const uint8_t *at;
	size_t left;
	bool bad; /* more was taken than there was */
};

uint16_t take16(struct reader *r);
uint32_t take32(struct reader *r);
uint64_t take64(struct reader *r);
/* NULL if there are not so many. */
const uint8_t *take_bytes(struct reader *r, size_t n);
/* Free with g_free(); NULL if there is none. */
char *take_string(struct reader *r);

void put16(GByteArray *out, uint16_t value);
void put32(GByteArray *out, uint32_t value);
void put64(GByteArray *out, uint64_t value);
void put_string(GByteArray *out, const char *text);
/* A head, whose length frame_end() fills in. */
guint frame_begin(GByteArray *out, enum tw_frame kind, uint16_t tag);
void frame_end(GByteArray *out, guint begin);

/* --- session.c: clients ------------------------------------------------- */

struct gate;

struct session {
	struct server *server;
	unsigned number;  /* from 1 */
	int fd;		  /* -1: gone */
	uint32_t watched; /* one more than what epoll watches it for; 0: it does
			     not */
	bool greeted;
	bool closing; /* when all is sent */
	GByteArray *in;
	GByteArray *out;
	guint sent;		 /* bytes of out */
	unsigned n_jobs;	 /* under way; it lives on for them */
	struct gate *gate;	 /* what it is a target with, or NULL */
	gint64 awaited_until_us; /* it was answered lately: its next request
				    may come until then; 0: it is not awaited */
};

struct session *session_new(struct server *server, int fd);
/* Lets go of the connection; freed once no job is under way. */
void session_close(struct session *s);
/* Frees it, closed or not, when nothing of it is under way any more. */
void session_free(struct session *s);
/* Takes in what has come. */
void session_read(struct session *s);
/* Does what of that is whole and may be done. */
void session_work(struct session *s);
/* Does what one frame asks for. */
void session_execute(struct session *s, uint16_t kind, uint16_t tag,
		     struct reader *r);
/* May more come? */
bool session_wants_input(const struct session *s);
/* Sends as much as goes without waiting. */
void session_write(struct session *s);
/* Is there anything to send? */
bool session_has_output(const struct session *s);
/* What it is told first: the adapters there are. */
void session_greet(struct session *s, uint16_t tag);
void session_result(struct session *s, uint16_t tag, int error, uint32_t value);
void session_event(struct session *s, uint32_t serial, enum tw_told event,
		   uint32_t value);
void session_error(struct session *s, uint16_t tag, const char *format, ...)
	G_GNUC_PRINTF(3, 4);

/* --- job.c: what is asked of an adapter --------------------------------- */

struct job {
	struct adapter *adapter;
	struct session *session;
	uint16_t tag;
	uint64_t timeout_ns;
	uint32_t retries; /* left */
	bool begun;
	bool silent;		     /* nobody asked for it */
	enum tw_operation operation; /* 0: a transfer */
	uint32_t value;		     /* of an operation; then its result */
	size_t n;
	struct tw_msg *msgs;
	size_t *lens;	/* as asked for: TW_MSG_LENGTH changes them; behind
			   the messages */
	uint8_t *bytes; /* of all messages */
};

struct job *job_new(struct adapter *a, struct session *s, uint16_t tag);
/* The payload of a TRANSFER behind its adapter; or NULL, and the session has
 * been told why. */
struct job *job_read_transfer(struct adapter *a, struct session *s,
			      uint16_t tag, struct reader *r);
void job_free(struct job *job);
/* The errno, negative, for how it ended. */
int job_error(const struct job *job, enum tw_result result);
void job_answer(const struct job *job, int error);

/* --- adapter.c: controllers --------------------------------------------- */

struct adapter {
	struct server *server;
	tw_controller *controller;
	unsigned number; /* of /dev/i2c-N */
	unsigned bus;
	struct tw_controller_config usual;
	bool is_paced;	       /* it has other settings */
	struct session *pacer; /* by whom; NULL: he has gone */
	GQueue jobs;	       /* the first one is under way */
	bool has_lost;	       /* the arbitration, and tries once more */
	struct tw_timer limit;
	struct session *holder; /* is between a START and its STOP, step by
				   step; it lives as long */
	bool must_clear;	/* a transfer was given up without a STOP */
	bool is_address;	/* its last step was a START */
	bool is_reading;	/* a target sends what it asked for */
	struct tw_timer hold;	/* until its next step */
	gint64 held_us; /* wall-clock, since its last step; 0: time does not
			   wait */
};

struct adapter *adapter_new(struct server *server, tw_controller *controller,
			    unsigned number, unsigned bus);
void adapter_free(struct adapter *a);
/* The payload of a TRANSFER behind its adapter. */
void adapter_transfer(struct adapter *a, struct session *s, uint16_t tag,
		      struct reader *r);
void adapter_configure(struct adapter *a, struct session *s, uint16_t tag,
		       struct reader *r);
/* The payload of an OPERATE behind its adapter. */
void adapter_operate(struct adapter *a, struct session *s, uint16_t tag,
		     struct reader *r);
/* The client has gone: what has not begun never does, and if it holds the bus a
 * STOP follows. */
void adapter_leave(struct adapter *a, struct session *s);
/* Frees the buses on which a transfer was given up, as Linux recovers one; not
 * from inside a callback. Returns whether there was one. */
bool adapters_clear(struct server *server);
/* Does simulated time wait for the next step of somebody who has SCL held?
 * Since when, wall-clock. */
bool adapter_waits(const struct server *server, gint64 *since_us);
/* It does no longer for those since before @limit_us. */
void adapter_give_up(struct server *server, gint64 limit_us);
bool adapter_is_busy(const struct adapter *a);

/* --- gate.c: targets ---------------------------------------------------- */

/* The payload of a LISTEN, and of an ANSWER. */
void gate_listen(struct session *s, uint16_t tag, struct reader *r);
void gate_answer(struct session *s, struct reader *r);
/* The client has gone: what it held is let go. */
void gate_leave(struct session *s);
/* Is an answer due for which simulated time waits? Since when, wall-clock. */
bool gate_waits(const struct server *server, gint64 *since_us);
/* It does no longer for those since before @limit_us. */
void gate_give_up(struct server *server, gint64 limit_us);
void gates_free(struct server *server);

/* --- record.c: what is recorded of a session ----------------------------- */

#define RECORD_FORMAT "twowire-session/1"

/* The word for frames of that kind; NULL: they are not recorded. */
const char *record_word(uint16_t kind);
/* Free with g_free(). */
char *record_line(uint64_t at_ns, unsigned client, const char *word,
		  const uint8_t *bytes, size_t n);
/* All below do nothing where nothing is recorded. */
void record_begin(const struct server *server);
void record_frame(const struct session *s, uint16_t kind,
		  const struct reader *r);
/* What the client is told; compared where a session is played. */
void record_result(const struct session *s, const uint8_t *bytes, size_t n);
void record_gone(const struct session *s);
void record_run(const struct server *server, uint64_t until_ns);
void record_end(const struct server *server);
void record_flush(const struct server *server);

/* --- playback.c ---------------------------------------------------------- */

struct playback;

void playback_result(struct playback *p, const struct session *s,
		     const uint8_t *bytes, size_t n);

/* --- loop.c ------------------------------------------------------------- */

struct server {
	struct server_config config;
	tw_sim *sim;
	tw_bus **buses;
	GPtrArray *adapters;	   /* struct adapter */
	GPtrArray *sessions;	   /* struct session */
	GPtrArray *gates;	   /* struct gate, used or not */
	unsigned n_jobs;	   /* asked of all adapters */
	GArray *sleepers;	   /* struct sleeper */
	int epoll;		   /* of until when, the listener and clients */
	uint32_t watched;	   /* the listener */
	gint64 epoch_us;	   /* of the wall clock, at simulated time 0 */
	uint64_t slice_ns;	   /* at most, until clients are looked at */
	bool is_full;		   /* no more clients until one goes */
	unsigned n_clients;	   /* that have come */
	struct playback *playback; /* NULL: clients are real */
};

struct sleeper {
	struct session *session;
	uint16_t tag;
	bool greets; /* it has just come, and is greeted then */
	uint64_t until_ns;
};

/* Lets time pass until then, or until clients have to be told something; all
 * that is due at the instant at which it stops has happened then. */
enum tw_run server_step(struct server *server, uint64_t until_ns);
void server_settle(struct server *server);
/* From a callback: time stands still until the loop has looked round. */
void server_look(struct server *server);
void server_sleep(struct server *server, const struct sleeper *sleeper);
/* Nobody waits for this one's sleep any more. */
void server_wake(struct server *server, struct session *session);
/* The present, to which simulated time may have to catch up (realtime). */
uint64_t server_now_ns(const struct server *server);
struct adapter *server_adapter(const struct server *server, uint32_t number);

#endif /* TW_SERVER_INSIDE_H */
