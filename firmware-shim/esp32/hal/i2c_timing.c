/* SPDX-License-Identifier: MIT */
/* driver/i2c.h: times, in cycles, and filters. Registers hold one less than
 * most of them; SCL's high period is in two parts. */
#include "esp_check.h"
#include "i2c_legacy.h"

static const char TAG[] = "i2c";

/* NULL: no such port, or nobody set it up. */
static struct i2c_bus *bus_of(i2c_port_t port)
{
	struct i2c_legacy *p = i2c_legacy_port(port);

	return p ? p->bus : NULL;
}

static bool in_range(int cycles)
{
	enum { MOST = 0x1ff };

	return cycles > 0 && cycles <= MOST;
}

static esp_err_t set(i2c_port_t port, uint32_t first_reg, int first,
		     uint32_t second_reg, int second)
{
	struct i2c_bus *bus = bus_of(port);

	ESP_RETURN_ON_FALSE(bus, ESP_ERR_INVALID_ARG, TAG, "i2c number error");
	ESP_RETURN_ON_FALSE(in_range(first) && in_range(second),
			    ESP_ERR_INVALID_ARG, TAG, "i2c timing value error");
	portENTER_CRITICAL(&bus->lock);
	i2c_bus_set(bus, first_reg, (uint32_t)first - 1);
	i2c_bus_set(bus, second_reg, (uint32_t)second - 1);
	i2c_bus_change(bus, I2C_CTR, 0, I2C_CONF_UPGATE_M);
	portEXIT_CRITICAL(&bus->lock);
	return ESP_OK;
}

static esp_err_t get(i2c_port_t port, uint32_t first_reg, int *first,
		     uint32_t second_reg, int *second)
{
	struct i2c_bus *bus = bus_of(port);

	ESP_RETURN_ON_FALSE(bus && first && second, ESP_ERR_INVALID_ARG, TAG,
			    "i2c number error");
	*first = (int)i2c_bus_get(bus, first_reg) + 1;
	*second = (int)i2c_bus_get(bus, second_reg) + 1;
	return ESP_OK;
}

esp_err_t i2c_set_period(i2c_port_t i2c_num, int high_period, int low_period)
{
	struct i2c_bus *bus = bus_of(i2c_num);
	uint32_t wait = (uint32_t)high_period / 2;

	ESP_RETURN_ON_FALSE(bus, ESP_ERR_INVALID_ARG, TAG, "i2c number error");
	ESP_RETURN_ON_FALSE(in_range(high_period) && in_range(low_period),
			    ESP_ERR_INVALID_ARG, TAG, "i2c timing value error");
	portENTER_CRITICAL(&bus->lock);
	i2c_bus_set(bus, I2C_SCL_LOW_PERIOD, (uint32_t)low_period - 1);
	i2c_bus_set(bus, I2C_SCL_HIGH_PERIOD,
		    ((uint32_t)high_period - wait) |
			    wait << I2C_SCL_WAIT_HIGH_PERIOD_S);
	i2c_bus_change(bus, I2C_CTR, 0, I2C_CONF_UPGATE_M);
	portEXIT_CRITICAL(&bus->lock);
	return ESP_OK;
}

esp_err_t i2c_get_period(i2c_port_t i2c_num, int *high_period, int *low_period)
{
	struct i2c_bus *bus = bus_of(i2c_num);
	uint32_t high;

	ESP_RETURN_ON_FALSE(bus && high_period && low_period,
			    ESP_ERR_INVALID_ARG, TAG, "i2c number error");
	high = i2c_bus_get(bus, I2C_SCL_HIGH_PERIOD);
	*high_period = (int)((high & I2C_SCL_HIGH_PERIOD_M) +
			     (high >> I2C_SCL_WAIT_HIGH_PERIOD_S));
	*low_period = (int)i2c_bus_get(bus, I2C_SCL_LOW_PERIOD) + 1;
	return ESP_OK;
}

esp_err_t i2c_set_start_timing(i2c_port_t i2c_num, int setup_time,
			       int hold_time)
{
	return set(i2c_num, I2C_SCL_RSTART_SETUP, setup_time,
		   I2C_SCL_START_HOLD, hold_time);
}

