/* SPDX-License-Identifier: MIT */
/* The chip that the compiler was told of. */
#ifndef SAM_H
#define SAM_H

#include "samd21.h"

#endif /* SAM_H */
