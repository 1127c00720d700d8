/* SPDX-License-Identifier: MIT */
/* There is no ADC. This header is here because others include it. */
#ifndef HAL_ADC_TYPES_H
#define HAL_ADC_TYPES_H

typedef enum {
	ADC_UNIT_1,
	ADC_UNIT_2,
} adc_unit_t;

typedef int adc_channel_t;

#endif /* HAL_ADC_TYPES_H */
