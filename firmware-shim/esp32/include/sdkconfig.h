/* SPDX-License-Identifier: MIT */
/* What menuconfig would have written. A project's own comes first with -I; its
 * -DCONFIG_... win over these. */
#ifndef SDKCONFIG_H
#define SDKCONFIG_H

#define CONFIG_IDF_TARGET	"esp32"
#define CONFIG_IDF_TARGET_ESP32 1

#include <sdkconfig_common.h>

#endif /* SDKCONFIG_H */
