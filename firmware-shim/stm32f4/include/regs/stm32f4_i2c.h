/* SPDX-License-Identifier: MIT */
/* Fields of the registers of I2C1 to I2C3: RM0090. */
#ifndef STM32F4_I2C_REGS_H
#define STM32F4_I2C_REGS_H

/* I2C_CR1: 27.6.1 */
#define I2C_CR1_PE_Pos	      0U
#define I2C_CR1_PE_Msk	      (0x1U << I2C_CR1_PE_Pos)
#define I2C_CR1_PE	      I2C_CR1_PE_Msk
#define I2C_CR1_SMBUS_Pos     1U
#define I2C_CR1_SMBUS_Msk     (0x1U << I2C_CR1_SMBUS_Pos)
#define I2C_CR1_SMBUS	      I2C_CR1_SMBUS_Msk
#define I2C_CR1_SMBTYPE_Pos   3U
#define I2C_CR1_SMBTYPE_Msk   (0x1U << I2C_CR1_SMBTYPE_Pos)
#define I2C_CR1_SMBTYPE	      I2C_CR1_SMBTYPE_Msk
#define I2C_CR1_ENARP_Pos     4U
#define I2C_CR1_ENARP_Msk     (0x1U << I2C_CR1_ENARP_Pos)
#define I2C_CR1_ENARP	      I2C_CR1_ENARP_Msk
#define I2C_CR1_ENPEC_Pos     5U
#define I2C_CR1_ENPEC_Msk     (0x1U << I2C_CR1_ENPEC_Pos)
#define I2C_CR1_ENPEC	      I2C_CR1_ENPEC_Msk
#define I2C_CR1_ENGC_Pos      6U
#define I2C_CR1_ENGC_Msk      (0x1U << I2C_CR1_ENGC_Pos)
#define I2C_CR1_ENGC	      I2C_CR1_ENGC_Msk
#define I2C_CR1_NOSTRETCH_Pos 7U
#define I2C_CR1_NOSTRETCH_Msk (0x1U << I2C_CR1_NOSTRETCH_Pos)
#define I2C_CR1_NOSTRETCH     I2C_CR1_NOSTRETCH_Msk
#define I2C_CR1_START_Pos     8U
#define I2C_CR1_START_Msk     (0x1U << I2C_CR1_START_Pos)
#define I2C_CR1_START	      I2C_CR1_START_Msk
#define I2C_CR1_STOP_Pos      9U
#define I2C_CR1_STOP_Msk      (0x1U << I2C_CR1_STOP_Pos)
#define I2C_CR1_STOP	      I2C_CR1_STOP_Msk
#define I2C_CR1_ACK_Pos	      10U
#define I2C_CR1_ACK_Msk	      (0x1U << I2C_CR1_ACK_Pos)
#define I2C_CR1_ACK	      I2C_CR1_ACK_Msk
#define I2C_CR1_POS_Pos	      11U
#define I2C_CR1_POS_Msk	      (0x1U << I2C_CR1_POS_Pos)
#define I2C_CR1_POS	      I2C_CR1_POS_Msk
#define I2C_CR1_PEC_Pos	      12U
#define I2C_CR1_PEC_Msk	      (0x1U << I2C_CR1_PEC_Pos)
#define I2C_CR1_PEC	      I2C_CR1_PEC_Msk
#define I2C_CR1_ALERT_Pos     13U
#define I2C_CR1_ALERT_Msk     (0x1U << I2C_CR1_ALERT_Pos)
#define I2C_CR1_ALERT	      I2C_CR1_ALERT_Msk
#define I2C_CR1_SWRST_Pos     15U
#define I2C_CR1_SWRST_Msk     (0x1U << I2C_CR1_SWRST_Pos)
#define I2C_CR1_SWRST	      I2C_CR1_SWRST_Msk

/* I2C_CR2: 27.6.2 */
#define I2C_CR2_FREQ_Pos    0U
#define I2C_CR2_FREQ_Msk    (0x3fU << I2C_CR2_FREQ_Pos)
#define I2C_CR2_FREQ	    I2C_CR2_FREQ_Msk
#define I2C_CR2_ITERREN_Pos 8U
#define I2C_CR2_ITERREN_Msk (0x1U << I2C_CR2_ITERREN_Pos)
#define I2C_CR2_ITERREN	    I2C_CR2_ITERREN_Msk
#define I2C_CR2_ITEVTEN_Pos 9U
#define I2C_CR2_ITEVTEN_Msk (0x1U << I2C_CR2_ITEVTEN_Pos)
#define I2C_CR2_ITEVTEN	    I2C_CR2_ITEVTEN_Msk
#define I2C_CR2_ITBUFEN_Pos 10U
#define I2C_CR2_ITBUFEN_Msk (0x1U << I2C_CR2_ITBUFEN_Pos)
#define I2C_CR2_ITBUFEN	    I2C_CR2_ITBUFEN_Msk
#define I2C_CR2_DMAEN_Pos   11U
#define I2C_CR2_DMAEN_Msk   (0x1U << I2C_CR2_DMAEN_Pos)
#define I2C_CR2_DMAEN	    I2C_CR2_DMAEN_Msk
#define I2C_CR2_LAST_Pos    12U
#define I2C_CR2_LAST_Msk    (0x1U << I2C_CR2_LAST_Pos)
#define I2C_CR2_LAST	    I2C_CR2_LAST_Msk

