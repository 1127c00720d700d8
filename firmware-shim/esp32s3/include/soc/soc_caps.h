/* SPDX-License-Identifier: MIT */
/* What the chip can do, as far as drivers ask. */
#ifndef SOC_SOC_CAPS_H
#define SOC_SOC_CAPS_H

#include <sdkconfig.h>

#define SOC_GPIO_PIN_COUNT		    49
#define SOC_I2C_SUPPORTED		    1
#define SOC_I2C_NUM			    2
#define SOC_HP_I2C_NUM			    2
#define SOC_I2C_FIFO_LEN		    32
#define SOC_I2C_CMD_REG_NUM		    8
#define SOC_I2C_SUPPORT_SLAVE		    1
#define SOC_I2C_SUPPORT_10BIT_ADDR	    1
#define SOC_I2C_SUPPORT_XTAL		    1
#define SOC_I2C_SUPPORT_RTC		    1
#define SOC_I2C_SLAVE_SUPPORT_BROADCAST	    1
#define SOC_I2C_SLAVE_CAN_GET_STRETCH_CAUSE 1

#endif /* SOC_SOC_CAPS_H */
