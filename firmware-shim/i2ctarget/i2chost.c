/* SPDX-License-Identifier: MIT */
#include "i2chost.h"

#include "i2chost_port.h"

#define FIRST_ADDRESS 0x08
#define LAST_ADDRESS  0x77

#define DEFAULT_HZ	   400000u
#define DEFAULT_TIMEOUT_US 50000u

int i2chost_init(struct i2chost *h, const struct i2chost_config *config)
{
	struct i2chost_config c = *config;

	h->port = NULL;
	if (c.scl == c.sda)
		return I2CHOST_ARGUMENT;
	if (!c.hz)
		c.hz = DEFAULT_HZ;
	if (!c.timeout_us)
		c.timeout_us = DEFAULT_TIMEOUT_US;
	return i2chost_port_open(&h->port, &c);
}

void i2chost_deinit(struct i2chost *h)
{
	if (h->port)
		i2chost_port_close(h->port);
	h->port = NULL;
}

static int transfer(struct i2chost *h, struct i2chost_transfer *t)
{
	if (t->address > 0x7f || !h->port)
		return I2CHOST_ARGUMENT;
	return i2chost_port_transfer(h->port, t);
}

int i2chost_scan(struct i2chost *h, uint8_t *found, size_t n)
{
	int answered = 0;

	for (uint8_t a = FIRST_ADDRESS; a <= LAST_ADDRESS; a++) {
		int result = i2chost_writeto(h, a, NULL, 0, true);

		if (result == I2CHOST_NO_DEVICE)
			continue;
		if (result < 0)
			return result;
		if ((size_t)answered < n)
			found[answered] = a;
		answered++;
	}
	return answered;
}

int i2chost_writeto(struct i2chost *h, uint8_t address, const uint8_t *buf,
		    size_t n, bool stop)
{
	struct i2chost_transfer t = {
		.address = address, .out = buf, .n_out = n, .stop = stop};
	int result = transfer(h, &t);

	if (result == I2CHOST_OK || result == I2CHOST_NACK)
		return (int)t.n_acked;
	return result;
}

int i2chost_readfrom(struct i2chost *h, uint8_t address, uint8_t *buf, size_t n,
		     bool stop)
{
	struct i2chost_transfer t = {
		.address = address, .in = buf, .n_in = n, .stop = stop};

	return n ? transfer(h, &t) : I2CHOST_ARGUMENT;
}

int i2chost_writeto_then_readfrom(struct i2chost *h, uint8_t address,
				  const uint8_t *out, size_t n_out, uint8_t *in,
				  size_t n_in)
{
	struct i2chost_transfer t = {.address = address,
				     .out = out,
				     .n_out = n_out,
				     .in = in,
				     .n_in = n_in,
				     .stop = true};

	return n_out && n_in ? transfer(h, &t) : I2CHOST_ARGUMENT;
}

/* Puts the memory address into the head, high byte first. */
static bool point(struct i2chost_transfer *t, uint32_t memaddr,
		  unsigned addrsize)
{
	if (addrsize == 0 || addrsize > 32 || addrsize % 8)
		return false;
	t->n_head = addrsize / 8;
	for (size_t i = 0; i < t->n_head; i++)
		t->head[i] = (uint8_t)(memaddr >> (addrsize - 8 * (i + 1)));
	return true;
}

int i2chost_readfrom_mem(struct i2chost *h, uint8_t address, uint32_t memaddr,
			 unsigned addrsize, uint8_t *buf, size_t n)
{
	struct i2chost_transfer t = {
		.address = address, .in = buf, .n_in = n, .stop = true};

	if (!n || !point(&t, memaddr, addrsize))
		return I2CHOST_ARGUMENT;
	return transfer(h, &t);
}

int i2chost_writeto_mem(struct i2chost *h, uint8_t address, uint32_t memaddr,
			unsigned addrsize, const uint8_t *buf, size_t n)
{
	struct i2chost_transfer t = {
		.address = address, .out = buf, .n_out = n, .stop = true};

	if (!point(&t, memaddr, addrsize))
		return I2CHOST_ARGUMENT;
	return transfer(h, &t);
}
