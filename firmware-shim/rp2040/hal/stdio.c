/* SPDX-License-Identifier: MIT */
/* pico_stdio: printf and puts are the C library's; there is nothing to set up
 * here. */
#include "pico/stdlib.h"

bool stdio_init_all(void)
{
	return true;
}

void stdio_flush(void)
{
	fflush(stdout);
}

void setup_default_uart(void)
{
}
