/* SPDX-License-Identifier: MIT */
/* The twowire adapter: its events and registers. */
#include "oses/adapter.h"

#include <string.h>

/* --- events ----------------------------------------------------------------
 */

static bool irq_level(const struct adapter *a)
{
	return (a->irqs & TW_IRQ_EVENT && a->n_events) ||
	       (a->irqs & TW_IRQ_RESULT && a->result);
}

void adapter_update(struct adapter *a)
{
	a->irq(a->user, a->n, irq_level(a));
}

bool adapter_raise(struct adapter *a, uint32_t event)
{
	a->raised++;
	if (!tw_point_pass(a->point, event))
		return false;
	g_assert(a->n_events < ADAPTER_EVENTS);
	a->events[a->n_events++] = (struct adapter_event){event, a->raised};
	adapter_update(a);
	return true;
}

static uint32_t take_event(struct adapter *a)
{
	struct adapter_event event = a->events[0];

	if (!a->n_events)
		return TW_EVENT_NONE;
	a->n_events--;
	memmove(a->events, a->events + 1, a->n_events * sizeof(event));
	a->taken = event.number;
	adapter_target_taken(a);
	adapter_update(a);
	return event.word;
}

/* --- registers -------------------------------------------------------------
 */

#define REG(name) offsetof(struct tw_adapter_regs, name)

static uint32_t status(const struct adapter *a)
{
	uint32_t bits = a->n_events ? TW_STATUS_EVENT : 0;

	if (a->under_way)
		bits |= TW_STATUS_COMMAND;
	if (a->controller && tw_controller_active(a->controller))
		bits |= TW_STATUS_OWNER;
	if (a->bus && tw_bus_busy(a->bus))
		bits |= TW_STATUS_BUSY;
	return bits;
}

static uint32_t take_result(struct adapter *a)
{
	uint32_t result = a->result;

	a->result = 0;
	adapter_update(a);
	return result;
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	struct adapter *a = user;

	if (offset < REG(mode))
		return a->own[offset / 4];
	switch (offset) {
	case REG(mode):
		return a->mode;
	case REG(event):
		if (peek)
			return a->n_events ? a->events[0].word : TW_EVENT_NONE;
		return take_event(a);
	case REG(irqs):
		return a->irqs;
	case REG(status):
		return status(a);
	case REG(scl_hz):
		return a->scl_hz;
	case REG(result):
		return peek ? a->result : take_result(a);
	default:
		return 0;
	}
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	struct adapter *a = user;

	if (offset < REG(mode)) {
		a->own[offset / 4] = value;
		adapter_listen(a);
		return;
	}
	switch (offset) {
	case REG(mode):
		a->mode = value & TW_MODE_PREFETCH;
		return;
	case REG(answer):
		adapter_answer(a, value);
		return;
	case REG(tx):
		adapter_send(a, (uint8_t)value);
		return;
	case REG(irqs):
		a->irqs = value;
		adapter_update(a);
		return;
	case REG(scl_hz):
		a->scl_hz = value;
		return;
	case REG(command):
		adapter_command(a, value);
		return;
	default:
		return;
	}
}

static const char *name_reg(void *user, uint32_t offset)
{
	static const char *const names[] = {
		"OWN0",	  "OWN1",    "OWN2",   "OWN3", "MODE",
		"EVENT",  "ANSWER",  "TX",     "IRQS", "STATUS",
		"SCL_HZ", "COMMAND", "RESULT",
	};

	return offset / 4 < G_N_ELEMENTS(names) ? names[offset / 4] : NULL;
}

struct reg_device adapter_device(struct adapter *a)
{
	return (struct reg_device){
		.name = a->n ? "I2C1" : "I2C0",
		.base = TW_ADAPTER_BASE(a->n),
		.size = sizeof(struct tw_adapter_regs),
		.read = read_reg,
		.write = write_reg,
		.user = a,
		.reg_name = name_reg,
	};
}

/* --- set-up ------------------------------------------------------------------
 */

static void power_on(struct adapter *a)
{
	memset(a->own, 0, sizeof(a->own));
	a->mode = a->irqs = 0;
	a->scl_hz = 100000;
	a->n_events = 0;
	a->taken = a->raised;
	a->under_way = false;
	a->result = 0;
}

void adapter_reset(struct adapter *a)
{
	adapter_target_drop(a);
	if (a->controller)
		tw_controller_reset(a->controller);
	power_on(a);
	adapter_listen(a);
	adapter_update(a);
}

static bool join(struct adapter *a, const char *name, GError **error)
{
	g_autofree char *controller = g_strconcat(name, ".controller", NULL);
	struct tw_controller_config config = {.name = controller};
	struct tw_target_config target = {.name = name,
					  .ops = &adapter_target_ops,
					  .user = a,
					  .hears_all = true};

	a->controller = tw_controller_new(a->bus, &config, error);
	if (!a->controller)
		return false;
	tw_controller_on_completion(a->controller, adapter_done, a);
	a->target = tw_target_new(a->bus, &target);
	return true;
}

bool adapter_init(struct adapter *a, const char *owner, tw_sim *sim,
		  tw_queue *queue, tw_bus *bus, GError **error)
{
	g_autofree char *name = g_strdup_printf("%s.i2c%u", owner, a->n);
	g_autofree char *point = g_strconcat(name, ".event", NULL);

	a->bus = bus;
	a->point = tw_point_new(sim, point, TW_POINT_FIFO, queue, NULL, NULL);
	power_on(a);
	return !bus || join(a, name, error);
}
