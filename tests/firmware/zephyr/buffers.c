// SPDX-License-Identifier: MIT
/* A target in buffer mode: it prints what it got, and gives four bytes. */
#include <zephyr/drivers/i2c.h>
#include <zephyr/kernel.h>

static void write_received(struct i2c_target_config *config, uint8_t *ptr,
			   uint32_t len)
{
	printk("%u:", len);
	for (uint32_t i = 0; i < len; i++)
		printk(" %02x", ptr[i]);
	printk("\n");
}

static int read_requested(struct i2c_target_config *config, uint8_t **ptr,
			  uint32_t *len)
{
	static uint8_t bytes[] = {0x11, 0x22, 0x33, 0x44};

	*ptr = bytes;
	*len = sizeof(bytes);
	return 0;
}

static int stop(struct i2c_target_config *config)
{
	printk("stop\n");
	return 0;
}

static const struct i2c_target_callbacks callbacks = {
	.buf_write_received = write_received,
	.buf_read_requested = read_requested,
	.stop = stop,
};

static struct i2c_target_config config = {
	.address = 0x50,
	.callbacks = &callbacks,
};

int main(void)
{
	return i2c_target_register(DEVICE_DT_GET(DT_NODELABEL(i2c0)), &config);
}
