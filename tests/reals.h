/* SPDX-License-Identifier: MIT */
/*
 * The real captures, one table for all tests of them. They lie outside the
 * repository, beside it in shared/captures or where TWOWIRE_SHARED says.
 */
#ifndef TW_TEST_REALS_H
#define TW_TEST_REALS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct real {
	const char *name;
	const char *scl; /* channels; NULL: their usual names */
	const char *sda;
	/* The models that do what its chips did, as `twowire replay --model`
	 * takes them, a blank between two; NULL: none yet. */
	const char *models;
	unsigned messages; /* to these */
	/* What else is known, as further options of `twowire replay`. */
	const char *options;
};

#define POLLED "24aa025uid_seqrndread128_bytewrite128_seqrndread128_2ms_delay"
#define PAGED  "24aa025uid_seqrndread17_pagewrite17_seqrndread17"

/* Keep sorted. */
static const struct real reals[] = {
	{.name = POLLED,
	 .models = "24xx@0x50,part=24AA025UID,write_us=3500",
	 .messages = 132},
	{.name = PAGED,
	 .models = "24xx@0x50,part=24AA025UID,write_us=3500",
	 .messages = 5},
	{.name = "ad5258_read_eeprom_32_write_eeprom_63_readback_nack_then_"
		 "ack",
	 .models = "ad5258@0x1a,write_us=17300",
	 .messages = 35},
	{.name = "bh1750_hresolutionmode",
	 .models = "bh1750@0x23,light_mlx=34167",
	 .messages = 6},
	{.name = "ds3231_ex2",
	 .models = "ds3231@0x68,date=20200907,time=135600,status=0x0a,"
		   "temp_mC=24000",
	 .messages = 7},
	{.name = "i2c-sht21-100khz-read-serial-hold",
	 .models = "sht21@0x40,snb=0x0122d208,t_us=65200,rh_us=21550,"
		   "temp_mC=23807,humidity_mpct=50724",
	 .messages = 12,
	 .options = "--stretch target --tolerance 100us"},
	{.name = "mcp23017_counter_init_ab_write",
	 .models = "mcp23017@0x20",
	 .messages = 93},
	{.name = "microsoft-wireless-optical-mouse-init",
	 .scl = "0",
	 .sda = "1"},
	{.name = "pca9571_warning",
	 .models = "pca9571@0x25,latch=0xd0",
	 .messages = 2},
	/* Its host acknowledges the last byte of every read. */
	{.name = "rding_temper_i2c_usb_led_eeprom_and_sensor_snippet",
	 .models = "lm75@0x4f,part=FM75,settled=yes,temp_mC=30500",
	 .messages = 32},
	{.name = "rtc_ds1307_200khz", .models = "ds1307@0x68", .messages = 15},
	{.name = "samsung_syncmaster203b",
	 .models = "edid@0x50",
	 .messages = 4},
	/* Its controller moves SDA as late as software does. */
	{.name = "wii_nunchuk_data_button_c",
	 .models = "nunchuk@0x52,init=plain,stick_x=117,stick_y=127,"
		   "accel_x=451,accel_y=346,accel_z=639,button_c=1",
	 .messages = 1,
	 .options = "--tolerance 50us"},
};

static inline char *reals_path(const char *name, const char *extension)
{
	const char *shared = g_getenv("TWOWIRE_SHARED");
	g_autofree char *file = g_strconcat(name, extension, NULL);

	if (shared)
		return g_build_filename(shared, "captures", file, NULL);
	return g_build_filename(g_getenv("SOURCE_ROOT"), "..", "shared",
				"captures", file, NULL);
}

/* skip() does not return: nothing may be held that its leap would leak. */
static inline bool reals_are_there(void)
{
	g_autofree char *path = reals_path(POLLED, ".sr");

	return g_file_test(path, G_FILE_TEST_EXISTS);
}

#endif /* TW_TEST_REALS_H */
