/* SPDX-License-Identifier: MIT */
/*
 * The older driver, controller and target: ports by number, command links.
 *
 * What ESP-IDF warns of when it is included or run is not said here, and both
 * drivers may be in one program, on different ports.
 *
 * Left out: LSB first; clock sources other than the default one.
 */
#ifndef DRIVER_I2C_H
#define DRIVER_I2C_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <esp_err.h>
#include <esp_intr_alloc.h>
#include <freertos/FreeRTOS.h>
#include <freertos/queue.h>
#include <freertos/ringbuf.h>
#include <freertos/semphr.h>
#include <freertos/task.h>
#include <hal/gpio_types.h>
#include <hal/i2c_types.h>
#include <soc/soc_caps.h>

#ifdef __cplusplus
extern "C" {
#endif

#define I2C_APB_CLK_FREQ 80000000

#define I2C_SCLK_SRC_FLAG_FOR_NOMAL   0
#define I2C_SCLK_SRC_FLAG_AWARE_DFS   (1 << 0)
#define I2C_SCLK_SRC_FLAG_LIGHT_SLEEP (1 << 1)

/* One command of a link, and a buffer for so many transfers: longer than on the
 * chip, as pointers are. */
#define I2C_INTERNAL_STRUCT_SIZE 32
#define I2C_LINK_RECOMMENDED_SIZE(TRANSACTIONS)                                \
	(2 * I2C_INTERNAL_STRUCT_SIZE +                                        \
	 I2C_INTERNAL_STRUCT_SIZE * (5 * (TRANSACTIONS)))

typedef struct {
	i2c_mode_t mode;
	int sda_io_num;
	int scl_io_num;
	bool sda_pullup_en;
	bool scl_pullup_en;
	union {
		struct {
			uint32_t clk_speed; /* Hz */
		} master;
		struct {
			uint8_t addr_10bit_en;
			uint16_t slave_addr;
			uint32_t maximum_speed;
		} slave;
	};
	uint32_t clk_flags;
} i2c_config_t;

typedef void *i2c_cmd_handle_t;

esp_err_t i2c_param_config(i2c_port_t i2c_num, const i2c_config_t *i2c_conf);
/* A target needs at least one buffer of more than 100 bytes. */
esp_err_t i2c_driver_install(i2c_port_t i2c_num, i2c_mode_t mode,
			     size_t slv_rx_buf_len, size_t slv_tx_buf_len,
			     int intr_alloc_flags);
esp_err_t i2c_driver_delete(i2c_port_t i2c_num);
/* A pin below zero is left as it is. */
esp_err_t i2c_set_pin(i2c_port_t i2c_num, int sda_io_num, int scl_io_num,
		      bool sda_pullup_en, bool scl_pullup_en, i2c_mode_t mode);
esp_err_t i2c_reset_tx_fifo(i2c_port_t i2c_num);
esp_err_t i2c_reset_rx_fifo(i2c_port_t i2c_num);

/* --- Controller -------------------------------------------------------- */

/* ESP_FAIL: not acknowledged. ESP_ERR_TIMEOUT: also when SCL is held for longer
 * than i2c_set_timeout(), without which that is about ten periods of SCL. */
esp_err_t i2c_master_write_to_device(i2c_port_t i2c_num, uint8_t device_address,
				     const uint8_t *write_buffer,
				     size_t write_size,
				     TickType_t ticks_to_wait);
esp_err_t i2c_master_read_from_device(i2c_port_t i2c_num,
				      uint8_t device_address,
				      uint8_t *read_buffer, size_t read_size,
				      TickType_t ticks_to_wait);
esp_err_t i2c_master_write_read_device(i2c_port_t i2c_num,
				       uint8_t device_address,
				       const uint8_t *write_buffer,
				       size_t write_size, uint8_t *read_buffer,
				       size_t read_size,
				       TickType_t ticks_to_wait);

i2c_cmd_handle_t i2c_cmd_link_create_static(uint8_t *buffer, uint32_t size);
i2c_cmd_handle_t i2c_cmd_link_create(void);
void i2c_cmd_link_delete_static(i2c_cmd_handle_t cmd_handle);
void i2c_cmd_link_delete(i2c_cmd_handle_t cmd_handle);
esp_err_t i2c_master_start(i2c_cmd_handle_t cmd_handle);
esp_err_t i2c_master_write_byte(i2c_cmd_handle_t cmd_handle, uint8_t data,
				bool ack_en);
esp_err_t i2c_master_write(i2c_cmd_handle_t cmd_handle, const uint8_t *data,
			   size_t data_len, bool ack_en);
esp_err_t i2c_master_read_byte(i2c_cmd_handle_t cmd_handle, uint8_t *data,
			       i2c_ack_type_t ack);
esp_err_t i2c_master_read(i2c_cmd_handle_t cmd_handle, uint8_t *data,
			  size_t data_len, i2c_ack_type_t ack);
esp_err_t i2c_master_stop(i2c_cmd_handle_t cmd_handle);
esp_err_t i2c_master_cmd_begin(i2c_port_t i2c_num, i2c_cmd_handle_t cmd_handle,
			       TickType_t ticks_to_wait);

/* --- Target: does not stretch ------------------------------------------ */

/* How many bytes; all or none. */
int i2c_slave_write_buffer(i2c_port_t i2c_num, const uint8_t *data, int size,
			   TickType_t ticks_to_wait);
/* How many bytes; waits until they are max_size. */
int i2c_slave_read_buffer(i2c_port_t i2c_num, uint8_t *data, size_t max_size,
			  TickType_t ticks_to_wait);

/* --- Times, in cycles of the module's clock ----------------------------- */

esp_err_t i2c_set_period(i2c_port_t i2c_num, int high_period, int low_period);
esp_err_t i2c_get_period(i2c_port_t i2c_num, int *high_period, int *low_period);
esp_err_t i2c_filter_enable(i2c_port_t i2c_num, uint8_t cyc_num);
esp_err_t i2c_filter_disable(i2c_port_t i2c_num);
esp_err_t i2c_set_start_timing(i2c_port_t i2c_num, int setup_time,
			       int hold_time);
esp_err_t i2c_get_start_timing(i2c_port_t i2c_num, int *setup_time,
			       int *hold_time);
esp_err_t i2c_set_stop_timing(i2c_port_t i2c_num, int setup_time,
			      int hold_time);
esp_err_t i2c_get_stop_timing(i2c_port_t i2c_num, int *setup_time,
			      int *hold_time);
esp_err_t i2c_set_data_timing(i2c_port_t i2c_num, int sample_time,
			      int hold_time);
esp_err_t i2c_get_data_timing(i2c_port_t i2c_num, int *sample_time,
			      int *hold_time);
/* On the classic ESP32 cycles, on the S3 the power of two of them. */
esp_err_t i2c_set_timeout(i2c_port_t i2c_num, int timeout);
esp_err_t i2c_get_timeout(i2c_port_t i2c_num, int *timeout);

#ifdef __cplusplus
}
#endif

#endif /* DRIVER_I2C_H */
