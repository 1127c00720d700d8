/* SPDX-License-Identifier: MIT */
#include <esp_rom_sys.h>
