/* SPDX-License-Identifier: MIT */
/* esp_intr_alloc.h: handlers by source, and the interrupt matrix. */
#include "esp_intr_alloc.h"

#include <stdbool.h>
#include <stdlib.h>

#include "freertos/FreeRTOS.h"
#include "soc/soc.h"
#include "twowire/firmware.h"

enum { FIRST_LINE = 16, OFF = 16, N_INPUTS = 32 };

/* Of the CPU's inputs, as far as peripherals may have them. */
static const uint8_t level_of[N_INPUTS] = {
	1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 0, 1, 1, 0, 0,
	0, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 3, 4, 0, 4, 5,
};

struct intr_handle_data_t {
	struct intr_handle_data_t *next;
	int source;
	int input;
	bool enabled;
	uint32_t status_reg; /* 0: none */
	uint32_t status_mask;
	intr_handler_t handler;
	void *arg;
};

static struct intr_handle_data_t *handles; /* in the order of allocation */
static portMUX_TYPE lock = portMUX_INITIALIZER_UNLOCKED;

/* Every interrupt's handler: the platform finds it by its name. */
void esp_intr_dispatch(void);
void esp_intr_dispatch(void)
{
	int source = (int)tw_fw_exception() - FIRST_LINE;

	for (struct intr_handle_data_t *h = handles, *next; h; h = next) {
		next = h->next;
		if (h->source != source || !h->enabled)
			continue;
		if (!h->status_reg || REG_READ(h->status_reg) & h->status_mask)
			h->handler(h->arg);
	}
}

static void map(int source, int input)
{
	REG_WRITE(DR_REG_INTERRUPT_BASE + 4u * (unsigned)source,
		  (unsigned)input);
}

static bool in_use(int input)
{
	for (struct intr_handle_data_t *h = handles; h; h = h->next)
		if (h->input == input)
			return true;
	return false;
}

/* Whoever shares a source shares its input. */
static int choose_input(int source, int levels)
{
	for (struct intr_handle_data_t *h = handles; h; h = h->next)
		if (h->source == source)
			return h->input;
	for (int level = 1; level <= 5; level++)
		for (int i = 0; levels & 1 << level && i < N_INPUTS; i++)
			if (level_of[i] == level && !in_use(i))
				return i;
	return -1;
}

static void update(int source)
{
	int input = OFF;

	for (struct intr_handle_data_t *h = handles; h; h = h->next)
		if (h->source == source && h->enabled)
			input = h->input;
	map(source, input);
}

esp_err_t esp_intr_alloc_intrstatus(int source, int flags,
				    uint32_t intrstatusreg,
				    uint32_t intrstatusmask,
				    intr_handler_t handler, void *arg,
				    intr_handle_t *ret_handle)
{
	int levels = flags & (ESP_INTR_FLAG_LOWMED | ESP_INTR_FLAG_HIGH);
	struct intr_handle_data_t *h, **end = &handles;
	int input;

	if (!handler || source < 0 || source >= ETS_MAX_INTR_SOURCE)
		return ESP_ERR_INVALID_ARG;
	h = calloc(1, sizeof(*h));
	if (!h)
		return ESP_ERR_NO_MEM;
	portENTER_CRITICAL(&lock);
	input = choose_input(source, levels ? levels : ESP_INTR_FLAG_LOWMED);
	*h = (struct intr_handle_data_t){
		.source = source,
		.input = input,
		.enabled = !(flags & ESP_INTR_FLAG_INTRDISABLED),
		.status_reg = intrstatusreg,
		.status_mask = intrstatusmask,
		.handler = handler,
		.arg = arg,
	};
	if (input >= 0) {
		while (*end)
			end = &(*end)->next;
		*end = h;
		if (ret_handle)
			*ret_handle = h;
		update(source);
	}
	portEXIT_CRITICAL(&lock);
	if (input < 0)
		free(h);
	return input < 0 ? ESP_ERR_NOT_FOUND : ESP_OK;
}

esp_err_t esp_intr_alloc(int source, int flags, intr_handler_t handler,
			 void *arg, intr_handle_t *ret_handle)
{
	return esp_intr_alloc_intrstatus(source, flags, 0, 0, handler, arg,
					 ret_handle);
}

esp_err_t esp_intr_free(intr_handle_t handle)
{
	struct intr_handle_data_t **at = &handles;

	if (!handle)
		return ESP_ERR_INVALID_ARG;
	portENTER_CRITICAL(&lock);
	while (*at && *at != handle)
		at = &(*at)->next;
	if (*at)
		*at = handle->next;
	update(handle->source);
	portEXIT_CRITICAL(&lock);
	free(handle);
	return ESP_OK;
}

static esp_err_t set_enabled(intr_handle_t handle, bool enabled)
{
	if (!handle)
		return ESP_ERR_INVALID_ARG;
	portENTER_CRITICAL(&lock);
	handle->enabled = enabled;
	update(handle->source);
	portEXIT_CRITICAL(&lock);
	return ESP_OK;
}

esp_err_t esp_intr_enable(intr_handle_t handle)
{
	return set_enabled(handle, true);
}

esp_err_t esp_intr_disable(intr_handle_t handle)
{
	return set_enabled(handle, false);
}
