// SPDX-License-Identifier: MIT
/* A target that says what happens to it. It can take no more after a byte 0xee,
 * takes nothing while it is busy, for 20 ms after a write of more than one
 * byte, and has three bytes to send. */
#include <zephyr/drivers/i2c.h>
#include <zephyr/kernel.h>

static struct k_work_delayable work;
static atomic_t busy;
static unsigned n_received, n_sent;

static void work_handler(struct k_work *w)
{
	printk("ready\n");
	atomic_clear(&busy);
}

static int write_requested(struct i2c_target_config *config)
{
	printk("write requested\n");
	n_received = 0;
	return atomic_get(&busy) ? -EBUSY : 0;
}

static int write_received(struct i2c_target_config *config, uint8_t val)
{
	printk("received %02x\n", val);
	n_received++;
	return val == 0xee ? -ENOMEM : 0;
}

static int read_requested(struct i2c_target_config *config, uint8_t *val)
{
	n_sent = 0;
	*val = 0xa0;
	printk("read requested %02x\n", *val);
	return atomic_get(&busy) ? -EBUSY : 0;
}

static int read_processed(struct i2c_target_config *config, uint8_t *val)
{
	if (++n_sent >= 3) {
		printk("no more\n");
		return -ENODATA;
	}
	*val = (uint8_t)(0xa0 + n_sent);
	printk("read processed %02x\n", *val);
	return 0;
}

static int stop(struct i2c_target_config *config)
{
	printk("stop\n");
	if (n_received > 1 && !atomic_set(&busy, 1))
		k_work_schedule(&work, K_MSEC(20));
	n_received = 0;
	return 0;
}

static const struct i2c_target_callbacks callbacks = {
	.write_requested = write_requested,
	.read_requested = read_requested,
	.write_received = write_received,
	.read_processed = read_processed,
	.stop = stop,
};

static struct i2c_target_config config = {
	.address = 0x50,
	.callbacks = &callbacks,
};

int main(void)
{
	k_work_init_delayable(&work, work_handler);
	return i2c_target_register(DEVICE_DT_GET(DT_NODELABEL(i2c0)), &config);
}
