/* SPDX-License-Identifier: MIT */
/*
 * Addresses in firmware as places in its source: what addr2line of binutils
 * reads from the object's debug information, or if there is no such program,
 * the symbol and the distance from it.
 */
#include "runtime/runtime.h"

#include <dlfcn.h>
#include <string.h>

static char *ask_addr2line(const struct cpu *c, uint64_t in_file)
{
	g_autofree char *addr = g_strdup_printf("0x%" PRIx64, in_file);
	const char *path = image_path(c->mcu->image);
	char *argv[] = {"addr2line",  "-f", "-s", "-e",
			(char *)path, addr, NULL};
	g_autofree char *out = NULL;
	g_auto(GStrv) lines = NULL;

	if (!g_spawn_sync(NULL, argv, NULL,
			  G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
			  NULL, NULL, &out, NULL, NULL, NULL) ||
	    !out)
		return NULL;
	lines = g_strsplit(out, "\n", 3);
	if (!lines[0] || !lines[1] || lines[0][0] == '?' || lines[1][0] == '?')
		return NULL;
	lines[1][strcspn(lines[1], " ")] = 0; /* "(discriminator 2)" */
	return g_strdup_printf("%s (%s)", lines[1], lines[0]);
}

static char *describe(const struct cpu *c, uintptr_t pc, uint64_t in_file)
{
	const char *path = image_path(c->mcu->image);
	g_autofree char *file = g_path_get_basename(path);
	char *place = ask_addr2line(c, in_file);
	Dl_info info;

	if (place)
		return place;
	if (dladdr((void *)pc, &info) && info.dli_sname)
		return g_strdup_printf("%s+0x%" PRIx64 " (%s)", file, in_file,
				       info.dli_sname);
	return g_strdup_printf("%s+0x%" PRIx64, file, in_file);
}

/* Is there a call in front of @addr? Pointers to functions have none. */
#if defined(__x86_64__)
static bool follows_call(const uint8_t *addr)
{
	return addr[-5] == 0xe8 || (addr[-6] == 0xff && addr[-5] == 0x15) ||
	       (addr[-2] == 0xff && (addr[-1] & 0x38) == 0x10) ||
	       (addr[-3] == 0xff && (addr[-2] & 0xf8) == 0x50);
}
#else
static bool follows_call(const uint8_t *addr)
{
	uint32_t code = ((const uint32_t *)addr)[-1];

	return code >> 26 == 0x25 || (code & 0xfffffc1f) == 0xd63f0000;
}
#endif

/* The first word that looks like a return into the firmware's own code, or if
 * there is none, into what came with twowire. Approx.: words that an earlier
 * call left in a gap of a later frame look the same. */
static __attribute__((no_sanitize("address"))) uintptr_t
find_caller(const struct cpu *c, uintptr_t sp, uint64_t *in_file)
{
	uintptr_t found = 0, low = (uintptr_t)c->stack.low;
	uint64_t at, before;

	if (sp < low)
		sp = low;
	sp = (sp + 7) & ~(uintptr_t)7;
	for (; sp < (uintptr_t)c->stack.top; sp += 8) {
		uintptr_t word = *(const volatile uintptr_t *)sp;
		enum code code = image_code(c->mcu->image, word - 1, &at);

		if (code == CODE_NONE || (code == CODE_LIBRARY && found) ||
		    image_code(c->mcu->image, word - 8, &before) == CODE_NONE ||
		    !follows_call((const uint8_t *)word))
			continue;
		found = word - 1;
		*in_file = at;
		if (code == CODE_FIRMWARE)
			break;
	}
	return found;
}

char *place_find(const struct cpu *c, uintptr_t pc, uintptr_t sp)
{
	uint64_t in_file;

	if (!pc || image_code(c->mcu->image, pc, &in_file) == CODE_NONE)
		pc = sp ? find_caller(c, sp, &in_file) : 0;
	return pc ? describe(c, pc, in_file) : NULL;
}
