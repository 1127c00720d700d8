/* SPDX-License-Identifier: MIT */
/*
 * The I2C controllers' registers: offsets, and of each field its bits (_M) and
 * the place of the lowest (_S).
 *
 * From:    ESP32-S3 Technical Reference Manual, "I2C Controller", registers.
 * Approx.: the classic ESP32 has the same registers with other places for some
 *          fields; here both chips have those of the S3.
 */
#ifndef SOC_I2C_REG_H
#define SOC_I2C_REG_H

#define I2C_SCL_LOW_PERIOD   0x00
#define I2C_CTR              0x04
#define I2C_SR               0x08
#define I2C_TO               0x0c
#define I2C_SLAVE_ADDR       0x10
#define I2C_FIFO_ST          0x14
#define I2C_FIFO_CONF        0x18
#define I2C_DATA             0x1c
#define I2C_INT_RAW          0x20
#define I2C_INT_CLR          0x24
#define I2C_INT_ENA          0x28
#define I2C_INT_STATUS       0x2c
#define I2C_SDA_HOLD         0x30
#define I2C_SDA_SAMPLE       0x34
#define I2C_SCL_HIGH_PERIOD  0x38
#define I2C_SCL_START_HOLD   0x40
#define I2C_SCL_RSTART_SETUP 0x44
#define I2C_SCL_STOP_HOLD    0x48
#define I2C_SCL_STOP_SETUP   0x4c
#define I2C_FILTER_CFG       0x50
#define I2C_CLK_CONF         0x54
#define I2C_COMD0            0x58
#define I2C_COMD(n)          (I2C_COMD0 + 4 * (n))
#define I2C_SCL_ST_TIME_OUT  0x78
#define I2C_SCL_MAIN_ST_TIME_OUT 0x7c
#define I2C_SCL_SP_CONF      0x80
#define I2C_SCL_STRETCH_CONF 0x84
#define I2C_DATE             0xf8

/* CTR */
#define I2C_SDA_FORCE_OUT_M         0x0001u
#define I2C_SCL_FORCE_OUT_M         0x0002u
#define I2C_SAMPLE_SCL_LEVEL_M      0x0004u
#define I2C_RX_FULL_ACK_LEVEL_M     0x0008u
#define I2C_MS_MODE_M               0x0010u
#define I2C_TRANS_START_M           0x0020u
#define I2C_TX_LSB_FIRST_M          0x0040u
#define I2C_RX_LSB_FIRST_M          0x0080u
#define I2C_CLK_EN_M                0x0100u
#define I2C_ARBITRATION_EN_M        0x0200u
#define I2C_FSM_RST_M               0x0400u
#define I2C_CONF_UPGATE_M           0x0800u
#define I2C_SLV_TX_AUTO_START_EN_M  0x1000u
#define I2C_ADDR_10BIT_RW_CHECK_EN_M 0x2000u
#define I2C_ADDR_BROADCASTING_EN_M  0x4000u
#define I2C_CTR_RESET               0x020bu

/* SR */
#define I2C_RESP_REC_M              0x00000001u
#define I2C_SLAVE_RW_M              0x00000002u
#define I2C_ARB_LOST_M              0x00000008u
#define I2C_BUS_BUSY_M              0x00000010u
#define I2C_SLAVE_ADDRESSED_M       0x00000020u
#define I2C_RXFIFO_CNT_M            0x00003f00u
#define I2C_RXFIFO_CNT_S            8
#define I2C_STRETCH_CAUSE_M         0x0000c000u
#define I2C_STRETCH_CAUSE_S         14
#define I2C_TXFIFO_CNT_M            0x00fc0000u
#define I2C_TXFIFO_CNT_S            18
#define I2C_SCL_MAIN_STATE_LAST_M   0x07000000u
#define I2C_SCL_MAIN_STATE_LAST_S   24

/* STRETCH_CAUSE */
#define I2C_STRETCH_ADDRESS_MATCH   0
#define I2C_STRETCH_TX_EMPTY        1
#define I2C_STRETCH_RX_FULL         2
#define I2C_STRETCH_NONE            3

/* SCL_MAIN_STATE_LAST */
#define I2C_STATE_IDLE              0
#define I2C_STATE_ADDRESS_SHIFT     1
#define I2C_STATE_ACK_ADDRESS       2
#define I2C_STATE_RX_DATA           3
#define I2C_STATE_TX_DATA           4
#define I2C_STATE_SEND_ACK          5
#define I2C_STATE_WAIT_ACK          6

/* TO */
#define I2C_TIME_OUT_VALUE_M        0x1fu
#define I2C_TIME_OUT_EN_M           0x20u
#define I2C_TO_RESET                0x10u

/* SLAVE_ADDR: of ten bits the lower eight lie from bit 7 on, below them the
 * first byte of the address without its last bit. */
#define I2C_SLAVE_ADDR_M            0x7fffu
#define I2C_ADDR_10BIT_EN_M         0x80000000u

