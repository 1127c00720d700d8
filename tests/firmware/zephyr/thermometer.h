/* SPDX-License-Identifier: MIT */
/* Two nodes under i2c0: inside: thermometer@18 with alert-gpios, and
 * outside: thermometer@19. */
#ifndef THERMOMETER_H
#define THERMOMETER_H

#define DT_COMPAT_HAS_OKAY_example_thermometer	     1
#define DT_FOREACH_OKAY_INST_example_thermometer(fn) fn(0) fn(1)
#define DT_N_INST_0_example_thermometer		     DT_N_S_thermometer_18
#define DT_N_INST_1_example_thermometer		     DT_N_S_thermometer_19
#define DT_N_NODELABEL_inside			     DT_N_S_thermometer_18
#define DT_N_NODELABEL_outside			     DT_N_S_thermometer_19
#define DT_FOREACH_OKAY_HELPER(fn)                                             \
	fn(DT_N_S_thermometer_18) fn(DT_N_S_thermometer_19)

#define DT_N_S_thermometer_18_ORD			  10
#define DT_N_S_thermometer_18_FULL_NAME			  "thermometer@18"
#define DT_N_S_thermometer_18_BUS			  DT_N_NODELABEL_i2c0
#define DT_N_S_thermometer_18_REG_IDX_0_VAL_ADDRESS	  0x18
#define DT_N_S_thermometer_18_P_alert_gpios_EXISTS	  1
#define DT_N_S_thermometer_18_P_alert_gpios_IDX_0_PH	  DT_N_NODELABEL_gpio0
#define DT_N_S_thermometer_18_P_alert_gpios_IDX_0_VAL_pin 3
#define DT_N_S_thermometer_18_P_alert_gpios_IDX_0_VAL_flags                    \
	(GPIO_ACTIVE_LOW | GPIO_PULL_UP)

#define DT_N_S_thermometer_19_ORD		    11
#define DT_N_S_thermometer_19_FULL_NAME		    "thermometer@19"
#define DT_N_S_thermometer_19_BUS		    DT_N_NODELABEL_i2c0
#define DT_N_S_thermometer_19_REG_IDX_0_VAL_ADDRESS 0x19

#endif /* THERMOMETER_H */
