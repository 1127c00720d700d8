/* SPDX-License-Identifier: MIT */
/* driver/i2c_master.h: buses and devices. */
#include <stdlib.h>

#include "driver/gpio.h"
#include "esp_check.h"
#include "i2c_job.h"

enum { DEFAULT_WAIT_US = 2000 };

static const char TAG[] = "i2c.master";
static i2c_master_bus_handle_t handles[SOC_I2C_NUM];

/* --- devices ------------------------------------------------------------ */

esp_err_t i2c_master_bus_add_device(i2c_master_bus_handle_t bus_handle,
				    const i2c_device_config_t *dev_config,
				    i2c_master_dev_handle_t *ret_handle)
{
	const i2c_device_config_t *config = dev_config;
	i2c_master_dev_handle_t dev;

	ESP_RETURN_ON_FALSE(bus_handle, ESP_ERR_INVALID_ARG, TAG,
			    "this bus is not initialized, please call "
			    "`i2c_new_master_bus`");
	ESP_RETURN_ON_FALSE(config && ret_handle, ESP_ERR_INVALID_ARG, TAG,
			    "invalid argument");
	ESP_RETURN_ON_FALSE(config->scl_speed_hz > 0, ESP_ERR_INVALID_ARG, TAG,
			    "invalid scl frequency");
	dev = calloc(1, sizeof(*dev));
	ESP_RETURN_ON_FALSE(dev, ESP_ERR_NO_MEM, TAG, "no memory");
	*dev = (struct i2c_master_dev_t){
		.bus = bus_handle,
		.addr = config->device_address,
		.ten_bit = config->dev_addr_length == I2C_ADDR_BIT_LEN_10,
		.no_check = config->flags.disable_ack_check,
		.scl_hz = config->scl_speed_hz,
		.wait_us = config->scl_wait_us ? config->scl_wait_us
					       : DEFAULT_WAIT_US,
	};
	bus_handle->n_devices++;
	*ret_handle = dev;
	return ESP_OK;
}

esp_err_t i2c_master_bus_rm_device(i2c_master_dev_handle_t handle)
{
	ESP_RETURN_ON_FALSE(handle, ESP_ERR_INVALID_ARG, TAG,
			    "this device is not initialized");
	ESP_RETURN_ON_FALSE(!handle->bus->used, ESP_ERR_INVALID_STATE, TAG,
			    "Wrong I2C status, cannot delete device");
	handle->bus->n_devices--;
	free(handle);
	return ESP_OK;
}

esp_err_t i2c_master_device_change_address(i2c_master_dev_handle_t i2c_dev,
					   uint16_t new_device_address,
					   int timeout_ms)
{
	ESP_RETURN_ON_FALSE(i2c_dev, ESP_ERR_INVALID_ARG, TAG,
			    "i2c handle not initialized");
	ESP_RETURN_ON_FALSE(i2c_dev->ten_bit == (new_device_address > 0x7f),
			    ESP_ERR_INVALID_ARG, TAG,
			    "the address's length differs");
	if (!xSemaphoreTake(i2c_dev->bus->mutex, i2c_job_ticks(timeout_ms)))
		return ESP_ERR_TIMEOUT;
	i2c_dev->addr = new_device_address;
	xSemaphoreGive(i2c_dev->bus->mutex);
	return ESP_OK;
}

esp_err_t
i2c_master_register_event_callbacks(i2c_master_dev_handle_t i2c_dev,
				    const i2c_master_event_callbacks_t *cbs,
				    void *user_data)
{
	ESP_RETURN_ON_FALSE(i2c_dev && cbs, ESP_ERR_INVALID_ARG, TAG,
			    "i2c handle not initialized");
	ESP_RETURN_ON_FALSE(i2c_dev->bus->queued, ESP_ERR_INVALID_STATE, TAG,
			    "callbacks need trans_queue_depth");
	i2c_dev->on_done = cbs->on_trans_done;
	i2c_dev->user = user_data;
	return ESP_OK;
}

/* --- the bus ------------------------------------------------------------ */

static void destroy(i2c_master_bus_handle_t m)
{
	if (m->bus)
		i2c_bus_release(m->bus);
	if (m->mutex)
		vSemaphoreDelete(m->mutex);
	if (m->ended)
		vSemaphoreDelete(m->ended);
	free(m->jobs);
	free(m);
}

static bool allocate(i2c_master_bus_handle_t m, size_t queue)
{
	m->queued = queue;
	m->n_jobs = queue + 1;
	m->jobs = calloc(m->n_jobs, sizeof(*m->jobs));
	m->mutex = xSemaphoreCreateMutex();
	m->ended = xSemaphoreCreateBinary();
	return m->jobs && m->mutex && m->ended;
}

