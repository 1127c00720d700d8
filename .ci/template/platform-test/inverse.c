// SPDX-License-Identifier: MIT
/* Answers each byte with its inverse. */
#include "lamp.h"

void lamp_received(uint8_t byte)
{
	lamp_send((uint8_t)~byte);
}

int main(void)
{
	lamp_listen(0x33);
	for (;;)
		;
}
