/* SPDX-License-Identifier: MIT */
/* Functions of the ROM: waiting, and the end. */
#include "esp_rom_sys.h"
#include "esp_system.h"

#include "sdkconfig.h"
#include "twowire/firmware.h"

uint32_t esp_rom_get_cpu_ticks_per_us(void)
{
	return CONFIG_ESP_DEFAULT_CPU_FREQ_MHZ;
}

void esp_rom_delay_us(uint32_t us)
{
	tw_fw_wait_cycles((uint64_t)us * CONFIG_ESP_DEFAULT_CPU_FREQ_MHZ);
}

void esp_system_abort(const char *details)
{
	tw_fw_fail(details, NULL);
}

void esp_restart(void)
{
	tw_fw_fail("esp_restart(): a reset by firmware is not simulated", NULL);
}
