/* SPDX-License-Identifier: MIT */
/*
 * hardware_irq: the vector table in RAM, handlers shared by several users, and
 * the NVIC's registers.
 *
 * The table is found through its symbol, ram_vector_table: exceptions first,
 * interrupt lines from VTABLE_FIRST_IRQ on, as the core has it.
 */
#include "hardware/irq.h"

#include "hardware/structs/nvic.h"
#include "hardware/sync.h"

/* Firmware may define any of these instead of setting a handler. */
void isr_pendsv(void) __attribute__((weak));
void isr_systick(void) __attribute__((weak));

/* clang-format off */
#define ISR(n) void isr_irq##n(void) __attribute__((weak));
ISR(0) ISR(1) ISR(2) ISR(3) ISR(4) ISR(5) ISR(6) ISR(7)
ISR(8) ISR(9) ISR(10) ISR(11) ISR(12) ISR(13) ISR(14) ISR(15)
ISR(16) ISR(17) ISR(18) ISR(19) ISR(20) ISR(21) ISR(22) ISR(23)
ISR(24) ISR(25) ISR(26) ISR(27) ISR(28) ISR(29) ISR(30) ISR(31)

extern irq_handler_t ram_vector_table[VTABLE_FIRST_IRQ + NUM_IRQS];
irq_handler_t ram_vector_table[VTABLE_FIRST_IRQ + NUM_IRQS] = {
	[14] = isr_pendsv,
	[15] = isr_systick,
	[VTABLE_FIRST_IRQ] =
	isr_irq0, isr_irq1, isr_irq2, isr_irq3, isr_irq4, isr_irq5, isr_irq6,
	isr_irq7, isr_irq8, isr_irq9, isr_irq10, isr_irq11, isr_irq12,
	isr_irq13, isr_irq14, isr_irq15, isr_irq16, isr_irq17, isr_irq18,
	isr_irq19, isr_irq20, isr_irq21, isr_irq22, isr_irq23, isr_irq24,
	isr_irq25, isr_irq26, isr_irq27, isr_irq28, isr_irq29, isr_irq30,
	isr_irq31,
};
/* clang-format on */

/* The shared handlers of all lines, those of one line in their order. */
struct shared {
	irq_handler_t handler; /* NULL: free */
	uint8_t num;
	uint8_t order;
};

static struct shared shared[PICO_MAX_SHARED_IRQ_HANDLERS];

static void serve_shared(void)
{
	uint num = __get_current_exception() - VTABLE_FIRST_IRQ;

	for (uint i = 0; i < PICO_MAX_SHARED_IRQ_HANDLERS; i++)
		if (shared[i].handler && shared[i].num == num)
			shared[i].handler();
}

irq_handler_t irq_get_vtable_handler(uint num)
{
	return ram_vector_table[VTABLE_FIRST_IRQ + num];
}

static void set_vector(uint num, irq_handler_t handler)
{
	ram_vector_table[VTABLE_FIRST_IRQ + num] = handler;
	__dmb();
}

void irq_set_exclusive_handler(uint num, irq_handler_t handler)
{
	irq_handler_t now = irq_get_vtable_handler(num);

	hard_assert(!now || now == handler || now != serve_shared);
	set_vector(num, handler);
}

irq_handler_t irq_get_exclusive_handler(uint num)
{
	irq_handler_t now = irq_get_vtable_handler(num);

	return now == serve_shared ? NULL : now;
}

bool irq_has_handler(uint num)
{
	return irq_get_vtable_handler(num) != NULL;
}

bool irq_has_shared_handler(uint num)
{
	return irq_get_vtable_handler(num) == serve_shared;
}

void irq_add_shared_handler(uint num, irq_handler_t handler,
			    uint8_t order_priority)
{
	uint32_t save = save_and_disable_interrupts();
	struct shared add = {handler, (uint8_t)num, order_priority};
	uint i = 0;

	hard_assert(!irq_has_handler(num) || irq_has_shared_handler(num));
	hard_assert(!shared[PICO_MAX_SHARED_IRQ_HANDLERS - 1].handler);
	while (shared[i].handler && shared[i].order >= order_priority)
		i++;
	for (; i < PICO_MAX_SHARED_IRQ_HANDLERS && add.handler; i++) {
		struct shared next = shared[i];

		shared[i] = add;
		add = next;
	}
	set_vector(num, serve_shared);
	restore_interrupts(save);
}

static void remove_shared(uint num, irq_handler_t handler)
{
	uint kept = 0;
	bool more = false;

	for (uint i = 0; i < PICO_MAX_SHARED_IRQ_HANDLERS; i++) {
		struct shared s = shared[i];

		shared[i].handler = NULL;
		if (!s.handler || (s.handler == handler && s.num == num))
			continue;
		more |= s.num == num;
		shared[kept++] = s;
	}
	if (!more)
		set_vector(num, NULL);
}

void irq_remove_handler(uint num, irq_handler_t handler)
{
	uint32_t save = save_and_disable_interrupts();

	if (irq_has_shared_handler(num))
		remove_shared(num, handler);
	else if (irq_get_vtable_handler(num) == handler)
		set_vector(num, NULL);
	restore_interrupts(save);
}

void irq_set_mask_enabled(uint32_t mask, bool enabled)
{
	if (enabled) {
		/* What was pending before was not asked for. */
		nvic_hw->icpr = mask;
		nvic_hw->iser = mask;
	} else {
		nvic_hw->icer = mask;
	}
}

void irq_set_enabled(uint num, bool enabled)
{
	irq_set_mask_enabled(1u << num, enabled);
}

bool irq_is_enabled(uint num)
{
	return (nvic_hw->iser & (1u << num)) != 0;
}

void irq_set_priority(uint num, uint8_t hardware_priority)
{
	io_rw_32 *ipr = &nvic_hw->ipr[num / 4];
	uint shift = num % 4 * 8;

	*ipr = (*ipr & ~(0xffu << shift)) | (uint32_t)hardware_priority
						    << shift;
}

uint irq_get_priority(uint num)
{
	return nvic_hw->ipr[num / 4] >> (num % 4 * 8) & 0xff;
}

void irq_clear(uint int_num)
{
	nvic_hw->icpr = 1u << int_num;
}

void irq_set_pending(uint num)
{
	nvic_hw->ispr = 1u << num;
}

void irq_init_priorities(void)
{
	for (uint num = 0; num < NUM_IRQS; num++)
		irq_set_priority(num, PICO_DEFAULT_IRQ_PRIORITY);
}

void runtime_init_per_core_irq_priorities(void)
{
	irq_init_priorities();
}
