/* SPDX-License-Identifier: MIT */
/* What the registers' headers are made of: access qualifiers and the types of
 * registers without bit-fields, as CMSIS and the device packs name them. */
#ifndef SAM_TYPES_H
#define SAM_TYPES_H

#include <stdint.h>

#ifndef __IO
#define __I  volatile const
#define __O  volatile
#define __IO volatile
#endif

typedef volatile const uint8_t RoReg8;
typedef volatile const uint16_t RoReg16;
typedef volatile const uint32_t RoReg;
typedef volatile uint8_t WoReg8;
typedef volatile uint16_t WoReg16;
typedef volatile uint32_t WoReg;
typedef volatile uint8_t RwReg8;
typedef volatile uint16_t RwReg16;
typedef volatile uint32_t RwReg;

#endif /* SAM_TYPES_H */
