"""Pieces of HTML that the parts of the report are made of: tables, folds, lists; text is escaped here, once."""
from report_reader import escape

NUMBERS = {"number", "count", "share"}


def table(caption, columns, rows, name="", hide_caption=False):
    """`columns`: (heading, kind). A cell is HTML already; the first cell of a row names it. Wide ones scroll by themselves."""
    classes = ["number" if kind in NUMBERS else "text" for _, kind in columns]
    head = "".join(f'<th scope="col" class="{of}">{escape(heading)}</th>' for (heading, _), of in zip(columns, classes))
    body = "\n".join("<tr>" + cells(row, classes) + "</tr>" for row in rows)
    hidden = ' class="hidden"' if hide_caption else ""
    return (f'<div class="scroll" role="group" tabindex="0" aria-label="{escape(caption)}"><table{f" id={name!r}" if name else ""}>'
            f"<caption{hidden}>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table></div>")


def cells(row, classes):
    first, *rest = zip(row, classes)
    return f'<th scope="row" class="{first[1]}">{first[0]}</th>' + "".join(f'<td class="{of}">{cell}</td>' for cell, of in rest)


def fold(summary, content, unprinted=""):
    """Opened in print, unless it says why it is not."""
    kind = ' class="appendix"' if unprinted else ""
    told = f'<p class="unprinted">{escape(unprinted)}</p>' if unprinted else ""
    return f"<details{kind}><summary>{escape(summary)}</summary>\n{content}\n</details>{told}"


def paragraphs(sentences, kind=""):
    return "".join(f"<p{f' class={kind!r}' if kind else ''}>{sentence}</p>\n" for sentence in sentences)


def listed(items):
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def link(address, text):
    """Only to be followed by who wants to: nothing is loaded from it."""
    return f'<a href="{escape(address)}" rel="noreferrer">{escape(text)}</a>' if str(address).startswith(("http://", "https://")) else escape(text)
