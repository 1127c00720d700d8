/* SPDX-License-Identifier: MIT */
/* The I2C block's bits: RM0444, the I2C interface's registers. */
#ifndef STM32G0XX_I2C_REGS_H
#define STM32G0XX_I2C_REGS_H

#define I2C_CR1_PE_Pos	      0u
#define I2C_CR1_PE	      (1u << 0)
#define I2C_CR1_TXIE_Pos      1u
#define I2C_CR1_TXIE	      (1u << 1)
#define I2C_CR1_RXIE_Pos      2u
#define I2C_CR1_RXIE	      (1u << 2)
#define I2C_CR1_ADDRIE_Pos    3u
#define I2C_CR1_ADDRIE	      (1u << 3)
#define I2C_CR1_NACKIE_Pos    4u
#define I2C_CR1_NACKIE	      (1u << 4)
#define I2C_CR1_STOPIE_Pos    5u
#define I2C_CR1_STOPIE	      (1u << 5)
#define I2C_CR1_TCIE_Pos      6u
#define I2C_CR1_TCIE	      (1u << 6)
#define I2C_CR1_ERRIE_Pos     7u
#define I2C_CR1_ERRIE	      (1u << 7)
#define I2C_CR1_DNF_Pos	      8u
#define I2C_CR1_DNF	      (15u << 8)
#define I2C_CR1_ANFOFF_Pos    12u
#define I2C_CR1_ANFOFF	      (1u << 12)
#define I2C_CR1_TXDMAEN_Pos   14u
#define I2C_CR1_TXDMAEN	      (1u << 14)
#define I2C_CR1_RXDMAEN_Pos   15u
#define I2C_CR1_RXDMAEN	      (1u << 15)
#define I2C_CR1_SBC_Pos	      16u
#define I2C_CR1_SBC	      (1u << 16)
#define I2C_CR1_NOSTRETCH_Pos 17u
#define I2C_CR1_NOSTRETCH     (1u << 17)
#define I2C_CR1_WUPEN_Pos     18u
#define I2C_CR1_WUPEN	      (1u << 18)
#define I2C_CR1_GCEN_Pos      19u
#define I2C_CR1_GCEN	      (1u << 19)
#define I2C_CR1_SMBHEN_Pos    20u
#define I2C_CR1_SMBHEN	      (1u << 20)
#define I2C_CR1_SMBDEN_Pos    21u
#define I2C_CR1_SMBDEN	      (1u << 21)
#define I2C_CR1_ALERTEN_Pos   22u
#define I2C_CR1_ALERTEN	      (1u << 22)
#define I2C_CR1_PECEN_Pos     23u
#define I2C_CR1_PECEN	      (1u << 23)

#define I2C_CR2_SADD_Pos    0u
#define I2C_CR2_SADD	    (0x3ffu << 0)
#define I2C_CR2_RD_WRN_Pos  10u
#define I2C_CR2_RD_WRN	    (1u << 10)
#define I2C_CR2_ADD10_Pos   11u
#define I2C_CR2_ADD10	    (1u << 11)
#define I2C_CR2_HEAD10R_Pos 12u
#define I2C_CR2_HEAD10R	    (1u << 12)
#define I2C_CR2_START_Pos   13u
#define I2C_CR2_START	    (1u << 13)
#define I2C_CR2_STOP_Pos    14u
#define I2C_CR2_STOP	    (1u << 14)
#define I2C_CR2_NACK_Pos    15u
#define I2C_CR2_NACK	    (1u << 15)
#define I2C_CR2_NBYTES_Pos  16u
#define I2C_CR2_NBYTES	    (0xffu << 16)
#define I2C_CR2_RELOAD_Pos  24u
#define I2C_CR2_RELOAD	    (1u << 24)
#define I2C_CR2_AUTOEND_Pos 25u
#define I2C_CR2_AUTOEND	    (1u << 25)
#define I2C_CR2_PECBYTE_Pos 26u
#define I2C_CR2_PECBYTE	    (1u << 26)

#define I2C_OAR1_OA1_Pos     0u
#define I2C_OAR1_OA1	     (0x3ffu << 0)
#define I2C_OAR1_OA1MODE_Pos 10u
#define I2C_OAR1_OA1MODE     (1u << 10)
#define I2C_OAR1_OA1EN_Pos   15u
#define I2C_OAR1_OA1EN	     (1u << 15)

