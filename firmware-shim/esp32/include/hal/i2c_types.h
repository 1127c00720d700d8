/* SPDX-License-Identifier: MIT */
#ifndef HAL_I2C_TYPES_H
#define HAL_I2C_TYPES_H

#include <stdbool.h>
#include <stdint.h>

#include <soc/clk_tree_defs.h>
#include <soc/soc_caps.h>

typedef enum {
	I2C_NUM_0,
	I2C_NUM_1,
	I2C_NUM_MAX,
} i2c_port_t;

typedef enum {
	I2C_ADDR_BIT_LEN_7,
	I2C_ADDR_BIT_LEN_10,
} i2c_addr_bit_len_t;

typedef enum {
	I2C_MODE_SLAVE,
	I2C_MODE_MASTER,
	I2C_MODE_MAX,
} i2c_mode_t;

typedef enum {
	I2C_MASTER_WRITE,
	I2C_MASTER_READ,
} i2c_rw_t;

typedef enum {
	I2C_DATA_MODE_MSB_FIRST,
	I2C_DATA_MODE_LSB_FIRST,
	I2C_DATA_MODE_MAX,
} i2c_trans_mode_t;

typedef enum {
	I2C_ADDR_BIT_7,
	I2C_ADDR_BIT_10,
	I2C_ADDR_BIT_MAX,
} i2c_addr_mode_t;

typedef enum {
	I2C_MASTER_ACK,
	I2C_MASTER_NACK,
	I2C_MASTER_LAST_NACK, /* ACK for all bytes but the last */
	I2C_MASTER_ACK_MAX,
} i2c_ack_type_t;

typedef enum {
	I2C_SLAVE_STRETCH_CAUSE_ADDRESS_MATCH,
	I2C_SLAVE_STRETCH_CAUSE_TX_EMPTY,
	I2C_SLAVE_STRETCH_CAUSE_RX_FULL,
	I2C_SLAVE_STRETCH_CAUSE_SENDING_ACK,
} i2c_slave_stretch_cause_t;

typedef enum {
	I2C_SLAVE_WRITE_BY_MASTER,
	I2C_SLAVE_READ_BY_MASTER,
} i2c_slave_read_write_status_t;

typedef soc_periph_i2c_clk_src_t i2c_clock_source_t;

#endif /* HAL_I2C_TYPES_H */
