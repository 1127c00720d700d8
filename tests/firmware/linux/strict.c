// SPDX-License-Identifier: MIT
/* A back end that says what happens to it. It refuses the byte 0xee, and is
 * busy for 20 ms after a write of more than one byte. */
#include <linux/bitops.h>
#include <linux/i2c.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct strict {
	struct delayed_work work;
	unsigned long flags;
	unsigned n;
	u8 next;
};

enum { BUSY };

static void strict_work(struct work_struct *work)
{
	struct strict *s =
		container_of(to_delayed_work(work), struct strict, work);

	pr_info("ready\n");
	clear_bit(BUSY, &s->flags);
}

static int strict_event(struct i2c_client *client, enum i2c_slave_event event,
			u8 *val)
{
	struct strict *s = i2c_get_clientdata(client);

	switch (event) {
	case I2C_SLAVE_WRITE_REQUESTED:
		pr_info("write requested\n");
		s->n = 0;
		return test_bit(BUSY, &s->flags) ? -EBUSY : 0;
	case I2C_SLAVE_WRITE_RECEIVED:
		pr_info("received %02x\n", *val);
		s->n++;
		return *val == 0xee ? -EINVAL : 0;
	case I2C_SLAVE_READ_REQUESTED:
		*val = s->next++;
		pr_info("read requested %02x\n", *val);
		return 0;
	case I2C_SLAVE_READ_PROCESSED:
		*val = s->next++;
		pr_info("read processed %02x\n", *val);
		return 0;
	case I2C_SLAVE_STOP:
		pr_info("stop\n");
		if (s->n > 1 && !test_and_set_bit(BUSY, &s->flags))
			schedule_delayed_work(&s->work, msecs_to_jiffies(20));
		return 0;
	}
	return 0;
}

static int strict_probe(struct i2c_client *client)
{
	struct strict *s = devm_kzalloc(&client->dev, sizeof(*s), GFP_KERNEL);

	if (!s)
		return -ENOMEM;
	s->next = 0xa0;
	INIT_DELAYED_WORK(&s->work, strict_work);
	i2c_set_clientdata(client, s);
	return i2c_slave_register(client, strict_event);
}

static const struct i2c_device_id strict_ids[] = {{"strict"}, {}};

static struct i2c_driver strict_driver = {
	.driver = {.name = "strict"},
	.probe = strict_probe,
	.id_table = strict_ids,
};
module_i2c_driver(strict_driver);
MODULE_LICENSE("Dual MIT/GPL");
