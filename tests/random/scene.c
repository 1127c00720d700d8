/* SPDX-License-Identifier: MIT */
#include "scene.h"

#include <string.h>

#include "twowire/actor.h"
#include "twowire/capture.h"
#include "twowire/controller.h"
#include "twowire/target.h"

enum { N_HOSTS = 2, N_TARGETS = 5, N_TRANSFERS = 4, N_MESSAGES = 3, LONG = 7 };

#define NOT_BEGUN SIZE_MAX /* n_done of a message after one that failed */

/* Answers as its own stream of randomness says. */
struct target {
	tw_sim *sim;
	tw_bus *bus;
	tw_target *target;
	struct tw_timer answer;
	char name[8];
	unsigned holds; /* of 16 */
	unsigned nacks; /* of 16 */
	bool ack;
};

/* A host and the transfer that it makes. */
struct host {
	tw_controller *controller;
	struct tw_msg msgs[N_MESSAGES];
	uint8_t data[N_MESSAGES][LONG];
	unsigned n;
	bool busy;
	enum tw_result result;
};

struct rig {
	struct scene *scene;
	tw_bus *bus;
	struct target targets[N_TARGETS];
	struct host hosts[N_HOSTS];
};

static uint32_t pick(tw_sim *sim, const char *stream, uint32_t min,
		     uint32_t max)
{
	return min + (uint32_t)(tw_sim_random(sim, stream) % (max - min + 1));
}

/* --- targets ----------------------------------------------------------- */

static void answer_due(void *user)
{
	struct target *t = user;

	tw_target_answer(t->target, t->ack);
	tw_target_offer(t->target, (uint8_t)pick(t->sim, t->name, 0, 255));
	tw_target_proceed(t->target);
}

/* For less than a bit, or for many. */
static bool holds(struct target *t)
{
	if (pick(t->sim, t->name, 0, 15) >= t->holds)
		return false;
	tw_timer_after(tw_bus_queue(t->bus), &t->answer,
		       pick(t->sim, t->name, 0, 1)
			       ? pick(t->sim, t->name, 0, 400)
			       : pick(t->sim, t->name, 0, 30000));
	return true;
}

static enum tw_answer decide(struct target *t)
{
	t->ack = pick(t->sim, t->name, 0, 15) >= t->nacks;
	return holds(t) ? TW_HOLD : t->ack ? TW_ACK : TW_NACK;
}

static enum tw_answer address(void *user, const struct tw_address *a)
{
	(void)a;
	return decide(user);
}

static enum tw_answer write_byte(void *user, uint8_t byte)
{
	(void)byte;
	return decide(user);
}

static bool read_byte(void *user, uint8_t *byte)
{
	struct target *t = user;

	*byte = (uint8_t)pick(t->sim, t->name, 0, 255);
	return !holds(t);
}

static bool proceed(void *user)
{
	return !holds(user);
}

static const struct tw_target_ops ops = {
	.address = address,
	.write = write_byte,
	.read = read_byte,
	.proceed = proceed,
};

/* The first two are twins, the last has ten bits, one hears general calls. */
static void add_target(struct rig *r, unsigned i, uint32_t grain_ns)
{
	tw_sim *sim = r->scene->sim;
	struct target *t = &r->targets[i];
	struct tw_target_config config = {
		.name = t->name,
		.ops = &ops,
		.user = t,
		.hd_dat_ns = MAX(grain_ns, pick(sim, "scene", 1, 250)),
	};
	struct tw_match match = {.addr = (uint16_t)(0x50 + i / 2)};

	g_snprintf(t->name, sizeof(t->name), "t%u", i);
	t->sim = sim;
	t->bus = r->bus;
	t->holds = pick(sim, "scene", 0, 2) ? 0 : pick(sim, "scene", 1, 8);
	t->nacks = pick(sim, "scene", 0, 2) ? 0 : 2;
	t->answer = (struct tw_timer){.fire = answer_due, .user = t};
	if (i == N_TARGETS - 2)
		match = (struct tw_match){.general_call = true};
	if (i == N_TARGETS - 1)
		match = (struct tw_match){.addr = 0x2a5, .ten_bit = true};
	t->target = tw_target_new(r->bus, &config);
	tw_target_listen(t->target, &match, 1);
}

