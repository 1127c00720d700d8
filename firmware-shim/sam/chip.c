/* SPDX-License-Identifier: MIT */
#include "sam/chip.h"

#include <stdlib.h>
#include <string.h>

#include "twowire/trace.h"

struct sam {
	const struct sam_config *config;
	tw_chip *chip;
	mcu *mcu;
	struct nvic nvic;
	struct clocks clocks;
	struct port port;
	struct dmac dmac;
	uint32_t dmac_lines; /* of channels that interrupt */
	struct sercom_env env;
	struct sercom sercom[SAM_MAX_SERCOMS];
	uint8_t flags[SAM_MAX_SERCOMS]; /* lines that are up, where one irq
					   serves all */
	struct store store[STORE_MAX];
};

/* --- what a SERCOM sees of the chip -------------------------------------- */

static void line(void *user, unsigned n, unsigned k, bool level)
{
	struct sam *sam = user;
	unsigned irq = sam->config->sercoms[n].irq;

	if (sam->config->n_irqs_each > 1) {
		nvic_set(&sam->nvic, irq + k, level);
		return;
	}
	sam->flags[n] &= (uint8_t) ~(1u << k);
	sam->flags[n] |= (uint8_t)((unsigned)level << k);
	nvic_set(&sam->nvic, irq, sam->flags[n] != 0);
}

static void crash(void *user, const char *what)
{
	const struct sam *sam = user;

	mcu_crash(sam->mcu, 0, what);
}

static void remark(void *user, const char *what)
{
	const struct sam *sam = user;

	tw_sim_note(tw_chip_sim(sam->chip), tw_chip_source(sam->chip),
		    TW_NOTE_DEVICE, 0, what);
}

static uint64_t core_hz(void *user, unsigned n)
{
	const struct sam *sam = user;

	return clocks_channel_hz(&sam->clocks, sam->config->sercoms[n].core);
}

static uint64_t bus_hz(void *user)
{
	const struct sam *sam = user;

	return sam->clocks.cpu_hz;
}

static uint64_t slow_hz(void *user)
{
	const struct sam *sam = user;

	return clocks_channel_hz(&sam->clocks, sam->config->slow);
}

static bool reachable(void *user, unsigned n)
{
	const struct sam *sam = user;
	const struct sam_sercom_config *s = &sam->config->sercoms[n];

	return sam->clocks.mask[s->mask] >> s->mask_bit & 1;
}

static void dma(void *user, unsigned n, bool tx, bool level)
{
	struct sam *sam = user;

	dmac_request(&sam->dmac, sam->config->dmac_rx + 2 * n + tx, level);
}

static void dmac_line(void *user, unsigned channel, bool level)
{
	struct sam *sam = user;
	unsigned last = sam->config->n_dmac_irqs - 1;
	unsigned k = MIN(channel, last);
	uint32_t shared = k < last ? 1u << k : ~0u << last;

	sam->dmac_lines &= ~(1u << channel);
	sam->dmac_lines |= (uint32_t)level << channel;
	nvic_set(&sam->nvic, sam->config->dmac_irq + k,
		 sam->dmac_lines & shared);
}

static void clocks_were_written(void *user)
{
	struct sam *sam = user;

	for (unsigned i = 0; i < SAM_MAX_SERCOMS; i++)
		sercom_clocked(&sam->sercom[i]);
}

/* --- pins ---------------------------------------------------------------- */

bool sam_pin_number(const char *name, const uint32_t exist[PORT_GROUPS],
		    unsigned *n)
{
	unsigned group, pin;

	if (strlen(name) != 4 || name[0] != 'P' || !g_ascii_isdigit(name[2]) ||
	    !g_ascii_isdigit(name[3]))
		return false;
	group = (unsigned)(name[1] - 'A');
	pin = (unsigned)strtoul(name + 2, NULL, 10);
	*n = 32 * group + pin;
	return group < PORT_GROUPS && pin < 32 && exist[group] >> pin & 1;
}

/* @selected: only pins that were given to the SERCOM. */
static bool reaches(const struct sam *sam, unsigned sercom, enum tw_line wire,
		    const tw_bus *bus, bool selected)
{
	for (unsigned i = 0; i < sam->config->n_pads; i++) {
		const struct sam_pad *pad = &sam->config->pads[i];

		if (pad->sercom == sercom && pad->pad == (wire == TW_SCL) &&
		    pins_on(&sam->port.pins, pad->pin, bus, wire) &&
		    (!selected ||
		     port_function(&sam->port, pad->pin) == pad->function))
			return true;
	}
	return false;
}

static void connect_sercoms(void *user)
{
	struct sam *sam = user;

	for (unsigned i = 0; i < SAM_MAX_SERCOMS; i++) {
		struct sercom *s = &sam->sercom[i];
		struct sercom_link *found = NULL;

		for (unsigned k = 0; k < s->n_links && !found; k++)
			if (reaches(sam, i, TW_SDA, s->links[k].bus, true) &&
			    reaches(sam, i, TW_SCL, s->links[k].bus, true))
				found = &s->links[k];
		sercom_connect(s, found);
	}
}

