/* SPDX-License-Identifier: MIT */
/* Firmware files that are built in. */
#include <linux/firmware.h>
#include <linux/slab.h>

extern const struct builtin_fw __start_tw_builtin_fw[] __attribute__((weak));
extern const struct builtin_fw __stop_tw_builtin_fw[] __attribute__((weak));

static const struct builtin_fw *find(const char *name)
{
	const struct builtin_fw *b = __start_tw_builtin_fw;

	while (b < __stop_tw_builtin_fw && strcmp(b->name, name))
		b++;
	return b < __stop_tw_builtin_fw ? b : NULL;
}

static int make(const struct firmware **fw, const void *data, size_t size)
{
	struct firmware *made = kzalloc(sizeof(*made), GFP_KERNEL);

	if (!made)
		return -ENOMEM;
	made->data = data;
	made->size = size;
	*fw = made;
	return 0;
}

int firmware_request_nowarn(const struct firmware **fw, const char *name,
			    struct device *device)
{
	const struct builtin_fw *b = find(name);

	(void)device;
	*fw = NULL;
	return b ? make(fw, b->data, b->size) : -ENOENT;
}

int request_firmware(const struct firmware **fw, const char *name,
		     struct device *device)
{
	int error = firmware_request_nowarn(fw, name, device);

	if (error)
		pr_warn("Direct firmware load for %s failed with error %d\n",
			name, error);
	return error;
}

int request_firmware_into_buf(const struct firmware **fw, const char *name,
			      struct device *device, void *buf, size_t size)
{
	const struct builtin_fw *b = find(name);

	if (!b)
		return request_firmware(fw, name, device);
	if (b->size > size)
		return -EFBIG;
	memcpy(buf, b->data, b->size);
	return make(fw, buf, b->size);
}

void release_firmware(const struct firmware *fw)
{
	kfree(fw);
}
