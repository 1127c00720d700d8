/* SPDX-License-Identifier: MIT */
/* Interrupts by source. */
#ifndef ESP_INTR_ALLOC_H
#define ESP_INTR_ALLOC_H

#include <stdint.h>

#include <esp_err.h>
#include <soc/interrupts.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ESP_INTR_FLAG_LEVEL1	   (1 << 1)
#define ESP_INTR_FLAG_LEVEL2	   (1 << 2)
#define ESP_INTR_FLAG_LEVEL3	   (1 << 3)
#define ESP_INTR_FLAG_LEVEL4	   (1 << 4)
#define ESP_INTR_FLAG_LEVEL5	   (1 << 5)
#define ESP_INTR_FLAG_SHARED	   (1 << 8)
#define ESP_INTR_FLAG_EDGE	   (1 << 9)
#define ESP_INTR_FLAG_IRAM	   (1 << 10)
#define ESP_INTR_FLAG_INTRDISABLED (1 << 11)
#define ESP_INTR_FLAG_LOWMED                                                   \
	(ESP_INTR_FLAG_LEVEL1 | ESP_INTR_FLAG_LEVEL2 | ESP_INTR_FLAG_LEVEL3)
#define ESP_INTR_FLAG_HIGH (ESP_INTR_FLAG_LEVEL4 | ESP_INTR_FLAG_LEVEL5)

typedef void (*intr_handler_t)(void *arg);
typedef struct intr_handle_data_t *intr_handle_t;

/* Several handlers of one source are called in the order they were allocated.
 * @ret_handle may be NULL. */
esp_err_t esp_intr_alloc(int source, int flags, intr_handler_t handler,
			 void *arg, intr_handle_t *ret_handle);
/* Only called while one of the bits of that register is set. */
esp_err_t esp_intr_alloc_intrstatus(int source, int flags,
				    uint32_t intrstatusreg,
				    uint32_t intrstatusmask,
				    intr_handler_t handler, void *arg,
				    intr_handle_t *ret_handle);
esp_err_t esp_intr_free(intr_handle_t handle);
esp_err_t esp_intr_enable(intr_handle_t handle);
esp_err_t esp_intr_disable(intr_handle_t handle);

#ifdef __cplusplus
}
#endif

#endif /* ESP_INTR_ALLOC_H */
