/* SPDX-License-Identifier: MIT */
/* Fields of the registers of PWR, FLASH and EXTI: RM0090. */
#ifndef STM32F4_SYSTEM_REGS_H
#define STM32F4_SYSTEM_REGS_H

/* PWR_CR: 5.4.1 */
#define PWR_CR_LPDS_Pos 0U
#define PWR_CR_LPDS_Msk (0x1U << PWR_CR_LPDS_Pos)
#define PWR_CR_LPDS	PWR_CR_LPDS_Msk
#define PWR_CR_PDDS_Pos 1U
#define PWR_CR_PDDS_Msk (0x1U << PWR_CR_PDDS_Pos)
#define PWR_CR_PDDS	PWR_CR_PDDS_Msk
#define PWR_CR_CWUF_Pos 2U
#define PWR_CR_CWUF_Msk (0x1U << PWR_CR_CWUF_Pos)
#define PWR_CR_CWUF	PWR_CR_CWUF_Msk
#define PWR_CR_CSBF_Pos 3U
#define PWR_CR_CSBF_Msk (0x1U << PWR_CR_CSBF_Pos)
#define PWR_CR_CSBF	PWR_CR_CSBF_Msk
#define PWR_CR_PVDE_Pos 4U
#define PWR_CR_PVDE_Msk (0x1U << PWR_CR_PVDE_Pos)
#define PWR_CR_PVDE	PWR_CR_PVDE_Msk
#define PWR_CR_PLS_Pos	5U
#define PWR_CR_PLS_Msk	(0x7U << PWR_CR_PLS_Pos)
#define PWR_CR_PLS	PWR_CR_PLS_Msk
#define PWR_CR_DBP_Pos	8U
#define PWR_CR_DBP_Msk	(0x1U << PWR_CR_DBP_Pos)
#define PWR_CR_DBP	PWR_CR_DBP_Msk
#define PWR_CR_FPDS_Pos 9U
#define PWR_CR_FPDS_Msk (0x1U << PWR_CR_FPDS_Pos)
#define PWR_CR_FPDS	PWR_CR_FPDS_Msk
#define PWR_CR_VOS_Pos	14U
#define PWR_CR_VOS_Msk	(0x1U << PWR_CR_VOS_Pos)
#define PWR_CR_VOS	PWR_CR_VOS_Msk

/* PWR_CSR: 5.4.2 */
#define PWR_CSR_WUF_Pos	   0U
#define PWR_CSR_WUF_Msk	   (0x1U << PWR_CSR_WUF_Pos)
#define PWR_CSR_WUF	   PWR_CSR_WUF_Msk
#define PWR_CSR_SBF_Pos	   1U
#define PWR_CSR_SBF_Msk	   (0x1U << PWR_CSR_SBF_Pos)
#define PWR_CSR_SBF	   PWR_CSR_SBF_Msk
#define PWR_CSR_PVDO_Pos   2U
#define PWR_CSR_PVDO_Msk   (0x1U << PWR_CSR_PVDO_Pos)
#define PWR_CSR_PVDO	   PWR_CSR_PVDO_Msk
#define PWR_CSR_BRR_Pos	   3U
#define PWR_CSR_BRR_Msk	   (0x1U << PWR_CSR_BRR_Pos)
#define PWR_CSR_BRR	   PWR_CSR_BRR_Msk
#define PWR_CSR_EWUP_Pos   8U
#define PWR_CSR_EWUP_Msk   (0x1U << PWR_CSR_EWUP_Pos)
#define PWR_CSR_EWUP	   PWR_CSR_EWUP_Msk
#define PWR_CSR_BRE_Pos	   9U
#define PWR_CSR_BRE_Msk	   (0x1U << PWR_CSR_BRE_Pos)
#define PWR_CSR_BRE	   PWR_CSR_BRE_Msk
#define PWR_CSR_VOSRDY_Pos 14U
#define PWR_CSR_VOSRDY_Msk (0x1U << PWR_CSR_VOSRDY_Pos)
#define PWR_CSR_VOSRDY	   PWR_CSR_VOSRDY_Msk

