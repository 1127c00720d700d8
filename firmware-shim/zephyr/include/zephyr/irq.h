/* SPDX-License-Identifier: MIT */
#ifndef TW_ZEPHYR_IRQ_H
#define TW_ZEPHYR_IRQ_H

#include <zephyr/toolchain.h>

#include <stdbool.h>

unsigned irq_lock(void);
void irq_unlock(unsigned key);

#endif /* TW_ZEPHYR_IRQ_H */
