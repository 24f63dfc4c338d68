//! A plan in English and Spanish whose size is all that can be chosen: `n` areas, half as many events, a tenth as many groups
//! and a twentieth as many bodies.
//!
//! 1. Facts: every relation of these collections is there. A record is related to as many others in a large plan as in a small
//!    one, so that a page is the same work in both.
//! 2. Prose: some 400 words a page, with every piece of Markdown that costs something. Each links to four records.
//!
//! The same size gives the same bytes: what looks like chance is the product of a number and a constant.
#![expect(clippy::disallowed_methods, reason = "this writes the content that the program reads")]

use std::fmt::Write;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// The smallest plan has one body.
const FEWEST_AREAS: usize = 20;
/// Countries have so many bodies, and partnerships so many groups, themselves included.
const FAMILY: usize = 10;

/// Writes the plan into a folder that is new or empty, and says how many pages its records have.
pub fn write(areas: usize, folder: &Path) -> io::Result<usize> {
    if areas < FEWEST_AREAS {
        return Err(io::Error::new(ErrorKind::InvalidInput, format!("a plan has at least {FEWEST_AREAS} areas")));
    }
    fs::create_dir_all(folder)?;
    if folder.read_dir()?.next().is_some() {
        return Err(io::Error::new(ErrorKind::DirectoryNotEmpty, "the folder is not empty"));
    }
    let content = folder.join("content");
    let plan = Plan { counts: [areas, areas / 2, areas / 10, areas / 20] };
    for collection in [AREAS, EVENTS, GROUPS, BODIES] {
        fs::create_dir_all(content.join(NAMES[collection]))?;
        for number in 0..plan.counts[collection] {
            let record = content.join(id(collection, number));
            fs::write(record.with_extension("yaml"), plan.facts(collection, number))?;
            for language in &LANGUAGES {
                let name = format!("{}.md", language.tag);
                fs::write(record.with_extension(name), plan.prose(collection, number, language))?;
            }
        }
    }
    fs::write(content.join("site.yaml"), SITE)?;
    Ok(plan.counts.iter().sum::<usize>() * LANGUAGES.len())
}

const AREAS: usize = 0;
const EVENTS: usize = 1;
const GROUPS: usize = 2;
const BODIES: usize = 3;
const NAMES: [&str; 4] = ["areas", "events", "groups", "bodies"];

/// The outputs that are off show all records on one page.
const SITE: &str = "\
title: {en: The Generated Plan, es: El Plan Generado}
base_url: https://plan.example.org/
languages: [en, es]
plan:
  agreed: 2007-08-21
  as_of: 2008-06-30
  period: {from: 2007, to: 2010}
  parties: [body-0]
outputs: {whole-plan: false, timeline: false, relations: false, search: false, calendar: false, feed: false, data: false}
";

struct Plan {
    /// How many records each collection has.
    counts: [usize; 4],
}

fn id(collection: usize, number: usize) -> String {
    let single = ["area", "event", "group", "body"][collection];
    format!("{}/{single}-{number}", NAMES[collection])
}

/// The id without its collection, as fields of one collection want it.
fn short(collection: usize, number: usize) -> String {
    id(collection, number).split_off(NAMES[collection].len() + 1)
}

impl Plan {
    /// A record of another collection near a record: neighbours share theirs, and every record has its fair part.
    fn near(&self, of: (usize, usize), collection: usize, step: usize) -> usize {
        let (own, number) = of;
        (number * self.counts[collection] / self.counts[own] + step) % self.counts[collection]
    }

    fn facts(&self, collection: usize, number: usize) -> String {
        let near = |other, step| short(other, self.near((collection, number), other, step));
        let head = number - number % FAMILY;
        let is_head = number == head;
        let parent = (number > head + 1).then(|| format!("parent: {}\n", short(collection, number - 1)));
        match collection {
            AREAS => format!(
                "number: {}\ngroups: [{}, {}]\nbodies: [{}]\nchanged: 2008-{:02}\n",
                number + 1,
                near(GROUPS, 0),
                near(GROUPS, 1),
                near(BODIES, 0),
                number % 12 + 1
            ),
            EVENTS => format!(
                "start: {}-{:02}-{:02}\nareas: [{}, {}]\ngroups: [{}]\nbodies: [{}]\ndocuments:\n  - {{title: {{en: Agenda, es: Orden del día}}, \
                 url: \"https://documents.example.org/{number}.pdf\", language: en}}\n",
                2007 + number / 336,
                number / 28 % 12 + 1,
                number % 28 + 1,
                near(AREAS, 0),
                near(AREAS, 1),
                near(GROUPS, 0),
                near(BODIES, 0)
            ),
            GROUPS => format!(
                "kind: {}\n{}founded: 2007\nmembers:\n  - {{body: {}, role: {{en: Chair, es: Presidencia}}}}\n  - {{body: {}, from: 2007}}\n",
                if is_head { "partnership" } else { "working-group" },
                if is_head { String::new() } else { format!("parent: {}\n", short(GROUPS, head)) },
                near(BODIES, 0),
                near(BODIES, 1)
            ),
            _ if is_head => "kind: country\n".to_owned(),
            _ => format!("kind: agency\ncountry: {}\n{}", short(BODIES, head), parent.unwrap_or_default()),
        }
    }

