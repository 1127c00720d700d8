/* SPDX-License-Identifier: MIT */
/* What the chips' compilers say of types beyond C's own promises, as far as
 * the host's can be made to say the same. */
enum small { ONE, TWO };

#ifdef __AVR__
_Static_assert((char)-1 < 0, "char is signed");
_Static_assert(sizeof(enum small) > 1, "an enumeration is an int");
#else
_Static_assert((char)-1 > 0, "char is unsigned");
_Static_assert(sizeof(enum small) == 1, "as short as can be");
#endif

int main(void)
{
	return 0;
}
