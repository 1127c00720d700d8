/* SPDX-License-Identifier: MIT */
/* I2C: adapters, clients, drivers, and who is bound to whom. */
#include <linux/i2c.h>

#include "tw_i2c.h"

enum { MAX_BOARD_INFOS = 16 };

struct board_info {
	int busnum;
	struct i2c_board_info info;
};

static struct board_info board_infos[MAX_BOARD_INFOS];
static unsigned n_board_infos;
static struct i2c_driver *drivers; /* the last registered first */
static struct i2c_client *clients;

/* --- matching ----------------------------------------------------------------
 */

const struct i2c_device_id *i2c_match_id(const struct i2c_device_id *id,
					 const struct i2c_client *client)
{
	for (; id && id->name[0]; id++)
		if (!strcmp(client->name, id->name))
			return id;
	return NULL;
}

const struct i2c_device_id *
i2c_client_get_device_id(const struct i2c_client *client)
{
	const struct i2c_driver *driver = to_i2c_driver(client->dev.driver);

	return i2c_match_id(driver->id_table, client);
}

/* --- binding -----------------------------------------------------------------
 */

static int probe(struct i2c_driver *driver, struct i2c_client *client,
		 const struct i2c_device_id *id)
{
	(void)id;
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 6, 0)
	if (driver->probe_new)
		return driver->probe_new(client);
#endif
	if (!driver->probe)
		return -EINVAL;
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
	return driver->probe(client);
#else
	return driver->probe(client, id);
#endif
}

static void let_go(struct i2c_client *client)
{
	tw_devres_release_all(&client->dev);
	client->dev.driver = NULL;
	client->dev.driver_data = NULL;
}

static void bind(struct i2c_driver *driver, struct i2c_client *client)
{
	const struct i2c_device_id *id = i2c_match_id(driver->id_table, client);
	int error;

	if (client->dev.driver || !id)
		return;
	client->dev.driver = &driver->driver;
	error = probe(driver, client, id);
	if (!error)
		return;
	let_go(client);
	printk("%s %s: probe with driver %s failed with error %d\n",
	       driver->driver.name, dev_name(&client->dev), driver->driver.name,
	       error);
}

static void unbind(struct i2c_client *client)
{
	struct i2c_driver *driver;

	if (!client->dev.driver)
		return;
	driver = to_i2c_driver(client->dev.driver);
	if (driver->remove)
		driver->remove(client);
	let_go(client);
}

int i2c_register_driver(struct module *owner, struct i2c_driver *driver)
{
	driver->driver.owner = owner;
	driver->tw_next = drivers;
	drivers = driver;
	for (struct i2c_client *c = clients; c; c = c->tw_next)
		bind(driver, c);
	return 0;
}

void i2c_del_driver(struct i2c_driver *driver)
{
	struct i2c_driver **at = &drivers;

	while (*at && *at != driver)
		at = &(*at)->tw_next;
	if (*at)
		*at = driver->tw_next;
	for (struct i2c_client *c = clients; c; c = c->tw_next)
		if (c->dev.driver == &driver->driver)
			unbind(c);
}

bool tw_i2c_lacks_clients(void)
{
	return drivers && !clients;
}

/* --- clients -----------------------------------------------------------------
 */

/* 10-bit and own addresses are spaces of their own. */
static u16 encoded(const struct i2c_client *client)
{
	u16 addr = client->addr;

	if (client->flags & I2C_CLIENT_TEN)
		addr |= I2C_ADDR_OFFSET_TEN_BIT;
	if (client->flags & I2C_CLIENT_SLAVE)
		addr |= I2C_ADDR_OFFSET_SLAVE;
	return addr;
}

static bool is_valid(const struct i2c_client *client)
{
	if (client->flags & I2C_CLIENT_TEN)
		return client->addr <= 0x3ff;
	return client->addr && client->addr <= 0x7f;
}

static bool is_taken(const struct i2c_client *client)
{
	for (struct i2c_client *c = clients; c; c = c->tw_next)
		if (c->adapter == client->adapter &&
		    encoded(c) == encoded(client))
			return true;
	return false;
}

static void set_up(struct i2c_client *client, struct i2c_adapter *adapter,
		   const struct i2c_board_info *info)
{
	client->adapter = adapter;
	client->flags = info->flags;
	client->addr = info->addr;
	client->init_irq = client->irq = info->irq;
	strscpy(client->name, info->type, sizeof(client->name));
	client->dev.parent = &adapter->dev;
	client->dev.platform_data = info->platform_data;
	if (info->swnode) {
		client->dev.tw_fwnode.node = info->swnode;
		client->dev.fwnode = &client->dev.tw_fwnode;
	}
}

struct i2c_client *i2c_new_client_device(struct i2c_adapter *adapter,
					 const struct i2c_board_info *info)
{
	struct i2c_client *client = kzalloc(sizeof(*client), GFP_KERNEL);
	int error = 0;

	if (!client)
		return ERR_PTR(-ENOMEM);
	set_up(client, adapter, info);
	if (!is_valid(client))
		error = -EINVAL;
	else if (is_taken(client))
		error = -EBUSY;
	if (error) {
		dev_err(&adapter->dev,
			"Failed to register i2c client %s at 0x%02x (%d)\n",
			client->name, client->addr, error);
		kfree(client);
		return ERR_PTR(error);
	}
	if (info->dev_name)
		dev_set_name(&client->dev, "i2c-%s", info->dev_name);
	else
		dev_set_name(&client->dev, "%d-%04x", adapter->nr,
			     encoded(client));
	client->tw_next = clients;
	clients = client;
	for (struct i2c_driver *d = drivers; d; d = d->tw_next)
		bind(d, client);
	return client;
}

struct i2c_client *i2c_new_dummy_device(struct i2c_adapter *adapter,
					u16 address)
{
	struct i2c_board_info info = {I2C_BOARD_INFO("dummy", address)};

	return i2c_new_client_device(adapter, &info);
}

void i2c_unregister_device(struct i2c_client *client)
{
	struct i2c_client **at = &clients;

	if (IS_ERR_OR_NULL(client))
		return;
	unbind(client);
	while (*at && *at != client)
		at = &(*at)->tw_next;
	if (*at)
		*at = client->tw_next;
	kfree(client);
}

/* --- the board ---------------------------------------------------------------
 */

int i2c_register_board_info(int busnum, const struct i2c_board_info *info,
			    unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		if (n_board_infos == MAX_BOARD_INFOS)
			return -ENOMEM;
		board_infos[n_board_infos++] =
			(struct board_info){busnum, info[i]};
	}
	return 0;
}

void tw_i2c_add_board_devices(void)
{
	for (unsigned i = 0; i < n_board_infos; i++) {
		struct i2c_adapter *adapter =
			i2c_get_adapter(board_infos[i].busnum);

		if (adapter)
			i2c_new_client_device(adapter, &board_infos[i].info);
	}
}
