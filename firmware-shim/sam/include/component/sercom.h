/* SPDX-License-Identifier: MIT */
/* A SERCOM in its two I2C modes; its others are not here. */
#ifndef SAM_COMPONENT_SERCOM_H
#define SAM_COMPONENT_SERCOM_H

#include "component/sercom_i2cm.h"
#include "component/sercom_i2cs.h"

typedef union {
	SercomI2cm I2CM; /* CTRLA.MODE 5 */
	SercomI2cs I2CS; /* CTRLA.MODE 4 */
} Sercom;

#endif /* SAM_COMPONENT_SERCOM_H */
