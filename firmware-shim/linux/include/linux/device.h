/* SPDX-License-Identifier: MIT */
/* Devices, drivers, and what goes with a device. */
#ifndef TW_LINUX_DEVICE_H
#define TW_LINUX_DEVICE_H

#include <linux/dev_printk.h>
#include <linux/err.h>
#include <linux/kobject.h>
#include <linux/list.h>
#include <linux/mod_devicetable.h>
#include <linux/property.h>
#include <linux/slab.h>

struct module;
struct device_node;

struct device_driver {
	const char *name;
	struct module *owner;
	const struct of_device_id *of_match_table;
	const char *mod_name;
	bool suppress_bind_attrs;
	const void *pm;
};

struct tw_devres;

struct device {
	struct device *parent;
	struct kobject kobj;
	struct device_driver *driver;
	void *platform_data;
	void *driver_data;
	struct device_node *of_node;
	struct fwnode_handle *fwnode;
	struct fwnode_handle tw_fwnode;
	struct tw_devres *tw_devres;
	char tw_name[32];
};

static inline const char *dev_name(const struct device *dev)
{
	return dev->tw_name;
}

static inline void *dev_get_drvdata(const struct device *dev)
{
	return dev->driver_data;
}

static inline void dev_set_drvdata(struct device *dev, void *data)
{
	dev->driver_data = data;
}

static inline void *dev_get_platdata(const struct device *dev)
{
	return dev->platform_data;
}

#define kobj_to_dev(k)	container_of(k, struct device, kobj)
#define dev_fwnode(dev) ((dev)->fwnode)
int dev_set_name(struct device *dev, const char *format, ...) __printf(2, 3);

/* Freed when the driver lets go of the device, the newest first. */
void *devm_kmalloc(struct device *dev, size_t size, gfp_t flags);
void devm_kfree(struct device *dev, const void *ptr);
char *devm_kstrdup(struct device *dev, const char *s, gfp_t flags);
int devm_add_action(struct device *dev, void (*action)(void *data), void *data);
int devm_add_action_or_reset(struct device *dev, void (*action)(void *data),
			     void *data);
void tw_devres_release_all(struct device *dev);

static inline void *devm_kzalloc(struct device *dev, size_t size, gfp_t flags)
{
	return devm_kmalloc(dev, size, flags | __GFP_ZERO);
}

static inline void *devm_kcalloc(struct device *dev, size_t n, size_t size,
				 gfp_t flags)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes))
		return NULL;
	return devm_kmalloc(dev, bytes, flags | __GFP_ZERO);
}

#endif /* TW_LINUX_DEVICE_H */
