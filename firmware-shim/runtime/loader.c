/* SPDX-License-Identifier: MIT */
/*
 * Instances of firmware objects.
 *
 * Each instance is a copy of the file of its own, since the dynamic linker
 * gives one memory to one file, moved before it is loaded to a place below 4
 * GiB that depends only on which places are taken: firmware that prints a
 * pointer, or passes one through 32 bits, does the same in every run. Its
 * stacks lie behind it.
 *
 * Left out: thread-local variables (`twowire cc` refuses them).
 * Approx.:  constructors run when the object is loaded, before power-on.
 */
#include "runtime/loader.h"

#include <dlfcn.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <link.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "runtime/asan.h"
#include "runtime/counts.h"
#include "runtime/gcov.h"
#include "runtime/object.h"
#include "runtime/symbols.h"
#include "twowire/sim.h"

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif

#define UNIT	    0x100000u
#define STACK_BYTES 0x30000u
#define GUARD_BYTES 0x10000u

/* Free of silicon addresses, then beyond 32 bits. */
struct region {
	uint64_t base;
	uint32_t n_units;
};
static const struct region regions[] = {
	{0x61000000, 0x1e0},
	{0x410000000000, 0x4000},
};
#define N_UNITS (0x1e0 + 0x4000)
static bool taken[N_UNITS]; /* guarded by the right to run firmware */

struct image {
	char *path;
	char *copy;
	void *handle;
	struct object elf;
	uint8_t *file;
	uint64_t base;	/* of the slot */
	uint64_t moved; /* from the file's addresses to memory's */
	uint32_t unit;
	uint32_t n_units;
	uint8_t *stacks; /* end of the last */
	uint8_t *snapshot;
	GPtrArray *counts; /* what it counts; struct counts */
};

static uint64_t address_of(uint32_t unit)
{
	if (unit < regions[0].n_units)
		return regions[0].base + (uint64_t)unit * UNIT;
	return regions[1].base + (uint64_t)(unit - regions[0].n_units) * UNIT;
}

static bool fits(uint32_t unit, uint32_t n)
{
	uint32_t end = unit < regions[0].n_units ? regions[0].n_units : N_UNITS;

	if (unit + n > end)
		return false;
	for (uint32_t i = 0; i < n; i++)
		if (taken[unit + i])
			return false;
	return true;
}

static bool reserve(struct image *im)
{
	size_t size = (size_t)im->n_units * UNIT;

	for (uint32_t u = 0; u < N_UNITS; u++) {
		void *at = (void *)(uintptr_t)address_of(u), *p;

		if (!fits(u, im->n_units))
			continue;
		p = mmap(at, size, PROT_NONE,
			 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE |
				 MAP_FIXED_NOREPLACE,
			 -1, 0);
		if (p == at) {
			memset(taken + u, true, im->n_units);
			im->unit = u;
			im->base = address_of(u);
			return true;
		}
		if (p != MAP_FAILED)
			munmap(p, size);
	}
	return false;
}

static bool fail(GError **error, const char *path, const char *what,
		 const char *why)
{
	g_set_error(error, TW_ERROR, TW_ERROR_FIRMWARE, "%s: %s: %s", path,
		    what, why);
	return false;
}

static bool make_copy(struct image *im, GError **error)
{
	g_autofree char *stem = g_path_get_basename(im->path);
	g_autofree char *name = g_strdup_printf("twowire-%s-XXXXXX", stem);
	size_t done = 0;
	int fd;

	im->copy = g_build_filename(g_get_tmp_dir(), name, NULL);
	fd = g_mkstemp(im->copy);
	while (fd >= 0 && done < im->elf.len) {
		ssize_t n = write(fd, im->file + done, im->elf.len - done);

		if (n < 0)
			break;
		done += (size_t)n;
	}
	if (fd < 0 || done < im->elf.len) {
		fail(error, im->copy, "cannot write a copy of the object",
		     g_strerror(errno));
		if (fd < 0)
			g_clear_pointer(&im->copy, g_free);
		else
			close(fd);
		return false;
	}
	close(fd);
	return true;
}

static bool open_copy(struct image *im, size_t image_size, GError **error)
{
	struct link_map *map;

	munmap((void *)(uintptr_t)im->base, image_size);
	gcov_register_in(im->counts);
	im->handle = dlopen(im->copy, RTLD_NOW | RTLD_LOCAL);
	gcov_register_end();
	if (!im->handle)
		return fail(error, im->path, "cannot be loaded", dlerror());
	if (dlinfo(im->handle, RTLD_DI_LINKMAP, &map))
		return fail(error, im->path, "cannot be loaded", dlerror());
	/* The linker's offset is beyond our move: 0 where it was obeyed. */
	im->moved = im->base + map->l_addr;
	return true;
}

static uint8_t *data_of(const struct image *im, size_t *size)
{
	*size = im->elf.data_end - im->elf.data;
	return (uint8_t *)(uintptr_t)(im->moved + im->elf.data);
}

