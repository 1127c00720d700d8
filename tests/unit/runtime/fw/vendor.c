/* SPDX-License-Identifier: MIT */
/* Wants a vendor's headers: those of a checkout, and none of the platform. */
#include <boot.h>
#include <vendor.h>

#if __has_include(<tiny.h>)
#error "the platform's own headers are not searched"
#endif

#if !__has_include(TINY_H)
#error "@PLATFORM@ is the platform's folder"
#endif

_Static_assert(ANSWER == 7, "as the platform's option says");
_Static_assert(sizeof(BOOT) == 8, "as the overlay says");

int main(void)
{
	return 0;
}
