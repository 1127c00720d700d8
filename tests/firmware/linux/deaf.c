// SPDX-License-Identifier: MIT
/* Counts requests and STOPs; has interrupts off from 8 to 11 ms after boot. */
#include <linux/delay.h>
#include <linux/i2c.h>
#include <linux/irqflags.h>
#include <linux/module.h>
#include <linux/workqueue.h>

static unsigned requests, stops;

static int deaf_event(struct i2c_client *client, enum i2c_slave_event event,
		      u8 *val)
{
	if (event == I2C_SLAVE_WRITE_REQUESTED)
		requests++;
	if (event == I2C_SLAVE_STOP)
		stops++;
	return 0;
}

static void report(struct work_struct *work)
{
	pr_info("%u %u\n", requests, stops);
}

static DECLARE_DELAYED_WORK(reporting, report);

static void be_deaf(struct work_struct *work)
{
	unsigned long flags;

	pr_info("deaf\n");
	local_irq_save(flags);
	mdelay(3);
	local_irq_restore(flags);
	pr_info("hears\n");
	schedule_delayed_work(&reporting, msecs_to_jiffies(4));
}

static DECLARE_DELAYED_WORK(deafness, be_deaf);

static int deaf_probe(struct i2c_client *client)
{
	schedule_delayed_work(&deafness, msecs_to_jiffies(8));
	return i2c_slave_register(client, deaf_event);
}

static const struct i2c_device_id deaf_ids[] = {{"deaf"}, {}};

static struct i2c_driver deaf_driver = {
	.driver = {.name = "deaf"},
	.probe = deaf_probe,
	.id_table = deaf_ids,
};
module_i2c_driver(deaf_driver);
MODULE_LICENSE("Dual MIT/GPL");
