/* SPDX-License-Identifier: MIT */
/*
 * The parts a program knows by name. The engine names none: tables of them are
 * passed in, so a program may bring its own.
 */
#ifndef TW_PARTS_H
#define TW_PARTS_H

#include "twowire/chip.h"
#include "twowire/model.h"

G_BEGIN_DECLS

struct tw_parts {
	const struct tw_model *const *models;	    /* ends with NULL */
	const struct tw_platform *const *platforms; /* ends with NULL */
};

/* All that come with twowire. */
extern const struct tw_parts tw_parts;

/* By name, or NULL. */
const struct tw_model *tw_parts_model(const struct tw_parts *parts,
				      const char *name);
const struct tw_platform *tw_parts_platform(const struct tw_parts *parts,
					    const char *name);

G_END_DECLS

#endif /* TW_PARTS_H */
