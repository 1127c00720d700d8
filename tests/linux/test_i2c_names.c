/* SPDX-License-Identifier: MIT */
/* How programs find adapters (listings of /dev, patterns, links) and what they
 * are as files. */
#include "program.h"

#include <dirent.h>
#include <glob.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/select.h>
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

static void slashes_may_be_several(void **state)
{
	static const char *const names[] = {"//dev/i2c-1", "/dev//i2c-1",
					    "/dev/./i2c-1", "/.//dev/i2c-1"};
	static const char *const others[] = {"/dev/i2c-1/", "/dev/i2c-1/.",
					     "/dev/.i2c-1", "/dev/i2c-/1"};
	struct stat st;
	char name[16] = "";
	int fd;

	for (size_t i = 0; i < 4; i++) {
		fd = open(names[i], O_RDWR);
		assert_true(fd >= 0);
		close(fd);
		assert_int_equal(stat(names[i], &st), 0);
		assert_int_equal(st.st_rdev, makedev(89, 1));
		assert_int_equal(open(others[i], O_RDWR), -1);
	}
	fd = open("/sys/class//i2c-dev/./i2c-1/name", O_RDONLY);
	assert_true(read(fd, name, sizeof(name) - 1) > 0);
	assert_memory_equal(name, "twowire ", 8);
	close(fd);
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

static void flags_are_what_was_asked_for(void **state)
{
	int fd = open(FIRST, O_RDONLY | O_NONBLOCK);

	assert_int_equal(fcntl(fd, F_GETFL) & (O_ACCMODE | O_NONBLOCK),
			 O_RDONLY | O_NONBLOCK);
	assert_int_equal(fcntl(fd, F_SETFL, 0), 0);
	assert_int_equal(fcntl(fd, F_GETFL) & (O_ACCMODE | O_NONBLOCK),
			 O_RDONLY);
	close(fd);
	fd = open(FIRST, O_WRONLY);
	assert_int_equal(fcntl(fd, F_GETFL) & O_ACCMODE, O_WRONLY);
	assert_int_equal(fcntl(fd, F_SETFL, O_NONBLOCK), 0);
	assert_int_equal(fcntl(fd, F_GETFL) & (O_ACCMODE | O_NONBLOCK),
			 O_WRONLY | O_NONBLOCK);
	close(fd);
}

/* i2c-dev has no poll(): the kernel's answer for all such devices. */
static void an_adapter_is_ready_at_once(void **state)
{
	int fd = open(FIRST, O_RDWR), ends[2], all = epoll_create1(0);
	struct pollfd fds[] = {{.events = POLLIN},
			       {.fd = fd, .events = POLLIN | POLLPRI},
			       {.fd = -1, .events = POLLIN}};
	struct epoll_event event = {.events = EPOLLIN};
	fd_set reads, writes;

	assert_int_equal(pipe(ends), 0);
	fds[0].fd = ends[0];
	assert_int_equal(poll(fds, 3, -1), 1);
	assert_int_equal(fds[0].revents, 0);
	assert_int_equal(fds[1].revents, POLLIN);
	assert_int_equal(fds[2].revents, 0);
	assert_int_equal(write(ends[1], "", 1), 1);
	assert_int_equal(poll(fds, 3, -1), 2);
	FD_ZERO(&reads);
	FD_ZERO(&writes);
	FD_SET(fd, &reads);
	FD_SET(ends[0], &reads);
	FD_SET(fd, &writes);
	assert_int_equal(select(fd + 20, &reads, &writes, NULL, NULL), 3);
	assert_true(FD_ISSET(fd, &reads) && FD_ISSET(ends[0], &reads) &&
		    FD_ISSET(fd, &writes));
	assert_fails(epoll_ctl(all, EPOLL_CTL_ADD, fd, &event), EPERM);
	assert_int_equal(epoll_ctl(all, EPOLL_CTL_ADD, ends[0], &event), 0);
	close(all);
	close(ends[0]);
	close(ends[1]);
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(glob_finds_adapters),
		cmocka_unit_test(scandir_sorts_adapters),
		cmocka_unit_test(names_are_found_from_the_folder),
		cmocka_unit_test(slashes_may_be_several),
		cmocka_unit_test(an_adapter_is_no_link),
		cmocka_unit_test(each_part_of_a_vector_is_a_message),
		cmocka_unit_test(flags_are_what_was_asked_for),
		cmocka_unit_test(an_adapter_is_ready_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
