"""Makes of a generated plan the same site for Hugo, as one writes it who knows Hugo: facts and texts are front matter, addresses come
from the titles, links in prose are Markdown links, and translations are told apart by their names.

What costs Hugo nothing is preferred where there is a choice:

- The order of records is written down as `weight`, by which Hugo sorts anyway.
- The caption of a table and the title of a note are Markdown, in the place where Tratado shows them: Hugo has hooks for both, which
  would run for every table and every quotation.
- What names a record is collected once a language; see `layouts/_partials/relations.html`.
"""

import pathlib
import re
import shutil

HERE = pathlib.Path(__file__).resolve().parent
LISTS = {
    "areas": {"en": "Areas", "es": "Áreas"},
    "groups": {"en": "Groups", "es": "Grupos"},
    "events": {"en": "Events", "es": "Eventos"},
    "bodies": {"en": "Organizations", "es": "Organismos"},
}
NOTES = {"en": "Note", "es": "Nota"}
# Groups and bodies stand by their kinds, then by their titles, in which the number is all that differs.
KINDS = ["partnership", "working-group", "country", "agency"]
WIKILINK = re.compile(r"\[\[([a-z0-9/-]+)(#[a-z0-9-]+)?(?:\\?\|([^\]]*))?\]\]")
CAPTIONED = re.compile(r"((?:^\|.*\n)+)\n: (.*)\n", re.MULTILINE)
FRONT_MATTER = re.compile(r"---\n(.*?\n)---\n(.*)", re.DOTALL)


def weight(name, facts):
    """The place of a record in the lists of its collection."""
    number = int(name.rpartition("-")[2])
    kind = re.search(r"^kind: (.*)$", facts, re.MULTILINE)
    return (KINDS.index(kind[1]) * 1_000_000 if kind else 0) + number + 1


def prose(text, language):
    """Prose as Hugo reads it."""
    text = WIKILINK.sub(lambda link: f"[{link[3] or ''}](/{link[1]}{link[2] or ''})", text)
    text = CAPTIONED.sub(lambda table: f"{table[2]}\n\n{table[1]}\n", text)
    return text.replace("> [!NOTE]\n", f"> {NOTES[language]}\n>\n")


def write_record(facts_file, target):
    """Writes a record in each language."""
    facts = facts_file.read_text(encoding="utf-8")
    # `kind` is a word of Hugo's own.
    own = re.sub(r"^kind:", "sort:", facts, flags=re.MULTILINE)
    for language in NOTES:
        text = facts_file.with_suffix(f".{language}.md").read_text(encoding="utf-8")
        front, body = FRONT_MATTER.fullmatch(text).groups()
        # Texts are plain in Tratado's front matter; a colon is the one thing in them that YAML minds, and there is none.
        front = front.replace("summary:", "description:", 1)
        head = f"{own}{front}weight: {weight(facts_file.stem, facts)}\n"
        (target / f"{facts_file.stem}.{language}.md").write_text(f"---\n{head}---\n{prose(body, language)}", encoding="utf-8")


def write(plan, site):
    """Writes the site of a plan into a folder that is new."""
    shutil.copytree(HERE / "hugo", site)
    # The first of the two folders is Hugo's, the second a part of the address.
    shutil.copytree(HERE / "themes/equal/assets", site / "assets/assets")
    for collection, titles in LISTS.items():
        target = site / "content" / collection
        target.mkdir(parents=True)
        for language, title in titles.items():
            (target / f"_index.{language}.md").write_text(f"---\ntitle: {title}\n---\n", encoding="utf-8")
        for facts_file in (plan / "content" / collection).glob("*.yaml"):
            write_record(facts_file, target)
