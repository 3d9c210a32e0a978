"""The report as a reader sees it: its text by class and id, the numbers that are marked, and what it points to."""
import html.parser


class Page(html.parser.HTMLParser):
    """The text of each element with a class or an id, the marked numbers, and every address."""

    def __init__(self, content):
        super().__init__()
        self.open, self.marked, self.addresses, self.texts, self.scripts = [], [], [], {}, []
        self.feed(content)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        for key in ("src", "srcset", "href", "action", "data", "poster", "style"):
            if key in attributes:
                self.addresses.append((tag, key, attributes[key]))
        if tag in ("meta", "link", "rect", "br"):
            return
        self.open.append((tag, attributes))
        if tag == "data":
            self.marked.append([attributes, ""])

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, text):
        tags = [tag for tag, _ in self.open]
        if "script" in tags:
            self.scripts.append(text)
            return
        if tags and tags[-1] == "data":
            self.marked[-1][1] += text.replace("\u00a0", " ")
        plain = not any(tag in ("data", "time") or attributes.get("class") == "given" for tag, attributes in self.open)
        for name in {name for _, attributes in self.open for name in attributes.get("class", "").split() + [attributes.get("id", "")]}:
            self.texts.setdefault(name, []).append((text.replace("\u00a0", " "), plain))

    def text(self, name):
        return "".join(text for text, _ in self.texts.get(name, []))

    def loose(self, name):
        """What is neither a marked number, a date nor a given number."""
        return "".join(text for text, plain in self.texts.get(name, []) if plain)
