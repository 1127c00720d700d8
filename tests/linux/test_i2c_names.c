/* SPDX-License-Identifier: MIT */
/* How programs find adapters: listings of /dev, patterns, links. */
#include "program.h"

#include <dirent.h>
#include <glob.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/uio.h>

static void glob_finds_adapters(void **state)
{
	glob_t found;

	assert_int_equal(glob("/dev/i2c-*", 0, NULL, &found), 0);
	assert_int_equal(found.gl_pathc, 5);
	assert_string_equal(found.gl_pathv[0], "/dev/i2c-1");
	assert_string_equal(found.gl_pathv[4], "/dev/i2c-5");
	globfree(&found);
	assert_int_equal(glob("/dev/i2c-[7-9]", 0, NULL, &found), GLOB_NOMATCH);
	assert_int_equal(glob("/dev/nul*", 0, NULL, &found), 0);
	assert_string_equal(found.gl_pathv[0], "/dev/null");
	globfree(&found);
}

static int is_adapter(const struct dirent *entry)
{
	return !strncmp(entry->d_name, "i2c-", 4) && entry->d_type == DT_CHR;
}

static void scandir_sorts_adapters(void **state)
{
	struct dirent **names;

	assert_int_equal(scandir("/dev", &names, is_adapter, alphasort), 5);
	assert_string_equal(names[0]->d_name, "i2c-1");
	assert_string_equal(names[4]->d_name, "i2c-5");
	for (int i = 0; i < 5; i++)
		free(names[i]);
	free(names);
	assert_fails(scandir("/dev/none", &names, NULL, NULL), ENOENT);
}

static void names_are_found_from_the_folder(void **state)
{
	int dir = open("/dev", O_RDONLY | O_DIRECTORY), fd;
	struct stat st;

	fd = openat(dir, "i2c-1", O_RDWR);
	assert_true(fd >= 0);
	assert_int_equal(fstat(fd, &st), 0);
	assert_true(S_ISCHR(st.st_mode));
	assert_int_equal(st.st_rdev, makedev(89, 1));
	close(fd);
	assert_int_equal(fstatat(dir, "i2c-5", &st, 0), 0);
	assert_int_equal(st.st_rdev, makedev(89, 5));
	assert_fails(openat(dir, "i2c-6", O_RDWR), ENOENT);
	close(dir);
	dir = open("/tmp", O_RDONLY | O_DIRECTORY);
	assert_fails(openat(dir, "i2c-1", O_RDWR), ENOENT);
	close(dir);
}

static void an_adapter_is_no_link(void **state)
{
	char *path = realpath("/dev/i2c-1", NULL), text[8];

	assert_string_equal(path, "/dev/i2c-1");
	free(path);
	assert_fails(readlink("/dev/i2c-1", text, sizeof(text)), EINVAL);
}

static void each_part_of_a_vector_is_a_message(void **state)
{
	int fd = open_at(FIRST, TEMP);
	uint8_t reg = 7, a[2], b[1];
	struct iovec out = {&reg, 1}, in[] = {{a, 2}, {b, 1}};

	assert_int_equal(writev(fd, &out, 1), 1);
	assert_int_equal(readv(fd, in, 2), 3);
	/* Device ID, 0x0400, and anew its upper byte. */
	assert_memory_equal(a, "\x04\x00", 2);
	assert_int_equal(b[0], 0x04);
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(glob_finds_adapters),
		cmocka_unit_test(scandir_sorts_adapters),
		cmocka_unit_test(names_are_found_from_the_folder),
		cmocka_unit_test(an_adapter_is_no_link),
		cmocka_unit_test(each_part_of_a_vector_is_a_message),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
