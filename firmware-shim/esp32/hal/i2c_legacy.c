/* SPDX-License-Identifier: MIT */
/* driver/i2c.h: setting up and taking down. */
#include "i2c_legacy.h"

#include "driver/gpio.h"
#include "esp_check.h"

enum { RX_FULL = 28, TX_EMPTY = 5, SDA_CYCLES = 10, LEAST_BUFFER = 100 };
enum { FILTER_CYCLES = 7 };

static const char TAG[] = "i2c";
static struct i2c_legacy ports[SOC_I2C_NUM];

struct i2c_legacy *i2c_legacy_port(i2c_port_t port)
{
	return (unsigned)port < SOC_I2C_NUM ? &ports[port] : NULL;
}

static esp_err_t acquire(i2c_port_t port)
{
	struct i2c_legacy *p = i2c_legacy_port(port);

	return p->bus ? ESP_OK : i2c_bus_acquire(port, &p->bus);
}

/* --- configuring -------------------------------------------------------- */

static void set_up_controller(struct i2c_legacy *p, const i2c_config_t *c)
{
	uint32_t hz = c->master.clk_speed;

	i2c_run_set_up(p->bus, I2C_CLK_SRC_DEFAULT, FILTER_CYCLES);
	i2c_run_set_pace(p->bus, hz);
	/* Twenty halves of a period. */
	i2c_run_set_timeout(p->bus, 10 * 1000000u / hz);
}

static void set_up_target(struct i2c_legacy *p, const i2c_config_t *c)
{
	struct i2c_bus *bus = p->bus;

	i2c_bus_set(bus, I2C_CTR,
		    I2C_SDA_FORCE_OUT_M | I2C_SCL_FORCE_OUT_M |
			    I2C_SLV_TX_AUTO_START_EN_M);
	i2c_bus_set_clock(bus, I2C_CLK_SRC_DEFAULT);
	i2c_bus_set(bus, I2C_SLAVE_ADDR,
		    i2c_bus_slave_addr(c->slave.slave_addr,
				       c->slave.addr_10bit_en));
	i2c_bus_set(bus, I2C_FIFO_CONF,
		    RX_FULL << I2C_RXFIFO_WM_THRHD_S |
			    TX_EMPTY << I2C_TXFIFO_WM_THRHD_S |
			    I2C_FIFO_PRT_EN_M);
	i2c_bus_set(bus, I2C_SDA_HOLD, SDA_CYCLES);
	i2c_bus_set(bus, I2C_SDA_SAMPLE, SDA_CYCLES);
	i2c_bus_set(bus, I2C_INT_ENA,
		    I2C_TRANS_COMPLETE_INT_M | I2C_RXFIFO_WM_INT_M);
	i2c_bus_change(bus, I2C_CTR, 0, I2C_CONF_UPGATE_M);
}

esp_err_t i2c_param_config(i2c_port_t i2c_num, const i2c_config_t *i2c_conf)
{
	struct i2c_legacy *p = i2c_legacy_port(i2c_num);
	bool target;
	esp_err_t err;

	ESP_RETURN_ON_FALSE(p, ESP_ERR_INVALID_ARG, TAG, "i2c number error");
	ESP_RETURN_ON_FALSE(i2c_conf, ESP_ERR_INVALID_ARG, TAG,
			    "i2c null address error");
	target = i2c_conf->mode == I2C_MODE_SLAVE;
	ESP_RETURN_ON_FALSE(target || i2c_conf->master.clk_speed,
			    ESP_ERR_INVALID_ARG, TAG,
			    "i2c clock choice is invalid, please check flag "
			    "and frequency");
	err = acquire(i2c_num);
	if (err == ESP_OK)
		err = i2c_set_pin(i2c_num, i2c_conf->sda_io_num,
				  i2c_conf->scl_io_num, i2c_conf->sda_pullup_en,
				  i2c_conf->scl_pullup_en, i2c_conf->mode);
	if (err != ESP_OK)
		return err;
	portENTER_CRITICAL(&p->bus->lock);
	i2c_bus_set(p->bus, I2C_INT_ENA, 0);
	i2c_bus_set(p->bus, I2C_INT_CLR, I2C_INT_ALL_M);
	if (target)
		set_up_target(p, i2c_conf);
	else
		set_up_controller(p, i2c_conf);
	portEXIT_CRITICAL(&p->bus->lock);
	return ESP_OK;
}

esp_err_t i2c_set_pin(i2c_port_t i2c_num, int sda_io_num, int scl_io_num,
		      bool sda_pullup_en, bool scl_pullup_en, i2c_mode_t mode)
{
	struct i2c_legacy *p = i2c_legacy_port(i2c_num);
	int sda = sda_io_num, scl = scl_io_num;
	esp_err_t err;

	(void)mode;
	ESP_RETURN_ON_FALSE(p, ESP_ERR_INVALID_ARG, TAG, "i2c number error");
	ESP_RETURN_ON_FALSE(sda < 0 || GPIO_IS_VALID_OUTPUT_GPIO(sda),
			    ESP_ERR_INVALID_ARG, TAG, "sda gpio number error");
	ESP_RETURN_ON_FALSE(scl < 0 || GPIO_IS_VALID_OUTPUT_GPIO(scl),
			    ESP_ERR_INVALID_ARG, TAG, "scl gpio number error");
	ESP_RETURN_ON_FALSE(sda != scl, ESP_ERR_INVALID_ARG, TAG,
			    "scl and sda gpio numbers are the same");
	err = acquire(i2c_num);
	if (err == ESP_OK)
		i2c_bus_set_pins(p->bus, scl < 0 ? p->bus->scl : scl,
				 sda < 0 ? p->bus->sda : sda, scl_pullup_en,
				 sda_pullup_en);
	return err;
}

