/* SPDX-License-Identifier: MIT */
/* Bits of the registers in nrf52840.h. */
#ifndef NRF52840_BITFIELDS_H
#define NRF52840_BITFIELDS_H

/* --- TWIM ------------------------------------------------------------------
 */

#define TWIM_SHORTS_LASTTX_STARTRX_Msk (1UL << 7)
#define TWIM_SHORTS_LASTTX_SUSPEND_Msk (1UL << 8)
#define TWIM_SHORTS_LASTTX_STOP_Msk    (1UL << 9)
#define TWIM_SHORTS_LASTRX_STARTTX_Msk (1UL << 10)
#define TWIM_SHORTS_LASTRX_SUSPEND_Msk (1UL << 11)
#define TWIM_SHORTS_LASTRX_STOP_Msk    (1UL << 12)

#define TWIM_INTEN_STOPPED_Msk	 (1UL << 1)
#define TWIM_INTEN_ERROR_Msk	 (1UL << 9)
#define TWIM_INTEN_SUSPENDED_Msk (1UL << 18)
#define TWIM_INTEN_RXSTARTED_Msk (1UL << 19)
#define TWIM_INTEN_TXSTARTED_Msk (1UL << 20)
#define TWIM_INTEN_LASTRX_Msk	 (1UL << 23)
#define TWIM_INTEN_LASTTX_Msk	 (1UL << 24)

#define TWIM_INTENSET_STOPPED_Msk   TWIM_INTEN_STOPPED_Msk
#define TWIM_INTENSET_ERROR_Msk	    TWIM_INTEN_ERROR_Msk
#define TWIM_INTENSET_SUSPENDED_Msk TWIM_INTEN_SUSPENDED_Msk
#define TWIM_INTENSET_RXSTARTED_Msk TWIM_INTEN_RXSTARTED_Msk
#define TWIM_INTENSET_TXSTARTED_Msk TWIM_INTEN_TXSTARTED_Msk
#define TWIM_INTENSET_LASTRX_Msk    TWIM_INTEN_LASTRX_Msk
#define TWIM_INTENSET_LASTTX_Msk    TWIM_INTEN_LASTTX_Msk

#define TWIM_ERRORSRC_OVERRUN_Msk (1UL << 0)
#define TWIM_ERRORSRC_ANACK_Msk	  (1UL << 1)
#define TWIM_ERRORSRC_DNACK_Msk	  (1UL << 2)

#define TWIM_ENABLE_ENABLE_Pos	    0UL
#define TWIM_ENABLE_ENABLE_Msk	    0xfUL
#define TWIM_ENABLE_ENABLE_Disabled 0UL
#define TWIM_ENABLE_ENABLE_Enabled  6UL

#define TWIM_FREQUENCY_FREQUENCY_Pos  0UL
#define TWIM_FREQUENCY_FREQUENCY_K100 0x01980000UL
#define TWIM_FREQUENCY_FREQUENCY_K250 0x04000000UL
#define TWIM_FREQUENCY_FREQUENCY_K400 0x06400000UL

#define TWIM_PSEL_SCL_CONNECT_Msk	   (1UL << 31)
#define TWIM_PSEL_SCL_CONNECT_Disconnected 1UL
#define TWIM_RXD_MAXCNT_MAXCNT_Msk	   0xffffUL
#define TWIM_TXD_MAXCNT_MAXCNT_Msk	   0xffffUL
#define TWIM_RXD_LIST_LIST_ArrayList	   1UL
#define TWIM_TXD_LIST_LIST_ArrayList	   1UL

/* --- TWIS ------------------------------------------------------------------
 */

#define TWIS_SHORTS_WRITE_SUSPEND_Pos	  13UL
#define TWIS_SHORTS_WRITE_SUSPEND_Msk	  (1UL << 13)
#define TWIS_SHORTS_WRITE_SUSPEND_Enabled 1UL
#define TWIS_SHORTS_READ_SUSPEND_Pos	  14UL
#define TWIS_SHORTS_READ_SUSPEND_Msk	  (1UL << 14)
#define TWIS_SHORTS_READ_SUSPEND_Enabled  1UL

#define TWIS_INTEN_STOPPED_Msk	 (1UL << 1)
#define TWIS_INTEN_ERROR_Msk	 (1UL << 9)
#define TWIS_INTEN_RXSTARTED_Msk (1UL << 19)
#define TWIS_INTEN_TXSTARTED_Msk (1UL << 20)
#define TWIS_INTEN_WRITE_Msk	 (1UL << 25)
#define TWIS_INTEN_READ_Msk	 (1UL << 26)