#define I2C_OAR2_OA2_Pos    1u
#define I2C_OAR2_OA2	    (0x7fu << 1)
#define I2C_OAR2_OA2MSK_Pos 8u
#define I2C_OAR2_OA2MSK	    (7u << 8)
#define I2C_OAR2_OA2NOMASK  (0u << 8)
#define I2C_OAR2_OA2MASK01  (1u << 8)
#define I2C_OAR2_OA2MASK02  (2u << 8)
#define I2C_OAR2_OA2MASK03  (3u << 8)
#define I2C_OAR2_OA2MASK04  (4u << 8)
#define I2C_OAR2_OA2MASK05  (5u << 8)
#define I2C_OAR2_OA2MASK06  (6u << 8)
#define I2C_OAR2_OA2MASK07  (7u << 8)
#define I2C_OAR2_OA2EN_Pos  15u
#define I2C_OAR2_OA2EN	    (1u << 15)

#define I2C_TIMINGR_SCLL_Pos   0u
#define I2C_TIMINGR_SCLL       (0xffu << 0)
#define I2C_TIMINGR_SCLH_Pos   8u
#define I2C_TIMINGR_SCLH       (0xffu << 8)
#define I2C_TIMINGR_SDADEL_Pos 16u
#define I2C_TIMINGR_SDADEL     (15u << 16)
#define I2C_TIMINGR_SCLDEL_Pos 20u
#define I2C_TIMINGR_SCLDEL     (15u << 20)
#define I2C_TIMINGR_PRESC_Pos  28u
#define I2C_TIMINGR_PRESC      (15u << 28)

#define I2C_TIMEOUTR_TIMEOUTA_Pos 0u
#define I2C_TIMEOUTR_TIMEOUTA	  (0xfffu << 0)
#define I2C_TIMEOUTR_TIDLE_Pos	  12u
#define I2C_TIMEOUTR_TIDLE	  (1u << 12)
#define I2C_TIMEOUTR_TIMOUTEN_Pos 15u
#define I2C_TIMEOUTR_TIMOUTEN	  (1u << 15)
#define I2C_TIMEOUTR_TIMEOUTB_Pos 16u
#define I2C_TIMEOUTR_TIMEOUTB	  (0xfffu << 16)
#define I2C_TIMEOUTR_TEXTEN_Pos	  31u
#define I2C_TIMEOUTR_TEXTEN	  (1u << 31)

#define I2C_ISR_TXE	    (1u << 0)
#define I2C_ISR_TXIS	    (1u << 1)
#define I2C_ISR_RXNE	    (1u << 2)
#define I2C_ISR_ADDR	    (1u << 3)
#define I2C_ISR_NACKF	    (1u << 4)
#define I2C_ISR_STOPF	    (1u << 5)
#define I2C_ISR_TC	    (1u << 6)
#define I2C_ISR_TCR	    (1u << 7)
#define I2C_ISR_BERR	    (1u << 8)
#define I2C_ISR_ARLO	    (1u << 9)
#define I2C_ISR_OVR	    (1u << 10)
#define I2C_ISR_PECERR	    (1u << 11)
#define I2C_ISR_TIMEOUT	    (1u << 12)
#define I2C_ISR_ALERT	    (1u << 13)
#define I2C_ISR_BUSY	    (1u << 15)
#define I2C_ISR_DIR_Pos	    16u
#define I2C_ISR_DIR	    (1u << 16)
#define I2C_ISR_ADDCODE_Pos 17u
#define I2C_ISR_ADDCODE	    (0x7fu << 17)

#define I2C_ICR_ADDRCF	 (1u << 3)
#define I2C_ICR_NACKCF	 (1u << 4)
#define I2C_ICR_STOPCF	 (1u << 5)
#define I2C_ICR_BERRCF	 (1u << 8)
#define I2C_ICR_ARLOCF	 (1u << 9)
#define I2C_ICR_OVRCF	 (1u << 10)
#define I2C_ICR_PECCF	 (1u << 11)
#define I2C_ICR_TIMOUTCF (1u << 12)
#define I2C_ICR_ALERTCF	 (1u << 13)

#define I2C_PECR_PEC	0xffu
#define I2C_RXDR_RXDATA 0xffu
#define I2C_TXDR_TXDATA 0xffu

#endif /* STM32G0XX_I2C_REGS_H */
