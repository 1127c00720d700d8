/* SPDX-License-Identifier: MIT */
/* Pins that a device drives: levels, pins let go, and square waves, which only
 * run where somebody can see them. */
#include "protocol/device.h"

#define NS_PER_S 1000000000u

/* A wave's edges up to now: the first, to low, is edge 0. */
static uint64_t edges(const struct device_output *out, uint64_t now_ns)
{
	return (now_ns - out->since_ns) * 2 * out->wave_hz / NS_PER_S;
}

static uint64_t edge_ns(const struct device_output *out, uint64_t edge)
{
	uint64_t per_s = 2ull * out->wave_hz;

	return out->since_ns + (edge * NS_PER_S + per_s - 1) / per_s;
}

bool device_output_level(const tw_device *dev, const struct device_output *out)
{
	if (!out->wave_hz)
		return out->high;
	return edges(out, tw_queue_now_ns(dev->queue)) & 1;
}

void device_output_drive(tw_device *dev, struct device_output *out)
{
	bool open_drain = dev->model->outputs[out - dev->outputs].open_drain;
	enum tw_drive up = open_drain ? TW_RELEASE : TW_HIGH;
	uint64_t now_ns = tw_queue_now_ns(dev->queue);

	if (!out->pin)
		return;
	if (out->let_go)
		tw_pin_drive(out->pin, TW_RELEASE);
	else
		tw_pin_drive(out->pin,
			     device_output_level(dev, out) ? up : TW_LOW);
	if (out->wave_hz)
		tw_timer_at(dev->queue, &out->edge,
			    edge_ns(out, edges(out, now_ns) + 1));
}

static void on_edge(void *user)
{
	struct device_output *out = user;

	device_output_drive(out->dev, out);
}

static struct device_output *of(tw_device *dev, unsigned n)
{
	struct device_output *out = &dev->outputs[n];

	g_assert(n < dev->n_outputs);
	tw_timer_cancel(dev->queue, &out->edge);
	out->wave_hz = 0;
	out->let_go = false;
	return out;
}

void tw_output_set(tw_device *dev, unsigned n, bool high)
{
	struct device_output *out = of(dev, n);

	out->high = high;
	device_output_drive(dev, out);
}

void tw_output_release(tw_device *dev, unsigned n)
{
	struct device_output *out = of(dev, n);

	out->high = true;
	out->let_go = true;
	device_output_drive(dev, out);
}

void tw_output_wave(tw_device *dev, unsigned n, uint32_t hz)
{
	struct device_output *out = of(dev, n);

	g_assert(hz >= 1 && hz <= TW_WAVE_MAX_HZ);
	out->wave_hz = hz;
	out->since_ns = tw_queue_now_ns(dev->queue);
	device_output_drive(dev, out);
}

void device_outputs_make(tw_device *dev)
{
	const struct tw_output *o = dev->model->outputs;

	while (o && o[dev->n_outputs].name)
		dev->n_outputs++;
	dev->outputs = g_new0(struct device_output, dev->n_outputs);
	for (size_t i = 0; i < dev->n_outputs; i++) {
		struct device_output *out = &dev->outputs[i];

		out->high = true;
		out->dev = dev;
		out->edge = (struct tw_timer){.fire = on_edge, .user = out};
	}
}
