/* SPDX-License-Identifier: MIT */
/* Firmware files: those built into the kernel, each named with
 * DECLARE_BUILTIN_FIRMWARE(). */
#ifndef TW_LINUX_FIRMWARE_H
#define TW_LINUX_FIRMWARE_H

#include <linux/kernel.h>

struct device;

struct firmware {
	size_t size;
	const u8 *data;
	void *priv;
};

struct builtin_fw {
	const char *name;
	const void *data;
	unsigned long size;
};

#define TW_FIRMWARE_NAME2(a, b) a##b
#define TW_FIRMWARE_NAME(n)	TW_FIRMWARE_NAME2(tw_builtin_firmware_, n)
#define DECLARE_BUILTIN_FIRMWARE(name, blob)                                   \
	static const struct builtin_fw TW_FIRMWARE_NAME(__COUNTER__)           \
		__attribute__((__used__, __section__("tw_builtin_fw"))) = {    \
			name, &(blob), sizeof(blob)}

int request_firmware(const struct firmware **fw, const char *name,
		     struct device *device);
int firmware_request_nowarn(const struct firmware **fw, const char *name,
			    struct device *device);
/* -EFBIG: the buffer is too small. */
int request_firmware_into_buf(const struct firmware **fw, const char *name,
			      struct device *device, void *buf, size_t size);
void release_firmware(const struct firmware *fw);

#endif /* TW_LINUX_FIRMWARE_H */
