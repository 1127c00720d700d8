/* SPDX-License-Identifier: MIT */
/* The SAM D51s: there is the J19A. */
#ifndef SAMD51_H
#define SAMD51_H

#include "samd51j19a.h"

#endif /* SAMD51_H */