static bool link_sercom(struct sam *sam, unsigned i, GError **error)
{
	g_autofree char *name =
		g_strdup_printf("%s.sercom%u", tw_chip_name(sam->chip), i);

	for (unsigned k = 0; k < sam->port.pins.n_buses; k++) {
		tw_bus *bus = sam->port.pins.buses[k].bus;

		if (reaches(sam, i, TW_SDA, bus, false) &&
		    reaches(sam, i, TW_SCL, bus, false) &&
		    !sercom_add_link(&sam->sercom[i], bus, name, error))
			return false;
	}
	return true;
}

/* --- building ------------------------------------------------------------ */

static void reset_devices(struct sam *sam)
{
	sam->config->reset_clocks(&sam->clocks);
	port_reset(&sam->port);
	dmac_reset(&sam->dmac);
	for (unsigned i = 0; i < SAM_MAX_SERCOMS; i++)
		sercom_reset(&sam->sercom[i]);
	for (unsigned i = 0; i < sam->config->n_stores; i++)
		store_reset(&sam->store[i]);
	nvic_reset(&sam->nvic);
}

static void reset_chip(tw_chip *chip, void *user)
{
	struct sam *sam = user;

	reset_devices(sam);
	mcu_reset(sam->mcu);
}

static void halt_chip(tw_chip *chip, void *user)
{
	struct sam *sam = user;

	reset_devices(sam);
	mcu_stop(sam->mcu, 0);
}

static const struct tw_chip_ops ops = {
	.reset = reset_chip,
	.halt = halt_chip,
	.free = g_free,
};

static void init_devices(struct sam *sam, uint64_t clock_hz)
{
	const struct sam_config *config = sam->config;
	tw_queue *queue = tw_chip_queue(sam->chip);

	nvic_init(&sam->nvic, queue, clock_hz, &config->nvic);
	sam->clocks.cpu_hz = clock_hz;
	sam->clocks.changed = clocks_were_written;
	sam->clocks.user = sam;
	sam->env = (struct sercom_env){
		.line = line,
		.crash = crash,
		.remark = remark,
		.dma = dma,
		.core_hz = core_hz,
		.bus_hz = bus_hz,
		.slow_hz = slow_hz,
		.reachable = reachable,
		.user = sam,
		.queue = queue,
		.d21 = config->d21,
	};
	port_init(&sam->port, tw_chip_name(sam->chip), queue);
	sam->port.functions_changed = connect_sercoms;
	sam->port.user = sam;
	dmac_init(&sam->dmac, sam->chip, config->d21);
	sam->dmac.line = dmac_line;
	sam->dmac.user = sam;
	for (unsigned i = 0; i < SAM_MAX_SERCOMS; i++)
		sercom_init(&sam->sercom[i], &sam->env, i);
	for (unsigned i = 0; i < config->n_stores; i++)
		sam->store[i].config = &config->stores[i];
}

static void add(struct sam *sam, struct reg_device device)
{
	mcu_add_device(sam->mcu, &device);
	dmac_add_peripheral(&sam->dmac, &device);
}

static void add_devices(struct sam *sam)
{
	const struct sam_config *config = sam->config;

	for (unsigned i = 0; i < G_N_ELEMENTS(config->clock_devices); i++)
		add(sam, config->clock_devices[i](&sam->clocks));
	add(sam, port_device(&sam->port, "PORT", config->port_base));
	if (config->port_alias)
		add(sam,
		    port_device(&sam->port, "PORT_IOBUS", config->port_alias));
	for (unsigned i = 0; i < SAM_MAX_SERCOMS; i++)
		add(sam,
		    sercom_device(&sam->sercom[i], config->sercoms[i].base));
	for (unsigned i = 0; i < config->n_stores; i++)
		add(sam, store_device(&sam->store[i]));
	sam->dmac.mcu = sam->mcu;
	add(sam, dmac_device(&sam->dmac, config->dmac_base));
	nvic_attach(&sam->nvic, sam->mcu);
}

bool sam_build(tw_chip *chip, const struct sam_config *config,
	       const struct tw_chip_config *chip_config, GError **error)
{
	struct sam *sam = g_new0(struct sam, 1);
	struct mcu_config mc = {
		.chip = chip_config,
		.clock_hz = chip_config->clock_hz ? chip_config->clock_hz
						  : config->clock_hz,
		.costs = config->costs,
		.n_cpus = 1,
		.n_lines = NVIC_FIRST_IRQ + config->nvic.n_irqs,
		.first_irq = NVIC_FIRST_IRQ,
		.vector = nvic_vector,
		.irq_enabled = nvic_enabled,
		.user = &sam->nvic,
	};

	sam->chip = chip;
	sam->config = config;
	tw_chip_attach(chip, &ops, sam);
	init_devices(sam, mc.clock_hz);
	if (!pins_solder(&sam->port.pins, chip_config, &config->naming, error))
		return false;
	for (unsigned i = 0; i < SAM_MAX_SERCOMS; i++)
		if (!link_sercom(sam, i, error))
			return false;
	sam->mcu = mcu_new(chip, &mc, error);
	if (!sam->mcu)
		return false;
	add_devices(sam);
	reset_devices(sam);
	return mcu_start(sam->mcu, 0, "main", chip_config->start_ns, error);
}
