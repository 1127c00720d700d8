/* SPDX-License-Identifier: MIT */
/*
 * What driver/i2c_master.h's functions share. A transfer is a job: a list of
 * operations for one device. A bus has room for one, or with a queue for as
 * many more; the interrupt begins the next when one has ended.
 */
#ifndef ESP_I2C_JOB_H
#define ESP_I2C_JOB_H

#include "driver/i2c_master.h"
#include "freertos/semphr.h"
#include "i2c_ops.h"

/* A START may be a 10-bit address's: two of them, with two bytes each. */
enum { MAX_COMMANDS = 8, MAX_OPS = 4 * MAX_COMMANDS };

struct i2c_master_dev_t {
	i2c_master_bus_handle_t bus;
	uint16_t addr;
	bool ten_bit;
	bool no_check;
	uint32_t scl_hz;
	uint32_t wait_us;
	i2c_master_callback_t on_done;
	void *user;
};

struct job {
	i2c_master_dev_handle_t dev;
	size_t n;
	struct i2c_op ops[MAX_OPS];
};

struct i2c_master_bus_t {
	struct i2c_bus *bus;
	struct i2c_run run;
	SemaphoreHandle_t mutex;
	SemaphoreHandle_t ended; /* a job; of a queue: the last */
	bool queued;
	bool stuck; /* the last transfer timed out */
	unsigned n_devices;
	/* A ring; the first is the one that is going. */
	struct job *jobs;
	size_t n_jobs;
	volatile size_t first;
	volatile size_t used;
};

static inline TickType_t i2c_job_ticks(int ms)
{
	return ms < 0 ? portMAX_DELAY : pdMS_TO_TICKS((uint32_t)ms);
}

/* The bus's interrupt handler. */
void i2c_job_serve(void *bus);
void i2c_job_finished(struct i2c_run *run, BaseType_t *woken);
/* Waits for the end, unless the bus has a queue. */
esp_err_t i2c_job_carry_out(struct job *job, int timeout_ms);
/* With the mutex held: a copy in the bus's own memory, and its end. */
enum i2c_run_result i2c_job_run(i2c_master_bus_handle_t m,
				const struct job *job, TickType_t wait);

#endif /* ESP_I2C_JOB_H */
