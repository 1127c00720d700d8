/* SPDX-License-Identifier: MIT */
/* A controller that leaves a STOP out or puts one in, as a fault has it. */
#include "protocol/controller.h"

/* SCL goes, SDA has gone before: no STOP. */
static void let_go(void *user)
{
	tw_controller *c = user;

	if (c->state != OWNED || c->request != REQUEST_STOP)
		return;
	controller_quit(c);
	controller_complete(c, TW_OK, 0);
}

static void omit_stop(tw_controller *c)
{
	c->request = REQUEST_STOP;
	tw_port_drive(c->port, TW_SDA, TW_RELEASE);
	c->twist_timer = (struct tw_timer){.fire = let_go, .user = c};
	tw_timer_after(controller_queue(c), &c->twist_timer, c->config.low_ns);
}

/* The STOP that was put in is over; now for the START. */
static void stop_done(void *user, enum tw_result result, uint8_t byte)
{
	tw_controller *c = user;

	tw_controller_on_completion(c, c->twisted_done, c->twisted_user);
	if (result == TW_OK)
		tw_controller_start(c);
	else
		controller_complete(c, result, 0);
}

/* A host with a program of its own is not to be talked into it. */
bool controller_twisted(tw_controller *c, enum request request)
{
	enum twist twist = (enum twist)c->twist;
	bool stop = twist == TWIST_OMIT_STOP || twist == TWIST_STOP_TO_RESTART;

	if (c->bang || request != (stop ? REQUEST_STOP : REQUEST_START) ||
	    !c->active)
		return false;
	c->twist = TWIST_NONE;
	if (twist == TWIST_OMIT_STOP) {
		omit_stop(c);
	} else if (twist == TWIST_STOP_TO_RESTART) {
		controller_complete(c, TW_OK, 0);
	} else {
		c->twisted_done = c->done;
		c->twisted_user = c->user;
		tw_controller_on_completion(c, stop_done, c);
		tw_controller_stop(c);
	}
	return true;
}
