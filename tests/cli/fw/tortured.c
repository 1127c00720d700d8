/* SPDX-License-Identifier: MIT */
/*
 * Sixteen registers at 0x40, read and written one after another, for `twowire
 * torture`: sound, or with the defect that -DDEFECT names.
 */
#include "i2ctarget.h"

#include <stdlib.h>

enum defect {
	SOUND,
	PREFETCH,  /* the pointer counts a byte that nobody read */
	NO_WRAP,   /* after the last register there is nothing */
	ONE_WRITE, /* of a write only the first byte is taken */
	CRASHES,   /* where the last register has been read */
};
#ifndef DEFECT
#define DEFECT SOUND
#endif
#ifndef SDA_PIN
#define SDA_PIN 4
#define SCL_PIN 5
#endif
#define N_REGS 16

static uint8_t regs[N_REGS];
static unsigned pointer;

static void written(struct i2ctarget_request *req)
{
	uint8_t byte;

	if (i2ctarget_read(req, &byte, 1, true) != 1)
		return;
	pointer = byte % N_REGS;
	while (i2ctarget_read(req, &byte, 1, true) == 1) {
		regs[pointer] = byte;
		pointer = (pointer + 1) % N_REGS;
		while (DEFECT == ONE_WRITE &&
		       i2ctarget_read(req, &byte, 1, true) == 1)
			;
	}
}

/* Sends until the host wants no more. */
static void sent(struct i2ctarget_request *req)
{
	static const uint8_t nothing = 0x5a;
	int n;

	do {
		n = i2ctarget_write(req, regs + pointer,
				    (int)(N_REGS - pointer));
		if (n > 0)
			pointer += (unsigned)n;
		if (DEFECT == CRASHES && pointer == N_REGS)
			abort();
		while (DEFECT == NO_WRAP && pointer == N_REGS && n > 0)
			n = i2ctarget_write(req, &nothing, 1);
		pointer %= N_REGS;
	} while (n > 0);
	if (DEFECT == PREFETCH)
		pointer = (pointer + 1) % N_REGS;
}

int main(void)
{
	static const uint8_t addresses[] = {0x40};
	static const struct i2ctarget_config config = {
		.scl = SCL_PIN,
		.sda = SDA_PIN,
		.addresses = addresses,
		.n_addresses = 1,
	};
	struct i2ctarget target;
	struct i2ctarget_request req;

	if (i2ctarget_init(&target, &config) != I2CTARGET_OK)
		return 1;
	while (i2ctarget_request(&target, 0, &req) == 1) {
		if (req.is_read)
			sent(&req);
		else
			written(&req);
		i2ctarget_close(&req);
	}
	return 1;
}
