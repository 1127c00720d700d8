/* SPDX-License-Identifier: MIT */
/* Assertions that stay (hard_assert) and checks of parameters. */
#ifndef PICO_ASSERT_H
#define PICO_ASSERT_H

#include <assert.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef PARAM_ASSERTIONS_ENABLE_ALL
#define PARAM_ASSERTIONS_ENABLE_ALL 0
#endif

void hard_assertion_failure(void);

#ifndef hard_assert
static inline void hard_assert(bool condition, ...)
{
	if (!condition)
		hard_assertion_failure();
}
#endif

/* Parameters are checked with assert() where the module of that name, or
 * PARAM_ASSERTIONS_ENABLE_ALL, asks for it. */
#define PARAM_ASSERTIONS_ENABLED(module)                                       \
	(PARAM_ASSERTIONS_ENABLED_##module || PARAM_ASSERTIONS_ENABLE_ALL)
#define invalid_params_if(module, test)                                        \
	do {                                                                   \
		if (PARAM_ASSERTIONS_ENABLED(module))                          \
			assert(!(test));                                       \
	} while (0)
#define valid_params_if(module, test) invalid_params_if(module, !(test))
#define hard_assert_if(module, test)  invalid_params_if(module, test)
#define valid_params_if_and_return(m, t, r)                                    \
	do {                                                                   \
		if (!(t))                                                      \
			return r;                                              \
	} while (0)
#define invalid_params_if_and_return(m, t, r)                                  \
	valid_params_if_and_return(m, !(t), r)

#ifdef __cplusplus
}
#endif

#endif
