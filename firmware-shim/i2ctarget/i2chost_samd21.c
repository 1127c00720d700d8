/* SPDX-License-Identifier: MIT */
/* The SAM D21 has the SAM D51's SERCOMs: one port for both. */
#include "i2chost_samd51.c"
