/* SPDX-License-Identifier: MIT */
/*
 * What twowire-import writes to its standard output. Bytes and numbers, the
 * numbers as unsigned LEB128 (seven bits a byte, the lowest first).
 *
 *   magic, then records, each a letter and its numbers:
 *   H rate n (length name)...  once, before all others but E: samples a
 *                              second (0: unknown), channels and their names
 *   C delta levels             from the sample that many after the last record
 *                              (the first: after sample 0) all channels'
 * levels, a bit each; comes for sample 0 and each change T delta so far,
 * nothing changed: it is still at work Z delta                    the capture
 * ends there; nothing follows E length text              it cannot be read;
 * nothing follows
 *
 * A stream that ends with neither Z nor E was cut off.
 */
#ifndef TW_TRACE_IMPORT_STREAM_H
#define TW_TRACE_IMPORT_STREAM_H

#define IMPORT_MAGIC	"twowire-import/1\n"
#define IMPORT_CHANNELS 64u   /* at most */
#define IMPORT_NAME	1024u /* bytes of a channel's name, at most */
#define IMPORT_TEXT	4096u /* bytes of an error, at most */

/* What the program allows itself. */
#define IMPORT_CPU_S  20u
#define IMPORT_MEMORY (256u << 20) /* bytes of address space */
#define IMPORT_OUTPUT (4ull << 30) /* bytes, if it writes to a file */
/* T at least this often. */
#define IMPORT_BEAT (1u << 24) /* samples */

#endif /* TW_TRACE_IMPORT_STREAM_H */
