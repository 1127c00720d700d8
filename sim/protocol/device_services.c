/* SPDX-License-Identifier: MIT */
/* The services that model.h offers to models. */
#include "protocol/device.h"

#include "twowire/trace.h"

void *tw_state(tw_device *dev)
{
	return dev->state;
}

uint8_t *tw_memory(tw_device *dev, size_t *len)
{
	if (len)
		*len = dev->memory_len;
	return dev->memory;
}

uint32_t tw_reg_get(const tw_device *dev, uint8_t reg)
{
	g_assert(dev->model->regs && reg < dev->model->regs->n_regs);
	return dev->regs[reg];
}

void tw_reg_set(tw_device *dev, uint8_t reg, uint32_t value)
{
	g_assert(dev->model->regs && reg < dev->model->regs->n_regs);
	dev->regs[reg] = value;
}

int64_t tw_param_int(const tw_device *dev, unsigned n)
{
	return dev->params[n].number;
}

const uint8_t *tw_param_bytes(const tw_device *dev, unsigned n, size_t *len)
{
	if (len)
		*len = dev->params[n].len;
	return dev->params[n].bytes;
}

void tw_wake_after(tw_device *dev, uint64_t delay_ns)
{
	g_assert(dev->model->wake);
	tw_timer_after(dev->queue, &dev->wake, delay_ns);
}

void tw_wake_never(tw_device *dev)
{
	tw_timer_cancel(dev->queue, &dev->wake);
}

void tw_stretch(tw_device *dev, uint64_t delay_ns)
{
	g_assert(dev->may_stretch);
	dev->stretch_ns = delay_ns;
}

void tw_remark(tw_device *dev, const char *text)
{
	tw_sim *sim = tw_bus_sim(dev->bus);

	if (!(tw_sim_traces(sim) & TW_TRACE_NOTES))
		return;
	if (dev->source == UINT32_MAX)
		dev->source = tw_sim_source(sim, TW_SOURCE_OTHER, dev->name);
	tw_sim_note(sim, dev->source, TW_NOTE_DEVICE, 0, text);
}
