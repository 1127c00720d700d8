/* SPDX-License-Identifier: MIT */
/* I2C: transfers of a controller, and targets behind one. */
#ifndef TW_ZEPHYR_DRIVERS_I2C_H
#define TW_ZEPHYR_DRIVERS_I2C_H

#include <zephyr/device.h>
#include <zephyr/dt-bindings/i2c/i2c.h>
#include <zephyr/sys/slist.h>
#include <zephyr/types.h>

#include <errno.h>
#include <string.h>

/* --- configuration
 * ------------------------------------------------------------ */

#define I2C_SPEED_SHIFT	      1u
#define I2C_SPEED_SET(speed)  (((speed) << I2C_SPEED_SHIFT) & I2C_SPEED_MASK)
#define I2C_SPEED_MASK	      (0x7u << I2C_SPEED_SHIFT)
#define I2C_SPEED_GET(config) (((config)&I2C_SPEED_MASK) >> I2C_SPEED_SHIFT)
#define I2C_MODE_CONTROLLER   BIT(4)

/* -ENOTSUP for a speed beyond Fast-mode Plus. */
int i2c_configure(const struct device *dev, uint32_t dev_config);
int i2c_get_config(const struct device *dev, uint32_t *dev_config);
/* -ENOSYS: this controller cannot. */
int i2c_recover_bus(const struct device *dev);

/* --- messages
 * ----------------------------------------------------------------- */

#define I2C_MSG_WRITE	     0u
#define I2C_MSG_READ	     BIT(0)
#define I2C_MSG_RW_MASK	     BIT(0)
#define I2C_MSG_STOP	     BIT(1)
#define I2C_MSG_RESTART	     BIT(2)
#define I2C_MSG_ADDR_10_BITS BIT(3)

struct i2c_msg {
	uint8_t *buf;
	uint32_t len;
	uint8_t flags;
};

/* 0, or -EIO: not acknowledged, arbitration lost, or stuck for 500 ms. The last
 * message ends with a STOP, asked for or not. */
int i2c_transfer(const struct device *dev, struct i2c_msg *msgs,
		 uint8_t num_msgs, uint16_t addr);

static inline int i2c_write(const struct device *dev, const uint8_t *buf,
			    uint32_t num_bytes, uint16_t addr)
{
	struct i2c_msg msg = {(uint8_t *)(uintptr_t)buf, num_bytes,
			      I2C_MSG_WRITE | I2C_MSG_STOP};

	return i2c_transfer(dev, &msg, 1, addr);
}

static inline int i2c_read(const struct device *dev, uint8_t *buf,
			   uint32_t num_bytes, uint16_t addr)
{
	struct i2c_msg msg = {buf, num_bytes, I2C_MSG_READ | I2C_MSG_STOP};

	return i2c_transfer(dev, &msg, 1, addr);
}

static inline int i2c_write_read(const struct device *dev, uint16_t addr,
				 const void *write_buf, size_t num_write,
				 void *read_buf, size_t num_read)
{
	struct i2c_msg msgs[2] = {
		{(uint8_t *)(uintptr_t)write_buf, (uint32_t)num_write,
		 I2C_MSG_WRITE},
		{read_buf, (uint32_t)num_read,
		 I2C_MSG_RESTART | I2C_MSG_READ | I2C_MSG_STOP},
	};

	return i2c_transfer(dev, msgs, 2, addr);
}

static inline int i2c_burst_read(const struct device *dev, uint16_t dev_addr,
				 uint8_t start_addr, uint8_t *buf,
				 uint32_t num_bytes)
{
	return i2c_write_read(dev, dev_addr, &start_addr, 1, buf, num_bytes);
}

static inline int i2c_burst_write(const struct device *dev, uint16_t dev_addr,
				  uint8_t start_addr, const uint8_t *buf,
				  uint32_t num_bytes)
{
	struct i2c_msg msgs[2] = {
		{&start_addr, 1, I2C_MSG_WRITE},
		{(uint8_t *)(uintptr_t)buf, num_bytes,
		 I2C_MSG_WRITE | I2C_MSG_STOP},
	};

	return i2c_transfer(dev, msgs, 2, dev_addr);
}

