/* SPDX-License-Identifier: MIT */
/*
 * A 24AA025UID look-alike at address 0x50, on the pico-sdk's i2c_slave
 * callbacks. SDA is GPIO4, SCL is GPIO5.
 *
 * While a write cycle lasts the chip answers nothing: the I2C block is
 * disabled, and a timer's alarm enables it again. For the write time and the
 * content at power-on see eeprom_array.h.
 */
#include "hardware/gpio.h"
#include "hardware/i2c.h"
#include "hardware/sync.h"
#include "pico/i2c_slave.h"
#include "pico/time.h"

#include "eeprom_array.h"

#define ADDRESS 0x50
#define SDA_PIN 4
#define SCL_PIN 5
#define BAUD	400000 /* sets SDA's hold time; the host sets the clock */

static volatile bool busy;

static int64_t write_cycle_ends(alarm_id_t id, void *user)
{
	(void)id;
	(void)user;
	busy = false;
	i2c0->hw->enable = I2C_IC_ENABLE_ENABLE_BITS;
	return 0;
}

/* All there is: the SDK may announce the end of a write before its last byte,
 * and that byte once more after it has been read. */
static void take_bytes(i2c_inst_t *i2c)
{
	while (i2c_get_read_available(i2c))
		eeprom_take(i2c_read_byte_raw(i2c));
}

static void on_event(i2c_inst_t *i2c, i2c_slave_event_t event)
{
	if (busy)
		return;
	switch (event) {
	case I2C_SLAVE_RECEIVE:
		take_bytes(i2c);
		break;
	case I2C_SLAVE_REQUEST:
		i2c_write_byte_raw(i2c, eeprom[counter++]);
		break;
	case I2C_SLAVE_FINISH:
		take_bytes(i2c);
		if (!eeprom_store())
			break;
		busy = true;
		i2c->hw->enable = 0;
		add_alarm_in_us(EEPROM_WRITE_US, write_cycle_ends, NULL, true);
		break;
	}
}

int main(void)
{
	gpio_set_function(SDA_PIN, GPIO_FUNC_I2C);
	gpio_set_function(SCL_PIN, GPIO_FUNC_I2C);
	gpio_pull_up(SDA_PIN);
	gpio_pull_up(SCL_PIN);
	i2c_init(i2c0, BAUD);
	i2c_slave_init(i2c0, ADDRESS, on_event);
	for (;;)
		__wfi();
}
