// SPDX-License-Identifier: MIT
/* A driver of a serial EEPROM at 0x51: writes, waits by polling for its
 * acknowledge, reads back, and says what each step came to. */
#include <zephyr/drivers/i2c.h>
#include <zephyr/kernel.h>

#include <string.h>

enum { EEPROM = 0x51, NOBODY = 0x33 };

static const struct device *const i2c = DEVICE_DT_GET(DT_NODELABEL(i2c0));

static int write_cycle(void)
{
	int64_t since = k_uptime_get();
	uint8_t pointer = 0;

	while (i2c_write(i2c, &pointer, 1, EEPROM))
		if (k_uptime_delta(&since) > 50)
			return -ETIMEDOUT;
	return 0;
}

int main(void)
{
	const uint8_t text[] = {'p', 'i', 'n', 'g'};
	uint8_t got[4], byte, second[2];
	struct i2c_msg parts[] = {
		{(uint8_t[]){0x12}, 1, I2C_MSG_WRITE},
		{second, 1, I2C_MSG_RESTART | I2C_MSG_READ},
		{second + 1, 1, I2C_MSG_READ | I2C_MSG_STOP},
	};

	printk("absent %d\n", i2c_reg_read_byte(i2c, NOBODY, 0, &byte));
	i2c_configure(i2c, I2C_MODE_CONTROLLER | I2C_SPEED_SET(I2C_SPEED_FAST));
	printk("write %d\n", i2c_burst_write(i2c, EEPROM, 0x10, text, 4));
	printk("busy %d\n", i2c_reg_read_byte(i2c, EEPROM, 0, &byte));
	printk("cycle %d\n", write_cycle());
	printk("read %d", i2c_burst_read(i2c, EEPROM, 0x10, got, 4));
	printk(" %.4s\n", got);
	printk("update %d\n", i2c_reg_update_byte(i2c, EEPROM, 0x10, 0x0f, 9));
	printk("cycle %d\n", write_cycle());
	printk("byte %d", i2c_reg_read_byte(i2c, EEPROM, 0x10, &byte));
	printk(" %c\n", byte);
	printk("parts %d", i2c_transfer(i2c, parts, 3, EEPROM));
	printk(" %.2s\n", second);
	if (i2c_configure(i2c, I2C_SPEED_SET(I2C_SPEED_HIGH)) == -ENOTSUP)
		printk("too fast\n");
	return 0;
}
