// SPDX-License-Identifier: MIT
/* Looks into the memory's file 20 ms after boot, and writes to it. */
#include <linux/fs.h>
#include <linux/module.h>
#include <linux/workqueue.h>

#define PATH "/sys/bus/i2c/devices/0-1050/memory"

static void look(struct work_struct *work)
{
	struct file *file = filp_open(PATH, O_RDWR, 0);
	loff_t pos = 4;
	u8 bytes[2];
	ssize_t n;

	if (IS_ERR(file)) {
		pr_err("open %ld\n", PTR_ERR(file));
		return;
	}
	n = kernel_read(file, bytes, 2, &pos);
	pr_info("read %zd: %02x %02x\n", n, bytes[0], bytes[1]);
	pos = 0x40;
	pr_info("wrote %zd\n", kernel_write(file, "\x12\x34", 2, &pos));
	pos = 256;
	pr_info("past the end %zd\n", kernel_read(file, bytes, 2, &pos));
	filp_close(file, NULL);
	pr_info("no such file %ld\n", PTR_ERR(filp_open("/sys/x", 0, 0)));
}

static DECLARE_DELAYED_WORK(looking, look);

static int __init files_init(void)
{
	schedule_delayed_work(&looking, msecs_to_jiffies(20));
	return 0;
}
late_initcall(files_init);
MODULE_LICENSE("Dual MIT/GPL");
