/* SPDX-License-Identifier: MIT */
/* The port knows both kinds of ESP32. */
#include "i2chost_esp32.c"
