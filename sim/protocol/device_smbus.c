/* SPDX-License-Identifier: MIT */
/* What models that speak SMBus have of it: the services of model.h on an SMBus
 * target. */
#include "protocol/device.h"

static void on_event(void *user, enum tw_smbus_event event)
{
	tw_device *dev = user;
	const struct tw_smbus *smbus = dev->model->smbus;

	if (event == TW_SMBUS_ALERT_SERVED && smbus->served)
		smbus->served(dev);
	if (event != TW_SMBUS_TIMED_OUT)
		return;
	device_regs_forget(dev);
	if (smbus->timed_out)
		smbus->timed_out(dev);
}

void device_smbus_connect(tw_device *dev, const struct tw_target_ops *ops,
			  const struct tw_sense *sense)
{
	const struct tw_smbus *smbus = dev->model->smbus;
	struct tw_smbus_target_config config = {
		.name = dev->name,
		.addr = (uint8_t)dev->match.addr,
		.ignore = (uint8_t)dev->match.ignore,
		.ops = ops,
		.sense = sense,
		.user = dev,
		.event = on_event,
		.timeout_ns =
			smbus->timeout_us ? TW_US(smbus->timeout_us) : TW_NEVER,
		.alerts = smbus->alerts,
		.pec = smbus->pec,
		.udid = smbus->udid ? smbus->udid(dev) : NULL,
		.notify_hz = smbus->notifies ? 100000 : 0,
	};
	GError *error = NULL;

	dev->smbus = tw_smbus_target_new(dev->bus, &config, &error);
	g_assert_no_error(error);
	dev->target = tw_smbus_target_target(dev->smbus);
}

void tw_smbus_alert(tw_device *dev, bool alert)
{
	g_assert(dev->model->smbus && dev->model->smbus->alerts);
	tw_smbus_target_alert(dev->smbus, alert);
}

void tw_smbus_set_timeout(tw_device *dev, uint32_t timeout_us)
{
	g_assert(dev->model->smbus);
	tw_smbus_target_set_timeout(dev->smbus,
				    timeout_us ? TW_US(timeout_us) : TW_NEVER);
}

uint8_t tw_smbus_pec_so_far(const tw_device *dev)
{
	g_assert(dev->model->smbus);
	return tw_smbus_target_pec(dev->smbus);
}

bool tw_smbus_notify(tw_device *dev, uint16_t data)
{
	g_assert(dev->model->smbus && dev->model->smbus->notifies);
	return tw_smbus_target_notify(dev->smbus, data);
}