static inline int i2c_reg_read_byte(const struct device *dev, uint16_t dev_addr,
				    uint8_t reg_addr, uint8_t *value)
{
	return i2c_write_read(dev, dev_addr, &reg_addr, 1, value, 1);
}

static inline int i2c_reg_write_byte(const struct device *dev,
				     uint16_t dev_addr, uint8_t reg_addr,
				     uint8_t value)
{
	uint8_t tx[2] = {reg_addr, value};

	return i2c_write(dev, tx, 2, dev_addr);
}

static inline int i2c_reg_update_byte(const struct device *dev,
				      uint8_t dev_addr, uint8_t reg_addr,
				      uint8_t mask, uint8_t value)
{
	uint8_t old, fresh;
	int rc = i2c_reg_read_byte(dev, dev_addr, reg_addr, &old);

	if (rc)
		return rc;
	fresh = (uint8_t)((old & ~mask) | (value & mask));
	if (fresh == old)
		return 0;
	return i2c_reg_write_byte(dev, dev_addr, reg_addr, fresh);
}

/* --- by devicetree
 * ---------------------------------------------------------------- */

struct i2c_dt_spec {
	const struct device *bus;
	uint16_t addr;
};

#define I2C_DT_SPEC_GET_ON_I2C(node)                                           \
	.bus = DEVICE_DT_GET(DT_BUS(node)), .addr = DT_REG_ADDR(node)
#define I2C_DT_SPEC_GET(node)                                                  \
	{                                                                      \
		I2C_DT_SPEC_GET_ON_I2C(node)                                   \
	}
#define I2C_DT_SPEC_INST_GET(inst) I2C_DT_SPEC_GET(DT_DRV_INST(inst))
#define I2C_DEVICE_DT_DEFINE	   DEVICE_DT_DEFINE
#define I2C_DEVICE_DT_INST_DEFINE  DEVICE_DT_INST_DEFINE

static inline bool i2c_is_ready_dt(const struct i2c_dt_spec *spec)
{
	return device_is_ready(spec->bus);
}

static inline int i2c_transfer_dt(const struct i2c_dt_spec *spec,
				  struct i2c_msg *msgs, uint8_t num_msgs)
{
	return i2c_transfer(spec->bus, msgs, num_msgs, spec->addr);
}

static inline int i2c_write_dt(const struct i2c_dt_spec *spec,
			       const uint8_t *buf, uint32_t num_bytes)
{
	return i2c_write(spec->bus, buf, num_bytes, spec->addr);
}

static inline int i2c_read_dt(const struct i2c_dt_spec *spec, uint8_t *buf,
			      uint32_t num_bytes)
{
	return i2c_read(spec->bus, buf, num_bytes, spec->addr);
}

static inline int i2c_write_read_dt(const struct i2c_dt_spec *spec,
				    const void *write_buf, size_t num_write,
				    void *read_buf, size_t num_read)
{
	return i2c_write_read(spec->bus, spec->addr, write_buf, num_write,
			      read_buf, num_read);
}

static inline int i2c_burst_read_dt(const struct i2c_dt_spec *spec,
				    uint8_t start_addr, uint8_t *buf,
				    uint32_t num_bytes)
{
	return i2c_burst_read(spec->bus, spec->addr, start_addr, buf,
			      num_bytes);
}

static inline int i2c_burst_write_dt(const struct i2c_dt_spec *spec,
				     uint8_t start_addr, const uint8_t *buf,
				     uint32_t num_bytes)
{
	return i2c_burst_write(spec->bus, spec->addr, start_addr, buf,
			       num_bytes);
}

static inline int i2c_reg_read_byte_dt(const struct i2c_dt_spec *spec,
				       uint8_t reg_addr, uint8_t *value)
{
	return i2c_reg_read_byte(spec->bus, spec->addr, reg_addr, value);
}

