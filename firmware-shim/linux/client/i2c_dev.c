/* SPDX-License-Identifier: MIT */
#include "i2c_dev.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>

#include "memory.h"
#include "settings.h"

#define MAX_BYTES 8192 /* of one message */

unsigned long i2c_dev_functions(void)
{
	return I2C_FUNC_I2C | I2C_FUNC_10BIT_ADDR | I2C_FUNC_PROTOCOL_MANGLING |
	       I2C_FUNC_NOSTART | I2C_FUNC_SMBUS_PEC | I2C_FUNC_SMBUS_EMUL |
	       I2C_FUNC_SMBUS_READ_BLOCK_DATA | I2C_FUNC_SMBUS_BLOCK_PROC_CALL;
}

int i2c_dev_transfer(struct i2c_dev *dev, struct i2c_msg *msgs, unsigned n)
{
	const struct settings *s = settings_of(dev->adapter);
	struct tw_client_message m[I2C_RDWR_IOCTL_MAX_MSGS];
	int error;

	if (n > I2C_RDWR_IOCTL_MAX_MSGS)
		return -EINVAL;
	for (unsigned i = 0; i < n; i++)
		m[i] = (struct tw_client_message){
			.addr = msgs[i].addr,
			.flags = msgs[i].flags,
			.len = msgs[i].len,
			.data = msgs[i].buf,
		};
	error = tw_client_transfer(dev->client, dev->adapter, s->timeout_ms,
				   s->changed_retries ? s->changed_retries - 1
						      : SETTINGS_RETRIES,
				   m, n);
	if (error)
		return error;
	/* The count came first. */
	for (unsigned i = 0; i < n; i++)
		if (msgs[i].flags & I2C_M_RECV_LEN)
			msgs[i].len = (uint16_t)m[i].done;
	return (int)n;
}

/* Which address, and how many bits it has. */
static struct i2c_msg message(const struct i2c_dev *dev, uint16_t flags,
			      void *bytes, size_t n)
{
	return (struct i2c_msg){
		.addr = dev->addr,
		.flags = (uint16_t)(flags | (dev->ten_bit ? I2C_M_TEN : 0)),
		.len = (uint16_t)n,
		.buf = bytes,
	};
}

ssize_t i2c_dev_read(struct i2c_dev *dev, uintptr_t bytes, size_t n)
{
	uint8_t in[MAX_BYTES];
	struct i2c_msg m;
	int got;

	if ((dev->flags & O_ACCMODE) == O_WRONLY)
		return -EBADF;
	if (n > MAX_BYTES)
		n = MAX_BYTES;
	m = message(dev, I2C_M_RD, in, n);
	got = i2c_dev_transfer(dev, &m, 1);
	if (got >= 0)
		got = memory_put(dev->pid, bytes, in, n);
	return got < 0 ? got : (ssize_t)n;
}

ssize_t i2c_dev_write(struct i2c_dev *dev, uintptr_t bytes, size_t n)
{
	uint8_t out[MAX_BYTES];
	struct i2c_msg m;
	int got;

	if ((dev->flags & O_ACCMODE) == O_RDONLY)
		return -EBADF;
	if (n > MAX_BYTES)
		n = MAX_BYTES;
	got = memory_get(dev->pid, out, bytes, n);
	if (got)
		return got;
	m = message(dev, 0, out, n);
	got = i2c_dev_transfer(dev, &m, 1);
	return got < 0 ? got : (ssize_t)n;
}

ssize_t i2c_dev_vector(struct i2c_dev *dev, uintptr_t parts, unsigned n,
		       bool reads)
{
	ssize_t sum = 0, got;
	struct iovec v;

	if (n > IOV_MAX)
		return -EINVAL;
	for (unsigned i = 0; i < n; i++) {
		if (memory_get(dev->pid, &v, parts + i * sizeof(v), sizeof(v)))
			return sum ? sum : -EFAULT;
		if (!v.iov_len)
			continue;
		got = reads ? i2c_dev_read(dev, (uintptr_t)v.iov_base,
					   v.iov_len)
			    : i2c_dev_write(dev, (uintptr_t)v.iov_base,
					    v.iov_len);
		if (got < 0)
			return sum ? sum : got;
		sum += got;
		if ((size_t)got < v.iov_len)
			break;
	}
	return sum;
}

/* --- I2C_RDWR ---------------------------------------------------------- */

struct rdwr {
	unsigned n; /* of those whose buffers are ours */
	struct i2c_msg msgs[I2C_RDWR_IOCTL_MAX_MSGS];
	uintptr_t theirs[I2C_RDWR_IOCTL_MAX_MSGS]; /* where the bytes belong */
};

/* The count's place says how many bytes come beside the block: 1, or 2 with a
 * PEC; and the room behind it has to be a block's. */
static int check_block(struct i2c_msg *m)
{
	if (!(m->flags & I2C_M_RECV_LEN))
		return 0;
	if (!(m->flags & I2C_M_RD) || m->len < 1 || m->buf[0] < 1 ||
	    m->len < m->buf[0] + I2C_SMBUS_BLOCK_MAX)
		return -EINVAL;
	m->len = m->buf[0];
	return 0;
}

