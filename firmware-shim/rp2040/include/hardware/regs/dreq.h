/* SPDX-License-Identifier: MIT */
/* DMA request lines of the RP2040. */
#ifndef HARDWARE_REGS_DREQ_H
#define HARDWARE_REGS_DREQ_H

#define DREQ_PIO0_TX0  0
#define DREQ_PIO0_TX1  1
#define DREQ_PIO0_TX2  2
#define DREQ_PIO0_TX3  3
#define DREQ_PIO0_RX0  4
#define DREQ_PIO0_RX1  5
#define DREQ_PIO0_RX2  6
#define DREQ_PIO0_RX3  7
#define DREQ_PIO1_TX0  8
#define DREQ_PIO1_TX1  9
#define DREQ_PIO1_TX2  10
#define DREQ_PIO1_TX3  11
#define DREQ_PIO1_RX0  12
#define DREQ_PIO1_RX1  13
#define DREQ_PIO1_RX2  14
#define DREQ_PIO1_RX3  15
#define DREQ_SPI0_TX   16
#define DREQ_SPI0_RX   17
#define DREQ_SPI1_TX   18
#define DREQ_SPI1_RX   19
#define DREQ_UART0_TX  20
#define DREQ_UART0_RX  21
#define DREQ_UART1_TX  22
#define DREQ_UART1_RX  23
#define DREQ_PWM_WRAP0 24
#define DREQ_PWM_WRAP1 25
#define DREQ_PWM_WRAP2 26
#define DREQ_PWM_WRAP3 27
#define DREQ_PWM_WRAP4 28
#define DREQ_PWM_WRAP5 29
#define DREQ_PWM_WRAP6 30
#define DREQ_PWM_WRAP7 31
#define DREQ_I2C0_TX   32
#define DREQ_I2C0_RX   33
#define DREQ_I2C1_TX   34
#define DREQ_I2C1_RX   35
#define DREQ_ADC       36
#define DREQ_FORCE     63 /* always */

#endif
