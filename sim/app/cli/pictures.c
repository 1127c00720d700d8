/* SPDX-License-Identifier: MIT */
#include "pictures.h"

#include "twowire/picture.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int show(const tw_picture *picture)
{
	g_autoptr(GString) text = g_string_new(NULL);
	const char *no_color = g_getenv("NO_COLOR");
	bool colours = isatty(STDOUT_FILENO) && !(no_color && *no_color) &&
		       picture->screen.channels == 3;
	bool utf8 = g_get_charset(NULL);

	tw_picture_text(picture,
			!utf8	  ? TW_PICTURE_ASCII
			: colours ? TW_PICTURE_COLOURS
				  : TW_PICTURE_BLOCKS,
			text);
	fwrite(text->str, 1, text->len, stdout);
	fflush(stdout);
	return CLI_OK;
}

/* NULL: said that there is none. */
static tw_picture *picture_of(const struct command *command,
			      const tw_trial *trial, const char *wanted)
{
	const char *equals = strchr(wanted, '=');
	g_autofree char *name =
		equals ? g_strndup(wanted, (size_t)(equals - wanted)) : NULL;
	tw_device *device = name ? tw_trial_device(trial, name) : NULL;
	tw_picture *picture = device ? tw_device_picture(device) : NULL;

	if (!picture)
		command_error(command,
			      "--picture: expected DEVICE=FILE with a display "
			      "of the case, got \"%s\"",
			      wanted);
	return picture;
}

static int write_one(const struct command *command, const tw_trial *trial,
		     const char *wanted)
{
	g_autoptr(tw_picture) picture = picture_of(command, trial, wanted);
	const char *file;
	GError *error = NULL;

	if (!picture)
		return CLI_USAGE;
	file = strchr(wanted, '=') + 1;
	if (!strcmp(file, "-"))
		return show(picture);
	if (tw_picture_write(picture, file, &error))
		return CLI_OK;
	return command_gerror(command, error);
}

bool pictures_are_there(const struct command *command, const tw_trial *trial,
			char *const *wanted)
{
	for (; wanted && *wanted; wanted++) {
		g_autoptr(tw_picture) picture =
			picture_of(command, trial, *wanted);

		if (!picture)
			return false;
	}
	return true;
}

int pictures_write(const struct command *command, const tw_trial *trial,
		   char *const *wanted)
{
	int status = CLI_OK;

	for (; wanted && *wanted; wanted++) {
		int one = write_one(command, trial, *wanted);

		status = MAX(status, one);
	}
	return status;
}
