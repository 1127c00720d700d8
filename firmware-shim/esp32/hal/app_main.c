/* SPDX-License-Identifier: MIT */
/* A program written for any chip has main() in place of app_main(). */
int main(void);
void app_main(void);

void app_main(void)
{
	(void)main();
}
