/* SPDX-License-Identifier: MIT */
#include "avr/sfr.h"

#include <string.h>

/* A part that is not simulated, and what of a register needs it. */
enum { STORES = 0, LIVE = 0x100, TELLS = 0x200 };

struct known {
	uint8_t addr;
	const char *name;
	const char *part; /* NULL: one that is simulated */
	/* Bits that start it; TELLS: a read asks it; LIVE: any access does. */
	unsigned starts;
};

/* clang-format off */
static const struct known known[] = {
	{0x23, "PINB", NULL, 0}, {0x24, "DDRB", NULL, 0},
	{0x25, "PORTB", NULL, 0}, {0x26, "PINC", NULL, 0},
	{0x27, "DDRC", NULL, 0}, {0x28, "PORTC", NULL, 0},
	{0x29, "PIND", NULL, 0}, {0x2a, "DDRD", NULL, 0},
	{0x2b, "PORTD", NULL, 0},
	{0x35, "TIFR0", NULL, 0}, {0x36, "TIFR1", "timer 1", TELLS},
	{0x37, "TIFR2", "timer 2", TELLS},
	{0x3b, "PCIFR", NULL, 0}, {0x3c, "EIFR", NULL, 0},
	{0x3d, "EIMSK", NULL, 0}, {0x3e, "GPIOR0", NULL, 0},
	{0x3f, "EECR", "the EEPROM", 0x0f}, {0x40, "EEDR", "the EEPROM", STORES},
	{0x41, "EEARL", "the EEPROM", STORES},
	{0x42, "EEARH", "the EEPROM", STORES},
	{0x43, "GTCCR", NULL, 0}, {0x44, "TCCR0A", NULL, 0},
	{0x45, "TCCR0B", NULL, 0}, {0x46, "TCNT0", NULL, 0},
	{0x47, "OCR0A", NULL, 0}, {0x48, "OCR0B", NULL, 0},
	{0x4a, "GPIOR1", NULL, 0}, {0x4b, "GPIOR2", NULL, 0},
	{0x4c, "SPCR", "the SPI", 0xc0}, {0x4d, "SPSR", "the SPI", TELLS},
	{0x4e, "SPDR", "the SPI", LIVE},
	{0x50, "ACSR", "the analog comparator", 0x0c},
	{0x53, "SMCR", NULL, 0}, {0x54, "MCUSR", NULL, 0},
	{0x55, "MCUCR", NULL, 0}, {0x57, "SPMCSR", "self-programming", 0x01},
	{0x5d, "SPL", "the stack pointer", LIVE},
	{0x5e, "SPH", "the stack pointer", LIVE}, {0x5f, "SREG", NULL, 0},
	{0x60, "WDTCSR", NULL, 0}, {0x61, "CLKPR", NULL, 0},
	{0x64, "PRR", NULL, 0}, {0x66, "OSCCAL", "the RC oscillator", STORES},
	{0x68, "PCICR", NULL, 0}, {0x69, "EICRA", NULL, 0},
	{0x6b, "PCMSK0", NULL, 0}, {0x6c, "PCMSK1", NULL, 0},
	{0x6d, "PCMSK2", NULL, 0}, {0x6e, "TIMSK0", NULL, 0},
	{0x6f, "TIMSK1", "timer 1", 0x27}, {0x70, "TIMSK2", "timer 2", 0x07},
	{0x78, "ADCL", "the ADC", STORES}, {0x79, "ADCH", "the ADC", STORES},
	{0x7a, "ADCSRA", "the ADC", 0x40}, {0x7b, "ADCSRB", "the ADC", STORES},
	{0x7c, "ADMUX", "the ADC", STORES}, {0x7e, "DIDR0", "the ADC", STORES},
	{0x7f, "DIDR1", "the analog comparator", STORES},
	{0x80, "TCCR1A", "timer 1", 0xf0}, {0x81, "TCCR1B", "timer 1", STORES},
	{0x82, "TCCR1C", "timer 1", 0xc0},
	{0x84, "TCNT1L", "timer 1", LIVE}, {0x85, "TCNT1H", "timer 1", LIVE},
	{0x86, "ICR1L", "timer 1", STORES}, {0x87, "ICR1H", "timer 1", STORES},
	{0x88, "OCR1AL", "timer 1", STORES}, {0x89, "OCR1AH", "timer 1", STORES},
	{0x8a, "OCR1BL", "timer 1", STORES}, {0x8b, "OCR1BH", "timer 1", STORES},
	{0xb0, "TCCR2A", "timer 2", 0xf0}, {0xb1, "TCCR2B", "timer 2", STORES},
	{0xb2, "TCNT2", "timer 2", LIVE}, {0xb3, "OCR2A", "timer 2", STORES},
	{0xb4, "OCR2B", "timer 2", STORES}, {0xb6, "ASSR", "timer 2", STORES},
	{0xb8, "TWBR", NULL, 0}, {0xb9, "TWSR", NULL, 0},
	{0xba, "TWAR", NULL, 0}, {0xbb, "TWDR", NULL, 0},
	{0xbc, "TWCR", NULL, 0}, {0xbd, "TWAMR", NULL, 0},
	{0xc0, "UCSR0A", "the USART", TELLS},
	{0xc1, "UCSR0B", "the USART", 0xf8},
	{0xc2, "UCSR0C", "the USART", STORES},
	{0xc4, "UBRR0L", "the USART", STORES},
	{0xc5, "UBRR0H", "the USART", STORES}, {0xc6, "UDR0", "the USART", LIVE},
};
/* clang-format on */

