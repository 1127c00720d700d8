/* SPDX-License-Identifier: MIT */
/* Where a server is, who may come there, and what ends it. */
#include "bench.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void its_place_is_its_users_and_goes_with_it(void **state)
{
	struct bench *b = *state;
	struct bench second = {.folder = b->folder};
	static const int signals[] = {SIGTERM, SIGINT, SIGHUP};
	g_autofree char *tree =
		g_build_filename(b->folder, "twowire", "default.tree", NULL);
	struct stat st;

	for (size_t i = 0; i < G_N_ELEMENTS(signals); i++) {
		g_autofree char *said = NULL;
		tw_client *c;

		assert_true(bench_start(b, ""));
		assert_int_equal(stat(b->path, &st), 0);
		assert_int_equal(st.st_mode & 0777, 0600);
		assert_true(g_file_test(tree, G_FILE_TEST_IS_DIR));
		assert_false(bench_start(&second, ""));
		said = bench_errors(&second);
		assert_non_null(strstr(said, "a server is running there"));
		assert_int_equal(bench_stop(&second, 0), 2);
		assert_true(bench_start(&second, "--name other"));
		assert_int_equal(bench_stop(&second, SIGTERM), 0);
		c = bench_client(b);
		assert_int_equal(bench_stop(b, signals[i]), 0);
		assert_int_equal(tw_client_advance(c, 1), -ECONNRESET);
		tw_client_close(c);
		assert_false(g_file_test(b->path, G_FILE_TEST_EXISTS));
		assert_false(g_file_test(tree, G_FILE_TEST_EXISTS));
	}
	/* What a killed one has left is no hindrance. */
	assert_true(bench_start(b, ""));
	assert_int_equal(bench_stop(b, SIGKILL), 128 + SIGKILL);
	assert_true(g_file_test(b->path, G_FILE_TEST_EXISTS));
	assert_true(bench_start(b, ""));
	assert_int_equal(bench_stop(b, SIGTERM), 0);
	g_free(second.path);
}

static void places_that_cannot_be_are_refused(void **state)
{
	struct bench *b = *state;
	g_autofree char *old = b->folder;
	g_autofree char *said = NULL, *told = NULL;
	g_autofree char *name = g_strnfill(100, 'x');

	assert_false(bench_start(b, "--name a/b"));
	said = bench_errors(b);
	assert_non_null(strstr(said, "1 to 32 characters and no /"));
	assert_int_equal(bench_stop(b, 0), 2);
	b->folder = g_build_filename(old, name, NULL);
	assert_int_equal(g_mkdir(b->folder, 0700), 0);
	assert_false(bench_start(b, ""));
	told = bench_errors(b);
	assert_non_null(strstr(told, "too long for a socket's name"));
	assert_int_equal(bench_stop(b, 0), 2);
	g_free(b->folder);
	b->folder = g_steal_pointer(&old);
}

static void a_folder_that_others_may_look_into_is_refused(void **state)
{
	struct bench *b = *state;
	g_autofree char *path = g_build_filename(b->folder, "twowire", NULL);
	g_autofree char *said = NULL;

	assert_int_equal(g_mkdir(path, 0700), 0);
	assert_int_equal(g_chmod(path, 0750), 0);
	assert_false(bench_start(b, ""));
	said = bench_errors(b);
	assert_non_null(strstr(said, "nobody else can look into"));
	assert_int_equal(bench_stop(b, 0), 2);
}

/* In a process of another user, which exits with 0 if it is hung up on. Says
 * nothing: the server may have gone before it is heard. */
static pid_t come_as_another(const struct bench *b)
{
	pid_t child = fork();
	struct pollfd served;
	char byte;

	if (child)
		return child;
	if (setgid(65534) || setuid(65534))
		_exit(99);
	served = (struct pollfd){.fd = bare_open(b), .events = POLLIN};
	_exit(poll(&served, 1, 5000) == 1 &&
			      recv(served.fd, &byte, 1, MSG_DONTWAIT) <= 0
		      ? 0
		      : 1);
}

/* Even one whom the files' modes let in. Only root can find out. */
static void another_user_is_turned_away(void **state)
{
	struct bench *b = *state;
	g_autofree char *folder = g_build_filename(b->folder, "twowire", NULL);
	int status;
	pid_t child;

	if (getuid()) {
		print_message("# not root: nobody comes as another user\n");
		return;
	}
	assert_true(bench_start(b, ""));
	g_chmod(b->folder, 0755);
	g_chmod(folder, 0755);
	g_chmod(b->path, 0666);
	child = come_as_another(b);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	close(bare_greeted(b));
	assert_int_equal(bench_stop(b, SIGTERM), 0);
}

/* The inode of a socket among a process's descriptors; 0: none. */
static guint64 socket_of(const char *fds, const char *name)
{
	g_autofree char *path = g_build_filename(fds, name, NULL);
	g_autofree char *what = g_file_read_link(path, NULL);

	return what && g_str_has_prefix(what, "socket:[")
		       ? g_ascii_strtoull(what + 8, NULL, 10)
		       : 0;
}

static void it_has_no_socket_but_its_own_kind(void **state)
{
	static const char *const tables[] = {"tcp",  "tcp6", "udp",
					     "udp6", "raw",  "raw6"};
	struct bench *b = *state;
	g_autofree char *fds = NULL;
	g_autoptr(GDir) dir = NULL;
	const char *name;
	unsigned n = 0;

	assert_true(bench_start(b, ""));
	fds = g_strdup_printf("/proc/%d/fd", (int)b->pid);
	dir = g_dir_open(fds, 0, NULL);
	while (dir && (name = g_dir_read_name(dir))) {
		guint64 inode = socket_of(fds, name);
		g_autofree char *word =
			g_strdup_printf(" %" G_GUINT64_FORMAT " ", inode);

		n += inode > 0;
		for (size_t i = 0; inode && i < G_N_ELEMENTS(tables); i++) {
			g_autofree char *path = g_strdup_printf(
				"/proc/%d/net/%s", (int)b->pid, tables[i]);
			g_autofree char *text = NULL;

			if (g_file_get_contents(path, &text, NULL, NULL))
				assert_null(strstr(text, word));
		}
	}
	assert_int_equal(n, 1);
	assert_int_equal(bench_stop(b, SIGTERM), 0);
}

int main(int argc, char **argv)
{
#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, bench_setup, bench_teardown)
	const struct CMUnitTest places[] = {
		TEST(its_place_is_its_users_and_goes_with_it),
		TEST(places_that_cannot_be_are_refused),
		TEST(a_folder_that_others_may_look_into_is_refused),
		TEST(another_user_is_turned_away),
		TEST(it_has_no_socket_but_its_own_kind),
	};
	g_autofree char *program = g_canonicalize_filename(argv[1], NULL);

	bench_program = program;
	return cmocka_run_group_tests(places, NULL, NULL);
}
