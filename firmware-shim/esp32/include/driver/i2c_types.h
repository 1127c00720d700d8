/* SPDX-License-Identifier: MIT */
#ifndef DRIVER_I2C_TYPES_H
#define DRIVER_I2C_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <hal/i2c_types.h>
#include <sdkconfig.h>

typedef int i2c_port_num_t;

typedef struct i2c_master_bus_t *i2c_master_bus_handle_t;
typedef struct i2c_master_dev_t *i2c_master_dev_handle_t;
typedef struct i2c_slave_dev_t *i2c_slave_dev_handle_t;

/* --- Controller -------------------------------------------------------- */

typedef enum {
	I2C_STATUS_READ,
	I2C_STATUS_READ_ALL,
	I2C_STATUS_WRITE,
	I2C_STATUS_START,
	I2C_STATUS_STOP,
	I2C_STATUS_IDLE,
	I2C_STATUS_ACK_ERROR,
	I2C_STATUS_DONE,
	I2C_STATUS_TIMEOUT,
} i2c_master_status_t;

typedef enum {
	I2C_EVENT_ALIVE,
	I2C_EVENT_DONE,
	I2C_EVENT_NACK,
	I2C_EVENT_TIMEOUT,
} i2c_master_event_t;

typedef enum {
	I2C_MASTER_CMD_START,
	I2C_MASTER_CMD_WRITE,
	I2C_MASTER_CMD_READ,
	I2C_MASTER_CMD_STOP,
} i2c_master_command_t;

typedef enum __attribute__((packed)) {
	I2C_ACK_VAL,
	I2C_NACK_VAL,
} i2c_ack_value_t;

typedef struct {
	i2c_master_event_t event;
} i2c_master_event_data_t;

/* In the interrupt. Returns whether a task of higher priority was woken. */
typedef bool (*i2c_master_callback_t)(i2c_master_dev_handle_t i2c_dev,
				      const i2c_master_event_data_t *evt_data,
				      void *arg);

/* --- Target ------------------------------------------------------------ */

typedef struct {
	uint8_t *buffer;
#if CONFIG_I2C_ENABLE_SLAVE_DRIVER_VERSION_2
	uint32_t length;
#endif
} i2c_slave_rx_done_event_data_t;

/* In the interrupt, as the one above. */
typedef bool (*i2c_slave_received_callback_t)(
	i2c_slave_dev_handle_t i2c_slave,
	const i2c_slave_rx_done_event_data_t *evt_data, void *arg);

#if SOC_I2C_SLAVE_CAN_GET_STRETCH_CAUSE
typedef struct {
	i2c_slave_stretch_cause_t stretch_cause;
} i2c_slave_stretch_event_data_t;

typedef bool (*i2c_slave_stretch_callback_t)(
	i2c_slave_dev_handle_t i2c_slave,
	const i2c_slave_stretch_event_data_t *evt_cause, void *arg);
#endif

typedef struct {
	uint8_t nothing[0];
} i2c_slave_request_event_data_t;

typedef bool (*i2c_slave_request_callback_t)(
	i2c_slave_dev_handle_t i2c_slave,
	const i2c_slave_request_event_data_t *evt_data, void *arg);

#endif /* DRIVER_I2C_TYPES_H */
