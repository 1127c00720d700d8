/* SPDX-License-Identifier: MIT */
/* Devices that no bus finds, and their drivers: matched by name. */
#include <linux/platform_device.h>

static struct platform_device *devices;
static struct platform_driver *drivers;

static bool matches(const struct platform_driver *driver,
		    struct platform_device *pdev)
{
	const struct platform_device_id *id = driver->id_table;

	for (; id && id->name[0]; id++)
		if (!strcmp(id->name, pdev->name)) {
			pdev->id_entry = id;
			return true;
		}
	return !driver->id_table && !strcmp(driver->driver.name, pdev->name);
}

static void let_go(struct platform_device *pdev)
{
	tw_devres_release_all(&pdev->dev);
	pdev->dev.driver = NULL;
	pdev->dev.driver_data = NULL;
}

static void bind(struct platform_driver *driver, struct platform_device *pdev)
{
	int error;

	if (pdev->dev.driver || !matches(driver, pdev))
		return;
	pdev->dev.driver = &driver->driver;
	error = driver->probe(pdev);
	if (!error)
		return;
	let_go(pdev);
	printk("%s %s: probe with driver %s failed with error %d\n",
	       driver->driver.name, dev_name(&pdev->dev), driver->driver.name,
	       error);
}

static void unbind(struct platform_driver *driver, struct platform_device *pdev)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 11, 0)
	if (driver->remove_new)
		driver->remove_new(pdev);
	else
#endif
		if (driver->remove)
		driver->remove(pdev);
	let_go(pdev);
}

int platform_driver_register(struct platform_driver *driver)
{
	driver->tw_next = drivers;
	drivers = driver;
	for (struct platform_device *p = devices; p; p = p->tw_next)
		bind(driver, p);
	return 0;
}

void platform_driver_unregister(struct platform_driver *driver)
{
	struct platform_driver **at = &drivers;

	while (*at && *at != driver)
		at = &(*at)->tw_next;
	if (*at)
		*at = driver->tw_next;
	for (struct platform_device *p = devices; p; p = p->tw_next)
		if (p->dev.driver == &driver->driver)
			unbind(driver, p);
}

int platform_device_register(struct platform_device *pdev)
{
	if (pdev->id == PLATFORM_DEVID_NONE)
		dev_set_name(&pdev->dev, "%s", pdev->name);
	else
		dev_set_name(&pdev->dev, "%s.%d", pdev->name, pdev->id);
	pdev->tw_next = devices;
	devices = pdev;
	for (struct platform_driver *d = drivers; d; d = d->tw_next)
		bind(d, pdev);
	return 0;
}

int platform_add_devices(struct platform_device **devs, int n)
{
	for (int i = 0; i < n; i++)
		platform_device_register(devs[i]);
	return 0;
}

void platform_device_unregister(struct platform_device *pdev)
{
	struct platform_device **at = &devices;

	if (pdev->dev.driver)
		unbind(container_of(pdev->dev.driver, struct platform_driver,
				    driver),
		       pdev);
	while (*at && *at != pdev)
		at = &(*at)->tw_next;
	if (*at)
		*at = pdev->tw_next;
}
