/* SPDX-License-Identifier: MIT */
#ifndef TW_ZEPHYR_SYS_BYTEORDER_H
#define TW_ZEPHYR_SYS_BYTEORDER_H

#include <zephyr/types.h>

static inline void sys_put_be16(uint16_t v, uint8_t to[2])
{
	to[0] = (uint8_t)(v >> 8);
	to[1] = (uint8_t)v;
}

static inline void sys_put_le16(uint16_t v, uint8_t to[2])
{
	to[0] = (uint8_t)v;
	to[1] = (uint8_t)(v >> 8);
}

static inline void sys_put_be32(uint32_t v, uint8_t to[4])
{
	sys_put_be16((uint16_t)(v >> 16), to);
	sys_put_be16((uint16_t)v, to + 2);
}

static inline void sys_put_le32(uint32_t v, uint8_t to[4])
{
	sys_put_le16((uint16_t)v, to);
	sys_put_le16((uint16_t)(v >> 16), to + 2);
}

static inline uint16_t sys_get_be16(const uint8_t from[2])
{
	return (uint16_t)(from[0] << 8 | from[1]);
}

static inline uint16_t sys_get_le16(const uint8_t from[2])
{
	return (uint16_t)(from[1] << 8 | from[0]);
}

static inline uint32_t sys_get_be32(const uint8_t from[4])
{
	return (uint32_t)sys_get_be16(from) << 16 | sys_get_be16(from + 2);
}

static inline uint32_t sys_get_le32(const uint8_t from[4])
{
	return (uint32_t)sys_get_le16(from + 2) << 16 | sys_get_le16(from);
}

#define sys_cpu_to_be16(v) __builtin_bswap16(v)
#define sys_be16_to_cpu(v) __builtin_bswap16(v)
#define sys_cpu_to_be32(v) __builtin_bswap32(v)
#define sys_be32_to_cpu(v) __builtin_bswap32(v)
#define sys_cpu_to_le16(v) ((uint16_t)(v))
#define sys_le16_to_cpu(v) ((uint16_t)(v))
#define sys_cpu_to_le32(v) ((uint32_t)(v))
#define sys_le32_to_cpu(v) ((uint32_t)(v))

#endif /* TW_ZEPHYR_SYS_BYTEORDER_H */
