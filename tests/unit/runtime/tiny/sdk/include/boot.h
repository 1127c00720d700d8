/* SPDX-License-Identifier: MIT */
#define BOOT "overlay"
