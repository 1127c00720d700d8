/* SPDX-License-Identifier: MIT */
/* The one CPU's interrupts. */
#ifndef TW_LINUX_IRQFLAGS_H
#define TW_LINUX_IRQFLAGS_H

#include <linux/compiler.h>

unsigned long tw_irq_save(void);
void tw_irq_restore(unsigned long flags);

#define local_irq_save(flags)	 ((flags) = tw_irq_save())
#define local_irq_restore(flags) tw_irq_restore(flags)
#define local_irq_disable()	 ((void)tw_irq_save())
#define local_irq_enable()	 tw_irq_restore(0)

#endif /* TW_LINUX_IRQFLAGS_H */
