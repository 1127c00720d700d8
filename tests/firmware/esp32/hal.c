/* SPDX-License-Identifier: MIT */
/* What ESP-IDF and FreeRTOS promise, each line "name yes" or "name NO". GPIO18
 * and GPIO19 are on one net. */
#include <stdio.h>
#include <string.h>

#include "driver/gpio.h"
#include "esp_check.h"
#include "esp_log.h"
#include "esp_rom_sys.h"
#include "esp_timer.h"
#include "freertos/FreeRTOS.h"
#include "freertos/event_groups.h"
#include "freertos/ringbuf.h"
#include "freertos/semphr.h"
#include "freertos/task.h"
#include "soc/reg_base.h"
#include "soc/systimer_reg.h"

#define SAY(name, ok) printf("%s %s\n", name, (ok) ? "yes" : "NO")

enum { TICK_US = 10000 };

static char order[32];

static void note(char c)
{
	order[strlen(order)] = c;
}

static int64_t since(int64_t start)
{
	return esp_timer_get_time() - start;
}

/* --- time -------------------------------------------------------------- */

static void check_time(void)
{
	int64_t start;
	TickType_t wake;

	vTaskDelay(1); /* to a tick */
	start = esp_timer_get_time();
	vTaskDelay(pdMS_TO_TICKS(30));
	SAY("vTaskDelay", since(start) >= 29900 && since(start) < 30100);
	start = esp_timer_get_time();
	esp_rom_delay_us(123);
	SAY("delay_us", since(start) >= 123 && since(start) < 130);
	wake = xTaskGetTickCount();
	start = esp_timer_get_time();
	esp_rom_delay_us(15000);
	vTaskDelayUntil(&wake, 3);
	SAY("vTaskDelayUntil", since(start) > 29000 && since(start) < 30100);
	SAY("too late", !xTaskDelayUntil(&wake, 0));
}

static volatile int fired;

static void fire(void *arg)
{
	fired += *(int *)arg;
}

static void check_timers(void)
{
	static int one = 1, ten = 10;
	esp_timer_create_args_t once = {.callback = fire, .arg = &one};
	esp_timer_create_args_t often = {.callback = fire, .arg = &ten};
	esp_timer_handle_t a, b;

	esp_timer_create(&once, &a);
	esp_timer_create(&often, &b);
	esp_timer_start_once(a, 500);
	esp_timer_start_periodic(b, 300);
	esp_rom_delay_us(1000);
	SAY("timers", fired == 31);
	SAY("active", !esp_timer_is_active(a) && esp_timer_is_active(b));
	esp_timer_stop(b);
	esp_rom_delay_us(1000);
	SAY("stopped", fired == 31);
	SAY("deleted", !esp_timer_delete(a) && !esp_timer_delete(b));
}

/* --- tasks ------------------------------------------------------------- */

static void urgent(void *arg)
{
	note(*(char *)arg);
	vTaskDelete(NULL);
}

static void taker(void *arg)
{
	SemaphoreHandle_t s = arg;

	while (xSemaphoreTake(s, portMAX_DELAY))
		note('t');
}

static void spinner(void *arg)
{
	for (;;)
		(*(volatile unsigned *)arg)++;
}

static void check_tasks(void)
{
	static unsigned spins[2];
	SemaphoreHandle_t s = xSemaphoreCreateBinary();
	TaskHandle_t task, spin[2];

	note('a');
	xTaskCreate(urgent, "urgent", 2048, "b", 5, NULL);
	note('c');
	xTaskCreate(urgent, "idle", 2048, "e", 0, NULL);
	note('d');
	vTaskDelay(1);
	SAY("priorities", !strcmp(order, "abcde"));
	memset(order, 0, sizeof(order));
	xTaskCreate(taker, "taker", 2048, s, 5, &task);
	note('g');
	xSemaphoreGive(s);
	note('h');
	SAY("preemption", !strcmp(order, "gth"));
	vTaskDelete(task);
	for (int i = 0; i < 2; i++)
		xTaskCreate(spinner, "spinner", 2048, &spins[i], 0, &spin[i]);
	vTaskDelay(8);
	SAY("time slices",
	    spins[0] > spins[1] * 4 / 5 && spins[1] > spins[0] * 4 / 5);
	SAY("names", !strcmp(pcTaskGetName(NULL), "main") &&
			     xTaskGetHandle("spinner") == spin[0] &&
			     eTaskGetState(spin[0]) == eReady);
	vTaskDelete(spin[0]);
	vTaskDelete(spin[1]);
	SAY("count", uxTaskGetNumberOfTasks() == 2);
	for (int i = 0; i < 40; i++) /* their places are used again */
		xTaskCreate(urgent, "again", 2048, "z", 5, NULL);
	SAY("again", uxTaskGetNumberOfTasks() == 2);
}

/* --- queues and the like ------------------------------------------------ */

static void check_queues(void)
{
	QueueHandle_t q = xQueueCreate(2, sizeof(int));
	int64_t start;
	int n = 1, got = 0;

	xQueueSend(q, &n, 0);
	n = 2;
	xQueueSendToFront(q, &n, 0);
	SAY("queue full",
	    !xQueueSend(q, &n, 0) && uxQueueMessagesWaiting(q) == 2);
	start = esp_timer_get_time();
	xQueueSend(q, &n, 2);
	SAY("queue timeout", since(start) > TICK_US && since(start) < 20100);
	SAY("queue order", xQueuePeek(q, &got, 0) && got == 2 &&
				   xQueueReceive(q, &got, 0) && got == 2 &&
				   xQueueReceive(q, &got, 0) && got == 1 &&
				   !xQueueReceive(q, &got, 0));
}

