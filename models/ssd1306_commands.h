/* SPDX-License-Identifier: MIT */
/* The SSD1306's commands by name: SSD1306 data sheet rev. 1.1, table 9-1. */
#ifndef TW_SSD1306_COMMANDS_H
#define TW_SSD1306_COMMANDS_H

#include "twowire/model.h"

/* How many parameters follow it. */
uint8_t ssd1306_n_args(uint8_t command);
/* What a capture shows. */
void ssd1306_describe(const struct tw_seen *seen, char *text, size_t size);

#endif /* TW_SSD1306_COMMANDS_H */
