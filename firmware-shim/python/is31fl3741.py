# SPDX-License-Identifier: MIT
"""CircuitPython's is31fl3741: a driver of 351 LEDs, and a framebuffer on it.

What differs: memoryview() of a framebuffer object is of its own memory, not of
one that was passed in.
"""
import busio
import _twowire
import displayio

_LEDS, _FIRST_LEDS = 351, 180
_PWM, _SCALING, _FUNCTIONS = 0, 2, 4  # pages; the first two go on in the next
_CONFIG, _CURRENT, _RESET = 0x00, 0x01, 0x3f
_PAGE, _LOCK = 0xfd, 0xfe
_ABSENT = 65535  # in a mapping

# x to the power of 2.6, of 255 both.
_GAMMA = bytes(int((i / 255) ** 2.6 * 255 + 0.5) for i in range(256))


class IS31FL3741:
    """The chip; see the documentation of CircuitPython's is31fl3741."""

    def __init__(self, i2c, *, addr=0x30):
        if not isinstance(i2c, busio.I2C):
            raise TypeError("i2c must be of type I2C, not %s" %
                            type(i2c).__name__)
        self._i2c, self._addr, self._page = i2c, addr, None
        if _twowire.client().transfer(i2c._adapter, [(addr, 0, b"")])[1]:
            raise ValueError("Unable to find I2C Display at %x" % addr)

    def deinit(self):
        self._i2c = None

    def _transfer(self, *messages):
        if self._i2c is None or self._i2c._deinited:
            raise busio.deinited()
        self._i2c._transfer([(self._addr, flags, data)
                             for flags, data in messages])

    def _write(self, page, register, value):
        self._select(page)
        self._transfer((0, bytes((register, value & 0xff))))

    def _select(self, page):
        if page != self._page:
            self._transfer((0, bytes((_LOCK, 0xc5))))
            self._transfer((0, bytes((_PAGE, page))))
            self._page = page

    def reset(self):
        self._write(_FUNCTIONS, _RESET, 0xae)
        self._page = None

    def enable(self):
        self._write(_FUNCTIONS, _CONFIG, 0x01)

    def set_global_current(self, current):
        self._write(_FUNCTIONS, _CURRENT, current)

    def _global_current(self):
        value = bytearray(1)
        self._select(_FUNCTIONS)
        self._transfer((0, bytes((_CURRENT,))), (_twowire.READ, value))
        return value[0]

    def set_led(self, led, value, page):
        """@page: 0 brightness, 2 scaling."""
        if led < _FIRST_LEDS:
            self._write(page, led, value)
        else:
            self._write(page + 1, led - _FIRST_LEDS, value)

    def write(self, mapping, buf):
        """Three bytes a pixel, through the gamma curve."""
        if not isinstance(mapping, tuple):
            raise ValueError("Mapping must be a tuple")
        pixels = bytes(memoryview(buf).cast("B"))
        for i in range(0, len(pixels), 3):
            if mapping[i] == _ABSENT:
                continue
            for led, level in zip(mapping[i:i + 3], pixels[i:i + 3]):
                self.set_led(led, _GAMMA[level], _PWM)


class IS31FL3741_FrameBuffer(bytearray):
    """Four bytes a pixel: blue, green, red and one that is ignored."""

    def __init__(self, is31, width, height, mapping, *, framebuffer=None,
                 scale=False, gamma=False):
        self._is31 = None
        if width <= 0:
            raise ValueError("width must be greater than zero")
        if scale and (width % 3 or height % 3):
            raise ValueError("Scale dimensions must divide by 3")
        self._width, self._height = width, height
        self._step = 3 if scale else 1
        if len(mapping) * self._step ** 2 != width * height * 3:
            raise ValueError("LED mappings must match display size")
        super().__init__(4 * width * height if framebuffer is None else 0)
        self._pixels = memoryview(
            self if framebuffer is None else framebuffer).cast("B")
        if len(self._pixels) < 4 * width * height:
            raise IndexError("framebuffer has %d bytes, and %d by %d pixels "
                             "need %d" % (len(self._pixels), width, height,
                                          4 * width * height))
        self._mapping = tuple(min(led, _ABSENT) for led in mapping)
        self._gamma = gamma
        self._is31 = is31
        self._begin()
        displayio._hold(self)

    def _begin(self):
        self._is31.reset()
        self._is31.set_global_current(0xfe)
        for led in range(_LEDS):
            self._is31.set_led(led, 0xff, _SCALING)
        self._is31.enable()

    def _check(self):
        if self._is31 is None:
            raise busio.deinited()

    def deinit(self):
        if self._is31 is not None:
            self._is31.deinit()
            self._is31 = None

    _deinit = deinit

    @property
    def width(self):
        self._check()
        return self._width

    @property
    def height(self):
        self._check()
        return self._height

    @property
    def brightness(self):
        self._check()
        return self._is31._global_current() / 255

    @brightness.setter
    def brightness(self, value):
        self._check()
        if not 0 <= value <= 1:
            raise ValueError("brightness must be 0-1")
        self._is31.set_global_current(int(value * 255))

    def _colour(self, x, y):
        """Blue, green and red of a place, which is nine pixels if scaled."""
        n = self._step
        sums = [0, 0, 0]
        for row in range(y * n, y * n + n):
            for column in range(x * n, x * n + n):
                at = 4 * (row * self._width + column)
                for i in range(3):
                    sums[i] += self._pixels[at + i]
        return [_GAMMA[s // n ** 2] if self._gamma else s // n ** 2
                for s in sums]

    def refresh(self):
        self._check()
        width, height = self._width // self._step, self._height // self._step
        for y in range(height):
            for x in range(width):
                at = 3 * (x * height + y)
                if self._mapping[at + 2] == _ABSENT:
                    continue
                levels = self._colour(x, y)
                for i in (2, 1, 0):
                    self._is31.set_led(self._mapping[at + i], levels[i], _PWM)
