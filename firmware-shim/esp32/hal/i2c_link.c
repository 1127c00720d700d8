/* SPDX-License-Identifier: MIT */
/* driver/i2c.h as a controller: links of commands. */
#include <stdlib.h>
#include <string.h>

#include "esp_check.h"
#include "i2c_legacy.h"

enum { NACKS_UNTIL_RESET = 10, ALIGNMENT = 8 };

static const char TAG[] = "i2c";

struct link {
	struct i2c_op *first;
	struct i2c_op *last;
	uint8_t *room; /* NULL: from the heap */
	size_t n_room;
};

_Static_assert(sizeof(struct i2c_op) <= I2C_INTERNAL_STRUCT_SIZE &&
		       sizeof(struct link) <= I2C_INTERNAL_STRUCT_SIZE,
	       "the size that driver/i2c.h names");

/* --- making links ------------------------------------------------------- */

i2c_cmd_handle_t i2c_cmd_link_create_static(uint8_t *buffer, uint32_t size)
{
	uint32_t skip = -(uint32_t)(uintptr_t)buffer % ALIGNMENT;
	struct link *l = (struct link *)(void *)(buffer + skip);

	if (!buffer || size < skip + sizeof(*l))
		return NULL;
	*l = (struct link){.room = (uint8_t *)(l + 1),
			   .n_room = size - skip - sizeof(*l)};
	return l;
}

i2c_cmd_handle_t i2c_cmd_link_create(void)
{
	return calloc(1, sizeof(struct link));
}

void i2c_cmd_link_delete_static(i2c_cmd_handle_t cmd_handle)
{
	(void)cmd_handle;
}

void i2c_cmd_link_delete(i2c_cmd_handle_t cmd_handle)
{
	struct link *l = cmd_handle;

	if (!l)
		return;
	while (l->first) {
		struct i2c_op *op = l->first;

		l->first = op->next;
		free(op);
	}
	free(l);
}

static struct i2c_op *allocate(struct link *l)
{
	struct i2c_op *op;

	if (!l->room)
		return malloc(sizeof(*op));
	if (l->n_room < sizeof(*op))
		return NULL;
	op = (struct i2c_op *)(void *)l->room;
	l->room += sizeof(*op);
	l->n_room -= sizeof(*op);
	return op;
}

static esp_err_t append(i2c_cmd_handle_t handle, struct i2c_op new_op)
{
	struct link *l = handle;
	struct i2c_op *op;

	ESP_RETURN_ON_FALSE(l, ESP_ERR_INVALID_ARG, TAG,
			    "i2c command link error");
	op = allocate(l);
	ESP_RETURN_ON_FALSE(op, ESP_ERR_NO_MEM, TAG,
			    "i2c command link allocation error: the buffer "
			    "provided is too small.");
	*op = new_op;
	if (l->last)
		l->last->next = op;
	else
		l->first = op;
	l->last = op;
	return ESP_OK;
}

esp_err_t i2c_master_start(i2c_cmd_handle_t cmd_handle)
{
	return append(cmd_handle, (struct i2c_op){.kind = I2C_DO_START});
}

esp_err_t i2c_master_stop(i2c_cmd_handle_t cmd_handle)
{
	return append(cmd_handle, (struct i2c_op){.kind = I2C_DO_STOP});
}

esp_err_t i2c_master_write_byte(i2c_cmd_handle_t cmd_handle, uint8_t data,
				bool ack_en)
{
	return append(cmd_handle, (struct i2c_op){.kind = I2C_DO_WRITE,
						  .own = {data},
						  .len = 1,
						  .check = ack_en});
}

esp_err_t i2c_master_write(i2c_cmd_handle_t cmd_handle, const uint8_t *data,
			   size_t data_len, bool ack_en)
{
	ESP_RETURN_ON_FALSE(data && data_len, ESP_ERR_INVALID_ARG, TAG,
			    "i2c null address error");
	return append(cmd_handle, (struct i2c_op){.kind = I2C_DO_WRITE,
						  .data = (uint8_t *)data,
						  .len = data_len,
						  .check = ack_en});
}

esp_err_t i2c_master_read_byte(i2c_cmd_handle_t cmd_handle, uint8_t *data,
			       i2c_ack_type_t ack)
{
	return i2c_master_read(cmd_handle, data, 1, ack);
}

esp_err_t i2c_master_read(i2c_cmd_handle_t cmd_handle, uint8_t *data,
			  size_t data_len, i2c_ack_type_t ack)
{
	struct i2c_op op = {.kind = I2C_DO_READ,
			    .data = data,
			    .len = data_len,
			    .nack = ack == I2C_MASTER_NACK};
	esp_err_t err = ESP_OK;

	ESP_RETURN_ON_FALSE(data, ESP_ERR_INVALID_ARG, TAG,
			    "i2c null address error");
	ESP_RETURN_ON_FALSE(ack < I2C_MASTER_ACK_MAX, ESP_ERR_INVALID_ARG, TAG,
			    "i2c ack type error");
	ESP_RETURN_ON_FALSE(data_len, ESP_ERR_INVALID_ARG, TAG,
			    "i2c data read length error");
	if (ack != I2C_MASTER_LAST_NACK)
		return append(cmd_handle, op);
	if (--op.len)
		err = append(cmd_handle, op);
	op.data += op.len;
	op.len = 1;
	op.nack = true;
	return err == ESP_OK ? append(cmd_handle, op) : err;
}

