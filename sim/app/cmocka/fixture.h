/* SPDX-License-Identifier: MIT */
/* What the fixtures' files share. */
#ifndef TW_APP_CMOCKA_FIXTURE_H
#define TW_APP_CMOCKA_FIXTURE_H

#include "twowire/cmocka.h"

/* Fails the test there, with a message that every output of cmocka's shows. */
void fixture_fail(const char *file, int line, const char *format, ...)
	G_GNUC_PRINTF(3, 4);
/* Fails if firmware has crashed, hung or left, unless it was expected. */
void fixture_look_at_firmware(const struct tw_fixture *f, const char *file,
			      int line);
/* Tells where the trace of a failed test is. */
void fixture_keep_trace(const struct tw_fixture *f);

#endif /* TW_APP_CMOCKA_FIXTURE_H */
