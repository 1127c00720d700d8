/* SPDX-License-Identifier: MIT */
/* A serial instance's registers: tasks, events, shortcuts, EasyDMA. */
#include "nrf52/twi.h"

#define DISCONNECTED (1u << 31)
#define PIN_MASK     0x3fu
#define LIST_ARRAY   1u
#define EVENTS_TWIM                                                            \
	(BIT(STOPPED) | BIT(ERROR) | BIT(SUSPENDED) | BIT(RXSTARTED) |         \
	 BIT(TXSTARTED) | BIT(LASTRX) | BIT(LASTTX))
#define EVENTS_TWIS                                                            \
	(BIT(STOPPED) | BIT(ERROR) | BIT(RXSTARTED) | BIT(TXSTARTED) |         \
	 BIT(WRITE) | BIT(READ))
#define BIT(event) (1u << TWI_EV_##event)

enum {
	REG_EVENTS = 0x100,
	REG_SHORTS = 0x200,
	REG_INTEN = 0x300,
	REG_INTENSET = 0x304,
	REG_INTENCLR = 0x308,
	REG_ERRORSRC_TWIM = 0x4c4,
	REG_ERRORSRC_TWIS = 0x4d0,
	REG_MATCH = 0x4d4,
	REG_ENABLE = 0x500,
	REG_PSEL_SCL = 0x508,
	REG_PSEL_SDA = 0x50c,
	REG_FREQUENCY = 0x524,
	REG_RXD_PTR = 0x534,
	REG_RXD_MAXCNT = 0x538,
	REG_RXD_AMOUNT = 0x53c,
	REG_RXD_LIST = 0x540,
	REG_TXD_PTR = 0x544,
	REG_TXD_MAXCNT = 0x548,
	REG_TXD_AMOUNT = 0x54c,
	REG_TXD_LIST = 0x550,
	REG_ADDRESS0 = 0x588,
	REG_ADDRESS1 = 0x58c,
	REG_CONFIG = 0x594,
	REG_ORC = 0x5c0,
	WINDOW = 0x1000,
};

/* A shortcut: its bit in SHORTS. */
static const struct {
	enum twi_event event;
	unsigned bit;
	enum twi_task task;
} shortcuts[] = {
	{TWI_EV_LASTTX, 7, TWI_TASK_STARTRX},
	{TWI_EV_LASTTX, 8, TWI_TASK_SUSPEND},
	{TWI_EV_LASTTX, 9, TWI_TASK_STOP},
	{TWI_EV_LASTRX, 10, TWI_TASK_STARTTX},
	{TWI_EV_LASTRX, 11, TWI_TASK_SUSPEND},
	{TWI_EV_LASTRX, 12, TWI_TASK_STOP},
	{TWI_EV_WRITE, 13, TWI_TASK_SUSPEND},
	{TWI_EV_READ, 14, TWI_TASK_SUSPEND},
};
#define SHORTS_KNOWN 0x7f80u

/* --- events and tasks ---------------------------------------------------- */

static void update(struct twi *t)
{
	nvic_set(t->nvic, t->irq, (t->events & t->inten) != 0);
}

void nrf_twi_event(struct twi *t, enum twi_event event)
{
	t->events |= 1u << event;
	update(t);
	for (unsigned i = 0; i < G_N_ELEMENTS(shortcuts); i++)
		if (shortcuts[i].event == event &&
		    t->shorts & 1u << shortcuts[i].bit)
			nrf_twi_task(t, shortcuts[i].task);
}

void nrf_twi_task(struct twi *t, enum twi_task task)
{
	if (t->enable == TWI_TWIM)
		twim_task(t, task);
	else if (t->enable == TWI_TWIS)
		twis_task(t, task);
}

/* --- EasyDMA ------------------------------------------------------------- */

bool nrf_twi_latch(struct twi *t, struct easydma *channel, const char *what)
{
	g_autofree char *text = NULL;

	channel->at = (uint8_t *)(uintptr_t)channel->ptr;
	channel->max = channel->maxcnt;
	channel->n = 0;
	if (channel->list & LIST_ARRAY)
		channel->ptr += channel->maxcnt;
	if (!channel->max || mcu_in_ram(t->mcu, channel->at, channel->max))
		return true;
	text = g_strdup_printf("%s: EasyDMA reaches RAM only, not %u bytes at "
			       "%s.PTR 0x%08x",
			       t->name, channel->max, what,
			       (unsigned)(uintptr_t)channel->at);
	mcu_crash(t->mcu, 0, text);
	return false;
}

bool nrf_twi_store(struct twi *t, uint8_t byte)
{
	if (t->rxd.n == t->rxd.max ||
	    (t->rx_point && !tw_point_pass(t->rx_point, byte)))
		return false;
	t->rxd.at[t->rxd.n++] = byte;
	return true;
}

/* --- ENABLE -------------------------------------------------------------- */

static struct twi_link *find_link(struct twi *t)
{
	tw_bus *bus = NULL;

