/* SPDX-License-Identifier: MIT */
/* Has static ones of the same names as told.c. */
void tell_too(void);

static volatile int twin = 10;

__attribute__((noinline)) static void bump(int n)
{
	twin += n;
}

__attribute__((noinline)) static void only_here(void)
{
	bump(1);
}

void tell_too(void)
{
	only_here();
}
