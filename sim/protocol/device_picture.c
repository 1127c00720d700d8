/* SPDX-License-Identifier: MIT */
/* What a device shows. */
#include "protocol/device.h"

#include "twowire/picture.h"

tw_picture *tw_device_picture(tw_device *dev)
{
	const struct tw_model *model = dev->model;
	tw_picture *picture;
	size_t row;

	if (!model->screen)
		return NULL;
	picture = g_new0(tw_picture, 1);
	picture->screen = model->screen(dev);
	row = (size_t)picture->screen.width * picture->screen.channels;
	picture->pixels = g_malloc0(row * picture->screen.height);
	for (unsigned y = 0; y < picture->screen.height && !dev->off; y++)
		model->show_row(dev, y, picture->pixels + y * row);
	return picture;
}

void tw_picture_free(tw_picture *picture)
{
	if (picture)
		g_free(picture->pixels);
	g_free(picture);
}

uint8_t tw_picture_level(const tw_picture *picture, unsigned x, unsigned y)
{
	const struct tw_screen *screen = &picture->screen;
	const uint8_t *pixel = picture->pixels + ((size_t)y * screen->width +
						  x) * screen->channels;
	uint8_t level = 0;

	for (unsigned i = 0; i < screen->channels; i++)
		level = MAX(level, pixel[i]);
	return level;
}
