/* SPDX-License-Identifier: MIT */
/* Reads a member of a ZIP file from its beginning to its end. */
#ifndef TW_TRACE_SR_INFLATE_H
#define TW_TRACE_SR_INFLATE_H

#include <stddef.h>
#include <stdint.h>
#include <zip.h>

struct sr_inflate;

/* NULL: zip_strerror() says why. */
struct sr_inflate *tw_sr_inflate_open(zip_t *zip, zip_uint64_t index);
/* Up to @n bytes; 0 at the end, -1 on damage, of which sr_inflate_why() tells.
 * The end is one only if the checksum holds. */
zip_int64_t tw_sr_inflate_read(struct sr_inflate *s, uint8_t *buf, size_t n);
const char *tw_sr_inflate_why(const struct sr_inflate *s);
void tw_sr_inflate_close(struct sr_inflate *s);

#endif /* TW_TRACE_SR_INFLATE_H */
