/* SPDX-License-Identifier: MIT */
/* Firmware without the HAL: registers by address, a handler by name. */
#include <stdint.h>
#include <stdio.h>

#define REG(address) (*(volatile uint32_t *)(uintptr_t)(address))
#define TIMERAWL     REG(0x40054028u)
#define ALARM0	     REG(0x40054010u)
#define INTR	     REG(0x40054034u)
#define INTE	     REG(0x40054038u)
#define NVIC_ISER    REG(0xe000e100u)

static volatile uint32_t at;

void isr_irq0(void);
void isr_irq0(void)
{
	INTR = 1;
	at = TIMERAWL;
}

int main(void)
{
	uint32_t due = TIMERAWL + 250;

	INTE = 1;
	NVIC_ISER = 1;
	ALARM0 = due;
	while (!at)
		;
	printf("%d\n", at >= due && at < due + 5);
	return 0;
}
