/* SPDX-License-Identifier: MIT */
/* Properties of a device, from its software node. */
#include <linux/device.h>

static const struct property_entry *find(const struct device *dev,
					 const char *name)
{
	const struct property_entry *p = NULL;

	if (dev->fwnode && dev->fwnode->node)
		p = dev->fwnode->node->properties;
	while (p && p->name && strcmp(p->name, name))
		p++;
	return p && p->name ? p : NULL;
}

bool device_property_present(const struct device *dev, const char *name)
{
	return find(dev, name) != NULL;
}

bool device_property_read_bool(const struct device *dev, const char *name)
{
	return find(dev, name) != NULL;
}

static int read_number(const struct device *dev, const char *name, u64 most,
		       u64 *value)
{
	const struct property_entry *p = find(dev, name);

	if (!p || p->type == TW_PROPERTY_BOOL)
		return p ? -ENODATA : -EINVAL;
	if (p->type != TW_PROPERTY_INT)
		return -EPROTO;
	if (p->value > most)
		return -EOVERFLOW;
	*value = p->value;
	return 0;
}

int device_property_read_u8(const struct device *dev, const char *name, u8 *v)
{
	u64 value;
	int error = read_number(dev, name, 0xff, &value);

	if (!error)
		*v = (u8)value;
	return error;
}

int device_property_read_u16(const struct device *dev, const char *name, u16 *v)
{
	u64 value;
	int error = read_number(dev, name, 0xffff, &value);

	if (!error)
		*v = (u16)value;
	return error;
}

int device_property_read_u32(const struct device *dev, const char *name, u32 *v)
{
	u64 value;
	int error = read_number(dev, name, 0xffffffff, &value);

	if (!error)
		*v = (u32)value;
	return error;
}

int device_property_read_string(const struct device *dev, const char *name,
				const char **v)
{
	const struct property_entry *p = find(dev, name);

	if (!p)
		return -EINVAL;
	if (p->type != TW_PROPERTY_STRING)
		return -EPROTO;
	*v = p->text;
	return 0;
}

/* Only device trees match by a table with data. */
const void *device_get_match_data(const struct device *dev)
{
	(void)dev;
	return NULL;
}
