/* SPDX-License-Identifier: MIT */
/* Every built-in model, by the name of its struct; chips that differ in little
 * share a file. docs/add-a-model.md says how to add one. Keep the list
 * sorted. */
#ifndef TW_MODELS_H
#define TW_MODELS_H

#include "twowire/model.h"

#define TW_MODELS(X)                                                           \
	X(24xx)                                                                \
	X(ad5258)                                                              \
	X(adt7461)                                                             \
	X(aht20)                                                               \
	X(bh1750)                                                              \
	X(ds1307)                                                              \
	X(ds3231)                                                              \
	X(edid)                                                                \
	X(is31fl3741)                                                          \
	X(lm75)                                                                \
	X(mcp23017)                                                            \
	X(mcp9808)                                                             \
	X(nunchuk)                                                             \
	X(pca954x)                                                             \
	X(pca9571)                                                             \
	X(pca9670)                                                             \
	X(pcf8574)                                                             \
	X(pcf8574a)                                                            \
	X(sht21)                                                               \
	X(smbus_device)                                                        \
	X(ssd1306)

#define TW_MODEL_DECLARE(name) extern const struct tw_model tw_model_##name;
TW_MODELS(TW_MODEL_DECLARE)

/* Ends with NULL. */
extern const struct tw_model *const tw_models[];

#endif /* TW_MODELS_H */
