/* SPDX-License-Identifier: MIT */
/*
 * Edges that come at another time than the part wants: jitter, and SCL that
 * lags behind SDA.
 */
#include "fault/fault.h"

struct shifted {
	uint64_t when_ns;
	enum tw_line line;
	enum tw_drive drive;
};

/* What is on its way to the wires, in the order of time. */
struct shifter {
	struct tap *tap;
	struct tw_timer timer;
	GArray *pending; /* of struct shifted */
};

static void next(struct shifter *s)
{
	if (s->pending->len)
		tw_timer_at(
			s->tap->fb->bus->queue, &s->timer,
			g_array_index(s->pending, struct shifted, 0).when_ns);
}

static void arrive(void *user)
{
	struct shifter *s = user;
	struct shifted e = g_array_index(s->pending, struct shifted, 0);

	g_array_remove_index(s->pending, 0);
	next(s);
	tw_port_apply(s->tap->port, e.line, e.drive);
}

static void later(struct tap *tap, enum tw_line line, enum tw_drive drive,
		  uint64_t when_ns)
{
	struct shifter *s = tap->shifter;
	struct shifted e = {when_ns, line, drive};
	guint at = s->pending->len;

	while (at && g_array_index(s->pending, struct shifted, at - 1).when_ns >
			     when_ns) {
		/* What a wire is to do stays in its order. */
		if (g_array_index(s->pending, struct shifted, at - 1).line ==
		    line)
			break;
		at--;
	}
	if (at &&
	    g_array_index(s->pending, struct shifted, at - 1).when_ns > when_ns)
		e.when_ns = g_array_index(s->pending, struct shifted, at - 1)
				    .when_ns;
	g_array_insert_val(s->pending, at, e);
	next(s);
}

/* What the wire will be told last; @pending: it is on its way. */
static enum tw_drive last_drive(const struct shifter *s, enum tw_line line,
				bool *pending)
{
	enum tw_drive drive = tw_port_applied(s->tap->port, line);

	*pending = false;
	for (guint i = 0; i < s->pending->len; i++) {
		const struct shifted *e =
			&g_array_index(s->pending, struct shifted, i);

		if (e->line != line)
			continue;
		drive = e->drive;
		*pending = true;
	}
	return drive;
}

/* SplitMix64's step, from the seed that the fault has noted. */
static uint64_t draw(tw_fault *f)
{
	uint64_t z = f->seed += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

/* The next data bit, where the host has it: on the wire as SCL is pulled. */
static void show_next_bit(tw_fault *f, struct tap *tap)
{
	tw_controller peek = *f->host;

	if (peek.request != REQUEST_WRITE || peek.bit >= 7 ||
	    peek.state != FALL)
		return;
	peek.bit++;
	tw_port_apply(tap->port, TW_SDA, controller_next_sda(&peek));
}

/* At 0 SCL goes first: a START is none. */
static bool both_at_once(tw_fault *f, struct tap *tap)
{
	tw_port_apply(tap->port, TW_SCL, TW_LOW);
	show_next_bit(f, tap);
	return true;
}

static uint64_t delay_of(tw_fault *f, struct tap *tap, enum tw_line line,
			 enum tw_drive drive)
{
	if (!f->host) /* jitter */
		return line == TW_SCL
			       ? draw(f) % (uint64_t)(fault_int(f, "up_to_ns") +
						      1)
			       : 0;
	if (line != TW_SCL || drive != TW_LOW)
		return 0;
	show_next_bit(f, tap);
	return (uint64_t)fault_int(f, "by_ns");
}

bool shift_drive(struct tap *tap, enum tw_line line, enum tw_drive drive)
{
	struct shifter *s = tap->shifter;
	uint64_t delay = 0;
	bool pending;

	if (!s)
		return false;
	if (drive == last_drive(s, line, &pending))
		return true;
	if (tap->shift && tap->shift->host && line == TW_SCL &&
	    drive == TW_LOW && !fault_int(tap->shift, "by_ns"))
		return both_at_once(tap->shift, tap);
	if (tap->shift)
		delay = delay_of(tap->shift, tap, line, drive);
	if (!delay && !pending)
		return false;
	later(tap, line, drive, queue_now(tap->fb->bus->queue) + delay);
	return true;
}

void shift_free(struct shifter *s)
{
	if (!s)
		return;
	g_array_unref(s->pending);
	g_free(s);
}

static bool attach(tw_fault *f)
{
	struct tap *tap = fault_tap(f);

	if (!tap || tap->shift) {
		fault_end(f);
		return false;
	}
	if (!tap->shifter) {
		tap->shifter = g_new0(struct shifter, 1);
		tap->shifter->tap = tap;
		tap->shifter->timer =
			(struct tw_timer){.fire = arrive, .user = tap->shifter};
		tap->shifter->pending =
			g_array_new(FALSE, FALSE, sizeof(struct shifted));
	}
	f->tap = tap;
	tap->shift = f;
	return true;
}

/* The seed is drawn before the note is made, which tells it. */
void jitter_begin(tw_fault *f)
{
	g_autofree char *stream = g_strconcat(f->name, "/jitter", NULL);
	int64_t seed = fault_int(f, "seed");

	if (seed < 0)
		seed = tw_sim_random(tw_bus_sim(f->fb->bus), stream) >> 25;
	fault_set_int(f, "seed", seed);
	f->seed = (uint64_t)seed;
	f->host = NULL;
	fault_note(f);
	f->acted = true;
	if (attach(f))
		fault_until(f, (uint64_t)fault_int(f, "for_ns"));
	fault_set_int(f, "seed", -1);
}

void skew_begin(tw_fault *f)
{
	f->host = fault_host(f);
	if (!f->host) {
		fault_end(f);
		return;
	}
	if (attach(f))
		fault_until(f, (uint64_t)fault_int(f, "for_ns"));
}

void shift_end(tw_fault *f)
{
	if (f->tap)
		f->tap->shift = NULL;
	f->tap = NULL;
	f->host = NULL;
}
