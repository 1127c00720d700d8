/* SPDX-License-Identifier: MIT */
/* Pins by their number: 32 for each port. */
#ifndef NRF_GPIO_H__
#define NRF_GPIO_H__

#include "nrfx.h"

#define NRF_GPIO_PIN_MAP(port, pin) ((uint32_t)(port) << 5 | (pin))

typedef enum {
	NRF_GPIO_PIN_DIR_INPUT = GPIO_PIN_CNF_DIR_Input,
	NRF_GPIO_PIN_DIR_OUTPUT = GPIO_PIN_CNF_DIR_Output,
} nrf_gpio_pin_dir_t;

typedef enum {
	NRF_GPIO_PIN_INPUT_CONNECT = GPIO_PIN_CNF_INPUT_Connect,
	NRF_GPIO_PIN_INPUT_DISCONNECT = GPIO_PIN_CNF_INPUT_Disconnect,
} nrf_gpio_pin_input_t;

typedef enum {
	NRF_GPIO_PIN_NOPULL = GPIO_PIN_CNF_PULL_Disabled,
	NRF_GPIO_PIN_PULLDOWN = GPIO_PIN_CNF_PULL_Pulldown,
	NRF_GPIO_PIN_PULLUP = GPIO_PIN_CNF_PULL_Pullup,
} nrf_gpio_pin_pull_t;

typedef enum {
	NRF_GPIO_PIN_S0S1 = GPIO_PIN_CNF_DRIVE_S0S1,
	NRF_GPIO_PIN_H0S1 = GPIO_PIN_CNF_DRIVE_H0S1,
	NRF_GPIO_PIN_S0H1 = GPIO_PIN_CNF_DRIVE_S0H1,
	NRF_GPIO_PIN_H0H1 = GPIO_PIN_CNF_DRIVE_H0H1,
	NRF_GPIO_PIN_D0S1 = GPIO_PIN_CNF_DRIVE_D0S1,
	NRF_GPIO_PIN_D0H1 = GPIO_PIN_CNF_DRIVE_D0H1,
	NRF_GPIO_PIN_S0D1 = GPIO_PIN_CNF_DRIVE_S0D1,
	NRF_GPIO_PIN_H0D1 = GPIO_PIN_CNF_DRIVE_H0D1,
} nrf_gpio_pin_drive_t;

typedef enum {
	NRF_GPIO_PIN_NOSENSE = GPIO_PIN_CNF_SENSE_Disabled,
	NRF_GPIO_PIN_SENSE_HIGH = GPIO_PIN_CNF_SENSE_High,
	NRF_GPIO_PIN_SENSE_LOW = GPIO_PIN_CNF_SENSE_Low,
} nrf_gpio_pin_sense_t;

static inline NRF_GPIO_Type *nrf_gpio_pin_port_decode(uint32_t *p_pin)
{
	NRF_GPIO_Type *port = *p_pin < 32 ? NRF_P0 : NRF_P1;

	*p_pin &= 31;
	return port;
}

static inline void nrf_gpio_cfg(uint32_t pin, nrf_gpio_pin_dir_t dir,
				nrf_gpio_pin_input_t input,
				nrf_gpio_pin_pull_t pull,
				nrf_gpio_pin_drive_t drive,
				nrf_gpio_pin_sense_t sense)
{
	NRF_GPIO_Type *port = nrf_gpio_pin_port_decode(&pin);

	port->PIN_CNF[pin] = (uint32_t)dir << GPIO_PIN_CNF_DIR_Pos |
			     (uint32_t)input << GPIO_PIN_CNF_INPUT_Pos |
			     (uint32_t)pull << GPIO_PIN_CNF_PULL_Pos |
			     (uint32_t)drive << GPIO_PIN_CNF_DRIVE_Pos |
			     (uint32_t)sense << GPIO_PIN_CNF_SENSE_Pos;
}

static inline void nrf_gpio_cfg_output(uint32_t pin)
{
	nrf_gpio_cfg(pin, NRF_GPIO_PIN_DIR_OUTPUT,
		     NRF_GPIO_PIN_INPUT_DISCONNECT, NRF_GPIO_PIN_NOPULL,
		     NRF_GPIO_PIN_S0S1, NRF_GPIO_PIN_NOSENSE);
}

static inline void nrf_gpio_cfg_input(uint32_t pin, nrf_gpio_pin_pull_t pull)
{
	nrf_gpio_cfg(pin, NRF_GPIO_PIN_DIR_INPUT, NRF_GPIO_PIN_INPUT_CONNECT,
		     pull, NRF_GPIO_PIN_S0S1, NRF_GPIO_PIN_NOSENSE);
}

static inline void nrf_gpio_cfg_default(uint32_t pin)
{
	nrf_gpio_cfg(pin, NRF_GPIO_PIN_DIR_INPUT, NRF_GPIO_PIN_INPUT_DISCONNECT,
		     NRF_GPIO_PIN_NOPULL, NRF_GPIO_PIN_S0S1,
		     NRF_GPIO_PIN_NOSENSE);
}

static inline void nrf_gpio_pin_set(uint32_t pin)
{
	NRF_GPIO_Type *port = nrf_gpio_pin_port_decode(&pin);

	port->OUTSET = 1u << pin;
}

static inline void nrf_gpio_pin_clear(uint32_t pin)
{
	NRF_GPIO_Type *port = nrf_gpio_pin_port_decode(&pin);

	port->OUTCLR = 1u << pin;
}

static inline void nrf_gpio_pin_write(uint32_t pin, uint32_t value)
{
	if (value)
		nrf_gpio_pin_set(pin);
	else
		nrf_gpio_pin_clear(pin);
}

static inline uint32_t nrf_gpio_pin_out_read(uint32_t pin)
{
	NRF_GPIO_Type *port = nrf_gpio_pin_port_decode(&pin);

	return port->OUT >> pin & 1;
}

static inline void nrf_gpio_pin_toggle(uint32_t pin)
{
	nrf_gpio_pin_write(pin, !nrf_gpio_pin_out_read(pin));
}

static inline uint32_t nrf_gpio_pin_read(uint32_t pin)
{
	NRF_GPIO_Type *port = nrf_gpio_pin_port_decode(&pin);

	return port->IN >> pin & 1;
}

#endif /* NRF_GPIO_H__ */
