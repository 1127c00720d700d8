/* SPDX-License-Identifier: MIT */
#include "bench.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

const char bench_case[] =
	"{\"format\": \"twowire-scenario/1\", \"title\": \"served\",\n"
	"\"controllers\": [{\"id\": \"a\", \"scl_hz\": 400000}, "
	"{\"id\": \"b\", \"scl_hz\": 400000}],\n"
	"\"devices\": [{\"id\": \"rom\", \"model\": \"24xx\", "
	"\"addr\": \"0x50\"},\n"
	"{\"id\": \"temp\", \"model\": \"mcp9808\", \"addr\": \"0x18\"}],\n"
	"\"steps\": [{\"set\": {\"device\": \"temp\", \"temp_mC\": 25500}}, "
	"{\"run_ms\": 300}]}\n";
const char *bench_program;

char *bench_file(const struct bench *b, const char *name, const char *text)
{
	char *path = g_build_filename(b->folder, name, NULL);

	assert_true(g_file_set_contents(path, text, -1, NULL));
	return path;
}

char *bench_contents(const struct bench *b, const char *name)
{
	g_autofree char *path = g_build_filename(b->folder, name, NULL);
	char *text = NULL;

	if (!g_file_get_contents(path, &text, NULL, NULL))
		fail_msg("no %s", path);
	return text;
}

static char *read_line(int fd)
{
	GString *line = g_string_new(NULL);
	char c;

	while (read(fd, &c, 1) == 1 && c != '\n')
		g_string_append_c(line, c);
	return g_string_free(line, FALSE);
}

bool bench_start(struct bench *b, const char *options)
{
	g_autofree char *file = g_build_filename(b->folder, "c.json", NULL);
	g_autofree char *line =
		g_strdup_printf("%s serve c.json %s", bench_program, options);
	g_auto(GStrv) argv = g_strsplit(g_strchomp(line), " ", -1);
	g_auto(GStrv) env = g_environ_setenv(g_get_environ(), "XDG_RUNTIME_DIR",
					     b->folder, TRUE);
	g_autoptr(GError) error = NULL;

	if (!g_file_test(file, G_FILE_TEST_EXISTS))
		assert_true(g_file_set_contents(file, bench_case, -1, NULL));
	if (!g_spawn_async_with_pipes(b->folder, argv, env,
				      G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
				      &b->pid, NULL, &b->out, &b->err, &error))
		fail_msg("%s", error->message);
	g_free(b->path);
	b->path = read_line(b->out);
	return *b->path;
}

char *bench_errors(const struct bench *b)
{
	GString *text = g_string_new(NULL);
	char c;

	while (read(b->err, &c, 1) == 1)
		g_string_append_c(text, c);
	return g_string_free(text, FALSE);
}

int bench_stop(struct bench *b, int signal)
{
	int status;

	if (signal)
		kill(b->pid, signal);
	assert_int_equal(waitpid(b->pid, &status, 0), b->pid);
	b->pid = 0;
	close(b->out);
	close(b->err);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

size_t bench_memory(const struct bench *b)
{
	g_autofree char *path = g_strdup_printf("/proc/%d/statm", (int)b->pid);
	g_autofree char *text = NULL;
	g_auto(GStrv) words = NULL;

	assert_true(g_file_get_contents(path, &text, NULL, NULL));
	words = g_strsplit(text, " ", 3);
	return g_ascii_strtoull(words[1], NULL, 10) *
	       (size_t)sysconf(_SC_PAGESIZE);
}

int bench_setup(void **state)
{
	struct bench *b = g_new0(struct bench, 1);

	b->folder = g_dir_make_tmp("twowire-XXXXXX", NULL);
	*state = b;
	return b->folder ? 0 : -1;
}

static void remove_all(const char *path)
{
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *inner = g_build_filename(path, name, NULL);

		if (g_file_test(inner, G_FILE_TEST_IS_DIR))
			remove_all(inner);
		else
			g_unlink(inner);
	}
	g_rmdir(path);
}

