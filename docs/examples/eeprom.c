/* SPDX-License-Identifier: MIT */
/*
 * A 24AA025UID look-alike at address 0x50, on the i2ctarget stack. SDA is
 * GPIO4, SCL is GPIO5.
 *
 * While a write cycle lasts the chip answers nothing: the I2C block is
 * disabled, and a timer's alarm enables it again. For the write time and the
 * content at power-on see eeprom_array.h.
 */
#include "i2ctarget.h"

#include "hardware/i2c.h"
#include "pico/time.h"

#include "eeprom_array.h"

#define ADDRESS 0x50
#define SDA_PIN 4
#define SCL_PIN 5

static int64_t write_cycle_ends(alarm_id_t id, void *user)
{
	(void)id;
	(void)user;
	i2c0->hw->enable = I2C_IC_ENABLE_ENABLE_BITS;
	return 0;
}

static void written(struct i2ctarget_request *req)
{
	uint8_t byte;

	while (i2ctarget_read(req, &byte, 1, true) == 1)
		eeprom_take(byte);
	if (!eeprom_store())
		return;
	i2c0->hw->enable = 0;
	add_alarm_in_us(EEPROM_WRITE_US, write_cycle_ends, NULL, true);
}

/* Sends until the host wants no more; past the last byte comes the first. */
static void read(struct i2ctarget_request *req)
{
	int n;

	do {
		n = i2ctarget_write(req, eeprom + counter,
				    EEPROM_SIZE - counter);
		if (n > 0)
			counter = (uint8_t)(counter + n);
	} while (n > 0);
}

int main(void)
{
	static const uint8_t addresses[] = {ADDRESS};
	static const struct i2ctarget_config config = {
		.scl = SCL_PIN,
		.sda = SDA_PIN,
		.addresses = addresses,
		.n_addresses = 1,
	};
	struct i2ctarget target;
	struct i2ctarget_request req;

	if (i2ctarget_init(&target, &config) != I2CTARGET_OK)
		return 1;
	while (i2ctarget_request(&target, 0, &req) == 1) {
		if (req.is_read)
			read(&req);
		else
			written(&req);
		i2ctarget_close(&req);
	}
	return 1;
}
