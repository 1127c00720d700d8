/* SPDX-License-Identifier: MIT */
/* twowire exec: a program sees a simulated bus as /dev/i2c-N. */
#include "served.h"

#include <dlfcn.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "static_program.h"
#include "twowire/sim.h"

static int exec_(int argc, char **argv);

static gboolean no_python, supervised;
static char *name;

static const GOptionEntry options[] = {
	{"name", 0, 0, G_OPTION_ARG_STRING, &name,
	 "Without CASE.json: the server to use (default: default)", "NAME"},
	SERVED_OPTIONS,
	{"no-python", 0, 0, G_OPTION_ARG_NONE, &no_python,
	 "Leave PYTHONPATH alone: board, busio and machine are not ours", NULL},
	{"static", 0, 0, G_OPTION_ARG_NONE, &supervised,
	 "Watch CMD's system calls instead of loading a library into it", NULL},
	{NULL},
};

const struct command command_exec = {
	.name = "exec",
	.usage = "[CASE.json] -- CMD [ARGUMENT...]",
	.summary = "Run a program with a simulated bus as /dev/i2c-N",
	.description =
		"Runs CMD, and all that it runs, so that the controllers of "
		"the case are /dev/i2c-1,\n/dev/i2c-2 and so on, with their "
		"names in sysfs. Without CASE.json CMD uses a bus\nthat "
		"`twowire serve` has. The exit status is CMD's.\n\n"
		"  twowire exec case.json -- i2cdetect -y 1\n\n"
		"Simulated time passes with transfers, and where CMD sleeps, "
		"which then takes no\ntime at all; with --realtime it keeps "
		"to the wall clock.\n\n"
		"A library is loaded into CMD and what it runs. Where CMD is "
		"linked statically, or\nwith --static, its system calls are "
		"watched instead, which is slower and needs\nLinux 5.14.",
	.options = options,
	.run = exec_,
};

static char *libraries(void)
{
	Dl_info info;
	g_autofree char *path = NULL;

	if (!dladdr((void *)(uintptr_t)tw_sim_new, &info) || !info.dli_fname)
		return NULL;
	path = g_canonicalize_filename(info.dli_fname, NULL);
	if (g_str_has_prefix(path, TW_BUILD_ROOT "/"))
		return g_strdup(TW_BUILD_ROOT "/firmware-shim/linux/client");
	return g_path_get_dirname(path);
}

/* share/twowire/python beside the library, or in the source tree. */
static char *python_folder(void)
{
	g_autofree char *folder = libraries();

	if (folder && g_str_has_prefix(folder, TW_BUILD_ROOT "/"))
		return g_strdup(TW_SOURCE_ROOT "/firmware-shim/python");
	for (int up = 0; folder && up < 3; up++) {
		char *above = g_path_get_dirname(folder);
		char *found = g_build_filename(folder, "share", "twowire",
					       "python", NULL);

		if (g_file_test(found, G_FILE_TEST_IS_DIR)) {
			g_free(above);
			return found;
		}
		g_free(found);
		g_free(folder);
		folder = above;
	}
	return NULL;
}

/* Puts @entry before what is in the list already. */
static void prepend(const char *variable, const char *entry)
{
	const char *old = g_getenv(variable);
	g_autofree char *both =
		old && *old ? g_strjoin(":", entry, old, NULL) : NULL;

	g_setenv(variable, both ? both : entry, TRUE);
}

/* Our board, busio, machine and so on, unless they are not wanted. */
static void set_python(void)
{
	g_autofree char *folder = python_folder();

	if (folder && !no_python)
		prepend("PYTHONPATH", folder);
}

/* A file of ours beside the library; NULL and a message: it is not there. */
static char *helper(const char *file)
{
	g_autofree char *folder = libraries();
	char *path = folder ? g_build_filename(folder, file, NULL) : NULL;

	if (path && !access(path, R_OK))
		return path;
	command_error(&command_exec,
		      "%s is missing: install twowire whole, with "
		      "`meson install`",
		      path ? path : file);
	g_free(path);
	return NULL;
}

/* What runs CMD: its own words, behind those of the supervisor if there has to
 * be one. NULL and a message: it cannot be run. */
static char **prepare(const char *socket, char **argv)
{
	g_autofree char *file = NULL;
	GPtrArray *words;

	supervised = supervised || program_is_static(argv[0]);
	file = helper(supervised ? "twowire-supervise"
				 : "libtwowire-i2c-dev.so");
	if (!file)
		return NULL;
	words = g_ptr_array_new();
	if (supervised)
		g_ptr_array_add(words, g_strdup(file));
	else
		prepend("LD_PRELOAD", file);
	set_python();
	g_setenv("TWOWIRE_SOCKET", socket, TRUE);
	for (; *argv; argv++)
		g_ptr_array_add(words, *argv);
	g_ptr_array_add(words, NULL);
	return (char **)g_ptr_array_free(words, FALSE);
}

