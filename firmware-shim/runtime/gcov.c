/* SPDX-License-Identifier: MIT */
/*
 * What gcc's and clang's --coverage calls. `twowire cc` gives the compilers'
 * names a tw_fw_ in front, so that they are not those of a simulator that is
 * itself compiled for coverage. Where the counters are is taken down while the
 * object is loaded, before firmware can spoil anything; libgcov is not linked.
 *
 * Modelled: gcc 10 to 15, clang 11 to 18, with counters of 64 bits.
 */
#include "runtime/gcov.h"

#include "runtime/counts.h"

#pragma GCC diagnostic ignored "-Wmissing-prototypes"

static GPtrArray *registering;	 /* NULL: nobody does */
static struct counts *under_way; /* clang's */

void gcov_register_in(GPtrArray *all)
{
	registering = all;
}

void gcov_register_end(void)
{
	registering = NULL;
	under_way = NULL;
}

/* --- gcc --------------------------------------------------------------- */

struct gcc_counters {
	uint32_t n;
	const uint64_t *values;
};

struct gcc_function {
	const void *of; /* the source that it counts in, should several have it
			 */
	uint32_t ident;
	uint32_t line_sum;
	uint32_t graph_sum;
	struct gcc_counters counters[];
};

/* Of a source; what follows depends on the compiler's version. */
struct gcc_source {
	uint32_t version;
	const void *next;
	uint32_t stamp;
	uint32_t checksum;
	const char *path;
	void (*merge[])(void);
};

struct gcc_functions {
	uint32_t n;
	const struct gcc_function *const *all;
};

static unsigned kinds_of_counters(unsigned version)
{
	return version < 140 ? 8 : version < 150 ? 9 : 10;
}

void tw_fw_gcov_init(const struct gcc_source *s)
{
	unsigned version = counts_version(s->version);
	const struct gcc_functions *functions =
		(const void *)(s->merge + kinds_of_counters(version));
	struct counts *c;

	if (!registering)
		return;
	c = counts_new(s->path, s->version, s->stamp, s->checksum);
	g_ptr_array_add(registering, c);
	for (uint32_t i = 0; i < functions->n; i++) {
		const struct gcc_function *f = functions->all[i];

		if (f && f->of == s)
			counts_add(c,
				   &(struct counts_function){
					   f->ident, f->line_sum, f->graph_sum,
					   f->counters[0].values,
					   f->counters[0].n});
	}
}

/* Files are written when an instance is reset or freed, not at its end. */
void tw_fw_gcov_exit(void)
{
}

/* Stands in each source's description for a sum. */
void tw_fw_gcov_merge_add(void)
{
}

/* --- clang ------------------------------------------------------------- */

/* Its own code lists what there is, by the functions below. */
void tw_fw_llvm_gcov_init(void (*list)(void), void (*reset)(void))
{
	if (registering)
		list();
}

void tw_fw_llvm_gcda_start_file(const char *path, uint32_t version,
				uint32_t stamp)
{
	if (!registering)
		return;
	under_way = counts_new(path, version, stamp, 0);
	g_ptr_array_add(registering, under_way);
}

void tw_fw_llvm_gcda_emit_function(uint32_t ident, uint32_t line_sum,
				   uint32_t graph_sum)
{
	if (under_way)
		counts_add(under_way,
			   &(struct counts_function){ident, line_sum, graph_sum,
						     NULL, 0});
}

void tw_fw_llvm_gcda_emit_arcs(uint32_t n, const uint64_t *counters)
{
	struct counts_function *last;

	if (!under_way || !under_way->functions->len)
		return;
	last = &g_array_index(under_way->functions, struct counts_function,
			      under_way->functions->len - 1);
	last->counters = counters;
	last->n = n;
}

void tw_fw_llvm_gcda_summary_info(void)
{
}

void tw_fw_llvm_gcda_end_file(void)
{
	under_way = NULL;
}
