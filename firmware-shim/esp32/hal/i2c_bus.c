/* SPDX-License-Identifier: MIT */
#include "i2c_bus.h"

#include "driver/gpio.h"
#include "esp_rom_sys.h"
#include "soc/gpio_sig_map.h"
#include "soc/system_reg.h"

#define N_PORTS SOC_I2C_NUM

static struct i2c_bus buses[N_PORTS];
static portMUX_TYPE lock = portMUX_INITIALIZER_UNLOCKED;

static const struct {
	uint32_t base;
	uint32_t system; /* bit of its clock and reset */
	int source;
	unsigned scl;
	unsigned sda;
} ports[N_PORTS] = {
	{DR_REG_I2C_EXT_BASE, SYSTEM_I2C_EXT0, ETS_I2C_EXT0_INTR_SOURCE,
	 I2CEXT0_SCL_OUT_IDX, I2CEXT0_SDA_OUT_IDX},
	{DR_REG_I2C1_EXT_BASE, SYSTEM_I2C_EXT1, ETS_I2C_EXT1_INTR_SOURCE,
	 I2CEXT1_SCL_OUT_IDX, I2CEXT1_SDA_OUT_IDX},
};

void i2c_bus_reset(struct i2c_bus *bus)
{
	uint32_t bit = ports[bus->port].system;

	REG_SET_BIT(DR_REG_SYSTEM_BASE + SYSTEM_PERIP_RST_EN0, bit);
	REG_CLR_BIT(DR_REG_SYSTEM_BASE + SYSTEM_PERIP_RST_EN0, bit);
}

static int find_free(void)
{
	for (int i = 0; i < N_PORTS; i++)
		if (!buses[i].used)
			return i;
	return -1;
}

esp_err_t i2c_bus_acquire(int port, struct i2c_bus **bus)
{
	esp_err_t err = ESP_OK;

	if (port < -1 || port >= N_PORTS)
		return ESP_ERR_INVALID_ARG;
	portENTER_CRITICAL(&lock);
	if (port == -1) {
		port = find_free();
		if (port < 0)
			err = ESP_ERR_NOT_FOUND;
	} else if (buses[port].used) {
		err = ESP_ERR_INVALID_STATE;
	}
	if (err == ESP_OK)
		buses[port] = (struct i2c_bus){
			.used = true,
			.port = port,
			.base = ports[port].base,
			.scl = GPIO_NUM_NC,
			.sda = GPIO_NUM_NC,
			.lock = portMUX_INITIALIZER_UNLOCKED,
		};
	portEXIT_CRITICAL(&lock);
	if (err != ESP_OK)
		return err;
	*bus = &buses[port];
	REG_SET_BIT(DR_REG_SYSTEM_BASE + SYSTEM_PERIP_CLK_EN0,
		    ports[port].system);
	i2c_bus_reset(*bus);
	return ESP_OK;
}

void i2c_bus_release(struct i2c_bus *bus)
{
	i2c_bus_set(bus, I2C_INT_ENA, 0);
	if (bus->intr)
		esp_intr_free(bus->intr);
	i2c_bus_reset(bus);
	if (bus->scl != GPIO_NUM_NC) {
		gpio_reset_pin(bus->scl);
		gpio_reset_pin(bus->sda);
	}
	REG_CLR_BIT(DR_REG_SYSTEM_BASE + SYSTEM_PERIP_CLK_EN0,
		    ports[bus->port].system);
	bus->used = false;
}

static void set_pin(gpio_num_t pin, unsigned signal, bool pullup)
{
	if (pin == GPIO_NUM_NC)
		return;
	gpio_set_level(pin, 1);
	esp_rom_gpio_pad_select_gpio((uint32_t)pin);
	gpio_set_direction(pin, GPIO_MODE_INPUT_OUTPUT_OD);
	if (pullup)
		gpio_set_pull_mode(pin, GPIO_PULLUP_ONLY);
	else
		gpio_set_pull_mode(pin, GPIO_FLOATING);
	esp_rom_gpio_connect_out_signal((uint32_t)pin, signal, false, false);
	esp_rom_gpio_connect_in_signal((uint32_t)pin, signal, false);
}

void i2c_bus_set_pins(struct i2c_bus *bus, gpio_num_t scl, gpio_num_t sda,
		      bool scl_pullup, bool sda_pullup)
{
	bus->scl = scl;
	bus->sda = sda;
	bus->scl_pullup = scl_pullup;
	bus->sda_pullup = sda_pullup;
	set_pin(sda, ports[bus->port].sda, sda_pullup);
	set_pin(scl, ports[bus->port].scl, scl_pullup);
}

void i2c_bus_set_clock(struct i2c_bus *bus, i2c_clock_source_t source)
{
	bool rc = source == I2C_CLK_SRC_RC_FAST;

#if CONFIG_IDF_TARGET_ESP32
	bus->source_hz = APB_CLK_FREQ;
#else
	bus->source_hz = XTAL_CLK_FREQ;
#endif
	i2c_bus_change(bus, I2C_CLK_CONF, I2C_SCLK_SEL_M,
		       (rc ? I2C_SCLK_SEL_M : 0) | I2C_SCLK_ACTIVE_M);
}

esp_err_t i2c_bus_set_handler(struct i2c_bus *bus, int priority,
			      intr_handler_t handler, void *arg)
{
	int flags = priority ? 1 << priority : ESP_INTR_FLAG_LOWMED;

	return i2c_bus_set_handler_flags(bus, flags, handler, arg);
}

esp_err_t i2c_bus_set_handler_flags(struct i2c_bus *bus, int flags,
				    intr_handler_t handler, void *arg)
{
	return esp_intr_alloc(ports[bus->port].source, flags, handler, arg,
			      &bus->intr);
}

static void half_clock(gpio_num_t pin, int level)
{
	enum { HALF_US = 5 };

	gpio_set_level(pin, level);
	esp_rom_delay_us(HALF_US);
}

/* A target in the middle of a byte of zeros lets go of SDA only for an
 * acknowledge: never more than nine clocks away. */
void i2c_bus_clear(struct i2c_bus *bus)
{
	enum { CLOCKS = 9 };
	gpio_num_t scl = bus->scl, sda = bus->sda;

	gpio_set_level(sda, 1);
	gpio_set_direction(scl, GPIO_MODE_INPUT_OUTPUT_OD);
	gpio_set_direction(sda, GPIO_MODE_INPUT_OUTPUT_OD);
	half_clock(scl, 0);
	for (int i = 0; i < CLOCKS && !gpio_get_level(sda); i++) {
		half_clock(scl, 1);
		half_clock(scl, 0);
	}
	half_clock(sda, 0);
	half_clock(scl, 1);
	half_clock(sda, 1);
	i2c_bus_set_pins(bus, scl, sda, bus->scl_pullup, bus->sda_pullup);
}
