/* SPDX-License-Identifier: MIT */
/* The SAM D21s: there is the J18A. */
#ifndef SAMD21_H
#define SAMD21_H

#include "samd21j18a.h"

#endif /* SAMD21_H */
