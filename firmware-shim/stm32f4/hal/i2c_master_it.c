/* SPDX-License-Identifier: MIT */
/* I2C: a controller with interrupts, also for memories. */
#include "i2c_it.h"
#include "i2c_wait.h"

/* Where it is, in EventCount: addressing for the first or, for a read, the
 * second time; of a memory's own address so many bytes are to come. */
#define AT_BYTES     0x0fU
#define SECOND_START 0x10U

static int is_read(const I2C_HandleTypeDef *hi2c)
{
	return hi2c->State == HAL_I2C_STATE_BUSY_RX;
}

static int ten_bit(const I2C_HandleTypeDef *hi2c)
{
	return hi2c->Init.AddressingMode == I2C_ADDRESSINGMODE_10BIT;
}

/* A read of a memory, and of 10 bits, begins with a write. */
static int reads_now(const I2C_HandleTypeDef *hi2c)
{
	int writes_first = hi2c->Mode == HAL_I2C_MODE_MEM || ten_bit(hi2c);

	return is_read(hi2c) &&
	       (!writes_first || hi2c->EventCount & SECOND_START);
}

static HAL_StatusTypeDef begin(I2C_HandleTypeDef *hi2c,
			       HAL_I2C_StateTypeDef state,
			       HAL_I2C_ModeTypeDef mode, uint16_t address,
			       uint8_t *data, uint16_t size)
{
	HAL_StatusTypeDef result = i2c_claim(hi2c, state, mode, data, size);

	if (result != HAL_OK)
		return result;
	hi2c->Devaddress = address;
	hi2c->EventCount = 0;
	if (mode == HAL_I2C_MODE_MEM)
		hi2c->EventCount =
			hi2c->MemaddSize == I2C_MEMADD_SIZE_16BIT ? 2 : 1;
	__HAL_I2C_ENABLE_IT(hi2c, I2C_IT_ALL);
	if (state == HAL_I2C_STATE_BUSY_RX)
		SET_BIT(hi2c->Instance->CR1, I2C_CR1_ACK);
	SET_BIT(hi2c->Instance->CR1, I2C_CR1_START);
	return HAL_OK;
}

HAL_StatusTypeDef HAL_I2C_Master_Transmit_IT(I2C_HandleTypeDef *hi2c,
					     uint16_t DevAddress,
					     uint8_t *pData, uint16_t Size)
{
	return begin(hi2c, HAL_I2C_STATE_BUSY_TX, HAL_I2C_MODE_MASTER,
		     DevAddress, pData, Size);
}

HAL_StatusTypeDef HAL_I2C_Master_Receive_IT(I2C_HandleTypeDef *hi2c,
					    uint16_t DevAddress, uint8_t *pData,
					    uint16_t Size)
{
	return begin(hi2c, HAL_I2C_STATE_BUSY_RX, HAL_I2C_MODE_MASTER,
		     DevAddress, pData, Size);
}

static HAL_StatusTypeDef begin_mem(I2C_HandleTypeDef *hi2c,
				   HAL_I2C_StateTypeDef state, uint16_t address,
				   uint32_t at, uint8_t *data, uint16_t size)
{
	if (hi2c->State != HAL_I2C_STATE_READY)
		return HAL_BUSY;
	hi2c->Memaddress = at & 0xffffU;
	hi2c->MemaddSize = at >> 16;
	return begin(hi2c, state, HAL_I2C_MODE_MEM, address, data, size);
}

HAL_StatusTypeDef HAL_I2C_Mem_Write_IT(I2C_HandleTypeDef *hi2c,
				       uint16_t DevAddress, uint16_t MemAddress,
				       uint16_t MemAddSize, uint8_t *pData,
				       uint16_t Size)
{
	return begin_mem(hi2c, HAL_I2C_STATE_BUSY_TX, DevAddress,
			 (uint32_t)MemAddSize << 16 | MemAddress, pData, Size);
}

HAL_StatusTypeDef HAL_I2C_Mem_Read_IT(I2C_HandleTypeDef *hi2c,
				      uint16_t DevAddress, uint16_t MemAddress,
				      uint16_t MemAddSize, uint8_t *pData,
				      uint16_t Size)
{
	return begin_mem(hi2c, HAL_I2C_STATE_BUSY_RX, DevAddress,
			 (uint32_t)MemAddSize << 16 | MemAddress, pData, Size);
}

/* --- events ------------------------------------------------------------ */

void i2c_master_done(I2C_HandleTypeDef *hi2c)
{
	int read = is_read(hi2c);
	int mem = hi2c->Mode == HAL_I2C_MODE_MEM;
	uint32_t did = read ? I2C_DID_MASTER_RX : I2C_DID_MASTER_TX;

	__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_ALL);
	CLEAR_BIT(hi2c->Instance->CR1, I2C_CR1_POS);
	i2c_idle(hi2c);
	if (i2c_keeps_bus(hi2c))
		hi2c->PreviousState = did;
	if (mem && read)
		HAL_I2C_MemRxCpltCallback(hi2c);
	else if (mem)
		HAL_I2C_MemTxCpltCallback(hi2c);
	else if (read)
		HAL_I2C_MasterRxCpltCallback(hi2c);
	else
		HAL_I2C_MasterTxCpltCallback(hi2c);
}

