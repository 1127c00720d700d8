/* SPDX-License-Identifier: MIT */
/* What I2C_RETRIES and I2C_TIMEOUT set: it is the adapter's, not the
 * descriptor's, and so the same for all programs that use the server. */
#ifndef TW_I2C_SETTINGS_H
#define TW_I2C_SETTINGS_H

#include <stdint.h>

enum {
	SETTINGS_ADAPTERS = 256,
	SETTINGS_RETRIES = 3, /* after lost arbitration, as i2c-algo-bit */
};

struct settings {
	uint32_t changed_retries; /* 0: the usual; else one more than that */
	uint32_t timeout_ms;	  /* 0: the usual */
};

/* Of one adapter; those past the last share one. */
struct settings *settings_of(unsigned adapter);

#endif /* TW_I2C_SETTINGS_H */
