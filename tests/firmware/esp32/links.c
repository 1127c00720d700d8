/* SPDX-License-Identifier: MIT */
/* A controller on driver/i2c.h: a 24C256 at 0x50, nobody at 0x55, and at 0x17 a
 * target that holds SCL for 150 us. GPIO4 is SDA, GPIO5 is SCL. */
#include <stdio.h>
#include <string.h>

#include "driver/i2c.h"

#define PORT I2C_NUM_1
#define WAIT pdMS_TO_TICKS(50)

#define SAY(call) printf("%s: %s\n", #call, esp_err_to_name(call))

static void begin(void)
{
	i2c_config_t config = {
		.mode = I2C_MODE_MASTER,
		.sda_io_num = 4,
		.scl_io_num = 5,
		.sda_pullup_en = GPIO_PULLUP_ENABLE,
		.scl_pullup_en = GPIO_PULLUP_ENABLE,
		.master.clk_speed = 100000,
	};
	int high, low;

	ESP_ERROR_CHECK(i2c_param_config(PORT, &config));
	ESP_ERROR_CHECK(i2c_driver_install(PORT, config.mode, 0, 0, 0));
	i2c_get_period(PORT, &high, &low);
	printf("period %s\n", high == low ? "even" : "odd");
}

/* A page, its end, and what was written. */
static void the_rom(void)
{
	static uint8_t page[34] = {0, 0x40}, back[32];
	i2c_cmd_handle_t link = i2c_cmd_link_create();

	for (unsigned i = 2; i < sizeof(page); i++)
		page[i] = (uint8_t)(0xe0 - i);
	SAY(i2c_master_write_to_device(PORT, 0x50, page, 34, WAIT));
	i2c_master_start(link);
	i2c_master_write_byte(link, 0x50 << 1 | I2C_MASTER_WRITE, true);
	i2c_master_stop(link);
	SAY(i2c_master_cmd_begin(PORT, link, WAIT));
	vTaskDelay(1);
	SAY(i2c_master_cmd_begin(PORT, link, WAIT));
	i2c_cmd_link_delete(link);
	SAY(i2c_master_write_read_device(PORT, 0x50, page, 2, back, 32, WAIT));
	printf("page %s\n", memcmp(back, page + 2, 32) ? "differs" : "same");
	SAY(i2c_master_read_from_device(PORT, 0x50, back, 1, WAIT));
}

/* Bytes one by one, from a buffer that has room for so many commands only. */
static void a_static_link(void)
{
	uint8_t buffer[I2C_LINK_RECOMMENDED_SIZE(2)], got[3];
	i2c_cmd_handle_t link =
		i2c_cmd_link_create_static(buffer, sizeof(buffer));
	int n = 0;

	i2c_master_start(link);
	i2c_master_write_byte(link, 0xa0, true);
	i2c_master_write_byte(link, 0x00, true);
	i2c_master_write_byte(link, 0x42, true);
	i2c_master_start(link);
	i2c_master_write_byte(link, 0xa1, true);
	i2c_master_read(link, got, 2, I2C_MASTER_ACK);
	i2c_master_read_byte(link, got + 2, I2C_MASTER_NACK);
	i2c_master_stop(link);
	SAY(i2c_master_cmd_begin(PORT, link, WAIT));
	printf("got %02x %02x %02x\n", got[0], got[1], got[2]);
	while (i2c_master_stop(link) == ESP_OK)
		n++;
	printf("room %s\n", n >= 1 && n < 4 ? "ends" : "NO");
	i2c_cmd_link_delete_static(link);
	printf("none %d\n", !i2c_cmd_link_create_static(buffer, 8));
}

static void failures(void)
{
	uint8_t byte = 0;
	int timeout;

	SAY(i2c_master_write_to_device(PORT, 0x55, &byte, 1, WAIT));
	SAY(i2c_master_write_to_device(I2C_NUM_0, 0x50, &byte, 1, WAIT));
	i2c_get_timeout(PORT, &timeout);
#if CONFIG_IDF_TARGET_ESP32
	SAY(i2c_set_timeout(PORT, 80 * 1000));
#else
	SAY(i2c_set_timeout(PORT, 15));
#endif
	SAY(i2c_master_read_from_device(PORT, 0x17, &byte, 1, WAIT));
	SAY(i2c_set_timeout(PORT, timeout));
	SAY(i2c_master_read_from_device(PORT, 0x17, &byte, 1, WAIT));
	SAY(i2c_driver_delete(PORT));
	SAY(i2c_driver_delete(PORT));
}

void app_main(void)
{
	begin();
	the_rom();
	a_static_link();
	failures();
	printf("end\n");
}