static void set_up(i2c_master_bus_handle_t m,
		   const i2c_master_bus_config_t *config)
{
	bool pullup = config->flags.enable_internal_pullup;

	m->run = (struct i2c_run){
		.bus = m->bus, .finished = i2c_job_finished, .user = m};
	i2c_bus_set_pins(m->bus, config->scl_io_num, config->sda_io_num, pullup,
			 pullup);
	i2c_run_set_up(m->bus, config->clk_source, config->glitch_ignore_cnt);
}

esp_err_t i2c_new_master_bus(const i2c_master_bus_config_t *bus_config,
			     i2c_master_bus_handle_t *ret_bus_handle)
{
	const i2c_master_bus_config_t *config = bus_config;
	i2c_master_bus_handle_t m;
	esp_err_t ret;

	ESP_RETURN_ON_FALSE(config && ret_bus_handle, ESP_ERR_INVALID_ARG, TAG,
			    "invalid argument");
	ESP_RETURN_ON_FALSE(GPIO_IS_VALID_GPIO(config->sda_io_num) &&
				    GPIO_IS_VALID_GPIO(config->scl_io_num),
			    ESP_ERR_INVALID_ARG, TAG,
			    "invalid SDA/SCL pin number");
	ESP_RETURN_ON_FALSE(!config->flags.allow_pd, ESP_ERR_NOT_SUPPORTED, TAG,
			    "not able to power down in light sleep");
	m = calloc(1, sizeof(*m));
	ESP_RETURN_ON_FALSE(m, ESP_ERR_NO_MEM, TAG, "no memory");
	ESP_GOTO_ON_ERROR(i2c_bus_acquire(config->i2c_port, &m->bus), err, TAG,
			  "I2C bus acquire failed");
	ESP_GOTO_ON_FALSE(allocate(m, config->trans_queue_depth),
			  ESP_ERR_NO_MEM, err, TAG, "no memory");
	set_up(m, config);
	ESP_GOTO_ON_ERROR(i2c_bus_set_handler(m->bus, config->intr_priority,
					      i2c_job_serve, m),
			  err, TAG, "install i2c master interrupt failed");
	handles[m->bus->port] = m;
	*ret_bus_handle = m;
	return ESP_OK;
err:
	destroy(m);
	return ret;
}

esp_err_t i2c_del_master_bus(i2c_master_bus_handle_t bus_handle)
{
	ESP_RETURN_ON_FALSE(bus_handle, ESP_ERR_INVALID_ARG, TAG,
			    "invalid argument");
	ESP_RETURN_ON_FALSE(!bus_handle->n_devices, ESP_ERR_INVALID_STATE, TAG,
			    "devices are still attached");
	handles[bus_handle->bus->port] = NULL;
	destroy(bus_handle);
	return ESP_OK;
}

esp_err_t i2c_master_get_bus_handle(i2c_port_num_t port_num,
				    i2c_master_bus_handle_t *ret_handle)
{
	ESP_RETURN_ON_FALSE(port_num >= 0 && port_num < SOC_I2C_NUM,
			    ESP_ERR_INVALID_ARG, TAG,
			    "invalid i2c port number");
	ESP_RETURN_ON_FALSE(handles[port_num], ESP_ERR_INVALID_STATE, TAG,
			    "this port has not been initialized, please "
			    "initialize it first");
	*ret_handle = handles[port_num];
	return ESP_OK;
}

esp_err_t i2c_master_bus_reset(i2c_master_bus_handle_t bus_handle)
{
	ESP_RETURN_ON_FALSE(bus_handle, ESP_ERR_INVALID_ARG, TAG,
			    "This bus is not initialized");
	i2c_run_reset(bus_handle->bus, true);
	bus_handle->stuck = false;
	return ESP_OK;
}

esp_err_t i2c_master_bus_wait_all_done(i2c_master_bus_handle_t bus_handle,
				       int timeout_ms)
{
	i2c_master_bus_handle_t m = bus_handle;

	ESP_RETURN_ON_FALSE(m, ESP_ERR_INVALID_ARG, TAG, "invalid argument");
	if (!m->queued || !m->used)
		return ESP_OK;
	ESP_RETURN_ON_FALSE(xSemaphoreTake(m->ended, i2c_job_ticks(timeout_ms)),
			    ESP_ERR_TIMEOUT, TAG, "flush timeout");
	return ESP_OK;
}
