/* SPDX-License-Identifier: MIT */
/*
 * Faults' hold on a host that is a controller: to make it pause between two
 * bits, and to change what it is about to do.
 */
#include "fault/fault.h"

#include <string.h>

tw_controller *fault_host(const tw_fault *f)
{
	const char *name = fault_name(f, "part");
	tw_controller *first = NULL;
	const struct i2c *i2c;

	for (unsigned n = 0; (i2c = fault_i2c(f->fb, n)); n++)
		for (guint i = 0; i < i2c->controllers->len; i++) {
			tw_controller *c = i2c->controllers->pdata[i];

			if (*name ? !strcmp(c->name, name) : c->active)
				return c;
			if (!first)
				first = c;
		}
	return *name ? NULL : first;
}

static bool between_bits(const tw_controller *c)
{
	return c->state == LOW_SDA || c->state == LOW || c->state == OWNED;
}

static void stand(tw_controller *c)
{
	i2c_timer_cancel(c->i2c, STASH_CONTROLLER, &c->timer);
	c->state = OWNED;
}

/* The wires go to the fault's hand, which goes on holding SCL low. */
void host_suspend(tw_fault *f)
{
	tw_controller *c = fault_host(f);

	f->host = c && between_bits(c) ? c : NULL;
	fault_pull(f, TW_SCL, true);
	if (!f->host)
		return;
	stand(c);
	f->tap = tap_of(f->fb, c->port);
	tap_mute(f->tap, true);
}

void host_resume(tw_fault *f)
{
	tw_controller *c = f->host;

	if (c) {
		tap_mute(f->tap, false);
		f->host = NULL;
	}
	fault_pull(f, TW_SDA, false);
	fault_pull(f, TW_SCL, false);
	if (c && c->state == OWNED && c->request != REQUEST_NONE)
		controller_go(c);
	else if (c && c->state == OWNED)
		tw_port_drive(c->port, TW_SDA, TW_RELEASE);
}

void host_again(tw_controller *c)
{
	if (!between_bits(c) || c->request == REQUEST_NONE)
		return;
	stand(c);
	controller_go(c);
}
