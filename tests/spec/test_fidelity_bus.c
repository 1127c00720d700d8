/* SPDX-License-Identifier: MIT */
/*
 * What a controller and a target make of the wires. Limits are those of UM10204
 * rev. 7 table 10, measured between the levels its figure 38 shows: tLOW from
 * 30 % to 30 %, tHIGH from 70 % to 70 %.
 */
#include "edges.h"

#include "twowire/actor.h"
#include "twowire/controller.h"
#include "twowire/target.h"

#define ADDR 0x2a

struct mode {
	uint32_t scl_hz, pullup_ohm, cap_pF;
	uint32_t low, high, hd_sta, su_sta, su_sto, buf, su_dat;
};

/* Pull-ups that keep the mode's maximum rise time. */
static const struct mode modes[] = {
	{100000, 2200, 100, 4700, 4000, 4000, 4700, 4000, 4700, 250},
	{400000, 2200, 100, 1300, 600, 600, 600, 600, 1300, 100},
	{1000000, 1000, 50, 500, 260, 260, 260, 260, 500, 50},
};

static enum tw_answer take(void *user, const struct tw_address *addr)
{
	return TW_ACK;
}

static bool offer(void *user, uint8_t *byte)
{
	*byte = 0xa5;
	return true;
}

/* Three transfers with a repeated START in each. */
static tw_sim *traffic(const struct mode *mode)
{
	static const struct tw_target_ops ops = {.address = take,
						 .read = offer};
	const struct tw_bus_config wires = {.pullup_ohm = mode->pullup_ohm,
					    .cap_pF = mode->cap_pF};
	const struct tw_controller_config config = {.scl_hz = mode->scl_hz};
	const struct tw_target_config target = {.name = "dut", .ops = &ops};
	const struct tw_match match = {.addr = ADDR};
	tw_sim *sim = tw_sim_new(1);
	tw_bus *bus = tw_bus_new(sim, &wires, NULL);
	tw_controller *host = tw_controller_new(bus, &config, NULL);
	uint8_t tx[] = {0x55, 0x00, 0xff}, rx[2];

	tw_target_listen(tw_target_new(bus, &target), &match, 1);
	for (int i = 0; i < 3; i++)
		assert_int_equal(
			tw_controller_write_read(host, ADDR, tx, 3, rx, 2),
			TW_OK);
	assert_int_equal(rx[0], 0xa5);
	return sim;
}

#define AT_LEAST(what, got, limit)                                             \
	do {                                                                   \
		if ((got) < (limit))                                           \
			fail_msg("%u Hz: %s of %u ns, must be %u",             \
				 mode->scl_hz, what, (unsigned)(got), limit);  \
	} while (0)

/* SDA changes while SCL is high: START or STOP, with @scl_up the rise of SCL
 * before it and @stop the STOP before it. */
static void check_condition(const struct mode *mode, const struct edges *e,
			    size_t i, const struct tw_record *scl_up,
			    const struct tw_record *stop)
{
	const struct tw_record *sda = &e->at[i];
	const struct tw_record *down = edges_find(e, i, TW_SCL, false);

	if (sda->level) {
		AT_LEAST("tSU;STO", at_30(sda) - at_70(scl_up), mode->su_sto);
		return;
	}
	AT_LEAST("tHD;STA", at_70(down) - at_30(sda), mode->hd_sta);
	if (stop)
		AT_LEAST("tBUF", at_70(sda) - at_70(stop), mode->buf);
	else if (scl_up)
		AT_LEAST("tSU;STA", at_70(sda) - at_70(scl_up), mode->su_sta);
}

static void check_modes_minima(const struct mode *mode, const struct edges *e)
{
	const struct tw_record *up = NULL, *down = NULL, *stop = NULL;
	const struct tw_record *data = NULL;

	for (size_t i = 0; i < e->n; i++) {
		const struct tw_record *r = &e->at[i];

		if (r->line == TW_SDA && !down)
			check_condition(mode, e, i, up, stop);
		if (r->line == TW_SDA) {
			stop = !down && r->level ? r : NULL;
			data = down ? r : NULL;
		} else if (r->level) {
			AT_LEAST("tLOW", at_30(r) - at_30(down), mode->low);
			if (data)
				AT_LEAST("tSU;DAT",
					 at_30(r) - (data->level ? at_70(data)
								 : at_30(data)),
					 mode->su_dat);
			up = r;
			down = data = NULL;
		} else {
			if (up && !stop)
				AT_LEAST("tHIGH", at_70(r) - at_70(up),
					 mode->high);
			down = r;
			stop = NULL;
		}
	}
}