int bench_teardown(void **state)
{
	struct bench *b = *state;

	if (b->pid)
		bench_stop(b, SIGKILL);
	remove_all(b->folder);
	g_free(b->folder);
	g_free(b->path);
	g_free(b);
	return 0;
}

tw_client *bench_client(const struct bench *b)
{
	tw_client *c = tw_client_open(b->path);

	if (!c)
		fail_msg("%s: %s", b->path, strerror(errno));
	return c;
}

int bench_read(tw_client *c, uint32_t adapter, uint8_t addr, uint8_t reg,
	       uint16_t *value)
{
	uint8_t bytes[2] = {0};
	struct tw_client_message m[] = {
		{.addr = addr, .len = 1, .data = &reg},
		{.addr = addr, .flags = 1, .len = 2, .data = bytes},
	};
	int error = tw_client_transfer(c, adapter, 0, 3, m, 2);

	*value = (uint16_t)(bytes[0] << 8 | bytes[1]);
	return error;
}

/* --- bare sockets --------------------------------------------------------- */

int bare_open(const struct bench *b)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	g_strlcpy(address.sun_path, b->path, sizeof(address.sun_path));
	if (connect(fd, (struct sockaddr *)&address, sizeof(address)))
		fail_msg("%s: %s", b->path, strerror(errno));
	return fd;
}

void bare_send(int fd, const void *bytes, size_t n)
{
	assert_int_equal(send(fd, bytes, n, MSG_NOSIGNAL), n);
}

void bare_drain(int fd)
{
	static uint8_t waste[65536];

	while (recv(fd, waste, sizeof(waste), MSG_DONTWAIT) > 0)
		;
}

static void put(uint8_t *at, uint32_t value, unsigned n)
{
	uint64_t bytes = GUINT64_TO_LE(value);

	memcpy(at, &bytes, n);
}

static uint64_t get(const uint8_t *at, unsigned n)
{
	uint64_t bytes = 0;

	memcpy(&bytes, at, n);
	return GUINT64_FROM_LE(bytes);
}

void bare_numbers(int fd, uint16_t kind, uint16_t tag, const uint32_t *values,
		  size_t n)
{
	uint8_t frame[TW_FRAME_HEAD + 4 * 64];

	put(frame, (uint32_t)(4 * n), 4);
	put(frame + 4, kind, 2);
	put(frame + 6, tag, 2);
	for (size_t i = 0; i < n; i++)
		put(frame + TW_FRAME_HEAD + 4 * i, values[i], 4);
	bare_send(fd, frame, TW_FRAME_HEAD + 4 * n);
}

static bool read_all(int fd, uint8_t *bytes, size_t n)
{
	return !n || recv(fd, bytes, n, MSG_WAITALL) == (ssize_t)n;
}

uint16_t bare_read(int fd, struct bare_frame *f)
{
	uint8_t head[TW_FRAME_HEAD];

	memset(f, 0, sizeof(*f));
	if (!read_all(fd, head, sizeof(head)))
		return 0;
	f->len = (uint32_t)get(head, 4);
	f->kind = (uint16_t)get(head + 4, 2);
	f->tag = (uint16_t)get(head + 6, 2);
	assert_true(f->len < sizeof(f->payload));
	return read_all(fd, f->payload, f->len) ? f->kind : 0;
}

int bare_greeted(const struct bench *b)
{
	static struct bare_frame f;
	int fd = bare_open(b);

	BARE(fd, TW_FRAME_HELLO, 1, TW_FRAME_VERSION);
	assert_int_equal(bare_read(fd, &f), TW_FRAME_HELLO);
	return fd;
}

int32_t bare_error(const struct bare_frame *f)
{
	assert_int_equal(f->kind, TW_FRAME_RESULT);
	return (int32_t)get(f->payload, 4);
}

uint32_t bare_value(const struct bare_frame *f)
{
	return (uint32_t)get(f->payload + 4, 4);
}

uint64_t bare_now(const struct bare_frame *f)
{
	return get(f->payload + 8, 8);
}