/* Unless the next frame is to follow. */
static void stop(I2C_HandleTypeDef *hi2c)
{
	if (!i2c_keeps_bus(hi2c))
		SET_BIT(hi2c->Instance->CR1, I2C_CR1_STOP);
}

static void started(I2C_HandleTypeDef *hi2c)
{
	uint32_t address = hi2c->Devaddress;
	uint32_t read = reads_now(hi2c) ? 1U : 0U;

	if (ten_bit(hi2c))
		hi2c->Instance->DR = 0xf0U | (address >> 7 & 6U) | read;
	else
		hi2c->Instance->DR = (address & 0xfeU) | read;
}

void i2c_expect_read(I2C_HandleTypeDef *hi2c)
{
	hi2c->EventCount = SECOND_START;
}

/* RM0090, 27.3.3: ACK and STOP for one byte, two, and more. */
static void addressed_to_read(I2C_HandleTypeDef *hi2c)
{
	I2C_TypeDef *i2c = hi2c->Instance;

	if (i2c_has_dma(hi2c) && hi2c->XferCount > 1) {
		SET_BIT(i2c->CR2, I2C_CR2_LAST);
		__HAL_I2C_CLEAR_ADDRFLAG(hi2c);
	} else if (i2c_goes_on(hi2c)) {
		__HAL_I2C_CLEAR_ADDRFLAG(hi2c);
	} else if (hi2c->XferCount == 2) {
		CLEAR_BIT(i2c->CR1, I2C_CR1_ACK);
		SET_BIT(i2c->CR1, I2C_CR1_POS);
		__HAL_I2C_CLEAR_ADDRFLAG(hi2c);
	} else if (hi2c->XferCount > 2) {
		__HAL_I2C_CLEAR_ADDRFLAG(hi2c);
	} else {
		CLEAR_BIT(i2c->CR1, I2C_CR1_ACK);
		__HAL_I2C_CLEAR_ADDRFLAG(hi2c);
		stop(hi2c);
		if (!hi2c->XferCount)
			i2c_master_done(hi2c);
	}
}

static void addressed(I2C_HandleTypeDef *hi2c)
{
	if (reads_now(hi2c)) {
		addressed_to_read(hi2c);
		return;
	}
	__HAL_I2C_CLEAR_ADDRFLAG(hi2c);
	if (!is_read(hi2c) || hi2c->Mode == HAL_I2C_MODE_MEM)
		return;
	hi2c->EventCount |= SECOND_START;
	SET_BIT(hi2c->Instance->CR1, I2C_CR1_START);
}

/* The next byte of the memory's own address. */
static void put_at(I2C_HandleTypeDef *hi2c)
{
	uint32_t left = hi2c->EventCount & AT_BYTES;

	hi2c->EventCount--;
	hi2c->Instance->DR = hi2c->Memaddress >> 8 * (left - 1U) & 0xffU;
}

/* With nothing left to send, BTF is waited for. */
static void wants_byte(I2C_HandleTypeDef *hi2c, int all_sent)
{
	if (hi2c->EventCount & AT_BYTES) {
		put_at(hi2c);
	} else if (is_read(hi2c)) {
		if (!all_sent) {
			__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_BUF);
			return;
		}
		hi2c->EventCount |= SECOND_START;
		__HAL_I2C_ENABLE_IT(hi2c, I2C_IT_BUF);
		SET_BIT(hi2c->Instance->CR1, I2C_CR1_START);
	} else if (hi2c->XferCount) {
		i2c_put(hi2c);
	} else if (all_sent) {
		stop(hi2c);
		i2c_master_done(hi2c);
	} else {
		__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_BUF);
	}
}

/* The last three bytes are taken by BTF, so that ACK and STOP come in time. */
static void has_byte(I2C_HandleTypeDef *hi2c, int two)
{
	I2C_TypeDef *i2c = hi2c->Instance;

	if (hi2c->XferCount > 3 || hi2c->XferSize == 1 || i2c_goes_on(hi2c)) {
		i2c_get(hi2c);
		if (!hi2c->XferCount)
			i2c_master_done(hi2c);
	} else if (!two) {
		__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_BUF);
	} else if (hi2c->XferCount == 3) {
		CLEAR_BIT(i2c->CR1, I2C_CR1_ACK);
		i2c_get(hi2c);
	} else {
		stop(hi2c);
		i2c_get(hi2c);
		i2c_get(hi2c);
		i2c_master_done(hi2c);
	}
}

/* SR2 is not asked: read after SR1 it would clear an ADDR that came between. */
void i2c_master_event(I2C_HandleTypeDef *hi2c)
{
	uint32_t sr1 = hi2c->Instance->SR1;

	if (sr1 & I2C_SR1_SB)
		started(hi2c);
	else if (sr1 & I2C_SR1_ADD10)
		hi2c->Instance->DR = hi2c->Devaddress & 0xffU;
	else if (sr1 & I2C_SR1_ADDR)
		addressed(hi2c);
	else if (i2c_has_dma(hi2c))
		return;
	else if (!reads_now(hi2c) && sr1 & (I2C_SR1_TXE | I2C_SR1_BTF))
		wants_byte(hi2c, !!(sr1 & I2C_SR1_BTF));
	else if (sr1 & I2C_SR1_RXNE)
		has_byte(hi2c, !!(sr1 & I2C_SR1_BTF));
}
