/* SPDX-License-Identifier: MIT */
/*
 * The life of a fault: made, matched, due, struck, ended.
 *
 * A fault strikes after everything else that is due at its instant: its timer
 * fires, and once more at the end of the queue. So it makes no difference
 * whether an edge or the clock called it.
 */
#include "fault/fault.h"

#include <string.h>

uint64_t fault_now(const tw_fault *f)
{
	return tw_queue_now_ns(f->queue);
}

void fault_pull(tw_fault *f, enum tw_line line, bool low)
{
	tw_port_drive(f->port, line, low ? TW_LOW : TW_RELEASE);
}

void fault_open(tw_fault *f, enum tw_line line, bool open)
{
	struct fault_bus *fb = f->fb;

	if (open)
		tap_all(fb);
	fb->open[line] += open ? 1u : -1u;
	tap_update_all(fb, line);
}

/* As a line that strikes again at this very place. */
void fault_note(tw_fault *f)
{
	g_autoptr(GString) text = fault_text(f);

	f->n_struck++;
	if (f->pass_n)
		g_string_append_printf(text,
				       " at point=%s n=%" G_GUINT64_FORMAT,
				       f->fp->point->name, f->pass_n);
	else
		g_string_append_printf(text, " at time_ns=%" G_GUINT64_FORMAT,
				       fault_now(f));
	sim_note(f->queue->actor.island, f->source, TW_NOTE_FAULT, f->n_struck,
		 text->str);
}

static void strike(tw_fault *f)
{
	f->active = true;
	f->acted = false;
	f->stage = 0;
	if (!(f->kind->flags & KIND_ARMED))
		fault_note(f);
	f->kind->begin(f);
}

static void due(void *user)
{
	tw_fault *f = user;

	if (!f->at_last) {
		f->at_last = true;
		tw_timer_at(f->queue, &f->due, fault_now(f));
		return;
	}
	f->at_last = false;
	strike(f);
}

static bool exhausted(const tw_fault *f)
{
	const struct trigger *t = &f->trigger;

	return t->count && t->n_matches >= t->n &&
	       f->n_struck + f->due.set +
			       (f->active && !f->acted &&
				f->kind->flags & KIND_ARMED) >=
		       t->count;
}

static bool lucky(tw_fault *f)
{
	int64_t ppm = f->trigger.chance_ppm;

	return ppm < 0 || (tw_sim_random(tw_bus_sim(f->fb->bus), f->name) >>
			   32) * 1000000 >>
				  32 < (uint64_t)ppm;
}

void fault_matched(tw_fault *f, bool at_once)
{
	struct trigger *t = &f->trigger;

	if (exhausted(f) || ++t->n_matches < t->n || !lucky(f) || f->due.set ||
	    f->active)
		return;
	if (at_once && !t->offset_ns)
		strike(f);
	else
		tw_timer_at(f->queue, &f->due, fault_now(f) + t->offset_ns);
}

void fault_end(tw_fault *f)
{
	if (!f->active)
		return;
	f->active = false;
	tw_timer_cancel(f->queue, &f->until);
	if (f->kind->end)
		f->kind->end(f);
}

static void until(void *user)
{
	fault_end(user);
}

void fault_until(tw_fault *f, uint64_t ns)
{
	if (ns)
		tw_timer_at(f->queue, &f->until, fault_now(f) + ns);
}

static void fault_free(void *user)
{
	tw_fault *f = user;

	fault_values_clear(&f->values);
	g_clear_pointer(&f->hand, g_array_unref);
	g_clear_pointer(&f->late, g_array_unref);
	g_free(f->name);
	g_free(f);
}

static enum tw_answer twin_address(void *user, const struct tw_address *a)
{
	return TW_ACK;
}

static bool twin_read(void *user, uint8_t *byte)
{
	*byte = (uint8_t)fault_int(user, "byte");
	return true;
}

static const struct tw_target_ops twin_ops = {
	.address = twin_address,
	.read = twin_read,
};