#define TWIS_INTENSET_STOPPED_Msk   TWIS_INTEN_STOPPED_Msk
#define TWIS_INTENSET_ERROR_Msk	    TWIS_INTEN_ERROR_Msk
#define TWIS_INTENSET_RXSTARTED_Msk TWIS_INTEN_RXSTARTED_Msk
#define TWIS_INTENSET_TXSTARTED_Msk TWIS_INTEN_TXSTARTED_Msk
#define TWIS_INTENSET_WRITE_Msk	    TWIS_INTEN_WRITE_Msk
#define TWIS_INTENSET_READ_Msk	    TWIS_INTEN_READ_Msk

#define TWIS_ERRORSRC_OVERFLOW_Msk (1UL << 0)
#define TWIS_ERRORSRC_DNACK_Msk	   (1UL << 2)
#define TWIS_ERRORSRC_OVERREAD_Msk (1UL << 3)

#define TWIS_MATCH_MATCH_Msk 1UL

#define TWIS_ENABLE_ENABLE_Pos	    0UL
#define TWIS_ENABLE_ENABLE_Msk	    0xfUL
#define TWIS_ENABLE_ENABLE_Disabled 0UL
#define TWIS_ENABLE_ENABLE_Enabled  9UL

#define TWIS_CONFIG_ADDRESS0_Pos	   0UL
#define TWIS_CONFIG_ADDRESS0_Msk	   (1UL << 0)
#define TWIS_CONFIG_ADDRESS0_Enabled	   1UL
#define TWIS_CONFIG_ADDRESS1_Pos	   1UL
#define TWIS_CONFIG_ADDRESS1_Msk	   (1UL << 1)
#define TWIS_CONFIG_ADDRESS1_Enabled	   1UL
#define TWIS_PSEL_SCL_CONNECT_Msk	   (1UL << 31)
#define TWIS_PSEL_SCL_CONNECT_Disconnected 1UL
#define TWIS_RXD_MAXCNT_MAXCNT_Msk	   0xffffUL
#define TWIS_TXD_MAXCNT_MAXCNT_Msk	   0xffffUL

/* --- GPIO ------------------------------------------------------------------
 */

#define GPIO_PIN_CNF_DIR_Pos	      0UL
#define GPIO_PIN_CNF_DIR_Msk	      (1UL << 0)
#define GPIO_PIN_CNF_DIR_Input	      0UL
#define GPIO_PIN_CNF_DIR_Output	      1UL
#define GPIO_PIN_CNF_INPUT_Pos	      1UL
#define GPIO_PIN_CNF_INPUT_Msk	      (1UL << 1)
#define GPIO_PIN_CNF_INPUT_Connect    0UL
#define GPIO_PIN_CNF_INPUT_Disconnect 1UL
#define GPIO_PIN_CNF_PULL_Pos	      2UL
#define GPIO_PIN_CNF_PULL_Msk	      (3UL << 2)
#define GPIO_PIN_CNF_PULL_Disabled    0UL
#define GPIO_PIN_CNF_PULL_Pulldown    1UL
#define GPIO_PIN_CNF_PULL_Pullup      3UL
#define GPIO_PIN_CNF_DRIVE_Pos	      8UL
#define GPIO_PIN_CNF_DRIVE_Msk	      (7UL << 8)
#define GPIO_PIN_CNF_DRIVE_S0S1	      0UL
#define GPIO_PIN_CNF_DRIVE_H0S1	      1UL
#define GPIO_PIN_CNF_DRIVE_S0H1	      2UL
#define GPIO_PIN_CNF_DRIVE_H0H1	      3UL
#define GPIO_PIN_CNF_DRIVE_D0S1	      4UL
#define GPIO_PIN_CNF_DRIVE_D0H1	      5UL
#define GPIO_PIN_CNF_DRIVE_S0D1	      6UL
#define GPIO_PIN_CNF_DRIVE_H0D1	      7UL
#define GPIO_PIN_CNF_SENSE_Pos	      16UL
#define GPIO_PIN_CNF_SENSE_Msk	      (3UL << 16)
#define GPIO_PIN_CNF_SENSE_Disabled   0UL
#define GPIO_PIN_CNF_SENSE_High	      2UL
#define GPIO_PIN_CNF_SENSE_Low	      3UL

#endif /* NRF52840_BITFIELDS_H */