static bool load(struct image *im, const char *platform, unsigned n_stacks,
		 GError **error)
{
	size_t image_size, stacks_size, size;
	g_autoptr(GError) why = NULL;
	gsize len;
	uint8_t *stack, *data;

	if (!g_file_get_contents(im->path, (char **)&im->file, &len, &why)) {
		g_set_error(error, TW_ERROR, TW_ERROR_FIRMWARE, "%s",
			    why->message);
		return false;
	}
	if (!object_open(&im->elf, im->path, im->file, len, error))
		return false;
	if (strcmp(im->elf.platform, platform)) {
		g_set_error(error, TW_ERROR, TW_ERROR_FIRMWARE,
			    "%s: made for platform %s, wanted %s: compile it "
			    "with `twowire cc --platform %s`",
			    im->path, im->elf.platform, platform, platform);
		return false;
	}
	image_size = (im->elf.span + 0xffff) & ~(size_t)0xffff;
	stacks_size = (size_t)n_stacks * (STACK_BYTES + GUARD_BYTES);
	if (image_size > UNIT * 256ull)
		return fail(error, im->path, "too large",
			    "firmware has room for 256 MiB");
	im->n_units = (uint32_t)((image_size + stacks_size + UNIT - 1) / UNIT);
	if (!reserve(im))
		return fail(error, im->path, "cannot be loaded",
			    "no addresses are left for another instance");
	object_move(&im->elf, im->base);
	im->stacks = (uint8_t *)(uintptr_t)im->base + im->n_units * UNIT;
	stack = im->stacks;
	for (unsigned i = 0; i < n_stacks; i++) {
		stack -= STACK_BYTES;
		mprotect(stack, STACK_BYTES, PROT_READ | PROT_WRITE);
		stack -= GUARD_BYTES;
	}
	if (!make_copy(im, error) || !open_copy(im, image_size, error))
		return false;
	data = data_of(im, &size);
	im->snapshot = g_memdup2(data, size);
	return true;
}

struct image *image_load(const char *path, const char *platform,
			 unsigned n_stacks, GError **error)
{
	struct image *im = g_new0(struct image, 1);

	im->path = g_strdup(path);
	im->counts = g_ptr_array_new_with_free_func(counts_free);
	if (load(im, platform, n_stacks, error))
		return im;
	image_free(im);
	return NULL;
}

/* What has been counted since the last time, or since it was loaded. */
static void write_counts(const struct image *im)
{
	for (guint i = 0; i < im->counts->len; i++)
		counts_write(im->counts->pdata[i]);
}

void image_free(struct image *im)
{
	if (!im)
		return;
	if (im->snapshot)
		write_counts(im);
	g_ptr_array_unref(im->counts);
	if (im->handle)
		dlclose(im->handle);
	if (im->base) {
		forget_frames((void *)(uintptr_t)im->base,
			      (size_t)im->n_units * UNIT);
		munmap((void *)(uintptr_t)im->base, (size_t)im->n_units * UNIT);
		memset(taken + im->unit, false, im->n_units);
	}
	if (im->copy)
		g_unlink(im->copy);
	g_free(im->snapshot);
	g_free(im->file);
	g_free(im->copy);
	g_free(im->path);
	g_free(im);
}

struct stack image_stack(const struct image *im, unsigned n)
{
	uint8_t *top = im->stacks - (size_t)n * (STACK_BYTES + GUARD_BYTES);

	return (struct stack){
		.low = top - STACK_BYTES, .top = top, .guard = GUARD_BYTES};
}

void *image_symbol(const struct image *im, const char *name)
{
	uintptr_t p = (uintptr_t)dlsym(im->handle, name);

	/* Not one of the libraries' that the object needs. */
	return p - im->moved < im->elf.span ? (void *)p : NULL;
}

size_t image_find(const struct image *im, enum tw_symbol_kind kind,
		  const char *name, struct tw_symbol *out)
{
	struct symbol found;
	size_t n = symbols_find(&im->elf, kind, name, &found);

	if (n)
		*out = (struct tw_symbol){(uintptr_t)(im->moved + found.at),
					  found.size};
	return n;
}

char **image_names(const struct image *im, enum tw_symbol_kind kind)
{
	return symbols_list(&im->elf, kind);
}

enum code image_code(const struct image *im, uintptr_t addr, uint64_t *in_file)
{
	const struct object *e = &im->elf;
	uint64_t at = addr - im->moved;

	if (at < e->code || at >= e->code_end)
		return CODE_NONE;
	*in_file = at;
	return at >= e->library && at < e->library_end ? CODE_LIBRARY
						       : CODE_FIRMWARE;
}

const char *image_path(const struct image *im)
{
	return im->path;
}

bool image_in_data(const struct image *im, uintptr_t addr, size_t len)
{
	size_t size;
	uintptr_t at = addr - (uintptr_t)data_of(im, &size);

	return at <= size && len <= size - at;
}

void image_reset(struct image *im)
{
	size_t size;
	uint8_t *data = data_of(im, &size);

	write_counts(im);
	memcpy(data, im->snapshot, size);
}

bool image_in_object(const struct image *im, uintptr_t addr, size_t len)
{
	uintptr_t at = addr - im->moved;

	return at <= im->elf.span && len <= im->elf.span - at;
}
