/* SPDX-License-Identifier: MIT */
#include "models.h"

#define ENTRY(name) &tw_model_##name,
const struct tw_model *const tw_models[] = {TW_MODELS(ENTRY) NULL};
