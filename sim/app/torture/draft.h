/* SPDX-License-Identifier: MIT */
/*
 * One case of a check, as it is being written. draft_begin(), then what is
 * special about it, then steps, then draft_try(), which runs it and counts for
 * the check under way what came of it.
 */
#ifndef TW_APP_TORTURE_DRAFT_H
#define TW_APP_TORTURE_DRAFT_H

#include "app/torture/torture.h"

struct draft {
	struct torture *t;
	char *name; /* "missing clock, write, byte 1, bit 3" */
	GString *devices, *hosts, *faults, *steps;
	const char *by; /* who does the transfers: a host's id */
	uint32_t irq_latency_cycles;
};

/* The target is powered and has booted. */
void draft_begin(struct draft *d, struct torture *t, const char *format, ...)
	G_GNUC_PRINTF(3, 4);
/* true: it held. Frees all but @d itself. */
bool draft_try(struct draft *d);

/* JSON objects. Without a host there is one of 100 kHz, "host". */
void draft_device(struct draft *d, const char *format, ...) G_GNUC_PRINTF(2, 3);
void draft_host(struct draft *d, const char *format, ...) G_GNUC_PRINTF(2, 3);
void draft_fault(struct draft *d, const char *format, ...) G_GNUC_PRINTF(2, 3);
void draft_step(struct draft *d, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* tx or rx NULL: none; @more: further keys, each ", \"key\": value". */
void draft_transfer(struct draft *d, uint32_t addr, const char *tx,
		    const char *rx, const char *more);

#define DRAFT_ANY ", \"result\": \"any\", \"timeout_us\": 60000"

/* The register's address, and its pointer and @data as bytes; free them. */
uint32_t draft_address(const struct draft *d, uint32_t cell);
char *draft_bytes(const struct draft *d, uint32_t cell, const char *data);

/* Of any kind of target: writes @data and waits until it is written; reads
 * what must be @data. A stream's are its own. */
void draft_put(struct draft *d, uint32_t cell, const char *data,
	       const char *more);
void draft_get(struct draft *d, uint32_t cell, const char *data,
	       const char *more);
void draft_wait(struct draft *d); /* the write time */
/* A read of which nothing is expected but what @more says: of @cell, or, with
 * G_MAXUINT32, without a pointer. */
void draft_ask(struct draft *d, uint32_t addr, uint32_t cell, uint32_t n,
	       const char *more);
/* Bytes as the notation of transfers has them: "0x00 0x10". Free it. */
char *draft_words(const char *bytes);
/* Transfers that must succeed, whatever was before. */
void draft_clean(struct draft *d);
/* The transfer that is disturbed: a write, or a read with its pointer. */
void draft_victim(struct draft *d, bool read);
/* Of a profile's value the one for the n-th register. Free it. */
char *draft_value(const struct torture_profile *p, uint32_t n);

#endif /* TW_APP_TORTURE_DRAFT_H */
