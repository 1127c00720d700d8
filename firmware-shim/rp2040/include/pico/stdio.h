/* SPDX-License-Identifier: MIT */
/* Standard output; where it goes is not firmware's business. */
#ifndef PICO_STDIO_H
#define PICO_STDIO_H

#include "pico.h"

#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

bool stdio_init_all(void);
void stdio_flush(void);

#ifdef __cplusplus
}
#endif

#endif
