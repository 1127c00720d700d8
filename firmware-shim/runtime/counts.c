/* SPDX-License-Identifier: MIT */
/*
 * The format of .gcda files: words of 32 bits in the host's order. Magic,
 * version, stamp, from gcc 12 on a checksum; then records of a tag, a length
 * (in words; from gcc 12 on in bytes) and that much content: how many runs,
 * then for each function what it is and its counters, of 64 bits, the lower
 * word first. A tag of 0 ends them.
 *
 * Modelled: the formats of gcc 9 to 14 and of clang (that of gcc 4.8).
 * Left out: counters of other kinds than -fprofile-arcs has; sum_max, which
 * only optimising compilers read, is 0.
 */
#include "runtime/counts.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAGIC	     0x67636461u
#define TAG_FUNCTION 0x01000000u
#define TAG_ARCS     0x01a10000u
#define TAG_OBJECT   0xa1000000u
#define TAG_PROGRAM  0xa3000000u

unsigned counts_version(uint32_t version)
{
	unsigned a = version >> 24, b = (version >> 16 & 0xff) - '0',
		 c = (version >> 8 & 0xff) - '0';

	return a >= 'A' ? (a - 'A') * 100 + b * 10 + c : (a - '0') * 10 + c;
}

struct counts *counts_new(const char *path, uint32_t version, uint32_t stamp,
			  uint32_t checksum)
{
	struct counts *c = g_new0(struct counts, 1);

	c->path = g_strdup(path);
	c->version = version;
	c->stamp = stamp;
	c->checksum = checksum;
	c->functions =
		g_array_new(FALSE, FALSE, sizeof(struct counts_function));
	return c;
}

void counts_free(void *counts)
{
	struct counts *c = counts;

	g_array_unref(c->functions);
	g_free(c->path);
	g_free(c);
}

void counts_add(struct counts *c, const struct counts_function *function)
{
	g_array_append_val(c->functions, *function);
}

/* --- what is to be written --------------------------------------------- */

/* Words of a file, to be. */
struct words {
	GArray *all;
	uint32_t unit; /* of lengths, in bytes of which a word has four */
};

static void put(struct words *w, uint32_t word)
{
	g_array_append_val(w->all, word);
}

static void put_tag(struct words *w, uint32_t tag, uint32_t n_words)
{
	put(w, tag);
	put(w, n_words * w->unit);
}

static void put_head(struct words *w, const struct counts *c)
{
	put(w, MAGIC);
	put(w, c->version);
	put(w, c->stamp);
	if (counts_version(c->version) >= 120)
		put(w, c->checksum);
}

/* In which word of its record the number of runs is. */
static uint32_t place_of_runs(uint32_t tag)
{
	return tag == TAG_OBJECT ? 2 : tag == TAG_PROGRAM ? 4 : 0;
}

/* Before gcc 9 it was in another record, as clang has it still. */
static void put_runs(struct words *w, const struct counts *c)
{
	if (counts_version(c->version) < 90) {
		put_tag(w, TAG_PROGRAM, 3);
		put(w, 0);
		put(w, 0);
		put(w, 1);
	} else {
		put_tag(w, TAG_OBJECT, 2);
		put(w, 1);
		put(w, 0);
	}
}

static void put_function(struct words *w, const struct counts_function *f)
{
	put_tag(w, TAG_FUNCTION, 3);
	put(w, f->ident);
	put(w, f->line_sum);
	put(w, f->graph_sum);
	put_tag(w, TAG_ARCS, 2 * f->n);
	for (uint32_t i = 0; i < f->n; i++) {
		put(w, (uint32_t)f->counters[i]);
		put(w, (uint32_t)(f->counters[i] >> 32));
	}
}

static GArray *file_of(const struct counts *c)
{
	struct words w = {
		.all = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
		.unit = counts_version(c->version) >= 120 ? 4 : 1,
	};

	put_head(&w, c);
	put_runs(&w, c);
	for (guint i = 0; i < c->functions->len; i++)
		put_function(&w, &g_array_index(c->functions,
						struct counts_function, i));
	put(&w, 0);
	return w.all;
}

/* --- what is there ----------------------------------------------------- */

static void add(uint32_t *to, const uint32_t *from)
{
	uint64_t sum = (to[0] | (uint64_t)to[1] << 32) +
		       (from[0] | (uint64_t)from[1] << 32);

	to[0] = (uint32_t)sum;
	to[1] = (uint32_t)(sum >> 32);
}

/* Adds what @had counts to @now. Two files of one compilation are the same but
 * for that; if @had is of another one, it counts for nothing. */
static void merge(const struct counts *c, uint32_t *now, const uint32_t *had)
{
	unsigned version = counts_version(c->version);
	uint32_t head = version >= 120 ? 4 : 3, unit = version >= 120 ? 4 : 1;

	if (memcmp(now, had, head * sizeof(*now)))
		return;
	now += head;
	had += head;
	while (*now && now[0] == had[0] && now[1] == had[1]) {
		uint32_t n = now[1] / unit, runs = place_of_runs(now[0]);

		if (runs)
			now[runs] += had[runs];
		for (uint32_t i = 2; now[0] == TAG_ARCS && i < n + 2; i += 2)
			add(now + i, had + i);
		now += n + 2;
		had += n + 2;
	}
}

static bool update(const struct counts *c, int fd, uint32_t *now, size_t size)
{
	g_autofree uint32_t *had = g_malloc(size);
	struct stat there;

	if (flock(fd, LOCK_EX) || fstat(fd, &there))
		return false;
	if ((size_t)there.st_size == size &&
	    pread(fd, had, size, 0) == (ssize_t)size)
		merge(c, now, had);
	return pwrite(fd, now, size, 0) == (ssize_t)size &&
	       !ftruncate(fd, (off_t)size);
}

void counts_write(const struct counts *c)
{
	g_autoptr(GArray) all = file_of(c);
	int fd = open(c->path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);

	if (fd < 0 || !update(c, fd, (uint32_t *)(void *)all->data,
			      all->len * sizeof(uint32_t)))
		g_printerr("twowire: %s: cannot be written: %s\n", c->path,
			   g_strerror(errno));
	if (fd >= 0)
		close(fd);
}
