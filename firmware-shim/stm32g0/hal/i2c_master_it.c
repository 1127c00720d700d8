/* SPDX-License-Identifier: MIT */
/* I2C: a controller with interrupts, also for memories and in sequences. */
#include "i2c_it.h"

/* --- events ------------------------------------------------------------ */

static void tell(I2C_HandleTypeDef *hi2c, int read, int mem)
{
	if (mem && read)
		HAL_I2C_MemRxCpltCallback(hi2c);
	else if (mem)
		HAL_I2C_MemTxCpltCallback(hi2c);
	else if (read)
		HAL_I2C_MasterRxCpltCallback(hi2c);
	else
		HAL_I2C_MasterTxCpltCallback(hi2c);
}

static void stopped(I2C_HandleTypeDef *hi2c, uint32_t flags)
{
	int read = hi2c->State == HAL_I2C_STATE_BUSY_RX;
	int mem = hi2c->Mode == HAL_I2C_MODE_MEM;

	hi2c->Instance->ICR = I2C_ICR_STOPCF;
	__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_ALL);
	i2c_dma_stop(hi2c);
	i2c_reset_cr2(hi2c);
	hi2c->XferISR = NULL;
	hi2c->XferOptions = I2C_NO_OPTION_FRAME;
	if (hi2c->State == HAL_I2C_STATE_ABORT && flags & I2C_ISR_RXNE)
		(void)hi2c->Instance->RXDR;
	i2c_flush(hi2c);
	if (hi2c->State == HAL_I2C_STATE_ABORT ||
	    hi2c->ErrorCode != HAL_I2C_ERROR_NONE) {
		i2c_failed(hi2c);
		return;
	}
	i2c_release_handle(hi2c);
	tell(hi2c, read, mem);
}

/* SCL is held until the sequence goes on. */
static void part_done(I2C_HandleTypeDef *hi2c)
{
	int read = hi2c->State == HAL_I2C_STATE_BUSY_RX;

	__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_ALL);
	hi2c->XferISR = NULL;
	i2c_release_handle(hi2c);
	hi2c->PreviousState = read ? I2C_DID_MASTER_RX : I2C_DID_MASTER_TX;
	tell(hi2c, read, 0);
}

static void wrong_size(I2C_HandleTypeDef *hi2c)
{
	hi2c->ErrorCode |= HAL_I2C_ERROR_SIZE;
	i2c_failed(hi2c);
}

/* From here on the DMA, if it is to move the bytes, does so. */
static void go_on(I2C_HandleTypeDef *hi2c, uint32_t mode, uint32_t begin)
{
	if (hi2c->DmaRequest) {
		__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_TXI);
		SET_BIT(hi2c->Instance->CR1, hi2c->DmaRequest);
	}
	i2c_next_part(hi2c, mode, begin);
}

/* TCR: NBYTES have gone, and more were to come. */
static void reload(I2C_HandleTypeDef *hi2c)
{
	uint32_t mode = hi2c->XferOptions == I2C_NO_OPTION_FRAME
				? I2C_AUTOEND_MODE
				: hi2c->XferOptions;

	if (hi2c->DmaRequest) {
		hi2c->XferCount -= hi2c->XferSize;
		hi2c->XferSize = 0;
	}
	if (hi2c->XferCount && !hi2c->XferSize)
		go_on(hi2c, mode, I2C_GO_ON);
	else if (!(hi2c->Instance->CR2 & I2C_CR2_AUTOEND) &&
		 hi2c->Mode == HAL_I2C_MODE_MASTER)
		part_done(hi2c);
	else
		wrong_size(hi2c);
}

/* TC: neither RELOAD nor AUTOEND. Of a memory, its address has gone. */
static void complete(I2C_HandleTypeDef *hi2c)
{
	if (hi2c->Mode == HAL_I2C_MODE_MEM && hi2c->XferCount)
		go_on(hi2c, I2C_AUTOEND_MODE, I2C_START_READ);
	else if (hi2c->XferCount)
		wrong_size(hi2c);
	else if (hi2c->XferOptions == I2C_NO_OPTION_FRAME)
		SET_BIT(hi2c->Instance->CR2, I2C_CR2_STOP);
	else
		part_done(hi2c);
}

static void put(I2C_HandleTypeDef *hi2c)
{
	if (hi2c->AddrEventCount) {
		hi2c->AddrEventCount--;
		hi2c->Instance->TXDR =
			hi2c->Memaddress >> 8 * hi2c->AddrEventCount & 0xffU;
	} else if (hi2c->XferCount) {
		i2c_put(hi2c);
	}
}

