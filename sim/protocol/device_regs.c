/* SPDX-License-Identifier: MIT */
/* The register file: what model.h promises for struct tw_reg_file. */
#include "protocol/device.h"

static const struct tw_reg *selected(const tw_device *dev)
{
	const struct tw_reg_file *file = dev->model->regs;
	uint8_t n = dev->transfer.pointer;

	return n < file->n_regs && file->regs[n].name ? &file->regs[n] : NULL;
}

void device_regs_reset(tw_device *dev)
{
	const struct tw_reg_file *file = dev->model->regs;

	for (size_t i = 0; i < file->n_regs; i++)
		dev->regs[i] = file->regs[i].reset;
	dev->transfer = (struct device_regs){0};
}

static bool has_pec(const tw_device *dev)
{
	return dev->model->smbus && dev->model->smbus->pec;
}

void device_regs_forget(tw_device *dev)
{
	dev->transfer.whole = false;
}

static bool begin(tw_device *dev, uint8_t addr, bool read)
{
	dev->transfer.pointer_is_next = !read;
	dev->transfer.whole = dev->transfer.over = false;
	dev->transfer.byte = 0;
	dev->transfer.value = 0;
	return true;
}

/* One byte of the register went over the wire. true if it was the last. */
static bool advance(tw_device *dev, const struct tw_reg *reg)
{
	const struct tw_reg_file *file = dev->model->regs;
	struct device_regs *t = &dev->transfer;

	if (reg && ++t->byte < reg->bytes)
		return false;
	t->byte = 0;
	t->value = 0;
	t->over = file->after == TW_NO_REG;
	if (file->after == TW_NEXT_REG)
		t->pointer = (uint8_t)((t->pointer + 1u) % file->n_regs);
	return true;
}

static void point(tw_device *dev, uint8_t byte)
{
	uint8_t mask = dev->model->regs->pointer_mask;

	dev->transfer.pointer_is_next = false;
	dev->transfer.pointer = mask ? byte & mask : byte;
}

static void take(tw_device *dev, const struct tw_reg *reg, uint32_t value)
{
	const struct tw_reg_file *file = dev->model->regs;
	uint8_t n = (uint8_t)(reg - file->regs);
	uint32_t old = dev->regs[n];

	dev->regs[n] = (old & ~reg->writable) | (value & reg->writable);
	if (file->written)
		file->written(dev, n, old);
}

/* One register, and its PEC or none. */
static bool write_with_pec(tw_device *dev, const struct tw_reg *reg,
			   uint8_t byte)
{
	struct device_regs *t = &dev->transfer;
	bool right;

	if (t->over)
		return false;
	if (!t->whole) {
		t->value = t->value << 8 | byte;
		t->whole = ++t->byte == (reg ? reg->bytes : 1);
		return true;
	}
	right = byte == tw_smbus_pec_so_far(dev);
	t->whole = false;
	t->over = true;
	if (right && reg)
		take(dev, reg, t->value);
	return right;
}

/* Nothing came behind the register. */
static void write_over(tw_device *dev)
{
	const struct tw_reg *reg = selected(dev);
	struct device_regs *t = &dev->transfer;

	if (t->whole && reg)
		take(dev, reg, t->value);
	t->whole = false;
}

static bool write_byte(tw_device *dev, uint8_t byte)
{
	struct device_regs *t = &dev->transfer;
	const struct tw_reg *reg = selected(dev);
	uint32_t value;

	if (t->pointer_is_next) {
		point(dev, byte);
		return true;
	}
	if (has_pec(dev))
		return write_with_pec(dev, reg, byte);
	if (t->over)
		return true;
	value = t->value = t->value << 8 | byte;
	if (advance(dev, reg) && reg)
		take(dev, reg, value);
	return true;
}

static uint8_t read_byte(tw_device *dev)
{
	struct device_regs *t = &dev->transfer;
	const struct tw_reg *reg = selected(dev);

	if (t->over && has_pec(dev))
		return tw_smbus_pec_so_far(dev);
	if (t->over || !reg)
		return 0xff;
	if (!t->byte)
		t->value = dev->regs[t->pointer];
	return (uint8_t)(t->value >> 8 * (reg->bytes - 1 - t->byte));
}

static void byte_sent(tw_device *dev, bool acked)
{
	const struct tw_reg_file *file = dev->model->regs;
	const struct tw_reg *reg = selected(dev);
	uint8_t n = dev->transfer.pointer;

	if (dev->transfer.over || !advance(dev, reg))
		return;
	dev->transfer.over |= has_pec(dev);
	if (reg && file->was_read)
		file->was_read(dev, n);
}

const struct tw_byte_ops device_reg_ops = {
	.address = begin,
	.write = write_byte,
	.read = read_byte,
	.sent = byte_sent,
	.restart = write_over,
	.stop = write_over,
};
