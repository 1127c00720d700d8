// SPDX-License-Identifier: MIT
/* Threads of three priorities: who runs when, and in ms. */
#include <zephyr/drivers/i2c.h>
#include <zephyr/kernel.h>

K_MUTEX_DEFINE(mutex);
K_MSGQ_DEFINE(msgq, sizeof(int), 1, 4);
K_THREAD_STACK_DEFINE(stack, 1024);
static struct k_thread helper;

static void say(const char *what)
{
	printk("%u %s\n", k_uptime_get_32(), what);
}

/* The least urgent holds the mutex for 4 ms of counting, which another one
 * would keep it from were it not for the one that waits. */
static void low(void *p1, void *p2, void *p3)
{
	k_mutex_lock(&mutex, K_FOREVER);
	say("low has it");
	k_busy_wait(4000);
	say("low lets go");
	k_mutex_unlock(&mutex);
	say("low ends");
}

static void middle(void *p1, void *p2, void *p3)
{
	say("middle begins");
	k_busy_wait(6000);
	say("middle ends");
}

static void high(void *p1, void *p2, void *p3)
{
	if (k_mutex_lock(&mutex, K_MSEC(1)) == -EAGAIN)
		say("high waited in vain");
	k_mutex_lock(&mutex, K_FOREVER);
	say("high has it");
	k_mutex_unlock(&mutex);
}

K_THREAD_DEFINE(low_thread, 1024, low, NULL, NULL, NULL, 7, 0, 1);
K_THREAD_DEFINE(middle_thread, 1024, middle, NULL, NULL, NULL, 6, 0, 3);
K_THREAD_DEFINE(high_thread, 1024, high, NULL, NULL, NULL, 5, 0, 2);

static void producer(void *p1, void *p2, void *p3)
{
	for (int i = 1; i <= 3; i++)
		k_msgq_put(&msgq, &i, K_FOREVER);
	say("put all");
}

/* The bus is main()'s when the work begins. */
static void work_handler(struct k_work *work)
{
	uint8_t byte;

	printk("work %d\n",
	       i2c_read(DEVICE_DT_GET(DT_NODELABEL(i2c0)), &byte, 1, 0x33));
}

K_WORK_DELAYABLE_DEFINE(work, work_handler);

int main(void)
{
	const struct device *const i2c = DEVICE_DT_GET(DT_NODELABEL(i2c0));
	uint8_t zeros[20] = {0};
	int n, sum = 0;

	k_msleep(20);
	k_thread_create(&helper, stack, K_THREAD_STACK_SIZEOF(stack), producer,
			NULL, NULL, NULL, K_PRIO_PREEMPT(3), 0, K_NO_WAIT);
	while (sum < 6 && !k_msgq_get(&msgq, &n, K_MSEC(5)))
		sum += n;
	printk("sum %d, join %d\n", sum, k_thread_join(&helper, K_FOREVER));
	k_work_schedule(&work, K_MSEC(1));
	printk("main %d\n", i2c_write(i2c, zeros, sizeof(zeros), 0x51));
	return 0;
}
