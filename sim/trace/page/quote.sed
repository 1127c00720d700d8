# Text to the C string tw_plot_page.
s/\\/\\\\/g
s/"/\\"/g
s/^/"/
s/$/\\n"/
1i\
/* Made of the files in sim/trace/page. */\
extern const char tw_plot_page[];\
const char tw_plot_page[] =
$a\
;
