/* SPDX-License-Identifier: MIT */
/* Where a server's socket is, and who may open it. */
#include "app/server/server.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "twowire/sim.h"

static bool fail(GError **error, const char *path, const char *what)
{
	g_set_error(error, TW_ERROR, TW_ERROR_FILE, "%s: %s", path, what);
	return false;
}

/* Nobody else's, and closed to others: what we put there is ours. */
static bool check_folder(const char *path, GError **error)
{
	struct stat st;

	if (mkdir(path, 0700) && errno != EEXIST)
		return fail(error, path, g_strerror(errno));
	if (lstat(path, &st))
		return fail(error, path, g_strerror(errno));
	if (!S_ISDIR(st.st_mode) || st.st_uid != getuid() || st.st_mode & 0077)
		return fail(error, path,
			    "must be a folder of yours that nobody else can "
			    "look into: move it away");
	return true;
}

char *place_path(const char *name, GError **error)
{
	const char *runtime = g_getenv("XDG_RUNTIME_DIR");
	g_autofree char *folder = NULL;

	if (!*name || strchr(name, '/') || strlen(name) > 32) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "a server's name must have 1 to 32 characters and "
			    "no /, got \"%s\"",
			    name);
		return NULL;
	}
	if (runtime && *runtime == '/' && access(runtime, W_OK) == 0)
		folder = g_build_filename(runtime, "twowire", NULL);
	else
		folder = g_strdup_printf("/tmp/twowire-%u", (unsigned)getuid());
	if (!check_folder(folder, error))
		return NULL;
	return g_strdup_printf("%s/%s.sock", folder, name);
}

static bool address_of(const char *path, struct sockaddr_un *address,
		       GError **error)
{
	*address = (struct sockaddr_un){.sun_family = AF_UNIX};
	if (strlen(path) >= sizeof(address->sun_path))
		return fail(error, path,
			    "too long for a socket's name (107 bytes): set "
			    "XDG_RUNTIME_DIR to a shorter folder");
	strcpy(address->sun_path, path);
	return true;
}

bool place_is_served(const char *path)
{
	struct sockaddr_un address;
	int fd;
	bool there;

	if (!address_of(path, &address, NULL))
		return false;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	/* EAGAIN: it is, and many wait. */
	there = fd >= 0 &&
		(!connect(fd, (struct sockaddr *)&address, sizeof(address)) ||
		 errno == EAGAIN);
	if (fd >= 0)
		close(fd);
	return there;
}

/* Of the folder, while sockets in it are looked at, taken away and made. Close
 * it. */
static int lock(const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	while (fd >= 0 && flock(fd, LOCK_EX) && errno == EINTR)
		;
	return fd;
}

static int bind_there(const char *path, const struct sockaddr_un *address,
		      GError **error)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	mode_t old = umask(0177);
	bool bad;

	unlink(path);
	bad = fd < 0 ||
	      bind(fd, (const struct sockaddr *)address, sizeof(*address)) ||
	      listen(fd, 64);
	umask(old);
	if (!bad)
		return fd;
	fail(error, path, g_strerror(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}

static void sweep(const char *path);

int place_listen(const char *path, GError **error)
{
	struct sockaddr_un address;
	int fd = -1, locked;

	if (!address_of(path, &address, error))
		return -1;
	locked = lock(path);
	if (locked < 0) {
		fail(error, path, g_strerror(errno));
		return -1;
	}
	sweep(path);
	if (place_is_served(path))
		fail(error, path,
		     "a server is running there: end it, or give this one "
		     "another --name");
	else
		fd = bind_there(path, &address, error);
	close(locked);
	return fd;
}

/* As the kernel lays it out: .../i2c-1/name, and its device number. */
static const char *const folders[] = {
	"sys/class/i2c-dev",
	"sys/class/i2c-adapter",
	"sys/bus/i2c/devices",
};

static char *tree_of(const char *path)
{
	return g_strdup_printf("%.*s.tree", (int)(strlen(path) - 5), path);
}

static void remove_tree(const char *path)
{
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *inner = g_build_filename(path, name, NULL);

		if (g_file_test(inner, G_FILE_TEST_IS_DIR) &&
		    !g_file_test(inner, G_FILE_TEST_IS_SYMLINK))
			remove_tree(inner);
		else
			unlink(inner);
	}
	rmdir(path);
}

static void remove_both(const char *path)
{
	g_autofree char *tree = tree_of(path);

	remove_tree(tree);
	unlink(path);
}

void place_remove(const char *path)
{
	int locked = lock(path);

	remove_both(path);
	if (locked >= 0)
		close(locked);
}

/* Takes away what was left by `exec`s that were killed. */
static void sweep(const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *other = g_build_filename(folder, name, NULL);
		guint64 pid;

		if (!g_str_has_prefix(name, "exec-") ||
		    !g_str_has_suffix(name, ".sock"))
			continue;
		pid = g_ascii_strtoull(name + strlen("exec-"), NULL, 10);
		if (pid && pid <= G_MAXINT && kill((pid_t)pid, 0) &&
		    errno == ESRCH && !place_is_served(other))
			remove_both(other);
	}
}

static bool make_adapter(const char *tree, const char *folder, unsigned number,
			 const char *name, GError **error)
{
	g_autofree char *dir =
		g_strdup_printf("%s/%s/i2c-%u", tree, folder, number);
	g_autofree char *file = g_build_filename(dir, "name", NULL);
	g_autofree char *dev = g_build_filename(dir, "dev", NULL);
	g_autofree char *text = g_strdup_printf("twowire %s\n", name);
	g_autofree char *device = g_strdup_printf("89:%u\n", number);

	if (g_mkdir_with_parents(dir, 0700))
		return fail(error, dir, g_strerror(errno));
	return g_file_set_contents(file, text, -1, error) &&
	       g_file_set_contents(dev, device, -1, error);
}

bool place_make_tree(const char *path, const struct server *server,
		     GError **error)
{
	g_autofree char *tree = tree_of(path);
	unsigned number;
	const char *name;

	remove_tree(tree);
	for (size_t i = 0; i < G_N_ELEMENTS(folders); i++)
		for (size_t n = 0;
		     server_adapter_name(server, n, &number, &name); n++)
			if (!make_adapter(tree, folders[i], number, name,
					  error))
				return false;
	return true;
}