static G_GNUC_NORETURN void become(char **argv)
{
	execvp(argv[0], argv);
	fprintf(stderr, "twowire exec: %s: %s\n", argv[0], strerror(errno));
	_exit(errno == ENOENT ? 127 : 126);
}

static int status_of(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return CLI_INTERNAL;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Readable once CMD has ended or somebody sends us a signal. */
static int watch(pid_t child, int signals)
{
	int fds[] = {(int)syscall(SYS_pidfd_open, child, 0), signals};
	int all = epoll_create1(EPOLL_CLOEXEC);

	for (size_t i = 0; i < G_N_ELEMENTS(fds); i++) {
		struct epoll_event event = {.events = EPOLLIN};

		if (fds[i] < 0 || all < 0 ||
		    epoll_ctl(all, EPOLL_CTL_ADD, fds[i], &event))
			return -1;
	}
	return all;
}

/* What is sent to us is meant for CMD, as after an exec(). */
static bool hand_on(int signals, pid_t child)
{
	struct signalfd_siginfo info;

	if (read(signals, &info, sizeof(info)) != sizeof(info))
		return false;
	kill(child, (int)info.ssi_signo);
	return true;
}

/* Serves until CMD ends. */
static int serve_it(struct served *s, pid_t child, int signals)
{
	int all = watch(child, signals);

	if (all < 0) {
		kill(child, SIGKILL);
		status_of(child);
		return command_error(&command_exec,
				     "cannot watch the command: %s",
				     strerror(errno));
	}
	do
		if (server_run(s->server, all) == TW_RUN_FAILED) {
			kill(child, SIGTERM);
			break;
		}
	while (hand_on(signals, child));
	close(all);
	return status_of(child);
}

/* Runs CMD beside the server, until it ends. */
static int run_beside(struct served *s, char **argv)
{
	sigset_t set, old;
	int signals;
	pid_t child;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, &old);
	signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	child = fork();
	if (child == 0) {
		sigprocmask(SIG_SETMASK, &old, NULL);
		argv = prepare(s->path, argv);
		if (!argv)
			_exit(CLI_USAGE);
		become(argv);
	}
	if (child < 0)
		return command_error(&command_exec, "cannot fork: %s",
				     strerror(errno));
	/* What the terminal sends is CMD's to act on. */
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	return serve_it(s, child, signals);
}

static int with_case(const char *file, char **argv)
{
	struct served s = {0};
	g_autofree char *own = g_strdup_printf("exec-%d", (int)getpid());
	int status;

	status = served_open(&s, &command_exec, file, own);
	if (status == CLI_OK)
		status = run_beside(&s, argv);
	return served_close(&s, &command_exec, status);
}

static int with_server(char **argv)
{
	const struct served_options *o = &served_options;
	g_autofree char *path = NULL;
	GError *error = NULL;

	if (o->realtime || o->answer || o->record || o->traces || o->pictures)
		return command_error(&command_exec,
				     "--realtime, --answer, --record, --trace "
				     "and --picture are the server's: give "
				     "them to `twowire serve`");
	path = place_path(name ? name : "default", &error);
	if (!path)
		return command_gerror(&command_exec, error);
	if (!place_is_served(path))
		return command_error(&command_exec,
				     "nobody serves a bus at %s: name a case, "
				     "or start `twowire serve CASE.json`",
				     path);
	argv = prepare(path, argv);
	if (!argv)
		return CLI_USAGE;
	become(argv);
}

static int exec_(int argc, char **argv)
{
	int split = 1;

	while (split < argc && strcmp(argv[split], "--"))
		split++;
	if (split + 1 >= argc) {
		if (!command_parse(&command_exec, &argc, &argv))
			return CLI_USAGE;
		return command_error(&command_exec,
				     "expected -- and a command behind it: "
				     "twowire exec case.json -- i2cdetect -y "
				     "1");
	}
	argc = split;
	argv[split] = NULL;
	{
		char **command = argv + split + 1;

		if (!command_parse(&command_exec, &argc, &argv))
			return CLI_USAGE;
		if (argc > 2)
			return command_error(&command_exec,
					     "expected one CASE.json before "
					     "--, got %d",
					     argc - 1);
		return argc == 2 ? with_case(argv[1], command)
				 : with_server(command);
	}
}
