/* SPDX-License-Identifier: MIT */
/* How many of everything an RP2040 has. */
#ifndef HARDWARE_PLATFORM_DEFS_H
#define HARDWARE_PLATFORM_DEFS_H

#ifndef _u
#ifdef __ASSEMBLER__
#define _u(x) x
#else
#define _u(x) x##u
#endif
#endif

#define NUM_CORES		   _u(2)
#define NUM_DMA_CHANNELS	   _u(12)
#define NUM_DMA_IRQS		   _u(2)
#define NUM_IRQS		   _u(32)
#define NUM_USER_IRQS		   _u(6)
#define NUM_PIOS		   _u(2)
#define NUM_PWM_SLICES		   _u(8)
#define NUM_SPIN_LOCKS		   _u(32)
#define NUM_UARTS		   _u(2)
#define NUM_I2CS		   _u(2)
#define NUM_SPIS		   _u(2)
#define NUM_TIMERS		   _u(1)
#define NUM_ALARMS		   _u(4)
#define NUM_GENERIC_TIMERS	   _u(1)
#define NUM_BANK0_GPIOS		   _u(30)
#define NUM_QSPI_GPIOS		   _u(6)
#define NUM_ADC_CHANNELS	   _u(5)
#define NUM_RESETS		   _u(24)
#define PICO_HIGHEST_EXTERNAL_GPIO 29

#ifndef XOSC_HZ
#define XOSC_HZ _u(12000000)
#endif
#define XOSC_KHZ (XOSC_HZ / 1000)
#define XOSC_MHZ (XOSC_HZ / 1000000)

#ifndef SYS_CLK_HZ
#define SYS_CLK_HZ _u(125000000)
#endif
#define SYS_CLK_KHZ (SYS_CLK_HZ / 1000)
#define USB_CLK_HZ  _u(48000000)
#define USB_CLK_KHZ (USB_CLK_HZ / 1000)

#define FIRST_USER_IRQ	 (NUM_IRQS - NUM_USER_IRQS)
#define VTABLE_FIRST_IRQ 16

#endif
