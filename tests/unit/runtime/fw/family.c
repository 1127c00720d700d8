/* SPDX-License-Identifier: MIT */
/* The platform's own headers win over its family's; functions are the
 * family's. */
#include "kin.h"

#include "tiny.h"

_Static_assert(KIN == 2, "the platform's own");

int main(void)
{
	tiny_sleep();
	return 0;
}
