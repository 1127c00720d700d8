// SPDX-License-Identifier: MIT
/*
 * A memory of 16 bytes: one byte of pointer, then data. With -DCARELESS=... it
 * makes one of the mistakes that targets make; each is right as long as every
 * transfer is a write or a read, and ends with a STOP that is heard.
 */
#include <zephyr/drivers/i2c.h>
#include <zephyr/kernel.h>

enum { NOT = 0, READ_STAYS, POINTER_STAYS, EATS_AHEAD, ERROR_STAYS, NO_ERROR };

#ifndef CARELESS
#define CARELESS NOT
#endif

static struct {
	uint8_t bytes[16];
	uint8_t pointer;
	bool pointer_set;
	bool reading;
	int error;
} m;

/* Right: every address begins anew. */
static int write_requested(struct i2c_target_config *config)
{
	if (CARELESS != POINTER_STAYS)
		m.pointer_set = false;
	if (CARELESS != ERROR_STAYS)
		m.error = 0;
	return m.error;
}

static int write_received(struct i2c_target_config *config, uint8_t val)
{
	if (!m.pointer_set) {
		m.pointer = val;
		m.pointer_set = true;
	} else if (m.pointer < sizeof(m.bytes)) {
		m.bytes[m.pointer++] = val;
	}
	if (m.pointer >= sizeof(m.bytes) && CARELESS != NO_ERROR)
		m.error = -ENOSPC; /* there is no room for the next one */
	return m.error;
}

static uint8_t at_pointer(void)
{
	return m.pointer < sizeof(m.bytes) ? m.bytes[m.pointer] : 0xff;
}

/* Right: what is fetched ahead is eaten when the next one is fetched. */
static int read_processed(struct i2c_target_config *config, uint8_t *val)
{
	if (CARELESS != EATS_AHEAD)
		m.pointer++;
	*val = at_pointer();
	if (CARELESS == EATS_AHEAD)
		m.pointer++;
	return 0;
}

static int read_requested(struct i2c_target_config *config, uint8_t *val)
{
	if (CARELESS == READ_STAYS && m.reading)
		return read_processed(config, val);
	m.reading = true;
	*val = at_pointer();
	if (CARELESS == EATS_AHEAD)
		m.pointer++;
	return 0;
}

static int stop(struct i2c_target_config *config)
{
	m.pointer_set = false;
	m.reading = false;
	m.error = 0;
	return 0;
}

static const struct i2c_target_callbacks callbacks = {
	.write_requested = write_requested,
	.read_requested = read_requested,
	.write_received = write_received,
	.read_processed = read_processed,
	.stop = stop,
};

static struct i2c_target_config config = {
	.address = 0x50,
	.callbacks = &callbacks,
};

int main(void)
{
	return i2c_target_register(DEVICE_DT_GET(DT_NODELABEL(i2c0)), &config);
}
