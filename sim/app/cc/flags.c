/* SPDX-License-Identifier: MIT */
#include "app/cc/flags.h"

#include <string.h>

#include "twowire/sim.h"

/* The hooks, in front of volatile accesses and in basic blocks; then a language
 * like the one the firmware's compilers speak; then what keeps loops as they
 * are written and the stack as the runtime needs it. */
#define COMMON                                                                 \
	"-fsanitize=thread", "-fsanitize-coverage=trace-pc", "-fPIC", "-O1",   \
		"-g", "-fno-strict-aliasing", "-fwrapv", "-funsigned-char",    \
		"-fno-common", "-fno-stack-protector", "-U_FORTIFY_SOURCE"

#if defined(__x86_64__)
#define HOST "-mno-red-zone", "-fcf-protection=none", "-fstack-clash-protection"
#else
#define HOST "-fstack-clash-protection"
#endif

static const char *const gcc[] = {
	COMMON,
	HOST,
	"--param=tsan-distinguish-volatile=1",
	"--param=tsan-instrument-func-entry-exit=0",
	"-fstrict-volatile-bitfields",
	/* gcc 12 moves stores out of a loop, and with them repeats the last one
	 * of a volatile register. */
	"-fno-tree-loop-im",
	NULL,
};

/* clang closes and vectorises loops that gcc's hooks keep. */
static const char *const clang[] = {
	COMMON,
	HOST,
	"-fno-integrated-as",
	"-fno-vectorize",
	"-fno-slp-vectorize",
	"-fno-unroll-loops",
	"-fno-builtin",
	"-Wno-unused-command-line-argument",
	"-mllvm",
	"-tsan-distinguish-volatile=1",
	"-mllvm",
	"-tsan-instrument-func-entry-exit=0",
	"-mllvm",
	"-tsan-instrument-atomics=0",
	"-mllvm",
	"-tsan-instrument-memintrinsics=0",
	"-mllvm",
	"-sanitizer-coverage-prune-blocks=0",
	"-mllvm",
	"-disable-loop-idiom-all",
	"-mllvm",
	"-replexitval=never",
	NULL,
};

bool flags_compiler(const char *command, enum compiler *compiler,
		    GError **error)
{
	/* What it defines of itself. */
	const char *argv[] = {command, "-dM",	    "-E", "-x",
			      "c",     "/dev/null", NULL};
	g_autofree char *out = NULL;
	g_autoptr(GError) why = NULL;

	if (!g_spawn_sync(NULL, (char **)argv, NULL,
			  G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
			  NULL, NULL, &out, NULL, NULL, &why)) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "--cc: %s: install gcc, or name a compiler that is "
			    "there",
			    why->message);
		return false;
	}
	if (!strstr(out, "#define __GNUC__ ")) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "--cc: must be gcc or clang, got %s", command);
		return false;
	}
	*compiler = strstr(out, "#define __clang__ ") ? COMPILER_CLANG
						      : COMPILER_GCC;
	return true;
}

const char *const *flags_of(enum compiler compiler)
{
	return compiler == COMPILER_CLANG ? clang : gcc;
}