    fn prose(&self, collection: usize, number: usize, language: &Language) -> String {
        let link = |other, step| id(other, self.near((collection, number), other, step));
        let mut sentences = (0..).map(|sentence| language.sentence((number * 4 + collection) * 64 + sentence));
        let mut paragraph = |length: usize| sentences.by_ref().take(length).collect::<Vec<_>>().join(" ");
        let [background, next_steps, see, event, body, note] = language.words;
        let mut text = format!(
            "---\ntitle: {} {number}\nsummary: {}\n---\n\n{} {see} [[{}]].[^1]\n\n## {background} {{#background}}\n\n",
            language.titles[collection],
            paragraph(1),
            paragraph(3),
            link(GROUPS, 0)
        );
        for _ in 0..2 {
            let _ = writeln!(text, "{}\n", paragraph(3));
        }
        let _ = writeln!(text, "## {next_steps} {{#next-steps}}\n");
        for _ in 0..3 {
            let _ = writeln!(text, "- {}", paragraph(1));
        }
        let _ = writeln!(text, "\n{} {see} [[{}#next-steps|*{next_steps}*]].\n", paragraph(3), link(AREAS, 1));
        let _ = writeln!(
            text,
            "| {event} | {body} |\n|---|---|\n| [[{}]] | [[{}\\|{body}]] |\n",
            link(EVENTS, 2),
            link(BODIES, 1)
        );
        let _ = writeln!(text, ": {note}\n\n> [!NOTE]\n> {}\n\n[^1]: {}", paragraph(1), paragraph(1));
        text
    }
}

/// What sentences are made of.
struct Language {
    tag: &'static str,
    /// What a record of each collection is called.
    titles: [&'static str; 4],
    /// Two headings, `see`, the head of a table, and its caption.
    words: [&'static str; 6],
    subjects: [&'static str; 7],
    verbs: [&'static str; 5],
    objects: [&'static str; 7],
    ends: [&'static str; 5],
}

impl Language {
    /// The same number gives the same sentence in every language.
    fn sentence(&self, number: usize) -> String {
        let mixed = (number as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let choose = |words: &[&'static str], shift: u32| words[(mixed >> shift) as usize % words.len()];
        let (subject, verb) = (choose(&self.subjects, 24), choose(&self.verbs, 32));
        format!("{subject} {verb} {} {}.", choose(&self.objects, 40), choose(&self.ends, 48))
    }
}

const LANGUAGES: [Language; 2] = [
    Language {
        tag: "en",
        titles: ["Area of action", "Meeting", "Working group", "Organization"],
        words: ["Background", "Next steps", "See also", "Meeting", "Organization", "What comes next"],
        subjects: [
            "The two governments",
            "Officials of both countries",
            "The *working groups* of the partnership",
            "Ministers and their deputies",
            "The parties to this plan",
            "Those who live on the coast",
            "Experts from the universities",
        ],
        verbs: ["will review", "agree to share", "have begun to prepare", "intend to improve", "report once a year on"],
        objects: [
            "the rules for \"seasonal\" work",
            "what is known about forests and water",
            "the training of customs officers",
            "the exchange of students and teachers",
            "roads, railways and harbours",
            "the papers that a small company needs",
            "how an emergency is answered",
        ],
        ends: [
            "before the leaders meet again",
            "with the means that each of them has",
            "so that nobody has to wait for long",
            "as both sides promised in the first year",
            "and publish what they find",
        ],
    },
    Language {
        tag: "es",
        titles: ["Área de acción", "Reunión", "Grupo de trabajo", "Organización"],
        words: ["Antecedentes", "Próximos pasos", "Véase también", "Reunión", "Organización", "Lo que sigue"],
        subjects: [
            "Los dos gobiernos",
            "Funcionarios de ambos países",
            "Los *grupos de trabajo* de la alianza",
            "Los ministros y sus suplentes",
            "Las partes de este plan",
            "Quienes viven en la costa",
            "Expertos de las universidades",
        ],
        verbs: [
            "revisarán",
            "acuerdan compartir",
            "han comenzado a preparar",
            "se proponen mejorar",
            "informan cada año sobre",
        ],
        objects: [
            "las reglas del trabajo \"de temporada\"",
            "lo que se sabe de los bosques y del agua",
            "la formación de los agentes de aduanas",
            "el intercambio de estudiantes y docentes",
            "caminos, ferrocarriles y puertos",
            "los documentos que necesita una empresa pequeña",
            "la manera de responder a una emergencia",
        ],
        ends: [
            "antes de que los dirigentes se reúnan de nuevo",
            "con los medios que tiene cada uno",
            "para que nadie tenga que esperar mucho",
            "como prometieron ambas partes el primer año",
            "y publican lo que encuentran",
        ],
    },
];
