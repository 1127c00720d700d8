/* SPDX-License-Identifier: MIT */
#include "compare_text.h"

#include "command.h"
#include "personality.h"

#include <string.h>

/* One thing to compare: what a platform shows of it, never NULL. */
typedef const char *(*aspect_fn)(const struct personality *p, guint n);
/* What stands behind a platform's name, or nothing. */
typedef void (*remark_fn)(const struct personality *p, guint n, FILE *out);

struct page {
	GPtrArray *ran; /* of struct personality */
	FILE *out;
	bool differ;
};

static const struct personality *nth(const struct page *page, guint i)
{
	return page->ran->pdata[i];
}

static const struct personality_message *message(const struct personality *p,
						 guint n)
{
	return n < p->messages->len ? p->messages->pdata[n] : NULL;
}

static const char *unmet(const struct personality *p, guint n)
{
	return p->unmet;
}

static const char *began(const struct personality *p, guint n)
{
	return p->began;
}

static const char *wires(const struct personality *p, guint n)
{
	return message(p, n) ? message(p, n)->wires : "no such message";
}

static const char *holds(const struct personality *p, guint n)
{
	return message(p, n) ? message(p, n)->holds : "";
}

static const char *printed(const struct personality *p, guint n)
{
	return message(p, n) ? message(p, n)->printed : "";
}

static void how_long(const struct personality *p, guint n, FILE *out)
{
	if (message(p, n) && message(p, n)->longest_ns)
		fprintf(out, " (%.1f us)",
			(double)message(p, n)->longest_ns / 1000);
}

static bool all_alike(const struct page *page, guint n, aspect_fn aspect)
{
	for (guint i = 1; i < page->ran->len; i++)
		if (strcmp(aspect(nth(page, i), n), aspect(nth(page, 0), n)))
			return false;
	return true;
}

/* The first that shows this value of the aspect. */
static bool is_first(const struct page *page, guint i, guint n,
		     aspect_fn aspect)
{
	for (guint k = 0; k < i; k++)
		if (!strcmp(aspect(nth(page, k), n), aspect(nth(page, i), n)))
			return false;
	return true;
}

/* The platforms that show the same as the i-th. */
static void put_alike(const struct page *page, guint i, guint n,
		      aspect_fn aspect, remark_fn remark)
{
	for (guint k = i; k < page->ran->len; k++) {
		if (strcmp(aspect(nth(page, k), n), aspect(nth(page, i), n)))
			continue;
		fprintf(page->out, "%s%s", k == i ? "" : ", ",
			nth(page, k)->platform->name);
		if (remark)
			remark(nth(page, k), n, page->out);
	}
}

/* One line for each way to be. */
static void put_aspect(struct page *page, const char *label, guint n,
		       aspect_fn aspect, remark_fn remark, const char *none)
{
	bool alike = all_alike(page, n, aspect);

	if (alike && !*aspect(nth(page, 0), n))
		return;
	page->differ |= !alike;
	for (guint i = 0; i < page->ran->len; i++) {
		const char *value = aspect(nth(page, i), n);

		if (!is_first(page, i, n, aspect))
			continue;
		fprintf(page->out, "  %-10s %s: ", label,
			*value ? value : none);
		if (alike && !remark)
			fprintf(page->out, "all");
		else
			put_alike(page, i, n, aspect, remark);
		fprintf(page->out, "\n");
		label = "";
	}
}

static void put_message(struct page *page, guint n)
{
	if (all_alike(page, n, wires))
		fprintf(page->out, "\n%3u  %s\n", n + 1,
			wires(nth(page, 0), n));
	else {
		fprintf(page->out, "\n%3u\n", n + 1);
		put_aspect(page, "wires", n, wires, NULL, "");
	}
	put_aspect(page, "holds SCL", n, holds, how_long, "nowhere");
	put_aspect(page, "prints", n, printed, NULL, "nothing");
}

/* Those that did not run, and why; those that did, in page->ran. */
static int put_absent(struct page *page, const GPtrArray *all)
{
	int status = CLI_OK;

	for (guint i = 0; i < all->len; i++) {
		struct personality *p = all->pdata[i];

		if (p->state == PERSONALITY_RAN) {
			g_ptr_array_add(page->ran, p);
			continue;
		}
		fprintf(page->out, "  %-10s %s: %s\n", p->platform->name,
			p->state == PERSONALITY_NOT_BUILT ? "does not build"
			: p->state == PERSONALITY_FAILED  ? "firmware failed"
							  : "lost",
			p->why);
		if (p->state == PERSONALITY_FAILED)
			status = MAX(status, CLI_FIRMWARE);
		if (p->state == PERSONALITY_LOST)
			status = CLI_INTERNAL;
	}
	return status;
}

static guint most_messages(const struct page *page)
{
	guint n = 0;

	for (guint i = 0; i < page->ran->len; i++)
		n = MAX(n, nth(page, i)->messages->len);
	return n;
}

static void put_names(const struct page *page)
{
	for (guint i = 0; i < page->ran->len; i++)
		fprintf(page->out, "%s%s", i ? ", " : "",
			nth(page, i)->platform->name);
}

int compare_text(const char *title, const GPtrArray *all, FILE *out)
{
	g_autoptr(GPtrArray) ran = g_ptr_array_new();
	struct page page = {.ran = ran, .out = out};
	guint n;
	int status;

	fprintf(out, "%s\n\n", title);
	status = put_absent(&page, all);
	if (!ran->len)
		return status ? status : COMPARE_NOTHING;
	fprintf(out, "  %-10s ", "runs on");
	put_names(&page);
	fprintf(out, "\n");
	put_aspect(&page, "expected", 0, unmet, NULL, "all held");
	put_aspect(&page, "prints", 0, began, NULL, "nothing");
	n = most_messages(&page);
	for (guint i = 0; i < n; i++)
		put_message(&page, i);
	fprintf(out, "\n%s\n",
		page.differ ? "They differ." : "They all behave alike.");
	return MAX(status, page.differ ? CLI_DIFFERS : CLI_OK);
}