/* I2C_OAR1: 27.6.3 */
#define I2C_OAR1_ADD0_Pos    0U
#define I2C_OAR1_ADD0_Msk    (0x1U << I2C_OAR1_ADD0_Pos)
#define I2C_OAR1_ADD0	     I2C_OAR1_ADD0_Msk
#define I2C_OAR1_ADD1_7_Pos  1U
#define I2C_OAR1_ADD1_7_Msk  (0x7fU << I2C_OAR1_ADD1_7_Pos)
#define I2C_OAR1_ADD1_7	     I2C_OAR1_ADD1_7_Msk
#define I2C_OAR1_ADD8_9_Pos  8U
#define I2C_OAR1_ADD8_9_Msk  (0x3U << I2C_OAR1_ADD8_9_Pos)
#define I2C_OAR1_ADD8_9	     I2C_OAR1_ADD8_9_Msk
#define I2C_OAR1_ADDMODE_Pos 15U
#define I2C_OAR1_ADDMODE_Msk (0x1U << I2C_OAR1_ADDMODE_Pos)
#define I2C_OAR1_ADDMODE     I2C_OAR1_ADDMODE_Msk

/* I2C_OAR2: 27.6.4 */
#define I2C_OAR2_ENDUAL_Pos 0U
#define I2C_OAR2_ENDUAL_Msk (0x1U << I2C_OAR2_ENDUAL_Pos)
#define I2C_OAR2_ENDUAL	    I2C_OAR2_ENDUAL_Msk
#define I2C_OAR2_ADD2_Pos   1U
#define I2C_OAR2_ADD2_Msk   (0x7fU << I2C_OAR2_ADD2_Pos)
#define I2C_OAR2_ADD2	    I2C_OAR2_ADD2_Msk

/* I2C_DR: 27.6.5 */
#define I2C_DR_DR_Pos 0U
#define I2C_DR_DR_Msk (0xffU << I2C_DR_DR_Pos)
#define I2C_DR_DR     I2C_DR_DR_Msk

/* I2C_SR1: 27.6.6 */
#define I2C_SR1_SB_Pos	     0U
#define I2C_SR1_SB_Msk	     (0x1U << I2C_SR1_SB_Pos)
#define I2C_SR1_SB	     I2C_SR1_SB_Msk
#define I2C_SR1_ADDR_Pos     1U
#define I2C_SR1_ADDR_Msk     (0x1U << I2C_SR1_ADDR_Pos)
#define I2C_SR1_ADDR	     I2C_SR1_ADDR_Msk
#define I2C_SR1_BTF_Pos	     2U
#define I2C_SR1_BTF_Msk	     (0x1U << I2C_SR1_BTF_Pos)
#define I2C_SR1_BTF	     I2C_SR1_BTF_Msk
#define I2C_SR1_ADD10_Pos    3U
#define I2C_SR1_ADD10_Msk    (0x1U << I2C_SR1_ADD10_Pos)
#define I2C_SR1_ADD10	     I2C_SR1_ADD10_Msk
#define I2C_SR1_STOPF_Pos    4U
#define I2C_SR1_STOPF_Msk    (0x1U << I2C_SR1_STOPF_Pos)
#define I2C_SR1_STOPF	     I2C_SR1_STOPF_Msk
#define I2C_SR1_RXNE_Pos     6U
#define I2C_SR1_RXNE_Msk     (0x1U << I2C_SR1_RXNE_Pos)
#define I2C_SR1_RXNE	     I2C_SR1_RXNE_Msk
#define I2C_SR1_TXE_Pos	     7U
#define I2C_SR1_TXE_Msk	     (0x1U << I2C_SR1_TXE_Pos)
#define I2C_SR1_TXE	     I2C_SR1_TXE_Msk
#define I2C_SR1_BERR_Pos     8U
#define I2C_SR1_BERR_Msk     (0x1U << I2C_SR1_BERR_Pos)
#define I2C_SR1_BERR	     I2C_SR1_BERR_Msk
#define I2C_SR1_ARLO_Pos     9U
#define I2C_SR1_ARLO_Msk     (0x1U << I2C_SR1_ARLO_Pos)
#define I2C_SR1_ARLO	     I2C_SR1_ARLO_Msk
#define I2C_SR1_AF_Pos	     10U
#define I2C_SR1_AF_Msk	     (0x1U << I2C_SR1_AF_Pos)
#define I2C_SR1_AF	     I2C_SR1_AF_Msk
#define I2C_SR1_OVR_Pos	     11U
#define I2C_SR1_OVR_Msk	     (0x1U << I2C_SR1_OVR_Pos)
#define I2C_SR1_OVR	     I2C_SR1_OVR_Msk
#define I2C_SR1_PECERR_Pos   12U
#define I2C_SR1_PECERR_Msk   (0x1U << I2C_SR1_PECERR_Pos)
#define I2C_SR1_PECERR	     I2C_SR1_PECERR_Msk
#define I2C_SR1_TIMEOUT_Pos  14U
#define I2C_SR1_TIMEOUT_Msk  (0x1U << I2C_SR1_TIMEOUT_Pos)
#define I2C_SR1_TIMEOUT	     I2C_SR1_TIMEOUT_Msk
#define I2C_SR1_SMBALERT_Pos 15U
#define I2C_SR1_SMBALERT_Msk (0x1U << I2C_SR1_SMBALERT_Pos)
#define I2C_SR1_SMBALERT     I2C_SR1_SMBALERT_Msk

