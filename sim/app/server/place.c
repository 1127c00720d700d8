/* SPDX-License-Identifier: MIT */
/* Where a server's socket is, and who may open it. */
#include "app/server/server.h"

#include <errno.h>
#include <string.h>
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
		return fail(error, path, "too long for a socket's name");
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
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	there = fd >= 0 &&
		!connect(fd, (struct sockaddr *)&address, sizeof(address));
	if (fd >= 0)
		close(fd);
	return there;
}

int place_listen(const char *path, GError **error)
{
	struct sockaddr_un address;
	mode_t old;
	int fd, bad;

	if (!address_of(path, &address, error))
		return -1;
	if (place_is_served(path)) {
		fail(error, path,
		     "a server is running there: end it, or give this one "
		     "another --name");
		return -1;
	}
	unlink(path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	old = umask(0177);
	bad = fd < 0 ||
	      bind(fd, (struct sockaddr *)&address, sizeof(address)) ||
	      listen(fd, 64);
	umask(old);
	if (!bad)
		return fd;
	fail(error, path, g_strerror(errno));
	if (fd >= 0)
		close(fd);
	return -1;
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

void place_remove(const char *path)
{
	g_autofree char *tree = tree_of(path);

	remove_tree(tree);
	unlink(path);
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