/* --- hosts ------------------------------------------------------------- */

static void ended(void *user, enum tw_result result)
{
	struct host *h = user;

	h->busy = false;
	h->result = result;
}

/* Addresses with and without somebody, seven bits and ten, the general call. */
static void draw_message(tw_sim *sim, struct tw_msg *m, uint8_t *data)
{
	static const uint16_t addrs[] = {0x50, 0x50, 0x51, 0x51,  0x00,
					 0x33, 0x7f, 0x08, 0x2a5, 0x2a4};
	uint32_t n = pick(sim, "scene", 0, G_N_ELEMENTS(addrs) - 1);

	*m = (struct tw_msg){.addr = addrs[n], .data = data};
	if (m->addr > 0x7f)
		m->flags |= TW_MSG_TEN_BIT;
	/* 0x00 with R is the START byte, which is no transfer. */
	if (m->addr && pick(sim, "scene", 0, 1))
		m->flags |= TW_MSG_READ;
	/* A target that sends could keep a STOP after nothing from coming. */
	m->len = pick(sim, "scene", m->flags & TW_MSG_READ ? 1 : 0, LONG);
	for (unsigned i = 0; i < LONG; i++)
		data[i] = (uint8_t)pick(sim, "scene", 0, 255);
}

static void begin(struct rig *r, struct host *h)
{
	tw_sim *sim = r->scene->sim;

	h->n = pick(sim, "scene", 1, N_MESSAGES);
	for (unsigned i = 0; i < h->n; i++)
		draw_message(sim, &h->msgs[i], h->data[i]);
	h->busy = true;
	tw_controller_begin(h->controller, h->msgs, h->n, ended, h);
	for (unsigned i = 1; i < h->n; i++)
		h->msgs[i].n_done = NOT_BEGUN;
}

/* UM10204 3.1.8 wants messages of several controllers to be composed alike: the
 * second one sends what the first does, but for bits of addresses and data. */
static void begin_rival(struct rig *r)
{
	tw_sim *sim = r->scene->sim;
	struct host *first = &r->hosts[0], *h = &r->hosts[1];

	h->n = first->n;
	for (unsigned i = 0; i < h->n; i++) {
		h->msgs[i] = first->msgs[i];
		h->msgs[i].data = memcpy(h->data[i], first->data[i], LONG);
	}
	if (pick(sim, "scene", 0, 3) && !(h->msgs[0].flags & TW_MSG_READ) &&
	    h->msgs[0].len)
		h->data[0][pick(sim, "scene", 0, LONG - 1)] ^=
			(uint8_t)(1u << pick(sim, "scene", 0, 7));
	h->busy = true;
	tw_controller_begin(h->controller, h->msgs, h->n, ended, h);
}

static bool add_host(struct rig *r, unsigned i, uint32_t grain_ns)
{
	static const uint32_t rates[] = {60000, 100000, 400000, 1000000};
	tw_sim *sim = r->scene->sim;
	struct tw_controller_config config = {
		.name = i ? "second" : "first",
		.scl_hz = rates[pick(sim, "scene", 0, 3)],
		.hd_dat_ns =
			pick(sim, "scene", 0, 1)
				? 0
				: MAX(grain_ns, pick(sim, "scene", 1, 350)),
	};

	r->hosts[i].controller = tw_controller_new(r->bus, &config, NULL);
	return r->hosts[i].controller;
}

/* --- what the host knows ----------------------------------------------- */

static void tell_byte(GString *out, uint8_t byte, bool acked)
{
	g_string_append_printf(out, " %02x%c", byte, acked ? '+' : '-');
}

static void tell_address(GString *out, bool restart, uint8_t addr, bool read,
			 bool acked)
{
	g_string_append_printf(out, "%s %02x%c%c", restart ? "Sr" : "S", addr,
			       read ? 'R' : 'W', acked ? '+' : '-');
}

/* A 10-bit address refused may have been so at its first byte or its second:
 * the host does not say. */
static bool can_tell(const struct host *h)
{
	for (unsigned i = 0; i < h->n; i++)
		if (h->msgs[i].flags & TW_MSG_TEN_BIT && h->result != TW_OK)
			return false;
	return true;
}

