# SPDX-License-Identifier: MIT
"""Of MicroPython's micropython what is written at the head of drivers: they
change how code is compiled there, and nothing here."""


def const(expression):
    return expression


def native(function):
    return function


def viper(function):
    return function
