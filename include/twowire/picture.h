/* SPDX-License-Identifier: MIT */
/*
 * What a display shows, as pixels: of a device whose model has a screen
 * (model.h). Looking at it changes nothing.
 */
#ifndef TW_PICTURE_H
#define TW_PICTURE_H

#include "twowire/device.h"

G_BEGIN_DECLS

typedef struct tw_picture {
	struct tw_screen screen;
	uint8_t *pixels; /* rows from the top, without gaps */
} tw_picture;

/* What @dev shows at this instant; NULL if it is no display. Free with
 * tw_picture_free(). */
tw_picture *tw_device_picture(tw_device *dev);
/* NULL is allowed. */
void tw_picture_free(tw_picture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tw_picture, tw_picture_free)

/* The brightest of a pixel's channels. */
uint8_t tw_picture_level(const tw_picture *picture, unsigned x, unsigned y);

enum tw_picture_text {
	TW_PICTURE_ASCII,   /* a character a pixel: '.' dark, '#' not */
	TW_PICTURE_BLOCKS,  /* two rows a line, in half blocks of UTF-8 */
	TW_PICTURE_COLOURS, /* so, in the pixels' own colours (ISO 8613-6) */
};

/* Appends the picture as lines of text. */
void tw_picture_text(const tw_picture *picture, enum tw_picture_text how,
		     GString *out);

/**
 * tw_picture_write:
 * @path: ends in .png, .pgm (grey alone), .ppm or .txt (TW_PICTURE_ASCII)
 *
 * Returns: false with @error set to TW_ERROR_CONFIG (another ending, or a
 * colour picture as .pgm) or TW_ERROR_FILE.
 */
bool tw_picture_write(const tw_picture *picture, const char *path,
		      GError **error);

G_END_DECLS

#endif /* TW_PICTURE_H */
