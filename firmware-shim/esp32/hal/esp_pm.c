/* SPDX-License-Identifier: MIT */
/* What a checkout's esp_pm.h declares. The CPU runs at one frequency and never
 * sleeps deeper than to the next interrupt: locks have nothing to keep. */
#include "esp_err.h"

#include <stddef.h>

esp_err_t esp_pm_lock_create(int type, int arg, const char *name, void **lock);
esp_err_t esp_pm_lock_acquire(void *lock);
esp_err_t esp_pm_lock_release(void *lock);
esp_err_t esp_pm_lock_delete(void *lock);

esp_err_t esp_pm_lock_create(int type, int arg, const char *name, void **lock)
{
	static char any;

	(void)type;
	(void)arg;
	(void)name;
	if (!lock)
		return ESP_ERR_INVALID_ARG;
	*lock = &any;
	return ESP_OK;
}

esp_err_t esp_pm_lock_acquire(void *lock)
{
	return lock ? ESP_OK : ESP_ERR_INVALID_ARG;
}

esp_err_t esp_pm_lock_release(void *lock)
{
	return lock ? ESP_OK : ESP_ERR_INVALID_ARG;
}

esp_err_t esp_pm_lock_delete(void *lock)
{
	return lock ? ESP_OK : ESP_ERR_INVALID_ARG;
}
