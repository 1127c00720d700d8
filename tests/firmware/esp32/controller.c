/* SPDX-License-Identifier: MIT */
/*
 * A controller on driver/i2c_master.h that says what came back: a 24C256 at
 * 0x50, an MCP9808 at 0x18, a memory at 0x17 and nobody at 0x55. GPIO4 is SDA,
 * GPIO5 is SCL.
 */
#include <stdio.h>
#include <string.h>

#include "driver/i2c_master.h"
#include "freertos/FreeRTOS.h"
#include "freertos/task.h"

enum { WAIT_MS = 50 };

static i2c_master_bus_handle_t bus;
static i2c_master_dev_handle_t rom, thermometer, memory, nobody;

#define SAY(call) printf("%s: %s\n", #call, esp_err_to_name(call))

static i2c_master_dev_handle_t add(uint16_t addr, uint32_t hz)
{
	i2c_device_config_t config = {
		.dev_addr_length = I2C_ADDR_BIT_LEN_7,
		.device_address = addr,
		.scl_speed_hz = hz,
	};
	i2c_master_dev_handle_t dev;

	ESP_ERROR_CHECK(i2c_master_bus_add_device(bus, &config, &dev));
	return dev;
}

static void begin(void)
{
	i2c_master_bus_config_t config = {
		.i2c_port = -1,
		.sda_io_num = GPIO_NUM_4,
		.scl_io_num = GPIO_NUM_5,
		.clk_source = I2C_CLK_SRC_DEFAULT,
		.glitch_ignore_cnt = 7,
		.flags.enable_internal_pullup = true,
	};

	ESP_ERROR_CHECK(i2c_new_master_bus(&config, &bus));
	rom = add(0x50, 400000);
	thermometer = add(0x18, 100000);
	memory = add(0x17, 400000);
	nobody = add(0x55, 100000);
}

static void probes(void)
{
	SAY(i2c_master_probe(bus, 0x50, WAIT_MS));
	SAY(i2c_master_probe(bus, 0x55, WAIT_MS));
	SAY(i2c_master_probe(bus, 0x18, WAIT_MS));
}

/* A page is longer than the FIFO; so is what is read. */
static void the_rom(void)
{
	static uint8_t page[64], back[100];
	uint8_t at[2] = {0x01, 0x00};
	i2c_master_transmit_multi_buffer_info_t parts[] = {{at, 2}, {page, 64}};
	unsigned tries = 0;

	for (unsigned i = 0; i < sizeof(page); i++)
		page[i] = (uint8_t)(i * 3 + 1);
	SAY(i2c_master_multi_buffer_transmit(rom, parts, 2, WAIT_MS));
	while (i2c_master_probe(bus, 0x50, WAIT_MS) == ESP_ERR_NOT_FOUND)
		tries++;
	printf("polled %s\n", tries > 10 && tries < 100 ? "well" : "badly");
	SAY(i2c_master_transmit_receive(rom, at, 2, back, 100, WAIT_MS));
	printf("page %s\n", memcmp(back, page, 64) ? "differs" : "same");
	printf("after it %02x %02x\n", back[64], back[99]);
	at[1] = 10;
	SAY(i2c_master_transmit(rom, at, 2, WAIT_MS));
	SAY(i2c_master_receive(rom, back, 1, WAIT_MS));
	printf("one %02x\n", back[0]);
}

static void the_thermometer(void)
{
	uint8_t reg = 0x06, id[2];

	SAY(i2c_master_transmit_receive(thermometer, &reg, 1, id, 2, WAIT_MS));
	printf("maker %02x%02x\n", id[0], id[1]);
}

static void the_memory(void)
{
	uint8_t bytes[] = {0x20, 'p', 'i', 'n', 'g'}, back[4] = {0};

	SAY(i2c_master_transmit(memory, bytes, 5, WAIT_MS));
	SAY(i2c_master_transmit_receive(memory, bytes, 1, back, 4, WAIT_MS));
	printf("said %.4s\n", (char *)back);
}

static void failures(void)
{
	uint8_t byte = 0;

	SAY(i2c_master_transmit(nobody, &byte, 1, WAIT_MS));
	SAY(i2c_master_receive(nobody, &byte, 1, WAIT_MS));
	SAY(i2c_master_transmit(nobody, NULL, 1, WAIT_MS));
	SAY(i2c_del_master_bus(bus));
	SAY(i2c_master_probe(bus, 0x50, WAIT_MS));
}

/* The same as a combined read of the ROM, written out; no address by itself. */
static void operations(void)
{
	uint8_t head[] = {0xa0, 0x01, 0x04}, again = 0xa1, got[3] = {0};
	i2c_device_config_t config = {
		.device_address = I2C_DEVICE_ADDRESS_NOT_USED,
		.scl_speed_hz = 100000,
	};
	i2c_operation_job_t ops[] = {
		{.command = I2C_MASTER_CMD_START},
		{.command = I2C_MASTER_CMD_WRITE, .write = {true, head, 3}},
		{.command = I2C_MASTER_CMD_START},
		{.command = I2C_MASTER_CMD_WRITE, .write = {true, &again, 1}},
		{.command = I2C_MASTER_CMD_READ, .read = {I2C_ACK_VAL, got, 2}},
		{.command = I2C_MASTER_CMD_READ,
		 .read = {I2C_NACK_VAL, got + 2, 1}},
		{.command = I2C_MASTER_CMD_STOP},
	};
	i2c_master_dev_handle_t any;

	ESP_ERROR_CHECK(i2c_master_bus_add_device(bus, &config, &any));
	SAY(i2c_master_execute_defined_operations(any, ops, 7, WAIT_MS));
	printf("got %02x %02x %02x\n", got[0], got[1], got[2]);
	SAY(i2c_master_execute_defined_operations(any, ops, 9, WAIT_MS));
	SAY(i2c_master_bus_rm_device(any));
}

void app_main(void)
{
	begin();
	vTaskDelay(1);
	probes();
	the_rom();
	the_thermometer();
	the_memory();
	failures();
	operations();
	printf("end\n");
}
