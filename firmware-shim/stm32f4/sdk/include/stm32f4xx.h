/* SPDX-License-Identifier: MIT */
/* The simulated part, where the project has named no other. */
#if !defined(STM32F401xC) && !defined(STM32F401xE) && !defined(STM32F405xx) && \
	!defined(STM32F411xE) && !defined(STM32F415xx) &&                      \
	!defined(STM32F417xx) && !defined(STM32F427xx) &&                      \
	!defined(STM32F429xx) && !defined(STM32F437xx) &&                      \
	!defined(STM32F439xx) && !defined(STM32F446xx) &&                      \
	!defined(STM32F407xx)
#define STM32F407xx
#endif

#include_next <stm32f4xx.h>
