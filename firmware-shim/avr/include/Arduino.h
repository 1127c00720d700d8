/* SPDX-License-Identifier: MIT */
/*
 * What C of an Arduino core's manner calls, for an Uno: pins by number, and
 * time. init() comes first, as the core's own main() does it. With --sdk the
 * core's own header is used.
 */
#ifndef AVR_ARDUINO_H
#define AVR_ARDUINO_H

#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/pgmspace.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LOW, HIGH };
enum { INPUT, OUTPUT, INPUT_PULLUP };
enum { A0 = 14, A1, A2, A3, A4, A5, SDA = A4, SCL = A5, LED_BUILTIN = 13 };

#define interrupts()   sei()
#define noInterrupts() cli()

typedef uint8_t byte;
typedef bool boolean;

void init(void);
unsigned long millis(void);
/* Every 4 us at 16 MHz. */
unsigned long micros(void);
void delay(unsigned long ms);
void delayMicroseconds(unsigned int us);

void pinMode(uint8_t pin, uint8_t mode);
void digitalWrite(uint8_t pin, uint8_t value);
int digitalRead(uint8_t pin);

#endif /* AVR_ARDUINO_H */