/* The block sends the STOP by itself. */
static void nacked(I2C_HandleTypeDef *hi2c)
{
	hi2c->Instance->ICR = I2C_ICR_NACKCF;
	hi2c->ErrorCode |= HAL_I2C_ERROR_AF;
	i2c_flush(hi2c);
}

static HAL_StatusTypeDef event(I2C_HandleTypeDef *hi2c, uint32_t flags,
			       uint32_t enabled)
{
	if (flags & I2C_ISR_NACKF && enabled & I2C_IT_NACKI)
		nacked(hi2c);
	else if (flags & I2C_ISR_RXNE && enabled & I2C_IT_RXI &&
		 hi2c->XferCount)
		i2c_get(hi2c);
	else if (flags & I2C_ISR_TXIS && enabled & I2C_IT_TXI)
		put(hi2c);
	else if (flags & I2C_ISR_TCR && enabled & I2C_IT_TCI)
		reload(hi2c);
	else if (flags & I2C_ISR_TC && enabled & I2C_IT_TCI)
		complete(hi2c);
	if (flags & I2C_ISR_STOPF && enabled & I2C_IT_STOPI)
		stopped(hi2c, flags);
	return HAL_OK;
}

/* --- beginnings -------------------------------------------------------- */

static void enable(I2C_HandleTypeDef *hi2c)
{
	hi2c->XferISR = event;
	__HAL_I2C_ENABLE_IT(hi2c,
			    I2C_IT_ENDS | (hi2c->State == HAL_I2C_STATE_BUSY_RX
						   ? I2C_IT_RX
						   : I2C_IT_TX));
}

static int is_free(const I2C_HandleTypeDef *hi2c)
{
	return hi2c->State == HAL_I2C_STATE_READY &&
	       !(hi2c->Instance->ISR & I2C_ISR_BUSY);
}

HAL_StatusTypeDef i2c_master_begin(I2C_HandleTypeDef *hi2c, uint16_t address,
				   uint8_t *data, uint16_t size,
				   uint32_t request)
{
	HAL_I2C_StateTypeDef state = i2c_state_for(request);

	i2c_take_handle(hi2c, state, HAL_I2C_MODE_MASTER, data, size);
	hi2c->Devaddress = address;
	hi2c->DmaRequest = request & I2C_DMA;
	hi2c->XferISR = event;
	i2c_next_part(hi2c, I2C_AUTOEND_MODE,
		      state == HAL_I2C_STATE_BUSY_RX ? I2C_START_READ
						     : I2C_START_WRITE);
	SET_BIT(hi2c->Instance->CR1, I2C_IT_ENDS | I2C_IT_TCI | request);
	return HAL_OK;
}

HAL_StatusTypeDef HAL_I2C_Master_Transmit_IT(I2C_HandleTypeDef *hi2c,
					     uint16_t DevAddress,
					     uint8_t *pData, uint16_t Size)
{
	return is_free(hi2c) ? i2c_master_begin(hi2c, DevAddress, pData, Size,
						I2C_IT_TXI)
			     : HAL_BUSY;
}

HAL_StatusTypeDef HAL_I2C_Master_Receive_IT(I2C_HandleTypeDef *hi2c,
					    uint16_t DevAddress, uint8_t *pData,
					    uint16_t Size)
{
	return is_free(hi2c) ? i2c_master_begin(hi2c, DevAddress, pData, Size,
						I2C_IT_RXI)
			     : HAL_BUSY;
}

/* The memory's own address is sent by interrupts, too. */
HAL_StatusTypeDef i2c_mem_begin(I2C_HandleTypeDef *hi2c,
				const struct i2c_place *place, uint8_t *data,
				uint16_t size, uint32_t request)
{
	HAL_I2C_StateTypeDef state = i2c_state_for(request);

	i2c_take_handle(hi2c, state, HAL_I2C_MODE_MEM, data, size);
	hi2c->Devaddress = place->address;
	hi2c->Memaddress = place->at;
	hi2c->AddrEventCount = place->at_size;
	hi2c->DmaRequest = request & I2C_DMA;
	hi2c->XferSize = 0;
	hi2c->XferISR = event;
	i2c_configure(hi2c, place->at_size,
		      state == HAL_I2C_STATE_BUSY_RX ? I2C_SOFTEND_MODE
						     : I2C_RELOAD_MODE,
		      I2C_START_WRITE);
	__HAL_I2C_ENABLE_IT(hi2c,
			    I2C_IT_ENDS | I2C_IT_TX | (request & ~I2C_DMA));
	return HAL_OK;
}