/* I2C_SR2: 27.6.7 */
#define I2C_SR2_MSL_Pos	       0U
#define I2C_SR2_MSL_Msk	       (0x1U << I2C_SR2_MSL_Pos)
#define I2C_SR2_MSL	       I2C_SR2_MSL_Msk
#define I2C_SR2_BUSY_Pos       1U
#define I2C_SR2_BUSY_Msk       (0x1U << I2C_SR2_BUSY_Pos)
#define I2C_SR2_BUSY	       I2C_SR2_BUSY_Msk
#define I2C_SR2_TRA_Pos	       2U
#define I2C_SR2_TRA_Msk	       (0x1U << I2C_SR2_TRA_Pos)
#define I2C_SR2_TRA	       I2C_SR2_TRA_Msk
#define I2C_SR2_GENCALL_Pos    4U
#define I2C_SR2_GENCALL_Msk    (0x1U << I2C_SR2_GENCALL_Pos)
#define I2C_SR2_GENCALL	       I2C_SR2_GENCALL_Msk
#define I2C_SR2_SMBDEFAULT_Pos 5U
#define I2C_SR2_SMBDEFAULT_Msk (0x1U << I2C_SR2_SMBDEFAULT_Pos)
#define I2C_SR2_SMBDEFAULT     I2C_SR2_SMBDEFAULT_Msk
#define I2C_SR2_SMBHOST_Pos    6U
#define I2C_SR2_SMBHOST_Msk    (0x1U << I2C_SR2_SMBHOST_Pos)
#define I2C_SR2_SMBHOST	       I2C_SR2_SMBHOST_Msk
#define I2C_SR2_DUALF_Pos      7U
#define I2C_SR2_DUALF_Msk      (0x1U << I2C_SR2_DUALF_Pos)
#define I2C_SR2_DUALF	       I2C_SR2_DUALF_Msk
#define I2C_SR2_PEC_Pos	       8U
#define I2C_SR2_PEC_Msk	       (0xffU << I2C_SR2_PEC_Pos)
#define I2C_SR2_PEC	       I2C_SR2_PEC_Msk

/* I2C_CCR: 27.6.8 */
#define I2C_CCR_CCR_Pos	 0U
#define I2C_CCR_CCR_Msk	 (0xfffU << I2C_CCR_CCR_Pos)
#define I2C_CCR_CCR	 I2C_CCR_CCR_Msk
#define I2C_CCR_DUTY_Pos 14U
#define I2C_CCR_DUTY_Msk (0x1U << I2C_CCR_DUTY_Pos)
#define I2C_CCR_DUTY	 I2C_CCR_DUTY_Msk
#define I2C_CCR_FS_Pos	 15U
#define I2C_CCR_FS_Msk	 (0x1U << I2C_CCR_FS_Pos)
#define I2C_CCR_FS	 I2C_CCR_FS_Msk

/* I2C_TRISE: 27.6.9 */
#define I2C_TRISE_TRISE_Pos 0U
#define I2C_TRISE_TRISE_Msk (0x3fU << I2C_TRISE_TRISE_Pos)
#define I2C_TRISE_TRISE	    I2C_TRISE_TRISE_Msk

#endif /* STM32F4_I2C_REGS_H */
