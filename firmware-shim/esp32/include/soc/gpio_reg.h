/* SPDX-License-Identifier: MIT */
/*
 * The registers of the GPIO block, the GPIO matrix and the pads (IO_MUX), as
 * far as they are simulated: offsets and bits.
 *
 * From:    ESP32-S3 Technical Reference Manual, "IO MUX and GPIO Matrix".
 * Approx.: the classic ESP32 has the same registers at other offsets; here both
 *          chips have those of the S3. Pads lie in the order of their pins.
 */
#ifndef SOC_GPIO_REG_H
#define SOC_GPIO_REG_H

#define GPIO_OUT               0x004 /* then W1TS, W1TC */
#define GPIO_OUT1              0x010
#define GPIO_ENABLE            0x020
#define GPIO_ENABLE1           0x02c
#define GPIO_IN                0x03c
#define GPIO_IN1               0x040
#define GPIO_STATUS            0x044
#define GPIO_STATUS1           0x050
#define GPIO_CPU_INT           0x05c
#define GPIO_CPU_INT1          0x068
#define GPIO_PIN(n)            (0x074 + 4 * (n))
#define GPIO_FUNC_IN_SEL(s)    (0x154 + 4 * (s)) /* s: signal */
#define GPIO_FUNC_OUT_SEL(n)   (0x554 + 4 * (n))
#define GPIO_W1TS              4
#define GPIO_W1TC              8

#define GPIO_PIN_PAD_DRIVER_M  0x00004u /* open drain */
#define GPIO_PIN_INT_TYPE_M    0x00380u
#define GPIO_PIN_INT_TYPE_S    7
#define GPIO_PIN_INT_ENA_M     0x3e000u
#define GPIO_PIN_INT_ENA_CPU   0x02000u

#define GPIO_IN_SEL_M          0x003fu
#define GPIO_SIG_IN_SEL_M      0x0080u
#define GPIO_OUT_SEL_M         0x01ffu
#define GPIO_OUT_SEL_GPIO      256u

#define IO_MUX_PIN(n)          (4 + 4 * (n))
#define IO_MUX_FUN_WPD_M       0x0080u
#define IO_MUX_FUN_WPU_M       0x0100u
#define IO_MUX_FUN_IE_M        0x0200u
#define IO_MUX_MCU_SEL_S       12
#define IO_MUX_FUNC_GPIO       1u

#endif /* SOC_GPIO_REG_H */