/* FIFO_CONF */
#define I2C_RXFIFO_WM_THRHD_M       0x001fu
#define I2C_RXFIFO_WM_THRHD_S       0
#define I2C_TXFIFO_WM_THRHD_M       0x03e0u
#define I2C_TXFIFO_WM_THRHD_S       5
#define I2C_NONFIFO_EN_M            0x0400u
#define I2C_FIFO_ADDR_CFG_EN_M      0x0800u
#define I2C_RX_FIFO_RST_M           0x1000u
#define I2C_TX_FIFO_RST_M           0x2000u
#define I2C_FIFO_PRT_EN_M           0x4000u
#define I2C_FIFO_CONF_RESET         0x408bu

/* INT_RAW, INT_CLR, INT_ENA, INT_STATUS */
#define I2C_RXFIFO_WM_INT_M         0x00001u
#define I2C_TXFIFO_WM_INT_M         0x00002u
#define I2C_RXFIFO_OVF_INT_M        0x00004u
#define I2C_END_DETECT_INT_M        0x00008u
#define I2C_BYTE_TRANS_DONE_INT_M   0x00010u
#define I2C_ARBITRATION_LOST_INT_M  0x00020u
#define I2C_MST_TXFIFO_UDF_INT_M    0x00040u
#define I2C_TRANS_COMPLETE_INT_M    0x00080u
#define I2C_TIME_OUT_INT_M          0x00100u
#define I2C_TRANS_START_INT_M       0x00200u
#define I2C_NACK_INT_M              0x00400u
#define I2C_TXFIFO_OVF_INT_M        0x00800u
#define I2C_RXFIFO_UDF_INT_M        0x01000u
#define I2C_SCL_ST_TO_INT_M         0x02000u
#define I2C_SCL_MAIN_ST_TO_INT_M    0x04000u
#define I2C_DET_START_INT_M         0x08000u
#define I2C_SLAVE_STRETCH_INT_M     0x10000u
#define I2C_GENERAL_CALL_INT_M      0x20000u
#define I2C_INT_ALL_M               0x3ffffu

#define I2C_RXFIFO_WM_INT_ENA_M I2C_RXFIFO_WM_INT_M
#define I2C_TXFIFO_WM_INT_ENA_M I2C_TXFIFO_WM_INT_M
#define I2C_BYTE_TRANS_DONE_INT_ENA_M I2C_BYTE_TRANS_DONE_INT_M
#define I2C_TRANS_COMPLETE_INT_ENA_M I2C_TRANS_COMPLETE_INT_M
#define I2C_DET_START_INT_ENA_M I2C_DET_START_INT_M
#define I2C_SLAVE_STRETCH_INT_ENA_M I2C_SLAVE_STRETCH_INT_M
#define I2C_NACK_INT_ENA_M I2C_NACK_INT_M
#define I2C_END_DETECT_INT_ENA_M I2C_END_DETECT_INT_M
#define I2C_TIME_OUT_INT_ENA_M I2C_TIME_OUT_INT_M
#define I2C_ARBITRATION_LOST_INT_ENA_M I2C_ARBITRATION_LOST_INT_M

/* SCL_HIGH_PERIOD */
#define I2C_SCL_HIGH_PERIOD_M       0x01ffu
#define I2C_SCL_WAIT_HIGH_PERIOD_M  0xfe00u
#define I2C_SCL_WAIT_HIGH_PERIOD_S  9

/* FILTER_CFG */
#define I2C_SCL_FILTER_THRES_M      0x00fu
#define I2C_SDA_FILTER_THRES_M      0x0f0u
#define I2C_SDA_FILTER_THRES_S      4
#define I2C_SCL_FILTER_EN_M         0x100u
#define I2C_SDA_FILTER_EN_M         0x200u
#define I2C_FILTER_CFG_RESET        0x300u

/* CLK_CONF */
#define I2C_SCLK_DIV_NUM_M          0x0000ffu
#define I2C_SCLK_SEL_M              0x100000u
#define I2C_SCLK_ACTIVE_M           0x200000u
#define I2C_CLK_CONF_RESET          0x200000u

/* COMD */
#define I2C_BYTE_NUM_M              0x00ffu
#define I2C_ACK_EN_M                0x0100u
#define I2C_ACK_EXP_M               0x0200u
#define I2C_ACK_VAL_M               0x0400u
#define I2C_OP_CODE_M               0x3800u
#define I2C_OP_CODE_S               11
#define I2C_COMMAND_DONE_M          0x80000000u
#define I2C_OP_WRITE                1u
#define I2C_OP_STOP                 2u
#define I2C_OP_READ                 3u
#define I2C_OP_END                  4u
#define I2C_OP_RSTART               6u

/* SCL_SP_CONF */
#define I2C_SCL_RST_SLV_EN_M        0x01u
#define I2C_SCL_RST_SLV_NUM_M       0x3eu
#define I2C_SCL_RST_SLV_NUM_S       1

/* SCL_STRETCH_CONF */
#define I2C_STRETCH_PROTECT_NUM_M   0x03ffu
#define I2C_SLAVE_SCL_STRETCH_EN_M  0x0400u
#define I2C_SLAVE_SCL_STRETCH_CLR_M 0x0800u
#define I2C_SLAVE_BYTE_ACK_CTL_EN_M 0x1000u
#define I2C_SLAVE_BYTE_ACK_LVL_M    0x2000u

#endif /* SOC_I2C_REG_H */
