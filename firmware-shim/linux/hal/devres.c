/* SPDX-License-Identifier: MIT */
/* What goes with a device when its driver lets go of it. */
#include <linux/device.h>

struct tw_devres {
	struct tw_devres *next; /* an older one */
	void (*action)(void *data);
	void *data;
};

int dev_set_name(struct device *dev, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(dev->tw_name, sizeof(dev->tw_name), format, args);
	va_end(args);
	dev->kobj.name = dev->tw_name;
	return 0;
}

int devm_add_action(struct device *dev, void (*action)(void *data), void *data)
{
	struct tw_devres *r = kmalloc(sizeof(*r), GFP_KERNEL);

	if (!r)
		return -ENOMEM;
	*r = (struct tw_devres){dev->tw_devres, action, data};
	dev->tw_devres = r;
	return 0;
}

int devm_add_action_or_reset(struct device *dev, void (*action)(void *data),
			     void *data)
{
	int error = devm_add_action(dev, action, data);

	if (error)
		action(data);
	return error;
}

static void free_it(void *data)
{
	kfree(data);
}

void *devm_kmalloc(struct device *dev, size_t size, gfp_t flags)
{
	void *ptr = kmalloc(size, flags);

	if (ptr && devm_add_action_or_reset(dev, free_it, ptr))
		return NULL;
	return ptr;
}

char *devm_kstrdup(struct device *dev, const char *s, gfp_t flags)
{
	char *copy = s ? devm_kmalloc(dev, strlen(s) + 1, flags) : NULL;

	return copy ? strcpy(copy, s) : NULL;
}

void devm_kfree(struct device *dev, const void *ptr)
{
	for (struct tw_devres **at = &dev->tw_devres; *at; at = &(*at)->next) {
		struct tw_devres *r = *at;

		if (r->action != free_it || r->data != ptr)
			continue;
		*at = r->next;
		kfree(r);
		kfree(ptr);
		return;
	}
	WARN_ON(ptr);
}

void tw_devres_release_all(struct device *dev)
{
	while (dev->tw_devres) {
		struct tw_devres *r = dev->tw_devres;

		dev->tw_devres = r->next;
		r->action(r->data);
		kfree(r);
	}
}
