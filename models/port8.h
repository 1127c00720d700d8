/* SPDX-License-Identifier: MIT */
/*
 * Eight pins P0 to P7 behind one byte: what the small expanders share. The
 * state of a model that has them begins with a struct port8.
 */
#ifndef PORT8_H
#define PORT8_H

#include "twowire/model.h"

enum { PORT8_PINS = 8 };

struct port8 {
	uint8_t latch;	 /* as written */
	uint8_t outside; /* 0: pulled low from there */
	/* A pin was set from outside; may be NULL. */
	void (*changed)(tw_device *dev);
};

/* All pins let go by the outside, the latch as given; at power-on. */
void port8_begin(tw_device *dev, uint8_t latch,
		 void (*changed)(tw_device *dev));
void port8_write(tw_device *dev, uint8_t latch);
/* The pins of a chip that pulls low what its latch has as 0. */
uint8_t port8_levels(tw_device *dev);
void port8_describe(const struct tw_seen *seen, char *text, size_t size);

/* Outputs 0 to 7 of a model. */
#define PORT8_OUTPUTS(drain)                                                   \
	{.name = "P0", .open_drain = (drain)},                                 \
		{.name = "P1", .open_drain = (drain)},                         \
		{.name = "P2", .open_drain = (drain)},                         \
		{.name = "P3", .open_drain = (drain)},                         \
		{.name = "P4", .open_drain = (drain)},                         \
		{.name = "P5", .open_drain = (drain)},                         \
		{.name = "P6", .open_drain = (drain)},                         \
	{                                                                      \
		.name = "P7", .open_drain = (drain)                            \
	}

void port8_set_0(tw_device *dev, int32_t value);
void port8_set_1(tw_device *dev, int32_t value);
void port8_set_2(tw_device *dev, int32_t value);
void port8_set_3(tw_device *dev, int32_t value);
void port8_set_4(tw_device *dev, int32_t value);
void port8_set_5(tw_device *dev, int32_t value);
void port8_set_6(tw_device *dev, int32_t value);
void port8_set_7(tw_device *dev, int32_t value);
#define PORT8_INPUTS                                                           \
	{.name = "P0", .max = 1, .set = port8_set_0},                          \
		{.name = "P1", .max = 1, .set = port8_set_1},                  \
		{.name = "P2", .max = 1, .set = port8_set_2},                  \
		{.name = "P3", .max = 1, .set = port8_set_3},                  \
		{.name = "P4", .max = 1, .set = port8_set_4},                  \
		{.name = "P5", .max = 1, .set = port8_set_5},                  \
		{.name = "P6", .max = 1, .set = port8_set_6},                  \
	{                                                                      \
		.name = "P7", .max = 1, .set = port8_set_7                     \
	}

#endif /* PORT8_H */
