/* SPDX-License-Identifier: MIT */
#ifndef COMPAT_TWI_H
#define COMPAT_TWI_H

#include <util/twi.h>

#endif /* COMPAT_TWI_H */
