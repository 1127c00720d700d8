/* SPDX-License-Identifier: MIT */
/* Yours, if its folder is named with -I. Else what the vendor's template sets,
 * in which no driver is enabled: -DNRFX_TWIS_ENABLED=1 -DNRFX_TWIS0_ENABLED=1.
 */
#if __has_include_next(<nrfx_config.h>)
#include_next <nrfx_config.h>
#elif !defined(NRFX_CONFIG_H__)
#define NRFX_CONFIG_H__

#if __has_include(<templates/nrfx_config_common.h>)
#include <templates/nrfx_config_common.h>
#endif
#if __has_include(<templates/nrfx_config_nrf52840.h>)
#include <templates/nrfx_config_nrf52840.h>
#elif __has_include(<bsp/stable/templates/nrfx_config_nrf52840.h>)
#include <bsp/stable/templates/nrfx_config_nrf52840.h>
#elif __has_include(<templates/nRF52840/nrfx_config.h>)
#undef NRFX_CONFIG_H__
#include <templates/nRF52840/nrfx_config.h>
#endif

#endif