static const struct known *find(uint8_t addr)
{
	for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
		if (known[i].addr == addr)
			return &known[i];
	return NULL;
}

static void crash(struct sfr *s, const char *verb, uint8_t addr,
		  const struct known *k)
{
	char what[96];

	if (k)
		g_snprintf(what, sizeof(what),
			   "%s %s: %s is not simulated, and was needed", verb,
			   k->name, k->part);
	else
		g_snprintf(what, sizeof(what),
			   "%s 0x%02x, where the chip has no register,", verb,
			   addr);
	mcu_crash(s->mcu, 0, what);
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	struct sfr *s = user;
	uint8_t addr = (uint8_t)(SFR_FIRST + offset);
	const struct sfr_block *b = &s->block[addr];
	const struct known *k;

	if (b->read)
		return b->read(b->user, addr, peek);
	k = find(addr);
	if (!peek && (!k || k->starts & (LIVE | TELLS)))
		crash(s, "read of", addr, k);
	return s->stored[addr];
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	struct sfr *s = user;
	uint8_t addr = (uint8_t)(SFR_FIRST + offset);
	const struct sfr_block *b = &s->block[addr];
	const struct known *k;

	if (b->write) {
		b->write(b->user, addr, (uint8_t)value);
		return;
	}
	k = find(addr);
	if (!k || k->starts & LIVE || k->starts & value)
		crash(s, "write to", addr, k);
	s->stored[addr] = (uint8_t)value;
}

static const char *name_reg(void *user, uint32_t offset)
{
	const struct known *k = find((uint8_t)(SFR_FIRST + offset));

	return k ? k->name : NULL;
}

void sfr_map(struct sfr *s, uint8_t first, uint8_t last, struct sfr_block block)
{
	for (unsigned a = first; a <= last; a++)
		s->block[a] = block;
}

void sfr_reset(struct sfr *s)
{
	memset(s->stored, 0, sizeof(s->stored));
}

struct reg_device sfr_device(struct sfr *s)
{
	return (struct reg_device){.name = "IO",
				   .base = SFR_BASE + SFR_FIRST,
				   .size = SFR_COUNT - SFR_FIRST,
				   .bytes = true,
				   .read = read_reg,
				   .write = write_reg,
				   .reg_name = name_reg,
				   .user = s};
}