/* --- carrying out ------------------------------------------------------- */

static void reset(struct i2c_legacy *p)
{
	i2c_run_reset(p->bus, true);
	p->n_nacks = 0;
	p->stuck = false;
}

static esp_err_t outcome(struct i2c_legacy *p)
{
	switch (p->run.result) {
	case I2C_RUN_DONE:
		return ESP_OK;
	case I2C_RUN_NACK:
		if (++p->n_nacks >= NACKS_UNTIL_RESET)
			reset(p);
		return ESP_FAIL;
	default:
		reset(p);
		return ESP_ERR_TIMEOUT;
	}
}

esp_err_t i2c_master_cmd_begin(i2c_port_t i2c_num, i2c_cmd_handle_t cmd_handle,
			       TickType_t ticks_to_wait)
{
	struct i2c_legacy *p = i2c_legacy_port(i2c_num);
	struct link *l = cmd_handle;
	esp_err_t err;

	ESP_RETURN_ON_FALSE(p, ESP_ERR_INVALID_ARG, TAG, "i2c number error");
	ESP_RETURN_ON_FALSE(p->installed, ESP_ERR_INVALID_STATE, TAG,
			    "i2c driver not installed");
	ESP_RETURN_ON_FALSE(p->mode == I2C_MODE_MASTER, ESP_ERR_INVALID_STATE,
			    TAG, "Only allowed in master mode");
	ESP_RETURN_ON_FALSE(l && l->first, ESP_ERR_INVALID_ARG, TAG,
			    "i2c command link error");
	if (!xSemaphoreTake(p->mutex, ticks_to_wait))
		return ESP_ERR_TIMEOUT;
	if (p->stuck || i2c_bus_is_busy(p->bus))
		reset(p);
	xSemaphoreTake(p->ended, 0);
	i2c_run_start(&p->run, l->first);
	if (!xSemaphoreTake(p->ended, ticks_to_wait))
		i2c_run_give_up(&p->run);
	err = outcome(p);
	xSemaphoreGive(p->mutex);
	return err;
}

/* --- whole transfers ---------------------------------------------------- */

static esp_err_t transfer(i2c_port_t port, uint8_t addr, const uint8_t *tx,
			  size_t n_tx, uint8_t *rx, size_t n_rx,
			  TickType_t ticks)
{
	uint8_t buffer[I2C_LINK_RECOMMENDED_SIZE(2)];
	i2c_cmd_handle_t link =
		i2c_cmd_link_create_static(buffer, sizeof(buffer));
	esp_err_t err = ESP_OK;

	if (tx) {
		i2c_master_start(link);
		i2c_master_write_byte(
			link, (uint8_t)(addr << 1 | I2C_MASTER_WRITE), true);
		err = i2c_master_write(link, tx, n_tx, true);
	}
	if (err == ESP_OK && rx) {
		i2c_master_start(link);
		i2c_master_write_byte(
			link, (uint8_t)(addr << 1 | I2C_MASTER_READ), true);
		err = i2c_master_read(link, rx, n_rx, I2C_MASTER_LAST_NACK);
	}
	if (err != ESP_OK)
		return err;
	i2c_master_stop(link);
	return i2c_master_cmd_begin(port, link, ticks);
}

esp_err_t i2c_master_write_to_device(i2c_port_t i2c_num, uint8_t device_address,
				     const uint8_t *write_buffer,
				     size_t write_size,
				     TickType_t ticks_to_wait)
{
	ESP_RETURN_ON_FALSE(write_buffer, ESP_ERR_INVALID_ARG, TAG,
			    "i2c null address error");
	return transfer(i2c_num, device_address, write_buffer, write_size, NULL,
			0, ticks_to_wait);
}

esp_err_t i2c_master_read_from_device(i2c_port_t i2c_num,
				      uint8_t device_address,
				      uint8_t *read_buffer, size_t read_size,
				      TickType_t ticks_to_wait)
{
	ESP_RETURN_ON_FALSE(read_buffer, ESP_ERR_INVALID_ARG, TAG,
			    "i2c null address error");
	return transfer(i2c_num, device_address, NULL, 0, read_buffer,
			read_size, ticks_to_wait);
}

esp_err_t i2c_master_write_read_device(i2c_port_t i2c_num,
				       uint8_t device_address,
				       const uint8_t *write_buffer,
				       size_t write_size, uint8_t *read_buffer,
				       size_t read_size,
				       TickType_t ticks_to_wait)
{
	ESP_RETURN_ON_FALSE(write_buffer && read_buffer, ESP_ERR_INVALID_ARG,
			    TAG, "i2c null address error");
	return transfer(i2c_num, device_address, write_buffer, write_size,
			read_buffer, read_size, ticks_to_wait);
}
