/* SPDX-License-Identifier: MIT */
/* Interrupt lines and their handlers. */
#ifndef HARDWARE_IRQ_H
#define HARDWARE_IRQ_H

#include "pico.h"
#include "hardware/address_mapped.h"
#include "hardware/regs/intctrl.h"
#include "hardware/regs/m0plus.h"

#ifdef __cplusplus
extern "C" {
#endif

#ifndef PICO_MAX_SHARED_IRQ_HANDLERS
#define PICO_MAX_SHARED_IRQ_HANDLERS 8u
#endif

#define PICO_DEFAULT_IRQ_PRIORITY		       0x80
#define PICO_LOWEST_IRQ_PRIORITY		       0xff
#define PICO_HIGHEST_IRQ_PRIORITY		       0x00
#define PICO_SHARED_IRQ_HANDLER_DEFAULT_ORDER_PRIORITY 0x80
#define PICO_SHARED_IRQ_HANDLER_HIGHEST_ORDER_PRIORITY 0xff
#define PICO_SHARED_IRQ_HANDLER_LOWEST_ORDER_PRIORITY  0x00

typedef void (*irq_handler_t)(void);

void irq_set_priority(uint num, uint8_t hardware_priority);
uint irq_get_priority(uint num);
void irq_set_enabled(uint num, bool enabled);
bool irq_is_enabled(uint num);
void irq_set_mask_enabled(uint32_t mask, bool enabled);
void irq_set_exclusive_handler(uint num, irq_handler_t handler);
irq_handler_t irq_get_exclusive_handler(uint num);
/* Handlers of higher order run first. */
void irq_add_shared_handler(uint num, irq_handler_t handler,
			    uint8_t order_priority);
void irq_remove_handler(uint num, irq_handler_t handler);
bool irq_has_handler(uint num);
bool irq_has_shared_handler(uint num);
irq_handler_t irq_get_vtable_handler(uint num);
void irq_clear(uint int_num);
void irq_set_pending(uint num);
void runtime_init_per_core_irq_priorities(void);
void irq_init_priorities(void);

static inline void check_irq_param(uint num)
{
	assert(num < NUM_IRQS);
	(void)num;
}

#ifdef __cplusplus
}
#endif

#endif
