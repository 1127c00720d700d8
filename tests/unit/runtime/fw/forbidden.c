/* SPDX-License-Identifier: MIT */
/* Wants what no chip has. */
#include <stdio.h>

void no_such_driver(void);

int main(void)
{
	no_such_driver();
	return fopen("file", "r") != NULL;
}
