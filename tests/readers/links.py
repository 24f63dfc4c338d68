"""Reads what pages say to search engines and to those who show a link, with readers that this project did not write.

    links.py PROGRAM SITE...

builds each site with the program. A processor of JSON-LD (`pyld`) turns the blocks of its pages into statements: that things are the same
in every language, that what is named is described or published, that the way to a page is whole, that dates are dates. A reader of
XML (`lxml`) holds the sitemap against the schema of sitemaps.
"""

import collections
import json
import pathlib
import re
import sys
import urllib.parse

import lxml.etree
import lxml.html
from pyld import jsonld

from sites import published

SCHEMA = "http://schema.org/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
# The properties whose values are addresses, as the context of schema.org says.
ADDRESSES = ("eventStatus", "item", "license", "url")
CONTEXT = {"@vocab": SCHEMA, **{name: {"@id": SCHEMA + name, "@type": "@id"} for name in ADDRESSES}}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d[+-]\d\d:\d\d)?)?)?")
DATES = ("dateCreated", "dateModified", "datePublished", "dissolutionDate", "endDate", "foundingDate", "startDate")
# What a relative address would begin with: a page should hold none.
RELATIVE = "https://relative.invalid/"
SITEMAP = pathlib.Path(__file__).parent / "schemas" / "sitemap.xsd"


def load(url, _options):
    """The context of schema.org, which is not asked for on the network."""
    assert url.rstrip("/") == "https://schema.org", url
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXT}}


def statements(block):
    """What a block says, as subject, property and value."""
    quads = jsonld.to_rdf(block, {"base": RELATIVE, "documentLoader": load})["@default"]
    for quad in quads:
        values = [quad[part]["value"] for part in ("subject", "predicate", "object")]
        assert not any(value.startswith(RELATIVE) for value in values), f"a relative address: {values}"
    return [(quad["subject"]["value"], quad["predicate"]["value"].removeprefix(SCHEMA), quad["object"]) for quad in quads]


def block_of(path, page):
    blocks = page.xpath("//script[@type='application/ld+json']/text()")
    assert len(blocks) == 1, f"{path}: {len(blocks)} blocks"
    return json.loads(blocks[0])


def check_breadcrumbs(path, block, is_published):
    """The steps of the way to a page are counted from one, and all but the last lead to a page."""
    page = block["@graph"][0]
    if "breadcrumb" not in page:
        return
    steps = page["breadcrumb"]["itemListElement"]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1)), path
    assert "item" not in steps[-1] and steps[-1]["name"] == page["name"], path
    for step in steps[:-1]:
        assert step["name"] and is_published(step["item"]), (path, step)


def check_shared(path, page):
    """What is shown of a page agrees with its head."""
    properties = collections.defaultdict(list)
    for meta in page.xpath("//meta[@property]"):
        properties[meta.get("property")].append(meta.get("content"))
    assert all(value for values in properties.values() for value in values), (path, properties)
    for name in ("og:title", "og:type", "og:url", "og:site_name"):
        assert len(properties[name]) == 1, (path, name, properties[name])
    assert properties["og:url"] == page.xpath("//link[@rel='canonical']/@href"), path
    assert properties["og:description"] == page.xpath("//meta[@name='description']/@content"), path
    for locale in properties["og:locale"] + properties["og:locale:alternate"]:
        assert re.fullmatch("[a-z]{2,3}_[A-Z]{2}", locale), (path, locale)


def check_dates(things):
    """Dates are dates, and what ends does not end before it began."""
    for thing, said in things.items():
        for name in DATES:
            for value in said.get(name, ()):
                assert DATE.fullmatch(value), (thing, name, value)
        if said.get("startDate") and said.get("endDate"):
            [start], [end] = said["startDate"], said["endDate"]
            known = min(len(start), len(end), len("2007-10-15"))
            assert start[:known] <= end[:known], (thing, start, end)


def check_sitemap(site, output, is_published):
    schema = lxml.etree.XMLSchema(file=str(SITEMAP))
    sitemap = lxml.etree.parse(output / "sitemap.xml")
    assert schema.validate(sitemap), f"{site}: {schema.error_log}"
    addresses = [*sitemap.xpath("//*[local-name()='loc']/text()"), *sitemap.xpath("//@href")]
    assert all(is_published(address) for address in addresses), site
    return len(sitemap.getroot())


def check_site(program, site):
    with published(program, site) as output:
        entrance = lxml.html.parse(output / "index.html")
        [base] = entrance.xpath("//link[@rel='canonical']/@href")
        files = {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}

        def is_published(address):
            path = urllib.parse.unquote(address).removeprefix(base)
            return path in files or f"{path}index.html" in files

        languages = entrance.xpath("//main//a/@hreflang")
        # What is said of each thing in each language, and the addresses that are named.
        things = {language: collections.defaultdict(lambda: collections.defaultdict(set)) for language in languages}
        named, pages = set(), 0
        for path in sorted(output.rglob("*.html")):
            page = lxml.html.parse(path)
            if page.xpath("//meta[@name='robots'][@content='noindex']"):
                assert not page.xpath("//script[@type='application/ld+json'] | //meta[@property]"), path
                continue
            pages += 1
            block = block_of(path, page)
            check_breadcrumbs(path, block, is_published)
            check_shared(path, page)
            language = path.relative_to(output).parts[0]
            for subject, name, value in statements(block):
                named.update(address for address in (subject, value["value"]) if address.startswith(base))
                assert value.get("language") is None or value["language"] in languages, (path, value)
                if language in languages:
                    things[language][subject][name].add(value["value"])
        for described in things.values():
            check_dates({thing: said for thing, said in described.items() if thing.startswith(base)})
        by_id = {
            language: {thing: said for thing, said in described.items() if thing.startswith(f"{base}#")}
            for language, described in things.items()
        }
        first = by_id[languages[0]]
        for language, described in by_id.items():
            assert described.keys() == first.keys(), f"{site}: other things in {language}"
            for thing, said in described.items():
                assert said[TYPE] and said["name"], (site, language, thing)
                for name in (TYPE, "startDate", "endDate", "eventStatus", "foundingDate", "dissolutionDate"):
                    assert said[name] == first[thing][name], f"{site}: {thing}: {name} differs in {language}"
        for address in sorted(named):
            assert address in first or is_published(address), f"{site}: {address} is neither described nor published"
        entries = check_sitemap(site, output, is_published)
        print(f"{site}: {len(first)} things on {pages} pages in {', '.join(languages)}; {entries} pages in the sitemap")


if __name__ == "__main__":
    for site in sys.argv[2:]:
        check_site(sys.argv[1], site)