/* FLASH_ACR: 3.9.1 */
#define FLASH_ACR_LATENCY_Pos 0U
#define FLASH_ACR_LATENCY_Msk (0x7U << FLASH_ACR_LATENCY_Pos)
#define FLASH_ACR_LATENCY     FLASH_ACR_LATENCY_Msk
#define FLASH_ACR_PRFTEN_Pos  8U
#define FLASH_ACR_PRFTEN_Msk  (0x1U << FLASH_ACR_PRFTEN_Pos)
#define FLASH_ACR_PRFTEN      FLASH_ACR_PRFTEN_Msk
#define FLASH_ACR_ICEN_Pos    9U
#define FLASH_ACR_ICEN_Msk    (0x1U << FLASH_ACR_ICEN_Pos)
#define FLASH_ACR_ICEN	      FLASH_ACR_ICEN_Msk
#define FLASH_ACR_DCEN_Pos    10U
#define FLASH_ACR_DCEN_Msk    (0x1U << FLASH_ACR_DCEN_Pos)
#define FLASH_ACR_DCEN	      FLASH_ACR_DCEN_Msk
#define FLASH_ACR_ICRST_Pos   11U
#define FLASH_ACR_ICRST_Msk   (0x1U << FLASH_ACR_ICRST_Pos)
#define FLASH_ACR_ICRST	      FLASH_ACR_ICRST_Msk
#define FLASH_ACR_DCRST_Pos   12U
#define FLASH_ACR_DCRST_Msk   (0x1U << FLASH_ACR_DCRST_Pos)
#define FLASH_ACR_DCRST	      FLASH_ACR_DCRST_Msk

#define FLASH_ACR_LATENCY_0WS 0U
#define FLASH_ACR_LATENCY_1WS 1U
#define FLASH_ACR_LATENCY_2WS 2U
#define FLASH_ACR_LATENCY_3WS 3U
#define FLASH_ACR_LATENCY_4WS 4U
#define FLASH_ACR_LATENCY_5WS 5U
#define FLASH_ACR_LATENCY_6WS 6U
#define FLASH_ACR_LATENCY_7WS 7U

