//! What is said of one thing, and how it is written.

use serde::{Serialize, Serializer};

/// What is said of one thing: its properties, in the order in which they were said.
#[derive(Clone, Debug)]
pub(super) struct Node(Vec<(&'static str, Said)>);

/// What is said in a property. It is made for each page, and written once: serde_json's own value would hash the name of each property.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Said {
    Nothing,
    Number(usize),
    Text(String),
    Node(Node),
    List(Vec<Said>),
}

impl Node {
    /// A thing that has no name on the web.
    pub(super) fn new(kind: &str) -> Self {
        Self(vec![("@type", kind.into())])
    }

    /// A thing that is known by a URL.
    pub(super) fn of(kind: &str, id: String) -> Self {
        Self::new(kind).say("@id", id)
    }

    /// A text that says in which language it is.
    pub(super) fn text(text: &str, language: &str) -> Self {
        Self(vec![("@value", text.into()), ("@language", language.into())])
    }

    /// Says something of it, in place of what was said before. What is nothing, or an empty list, is not said.
    pub(super) fn say(mut self, property: &'static str, value: impl Into<Said>) -> Self {
        let value = match value.into() {
            Said::Nothing => return self,
            Said::List(values) if values.is_empty() => return self,
            Said::List(mut values) if values.len() == 1 => values.remove(0),
            value => value,
        };
        match self.0.iter_mut().find(|(said, _)| *said == property) {
            Some((_, said)) => *said = value,
            None => self.0.push((property, value)),
        }
        self
    }

    /// A reference to it: it is described elsewhere on the page.
    pub(super) fn reference(&self) -> Self {
        Self(self.0.iter().filter(|(property, _)| *property == "@id").cloned().collect())
    }

    /// The same, in place of it.
    pub(super) fn into_reference(self) -> Self {
        Self(self.0.into_iter().filter(|(property, _)| *property == "@id").collect())
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(property, said)| (property, said)))
    }
}

impl From<usize> for Said {
    fn from(number: usize) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Said {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Node> for Said {
    fn from(node: Node) -> Self {
        Self::Node(node)
    }
}

impl<T: Into<Said>> From<Option<T>> for Said {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

impl<T: Into<Said>> From<Vec<T>> for Said {
    fn from(values: Vec<T>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

/// A whole block of JSON-LD.
#[derive(Serialize)]
struct Document {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Node>,
}

/// What is said of some things, as it may stand in a `script` of HTML: nothing in it ends the element, or begins a comment there.
pub(super) fn document(graph: Vec<Node>) -> String {
    let document = Document { context: "https://schema.org", graph };
    // A map of texts can be written as JSON.
    escaped(serde_json::to_string(&document).unwrap_or_default())
}

/// JSON that holds no character of HTML, nor a line end of JavaScript. They stand within strings alone, where their numbers are as good.
fn escaped(json: String) -> String {
    // The line ends of JavaScript begin with this byte in UTF-8. Most pages have none of all, and to look at every byte is faster than to
    // stop where one is found.
    if !json.bytes().fold(false, |found, byte| found | matches!(byte, b'<' | b'>' | b'&' | 0xe2)) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => escaped.push_str(&format!("\\u{:04x}", u32::from(character))),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn nothing_ends_the_element_and_all_is_read_as_it_was() {
        let text = "</script><!-- & \u{2028}\u{2029} \"ñ\" \\";
        let written = document(vec![Node::new("Thing").say("name", text)]);
        assert!(!written.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{written}");
        let read: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(read["@graph"][0]["name"], text);
    }

    #[test]
    fn nothing_is_not_said_and_one_value_is_no_list() {
        let node = Node::new("Thing").say("name", None::<&str>).say("about", Vec::<Node>::new()).say("url", vec!["a"]);
        assert_eq!(serde_json::to_value(node).unwrap(), json!({"@type": "Thing", "url": "a"}));
    }
}
