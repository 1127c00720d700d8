/* SPDX-License-Identifier: MIT */
/* Pictures as files. PNG: ISO/IEC 15948, 5.2 to 5.5 and 11.2; the packed rows
 * are read back with zlib. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib/gstdio.h>
#include <string.h>
#include <zlib.h>

#include "twowire/picture.h"

static uint8_t grey_pixels[] = {0, 255, 127, 128, 0, 0};
static const tw_picture grey = {{3, 2, 1}, grey_pixels};
static uint8_t rgb_pixels[] = {200, 0, 0, 0, 0, 1};
static const tw_picture rgb = {{2, 1, 3}, rgb_pixels};

struct file {
	char *bytes;
	size_t len;
};

static struct file written(const tw_picture *p, const char *ending)
{
	g_autofree char *folder = g_dir_make_tmp("tw-picture-XXXXXX", NULL);
	g_autofree char *name = g_strconcat("p", ending, NULL);
	g_autofree char *path = g_build_filename(folder, name, NULL);
	struct file f = {0};
	GError *error = NULL;

	if (!tw_picture_write(p, path, &error))
		fail_msg("%s", error->message);
	assert_true(g_file_get_contents(path, &f.bytes, &f.len, NULL));
	g_unlink(path);
	g_rmdir(folder);
	return f;
}

static uint32_t u32(const char *at)
{
	const uint8_t *p = (const uint8_t *)at;

	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | p[2] << 8 | p[3];
}

/* The data of the chunk at @at, which must be of @type and whole. */
static const char *chunk(const struct file *f, size_t *at, const char *type,
			 uint32_t *len)
{
	const char *begin = f->bytes + *at;

	*len = u32(begin);
	assert_true(*at + 12 + *len <= f->len);
	assert_memory_equal(begin + 4, type, 4);
	assert_int_equal(u32(begin + 8 + *len),
			 crc32(0, (const Bytef *)begin + 4, *len + 4));
	*at += 12 + *len;
	return begin + 8;
}

static void check_png(const tw_picture *p, uint8_t colour_type)
{
	struct file f = written(p, ".png");
	size_t at = 8, row = (size_t)p->screen.width * p->screen.channels;
	uint8_t rows[64];
	uLongf n = sizeof(rows);
	const char *data;
	uint32_t len;

	assert_memory_equal(f.bytes, "\x89PNG\r\n\x1a\n", 8);
	data = chunk(&f, &at, "IHDR", &len);
	assert_int_equal(len, 13);
	assert_int_equal(u32(data), p->screen.width);
	assert_int_equal(u32(data + 4), p->screen.height);
	assert_int_equal(data[8], 8);
	assert_int_equal(data[9], colour_type);
	data = chunk(&f, &at, "IDAT", &len);
	assert_int_equal(uncompress(rows, &n, (const Bytef *)data, len), Z_OK);
	assert_int_equal(n, (row + 1) * p->screen.height);
	for (size_t y = 0; y < p->screen.height; y++) {
		assert_int_equal(rows[y * (row + 1)], 0);
		assert_memory_equal(rows + y * (row + 1) + 1,
				    p->pixels + y * row, row);
	}
	chunk(&f, &at, "IEND", &len);
	assert_int_equal(len, 0);
	assert_int_equal(at, f.len);
	g_free(f.bytes);
}

static void a_png_holds_all_pixels(void **state)
{
	check_png(&grey, 0);
	check_png(&rgb, 2);
}

static void assert_file(const tw_picture *p, const char *ending,
			const char *bytes, size_t len)
{
	struct file f = written(p, ending);

	assert_int_equal(f.len, len);
	assert_memory_equal(f.bytes, bytes, len);
	g_free(f.bytes);
}

static void a_netpbm_file_has_a_head_and_the_pixels(void **state)
{
	assert_file(&grey, ".pgm", "P5\n3 2\n255\n\0\xff\x7f\x80\0\0", 17);
	assert_file(&rgb, ".ppm", "P6\n2 1\n255\n\xc8\0\0\0\0\1", 17);
	assert_file(&grey, ".ppm",
		    "P6\n3 2\n255\n\0\0\0\xff\xff\xff\x7f\x7f\x7f\x80\x80\x80\0"
		    "\0\0\0\0\0",
		    29);
}

static void text_has_a_character_a_pixel(void **state)
{
	g_autoptr(GString) blocks = g_string_new(NULL);

	assert_file(&grey, ".txt", ".##\n#..\n", 8);
	assert_file(&rgb, ".txt", "##\n", 3);
	tw_picture_text(&grey, TW_PICTURE_BLOCKS, blocks);
	assert_string_equal(blocks->str, "▄▀▀\n");
	g_string_truncate(blocks, 0);
	tw_picture_text(&rgb, TW_PICTURE_COLOURS, blocks);
	assert_string_equal(blocks->str,
			    "\033[38;2;200;0;0;48;2;0;0;0m▀"
			    "\033[38;2;0;0;1;48;2;0;0;0m▀\033[0m\n");
}

static void a_wrong_ending_is_refused_with_those_there_are(void **state)
{
	g_autoptr(GError) ending = NULL, colours = NULL;

	assert_false(tw_picture_write(&grey, "p.gif", &ending));
	assert_string_equal(ending->message,
			    "p.gif: expected a name that ends in .png, .pgm, "
			    ".ppm or .txt");
	assert_false(tw_picture_write(&rgb, "p.pgm", &colours));
	assert_string_equal(colours->message,
			    "p.pgm: expected .png or .ppm, as the picture has "
			    "colours");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_png_holds_all_pixels),
		cmocka_unit_test(a_netpbm_file_has_a_head_and_the_pixels),
		cmocka_unit_test(text_has_a_character_a_pixel),
		cmocka_unit_test(
			a_wrong_ending_is_refused_with_those_there_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