	if (!((t->psel[0] | t->psel[1]) & DISCONNECTED))
		bus = t->bus_of(t->user, t->psel[0] & PIN_MASK,
				t->psel[1] & PIN_MASK);
	for (unsigned i = 0; bus && i < t->n_links; i++)
		if (t->links[i].bus == bus)
			return &t->links[i];
	return NULL;
}

static void disable(struct twi *t)
{
	if (t->enable == TWI_TWIM)
		twim_drop(t);
	t->enable = TWI_OFF;
	twis_drop(t);
	t->suspended = false;
	t->link = NULL;
}

static void write_enable(struct twi *t, uint32_t value)
{
	g_autofree char *text = NULL;

	value &= 0xf;
	if (value == t->enable)
		return;
	disable(t);
	t->changed(t->user);
	if (value == TWI_OFF)
		return;
	if (value != TWI_TWIM && value != TWI_TWIS) {
		text = g_strdup_printf("%s: ENABLE %u (%s) is not simulated, "
				       "TWIM (6) and TWIS (9) are",
				       t->name, value,
				       value == 5 ? "TWI" : "SPI");
		mcu_crash(t->mcu, 0, text);
		return;
	}
	t->enable = value;
	t->link = find_link(t);
	twis_listen(t);
	t->changed(t->user);
}

uint64_t nrf_twi_pins(const struct twi *t)
{
	uint64_t pins = 0;

	for (unsigned i = 0; i < 2 && t->enable != TWI_OFF; i++)
		if (!(t->psel[i] & DISCONNECTED))
			pins |= 1ull << (t->psel[i] & PIN_MASK);
	return pins;
}

/* --- registers ----------------------------------------------------------- */

/* A register that is stored, and which of its bits; or NULL. */
static uint32_t *stored(struct twi *t, uint32_t offset, uint32_t *bits)
{
	*bits = UINT32_MAX;
	switch (offset) {
	case REG_SHORTS:
		*bits = SHORTS_KNOWN;
		return &t->shorts;
	case REG_INTEN:
		*bits = EVENTS_TWIM | EVENTS_TWIS;
		return &t->inten;
	case REG_PSEL_SCL:
		return &t->psel[0];
	case REG_PSEL_SDA:
		return &t->psel[1];
	case REG_FREQUENCY:
		return &t->frequency;
	case REG_RXD_PTR:
		return &t->rxd.ptr;
	case REG_RXD_MAXCNT:
		*bits = 0xffff;
		return &t->rxd.maxcnt;
	case REG_RXD_LIST:
		*bits = 3;
		return &t->rxd.list;
	case REG_TXD_PTR:
		return &t->txd.ptr;
	case REG_TXD_MAXCNT:
		*bits = 0xffff;
		return &t->txd.maxcnt;
	case REG_TXD_LIST:
		*bits = 3;
		return &t->txd.list;
	case REG_ADDRESS0:
		*bits = 0x7f;
		return &t->address[0];
	case REG_ADDRESS1:
		*bits = 0x7f;
		return &t->address[1];
	case REG_CONFIG:
		*bits = 3;
		return &t->config;
	case REG_ORC:
		*bits = 0xff;
		return &t->orc;
	default:
		return NULL;
	}
}

static bool is_event(uint32_t offset, uint32_t *bit)
{
	if (offset < REG_EVENTS || offset >= REG_EVENTS + 32 * 4)
		return false;
	*bit = 1u << (offset - REG_EVENTS) / 4;
	return ((EVENTS_TWIM | EVENTS_TWIS) & *bit) != 0;
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	struct twi *t = user;
	uint32_t bits;
	const uint32_t *plain = stored(t, offset, &bits);

	if (plain)
		return *plain;
	if (is_event(offset, &bits))
		return (t->events & bits) != 0;
	switch (offset) {
	case REG_INTENSET:
	case REG_INTENCLR:
		return t->inten;
	case REG_ERRORSRC_TWIM:
		return t->twim_errors;
	case REG_ERRORSRC_TWIS:
		return t->twis_errors;
	case REG_MATCH:
		return t->match;
	case REG_ENABLE:
		return t->enable;
	case REG_RXD_AMOUNT:
		return t->rxd.amount;
	case REG_TXD_AMOUNT:
		return t->txd.amount;
	default:
		return 0;
	}
}

static bool write_task(struct twi *t, uint32_t offset, uint32_t value)
{
	switch ((enum twi_task)offset) {
	case TWI_TASK_STARTRX:
	case TWI_TASK_STARTTX:
	case TWI_TASK_STOP:
	case TWI_TASK_SUSPEND:
	case TWI_TASK_RESUME:
	case TWI_TASK_PREPARERX:
	case TWI_TASK_PREPARETX:
		if (value & 1)
			nrf_twi_task(t, (enum twi_task)offset);
		return true;
	}
	return false;
}

