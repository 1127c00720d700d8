/* SPDX-License-Identifier: MIT */
#define ANSWER (VENDOR + 4)
