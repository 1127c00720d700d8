/* SPDX-License-Identifier: MIT */
/* Devices that no bus finds: a board file registers them. */
#ifndef TW_LINUX_PLATFORM_DEVICE_H
#define TW_LINUX_PLATFORM_DEVICE_H

#include <linux/device.h>
#include <linux/mod_devicetable.h>
#include <linux/version.h>

#define PLATFORM_DEVID_NONE (-1)

struct platform_device {
	const char *name;
	int id;
	struct device dev;
	const struct platform_device_id *id_entry;
	struct platform_device *tw_next;
};

struct platform_driver {
	int (*probe)(struct platform_device *pdev);
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 11, 0)
	void (*remove)(struct platform_device *pdev);
#else
	int (*remove)(struct platform_device *pdev);
	void (*remove_new)(struct platform_device *pdev);
#endif
	void (*shutdown)(struct platform_device *pdev);
	struct device_driver driver;
	const struct platform_device_id *id_table;
	struct platform_driver *tw_next;
};

#define to_platform_device(d)		 container_of(d, struct platform_device, dev)
#define platform_get_drvdata(pdev)	 dev_get_drvdata(&(pdev)->dev)
#define platform_set_drvdata(pdev, data) dev_set_drvdata(&(pdev)->dev, data)
#define platform_get_device_id(pdev)	 ((pdev)->id_entry)

int platform_driver_register(struct platform_driver *driver);
void platform_driver_unregister(struct platform_driver *driver);
int platform_device_register(struct platform_device *pdev);
int platform_add_devices(struct platform_device **devs, int n);
void platform_device_unregister(struct platform_device *pdev);

#define module_platform_driver(driver)                                         \
	module_driver(driver, platform_driver_register,                        \
		      platform_driver_unregister)
#define builtin_platform_driver(driver) module_platform_driver(driver)

#endif /* TW_LINUX_PLATFORM_DEVICE_H */
