/* SPDX-License-Identifier: MIT */
/* What GPIO's registers show of two free pins, P0.03 and P1.05. */
#include <stdio.h>

#include "nrf_gpio.h"
#include "nrfx.h"

#define LOW_PIN	 3
#define HIGH_PIN NRF_GPIO_PIN_MAP(1, 5)

static void show(const char *what)
{
	printf("%s: cnf %lx %lx in %lx %lx\n", what,
	       (unsigned long)NRF_P0->PIN_CNF[3],
	       (unsigned long)NRF_P1->PIN_CNF[5],
	       (unsigned long)(NRF_P0->IN >> 3 & 1),
	       (unsigned long)(NRF_P1->IN >> 5 & 1));
}

int main(void)
{
	show("reset");
	nrf_gpio_cfg_input(LOW_PIN, NRF_GPIO_PIN_PULLUP);
	nrf_gpio_cfg_input(HIGH_PIN, NRF_GPIO_PIN_PULLDOWN);
	show("pulled");
	nrf_gpio_cfg_input(LOW_PIN, NRF_GPIO_PIN_PULLDOWN);
	nrf_gpio_cfg_input(HIGH_PIN, NRF_GPIO_PIN_PULLUP);
	show("turned");
	return 0;
}