/* --- installing --------------------------------------------------------- */

static void destroy(struct i2c_legacy *p)
{
	SemaphoreHandle_t semaphores[] = {p->mutex, p->ended, p->rx_mutex,
					  p->tx_mutex};

	for (unsigned i = 0; i < sizeof(semaphores) / sizeof(*semaphores); i++)
		if (semaphores[i])
			vSemaphoreDelete(semaphores[i]);
	if (p->rx_ring)
		vRingbufferDelete(p->rx_ring);
	if (p->tx_ring)
		vRingbufferDelete(p->tx_ring);
	i2c_bus_release(p->bus);
	*p = (struct i2c_legacy){};
}

static void serve_controller(void *arg)
{
	struct i2c_legacy *p = arg;
	BaseType_t woken = pdFALSE;

	i2c_run_serve(&p->run, &woken);
	if (woken)
		portYIELD_FROM_ISR();
}

static void ended(struct i2c_run *run, BaseType_t *woken)
{
	struct i2c_legacy *p = run->user;

	xSemaphoreGiveFromISR(p->ended, woken);
}

static bool allocate_controller(struct i2c_legacy *p)
{
	p->run = (struct i2c_run){.bus = p->bus, .finished = ended, .user = p};
	p->mutex = xSemaphoreCreateMutex();
	p->ended = xSemaphoreCreateBinary();
	return p->mutex && p->ended;
}

static bool allocate_target(struct i2c_legacy *p, size_t rx, size_t tx)
{
	p->rx_mutex = xSemaphoreCreateMutex();
	p->tx_mutex = xSemaphoreCreateMutex();
	if (rx)
		p->rx_ring = xRingbufferCreate(rx, RINGBUF_TYPE_BYTEBUF);
	if (tx)
		p->tx_ring = xRingbufferCreate(tx, RINGBUF_TYPE_BYTEBUF);
	return p->rx_mutex && p->tx_mutex && (!rx || p->rx_ring) &&
	       (!tx || p->tx_ring);
}

esp_err_t i2c_driver_install(i2c_port_t i2c_num, i2c_mode_t mode,
			     size_t slv_rx_buf_len, size_t slv_tx_buf_len,
			     int intr_alloc_flags)
{
	struct i2c_legacy *p = i2c_legacy_port(i2c_num);
	bool target = mode == I2C_MODE_SLAVE;

	ESP_RETURN_ON_FALSE(p, ESP_ERR_INVALID_ARG, TAG, "i2c number error");
	ESP_RETURN_ON_FALSE(!target || slv_rx_buf_len > LEAST_BUFFER ||
				    slv_tx_buf_len > LEAST_BUFFER,
			    ESP_ERR_INVALID_ARG, TAG,
			    "i2c buffer size too small for slave mode");
	ESP_RETURN_ON_FALSE(!p->installed, ESP_FAIL, TAG,
			    "i2c driver install error");
	if (acquire(i2c_num) != ESP_OK)
		return ESP_FAIL;
	p->installed = true;
	p->mode = mode;
	i2c_bus_set(p->bus, I2C_INT_ENA, 0);
	i2c_bus_set(p->bus, I2C_INT_CLR, I2C_INT_ALL_M);
	if (!(target ? allocate_target(p, slv_rx_buf_len, slv_tx_buf_len)
		     : allocate_controller(p)) ||
	    i2c_bus_set_handler_flags(p->bus, intr_alloc_flags,
				      target ? i2c_legacy_serve_target
					     : serve_controller,
				      p) != ESP_OK) {
		destroy(p);
		return ESP_FAIL;
	}
	if (target)
		i2c_bus_set(p->bus, I2C_INT_ENA,
			    I2C_TRANS_COMPLETE_INT_M | I2C_RXFIFO_WM_INT_M);
	return ESP_OK;
}

esp_err_t i2c_driver_delete(i2c_port_t i2c_num)
{
	struct i2c_legacy *p = i2c_legacy_port(i2c_num);

	ESP_RETURN_ON_FALSE(p, ESP_ERR_INVALID_ARG, TAG, "i2c number error");
	ESP_RETURN_ON_FALSE(p->installed, ESP_FAIL, TAG,
			    "i2c driver install error");
	if (p->mutex)
		xSemaphoreTake(p->mutex, portMAX_DELAY);
	destroy(p);
	return ESP_OK;
}

static esp_err_t reset_fifo(i2c_port_t port, uint32_t fifo)
{
	struct i2c_legacy *p = i2c_legacy_port(port);

	ESP_RETURN_ON_FALSE(p, ESP_ERR_INVALID_ARG, TAG, "i2c number error");
	ESP_RETURN_ON_FALSE(p->bus, ESP_ERR_INVALID_STATE, TAG,
			    "i2c driver not installed");
	portENTER_CRITICAL(&p->bus->lock);
	i2c_bus_empty(p->bus, fifo);
	portEXIT_CRITICAL(&p->bus->lock);
	return ESP_OK;
}

esp_err_t i2c_reset_tx_fifo(i2c_port_t i2c_num)
{
	return reset_fifo(i2c_num, I2C_TX_FIFO_RST_M);
}

esp_err_t i2c_reset_rx_fifo(i2c_port_t i2c_num)
{
	return reset_fifo(i2c_num, I2C_RX_FIFO_RST_M);
}
