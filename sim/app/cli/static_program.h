/* SPDX-License-Identifier: MIT */
/* Whether a program loads libraries. */
#ifndef TW_CLI_STATIC_PROGRAM_H
#define TW_CLI_STATIC_PROGRAM_H

#include <stdbool.h>

/* Is @name, a path or what PATH leads to, an ELF file that names no program
 * interpreter (System V gABI, "Program Header", PT_INTERP)? What cannot be read
 * is not, nor is a script. */
bool program_is_static(const char *name);

#endif /* TW_CLI_STATIC_PROGRAM_H */
