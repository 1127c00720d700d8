/* SPDX-License-Identifier: MIT */
/*
 * An I2C target, in two versions of the interface: the newer, or with
 * -DCONFIG_I2C_ENABLE_SLAVE_DRIVER_VERSION_2=0 the one of ESP-IDF 5.2.
 *
 * The newer: on_receive() gets all bytes of a write at its STOP; on chips that
 * stretch, at the latest when a read of the same transfer begins. on_request()
 * comes, on chips that stretch, when a read begins and SCL is held until
 * i2c_slave_write(); on the others after a read has ended: what it sends had to
 * be there before.
 *
 * Left out: sleep retention, a Kconfig's IRAM checks.
 */
#ifndef DRIVER_I2C_SLAVE_H
#define DRIVER_I2C_SLAVE_H

#include <driver/i2c_types.h>
#include <esp_err.h>
#include <hal/gpio_types.h>

#ifdef __cplusplus
extern "C" {
#endif

#if CONFIG_I2C_ENABLE_SLAVE_DRIVER_VERSION_2

typedef struct {
	i2c_port_num_t i2c_port; /* -1: one that is free */
	gpio_num_t sda_io_num;
	gpio_num_t scl_io_num;
	i2c_clock_source_t clk_source;
	uint32_t send_buf_depth;
	uint32_t receive_buf_depth;
	uint16_t slave_addr;
	i2c_addr_bit_len_t addr_bit_len;
	int intr_priority; /* 0: 1 to 3 */
	struct {
		uint32_t allow_pd : 1;
		uint32_t enable_internal_pullup : 1;
#if SOC_I2C_SLAVE_SUPPORT_BROADCAST
		uint32_t broadcast_en : 1;
#endif
	} flags;
} i2c_slave_config_t;

typedef struct {
	i2c_slave_request_callback_t on_request;
	i2c_slave_received_callback_t on_receive;
} i2c_slave_event_callbacks_t;

/* Queues bytes for reads: into the FIFO, else into the buffer. @write_len:
 * how many there was room for. */
esp_err_t i2c_slave_write(i2c_slave_dev_handle_t i2c_slave, const uint8_t *data,
			  uint32_t len, uint32_t *write_len, int timeout_ms);
#if !CONFIG_IDF_TARGET_ESP32
esp_err_t i2c_slave_reset_tx_fifo(i2c_slave_dev_handle_t i2c_slave);
#endif

#else /* version 1 */

typedef struct {
	i2c_port_num_t i2c_port; /* -1: one that is free */
	gpio_num_t sda_io_num;
	gpio_num_t scl_io_num;
	i2c_clock_source_t clk_source;
	uint32_t send_buf_depth;
	uint16_t slave_addr;
	i2c_addr_bit_len_t addr_bit_len;
	int intr_priority; /* 0: 1 to 3 */
	struct {
		uint32_t allow_pd : 1;
#if SOC_I2C_SLAVE_CAN_GET_STRETCH_CAUSE
		uint32_t stretch_en : 1;
#endif
#if SOC_I2C_SLAVE_SUPPORT_BROADCAST
		uint32_t broadcast_en : 1;
#endif
		uint32_t access_ram_en : 1; /* not simulated */
	} flags;
} i2c_slave_config_t;

typedef struct {
#if SOC_I2C_SLAVE_CAN_GET_STRETCH_CAUSE
	i2c_slave_stretch_callback_t on_stretch_occur;
#endif
	i2c_slave_received_callback_t on_recv_done;
} i2c_slave_event_callbacks_t;

/* Asks for the next @buffer_size bytes that are written to us; on_recv_done()
 * comes when they are there, or less at a STOP. */
esp_err_t i2c_slave_receive(i2c_slave_dev_handle_t i2c_slave, uint8_t *data,
			    size_t buffer_size);
/* Queues bytes for reads. */
esp_err_t i2c_slave_transmit(i2c_slave_dev_handle_t i2c_slave,
			     const uint8_t *data, int size,
			     int xfer_timeout_ms);

#endif

esp_err_t i2c_new_slave_device(const i2c_slave_config_t *slave_config,
			       i2c_slave_dev_handle_t *ret_handle);
esp_err_t i2c_del_slave_device(i2c_slave_dev_handle_t i2c_slave);
esp_err_t
i2c_slave_register_event_callbacks(i2c_slave_dev_handle_t i2c_slave,
				   const i2c_slave_event_callbacks_t *cbs,
				   void *user_data);

#ifdef __cplusplus
}
#endif

#endif /* DRIVER_I2C_SLAVE_H */
