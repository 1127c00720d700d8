/* SPDX-License-Identifier: MIT */
/* Constants that an int of 16 bits cannot hold, or one of 32 bits. */
#include <stdint.h>
#include <string.h>

int main(void)
{
	volatile uint32_t us;
	volatile uint8_t high = 0x12;
	int limit = strlen("x") ? 40000 : 0; /* line 10 */

	us = 60 * 1000;	  /* line 12 */
	us = high << 24;  /* line 13 */
	us = 60L * 1000L; /* as it should be */
	us = (uint32_t)high << 24;
	return (int)us == limit;
}
