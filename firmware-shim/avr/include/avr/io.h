/* SPDX-License-Identifier: MIT */
/* The registers of the chip: always an ATmega328P, there being no -mmcu. */
#ifndef AVR_IO_H
#define AVR_IO_H

#include <avr/sfr_defs.h>

#include <avr/iom328p.h>

#endif /* AVR_IO_H */
