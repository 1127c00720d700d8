/* SPDX-License-Identifier: MIT */
/* The one file that names models and platforms. */
#include "twowire/parts.h"

#include "avr/platform.h"
#include "esp32/platform.h"
#include "linux/platform.h"
#include "models.h"
#include "nrf52/platform.h"
#include "rp2040/platform.h"
#include "samd21/platform.h"
#include "samd51/platform.h"
#include "stm32f4/platform.h"
#include "stm32g0/platform.h"
#include "zephyr/platform.h"

#include <string.h>

/* One a line. */
/* clang-format off */
static const struct tw_platform *const platforms[] = {
	&tw_platform_avr,
	&tw_platform_esp32,
	&tw_platform_esp32s3,
	&tw_platform_linux,
	&tw_platform_nrf52,
	&tw_platform_rp2040,
	&tw_platform_samd21,
	&tw_platform_samd51,
	&tw_platform_stm32f4,
	&tw_platform_stm32g0,
	&tw_platform_zephyr,
	NULL,
};
/* clang-format on */

const struct tw_parts tw_parts = {
	.models = tw_models,
	.platforms = platforms,
};

const struct tw_model *tw_parts_model(const struct tw_parts *parts,
				      const char *name)
{
	for (size_t i = 0; parts->models[i]; i++)
		if (!strcmp(parts->models[i]->name, name))
			return parts->models[i];
	return NULL;
}

const struct tw_platform *tw_parts_platform(const struct tw_parts *parts,
					    const char *name)
{
	for (size_t i = 0; parts->platforms[i]; i++)
		if (!strcmp(parts->platforms[i]->name, name))
			return parts->platforms[i];
	return NULL;
}