static void tell_message(const struct host *h, unsigned i, GString *out)
{
	const struct tw_msg *m = &h->msgs[i];
	bool read = m->flags & TW_MSG_READ;
	bool last = i + 1 == h->n || m[1].n_done == NOT_BEGUN;
	bool refused = last && h->result == TW_NO_TARGET;
	uint8_t high = (uint8_t)(0x78 | m->addr >> 8);

	if (m->flags & TW_MSG_TEN_BIT) {
		const struct tw_msg *p = i ? m - 1 : m;
		bool known = read && i && p->addr == m->addr &&
			     !(p->flags & TW_MSG_READ);

		if (!known) {
			tell_address(out, i, high, false, true);
			tell_byte(out, (uint8_t)m->addr, true);
		}
		if (read) {
			if (!known)
				g_string_append_c(out, '\n');
			tell_address(out, true, high, true, true);
		}
	} else {
		tell_address(out, i, (uint8_t)m->addr, read, !refused);
	}
	for (size_t k = 0; k < m->n_done; k++)
		tell_byte(out, m->data[k], !read || k + 1 < m->len);
	if (!refused && !read && m->n_done < m->len)
		tell_byte(out, m->data[m->n_done], false);
	g_string_append_c(out, '\n');
}

static void tell(const struct host *h, GString *out)
{
	for (unsigned i = 0; i < h->n && h->msgs[i].n_done != NOT_BEGUN; i++)
		tell_message(h, i, out);
	g_string_append(out, "P\n");
}

/* --- the scene --------------------------------------------------------- */

static void play_transfer(struct rig *r, bool rivals)
{
	tw_sim *sim = r->scene->sim;
	struct host *h = &r->hosts[0];

	begin(r, h);
	if (rivals && pick(sim, "scene", 0, 1))
		begin_rival(r);
	for (unsigned ms = 0; ms < 60 && (h->busy || r->hosts[1].busy); ms++)
		tw_sim_run(sim, tw_sim_now_ns(sim) + TW_MS(1));
	r->scene->n_hung += h->busy || r->hosts[1].busy;
	if (!rivals)
		tell(h, r->scene->told);
	tw_sim_run(sim, tw_sim_now_ns(sim) + TW_US(pick(sim, "scene", 10, 60)));
}

void scene_play(struct scene *scene, uint64_t seed, uint32_t grain_ns)
{
	tw_sim *sim = scene->sim = tw_sim_new(seed);
	struct rig r = {.scene = scene};
	struct tw_bus_config config = {
		.vdd_mV = pick(sim, "scene", 1800, 5000),
		.pullup_ohm = pick(sim, "scene", 800, 4000),
		.cap_pF = pick(sim, "scene", 10, 200),
		.fall_ns = pick(sim, "scene", 1, 100),
	};
	bool rivals = !pick(sim, "scene", 0, 3);
	bool knows = true;

	scene->told = g_string_new(NULL);
	scene->n_hung = 0;
	r.bus = tw_bus_new(sim, &config, NULL);
	for (unsigned i = 0; i < N_TARGETS; i++)
		add_target(&r, i, grain_ns);
	for (unsigned i = 0; i < (rivals ? N_HOSTS : 1); i++)
		g_assert_true(add_host(&r, i, grain_ns));
	for (unsigned i = 0; i < N_TRANSFERS && !scene->n_hung; i++) {
		play_transfer(&r, rivals);
		knows = knows && !rivals && can_tell(&r.hosts[0]);
	}
	if (!knows)
		g_string_truncate(scene->told, 0);
}

void scene_clear(struct scene *scene)
{
	tw_sim_free(scene->sim);
	g_string_free(scene->told, TRUE);
}

static void put_message(void *user, const struct tw_message *m)
{
	GString *out = user;

	tell_address(out, m->restart, m->addr, m->read, m->ack == TW_SEEN_ACK);
	for (size_t i = 0; i < m->n_bytes; i++)
		tell_byte(out, m->bytes[i].value,
			  m->bytes[i].ack == TW_SEEN_ACK);
	g_string_append(out, m->end == TW_END_STOP ? "\nP\n" : "\n");
}

void scene_decoded(const tw_trace *trace, GString *out)
{
	uint32_t bus;

	if (tw_trace_find_bus(trace, NULL, &bus))
		tw_trace_decode(trace, bus, put_message, out);
}