static void low(void *arg)
{
	xSemaphoreTake(arg, portMAX_DELAY);
	vTaskDelay(2);
	note(uxTaskPriorityGet(NULL) == 4 ? 'r' : 'n');
	xSemaphoreGive(arg);
	note(uxTaskPriorityGet(NULL) == 1 ? 'l' : 'n');
	vTaskDelete(NULL);
}

static void high(void *arg)
{
	xSemaphoreTake(arg, portMAX_DELAY);
	note('m');
	xSemaphoreGive(arg);
	vTaskDelete(NULL);
}

static void check_mutex(void)
{
	SemaphoreHandle_t m = xSemaphoreCreateMutex();
	SemaphoreHandle_t r = xSemaphoreCreateRecursiveMutex();

	memset(order, 0, sizeof(order));
	xTaskCreate(low, "low", 2048, m, 1, NULL);
	vTaskDelay(1);
	xTaskCreate(high, "high", 2048, m, 4, NULL);
	vTaskDelay(4);
	SAY("mutex lends priority", !strcmp(order, "rml"));
	xSemaphoreTakeRecursive(r, 0);
	xSemaphoreTakeRecursive(r, 0);
	xSemaphoreGiveRecursive(r);
	SAY("recursive",
	    xSemaphoreGetMutexHolder(r) == xTaskGetCurrentTaskHandle());
	xSemaphoreGiveRecursive(r);
	SAY("released", !xSemaphoreGetMutexHolder(r));
}

static void setter(void *arg)
{
	vTaskDelay(1);
	xEventGroupSetBits(arg, 1);
	vTaskDelay(1);
	xEventGroupSetBits(arg, 2);
	xTaskNotifyGive(xTaskGetHandle("main"));
	vTaskDelete(NULL);
}

static void check_events(void)
{
	EventGroupHandle_t g = xEventGroupCreate();
	RingbufHandle_t ring = xRingbufferCreate(8, RINGBUF_TYPE_BYTEBUF);
	uint8_t *piece;
	size_t n = 0;

	xTaskCreate(setter, "setter", 2048, g, 4, NULL);
	SAY("event timeout", xEventGroupWaitBits(g, 3, 0, 1, 1) != 3);
	SAY("events",
	    xEventGroupWaitBits(g, 3, 1, 1, 10) == 3 && !xEventGroupGetBits(g));
	SAY("notified", ulTaskNotifyTake(pdTRUE, 10) == 1);
	xRingbufferSend(ring, "abcdef", 6, 0);
	piece = xRingbufferReceiveUpTo(ring, &n, 0, 4);
	SAY("ring", piece && n == 4 && !memcmp(piece, "abcd", 4));
	vRingbufferReturnItem(ring, piece);
	SAY("ring room", xRingbufferGetCurFreeSize(ring) == 6 &&
				 xRingbufferSend(ring, "ghijkl", 6, 0) &&
				 !xRingbufferSend(ring, "m", 1, 0));
	piece = xRingbufferReceive(ring, &n, 0);
	SAY("ring end", n == 4 && !memcmp(piece, "efgh", 4));
}

/* --- pins and messages -------------------------------------------------- */

static volatile int edges;
static SemaphoreHandle_t edge_seen;

static void on_edge(void *arg)
{
	BaseType_t woken = pdFALSE;

	(void)arg;
	edges++;
	xSemaphoreGiveFromISR(edge_seen, &woken);
	portYIELD_FROM_ISR(woken);
}

static void check_pins(void)
{
	gpio_config_t out = {.pin_bit_mask = BIT64(GPIO_NUM_18),
			     .mode = GPIO_MODE_OUTPUT};
	gpio_config_t in = {.pin_bit_mask = BIT64(GPIO_NUM_19),
			    .mode = GPIO_MODE_INPUT,
			    .intr_type = GPIO_INTR_POSEDGE};

	edge_seen = xSemaphoreCreateBinary();
	gpio_config(&out);
	gpio_config(&in);
	gpio_install_isr_service(0);
	gpio_isr_handler_add(GPIO_NUM_19, on_edge, NULL);
	gpio_set_level(GPIO_NUM_18, 1);
	SAY("pin high", gpio_get_level(GPIO_NUM_19) == 1);
	SAY("edge", xSemaphoreTake(edge_seen, 1) && edges == 1);
	gpio_set_level(GPIO_NUM_18, 0);
	SAY("pin low", gpio_get_level(GPIO_NUM_19) == 0 && edges == 1);
	SAY("no pin", gpio_set_level((gpio_num_t)99, 1) == ESP_ERR_INVALID_ARG);
}

static esp_err_t fails(void)
{
	ESP_RETURN_ON_ERROR(ESP_ERR_TIMEOUT, "tag", "reason %d", 7);
	return ESP_OK;
}

/* Of the system timer, what nobody has written yet. */
static void check_reset(void)
{
	const volatile uint32_t *conf =
		(const volatile uint32_t *)(DR_REG_SYSTIMER_BASE +
					    SYSTIMER_TARGET0_CONF);

	SAY("TARGET0_CONF after reset", *conf == 0);
}

void app_main(void)
{
	check_reset();
	check_time();
	check_timers();
	check_tasks();
	check_queues();
	check_mutex();
	check_events();
	check_pins();
	SAY("return", fails() == ESP_ERR_TIMEOUT);
	esp_log_level_set("quiet", ESP_LOG_ERROR);
	ESP_LOGI("quiet", "not this");
	ESP_LOGW("loud", "but %s", "this");
	ESP_ERROR_CHECK(fails());
}
