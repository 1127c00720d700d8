/* SPDX-License-Identifier: MIT */
/* A controller's settings: what is not given follows from mode and bus. */
#include "protocol/controller.h"

enum { UFM_HD_DAT_NS = 10 };

static void fallback(uint32_t *value, uint64_t other)
{
	if (!*value)
		*value = (uint32_t)MIN(other, UINT32_MAX);
}

static bool is_ultra_fast(const tw_controller *c)
{
	return c->i2c->bus->config.ultra_fast;
}

/* By how much sooner a wire is low that was high for so long only: it has not
 * got to VDD. */
static uint64_t sooner(const struct rc *rc, uint64_t high_ns)
{
	return rc->fall_ns -
	       rc_fall_time(rc, rc_pulled_up(rc, RC_VIH, high_ns));
}

/* Where the two periods are not given they share what the mode's minima and
 * the rise leave of the SCL period. tLOW is counted from SCL seen low. */
static void settle_periods(struct tw_controller_config *s,
			   const struct mode *mode, const struct rc *rc,
			   bool push_pull)
{
	uint64_t period = (1000000000u + s->scl_hz / 2) / s->scl_hz;
	uint64_t low = mode->low_ns + rc->fall_ns;
	uint64_t high = mode->high_ns;
	uint64_t used = low + high + rc->rise_ns;

	if (used < period) {
		uint64_t spare = period - used;

		low += spare / 2;
		high += spare - spare / 2;
		/* The period after a START may not be too short either. */
		high += push_pull ? 0 : sooner(rc, high);
	}
	fallback(&s->low_ns, low);
	fallback(&s->high_ns, high);
}

/* As late as 300 ns (UM10204 table 10 note 2), but SDA must be up its set-up
 * time before SCL goes. */
static uint32_t default_hold(const struct tw_controller_config *s,
			     const struct mode *mode, const struct rc *rc)
{
	uint32_t needed = rc->fall_ns + mode->su_dat_ns + rc->rise_ns;

	if (s->low_ns <= needed)
		return 1;
	return MIN(300, s->low_ns - needed);
}

static const struct host *find_host(const tw_controller *c, const char *like,
				    GError **error)
{
	const struct host *host = host_find(like);

	if (!host)
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s.like: no host is called \"%s\"; `twowire list "
			    "controllers` shows them",
			    c->name, like);
	else if (c->host && host != c->host && c->state != IDLE)
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s.like: cannot change inside a transfer",
			    c->name);
	else
		return host;
	return NULL;
}

/* What the wires ask for, of a controller that keeps to them. */
static void settle_times(tw_controller *c, struct tw_controller_config *s)
{
	const struct rc *rc = &c->i2c->bus->rc;
	bool ufm = is_ultra_fast(c);
	const struct mode *mode = ufm ? &mode_ultra_fast : mode_for(s->scl_hz);

	settle_periods(s, mode, rc, ufm);
	fallback(&s->su_sta_ns, mode->su_sta_ns);
	/* From SDA at 0.3 VDD to SCL at 0.7 VDD: the ramps count. */
	fallback(&s->hd_sta_ns, mode->hd_sta_ns + rc->fall_slew_ns +
					(ufm ? 0 : sooner(rc, s->su_sta_ns)));
	fallback(&s->su_sto_ns, mode->su_sto_ns);
	fallback(&s->buf_ns, mode->buf_ns);
	fallback(&s->hd_dat_ns,
		 ufm ? UFM_HD_DAT_NS : default_hold(s, mode, rc));
	c->su_dat_ns = mode->su_dat_ns + rc->rise_ns;
}

bool controller_settle(tw_controller *c,
		       const struct tw_controller_config *config,
		       GError **error)
{
	struct tw_controller_config s =
		config ? *config : (struct tw_controller_config){0};
	const struct host *host = find_host(c, s.like, error);
	uint32_t max_hz = is_ultra_fast(c) ? mode_ultra_fast.max_hz : 1000000;

	if (!host)
		return false;
	if (!s.scl_hz)
		s.scl_hz = is_ultra_fast(c) ? max_hz : 100000;
	if (s.scl_hz > max_hz) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s.scl_hz: expected 1 to %u, got %u", c->name,
			    max_hz, s.scl_hz);
		return false;
	}
	if (!s.hs_hz)
		s.hs_hz = 3400000;
	if (!s.hs_code)
		s.hs_code = 1;
	if (s.hs_hz < 100000 || s.hs_hz > 3400000 || s.hs_code > 7) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: expected hs_hz of 100000 to 3400000 and "
			    "hs_code of 1 to 7, got %u and %u",
			    c->name, s.hs_hz, s.hs_code);
		return false;
	}
	if (!host_settle(c, &host->about, &s, error))
		return false;
	if (!host->program)
		settle_times(c, &s);
	s.name = c->name;
	s.sense = c->i2c->sense;
	c->config = s;
	c->host = host;
	c->idle_ns = s.idle_ns;
	if (host->program)
		bang_settle(c);
	else
		controller_take_over(c);
	return true;
}

const struct tw_controller_config *tw_controller_config(const tw_controller *c)
{
	return &c->config;
}

bool tw_controller_configure(tw_controller *c,
			     const struct tw_controller_config *config,
			     GError **error)
{
	g_return_val_if_fail(c->request == REQUEST_NONE, false);
	return controller_settle(c, config, error);
}