static void controllers_keep_every_minimum_of_their_mode(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(modes); i++) {
		struct edges e;
		g_autoptr(tw_sim) sim = traffic(&modes[i]);

		edges_read(&e, sim);
		check_modes_minima(&modes[i], &e);
	}
}

static void scl_has_exactly_the_frequency_asked_for_inside_a_byte(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(modes); i++) {
		struct edges e;
		g_autoptr(tw_sim) sim = traffic(&modes[i]);
		const struct tw_record *last = NULL;
		unsigned n = 0;

		edges_read(&e, sim);
		for (size_t k = 0; k < e.n && n < 8; k++) {
			const struct tw_record *r = &e.at[k];

			if (r->line != TW_SCL || !r->level)
				continue;
			if (last)
				assert_int_equal(r->tick - last->tick,
						 1000000000 / modes[i].scl_hz);
			last = r;
			n++;
		}
		assert_int_equal(n, 8);
	}
}

/* 1 MHz leaves 1000 ns; tLOW 500, tHIGH 260, and on this bus 265 to rise and 35
 * to fall do not fit. */
static void scl_is_slower_where_minima_and_rise_do_not_fit(void **state)
{
	const struct mode weak = {.scl_hz = 1000000};
	const struct tw_record *first, *second;
	struct edges e;
	g_autoptr(tw_sim) sim = traffic(&weak);

	edges_read(&e, sim);
	first = edges_find(&e, 0, TW_SCL, true);
	second = edges_find(&e, (size_t)(first - e.at) + 1, TW_SCL, true);
	assert_int_equal(second->tick - first->tick, 500 + 260 + 265 + 35);
}

struct late {
	tw_target *target;
	struct tw_timer timer;
	uint64_t asked_ns, answered_ns;
};

static void answer(void *user)
{
	struct late *l = user;

	l->answered_ns = l->timer.when_ns;
	tw_target_answer(l->target, true);
}

static enum tw_answer hold(void *user, uint8_t byte)
{
	struct late *l = user;
	tw_queue *queue = tw_bus_queue(tw_target_bus(l->target));

	l->asked_ns = tw_queue_now_ns(queue);
	tw_timer_after(queue, &l->timer, 20000);
	return TW_HOLD;
}

/* After the answer come the target's su_dat_ns of 250 and the rise of 265. */
static void a_hold_ends_at_the_nanosecond_of_its_answer(void **state)
{
	static const struct tw_target_ops ops = {.address = take,
						 .write = hold};
	struct late late = {.timer = {.fire = answer, .user = &late}};
	const struct tw_target_config config = {
		.name = "dut", .ops = &ops, .user = &late, .su_dat_ns = 250};
	const struct tw_match match = {.addr = ADDR};
	g_autoptr(tw_sim) sim = tw_sim_new(1);
	tw_bus *bus = tw_bus_new(sim, NULL, NULL);
	tw_controller *host = tw_controller_new(bus, NULL, NULL);
	const struct tw_record *r = NULL;
	struct edges e;
	uint8_t tx = 0;

	late.target = tw_target_new(bus, &config);
	tw_target_listen(late.target, &match, 1);
	assert_int_equal(tw_controller_write_to(host, ADDR, &tx, 1), TW_OK);
	edges_read(&e, sim);
	for (size_t i = 0; i < e.n && !r; i++)
		if (e.at[i].line == TW_SCL && e.at[i].tick > late.asked_ns)
			r = &e.at[i];
	assert_int_equal(late.answered_ns, late.asked_ns + 20000);
	assert_true(r->level);
	assert_int_equal(r->tick, late.answered_ns + 250 + 265);
}

int main(void)
{
	const struct CMUnitTest bus[] = {
		cmocka_unit_test(controllers_keep_every_minimum_of_their_mode),
		cmocka_unit_test(
			scl_has_exactly_the_frequency_asked_for_inside_a_byte),
		cmocka_unit_test(
			scl_is_slower_where_minima_and_rise_do_not_fit),
		cmocka_unit_test(a_hold_ends_at_the_nanosecond_of_its_answer),
	};

	return cmocka_run_group_tests(bus, NULL, NULL);
}
