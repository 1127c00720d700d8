/* SPDX-License-Identifier: MIT */
/* The transfers of driver/i2c_master.h, made into lists. */
#include <string.h>

#include "esp_check.h"
#include "i2c_job.h"

enum { PROBE_WAIT_US = 20000, PROBE_HZ = 100000 };

static const char TAG[] = "i2c.master";

/* --- making lists ------------------------------------------------------- */

static struct i2c_op *add(struct job *job, enum i2c_op_kind kind)
{
	struct i2c_op *op = &job->ops[job->n++];

	*op = (struct i2c_op){.kind = (uint8_t)kind};
	return op;
}

static void add_own(struct job *job, const uint8_t *bytes, size_t n, bool check)
{
	struct i2c_op *op = add(job, I2C_DO_WRITE);

	memcpy(op->own, bytes, n);
	op->len = n;
	op->check = check;
}

static void add_write(struct job *job, const uint8_t *data, size_t len,
		      bool check)
{
	struct i2c_op *op = add(job, I2C_DO_WRITE);

	op->data = (uint8_t *)data;
	op->len = len;
	op->check = check;
}

static void add_read(struct job *job, uint8_t *data, size_t len, bool nack)
{
	struct i2c_op *op = add(job, I2C_DO_READ);

	op->data = data;
	op->len = len;
	op->nack = nack;
}

/* Also the address. Ten bits to read from are written first. */
static void add_start(struct job *job, bool read, bool check)
{
	uint16_t addr = job->dev->addr;
	bool ten_bit = job->dev->ten_bit;
	uint8_t bytes[2] = {(uint8_t)(addr << 1), (uint8_t)addr};

	add(job, I2C_DO_START);
	if (addr == I2C_DEVICE_ADDRESS_NOT_USED)
		return;
	if (ten_bit) {
		bytes[0] = (uint8_t)(0xf0 | (addr >> 8 & 3) << 1);
		add_own(job, bytes, 2, read ? false : check);
		if (!read)
			return;
		add(job, I2C_DO_START);
	}
	bytes[0] |= read;
	add_own(job, bytes, 1, check);
}

static void add_read_all(struct job *job, uint8_t *data, size_t len)
{
	if (len > 1)
		add_read(job, data, len - 1, false);
	add_read(job, data + len - 1, 1, true);
}

/* --- transfers ---------------------------------------------------------- */

esp_err_t i2c_master_multi_buffer_transmit(
	i2c_master_dev_handle_t i2c_dev,
	i2c_master_transmit_multi_buffer_info_t *buffer_info_array,
	size_t array_size, int xfer_timeout_ms)
{
	struct job job = {.dev = i2c_dev};

	ESP_RETURN_ON_FALSE(i2c_dev, ESP_ERR_INVALID_ARG, TAG,
			    "i2c handle not initialized");
	ESP_RETURN_ON_FALSE(array_size <= MAX_COMMANDS - 2, ESP_ERR_INVALID_ARG,
			    TAG,
			    "i2c command list cannot contain so many commands");
	ESP_RETURN_ON_FALSE(buffer_info_array, ESP_ERR_INVALID_ARG, TAG,
			    "buffer info array is empty");
	add_start(&job, false, !i2c_dev->no_check);
	for (size_t i = 0; i < array_size; i++)
		if (buffer_info_array[i].buffer_size)
			add_write(&job, buffer_info_array[i].write_buffer,
				  buffer_info_array[i].buffer_size,
				  !i2c_dev->no_check);
	add(&job, I2C_DO_STOP);
	return i2c_job_carry_out(&job, xfer_timeout_ms);
}

esp_err_t i2c_master_transmit(i2c_master_dev_handle_t i2c_dev,
			      const uint8_t *write_buffer, size_t write_size,
			      int xfer_timeout_ms)
{
	i2c_master_transmit_multi_buffer_info_t info = {write_buffer,
							write_size};

	ESP_RETURN_ON_FALSE(write_buffer && write_size, ESP_ERR_INVALID_ARG,
			    TAG, "i2c transmit buffer or size invalid");
	return i2c_master_multi_buffer_transmit(i2c_dev, &info, 1,
						xfer_timeout_ms);
}

esp_err_t i2c_master_receive(i2c_master_dev_handle_t i2c_dev,
			     uint8_t *read_buffer, size_t read_size,
			     int xfer_timeout_ms)
{
	struct job job = {.dev = i2c_dev};

	ESP_RETURN_ON_FALSE(i2c_dev, ESP_ERR_INVALID_ARG, TAG,
			    "i2c handle not initialized");
	ESP_RETURN_ON_FALSE(read_buffer && read_size, ESP_ERR_INVALID_ARG, TAG,
			    "i2c receive buffer or size invalid");
	add_start(&job, true, !i2c_dev->no_check);
	add_read_all(&job, read_buffer, read_size);
	add(&job, I2C_DO_STOP);
	return i2c_job_carry_out(&job, xfer_timeout_ms);
}

