/* SPDX-License-Identifier: MIT */
/*
 * The file that a capture is read from. Readers seek, so what comes through a
 * pipe is copied to a temporary file first.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "trace/reader.h"

#define CHUNK 65536

static FILE *fail(const char *path, int code, GError **error)
{
	g_set_error(error, TW_ERROR, TW_ERROR_FILE, "%s: %s", path,
		    g_strerror(code));
	return NULL;
}

/* -1 with errno set. */
static int copy(int from, FILE *to)
{
	g_autofree char *buf = g_malloc(CHUNK);
	ssize_t n;

	while ((n = read(from, buf, CHUNK))) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 || fwrite(buf, 1, (size_t)n, to) != (size_t)n)
			return -1;
	}
	return fflush(to);
}

static FILE *copied(int fd, const char *path, GError **error)
{
	FILE *to = tmpfile();

	if (to && !copy(fd, to)) {
		close(fd);
		rewind(to);
		return to;
	}
	fail(path, errno, error);
	close(fd);
	if (to)
		fclose(to);
	return NULL;
}

FILE *tw_capture_file_of(int fd, const char *path, GError **error)
{
	struct stat st;
	FILE *f;

	if (fstat(fd, &st) || S_ISDIR(st.st_mode)) {
		int code = S_ISDIR(st.st_mode) ? EISDIR : errno;

		close(fd);
		return fail(path, code, error);
	}
	if (!S_ISREG(st.st_mode) || lseek(fd, 0, SEEK_SET))
		return copied(fd, path, error);
	f = fdopen(fd, "rb");
	if (f)
		return f;
	fail(path, errno, error);
	close(fd);
	return NULL;
}

/* A folder of files for a channel each: its first. */
static FILE *open_folder(const char *path, GError **error)
{
	GDir *d = g_dir_open(path, 0, NULL);
	g_autofree char *first = NULL;
	const char *name;

	while (d && (name = g_dir_read_name(d)))
		if (!first && g_str_has_prefix(name, "digital_") &&
		    g_str_has_suffix(name, ".bin"))
			first = g_build_filename(path, name, NULL);
	if (d)
		g_dir_close(d);
	if (first)
		return tw_capture_file(first, error);
	g_set_error(error, TW_ERROR, TW_ERROR_FILE,
		    "%s: a folder, and without the digital_N.bin of an export "
		    "of Saleae Logic 2",
		    path);
	return NULL;
}

FILE *tw_capture_file(const char *path, GError **error)
{
	int fd = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC)
				   : dup(STDIN_FILENO);

	if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
		close(fd);
		return open_folder(path, error);
	}
	if (fd < 0)
		return fail(path, errno, error);
	return tw_capture_file_of(fd, path, error);
}

uint64_t tw_capture_file_bytes(FILE *file)
{
	struct stat st;

	return fstat(fileno(file), &st) ? 0 : (uint64_t)st.st_size;
}
