/* SPDX-License-Identifier: MIT */
#include "hardware/sync.h"

int main(void)
{
	for (;;)
		__wfi();
}
