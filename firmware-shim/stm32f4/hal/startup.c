/* SPDX-License-Identifier: MIT */
/* What ST's start-up file does after the linker's part. */
#include <stdlib.h>

void SystemInit(void);
int main(void);

void Reset_Handler(void);
void Reset_Handler(void)
{
	SystemInit();
	exit(main());
}
