/* SPDX-License-Identifier: MIT */
/* The port knows both kinds of ESP32. */
#include "port_esp32.c"