/* Fetches and checks messages in their order, as i2c-dev does. */
static int fetch(const struct i2c_dev *dev, struct rdwr *r, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		struct i2c_msg *m = &r->msgs[i];
		int bad;

		r->theirs[i] = (uintptr_t)m->buf;
		if (m->len > MAX_BYTES)
			return -EINVAL;
		if (i && m->flags & I2C_M_NOSTART && m[-1].flags & I2C_M_STOP)
			return -EOPNOTSUPP;
		m->buf = malloc(m->len + I2C_SMBUS_BLOCK_MAX + 2);
		if (!m->buf)
			return -ENOMEM;
		r->n = i + 1;
		bad = memory_get(dev->pid, m->buf, r->theirs[i], m->len);
		if (!bad)
			bad = check_block(m);
		if (bad)
			return bad;
	}
	return 0;
}

static int give(const struct i2c_dev *dev, const struct rdwr *r)
{
	int bad = 0;

	for (unsigned i = 0; i < r->n; i++)
		if (r->msgs[i].flags & I2C_M_RD &&
		    memory_put(dev->pid, r->theirs[i], r->msgs[i].buf,
			       r->msgs[i].len))
			bad = -EFAULT;
	return bad;
}

static int rdwr(struct i2c_dev *dev, unsigned long arg)
{
	struct i2c_rdwr_ioctl_data data;
	struct rdwr *r;
	int got;

	if (memory_get(dev->pid, &data, arg, sizeof(data)))
		return -EFAULT;
	if (!data.msgs || !data.nmsgs || data.nmsgs > I2C_RDWR_IOCTL_MAX_MSGS)
		return -EINVAL;
	r = calloc(1, sizeof(*r));
	if (!r)
		return -ENOMEM;
	got = memory_get(dev->pid, r->msgs, (uintptr_t)data.msgs,
			 data.nmsgs * sizeof(r->msgs[0]));
	if (!got)
		got = fetch(dev, r, data.nmsgs);
	if (!got)
		got = i2c_dev_transfer(dev, r->msgs, r->n);
	if (got > 0 && give(dev, r))
		got = -EFAULT;
	for (unsigned i = 0; i < r->n; i++)
		free(r->msgs[i].buf);
	free(r);
	return got;
}

/* --- I2C_SMBUS --------------------------------------------------------- */

/* SMBus sizes whose data are a byte, a word, or a block. */
static size_t size_of(unsigned size)
{
	switch (size) {
	case I2C_SMBUS_BYTE:
	case I2C_SMBUS_BYTE_DATA:
		return 1;
	case I2C_SMBUS_WORD_DATA:
	case I2C_SMBUS_PROC_CALL:
		return 2;
	default:
		return I2C_SMBUS_BLOCK_MAX + 2;
	}
}

static int smbus(struct i2c_dev *dev, unsigned long where)
{
	struct i2c_smbus_ioctl_data arg;
	union i2c_smbus_data data = {0};
	uintptr_t theirs;
	bool read, calls;
	unsigned size;
	int error;

	if (memory_get(dev->pid, &arg, where, sizeof(arg)))
		return -EFAULT;
	size = arg.size;
	theirs = (uintptr_t)arg.data;
	if (size > I2C_SMBUS_I2C_BLOCK_DATA || arg.read_write > 1)
		return -EINVAL;
	read = arg.read_write == I2C_SMBUS_READ;
	if (size == I2C_SMBUS_QUICK || (size == I2C_SMBUS_BYTE && !read))
		return i2c_dev_smbus(dev, read, arg.command, size, NULL);
	if (!theirs)
		return -EINVAL;
	calls = size == I2C_SMBUS_PROC_CALL ||
		size == I2C_SMBUS_BLOCK_PROC_CALL;
	if ((calls || size == I2C_SMBUS_I2C_BLOCK_DATA || !read) &&
	    memory_get(dev->pid, &data, theirs, size_of(size)))
		return -EFAULT;
	/* Of old programs, which did not say how many. */
	if (size == I2C_SMBUS_I2C_BLOCK_BROKEN) {
		size = I2C_SMBUS_I2C_BLOCK_DATA;
		if (read)
			data.block[0] = I2C_SMBUS_BLOCK_MAX;
	}
	error = i2c_dev_smbus(dev, read, arg.command, size, &data);
	if (!error && (calls || read))
		error = memory_put(dev->pid, theirs, &data, size_of(size));
	return error;
}

static int set_address(struct i2c_dev *dev, unsigned long addr)
{
	if (addr > 0x3ff || (!dev->ten_bit && addr > 0x7f))
		return -EINVAL;
	dev->addr = (uint16_t)addr;
	return 0;
}

static int functions(const struct i2c_dev *dev, unsigned long where)
{
	unsigned long all = i2c_dev_functions();

	return memory_put(dev->pid, where, &all, sizeof(all));
}

int i2c_dev_ioctl(struct i2c_dev *dev, unsigned request, unsigned long arg)
{
	switch (request) {
	case I2C_SLAVE:
	case I2C_SLAVE_FORCE:
		return set_address(dev, arg);
	case I2C_TENBIT:
		dev->ten_bit = arg;
		return 0;
	case I2C_PEC:
		dev->pec = arg;
		return 0;
	case I2C_FUNCS:
		return functions(dev, arg);
	case I2C_RDWR:
		return rdwr(dev, arg);
	case I2C_SMBUS:
		return smbus(dev, arg);
	case I2C_RETRIES:
		if (arg > INT_MAX)
			return -EINVAL;
		settings_of(dev->adapter)->changed_retries = (uint32_t)arg + 1;
		return 0;
	case I2C_TIMEOUT: /* in units of 10 ms */
		if (arg > INT_MAX)
			return -EINVAL;
		settings_of(dev->adapter)->timeout_ms =
			arg > INT_MAX / 10 ? INT_MAX : (uint32_t)arg * 10;
		return 0;
	}
	return -ENOTTY;
}
