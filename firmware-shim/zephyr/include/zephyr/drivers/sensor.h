/* SPDX-License-Identifier: MIT */
/* Sensors: samples by channel, attributes, triggers. */
#ifndef TW_ZEPHYR_DRIVERS_SENSOR_H
#define TW_ZEPHYR_DRIVERS_SENSOR_H

#include <zephyr/device.h>
#include <zephyr/types.h>

#include <errno.h>

/* val1 + val2 / 1000000. */
struct sensor_value {
	int32_t val1;
	int32_t val2;
};

enum sensor_channel {
	SENSOR_CHAN_ACCEL_X,
	SENSOR_CHAN_ACCEL_Y,
	SENSOR_CHAN_ACCEL_Z,
	SENSOR_CHAN_ACCEL_XYZ,
	SENSOR_CHAN_GYRO_X,
	SENSOR_CHAN_GYRO_Y,
	SENSOR_CHAN_GYRO_Z,
	SENSOR_CHAN_GYRO_XYZ,
	SENSOR_CHAN_MAGN_X,
	SENSOR_CHAN_MAGN_Y,
	SENSOR_CHAN_MAGN_Z,
	SENSOR_CHAN_MAGN_XYZ,
	SENSOR_CHAN_DIE_TEMP,
	SENSOR_CHAN_AMBIENT_TEMP,
	SENSOR_CHAN_PRESS,
	SENSOR_CHAN_PROX,
	SENSOR_CHAN_HUMIDITY,
	SENSOR_CHAN_LIGHT,
	SENSOR_CHAN_IR,
	SENSOR_CHAN_RED,
	SENSOR_CHAN_GREEN,
	SENSOR_CHAN_BLUE,
	SENSOR_CHAN_ALTITUDE,
	SENSOR_CHAN_DISTANCE,
	SENSOR_CHAN_CO2,
	SENSOR_CHAN_VOC,
	SENSOR_CHAN_GAS_RES,
	SENSOR_CHAN_VOLTAGE,
	SENSOR_CHAN_VSHUNT,
	SENSOR_CHAN_CURRENT,
	SENSOR_CHAN_POWER,
	SENSOR_CHAN_RESISTANCE,
	SENSOR_CHAN_ROTATION,
	SENSOR_CHAN_RPM,
	SENSOR_CHAN_GAUGE_VOLTAGE,
	SENSOR_CHAN_GAUGE_AVG_CURRENT,
	SENSOR_CHAN_GAUGE_TEMP,
	SENSOR_CHAN_GAUGE_STATE_OF_CHARGE,
	SENSOR_CHAN_ALL,
	SENSOR_CHAN_COMMON_COUNT,
	SENSOR_CHAN_PRIV_START = SENSOR_CHAN_COMMON_COUNT,
	SENSOR_CHAN_MAX = INT16_MAX,
};

enum sensor_attribute {
	SENSOR_ATTR_SAMPLING_FREQUENCY,
	SENSOR_ATTR_LOWER_THRESH,
	SENSOR_ATTR_UPPER_THRESH,
	SENSOR_ATTR_SLOPE_TH,
	SENSOR_ATTR_SLOPE_DUR,
	SENSOR_ATTR_HYSTERESIS,
	SENSOR_ATTR_OVERSAMPLING,
	SENSOR_ATTR_FULL_SCALE,
	SENSOR_ATTR_OFFSET,
	SENSOR_ATTR_CALIB_TARGET,
	SENSOR_ATTR_CONFIGURATION,
	SENSOR_ATTR_CALIBRATION,
	SENSOR_ATTR_FEATURE_MASK,
	SENSOR_ATTR_ALERT,
	SENSOR_ATTR_RESOLUTION,
	SENSOR_ATTR_GAIN,
	SENSOR_ATTR_COMMON_COUNT,
	SENSOR_ATTR_PRIV_START = SENSOR_ATTR_COMMON_COUNT,
	SENSOR_ATTR_MAX = INT16_MAX,
};

