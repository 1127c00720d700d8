// SPDX-License-Identifier: MIT
/* A memory of 256 bytes as a slave back end: one byte of pointer, then data. */
#include <linux/i2c.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/sysfs.h>

struct memory {
	struct bin_attribute bin;
	spinlock_t lock;
	bool pointer_set;
	u8 pointer;
	u8 bytes[256];
};

static int memory_event(struct i2c_client *client, enum i2c_slave_event event,
			u8 *val)
{
	struct memory *m = i2c_get_clientdata(client);

	switch (event) {
	case I2C_SLAVE_WRITE_RECEIVED:
		spin_lock(&m->lock);
		if (m->pointer_set)
			m->bytes[m->pointer++] = *val;
		else
			m->pointer = *val;
		m->pointer_set = true;
		spin_unlock(&m->lock);
		break;
	case I2C_SLAVE_READ_PROCESSED:
		m->pointer++;
		fallthrough;
	case I2C_SLAVE_READ_REQUESTED:
		*val = m->bytes[m->pointer];
		break;
	case I2C_SLAVE_WRITE_REQUESTED:
	case I2C_SLAVE_STOP:
		m->pointer_set = false;
		break;
	}
	return 0;
}

static ssize_t memory_read(struct file *file, struct kobject *kobj,
			   const struct bin_attribute *attr, char *buf,
			   loff_t offset, size_t count)
{
	struct memory *m = dev_get_drvdata(kobj_to_dev(kobj));
	unsigned long flags;

	spin_lock_irqsave(&m->lock, flags);
	memcpy(buf, m->bytes + offset, count);
	spin_unlock_irqrestore(&m->lock, flags);
	return (ssize_t)count;
}

static ssize_t memory_write(struct file *file, struct kobject *kobj,
			    const struct bin_attribute *attr, char *buf,
			    loff_t offset, size_t count)
{
	struct memory *m = dev_get_drvdata(kobj_to_dev(kobj));
	unsigned long flags;

	spin_lock_irqsave(&m->lock, flags);
	memcpy(m->bytes + offset, buf, count);
	spin_unlock_irqrestore(&m->lock, flags);
	return (ssize_t)count;
}

static int memory_probe(struct i2c_client *client)
{
	struct memory *m;
	int error;

	m = devm_kzalloc(&client->dev, sizeof(*m), GFP_KERNEL);
	if (!m)
		return -ENOMEM;
	spin_lock_init(&m->lock);
	i2c_set_clientdata(client, m);
	sysfs_bin_attr_init(&m->bin);
	m->bin.attr.name = "memory";
	m->bin.attr.mode = S_IRUSR | S_IWUSR;
	m->bin.read = memory_read;
	m->bin.write = memory_write;
	m->bin.size = sizeof(m->bytes);
	error = sysfs_create_bin_file(&client->dev.kobj, &m->bin);
	if (error)
		return error;
	return i2c_slave_register(client, memory_event);
}

static void memory_remove(struct i2c_client *client)
{
	struct memory *m = i2c_get_clientdata(client);

	i2c_slave_unregister(client);
	sysfs_remove_bin_file(&client->dev.kobj, &m->bin);
}

static const struct i2c_device_id memory_ids[] = {{"memory256"}, {}};
MODULE_DEVICE_TABLE(i2c, memory_ids);

static struct i2c_driver memory_driver = {
	.driver = {.name = "memory"},
	.probe = memory_probe,
	.remove = memory_remove,
	.id_table = memory_ids,
};
module_i2c_driver(memory_driver);

MODULE_DESCRIPTION("Memory behind a slave");
MODULE_LICENSE("Dual MIT/GPL");
