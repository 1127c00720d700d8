/* SPDX-License-Identifier: MIT */
#include "i2c_ops.h"

#define EVENTS                                                                 \
	(I2C_NACK_INT_M | I2C_TIME_OUT_INT_M | I2C_ARBITRATION_LOST_INT_M |    \
	 I2C_TRANS_COMPLETE_INT_M | I2C_END_DETECT_INT_M)

/* --- commands ----------------------------------------------------------- */

/* What a list of commands may still take. */
struct room {
	unsigned command; /* the next */
	size_t tx;
	size_t rx;
};

static void put(struct i2c_bus *bus, struct room *room, uint32_t op,
		uint32_t rest)
{
	i2c_bus_set(bus, I2C_COMD(room->command++), op << I2C_OP_CODE_S | rest);
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static void put_write(struct i2c_run *run, struct room *room)
{
	struct i2c_op *op = run->op;
	const uint8_t *data = op->data ? op->data : op->own;
	size_t n = least(op->len - run->n_done, room->tx);

	i2c_bus_push(run->bus, data + run->n_done, n);
	if (n)
		put(run->bus, room, I2C_OP_WRITE,
		    (uint32_t)n | (op->check ? I2C_ACK_EN_M : 0));
	room->tx -= n;
	run->n_done += n;
}

static void put_read(struct i2c_run *run, struct room *room)
{
	struct i2c_op *op = run->op;
	size_t n = least(op->len - run->n_done, room->rx);

	if (!run->into) {
		run->into = op;
		run->n_into = 0;
	}
	if (n)
		put(run->bus, room, I2C_OP_READ,
		    (uint32_t)n | (op->nack ? I2C_ACK_VAL_M : 0));
	room->rx -= n;
	run->n_done += n;
	run->n_coming += n;
}

/* Puts the next operation, or the part of it that there is room for. false:
 * not all of it. */
static bool put_op(struct i2c_run *run, struct room *room)
{
	struct i2c_op *op = run->op;

	switch (op->kind) {
	case I2C_DO_START:
		put(run->bus, room, I2C_OP_RSTART, 0);
		break;
	case I2C_DO_WRITE:
		put_write(run, room);
		break;
	case I2C_DO_READ:
		put_read(run, room);
		break;
	default:
		put(run->bus, room, I2C_OP_STOP, 0);
		break;
	}
	if (op->kind != I2C_DO_START && op->kind != I2C_DO_STOP &&
	    run->n_done < op->len)
		return false;
	run->op = op->next;
	run->n_done = 0;
	return true;
}

/* A list ends with STOP, or with END and goes on from the interrupt. */
static void put_commands(struct i2c_run *run)
{
	struct room room = {.tx = I2C_BUS_FIFO, .rx = I2C_BUS_FIFO};
	bool stops = false;

	while (run->op && !stops) {
		stops = run->op->kind == I2C_DO_STOP;
		if (room.command == I2C_BUS_COMMANDS - 1 && !stops)
			break;
		if (!put_op(run, &room))
			break;
	}
	if (!stops)
		put(run->bus, &room, I2C_OP_END, 0);
	i2c_bus_change(run->bus, I2C_CTR, 0, I2C_CONF_UPGATE_M);
	i2c_bus_change(run->bus, I2C_CTR, 0, I2C_TRANS_START_M);
}

/* --- the interrupt ------------------------------------------------------ */

static void take_bytes(struct i2c_run *run)
{
	size_t n = least(i2c_bus_rx_count(run->bus), run->n_coming);

	while (n) {
		struct i2c_op *op = run->into;
		size_t part = least(n, op->len - run->n_into);

		i2c_bus_pop(run->bus, op->data + run->n_into, part);
		run->n_into += part;
		run->n_coming -= part;
		n -= part;
		if (run->n_into < op->len)
			continue;
		do
			op = op->next;
		while (op && op->kind != I2C_DO_READ);
		run->into = op;
		run->n_into = 0;
	}
}

static void finish(struct i2c_run *run, BaseType_t *woken)
{
	i2c_bus_set(run->bus, I2C_INT_ENA, 0);
	if (run->result == I2C_RUN_GOING)
		run->result = I2C_RUN_DONE;
	run->finished(run, woken);
}

/* After a NACK comes the silicon's own STOP, and with it the end. */
void i2c_run_serve(struct i2c_run *run, BaseType_t *woken)
{
	uint32_t events = i2c_bus_get(run->bus, I2C_INT_STATUS);

	i2c_bus_set(run->bus, I2C_INT_CLR, events);
	if (run->result == I2C_RUN_DONE)
		return;
	if (events & I2C_NACK_INT_M)
		run->result = I2C_RUN_NACK;
	if (events & (I2C_TIME_OUT_INT_M | I2C_ARBITRATION_LOST_INT_M)) {
		run->result = I2C_RUN_TIMEOUT;
		finish(run, woken);
		return;
	}
	if (events & (I2C_END_DETECT_INT_M | I2C_TRANS_COMPLETE_INT_M))
		take_bytes(run);
	if (events & I2C_END_DETECT_INT_M && run->op)
		put_commands(run);
	else if (events & (I2C_END_DETECT_INT_M | I2C_TRANS_COMPLETE_INT_M))
		finish(run, woken);
}

void i2c_run_start(struct i2c_run *run, struct i2c_op *ops)
{
	run->op = ops;
	run->n_done = 0;
	run->into = NULL;
	run->n_into = run->n_coming = 0;
	run->result = I2C_RUN_GOING;
	i2c_bus_empty(run->bus, I2C_RX_FIFO_RST_M | I2C_TX_FIFO_RST_M);
	i2c_bus_set(run->bus, I2C_INT_CLR, I2C_INT_ALL_M);
	i2c_bus_set(run->bus, I2C_INT_ENA, EVENTS);
	put_commands(run);
}

bool i2c_run_give_up(struct i2c_run *run)
{
	bool going;

	portENTER_CRITICAL(&run->bus->lock);
	going = run->result == I2C_RUN_GOING ||
		i2c_bus_get(run->bus, I2C_INT_ENA);
	if (going) {
		i2c_bus_set(run->bus, I2C_INT_ENA, 0);
		run->result = I2C_RUN_TIMEOUT;
	}
	portEXIT_CRITICAL(&run->bus->lock);
	return going;
}

/* --- set-up ------------------------------------------------------------- */

void i2c_run_reset(struct i2c_bus *bus, bool clear)
{
	i2c_bus_change(bus, I2C_CTR, 0, I2C_FSM_RST_M);
	if (clear)
		i2c_bus_clear(bus);
}

void i2c_run_set_up(struct i2c_bus *bus, i2c_clock_source_t source,
		    unsigned glitch_cycles)
{
	uint32_t filter = 0;

	if (glitch_cycles)
		filter = I2C_SCL_FILTER_EN_M | I2C_SDA_FILTER_EN_M |
			 (glitch_cycles & 15) |
			 (glitch_cycles & 15) << I2C_SDA_FILTER_THRES_S;
	i2c_bus_set(bus, I2C_CTR,
		    I2C_SDA_FORCE_OUT_M | I2C_SCL_FORCE_OUT_M | I2C_MS_MODE_M |
			    I2C_ARBITRATION_EN_M);
	i2c_bus_set(bus, I2C_FIFO_CONF, 0);
	i2c_bus_set_clock(bus, source);
	i2c_bus_set(bus, I2C_FILTER_CFG, filter);
	i2c_bus_change(bus, I2C_CTR, 0, I2C_CONF_UPGATE_M);
}

/* Half a period low and half high; of the latter a part is waited before, and
 * the rest after SCL is seen high. */
void i2c_run_set_pace(struct i2c_bus *bus, uint32_t scl_hz)
{
	uint32_t div = (uint32_t)(bus->source_hz / (scl_hz * 1024ull)) + 1;
	uint32_t half = bus->source_hz / div / scl_hz / 2;
	uint32_t wait = scl_hz >= 80000 ? half / 2 - 2 : half / 4;

	i2c_bus_change(bus, I2C_CLK_CONF, I2C_SCLK_DIV_NUM_M, div - 1);
	i2c_bus_set(bus, I2C_SCL_LOW_PERIOD, half - 1);
	i2c_bus_set(bus, I2C_SCL_HIGH_PERIOD,
		    (half - wait) | wait << I2C_SCL_WAIT_HIGH_PERIOD_S);
	i2c_bus_set(bus, I2C_SDA_HOLD, half / 4 - 1);
	i2c_bus_set(bus, I2C_SDA_SAMPLE, half / 2 - 1);
	i2c_bus_set(bus, I2C_SCL_START_HOLD, half - 1);
	i2c_bus_set(bus, I2C_SCL_RSTART_SETUP, half - 1);
	i2c_bus_set(bus, I2C_SCL_STOP_HOLD, half - 1);
	i2c_bus_set(bus, I2C_SCL_STOP_SETUP, half - 1);
	i2c_bus_change(bus, I2C_CTR, 0, I2C_CONF_UPGATE_M);
}

/* The register counts in powers of two: the next one up. */
void i2c_run_set_timeout(struct i2c_bus *bus, uint32_t scl_wait_us)
{
#if CONFIG_IDF_TARGET_ESP32
	enum { MOST = 20 };
#else
	enum { MOST = 22 };
#endif
	uint64_t cycles = (uint64_t)scl_wait_us * (bus->source_hz / 1000000);
	uint32_t power = 0;

	while (power < MOST && 1ull << power <= cycles)
		power++;
	i2c_bus_set(bus, I2C_TO, power | I2C_TIME_OUT_EN_M);
	i2c_bus_change(bus, I2C_CTR, 0, I2C_CONF_UPGATE_M);
}
