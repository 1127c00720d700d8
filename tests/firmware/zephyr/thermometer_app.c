// SPDX-License-Identifier: MIT
/* Two thermometers: one that is there, one that is not. */
#include <zephyr/drivers/sensor.h>
#include <zephyr/kernel.h>

static void say(const struct device *dev)
{
	struct sensor_value v;

	sensor_sample_fetch(dev);
	sensor_channel_get(dev, SENSOR_CHAN_AMBIENT_TEMP, &v);
	printk("%s %d.%04d\n", dev->name, v.val1, v.val2 / 100);
}

static void hot(const struct device *dev, const struct sensor_trigger *trigger)
{
	say(dev);
}

int main(void)
{
	static const struct sensor_trigger over = {SENSOR_TRIG_THRESHOLD,
						   SENSOR_CHAN_AMBIENT_TEMP};
	const struct device *const inside = DEVICE_DT_GET(DT_NODELABEL(inside));
	const struct device *const outside =
		DEVICE_DT_GET(DT_NODELABEL(outside));
	const struct sensor_value most = {30, 0};

	printk("%d %d\n", device_is_ready(inside), device_is_ready(outside));
	sensor_attr_set(inside, SENSOR_CHAN_AMBIENT_TEMP,
			SENSOR_ATTR_UPPER_THRESH, &most);
	k_msleep(300); /* until it has measured */
	say(inside);
	return sensor_trigger_set(inside, &over, hot);
}