/* The port under whose name it acts and is noted. */
static void make_source(tw_fault *f)
{
	struct tw_target_config config = {
		.name = f->name, .ops = &twin_ops, .user = f};

	if (f->kind->flags & KIND_TARGET) {
		f->target = tw_target_new(f->fb->bus, &config);
		f->source = f->target->port->source;
	} else if (f->kind->flags & KIND_PORT) {
		f->port = tw_port_new(f->fb->bus, f->name, TW_ROLE_OTHER, NULL,
				      NULL);
		g_ptr_array_add(f->fb->own, f->port);
		f->source = f->port->source;
	} else {
		f->source = tw_sim_source(tw_bus_sim(f->fb->bus),
					  TW_SOURCE_OTHER, f->name);
	}
}

/* What is named by "point" must be there, and of use. */
static bool find_point(tw_fault *f, tw_sim *sim, GError **error)
{
	const char *name;
	tw_point *point;

	if (!(f->kind->flags & KIND_POINT))
		return true;
	name = fault_name(f, "point");
	point = tw_sim_point(sim, name);
	if (!point) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "point: there is no point \"%s\"", name);
		return false;
	}
	f->fp = fault_point_of(sim, point);
	return true;
}

/* So must a part: a typing error would never strike. */
static bool find_part(const tw_fault *f, tw_bus *bus, GError **error)
{
	const struct tw_fault_param *p = f->kind->pub.params;
	const char *name;

	while (p->key && strcmp(p->key, "part"))
		p++;
	name = p->key ? fault_name(f, "part") : "";
	if (!*name || tw_bus_port(bus, name))
		return true;
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
		    "part: nothing on %s is called \"%s\"", tw_bus_name(bus),
		    name);
	return false;
}

/* What strikes a part in another island is out of order with it. */
static bool join(const tw_fault *f, tw_bus *bus, GError **error)
{
	const tw_point *points[] = {f->fp ? f->fp->point : NULL,
				    f->trigger.point};
	tw_queue *queue = tw_bus_queue(bus);

	for (size_t i = 0; i < G_N_ELEMENTS(points); i++) {
		const tw_point *p = points[i];

		if (!p || (tw_bus_sim(bus)->sealed &&
			   p->queue->actor.island == queue->actor.island))
			continue;
		if (tw_bus_sim(bus)->sealed) {
			g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
				    "point: \"%s\" has nothing to do with %s",
				    p->name, tw_bus_name(bus));
			return false;
		}
		tw_queue_join(queue, p->queue);
	}
	return true;
}

static void arm(tw_fault *f)
{
	const struct trigger *t = &f->trigger;
	tw_sim *sim = tw_bus_sim(f->fb->bus);

	f->queue = tw_bus_queue(f->fb->bus);
	if (f->fp && (t->when == AT_TIME || t->when == AT_POINT))
		f->queue = f->fp->point->queue;
	f->due = (struct tw_timer){.fire = due, .user = f};
	f->until = (struct tw_timer){.fire = until, .user = f};
	hand_init(f);
	make_source(f);
	g_ptr_array_add(f->fb->faults, f);
	if (f->fp)
		g_ptr_array_add(f->fp->faults, f);
	if (t->when == AT_POINT && (!f->fp || t->point != f->fp->point))
		g_ptr_array_add(fault_point_of(sim, t->point)->faults, f);
	if (t->when == AT_TIME)
		tw_timer_at(f->queue, &f->due, t->time_ns + t->offset_ns);
}

tw_fault *tw_fault_new(tw_bus *bus, const char *name, const char *what,
		       GError **error)
{
	struct fault_values trigger = {0};
	tw_sim *sim = tw_bus_sim(bus);
	tw_fault *f = g_new0(tw_fault, 1);
	bool ok;

	f->name = g_strdup(name);
	ok = fault_parse(what, &f->kind, &f->values, &trigger, error) &&
	     trigger_fill(&f->trigger, &trigger, sim, error) &&
	     find_part(f, bus, error) && find_point(f, sim, error) &&
	     join(f, bus, error);
	fault_values_clear(&trigger);
	if (ok && tw_bus_port(bus, name)) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "name: something on %s is called \"%s\" already",
			    tw_bus_name(bus), name);
		ok = false;
	}
	if (!ok) {
		fault_free(f);
		return NULL;
	}
	f->fb = fault_bus_of(bus);
	tw_sim_own(sim, fault_free, f);
	arm(f);
	return f;
}

const char *tw_fault_name(const tw_fault *f)
{
	return f->name;
}

unsigned tw_fault_n_struck(const tw_fault *f)
{
	return f->n_struck;
}