static void write_special(struct twi *t, uint32_t offset, uint32_t value)
{
	switch (offset) {
	case REG_INTENSET:
		t->inten |= value & (EVENTS_TWIM | EVENTS_TWIS);
		return;
	case REG_INTENCLR:
		t->inten &= ~value;
		return;
	case REG_ERRORSRC_TWIM:
		t->twim_errors &= ~value;
		return;
	case REG_ERRORSRC_TWIS:
		t->twis_errors &= ~value;
		return;
	case REG_ENABLE:
		write_enable(t, value);
		return;
	default:
		return;
	}
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	struct twi *t = user;
	uint32_t bits, *plain = stored(t, offset, &bits);

	if (plain) {
		*plain = ((*plain & ~lanes) | value) & bits;
		twis_listen(t);
	} else if (is_event(offset, &bits)) {
		if (!value)
			t->events &= ~bits;
	} else if (!write_task(t, offset, value)) {
		write_special(t, offset, value);
	}
	update(t);
}

static const char *name_reg(void *user, uint32_t offset)
{
	static const struct {
		uint16_t offset;
		const char *name;
	} names[] = {
		{0x000, "TASKS_STARTRX"},
		{0x008, "TASKS_STARTTX"},
		{0x014, "TASKS_STOP"},
		{0x01c, "TASKS_SUSPEND"},
		{0x020, "TASKS_RESUME"},
		{0x030, "TASKS_PREPARERX"},
		{0x034, "TASKS_PREPARETX"},
		{0x104, "EVENTS_STOPPED"},
		{0x124, "EVENTS_ERROR"},
		{0x148, "EVENTS_SUSPENDED"},
		{0x14c, "EVENTS_RXSTARTED"},
		{0x150, "EVENTS_TXSTARTED"},
		{0x15c, "EVENTS_LASTRX"},
		{0x160, "EVENTS_LASTTX"},
		{0x164, "EVENTS_WRITE"},
		{0x168, "EVENTS_READ"},
		{REG_SHORTS, "SHORTS"},
		{REG_INTEN, "INTEN"},
		{REG_INTENSET, "INTENSET"},
		{REG_INTENCLR, "INTENCLR"},
		{REG_ERRORSRC_TWIM, "ERRORSRC"},
		{REG_ERRORSRC_TWIS, "ERRORSRC"},
		{REG_MATCH, "MATCH"},
		{REG_ENABLE, "ENABLE"},
		{REG_PSEL_SCL, "PSEL.SCL"},
		{REG_PSEL_SDA, "PSEL.SDA"},
		{REG_FREQUENCY, "FREQUENCY"},
		{REG_RXD_PTR, "RXD.PTR"},
		{REG_RXD_MAXCNT, "RXD.MAXCNT"},
		{REG_RXD_AMOUNT, "RXD.AMOUNT"},
		{REG_RXD_LIST, "RXD.LIST"},
		{REG_TXD_PTR, "TXD.PTR"},
		{REG_TXD_MAXCNT, "TXD.MAXCNT"},
		{REG_TXD_AMOUNT, "TXD.AMOUNT"},
		{REG_TXD_LIST, "TXD.LIST"},
		{REG_ADDRESS0, "ADDRESS"},
		{REG_ADDRESS1, "ADDRESS[1]"},
		{REG_CONFIG, "CONFIG"},
		{REG_ORC, "ORC"},
	};

	for (unsigned i = 0; i < G_N_ELEMENTS(names); i++)
		if (names[i].offset == offset)
			return names[i].name;
	return NULL;
}

/* --- set-up -------------------------------------------------------------- */

struct reg_device nrf_twi_device(struct twi *t, uint32_t base)
{
	return (struct reg_device){.name = t->name,
				   .base = base,
				   .size = WINDOW,
				   .read = read_reg,
				   .write = write_reg,
				   .user = t,
				   .reg_name = name_reg};
}

bool nrf_twi_add_link(struct twi *t, tw_bus *bus, const char *name,
		      GError **error)
{
	g_autofree char *controller = g_strconcat(name, ".controller", NULL);
	struct tw_controller_config config = {.name = controller};
	struct twi_link *link = &t->links[t->n_links];
	struct tw_target_config target = {.name = name,
					  .ops = &twis_ops,
					  .user = link,
					  .hd_dat_ns = 500,
					  .hears_all = true};

	g_return_val_if_fail(t->n_links < TWI_MAX_LINKS, false);
	link->twi = t;
	link->bus = bus;
	link->controller = tw_controller_new(bus, &config, error);
	if (!link->controller)
		return false;
	tw_controller_on_completion(link->controller, twim_done, t);
	link->target = tw_target_new(bus, &target);
	t->n_links++;
	return true;
}

void nrf_twi_reset(struct twi *t)
{
	disable(t);
	t->psel[0] = t->psel[1] = UINT32_MAX;
	t->events = t->inten = t->shorts = 0;
	t->twim_errors = t->twis_errors = t->match = 0;
	t->frequency = 0x04000000;
	t->address[0] = t->address[1] = 0;
	t->config = 1;
	t->orc = 0;
	t->rxd = t->txd = (struct easydma){0};
	update(t);
}
