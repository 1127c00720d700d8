/* SPDX-License-Identifier: MIT */
/*
 * Headers from a vendor's checkout in place of a platform's own.
 *
 * A platform that supports it has sdk/cflags, one option for the compiler a
 * line, in which @SDK@ stands for the checkout and @PLATFORM@ for the
 * platform's folder, and may have sdk/include: the few headers that take the
 * place of what has no meaning on a PC.
 */
#ifndef TW_CC_SDK_H
#define TW_CC_SDK_H

#include <glib.h>
#include <stdbool.h>

#include "app/cc/layout.h"

/* The platform's options for a checkout in @sdk; free with g_strfreev(). A
 * folder that an option names and the checkout lacks is an error: false with
 * @error set to TW_ERROR_CONFIG. */
bool sdk_flags(const struct layout *layout, const char *sdk, char ***flags,
	       GError **error);
/* The option that has sdk/include searched before all else. */
void sdk_add_overlay(GPtrArray *argv, const struct layout *layout);

#endif /* TW_CC_SDK_H */
