/* SPDX-License-Identifier: MIT */
/* The watchdog is not simulated: it can be turned off, and not on. */
#ifndef AVR_WDT_H
#define AVR_WDT_H

#include <avr/io.h>

#define WDTO_15MS  0
#define WDTO_30MS  1
#define WDTO_60MS  2
#define WDTO_120MS 3
#define WDTO_250MS 4
#define WDTO_500MS 5
#define WDTO_1S	   6
#define WDTO_2S	   7
#define WDTO_4S	   8
#define WDTO_8S	   9

#define wdt_reset() ((void)0)
#define wdt_disable()                                                          \
	do {                                                                   \
		WDTCSR = _BV(WDCE) | _BV(WDE);                                 \
		WDTCSR = 0;                                                    \
	} while (0)
#define wdt_enable(timeout)                                                    \
	do {                                                                   \
		WDTCSR = _BV(WDCE) | _BV(WDE);                                 \
		WDTCSR = (uint8_t)(_BV(WDE) | ((timeout)&7) |                  \
				   ((timeout)&8 ? _BV(WDP3) : 0));             \
	} while (0)

#endif /* AVR_WDT_H */
