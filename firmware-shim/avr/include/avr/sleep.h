/* SPDX-License-Identifier: MIT */
/* Sleep until an interrupt. All modes are idle mode here. */
#ifndef AVR_SLEEP_H
#define AVR_SLEEP_H

#include <avr/io.h>

/* Called from the caller's own block, so that between sei() and sleep_cpu() no
 * interrupt is taken, as on the chip. */
void tw_fw_wfi(void);

#define SLEEP_MODE_IDLE	       0
#define SLEEP_MODE_ADC	       _BV(SM0)
#define SLEEP_MODE_PWR_DOWN    _BV(SM1)
#define SLEEP_MODE_PWR_SAVE    (_BV(SM0) | _BV(SM1))
#define SLEEP_MODE_STANDBY     (_BV(SM1) | _BV(SM2))
#define SLEEP_MODE_EXT_STANDBY (_BV(SM0) | _BV(SM1) | _BV(SM2))

#define set_sleep_mode(mode)                                                   \
	((void)(SMCR = (uint8_t)((SMCR & ~(_BV(SM0) | _BV(SM1) | _BV(SM2))) |  \
				 (mode))))
#define sleep_enable()	    ((void)(SMCR |= _BV(SE)))
#define sleep_disable()	    ((void)(SMCR &= (uint8_t)~_BV(SE)))
#define sleep_cpu()	    tw_fw_wfi()
#define sleep_bod_disable() ((void)0)
#define sleep_mode()                                                           \
	do {                                                                   \
		sleep_enable();                                                \
		sleep_cpu();                                                   \
		sleep_disable();                                               \
	} while (0)

#endif /* AVR_SLEEP_H */