esp_err_t i2c_master_transmit_receive(i2c_master_dev_handle_t i2c_dev,
				      const uint8_t *write_buffer,
				      size_t write_size, uint8_t *read_buffer,
				      size_t read_size, int xfer_timeout_ms)
{
	struct job job = {.dev = i2c_dev};

	ESP_RETURN_ON_FALSE(i2c_dev, ESP_ERR_INVALID_ARG, TAG,
			    "i2c handle not initialized");
	ESP_RETURN_ON_FALSE(write_buffer && write_size, ESP_ERR_INVALID_ARG,
			    TAG, "i2c transmit buffer or size invalid");
	ESP_RETURN_ON_FALSE(read_buffer && read_size, ESP_ERR_INVALID_ARG, TAG,
			    "i2c receive buffer or size invalid");
	add_start(&job, false, !i2c_dev->no_check);
	add_write(&job, write_buffer, write_size, !i2c_dev->no_check);
	add_start(&job, true, !i2c_dev->no_check);
	add_read_all(&job, read_buffer, read_size);
	add(&job, I2C_DO_STOP);
	return i2c_job_carry_out(&job, xfer_timeout_ms);
}

/* A START's address is checked as ESP-IDF does it: with the write that follows,
 * else unless the device has that switched off. */
static esp_err_t add_job(struct job *job, const i2c_operation_job_t *o,
			 const i2c_operation_job_t *next)
{
	bool stop_next = next && next->command == I2C_MASTER_CMD_STOP;

	switch (o->command) {
	case I2C_MASTER_CMD_START:
		add_start(job, next && next->command == I2C_MASTER_CMD_READ,
			  next && next->command == I2C_MASTER_CMD_WRITE
				  ? next->write.ack_check
				  : stop_next || !job->dev->no_check);
		return ESP_OK;
	case I2C_MASTER_CMD_WRITE:
		add_write(job, o->write.data, o->write.total_bytes,
			  o->write.ack_check);
		return ESP_OK;
	case I2C_MASTER_CMD_READ:
		ESP_RETURN_ON_FALSE(
			!stop_next || o->read.ack_value == I2C_NACK_VAL,
			ESP_ERR_INVALID_ARG, TAG,
			"ack_value must be NACK (1) when the next command of "
			"READ is STOP.");
		add_read(job, o->read.data, o->read.total_bytes,
			 o->read.ack_value == I2C_NACK_VAL);
		return ESP_OK;
	case I2C_MASTER_CMD_STOP:
		add(job, I2C_DO_STOP);
		return ESP_OK;
	default:
		ESP_LOGE(TAG, "Invalid command.");
		return ESP_ERR_INVALID_ARG;
	}
}

esp_err_t i2c_master_execute_defined_operations(
	i2c_master_dev_handle_t i2c_dev, i2c_operation_job_t *i2c_operation,
	size_t operation_list_num, int xfer_timeout_ms)
{
	struct job job = {.dev = i2c_dev};
	size_t n = operation_list_num;

	ESP_RETURN_ON_FALSE(i2c_dev, ESP_ERR_INVALID_ARG, TAG,
			    "i2c handle not initialized");
	ESP_RETURN_ON_FALSE(i2c_operation, ESP_ERR_INVALID_ARG, TAG,
			    "i2c operation pointer is invalid");
	ESP_RETURN_ON_FALSE(n && n <= MAX_COMMANDS, ESP_ERR_INVALID_ARG, TAG,
			    "i2c command list cannot contain so many commands");
	for (size_t i = 0; i < n; i++) {
		esp_err_t err =
			add_job(&job, &i2c_operation[i],
				i + 1 < n ? &i2c_operation[i + 1] : NULL);

		if (err != ESP_OK)
			return err;
	}
	return i2c_job_carry_out(&job, xfer_timeout_ms);
}

esp_err_t i2c_master_probe(i2c_master_bus_handle_t bus_handle, uint16_t address,
			   int xfer_timeout_ms)
{
	i2c_master_bus_handle_t m = bus_handle;
	struct i2c_master_dev_t dev = {.bus = m,
				       .addr = address,
				       .scl_hz = PROBE_HZ,
				       .wait_us = PROBE_WAIT_US};
	struct job job = {.dev = &dev};
	enum i2c_run_result result;

	ESP_RETURN_ON_FALSE(m, ESP_ERR_INVALID_ARG, TAG,
			    "i2c handle not initialized");
	ESP_RETURN_ON_FALSE(!m->queued, ESP_ERR_INVALID_STATE, TAG,
			    "not together with trans_queue_depth");
	add_start(&job, false, true);
	add(&job, I2C_DO_STOP);
	if (!xSemaphoreTake(m->mutex, i2c_job_ticks(xfer_timeout_ms)))
		return ESP_ERR_TIMEOUT;
	result = i2c_job_run(m, &job, i2c_job_ticks(xfer_timeout_ms));
	xSemaphoreGive(m->mutex);
	switch (result) {
	case I2C_RUN_DONE:
		return ESP_OK;
	case I2C_RUN_NACK:
		return ESP_ERR_NOT_FOUND;
	default:
		return ESP_ERR_TIMEOUT;
	}
}