/* 12.3: one bit a line. */
#define EXTI_IMR_MR0	   (1U << 0)
#define EXTI_IMR_MR1	   (1U << 1)
#define EXTI_IMR_MR2	   (1U << 2)
#define EXTI_IMR_MR3	   (1U << 3)
#define EXTI_IMR_MR4	   (1U << 4)
#define EXTI_IMR_MR5	   (1U << 5)
#define EXTI_IMR_MR6	   (1U << 6)
#define EXTI_IMR_MR7	   (1U << 7)
#define EXTI_IMR_MR8	   (1U << 8)
#define EXTI_IMR_MR9	   (1U << 9)
#define EXTI_IMR_MR10	   (1U << 10)
#define EXTI_IMR_MR11	   (1U << 11)
#define EXTI_IMR_MR12	   (1U << 12)
#define EXTI_IMR_MR13	   (1U << 13)
#define EXTI_IMR_MR14	   (1U << 14)
#define EXTI_IMR_MR15	   (1U << 15)
#define EXTI_EMR_MR0	   (1U << 0)
#define EXTI_EMR_MR1	   (1U << 1)
#define EXTI_EMR_MR2	   (1U << 2)
#define EXTI_EMR_MR3	   (1U << 3)
#define EXTI_EMR_MR4	   (1U << 4)
#define EXTI_EMR_MR5	   (1U << 5)
#define EXTI_EMR_MR6	   (1U << 6)
#define EXTI_EMR_MR7	   (1U << 7)
#define EXTI_EMR_MR8	   (1U << 8)
#define EXTI_EMR_MR9	   (1U << 9)
#define EXTI_EMR_MR10	   (1U << 10)
#define EXTI_EMR_MR11	   (1U << 11)
#define EXTI_EMR_MR12	   (1U << 12)
#define EXTI_EMR_MR13	   (1U << 13)
#define EXTI_EMR_MR14	   (1U << 14)
#define EXTI_EMR_MR15	   (1U << 15)
#define EXTI_RTSR_TR0	   (1U << 0)
#define EXTI_RTSR_TR1	   (1U << 1)
#define EXTI_RTSR_TR2	   (1U << 2)
#define EXTI_RTSR_TR3	   (1U << 3)
#define EXTI_RTSR_TR4	   (1U << 4)
#define EXTI_RTSR_TR5	   (1U << 5)
#define EXTI_RTSR_TR6	   (1U << 6)
#define EXTI_RTSR_TR7	   (1U << 7)
#define EXTI_RTSR_TR8	   (1U << 8)
#define EXTI_RTSR_TR9	   (1U << 9)
#define EXTI_RTSR_TR10	   (1U << 10)
#define EXTI_RTSR_TR11	   (1U << 11)
#define EXTI_RTSR_TR12	   (1U << 12)
#define EXTI_RTSR_TR13	   (1U << 13)
#define EXTI_RTSR_TR14	   (1U << 14)
#define EXTI_RTSR_TR15	   (1U << 15)
#define EXTI_FTSR_TR0	   (1U << 0)
#define EXTI_FTSR_TR1	   (1U << 1)
#define EXTI_FTSR_TR2	   (1U << 2)
#define EXTI_FTSR_TR3	   (1U << 3)
#define EXTI_FTSR_TR4	   (1U << 4)
#define EXTI_FTSR_TR5	   (1U << 5)
#define EXTI_FTSR_TR6	   (1U << 6)
#define EXTI_FTSR_TR7	   (1U << 7)
#define EXTI_FTSR_TR8	   (1U << 8)
#define EXTI_FTSR_TR9	   (1U << 9)
#define EXTI_FTSR_TR10	   (1U << 10)
#define EXTI_FTSR_TR11	   (1U << 11)
#define EXTI_FTSR_TR12	   (1U << 12)
#define EXTI_FTSR_TR13	   (1U << 13)
#define EXTI_FTSR_TR14	   (1U << 14)
#define EXTI_FTSR_TR15	   (1U << 15)
#define EXTI_SWIER_SWIER0  (1U << 0)
#define EXTI_SWIER_SWIER1  (1U << 1)
#define EXTI_SWIER_SWIER2  (1U << 2)
#define EXTI_SWIER_SWIER3  (1U << 3)
#define EXTI_SWIER_SWIER4  (1U << 4)
#define EXTI_SWIER_SWIER5  (1U << 5)
#define EXTI_SWIER_SWIER6  (1U << 6)
#define EXTI_SWIER_SWIER7  (1U << 7)
#define EXTI_SWIER_SWIER8  (1U << 8)
#define EXTI_SWIER_SWIER9  (1U << 9)
#define EXTI_SWIER_SWIER10 (1U << 10)
#define EXTI_SWIER_SWIER11 (1U << 11)
#define EXTI_SWIER_SWIER12 (1U << 12)
#define EXTI_SWIER_SWIER13 (1U << 13)
#define EXTI_SWIER_SWIER14 (1U << 14)
#define EXTI_SWIER_SWIER15 (1U << 15)
#define EXTI_PR_PR0	   (1U << 0)
#define EXTI_PR_PR1	   (1U << 1)
#define EXTI_PR_PR2	   (1U << 2)
#define EXTI_PR_PR3	   (1U << 3)
#define EXTI_PR_PR4	   (1U << 4)
#define EXTI_PR_PR5	   (1U << 5)
#define EXTI_PR_PR6	   (1U << 6)
#define EXTI_PR_PR7	   (1U << 7)
#define EXTI_PR_PR8	   (1U << 8)
#define EXTI_PR_PR9	   (1U << 9)
#define EXTI_PR_PR10	   (1U << 10)
#define EXTI_PR_PR11	   (1U << 11)
#define EXTI_PR_PR12	   (1U << 12)
#define EXTI_PR_PR13	   (1U << 13)
#define EXTI_PR_PR14	   (1U << 14)
#define EXTI_PR_PR15	   (1U << 15)

#endif /* STM32F4_SYSTEM_REGS_H */
