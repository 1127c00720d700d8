/* SPDX-License-Identifier: MIT */
/* Between the HAL's own files: what the process does. */
#ifndef TW_LINUX_HAL_WORK_H
#define TW_LINUX_HAL_WORK_H

#include <linux/types.h>

bool tw_work_pending(void);
void tw_work_run(void); /* the oldest, if there is one */

#endif /* TW_LINUX_HAL_WORK_H */
