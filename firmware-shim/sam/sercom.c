/* SPDX-License-Identifier: MIT */
/* What a SERCOM's two I2C modes share: flags, interrupts, synchronisation, and
 * how it is joined to a bus. */
#include "sam/sercom.h"

#include "sam/include/component/sercom.h"

bool sercom_enabled(const struct sercom *s)
{
	return s->ctrla & SERCOM_I2CS_CTRLA_ENABLE;
}

unsigned sercom_mode(const struct sercom *s)
{
	return (s->ctrla & SERCOM_I2CS_CTRLA_MODE_Msk) >>
	       SERCOM_I2CS_CTRLA_MODE_Pos;
}

/* It works in that mode: enabled, and its core is clocked. */
bool sercom_on(const struct sercom *s, unsigned mode)
{
	return sercom_enabled(s) && sercom_mode(s) == mode &&
	       s->env->core_hz(s->env->user, s->n);
}

bool sercom_nack_wanted(const struct sercom *s)
{
	return s->ctrlb & SERCOM_I2CS_CTRLB_ACKACT;
}

void sercom_crash(struct sercom *s, const char *what)
{
	g_autofree char *text = g_strdup_printf("%s: %s", s->name, what);

	s->env->crash(s->env->user, text);
}

/* --- flags and interrupts ------------------------------------------------ */

static bool wants_reading(const struct sercom *s)
{
	if (s->taken)
		return false;
	if (sercom_mode(s) == SERCOM_MODE_CONTROLLER)
		return s->intflag & FLAG_SB;
	return s->intflag & FLAG_DRDY &&
	       (s->hold == HOLD_BYTE ||
		(s->hold == HOLD_AFTER && !s->at_address));
}

/* With SCLSM a read's AMATCH comes first. */
static bool wants_writing(const struct sercom *s)
{
	if (sercom_mode(s) == SERCOM_MODE_CONTROLLER)
		return s->intflag & FLAG_MB && s->state == C_HOLD &&
		       !s->reading && !(s->status & SERCOM_I2CM_STATUS_RXNACK);
	return s->intflag & FLAG_DRDY && s->hold == HOLD_SEND &&
	       !(s->ctrla & SERCOM_I2CS_CTRLA_SCLSM &&
		 s->intflag & FLAG_AMATCH);
}

void sercom_update(struct sercom *s)
{
	uint8_t on = s->intflag & s->inten;

	s->env->dma(s->env->user, s->n, false, wants_reading(s));
	s->env->dma(s->env->user, s->n, true, wants_writing(s));

	for (unsigned i = 0; i < 3; i++)
		s->env->line(s->env->user, s->n, i, on >> i & 1);
	s->env->line(s->env->user, s->n, 3, on >> 3);
}

void sercom_raise(struct sercom *s, uint8_t flags)
{
	s->intflag |= flags;
	sercom_update(s);
}

void sercom_lower(struct sercom *s, uint8_t flags)
{
	s->intflag &= (uint8_t)~flags;
	sercom_update(s);
}

void sercom_error(struct sercom *s, uint16_t status)
{
	s->status |= status;
	sercom_raise(s, FLAG_ERROR);
}

/* --- clocks -------------------------------------------------------------- */

uint32_t sercom_core_ns(const struct sercom *s, uint32_t cycles)
{
	uint64_t hz = s->env->core_hz(s->env->user, s->n);

	if (!hz)
		return 0;
	return (uint32_t)((cycles * 1000000000ull + hz / 2) / hz);
}

static uint64_t sync_ns(const struct sercom *s)
{
	uint64_t bus_hz = s->env->bus_hz(s->env->user);

	return sercom_core_ns(s, 6) + (3 * 1000000000ull + bus_hz - 1) / bus_hz;
}

/* Writing @bits' registers is on its way into the core's clock domain. */
void sercom_sync(struct sercom *s, uint32_t bits)
{
	s->sync = sercom_syncbusy(s) | bits;
	s->sync_until_ns = tw_queue_now_ns(s->env->queue) + sync_ns(s);
}

uint32_t sercom_syncbusy(const struct sercom *s)
{
	if (!s->env->core_hz(s->env->user, s->n))
		return s->sync;
	return tw_queue_now_ns(s->env->queue) < s->sync_until_ns ? s->sync : 0;
}

void sercom_clocked(struct sercom *s)
{
	s->told = false;
	if (s->env->core_hz(s->env->user, s->n)) {
		if (s->sync &&
		    s->sync_until_ns <= tw_queue_now_ns(s->env->queue))
			sercom_sync(s, s->sync);
	} else {
		sercom_target_drop(s);
		sercom_controller_drop(s);
	}
	sercom_target_listen(s);
}

/* --- set-up -------------------------------------------------------------- */

void sercom_reset(struct sercom *s)
{
	sercom_target_drop(s);
	sercom_controller_drop(s);
	s->ctrla = s->ctrlb = s->ctrlc = s->baud = s->addr = s->data = 0;
	s->length = s->status = 0;
	s->inten = s->intflag = 0;
	s->sync = 0;
	s->taken = true;
	s->told = false;
	s->bus = BUS_UNKNOWN;
	sercom_wire_reset(s);
	sercom_target_listen(s);
	sercom_update(s);
}

void sercom_init(struct sercom *s, const struct sercom_env *env, unsigned n)
{
	s->env = env;
	s->n = n;
	g_snprintf(s->name, sizeof(s->name), "SERCOM%u", n);
	sercom_wire_init(s);
}

bool sercom_add_link(struct sercom *s, tw_bus *bus, const char *name,
		     GError **error)
{
	g_autofree char *controller = g_strconcat(name, ".controller", NULL);
	g_autofree char *port = g_strconcat(name, ".hold", NULL);
	struct tw_controller_config config = {.name = controller};
	struct sercom_link *link = &s->links[s->n_links];
	struct tw_target_config target = {.name = name,
					  .ops = &sercom_target_ops,
					  .user = link,
					  .hears_all = true};

	if (s->n_links == SERCOM_MAX_LINKS) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: expected at most %d buses, got more", name,
			    SERCOM_MAX_LINKS);
		return false;
	}
	link->sercom = s;
	link->bus = bus;
	link->controller = tw_controller_new(bus, &config, error);
	if (!link->controller)
		return false;
	tw_controller_on_completion(link->controller, sercom_controller_done,
				    s);
	link->target = tw_target_new(bus, &target);
	link->port =
		tw_port_new(bus, port, TW_ROLE_TARGET, sercom_wire_edge, link);
	s->n_links++;
	return true;
}

void sercom_connect(struct sercom *s, struct sercom_link *link)
{
	if (link == s->link)
		return;
	sercom_target_drop(s);
	sercom_controller_drop(s);
	s->link = link;
	sercom_wire_reset(s);
	sercom_target_listen(s);
	sercom_update(s);
}
