/* SPDX-License-Identifier: MIT */
/* pico_i2c_slave: an I2C slave by callbacks from the block's interrupt. */
#include "pico/i2c_slave.h"

#include "hardware/irq.h"

struct slave {
	i2c_slave_handler_t handler;
	bool in_transfer;
};

static struct slave slaves[NUM_I2CS];

static void __isr serve(void)
{
	uint n = __get_current_exception() - VTABLE_FIRST_IRQ - I2C0_IRQ;
	struct slave *slave = &slaves[n];
	i2c_inst_t *i2c = i2c_get_instance(n);
	i2c_hw_t *hw = i2c_get_hw(i2c);
	uint32_t stat = hw->intr_stat;

	if (stat & I2C_IC_INTR_STAT_R_TX_ABRT_BITS)
		(void)hw->clr_tx_abrt;
	if (stat & I2C_IC_INTR_STAT_R_START_DET_BITS)
		(void)hw->clr_start_det;
	if (stat & I2C_IC_INTR_STAT_R_STOP_DET_BITS)
		(void)hw->clr_stop_det;
	if (slave->in_transfer && (stat & (I2C_IC_INTR_STAT_R_TX_ABRT_BITS |
					   I2C_IC_INTR_STAT_R_START_DET_BITS |
					   I2C_IC_INTR_STAT_R_STOP_DET_BITS))) {
		slave->handler(i2c, I2C_SLAVE_FINISH);
		slave->in_transfer = false;
	}
	if (stat & I2C_IC_INTR_STAT_R_RX_FULL_BITS) {
		slave->in_transfer = true;
		slave->handler(i2c, I2C_SLAVE_RECEIVE);
	}
	if (stat & I2C_IC_INTR_STAT_R_RD_REQ_BITS) {
		(void)hw->clr_rd_req;
		slave->in_transfer = true;
		slave->handler(i2c, I2C_SLAVE_REQUEST);
	}
}

void i2c_slave_init(i2c_inst_t *i2c, uint8_t address,
		    i2c_slave_handler_t handler)
{
	uint n = i2c_get_index(i2c);

	slaves[n].handler = handler;
	slaves[n].in_transfer = false;
	i2c_set_slave_mode(i2c, true, address);
	i2c_get_hw(i2c)->intr_mask = I2C_IC_INTR_MASK_M_RX_FULL_BITS |
				     I2C_IC_INTR_MASK_M_RD_REQ_BITS |
				     I2C_IC_INTR_MASK_M_TX_ABRT_BITS |
				     I2C_IC_INTR_MASK_M_STOP_DET_BITS |
				     I2C_IC_INTR_MASK_M_START_DET_BITS;
	irq_set_exclusive_handler(I2C0_IRQ + n, serve);
	irq_set_enabled(I2C0_IRQ + n, true);
}

void i2c_slave_deinit(i2c_inst_t *i2c)
{
	uint n = i2c_get_index(i2c);

	slaves[n] = (struct slave){0};
	irq_set_enabled(I2C0_IRQ + n, false);
	irq_remove_handler(I2C0_IRQ + n, serve);
	i2c_get_hw(i2c)->intr_mask = I2C_IC_INTR_MASK_RESET;
	i2c_set_slave_mode(i2c, false, 0);
}
