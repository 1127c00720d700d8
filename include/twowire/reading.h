/* SPDX-License-Identifier: MIT */
/*
 * What messages mean to devices whose models are known: registers by name,
 * values in words. Works on what the wires showed; no device runs.
 */
#ifndef TW_READING_H
#define TW_READING_H

#include "twowire/capture.h"
#include "twowire/device.h"
#include "twowire/model.h"

G_BEGIN_DECLS

typedef struct tw_reading tw_reading;

tw_reading *tw_reading_new(void);
void tw_reading_free(tw_reading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tw_reading, tw_reading_free)

/**
 * tw_reading_add:
 * @config: its address and settings; copied
 *
 * From now on messages to that address are read as @model's.
 *
 * Returns: false with @error set to TW_ERROR_CONFIG (a setting is wrong),
 * TW_ERROR_ADDRESS (the address is taken, or not the model's) or TW_ERROR_FILE.
 */
bool tw_reading_add(tw_reading *reading, const struct tw_model *model,
		    const struct tw_device_config *config, GError **error);

/* Whose address the message has; NULL: nobody's that was added. */
const struct tw_model *tw_reading_model(const tw_reading *reading,
					const struct tw_message *message);

/* What byte @n of @message means, or NULL; valid until the next call. Asked
 * once for each byte, in the order of the wires. */
const char *tw_reading_byte(tw_reading *reading,
			    const struct tw_message *message, size_t n);

/* As tw_message_to_json(); to a message of a known device it adds the key
 * "means": {"device": its model, "bytes": a phrase or null for each}. */
void tw_reading_to_json(tw_reading *reading, const struct tw_message *message,
			GString *out);

G_END_DECLS

#endif /* TW_READING_H */
