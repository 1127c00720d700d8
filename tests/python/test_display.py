# SPDX-License-Identifier: MIT
"""What programs in Python make displays show; the pictures are what --picture
writes when they end.

usage: test_display.py TWOWIRE
"""
import os
import subprocess
import sys
import tempfile

from tap import equal, run

CASE = """{ "format": "twowire-scenario/1", "title": "displays",
  "devices": [
    { "id": "oled", "model": "ssd1306", "addr": "0x3c" },
    { "id": "leds", "model": "is31fl3741", "addr": "0x30", "board": "plain" },
    { "id": "matrix", "model": "is31fl3741", "addr": "0x31" }
  ],
  "steps": [] }
"""
WHO = """
import busio, board, digitalio, displayio, is31fl3741, microcontroller, twowire
from i2cdisplaybus import I2CDisplayBus
i2c = busio.I2C(board.SCL, board.SDA, frequency=400000)
def raises(kind, what, *args, **kwargs):
    try:
        what(*args, **kwargs)
    except kind as e:
        return print(e)
    print("no", kind)
"""
# Commands of the SSD1306 data sheet (rev 1.1, table 9 and the application note
# of the charge pump): horizontal addressing, columns and rows as modules have
# them, charge pump, on. Its memory has something in it at first.
START = """
bus = I2CDisplayBus(i2c, device_address=0x3c)
for command, data in ((0x20, b"\\0"), (0xa1, b""), (0xc8, b""),
                      (0x8d, b"\\x14"), (0xaf, b"")):
    bus.send(command, data)
while not i2c.try_lock():
    pass
i2c.writeto(0x3c, b"\\x40" + bytes(1024))
i2c.unlock()
"""


def shown(script, device, ending, *options):
    """The picture's bytes, and what was printed."""
    with tempfile.TemporaryDirectory() as folder:
        case = os.path.join(folder, "case.json")
        picture = os.path.join(folder, "picture" + ending)
        with open(case, "w", encoding="utf-8") as file:
            file.write(CASE)
        done = subprocess.run(
            [sys.argv[1], "exec", case, "--picture", device + "=" + picture,
             *options, "--", sys.executable, "-c", WHO + script],
            stdout=subprocess.PIPE, text=True, check=True)
        with open(picture, "rb") as file:
            return file.read(), done.stdout


def rows(script):
    return shown(script, "oled", ".txt")[0].decode().splitlines()


def plain(script):
    """Levels of the LEDs, 39 in each of nine rows."""
    picture, out = shown(script, "leds", ".pgm")
    head = b"P5\n39 9\n255\n"
    equal(picture[:len(head)], head)
    return picture[len(head):], out


def test_what_is_sent_to_a_display_is_seen():
    got = rows(START + """
i2c.try_lock()
i2c.writeto(0x3c, b"\\x40\\x81\\x00\\xff")
""")
    equal(len(got), 64)
    equal([row[:5] for row in got[:9]],
          ["#.#..", *["..#.."] * 6, "#.#..", "....."])
    equal({row[5:] for row in got}, {"." * 123})


def test_parameters_go_out_as_commands():
    # A window of columns 2 and 3 of page 1: the third byte is where the first
    # one was.
    got = rows(START + """
bus.send(0x21, bytes((2, 3)))
bus.send(0x22, bytes((1, 1)))
i2c.try_lock()
i2c.writeto(0x3c, b"\\x40\\x01\\x02\\x04")
""")
    equal([row[:5] for row in got[7:12]],
          [".....", ".....", "...#.", "..#..", "....."])


def test_a_display_that_is_off_shows_nothing():
    got = rows(START + """
i2c.try_lock()
i2c.writeto(0x3c, b"\\x40\\xff")
i2c.unlock()
bus.send(0xae, b"")
""")
    equal(set(got), {"." * 128})


def test_the_reset_pin_resets_it():
    _, out = shown("""
pin = twowire.pin("oled", "RES")
with digitalio.DigitalInOut(pin) as out:
    out.switch_to_output(False)
    raises(ValueError, I2CDisplayBus, i2c, device_address=0x3c, reset=pin)
    out.value = True
    print(out.value)
bus = I2CDisplayBus(i2c, device_address=0x3c, reset=pin)
bus.send(0xaf, b"")
bus.reset()
status = bytearray(1)
i2c.try_lock()
i2c.readfrom_into(0x3c, status)
print(status[0] >> 6 & 1)
""", "oled", ".png")
    equal(out, "RES of oled in use\nTrue\n1\n")  # data sheet 8.1.5: D6 is 1 while the display is off


def test_a_display_bus_lives_until_displays_are_released():
    _, out = shown("""
raises(ValueError, I2CDisplayBus, i2c, device_address=0x3d)
raises(TypeError, I2CDisplayBus, i2c, device_address=0x3c, reset=5)
bus = I2CDisplayBus(i2c, device_address=0x3c)
raises(RuntimeError, bus.reset)
raises(ValueError, bus.send, 256, b"")
displayio.release_displays()
raises(ValueError, bus.send, 0xaf, b"")
displayio.release_displays()
""", "oled", ".png")
    equal([line.split(":")[0][:36] for line in out.splitlines()],
          ["Unable to find I2C Display at 3d",
           "reset must be of type Pin or None, n", "No reset pin",
           "command must be 0-255", "Object has been deinitialized and ca"])


