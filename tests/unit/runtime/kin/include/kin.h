/* SPDX-License-Identifier: MIT */
#define KIN 2
