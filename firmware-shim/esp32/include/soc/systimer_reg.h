/* SPDX-License-Identifier: MIT */
/* The system timer's registers, as far as they are simulated: offsets and bits.
 * From: ESP32-S3 Technical Reference Manual, "System Timer". */
#ifndef SOC_SYSTIMER_REG_H
#define SOC_SYSTIMER_REG_H

#define SYSTIMER_CONF           0x00
#define SYSTIMER_UNIT0_OP       0x04
#define SYSTIMER_TARGET0_HI     0x1c
#define SYSTIMER_TARGET0_LO     0x20
#define SYSTIMER_TARGET0_CONF   0x34
#define SYSTIMER_UNIT0_VALUE_HI 0x40
#define SYSTIMER_UNIT0_VALUE_LO 0x44
#define SYSTIMER_COMP0_LOAD     0x50
#define SYSTIMER_INT_ENA        0x64
#define SYSTIMER_INT_RAW        0x68
#define SYSTIMER_INT_CLR        0x6c
#define SYSTIMER_INT_ST         0x70

#define SYSTIMER_TARGET0_WORK_EN       0x01000000u /* CONF */
#define SYSTIMER_UNIT0_VALUE_VALID     0x20000000u /* UNIT0_OP */
#define SYSTIMER_UNIT0_UPDATE          0x40000000u
#define SYSTIMER_TARGET0_INT           0x00000001u /* INT_... */

#endif /* SOC_SYSTIMER_REG_H */