static inline int i2c_reg_write_byte_dt(const struct i2c_dt_spec *spec,
					uint8_t reg_addr, uint8_t value)
{
	return i2c_reg_write_byte(spec->bus, spec->addr, reg_addr, value);
}

static inline int i2c_reg_update_byte_dt(const struct i2c_dt_spec *spec,
					 uint8_t reg_addr, uint8_t mask,
					 uint8_t value)
{
	return i2c_reg_update_byte(spec->bus, (uint8_t)spec->addr, reg_addr,
				   mask, value);
}

/* --- targets
 * ------------------------------------------------------------------------- */

struct i2c_target_config;

enum i2c_error_reason {
	I2C_ERROR_TIMEOUT,
	I2C_ERROR_ARBITRATION,
	I2C_ERROR_SIZE,
	I2C_ERROR_DMA,
	I2C_ERROR_GENERIC,
};

typedef int (*i2c_target_write_requested_cb_t)(struct i2c_target_config *c);
typedef int (*i2c_target_write_received_cb_t)(struct i2c_target_config *c,
					      uint8_t val);
typedef int (*i2c_target_read_requested_cb_t)(struct i2c_target_config *c,
					      uint8_t *val);
typedef int (*i2c_target_read_processed_cb_t)(struct i2c_target_config *c,
					      uint8_t *val);
typedef int (*i2c_target_stop_cb_t)(struct i2c_target_config *c);
typedef void (*i2c_target_error_cb_t)(struct i2c_target_config *c,
				      enum i2c_error_reason error_code);
typedef void (*i2c_target_buf_write_received_cb_t)(struct i2c_target_config *c,
						   uint8_t *ptr, uint32_t len);
typedef int (*i2c_target_buf_read_requested_cb_t)(struct i2c_target_config *c,
						  uint8_t **ptr, uint32_t *len);

/* Called from the controller's interrupt; each may be NULL. */
struct i2c_target_callbacks {
	i2c_target_write_requested_cb_t write_requested;
	i2c_target_read_requested_cb_t read_requested;
	i2c_target_write_received_cb_t write_received;
	i2c_target_read_processed_cb_t read_processed;
#ifdef CONFIG_I2C_TARGET_BUFFER_MODE
	i2c_target_buf_write_received_cb_t buf_write_received;
	i2c_target_buf_read_requested_cb_t buf_read_requested;
#endif
	i2c_target_stop_cb_t stop;
	i2c_target_error_cb_t error;
};

#define I2C_TARGET_FLAGS_ADDR_10_BITS BIT(0)

struct i2c_target_config {
	sys_snode_t node;
	uint8_t flags;
	uint16_t address;
	const struct i2c_target_callbacks *callbacks;
};

struct i2c_target_driver_api {
	int (*driver_register)(const struct device *dev);
	int (*driver_unregister)(const struct device *dev);
};

/* Up to four on a controller, beside its transfers. -EINVAL: no callbacks or no
 * such address; -EBUSY: taken, or the fifth. */
int i2c_target_register(const struct device *dev,
			struct i2c_target_config *cfg);
int i2c_target_unregister(const struct device *dev,
			  struct i2c_target_config *cfg);

static inline int i2c_target_driver_register(const struct device *dev)
{
	const struct i2c_target_driver_api *api = dev->api;

	return api->driver_register(dev);
}

static inline int i2c_target_driver_unregister(const struct device *dev)
{
	const struct i2c_target_driver_api *api = dev->api;

	return api->driver_unregister(dev);
}

/* As they were called before. */
#define i2c_slave_config	    i2c_target_config
#define i2c_slave_callbacks	    i2c_target_callbacks
#define i2c_slave_driver_api	    i2c_target_driver_api
#define i2c_slave_register	    i2c_target_register
#define i2c_slave_unregister	    i2c_target_unregister
#define i2c_slave_driver_register   i2c_target_driver_register
#define i2c_slave_driver_unregister i2c_target_driver_unregister

#endif /* TW_ZEPHYR_DRIVERS_I2C_H */
