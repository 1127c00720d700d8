/* SPDX-License-Identifier: MIT */
/* driver/gpio.h: one handler for each pin. */
#include "driver/gpio.h"
#include "soc/gpio_reg.h"
#include "soc/soc.h"

#define REG(offset) (DR_REG_GPIO_BASE + (uint32_t)(offset))

static struct {
	gpio_isr_t fn;
	void *arg;
} handlers[GPIO_PIN_COUNT];
static intr_handle_t handle;

/* An edge is acknowledged before its handler, so that one that comes meanwhile
 * is not lost; a level after it, when it may be gone. */
static void serve_pins(uint32_t status, int first, uint32_t clear)
{
	for (int i = 0; i < 32 && first + i < GPIO_PIN_COUNT; i++) {
		uint32_t bit = 1u << i;
		uint32_t conf = REG_READ(REG(GPIO_PIN((uint32_t)(first + i))));
		unsigned type =
			(conf & GPIO_PIN_INT_TYPE_M) >> GPIO_PIN_INT_TYPE_S;

		if (!(status & bit) || !(conf & GPIO_PIN_INT_ENA_CPU))
			continue;
		if (type < GPIO_INTR_LOW_LEVEL)
			REG_WRITE(REG(clear), bit);
		if (handlers[first + i].fn)
			handlers[first + i].fn(handlers[first + i].arg);
		if (type >= GPIO_INTR_LOW_LEVEL)
			REG_WRITE(REG(clear), bit);
	}
}

static void serve(void *arg)
{
	uint32_t low = REG_READ(REG(GPIO_CPU_INT));
	uint32_t high = REG_READ(REG(GPIO_CPU_INT1));

	(void)arg;
	if (low)
		serve_pins(low, 0, GPIO_STATUS + GPIO_W1TC);
	if (high)
		serve_pins(high, 32, GPIO_STATUS1 + GPIO_W1TC);
}

esp_err_t gpio_install_isr_service(int intr_alloc_flags)
{
	if (handle)
		return ESP_ERR_INVALID_STATE;
	return esp_intr_alloc(ETS_GPIO_INTR_SOURCE, intr_alloc_flags, serve,
			      NULL, &handle);
}

void gpio_uninstall_isr_service(void)
{
	if (!handle)
		return;
	esp_intr_free(handle);
	handle = NULL;
}

esp_err_t gpio_isr_handler_add(gpio_num_t num, gpio_isr_t handler, void *arg)
{
	if (!handle)
		return ESP_ERR_INVALID_STATE;
	if (!GPIO_IS_VALID_GPIO(num))
		return ESP_ERR_INVALID_ARG;
	gpio_intr_disable(num);
	handlers[num].fn = handler;
	handlers[num].arg = arg;
	return gpio_intr_enable(num);
}

esp_err_t gpio_isr_handler_remove(gpio_num_t num)
{
	if (!handle)
		return ESP_ERR_INVALID_STATE;
	if (!GPIO_IS_VALID_GPIO(num))
		return ESP_ERR_INVALID_ARG;
	gpio_intr_disable(num);
	handlers[num].fn = NULL;
	return ESP_OK;
}