def test_leds_are_set_one_by_one():
    # IS31FL3741 data sheet: LED n of the first 270 is SW n / 30, CS n % 30;
    # brightness is PWM times scaling times global current.
    got, _ = plain("""
leds = is31fl3741.IS31FL3741(i2c)
leds.reset()
leds.set_global_current(0xff)
leds.enable()
for led, value in ((0, 0xff), (31, 0x80), (180, 0x40), (270, 0xff)):
    leds.set_led(led, 0xff, 2)
    leds.set_led(led, value, 0)
""")
    lit = {i: level for i, level in enumerate(got) if level}
    equal(lit, {0: 0xff, 39 + 1: 0x80, 6 * 39: 0x40, 30: 0xff})


def test_pixels_are_written_through_the_gamma_curve():
    got, out = plain("""
leds = is31fl3741.IS31FL3741(i2c)
leds.set_global_current(0xff)
leds.enable()
for led in range(6):
    leds.set_led(led, 0xff, 2)
leds.write((2, 1, 0, 65535, 65535, 65535, 3, 4, 5),
           bytes((255, 128, 0, 255, 255, 255, 64, 0, 0)))
raises(ValueError, leds.write, [0, 1, 2], bytes(3))
""")
    # 255 * (128 / 255) ** 2.6 is 42.49, of 64 it is 7.01.
    equal(list(got[:6]), [0, 42, 255, 7, 0, 0])
    equal(out, "Mapping must be a tuple\n")


FRAME = """
leds = is31fl3741.IS31FL3741(i2c)
frame = is31fl3741.IS31FL3741_FrameBuffer(leds, 2, 1, (0, 1, 2, 3, 4, 5)%s)
"""


def test_a_framebuffer_is_blue_green_and_red():
    got, out = plain(FRAME % "" + """
memoryview(frame)[0:8] = bytes((10, 20, 30, 99, 40, 50, 60, 99))
frame.brightness = 1.0
frame.refresh()
print(frame.width, frame.height, frame.brightness)
raises(ValueError, setattr, frame, "brightness", 1.5)
frame.deinit()
raises(ValueError, frame.refresh)
""")
    equal(list(got[:6]), [10, 20, 30, 40, 50, 60])
    equal(out.splitlines()[0], "2 1 1.0")


def test_a_framebuffer_begins_with_all_leds_scaled_and_its_current_set():
    got, out = plain(FRAME % "" + """
leds.set_led(350, 0xff, 0)
print(round(frame.brightness * 255))
""")
    equal((got[-1], out), (0xfe, "254\n"))


def test_a_framebuffer_may_be_the_callers():
    got, _ = plain("mine = bytearray(8)\n" + FRAME % ", framebuffer=mine" + """
mine[2] = 255
frame.brightness = 1
frame.refresh()
""")
    equal(list(got[:6]), [0, 0, 255, 0, 0, 0])


def test_a_scaled_framebuffer_shows_the_mean_of_nine_pixels():
    got, _ = plain("""
leds = is31fl3741.IS31FL3741(i2c)
frame = is31fl3741.IS31FL3741_FrameBuffer(leds, 6, 3, (0, 1, 2, 3, 4, 5),
                                          scale=True, gamma=True)
for i in range(9):
    frame[4 * (i // 3 * 6 + i % 3) + 2] = 255 if i else 0  # of the left
frame.brightness = 1
frame.refresh()
""")
    # 255 * 8 / 9 is 226; 255 * (226 / 255) ** 2.6 is 186.3.
    equal(list(got[:6]), [0, 0, 186, 0, 0, 0])


def test_a_framebuffer_refuses_what_does_not_fit():
    _, out = plain("""
leds = is31fl3741.IS31FL3741(i2c)
make = is31fl3741.IS31FL3741_FrameBuffer
raises(ValueError, make, leds, 0, 1, ())
raises(ValueError, make, leds, 2, 1, (0, 1, 2))
raises(ValueError, make, leds, 4, 3, (0, 1, 2), scale=True)
raises(IndexError, make, leds, 1, 1, (0, 1, 2), framebuffer=bytearray(3))
raises(ValueError, is31fl3741.IS31FL3741, i2c, addr=0x33)
""")
    equal([line.split(";")[0][:38] for line in out.splitlines()],
          ["width must be greater than zero",
           "LED mappings must match display size",
           "Scale dimensions must divide by 3",
           "framebuffer has 3 bytes, and 1 by 1 pi",
           "Unable to find I2C Display at 33"])


def test_a_matrix_of_colours_is_seen_in_colours():
    # The place of the first pixel of the 13 by 9 board (5201), as its maker
    # maps it: LEDs 240 to 242 of row 8, blue, green and red.
    picture, _ = shown("""
leds = is31fl3741.IS31FL3741(i2c, addr=0x31)
frame = is31fl3741.IS31FL3741_FrameBuffer(leds, 1, 1, (240, 241, 242))
frame[0:3] = bytes((10, 20, 30))
frame.brightness = 1
frame.refresh()
""", "matrix", ".ppm")
    equal(picture[:12], b"P6\n13 9\n255\n")
    equal(list(picture[12:18]), [30, 20, 10, 0, 0, 0])


def test_a_png_is_written_when_the_program_ends():
    png, _ = shown(START, "oled", ".png")
    equal(png[:8], b"\x89PNG\r\n\x1a\n")
    equal(png[16:24], b"\0\0\0\x80\0\0\0\x40")


def test_the_terminal_is_a_dash():
    _, out = shown(START, "oled", ".txt", "--picture", "oled=-")
    equal(len(out.splitlines()[-1]), 128)


if __name__ == "__main__":
    sys.exit(run(sys.modules["__main__"]))
