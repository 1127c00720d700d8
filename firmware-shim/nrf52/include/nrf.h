/* SPDX-License-Identifier: MIT */
/* The chip: registers, their bits, the core. */
#ifndef NRF_H
#define NRF_H

#ifndef NRF52840_XXAA
#define NRF52840_XXAA
#endif
#ifndef NRF52_SERIES
#define NRF52_SERIES
#endif

/* clang-format off */
#include "nrf52840.h"
#include "nrf52840_bitfields.h"
/* clang-format on */

#endif /* NRF_H */
