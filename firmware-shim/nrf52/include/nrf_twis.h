/* SPDX-License-Identifier: MIT */
/* As the nRF5 SDK's include path has it. */
#include "hal/nrf_twis.h"
