/* SPDX-License-Identifier: MIT */
/* Pictures as text, as PNG (ISO/IEC 15948) and as PGM or PPM (netpbm). */
#include "twowire/picture.h"

#include "trace/out.h"

#include <zlib.h>

static bool lit(const tw_picture *p, unsigned x, unsigned y)
{
	return y < p->screen.height && tw_picture_level(p, x, y);
}

/* "38;2;RED;GREEN;BLUE": 38 is the foreground's colour, 48 the background's. */
static void put_colour(const tw_picture *p, unsigned x, unsigned y,
		       unsigned ground, GString *out)
{
	unsigned n = p->screen.channels, rgb[3] = {0};
	const uint8_t *pixel =
		p->pixels + ((size_t)y * p->screen.width + x) * n;

	for (unsigned i = 0; i < 3 && y < p->screen.height; i++)
		rgb[i] = pixel[i % n];
	g_string_append_printf(out, "%u;2;%u;%u;%u", ground, rgb[0], rgb[1],
			       rgb[2]);
}

static void put_colours(const tw_picture *p, GString *out)
{
	for (unsigned y = 0; y < p->screen.height; y += 2) {
		for (unsigned x = 0; x < p->screen.width; x++) {
			g_string_append(out, "\033[");
			put_colour(p, x, y, 38, out);
			g_string_append_c(out, ';');
			put_colour(p, x, y + 1, 48, out);
			g_string_append(out, "m▀");
		}
		g_string_append(out, "\033[0m\n");
	}
}

void tw_picture_text(const tw_picture *p, enum tw_picture_text how,
		     GString *out)
{
	static const char *const blocks[] = {" ", "▀", "▄", "█"};
	unsigned step = how == TW_PICTURE_BLOCKS ? 2 : 1;

	if (how == TW_PICTURE_COLOURS) {
		put_colours(p, out);
		return;
	}
	for (unsigned y = 0; y < p->screen.height; y += step) {
		for (unsigned x = 0; x < p->screen.width; x++)
			if (how == TW_PICTURE_BLOCKS)
				g_string_append(out,
						blocks[lit(p, x, y) +
						       2 * lit(p, x, y + 1)]);
			else
				g_string_append_c(out,
						  lit(p, x, y) ? '#' : '.');
		g_string_append_c(out, '\n');
	}
}

static void put_u32(uint8_t *to, uint32_t value)
{
	for (unsigned i = 0; i < 4; i++)
		to[i] = (uint8_t)(value >> (24 - 8 * i));
}

static void chunk(struct out *out, const char *type, const uint8_t *data,
		  size_t len)
{
	uint8_t number[4];
	uLong crc = crc32(0, (const Bytef *)type, 4);

	put_u32(number, (uint32_t)len);
	tw_out_put(out, number, 4);
	tw_out_put(out, type, 4);
	if (len) {
		tw_out_put(out, data, len);
		crc = crc32(crc, data, (uInt)len);
	}
	put_u32(number, (uint32_t)crc);
	tw_out_put(out, number, 4);
}

static size_t row_len(const tw_picture *p)
{
	return (size_t)p->screen.width * p->screen.channels;
}

/* Each row behind a 0: no filter. */
static void put_png(const tw_picture *p, struct out *out)
{
	static const uint8_t signature[] = {0x89, 'P',	'N',  'G',
					    '\r', '\n', 0x1a, '\n'};
	uint8_t head[13] = {[8] = 8, [9] = p->screen.channels == 3 ? 2 : 0};
	size_t len = (row_len(p) + 1) * p->screen.height;
	uLongf packed_len = compressBound((uLong)len);
	g_autofree uint8_t *rows = g_malloc0(len);
	g_autofree uint8_t *packed = g_malloc(packed_len);

	put_u32(head, p->screen.width);
	put_u32(head + 4, p->screen.height);
	for (unsigned y = 0; y < p->screen.height; y++)
		memcpy(rows + y * (row_len(p) + 1) + 1,
		       p->pixels + y * row_len(p), row_len(p));
	compress2(packed, &packed_len, rows, (uLong)len, 9);
	tw_out_put(out, signature, sizeof(signature));
	chunk(out, "IHDR", head, sizeof(head));
	chunk(out, "IDAT", packed, packed_len);
	chunk(out, "IEND", NULL, 0);
}

/* @channels: of the file; a grey pixel is three times the same there. */
static void put_pnm(const tw_picture *p, struct out *out, unsigned channels)
{
	unsigned times = channels / p->screen.channels;
	g_autofree char *head = g_strdup_printf(
		"P%c\n%u %u\n255\n", channels == 3 ? '6' : '5',
		(unsigned)p->screen.width, (unsigned)p->screen.height);

	tw_out_string(out, head);
	for (size_t i = 0; i < row_len(p) * p->screen.height; i++)
		for (unsigned n = 0; n < times; n++)
			tw_out_put(out, p->pixels + i, 1);
}

static void put_text(const tw_picture *p, struct out *out)
{
	g_autoptr(GString) text = g_string_new(NULL);

	tw_picture_text(p, TW_PICTURE_ASCII, text);
	tw_out_string(out, text->str);
}

bool tw_picture_write(const tw_picture *p, const char *path, GError **error)
{
	bool pgm = g_str_has_suffix(path, ".pgm");
	struct out *out;

	if (!pgm && !g_str_has_suffix(path, ".png") &&
	    !g_str_has_suffix(path, ".ppm") &&
	    !g_str_has_suffix(path, ".txt")) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: expected a name that ends in .png, .pgm, .ppm "
			    "or .txt",
			    path);
		return false;
	}
	if (pgm && p->screen.channels != 1) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: expected .png or .ppm, as the picture has "
			    "colours",
			    path);
		return false;
	}
	out = tw_out_open(path, error);
	if (!out)
		return false;
	if (g_str_has_suffix(path, ".png"))
		put_png(p, out);
	else if (g_str_has_suffix(path, ".txt"))
		put_text(p, out);
	else
		put_pnm(p, out, pgm ? 1 : 3);
	return tw_out_close(out, error);
}
