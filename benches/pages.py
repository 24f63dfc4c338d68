"""Compares two built sites page by page, as readers and search engines take them: title, description, headings, links and text.

Markup may differ. What is compared is made the same in three ways only:

1. Links are absolute: Tratado's are relative, Hugo's begin at the site's root.
2. The fingerprint in the name of a style sheet, and the punctuation in the ids of footnotes (`fn:1`, `fn--1`), are left out.
3. White space is one space, and none at the end of a block.
"""

import html.parser
import itertools
import multiprocessing
import pathlib
import re
import urllib.parse

# Elements that stand in a line of text: no space is understood at their ends.
INLINE = {"a", "abbr", "b", "cite", "code", "em", "i", "q", "span", "strong", "sub", "sup", "time"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
FINGERPRINT = re.compile(r"\.[0-9a-f]{8,64}(?=\.css$)")
FOOTNOTE = re.compile(r"(?<=#)(fn|fnref)\W+(?=\d+$)")


class Page(html.parser.HTMLParser):
    """What a page says."""

    def __init__(self, address):
        super().__init__(convert_charrefs=True)
        self.address = address
        self.language = None
        self.links, self.headings, self.words, self.described = [], [], [], []
        self.heading = None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "html":
            self.language = attributes["lang"]
        if tag in {"a", "link"} and "href" in attributes:
            kind = attributes.get("rel", "") if tag == "link" else ""
            self.links.append((kind, attributes.get("hreflang"), self.resolved(attributes["href"])))
        if tag == "meta" and attributes.get("name") == "description":
            self.described.append(attributes["content"])
        if tag == "time":
            self.described.append(attributes["datetime"])
        if tag in HEADINGS:
            self.heading = []
        self.separate(tag)

    def handle_endtag(self, tag):
        if tag in HEADINGS:
            self.headings.append((tag, normalised(self.heading)))
            self.heading = None
        self.separate(tag)

    def handle_data(self, data):
        self.words.append(data)
        if self.heading is not None:
            self.heading.append(data)

    def separate(self, tag):
        if tag not in INLINE:
            self.words.append(" ")

    def resolved(self, href):
        return FOOTNOTE.sub(r"\1", FINGERPRINT.sub("", urllib.parse.urljoin(self.address, href)))

    def said(self):
        """What is compared, by what it is called in a report."""
        return {
            "language": [self.language],
            "links": self.links,
            "headings": self.headings,
            "description and dates": self.described,
            "text": normalised(self.words).split(" "),
        }


def normalised(words):
    return " ".join("".join(words).split())


def read(site, path, root):
    page = Page(root + path.removesuffix("index.html"))
    page.feed((site / path).read_text(encoding="utf-8"))
    return page.said()


def differences(work):
    """How a page differs: a line for each of its sides that does."""
    ours, theirs, path, root = work
    mine, other = read(ours, path, root), read(theirs, path, root)
    lines = []
    for what in mine:
        pairs = itertools.zip_longest(mine[what], other[what])
        first = next((pair for pair in pairs if pair[0] != pair[1]), None)
        if first:
            lines.append(f"{path}: {what}: {first[0]!r} in the one, {first[1]!r} in the other")
    return lines


def paths(site, languages):
    """The pages of a site in its languages."""
    found = itertools.chain.from_iterable((site / language).rglob("index.html") for language in languages)
    return {path.relative_to(site).as_posix() for path in found}


def compare(ours, theirs, languages, root, only_ours, most):
    """Compares two sites, but for the pages that one of them alone is to have. Returns how many pages both have, and the differences.

    Of more than `most` pages some are looked into, evenly spread; that the same ones are there is looked at for all.
    """
    mine, other = paths(ours, languages) - set(only_ours), paths(theirs, languages)
    lines = [f"{path}: in one of the two sites only" for path in sorted(mine ^ other)]
    both = sorted(mine & other)
    step = -(-len(both) // most) or 1
    work = [(pathlib.Path(ours), pathlib.Path(theirs), path, root) for path in both[::step]]
    with multiprocessing.Pool() as pool:
        for found in pool.imap(differences, work, chunksize=64):
            lines += found
    return len(both), lines
