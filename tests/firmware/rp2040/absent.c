/* SPDX-License-Identifier: MIT */
/* Writes to the UART, which is not simulated. */
#include <stdint.h>

int main(void)
{
	*(volatile uint32_t *)(uintptr_t)0x40034000u = 'x';
	return 0;
}
