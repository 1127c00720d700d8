/* SPDX-License-Identifier: MIT */
/*
 * The interrupt matrix: each peripheral's interrupt (source) is mapped to one
 * of the CPU's 32 interrupt inputs, which have fixed priorities.
 *
 * From:     ESP32-S3 Technical Reference Manual, "Interrupt Matrix".
 * Modelled: the map registers of CPU 0; the inputs' levels 1 to 5; a source
 *           mapped to one of the CPU's own inputs (timers, software) is off.
 * Left out: CPU 1; NMI; the status registers.
 * Approx.:  the CPU's INTENABLE register has every input on: a source is on
 *           when it is mapped. Inputs that are edge-triggered in silicon act
 *           on the level.
 */
#ifndef ESP32_INTR_H
#define ESP32_INTR_H

#include "runtime/mcu.h"
#include "twowire/point.h"

/* Lines of the CPU: sources, from ESP_INTR_FIRST on. */
enum { ESP_INTR_FIRST = 16, ESP_INTR_SOURCES = 99 };

struct esp_intr {
	mcu *mcu;
	tw_point *point; /* the sources on their way in; NULL: none */
	bool raw[ESP_INTR_SOURCES];
	uint8_t map[ESP_INTR_SOURCES];
};

/* A peripheral's interrupt. */
void esp_intr_set(struct esp_intr *intr, unsigned source, bool level);
/* The same, past the point where faults take hold. */
void esp_intr_line(struct esp_intr *intr, unsigned source, bool level);
void esp_intr_reset(struct esp_intr *intr);
/* For the runtime. */
bool esp_intr_enabled(const struct esp_intr *intr, unsigned source,
		      unsigned *priority);
struct reg_device esp_intr_device(struct esp_intr *intr, uint32_t base);

#endif /* ESP32_INTR_H */
