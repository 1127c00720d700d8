// SPDX-License-Identifier: MIT
/* What a driver uses of the kernel: each step and when it happened, in ms. */
#include <zephyr/drivers/gpio.h>
#include <zephyr/kernel.h>

K_SEM_DEFINE(sem, 0, 2);
K_MSGQ_DEFINE(msgq, sizeof(uint16_t), 3, 2);

static void say(const char *what)
{
	printk("%u %s\n", k_uptime_get_32(), what);
}

static void expired(struct k_timer *timer)
{
	uint16_t n = 7;

	k_msgq_put(&msgq, &n, K_NO_WAIT);
	k_sem_give(&sem);
}

K_TIMER_DEFINE(timer, expired, NULL);

static void worked(struct k_work *work)
{
	say("work begins");
	k_msleep(3);
	say("work ends");
}

K_WORK_DEFINE(work, worked);

static void edge(const struct device *port, struct gpio_callback *cb,
		 gpio_port_pins_t pins)
{
	say(k_is_in_isr() ? "edge in isr" : "edge");
	k_work_submit(&work);
}

static int early(void)
{
	printk("early\n");
	return 0;
}

static int late(void)
{
	printk("late\n");
	return 0;
}

SYS_INIT(late, APPLICATION, 1);
SYS_INIT(early, POST_KERNEL, 99);

static void sleep_and_wait(void)
{
	k_msleep(5);
	say("slept");
	if (k_sem_take(&sem, K_MSEC(4)) == -EAGAIN)
		say("nobody gave");
	k_timer_start(&timer, K_MSEC(2), K_MSEC(3));
	k_sem_take(&sem, K_FOREVER);
	say("first");
	k_sem_take(&sem, K_FOREVER);
	say("second");
	k_timer_stop(&timer);
	printk("%u expiries, %u messages\n", k_timer_status_get(&timer),
	       k_msgq_num_used_get(&msgq));
}

int main(void)
{
	static struct gpio_callback callback;
	const struct device *const gpio = DEVICE_DT_GET(DT_NODELABEL(gpio0));

	sleep_and_wait();
	gpio_pin_configure(gpio, 3, GPIO_INPUT | GPIO_PULL_UP);
	gpio_pin_interrupt_configure(gpio, 3, GPIO_INT_EDGE_FALLING);
	gpio_init_callback(&callback, edge, BIT(3));
	gpio_add_callback(gpio, &callback);
	k_busy_wait(10000);
	say("main ends");
	return 0;
}
