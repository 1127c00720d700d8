// SPDX-License-Identifier: MIT
/* A memory of 256 bytes as a target: one byte of pointer, then data. What goes
 * out next is fetched ahead, so the pointer moves when it has been sent. */
#include <zephyr/drivers/i2c.h>
#include <zephyr/kernel.h>
#include <zephyr/logging/log.h>

LOG_MODULE_REGISTER(memory, LOG_LEVEL_WRN);

struct memory {
	struct i2c_target_config config;
	bool pointer_set;
	uint8_t pointer;
	uint8_t bytes[256];
};

static struct memory *of(struct i2c_target_config *config)
{
	return CONTAINER_OF(config, struct memory, config);
}

static int write_requested(struct i2c_target_config *config)
{
	of(config)->pointer_set = false;
	return 0;
}

static int write_received(struct i2c_target_config *config, uint8_t val)
{
	struct memory *m = of(config);

	if (m->pointer_set)
		m->bytes[m->pointer++] = val;
	else
		m->pointer = val;
	m->pointer_set = true;
	return 0;
}

static int read_requested(struct i2c_target_config *config, uint8_t *val)
{
	*val = of(config)->bytes[of(config)->pointer];
	return 0;
}

static int read_processed(struct i2c_target_config *config, uint8_t *val)
{
	of(config)->pointer++;
	return read_requested(config, val);
}

static int stop(struct i2c_target_config *config)
{
	return write_requested(config);
}

static const struct i2c_target_callbacks callbacks = {
	.write_requested = write_requested,
	.read_requested = read_requested,
	.write_received = write_received,
	.read_processed = read_processed,
	.stop = stop,
};

static struct memory memory = {
	.config = {.address = 0x50, .callbacks = &callbacks},
};
static struct memory wide = {
	.config = {.address = 0x2a5,
		   .flags = I2C_TARGET_FLAGS_ADDR_10_BITS,
		   .callbacks = &callbacks},
};

int main(void)
{
	const struct device *const i2c = DEVICE_DT_GET(DT_NODELABEL(i2c0));

	if (!device_is_ready(i2c))
		LOG_ERR("%s is not ready", i2c->name);
	if (i2c_target_register(i2c, &memory.config) ||
	    i2c_target_register(i2c, &wide.config))
		LOG_ERR("cannot register");
	if (i2c_target_register(i2c, &memory.config) != -EBUSY)
		LOG_ERR("registered twice");
	return 0;
}
