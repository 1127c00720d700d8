/* SPDX-License-Identifier: MIT */
/* Messages to a register file, by its table: what model.h promises for struct
 * tw_reg_file, followed from outside. */
#include "monitor/reading.h"

#include "twowire/smbus.h"

#include <stdio.h>

static bool has_pec(const struct tw_model *model)
{
	return model->smbus && model->smbus->pec;
}

static void begin(struct reading_regs *r, const struct tw_message *m)
{
	uint8_t first = (uint8_t)(m->addr << 1 | m->read);

	if (!m->restart || r->transfer != m->transfer)
		r->pec = 0;
	r->transfer = m->transfer;
	r->pec = tw_smbus_pec(r->pec, &first, 1);
	r->byte = 0;
	r->value = 0;
	r->over = false;
}

static const struct tw_reg *selected(const struct tw_reg_file *file,
				     const struct reading_regs *r)
{
	return r->pointer < file->n_regs && file->regs[r->pointer].name
		       ? &file->regs[r->pointer]
		       : NULL;
}

static void point(const struct tw_reg_file *file, struct reading_regs *r,
		  uint8_t byte, char *text, size_t size)
{
	const struct tw_reg *reg;

	r->pointer = file->pointer_mask ? byte & file->pointer_mask : byte;
	r->pointed = true;
	reg = selected(file, r);
	r->strange = !reg;
	if (reg)
		snprintf(text, size, "pointer %s", reg->name);
	else
		snprintf(text, size, "pointer 0x%02x, no register", byte);
}

static void tell(const struct tw_reg_file *file, const struct tw_reg *reg,
		 uint32_t value, char *text, size_t size)
{
	char words[TW_WORDS_SIZE] = "";

	if (file->in_words)
		file->in_words((uint8_t)(reg - file->regs), value, words,
			       sizeof(words));
	snprintf(text, size, "%s 0x%0*x%s%s", reg->name, 2 * reg->bytes,
		 (unsigned)value, *words ? " = " : "", words);
}

static void take(const struct tw_model *model, struct reading_regs *r,
		 uint8_t byte, char *text, size_t size)
{
	const struct tw_reg_file *file = model->regs;
	const struct tw_reg *reg = selected(file, r);

	r->value = r->value << 8 | byte;
	if (reg && ++r->byte < reg->bytes)
		return;
	if (reg)
		tell(file, reg, r->value, text, size);
	else
		snprintf(text, size, "0x%02x, no register", r->pointer);
	r->byte = 0;
	r->value = 0;
	r->over = has_pec(model) || file->after == TW_NO_REG;
	if (file->after == TW_NEXT_REG)
		r->pointer = (uint8_t)((r->pointer + 1u) % file->n_regs);
}

static void check_pec(const struct reading_regs *r, uint8_t byte, char *text,
		      size_t size)
{
	if (byte == r->pec)
		snprintf(text, size, "PEC, right");
	else
		snprintf(text, size, "no PEC, that would be 0x%02x", r->pec);
}

void reading_regs_byte(const struct tw_model *model, struct reading_regs *r,
		       const struct tw_message *m, size_t n, char *text,
		       size_t size)
{
	uint8_t byte = m->bytes[n].value;

	r->strange = false;
	if (!n)
		begin(r, m);
	if (!m->read && m->bytes[n].ack != TW_SEEN_ACK)
		return;
	if (!m->read && !n)
		point(model->regs, r, byte, text, size);
	else if (r->over && has_pec(model))
		check_pec(r, byte, text, size);
	else if (r->over)
		snprintf(text, size, "behind the register");
	else if (r->pointed)
		take(model, r, byte, text, size);
	else if (!n)
		snprintf(text, size, "pointer not seen");
	r->pec = tw_smbus_pec(r->pec, &byte, 1);
}
