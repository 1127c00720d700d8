/* SPDX-License-Identifier: MIT */
#include "i2c_job.h"

#include "esp_log.h"

static const char TAG[] = "i2c.master";

/* --- the interrupt ------------------------------------------------------ */

static void begin(i2c_master_bus_handle_t m, struct job *job)
{
	for (size_t i = 0; i < job->n; i++)
		job->ops[i].next = i + 1 < job->n ? &job->ops[i + 1] : NULL;
	i2c_run_set_pace(m->bus, job->dev->scl_hz);
	i2c_run_set_timeout(m->bus, job->dev->wait_us);
	i2c_run_start(&m->run, job->ops);
}

static i2c_master_event_t event(const struct i2c_run *run)
{
	switch (run->result) {
	case I2C_RUN_DONE:
		return I2C_EVENT_DONE;
	case I2C_RUN_NACK:
		return I2C_EVENT_NACK;
	default:
		return I2C_EVENT_TIMEOUT;
	}
}

void i2c_job_finished(struct i2c_run *run, BaseType_t *woken)
{
	i2c_master_bus_handle_t m = run->user;
	i2c_master_dev_handle_t dev = m->jobs[m->first].dev;
	i2c_master_event_data_t data = {.event = event(run)};

	if (!m->queued) {
		xSemaphoreGiveFromISR(m->ended, woken);
		return;
	}
	if (data.event != I2C_EVENT_DONE)
		i2c_run_reset(m->bus, false);
	m->first = (m->first + 1) % m->n_jobs;
	m->used--;
	if (dev->on_done)
		*woken |= dev->on_done(dev, &data, dev->user);
	if (m->used)
		begin(m, &m->jobs[m->first]);
	else
		xSemaphoreGiveFromISR(m->ended, woken);
}

void i2c_job_serve(void *arg)
{
	i2c_master_bus_handle_t m = arg;
	BaseType_t woken = pdFALSE;

	i2c_run_serve(&m->run, &woken);
	if (woken)
		portYIELD_FROM_ISR();
}

/* --- carrying out ------------------------------------------------------- */

static void free_bus(i2c_master_bus_handle_t m)
{
	if (m->stuck || i2c_bus_is_busy(m->bus))
		i2c_run_reset(m->bus, true);
	m->stuck = false;
}

static esp_err_t enqueue(i2c_master_bus_handle_t m, const struct job *job)
{
	struct job *at;

	portENTER_CRITICAL(&m->bus->lock);
	if (m->used == m->n_jobs) {
		portEXIT_CRITICAL(&m->bus->lock);
		ESP_LOGE(TAG, "ops list is full, please increase your "
			      "trans_queue_depth");
		return ESP_ERR_INVALID_STATE;
	}
	at = &m->jobs[(m->first + m->used++) % m->n_jobs];
	*at = *job;
	if (m->used == 1) {
		xSemaphoreTake(m->ended, 0);
		free_bus(m);
		begin(m, at);
	}
	portEXIT_CRITICAL(&m->bus->lock);
	return ESP_OK;
}

enum i2c_run_result i2c_job_run(i2c_master_bus_handle_t m,
				const struct job *job, TickType_t wait)
{
	m->jobs[0] = *job;
	free_bus(m);
	xSemaphoreTake(m->ended, 0);
	begin(m, &m->jobs[0]);
	if (!xSemaphoreTake(m->ended, wait) && i2c_run_give_up(&m->run))
		ESP_LOGE(TAG, "I2C software timeout");
	if (m->run.result == I2C_RUN_TIMEOUT) {
		ESP_LOGE(TAG, "I2C transaction timeout detected");
		m->stuck = true;
	}
	if (m->run.result != I2C_RUN_DONE)
		i2c_run_reset(m->bus, false);
	return m->run.result;
}

esp_err_t i2c_job_carry_out(struct job *job, int timeout_ms)
{
	i2c_master_bus_handle_t m = job->dev->bus;
	enum i2c_run_result result;

	if (m->queued)
		return enqueue(m, job);
	if (!xSemaphoreTake(m->mutex, i2c_job_ticks(timeout_ms)))
		return ESP_ERR_TIMEOUT;
	result = i2c_job_run(m, job, i2c_job_ticks(timeout_ms));
	xSemaphoreGive(m->mutex);
	return result == I2C_RUN_DONE ? ESP_OK : ESP_ERR_INVALID_RESPONSE;
}
