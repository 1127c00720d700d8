/* SPDX-License-Identifier: MIT */
#include "app/cc/libc.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* clang-format off */
/* Sorted by byte. errno and the tables of characters are the thread's and the C
 * locale's; strtok() would keep its place across a reset. */
static const char *const allowed[] = {
	"__ctype_b_loc", "__ctype_tolower_loc", "__ctype_toupper_loc",
	"__errno_location", "__finite", "__finitef", "__fpclassify",
	"__fpclassifyf", "__isinf", "__isinff", "__isnan", "__isnanf",
	"__isoc23_sscanf", "__isoc23_strtol", "__isoc23_strtoll",
	"__isoc23_strtoul", "__isoc23_strtoull", "__isoc99_sscanf",
	"__isoc99_vsscanf", "__signbit", "__signbitf", "__sigsetjmp",
	"__stpcpy", "_longjmp", "_setjmp", "abs", "acos", "acosf", "acosh",
	"acoshf", "asin", "asinf", "asinh", "asinhf", "atan", "atan2",
	"atan2f", "atanf", "atanh", "atanhf", "atof", "atoi", "atol", "atoll",
	"bcmp", "bcopy", "bsearch", "bzero", "cbrt", "cbrtf", "ceil", "ceilf",
	"copysign", "copysignf", "cos", "cosf", "cosh", "coshf", "div", "erf",
	"erfc", "erfcf", "erff", "exp", "exp10", "exp10f", "exp2", "exp2f",
	"expf", "expm1", "expm1f", "fabs", "fabsf", "fdim", "fdimf", "ffs",
	"ffsl", "ffsll", "floor", "floorf", "fma", "fmaf", "fmax", "fmaxf",
	"fmin", "fminf", "fmod", "fmodf", "frexp", "frexpf", "hypot", "hypotf",
	"ilogb", "ilogbf", "imaxabs", "index", "isalnum", "isalpha", "isascii",
	"isblank", "iscntrl", "isdigit", "isgraph", "islower", "isprint",
	"ispunct", "isspace", "isupper", "isxdigit", "labs", "ldexp", "ldexpf",
	"ldiv", "lgamma_r", "lgammaf_r", "llabs", "lldiv", "llrint", "llrintf",
	"llround", "llroundf", "log", "log10", "log10f", "log1p", "log1pf",
	"log2", "log2f", "logb", "logbf", "logf", "longjmp", "lrint", "lrintf",
	"lround", "lroundf", "memccpy", "memchr", "memcmp", "memcpy", "memmem",
	"memmove", "mempcpy", "memrchr", "memset", "modf", "modff", "nan",
	"nanf", "nearbyint", "nearbyintf", "nextafter", "nextafterf", "pow",
	"powf", "qsort", "remainder", "remainderf", "remquo", "remquof",
	"rindex", "rint", "rintf", "round", "roundf", "scalbln", "scalblnf",
	"scalbn", "scalbnf", "setjmp", "siglongjmp", "sin", "sincos",
	"sincosf", "sinf", "sinh", "sinhf", "snprintf", "sprintf", "sqrt",
	"sqrtf", "sscanf", "stpcpy", "stpncpy", "strcasecmp", "strcasestr",
	"strcat", "strchr", "strchrnul", "strcmp", "strcoll", "strcpy",
	"strcspn", "strlen", "strncasecmp", "strncat", "strncmp", "strncpy",
	"strnlen", "strpbrk", "strrchr", "strsep", "strspn", "strstr", "strtod",
	"strtof", "strtoimax", "strtok_r", "strtol", "strtold", "strtoll",
	"strtoul", "strtoull", "strtoumax", "swab", "tan", "tanf", "tanh",
	"tanhf", "tgamma", "tgammaf", "toascii", "tolower", "toupper", "trunc",
	"truncf", "vsnprintf", "vsprintf", "vsscanf",
};
/* clang-format on */

static int compare(const void *key, const void *entry)
{
	return strcmp(key, *(const char *const *)entry);
}

bool libc_allows(const char *name)
{
	return bsearch(name, allowed, sizeof(allowed) / sizeof(allowed[0]),
		       sizeof(allowed[0]), compare);
}