esp_err_t i2c_get_start_timing(i2c_port_t i2c_num, int *setup_time,
			       int *hold_time)
{
	return get(i2c_num, I2C_SCL_RSTART_SETUP, setup_time,
		   I2C_SCL_START_HOLD, hold_time);
}

esp_err_t i2c_set_stop_timing(i2c_port_t i2c_num, int setup_time, int hold_time)
{
	return set(i2c_num, I2C_SCL_STOP_SETUP, setup_time, I2C_SCL_STOP_HOLD,
		   hold_time);
}

esp_err_t i2c_get_stop_timing(i2c_port_t i2c_num, int *setup_time,
			      int *hold_time)
{
	return get(i2c_num, I2C_SCL_STOP_SETUP, setup_time, I2C_SCL_STOP_HOLD,
		   hold_time);
}

esp_err_t i2c_set_data_timing(i2c_port_t i2c_num, int sample_time,
			      int hold_time)
{
	return set(i2c_num, I2C_SDA_SAMPLE, sample_time, I2C_SDA_HOLD,
		   hold_time);
}

esp_err_t i2c_get_data_timing(i2c_port_t i2c_num, int *sample_time,
			      int *hold_time)
{
	return get(i2c_num, I2C_SDA_SAMPLE, sample_time, I2C_SDA_HOLD,
		   hold_time);
}

static esp_err_t set_filter(i2c_port_t port, uint32_t value)
{
	struct i2c_bus *bus = bus_of(port);

	ESP_RETURN_ON_FALSE(bus, ESP_ERR_INVALID_ARG, TAG, "i2c number error");
	i2c_bus_set(bus, I2C_FILTER_CFG, value);
	i2c_bus_change(bus, I2C_CTR, 0, I2C_CONF_UPGATE_M);
	return ESP_OK;
}

esp_err_t i2c_filter_enable(i2c_port_t i2c_num, uint8_t cyc_num)
{
	uint32_t cycles = cyc_num & 15u;

	return set_filter(i2c_num, I2C_SCL_FILTER_EN_M | I2C_SDA_FILTER_EN_M |
					   cycles |
					   cycles << I2C_SDA_FILTER_THRES_S);
}

esp_err_t i2c_filter_disable(i2c_port_t i2c_num)
{
	return set_filter(i2c_num, 0);
}

/* --- time-out ----------------------------------------------------------- */

#if CONFIG_IDF_TARGET_ESP32
/* 20 bits of cycles, where the register has their power of two: what was set
 * is read back. */
static int timeouts[SOC_I2C_NUM];
enum { MOST_TIMEOUT = 0xfffff };
#else
enum { MOST_TIMEOUT = 0x1f };
#endif

esp_err_t i2c_set_timeout(i2c_port_t i2c_num, int timeout)
{
	struct i2c_bus *bus = bus_of(i2c_num);
	uint32_t power = (uint32_t)timeout;

	ESP_RETURN_ON_FALSE(bus, ESP_ERR_INVALID_ARG, TAG, "i2c number error");
	ESP_RETURN_ON_FALSE(timeout > 0 && timeout <= MOST_TIMEOUT,
			    ESP_ERR_INVALID_ARG, TAG, "i2c timing value error");
#if CONFIG_IDF_TARGET_ESP32
	timeouts[i2c_num] = timeout;
	for (power = 0; 1 << power < timeout;)
		power++;
#endif
	i2c_bus_change(bus, I2C_TO, I2C_TIME_OUT_VALUE_M,
		       power | I2C_TIME_OUT_EN_M);
	i2c_bus_change(bus, I2C_CTR, 0, I2C_CONF_UPGATE_M);
	return ESP_OK;
}

esp_err_t i2c_get_timeout(i2c_port_t i2c_num, int *timeout)
{
	struct i2c_bus *bus = bus_of(i2c_num);

	ESP_RETURN_ON_FALSE(bus && timeout, ESP_ERR_INVALID_ARG, TAG,
			    "i2c number error");
#if CONFIG_IDF_TARGET_ESP32
	if (timeouts[i2c_num]) {
		*timeout = timeouts[i2c_num];
		return ESP_OK;
	}
	*timeout = 1 << (i2c_bus_get(bus, I2C_TO) & I2C_TIME_OUT_VALUE_M);
#else
	*timeout = (int)(i2c_bus_get(bus, I2C_TO) & I2C_TIME_OUT_VALUE_M);
#endif
	return ESP_OK;
}
