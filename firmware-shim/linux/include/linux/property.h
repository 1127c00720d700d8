/* SPDX-License-Identifier: MIT */
/* A device's properties, from its software node: a table in C, in place of a
 * device tree. */
#ifndef TW_LINUX_PROPERTY_H
#define TW_LINUX_PROPERTY_H

#include <linux/types.h>

struct device;

enum tw_property { TW_PROPERTY_BOOL, TW_PROPERTY_INT, TW_PROPERTY_STRING };

struct property_entry {
	const char *name;
	enum tw_property type;
	u64 value;
	const char *text;
};

#define PROPERTY_ENTRY_U8(n, v)                                                \
	((struct property_entry){n, TW_PROPERTY_INT, v, NULL})
#define PROPERTY_ENTRY_U16(n, v) PROPERTY_ENTRY_U8(n, v)
#define PROPERTY_ENTRY_U32(n, v) PROPERTY_ENTRY_U8(n, v)
#define PROPERTY_ENTRY_U64(n, v) PROPERTY_ENTRY_U8(n, v)
#define PROPERTY_ENTRY_BOOL(n)                                                 \
	((struct property_entry){n, TW_PROPERTY_BOOL, 1, NULL})
#define PROPERTY_ENTRY_STRING(n, s)                                            \
	((struct property_entry){n, TW_PROPERTY_STRING, 0, s})

struct software_node {
	const char *name;
	const struct software_node *parent;
	const struct property_entry *properties;
};

struct fwnode_handle {
	const struct software_node *node;
};

bool device_property_present(const struct device *dev, const char *name);
bool device_property_read_bool(const struct device *dev, const char *name);
int device_property_read_u8(const struct device *dev, const char *name, u8 *v);
int device_property_read_u16(const struct device *dev, const char *name,
			     u16 *v);
int device_property_read_u32(const struct device *dev, const char *name,
			     u32 *v);
int device_property_read_string(const struct device *dev, const char *name,
				const char **v);
const void *device_get_match_data(const struct device *dev);

#endif /* TW_LINUX_PROPERTY_H */
