/* SPDX-License-Identifier: MIT */
/* What a target is, in a few words: "eeprom,size=256,page=8". */
#ifndef TW_APP_TORTURE_PROFILE_H
#define TW_APP_TORTURE_PROFILE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

enum torture_kind { TORTURE_REGISTERS, TORTURE_EEPROM, TORTURE_STREAM };

/* Numbers are uint32_t, for the table in profile.c. */
struct torture_profile {
	enum torture_kind kind;
	uint32_t addr, span;  /* the first 7-bit address, and how many */
	uint32_t boot_us;     /* until it answers */
	uint32_t max_hz;      /* of its mode */
	uint32_t pointer;     /* bytes before the data; 0: none */
	uint32_t size;	      /* registers or bytes */
	uint32_t width;	      /* bytes of one */
	uint32_t first, last; /* those that keep what is written */
	uint32_t locked;      /* one that does not; G_MAXUINT32: none */
	uint32_t sequential;  /* reads and writes go on with the next */
	uint32_t wrap;	      /* after the last comes the first */
	uint32_t keeps;	      /* the pointer outlives a STOP */
	uint32_t page, write_us;
	uint32_t patience_us; /* of the host in margins */
	uint32_t timeout_us;  /* SCL low for so long: it lets go; 0: never */
	/* Further ranges that keep what is written. */
	struct torture_range {
		uint32_t first, last;
	} also[4];
	uint32_t n_also;
	char *protect;	     /* input or net that protects it, or NULL */
	char *value, *other; /* of one register: "05 a0" */
	char *gives;	     /* the first bytes of a stream: "?? ff" */
};

/* @addr: what the command line says already, or 0. */
bool torture_profile_parse(const char *text, uint32_t addr,
			   struct torture_profile *profile, GError **error);
void torture_profile_clear(struct torture_profile *profile);

/* Reasons not to check, for tables of checks. NULL: there is none. */
const char *torture_unfit_memory(const struct torture_profile *p);
const char *torture_unfit_sequential(const struct torture_profile *p);
const char *torture_unfit_keeps(const struct torture_profile *p);
const char *torture_unfit_wrap(const struct torture_profile *p);
const char *torture_unfit_eeprom(const struct torture_profile *p);
const char *torture_unfit_protect(const struct torture_profile *p);
const char *torture_unfit_also(const struct torture_profile *p);
const char *torture_unfit_locked(const struct torture_profile *p);

#endif /* TW_APP_TORTURE_PROFILE_H */
