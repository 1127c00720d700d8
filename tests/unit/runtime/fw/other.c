/* SPDX-License-Identifier: MIT */
/* For another platform than the tests'. */
int main(void)
{
	return 0;
}
