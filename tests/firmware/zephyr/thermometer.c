// SPDX-License-Identifier: MIT
/* A driver in Zephyr's manner: one device for each node, of which one has a
 * line for alerts. Its part's registers are those of the MCP9808's data sheet.
 */
#define DT_DRV_COMPAT example_thermometer

#include <zephyr/drivers/gpio.h>
#include <zephyr/drivers/i2c.h>
#include <zephyr/drivers/sensor.h>
#include <zephyr/kernel.h>
#include <zephyr/logging/log.h>
#include <zephyr/sys/byteorder.h>

LOG_MODULE_REGISTER(thermometer);

enum {
	REG_CONFIG = 1,
	REG_UPPER = 2,
	REG_CRITICAL = 4,
	REG_AMBIENT = 5,
	CONFIG_ALERT = 8,
};

struct config {
	struct i2c_dt_spec i2c;
	struct gpio_dt_spec alert;
};

struct data {
	const struct device *dev;
	int16_t sixteenths;
	struct gpio_callback callback;
	struct k_work work;
	const struct sensor_trigger *trigger;
	sensor_trigger_handler_t handler;
};

static int write_reg(const struct device *dev, uint8_t reg, uint16_t value)
{
	const struct config *config = dev->config;
	uint8_t tx[3] = {reg};

	sys_put_be16(value, tx + 1);
	return i2c_write_dt(&config->i2c, tx, sizeof(tx));
}

static int sample_fetch(const struct device *dev, enum sensor_channel chan)
{
	const struct config *config = dev->config;
	struct data *data = dev->data;
	uint8_t rx[2];
	int error = i2c_burst_read_dt(&config->i2c, REG_AMBIENT, rx, 2);

	if (error)
		return error;
	data->sixteenths = (int16_t)(sys_get_be16(rx) << 3) >> 3;
	return 0;
}

static int channel_get(const struct device *dev, enum sensor_channel chan,
		       struct sensor_value *val)
{
	const struct data *data = dev->data;

	if (chan != SENSOR_CHAN_AMBIENT_TEMP)
		return -ENOTSUP;
	val->val1 = data->sixteenths / 16;
	val->val2 = data->sixteenths % 16 * 1000000 / 16;
	return 0;
}

static int attr_set(const struct device *dev, enum sensor_channel chan,
		    enum sensor_attribute attr, const struct sensor_value *val)
{
	if (attr != SENSOR_ATTR_UPPER_THRESH)
		return -ENOTSUP;
	return write_reg(dev, REG_UPPER, (uint16_t)(val->val1 * 16));
}

static void alerted(const struct device *port, struct gpio_callback *cb,
		    gpio_port_pins_t pins)
{
	k_work_submit(&CONTAINER_OF(cb, struct data, callback)->work);
}

static void handle(struct k_work *work)
{
	struct data *data = CONTAINER_OF(work, struct data, work);

	if (data->handler)
		data->handler(data->dev, data->trigger);
}

static int trigger_set(const struct device *dev,
		       const struct sensor_trigger *trig,
		       sensor_trigger_handler_t handler)
{
	struct data *data = dev->data;

	data->trigger = trig;
	data->handler = handler;
	return write_reg(dev, REG_CONFIG, CONFIG_ALERT);
}

static DEVICE_API(sensor, api) = {
	.attr_set = attr_set,
	.trigger_set = trigger_set,
	.sample_fetch = sample_fetch,
	.channel_get = channel_get,
};

static int init(const struct device *dev)
{
	const struct config *config = dev->config;
	struct data *data = dev->data;

	data->dev = dev;
	if (!i2c_is_ready_dt(&config->i2c))
		return -ENODEV;
	if (write_reg(dev, REG_CRITICAL, 100 * 16)) {
		LOG_ERR("nobody at 0x%02x", config->i2c.addr);
		return -EIO;
	}
	if (!config->alert.port)
		return 0;
	k_work_init(&data->work, handle);
	gpio_init_callback(&data->callback, alerted, BIT(config->alert.pin));
	gpio_pin_configure_dt(&config->alert, GPIO_INPUT);
	gpio_add_callback_dt(&config->alert, &data->callback);
	return gpio_pin_interrupt_configure_dt(&config->alert,
					       GPIO_INT_EDGE_TO_ACTIVE);
}

#define THERMOMETER(inst)                                                      \
	static struct data data_##inst;                                        \
	static const struct config config_##inst = {                           \
		.i2c = I2C_DT_SPEC_INST_GET(inst),                             \
		.alert = GPIO_DT_SPEC_INST_GET_OR(inst, alert_gpios, {0}),     \
	};                                                                     \
	SENSOR_DEVICE_DT_INST_DEFINE(inst, init, NULL, &data_##inst,           \
				     &config_##inst, POST_KERNEL,              \
				     CONFIG_SENSOR_INIT_PRIORITY, &api);

DT_INST_FOREACH_STATUS_OKAY(THERMOMETER)
