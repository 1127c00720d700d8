/* SPDX-License-Identifier: MIT */
/* The SAM D21 has the SAM D51's SERCOMs: one port for both. */
#include "port_samd51.c"