HAL_StatusTypeDef HAL_I2C_Mem_Write_IT(I2C_HandleTypeDef *hi2c,
				       uint16_t DevAddress, uint16_t MemAddress,
				       uint16_t MemAddSize, uint8_t *pData,
				       uint16_t Size)
{
	struct i2c_place place = {DevAddress, MemAddress, MemAddSize};

	if (!pData || !Size)
		return HAL_ERROR;
	return is_free(hi2c)
		       ? i2c_mem_begin(hi2c, &place, pData, Size, I2C_IT_TXI)
		       : HAL_BUSY;
}

HAL_StatusTypeDef HAL_I2C_Mem_Read_IT(I2C_HandleTypeDef *hi2c,
				      uint16_t DevAddress, uint16_t MemAddress,
				      uint16_t MemAddSize, uint8_t *pData,
				      uint16_t Size)
{
	struct i2c_place place = {DevAddress, MemAddress, MemAddSize};

	if (!pData || !Size)
		return HAL_ERROR;
	return is_free(hi2c)
		       ? i2c_mem_begin(hi2c, &place, pData, Size, I2C_IT_RXI)
		       : HAL_BUSY;
}

/* --- sequences --------------------------------------------------------- */

/* In the direction of the part before, it goes on without a START, unless it
 * is one of the "other" frames. */
static HAL_StatusTypeDef begin_seq(I2C_HandleTypeDef *hi2c, uint16_t address,
				   uint32_t options, uint32_t before,
				   uint32_t begin)
{
	int other = options == I2C_OTHER_FRAME ||
		    options == I2C_OTHER_AND_LAST_FRAME;

	if (options == I2C_OTHER_FRAME)
		options = I2C_FIRST_FRAME;
	else if (options == I2C_OTHER_AND_LAST_FRAME)
		options = I2C_FIRST_AND_LAST_FRAME;
	if (hi2c->PreviousState == before && !other)
		begin = I2C_GO_ON;
	hi2c->Devaddress = address;
	hi2c->XferOptions = options;
	i2c_next_part(hi2c, options, begin);
	enable(hi2c);
	return HAL_OK;
}

HAL_StatusTypeDef HAL_I2C_Master_Seq_Transmit_IT(I2C_HandleTypeDef *hi2c,
						 uint16_t DevAddress,
						 uint8_t *pData, uint16_t Size,
						 uint32_t XferOptions)
{
	if (hi2c->State != HAL_I2C_STATE_READY)
		return HAL_BUSY;
	i2c_take_handle(hi2c, HAL_I2C_STATE_BUSY_TX, HAL_I2C_MODE_MASTER, pData,
			Size);
	return begin_seq(hi2c, DevAddress, XferOptions, I2C_DID_MASTER_TX,
			 I2C_START_WRITE);
}

HAL_StatusTypeDef HAL_I2C_Master_Seq_Receive_IT(I2C_HandleTypeDef *hi2c,
						uint16_t DevAddress,
						uint8_t *pData, uint16_t Size,
						uint32_t XferOptions)
{
	if (hi2c->State != HAL_I2C_STATE_READY)
		return HAL_BUSY;
	i2c_take_handle(hi2c, HAL_I2C_STATE_BUSY_RX, HAL_I2C_MODE_MASTER, pData,
			Size);
	return begin_seq(hi2c, DevAddress, XferOptions, I2C_DID_MASTER_RX,
			 I2C_START_READ);
}

/* A STOP as soon as can be; then AbortCpltCallback. A byte that nobody reads
 * would hold SCL before it. */
HAL_StatusTypeDef HAL_I2C_Master_Abort_IT(I2C_HandleTypeDef *hi2c,
					  uint16_t DevAddress)
{
	if (hi2c->Mode != HAL_I2C_MODE_MASTER && hi2c->Mode != HAL_I2C_MODE_MEM)
		return HAL_ERROR;
	__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_TX | I2C_IT_RX);
	hi2c->State = HAL_I2C_STATE_ABORT;
	hi2c->Devaddress = DevAddress;
	i2c_configure(hi2c, 1, I2C_AUTOEND_MODE, I2C_CR2_STOP);
	if (hi2c->Instance->ISR & I2C_ISR_RXNE)
		(void)hi2c->Instance->RXDR;
	__HAL_I2C_ENABLE_IT(hi2c, I2C_IT_STOPI);
	return HAL_OK;
}