enum sensor_trigger_type {
	SENSOR_TRIG_TIMER,
	SENSOR_TRIG_DATA_READY,
	SENSOR_TRIG_DELTA,
	SENSOR_TRIG_NEAR_FAR,
	SENSOR_TRIG_THRESHOLD,
	SENSOR_TRIG_TAP,
	SENSOR_TRIG_DOUBLE_TAP,
	SENSOR_TRIG_FREEFALL,
	SENSOR_TRIG_MOTION,
	SENSOR_TRIG_STATIONARY,
	SENSOR_TRIG_COMMON_COUNT,
	SENSOR_TRIG_PRIV_START = SENSOR_TRIG_COMMON_COUNT,
	SENSOR_TRIG_MAX = INT16_MAX,
};

struct sensor_trigger {
	enum sensor_trigger_type type;
	enum sensor_channel chan;
};

typedef void (*sensor_trigger_handler_t)(const struct device *dev,
					 const struct sensor_trigger *trigger);
typedef int (*sensor_attr_set_t)(const struct device *dev,
				 enum sensor_channel chan,
				 enum sensor_attribute attr,
				 const struct sensor_value *val);
typedef int (*sensor_attr_get_t)(const struct device *dev,
				 enum sensor_channel chan,
				 enum sensor_attribute attr,
				 struct sensor_value *val);
typedef int (*sensor_trigger_set_t)(const struct device *dev,
				    const struct sensor_trigger *trig,
				    sensor_trigger_handler_t handler);
typedef int (*sensor_sample_fetch_t)(const struct device *dev,
				     enum sensor_channel chan);
typedef int (*sensor_channel_get_t)(const struct device *dev,
				    enum sensor_channel chan,
				    struct sensor_value *val);

/* -ENOSYS is what stands for a NULL, except of the last two. */
struct sensor_driver_api {
	sensor_attr_set_t attr_set;
	sensor_attr_get_t attr_get;
	sensor_trigger_set_t trigger_set;
	sensor_sample_fetch_t sample_fetch;
	sensor_channel_get_t channel_get;
};

#define TW_SENSOR_API(dev) ((const struct sensor_driver_api *)(dev)->api)

static inline int sensor_sample_fetch_chan(const struct device *dev,
					   enum sensor_channel chan)
{
	return TW_SENSOR_API(dev)->sample_fetch(dev, chan);
}

static inline int sensor_sample_fetch(const struct device *dev)
{
	return sensor_sample_fetch_chan(dev, SENSOR_CHAN_ALL);
}

static inline int sensor_channel_get(const struct device *dev,
				     enum sensor_channel chan,
				     struct sensor_value *val)
{
	return TW_SENSOR_API(dev)->channel_get(dev, chan, val);
}

static inline int sensor_attr_set(const struct device *dev,
				  enum sensor_channel chan,
				  enum sensor_attribute attr,
				  const struct sensor_value *val)
{
	if (!TW_SENSOR_API(dev)->attr_set)
		return -ENOSYS;
	return TW_SENSOR_API(dev)->attr_set(dev, chan, attr, val);
}

static inline int sensor_attr_get(const struct device *dev,
				  enum sensor_channel chan,
				  enum sensor_attribute attr,
				  struct sensor_value *val)
{
	if (!TW_SENSOR_API(dev)->attr_get)
		return -ENOSYS;
	return TW_SENSOR_API(dev)->attr_get(dev, chan, attr, val);
}

static inline int sensor_trigger_set(const struct device *dev,
				     const struct sensor_trigger *trig,
				     sensor_trigger_handler_t handler)
{
	if (!TW_SENSOR_API(dev)->trigger_set)
		return -ENOSYS;
	return TW_SENSOR_API(dev)->trigger_set(dev, trig, handler);
}

static inline double sensor_value_to_double(const struct sensor_value *val)
{
	return (double)val->val1 + (double)val->val2 / 1000000;
}

static inline int64_t sensor_value_to_milli(const struct sensor_value *val)
{
	return (int64_t)val->val1 * 1000 + val->val2 / 1000;
}

static inline int64_t sensor_value_to_micro(const struct sensor_value *val)
{
	return (int64_t)val->val1 * 1000000 + val->val2;
}

#define SENSOR_DEVICE_DT_DEFINE	     DEVICE_DT_DEFINE
#define SENSOR_DEVICE_DT_INST_DEFINE DEVICE_DT_INST_DEFINE

#endif /* TW_ZEPHYR_DRIVERS_SENSOR_H */
