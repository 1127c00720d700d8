/* SPDX-License-Identifier: MIT */
/* Files of devices, and opening them. */
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/sysfs.h>

enum { MAX_FILES = 32 };

/* One that is there; a plain attribute has no bytes to read. */
struct entry {
	struct kobject *kobj; /* NULL: free */
	const struct attribute *attr;
	const struct bin_attribute *bin;
};

struct file {
	struct entry *entry;
	int flags;
};

static struct entry entries[MAX_FILES];

static struct entry *find(const struct kobject *kobj, const char *name)
{
	for (struct entry *e = entries; e < entries + MAX_FILES; e++)
		if (e->kobj == kobj && !strcmp(e->attr->name, name))
			return e;
	return NULL;
}

static int add(struct kobject *kobj, const struct attribute *attr,
	       const struct bin_attribute *bin)
{
	if (find(kobj, attr->name))
		return -EEXIST;
	for (struct entry *e = entries; e < entries + MAX_FILES; e++) {
		if (e->kobj)
			continue;
		*e = (struct entry){kobj, attr, bin};
		return 0;
	}
	return -ENOMEM;
}

static void drop(struct kobject *kobj, const struct attribute *attr)
{
	struct entry *e = find(kobj, attr->name);

	if (e)
		e->kobj = NULL;
}

int sysfs_create_bin_file(struct kobject *kobj,
			  const struct bin_attribute *attr)
{
	return add(kobj, &attr->attr, attr);
}

void sysfs_remove_bin_file(struct kobject *kobj,
			   const struct bin_attribute *attr)
{
	drop(kobj, &attr->attr);
}

int sysfs_create_file(struct kobject *kobj, const struct attribute *attr)
{
	return add(kobj, attr, NULL);
}

void sysfs_remove_file(struct kobject *kobj, const struct attribute *attr)
{
	drop(kobj, attr);
}

int sysfs_emit(char *buf, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(buf, 4096, format, args);
	va_end(args);
	return n < 4096 ? n : 4095;
}

/* --- opening -----------------------------------------------------------------
 */

/* By the ends of the path: .../<device>/<file>. */
static struct entry *by_path(const char *path)
{
	for (struct entry *e = entries; e < entries + MAX_FILES; e++) {
		char end[100];
		size_t n, all = strlen(path);

		if (!e->kobj || !e->bin)
			continue;
		n = (size_t)scnprintf(end, sizeof(end), "/%s/%s", e->kobj->name,
				      e->attr->name);
		if (n <= all && !strcmp(path + all - n, end))
			return e;
	}
	return NULL;
}

struct file *filp_open(const char *path, int flags, umode_t mode)
{
	struct entry *e = str_has_prefix(path, "/sys/") ? by_path(path) : NULL;
	struct file *file;

	(void)mode;
	if (!e)
		return ERR_PTR(-ENOENT);
	file = kzalloc(sizeof(*file), GFP_KERNEL);
	if (!file)
		return ERR_PTR(-ENOMEM);
	file->entry = e;
	file->flags = flags & O_ACCMODE;
	return file;
}

int filp_close(struct file *file, void *id)
{
	(void)id;
	kfree(file);
	return 0;
}

/* Never past the size of the file. */
static ssize_t clip(const struct bin_attribute *bin, size_t count, loff_t pos)
{
	if (pos < 0)
		return -EINVAL;
	if ((size_t)pos >= bin->size)
		return 0;
	return (ssize_t)min(count, bin->size - (size_t)pos);
}

static TW_BIN_ATTRIBUTE *attribute_of(const struct bin_attribute *bin)
{
	return (TW_BIN_ATTRIBUTE *)(uintptr_t)bin;
}

ssize_t kernel_read(struct file *file, void *buf, size_t count, loff_t *pos)
{
	const struct bin_attribute *bin = file->entry->bin;
	ssize_t n = clip(bin, count, *pos);

	if (file->flags == O_WRONLY)
		return -EBADF;
	if (n <= 0 || !bin->read)
		return n <= 0 ? n : -EIO;
	n = bin->read(file, file->entry->kobj, attribute_of(bin), buf, *pos,
		      (size_t)n);
	if (n > 0)
		*pos += n;
	return n;
}

ssize_t kernel_write(struct file *file, const void *buf, size_t count,
		     loff_t *pos)
{
	const struct bin_attribute *bin = file->entry->bin;
	ssize_t n = clip(bin, count, *pos);
	char *copy;

	if (file->flags == O_RDONLY)
		return -EBADF;
	if (n <= 0 || !bin->write)
		return n ? (n < 0 ? n : -EIO) : -EFBIG;
	copy = kmemdup(buf, (size_t)n, GFP_KERNEL);
	if (!copy)
		return -ENOMEM;
	n = bin->write(file, file->entry->kobj, attribute_of(bin), copy, *pos,
		       (size_t)n);
	kfree(copy);
	if (n > 0)
		*pos += n;
	return n;
}
