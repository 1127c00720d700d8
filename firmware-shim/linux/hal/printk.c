/* SPDX-License-Identifier: MIT */
/* The kernel's log, and its ends. */
#include <linux/device.h>
#include <linux/kernel.h>

#include "twowire/firmware.h"

/* Without the mark of its level. */
static const char *text_of(const char *format)
{
	return format[0] == KERN_SOH[0] && format[1] ? format + 2 : format;
}

int _printk(const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vprintf(text_of(format), args);
	va_end(args);
	return n;
}

static void print_for(const struct device *dev, const char *format,
		      va_list args)
{
	if (!dev)
		printf("(NULL device *): ");
	else
		printf("%s %s: ", dev->driver ? dev->driver->name : "i2c",
		       dev_name(dev));
	vprintf(format, args);
}

void _dev_printk(const char *level, const struct device *dev,
		 const char *format, ...)
{
	va_list args;

	(void)level;
	va_start(args, format);
	print_for(dev, format, args);
	va_end(args);
}

int dev_err_probe(const struct device *dev, int error, const char *format, ...)
{
	va_list args;
	char text[200];

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	dev_err(dev, "error %d: %s", error, text);
	return error;
}

void tw_bug(const char *what, const char *file, int line, const char *function)
{
	const char *base = strrchr(file, '/');
	char place[200];

	snprintf(place, sizeof(place), "%s:%d (%s)", base ? base + 1 : file,
		 line, function);
	tw_fw_fail(what, place);
}
