// SPDX-License-Identifier: MIT
/* What else firmware asks of the kernel, each with what it said. */
#include <zephyr/drivers/gpio.h>
#include <zephyr/drivers/i2c.h>
#include <zephyr/kernel.h>
#include <zephyr/logging/log.h>
#include <zephyr/sys/byteorder.h>

LOG_MODULE_REGISTER(services, LOG_LEVEL_DBG);

K_THREAD_STACK_DEFINE(stack, 512);
static struct k_thread thread;
static unsigned turns;

static void turn(void *p1, void *p2, void *p3)
{
	for (;;) {
		turns++;
		k_msleep(1);
	}
}

static void sleeper(void *p1, void *p2, void *p3)
{
	printk("left %d\n", k_msleep(50) > 30);
}

static void threads(void)
{
	k_tid_t t = k_thread_create(&thread, stack, 512, turn, NULL, NULL, NULL,
				    5, 0, K_NO_WAIT);
	unsigned before;

	k_msleep(5);
	k_thread_suspend(t);
	before = turns;
	k_msleep(5);
	printk("suspended %d\n", before >= 4 && turns == before);
	k_thread_resume(t);
	k_msleep(5);
	printk("resumed %d, join %d\n", turns > before,
	       k_thread_join(t, K_MSEC(2)) == -EAGAIN);
	k_thread_abort(t);
	before = turns;
	k_msleep(5);
	printk("aborted %d, join %d\n", turns == before,
	       k_thread_join(t, K_FOREVER));
	t = k_thread_create(&thread, stack, 512, sleeper, NULL, NULL, NULL, 5,
			    0, K_NO_WAIT);
	k_msleep(10);
	k_wakeup(t);
	printk("woken %d\n", k_thread_join(t, K_MSEC(1)));
}

/* Twenty threads one after another on sixteen stacks. */
static void nothing(void *p1, void *p2, void *p3)
{
	turns++;
}

static void many(void)
{
	turns = 0;
	for (int i = 0; i < 20; i++) {
		k_thread_create(&thread, stack, 512, nothing, NULL, NULL, NULL,
				5, 0, K_NO_WAIT);
		k_thread_join(&thread, K_FOREVER);
	}
	printk("many %u\n", turns);
}

static unsigned worked;

static void work_handler(struct k_work *work)
{
	worked++;
	k_msleep(2);
}

static void works(void)
{
	static struct k_work_q queue;
	static K_THREAD_STACK_DEFINE(queue_stack, 512);
	static struct k_thread unused;
	struct k_work_queue_config config = {.name = "mine"};
	K_WORK_DEFINE(work, work_handler);
	K_WORK_DELAYABLE_DEFINE(later, work_handler);
	struct k_work_sync sync;

	ARG_UNUSED(unused);
	k_work_queue_init(&queue);
	k_work_queue_start(&queue, queue_stack, 512, 3, &config);
	printk("submit %d", k_work_submit_to_queue(&queue, &work));
	k_msleep(1);
	printk(" %d", k_work_submit_to_queue(&queue, &work));
	printk(" %d\n", k_work_submit_to_queue(&queue, &work));
	printk("flush %d", k_work_flush(&work, &sync));
	printk(" %d worked %u\n", k_work_flush(&work, &sync), worked);
	printk("schedule %d", k_work_schedule(&later, K_MSEC(5)));
	printk(" %d", k_work_schedule(&later, K_MSEC(1)));
	k_msleep(2);
	printk(" worked %u", worked);
	printk(" reschedule %d", k_work_reschedule(&later, K_MSEC(1)));
	k_msleep(2);
	printk(" worked %u\n", worked);
	k_work_schedule_for_queue(&queue, &later, K_MSEC(5));
	printk("cancel %d", k_work_cancel_delayable_sync(&later, &sync));
	k_msleep(8);
	printk(" worked %u\n", worked);
}

static void queues(void)
{
	K_MSGQ_DEFINE(msgq, sizeof(int), 2, 4);
	int n = 1, got = 0;

	k_msgq_put(&msgq, &n, K_NO_WAIT);
	n = 2;
	k_msgq_put(&msgq, &n, K_NO_WAIT);
	printk("full %d", k_msgq_put(&msgq, &n, K_NO_WAIT) == -ENOMSG);
	printk(" %d", k_msgq_put(&msgq, &n, K_MSEC(1)) == -EAGAIN);
	k_msgq_peek(&msgq, &got);
	printk(" peek %d", got);
	k_msgq_get(&msgq, &got, K_NO_WAIT);
	printk(" get %d free %u", got, k_msgq_num_free_get(&msgq));
	k_msgq_purge(&msgq);
	printk(" empty %d\n", k_msgq_get(&msgq, &got, K_NO_WAIT) == -ENOMSG);
}

static void stopped(struct k_timer *timer)
{
	printk("stop");
}

static void timers(void)
{
	K_TIMER_DEFINE(timer, NULL, stopped);

	k_timer_start(&timer, K_MSEC(2), K_NO_WAIT);
	printk("sync %u", k_timer_status_sync(&timer));
	printk(" %u ", k_timer_status_get(&timer));
	k_timer_start(&timer, K_MSEC(2), K_MSEC(2));
	k_msleep(7);
	k_timer_stop(&timer);
	printk(" %u\n", k_timer_status_get(&timer));
}

static void lines(void)
{
	const struct device *const gpio = device_get_binding("gpio@40009000");

	gpio_pin_configure(gpio, 3,
			   GPIO_OUTPUT_ACTIVE | GPIO_ACTIVE_LOW | GPIO_INPUT);
	printk("active %d raw %d", gpio_pin_get(gpio, 3),
	       gpio_pin_get_raw(gpio, 3));
	gpio_pin_toggle(gpio, 3);
	printk(" toggled %d", gpio_pin_get(gpio, 3));
	gpio_pin_set(gpio, 3, 1);
	printk(" set %d", gpio_pin_get_raw(gpio, 3));
	gpio_pin_configure(gpio, 3, GPIO_DISCONNECTED);
	printk(" free %d", gpio_pin_get_raw(gpio, 3));
	printk(" none %d\n", gpio_pin_configure(gpio, 16, 0) == -EINVAL);
}

static void targets(void)
{
	static const struct i2c_target_callbacks none;
	static struct i2c_target_config t[] = {
		{.address = 0x20, .callbacks = &none},
		{.address = 0x21, .callbacks = &none},
		{.address = 0x22, .callbacks = &none},
		{.address = 0x23, .callbacks = &none},
		{.address = 0x24, .callbacks = &none},
		{.address = 0x80, .callbacks = &none},
	};
	const struct device *const i2c = device_get_binding("i2c@40000000");

	for (int i = 0; i < 4; i++)
		i2c_target_register(i2c, &t[i]);
	printk("fifth %d", i2c_target_register(i2c, &t[4]) == -EBUSY);
	printk(" gone %d", i2c_target_unregister(i2c, &t[1]));
	printk(" twice %d", i2c_target_unregister(i2c, &t[1]) == -EINVAL);
	printk(" fifth %d", i2c_target_register(i2c, &t[4]));
	printk(" bad %d\n", i2c_target_register(i2c, &t[5]) == -EINVAL);
}

int main(void)
{
	uint8_t bytes[] = {0x12, 0x34, 0x56};

	threads();
	many();
	works();
	queues();
	timers();
	lines();
	targets();
	LOG_DBG("%04x", sys_get_be16(bytes));
	LOG_HEXDUMP_INF(bytes, 3, "bytes");
	printk("none %d\n", device_get_binding("nothing") == NULL);
	__ASSERT(turns == 20, "turns");
	k_panic();
}
